"""Comparisons for the terminal: one block per quantity, aligned by display width."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from kumsong_sources.accounts import exchanges
from kumsong_sources.comparison import Comparison
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.accounts import AccountsShown, show_accounts
from kumsong_sources.reports.compared import (
    MARKS,
    PERSPECTIVES,
    ComparisonShown,
    FigureShown,
    show_comparisons,
)
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.places import compared_figures, places_sentence
from kumsong_sources.reports.retold import show_retellings
from kumsong_sources.reports.wording import listed

NARROWEST = 40
"""Below this many columns nothing is narrowed further; the terminal breaks the lines."""

_INDENT = "  "
_WIDE = frozenset("WF")
_DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_GAP = "  "


def comparisons_text(
    comparisons: Iterable[Comparison], *, dossier: Dossier, width: int | None = 80
) -> str:
    """Write comparisons for the terminal.

    Parameters
    ----------
    comparisons : iterable of Comparison
        Of the whole dossier, or a choice of them; accounts are held against each other
        where what they need is among them.
    dossier : Dossier
    width : int or None
        Columns of the terminal; `None` asks the terminal, and takes 80 where there is none.

    Returns
    -------
    str
        Without a final line end.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> chinese = [c for c in compare(dossier) if c.quantity.subject == "CHN" and c.ratio]
    >>> print(comparisons_text(chinese, dossier=dossier, width=80))
    Battle of Kumsong · China · casualties
      own    China        32,253  Chinese Military Science Academy 2000 (inferred;
                                  via Wikipedia contributors n.d.)
      enemy  South Korea  66,000  Chae et al. 2001 (inferred; via Wikipedia
                                  contributors n.d.)
      ratio 2.05 (notable) · difference 33,747 · 2 sources, 2 witnesses
      disagree: the figures differ by more than rounding and tolerance allow
    <BLANKLINE>
    The 2 figures compared are read in 2 notes of Wikipedia contributors n.d.
    """
    columns = max(width or shutil.get_terminal_size().columns, NARROWEST)
    compared = tuple(comparisons)
    naming = Naming(dossier)
    shown = show_comparisons(compared, naming=naming)
    accounts = show_accounts(exchanges(compared), comparisons=compared, naming=naming)
    blocks = [
        *(_block(one, width=columns) for one in shown if one.is_compared),
        *([_legend(shown, width=columns)] if any(f.marks for f in _figures(shown)) else []),
        *(_accounts(one, width=columns) for one in accounts),
        *_rests_on(compared, naming=naming, width=columns),
        *_alone([one for one in shown if not one.is_compared], width=columns),
    ]
    if not any(one.is_compared for one in shown):
        nothing = "No quantity has two figures to hold against each other."
        blocks.insert(0, list(wrap(nothing, width=columns)))
    return "\n\n".join("\n".join(lines) for lines in blocks)


def display_width(text: str) -> int:
    """Columns a text takes in a terminal: two for a Han character or Hangul syllable.

    Examples
    --------
    >>> display_width("abc"), display_width("金城战役"), display_width("e\\u0301")
    (3, 8, 1)
    """
    return sum(
        0
        if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"
        else 1 + (unicodedata.east_asian_width(sign) in _WIDE)
        for sign in text
    )


def wrap(text: str, *, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Break a text at blanks into lines of at most `width` columns.

    A word longer than a line is broken where the line ends; Han may break anywhere.

    Parameters
    ----------
    text : str
    width : int
    first, rest : str
        What stands before the first line, and before the others.

    Examples
    --------
    >>> list(wrap("the figures differ", width=12, rest="  "))
    ['the figures', '  differ']
    >>> list(wrap("金城战役", width=5))
    ['金城', '战役']
    """
    line, empty = first, True
    for word in printable(text).split():
        gap = "" if empty else " "
        if not empty and display_width(line) + 1 + display_width(word) > width:
            yield line
            line, gap, empty = rest, "", True
        while display_width(line) + len(gap) + display_width(word) > width:
            head = _fitting(word, width - display_width(line) - len(gap))
            yield f"{line}{gap}{head}"
            line, gap, word = rest, "", word[len(head) :]
        line, empty = f"{line}{gap}{word}", False
    yield line


def _fitting(word: str, room: int) -> str:
    """As much of a word as fits, at least one character."""
    taken = 0
    for at, sign in enumerate(word):
        taken += display_width(sign)
        if taken > room and at:
            return word[:at]
    return word


def printable(text: str) -> str:
    """A text on one line without signs that a terminal would obey.

    Those that begin a colour or move the cursor are shown by their pictures, those that
    turn the direction of writing by a replacement sign.

    Examples
    --------
    >>> printable("red\\x1b[31m and\\nblue")
    'red␛[31m and blue'
    """
    return "".join(map(_shown, " ".join(text.split())))


