"""Read EDTF, levels 0 and 1."""

from __future__ import annotations

import datetime as dt
import re

from kumsong_sources.dates.span import DateSpan, span_of, years_from
from kumsong_sources.errors import DateError
from kumsong_sources.patterns import pattern

_EDTF_END = pattern(
    r"(?P<year>\d{2}XX|\d{3}X|\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?P<mark>[~?%]?)",
    re.ASCII,
)


def read_edtf(text: str) -> DateSpan | None:
    """Read EDTF; `None` if the text is something else.

    Raises
    ------
    DateError
        If it is EDTF of level 2, or of a year or day that the calendar does not have.

    Examples
    --------
    >>> read_edtf("1953-07~").approximate, read_edtf("July 1953") is None
    (True, True)
    """
    bare = text.strip()
    if re.fullmatch(r"Y-?\d+[~?%]?|-\d{4}.*|\d{5,7}", bare, flags=re.ASCII):
        raise DateError(
            "the year lies outside 1 to 9999, or has no hyphens after it; expected a year in "
            "four digits and ISO hyphens (1953-07-13)"
        )
    ends = bare.split("/")
    if len(ends) > 2 or (len(ends) == 2 and not any(map(_EDTF_END.fullmatch, ends))):
        return None
    found = []
    for end in ends:
        match = _EDTF_END.fullmatch(end)
        if match is None and not (len(ends) == 2 and end in ("", "..")):
            return None
        found.append(match)
    marks = {match["mark"] for match in found if match}
    spans = [(None, None) if match is None else _edtf_span(match) for match in found]
    return DateSpan(
        text=text,
        start=spans[0][0],
        end=spans[-1][1],
        approximate=bool(marks & {"~", "%"}),
        uncertain=bool(marks & {"?", "%"}),
    )


def _edtf_span(match: re.Match[str]) -> tuple[dt.date, dt.date]:
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        if month is not None:
            raise DateError(
                "a day or month of an unspecified year is EDTF level 2; write a span"
            )
        count = 10 ** year.count("X")
        return years_from(int(year.replace("X", "0")), count)
    if month == "XX":
        if day not in (None, "XX"):
            raise DateError(
                "a day without its month is EDTF level 2; write the month or a span"
            )
        month = None
    if day == "XX":
        day = None
    return span_of(int(year), int(month) if month else None, int(day) if day else None)
