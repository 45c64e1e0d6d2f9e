"""The main findings as sentences, computed from the numbers.

Accounts differ, figures stand above or below each other: no sentence says which of them
is right, and none says why they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import (
    comparison_anchor,
    is_compared,
    told,
)
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import (
    counted,
    difference_words,
    factor,
    listed,
    sentence_case,
)
from kumsong_sources.reports.works import RetellingShown
from kumsong_sources.vocabulary import Kind, Link, Perspective

MOST_COMPARISONS = 8
"""How many comparisons have a sentence of their own; the rest are counted."""


MOST_ACCOUNTS = 4
"""How many pairs of accounts have a sentence of their own."""

MOST_RETELLINGS = 4
"""How many figures that change as they are retold are named."""


@dataclass(frozen=True, kw_only=True)
class Headline:
    """One main finding.

    Parameters
    ----------
    text : str
        A sentence, or several.
    anchor : str
        Where the report has the numbers behind it.
    """

    text: str
    anchor: str

    @property
    def leads_to(self) -> str:
        """What is found there, in a word."""
        return _LEADS_TO.get(self.anchor.partition("-")[0], self.anchor)


_LEADS_TO = {
    "quantity": "figures",
    "comparisons": "figures",
    "alone": "figures",
    "support": "list",
    "retold": "retellings",
}


def headlines(
    comparisons: Sequence[Comparison],
    *,
    accounts: Sequence[AccountsShown],
    retold: Sequence[RetellingShown],
    support: Sequence[Corroboration],
    naming: Naming,
) -> tuple[Headline, ...]:
    """The main findings: disagreements from the largest, accounts, support, what is unread.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> none = {"accounts": (), "retold": (), "support": ()}
    >>> found = headlines(compare(dossier), naming=Naming(dossier), **none)
    >>> print(found[1].text)
    On Chinese casualties, Chinese and South Korean accounts differ by a factor of 2.05 \
