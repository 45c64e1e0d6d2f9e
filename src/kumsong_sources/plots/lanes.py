"""What a lane plot says, before anything is drawn: lanes, headings, ratios, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.dossier import Dossier
from kumsong_sources.figures import format_number
from kumsong_sources.vocabulary import MEASURES, Kind, Perspective, Qualifier

NOTHING = "No quantity here has a figure with a number."
MOST_LANES = 150
"""A picture with more could not be read, nor be stored as PNG."""


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One attestation, in words.

    Parameters
    ----------
    attestation : Attestation
    label : str
        The source.
    via : str
        "via …" where it was read in another work; blank where all lanes were read there.
    value : str
        The figure, a word in quotation marks, with the marks of its footnotes.
    """

    attestation: Attestation
    label: str
    via: str
    value: str

    @property
    def reporter(self) -> str | None:
        """Whose account it is."""
        return self.attestation.reporter

    @property
    def ends(self) -> tuple[float | None, float | None] | None:
        """What is drawn: both ends, one end, or `None` for a word."""
        interval = self.attestation.interval
        return None if interval is None else (interval.low, interval.high)


@dataclass(frozen=True, kw_only=True)
class Block:
    """The lanes of one quantity.

    Parameters
    ----------
    comparison : Comparison
    event, heading : str
    verdict : str
        The ratio, or in words why there is none.
    lanes : tuple of Lane
    """

    comparison: Comparison
    event: str
    heading: str
    verdict: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All that a lane plot says.

    Parameters
    ----------
    title : str
    blocks : tuple of Block
    unit : str
        In which the figures are counted.
    notes : tuple of str
        The footnotes.
    """

    title: str
    blocks: tuple[Block, ...]
    unit: str
    notes: tuple[str, ...]

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All lanes, from top to bottom."""
        return tuple(lane for block in self.blocks for lane in block.lanes)

    @property
    def events(self) -> tuple[str, ...]:
        """Labels of the events, each once."""
        return tuple(dict.fromkeys(block.event for block in self.blocks))

    @property
    def texts(self) -> Iterator[str]:
        """Every text the picture sets."""
        yield from (self.title, self.unit, *self.notes, *self.events)
        for block in self.blocks:
            yield from (block.heading, block.verdict)
        for lane in self.lanes:
            yield from (lane.label, lane.via, lane.value)


def headline_comparisons(
    comparisons: Iterable[Comparison],
    *,
    dossier: Dossier | None = None,
    everything: bool = False,
) -> tuple[Comparison, ...]:
    """The comparisons for a main picture: losses on which two reporters give a number.

    Parameters
    ----------
    comparisons : iterable of Comparison
    dossier : Dossier, optional
        For its own measures of loss; without it only the built-in ones are known.
    everything : bool
        Every count and quantity with a number, also of one reporter only.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> found = headline_comparisons(compare(Dossier.example("kumsong")))
    >>> [(c.quantity.subject, c.quantity.measure) for c in found]
    [('UNC', 'casualties'), ('CHN', 'casualties')]
    """
    drawn = drawable(comparisons)
    if everything:
        return drawn
    measures = dossier.measures if dossier else MEASURES
    losses = {name for name, measure in measures.items() if measure.is_loss}
    return tuple(
        comparison
        for comparison in drawn
        if comparison.quantity.measure in losses
        and len({r.reporter for r in comparison.reports if r.interval is not None}) > 1
    )


