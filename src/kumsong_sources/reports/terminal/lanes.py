"""The lane plot in signs: one row for each figure, on one logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kumsong_sources.reports.compared import PARTIAL, PERSPECTIVES, ComparisonShown, FigureShown
from kumsong_sources.reports.terminal.style import NARROWEST_LANES, Screen
from kumsong_sources.screen import display_width, padded, printable, wrap
from kumsong_sources.vocabulary import Perspective

MOST_QUANTITIES = 6
"""Quantities drawn, the farthest apart first; the rest are counted."""

_MOST_NAME, _LEAST_SCALE, _MOST_SCALE, _APART = 24, 20, 80, 2
_INDENT = "  "
_STEPS = (1, 2, 5)


@dataclass(frozen=True, kw_only=True)
class _Signs:
    """What the lanes are drawn with, by perspective, and for bounds and ranges."""

    marks: dict[str, str]
    more: str
    less: str
    bar: str
    rule: str
    times: str
    at_least: str
    cut: str


def _marks(*signs: str) -> dict[str, str]:
    views = (Perspective.OWN, Perspective.ENEMY, Perspective.THIRD_PARTY, None)
    return {PERSPECTIVES[view]: sign for view, sign in zip(views, signs, strict=True)}


_UNICODE = _Signs(
    marks=_marks("●", "○", "◐", "×"),
    more="→", less="←", bar="─", rule="│", times="×", at_least="≥", cut="…",
)  # fmt: skip
_ASCII = _Signs(
    marks=_marks("*", "o", "+", "x"),
    more=">", less="<", bar="-", rule="|", times="x", at_least=">=", cut=".",
)  # fmt: skip


def lanes_text(ranked: Sequence[ComparisonShown], *, screen: Screen) -> list[str]:
    """Draw the figures of quantities in signs.

    Parameters
    ----------
    ranked : sequence of ComparisonShown
        Those that have a ratio, the farthest apart first.
    screen : Screen

    Returns
    -------
    list of str
        Lines; none where nothing can be drawn, or the screen is too narrow for it. A row
        is a figure: filled what a side says of itself, open what it says of its enemy. An
        arrow leads from a bound to where the true figure may lie, a line joins the ends
        of a range. A zero has no place on a logarithmic scale and no mark.
    """
    drawn = ranked[:MOST_QUANTITIES]
    ends = [end for one in drawn for figure in one.figures for end in _ends(figure)]
    if screen.columns < NARROWEST_LANES or not ends or min(ends) == max(ends):
        return []
    signs = _ASCII if screen.in_ascii else _UNICODE
    figures = [f for one in drawn for f in one.figures if _ends(f)]
    labels = _labels(figures, screen=screen, signs=signs)
    left = len(_INDENT) + max(map(display_width, labels.values())) + 2
    scale = _Scale(
        low=min(ends), high=max(ends), screen=screen.columns, columns=screen.columns - left - 2
    )
    if scale.columns < _LEAST_SCALE:
        return []
    used = {figure.perspective for one in drawn for figure in one.figures if _ends(figure)}
    lines = [
        *screen.heading(["Figures side by side"]),
        *screen.faint(list(_key(used, signs=signs, width=screen.columns))),
    ]
    events = {one.event for one in drawn}
    for one in drawn:
        title = f"{one.event} · {one.title}" if len(events) > 1 else one.title
        lines += _quantity(one, title=title, labels=labels, scale=scale, signs=signs)
    lines += [f"{' ' * left}{scale.ruler()}".rstrip()]
    if left_out := len(ranked) - len(drawn):
        lines += wrap(f"{left_out:,} more are not drawn", width=screen.columns, first=_INDENT)
    return lines


def _ends(figure: FigureShown) -> list[float]:
    return [end for end in (figure.low, figure.high) if end]


def _labels(figures: Sequence[FigureShown], *, screen: Screen, signs: _Signs) -> dict[int, str]:
    """Reporters at the left, cut off where they are long, and figures at the right."""
    told = {id(f): (printable(_who(f)), printable(f.marked)) for f in figures}
    room = max(display_width(figure) for _, figure in told.values())
    most = max(_MOST_NAME, screen.columns // 4)
    names = {key: _shortened(name, most, cut=signs.cut) for key, (name, _) in told.items()}
    longest = max(map(display_width, names.values()))
    return {
        key: f"{padded(names[key], longest)}  {padded(figure, room, right=True)}"
        for key, (_, figure) in told.items()
    }


def _who(figure: FigureShown) -> str:
    """Whose figure it is; the work it stands in where nobody is named for it."""
    if figure.perspective != PERSPECTIVES[None]:
        return figure.reporter
    return figure.cited.label if figure.cited else "uncited"


def _shortened(name: str, room: int, *, cut: str) -> str:
    """A name of at most so many columns, with a sign where it is cut off."""
    if display_width(name) <= room:
        return name
    while display_width(name) > room - 1:
        name = name[:-1]
    return f"{name.rstrip()}{cut}"


def _key(used: set[str], *, signs: _Signs, width: int) -> Iterator[str]:
    told = [f"{sign} {view}" for view, sign in signs.marks.items() if view in used]
    dots = " | " if signs is _ASCII else " · "
    text = f"{dots.join(told)}; equal distances are equal ratios"
    return wrap(text, width=width, first=_INDENT, rest=_INDENT)


def _quantity(
    one: ComparisonShown, *, title: str, labels: dict[int, str], scale: _Scale, signs: _Signs
) -> Iterator[str]:
    scope = PARTIAL if any(PARTIAL in figure.marks for figure in one.figures) else ""
    apart = one.apart.replace("× ", signs.times).replace("≥", signs.at_least)
    head = f"{title} {apart}{scope}"
    yield from wrap(head, width=scale.screen, first=_INDENT, rest=_INDENT * 2)
    for figure in one.figures:
        if id(figure) in labels:
            lane = scale.lane(figure, signs=signs)
            yield f"{_INDENT}{labels[id(figure)]} {signs.rule}{lane}".rstrip()


@dataclass(frozen=True, kw_only=True)
class _Scale:
    """Places on a logarithmic scale of so many columns, on a screen of more."""

    low: float
    high: float
    columns: int
    screen: int

    @property
    def ends(self) -> tuple[float, float]:
        """The round numbers below and above all figures."""
        steps = _round_numbers(self.low, self.high)
        return steps[0], steps[-1]

    def place(self, value: float) -> int:
        """The column of a value."""
        first, last = self.ends
        share = math.log(value / first) / math.log(last / first)
        return round(share * (self.columns - 1))

    def lane(self, figure: FigureShown, *, signs: _Signs) -> str:
        """A figure's row: a mark, a mark with an arrow, or a range."""
        row = [" "] * (self.columns + 1)
        mark = signs.marks.get(figure.perspective, signs.marks[PERSPECTIVES[None]])
        low, high = (self.place(end) if end else None for end in (figure.low, figure.high))
        if low is not None and high is not None:
            row[low : high + 1] = signs.bar * (high - low + 1)
        if figure.high is None and low is not None:
            row[low + 1] = signs.more
        if figure.low is None and high:
            row[high - 1] = signs.less
        for at in (low, high):
            if at is not None:
                row[at] = mark
        return "".join(row).rstrip()

    def ruler(self) -> str:
        """The round numbers at their places: the ends, powers of ten, others with room."""
        steps = _round_numbers(self.low, self.high)
        ends = (steps[0], steps[-1])
        tens = [step for step in steps if math.log10(step).is_integer()]
        placed: dict[int, str] = {}
        for step in dict.fromkeys((*ends, *tens, *steps)):
            text = f"{step:,.0f}" if step >= 1 else f"{step:g}"
            at = self.place(step) - len(text) // 2
            at = min(max(at, 0), self.columns - len(text))
            after = at + len(text) + _APART
            if all(after <= x or at >= x + len(other) + _APART for x, other in placed.items()):
                placed[at] = text
        row = ""
        for at, text in sorted(placed.items()):
            row = f"{row.ljust(at)}{text}"
        return row


def _round_numbers(low: float, high: float) -> list[float]:
    """1, 2, 5 and their tenfolds from the last one below to the first one above."""
    first = math.floor(math.log10(low))
    last = math.ceil(math.log10(high))
    steps = [step * 10.0**power for power in range(first, last + 1) for step in _STEPS]
    below = max((step for step in steps if step <= low), default=steps[0])
    above = min((step for step in steps if step >= high), default=steps[-1])
    if below == above:
        above = steps[steps.index(below) + 1]
    return [step for step in steps if below <= step <= above]
