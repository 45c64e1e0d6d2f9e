"""Ratios held against the reference distribution: how usual is such a disagreement."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from kumsong_sources.comparison import Comparison, ranked
from kumsong_sources.dossier import Dossier
from kumsong_sources.figures import format_number
from kumsong_sources.plots.page import Page, block, rule, shape
from kumsong_sources.plots.style import HAIRLINE, INK, MARGIN, SOFT, Look
from kumsong_sources.plots.typesetting import TEXT_AS_IS, put, say
from kumsong_sources.plots.wording import counted, full_label, place_label, spoken, verdict_of
from kumsong_sources.spread import BAND_NAMES

_LABELS, _SCALE, _SAID, _GAP = 2.4, 4.4, 2.2, 0.14
_PAD, _LEAST_END, _MOST = 0.13, 4.0, 40
_AIR, _ARROW = 0.36, 0.24
"""Room right of the greatest ratio, and how long an arrow is."""
_SHADES = ("#FFFFFF", "#F2F2F2", "#E6E6E6", "#D9D9D9", "#CBCBCB")
_LOOK = Look(colour=INK, marker="D")
_NOTHING = "No quantity here has a ratio."


def reference_plot(
    comparisons: Iterable[Comparison], *, dossier: Dossier, ax: Axes | None = None
) -> Axes:
    """Draw the dossier's ratios against those that works of reference usually have.

    Upright lines stand at the quantiles of the dossier's reference distribution, shades
    are the bands of `ratio`. Filled is a ratio of figures that count the same, open one
    whose scope differs; an arrow where a figure is a bound.

    Parameters
    ----------
    comparisons : iterable of Comparison
        Of `compare`. What has no ratio, or stands as a part in the comparison of a whole,
        is left out. They stand in the order of `ranked`: the farthest apart first, last
        those that may be the same because a figure is a bound.
    dossier : Dossier
    ax : Axes, optional
        Where to draw, from the top left corner; without it a picture of the right size
        is made.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> ax = reference_plot(compare(dossier), dossier=dossier)
    >>> [t.get_text() for t in ax.texts if t.get_text()[:4] in ("×5.4", "×2.0")]
    ['×5.43 ‡', '×2.05']
    """
    telling = _Telling(comparisons, dossier=dossier)
    if not telling.rows:
        return say(_NOTHING, ax=ax)
    with rc_context(TEXT_AS_IS):
        return _Drawing(telling).draw(ax)


def reference_alt(comparisons: Iterable[Comparison], *, dossier: Dossier) -> str:
    """Say in words what `reference_plot` of the same comparisons shows.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> words = reference_alt(compare(dossier), dossier=dossier)
    >>> words.split(". ")[-2]
    'Chinese casualties: ratio 2.05 (notable), about 88 % of 221 figures differ less'
    """
    telling = _Telling(comparisons, dossier=dossier)
    if not telling.rows:
        return _NOTHING
    quantiles = "; ".join(
        f"{percentile:g} % have at most {ratio:.2f}"
        for percentile, ratio in telling.reference.quantiles
    )
    told = [telling.sentence(row) for row in telling.rows]
    return " ".join([f"{telling.title}.", f"{telling.source} {quantiles}.", *told, telling.end])


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One comparison with its ratio."""

    comparison: Comparison
    label: str
    verdict: str
    place: str

    @property
    def ratio(self) -> float:
        """What is drawn: as the verdict, at least so much where a figure is a bound."""
        return _shown(self.comparison)

    @property
    def is_bound(self) -> bool:
        return self.comparison.spread.is_open

    @property
    def scope_differs(self) -> bool:
        return bool(self.comparison.scope_notes)


