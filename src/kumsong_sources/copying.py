"""Copying suspected: sources that agree to the last digit more often than chance allows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import comb

from kumsong_sources.attestations import Attestation, Quantity, is_number
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
from kumsong_sources.lineage import Lineage
from kumsong_sources.spread import Interval, wilson_interval

FEWEST = 5
"""Shared quantities below which identical figures say nothing."""

SUSPECTED_ABOVE = 0.25
"""Least lower end of the interval for a suspicion: twice what unrelated works share.

On figures of the American Civil War unrelated works agree on 7-12 %, copies on 56-98 %.
"""


@frozen
class Likeness:
    """How often two sources give the very same figure.

    A suspicion, not a proof: two works may copy one return. Only declared lineage merges
    sources into one witness.

    Parameters
    ----------
    first, second : str
        Citekeys, in alphabetical order.
    shared : int
        Quantities both report with figures that are no multiples of 100.
    identical : int
        Those of them on which a figure of both is the same.
    interval : Interval
        Wilson interval (95 %) of the share.
    base_rate : float or None
        The same share over all other pairs; `None` where there is no other.
    is_declared : bool
        Whether the bibliography declares them to be of one lineage.
    """

    first: str
    second: str
    shared: int
    identical: int
    interval: Interval
    base_rate: float | None
    is_declared: bool

    @property
    def share(self) -> float:
        """Share of identical figures."""
        return self.identical / self.shared

    @property
    def is_suspected(self) -> bool:
        """Whether copying is suspected: clearly more than unrelated works share."""
        return self.interval.low is not None and self.interval.low > SUSPECTED_ABOVE


def likenesses(found: Iterable[Attestation], *, dossier: Dossier) -> tuple[Likeness, ...]:
    """Sources that share enough unrounded figures to be held against each other.

    Parameters
    ----------
    found : iterable of Attestation
        Stated figures; derived ones and figures without a number take no part.
    dossier : Dossier

    Returns
    -------
    tuple of Likeness
        Pairs that share `FEWEST` quantities or more, most suspicious first.

    Examples
    --------
    >>> from kumsong_sources.attestations import attestations
    >>> dossier = Dossier.example("kumsong")
    >>> likenesses(attestations(dossier), dossier=dossier)
    ()

    References
    ----------
    .. [1] E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
       Inference", Journal of the American Statistical Association 22 (1927): 209-212.
    """
    told = _unrounded(found, dossier=dossier).values()
    all_shared = sum(comb(len(figures), 2) for figures in told)
    all_identical = sum(_identical_pairs(figures) for figures in told)
    # A source of fewer quantities shares too few with any other: no pair need be made of it.
    quantities = Counter(citekey for figures in told for citekey in figures)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    identical: dict[tuple[str, str], int] = defaultdict(int)
    for figures in told:
        speaking = sorted(key for key in figures if quantities[key] >= FEWEST)
        for pair in combinations(speaking, 2):
            shared[pair] += 1
            identical[pair] += bool(figures[pair[0]] & figures[pair[1]])
    lineage = Lineage.of(dossier)
    known = [
        Likeness(
            first=pair[0],
            second=pair[1],
            shared=count,
            identical=identical[pair],
            interval=wilson_interval(identical[pair], count),
            base_rate=_share(all_identical - identical[pair], all_shared - count),
            is_declared=len(lineage.witnesses(pair)) == 1,
        )
        for pair, count in shared.items()
        if count >= FEWEST
    ]
    return tuple(
        sorted(known, key=lambda k: (-(k.interval.low or 0), -k.shared, k.first, k.second))
    )


def _unrounded(
    found: Iterable[Attestation], *, dossier: Dossier
) -> dict[Quantity, dict[str, set[float]]]:
    """Per quantity and source the figures that are no multiples of 100."""
    figures: dict[Quantity, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for attestation in found:
        value = attestation.figure.best
        if attestation.citekey is None or attestation.is_derived or value is None:
            continue
        if value % 100 and is_number(attestation, dossier=dossier):
            figures[attestation.quantity][attestation.citekey].add(value)
    return figures


def _identical_pairs(figures: Mapping[str, set[float]]) -> int:
    """How many pairs of sources have a figure in common, without a look at each pair."""
    giving = Counter(value for values in figures.values() for value in values)
    pairs = sum(comb(sources, 2) for sources in giving.values())
    # Two sources that have several figures in common are one pair, not several.
    several = [values for values in figures.values() if len(values) > 1]
    return pairs - sum(max(0, len(a & b) - 1) for a, b in combinations(several, 2))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
