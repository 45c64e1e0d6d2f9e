"""Where the lanes, headings and footnotes of a lane plot stand; lengths are inches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.lanes import Block, Lane, Sheet
from kumsong_sources.plots.style import HEADING, LABEL, SMALL, TICK, TITLE
from kumsong_sources.plots.typesetting import Face

GAP, AIR = 0.14, 0.11
"""White space beside and between texts."""

_LABEL_LIMITS, _VALUE_LIMITS = (1.0, 2.75), (0.8, 1.75)
_LANE_PAD, _HEAD_PAD = 0.13, 0.10


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the picture: an event, the head of a block, or a lane.

    Parameters
    ----------
    top, height : float
        From the top, in inches.
    texts, via, value : tuple of str
        Lines of text: at the left, beneath it, at the right.
    block : Block or None
        `None` for an event.
    lane : Lane or None
        `None` for an event and a head.
    """

    top: float
    height: float
    texts: tuple[str, ...]
    via: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    block: Block | None = None
    lane: Lane | None = None

    @property
    def middle(self) -> float:
        """Where its mark stands."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Where the next one may begin."""
        return self.top + self.height


class Layout:
    """The rows of a lane plot and the widths of its three columns.

    Parameters
    ----------
    sheet : Sheet
    lettering : Lettering
        The fonts.
    plot : float
        Width of the scale.
    """

    def __init__(self, sheet: Sheet, *, lettering: Lettering, plot: float) -> None:
        families = lettering.families
        self.sheet, self.write, self.plot = sheet, lettering.write, plot
        self.title = Face(families=families, size=TITLE, bold=True)
        self.heading = Face(families=families, size=HEADING, bold=True)
        self.label = Face(families=families, size=LABEL)
        self.tick = Face(families=families, size=TICK)
        self.small = Face(families=families, size=SMALL)
        labels = [self.label.width(self.write(lane.label)) for lane in sheet.lanes]
        labels += [self.small.width(self.write(lane.via)) for lane in sheet.lanes]
        values = [self.label.width(self.write(lane.marked)) for lane in sheet.lanes]
        values += [self.heading.width(self.write(block.marked)) for block in sheet.blocks]
        self.label_room = _between(max(labels) + 0.01, _LABEL_LIMITS)
        self.value_room = _between(max(values) + 0.01, _VALUE_LIMITS)
        self.left, self.right = self.label_room + GAP, self.value_room + 2 * GAP
        self.rows = tuple(self._rows())
        self.height = self.rows[-1].bottom + AIR

    @property
    def width(self) -> float:
        """From the labels' left edge to the values' right edge."""
        return self.left + self.plot + self.right

    def rows_of(self, block: Block) -> tuple[Row, ...]:
        """The lanes of a block."""
        return tuple(row for row in self.rows if row.block is block and row.lane is not None)

    def title_lines(self) -> list[str]:
        """The title, wrapped to the picture's width."""
        return self.title.wrap(self.write(self.sheet.title), width=self.width)

    def note_lines(self) -> list[str]:
        """The footnotes, wrapped to the picture's width."""
        return [
            line
            for note in self.sheet.notes
            for line in self.small.wrap(self.write(note), width=self.width, lines=8)
        ]

    def legend_rows(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
        """The legend's texts, each with its distance from the left, row by row."""
        rows: list[list[tuple[float, str]]] = [[]]
        at = 0.0
        for text in texts:
            step = 0.24 + self.label.width(text) + 0.22
            if rows[-1] and at + step - 0.22 > self.width:
                rows.append([])
                at = 0.0
            rows[-1].append((at, text))
            at += step
        return rows

    def _rows(self) -> Iterator[Row]:
        top, event = AIR / 2, ""
        for block in self.sheet.blocks:
            if len(self.sheet.events) > 1 and block.event != event:
                event = block.event
                yield (row := self._event(event, top))
                top = row.bottom
            yield (row := self._head(block, top))
            for lane in block.lanes:
                yield (row := self._lane(lane, block=block, top=row.bottom))
            top = row.bottom + 2 * AIR

    def _event(self, event: str, top: float) -> Row:
        lines = self.title.wrap(self.write(event), width=self.width, lines=2)
        return Row(top=top, height=0.14 + len(lines) * self.title.line, texts=tuple(lines))

    def _head(self, block: Block, top: float) -> Row:
        room = self.left + self.plot - GAP
        head = self.heading.wrap(self.write(block.heading), width=room)
        verdict = self.heading.wrap(self.write(block.marked), width=self.value_room)
        return Row(
            top=top,
            height=_HEAD_PAD + max(len(head), len(verdict)) * self.heading.line,
            texts=tuple(head),
            value=tuple(verdict),
            block=block,
        )

    def _lane(self, lane: Lane, *, block: Block, top: float) -> Row:
        label = self.label.wrap(self.write(lane.label), width=self.label_room)
        via = self.small.wrap(self.write(lane.via), width=self.label_room, lines=2)
        value = self.label.wrap(self.write(lane.marked), width=self.value_room, lines=4)
        left = len(label) * self.label.line + len(via) * self.small.line
        return Row(
            top=top,
            height=_LANE_PAD + max(left, len(value) * self.label.line),
            texts=tuple(label),
            via=tuple(via),
            value=tuple(value),
            block=block,
            lane=lane,
        )


def _between(width: float, limits: tuple[float, float]) -> float:
    return max(limits[0], min(limits[1], width))
