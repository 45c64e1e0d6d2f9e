"""Entries that point to other entries: crossref, xdata, related, sets."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.bibtex import Entry, inheritance
from kumsong_sources.checks.places import place_in_field
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted


class MissingParent(BibliographyRule):
    """A `crossref` or `xdata` that points to an entry that is not there.

    Why
    ---
    The entry lacks all that it was to inherit: book title, publisher, year.

    Example
    -------
    `crossref = {chea2001}` where the entry is `chae2001`.

    Remedy
    ------
    Mend the key, or add the entry.

    Limits
    ------
    A key that differs in upper and lower case only is a warning: BibTeX finds it, BibLaTeX
    does not.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field and key."""
        yield from _dangling(self, context, names=("crossref", "xdata"))


class MissingRelation(BibliographyRule):
    """A `related`, `xref` or `entryset` that points to an entry that is not there.

    Why
    ---
    The original, the reprint or the member of a set is not printed.

    Example
    -------
    `related = {hermes1966}` after that entry was renamed.

    Remedy
    ------
    Mend the key, or add the entry.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field and key."""
        yield from _dangling(self, context, names=("related", "xref", "entryset"))


class CircularInheritance(BibliographyRule):
    """Entries that inherit from one another in a circle.

    Why
    ---
    Each waits for the other's fields; programs stop, or leave fields out.

    Example
    -------
    A chapter with `crossref = {whole}`, and the whole with `crossref = {chapter}`.

    Remedy
    ------
    Take away the `crossref` of the work that holds the other.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per circle, at its first entry in the file."""
        told: set[str] = set()
        for source in context.bibliography:
            if source.citekey in told or not any(parents_of(source.entry)):
                continue
            cycle = inheritance(source.entry, context.bibliography.file).cycle
            if not cycle or told.intersection(cycle):
                continue
            told.update(cycle)
            name = "crossref" if "crossref" in source.entry.fields else "xdata"
            yield self.finding(
                position=source.entry.fields[name].value_position,
                message=f"{' → '.join(cycle)}: entries inherit in a circle",
                hint="take away the crossref or xdata of the work that holds the other",
                citekey=source.citekey,
            )


def _dangling(
    rule: BibliographyRule, context: Context, *, names: tuple[str, ...]
) -> Iterator[Finding]:
    known = context.bibliography.known_keys
    for source in context.bibliography:
        for name in names:
            for key in keys_in(source.entry, name) if name in source.entry.fields else ():
                if key in known:
                    continue
                place, _ = place_in_field(source.entry, name=name, text=key)
                nearest = context.nearest_citekey.to(key)
                same = nearest is not None and nearest.casefold() == key.casefold()
                there = f", which is there as {nearest} only" if same else ""
                yield rule.finding(
                    position=place,
                    message=f"{name} of {source.citekey} is {quoted(key)}"
                    f"{there or ', which is not in the bibliography'}",
                    hint=f"did you mean {nearest}?"
                    if nearest
                    else "mend the key, or add the entry",
                    severity=Severity.WARNING if same else None,
                    citekey=source.citekey,
                )


def parents_of(entry: Entry) -> tuple[str, ...]:
    """The keys of the entries that an entry inherits from, as it names them."""
    if "crossref" not in entry.fields and "xdata" not in entry.fields:
        return ()
    return (*keys_in(entry, "crossref"), *keys_in(entry, "xdata"))


def keys_in(entry: Entry, name: str) -> Iterator[str]:
    """The keys that a field lists."""
    for key in entry.get(name).split(","):
        if key.strip():
            yield key.strip()