def drawable(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Counts and quantities with a number, without parts that another of them shows whole."""
    numbered = {
        comparison.quantity: comparison
        for comparison in comparisons
        if comparison.kind in (Kind.COUNT, Kind.QUANTITY)
        and any(a.interval is not None for a in comparison.attestations)
    }
    return tuple(c for c in numbered.values() if not _is_repeated(c, numbered))


def _is_repeated(comparison: Comparison, others: Mapping[object, Comparison]) -> bool:
    whole = others.get(comparison.within)
    return whole is not None and all(
        attestation in whole.attestations for attestation in comparison.attestations
    )


def sheet_of(comparisons: Iterable[Comparison], *, dossier: Dossier) -> Sheet:
    """Put into words what a lane plot of comparisons shows."""
    return _Wording(drawable(comparisons), dossier=dossier).sheet()


class _Wording:
    """Words for the picture, handing out the marks of footnotes on the way."""

    def __init__(self, comparisons: Sequence[Comparison], *, dossier: Dossier) -> None:
        self.dossier = dossier
        self.shown = list(_within_limit(comparisons))
        self.omitted = len(comparisons) - len(self.shown)
        self.derived: dict[str, str] = {}
        self.scopes: dict[str, str] = {}
        vias = {a.via for c in self.shown for r in c.reports for a in _distinct(r)}
        count = sum(len(_distinct(report)) for c in self.shown for report in c.reports)
        self.common_via = next(iter(vias)) if len(vias) == 1 and count > 1 else ()

    def sheet(self) -> Sheet:
        blocks = tuple(self.block(comparison) for comparison in self.shown)
        units = dict.fromkeys(unit_label(c, dossier=self.dossier) for c in self.shown)
        events = dict.fromkeys(block.event for block in blocks)
        about = next(iter(events)) if len(events) == 1 else self.dossier.title
        return Sheet(
            title=f"{about}: who reports what of whom",
            blocks=blocks,
            unit=" / ".join(units) if "" not in units else "figures",
            notes=tuple(self.notes(blocks)),
        )

    def block(self, comparison: Comparison) -> Block:
        event = self.dossier.events.get(comparison.quantity.event)
        scope_differs = [r for r in comparison.reports if r.scope_differs and r.interval]
        verdict = verdict_of(comparison)
        if scope_differs and comparison.ratio is not None:
            verdict += f" {self.scope_mark(scope_differs[0].scope_note)}"
        return Block(
            comparison=comparison,
            event=event.label if event else comparison.quantity.event,
            heading=heading_of(comparison, dossier=self.dossier),
            verdict=verdict,
            lanes=tuple(
                self.lane(attestation, report)
                for report in comparison.reports
                for attestation in _distinct(report)
            ),
        )

    def lane(self, attestation: Attestation, report: Report) -> Lane:
        via = "" if attestation.via == self.common_via else self.works(attestation.via)
        marks = ""
        if attestation.is_derived:
            absent = " and ".join(word.replace("_", " ") for word in attestation.absent)
            stated = f"; {absent} not stated" if absent else ""
            note = f"derived: {attestation.figure.text}{stated}"
            marks += self.derived.setdefault(note, _mark("†", len(self.derived)))
        if report.scope_note:
            marks += self.scope_mark(report.scope_note)
        return Lane(
            attestation=attestation,
            label=source_label(attestation, dossier=self.dossier),
            via=f"via {via}" if via else "",
            value=f"{value_of(attestation)} {marks}".strip(),
        )

    def scope_mark(self, note: str) -> str:
        return self.scopes.setdefault(note, _mark("‡", len(self.scopes)))

    def works(self, keys: Iterable[str]) -> str:
        return "; ".join(work_label(key, dossier=self.dossier) for key in keys)

    def notes(self, blocks: Sequence[Block]) -> Iterator[str]:
        yield from (f"{mark} {note}" for note, mark in self.derived.items())
        yield from (f"{mark} {note}: scope differs" for note, mark in self.scopes.items())
        if self.common_via:
            yield f"All figures were read in {self.works(self.common_via)}, not in the works named."
        yield from _notes_on_marks([lane for block in blocks for lane in block.lanes])
        verdicts = " ".join(block.verdict for block in blocks)
        if "≥ ×" in verdicts:
            yield "≥ ×: one figure is a bound; the ratio is at least this."
        if "as stated" in verdicts:
            yield "as stated: one figure is a bound; what is meant may lie closer or farther."
        if self.omitted:
            yield f"Not shown for want of room: {self.omitted} more quantities."


def _within_limit(comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
    lanes = 0
    for comparison in comparisons:
        lanes += len(comparison.attestations)
        if lanes > MOST_LANES and lanes > len(comparison.attestations):
            return
        yield comparison


def _distinct(report: Report) -> list[Attestation]:
    """One lane per source and figure: a row written twice is one lane."""
    found: dict[object, Attestation] = {}
    for a in report.attestations:
        found.setdefault((a.quantity, a.citekey, a.via, value_of(a), a.is_derived), a)
    return list(found.values())


def _mark(sign: str, used: int) -> str:
    superscripts = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    return sign + (str(used + 1).translate(superscripts) if used else "")


def _notes_on_marks(lanes: Sequence[Lane]) -> Iterator[str]:
    ends = [lane.ends for lane in lanes if lane.ends is not None]
    if any(None in pair for pair in ends):
        yield "Arrow: the figure is a bound, at least (→) or at most (←)."
    if any(low is not None and high is not None and low != high for low, high in ends):
        yield "Bar: a range as stated; the shape on it tells whose it is, not a best figure."
    if any(0 in pair for pair in ends):
        yield "0 stands beside the scale, which has no zero; a ratio to zero is undefined."


def verdict_of(comparison: Comparison) -> str:
    """The ratio of a comparison as a reader meets it, or why there is none.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> found = compare(Dossier.example("kumsong"))
    >>> [verdict_of(c) for c in found if c.quantity.subject == "CHN" and c.ratio]
    ['×2.05']
    """
    spread, told = comparison.spread, comparison.attestations
    keys = {attestation.citekey for attestation in told}
    alone = "no source cited" if keys == {None} else "single source" if len(keys) == 1 else ""
    if spread.n < 2:
        return alone or "one figure with a number"
    if spread.ratio is None:
        shown = f"difference {format_number(spread.difference or 0)}"
    elif not spread.is_open:
        shown = _times(spread.ratio)
    elif spread.gap_ratio is not None:
        shown = f"≥ {_times(spread.gap_ratio)}"
    else:
        shown = f"{_times(spread.ratio)} as stated"
    return f"{shown}, {alone}" if alone else shown


def _times(ratio: float) -> str:
    return f"×{ratio:,.2f}" if ratio < 100 else f"×{ratio:,.0f}"


def value_of(attestation: Attestation) -> str:
    """A figure as people print it; a word in quotation marks."""
    figure = attestation.figure
    if figure.qualifier is Qualifier.UNKNOWN or attestation.interval is None:
        return f"“{' '.join(figure.text.split())}”"
    if figure.qualifier is Qualifier.NONE:
        return f"0 (“{' '.join(figure.text.split())}”)" if figure.text.strip() != "0" else "0"
    return str(figure)


def heading_of(comparison: Comparison, *, dossier: Dossier) -> str:
    """A quantity for readers: "United Nations casualties", scope in brackets."""
    quantity = comparison.quantity
    measure = dossier.measures.get(quantity.measure)
    counted = measure.label if measure else quantity.measure.replace("_", " ")
    subject = dossier.party_adjective(quantity.subject) if quantity.subject else ""
    scope = f" ({quantity.scope})" if quantity.scope else ""
    return f"{subject} {counted}{scope}".strip()


def unit_label(comparison: Comparison, *, dossier: Dossier) -> str:
    """The unit of a comparison's measure; blank where none is declared."""
    measure = dossier.measures.get(comparison.quantity.measure)
    unit = (measure.unit or "") if measure else ""
    return {"km2": "km²", "m2": "m²"}.get(unit, unit)


def source_label(attestation: Attestation, *, dossier: Dossier) -> str:
    """The cited work, or that none is cited."""
    if attestation.citekey is None:
        return "no source cited"
    return work_label(attestation.citekey, dossier=dossier)


def work_label(key: str, *, dossier: Dossier) -> str:
    """A work's short label; the key where the bibliography does not have it."""
    source = dossier.bibliography.get(key)
    return source.short_label if source else f"{key} (not in the bibliography)"


def reporter_label(reporter: str | None, *, dossier: Dossier) -> str:
    """A reporter for the legend: "South Korean source"."""
    if reporter is None:
        return "no party named"
    return f"{dossier.party_adjective(reporter)} source"


PERSPECTIVES: Mapping[Perspective, tuple[str, str]] = {
    Perspective.OWN: ("own losses", "of its own side"),
    Perspective.ENEMY: ("enemy’s losses", "of the enemy"),
    Perspective.THIRD_PARTY: ("by a third party", "by a third party"),
}
"""How the legend names what a reporter speaks of: of losses, and of anything else."""
