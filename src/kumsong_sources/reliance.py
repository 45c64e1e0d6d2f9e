"""Reliance: how much hangs on each source, and what falls if it falls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kumsong_sources.attestations import Quantity, attestations
from kumsong_sources.comparison import Comparison
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.dossier import Dossier, kept
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Listing, Showing, names_of
from kumsong_sources.spread import effective_sources


@frozen
class SourceLoad(Showing):
    """How much of a dossier hangs on each source.

    Parameters
    ----------
    figures : mapping of str to int
        Stated figures with a number per citekey, most first.
    effective : float or None
        Effective number of sources, 1/Σp²; `None` where no figure is cited.
    """

    figures: Mapping[str, int]
    effective: float | None

    @property
    def shares(self) -> Mapping[str, float]:
        """Share of all cited figures per citekey."""
        total = sum(self.figures.values())
        return {key: count / total for key, count in self.figures.items()}


@kept
def source_load(dossier: Dossier) -> SourceLoad:
    """Count the figures that each source carries.

    Examples
    --------
    >>> load = source_load(Dossier.example("kumsong"))
    >>> dict(load.figures), round(load.effective, 2)
    ({'chae2001': 4, 'ams2000': 2}, 1.8)
    """
    # A row written twice counts once.
    distinct = {
        (attestation.quantity, attestation.reporter, attestation.interval, attestation.citekey)
        for attestation in attestations(dossier)
        if attestation.citekey is not None and attestation.has_number
    }
    counted = Counter(sorted(str(citekey) for *_, citekey in distinct))
    figures = dict(counted.most_common())
    total = sum(figures.values())
    squares = sum((count / total) ** 2 for count in figures.values())
    return SourceLoad(figures=figures, effective=effective_sources(squares) if total else None)


@frozen
class Fall(Showing):
    """What a dossier loses without one source.

    Parameters
    ----------
    citekey : str
    claims : tuple of str
        Ids of the claims that lose their last source.
    quantities : tuple of Quantity
        Quantities that lose their comparison: fewer than two reporters are left.
    """

    citekey: str
    claims: tuple[str, ...]
    quantities: tuple[Quantity, ...]


def leave_one_out(
    comparisons: Iterable[Comparison], supports: Iterable[Corroboration]
) -> tuple[Fall, ...]:
    """What falls if one source falls, for each source, in alphabetical order.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.corroboration import corroboration
    >>> dossier = Dossier.example("kumsong")
    >>> falls = leave_one_out(compare(dossier), corroboration(dossier))
    >>> {fall.citekey: len(fall.quantities) for fall in falls if fall.quantities}
    {'ams2000': 2, 'chae2001': 2}
    """
    claims: dict[str, list[str]] = {}
    for support in supports:
        for key in support.sources:
            lost = claims.setdefault(key, [])
            if support.source_count == 1:
                lost.append(support.claim.claim_id)
    quantities: dict[str, list[Quantity]] = {}
    for comparison in comparisons:
        for key in _needed(comparison):
            quantities.setdefault(key, []).append(comparison.quantity)
    falls = (
        Fall(
            citekey=key,
            claims=tuple(claims.get(key, ())),
            quantities=tuple(quantities.get(key, ())),
        )
        for key in sorted(claims.keys() | quantities.keys())
    )
    return Listing(falls, names=names_of(comparisons))


def _needed(comparison: Comparison) -> tuple[str, ...]:
    """The sources without which fewer than two reporters give a number."""
    behind = [
        {a.citekey for a in report.attestations if a.has_number}
        for report in comparison.reports
        if report.interval is not None
    ]
    if len(behind) < 2:
        return ()
    keys = {key for keys in behind for key in keys if key is not None}
    return tuple(
        key for key in sorted(keys) if sum(keys_left != {key} for keys_left in behind) < 2
    )