(32,253 against 66,000).
    """
    compared = [comparison for comparison in comparisons if is_compared(comparison)]
    return (
        *_comparison_headlines(compared, naming=naming, given=len(comparisons)),
        *_account_headlines(accounts),
        *_retelling_headlines(retold),
        *_rounding_headlines(compared),
        *_support_headlines(compared, support=support),
        *_unread_headlines(naming),
    )


def _comparison_headlines(
    compared: Sequence[Comparison], *, naming: Naming, given: int
) -> Iterator[Headline]:
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
    ratio = comparison.spread.ratio
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
        return f"differ by a factor of {factor(spread.ratio)}"
    unit = naming.unit(comparison.quantity.measure)
    return f"differ by {difference_words(spread.difference, kind=comparison.kind, unit=unit)}"


def _figures(comparison: Comparison, *, naming: Naming) -> str:
    speaking = _speaking(comparison)
    if len(speaking) <= 2:
        return " against ".join(told(report, comparison=comparison) for report in speaking)
    adjective = naming.dossier.party_adjective
    return "; ".join(
        f"{adjective(report.reporter)} {told(report, comparison=comparison)}"
        for report in speaking
    )


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
        words.append("a bound is among them, so they may lie closer or farther apart")
    is_number = comparison.kind in (Kind.COUNT, Kind.QUANTITY)
    if is_number and comparison.spread.difference and comparison.spread.ratio is None:
        words.append("with a zero figure there is no ratio")
    return "".join(f"; {word}" for word in words)


def _account_headlines(accounts: Sequence[AccountsShown]) -> Iterator[Headline]:
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
        if one.both_above:
            text += (
                " Each puts the other side’s above what that side gives for itself; the "
                "numbers cannot tell an estimate set too high from a loss stated too low."
            )
        yield Headline(text=sentence_case(text), anchor="accounts")
    more = len(accounts) - MOST_ACCOUNTS
    if more > 0:
        text = f"{counted(more, 'further pair')} of accounts can be compared in this way."
        yield Headline(text=text, anchor="accounts")


def _retelling_headlines(retold: Sequence[RetellingShown]) -> Iterator[Headline]:
    if not retold:
        return
    told = [
        f"{one.source} on {one.phrase} ({' / '.join(dict.fromkeys(f for f, _ in one.figures))})"
        for one in retold[:MOST_RETELLINGS]
    ]
    more = len(retold) - len(told)
    rest = [f"{counted(more, 'further figure')}"] if more else []
    text = f"Under one citation the figure changes as it is retold: {'; '.join(told + rest)}."
    yield Headline(text=text, anchor="retold")


def _rounding_headlines(compared: Sequence[Comparison]) -> Iterator[Headline]:
    """Own figures to the last digit beside rounded estimates of the enemy’s."""
    grains: dict[Perspective | None, list[float]] = {}
    for comparison in compared:
        if comparison.kind is Kind.COUNT:
            for report in comparison.reports:
                known = [a.figure.grain for a in report.attestations if a.figure.grain]
                grains.setdefault(report.perspective, []).extend(known)
    own, enemy = grains.get(Perspective.OWN, []), grains.get(Perspective.ENEMY, [])
    if len(own) > 1 and len(enemy) > 1 and max(own) == 1 and min(enemy) >= 100:
        grain = f"{int(min(enemy)):,}"
        step = f"multiples of {grain}"
        yield Headline(
            text=f"The figures for own losses stand to the last digit, those for the enemy’s "
            f"are {step}.",
            anchor="comparisons",
        )


def _support_headlines(
    compared: Sequence[Comparison], *, support: Sequence[Corroboration]
) -> Iterator[Headline]:
    if not support:
        return
    total = counted(len(support), "claim")
    uncited = sum(one.claim.is_uncited for one in support)
    single = sum(one.source_count == 1 for one in support)
    firm = sum(one.witness_count > 1 for one in support)
    parts = [
        f"{number:,} {verb if number == 1 else plural}"
        for number, verb, plural in (
            (uncited, "cites no source", "cite no source"),
            (single, "rests on one source", "rest on one source"),
        )
        if number
    ]
    witnessed = (
        f"{firm:,} {'has' if firm == 1 else 'have'} two or more independent witnesses"
        if firm
        else "none has two independent witnesses"
    )
    yield Headline(text=f"Of {total}, {listed([*parts, witnessed])}.", anchor="support")
    inferred = sum(one.claim.link is Link.INFERRED for one in support)
    if inferred:
        links = counted(inferred, "link")
        verb = "is" if inferred == 1 else "are"
        text = (
            f"{links} between claim and source {verb} the editor’s inference, "
            "not stated in the text."
        )
        yield Headline(text=text, anchor="support")
    yield from _single_source_headline(compared, support=support)


def _single_source_headline(
    compared: Sequence[Comparison], *, support: Sequence[Corroboration]
) -> Iterator[Headline]:
    """Whether the figures compared have one source each, and how many carry them all."""
    by_claim = {one.claim.position: one for one in support}
    behind = [
        [by_claim[claim.position] for claim in attestation.claims]
        for comparison in compared
        for attestation in comparison.attestations
    ]
    if behind and all(one.source_count == 1 for claims in behind for one in claims):
        sources = {key for claims in behind for one in claims for key in one.sources}
        carried = counted(len(sources), "source")
        text = (
            f"Each of the {len(behind):,} figures compared has a single source behind it; "
            f"{carried} {'carries' if len(sources) == 1 else 'carry'} them all."
        )
        yield Headline(text=text, anchor="sources")


def _unread_headlines(naming: Naming) -> Iterator[Headline]:
    dossier = naming.dossier
    rows, entries = len(dossier.table.rejected), len(dossier.bibliography.rejected)
    lost = [
        *([f"{counted(rows, 'row')} of claims.csv"] if rows else []),
        *([f"{counted(entries, 'entry', 'entries')} of references.bib"] if entries else []),
    ]
    if lost:
        take = "takes" if rows + entries == 1 else "take"
        text = f"{listed(lost)} could not be read and {take} no full part; shown whole below."
        yield Headline(text=text, anchor="unread")
