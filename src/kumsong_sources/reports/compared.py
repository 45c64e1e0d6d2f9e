"""What a report says of comparisons and accounts: every number with who gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kumsong_sources.accounts import Exchange, Pair, pairs
from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.lineage import Lineage
from kumsong_sources.reports.naming import CitationShown, ClaimLink, Naming, anchor_of
from kumsong_sources.reports.wording import (
    counted,
    difference_words,
    factor,
    factor_span,
    figure_words,
    sentence_case,
)
from kumsong_sources.tables import derivation
from kumsong_sources.vocabulary import Kind, Link, Perspective

DERIVED, PARTIAL = "†", "‡"

MARKS = {
    DERIVED: "our sum of the parts that one source gives; no source states it",
    PARTIAL: "counts only a part of what is compared: a lower bound for the whole",
}
"""The marks beside a figure, and what they mean."""

PERSPECTIVES = {
    Perspective.OWN: "own",
    Perspective.ENEMY: "enemy",
    Perspective.THIRD_PARTY: "third party",
    None: "not attributed",
}
"""From where a reporter speaks, in words."""


class Verdict(StrEnum):
    """Whether the figures of a quantity disagree."""

    DISAGREE = "disagree"
    AGREE = "agree"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class FigureShown:
    """One figure with who gives it and where it was read.

    Parameters
    ----------
    reporter : str
        Label of the party whose account it is.
    perspective : str
        See `PERSPECTIVES`.
    figure : str
        As readers see it, without marks.
    marks : str
        Of `MARKS`, those that apply.
    notes : tuple of str
        How it was summed, and how its scope differs; none for a plain figure.
    cited : CitationShown or None
    via : tuple of CitationShown
        All works it was read in with this figure.
    is_inferred : bool
        Whether the editor made the link to the source.
    claims : tuple of ClaimLink
    """

    reporter: str
    perspective: str
    figure: str
    marks: str
    notes: tuple[str, ...]
    cited: CitationShown | None
    via: tuple[CitationShown, ...]
    is_inferred: bool
    claims: tuple[ClaimLink, ...]

    @property
    def marked(self) -> str:
        """The figure with its marks."""
        return f"{self.figure}{self.marks}"

    @property
    def note(self) -> str:
        """All its notes."""
        return "; ".join(self.notes)


@dataclass(frozen=True, kw_only=True)
class ComparisonShown:
    """One quantity, its figures and their spread in words.

    Parameters
    ----------
    anchor, event, title : str
        `title` is subject, measure and scope.
    figures : tuple of FigureShown
    is_compared : bool
        Whether there is more than one figure to hold against each other.
    verdict : Verdict
    reason : str
    ratio, difference : str or None
    undefined : str
        Why there is no ratio; blank where there is one, or where none is looked for.
    band : str or None
    is_open : bool
        Whether a figure is only a bound.
    sources, witnesses : int
        Of the figures, counted naively and by independent lineage.
    within : str
        Title of the whole in whose comparison the figures stand as a part.
    within_anchor : str
    """

    anchor: str
    event: str
    title: str
    figures: tuple[FigureShown, ...]
    is_compared: bool
    verdict: Verdict
    reason: str
    ratio: str | None
    difference: str | None
    undefined: str
    band: str | None
    is_open: bool
    sources: int
    witnesses: int
    within: str = ""
    within_anchor: str = ""

    @property
    def judgement(self) -> str:
        """The verdict with its reason: "cannot tell: scope differs …"."""
        return f"{self.verdict}: {self.reason}"

    @property
    def numbers(self) -> tuple[str, ...]:
        """Ratio, difference and both counts, each in words; what is undefined with why."""
        bound = ", a bound among the figures" if self.is_open else ""
        witnesses = counted(self.witnesses, "witness", "witnesses")
        return (
            *([f"ratio {self.ratio} ({self.band}{bound})"] if self.ratio else []),
            *([f"difference {self.difference}"] if self.difference else []),
            *([f"no ratio: {self.undefined}"] if self.undefined and self.is_compared else []),
            f"{counted(self.sources, 'source')}, {witnesses}",
        )


@dataclass(frozen=True, kw_only=True)
class AccountShown:
    """What one account says of both sides' losses.

    Parameters
    ----------
    account : str
        Adjective of the party whose account it is.
    own, enemy : str
        Its figures, marked.
    exchange : str
        Enemy's loss over own loss.
    overclaim : str
        Its figure for the enemy's loss over the enemy's own.
    """

    account: str
    own: str
    enemy: str
    exchange: str
    overclaim: str


@dataclass(frozen=True, kw_only=True)
class AccountsShown:
    """Two accounts of both sides' losses.

    Parameters
    ----------
    event, measure : str
    subjects : tuple of str
        Adjectives of those whose losses they are, in the order of the accounts' enemies.
    accounts : tuple of AccountShown
    swing : str
    scope_differs : bool
    both_above : bool
        Whether each account's figure for the enemy's loss is above the enemy's own.
    """

    event: str
    measure: str
    subjects: tuple[str, str]
    accounts: tuple[AccountShown, AccountShown]
    swing: str
    scope_differs: bool
    both_above: bool


def is_compared(comparison: Comparison) -> bool:
    """Whether a comparison has figures or answers to hold against each other."""
    return comparison.is_discrepancy is not None or comparison.spread.n > 1


def comparison_anchor(quantity: Quantity) -> str:
    """Where a report shows a quantity."""
    return anchor_of(
        "quantity", quantity.event, quantity.subject, quantity.measure, quantity.scope
    )


def show_comparisons(
    comparisons: Iterable[Comparison], *, naming: Naming
) -> tuple[ComparisonShown, ...]:
    """Every comparison in words, in the order given."""
    lineage = Lineage.of(naming.dossier)
    return tuple(_shown(one, naming=naming, lineage=lineage) for one in comparisons)


def _shown(comparison: Comparison, *, naming: Naming, lineage: Lineage) -> ComparisonShown:
    quantity, spread = comparison.quantity, comparison.spread
    known = naming.dossier.bibliography.known_keys
    keys = (a.citekey for a in comparison.attestations if a.citekey)
    cited = [key for key in dict.fromkeys(keys) if key in known]
    difference = spread.difference
    return ComparisonShown(
        anchor=comparison_anchor(quantity),
        event=naming.event(quantity.event),
        title=sentence_case(naming.title(quantity)),
        figures=tuple(_figures(comparison, naming=naming)),
        is_compared=is_compared(comparison),
        verdict=_VERDICTS[comparison.is_discrepancy],
        reason=comparison.reason,
        ratio=None if spread.ratio is None else factor(spread.ratio),
        difference=None
        if difference is None
        else difference_words(
            difference, kind=comparison.kind, unit=naming.unit(quantity.measure)
        ),
        undefined=spread.undefined.get("ratio", "") if comparison.kind in _HAVE_RATIOS else "",
        band=spread.band,
        is_open=spread.is_open,
        sources=len(cited),
        witnesses=len(lineage.witnesses(cited)),
        within=naming.title(comparison.within) if comparison.within else "",
        within_anchor=comparison_anchor(comparison.within) if comparison.within else "",
    )


_HAVE_RATIOS = (Kind.COUNT, Kind.QUANTITY)
_VERDICTS = {True: Verdict.DISAGREE, False: Verdict.AGREE, None: Verdict.CANNOT_TELL}


def _figures(comparison: Comparison, *, naming: Naming) -> Iterable[FigureShown]:
    """The figures, those that differ only in where they were read joined to one."""
    joined: dict[tuple[object, ...], FigureShown] = {}
    for report in comparison.reports:
        for attestation in report.attestations:
            figure = _figure(attestation, report=report, comparison=comparison, naming=naming)
            key = (report, figure.figure, figure.marks, figure.cited, figure.is_inferred)
            same = joined.get(key)
            joined[key] = figure if same is None else _joined(same, figure)
    return joined.values()


def _joined(one: FigureShown, other: FigureShown) -> FigureShown:
    return replace(
        one,
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
        via=tuple(dict.fromkeys((*one.via, *other.via))),
        claims=tuple(dict.fromkeys((*one.claims, *other.claims))),
    )


def _figure(
    attestation: Attestation, *, report: Report, comparison: Comparison, naming: Naming
) -> FigureShown:
    notes = [derivation(attestation)] if attestation.is_derived else []
    notes += [report.scope_note] if report.scope_note else []
    perspective = PERSPECTIVES[report.perspective]
    if report.reporter and not comparison.quantity.subject:
        perspective = ""
    return FigureShown(
        reporter=naming.dossier.party_label(report.reporter),
        perspective=perspective,
        figure=figure_words(attestation.figure, kind=comparison.kind),
        marks=marks_of(attestation, report=report),
        notes=tuple(notes),
        cited=naming.citation(attestation.citation) if attestation.citation else None,
        via=tuple(map(naming.work, attestation.via)),
        is_inferred=any(claim.link is Link.INFERRED for claim in attestation.claims),
        claims=naming.claims(attestation.claims),
    )


def marks_of(attestation: Attestation, *, report: Report) -> str:
    """The marks a figure carries in a comparison."""
    derived = DERIVED if attestation.is_derived else ""
    return f"{derived}{PARTIAL if report.scope_differs else ''}"


def told(report: Report, *, comparison: Comparison) -> str:
    """All a reporter's figures, marked, each once."""
    figures = (
        f"{figure_words(a.figure, kind=comparison.kind)}{marks_of(a, report=report)}"
        for a in report.attestations
    )
    return " / ".join(dict.fromkeys(figures))


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
                exchange=factor_span(exchange.first_exchange),
                overclaim=factor_span(exchange.first_overclaim),
            ),
            AccountShown(
                account=naming.dossier.party_adjective(exchange.second),
                own=told(of_second.first, comparison=told_of_second),
                enemy=told(of_first.second, comparison=told_of_first),
                exchange=factor_span(exchange.second_exchange),
                overclaim=factor_span(exchange.second_overclaim),
            ),
        ),
        swing=factor_span(exchange.swing),
        scope_differs=exchange.scope_differs,
        both_above=all(
            factor.low is not None and factor.low > 1
            for factor in (exchange.first_overclaim, exchange.second_overclaim)
        ),
    )
