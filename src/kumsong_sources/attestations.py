"""Attestations: one source's figure for one quantity, stated or derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations
from operator import add

from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.dossier import Dossier, kept
from kumsong_sources.figures import Figure
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Listing, Showing
from kumsong_sources.spread import Interval, hull
from kumsong_sources.vocabulary import LOSSES, Kind, Perspective, Qualifier


@frozen(slots=True)
class Quantity:
    """What is counted; claims on one quantity can be compared.

    Parameters
    ----------
    event, subject, measure, scope : str
        As in `claims.csv`; a blank scope is the whole.
    """

    event: str
    subject: str
    measure: str
    scope: str = ""

    def __lt__(self, other: Quantity) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[str, str, str, str]:
        return self.event, self.subject, self.measure, self.scope


@frozen(slots=True)
class Attestation(Showing):
    """One source's figure for one quantity.

    Parameters
    ----------
    quantity : Quantity
    figure : Figure
    reporter : str or None
        The party whose account it is; `None` when neither claim nor source names one.
    perspective : Perspective or None
    citation : Citation or None
        `None` for an uncited claim.
    claims : tuple of Claim
        The claim it is stated in; for a derived one, the claims of its parts.
    parts : tuple of Attestation
        What a derived figure sums; empty for a stated one.
    absent : tuple of str
        Kinds of loss a derived figure has no part for.
    """

    quantity: Quantity
    figure: Figure
    reporter: str | None
    perspective: Perspective | None
    citation: Citation | None
    claims: tuple[Claim, ...]
    parts: tuple[Attestation, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def is_derived(self) -> bool:
        """Whether we summed it; it is never to be shown unmarked."""
        return bool(self.parts)

    @property
    def citekey(self) -> str | None:
        """Key of the cited source."""
        return self.citation.citekey if self.citation else None

    @property
    def via(self) -> tuple[str, ...]:
        """Keys of the works it was read in, where not in the source."""
        return tuple(dict.fromkeys(c.citekey for claim in self.claims for c in claim.via))

    @property
    def has_number(self) -> bool:
        """Whether the figure has a number, and so an interval."""
        return self.figure.low is not None or self.figure.high is not None

    @property
    def interval(self) -> Interval | None:
        """What the figure admits; `None` for a figure without a number."""
        low, high = self.figure.low, self.figure.high
        return None if low is None and high is None else Interval(low=low, high=high)


@kept
def attestations(dossier: Dossier) -> tuple[Attestation, ...]:
    """The stated figures of a dossier: each source of each comparable claim, in file order.

    A claim is comparable when it names a quantity and has a figure that can be read. Two
    citations in one row and two rows come to the same. An uncited claim is an
    attestation without source.

    Examples
    --------
    >>> found = attestations(Dossier.example("kumsong"))
    >>> [a.figure.best for a in found if a.quantity.measure == "killed"]
    [2689]
    """
    return Listing(_attested(dossier), names=dossier)


def _attested(dossier: Dossier) -> Iterator[Attestation]:
    for claim in dossier.claims:
        quantity = quantity_of(claim, dossier=dossier)
        if quantity is None or claim.figure is None:
            continue
        for citation in claim.citations or (None,):
            reporter = reporter_of(claim, citation=citation, dossier=dossier)
            yield Attestation(
                quantity=quantity,
                figure=claim.figure,
                reporter=reporter,
                perspective=dossier.perspective(
                    reporter=reporter, subject=claim.subject, event=claim.event
                ),
                citation=citation,
                claims=(claim,),
            )


def quantity_of(claim: Claim, *, dossier: Dossier) -> Quantity | None:
    """What a claim counts; `None` where it names no event or no measure.

    A count is of somebody: without a subject it is no quantity. A date, a place or a
    result may be the event's own.
    """
    if not (claim.event and claim.measure):
        return None
    measure = dossier.measures.get(claim.measure)
    counts = measure is None or measure.kind in (Kind.COUNT, Kind.QUANTITY)
    if counts and not claim.subject:
        return None
    known = _quantities(dossier)
    told = claim.event, claim.subject, claim.measure, " ".join(claim.scope.split())
    if (found := known.get(told)) is None:
        event, subject, measure_name, scope = told
        found = Quantity(event=event, subject=subject, measure=measure_name, scope=scope)
        known[told] = found
    return found


@kept
def _quantities(dossier: Dossier) -> dict[tuple[str, str, str, str], Quantity]:
    """The quantities met with so far: those of many claims are the same, and held once."""
    return {}


def reporter_of(claim: Claim, *, citation: Citation | None, dossier: Dossier) -> str | None:
    """Whose account a claim is: the reporter it names, else the cited source's party."""
    if claim.reporter:
        return claim.reporter
    source = dossier.sources.get(citation.citekey) if citation else None
    return (source.party or None) if source else None


