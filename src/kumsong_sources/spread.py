"""Every formula of disagreement, once, for numbers and for column expressions alike.

The functions from `ratio` to `effective_sources` are bare formulas: give them numbers and
they return a number, give them the columns of a Narwhals frame and they return a column.
They do not guard; `measure_spread` does, and says why a number is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any

from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Showing

BAND_NAMES = ("agree", "minor", "notable", "large", "extreme")
"""The bands of `ratio`, from agreement to the largest disagreement."""


def ratio(low: Any, high: Any) -> Any:
    """Greatest figure over least: 1 is agreement.

    Examples
    --------
    >>> round(ratio(14373, 78000), 2)
    5.43
    """
    return high / low


def log2_ratio(low: Any, high: Any) -> Any:
    """Doublings between the least and the greatest figure; the one to average.

    Examples
    --------
    >>> log2_ratio(10, 40)
    2.0
    """
    quotient = high / low
    return quotient.log(2) if hasattr(quotient, "log") else math.log2(quotient)


def difference(low: Any, high: Any) -> Any:
    """Greatest figure less least, in the measure's unit."""
    return high - low


def symmetric_percent(low: Any, high: Any) -> Any:
    """Difference in percent of the midpoint; 200 at most.

    Examples
    --------
    >>> symmetric_percent(50, 150)
    100.0
    """
    return 100 * (high - low) / ((high + low) / 2)


def cv(mean: Any, deviation: Any) -> Any:
    """Coefficient of variation: sample standard deviation (n − 1) over mean."""
    return deviation / mean


def geometric(logarithms: Any) -> Any:
    """Back from natural logarithms: of their mean the geometric mean, of their standard
    deviation the geometric standard deviation.
    """  # noqa: D205
    return logarithms.exp() if hasattr(logarithms, "exp") else math.exp(logarithms)


def mad_ratio(middle: Any, deviation: Any) -> Any:
    """Median absolute deviation over median."""
    return deviation / middle


def gap_ratio(lower_high: Any, higher_low: Any) -> Any:
    """Low of the higher range over high of the lower, where two ranges do not meet."""
    return higher_low / lower_high


def midpoint(low: Any, high: Any) -> Any:
    """The point a closed interval counts with, where a number needs one.

    Examples
    --------
    >>> midpoint(24000, 33000)
    28500.0
    """
    return (low + high) / 2


def rounding_slack(grain: Any) -> Any:
    """How far from a rounded figure the one behind it may lie, to either side.

    Examples
    --------
    >>> rounding_slack(1000)
    500.0
    """
    return grain / 2


def overclaim_factor(enemy_figure: Any, own_figure: Any) -> Any:
    """A reporter's figure for the enemy's loss over the enemy's own figure.

    It cannot tell exaggeration by the one from concealment by the other.

    Examples
    --------
    >>> round(overclaim_factor(66000, 32253), 2)
    2.05
    """
    return enemy_figure / own_figure


def loss_exchange_ratio(enemy_loss: Any, own_loss: Any) -> Any:
    """Enemy's loss over own loss, as one account tells both."""
    return enemy_loss / own_loss


def loss_exchange_swing(overclaim: Any, counter_overclaim: Any) -> Any:
    """Product of the two overclaim factors: how unlike two accounts of one battle are.

    It equals the product of the two loss-exchange ratios.
    """
    return overclaim * counter_overclaim


def effective_sources(sum_of_squared_shares: Any) -> Any:
    """Inverse of Σp²: as many equally used sources would carry the figures (Hill, N₂).

    References
    ----------
    .. [1] M. O. Hill, "Diversity and Evenness", Ecology 54 (1973): 427-432.
    """
    return 1 / sum_of_squared_shares


