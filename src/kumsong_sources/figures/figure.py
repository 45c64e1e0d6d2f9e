"""The value object `Figure`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from kumsong_sources.figures.writing import DATE_UNIT, write_figure
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Showing
from kumsong_sources.vocabulary import Qualifier

ROUND_STEP = 100


@frozen(slots=True)
class Figure(Showing):
    """A figure as a source gives it.

    Parameters
    ----------
    text : str
        As written, unchanged, note marks included.
    qualifier : Qualifier
        How the source hedges it.
    low, best, high : int, float or None
        ============  =====  =====  =====
        qualifier     low    best   high
        ============  =====  =====  =====
        exact, about  value  value  value
        at_least      value  None   None
        at_most       None   None   value
        range         lower  None   upper
        unknown       None   None   None
        none          0      0      0
        ============  =====  =====  =====

        Counts are whole numbers; quantities are in km² or km; dates are days as
        `datetime.date.toordinal` counts them. "Over 5,000" and "under 5,000" hold
        5,000 itself: sources do not use such words strictly. "Nearly" is *about*.
    grain : int, float or None
        The rounding step that the trailing zeros imply: 1000 for 66,000, 1 for
        32,253 and for 0. Of a range the finer of both ends. For dates always 1,
        because a month is held as the span of its days. `None` without a number.
    unit : str or None
        Of a quantity the unit as written (the measure's own where none is written);
        ``"date"`` for dates; `None` for counts and categories.
    category : str or None
        Of a category the text with case, width of spaces and note marks folded.

    Examples
    --------
    >>> figure = Figure(text="11,000+", low=11000, qualifier=Qualifier.AT_LEAST, grain=1000)
    >>> figure
    Figure(text='11,000+', low=11000, qualifier=Qualifier.AT_LEAST, grain=1000)
    >>> print(figure)
    ≥ 11,000
    """

    text: str
    low: int | float | None = None
    best: int | float | None = None
    high: int | float | None = None
    qualifier: Qualifier
    grain: int | float | None = None
    unit: str | None = None
    category: str | None = None

    @property
    def has_number(self) -> bool:
        """Whether the figure says anything about the amount."""
        return self.low is not None or self.high is not None

    @property
    def rounding_interval(self) -> tuple[int | float | None, int | float | None]:
        """The amounts that may stand behind the figure if it was rounded.

        Half a grain either way, never below zero. A count whose grain is 1 and a
        date are not rounded; a measured quantity always is, to its last digit.

        Examples
        --------
        >>> from kumsong_sources.figures import read_figure
        >>> read_figure("66,000").rounding_interval
        (65500, 66500)
        >>> read_figure("32,253").rounding_interval
        (32253, 32253)
        >>> read_figure("11,000+").rounding_interval
        (10500, None)
        """
        measured = self.unit is not None and self.unit != DATE_UNIT
        if self.grain is None or not (measured or self.grain > 1):
            return self.low, self.high
        # Counts are whole, and so are their halves exact; quantities need decimals for that.
        exact: Callable[[int | float], Any] = _decimal if measured else float
        half = exact(self.grain) / 2
        low = None if self.low is None else _tidy(max(exact(0), exact(self.low) - half))
        high = None if self.high is None else _tidy(exact(self.high) + half)
        return low, high

    def __str__(self) -> str:
        """Print the figure the way English works do; reading that gives it back."""
        return write_figure(self)

    def __repr__(self) -> str:
        """Show what was set, so that evaluating it gives an equal figure."""
        shown = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "qualifier":
                shown.append(f"qualifier=Qualifier.{self.qualifier.name}")
            elif value is not None:
                shown.append(f"{field.name}={value!r}")
        return f"Figure({', '.join(shown)})"


def _decimal(number: int | float) -> Decimal:
    # Over its text, so that 9.2 - 0.05 is 9.15 and not 9.149999999999999.
    return Decimal(repr(number))


def _tidy(number: Decimal | float) -> int | float:
    return int(number) if number == int(number) else float(number)


def is_round(figure: Figure) -> bool:
    """Tell whether a figure is a multiple of 100, so that agreement proves little.

    Zero is one. A figure without a number is not.

    Examples
    --------
    >>> from kumsong_sources.figures import read_figure
    >>> [is_round(read_figure(text)) for text in ("66,000", "32,253", "0", "heavy")]
    [True, False, True, False]
    """
    if figure.grain is None:
        return False
    return figure.grain >= ROUND_STEP or (figure.low == 0 and figure.high == 0)
