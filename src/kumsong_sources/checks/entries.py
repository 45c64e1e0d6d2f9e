"""Entries against BibLaTeX's data model: types and fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kumsong_sources.bibtex.annotations import annotated
from kumsong_sources.checks.datamodel import (
    AUTHORSHIP,
    FIELDS,
    REQUIRED,
    STANDARD,
    TYPES,
    Needs,
)
from kumsong_sources.checks.relations import keys_in, parents_of
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.nearest import NearestName, is_one_slip
from kumsong_sources.patterns import pattern
from kumsong_sources.sources import Source

_PLURALS = frozenset(
    {
        "authors", "editors", "translators", "titles", "booktitles", "publishers", "years",
        "dates", "journals", "locations", "page", "keyword", "urls",
    }
)  # fmt: skip
_SHORTEST = 4
# Of these types entries are made that hold only what others inherit.
_BARE_CONTAINERS = frozenset({"article", "misc", "online"})
_CLEARLY_MEANT = 0.9
_LIKELY_MEANT = 0.78
_SHOWN_NAMES = {"journaltitle": "journaltitle (journal)", "date": "date (year)"}
_IN_PRESS = pattern(r"forthcoming|in press|in preparation|submitted|to appear|n\.d\.|undated")


class UnknownType(BibliographyRule):
    """An entry type that is not in BibLaTeX's data model.

    Why
    ---
    Programs print such an entry as `@misc`, without what is peculiar to it, or leave it out.

    Example
    -------
    `@artcle{…}`, or a type that only one style defines.

    Remedy
    ------
    Write one of BibLaTeX's types. If a style of yours defines the type, ignore this rule.

    Limits
    ------
    One finding per type, at its first entry. The types of a few widespread styles are known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per type."""
        first: dict[str, Source] = {}
        counts: dict[str, int] = {}
        for source in context.bibliography:
            entrytype = source.entry.entrytype
            if entrytype not in TYPES:
                first.setdefault(entrytype, source)
                counts[entrytype] = counts.get(entrytype, 0) + 1
        for entrytype, source in first.items():
            nearest = NearestName(TYPES, least=_LIKELY_MEANT).to(entrytype)
            yield self.finding(
                position=source.position,
                message=f"no entry type is called @{entrytype}{_times(counts[entrytype])}",
                hint=f"did you mean @{nearest}?"
                if nearest
                else "write a type of BibLaTeX's, such as @book, @article or @misc",
                citekey=source.citekey,
            )


class MisspeltField(BibliographyRule):
    """A field whose name is one slip away from one that programs know.

    Why
    ---
    Programs pass over fields they do not know: the value is not printed, and nobody is told.

    Example
    -------
    `pubisher = {Osprey}`, `authors = {Paik, Sun Yup}`, `page = {612}`.

    Remedy
    ------
    Write the name as the message says. If the field is meant to be your own, put an
    underscore before its name, or ignore this rule.

    Limits
    ------
    One letter too many, too few, wrong or exchanged, of names of four letters and more; of
    longer ones, names that are nearly alike. A known name with a letter added at its end
    (`titlea`, `issnp`) is taken to be meant.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for name, meant, places in context.once(_unknown_fields):
            for source in places if meant else ():
                field = source.entry.fields[name]
                has = f"; {meant} is there as well" if meant in source.entry.fields else ""
                yield self.finding(
                    position=field.position,
                    message=f"no field is called {quoted(field.name)}{has}: "
                    "programs pass over it",
                    hint=f"did you mean {meant}?",
                    citekey=source.citekey,
                )


class UnknownField(BibliographyRule):
    """A field that neither BibLaTeX nor a widespread program knows.

    Why
    ---
    It is kept, but printed by no style but one made for it.

    Example
    -------
    `place = {Beijing}` where `location` is meant.

    Remedy
    ------
    Use a field of BibLaTeX's (`note`, `addendum`, `usera`), or leave it: for notes of your
    own, unknown fields are what BibTeX provides.

    Limits
    ------
    One finding per name, at its first place. Names that begin with an underscore, `opt`, `x-`
    or `xx`, as people hide fields, are left alone; so are those that other programs write.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per name."""
        nearest = NearestName(STANDARD, least=_LIKELY_MEANT)
        for name, meant, places in context.once(_unknown_fields):
            if meant:
                continue
            field = places[0].entry.fields[name]
            like = nearest.to(name)
            yield self.finding(
                position=field.position,
                message=f"no style prints the field {quoted(field.name)}{_times(len(places))}",
                hint=(f"did you mean {like}? else " if like else "")
                + "use note or addendum for what is to be printed",
                citekey=places[0].citekey,
            )


