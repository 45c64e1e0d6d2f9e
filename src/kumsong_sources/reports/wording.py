"""Numbers, dates and lists in words, the same in every rendering of a report."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kumsong_sources.dates import DateSpan, read_date
from kumsong_sources.errors import DateError
from kumsong_sources.figures import Figure, format_number
from kumsong_sources.spread import Interval
from kumsong_sources.vocabulary import Kind

# Not from the calendar module: there they change with the locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))

CONTROL_SIGNS: Mapping[int, str] = (
    {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
    | {127: "\u2421"}
    | {code: f"⟨U+{code:04X}⟩" for code in _TURNS}
)
"""Control characters and the signs that stand for them: shown, they do no harm.

Those that turn the direction of writing would turn what stands after them as well."""

UNITS = {"km2": "km²"}
"""Units of measures as readers see them, where that is not the unit's own name."""


@dataclass(frozen=True, kw_only=True)
class NumberShown:
    """A number as readers see it, and unrounded for those who compute with it.

    Parameters
    ----------
    text : str
    low, high : float or None
        The same where it is one number; `None` for an open end.

    Examples
    --------
    >>> print(factor_shown(Interval(low=5.4268, high=5.4268)))
    5.43
    """

    text: str
    low: float | None
    high: float | None

    def __str__(self) -> str:
        return self.text


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, singular or plural.

    Examples
    --------
    >>> counted(1, "claim"), counted(1200, "claim"), counted(0, "entry", "entries")
    ('1 claim', '1,200 claims', '0 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence; with semicolons where a word has a comma of its own.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    >>> listed(["Wikipedia, older", "Wikipedia, later", "Paik"])
    'Wikipedia, older; Wikipedia, later; and Paik'
    """
    every = [*words] or [""]
    if len(every) > 1 and any(", " in word for word in every):
        return f"{'; '.join(every[:-1])}; and {every[-1]}"
    *first, last = every
    return f"{', '.join(first)} and {last}" if first else last


def factor(value: float) -> str:
    """A ratio to three significant digits, whole from 100 up.

    Examples
    --------
    >>> factor(5.4268), factor(11.1478), factor(1), factor(1234.5), factor(0.04321)
    ('5.43', '11.1', '1.00', '1,234', '0.0432')
    """
    if not value:
        return "0"
    decimals = min(max(2 - math.floor(math.log10(abs(value))), 0), 12)
    return f"{value:,.{decimals}f}"


def factor_span(interval: Interval) -> str:
    """The ratios that two figures allow.

    Examples
    --------
    >>> factor_span(Interval(low=2, high=3.456)), factor_span(Interval(low=2, high=None))
    ('2.00–3.46', '≥ 2.00')
    """
    low, high = interval.low, interval.high
    if low is None or high is None:
        end = high if low is None else low
        sign = "≤" if low is None else "≥"
        return "unknown" if end is None else f"{sign} {factor(end)}"
    return factor(low) if factor(low) == factor(high) else f"{factor(low)}–{factor(high)}"


def factor_shown(value: Interval | float) -> NumberShown:
    """A ratio, or the ratios that two figures allow."""
    span = value if isinstance(value, Interval) else Interval(low=value, high=value)
    return NumberShown(text=factor_span(span), low=span.low, high=span.high)


def percent(share: float) -> str:
    """A share in whole percent.

    Examples
    --------
    >>> percent(0.1759), percent(1)
    ('18 %', '100 %')
    """
    return f"{100 * share:.0f} %"


def percent_span(interval: Interval) -> str:
    """The percentages between which a share may lie.

    Examples
    --------
    >>> percent_span(Interval(low=0.0, high=0.5615))
    '0–56 %'
    """
    low, high = interval.low or 0.0, 1.0 if interval.high is None else interval.high
    return f"{100 * low:.0f}–{100 * high:.0f} %"


def difference_words(value: float, *, kind: Kind, unit: str | None) -> str:
    """A difference with the unit that readers need: days, km², none for persons.

    Examples
    --------
    >>> difference_words(63627, kind=Kind.COUNT, unit="persons")
    '63,627'
    >>> difference_words(1, kind=Kind.DATE, unit="days")
    '1 day'
    """
    if kind is Kind.DATE:
        return counted(int(value), "day")
    shown = format_number(int(value) if value == int(value) else round(value, 2))
    return f"{shown} {UNITS.get(unit, unit)}" if kind is Kind.QUANTITY and unit else shown


def date_words(text: str) -> str:
    """A date as one writes it in a sentence; as it stands where it cannot be read.

    Examples
    --------
    >>> date_words("1953-07-13/1953-07-27"), date_words("1953-07~"), date_words("1953")
    ('13–27 July 1953', 'c. July 1953', '1953')
    >>> date_words("1953-06-10/1953-07-20"), date_words("../1953-07-16"), date_words("then")
    ('10 June – 20 July 1953', 'until 16 July 1953', 'then')
    """
    try:
        return span_words(read_date(text))
    except DateError:
        return text


def span_words(span: DateSpan) -> str:
    """A span of days in words."""
    words = _ends_words(span)
    return f"{'c. ' if span.approximate else ''}{words}{' (?)' if span.uncertain else ''}"


def _ends_words(span: DateSpan) -> str:
    start, end = span.start, span.end
    if start is None or end is None:
        if end is not None:
            return f"until {_day(end)}"
        return f"from {_day(start)}" if start is not None else "unknown"
    if start == end:
        return _day(start)
    if span.precision == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if span.precision == "year":
        return f"{start.year}"
    if span.precision in ("decade", "century"):
        return f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def figure_words(figure: Figure, *, kind: Kind) -> str:
    """A figure as readers see it: a date in words, the rest as the figure prints itself."""
    if kind is not Kind.DATE or not figure.has_number:
        return str(figure)
    return date_words(str(figure))


def sentence_case(text: str) -> str:
    """A sentence with a capital first letter; nothing else is changed.

    Examples
    --------
    >>> sentence_case("on Chinese casualties")
    'On Chinese casualties'
    """
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """A sentence with its full stop, not with two: a label may end in "n.d.".

    Examples
    --------
    >>> full_stop("As told by Wikipedia n.d."), full_stop("As told by Paik 1992")
    ('As told by Wikipedia n.d.', 'As told by Paik 1992.')
    """
    return text if text.endswith(".") else f"{text}."
