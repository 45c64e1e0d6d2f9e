"""Comparisons for the terminal: lanes, a block for each quantity, what to look up next."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from kumsong_sources.accounts import exchanges
from kumsong_sources.comparison import Comparison
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.accounts import show_accounts
from kumsong_sources.reports.compared import show_comparisons
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.ranking import show_ranking
from kumsong_sources.reports.terminal import blocks, lists
from kumsong_sources.reports.terminal.lanes import lanes_text
from kumsong_sources.reports.terminal.style import NARROWEST, NARROWEST_LANES, Screen
from kumsong_sources.screen import wrap


def comparisons_text(
    comparisons: Iterable[Comparison],
    *,
    dossier: Dossier,
    width: int | None = 80,
    in_colour: bool = False,
    in_ascii: bool = False,
    with_ranking: bool = False,
    with_tasks: bool = False,
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
    in_colour : bool
    in_ascii : bool
        Whether to draw lanes with ASCII signs only.
    with_ranking : bool
        Whether to list first what is farthest apart.
    with_tasks : bool
        Whether to end with what to look up next; for comparisons of the whole dossier.

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
    Figures side by side
      ● own · ○ enemy; equal distances are equal ratios
      China · casualties ×2.05
      China        32,253 │                ●
      South Korea  66,000 │                                        ○
                           20,000                      50,000              100,000
    <BLANKLINE>
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
    screen = Screen(
        width=width or shutil.get_terminal_size().columns,
        in_colour=in_colour,
        in_ascii=in_ascii,
    )
    compared = tuple(comparisons)
    naming = Naming(dossier)
    shown = show_comparisons(compared, naming=naming)
    ranked = show_ranking(compared, shown)
    held = [one for one in shown if one.is_compared]
    alone = [one for one in shown if not one.is_compared]
    accounts = show_accounts(exchanges(compared), comparisons=compared, naming=naming)
    found = [
        lanes_text([one.comparison for one in ranked], screen=screen),
        *(lists.ranking(ranked, screen=screen) if with_ranking else ()),
        *(blocks.block(one, screen=screen) for one in held),
        blocks.legend(shown, screen=screen),
        *(blocks.accounts(one, screen=screen) for one in accounts),
        *blocks.rests_on(compared, naming=naming, screen=screen),
        *blocks.not_compared(alone, screen=screen),
        *(lists.tasks(compared, naming=naming, screen=screen) if with_tasks else ()),
    ]
    if not held:
        nothing = "No quantity has two figures to hold against each other."
        found.insert(0, list(wrap(nothing, width=screen.columns)))
    return "\n\n".join("\n".join(lines) for lines in found if lines)


__all__ = ["NARROWEST", "NARROWEST_LANES", "Screen", "comparisons_text"]
