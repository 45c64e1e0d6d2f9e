"""Figures of one teller that cannot stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import combinations
from operator import add
from typing import NamedTuple

from kumsong_sources.attestations import Attestation, is_number
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity
from kumsong_sources.declaration import ancestors
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
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
    Bounds go through the sum as intervals. Where only rounding, or "about" within the
    dossier's tolerance, could reconcile them, the finding is milder: a warning if the
    parts would have to be rounded, an info if the total would. Several figures of one
    source for one measure count as the range they span.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per stated total."""
        for account in context.once(_accounts):
            for measure, total in account.spans.items():
                clash = account.exceeding(measure)
                if clash is not None:
                    yield self.finding(
                        position=_figure_of(total.told[0]),
                        message=f"{clash.parts} come to more than the stated total, "
                        f"{_told(total.told)}{clash.doubt}",
                        hint="compare the figures with the source; give a scope where they "
                        "cover different things",
                        severity=clash.severity,
                        claim=total.told[0].claims[0],
                        citekey=total.told[0].citekey,
                    )


class PartsShortOfTotal(Rule):
    """Parts that make up the whole loss and come to less than the stated total.

    Why
    ---
    Killed, wounded, missing and captured are all there is; somebody is missing from the
    parts, or counted twice in the total.

    Example
    -------
    103 killed, 212 wounded, none missing, none captured: 351 casualties.

    Remedy
    ------
    Compare the figures with the source. If it does print them so, say so in `note`, or
    waive the finding with the reason.

    Limits
    ------
    It applies only where every kind of loss that the total covers has a figure of its
    own: what is not reported is not zero. What only the rounding of the total, or
    "about", would explain is an info.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per stated total."""
        for account in context.once(_accounts):
            for measure, total in account.spans.items():
                clash = account.short(measure)
                if clash is not None:
                    yield self.finding(
                        position=_figure_of(total.told[0]),
                        message=f"{clash.parts} come to less than the stated total, "
                        f"{_told(total.told)}{clash.doubt}",
                        hint="compare the figures with the source: is one left out?",
                        severity=min(clash.severity, self.severity, key=lambda s: s.rank),
                        claim=total.told[0].claims[0],
                        citekey=total.told[0].citekey,
                    )


class PartExceedsWhole(Rule):
    """A figure for a part that is greater than the same source's figure for the whole.

    Why
    ---
    A party cannot lose more than the force it belongs to, nor have more killed than that
    force has casualties.

    Example
    -------
    21,340 South Korean casualties and 15,200 of the United Nations Command, of which South
    Korea is part.

    Remedy
    ------
    Compare the figures with the source; look whether the subjects and scopes are right.

    Limits
    ------
    Only figures of one reporter in one source are held against each other; what different
    sources say is for the comparison. Where only rounding or "about" could reconcile them
    the finding is milder, as for `parts-exceed-total`.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per part, or per whole whose parts exceed it only together."""
        dossier = context.dossier
        for spans in context.once(_tellers):
            within: dict[_Topic, list[_Span]] = {}
            broken: set[_Topic] = set()
            for topic, part in spans.items():
                wholes = [w for w in _wholes_of(topic, dossier=dossier) if w in spans]
                for whole in wholes:
                    # Parties do not overlap, scopes may: only those of parties add up.
                    if (whole.measure, whole.scope) == (topic.measure, topic.scope):
                        within.setdefault(whole, []).append(part)
                        break
                for whole in wholes:
                    if _above(part.stated, spans[whole].stated):
                        broken.add(whole)
                        yield self._finding([part], spans[whole], dossier=dossier)
                        break
            for whole, parts in within.items():
                if whole not in broken and _above(
                    _Sum(spans=parts).stated, spans[whole].stated
                ):
                    yield self._finding(parts, spans[whole], dossier=dossier)

    def _finding(self, parts: Sequence[_Span], whole: _Span, *, dossier: Dossier) -> Finding:
        severity, doubt = _judged(_Sum(spans=parts), whole, total_is_less=True)
        attested = (whole if len(parts) > 1 else parts[0]).told[0]
        shown = " + ".join(_told_of(part, dossier=dossier) for part in parts)
        verb = "are more than" if len(parts) == 1 else "come to more than"
        return self.finding(
            position=_figure_of(attested),
            message=f"{shown} {verb} {_told_of(whole, dossier=dossier)}, "
            f"of which {'it is a part' if len(parts) == 1 else 'they are parts'}{doubt}",
            hint="compare the figures with the source, and their subjects and scopes",
            severity=severity,
            claim=attested.claims[0],
            citekey=attested.citekey,
        )


