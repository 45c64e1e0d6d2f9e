"""Pages, volumes and editions: how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.patterns import pattern

_DASH = r"(?:-{1,3}|[\u2010-\u2015\u2212])"
_SINGLE = pattern(r"(?<![\w.:/-])\d+\s*(?:-|[\u2010-\u2015\u2212])\s*\d+(?![\w.:/-])", re.ASCII)
_PAGE = r"([A-Za-z]{0,2})(\d{1,9})"
_RANGE = pattern(rf"(?<![A-Za-z\d]){_PAGE}\s{{0,4}}{_DASH}\s{{0,4}}{_PAGE}", re.ASCII)
_WORD_FIRST = pattern(
    r"(?:pp?|pages?|pgs?|s|seiten?|c|с)\.?[\s~]*(?=[\divxlIVXL])", re.IGNORECASE
)
_NO_PAGE = pattern(r"\?+|n\.?\s?/?\s?a\.?|tba|tbd|none|unknown|-+", re.IGNORECASE)
_ROMAN = pattern(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_LETTERED_VOLUMES = frozenset("CDLM")
_EDITION_WORD = pattern(
    r"(.*\S)\s*(?:\bedn?\b\.?|\bedition\b)|\bedition\s+(\w+)", re.IGNORECASE
)
_ORDINAL = pattern(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth",
)  # fmt: skip
_VOLUME_WORD = pattern(r"(?:vols?|volumes?|bd|band|tome?|t|т)\b\.?[\s~]*(?=\w)", re.IGNORECASE)


class PageRangeDash(BibliographyRule):
    """A range of pages with one hyphen, or with another dash than BibTeX's.

    Why
    ---
    BibTeX prints one hyphen as it stands, 12-15 for 12–15; some programs take 12-15 for the
    name of one page.

    Example
    -------
    `pages = {12-15}`.

    Remedy
    ------
    Write two hyphens, `12--15`; `check --fix` does.

    Limits
    ------
    BibLaTeX mends it itself, hence an info. Numbers with letters, colons or points in them
    are left alone.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            field = source.entry.fields.get("pages")
            if field is None or "--" in field.value:
                continue
            found = _SINGLE.search(field.value)
            if found is not None:
                yield self.finding(
                    position=field.value_position,
                    message=f"pages {quoted(found[0])}: expected two hyphens between pages",
                    hint="write "
                    + re.sub(r"\s*(?:-|[\u2010-\u2015\u2212])\s*", "--", found[0]),
                    citekey=source.citekey,
                )


class DescendingPages(BibliographyRule):
    """A range of pages that ends before it begins.

    Why
    ---
    One of the two pages is wrong; whoever looks the work up looks in the wrong place.

    Example
    -------
    `pages = {320--315}`.

    Remedy
    ------
    Mend the wrong one, or exchange them.

    Limits
    ------
    A last page with fewer digits is read as shortened: 1234--45 is 1234 to 1245. Roman
    numerals are not compared, nor numbers of articles such as s41467-021-25874-z.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            field = source.entry.fields.get("pages")
            fallen = _first_descent(field.value) if field else None
            if field is None or fallen is None:
                continue
            text, first, last = fallen
            yield self.finding(
                position=field.value_position,
                message=f"pages {quoted(text)}: {last} comes before {first}",
                hint="mend the wrong page, or exchange the two",
                citekey=source.citekey,
                numbers={"first": first, "last": last},
            )


class MalformedPages(BibliographyRule):
    """Pages with the word before them, or no pages at all.

    Why
    ---
    Styles print "p." or "pp." themselves: it stands there twice.

    Example
    -------
    `pages = {pp. 12--15}`, `pages = {??}`.

    Remedy
    ------
    Write the numbers alone, or leave the field out.

    Limits
    ------
    Sections, plates, article numbers and pages in other scripts are left alone.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            field = source.entry.fields.get("pages")
            value = field.value.strip() if field else ""
            if field is None or not value or value[0].isdecimal():
                continue
            word = _WORD_FIRST.match(value)
            if word is not None and not _is_plate(value):
                message = (
                    f"pages {quoted(value)}: styles print {quoted(word[0].strip())} themselves"
                )
                hint = f"write {value[word.end() :]}"
            elif _NO_PAGE.fullmatch(value):
                message, hint = f"pages {quoted(value)} are none", "leave the field out"
            else:
                continue
            yield self.finding(
                position=field.value_position,
                message=message,
                hint=hint,
                citekey=source.citekey,
            )


