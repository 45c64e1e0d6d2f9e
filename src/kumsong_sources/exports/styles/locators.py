"""Pages, volumes and dates as Chicago prints them."""

from __future__ import annotations

import re

from kumsong_sources.exports.issued import Issued, Parts

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ONE = r"(?:\d+[a-z]?|[ivxlcdm]+)"
_SOME = rf"{_ONE}(?:\s*[-–—]+\s*{_ONE})?(?:nn?\.?\s?\d*)?"
_PAGES = re.compile(rf"(?:pp?\.?\s*)?(?P<pages>{_SOME}(?:\s*[,;]\s*{_SOME})*)")
_RANGE = re.compile(r"(?<![\d.])(?P<first>\d+)\s*(?:--?-?|–|—)\s*(?P<last>\d+)(?![\d.])")
_DASH = re.compile(r"[-–—]")
_DASHES = re.compile(r"(?<=\w)\s*(?:---?|–)\s*(?=\w)")
_ROMAN = re.compile(r"(?=[IVXLC])(?P<c>C{0,3})(?P<x>XC|XL|L?X{0,3})(?P<i>IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_EDITION_WORDS = frozenset(
    {"rev.", "revised", "enlarged", "expanded", "updated", "new", "special", *_ORDINALS}
)
_VOLUME_WORD = re.compile(r"vol(?:ume|s)?\b\.?\s*", re.IGNORECASE)


def pages_in(locator: str) -> str:
    """The pages of a locator that names nothing but pages; empty for any other.

    Examples
    --------
    >>> pages_in("pp. 612-615"), pages_in("note 7"), pages_in("xii")
    ('612–15', '', 'xii')
    """
    found = _PAGES.fullmatch(locator.strip())
    return inclusive(found["pages"]) if found else ""


def inclusive(pages: str) -> str:
    """Page ranges with an en dash and as few digits as Chicago gives them.

    Examples
    --------
    >>> inclusive("3--10, 71-72, 100-104, 107-108, 321-328, 498-532, 1496-1500")
    '3–10, 71–72, 100–104, 107–8, 321–28, 498–532, 1496–500'

    References
    ----------
    *The Chicago Manual of Style*, 17th ed. (2017), chapter 9: inclusive numbers.
    """
    if not _DASH.search(pages):
        return pages
    text = _RANGE.sub(lambda found: _shortened(found["first"], found["last"]), pages)
    return _DASHES.sub("–", text)


def _shortened(first: str, last: str) -> str:
    whole = f"{first}–{last}"
    if len(first) != len(last) or len(first) < 3 or int(first) % 100 == 0 or last <= first:
        return whole
    same = next(at for at in range(len(first)) if first[at] != last[at])
    # After 101 to 109 the changed digits are enough, after others two at least are given.
    kept = len(last) - same if int(first) % 100 < 10 else max(2, len(last) - same)
    return f"{first}–{last[len(last) - kept :]}"


def arabic(volume: str) -> str:
    """A volume's number in Arabic numerals, whatever the work prints.

    Examples
    --------
    >>> arabic("III"), arabic("Vol. 4"), arabic("2a")
    ('3', '4', '2a')
    """
    bare = _VOLUME_WORD.sub("", volume).strip()
    if _ROMAN.fullmatch(bare) is None or bare in ("C", "L"):
        # A single C or L is more often a letter than a hundred volumes.
        return inclusive(bare)
    values = [_ROMAN_VALUES[sign] for sign in bare]
    following = [*values[1:], 0]
    return str(
        sum(-one if one < after else one for one, after in zip(values, following, strict=True))
    )


def ordinal(number: int) -> str:
    """A number as an ordinal: ``2nd``, ``11th``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def edition_text(edition: str) -> str:
    """An edition in the words of a note; empty for a first one.

    Examples
    --------
    >>> edition_text("2"), edition_text("Second"), edition_text("Revised edition")
    ('2nd ed.', '2nd ed.', 'rev. ed.')
    >>> edition_text("1")
    ''
    """
    edition = edition.strip()
    if not edition:
        return ""
    if edition.isdecimal():
        return "" if edition == "1" else f"{ordinal(int(edition))} ed."
    if edition.partition(" ")[0].lower() in _EDITION_WORDS:
        edition = edition[0].lower() + edition[1:]
    for number, word in enumerate(_ORDINALS, start=2):
        edition = re.sub(rf"^{word}\b", ordinal(number), edition)
    short = re.sub(r"\brevised\b", "rev.", edition, flags=re.IGNORECASE)
    short = re.sub(r"\beditions?\b\.?", "ed.", short, flags=re.IGNORECASE)
    return short if not short or re.search(r"\b(?:ed|repr)\b|版|판", short) else f"{short} ed."


def series_of_journal(series: str) -> str:
    """The series of a journal: ``n.s.`` or ``3rd ser.``.

    Examples
    --------
    >>> series_of_journal("newseries"), series_of_journal("3")
    ('n.s.', '3rd ser.')
    """
    named = {"newseries": "n.s.", "new series": "n.s.", "oldseries": "o.s."}
    if series.isdecimal():
        return f"{ordinal(int(series))} ser."
    return named.get(series.lower(), series)


def year_text(issued: Issued) -> str:
    """A date's year or years; empty where there is no date.

    Examples
    --------
    >>> year_text(Issued(start=(1950,), circa=True)), year_text(Issued(start=(-43,)))
    ('ca. 1950', '44 BC')
    """
    return _dated(issued, depth=1)


def month_text(issued: Issued) -> str:
    """A date down to its month: ``July 1953``."""
    return _dated(issued, depth=2)


def date_text(issued: Issued) -> str:
    """A date as exact as it is known.

    Examples
    --------
    >>> date_text(Issued(start=(1953, 7, 13), end=(1953, 7, 27)))
    'July 13–27, 1953'
    """
    return _dated(issued, depth=3)


def _dated(issued: Issued, *, depth: int) -> str:
    if issued.literal:
        return issued.literal
    first, last = issued.start[:depth], issued.end[:depth]
    text = _span(first, last)
    if issued.open_end:
        text += "–"
    if issued.circa:
        text = f"ca. {text}"
    return f"[{text}?]" if issued.uncertain and text else text


def _span(first: Parts, last: Parts) -> str:
    if not last or first == last:
        return _day(first)
    if not first:
        return f"–{_day(last)}"
    if len(first) == 3 and len(last) == 3 and first[:2] == last[:2]:
        return f"{_MONTHS[first[1] - 1]} {first[2]}–{last[2]}, {_year(first[0])}"
    if len(first) > 1 and len(last) > 1 and first[0] == last[0]:
        before = _day(first).rpartition(" ")[0].removesuffix(",")
        return f"{before}–{_day(last)}"
    return f"{_day(first)}–{_day(last)}"


def _day(parts: Parts) -> str:
    if len(parts) < 2:
        return _year(parts[0]) if parts else ""
    month = _MONTHS[parts[1] - 1]
    day = f" {parts[2]}," if len(parts) == 3 else ""
    return f"{month}{day} {_year(parts[0])}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"