@frozen
class _Span:
    """Figures for one thing, of one measure: what they say, and what is left open."""

    told: Sequence[Attestation]
    agree: float

    @cached_property
    def stated(self) -> Interval:
        """What the figures span as they are stated."""
        return hull(a.interval for a in self.told if a.interval is not None)

    @cached_property
    def rounded(self) -> Interval:
        """What they span when rounding and "about" are allowed for."""
        return hull(_rounded(attestation, agree=self.agree) for attestation in self.told)


@frozen
class _Sum:
    """Several spans added up."""

    spans: Sequence[_Span]

    @cached_property
    def stated(self) -> Interval:
        """The sum as stated."""
        return reduce(add, (span.stated for span in self.spans))

    @cached_property
    def rounded(self) -> Interval:
        """The sum when rounding and "about" are allowed for."""
        return reduce(add, (span.rounded for span in self.spans))

    def __str__(self) -> str:
        return " + ".join(_told(span.told) for span in self.spans)


class _Topic(NamedTuple):
    """What a figure is of."""

    event: str
    measure: str
    subject: str
    scope: str


class _Clash(NamedTuple):
    """Parts that do not fit their total, how gravely, and what could reconcile them."""

    parts: _Sum
    severity: Severity
    doubt: str


@frozen
class _Account:
    """What one reporter in one source says of one subject's losses, by measure."""

    spans: dict[str, _Span]
    kinds: dict[str, frozenset[str]]

    def exceeding(self, total: str) -> _Clash | None:
        """The gravest case of parts above a total, with the fewest parts."""
        whole = self.spans[total]
        return _gravest(
            _Clash(parts, *_judged(parts, whole, total_is_less=True))
            for parts in self._parts(total)
            if _above(parts.stated, whole.stated)
        )

    def short(self, total: str) -> _Clash | None:
        """The gravest case of parts that cover all of a total, below it."""
        whole = self.spans[total]
        return _gravest(
            _Clash(parts, *_judged(whole, parts, total_is_less=False))
            for parts in self._parts(total, covering=True)
            if _above(whole.stated, parts.stated)
        )

    def _parts(self, total: str, *, covering: bool = False) -> Iterator[_Sum]:
        """The choices of measures that are parts of a total and do not overlap."""
        inside = [name for name in self.spans if self.kinds[name] < self.kinds[total]]
        for size in range(1, min(len(inside), len(LOSSES)) + 1):
            for names in combinations(inside, size):
                kinds = [self.kinds[name] for name in names]
                union = frozenset().union(*kinds)
                if sum(map(len, kinds)) != len(union):
                    continue
                if not covering or union == self.kinds[total]:
                    yield _Sum(spans=[self.spans[name] for name in names])


def _gravest(clashes: Iterable[_Clash]) -> _Clash | None:
    return max(clashes, key=lambda clash: clash.severity.rank, default=None)


def _judged(
    more: _Span | _Sum, less: _Span | _Sum, *, total_is_less: bool
) -> tuple[Severity, str]:
    """How gravely figures clash of which one lies above the other as they are stated."""
    if _above(more.rounded, less.rounded):
        return Severity.ERROR, ""
    total_rounded = (
        (more.stated, less.rounded) if total_is_less else (more.rounded, less.stated)
    )
    if _above(*total_rounded):
        return Severity.WARNING, ", unless the parts are rounded"
    return Severity.INFO, ", unless the total is rounded"


