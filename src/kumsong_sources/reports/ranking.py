"""The disagreements in order, the farthest apart first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kumsong_sources.comparison import Comparison, ranked
from kumsong_sources.reports.compared import ComparisonShown, comparison_anchor


@dataclass(frozen=True, kw_only=True)
class RankShown:
    """The place of one comparison among all that have a ratio.

    Parameters
    ----------
    rank : int
        From 1; equal ratios have ranks of their own, in the order of their quantities.
    comparison : ComparisonShown
    scope_differs : bool
        Whether a figure counts only a part: a lower bound for what it is held against.
    """

    rank: int
    comparison: ComparisonShown
    scope_differs: bool


def show_ranking(
    comparisons: Sequence[Comparison], shown: Sequence[ComparisonShown]
) -> tuple[RankShown, ...]:
    """Rank the comparisons that have a ratio.

    Parameters
    ----------
    comparisons, shown : sequence
        The same comparisons, and how the report shows them.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> from kumsong_sources.reports.compared import show_comparisons
    >>> from kumsong_sources.reports.naming import Naming
    >>> dossier = Dossier.example("kumsong")
    >>> compared = compare(dossier)
    >>> shown = show_comparisons(compared, naming=Naming(dossier))
    >>> for one in show_ranking(compared, shown):
    ...     print(one.rank, one.comparison.ratio, one.comparison.place)
    1 5.43 above 95 % of 221 figures
    2 2.05 about 88 % of 221 figures differ less
    """
    by_anchor = {one.anchor: one for one in shown}
    return tuple(
        RankShown(
            rank=rank,
            comparison=by_anchor[comparison_anchor(comparison.quantity)],
            scope_differs=bool(comparison.scope_notes),
        )
        for rank, comparison in enumerate(ranked(comparisons), 1)
    )
