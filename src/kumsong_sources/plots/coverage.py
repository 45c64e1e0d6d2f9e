"""Coverage: which reporter speaks of which quantity, and where silence is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matplotlib import rc_context
from matplotlib.axes import Axes

from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.page import Page, Sign, block, rule, shape
from kumsong_sources.plots.style import HAIRLINE, INK, MARGIN, SOFT, Look
from kumsong_sources.plots.typesetting import TEXT_AS_IS, put, say
from kumsong_sources.plots.wording import (
    counted,
    full_label,
    listed,
    place_label,
    reporter_label,
)

_LABELS, _COLUMN, _SAID, _GAP = 2.6, 0.98, 1.1, 0.12
_TALL, _MOST, _MOST_REPORTERS = 0.26, 60, 12
_NOTHING = "There is no quantity to look at."


class _Word(StrEnum):
    """What a reporter has on a quantity, the best of it."""

    STATED = "stated"
    DERIVED = "only a sum of ours"
    PART = "only a part of it"
    WORD = "a word, no number"


_LOOKS: dict[_Word, tuple[Look, str]] = {
    _Word.STATED: (Look(colour=INK, marker="s"), "full"),
    _Word.DERIVED: (Look(colour=INK, marker="s"), "left"),
    _Word.PART: (Look(colour=INK, marker="s"), "none"),
    _Word.WORD: (Look(colour=INK, marker="x"), "full"),
}


def coverage_plot(
    comparisons: Iterable[Comparison], *, dossier: Dossier, ax: Axes | None = None
) -> Axes:
    """Draw which reporter speaks of which quantity; an empty field is silence.

    Quantities down, reporters across. A party whose works are in the bibliography has a
    column even if nothing is told from them.

    Parameters
    ----------
    comparisons : iterable of Comparison
        Of `compare`.
    dossier : Dossier
    ax : Axes, optional
        Where to draw, from the top left corner; without it a picture of the right size
        is made.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> ax = coverage_plot(compare(dossier), dossier=dossier)
    >>> [t.get_text() for t in ax.texts if t.get_text().endswith("of 15")]
    ['6 of 15', '0 of 15', '2 of 15', '9 of 15']
    """
    telling = _Telling(comparisons, dossier=dossier)
    if not telling.rows:
        return say(_NOTHING, ax=ax)
    with rc_context(TEXT_AS_IS):
        return _Drawing(telling).draw(ax)


def coverage_alt(comparisons: Iterable[Comparison], *, dossier: Dossier) -> str:
    """Say in words what `coverage_plot` of the same comparisons shows.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> coverage_alt(compare(dossier), dossier=dossier).split(". ")[3]
    'Chinese source, 2 of 15: United Nations casualties and Chinese casualties'
    """
    telling = _Telling(comparisons, dossier=dossier)
    if not telling.rows:
        return _NOTHING
    told = [telling.sentence(reporter) for reporter in telling.reporters]
    return " ".join([f"{telling.title}.", *told, *telling.remarks()])


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One quantity, and what each reporter who speaks of it has."""

    label: str
    told: dict[str | None, _Word]


class _Telling:
    """What the picture says, before anything is drawn."""

    def __init__(self, comparisons: Iterable[Comparison], *, dossier: Dossier) -> None:
        self.dossier = dossier
        every = list(comparisons)
        given = every[:_MOST]
        about = [comparison.quantity for comparison in given]
        events = len({quantity.event for quantity in about})
        self.rows = [
            _Row(
                label=_capital(full_label(c.quantity, dossier=dossier, events=events)),
                told={
                    reporter: _best(r for r in c.reports if r.reporter == reporter)
                    for reporter in dict.fromkeys(r.reporter for r in c.reports)
                },
            )
            for c in given
        ]
        reporters = self.all_reporters()
        self.reporters = reporters[:_MOST_REPORTERS]
        self.omitted = (len(every) - len(given), len(reporters) - len(self.reporters))
        self.title = f"{place_label(about, dossier=dossier)}: who speaks of what"

    def all_reporters(self) -> list[str | None]:
        """Parties as declared, those nobody declared, and last nobody."""
        found: set[str | None] = {reporter for row in self.rows for reporter in row.told}
        found |= {source.party for source in self.dossier.sources.values() if source.party}
        known = [code for code in self.dossier.parties if code in found]
        strange = sorted(code for code in found if code and code not in known)
        return [*known, *strange, *([None] if None in found else [])]

    def label(self, reporter: str | None) -> str:
        return reporter_label(reporter, dossier=self.dossier)

    def count(self, reporter: str | None) -> str:
        told = sum(reporter in row.told for row in self.rows)
        return f"{told} of {len(self.rows)}"

    def sentence(self, reporter: str | None) -> str:
        told = [
            row.label + ("" if (word := row.told[reporter]) is _Word.STATED else f" ({word})")
            for row in self.rows
            if reporter in row.told
        ]
        label = _capital(self.label(reporter))
        return f"{label}, {self.count(reporter)}: {listed(told) or 'silence'}."

    def remarks(self) -> Iterator[str]:
        """What the fields alone do not tell."""
        yield "Silence (grey) is the dossier’s: the works may say what nobody has noted yet."
        rows, reporters = self.omitted
        if rows:
            many = counted(rows, "more quantity", "more quantities")
            yield f"Not shown for want of room: {many}."
        if reporters:
            yield f"Not shown for want of room: {counted(reporters, 'more reporter')}."

    def legend(self) -> Iterator[Sign]:
        found = {word for row in self.rows for word in row.told.values()}
        for word, (look, fill) in _LOOKS.items():
            if word in found:
                yield word, look, fill


