"""Claims and the works they cite."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.checks.claims import faults_of
from kumsong_sources.checks.places import place_in_field, place_of_key
from kumsong_sources.checks.rule import (
    BibliographyRule,
    Context,
    Finding,
    Rule,
    Severity,
    quoted,
)
from kumsong_sources.claims import Claim
from kumsong_sources.position import Position


class EmptyBibliography(BibliographyRule):
    """A bibliography without a single entry.

    Why
    ---
    Where claims cite works, nothing can be looked up: not one citation leads anywhere.
    Where a bibliography is checked alone, nothing was checked.

    Example
    -------
    A `references.bib` that was exported into another folder.

    Remedy
    ------
    Put the entries of the cited works into `references.bib`.

    Limits
    ------
    Each claim is also found by `unknown-citekey`.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        dossier = context.dossier
        cited = dossier.claims_by_source
        if dossier.bibliography.known_keys or not (cited or not context.has_claims):
            return
        path = dossier.bibliography.file.path
        claims = {claim.position for found in cited.values() for claim in found}
        waiting = (
            f"but {counted(len(claims), 'claim')} cite{'s' * (len(claims) == 1)} "
            f"{counted(len(cited), 'work')}: no citation leads anywhere"
            if cited
            else "so that nothing was checked"
        )
        yield self.finding(
            position=Position(path=path, line=1, column=1),
            message=f"{path} holds no entry, {waiting}",
            hint="put the entries of the cited works into this file",
        )


class UnknownCitekey(Rule):
    """A citation of a work that is not in the bibliography.

    Why
    ---
    Nobody can look it up, and the source counts for nothing in the claim's support.

    Example
    -------
    `chea2001[612]` where the entry is `chae2001`.

    Remedy
    ------
    Mend the key, or add the work to `references.bib`.

    Limits
    ------
    Keys of entries that cannot be read count as known: what is wrong with these is said
    once, at the entry.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim and key."""
        known = context.dossier.bibliography.known_keys
        for claim in context.dossier.claims:
            cited = (("source", claim.citations), ("via", claim.via))
            places = {c.citekey: column for column, given in cited[::-1] for c in given}
            for key, column in places.items():
                if key not in known:
                    yield self._unknown(key, column=column, claim=claim, context=context)

    def _unknown(self, key: str, *, column: str, claim: Claim, context: Context) -> Finding:
        nearest = context.nearest_citekey.to(key)
        add = "add the work to references.bib"
        return self.finding(
            position=place_of_key(claim, column=column, key=key),
            message=f"{column} cites {quoted(key)}, which is not in the bibliography",
            hint=f"did you mean {nearest}? else {add}"
            if nearest
            else f"mend the key, or {add}",
            claim=claim,
            citekey=key,
        )


class CitationSyntax(Rule):
    """A citation that cannot be read.

    Why
    ---
    None of the citations of that cell is known, so that the claim stands without support.

    Example
    -------
    `chae2001, 612` instead of `chae2001[612]`.

    Remedy
    ------
    Write `key[locator]`, several joined by a semicolon.

    Limits
    ------
    Only the first fault of a cell is named.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per cell."""
        yield from faults_of(self, context, columns=("source", "via"))


class UncitedClaim(Rule):
    """A claim that cites no source.

    Why
    ---
    Nobody can tell who says it. Where it was read in another work (`via`) that gives no
    source either, that is a weakness of that work, worth knowing: a warning. Where
    nothing at all is named, it is an error.

    Example
    -------
    A sentence of an article without a note mark.

    Remedy
    ------
    Find the source and cite it. To keep the claim without one, waive the finding with the
    reason.

    Limits
    ------
    A source cell that cannot be read is found by `citation-syntax`.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for claim in context.dossier.claims:
            if not claim.is_uncited:
                continue
            told = ", ".join(dict.fromkeys(reading.citekey for reading in claim.via))
            unread = any(fault.where == "via" for fault in claim.faults)
            if told:
                message = f"no source is cited; {told}, where it was read, gives none"
                hint = "find the source that says it, and cite it"
            else:
                message = "no source is cited, nor a work in which it was read"
                hint = "cite a source, or name in via the work in which it was read"
            yield self.finding(
                position=claim.position_of("source"),
                message=message,
                hint=hint,
                severity=Severity.WARNING if told or unread else None,
                claim=claim,
            )


class UncitedEntry(Rule):
    """A work in the bibliography that no claim cites.

    Why
    ---
    Perhaps a citation was forgotten, or its key is misspelt.

    Example
    -------
    A work listed for further reading.

    Remedy
    ------
    Cite it where it says something, or take it out. It may stay: the bibliography can
    leave out what is not cited.

    Limits
    ------
    Works from which others derive, or in which claims were read, are named as such.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source."""
        dossier = context.dossier
        cited = {key for claim in dossier.claims for key in claim.citekeys}
        read_in = {c.citekey for claim in dossier.claims for c in claim.via}
        behind = {
            key: source.citekey
            for source in dossier.sources.values()
            for key in source.derivesfrom
        }
        containers = {
            key
            for source in dossier.sources.values()
            for name in ("crossref", "xdata")
            for key in _keys(source.entry.get(name))
        }
        for key, source in dossier.sources.items():
            keys = {key, *_keys(source.entry.get("ids"))}
            if keys & cited or key in containers or source.entry.entrytype == "xdata":
                continue
            note = ""
            if keys & read_in:
                note = "; claims are read in it (via)"
            elif key in behind:
                note = f"; {behind[key]} derives from it"
            yield self.finding(
                position=source.entry.key_position or source.position,
                message=f"no claim cites this work as its source{note}",
                hint="cite it where it says something, or leave it for further reading",
                citekey=key,
            )


class UnknownDerivation(BibliographyRule):
    """A work said to derive from one that is not in the bibliography.

    Why
    ---
    Two works that derive from one are one witness. A misspelt key makes them two.

    Example
    -------
    `derivesfrom = {chea2001}` where the entry is `chae2001`.

    Remedy
    ------
    Mend the key, or add the work to `references.bib`, cited or not.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source and key."""
        known = context.dossier.bibliography.known_keys
        for source in context.dossier.sources.values():
            for key in source.derivesfrom:
                if key in known:
                    continue
                place, _ = place_in_field(source.entry, name="derivesfrom", text=key)
                nearest = context.nearest_citekey.to(key)
                yield self.finding(
                    position=place,
                    message=f"{source.citekey} derives from {quoted(key)}, which is not in "
                    "the bibliography",
                    hint=(f"did you mean {nearest}? else " if nearest else "mend the key, or ")
                    + "add the work to references.bib",
                    citekey=source.citekey,
                )


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2 claims".

    Examples
    --------
    >>> counted(1, "claim"), counted(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _keys(value: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in value.split(",") if key.strip())
