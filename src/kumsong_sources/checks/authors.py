"""Lists of names: how they are joined, divided and ordered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kumsong_sources.bibtex import names_of
from kumsong_sources.checks.namelists import NameList, all_names
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.checks.scripts import is_east_asian
from kumsong_sources.patterns import pattern

_EMPTY_NAME = pattern(r"(?:^|\s)and\s+and(?:\s|$)|^\s*and\s|\sand\s*$", re.IGNORECASE)
_OTHER_JOIN = pattern(r"[;、，；]|(?<=\s)(?:\\?&|und|et)\s+(?=[A-Z])")
_ET_AL = pattern(
    r"\bet\.?\s*al\b|(?:[\s,，、]|^)等$|\bu\.\s?a\.$|\band\s+others\b", re.IGNORECASE
)
_PARTED_NAME = pattern(r"[^\s{},]+(?:[\s~]+[^\s{},]+)+")
_SUFFIX = pattern(
    r"(?:jr|sr|jun|sen|[ivx]+|1st|2nd|3rd|ph\.?\s?d|esq|[\w.\s]+\.)\.?", re.IGNORECASE
)
_FOUR_CAPITALS = pattern(r"[^\W\d_a-z]{4}")
_LATIN_LETTER = pattern(r"[A-Za-z]{2}")
_LEAST_NAMES = 4


class MisplacedComma(BibliographyRule):
    """A name whose commas cannot be understood.

    Why
    ---
    Names are joined by `and`, and a comma parts family and given name. With other commas the
    parts of a name are guessed, or several authors become one.

    Example
    -------
    `author = {Chae, Han Kook, Chung, Suk Kyun}`; `author = {Hermes,}`.

    Remedy
    ------
    Join names by `and`, write each as `Family, Given`; put a body that has commas in its
    name in braces.

    Limits
    ------
    Two names joined by one comma, `Walter Hermes, Carter Malkasian`, look like one name with
    family and given name exchanged, and are found only where both have several words.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per name."""
        for given in context.once(all_names):
            if "," not in given.entry.fields[given.field].value:
                continue
            for number, name in enumerate(given.names):
                fault = _fault_of_commas(name) if "," in name else ""
                if fault:
                    yield self.finding(
                        position=given.place_of(number),
                        message=f"{given.field} {quoted(name)}: {fault}",
                        hint="join names by and; write each as Family, Given; put a body in {}",
                        citekey=given.source.citekey,
                    )


class NamesWithoutAnd(BibliographyRule):
    """Names that are joined by something else than `and`.

    Why
    ---
    Programs take them for one name.

    Example
    -------
    `{Hermes, Walter G.; Malkasian, Carter}`, `{W. Hermes & C. Malkasian}`, `{徐焰、齐德学}`,
    or an `and` with no name behind it.

    Remedy
    ------
    Write `and` between names.

    Limits
    ------
    Names in braces are left alone; `und` and `et` are seen before capitals only.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for given in context.once(all_names):
            field = given.entry.fields[given.field]
            join = None
            for number, name in enumerate(given.names):
                found = _OTHER_JOIN.search(name) if "{" not in name else None
                if found is not None and not _is_entity(name, found):
                    join, place = found[0].strip(), given.place_of(number)
                    break
            else:
                empty = _EMPTY_NAME.search(field.value)
                if empty is None:
                    continue
                join, place = "and", field.value_position
            yield self.finding(
                position=place,
                message=f"{given.field}: {quoted(join)} without a name behind it"
                if join == "and"
                else f"{given.field} {quoted(field.value)}: names joined by {join}",
                hint="write and between names, none before the first or behind the last",
                citekey=given.source.citekey,
            )


class LiteralEtAl(BibliographyRule):
    """An "et al." written out among the names.

    Why
    ---
    It is taken for a person, first name "et", family name "al.".

    Example
    -------
    `author = {Chae, Han Kook and et al.}`

    Remedy
    ------
    Write `and others`: each style prints it in its own way.

    Limits
    ------
    Latin, German (u. a.) and Chinese (等, behind a blank or comma) are known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for given in context.once(all_names):
            last = len(given.names) - 1
            if last >= 0 and _ET_AL.search(given.names[last]):
                yield self.finding(
                    position=given.place_of(last),
                    message=f"{given.field} {quoted(given.names[last])}: the names left out "
                    "are taken for a name",
                    hint="write and others",
                    citekey=given.source.citekey,
                )


class OthersNotLast(BibliographyRule):
    """An `others` that is not the last of the names.

    Why
    ---
    Only at the end does `and others` mean names left out; elsewhere it is a name.

    Example
    -------
    `author = {others and Chae, Han Kook}`

    Remedy
    ------
    Put it last.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for given in context.once(all_names):
            for number, name in enumerate(given.names):
                only = number == 0 and len(given.names) == 1
                if name.lower() == "others" and (only or number < len(given.names) - 1):
                    yield self.finding(
                        position=given.place_of(number),
                        message=f"{given.field}: others stands before a name"
                        if not only
                        else f"{given.field}: others without a name before it",
                        hint="write the names first, and others last",
                        citekey=given.source.citekey,
                    )
                    break


