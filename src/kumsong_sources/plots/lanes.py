"""What a lane plot says, before anything is drawn: its lanes and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.wording import (
    heading_of,
    source_label,
    unit_label,
    value_of,
    verdict_of,
    work_label,
)
from kumsong_sources.vocabulary import MEASURES, Kind

_MOST_UNITS = 3

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
    value, marks : str
        The figure, a word in quotation marks; the marks of its footnotes.
    """

    attestation: Attestation
    label: str
    via: str
    value: str
    marks: str

    @property
    def marked(self) -> str:
        """The figure with its marks."""
        return f"{self.value} {self.marks}".strip()

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
    verdict, marks : str
        The ratio, or in words why there is none; the marks of its footnotes.
    is_loss : bool
        Whether the measure has a place in the sum of losses.
    lanes : tuple of Lane
    """

    comparison: Comparison
    event: str
    heading: str
    verdict: str
    marks: str
    is_loss: bool
    lanes: tuple[Lane, ...]

    @property
    def marked(self) -> str:
        """The verdict with its marks."""
        return f"{self.verdict} {self.marks}".strip()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All that a lane plot says.

    Parameters
    ----------
    title : str
    blocks : tuple of Block
    unit : str
        In which the figures are counted.
    read_in : str
        The work in which all figures were read, where it is one and not their source.
    notes : tuple of str
        The footnotes.
    """

    title: str
    blocks: tuple[Block, ...]
    unit: str
    read_in: str
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
    def has_only_losses(self) -> bool:
        """Whether "own losses" and "enemy's losses" name what is shown."""
        return all(block.is_loss for block in self.blocks)

    @property
    def texts(self) -> Iterator[str]:
        """Every text the picture sets."""
        yield from (self.title, self.unit, *self.notes, *self.events)
        for block in self.blocks:
            yield from (block.heading, block.marked)
        for lane in self.lanes:
            yield from (lane.label, lane.via, lane.marked)


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


def _is_repeated(comparison: Comparison, others: Mapping[Quantity, Comparison]) -> bool:
    whole = others.get(comparison.within) if comparison.within else None
    return whole is not None and all(
        attestation in whole.attestations for attestation in comparison.attestations
    )


def sheet_of(comparisons: Iterable[Comparison], *, dossier: Dossier) -> Sheet:
    """Put into words what a lane plot of comparisons shows."""
    drawn = drawable(comparisons)
    events = list(dict.fromkeys(comparison.quantity.event for comparison in drawn))
    together = sorted(drawn, key=lambda comparison: events.index(comparison.quantity.event))
    return _Wording(together, dossier=dossier).sheet()


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
            unit="figures" if "" in units or len(units) > _MOST_UNITS else " / ".join(units),
            read_in=self.works(self.common_via),
            notes=tuple(self.notes(blocks)),
        )

    def block(self, comparison: Comparison) -> Block:
        event = self.dossier.events.get(comparison.quantity.event)
        measure = self.dossier.measures.get(comparison.quantity.measure)
        notes = comparison.scope_notes if comparison.ratio is not None else ()
        return Block(
            comparison=comparison,
            event=event.label if event else comparison.quantity.event,
            heading=heading_of(comparison, dossier=self.dossier),
            verdict=verdict_of(comparison),
            marks="".join(map(self.scope_mark, notes)),
            is_loss=measure is not None and measure.is_loss,
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
            value=value_of(attestation),
            marks=marks,
        )

    def scope_mark(self, note: str) -> str:
        return self.scopes.setdefault(note, _mark("‡", len(self.scopes)))

    def works(self, keys: Iterable[str]) -> str:
        return "; ".join(work_label(key, dossier=self.dossier) for key in keys)

    def notes(self, blocks: Sequence[Block]) -> Iterator[str]:
        yield from (f"{mark} {note}" for note, mark in self.derived.items())
        yield from (f"{mark} {note}: scope differs" for note, mark in self.scopes.items())
        if self.common_via:
            works = self.works(self.common_via)
            yield f"All figures were read in {works}, not in the works named."
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
