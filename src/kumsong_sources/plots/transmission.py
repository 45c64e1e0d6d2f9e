"""Transmission: one source's figure as it stands in the works that retell it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from kumsong_sources.attestations import Attestation
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.page import Page, rule, shape
from kumsong_sources.plots.style import (
    EMPHASIS,
    FAINT,
    HAIRLINE,
    INK,
    MARGIN,
    SOFT,
    Look,
    looks,
)
from kumsong_sources.plots.typesetting import TEXT_AS_IS, put, say
from kumsong_sources.plots.wording import (
    counted,
    ended,
    full_label,
    listed,
    place_label,
    reporter_label,
    spoken,
    value_of,
    work_label,
)
from kumsong_sources.transmission import Retelling, value_told
from kumsong_sources.vocabulary import Kind

_LABELS, _COLUMN, _WIDEST, _NARROW, _SAID = 2.3, 1.15, 1.6, 0.8, 1.35
_BAND, _FLAT, _GAP, _REACH = 0.56, 0.3, 0.12, 0.13
_MOST, _MOST_NAMED, _MOST_WORKS = 40, 7, 14
_LEAST_SPAN = 1.5
_NOTHING = "No figure was read through more than one work."


def transmission_plot(
    retellings: Iterable[Retelling], *, dossier: Dossier, ax: Axes | None = None
) -> Axes:
    """Draw each source's figure from work to work, in the order of the works.

    A row is one source's figure for one quantity. Up is more, and all rows have one
    logarithmic scale, so that a small change looks small. A figure that differs from the
    first in its row has another fill and stands in bold.

    Parameters
    ----------
    retellings : iterable of Retelling
        Of `retellings`; those that are told with different figures stand first.
    dossier : Dossier
    ax : Axes, optional
        Where to draw, from the top left corner; without it a picture of the right size
        is made.

    Examples
    --------
    >>> from kumsong_sources.attestations import attestations
    >>> from kumsong_sources.transmission import retellings
    >>> dossier = Dossier.example("kumsong-retold")
    >>> told = retellings(attestations(dossier), dossier=dossier)
    >>> ax = transmission_plot(told, dossier=dossier)
    >>> sum(t.get_text() in ("78,000", "47,661") for t in ax.texts)
    4
    """
    telling = _Telling(retellings, dossier=dossier)
    if not telling.rows:
        return say(_NOTHING, ax=ax)
    with rc_context(TEXT_AS_IS):
        return _Drawing(telling).draw(ax)


def transmission_alt(retellings: Iterable[Retelling], *, dossier: Dossier) -> str:
    """Say in words what `transmission_plot` of the same retellings shows.

    Examples
    --------
    >>> transmission_alt([], dossier=Dossier.example("kumsong"))
    'No figure was read through more than one work.'
    """
    telling = _Telling(retellings, dossier=dossier)
    if not telling.rows:
        return _NOTHING
    changed = sum(row.retelling.is_conflict for row in telling.rows)
    count = f"{counted(len(telling.rows), 'figure')}, {changed} of them not the same in all"
    told = [telling.sentence(row) for row in telling.rows]
    return " ".join([f"{telling.title}; {count} works.", *told, *telling.remarks()])


@dataclass(frozen=True, kw_only=True)
class _Mark:
    """One reading: its column, and which of the row's different figures it gives."""

    column: int
    attestation: Attestation
    number: int

    @property
    def value(self) -> str:
        return value_of(self.attestation)

    @property
    def ends(self) -> tuple[float, ...]:
        """The ends that a logarithmic scale has a place for."""
        interval = self.attestation.interval
        ends = () if interval is None else (interval.low, interval.high)
        return tuple(end for end in ends if end is not None and end > 0)


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One retelling; on no scale where it tells a date or an answer."""

    retelling: Retelling
    quantity: str
    source: str
    marks: tuple[_Mark, ...]
    is_scaled: bool

    @property
    def figures(self) -> list[float]:
        return [end for mark in self.marks for end in mark.ends] if self.is_scaled else []

    @property
    def span(self) -> float:
        """Greatest over least figure."""
        return max(self.figures) / min(self.figures) if self.figures else 1.0

    @property
    def verdict(self) -> str:
        works = len({work for work, _ in self.retelling.readings})
        if not self.retelling.is_conflict:
            return f"the same in {works} works"
        told = f"{len(self.retelling.values)} figures in {works} works"
        exact = all(len(mark.ends) == 2 for mark in self.marks)
        return f"{told}: ×{self.span:,.2f}" if self.span > 1 and exact else told


class _Telling:
    """What the picture says, before anything is drawn."""

    def __init__(self, retellings: Iterable[Retelling], *, dossier: Dossier) -> None:
        self.dossier = dossier
        every = sorted(retellings, key=lambda retelling: not retelling.is_conflict)
        given = every[:_MOST]
        years = {key: source.year for key, source in dossier.sources.items()}
        place = {key: number for number, key in enumerate(dossier.sources)}
        order = sorted(
            dict.fromkeys(work for retelling in given for work, _ in retelling.readings),
            key=lambda work: (years.get(work) or 0, place.get(work, len(place))),
        )
        self.works = order[:_MOST_WORKS]
        self.labels = [self.work(key) for key in self.works]
        given = [r for r in given if any(work in self.works for work, _ in r.readings)]
        self.omitted = (len(every) - len(given), len(order) - len(self.works))
        self.about = [retelling.quantity for retelling in given]
        self.rows = [self.row(retelling) for retelling in given]
        self.title = f"{place_label(self.about, dossier=dossier)}: figures as they are retold"

    def work(self, key: str) -> str:
        return work_label(key, dossier=self.dossier) if key else "the source itself"

    def row(self, retelling: Retelling) -> _Row:
        measure = self.dossier.measures.get(retelling.quantity.measure)
        readings = sorted(
            ((self.works.index(w), a) for w, a in retelling.readings if w in self.works),
            key=lambda reading: reading[0],
        )
        values = list(dict.fromkeys(value_told(a) for _, a in readings))
        events = len({quantity.event for quantity in self.about})
        return _Row(
            retelling=retelling,
            quantity=full_label(retelling.quantity, dossier=self.dossier, events=events),
            source=work_label(retelling.citekey, dossier=self.dossier),
            is_scaled=measure is None or measure.kind in (Kind.COUNT, Kind.QUANTITY),
            marks=tuple(
                _Mark(column=column, attestation=a, number=values.index(value_told(a)))
                for column, a in readings
            ),
        )

    def sentence(self, row: _Row) -> str:
        by_value: dict[int, list[_Mark]] = {}
        for mark in row.marks:
            by_value.setdefault(mark.number, []).append(mark)
        told = [
            f"{spoken(marks[0].value)} in "
            + listed(list(dict.fromkeys(self.labels[mark.column] for mark in marks)))
            for marks in by_value.values()
        ]
        about = f"{row.quantity} by {row.source}, {row.verdict.replace('×', 'ratio ')}"
        return ended(f"{about}: {'; '.join(told)}")

    def remarks(self) -> Iterator[str]:
        """What the rows alone do not tell."""
        undated = [
            self.labels[number]
            for number, key in enumerate(self.works)
            if key in self.dossier.sources and self.dossier.sources[key].year is None
        ]
        if undated:
            yield ended(
                "The works stand in the order of their years, undated ones before the dated "
                f"in the order of the bibliography. Undated: {listed(undated)}"
            )
        rows, works = self.omitted
        if rows:
            yield f"Not shown for want of room: {counted(rows, 'more figure')}."
        if works:
            yield f"Not shown for want of room: {counted(works, 'later work')}."

    def notes(self) -> Iterator[str]:
        if len(self.works) > _MOST_NAMED:
            yield ended("; ".join(f"{n} {label}" for n, label in enumerate(self.labels, 1)))
        if any(row.retelling.is_conflict for row in self.rows):
            yield (
                "Bold, and another fill: not the figure that stands first in the row. None "
                "is taken to be the right one."
            )
        if any(row.figures for row in self.rows):
            yield "Up is more, on one log scale for all rows: equal steps are equal ratios."
        if any(m.value.startswith("0") for row in self.rows for m in row.marks):
            yield "0 stands at the foot of its row: the scale has no zero."
        yield (
            "A line joins what is told as one source’s figure; it does not say which work "
            "took it from which."
        )
        yield from self.remarks()


class _Drawing:
    """Draws the rows."""

    def __init__(self, telling: _Telling) -> None:
        self.telling, self.rows = telling, telling.rows
        reporters = list(dict.fromkeys(row.retelling.reporter for row in self.rows))
        self.looks = looks(reporters, dossier=telling.dossier)
        self.page = Page(
            title=telling.title,
            notes=telling.notes(),
            texts=[*telling.labels, *self.texts()],
            legend=[
                (reporter_label(r, dossier=telling.dossier), self.looks[r], "full")
                for r in reporters
            ],
        )
        self.is_named = len(telling.works) <= _MOST_NAMED
        self.column = self.column_of(telling.labels) if self.is_named else _NARROW
        self.span = math.log(max(_LEAST_SPAN, *(row.span for row in self.rows)))

    def column_of(self, labels: Sequence[str]) -> float:
        """Wide enough for the longest word of the works' names, within bounds."""
        page = self.page
        words = [word for label in labels for word in page.write(label).split()]
        longest = max((page.small.width(word) for word in words), default=0.0)
        return min(max(_COLUMN, longest + 2 * _GAP + 0.02), _WIDEST)

    def texts(self) -> Iterator[str]:
        for row in self.rows:
            yield from (row.quantity, row.source, row.verdict)
            yield from (mark.value for mark in row.marks)

    def draw(self, ax: Axes | None) -> Axes:
        page, works = self.page, self.telling.works
        self.edge = MARGIN + _LABELS + _GAP
        self.right = self.edge + self.column * len(works)
        names = (
            self.telling.labels if self.is_named else [str(n + 1) for n in range(len(works))]
        )
        heads = [page.wrap(n, self.column - 2 * _GAP, face=page.small) for n in names]
        head = max(map(len, heads)) * page.small.line + _GAP
        heights = [self.height(row) for row in self.rows]
        axes, top = page.open(
            width=self.right + _SAID + MARGIN, height=head + sum(heights), ax=ax
        )
        for number, lines in enumerate(heads):
            down = top + head - _GAP - len(lines) * page.small.line
            at = (self.middle(number), down)
            put(axes, lines, at=at, face=page.small, colour=INK, align="center")
        top += head
        for row, height in zip(self.rows, heights, strict=True):
            ends = (MARGIN, self.right + _SAID)
            rule(axes, ends, top - _GAP / 2, colour=HAIRLINE)
            self.draw_row(axes, row, top=top)
            top += height
        return axes

    def middle(self, column: int) -> float:
        return self.edge + self.column * (column + 0.5)

    def height(self, row: _Row) -> float:
        quantity, source, verdict = self.lines(row)
        page = self.page
        left = len(quantity) * page.bold.line + len(source) * page.small.line
        said = max(left, len(verdict) * page.label.line)
        values = max(len(lines) for lines, _ in self.values(row).values())
        return max(said, values * page.label.line + self.band(row)) + 1.5 * _GAP

    def band(self, row: _Row) -> float:
        """Room for the marks: less where all stand on one line."""
        is_flat = row.span == 1 and all(len(m.ends) == 2 for m in row.marks)
        return _FLAT if is_flat or not row.is_scaled else _BAND

    def lines(self, row: _Row) -> tuple[list[str], list[str], list[str]]:
        page = self.page
        return (
            page.wrap(row.quantity, _LABELS, face=page.bold),
            page.wrap(row.source, _LABELS, face=page.small),
            page.wrap(row.verdict, _SAID - _GAP, face=page.label),
        )

    def values(self, row: _Row) -> dict[int, tuple[list[str], bool]]:
        """For each column the figures there, and whether one is not the row's first."""
        found: dict[int, dict[str, bool]] = {}
        for mark in row.marks:
            found.setdefault(mark.column, {})[mark.value] = mark.number > 0
        page, room = self.page, self.column - _GAP / 2
        return {
            column: (
                [line for v in told for line in page.wrap(v, room, face=page.bold, lines=2)],
                any(told.values()),
            )
            for column, told in found.items()
        }

    def draw_row(self, ax: Axes, row: _Row, *, top: float) -> None:
        page = self.page
        quantity, source, verdict = self.lines(row)
        put(ax, quantity, at=(MARGIN, top), face=page.bold, colour=INK)
        at = (MARGIN, top + len(quantity) * page.bold.line)
        put(ax, source, at=at, face=page.small, colour=SOFT)
        colour = EMPHASIS if row.retelling.is_conflict else SOFT
        at = (self.right + _GAP, top)
        put(ax, verdict, at=at, face=page.label, colour=colour)
        values = self.values(row)
        for column, (lines, is_other) in values.items():
            face, colour = (page.bold, INK) if is_other else (page.label, SOFT)
            at = (self.middle(column), top)
            put(ax, lines, at=at, face=face, colour=colour, align="center")
        band = top + max(len(lines) for lines, _ in values.values()) * page.label.line
        self.draw_marks(ax, row, middle=band + self.band(row) / 2 + 0.03)

    def draw_marks(self, ax: Axes, row: _Row, *, middle: float) -> None:
        look = self.looks[row.retelling.reporter]
        figures = row.figures
        centre = math.log(max(figures) * min(figures)) / 2 if figures else 0.0
        per_unit = (_BAND - 0.22) / self.span
        placed = []
        for mark in row.marks:
            if row.is_scaled and mark.attestation.interval is None:
                continue
            ends = mark.ends if row.is_scaled else ()
            downs = [middle - (math.log(end) - centre) * per_unit for end in ends]
            if row.is_scaled and not ends:
                downs = [middle + _BAND / 2]
            placed.append((mark, self.middle(mark.column), downs or [middle]))
        across = [at for _, at, _ in placed]
        ax.add_line(
            Line2D(across, [sum(d) / len(d) for _, _, d in placed], color=FAINT, lw=1.1)
        )
        for mark, at, downs in placed:
            if row.is_scaled:
                _draw_extent(ax, mark.attestation, at=at, downs=downs, look=look)
            fill = ("none", "left")[mark.number % 2 - 1] if mark.number else "full"
            ax.add_line(shape([at], [sum(downs) / len(downs)], look=look, fill=fill))


def _draw_extent(
    ax: Axes, attestation: Attestation, *, at: float, downs: Sequence[float], look: Look
) -> None:
    """A bar for a range, an arrow for a bound."""
    interval = attestation.interval
    if interval is None or interval.low == interval.high:
        return
    ends, head = list(downs), "_"
    if interval.is_open:
        is_least = interval.high is None
        ends.append(downs[0] + (-_REACH if is_least else _REACH))
        head = "^" if is_least else "v"
    ax.add_line(Line2D([at, at], ends, color=look.colour, lw=1.8, solid_capstyle="butt"))
    tips = ends[1:] if interval.is_open else ends
    for tip in tips:
        ax.add_line(Line2D([at], [tip], ls="none", marker=head, color=look.colour, ms=6))