def derived_totals(
    stated: Iterable[Attestation], *, dossier: Dossier
) -> tuple[Attestation, ...]:
    """Casualties summed from the parts that one reporter gives in one source.

    Killed and wounded at least must be there; the parts must not overlap; what has no
    part is listed as absent, never taken as zero. Ends of ranges and bounds are summed
    as intervals.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> total, = derived_totals(attestations(dossier), dossier=dossier)
    >>> total.figure.best, total.absent
    (14373, ('captured',))
    """
    groups: dict[tuple[object, ...], list[Attestation]] = {}
    for attestation in stated:
        measure = dossier.measures.get(attestation.quantity.measure)
        if measure and measure.is_loss and attestation.has_number:
            quantity = attestation.quantity
            key = (
                quantity.event,
                quantity.subject,
                quantity.scope,
                attestation.reporter,
                attestation.citekey,
                attestation.via,
            )
            groups.setdefault(key, []).append(attestation)
    totals = (_derive(group, dossier=dossier) for group in groups.values())
    return tuple(total for total in totals if total is not None)


@kept
def with_totals(dossier: Dossier) -> tuple[Attestation, ...]:
    """The stated figures, and the derived totals where a source states none itself.

    Examples
    --------
    >>> sum(a.is_derived for a in with_totals(Dossier.example("kumsong")))
    1
    """
    stated = attestations(dossier)
    totals = {(a.quantity, a.reporter, a.citekey, a.via) for a in stated}
    needed = (
        total
        for total in derived_totals(stated, dossier=dossier)
        if (total.quantity, total.reporter, total.citekey, total.via) not in totals
    )
    return (*stated, *needed)


def _derive(group: Sequence[Attestation], *, dossier: Dossier) -> Attestation | None:
    """The sum of one group's parts, or `None` where they make no total.

    A measure told twice by one source makes the sum ambiguous, so it spans both.
    """
    by_measure: dict[str, list[Attestation]] = {}
    for attestation in group:
        by_measure.setdefault(attestation.quantity.measure, []).append(attestation)
    by_measure.pop("casualties", None)
    kinds = {name: dossier.measures[name].components for name in by_measure}
    chosen = _disjoint(kinds)
    covered = frozenset().union(*(kinds[name] for name in chosen))
    if len(chosen) < 2 or not {"killed", "wounded"} <= covered:
        return None
    parts = [part for name in chosen for part in by_measure[name]]
    first = parts[0]
    return Attestation(
        quantity=Quantity(
            event=first.quantity.event,
            subject=first.quantity.subject,
            measure="casualties",
            scope=first.quantity.scope,
        ),
        figure=_sum_figure([by_measure[name] for name in chosen]),
        reporter=first.reporter,
        perspective=first.perspective,
        citation=first.citation,
        claims=tuple(dict.fromkeys(claim for part in parts for claim in part.claims)),
        parts=tuple(parts),
        absent=tuple(kind for kind in LOSSES if kind not in covered),
    )


def _disjoint(kinds: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """The measures that cover most kinds of loss without overlap; the finer ones if equal."""
    names = sorted(
        kinds, key=lambda name: [LOSSES.index(k) for k in LOSSES if k in kinds[name]]
    )
    best: tuple[str, ...] = ()
    for size in range(1, min(len(names), len(LOSSES)) + 1):
        for chosen in combinations(names, size):
            covered = sum(len(kinds[name]) for name in chosen)
            if covered != len(frozenset().union(*(kinds[name] for name in chosen))):
                continue
            if covered >= sum(len(kinds[name]) for name in best):
                best = chosen
    return best


def _sum_figure(told: Sequence[Sequence[Attestation]]) -> Figure:
    """The figure of a sum: ends add up, hedges carry over."""
    spans = [_span(attested) for attested in told]
    total = reduce(add, spans)
    figures = [attestation.figure for attested in told for attestation in attested]
    hedged = any(figure.qualifier is not Qualifier.EXACT for figure in figures)
    text = " + ".join(_told(attested) for attested in told)
    grain = min((figure.grain for figure in figures if figure.grain), default=None)
    best = total.low if total.low == total.high else None
    if total.high is None:
        qualifier = Qualifier.AT_LEAST
    elif best is None:
        qualifier = Qualifier.RANGE
    else:
        qualifier = Qualifier.ABOUT if hedged else Qualifier.EXACT
    return Figure(
        text=text,
        low=total.low,
        best=best,
        high=total.high,
        qualifier=qualifier,
        grain=grain,
    )


def _span(attested: Sequence[Attestation]) -> Interval:
    return hull(interval for a in attested if (interval := a.interval) is not None)


def _told(attested: Sequence[Attestation]) -> str:
    figures = dict.fromkeys(str(attestation.figure) for attestation in attested)
    measure = attested[0].quantity.measure.replace("_", " ")
    return f"{' / '.join(figures)} {measure}"


def is_number(attestation: Attestation, *, dossier: Dossier) -> bool:
    """Whether an attestation takes part in ratios: a count or quantity with a number."""
    if not attestation.has_number:
        return False
    measure = dossier.measures.get(attestation.quantity.measure)
    return measure is None or measure.kind in (Kind.COUNT, Kind.QUANTITY)
