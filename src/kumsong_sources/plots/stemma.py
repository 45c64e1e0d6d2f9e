"""The stemma: which work takes from which, and how many witnesses that leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path as Curve

from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage
from kumsong_sources.plots.page import Page, block, rule
from kumsong_sources.plots.stemma_layout import WIDE, StemmaLayout, Way, rows_of
from kumsong_sources.plots.stemma_words import About, Box, Telling
from kumsong_sources.plots.style import EMPHASIS, HAIRLINE, INK, MARGIN, SOFT, looks
from kumsong_sources.plots.typesetting import TEXT_AS_IS, put, say

_YEARS, _STRIP, _PAD, _BETWEEN = 0.62, 0.2, 0.07, 0.46
_NOBODY = "No source is named here."

_Point = tuple[float, float]


def stemma_plot(
    lineage: Lineage, about: About, *, dossier: Dossier, ax: Axes | None = None
) -> Axes:
    """Draw which work takes from which: earlier years above, arrows from source to copy.

    The strip of a box tells its witness: boxes with one number are of one lineage. A
    broken edge is a work that nobody cites here and that joins others. With a comparison
    the boxes hold the figures that are read in each work.

    Parameters
    ----------
    lineage : Lineage
        Of `Lineage.of`.
    about : Comparison or iterable of str
        The quantity whose figures are traced, or the citekeys of works.
    dossier : Dossier
    ax : Axes, optional
        Where to draw, from the top left corner; without it a picture of the right size
        is made.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> ax = stemma_plot(Lineage.of(dossier), dossier.sources, dossier=dossier)
    >>> [t.get_text() for t in ax.texts if t.get_text().startswith("8 works")]
    ['8 works, 7 witnesses. Boxes with the same number at the left are of one lineage.']
    """
    telling = Telling(lineage, about, dossier=dossier)
    if not telling.stemma.nodes:
        return say(_NOBODY, ax=ax)
    with rc_context(TEXT_AS_IS):
        return _Drawing(telling).draw(ax)


def stemma_alt(lineage: Lineage, about: About, *, dossier: Dossier) -> str:
    """Say in words what `stemma_plot` of the same shows.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> words = stemma_alt(Lineage.of(dossier), ["ams2000", "wikipedia-kumsong"],
    ...                    dossier=dossier)
    >>> words.partition("1 witness. ")[2]
    'Chinese Military Science Academy 2000 (Chinese source, witness 1). Wikipedia contributors \
n.d. (undated, witness 1) derives from Chinese Military Science Academy 2000.'
    """
    telling = Telling(lineage, about, dossier=dossier)
    if not telling.stemma.nodes:
        return _NOBODY
    years = {key: box.year for key, box in telling.boxes.items()}
    rows = rows_of(telling.stemma, years=years)
    told = [telling.sentence(key) for row in rows for key in row]
    return " ".join([f"{telling.title}.", telling.count, *told, *telling.remarks()])


class _Drawing:
    """Draws a stemma."""

    def __init__(self, telling: Telling) -> None:
        self.telling, self.boxes = telling, telling.boxes
        years = {key: box.year for key, box in self.boxes.items()}
        self.rows = rows_of(telling.stemma, years=years)
        self.layout = StemmaLayout(self.rows, edges=telling.drawn)
        texts = [t for b in self.boxes.values() for t in (b.label, b.remark, *b.figures)]
        self.page = Page(title=telling.title, notes=telling.notes(), texts=texts)
        self.looks = looks([b.party for b in self.boxes.values()], dossier=telling.dossier)
        self.lines = {key: self._lines(box) for key, box in self.boxes.items()}
        self.heights = [max(self._height(key) for key in row) for row in self.rows]

    def _lines(self, box: Box) -> tuple[list[str], list[str]]:
        room, page = WIDE - _STRIP - 2 * _PAD, self.page
        said = (box.remark, *box.figures)
        small = [line for t in said for line in page.wrap(t, room, face=page.small, lines=2)]
        return page.wrap(box.label, room, face=page.label), small

    def _height(self, key: str) -> float:
        label, small = self.lines[key]
        tall = len(label) * self.page.label.line + len(small) * self.page.small.line
        strip = len(_shortened(self.boxes[key].witnesses)) * self.page.small.line
        return 2 * _PAD + max(tall, strip)

    def draw(self, ax: Axes | None) -> Axes:
        wide = _YEARS + max(self.layout.width + _STRIP, 5.6)
        height = sum(self.heights) + _BETWEEN * (len(self.rows) - 1)
        axes, top = self.page.open(width=wide + 2 * MARGIN, height=height, ax=ax)
        spare = wide - _YEARS - self.layout.width - _STRIP
        self.left = MARGIN + _YEARS + spare / 2
        self.tops = [top + sum(self.heights[:n]) + _BETWEEN * n for n in range(len(self.rows))]
        self.draw_years(axes, right=wide + MARGIN)
        for way in self.layout.ways():
            self.draw_way(axes, way)
        for key in self.telling.stemma.nodes:
            self.draw_box(axes, key)
        return axes

    def draw_years(self, ax: Axes, *, right: float) -> None:
        """At the left the year of each row, once for rows of one year."""
        shown = ""
        for row, top, height in zip(self.rows, self.tops, self.heights, strict=True):
            year = self.boxes[row[0]].year
            words = "n.d." if year is None else str(year)
            if words != shown:
                at = (MARGIN, top + height / 2 - self.page.label.line / 2)
                put(ax, [words], at=at, face=self.page.label, colour=SOFT)
                if shown:
                    ends = (MARGIN, right)
                    rule(ax, ends, top - _BETWEEN / 2, colour=HAIRLINE)
            shown = words

    def draw_box(self, ax: Axes, key: str) -> None:
        box, number = self.boxes[key], self.layout.row[key]
        colour = self.looks[box.party].colour if box.party else SOFT
        left = self.left + self.layout.across[key] - WIDE / 2
        height = self._height(key)
        top = self.tops[number] + (self.heights[number] - height) / 2
        style = "--" if box.is_joining else "-"
        block(
            ax, (left, top), (WIDE, height), facecolor="white", edgecolor=colour, lw=1.2,
            ls=style, zorder=2,
        )  # fmt: skip
        page = self.page
        if box.witnesses:
            block(
                ax, (left, top), (_STRIP, height), facecolor=colour, edgecolor=colour, lw=1.2,
                zorder=2,
            )  # fmt: skip
            numbers = _shortened(box.witnesses)
            at = (left + _STRIP / 2, top + (height - len(numbers) * page.small.line) / 2)
            put(ax, numbers, at=at, face=page.small, colour="white", align="center")
        label, small = self.lines[key]
        tall = len(label) * page.label.line + len(small) * page.small.line
        across, down = left + _STRIP + _PAD, top + (height - tall) / 2
        put(ax, label, at=(across, down), face=page.label, colour=colour)
        down += len(label) * page.label.line
        put(ax, small, at=(across, down), face=page.small, colour=INK)
        if (key, key) in self.telling.stemma.edges:
            self.draw_loop(ax, right=left + WIDE, middle=top + height / 2)

    def draw_loop(self, ax: Axes, *, right: float, middle: float) -> None:
        """A work that derives from itself."""
        reach, half = right + _STRIP, 0.1
        points = [(right, middle - half), (reach, middle - half), (reach, middle + half)]
        curve = Curve([*points, (right, middle + half)], [1, 4, 4, 4])
        ax.add_patch(_arrow(curve, colour=EMPHASIS))

    def draw_way(self, ax: Axes, way: Way) -> None:
        """Down through the white space between rows, straight past the rows between."""
        circles = self.telling.stemma.cycles
        turns = any({way.parent, way.child} <= {*circle} for circle in circles)
        colour = EMPHASIS if turns or way.goes_up else INK
        pieces = list(self._pieces(way))
        if way.goes_up:
            pieces = [piece[::-1] for piece in reversed(pieces)]
        vertices, codes = [pieces[0][0]], [int(Curve.MOVETO)]
        for piece in pieces:
            vertices += piece[1:]
            codes += [int(Curve.CURVE4 if len(piece) > 2 else Curve.LINETO)] * len(piece[1:])
        ax.add_patch(_arrow(Curve(vertices, codes), colour=colour))

    def _pieces(self, way: Way) -> Iterator[list[_Point]]:
        """The way from its upper end downwards: lines within rows, curves between them."""
        points = way.points[::-1] if way.goes_up else way.points
        keys = (way.child, way.parent) if way.goes_up else (way.parent, way.child)
        last = len(points) - 1
        for number, (place, row) in enumerate(points):
            across = self.left + place
            top, bottom = self.tops[row], self.tops[row] + self.heights[row]
            if number:
                before, above = points[number - 1]
                start = (self.left + before, self.tops[above] + self.heights[above])
                middle = (start[1] + top) / 2
                yield [start, (start[0], middle), (across, middle), (across, top)]
            spare = (bottom - top - self._height(keys[number == last])) / 2
            if number in (0, last):
                ends = (bottom - spare, bottom) if number == 0 else (top, top + spare)
            else:
                ends = (top, bottom)
            if ends[1] - ends[0] > 1e-6:
                yield [(across, ends[0]), (across, ends[1])]


def _shortened(witnesses: Sequence[int]) -> list[str]:
    """Numbers one beneath the other, long runs by their ends."""
    runs: list[list[int]] = []
    for number in witnesses:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = []
    for run in runs:
        numbers = [str(number + 1) for number in run]
        shown += numbers if len(run) < 4 else [numbers[0], "–", numbers[-1]]
    return shown


def _arrow(curve: Curve, *, colour: str) -> FancyArrowPatch:
    return FancyArrowPatch(
        path=curve,
        arrowstyle="-|>",
        mutation_scale=9,
        color=colour,
        lw=1.1,
        fill=True,
        zorder=1,
        clip_on=False,
    )