@frozen(slots=True)
class Interval:
    """What a figure admits: from `low` to `high`, open where an end is `None`.

    Examples
    --------
    >>> Interval(low=24000, high=33000).meets(Interval(low=30000, high=None))
    True
    >>> Interval(low=2, high=4) / Interval(low=1, high=2)
    Interval(low=1.0, high=4.0)
    """

    low: float | None
    high: float | None

    @property
    def is_open(self) -> bool:
        """Whether an end is unknown."""
        return self.low is None or self.high is None

    @property
    def point(self) -> float:
        """The midpoint; the stated end of an open interval."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return ends[0] if ends[0] == ends[-1] else float(midpoint(*ends))

    def meets(self, other: Interval) -> bool:
        """Whether a value lies in both."""
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)

    def __add__(self, other: Interval) -> Interval:
        """The sum of counts: an unknown low end is 0, an unknown high end stays unknown."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low=(self.low or 0) + (other.low or 0), high=high)

    def __mul__(self, other: Interval) -> Interval:
        """The product, for intervals of positive numbers."""
        low = None if self.low is None or other.low is None else self.low * other.low
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval(low=low, high=high)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient, for intervals of positive numbers; an end over 0 is unknown."""
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low=low, high=high)

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            sign, end = ("≤", self.high) if self.low is None else ("≥", self.low)
            return "unknown" if end is None else f"{sign} {end:,.2f}"
        if f"{self.low:,.2f}" == f"{self.high:,.2f}":
            return f"{self.low:,.2f}"
        return f"{self.low:,.2f}–{self.high:,.2f}"


def _at_most(low: float | None, high: float | None) -> bool:
    return low is None or high is None or low <= high


def hull(intervals: Iterable[Interval]) -> Interval:
    """The interval that several span: a reporter's figures, of which none is preferred."""
    known = list(intervals)
    lows = [interval.low for interval in known]
    highs = [interval.high for interval in known]
    return Interval(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
    )


def wilson_interval(successes: int, n: int, *, z: float = 1.959964) -> Interval:
    """Where the share behind `successes` of `n` may lie, by default with 95 %.

    Unlike the textbook interval it stays inside 0 and 1 and holds for few cases.

    Examples
    --------
    >>> wilson = wilson_interval(5, 5)
    >>> round(wilson.low, 3), round(wilson.high, 3)
    (0.566, 1.0)

    References
    ----------
    .. [1] E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
       Inference", Journal of the American Statistical Association 22 (1927): 209-212.
    """
    share = successes / n
    centre = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Interval(
        low=max(0.0, (centre - half) / scale), high=min(1.0, (centre + half) / scale)
    )


@frozen(slots=True)
class Spread(Showing):
    """How far the figures of one quantity lie apart.

    A number is `None` where it is undefined, and `undefined` says why.

    Parameters
    ----------
    n : int
        Distinct figures it is computed from.
    low, high : float or None
        Least and greatest figure, in the measure's unit.
    is_open : bool
        Whether a figure is only a bound; then ratio and difference hold for what is
        stated, and what is meant may lie closer or farther.
    ratio, log2_ratio, difference, symmetric_percent, cv, geometric_mean, geometric_sd, \
mad_ratio, gap_ratio : float or None
        See the functions of the same names.
    band : str or None
        One of `BAND_NAMES`.
    undefined : mapping of str to str
        Reason by name.
    """

    n: int
    low: float | None = None
    high: float | None = None
    is_open: bool = False
    ratio: float | None = None
    log2_ratio: float | None = None
    difference: float | None = None
    symmetric_percent: float | None = None
    cv: float | None = None
    geometric_mean: float | None = None
    geometric_sd: float | None = None
    mad_ratio: float | None = None
    gap_ratio: float | None = None
    band: str | None = None
    undefined: Mapping[str, str] = field(default_factory=dict)


NUMBERS = (
    "ratio", "log2_ratio", "difference", "symmetric_percent", "cv", "geometric_mean",
    "geometric_sd", "mad_ratio", "gap_ratio",
)  # fmt: skip
"""The numbers of a spread, in the order tables show them."""

_WITHOUT_FIGURE = MappingProxyType(dict.fromkeys((*NUMBERS, "band"), "no figure with a number"))
_WITH_ONE_FIGURE = MappingProxyType(
    dict.fromkeys((*NUMBERS, "band"), "one figure has no spread")
)
_ZERO = "undefined with a zero figure; see the difference"
_FEW = "needs four figures"
_MEET = "the ranges meet"


