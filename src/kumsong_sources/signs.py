"""Favourable signs: what speaks for a figure, beside all that speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from kumsong_sources.attestations import Quantity
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
from kumsong_sources.spread import Interval
from kumsong_sources.vocabulary import Qualifier


class Sign(StrEnum):
    """What may speak for a figure."""

    AGAINST_INTEREST = "testimony against interest"
    AGREEMENT_ACROSS_SIDES = "agreement across sides"
    EXACT_AGAINST_ROUNDED = "exact figure against a rounded one"


MEANING = {
    Sign.AGAINST_INTEREST: "who admits no less than the enemy claims gains nothing by it",
    Sign.AGREEMENT_ACROSS_SIDES: "enemies who agree hardly took the figure from each other",
    Sign.EXACT_AGAINST_ROUNDED: "the exact figure may be a count, the round one an estimate",
}
"""Why each sign speaks for a figure; none of them proves it."""

ROUNDED_FROM = 100
"""Grain from which a figure is called rounded here."""


@frozen
class FavourableSign:
    """A sign in favour of one reporter's figure for one quantity.

    Parameters
    ----------
    sign : Sign
    quantity : Quantity
    reporter : str or None
        Whose figure it speaks for.
    against : str or None
        Whose figure it is held against.
    """

    sign: Sign
    quantity: Quantity
    reporter: str | None
    against: str | None


def favourable_signs(
    comparisons: Iterable[Comparison], *, dossier: Dossier
) -> tuple[FavourableSign, ...]:
    """What speaks for the figures of own and enemy losses, comparison by comparison.

    Figures whose scope differs are not held against each other. Two sides agree where a
    figure of the one and a figure of the other meet within their rounding, both with a low
    and a high end: with all that lies beyond it a bound agrees, and so tells nothing.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> [(s.reporter, str(s.sign)) for s in favourable_signs(compare(dossier), dossier=dossier)]
    [('CHN', 'exact figure against a rounded one')]
    """
    return tuple(sign for c in comparisons for sign in _signs(c, dossier=dossier))


def _signs(comparison: Comparison, *, dossier: Dossier) -> Iterator[FavourableSign]:
    measure = dossier.measures.get(comparison.quantity.measure)
    if measure is None or not measure.is_loss:
        return
    for own in comparison.own:
        for enemy in comparison.enemy:
            if own.scope_differs or enemy.scope_differs:
                continue
            for sign in _between(own, enemy):
                yield FavourableSign(
                    sign=sign,
                    quantity=comparison.quantity,
                    reporter=own.reporter,
                    against=enemy.reporter,
                )


def _between(own: Report, enemy: Report) -> Iterator[Sign]:
    if own.interval is None or enemy.interval is None:
        return
    low, high = own.interval.low, enemy.interval.high
    if low is not None and high is not None and low >= high:
        yield Sign.AGAINST_INTEREST
    if any(one.meets(other) for one in _stated(own) for other in _stated(enemy)):
        yield Sign.AGREEMENT_ACROSS_SIDES
    if _all_exact(own) and _all_rounded(enemy):
        yield Sign.EXACT_AGAINST_ROUNDED


def _stated(report: Report) -> list[Interval]:
    """The figures with both ends, each for itself: what lies between two nobody states."""
    return [
        Interval(low=low, high=high)
        for low, high in (a.figure.rounding_interval for a in report.attestations)
        if low is not None and high is not None
    ]


def _all_exact(report: Report) -> bool:
    figures = [a.figure for a in report.attestations if a.interval is not None]
    return all(f.qualifier is Qualifier.EXACT and f.grain == 1 for f in figures)


def _all_rounded(report: Report) -> bool:
    figures = [a.figure for a in report.attestations if a.interval is not None]
    return all((f.grain or 0) >= ROUNDED_FROM for f in figures)
