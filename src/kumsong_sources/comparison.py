"""Comparison: what a dossier's reporters say of one quantity, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kumsong_sources.attestations import (
    Attestation,
    Quantity,
    is_number,
    with_totals,
)
from kumsong_sources.dossier import Dossier, kept
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Listing, Showing, names_of
from kumsong_sources.spread import (
    Interval,
    Spread,
    difference,
    hull,
    measure_spread,
)
from kumsong_sources.vocabulary import Kind, Perspective


@frozen(slots=True)
class Report(Showing):
    """What one reporter says of one quantity, in all its figures.

    Parameters
    ----------
    reporter : str or None
        A party; `None` for figures nobody is named for.
    perspective : Perspective or None
    attestations : tuple of Attestation
        Those with a number and those with a word only.
    interval : Interval or None
        What the numbers span: none of several is preferred. `None` without a number.
    scope_note : str
        Blank where all figures are of the quantity itself; else how their scope differs.
    """

    reporter: str | None
    perspective: Perspective | None
    attestations: tuple[Attestation, ...]
    interval: Interval | None
    scope_note: str = ""

    @property
    def scope_differs(self) -> bool:
        """Whether the figures are of a part of the quantity: a lower bound for it."""
        return bool(self.scope_note)

    @property
    def is_derived(self) -> bool:
        """Whether a figure is a sum of ours."""
        return any(attestation.is_derived for attestation in self.attestations)


@frozen(slots=True)
class Comparison(Showing):
    """One quantity with the figures per reporter and how far they lie apart.

    Parameters
    ----------
    quantity : Quantity
    kind : Kind
        Counts and quantities have ratios; dates a difference in days; categories answers.
    reports : tuple of Report
        Own first, then enemy, third party and unattributed.
    spread : Spread
    is_discrepancy : bool or None
        Whether the figures disagree beyond rounding and tolerance; `None`: cannot tell.
    reason : str
        Why so, in words.
    scope_notes : tuple of str
        Reports whose scope differs, said in words.
    within : Quantity or None
        The whole in whose comparison these figures stand as a part, where there is one.
    """

    quantity: Quantity
    kind: Kind
    reports: tuple[Report, ...]
    spread: Spread
    is_discrepancy: bool | None
    reason: str
    scope_notes: tuple[str, ...] = ()
    within: Quantity | None = None

    @property
    def attestations(self) -> tuple[Attestation, ...]:
        """All figures, reporter by reporter."""
        return tuple(a for report in self.reports for a in report.attestations)

    @property
    def derived(self) -> tuple[Attestation, ...]:
        """The figures that are sums of ours."""
        return tuple(a for a in self.attestations if a.is_derived)

    def by_perspective(self, perspective: Perspective | None) -> tuple[Report, ...]:
        """The reports from one perspective."""
        return tuple(r for r in self.reports if r.perspective is perspective)

    @property
    def own(self) -> tuple[Report, ...]:
        """What the subject's own side reports."""
        return self.by_perspective(Perspective.OWN)

    @property
    def enemy(self) -> tuple[Report, ...]:
        """What the other side reports."""
        return self.by_perspective(Perspective.ENEMY)

    @property
    def third_party(self) -> tuple[Report, ...]:
        """What those report who did not fight."""
        return self.by_perspective(Perspective.THIRD_PARTY)

    @property
    def answers(self) -> dict[str, tuple[Attestation, ...]]:
        """The rival answers to a category, with who gives each."""
        answers: dict[str, list[Attestation]] = {}
        for attestation in self.attestations:
            if attestation.figure.category is not None:
                answers.setdefault(attestation.figure.category, []).append(attestation)
        return {answer: tuple(given) for answer, given in answers.items()}

    @property
    def ratio(self) -> float | None:
        """Greatest figure over least; `spread.undefined` says why it is `None`."""
        return self.spread.ratio

    @property
    def certain_ratio(self) -> float | None:
        """How far apart the figures are for certain; `None` where they have no ratio.

        Their ratio, unless a figure is a bound: then the `gap_ratio` of figures that do not
        meet, and 1 where what is meant may be the same. It is the one to rank by.
        """
        return certain_ratio(
            self.ratio, gap_ratio=self.spread.gap_ratio, is_open=self.spread.is_open
        )

    @property
    def log2_ratio(self) -> float | None:
        """Doublings between the least and the greatest figure."""
        return self.spread.log2_ratio

    @property
    def difference(self) -> float | None:
        """Greatest figure less least, in the measure's unit."""
        return self.spread.difference

    @property
    def band(self) -> str | None:
        """The band of the ratio."""
        return self.spread.band