class CapitalOnlyName(BibliographyRule):
    """A family name in capitals only.

    Why
    ---
    It is printed so in every style, and sorted apart from the same name in the usual form.

    Example
    -------
    `author = {CHAE, Han Kook}`

    Remedy
    ------
    Write `Chae, Han Kook`; styles that print small capitals make them themselves. Put a
    body's abbreviation in braces.

    Limits
    ------
    One finding per field. Names of one word, of three letters and fewer, and initials are
    left alone.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for given in context.once(all_names):
            if _FOUR_CAPITALS.search(given.entry.fields[given.field].value) is None:
                continue
            loud = [n for n, name in enumerate(given.names) if _is_loud(name)]
            if loud:
                shown = " and ".join(given.names[number] for number in loud[:3])
                more = f" and {len(loud) - 3} more" if len(loud) > 3 else ""
                yield self.finding(
                    position=given.place_of(loud[0]),
                    message=f"{given.field} {quoted(shown)}{more}: in capitals only",
                    hint="keep capitals for the first letters; put an abbreviation in braces",
                    citekey=given.source.citekey,
                    numbers={"names": len(loud)},
                )


class MixedNameOrder(BibliographyRule):
    """A file in which some names stand family first and others given name first.

    Why
    ---
    Both forms are right, but of `Sun Yup Paik` without a comma nobody can tell which part is
    the family name, when beside it `Chae, Han Kook` has one.

    Example
    -------
    `Hermes, Walter G.` in one entry, `Carter Malkasian` in the next.

    Remedy
    ------
    Write all names as `Family, Given`.

    Limits
    ------
    One finding per file, at the first name of the rarer form, with the numbers. Names in
    braces, of one word, and in Han, Hangul or kana are not counted.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        counts: Counter[bool] = Counter()
        first: dict[bool, tuple[NameList, int]] = {}
        for given in context.once(all_names):
            for number, name in enumerate(given.names):
                with_comma = "," in name
                if "{" in name or "=" in name or (not with_comma and not _has_parts(name)):
                    continue
                counts[with_comma] += 1
                if with_comma not in first:
                    first[with_comma] = (given, number)
        if len(first) < 2 or counts.total() < _LEAST_NAMES:
            return
        rarer = counts[True] < counts[False]
        given, number = first[rarer]
        yield self.finding(
            position=given.place_of(number),
            message=f"{given.field} {quoted(given.names[number])}: {counts[True]:,} names of "
            f"this file are written with a comma, {counts[False]:,} without",
            hint="write all names as Family, Given",
            citekey=given.source.citekey,
            numbers={"with_comma": counts[True], "without_comma": counts[False]},
        )


class UnknownNameOrder(BibliographyRule):
    """An East Asian name in letters for which nothing says which part stands first.

    Why
    ---
    Where names are not inverted, Xu Yan is printed "Yan Xu", as no Chinese book prints it.

    Example
    -------
    `author = {Xu, Yan}, author+an:script = {1="徐焰"}` without `author+an:order`.

    Remedy
    ------
    Add `author+an:order = {1="family-first"}`, or `"given-first"` for a name that the work
    itself prints so.

    Limits
    ------
    Judged are names with their script beside them: of letters alone nobody can tell.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for given in context.once(all_names):
            fields = given.entry.fields
            scripted = f"{given.field}+an:script" in fields or (
                not fields[given.field].value.isascii()
                and any(map(_LATIN_LETTER.search, given.names))
            )
            if not scripted or f"{given.field}+an:order" in fields:
                continue
            missing = [
                number
                for number, name in enumerate(names_of(given.entry, given.field))
                if not (name.literal or name.family_first or name.others)
                and name.given
                and not is_east_asian(name.family)
                and is_east_asian(f"{name.script or ''}{name.given}")
            ]
            if missing:
                places = ", ".join(str(number + 1) for number in missing)
                order = ";".join(f'{number + 1}="family-first"' for number in missing)
                yield self.finding(
                    position=given.place_of(missing[0]),
                    message=f"{given.field}: nothing says which part of name {places} stands "
                    "first",
                    hint=f"add {given.field}+an:order = {{{order}}}",
                    citekey=given.source.citekey,
                )


def _fault_of_commas(name: str) -> str:
    if "=" in name:
        return ""
    bare = re.sub(r"\{[^{}]*\}", "x", name)
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) > 3:
        return f"{len(parts) - 1} commas in one name, at most two are understood"
    if len(parts) > 1 and not parts[0]:
        return "a comma without a family name before it"
    if len(parts) > 1 and not parts[-1]:
        return "a comma without a given name behind it"
    if len(parts) == 3 and not any(map(_SUFFIX.fullmatch, parts[1:])):
        return "two commas, of which the second must part a suffix (Jr.)"
    return ""


def _is_entity(name: str, join: re.Match[str]) -> bool:
    """Whether what looks like a join ends an HTML entity or stands in a body's name."""
    if join[0].startswith(";"):
        return re.search(r"&#?\w+$", name[: join.start()]) is not None
    return "," not in name and "\\&" in join[0] and name.isupper()


def _is_loud(name: str) -> bool:
    """Whether a family name, or a name without comma, has capitals only."""
    if "{" in name or "\\" in name or is_east_asian(name):
        return False
    family, comma, _ = name.partition(",")
    several = bool(comma) or len(family.split()) > 1
    letters = sum(map(str.isalpha, family))
    longest = max(map(len, re.split(r"[\s.-]+", family)))
    return several and letters > 3 and longest > 3 and family.isupper()


def _has_parts(name: str) -> bool:
    return _PARTED_NAME.fullmatch(name) is not None and not any(map(is_east_asian, name))
