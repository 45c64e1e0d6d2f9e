"""Accounts held against each other: pairs of reporters, overclaim, loss exchange, swing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from kumsong_sources.attestations import Quantity
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Listing, Showing, names_of
from kumsong_sources.spread import (
    Interval,
    loss_exchange_ratio,
    loss_exchange_swing,
    overclaim_factor,
)
from kumsong_sources.vocabulary import Kind, Perspective


@frozen(slots=True)
class Pair(Showing):
    """Two reporters on one quantity.

    Parameters
    ----------
    quantity : Quantity
    first, second : Report
        The subject's own side first, where one of them is.
    ratio : Interval or None
        Second over first, as the range their figures allow; `None` where undefined.
    is_overclaim : bool
        Whether the ratio is an overclaim factor: the first speaks of its own losses, the
        second of its enemy's.
    scope_differs : bool
        Whether one of them counts only a part.
    undefined : str
        Why there is no ratio.
    """

    quantity: Quantity
    first: Report
    second: Report
    ratio: Interval | None
    is_overclaim: bool
    scope_differs: bool
    undefined: str = ""


@frozen
class Exchange(Showing):
    """Two accounts of the losses of both sides in one event.

    Parameters
    ----------
    event, measure : str
    first, second : str
        The two reporting parties.
    first_overclaim, second_overclaim : Interval
        Each party's figure for its enemy's loss over that enemy's own figure.
    first_exchange, second_exchange : Interval
        Enemy loss over own loss, as each account tells both.
    swing : Interval
        Product of the two overclaim factors.
    scope_differs : bool
        Whether a figure counts only a part of what it is compared with.
    """

    event: str
    measure: str
    first: str
    second: str
    first_overclaim: Interval
    second_overclaim: Interval
    first_exchange: Interval
    second_exchange: Interval
    swing: Interval
    scope_differs: bool


def pairs(comparisons: Iterable[Comparison]) -> tuple[Pair, ...]:
    """Every two reporters on every quantity with numbers.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> found = pairs(compare(Dossier.example("kumsong")))
    >>> [(p.quantity.subject, p.second.reporter, str(p.ratio)) for p in found]
    [('UNC', 'CHN', '5.43'), ('CHN', 'KOR', '2.05')]
    """
    found = (pair for comparison in comparisons for pair in _pairs(comparison))
    return Listing(found, names=names_of(comparisons))


def _pairs(comparison: Comparison) -> Iterator[Pair]:
    if comparison.kind not in (Kind.COUNT, Kind.QUANTITY):
        return
    speaking = [report for report in comparison.reports if report.interval is not None]
    for first, second in combinations(speaking, 2):
        if first.reporter == second.reporter:
            continue
        ratio = _quotient(overclaim_factor, second.interval, first.interval)
        own_against_enemy = (Perspective.OWN, Perspective.ENEMY)
        yield Pair(
            quantity=comparison.quantity,
            first=first,
            second=second,
            ratio=ratio,
            is_overclaim=(first.perspective, second.perspective) == own_against_enemy,
            scope_differs=first.scope_note != second.scope_note,
            undefined="" if ratio else "undefined with a zero figure",
        )


def _quotient(
    formula: object, over: Interval | None, under: Interval | None
) -> Interval | None:
    """A formula of two intervals; `None` where the divisor may be zero on both ends."""
    if over is None or under is None or not (under.low or under.high):
        return None
    quotient = formula(over, under)  # type: ignore[operator]
    return quotient if isinstance(quotient, Interval) else None


def exchanges(comparisons: Iterable[Comparison]) -> tuple[Exchange, ...]:
    """Accounts that tell the losses of both sides, two and two.

    Parameters
    ----------
    comparisons : iterable of Comparison
        Of a whole dossier.

    Returns
    -------
    tuple of Exchange
        One per event, measure of loss and two reporters of opposing sides, each of which
        gives a number for its own side's loss and for the other's.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> found, = exchanges(compare(Dossier.example("kumsong")))
    >>> found.first, str(found.first_exchange), found.second, str(found.second_exchange)
    ('CHN', '2.42', 'KOR', '4.59')
    >>> str(found.swing)
    '11.11'
    """
    overclaims: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs(comparisons):
        if pair.is_overclaim and pair.ratio is not None:
            key = (pair.quantity.event, pair.quantity.measure)
            overclaims.setdefault(key, []).append(pair)
    met = (
        exchange
        for (event, measure), found in overclaims.items()
        for one, other in combinations(found, 2)
        if (exchange := _exchange(one, other, event=event, measure=measure)) is not None
    )
    return Listing(met, names=names_of(comparisons))


def _exchange(one: Pair, other: Pair, *, event: str, measure: str) -> Exchange | None:
    """Join two overclaims where each one's reporter is the other's enemy."""
    if (
        one.second.reporter != other.first.reporter
        or other.second.reporter != one.first.reporter
    ):
        return None
    if one.second.reporter is None or other.second.reporter is None:
        return None
    one, other = sorted((one, other), key=lambda pair: pair.second.reporter or "")
    first_exchange = _quotient(loss_exchange_ratio, one.second.interval, other.first.interval)
    second_exchange = _quotient(loss_exchange_ratio, other.second.interval, one.first.interval)
    if not (one.ratio and other.ratio and first_exchange and second_exchange):
        return None
    return Exchange(
        event=event,
        measure=measure,
        first=str(one.second.reporter),
        second=str(other.second.reporter),
        first_overclaim=one.ratio,
        second_overclaim=other.ratio,
        first_exchange=first_exchange,
        second_exchange=second_exchange,
        swing=loss_exchange_swing(one.ratio, other.ratio),
        scope_differs=one.scope_differs or other.scope_differs,
    )
