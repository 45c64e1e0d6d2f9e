"""The matrix of overclaim: which reporter puts whose losses how much higher."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from kumsong_sources.accounts import Pair
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.style import (
    HAIRLINE,
    HEADING,
    INK,
    LABEL,
    MARGIN,
    SMALL,
    SOFT,
    TITLE,
    luminance,
)
from kumsong_sources.plots.typesetting import TEXT_AS_IS, Face, put, say, whole_axes
from kumsong_sources.spread import Interval, hull

_LABELS, _CELL, _TALL, _GAP = 1.9, 1.35, 0.55, 0.1
_MORE, _LESS, _FULL = "#B84A00", "#0072B2", 3.0
_NOTES = (
    "×: the reporter’s figure for its enemy’s loss over the enemy’s own figure. It cannot "
    "tell an estimate set too high from a loss stated too low.",
    "–: one of the two figures is not there. own: its own side.",
)
_SCOPE = "‡ scope differs: one of the figures counts only a part."

Cell = tuple[Interval, bool, int]
"""The span of the factors, whether scope differs, and how many there are."""


def reporter_matrix(
    pairs: Iterable[Pair],
    *,
    dossier: Dossier,
    measure: str = "casualties",
    ax: Axes | None = None,
) -> Axes:
    """Draw the overclaim factors of one measure: reporters down, subjects across.

    Parameters
    ----------
    pairs : iterable of Pair
        Of `pairs`; those that are no overclaim factor are left out. Several events or
        scopes in one cell are shown as the range they span, with their number.
    dossier : Dossier
    measure : str
        Which measure of loss.
    ax : Axes, optional
        Where to draw; without it a picture of the right size is made.

    Examples
    --------
    >>> from kumsong_sources.accounts import pairs
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> ax = reporter_matrix(pairs(compare(dossier)), dossier=dossier)
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("×")][:2]
    ['×5.43 ‡', '×2.05']
    """
    cells = _cells(pair for pair in pairs if pair.quantity.measure == measure)
    label = _label(measure, dossier=dossier)
    if not cells:
        return say(_nothing(label), ax=ax)
    with rc_context(TEXT_AS_IS):
        return _Matrix(cells, dossier=dossier, label=label).draw(ax)


def matrix_alt(pairs: Iterable[Pair], *, dossier: Dossier, measure: str = "casualties") -> str:
    """Say in words what `reporter_matrix` of the same pairs shows.

    Examples
    --------
    >>> from kumsong_sources.accounts import pairs
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> print(matrix_alt(pairs(compare(dossier)), dossier=dossier))
    Overclaim factors: casualties. Chinese source on United Nations Command: 5.43 (scope \
differs). South Korean source on China: 2.05. The factor is the reporter’s figure for its \
enemy’s loss over the enemy’s own figure. It cannot tell an estimate set too high from a loss \
stated too low.
    """
    cells = _cells(pair for pair in pairs if pair.quantity.measure == measure)
    label = _label(measure, dossier=dossier)
    if not cells:
        return _nothing(label)
    told = [
        _sentence(place, cell, dossier=dossier)
        for place, cell in sorted(cells.items(), key=lambda found: found[0])
    ]
    return " ".join(
        [f"Overclaim factors: {label}.", *told, _NOTES[0].replace("×:", "The factor is")]
    )


def _sentence(place: tuple[str, str], cell: Cell, *, dossier: Dossier) -> str:
    (reporter, subject), (factor, scope_differs, count) = place, cell
    remarks = ["scope differs"] * scope_differs + [f"{count} comparisons"] * (count > 1)
    about = f" ({', '.join(remarks)})" if remarks else ""
    teller = f"{dossier.party_adjective(reporter)} source on {dossier.party_label(subject)}"
    bound = str(factor).replace("≥", "at least").replace("≤", "at most")
    return f"{teller}: {bound}{about}."


def _label(measure: str, *, dossier: Dossier) -> str:
    found = dossier.measures.get(measure)
    return found.label if found else measure.replace("_", " ")


def _nothing(label: str) -> str:
    return f"No reporter’s figure meets its enemy’s own for {label}."


def _cells(pairs: Iterable[Pair]) -> dict[tuple[str, str], Cell]:
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        if pair.is_overclaim and pair.ratio is not None and pair.second.reporter:
            found.setdefault((pair.second.reporter, pair.quantity.subject), []).append(pair)
    return {
        place: (
            hull(pair.ratio for pair in told if pair.ratio is not None),
            any(pair.scope_differs for pair in told),
            len(told),
        )
        for place, told in found.items()
    }


class _Matrix:
    """Lays out and draws the cells; lengths are inches."""

    def __init__(
        self, cells: Mapping[tuple[str, str], Cell], *, dossier: Dossier, label: str
    ) -> None:
        self.cells, self.dossier = cells, dossier
        self.reporters = list(dict.fromkeys(reporter for reporter, _ in cells))
        self.subjects = list(dict.fromkeys(subject for _, subject in cells))
        self.notes = [*_NOTES]
        if any(scope_differs for _, scope_differs, _ in cells.values()):
            self.notes.append(_SCOPE)
        self.texts = [f"Overclaim factors: {label}", *self.notes, "reporter ↓ of whom →"]
        self.adjective, self.name = dossier.party_adjective, dossier.party_label
        named = [self.adjective(code) for code in self.reporters]
        named += [self.name(code) for code in self.subjects]
        lettering = Lettering.of([*self.texts, *named])
        self.write, families = lettering.write, lettering.families
        self.head = Face(families=families, size=TITLE, bold=True)
        self.bold = Face(families=families, size=HEADING, bold=True)
        self.face = Face(families=families, size=LABEL)
        self.small = Face(families=families, size=SMALL)
        self.width = max(5.6, _LABELS + _GAP + _CELL * len(self.subjects) + 2 * MARGIN)

    def draw(self, ax: Axes | None) -> Axes:
        room = self.width - 2 * MARGIN
        title = self.head.wrap(self.write(self.texts[0]), width=room)
        notes = [x for n in self.notes for x in self.small.wrap(self.write(n), width=room)]
        headings = [self.wrapped(self.name(code), _CELL) for code in self.subjects]
        top = MARGIN + len(title) * self.head.line + _GAP
        cells_top = top + max(map(len, headings)) * self.face.line + _GAP
        bottom = cells_top + len(self.reporters) * _TALL + 1.5 * _GAP
        height = bottom + len(notes) * self.small.line + MARGIN
        axes = whole_axes(self.width, height, ax=ax)
        put(axes, title, at=(MARGIN, MARGIN), face=self.head, colour=INK)
        put(axes, ["reporter ↓ of whom →"], at=(MARGIN, top), face=self.small, colour=SOFT)
        for number, lines in enumerate(headings):
            at = (
                self.left(number) + _CELL / 2,
                cells_top - _GAP / 2 - len(lines) * self.face.line,
            )
            put(axes, lines, at=at, face=self.face, colour=INK, align="center")
        for number, reporter in enumerate(self.reporters):
            self.draw_row(axes, reporter, top=cells_top + number * _TALL)
        put(axes, notes, at=(MARGIN, bottom), face=self.small, colour=SOFT)
        return axes

    def wrapped(self, text: str, width: float) -> list[str]:
        return self.face.wrap(self.write(text), width=width - _GAP)

    def left(self, number: int) -> float:
        return MARGIN + _LABELS + _GAP + number * _CELL

    def draw_row(self, ax: Axes, reporter: str, *, top: float) -> None:
        lines = self.wrapped(f"{self.adjective(reporter)} source", _LABELS)
        at = (MARGIN + _LABELS, top + (_TALL - len(lines) * self.face.line) / 2)
        put(ax, lines, at=at, face=self.face, colour=INK, align="right")
        for number, subject in enumerate(self.subjects):
            cell = self.cells.get((reporter, subject))
            corner = (self.left(number), top)
            colour = "#FFFFFF" if cell is None else _shade(cell[0])
            ax.add_patch(
                Rectangle(corner, _CELL, _TALL, facecolor=colour, edgecolor=HAIRLINE, lw=0.8)
            )
            self.draw_cell(ax, self.said(cell, reporter, subject), corner, colour)

    def said(self, cell: Cell | None, reporter: str, subject: str) -> list[str]:
        if cell is None:
            same = self.dossier.side(reporter) == self.dossier.side(subject)
            return ["own" if same else "–"]
        interval, scope_differs, count = cell
        factor = str(interval)
        sign = "" if factor.startswith(("≥", "≤", "u")) else "×"
        lines = [f"{sign}{factor}".replace("≥ ", "≥ ×").replace("≤ ", "≤ ×")]
        if scope_differs:
            lines[0] += " ‡"
        return lines if count == 1 else [*lines, f"{count} comparisons"]

    def draw_cell(
        self, ax: Axes, lines: Sequence[str], corner: tuple[float, float], colour: str
    ) -> None:
        ink = "#FFFFFF" if luminance(to_rgb(colour)) < 0.3 else INK
        faces = [self.bold if lines[0][0] in "×≥≤" else self.face, self.small]
        at = corner[1] + (_TALL - sum(f.line for f, _ in zip(faces, lines, strict=False))) / 2
        for face, line in zip(faces, lines, strict=False):
            place = (corner[0] + _CELL / 2, at)
            put(ax, [line], at=place, face=face, colour=ink, align="center")
            at += face.line


def _shade(factor: Interval) -> str:
    """White at 1, orange above, blue below; full at a factor of eight."""
    point = factor.point if (factor.low or factor.high) else 1.0
    strength = min(1.0, abs(math.log2(point)) / _FULL) if point > 0 else 1.0
    full = to_rgb(_MORE if point >= 1 else _LESS)
    parts = (round(255 * (1 - strength * (1 - part))) for part in full)
    return "#" + "".join(f"{part:02X}" for part in parts)
