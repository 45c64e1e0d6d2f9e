"""Print numbers and figures the way English works print them."""

from __future__ import annotations

import datetime as dt
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kumsong_sources.figures.units import factor_of
from kumsong_sources.vocabulary import Qualifier

if TYPE_CHECKING:
    from kumsong_sources.figures.figure import Figure

DATE_UNIT = "date"
"""`Figure.unit` of a date: its values are days as `date.toordinal` counts them."""

SIGNIFICANT_DIGITS = 12
"""How many digits of a quantity survive a conversion there and back in a float."""

_MARKS = {Qualifier.ABOUT: "c. ", Qualifier.AT_LEAST: "≥ ", Qualifier.AT_MOST: "≤ "}
_WORDS = {Qualifier.UNKNOWN: "unknown", Qualifier.NONE: "none"}


def format_number(number: int | float) -> str:
    """Print a number with thousands separators, without an exponent.

    Examples
    --------
    >>> format_number(14373), format_number(9.2), format_number(78000.0)
    ('14,373', '9.2', '78,000')
    """
    if isinstance(number, int):
        return f"{number:,}"
    return _plain(Decimal(repr(number)))


def _plain(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{int(number):,}"
    return f"{number.normalize():,f}"


def write_figure(figure: Figure) -> str:
    """Print a figure in its canonical form, as `str` does.

    Parameters
    ----------
    figure : Figure
        Any figure, read or made.

    Returns
    -------
    str
        Such as ``14,373``, ``c. 66,000``, ``≥ 11,000``, ``24,000–33,000``,
        ``170 km²``, an EDTF date, or the words as written.
    """
    if figure.qualifier in _WORDS or figure.category is not None:
        return " ".join(figure.text.split()) or _WORDS.get(figure.qualifier, "")
    if figure.unit == DATE_UNIT:
        return _write_date(figure)
    if figure.qualifier is Qualifier.RANGE and None not in (figure.low, figure.high):
        amount = f"{_written(figure, figure.low)}–{_written(figure, figure.high)}"
    else:
        one = next((x for x in (figure.best, figure.low, figure.high) if x is not None), None)
        amount = _MARKS.get(figure.qualifier, "") + _written(figure, one)
    return amount if figure.unit is None else f"{amount} {figure.unit}"


def _written(figure: Figure, number: int | float | None) -> str:
    if number is None:
        return "unknown"
    if figure.unit is None:
        return format_number(number)
    factor = factor_of(figure.unit)
    exact = Decimal(repr(number)) * factor.denominator / factor.numerator
    shown = _plain(Context(prec=SIGNIFICANT_DIGITS).plus(exact))
    whole, _, decimals = shown.partition(".")
    # "1.234" may be a German 1,234: a fourth decimal makes it a decimal for everyone.
    return f"{shown}0" if len(decimals) == 3 and whole != "0" and "," not in whole else shown


def _write_date(figure: Figure) -> str:
    # Dates load only where there are some: most figures are counts.
    from kumsong_sources.dates import DateSpan

    days = [
        None if number is None else dt.date.fromordinal(int(number))
        for number in (figure.low, figure.high)
    ]
    about = figure.qualifier is Qualifier.ABOUT
    return DateSpan(
        text=figure.text, start=days[0], end=days[1], approximate=about, uncertain=False
    ).edtf
