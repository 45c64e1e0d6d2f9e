"""The ranking and the work list, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.comparison import Comparison
from kumsong_sources.corroboration import corroboration
from kumsong_sources.reports.lookup import LookUp, show_lookups
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.ranking import RankShown
from kumsong_sources.reports.terminal.style import Screen
from kumsong_sources.reports.wording import counted
from kumsong_sources.screen import aligned, wrap

MOST_TASKS = 5
"""Tasks that are shown; the report has all of them."""


def ranking(ranked: Sequence[RankShown], *, screen: Screen) -> Iterator[list[str]]:
    """The quantities that have a ratio, the farthest apart first."""
    if not ranked:
        return
    events = {one.comparison.event for one in ranked}
    rows = [
        [
            f"{one.rank}.",
            f"{one.comparison.ratio}{'‡' if one.scope_differs else ''}",
            f"{one.comparison.event} · {one.comparison.title}"
            if len(events) > 1
            else one.comparison.title,
            one.comparison.band or "",
        ]
        for one in ranked
    ]
    lines = aligned(rows, width=screen.columns, right={0, 1}, indent="  ")
    yield [*screen.heading(["Farthest apart first"]), *lines]


def tasks(
    comparisons: Sequence[Comparison], *, naming: Naming, screen: Screen
) -> Iterator[list[str]]:
    """What to look up next, first that on which most of the compared figures hang."""
    found = show_lookups(comparisons, corroboration(naming.dossier), naming=naming)
    if not found:
        return
    lines = screen.heading(["What to look up next"])
    for number, one in enumerate(found[:MOST_TASKS], 1):
        lines += _task(one, number=number, width=screen.columns)
    if len(found) > MOST_TASKS:
        left = f"{len(found) - MOST_TASKS:,} more tasks are listed by `kumsong-sources report`"
        lines += screen.faint(list(wrap(left, width=screen.columns, first="  ", rest="    ")))
    yield lines


def _task(one: LookUp, *, number: int, width: int) -> Iterator[str]:
    hanging = f"; {counted(one.figures, 'figure')} hang on it" if one.figures > 1 else ""
    hanging = "; 1 figure hangs on it" if one.figures == 1 else hanging
    text = f"{one.what}: {one.why}{hanging}"
    return wrap(text, width=width, first=f"  {number}. ", rest="     ")