@kept
def compare(dossier: Dossier) -> tuple[Comparison, ...]:
    """Compare what a dossier's reporters say, quantity by quantity.

    Claims are comparable when they are of the same event, measure and scope, and of the
    same subject. A figure for a part of the subject, or for a narrower scope, joins the
    comparison of the whole where its reporter has none for the whole, and is marked: it
    is a lower bound. Where a reporter gives only parts of the casualties in one source,
    their sum stands in, marked as derived.

    Parameters
    ----------
    dossier : Dossier

    Returns
    -------
    tuple of Comparison
        One per quantity, in the order in which the quantities first appear.

    Examples
    --------
    >>> found = {(c.quantity.subject, c.quantity.measure): c
    ...          for c in compare(Dossier.example("kumsong"))}
    >>> round(found["UNC", "casualties"].ratio, 2), round(found["CHN", "casualties"].ratio, 2)
    (5.43, 2.05)
    >>> found["UNC", "casualties"].scope_notes
    ('South Korea is part of United Nations Command',)
    """
    return Listing(_Comparing(dossier).comparisons(), names=dossier)


def certain_ratio(
    ratio: float | None, *, gap_ratio: float | None, is_open: bool
) -> float | None:
    """How far figures lie apart for certain, by their measures of spread.

    Parameters
    ----------
    ratio, gap_ratio : float or None
    is_open : bool
        Whether a figure is only a bound.

    Examples
    --------
    >>> certain_ratio(39.1, gap_ratio=None, is_open=True)
    1.0
    """
    return ratio if ratio is None or not is_open else gap_ratio or 1.0