class MissingRequiredField(BibliographyRule):
    """An entry without a field that its type needs.

    Why
    ---
    Without title, date or the work it stands in, a source cannot be found again, and a
    formatted entry has a gap.

    Example
    -------
    A `@book` without `date`, an `@article` without `journaltitle`.

    Remedy
    ------
    Add the field; for a work without date write `pubstate`, or `date` with EDTF's marks
    (`1953~`, `195X`).

    Limits
    ------
    As BibLaTeX's data model has it, softened: an editor, a translator or a body stands in
    for an author, `year` for `date`, older names for newer ones; type and editor are not
    asked for, nor the date of manuals, booklets, manuscripts and `@misc`. Where only the
    author is missing it is an info: many sources are unsigned, newspapers most of all.
    Fields inherited by `crossref` and `xdata` count; where what they point to is missing,
    the entry is not judged. Web pages without date are left to `url-without-urldate`.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry."""
        known = context.bibliography.known_keys
        containers = {
            key.casefold()
            for source in context.bibliography
            for key in keys_in(source.entry, "crossref")
        }
        for source in context.bibliography:
            entrytype = source.entry.entrytype
            if entrytype in _BARE_CONTAINERS and source.citekey.casefold() in containers:
                continue
            needs = REQUIRED.get(entrytype, ())
            missing = _missing(source, needs)
            if not missing or any(key not in known for key in parents_of(source.entry)):
                continue
            only_author = missing == [AUTHORSHIP]
            named = " and ".join(_named(fields) for fields in missing)
            yield self.finding(
                position=source.position,
                message=f"{source.citekey}: @{source.entry.entrytype} without {named}",
                hint="write author or editor; leave it where the work is unsigned"
                if only_author
                else f"add {named}",
                severity=Severity.INFO if only_author else None,
                citekey=source.citekey,
            )


def _unknown_fields(context: Context) -> tuple[tuple[str, str | None, list[Source]], ...]:
    """Each unknown name with the one that was meant, if a slip away, and where it stands."""
    found: dict[str, list[Source]] = {}
    for source in context.bibliography:
        fields = source.entry.fields
        if fields.keys() <= FIELDS:
            continue
        for name in fields:
            if name not in FIELDS and not _is_ones_own(name):
                found.setdefault(name, []).append(source)
    return tuple((name, _meant(name), places) for name, places in found.items())


def _is_ones_own(name: str) -> bool:
    """Whether a name is hidden on purpose, an annotation, or a program's."""
    if name.startswith(("_", "opt", "x-", "xx", "bdsk-", "jabref-", "__")):
        return True
    about = annotated(name)
    base = about[0] if about else name.partition("_")[0]
    return base in FIELDS


def _meant(name: str) -> str | None:
    """The known field that a name is a slip of."""
    if name in _PLURALS:
        return next(known for known in (name.removesuffix("s"), f"{name}s") if known in FIELDS)
    if len(name) < _SHORTEST or name[:-1] in FIELDS or name.rstrip("0123456789") in FIELDS:
        return None
    slips = [known for known in STANDARD if is_one_slip(name, known)]
    if slips:
        return min(slips, key=lambda known: (known[:1] != name[:1], -len(known), known))
    return NearestName(STANDARD, least=_CLEARLY_MEANT).to(name)


def _missing(source: Source, needs: Needs) -> list[tuple[str, ...]]:
    """The needs that no field of an entry meets."""
    fields = source.whole.fields
    missing = [
        wanted
        for wanted in needs
        if not any(name in fields and fields[name].value.strip() for name in wanted)
    ]
    if not missing:
        return []
    if _is_unsigned(source):
        missing = [wanted for wanted in missing if wanted is not AUTHORSHIP]
    said = " ".join(source.whole.get(name) for name in ("note", "howpublished", "addendum"))
    if said and _IN_PRESS.search(said.lower()):
        missing = [wanted for wanted in missing if "year" not in wanted]
    return missing


def _is_unsigned(source: Source) -> bool:
    return source.whole.get("entrysubtype").strip().lower() in (
        "newspaper",
        "magazine",
        "classical",
    )


def _named(fields: Iterable[str]) -> str:
    chosen = tuple(fields)
    if chosen is AUTHORSHIP:
        return "author or editor"
    return _SHOWN_NAMES.get(chosen[0], chosen[0])


def _times(count: int) -> str:
    return f" ({count:,} entries)" if count > 1 else ""
