"""How far accounts differ, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import comparison_anchor, told
from kumsong_sources.reports.headlines.headline import Headline
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import (
    counted,
    difference_words,
    factor,
    listed,
    sentence_case,
)
from kumsong_sources.spread import Spread
from kumsong_sources.vocabulary import Kind

MOST_NAMED = 4
"""Of more accounts a sentence names those with the least and the greatest figure."""

_BOUND = "a bound is among them, so they may lie closer or farther apart"

MOST_COMPARISONS = 8
"""How many comparisons have a sentence of their own; the rest are counted."""

MOST_ACCOUNTS = 4
"""How many pairs of accounts have a sentence of their own."""


def comparison_headlines(
    compared: Sequence[Comparison], *, naming: Naming, given: int
) -> Iterator[Headline]:
    """Each disagreement, from the largest; what has no ratio and what agrees comes last."""
    if not compared:
        why = (
            f"each of {counted(given, 'quantity', 'quantities')} has one figure or none"
            if given > 1
            else "the one quantity in it has a single figure"
            if given
            else "no claim gives a figure for a quantity"
        )
        text = f"Nothing in this dossier can be held against anything else: {why}."
        yield Headline(text=text, anchor="alone" if given else "claims")
        return
    ranked = sorted(compared, key=_by_size)
    several = len({comparison.quantity.event for comparison in compared}) > 1
    for comparison in ranked[:MOST_COMPARISONS]:
        yield Headline(
            text=_comparison_sentence(comparison, naming=naming, names_event=several),
            anchor=comparison_anchor(comparison.quantity),
        )
    more = len(ranked) - MOST_COMPARISONS
    if more > 0:
        verb = "is" if more == 1 else "are"
        text = f"{counted(more, 'further comparison')} {verb} listed below."
        yield Headline(text=text, anchor="comparisons")


def _by_size(comparison: Comparison) -> tuple[bool, float]:
    """Disagreements with a ratio first, from the largest; then those without."""
    ratio = comparison.certain_ratio
    agrees = comparison.is_discrepancy is False
    return (ratio is None or agrees, -(ratio or 0.0))


def _comparison_sentence(comparison: Comparison, *, naming: Naming, names_event: bool) -> str:
    event = f"{naming.event(comparison.quantity.event)}: " if names_event else ""
    about = f"on {naming.phrase(comparison.quantity)}"
    figures = f"({_figures(comparison, naming=naming)})"
    who = _accounts(comparison, naming=naming)
    says = f"{about}, {who} {_difference(comparison, naming=naming)} {figures}"
    return f"{sentence_case(f'{event}{says}{_reservation(comparison)}')}."


def _accounts(comparison: Comparison, *, naming: Naming) -> str:
    adjectives = [
        naming.dossier.party_adjective(report.reporter) for report in _speaking(comparison)
    ]
    unique = list(dict.fromkeys(adjectives))
    if len(unique) == 1:
        return f"the figures of {unique[0]} accounts"
    if len(unique) > MOST_NAMED:
        return f"{len(unique)} accounts"
    return f"{listed(unique)} accounts"


def _speaking(comparison: Comparison) -> list[Report]:
    """The reports that take part: with a number, or with an answer."""
    if comparison.kind is Kind.CATEGORY:
        return list(comparison.reports)
    return [report for report in comparison.reports if report.interval is not None]


def _difference(comparison: Comparison, *, naming: Naming) -> str:
    spread = comparison.spread
    if comparison.kind is Kind.CATEGORY:
        if comparison.is_discrepancy:
            return f"give {counted(len(comparison.answers), 'different answer')}"
        return "give the same answer"
    if comparison.is_discrepancy is False or not spread.difference:
        return "agree"
    if spread.ratio is not None:
        return f"differ by a factor of {_factor(spread)}"
    unit = naming.unit(comparison.quantity.measure)
    return f"differ by {difference_words(spread.difference, kind=comparison.kind, unit=unit)}"


def _factor(spread: Spread) -> str:
    """The ratio, or with a bound among the figures what is certain of it."""
    as_stated = factor(spread.ratio or 0.0)
    if not spread.is_open:
        return as_stated
    if spread.gap_ratio is None:
        return f"{as_stated} as stated"
    certain = factor(spread.gap_ratio)
    beside = f", {as_stated} as stated" if certain != as_stated else ""
    return f"at least {certain}{beside}"


def _figures(comparison: Comparison, *, naming: Naming) -> str:
    speaking = _speaking(comparison)
    if len(speaking) <= 2:
        return " against ".join(told(report, comparison=comparison) for report in speaking)
    adjective = naming.dossier.party_adjective
    parties = {adjective(report.reporter) for report in speaking}
    ends = _ends(speaking) if len(parties) > MOST_NAMED else []
    said = [
        f"{adjective(report.reporter)} {told(report, comparison=comparison)}"
        for report in ends or speaking
    ]
    return f"from {said[0]} to {said[1]}" if ends and len(said) > 1 else "; ".join(said)


def _ends(speaking: Sequence[Report]) -> list[Report]:
    """The report with the least figure and the one with the greatest; it may be the same."""
    numbered = [
        (r.interval.low, r.interval.high, r) for r in speaking if r.interval is not None
    ]
    if not numbered:
        return []
    least = min(numbered, key=lambda one: _end(one[0], one[1]))[2]
    greatest = max(numbered, key=lambda one: _end(one[1], one[0]))[2]
    return [least] if least is greatest else [least, greatest]


def _end(*ends: float | None) -> float:
    """The first end that is known."""
    return next(end for end in ends if end is not None)


def _reservation(comparison: Comparison) -> str:
    """What keeps a sentence from meaning more than the numbers do."""
    words = []
    if comparison.scope_notes:
        cannot = ", so it cannot be told whether they disagree"
        words.append(
            f"the scope differs: {'; '.join(comparison.scope_notes)}"
            f"{cannot if comparison.is_discrepancy is None else ''}"
        )
    if comparison.spread.is_open:
        words.append(_BOUND if comparison.spread.gap_ratio is None else "a bound is among them")
    is_number = comparison.kind in (Kind.COUNT, Kind.QUANTITY)
    if is_number and comparison.spread.difference and comparison.spread.ratio is None:
        words.append("with a zero figure there is no ratio")
    return "".join(f"; {word}" for word in words)


def account_headlines(accounts: Sequence[AccountsShown]) -> Iterator[Headline]:
    """Two accounts of both sides' losses, those that lie farthest apart first."""
    several = len({one.event for one in accounts}) > 1
    for one in accounts[:MOST_ACCOUNTS]:
        first, second = one.accounts
        event = f"{one.event}: " if several else ""
        scope = "; the scope of a figure differs" if one.scope_differs else ""
        text = (
            f"{event}on {listed(one.subjects)} {one.measure}, the {first.account} account puts "
            f"the other side’s at {first.exchange} times its own, the {second.account} account "
            f"at {second.exchange} times: a swing of {one.swing} between the two{scope}."
        )
        above = f" {_both_above(accounts)}" if len(accounts) == 1 and one.both_above else ""
        yield Headline(text=f"{sentence_case(text)}{above}", anchor="accounts")
    more = len(accounts) - MOST_ACCOUNTS
    if more > 0:
        text = f"{counted(more, 'further pair')} of accounts can be compared in this way."
        yield Headline(text=text, anchor="accounts")
    if len(accounts) > 1 and any(one.both_above for one in accounts):
        yield Headline(text=_both_above(accounts), anchor="accounts")


def _both_above(accounts: Sequence[AccountsShown]) -> str:
    """What the accounts have in common, said once, however many pairs there are."""
    above = sum(one.both_above for one in accounts)
    among = {1: "Each account", 2: "In both of these pairs each account"}.get(
        len(accounts), f"In all {len(accounts):,} of these pairs each account"
    )
    if above < len(accounts):
        among = f"In {above:,} of these {len(accounts):,} pairs each account"
    return (
        f"{among} puts the other side’s loss above what that side gives for itself; the "
        "numbers cannot tell an estimate set too high from a loss stated too low."
    )
