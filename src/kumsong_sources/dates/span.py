"""The value object `DateSpan`, and the calendar it rests on."""

from __future__ import annotations

import datetime as dt

from kumsong_sources.errors import DateError
from kumsong_sources.frozen import frozen

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DAY = dt.timedelta(days=1)


@frozen(slots=True)
class DateSpan:
    """A span of days, as a source dates something.

    Parameters
    ----------
    text : str
        As written, unchanged.
    start, end : datetime.date or None
        First and last day; `None` where that side is open ("by 16 July 1953").
    approximate : bool
        Whether the source says "about" or the like (EDTF ``~``).
    uncertain : bool
        Whether the source or editor doubts it (EDTF ``?``).

    Examples
    --------
    >>> from kumsong_sources.dates import read_date
    >>> span = read_date("13–27 July 1953")
    >>> span.edtf, span.days, span.precision
    ('1953-07-13/1953-07-27', 15, 'interval')
    """

    text: str
    start: dt.date | None
    end: dt.date | None
    approximate: bool = False
    uncertain: bool = False

    @property
    def days(self) -> int | None:
        """How many days the span has, both ends counted; `None` if a side is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    @property
    def precision(self) -> str:
        """What the span covers: day, month, season, year, decade, century, interval or open."""
        if self.start is None or self.end is None:
            return "open"
        if self.start == self.end:
            return "day"
        return self._whole()[0]

    @property
    def edtf(self) -> str:
        """The span in EDTF; reading that gives an equal span but for its text.

        Examples
        --------
        >>> from kumsong_sources.dates import read_date
        >>> read_date("July 1953").edtf, read_date("by July 16, 1953").edtf
        ('1953-07', '../1953-07-16')
        """
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.approximate, self.uncertain), ""
        )
        if self.precision in ("open", "interval"):
            ends = (
                f"{end.isoformat()}{mark}" if end else ".." for end in (self.start, self.end)
            )
            return "/".join(ends)
        if self.start is not None and self.precision == "day":
            return f"{self.start.isoformat()}{mark}"
        return f"{self._whole()[1]}{mark}"

    def __str__(self) -> str:
        return self.edtf

    def _whole(self) -> tuple[str, str]:
        """Name the calendar period that the span fills, with its EDTF."""
        start, end = self.start, self.end
        if start is None or end is None:
            return "open", ""
        year = f"{start.year:04}"
        periods = [
            ("month", f"{year}-{start.month:02}", _month(start.year, start.month)),
            ("year", year, _years(start.year, 1)),
            *(("season", f"{year}-{code}", _season(start.year, code)) for code in _SEASONS),
        ]
        if start.year % 10 == 0:
            periods.append(("decade", f"{year[:3]}X", _years(start.year, 10)))
        if start.year % 100 == 0:
            periods.append(("century", f"{year[:2]}XX", _years(start.year, 100)))
        for name, edtf, period in periods:
            if period == (start, end):
                return name, edtf
        return "interval", ""


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    if month == 12:
        return first, first.replace(day=31)
    return first, first.replace(month=month + 1) - dt.timedelta(days=1)


def _years(year: int, count: int) -> tuple[dt.date, dt.date] | None:
    last = year + count - 1
    return (dt.date(year, 1, 1), dt.date(last, 12, 31)) if last <= dt.MAXYEAR else None


def _season(year: int, code: int) -> tuple[dt.date, dt.date] | None:
    first = 3 * (code - 20)
    last_year, last = (year, first + 2) if first < 12 else (year + 1, 2)
    if last_year > dt.MAXYEAR:
        return None
    return dt.date(year, first, 1), _month(last_year, last)[1]


def _in_range(span: tuple[dt.date, dt.date] | None, year: object) -> tuple[dt.date, dt.date]:
    if span is None:
        raise DateError(f"the year {year} reaches beyond 9999")
    return span


def span_of(
    year: int, month: int | None = None, day: int | None = None, /
) -> tuple[dt.date, dt.date]:
    """Give the first and last day of a year, a month, a season (21–24) or a day.

    Raises
    ------
    DateError
        If the calendar has no such day.

    Examples
    --------
    >>> [str(day) for day in span_of(1953, 7)]
    ['1953-07-01', '1953-07-31']
    """
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise DateError(f"the year {year} lies outside 1 to 9999")
    if month is None:
        return _in_range(_years(year, 1), year)
    if month in _SEASONS and day is None:
        return _in_range(_season(year, month), year)
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month}; expected 1 to 12, or a season 21 to 24")
    first, last = _month(year, month)
    if day is None:
        return first, last
    if not 1 <= day <= last.day:
        raise DateError(f"{first:%B} {year} has no day {day}")
    return first.replace(day=day), first.replace(day=day)


def day_before(day: dt.date) -> dt.date:
    """Give the day before; the first day there is has none.

    Examples
    --------
    >>> day_before(dt.date(1953, 7, 1))
    datetime.date(1953, 6, 30)
    """
    if day == dt.date.min:
        raise DateError("there is no day before the year 1")
    return day - _DAY


def day_after(day: dt.date) -> dt.date:
    """Give the day after; the last day there is has none.

    Examples
    --------
    >>> day_after(dt.date(1953, 7, 31))
    datetime.date(1953, 8, 1)
    """
    if day == dt.date.max:
        raise DateError("there is no day after the year 9999")
    return day + _DAY


def years_from(year: int, count: int, /) -> tuple[dt.date, dt.date]:
    """Give the first and last day of several years on end.

    Examples
    --------
    >>> [str(day) for day in years_from(1950, 10)]
    ['1950-01-01', '1959-12-31']
    """
    if year < dt.MINYEAR:
        raise DateError(f"the year {year} lies outside 1 to 9999")
    return _in_range(_years(year, count), year)