def ranked(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """The comparisons that have a ratio, farthest apart first.

    What stands as a part in the comparison of a whole is left out. A bound counts with what
    it makes certain (see `Comparison.certain_ratio`): "at most 90,000" beside 2,300 is no
    factor of 39. The rank says how far the figures lie apart, not whether they count the
    same: see `scope_notes`.

    Examples
    --------
    >>> [c.quantity.subject for c in ranked(compare(Dossier.example("kumsong")))]
    ['UNC', 'CHN']
    """
    apart = [c for c in comparisons if c.ratio is not None and c.within is None]
    apart.sort(key=lambda c: (-(c.certain_ratio or 0), -(c.ratio or 0), c.quantity))
    return Listing(apart, names=names_of(comparisons))


class _Comparing:
    """The dossier's attestations by quantity, and by what a quantity may be part of."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        # Many reporters give the same round numbers: each interval is held once.
        self.intervals: dict[Interval | None, Interval | None] = {}
        self.by_quantity: dict[Quantity, list[Attestation]] = {}
        self.kin: dict[tuple[str, str], dict[str, list[Quantity]]] = {}
        for attestation in with_totals(dossier):
            quantity = attestation.quantity
            if quantity not in self.by_quantity:
                kin = self.kin.setdefault((quantity.event, quantity.measure), {})
                kin.setdefault(quantity.subject, []).append(quantity)
            self.by_quantity.setdefault(quantity, []).append(attestation)

    def comparisons(self) -> Iterator[Comparison]:
        partial = {quantity: self._parts(quantity) for quantity in self.by_quantity}
        within = {part: whole for whole, parts in partial.items() for part in parts}
        for quantity, own in self.by_quantity.items():
            reports = [*self._reports(own), *self._partial_reports(quantity, partial[quantity])]
            yield self._comparison(
                quantity, reports=_ordered(reports), within=within.get(quantity)
            )

    def _parts(self, whole: Quantity) -> list[Quantity]:
        """The quantities that are part of another: a part of its subject or of its scope."""
        found = []
        for subject, quantities in self.kin[whole.event, whole.measure].items():
            if subject == whole.subject:
                found += [q for q in quantities if q.scope and not whole.scope]
            elif self.dossier.is_part(subject, whole.subject):
                found += [q for q in quantities if not whole.scope or q.scope == whole.scope]
        return found

    def _reports(self, attested: Iterable[Attestation], note: str = "") -> Iterator[Report]:
        by_reporter: dict[str | None, list[Attestation]] = {}
        for attestation in attested:
            by_reporter.setdefault(attestation.reporter, []).append(attestation)
        for reporter, given in by_reporter.items():
            numbers = [number for a in given if (number := a.interval) is not None]
            told = hull(numbers) if numbers else None
            yield Report(
                reporter=reporter,
                perspective=given[0].perspective,
                attestations=tuple(given),
                interval=self.intervals.setdefault(told, told),
                scope_note=note,
            )

    def _partial_reports(self, whole: Quantity, parts: list[Quantity]) -> Iterator[Report]:
        if not parts:
            return
        speaking = {a.reporter for a in self.by_quantity[whole] if a.has_number}
        for part in parts:
            attested = [a for a in self.by_quantity[part] if a.reporter not in speaking]
            numbers = [a for a in attested if is_number(a, dossier=self.dossier)]
            yield from self._reports(numbers, self._scope_note(part, whole))

    def _scope_note(self, part: Quantity, whole: Quantity) -> str:
        label = self.dossier.party_label
        notes = []
        if part.subject != whole.subject:
            notes.append(f"{label(part.subject)} is part of {label(whole.subject)}")
        if part.scope != whole.scope:
            notes.append(f"{label(part.subject)}: {part.scope}")
        return "; ".join(notes)

    def _comparison(
        self, quantity: Quantity, *, reports: tuple[Report, ...], within: Quantity | None
    ) -> Comparison:
        measure = self.dossier.measures.get(quantity.measure)
        kind = measure.kind if measure else Kind.COUNT
        figures = _distinct(reports)
        if kind is Kind.DATE:
            spread = _spread_in_days(figures)
        else:
            spread = measure_spread(figures, bands=self.dossier.declaration.bands)
        notes = tuple(dict.fromkeys(r.scope_note for r in reports if r.scope_note))
        verdict, reason = _judge(
            reports, kind=kind, spread=spread, agree=self.dossier.declaration.bands["agree"]
        )
        return Comparison(
            quantity=quantity,
            kind=kind,
            reports=reports,
            spread=spread,
            is_discrepancy=verdict,
            reason=reason,
            scope_notes=notes,
            within=within,
        )


_ORDER = {Perspective.OWN: 0, Perspective.ENEMY: 1, Perspective.THIRD_PARTY: 2, None: 3}


def _ordered(reports: Iterable[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda r: (_ORDER[r.perspective], r.reporter or "")))


def _distinct(reports: Iterable[Report]) -> list[Interval]:
    """One interval per source and figure: a row written twice counts once."""
    found: dict[object, Interval] = {}
    for report in reports:
        for a in report.attestations:
            if (interval := a.interval) is not None:
                found[a.quantity, a.reporter, a.citekey, interval.low, interval.high] = interval
    return list(found.values())


def _spread_in_days(figures: Sequence[Interval]) -> Spread:
    """Dates: days between the earliest and the latest beginning, or end if that is more."""
    reason = "dates have a difference in days, no ratio"
    names = ("ratio", "log2_ratio", "symmetric_percent", "cv", "geometric_mean")
    undefined = dict.fromkeys(
        (*names, "geometric_sd", "mad_ratio", "gap_ratio", "band"), reason
    )
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    ends = [*lows, *highs]
    if len(figures) < 2:
        undefined["difference"] = "one date has no spread" if figures else "no date"
        return Spread(n=len(figures), undefined=undefined)
    apart = max(difference(min(x), max(x)) for x in (lows, highs) if x)
    return Spread(
        n=len(figures), low=min(ends), high=max(ends), difference=apart, undefined=undefined
    )


def _judge(
    reports: Sequence[Report], *, kind: Kind, spread: Spread, agree: float
) -> tuple[bool | None, str]:
    """Whether the reports disagree: yes, no, or cannot tell, with the reason."""
    if kind is Kind.CATEGORY:
        given = {
            (a.reporter, a.citekey, a.figure.category) for r in reports for a in r.attestations
        }
        if len(given) < 2:
            return None, "one answer only"
        answers = len({category for *_, category in given})
        return answers > 1, f"{answers} different answers from {len(given)} attestations"
    if spread.n < 2:
        return None, "one figure only" if spread.n else "no figure with a number"
    if kind is Kind.DATE:
        return bool(spread.difference), f"{spread.difference:g} days apart"
    whole = _rounded(r for r in reports if not r.scope_differs)
    part = _rounded(r for r in reports if r.scope_differs)
    if all(one.meets(other) for one in whole for other in whole):
        return _judge_parts(whole, part)
    if spread.gap_ratio is not None and spread.gap_ratio <= agree and not part:
        return False, f"within the tolerance of {agree:g}"
    return True, "the figures differ by more than rounding and tolerance allow"


def _judge_parts(whole: list[Interval], part: list[Interval]) -> tuple[bool | None, str]:
    """The wholes agree; a part may not exceed them, and below them it proves nothing."""
    if not part:
        return False, "the figures meet within their rounding"
    for figure in part:
        if any(not Interval(low=figure.low, high=None).meets(other) for other in whole):
            return True, "a figure for a part exceeds the whole"
    return None, "scope differs: a figure for a part is a lower bound for the whole"


def _rounded(reports: Iterable[Report]) -> list[Interval]:
    """The intervals widened by what rounding hides."""
    figures = [a.figure for report in reports for a in report.attestations if a.has_number]
    ends = [figure.rounding_interval for figure in figures]
    return [Interval(low=low, high=high) for low, high in ends]