def _shown(sign: str) -> str:
    if ord(sign) < 32:
        return chr(0x2400 + ord(sign))
    obeyed = unicodedata.category(sign) in ("Cc", "Cs") or sign in _DIRECTIONS
    return "\ufffd" if obeyed else sign


def _figures(shown: Iterable[ComparisonShown]) -> Iterator[FigureShown]:
    return (figure for one in shown for figure in one.figures)


def _block(one: ComparisonShown, *, width: int) -> list[str]:
    """A comparison's block: heading, a line for each figure, the numbers, the verdict."""
    heading = wrap(f"{one.event} · {one.title}", width=width, rest=_INDENT)
    cells = [
        (figure.perspective, printable(figure.reporter), printable(figure.marked))
        for figure in one.figures
    ]
    sources = [_source(figure) for figure in one.figures]
    return [
        *heading,
        *_table(cells, sources, width=width),
        *wrap(" · ".join(one.numbers), width=width, first=_INDENT, rest=_INDENT * 2),
        *wrap(one.judgement, width=width, first=_INDENT, rest=_INDENT * 2),
    ]


def _table(
    cells: Sequence[tuple[str, ...]], sources: Sequence[str], *, width: int
) -> Iterator[str]:
    """Aligned columns with a last one that is wrapped; below the others where too narrow."""
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    taken = len(_INDENT) + sum(widths) + len(_GAP) * len(widths)
    for row, source in zip(cells, sources, strict=True):
        padded = (
            f"{cell}{' ' * (size - display_width(cell))}{_GAP}"
            for cell, size in zip(row, widths, strict=True)
            if size
        )
        front = f"{_INDENT}{''.join(padded)}"
        if width - taken >= 24:
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


def _legend(shown: Sequence[ComparisonShown], *, width: int) -> list[str]:
    """What the marks mean, and for each marked figure how it came to it."""
    compared = list(_figures(one for one in shown if one.is_compared))
    lines: list[str] = []
    for mark, meaning in MARKS.items():
        if any(mark in figure.marks for figure in compared):
            lines += wrap(f"{mark} {meaning}", width=width, rest=_INDENT)
    for note in dict.fromkeys(note for figure in compared for note in figure.notes):
        lines += wrap(note, width=width, first=_INDENT, rest=_INDENT * 2)
    return lines


def _accounts(one: AccountsShown, *, width: int) -> list[str]:
    """Two accounts: enemy's loss over own loss in each, overclaim factors, swing."""
    heading = f"{one.event} · two accounts of {listed(one.subjects)} {one.measure}"
    lines = list(wrap(heading, width=width, rest=_INDENT))
    for account in one.accounts:
        text = (
            f"{account.account} account: own {account.own}, enemy {account.enemy} · "
            f"loss exchange {account.exchange} · overclaim {account.overclaim}"
        )
        lines += wrap(text, width=width, first=_INDENT, rest=_INDENT * 2)
    scope = " · the scope of a figure differs (‡)" if one.scope_differs else ""
    lines += wrap(f"swing {one.swing}{scope}", width=width, first=_INDENT, rest=_INDENT * 2)
    return lines


def _rests_on(
    comparisons: Sequence[Comparison], *, naming: Naming, width: int
) -> Iterator[list[str]]:
    """Which figures change under one citation, and in how many places they were read."""
    quantities = {comparison.quantity for comparison in comparisons}
    retold = show_retellings(naming.dossier, naming=naming, quantities=quantities)
    if retold:
        lines = ["One citation, several figures"]
        for one in retold:
            change = "" if one.is_change else "; no change: one is a sum of ours"
            text = f"{one.sentence}{change}"
            lines += wrap(text, width=width, first=_INDENT, rest=_INDENT * 2)
        yield lines
    places = places_sentence(compared_figures(comparisons), naming=naming)
    if places:
        yield list(wrap(places, width=width))


def _alone(alone: Sequence[ComparisonShown], *, width: int) -> Iterator[list[str]]:
    if not alone:
        return
    lines = ["Not compared"]
    for one in alone:
        figures = "; ".join(map(_attributed, one.figures))
        why = f"part of {one.within}" if one.within else one.reason
        event = f"{one.event} · " if len({other.event for other in alone}) > 1 else ""
        text = f"{event}{one.title}: {figures}; {why}"
        lines += wrap(text, width=width, first=_INDENT, rest=_INDENT * 2)
    yield lines


def _attributed(figure: FigureShown) -> str:
    if figure.perspective == PERSPECTIVES[None]:
        return figure.marked
    return f"{figure.marked} ({figure.reporter})"
