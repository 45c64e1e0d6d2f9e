"""Figures of one teller that cannot stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import add
from typing import NamedTuple

from kumsong_sources.attestations import Attestation, is_number
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity
from kumsong_sources.declaration import ancestors
from kumsong_sources.dossier import Dossier
from kumsong_sources.position import Position
from kumsong_sources.spread import Interval, hull
from kumsong_sources.vocabulary import LOSSES, Qualifier


class PartsExceedTotal(Rule):
    """Parts of a loss that come to more than the total the same source states.

    Why
    ---
    Both cannot be right. One of them is misread, misprinted, or of another scope.

    Example
    -------
    At least 9,187 killed and at most 9,000 casualties, by one reporter in one source.

    Remedy
    ------
    Compare the figures with the source. If it does print them so, say so in `note`, give
    a `scope` where they cover different things, or waive the finding with the reason.

    Limits
    ------
    Bounds go through the sum as intervals. What the rounding of the total explains, or
    "about" within the tolerance of the dossier, is not reported; what only the rounding
    of the parts would explain is a warning. Several figures of one source for one measure
    count as the range they span.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per stated total."""
        for account in _accounts(context):
            for measure, total in account.losses.items():
                broken = account.exceeding(measure)
                if broken is None:
                    continue
                parts, certain = broken
                doubt = "" if certain else ", unless the parts are rounded"
                yield self.finding(
                    position=_figure_of(total[0]),
                    message=f"{_sum(account, parts)} {'come' if len(parts) > 1 else 'comes'} "
                    f"to more than the stated total, {_told(total)}{doubt}",
                    hint="compare the figures with the source; give a scope where they cover "
                    "different things",
                    severity=None if certain else Severity.WARNING,
                    claim=total[0].claims[0],
                    citekey=total[0].citekey,
                )


class PartsShortOfTotal(Rule):
    """Parts that make up the whole loss and come to less than the stated total.

    Why
    ---
    Killed, wounded, missing and captured are all there is; somebody is missing from the
    parts, or counted twice in the total.

    Example
    -------
    100 killed, 200 wounded, none missing, none captured: 350 casualties.

    Remedy
    ------
    Compare the figures with the source. If it does print them so, say so in `note`, or
    waive the finding with the reason.

    Limits
    ------
    It applies only where every kind of loss that the total covers has a figure of its
    own: what is not reported is not zero. Rounding and "about" are allowed for.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per stated total."""
        for account in _accounts(context):
            for measure, total in account.losses.items():
                parts = account.short(measure)
                if parts is None:
                    continue
                yield self.finding(
                    position=_figure_of(total[0]),
                    message=f"{_sum(account, parts)} come to less than the stated total, "
                    f"{_told(total)}",
                    hint="compare the figures with the source: is a kind of loss missing?",
                    claim=total[0].claims[0],
                    citekey=total[0].citekey,
                )


class PartExceedsWhole(Rule):
    """A figure for a part that is greater than the same source's figure for the whole.

    Why
    ---
    A party cannot lose more than the force it belongs to, nor a regiment's day more than
    the battle.

    Example
    -------
    20,000 South Korean casualties and 15,000 of the United Nations Command, of which South
    Korea is part.

    Remedy
    ------
    Compare the figures with the source; look whether the subjects and scopes are right.

    Limits
    ------
    Only figures of one reporter in one source are held against each other; what different
    sources say is for the comparison. Rounding and "about" are allowed for.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per figure of a part."""
        dossier = context.dossier
        for told in _tellers(context).values():
            wholes = {_topic(a): span for a, span in _spans(told, dossier=dossier)}
            for part, span in _spans(told, dossier=dossier):
                for topic in _wholes_of(_topic(part), dossier=dossier):
                    whole = wholes.get(topic)
                    if whole is not None and _above(span.rounded, whole.rounded):
                        yield self._finding(part, whole.told[0], dossier=dossier)
                        break

    def _finding(self, part: Attestation, whole: Attestation, *, dossier: Dossier) -> Finding:
        of_part, of_whole = (_named(a, dossier=dossier) for a in (part, whole))
        return self.finding(
            position=_figure_of(part),
            message=f"{_told([part])} for {of_part} is more than {_told([whole])} for "
            f"{of_whole}, of which it is a part",
            hint="compare both figures with the source, and their subjects and scopes",
            claim=part.claims[0],
            citekey=part.citekey,
        )


class _Span(NamedTuple):
    """Figures for one thing: what they say, and what rounding and "about" leave open."""

    told: Sequence[Attestation]
    stated: Interval
    rounded: Interval


@dataclass(frozen=True, kw_only=True)
class _Account:
    """What one reporter in one source says of one subject's losses, by measure."""

    losses: dict[str, list[Attestation]]
    spans: dict[str, _Span]
    kinds: dict[str, frozenset[str]]

    def exceeding(self, total: str) -> tuple[tuple[str, ...], bool] | None:
        """The fewest parts whose sum is above a total, and whether rounding cannot help."""
        top = self.spans[total].rounded
        doubtful: tuple[str, ...] | None = None
        for parts in self._parts(total):
            if not _above(self._sum(parts, rounded=False), top):
                continue
            if _above(self._sum(parts, rounded=True), top):
                return parts, True
            doubtful = doubtful or parts
        return (doubtful, False) if doubtful else None

    def short(self, total: str) -> tuple[str, ...] | None:
        """Parts that cover all of a total, and whose sum is below it."""
        for parts in self._parts(total):
            covered = frozenset().union(*(self.kinds[part] for part in parts))
            whole = covered == self.kinds[total] and len(parts) > 1
            if whole and _above(self.spans[total].rounded, self._sum(parts, rounded=True)):
                return parts
        return None

    def _parts(self, total: str) -> Iterator[tuple[str, ...]]:
        """The choices of measures that are parts of a total and do not overlap."""
        inside = [name for name in self.losses if self.kinds[name] < self.kinds[total]]
        for size in range(1, min(len(inside), len(LOSSES)) + 1):
            for parts in combinations(inside, size):
                kinds = [self.kinds[part] for part in parts]
                if sum(map(len, kinds)) == len(frozenset().union(*kinds)):
                    yield parts

    def _sum(self, parts: Iterable[str], *, rounded: bool) -> Interval:
        spans = (self.spans[part] for part in parts)
        return reduce(add, (span.rounded if rounded else span.stated for span in spans))