def measure_spread(intervals: Sequence[Interval], *, bands: Mapping[str, float]) -> Spread:
    """Measure how far figures lie apart.

    Parameters
    ----------
    intervals : sequence of Interval
        One for each distinct figure; an open one counts with the end it states.
    bands : mapping of str to float
        Upper ends of the bands, rising.

    Returns
    -------
    Spread
        With fewer than two figures every number is undefined: no spread is not spread 0.

    Examples
    --------
    >>> from kumsong_sources.declaration import BANDS
    >>> figures = [Interval(low=x, high=x) for x in (32253, 66000)]
    >>> spread = measure_spread(figures, bands=BANDS)
    >>> round(spread.ratio, 2), spread.difference, spread.band
    (2.05, 33747, 'notable')
    >>> measure_spread(figures[:1], bands=BANDS).undefined["ratio"]
    'one figure has no spread'
    """
    n = len(intervals)
    if not n:
        return Spread(n=0, undefined=_WITHOUT_FIGURE)
    ends = [end for i in intervals for end in (i.low, i.high) if end is not None]
    low, high = min(ends), max(ends)
    is_open = any(interval.is_open for interval in intervals)
    if n == 1:
        return Spread(n=1, low=low, high=high, is_open=is_open, undefined=_WITH_ONE_FIGURE)
    numbers: dict[str, float] = {"difference": difference(low, high)}
    undefined: dict[str, str] = {}
    if low > 0:
        numbers["ratio"] = ratio(low, high)
        numbers["log2_ratio"] = log2_ratio(low, high)
    else:
        undefined |= dict.fromkeys(("ratio", "log2_ratio", "band"), _ZERO)
    if high > 0:
        numbers["symmetric_percent"] = symmetric_percent(low, high)
    else:
        undefined["symmetric_percent"] = _ZERO
    for name, value in (_centred(intervals) | _gap(intervals)).items():
        if isinstance(value, str):
            undefined[name] = value
        else:
            numbers[name] = value
    band = band_of(numbers["ratio"], bands=bands) if "ratio" in numbers else None
    return Spread(
        n=n, low=low, high=high, is_open=is_open, band=band, undefined=undefined, **numbers
    )


def _centred(intervals: Sequence[Interval]) -> dict[str, float | str]:
    """Numbers that measure around a centre, each a value or why there is none."""
    points = [interval.point for interval in intervals]
    found: dict[str, float | str] = dict.fromkeys(("cv", "mad_ratio"), _ZERO)
    found |= dict.fromkeys(("geometric_mean", "geometric_sd"), _ZERO)
    if mean := _mean(points):
        found["cv"] = cv(mean, _deviation(points))
    if min(points) > 0:
        logarithms = [math.log(point) for point in points]
        found["geometric_mean"] = geometric(_mean(logarithms))
        found["geometric_sd"] = geometric(_deviation(logarithms))
    if len(points) < 4:
        found["mad_ratio"] = _FEW
    elif middle := _median(points):
        deviation = _median([abs(point - middle) for point in points])
        found["mad_ratio"] = mad_ratio(middle, deviation)
    return found


# The statistics module reckons in exact fractions, at half the time of a comparison.
def _mean(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) / len(numbers)


def _deviation(numbers: Sequence[float]) -> float:
    mean = _mean(numbers)
    return math.sqrt(math.fsum((x - mean) ** 2 for x in numbers) / (len(numbers) - 1))


def _median(numbers: Sequence[float]) -> float:
    ordered, half = sorted(numbers), len(numbers) // 2
    return float(midpoint(ordered[~half], ordered[half]))


def _gap(intervals: Sequence[Interval]) -> dict[str, float | str]:
    higher_low = max((i.low for i in intervals if i.low is not None), default=0)
    lower_high = min((i.high for i in intervals if i.high is not None), default=math.inf)
    if higher_low <= lower_high:
        return {"gap_ratio": _MEET}
    return {"gap_ratio": gap_ratio(lower_high, higher_low) if lower_high else _ZERO}


def band_of(value: float, *, bands: Mapping[str, float]) -> str:
    """The band a ratio falls in; each band's end belongs to it.

    Examples
    --------
    >>> from kumsong_sources.declaration import BANDS
    >>> [band_of(x, bands=BANDS) for x in (1.2, 1.21, 5.43)]
    ['agree', 'minor', 'extreme']
    """
    return next((name for name, end in bands.items() if value <= end), BAND_NAMES[-1])
