"""Comparisons in blocks: a heading, a line for each figure, the numbers, the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.comparison import Comparison
from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import (
    MARKS,
    PERSPECTIVES,
    ComparisonShown,
    FigureShown,
)
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.places import compared_figures, places_sentence
from kumsong_sources.reports.retold import show_retellings
from kumsong_sources.reports.terminal.style import Screen
from kumsong_sources.reports.wording import listed
from kumsong_sources.screen import display_width, padded, printable, wrap

_INDENT, _GAP = "  ", "  "
_LEAST_SOURCE = 24


def block(one: ComparisonShown, *, screen: Screen) -> list[str]:
    """One quantity: heading, a line for each figure, the numbers, the verdict."""
    width = screen.columns
    heading = list(wrap(f"{one.event} · {one.title}", width=width, rest=_INDENT))
    cells = [
        (figure.perspective, printable(figure.reporter), printable(figure.marked))
        for figure in one.figures
    ]
    sources = [_source(figure) for figure in one.figures]
    verdict = list(wrap(one.judgement, width=width, first=_INDENT, rest=_INDENT * 2))
    return [
        *screen.heading(heading),
        *_table(cells, sources, width=width),
        *wrap(" · ".join(one.numbers), width=width, first=_INDENT, rest=_INDENT * 2),
        *screen.verdict(verdict),
    ]


def _table(
    cells: Sequence[tuple[str, ...]], sources: Sequence[str], *, width: int
) -> Iterator[str]:
    """Aligned columns with a last one that is wrapped; below the others where too narrow."""
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    taken = len(_INDENT) + sum(widths) + len(_GAP) * len(widths)
    for row, source in zip(cells, sources, strict=True):
        columns = (
            f"{padded(cell, size)}{_GAP}"
            for cell, size in zip(row, widths, strict=True)
            if size
        )
        front = f"{_INDENT}{''.join(columns)}"
        if width - taken >= _LEAST_SOURCE:
            yield from wrap(source, width=width, first=front, rest=" " * display_width(front))
        else:
            yield from wrap(" ".join(row), width=width, first=_INDENT, rest=_INDENT * 2)
            yield from wrap(source, width=width, first=_INDENT * 2, rest=_INDENT * 2)


def _source(figure: FigureShown) -> str:
    via = f"via {'; '.join(map(str, figure.via))}" if figure.via else ""
    if figure.cited is None:
        return f"uncited ({via})" if via else "uncited"
    missing = "" if figure.cited.anchor else "not in the bibliography"
    inferred = "inferred" if figure.is_inferred else ""
    remarks = "; ".join(part for part in (missing, inferred, via) if part)
    return f"{figure.cited} ({remarks})" if remarks else str(figure.cited)


def legend(shown: Sequence[ComparisonShown], *, screen: Screen) -> list[str]:
    """What the marks mean, and for each marked figure how it came to it."""
    width = screen.columns
    compared = [figure for one in shown if one.is_compared for figure in one.figures]
    lines: list[str] = []
    for mark, meaning in MARKS.items():
        if any(mark in figure.marks for figure in compared):
            lines += wrap(f"{mark} {meaning}", width=width, rest=_INDENT)
    for note in dict.fromkeys(note for figure in compared for note in figure.notes):
        lines += wrap(note, width=width, first=_INDENT, rest=_INDENT * 2)
    return lines


def accounts(one: AccountsShown, *, screen: Screen) -> list[str]:
    """Two accounts: enemy's loss over own loss in each, overclaim factors, swing."""
    heading = f"{one.event} · two accounts of {listed(one.subjects)} {one.measure}"
    width = screen.columns
    lines = screen.heading(list(wrap(heading, width=width, rest=_INDENT)))
    for account in one.accounts:
        text = (
            f"{account.account} account: own {account.own}, enemy {account.enemy} · "
            f"loss exchange {account.exchange} · overclaim {account.overclaim}"
        )
        lines += wrap(text, width=width, first=_INDENT, rest=_INDENT * 2)
    scope = " · the scope of a figure differs (‡)" if one.scope_differs else ""
    lines += wrap(f"swing {one.swing}{scope}", width=width, first=_INDENT, rest=_INDENT * 2)
    return lines


def rests_on(
    comparisons: Sequence[Comparison], *, naming: Naming, screen: Screen
) -> Iterator[list[str]]:
    """Which figures change under one citation, and in how many places they were read."""
    quantities = {comparison.quantity for comparison in comparisons}
    retold = show_retellings(naming.dossier, naming=naming, quantities=quantities)
    if retold:
        lines = screen.heading(["One citation, several figures"])
        for one in retold:
            change = "" if one.is_change else "; no change: one is a sum of ours"
            text = f"{one.sentence}{change}"
            lines += wrap(text, width=screen.columns, first=_INDENT, rest=_INDENT * 2)
        yield lines
    places = places_sentence(compared_figures(comparisons), naming=naming)
    if places:
        yield list(wrap(places, width=screen.columns))


def not_compared(alone: Sequence[ComparisonShown], *, screen: Screen) -> Iterator[list[str]]:
    """The quantities of which there is but one figure, or none that is a number."""
    if not alone:
        return
    lines = screen.heading(["Not compared"])
    for one in alone:
        figures = "; ".join(map(_attributed, one.figures))
        why = f"part of {one.within}" if one.within else one.reason
        event = f"{one.event} · " if len({other.event for other in alone}) > 1 else ""
        text = f"{event}{one.title}: {figures}; {why}"
        lines += wrap(text, width=screen.columns, first=_INDENT, rest=_INDENT * 2)
    yield lines


def _attributed(figure: FigureShown) -> str:
    if figure.perspective == PERSPECTIVES[None]:
        return figure.marked
    return f"{figure.marked} ({figure.reporter})"