_Topic = tuple[str, str, str, str]


def _topic(attestation: Attestation) -> _Topic:
    quantity = attestation.quantity
    return quantity.event, quantity.measure, quantity.subject, quantity.scope


def _tellers(context: Context) -> dict[object, list[Attestation]]:
    """The figures with a number by who gives them: one reporter in one source."""
    found: dict[object, list[Attestation]] = {}
    for attestation in context.attestations:
        if is_number(attestation, dossier=context.dossier):
            key = (attestation.reporter, attestation.citekey, attestation.via)
            found.setdefault(key, []).append(attestation)
    return found


def _accounts(context: Context) -> Iterator[_Account]:
    dossier = context.dossier
    for told in _tellers(context).values():
        by_subject: dict[object, dict[str, list[Attestation]]] = {}
        for attestation in told:
            quantity = attestation.quantity
            measure = dossier.measures.get(quantity.measure)
            if measure is not None and measure.is_loss:
                key = (quantity.event, quantity.subject, quantity.scope)
                losses = by_subject.setdefault(key, {})
                losses.setdefault(quantity.measure, []).append(attestation)
        for losses in by_subject.values():
            if len(losses) > 1:
                spans = {name: _span(given, dossier=dossier) for name, given in losses.items()}
                kinds = {name: dossier.measures[name].components for name in losses}
                yield _Account(losses=losses, spans=spans, kinds=kinds)


def _spans(
    told: Iterable[Attestation], *, dossier: Dossier
) -> Iterator[tuple[Attestation, _Span]]:
    by_topic: dict[_Topic, list[Attestation]] = {}
    for attestation in told:
        by_topic.setdefault(_topic(attestation), []).append(attestation)
    for given in by_topic.values():
        yield given[0], _span(given, dossier=dossier)


def _span(told: Sequence[Attestation], *, dossier: Dossier) -> _Span:
    agree = dossier.declaration.bands["agree"]
    return _Span(
        told=told,
        stated=hull(a.interval for a in told if a.interval is not None),
        rounded=hull(_rounded(attestation, agree=agree) for attestation in told),
    )


def _rounded(attestation: Attestation, *, agree: float) -> Interval:
    """What a figure leaves open: half a rounding step; of "about" what counts as agreement."""
    figure = attestation.figure
    low, high = figure.rounding_interval
    if figure.qualifier is Qualifier.ABOUT and figure.low is not None:
        low = min(low or 0, figure.low / agree)
        high = None if high is None or figure.high is None else max(high, figure.high * agree)
    return Interval(low=low, high=high)


def _wholes_of(topic: _Topic, *, dossier: Dossier) -> Iterator[_Topic]:
    """What a quantity is part of, nearest first: of its scope, then of its subject."""
    event, measure, subject, scope = topic
    if scope:
        yield event, measure, subject, ""
    for whole in ancestors(subject, parties=dossier.parties)[1:]:
        yield event, measure, whole, scope
        if scope:
            yield event, measure, whole, ""


def _above(one: Interval, other: Interval) -> bool:
    """Whether all of one interval lies above all of another."""
    return one.low is not None and other.high is not None and one.low > other.high


def _figure_of(attestation: Attestation) -> Position:
    return attestation.claims[0].position_of("figure")


def _sum(account: _Account, parts: Iterable[str]) -> str:
    return " + ".join(_told(account.losses[part]) for part in parts)


def _told(attested: Sequence[Attestation]) -> str:
    figures = " / ".join(dict.fromkeys(str(attestation.figure) for attestation in attested))
    claims = dict.fromkeys(c.claim_id or "a claim" for a in attested for c in a.claims)
    return f"{figures} {attested[0].quantity.measure.replace('_', ' ')} ({', '.join(claims)})"


def _named(attestation: Attestation, *, dossier: Dossier) -> str:
    quantity = attestation.quantity
    label = dossier.party_label(quantity.subject) if quantity.subject else "the event"
    return f"{label} ({quantity.scope})" if quantity.scope else label
