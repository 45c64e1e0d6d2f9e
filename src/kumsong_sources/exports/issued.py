"""Dates as bibliographies print them: of issue, of first issue, of access."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kumsong_sources.bibtex import Entry, decode_latex

Parts = tuple[int, ...]

_EDTF = re.compile(
    r"(?P<year>[+-]?\d{4,})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?-?(?:T[\d:.+Z-]*)?"
    r"(?P<mark>[?~%]?)"
)
_YEARS = re.compile(r"(?P<first>\d{4})\s*(?:--?|–|/)\s*(?P<last>\d{4})")
_CIRCA = re.compile(r"(?:c|ca|circa)\.?\s*(?P<year>\d{3,4})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A year such as "{\\noopsort{1973b}}1973" is for BibTeX's sorting, not for readers.
_FOR_SORTING = re.compile(r"\\\w*sort\w*\s*\{[^{}]*\}")
_OPEN = ("", "..")


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A date or a span of dates.

    Parameters
    ----------
    start, end : tuple of int
        Year, month, day, as many as are known; empty where not. A span has both; years
        count as astronomers do (0 is 1 BC).
    open_end : bool
        Whether the span has begun and not ended.
    circa, uncertain : bool
        EDTF's ``~`` and ``?``.
    literal : str
        The date as written, where it is no date one can count with ("n.d.", "1950s").

    Examples
    --------
    >>> bool(Issued()), bool(Issued(start=(1953,)))
    (False, True)
    """

    start: Parts = ()
    end: Parts = ()
    open_end: bool = False
    circa: bool = False
    uncertain: bool = False
    literal: str = ""

    def __bool__(self) -> bool:
        return bool(self.start or self.end or self.literal)

    @property
    def year(self) -> int | None:
        """The first year, for sorting."""
        parts = self.start or self.end
        return parts[0] if parts else None


UNDATED = Issued()
"""No date."""


def read_issued(entry: Entry, prefix: str = "") -> Issued:
    """Read an entry's date, from ``date`` or from ``year``, ``month`` and ``day``.

    Parameters
    ----------
    entry : Entry
    prefix : str
        ``"orig"``, ``"url"`` or ``"event"`` for BibLaTeX's other dates.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_bibtex
    >>> entry = parse_bibtex("@misc{a, year = 1953, month = jul}", path="a.bib").entries[0]
    >>> read_issued(entry).start
    (1953, 7)
    """
    date, year = f"{prefix}date", f"{prefix}year"
    if date not in entry.fields and year not in entry.fields:
        return UNDATED
    if written := entry.get(date):
        # Not decoded: to LaTeX, EDTF's "~" is a blank.
        return parse_issued(written.replace("{", "").replace("}", ""))
    issued = parse_issued(decode_latex(_FOR_SORTING.sub("", entry.get(year))))
    if len(issued.start) != 1 or issued.end:
        return issued
    months = entry.text(f"{prefix}month")
    month = _month(months)
    if not month:
        return issued
    day = entry.text(f"{prefix}day") or "".join(re.findall(r"(?<!\d)\d{1,2}(?!\d)", months))
    parts: Parts = (issued.start[0], month)
    if day.isdecimal() and not months.strip().isdecimal() and 1 <= int(day) <= 31:
        parts = (*parts, int(day))
    return Issued(start=parts, circa=issued.circa, uncertain=issued.uncertain)


@lru_cache(maxsize=4096)
def parse_issued(written: str) -> Issued:
    """Read a date as EDTF, as BibLaTeX has it, or as people write years.

    Examples
    --------
    >>> parse_issued("1953-07-13/1953-07-27").end
    (1953, 7, 27)
    >>> parse_issued("1950~").circa, parse_issued("c. 1950").start
    (True, (1950,))
    >>> parse_issued("forthcoming").literal
    'forthcoming'
    """
    written = written.strip()
    if not written:
        return UNDATED
    if found := _CIRCA.fullmatch(written):
        return Issued(start=(int(found["year"]),), circa=True)
    if found := _YEARS.fullmatch(written):
        return Issued(start=(int(found["first"]),), end=(int(found["last"]),))
    first, slash, last = (part.strip() for part in written.partition("/"))
    one, two = _EDTF.fullmatch(first), _EDTF.fullmatch(last)
    if (one is None and first not in _OPEN) or (slash and two is None and last not in _OPEN):
        return Issued(literal=written)
    marks = "".join(found["mark"] for found in (one, two) if found)
    issued = Issued(
        start=_parts(one),
        end=_parts(two),
        open_end=bool(slash) and two is None,
        circa="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )
    return issued if issued else Issued(literal=written)


def _parts(found: re.Match[str] | None) -> Parts:
    if found is None:
        return ()
    parts = tuple(int(found[name]) for name in ("year", "month", "day") if found[name])
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        # 21 to 24 are EDTF's seasons; the year is what all styles print.
        return parts[:1]
    return parts


def _month(written: str) -> int:
    written = written.strip().lower()
    if written.isdecimal():
        return int(written) if 1 <= int(written) <= 12 else 0
    for word in re.findall(r"[a-z]+", written):
        if word[:3] in _MONTHS:
            return _MONTHS.index(word[:3]) + 1
    return 0
