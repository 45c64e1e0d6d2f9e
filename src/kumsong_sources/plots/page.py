"""The sheet most pictures are drawn on: a title, a body and notes, laid out in inches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.style import (
    HEADING,
    INK,
    LABEL,
    MARGIN,
    SMALL,
    SOFT,
    TICK,
    TITLE,
    Look,
)
from kumsong_sources.plots.typesetting import Face, put, whole_axes

_AIR = 0.13
_ENTRY, _MARK_ROOM, _BETWEEN = 0.24, 0.24, 0.22
_MARK = 7.5
_TIGHT = 0.97
"""At some resolutions letters come out a little wider than measured."""

Sign = tuple[str, Look, str]
"""An entry of a legend: its words, and the look and fill of the shape before them."""


class Page:
    """A title above, notes below, and the fonts for all of it.

    Parameters
    ----------
    title : str
    notes : iterable of str
    texts : iterable of str
        What else will be written: the fonts are chosen for it.
    legend : iterable of Sign
        Stands between the body and the notes.
    """

    def __init__(
        self,
        *,
        title: str,
        notes: Iterable[str],
        texts: Iterable[str],
        legend: Iterable[Sign] = (),
    ) -> None:
        self._title, self._notes, self._legend = title, list(notes), list(legend)
        named = [words for words, _, _ in self._legend]
        lettering = Lettering.of([title, *self._notes, *named, *texts])
        families, self.write = lettering.families, lettering.write
        self.title = Face(families=families, size=TITLE, bold=True)
        self.heading = Face(families=families, size=HEADING, bold=True)
        self.bold = Face(families=families, size=LABEL, bold=True)
        self.label = Face(families=families, size=LABEL)
        self.tick = Face(families=families, size=TICK)
        self.small = Face(families=families, size=SMALL)

    def wrap(self, text: str, width: float, *, face: Face, lines: int = 3) -> list[str]:
        """A text in lines of a width."""
        return face.wrap(self.write(text), width=width, lines=lines)

    def open(self, *, width: float, height: float, ax: Axes | None) -> tuple[Axes, float]:
        """Axes with title, legend and notes, and where a body of that size begins."""
        room = (width - 2 * MARGIN) * _TIGHT
        title = self.wrap(self._title, room, face=self.title)
        notes = [
            line
            for note in self._notes
            for line in self.wrap(note, room, face=self.small, lines=8)
        ]
        rows = self._legend_rows(room)
        top = MARGIN + len(title) * self.title.line + _AIR
        foot = top + height + _AIR
        whole = foot + len(rows) * _ENTRY + len(notes) * self.small.line + MARGIN
        axes = whole_axes(width, whole, ax=ax)
        put(axes, title, at=(MARGIN, MARGIN), face=self.title, colour=INK)
        for row in rows:
            for across, (words, look, fill) in row:
                axes.add_line(shape([across + 0.08], [foot + 0.1], look=look, fill=fill))
                at = (across + _MARK_ROOM, foot + 0.02)
                put(axes, [self.write(words)], at=at, face=self.label, colour=INK)
            foot += _ENTRY
        put(axes, notes, at=(MARGIN, foot), face=self.small, colour=SOFT)
        return axes, top

    def _legend_rows(self, room: float) -> list[list[tuple[float, Sign]]]:
        rows: list[list[tuple[float, Sign]]] = []
        for across, row, sign in self._places(room):
            if row == len(rows):
                rows.append([])
            rows[row].append((across, sign))
        return rows

    def _places(self, room: float) -> Iterator[tuple[float, int, Sign]]:
        across, row = 0.0, 0
        for sign in self._legend:
            long = _MARK_ROOM + self.label.width(self.write(sign[0]))
            if across and across + long > room:
                across, row = 0.0, row + 1
            yield MARGIN + across, row, sign
            across += long + _BETWEEN


def shape(across: Sequence[float], down: Sequence[float], *, look: Look, fill: str) -> Line2D:
    """A reporter's shape: ``"full"``, ``"none"`` (open) or ``"left"`` (half-filled)."""
    mark = Line2D(across, down, ls="none", marker=look.marker, ms=_MARK, color=look.colour)
    mark.set(mew=1.6, zorder=3, clip_on=False, mec=look.colour, markerfacecoloralt="white")
    if fill == "left":
        mark.set(fillstyle="left", mew=1.1, ms=_MARK + 1.5)
    elif fill == "none":
        mark.set_markerfacecolor("white")
    return mark


def rule(ax: Axes, ends: tuple[float, float], down: float, *, colour: str) -> None:
    """A thin line across."""
    ax.add_line(Line2D(list(ends), [down, down], color=colour, lw=0.8, zorder=0))


def block(
    ax: Axes, corner: tuple[float, float], size: tuple[float, float], **style: object
) -> None:
    """A rectangle by its top left corner and its width and height."""
    ax.add_patch(Rectangle(corner, *size, **style))  # type: ignore[arg-type]
