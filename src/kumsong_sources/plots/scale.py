"""The logarithmic scale of a lane plot, with a place for zero beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kumsong_sources.figures import format_number
from kumsong_sources.plots.typesetting import Face

Ends = tuple[float | None, float | None] | None

_LEAST_SPAN = 6.0
"""With all figures equal the scale still spans this factor, so that it has ticks."""
_PAD, _ARROW, _ZERO = 0.10, 0.065, 0.08
_GREATEST = 1e15
_STEPS = ((1, 2, 5), (1, 3), (1,))


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Where figures lie on a logarithmic axis.

    Parameters
    ----------
    left, right : float
        Ends of the axis.
    zero : float or None
        Where a figure of zero is placed, left of a gap; `None` without one.
    ticks : tuple of (float, str)
        Places and labels, zero included.
    """

    left: float
    right: float
    zero: float | None
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: float) -> float:
        """Where a figure is drawn."""
        return value if value > 0 or self.zero is None else self.zero

    @property
    def gap(self) -> float | None:
        """Where the axis is broken, between zero and the scale."""
        return None if self.zero is None else self.zero * (self.zero / self.left) ** 0.5

    @property
    def arrow(self) -> float:
        """The factor that the arrow of a bound reaches."""
        return float((self.right / self.left) ** _ARROW)


def is_drawable(ends: Ends) -> bool:
    """Whether figures have a place on the scale: neither negative nor beyond all sense."""
    return ends is not None and all(e is None or 0 <= e <= _GREATEST for e in ends)


def scale_of(figures: Iterable[Ends], *, width: float, face: Face) -> Scale:
    """Choose limits and ticks for figures.

    Parameters
    ----------
    figures : iterable of (low, high) or None
    width : float
        Of the axis in inches.
    face : Face
        In which ticks are labelled: labels do not touch.

    Examples
    --------
    >>> face = Face(families=("DejaVu Sans",), size=8.5)
    >>> scale = scale_of([(14373, 14373), (78000, 78000)], width=4.5, face=face)
    >>> [label for _, label in scale.ticks]
    ['10,000', '20,000', '50,000', '100,000']
    """
    ends = [e for pair in figures if pair and is_drawable(pair) for e in pair if e is not None]
    low = min((end for end in ends if end > 0), default=1.0)
    high = max((end for end in ends if end > 0), default=_LEAST_SPAN)
    if high / low < _LEAST_SPAN:
        middle = math.sqrt(low * high)
        low, high = middle / math.sqrt(_LEAST_SPAN), middle * math.sqrt(_LEAST_SPAN)
    pad = (high / low) ** _PAD
    left = min(max(_round(low / 10, low)), low / pad)
    right = max(min(_round(high, high * 10)), high * pad)
    lowest = left
    zero = None
    if any(end == 0 for end in ends):
        step = (right / left) ** _ZERO
        zero, left = left / step, left / step**2
    ticks = _ticks(lowest, right, inch=(left, width), face=face)
    return Scale(
        left=left,
        right=right,
        zero=zero,
        ticks=((zero, "0"), *ticks) if zero is not None else ticks,
    )


def _ticks(
    low: float, high: float, *, inch: tuple[float, float], face: Face
) -> tuple[tuple[float, str], ...]:
    """The densest ticks whose labels leave air between them."""
    left, width = inch
    per_inch = width / math.log(high / left)
    found: list[tuple[float, str]] = []
    for every, steps in [(1, s) for s in _STEPS] + [(n, (1,)) for n in (2, 3, 4, 6)]:
        found = [(at, format_number(at)) for at in _round(low, high, every=every, steps=steps)]
        places = [math.log(at / left) * per_inch for at, _ in found]
        halves = [face.width(label) / 2 for _, label in found]
        edges = list(zip(places, halves, strict=True))
        gaps = [b - a - x - y for (a, x), (b, y) in pairwise(edges)]
        if min(gaps, default=1) > face.size / 72:
            break
    return tuple(found)


def _round(
    low: float, high: float, *, every: int = 1, steps: tuple[int, ...] = _STEPS[0]
) -> Iterator[float]:
    """The round numbers between two."""
    first = math.floor(math.log10(low))
    for exponent in range(first - first % every, math.ceil(math.log10(high)) + 1, every):
        for step in steps:
            at = step * 10**exponent if exponent >= 0 else float(f"{step}e{exponent}")
            if low <= at <= high:
                yield at