def _tellers(context: Context) -> list[dict[_Topic, _Span]]:
    """The figures with a number, by who gives them: one reporter in one source."""
    found: dict[object, list[Attestation]] = {}
    for attestation in context.attestations:
        if is_number(attestation, dossier=context.dossier):
            key = (attestation.reporter, attestation.citekey, attestation.via)
            found.setdefault(key, []).append(attestation)
    return [_by_topic(told, dossier=context.dossier) for told in found.values()]


def _accounts(context: Context) -> list[_Account]:
    measures = context.dossier.measures
    found: list[_Account] = []
    for told in context.once(_tellers):
        by_subject: dict[_Topic, dict[str, _Span]] = {}
        for topic, span in told.items():
            measure = measures.get(topic.measure)
            if measure is not None and measure.is_loss:
                losses = by_subject.setdefault(topic._replace(measure=""), {})
                losses[topic.measure] = span
        for spans in by_subject.values():
            if len(spans) > 1:
                kinds = {name: measures[name].components for name in spans}
                found.append(_Account(spans=spans, kinds=kinds))
    return found


def _by_topic(told: Iterable[Attestation], *, dossier: Dossier) -> dict[_Topic, _Span]:
    found: dict[_Topic, list[Attestation]] = {}
    for attestation in told:
        quantity = attestation.quantity
        topic = _Topic(quantity.event, quantity.measure, quantity.subject, quantity.scope)
        found.setdefault(topic, []).append(attestation)
    agree = dossier.declaration.bands["agree"]
    return {topic: _Span(told=given, agree=agree) for topic, given in found.items()}


def _rounded(attestation: Attestation, *, agree: float) -> Interval:
    """What a figure leaves open: half a rounding step; of "about" what counts as agreement.

    A stated bound or range is one: nothing is open beyond its ends.
    """
    figure = attestation.figure
    low, high = figure.low, figure.high
    if figure.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        low, high = figure.rounding_interval
    if figure.qualifier is Qualifier.ABOUT and low is not None and high is not None:
        low, high = min(low, (figure.low or 0) / agree), max(high, (figure.high or 0) * agree)
    return Interval(low=low, high=high)


def _wholes_of(topic: _Topic, *, dossier: Dossier) -> Iterator[_Topic]:
    """What a quantity is part of, nearest first: of its scope, then of its subject.

    Killed of a part are also part of the casualties of the whole.
    """
    measures = [topic.measure, *_wider(topic.measure, dossier=dossier)]
    for subject in ancestors(topic.subject, parties=dossier.parties):
        for scope in dict.fromkeys((topic.scope, "")):
            if (subject, scope) != (topic.subject, topic.scope):
                for measure in measures:
                    yield _Topic(topic.event, measure, subject, scope)


def _wider(name: str, *, dossier: Dossier) -> list[str]:
    """The losses that a loss is a part of."""
    measure = dossier.measures.get(name)
    if measure is None or not measure.is_loss:
        return []
    return [m.name for m in dossier.measures.values() if measure.components < m.components]


def _above(one: Interval, other: Interval) -> bool:
    """Whether all of one interval lies above all of another."""
    return one.low is not None and other.high is not None and one.low > other.high


def _figure_of(attestation: Attestation) -> Position:
    return attestation.claims[0].position_of("figure")


def _told(attested: Sequence[Attestation]) -> str:
    figures = " / ".join(dict.fromkeys(str(attestation.figure) for attestation in attested))
    claims = dict.fromkeys(c.claim_id or "a claim" for a in attested for c in a.claims)
    return f"{figures} {attested[0].quantity.measure.replace('_', ' ')} ({', '.join(claims)})"


def _told_of(span: _Span, *, dossier: Dossier) -> str:
    quantity = span.told[0].quantity
    label = dossier.party_label(quantity.subject) if quantity.subject else "the event"
    scope = f", {quantity.scope}" if quantity.scope else ""
    return f"{_told(span.told)} of {label}{scope}"