class _Telling:
    """What the picture says, before anything is drawn."""

    def __init__(self, comparisons: Iterable[Comparison], *, dossier: Dossier) -> None:
        every = ranked(comparisons)
        given = every[:_MOST]
        self.omitted = len(every) - len(given)
        self.reference = dossier.declaration.reference
        self.bands = list(dossier.declaration.bands.values())
        about = [comparison.quantity for comparison in given]
        events = len({quantity.event for quantity in about})
        self.rows = [
            _Row(
                comparison=comparison,
                label=full_label(comparison.quantity, dossier=dossier, events=events),
                verdict=verdict_of(comparison) + " ‡" * bool(comparison.scope_notes),
                place=self.reference.place(_shown(comparison)),
            )
            for comparison in given
        ]
        self.title = f"{place_label(about, dossier=dossier)}: how far apart, beside a reference"

    @property
    def source(self) -> str:
        reference = self.reference
        return f"Held against: {reference.label} (n = {reference.n:,})."

    @property
    def end(self) -> str:
        return "It tells how often works differ so far, not who is right."

    def sentence(self, row: _Row) -> str:
        verdict = spoken(row.verdict.removesuffix(" ‡"))
        band = f" ({row.comparison.band})" if row.comparison.band else ""
        scope = ", scope differs" if row.scope_differs else ""
        return f"{row.label}: ratio {verdict}{band}{scope}, {row.place}."

    def notes(self) -> Iterator[str]:
        names = "; ".join(
            f"{name} to ×{end:g}" for name, end in zip(BAND_NAMES, self.bands, strict=False)
        )
        yield f"Shades: {names}; beyond it {BAND_NAMES[-1]}."
        yield f"{self.source} Broken lines: so many of its ratios are at most this. {self.end}"
        if any(row.is_bound for row in self.rows):
            yield (
                "Arrow: a figure is a bound. One: the ratio is at least this. Two: what is "
                "meant may lie closer or farther."
            )
        if any(row.scope_differs for row in self.rows):
            yield "‡ and open: scope differs, one of the figures counts only a part."
        if self.omitted:
            yield f"Not shown for want of room: {counted(self.omitted, 'lesser ratio')}."


def _shown(comparison: Comparison) -> float:
    spread = comparison.spread
    known = spread.gap_ratio if spread.is_open else None
    return known or spread.ratio or 1.0


