"""What a report says of two accounts of both sides' losses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumsong_sources.accounts import Exchange, Pair, pairs
from kumsong_sources.attestations import Quantity
from kumsong_sources.comparison import Comparison
from kumsong_sources.reports.compared import told
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import NumberShown, factor_shown


@dataclass(frozen=True, kw_only=True)
class AccountShown:
    """What one account says of both sides' losses.

    Parameters
    ----------
    account : str
        Adjective of the party whose account it is.
    own, enemy : str
        Its figures, marked.
    exchange : NumberShown
        Enemy's loss over own loss.
    overclaim : NumberShown
        Its figure for the enemy's loss over the enemy's own.
    """

    account: str
    own: str
    enemy: str
    exchange: NumberShown
    overclaim: NumberShown


@dataclass(frozen=True, kw_only=True)
class AccountsShown:
    """Two accounts of both sides' losses.

    Parameters
    ----------
    event, measure : str
    subjects : tuple of str
        Adjectives of those whose losses they are, in the order of the accounts' enemies.
    accounts : tuple of AccountShown
    swing : NumberShown
    scope_differs : bool
    both_above : bool
        Whether each account's figure for the enemy's loss is above the enemy's own.
    """

    event: str
    measure: str
    subjects: tuple[str, str]
    accounts: tuple[AccountShown, AccountShown]
    swing: NumberShown
    scope_differs: bool
    both_above: bool


def show_accounts(
    exchanges: Iterable[Exchange], *, comparisons: Sequence[Comparison], naming: Naming
) -> tuple[AccountsShown, ...]:
    """Accounts of both sides' losses, two and two, those farthest apart first."""
    by_quantity = {comparison.quantity: comparison for comparison in comparisons}
    overclaims: dict[tuple[object, ...], list[Pair]] = {}
    for pair in pairs(comparisons):
        if pair.is_overclaim:
            overclaims.setdefault(_key(pair), []).append(pair)
    shown = []
    for exchange in sorted(exchanges, key=_by_swing):
        event, measure = exchange.event, exchange.measure
        sides = [
            _of_ratio(overclaims[event, measure, own, by], ratio)
            for own, by, ratio in (
                (exchange.second, exchange.first, exchange.first_overclaim),
                (exchange.first, exchange.second, exchange.second_overclaim),
            )
        ]
        shown.append(_accounts(exchange, sides, by_quantity=by_quantity, naming=naming))
    return tuple(shown)


def _by_swing(exchange: Exchange) -> float:
    return -(exchange.swing.high or exchange.swing.low or 0.0)


def _key(pair: Pair) -> tuple[object, ...]:
    quantity = pair.quantity
    return quantity.event, quantity.measure, pair.first.reporter, pair.second.reporter


def _of_ratio(found: Sequence[Pair], ratio: object) -> Pair:
    """The pair an exchange was computed from, where several scopes have one."""
    return next((pair for pair in found if pair.ratio == ratio), found[0])


def _accounts(
    exchange: Exchange,
    sides: Sequence[Pair],
    *,
    by_quantity: dict[Quantity, Comparison],
    naming: Naming,
) -> AccountsShown:
    of_second, of_first = sides
    told_of_second, told_of_first = (by_quantity[pair.quantity] for pair in sides)
    return AccountsShown(
        event=naming.event(exchange.event),
        measure=naming.measure(exchange.measure),
        subjects=(
            naming.dossier.party_adjective(of_second.quantity.subject),
            naming.dossier.party_adjective(of_first.quantity.subject),
        ),
        accounts=(
            AccountShown(
                account=naming.dossier.party_adjective(exchange.first),
                own=told(of_first.first, comparison=told_of_first),
                enemy=told(of_second.second, comparison=told_of_second),
                exchange=factor_shown(exchange.first_exchange),
                overclaim=factor_shown(exchange.first_overclaim),
            ),
            AccountShown(
                account=naming.dossier.party_adjective(exchange.second),
                own=told(of_second.first, comparison=told_of_second),
                enemy=told(of_first.second, comparison=told_of_first),
                exchange=factor_shown(exchange.second_exchange),
                overclaim=factor_shown(exchange.second_overclaim),
            ),
        ),
        swing=factor_shown(exchange.swing),
        scope_differs=exchange.scope_differs,
        both_above=all(
            factor.low is not None and factor.low > 1
            for factor in (exchange.first_overclaim, exchange.second_overclaim)
        ),
    )
