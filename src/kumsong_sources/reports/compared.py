"""What a report says of comparisons and accounts: every number with who gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.lineage import Lineage
from kumsong_sources.reports.naming import CitationShown, ClaimLink, Naming, anchor_of
from kumsong_sources.reports.wording import (
    NumberShown,
    counted,
    difference_words,
    factor,
    figure_words,
    sentence_case,
)
from kumsong_sources.spread import Spread
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
    low, high : float or None
        Its ends; of a date the day number (1 is 1 January of the year 1).
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
    low: float | None
    high: float | None
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
    ratio, difference : NumberShown or None
    undefined : str
        Why there is no ratio; blank where there is one, or where none is looked for.
    band : str or None
    place : str
        Where the ratio stands in the distribution of reference, with a bound among the
        figures what is certain of it; blank without a ratio.
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
    ratio: NumberShown | None
    difference: NumberShown | None
    undefined: str
    band: str | None
    place: str
    is_open: bool
    sources: int
    witnesses: int
    within: str = ""
    within_anchor: str = ""

    @property
    def is_retold(self) -> bool:
        """Whether a figure was read in another work than its source."""
        return any(figure.via for figure in self.figures)

    @property
    def apart(self) -> str:
        """The ratio with its sign: "× 5.43", "≥ × 2.50 (11.2 as stated)"; blank without one."""
        if self.ratio is None:
            return ""
        sign, at_least, rest = self.ratio.text.rpartition("≥ ")
        return f"{sign}{at_least}× {rest}"

    @property
    def judgement(self) -> str:
        """The verdict with its reason: "cannot tell: scope differs …"."""
        return f"{self.verdict}: {self.reason}"

    @property
    def numbers(self) -> tuple[str, ...]:
        """Ratio, difference and both counts, each in words; what is undefined with why."""
        bound = " as stated; a figure is a bound" if self.is_open else ""
        return (
            *([f"ratio {self.ratio} ({self.band}{bound})"] if self.ratio else []),
            *([f"difference {self.difference}"] if self.difference else []),
            *([f"no ratio: {self.undefined}"] if self.undefined and self.is_compared else []),
            self.counts,
        )

    @property
    def counts(self) -> str:
        """Both counts: "2 sources, 1 witness"."""
        witnesses = counted(self.witnesses, "witness", "witnesses")
        return f"{counted(self.sources, 'source')}, {witnesses}"


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
    ratio = spread.ratio
    # What is certain, as the picture of the reference has it.
    usual = (spread.gap_ratio if spread.is_open else None) or ratio
    return ComparisonShown(
        anchor=comparison_anchor(quantity),
        event=naming.event(quantity.event),
        title=sentence_case(naming.title(quantity)),
        figures=tuple(_figures(comparison, naming=naming)),
        is_compared=is_compared(comparison),
        verdict=_VERDICTS[comparison.is_discrepancy],
        reason=comparison.reason,
        ratio=None if ratio is None else ratio_shown(spread),
        difference=_difference(comparison, unit=naming.unit(quantity.measure)),
        undefined=spread.undefined.get("ratio", "") if comparison.kind in _HAVE_RATIOS else "",
        band=spread.band,
        place="" if usual is None else naming.dossier.declaration.reference.place(usual),
        is_open=spread.is_open,
        sources=len(cited),
        witnesses=len(lineage.witnesses(cited)),
        within=naming.title(comparison.within) if comparison.within else "",
        within_anchor=comparison_anchor(comparison.within) if comparison.within else "",
    )


def ratio_shown(spread: Spread) -> NumberShown:
    """The ratio of a spread that has one; with a bound among the figures, what is certain.

    Examples
    --------
    >>> from kumsong_sources.declaration import BANDS
    >>> from kumsong_sources.spread import Interval, measure_spread
    >>> figures = [Interval(low=800, high=800), Interval(low=2000, high=None)]
    >>> print(ratio_shown(measure_spread(figures, bands=BANDS)))
    ≥ 2.50
    >>> figures.append(Interval(low=None, high=9000))
    >>> print(ratio_shown(measure_spread(figures, bands=BANDS)))
    ≥ 2.50 (11.2 as stated)
    """
    as_stated = spread.ratio or 0.0
    text = factor(as_stated)
    if spread.is_open and spread.gap_ratio is not None:
        certain = factor(spread.gap_ratio)
        text = f"≥ {certain}" + (f" ({text} as stated)" if certain != text else "")
    elif spread.is_open:
        text = f"{text} as stated"
    return NumberShown(text=text, low=as_stated, high=as_stated)


def _difference(comparison: Comparison, *, unit: str | None) -> NumberShown | None:
    apart = comparison.spread.difference
    if apart is None:
        return None
    text = difference_words(apart, kind=comparison.kind, unit=unit)
    return NumberShown(text=text, low=apart, high=apart)


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
        low=attestation.figure.low,
        high=attestation.figure.high,
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