class EditionForm(BibliographyRule):
    """An edition in Roman numerals, or with the word edition in it.

    Why
    ---
    BibLaTeX makes "2nd ed." of the number 2; what is no number is printed as it stands, by
    BibTeX with the word "edition" behind it.

    Example
    -------
    `edition = {II}`, `edition = {2nd edition}`.

    Remedy
    ------
    Write the number: `edition = {2}`.

    Limits
    ------
    Words such as "revised and enlarged" belong there as they stand.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            field = source.entry.fields.get("edition")
            value = source.entry.text("edition") if field else ""
            if field is None or not value or value.isdecimal():
                continue
            number = _edition_number(value)
            if number is not None:
                yield self.finding(
                    position=field.value_position,
                    message=f"edition {quoted(value)}: expected a number",
                    hint=f"write {number}",
                    citekey=source.citekey,
                )


class VolumeForm(BibliographyRule):
    """A volume in Roman numerals, or with the word volume before it.

    Why
    ---
    Styles print "vol." themselves. III and 3 are sorted apart, and a locator such as 3:13 is
    not seen to be of volume III.

    Example
    -------
    `volume = {III}`, `volume = {Vol. 3}`.

    Remedy
    ------
    Write the number: `volume = {3}`.

    Limits
    ------
    A C, D, L or M alone may be a letter and is left alone.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            for name in ("volume", "volumes"):
                field = source.entry.fields.get(name)
                value = field.value.strip() if field else ""
                if field is None or not value or value.isdecimal():
                    continue
                word = _VOLUME_WORD.match(value)
                bare = value[word.end() :] if word else value
                roman = roman_number(bare) if bare not in _LETTERED_VOLUMES else None
                if roman is None and word is None:
                    continue
                yield self.finding(
                    position=field.value_position,
                    message=f"{field.name} {quoted(value)}: expected a number",
                    hint=f"write {roman or bare}",
                    citekey=source.citekey,
                )


def _first_descent(pages: str) -> tuple[str, int, int] | None:
    """The first range that falls: as written, its first and its last page."""
    for found in _RANGE.finditer(pages):
        before, first, same, last = found.groups()
        if first.startswith("0") or (before and len(first) > 4):
            # No page is numbered so, but articles are: 0895-22.2022, s41467-021-25874-z.
            continue
        kept = first[: len(first) - len(last)] if len(last) < len(first) else ""
        if same in ("", before) and int(kept + last) < int(first):
            return found[0], int(first), int(kept + last)
    return None


def roman_number(text: str) -> int | None:
    """The number that a Roman numeral in capitals is; `None` where it is none.

    Examples
    --------
    >>> roman_number("III"), roman_number("XLIV"), roman_number("IIII"), roman_number("3")
    (3, 44, None, None)
    """
    if not text or _ROMAN.fullmatch(text) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < max(values[at:], default=0) else value
        for at, value in enumerate(values)
    )


def _edition_number(value: str) -> str | None:
    """The number of an edition that is written otherwise."""
    found = _EDITION_WORD.fullmatch(value)
    bare = (found[1] or found[2]) if found else value
    if roman := roman_number(bare):
        return str(roman)
    ordinal = _ORDINAL.fullmatch(bare)
    if found and bare.isdecimal():
        return bare
    if found and ordinal:
        return ordinal[1]
    if found and bare.lower() in _ORDINALS:
        return str(_ORDINALS.index(bare.lower()) + 1)
    return None


def _is_plate(value: str) -> bool:
    """Whether the letter before a number belongs to it: S12, C3."""
    return value[1:2].isdecimal()
