"""How a picture fits on pages: whole where it can be read so, else in strips."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from kumsong_sources.reports.document.blocks import Block, Listing, Plate

LEAST_SHRUNK = 0.8
"""A picture is made smaller by as much as this before it is cut in strips."""

_SVG = "{http://www.w3.org/2000/svg}"
_LENGTH = re.compile(r"([0-9.]+)(pt|px|)")
_MARKER = 6.0


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A picture as it stands on pages.

    Parameters
    ----------
    width, height : float
        As it was drawn, in points.
    scale : float
        By which it is set smaller; 1 as it was drawn.
    strips : tuple of (float, float)
        Top and bottom of each strip in the picture as drawn; one where it stands whole.
    """

    width: float
    height: float
    scale: float
    strips: tuple[tuple[float, float], ...]


def fitted(svg: str, *, width: float, height: float) -> Fitted:
    """Fit a picture on pages with so much room, in points.

    It is cut only between lines of text, and rather at a wide gap than at the last one.

    Examples
    --------
    >>> text = '<svg xmlns="http://www.w3.org/2000/svg" width="100pt" height="240pt">{}</svg>'
    >>> lines = "".join(f'<text y="{y}" font-size="9px"/>' for y in range(10, 240, 20))
    >>> fitted(text.format(lines), width=50, height=120).strips
    ((0.0, 240.0),)
    >>> fitted(text.format(lines), width=50, height=80).strips
    ((0.0, 156.85), (156.85, 240.0))
    """
    root = ElementTree.fromstring(svg)
    wide, high = (_points(root.get(name, "")) for name in ("width", "height"))
    scale = min(1.0, width / wide)
    if scale * high * LEAST_SHRUNK <= height:
        smaller = min(scale, height / high)
        return Fitted(width=wide, height=high, scale=smaller, strips=((0.0, high),))
    strips = tuple(_strips(sorted(_taken(root)), high=high, most=height / scale))
    return Fitted(width=wide, height=high, scale=scale, strips=strips)


def on_pages(blocks: Sequence[Block], *, is_cut: Callable[[Plate], bool]) -> list[Block]:
    """Blocks in the order in which they stand on pages.

    A picture in strips needs pages of its own: between two parts of a list it would leave
    the page before it empty and the rest of the list behind it unseen. It stands behind both.

    Parameters
    ----------
    blocks : sequence of Block
    is_cut : callable
        Whether a picture is set in strips; asked only of those between parts of a list.
    """
    ordered = list(blocks)
    for at in range(1, len(ordered) - 1):
        before, between, after = ordered[at - 1 : at + 2]
        if (
            isinstance(before, Listing)
            and isinstance(between, Plate)
            and isinstance(after, Listing)
            and is_cut(between)
        ):
            ordered[at : at + 2] = after, between
    return ordered


def _taken(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """From where to where there are signs that must not be cut."""
    for element in root.iter(f"{_SVG}text"):
        at, size = (_points(element.get(name, "0")) for name in ("y", "font-size"))
        yield at - size, at + 0.3 * size
    for element in root.iter(f"{_SVG}use"):
        at = float(element.get("y", "0"))
        yield at - _MARKER, at + _MARKER


def _strips(
    taken: list[tuple[float, float]], *, high: float, most: float
) -> Iterator[tuple[float, float]]:
    gaps = list(_gaps(taken))
    top = 0.0
    while high - top > most:
        near = [gap for gap in gaps if top + 0.6 * most < sum(gap) / 2 <= top + most]
        # Rounded, because the gaps between equal lines differ in their last digit.
        chosen = max(near, key=lambda gap: (round(gap[1] - gap[0], 1), gap[1]), default=None)
        cut = top + most if chosen is None else round(sum(chosen) / 2, 2)
        yield top, cut
        top = cut
    yield top, high


def _gaps(taken: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """From where to where there is nothing."""
    bottom = 0.0
    for start, end in taken:
        if start > bottom:
            yield bottom, start
        bottom = max(bottom, end)


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    if found is None:
        raise ValueError(f"a length in a picture is {length!r}; expected a number of points")
    return float(found[1])
