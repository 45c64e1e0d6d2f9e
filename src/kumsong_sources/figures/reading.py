"""Read a text as a figure."""

from __future__ import annotations

import re
import unicodedata

from kumsong_sources.errors import DateError, FigureError
from kumsong_sources.figures import phrases
from kumsong_sources.figures.amounts import AmountReader, grain_of, shown
from kumsong_sources.figures.figure import Figure
from kumsong_sources.figures.folding import checked, fold, without_notes
from kumsong_sources.figures.numerals import has_decimal_comma
from kumsong_sources.figures.writing import DATE_UNIT
from kumsong_sources.patterns import pattern
from kumsong_sources.vocabulary import Kind, Qualifier

_PLAIN = pattern(r"[1-9]\d{0,14}|0", re.ASCII)
_COMMAS = pattern(r"[1-9]\d{0,2}(?:,\d{3}){1,3}", re.ASCII)


def read_figure(
    text: str, *, kind: Kind = Kind.COUNT, unit: str | None = None, lang: str | None = None
) -> Figure:
    """Read a figure as a source writes it.

    Parameters
    ----------
    text : str
        One figure: a number, a range, a bound, or a word such as "heavy".
    kind : Kind
        What the measure takes.
    unit : str, optional
        What the measure counts ("persons", "guns"), or its unit ("km2", "km").
    lang : str, optional
        BCP 47 code of the language the figure is printed in; it decides what a comma
        and a point mean.

    Returns
    -------
    Figure
        With `text` unchanged.

    Raises
    ------
    FigureError
        If the text is blank, negative, ambiguous, not whole where things are counted,
        in a unit of another dimension, or in words that are not known.

    See Also
    --------
    kumsong_sources.dates.read_date : what dates are read by.

    Examples
    --------
    >>> read_figure("11,000+ men").qualifier
    <Qualifier.AT_LEAST: 'at_least'>
    >>> print(read_figure("1,5 Mio."), "|", read_figure("78.000", lang="de"))
    1,500,000 | 78,000
    >>> round(read_figure("65 sq mi", kind=Kind.QUANTITY, unit="km2").low, 1)
    168.3
    >>> read_figure("two corps").qualifier
    <Qualifier.UNKNOWN: 'unknown'>
    >>> read_figure("78.000")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kumsong_sources.errors.FigureError: cannot read '78.000' as a figure: ... is ambiguous: ...
    """
    if kind is Kind.COUNT and (number := _plain_count(text, lang)) is not None:
        return _exact(text, number)
    try:
        if kind is Kind.CATEGORY:
            return _read_category(text)
        folded = fold(text)
        if kind is Kind.DATE:
            return _read_date(text, folded)
        return AmountReader(text=text, kind=kind, unit=unit, lang=lang).read(folded)
    except DateError as error:
        raise FigureError(str(error)) from None
    except FigureError as error:
        raise FigureError(f"cannot read {shown(text)} as a figure: {error}") from None


def _plain_count(text: str, lang: str | None) -> int | None:
    """Read what nearly every figure is, without the rest of the machinery."""
    if _PLAIN.fullmatch(text):
        return int(text)
    if (lang is None or not has_decimal_comma(lang)) and _COMMAS.fullmatch(text):
        return int(text.replace(",", ""))
    return None


def _exact(text: str, number: int) -> Figure:
    return Figure(
        text=text,
        low=number,
        best=number,
        high=number,
        qualifier=Qualifier.EXACT,
        grain=grain_of(number),
    )


def _read_category(text: str) -> Figure:
    kept = " ".join(without_notes(unicodedata.normalize("NFC", checked(text))).split())
    category = unicodedata.normalize("NFC", kept.casefold())
    if category in phrases.UNKNOWN_WORDS:
        return Figure(text=text, qualifier=Qualifier.UNKNOWN)
    return Figure(text=text, qualifier=Qualifier.EXACT, category=category)


def _read_date(text: str, folded: str) -> Figure:
    if folded in phrases.UNKNOWN_WORDS:
        return Figure(text=text, qualifier=Qualifier.UNKNOWN)
    # Dates load only where there are some: most figures are counts.
    from kumsong_sources.dates import read_date

    span = read_date(without_notes(text))
    low = None if span.start is None else span.start.toordinal()
    high = None if span.end is None else span.end.toordinal()
    best = low if low == high else None
    if low is None or high is None:
        qualifier = Qualifier.AT_MOST if low is None else Qualifier.AT_LEAST
    elif best is None:
        qualifier = Qualifier.RANGE
    else:
        hedged = span.approximate or span.uncertain
        qualifier = Qualifier.ABOUT if hedged else Qualifier.EXACT
    return Figure(
        text=text, low=low, best=best, high=high, qualifier=qualifier, grain=1, unit=DATE_UNIT
    )