class _Drawing:
    """Draws the rows on a scale of ratios that begins at 1."""

    def __init__(self, telling: _Telling) -> None:
        self.telling, self.rows = telling, telling.rows
        texts = [t for row in self.rows for t in (row.label, row.verdict, row.place)]
        self.page = Page(title=telling.title, notes=telling.notes(), texts=texts)
        known = [ratio for _, ratio in telling.reference.quantiles]
        greatest = max(*(row.ratio for row in self.rows), *known, *telling.bands)
        self.end = max(_LEAST_END, greatest ** (_SCALE / (_SCALE - _AIR)))
        self.left = MARGIN + _LABELS + _GAP
        self.right = self.left + _SCALE

    def across(self, ratio: float) -> float:
        return self.left + _SCALE * math.log(max(ratio, 1.0)) / math.log(self.end)

    def draw(self, ax: Axes | None) -> Axes:
        page = self.page
        heights = [self.height(row) for row in self.rows]
        marks = self.quantile_rows()
        head = len(marks) * page.small.line + _GAP
        foot = page.tick.line * 2 + 0.1
        width = self.right + _GAP + _SAID + MARGIN
        axes, top = page.open(width=width, height=head + sum(heights) + foot, ax=ax)
        body = (top + head, sum(heights))
        self.draw_bands(axes, *body)
        self.draw_quantiles(axes, marks, top=top, bottom=sum(body))
        down = body[0]
        for row, height in zip(self.rows, heights, strict=True):
            self.draw_row(axes, row, top=down, height=height)
            down += height
        self.draw_scale(axes, down)
        return axes

    def height(self, row: _Row) -> float:
        label, verdict, place = self.lines(row)
        page = self.page
        said = len(verdict) * page.bold.line + len(place) * page.small.line
        return max(len(label) * page.label.line, said) + _PAD

    def lines(self, row: _Row) -> tuple[list[str], list[str], list[str]]:
        page = self.page
        return (
            page.wrap(row.label, _LABELS, face=page.label),
            page.wrap(row.verdict, _SAID, face=page.bold),
            page.wrap(row.place, _SAID, face=page.small),
        )

    def quantile_rows(self) -> list[list[tuple[float, str]]]:
        """The words left of the quantiles' lines, higher ones above: no line cuts a word."""
        rows: list[list[tuple[float, str]]] = [[]]
        free = math.inf
        for percentile, ratio in reversed(self.telling.reference.quantiles):
            words, at = f"{percentile:g} %: ×{ratio:.2f}", self.across(ratio)
            if at > free:
                rows.append([])
            rows[-1].append((at, words))
            free = at - self.page.small.width(words) - 0.12
        return rows

    def draw_bands(self, ax: Axes, top: float, height: float) -> None:
        ends = [1.0, *self.telling.bands, self.end]
        for (low, high), shade in zip(pairwise(ends), _SHADES, strict=True):
            left, right = self.across(low), self.across(high)
            block(ax, (left, top), (right - left, height), facecolor=shade, lw=0, zorder=-1)

    def draw_quantiles(
        self, ax: Axes, rows: list[list[tuple[float, str]]], *, top: float, bottom: float
    ) -> None:
        small = self.page.small
        for number, row in enumerate(rows):
            down = top + number * small.line
            for at, words in row:
                put(ax, [words], at=(at - 0.05, down), face=small, colour=INK, align="right")
                ax.add_line(Line2D([at, at], [down, bottom], color=INK, lw=1.0, ls="--"))

    def draw_row(self, ax: Axes, row: _Row, *, top: float, height: float) -> None:
        label, verdict, place = self.lines(row)
        page, middle = self.page, top + height / 2
        at = (self.left - _GAP, middle - len(label) * page.label.line / 2)
        put(ax, label, at=at, face=page.label, colour=INK, align="right")
        down = middle - (len(verdict) * page.bold.line + len(place) * page.small.line) / 2
        put(ax, verdict, at=(self.right + _GAP, down), face=page.bold, colour=INK)
        down += len(verdict) * page.bold.line
        put(ax, place, at=(self.right + _GAP, down), face=page.small, colour=SOFT)
        rule(ax, (self.left, self.right), middle, colour=HAIRLINE)
        across = self.across(row.ratio)
        fill = "none" if row.scope_differs else "full"
        if row.is_bound:
            self.draw_arrow(ax, row, across=across, middle=middle)
        ax.add_line(shape([across], [middle], look=_LOOK, fill=fill))

    def draw_arrow(self, ax: Axes, row: _Row, *, across: float, middle: float) -> None:
        """To the greater only where the bounds leave no other way."""
        at_least = row.comparison.spread.gap_ratio is not None
        tips = {">": across + _ARROW}
        if not at_least:
            tips["<"] = across - _ARROW
        for head, tip in tips.items():
            ax.add_line(Line2D([across, tip], [middle, middle], color=INK, lw=1.8))
            ax.add_line(Line2D([tip], [middle], ls="none", marker=head, color=INK, ms=5.5))

    def draw_scale(self, ax: Axes, down: float) -> None:
        rule(ax, (self.left, self.right), down, colour=INK)
        face, free = self.page.tick, 0.0
        for ratio in _ticks(self.end):
            words, across = f"×{format_number(ratio)}", self.across(ratio)
            half = face.width(words) / 2
            if across - half < free:
                continue
            free = across + half + 0.1
            ax.add_line(Line2D([across, across], [down, down + 0.05], color=INK, lw=0.8))
            put(ax, [words], at=(across, down + 0.06), face=face, colour=INK, align="center")
        words = "greatest over least figure (log scale)"
        at = ((self.left + self.right) / 2, down + 0.08 + face.line)
        put(ax, [words], at=at, face=face, colour=INK, align="center")


def _ticks(end: float) -> Iterator[float]:
    power = 1
    while power <= end:
        for step in (1, 1.5, 2, 3, 5) if end < 10 else (1, 2, 5) if end < 1000 else (1,):
            if step * power <= end:
                yield step * power
        power *= 10
