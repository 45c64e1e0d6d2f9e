"""The main picture: one lane per attestation, under the quantity it is of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, NullLocator

from kumsong_sources.comparison import Comparison
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.lanes import NOTHING, Block, sheet_of
from kumsong_sources.plots.layout import AIR, GAP, Layout, Row
from kumsong_sources.plots.page import shape
from kumsong_sources.plots.scale import Scale, is_drawable, scale_of
from kumsong_sources.plots.style import (
    EMPHASIS,
    FAINT,
    HAIRLINE,
    INK,
    MARGIN,
    SOFT,
    Look,
    looks,
    new_picture,
)
from kumsong_sources.plots.typesetting import TEXT_AS_IS, beside, put, say, size_of
from kumsong_sources.plots.wording import PERSPECTIVES, reporter_label
from kumsong_sources.vocabulary import Perspective

PLOT_WIDTH = 4.5
"""Width of the scale, in inches; labels and values have theirs beside it."""

_AXIS_HEIGHT = 0.56
_TALL, _TOP_TICKS = 6.0, 0.3
"""From this height on the scale is labelled at the top as well, which takes this room."""

_FILLS: Mapping[Perspective | None, str] = {
    Perspective.OWN: "full",
    Perspective.ENEMY: "none",
    Perspective.THIRD_PARTY: "left",
    None: "full",
}


def lane_plot(
    comparisons: Iterable[Comparison], *, dossier: Dossier, ax: Axes | None = None
) -> Axes:
    """Draw who reports what of whom, one lane per attestation.

    Under each quantity stands one lane for each source's figure. Shape and colour tell
    the reporter; filled is what a side says of itself, open what it says of the enemy,
    half-filled what a third party says. An arrow is a bound, a bar a range, a word has no
    mark. At the right stand the figures and their ratio. Derived figures are marked †,
    those of another scope ‡.

    Parameters
    ----------
    comparisons : iterable of Comparison
        Of `compare`, or a choice of them such as `headline_comparisons`. Dates, categories
        and quantities without any number are left out, and so are parts that stand in the
        comparison of their whole.
    dossier : Dossier
    ax : Axes, optional
        Where to draw. Texts need about 3 inches at its left, 2 at its right, half an inch
        above and 1.5 below; without it a picture of the right size is made, with all
        texts inside.

    Returns
    -------
    Axes
        Its `figure` is the picture. Vertically it counts inches from the top. Without
        anything to show it says so in words.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.plots import headline_comparisons
    >>> dossier = Dossier.example("kumsong")
    >>> ax = lane_plot(headline_comparisons(compare(dossier)), dossier=dossier)
    >>> ax.get_xscale(), ax.get_xlabel()
    ('log', 'persons (log scale: equal steps are equal ratios)')
    """
    sheet = sheet_of(comparisons, dossier=dossier)
    if not sheet.blocks:
        return say(NOTHING, ax=ax)
    reporters = tuple(dict.fromkeys(lane.reporter for lane in sheet.lanes))
    legend = [reporter_label(reporter, dossier=dossier) for reporter in reporters]
    lettering = Lettering.of([*sheet.texts, *legend])
    plot = PLOT_WIDTH if ax is None else size_of(ax)[0]
    with rc_context(TEXT_AS_IS):
        layout = Layout(sheet, lettering=lettering, plot=plot)
        drawing = _Drawing(layout, reporters=reporters, dossier=dossier)
        return drawing.on(drawing.new_axes() if ax is None else ax)


class _Drawing:
    """Draws a laid-out lane plot."""

    ax: Axes

    def __init__(
        self, layout: Layout, *, reporters: Sequence[str | None], dossier: Dossier
    ) -> None:
        self.layout, self.sheet = layout, layout.sheet
        self.looks: Mapping[str | None, Look] = looks(reporters, dossier=dossier)
        self.legend = list(self._legend(reporters, dossier=dossier))
        self.legend_rows = layout.legend_rows([text for text, _, _ in self.legend])
        ends = [lane.ends for lane in self.sheet.lanes]
        self.scale: Scale = scale_of(ends, width=layout.plot, face=layout.tick)

    @property
    def is_tall(self) -> bool:
        """Whether a reader at the top would not see the scale at the bottom."""
        return self.layout.height > _TALL

    def new_axes(self) -> Axes:
        """Axes in a new picture that has room for everything beside them."""
        layout = self.layout
        above = len(layout.title_lines()) * layout.title.line + AIR / 2
        above += _TOP_TICKS if self.is_tall else 0
        below = _AXIS_HEIGHT + len(self.legend_rows) * 0.24 + AIR / 2
        below += len(layout.note_lines()) * layout.small.line
        width = layout.width + 2 * MARGIN
        height = above + layout.height + below + 2 * MARGIN
        place = (
            (MARGIN + layout.left) / width,
            (MARGIN + below) / height,
            layout.plot / width,
            layout.height / height,
        )
        return new_picture(width, height).add_axes(place)

    def on(self, ax: Axes) -> Axes:
        """Draw on axes."""
        self.ax = ax
        self.draw_scale()
        for block in self.sheet.blocks:
            self.draw_block(block)
        for row in self.layout.rows:
            self.draw_row(row)
        self.draw_title()
        self.draw_foot()
        return ax

    def _legend(
        self, reporters: Sequence[str | None], *, dossier: Dossier
    ) -> Iterator[tuple[str, Look, str]]:
        """Text, look and fill of each entry: first the reporters, then the fills."""
        write = self.layout.write
        for reporter in reporters:
            yield write(reporter_label(reporter, dossier=dossier)), self.looks[reporter], "full"
        told = {lane.attestation.perspective for lane in self.sheet.lanes if lane.ends}
        for perspective, (of_losses, of_others) in PERSPECTIVES.items():
            if perspective in told:
                look = Look(colour=SOFT, marker="o")
                words = of_losses if self.sheet.has_only_losses else of_others
                yield words, look, _FILLS[perspective]

    # The scale and what lies on it

    def draw_scale(self) -> None:
        ax, scale, face = self.ax, self.scale, self.layout.tick.properties
        ax.set_xscale("log")
        ax.set_xlim(scale.left, scale.right)
        ax.set_ylim(self.layout.height, 0)
        ax.xaxis.set_major_locator(FixedLocator([place for place, _ in scale.ticks]))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.yaxis.set_major_locator(NullLocator())
        ax.set_xticklabels([text for _, text in scale.ticks], fontproperties=face, color=INK)
        unit = self.layout.write(self.sheet.unit)
        words = f"{unit} (log scale: equal steps are equal ratios)"
        ax.set_xlabel(words, fontproperties=face, color=INK, labelpad=3, parse_math=False)
        ax.tick_params(axis="x", length=3.5, width=0.8, color=INK)
        if self.is_tall:
            ax.tick_params(axis="x", top=True, labeltop=True)
        if scale.gap is not None:
            slash = Line2D(
                [scale.gap], [self.layout.height], color=INK, clip_on=False, zorder=4
            )
            slash.set(marker=[(-1, -2), (1, 2)], ms=9, mew=1.0)
            ax.add_line(slash)
        ax.patch.set_visible(False)
        ax.spines[["left", "right", "top"]].set_visible(False)
        ax.spines["bottom"].set(color=INK, linewidth=0.8)

    def draw_block(self, block: Block) -> None:
        """Grid lines beside the lanes only, so that the heading stays free of them."""
        rows = self.layout.rows_of(block)
        for place, _ in self.scale.ticks:
            style = ":" if place == self.scale.zero else "-"
            ends = [rows[0].top, rows[-1].bottom]
            self.ax.plot([place, place], ends, style, color=HAIRLINE, lw=0.8, zorder=0)
        marked = [row for row in rows if row.lane and is_drawable(row.lane.ends)]
        if len(marked) > 1:
            across = [self.centre(row) for row in marked]
            self.ax.plot(across, [row.middle for row in marked], color=FAINT, lw=1.1, zorder=1)
        for row in marked:
            self.draw_mark(row)
        if block is not self.sheet.blocks[-1]:
            self.draw_line(rows[-1].bottom + AIR)

    def draw_line(self, down: float) -> None:
        """A line between two quantities, over the whole width."""
        ends = [-self.layout.left, self.layout.plot + self.layout.right]
        line = Line2D(ends, [down, down], color=HAIRLINE, lw=0.8, clip_on=False)
        line.set_transform(beside(self.ax))
        self.ax.add_artist(line)

    def centre(self, row: Row) -> float:
        """Where a lane's shape stands: on its figure, its bound, or amid its range."""
        ends = [] if row.lane is None else [e for e in row.lane.ends or () if e is not None]
        places = [self.scale.place(end) for end in ends]
        return math.sqrt(min(places) * max(places))

    def draw_mark(self, row: Row) -> None:
        if row.lane is None or row.lane.ends is None:
            return
        look, centre = self.looks[row.lane.reporter], self.centre(row)
        low, high = row.lane.ends
        if low is None or high is None:
            tip = centre * self.scale.arrow if high is None else centre / self.scale.arrow
            self.stroke([centre, tip], row, look)
            head = ">" if high is None else "<"
            self.ax.plot(
                [tip], [row.middle], head, color=look.colour, ms=5.5, zorder=2, clip_on=False
            )
        elif low != high:
            ends = [self.scale.place(low), self.scale.place(high)]
            self.stroke(ends, row, look, marker="|", ms=9, mew=1.8)
        perspective = row.lane.attestation.perspective
        self.ax.add_line(shape([centre], [row.middle], look=look, fill=_FILLS[perspective]))

    def stroke(self, across: Sequence[float], row: Row, look: Look, **style: object) -> None:
        """A thick line along a lane."""
        down = [row.middle, row.middle]
        line = Line2D(across, down, color=look.colour, lw=1.8, zorder=2, clip_on=False)
        line.set(**style)
        line.set_solid_capstyle("butt")
        self.ax.add_line(line)

    # Text

    def draw_row(self, row: Row) -> None:
        layout = self.layout
        if row.block is None:
            at = row.top + 0.06
            put(self.ax, row.texts, at=(-layout.left, at), face=layout.title, colour=INK)
        elif row.lane is None:
            is_ratio = row.block.comparison.ratio is not None
            agrees = row.block.comparison.is_discrepancy is False
            colour = EMPHASIS if is_ratio and not agrees else INK
            at = row.top + 0.05
            put(self.ax, row.texts, at=(-layout.left, at), face=layout.heading, colour=INK)
            edge = layout.plot + 2 * GAP
            put(self.ax, row.value, at=(edge, at), face=layout.heading, colour=colour)
        else:
            self.draw_lane_texts(row, colour=self.looks[row.lane.reporter].colour)

    def draw_lane_texts(self, row: Row, *, colour: str) -> None:
        layout, label = self.layout, self.layout.label
        tall = len(row.texts) * label.line + len(row.via) * layout.small.line
        at = row.middle - tall / 2
        put(self.ax, row.texts, at=(-GAP, at), face=label, colour=colour, align="right")
        at += len(row.texts) * label.line
        put(self.ax, row.via, at=(-GAP, at), face=layout.small, colour=SOFT, align="right")
        at = row.middle - len(row.value) * label.line / 2
        put(self.ax, row.value, at=(layout.plot + 2 * GAP, at), face=label, colour=colour)

    def draw_title(self) -> None:
        lines = self.layout.title_lines()
        at = -len(lines) * self.layout.title.line - AIR / 2
        at -= _TOP_TICKS if self.is_tall else 0
        put(self.ax, lines, at=(-self.layout.left, at), face=self.layout.title, colour=INK)

    def draw_foot(self) -> None:
        """Legend and footnotes under the scale."""
        layout, line = self.layout, self.layout.small.line
        down = layout.height + _AXIS_HEIGHT
        entries = iter(self.legend)
        for row in self.legend_rows:
            for across, _ in row:
                text, look, fill = next(entries)
                start = across - layout.left
                mark = shape([start + 0.08], [down + 0.1], look=look, fill=fill)
                mark.set_transform(beside(self.ax))
                self.ax.add_artist(mark)
                put(
                    self.ax,
                    [text],
                    at=(start + 0.24, down + 0.02),
                    face=layout.label,
                    colour=INK,
                )
            down += 0.24
        for number, note in enumerate(layout.note_lines()):
            at = (-layout.left, down + AIR / 2 + number * line)
            put(self.ax, [note], at=at, face=layout.small, colour=SOFT)