def _best(reports: Iterable[Report]) -> _Word:
    found = {_word(report) for report in reports}
    return next(word for word in _Word if word in found)


def _word(report: Report) -> _Word:
    numbers = [a for a in report.attestations if a.interval or a.figure.category]
    if not numbers:
        return _Word.WORD
    if report.scope_differs:
        return _Word.PART
    return _Word.DERIVED if all(a.is_derived for a in numbers) else _Word.STATED


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


class _Drawing:
    """Draws the fields."""

    def __init__(self, telling: _Telling) -> None:
        self.telling, self.rows = telling, telling.rows
        self.reporters: Sequence[str | None] = telling.reporters
        self.page = Page(
            title=telling.title,
            notes=telling.remarks(),
            texts=[*(r.label for r in self.rows), *map(telling.label, self.reporters)],
            legend=telling.legend(),
        )
        self.left = MARGIN + _LABELS + _GAP
        self.right = self.left + _COLUMN * len(self.reporters)

    def draw(self, ax: Axes | None) -> Axes:
        page = self.page
        heads = [
            page.wrap(self.telling.label(reporter), _COLUMN - _GAP, face=page.label)
            for reporter in self.reporters
        ]
        head = max(map(len, heads)) * page.label.line + _GAP
        labels = [page.wrap(row.label, _LABELS, face=page.label) for row in self.rows]
        heights = [_TALL + (len(lines) - 1) * page.label.line for lines in labels]
        body = head + sum(heights) + _TALL
        width = max(self.right + _SAID + MARGIN, 5.6)
        axes, top = page.open(width=width, height=body, ax=ax)
        for number, lines in enumerate(heads):
            down = top + head - _GAP - len(lines) * page.label.line
            at = (self.middle(number), down)
            put(axes, lines, at=at, face=page.label, colour=INK, align="center")
        put(
            axes, ["parties that", "speak of it"],
            at=(self.right + _GAP, top + head - _GAP - 2 * page.small.line),
            face=page.small, colour=SOFT,
        )  # fmt: skip
        down = top + head
        for row, lines, height in zip(self.rows, labels, heights, strict=True):
            self.draw_row(axes, row, lines=lines, place=(down, height))
            down += height
        self.draw_counts(axes, down)
        return axes

    def middle(self, number: int) -> float:
        return self.left + _COLUMN * (number + 0.5)

    def draw_row(
        self, ax: Axes, row: _Row, *, lines: list[str], place: tuple[float, float]
    ) -> None:
        top, height = place
        page, middle = self.page, top + height / 2
        rule(ax, (MARGIN, self.right + _SAID), top, colour=HAIRLINE)
        at = (self.left - _GAP, middle - len(lines) * page.label.line / 2)
        put(ax, lines, at=at, face=page.label, colour=INK, align="right")
        for number, reporter in enumerate(self.reporters):
            word = row.told.get(reporter)
            if word is None:
                corner = (self.left + _COLUMN * number, top)
                block(ax, corner, (_COLUMN, height), facecolor="#EFEFEF", lw=0, zorder=-1)
                continue
            look, fill = _LOOKS[word]
            ax.add_line(shape([self.middle(number)], [middle], look=look, fill=fill))
        named = sum(reporter is not None for reporter in row.told)
        parties = sum(reporter is not None for reporter in self.reporters)
        at = (self.right + _GAP, middle - page.small.line / 2)
        put(ax, [f"{named} of {parties}"], at=at, face=page.small, colour=SOFT)

    def draw_counts(self, ax: Axes, down: float) -> None:
        rule(ax, (MARGIN, self.right + _SAID), down, colour=INK)
        small = self.page.small
        at = (self.left - _GAP, down + 0.06)
        put(ax, ["speaks of"], at=at, face=small, colour=SOFT, align="right")
        for number, reporter in enumerate(self.reporters):
            words = self.telling.count(reporter)
            at = (self.middle(number), down + 0.06)
            put(ax, [words], at=at, face=small, colour=SOFT, align="center")
