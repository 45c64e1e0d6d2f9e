"""The main findings as sentences, computed from the numbers.

Accounts differ, figures stand above or below each other: no sentence says which of them
is right, and none says why they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.attestations import attestations
from kumsong_sources.comparison import Comparison
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import is_compared
from kumsong_sources.reports.favour import rounding_sentence
from kumsong_sources.reports.headlines.disagreement import (
    account_headlines,
    comparison_headlines,
)
from kumsong_sources.reports.headlines.headline import Headline
from kumsong_sources.reports.headlines.support import (
    retelling_headlines,
    support_headlines,
    unread_headlines,
)
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.places import compared_figures, places_sentence
from kumsong_sources.reports.retold import RetellingShown, TextShown, texts_differ

__all__ = ["Headline", "headlines"]


def headlines(
    comparisons: Sequence[Comparison],
    *,
    accounts: Sequence[AccountsShown],
    retold: Sequence[RetellingShown],
    texts: Sequence[TextShown],
    support: Sequence[Corroboration],
    naming: Naming,
) -> tuple[Headline, ...]:
    """The main findings: disagreements from the largest, accounts, support, what is unread.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> none = {"accounts": (), "retold": (), "texts": (), "support": ()}
    >>> found = headlines(compare(dossier), naming=Naming(dossier), **none)
    >>> print(found[1].text)
    On Chinese casualties, Chinese and South Korean accounts differ by a factor of 2.05 \
(32,253 against 66,000).
    """
    compared = [comparison for comparison in comparisons if is_compared(comparison)]
    figures = compared_figures(comparisons)
    rounding = rounding_sentence(attestations(naming.dossier), naming=naming)
    return (
        *comparison_headlines(compared, naming=naming, given=len(comparisons)),
        *account_headlines(accounts),
        *retelling_headlines(retold),
        *_said(texts_differ(texts), anchor="texts"),
        *_said(places_sentence(figures, naming=naming), anchor="comparisons"),
        *_said(rounding, anchor="rounding"),
        *support_headlines(figures, support=support),
        *unread_headlines(naming),
    )


def _said(text: str, *, anchor: str) -> Iterator[Headline]:
    if text:
        yield Headline(text=text, anchor=anchor)
