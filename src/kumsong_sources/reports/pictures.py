"""The pictures of a report: which are drawn of what, where each stands, what it shows.

A picture stands only where it says something that a line of text does not: no matrix of
one field, no stemma of works that take nothing from each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from kumsong_sources.accounts import pairs
from kumsong_sources.attestations import attestations
from kumsong_sources.comparison import Comparison, ranked
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.lineage import Lineage
from kumsong_sources.reliance import leave_one_out, source_load
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import sentence_case
from kumsong_sources.tables import holdings_table
from kumsong_sources.transmission import retellings

NOT_WRITTEN = {"is_written": False}
"""The metadata of a field that is a function: it is in no written form of the report."""

MOST_STEMMATA, MOST_MATRICES, MOST_LANES = 3, 3, 40
FEWEST_QUANTITIES, FEWEST_WORKS, FEWEST_CLAIMS = 3, 5, 5
"""Fewer quantities, works or claims are seen at a glance in their table or list."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture of a report; it is drawn when it is asked for.

    Parameters
    ----------
    name : str
        Of letters of ASCII, digits and hyphens, each picture its own: fit for a file.
    section : str
        Anchor of the section in which it stands.
    title : str
    caption : str
        How it is read, as one or two sentences.
    alt : str
        What it shows, in words and numbers: for those who do not see it.
    draw : callable
        Draws it anew and returns matplotlib's `Axes`.
    """

    name: str
    section: str
    title: str
    caption: str
    alt: str
    draw: Callable[[], Any] = field(repr=False, compare=False, metadata=NOT_WRITTEN)

    @property
    def anchor(self) -> str:
        """Where a page shows it."""
        return f"picture-{self.name}"

    def svg(self) -> str:
        """The picture as SVG with real text, its title and its description."""
        from kumsong_sources.plots import svg

        return svg(self.draw(), title=self.title, description=self.alt)

    def png(self, dpi: float = 150) -> bytes:
        """The picture as PNG.

        Parameters
        ----------
        dpi : float
            Dots per inch.
        """
        from kumsong_sources.plots import png

        return png(self.draw(), dpi)


def show_pictures(
    comparisons: Sequence[Comparison], support: Sequence[Corroboration], *, naming: Naming
) -> tuple[Picture, ...]:
    """The pictures that say something of a dossier, in the order of the report.

    Parameters
    ----------
    comparisons : sequence of Comparison
    support : sequence of Corroboration
    naming : Naming

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.corroboration import corroboration
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> found = show_pictures(
    ...     compare(dossier), corroboration(dossier), naming=Naming(dossier)
    ... )
    >>> [(one.name, one.section) for one in found][:3]
    [('lane-plot', 'comparisons'), ('reference', 'ranking'), ('matrix-casualties', 'accounts')]
    """
    return tuple(_Choice(comparisons, support, naming=naming).pictures())


class _Choice:
    """Chooses what is drawn."""

    def __init__(
        self,
        comparisons: Sequence[Comparison],
        support: Sequence[Corroboration],
        *,
        naming: Naming,
    ) -> None:
        self.comparisons, self.support = comparisons, support
        self.naming, self.dossier = naming, naming.dossier

    def pictures(self) -> Iterator[Picture]:
        yield from self.lane_plot()
        yield from self.reference()
        yield from self.matrices()
        yield from self.transmissions()
        yield from self.coverage()
        yield from self.load()
        yield from self.falls()
        yield from self.stemmata()
        yield from self.weaknesses()
        yield from self.holdings()

    def lane_plot(self) -> Iterator[Picture]:
        from kumsong_sources.plots import alt_text, headline_comparisons, lane_plot

        found = headline_comparisons(self.comparisons, dossier=self.dossier)
        if not found:
            every = headline_comparisons(self.comparisons, everything=True)
            found = tuple(one for one in every if one.spread.n > 1)
        chosen = _within_lanes(found)
        few = f" Of {len(found):,} quantities it shows the {len(chosen)} farthest apart."
        if len(chosen) == 1:
            few = f" Of {len(found):,} quantities it shows the one farthest apart."
        if chosen:
            yield Picture(
                name="lane-plot",
                section="comparisons",
                title=f"{self.dossier.title}: who reports what of whom",
                caption="One line for each figure, under what it is of; equal steps are equal "
                f"ratios.{few if len(chosen) < len(found) else ''}",
                alt=alt_text(chosen, self.dossier),
                draw=partial(lane_plot, chosen, dossier=self.dossier),
            )

    def reference(self) -> Iterator[Picture]:
        from kumsong_sources.plots import reference_alt, reference_plot

        if ranked(self.comparisons):
            yield Picture(
                name="reference",
                section="ranking",
                title="How usual such ratios are",
                caption="Each ratio against those that works of reference have among "
                "themselves; the shades are the bands.",
                alt=reference_alt(self.comparisons, dossier=self.dossier),
                draw=partial(reference_plot, self.comparisons, dossier=self.dossier),
            )

    def matrices(self) -> Iterator[Picture]:
        """Of the measures of loss with several factors, those with most of them first."""
        from kumsong_sources.plots import matrix_alt, reporter_matrix

        fields: dict[str, set[tuple[str | None, str]]] = {}
        losses = {name for name, measure in self.dossier.measures.items() if measure.is_loss}
        found = [
            pair
            for pair in pairs(self.comparisons)
            if pair.is_overclaim and pair.ratio and pair.quantity.measure in losses
        ]
        for pair in found:
            place = (pair.second.reporter, pair.quantity.subject)
            fields.setdefault(pair.quantity.measure, set()).add(place)
        measures = sorted(
            (measure for measure, places in fields.items() if len(places) > 1),
            key=lambda measure: -len(fields[measure]),
        )
        for measure in measures[:MOST_MATRICES]:
            yield Picture(
                name=f"matrix-{_for_a_file(measure, of=measures)}",
                section="accounts",
                title=f"Overclaim factors: {self.naming.measure(measure)}",
                caption="Each field holds a reporter’s figures for its enemy’s losses over "
                "the enemy’s own.",
                alt=matrix_alt(found, dossier=self.dossier, measure=measure),
                draw=partial(reporter_matrix, found, dossier=self.dossier, measure=measure),
            )

    def transmissions(self) -> Iterator[Picture]:
        from kumsong_sources.plots import transmission_alt, transmission_plot

        # Stated figures only: a sum of ours is none that a text has changed.
        told = retellings(attestations(self.dossier), dossier=self.dossier)
        if any(one.is_conflict for one in told):
            yield Picture(
                name="transmission",
                section="retold",
                title="One source’s figures from text to text",
                caption="Each row is one source’s figure for one quantity, text by text; what "
                "differs from the first in its row stands in bold.",
                alt=transmission_alt(told, dossier=self.dossier),
                draw=partial(transmission_plot, told, dossier=self.dossier),
            )

    def coverage(self) -> Iterator[Picture]:
        from kumsong_sources.plots import coverage_alt, coverage_plot

        told = [{report.reporter for report in one.reports} for one in self.comparisons]
        parties = {source.party for source in self.dossier.sources.values() if source.party}
        reporters = parties.union(*told)
        silence = any(reporters - speaking for speaking in told)
        if silence and len(told) >= FEWEST_QUANTITIES and len(reporters) > 1:
            yield Picture(
                name="coverage",
                section="coverage",
                title="Who speaks of what, and where silence is",
                caption="A field without a mark is silence: the dossier has nothing that this "
                "party’s works say of it.",
                alt=coverage_alt(self.comparisons, dossier=self.dossier),
                draw=partial(coverage_plot, self.comparisons, dossier=self.dossier),
            )

    def load(self) -> Iterator[Picture]:
        from kumsong_sources.plots import load_alt, source_load_plot

        load = source_load(self.dossier)
        if len(load.figures) > 1:
            yield Picture(
                name="source-load",
                section="reliance",
                title="How many figures each source carries",
                caption="The longer one bar beside the others, the more hangs on one work.",
                alt=load_alt(load, dossier=self.dossier),
                draw=partial(source_load_plot, load, dossier=self.dossier),
            )

    def falls(self) -> Iterator[Picture]:
        from kumsong_sources.plots import falls_alt, falls_plot

        falls = leave_one_out(self.comparisons, self.support)
        if len(falls) > 1 and any(one.claims or one.quantities for one in falls):
            yield Picture(
                name="falls",
                section="reliance",
                title="What falls without one source",
                caption="Claims that would lose their last source, and quantities that would "
                "lose their comparison, if one work could not be used.",
                alt=falls_alt(falls, dossier=self.dossier),
                draw=partial(falls_plot, falls, dossier=self.dossier),
            )

    def stemmata(self) -> Iterator[Picture]:
        """Of quantities whose works take from each other, the farthest apart first.

        A quantity whose works stand in a stemma above brings nothing new.
        """
        from kumsong_sources.plots import stemma_alt, stemma_plot
        from kumsong_sources.plots.wording import quantity_label

        lineage = Lineage.of(self.dossier)
        for number, one in enumerate(islice(self.traced(lineage), MOST_STEMMATA), 1):
            about = sentence_case(quantity_label(one.quantity, dossier=self.dossier))
            yield Picture(
                name=f"stemma-{number}",
                section="lineage",
                title=f"{about}: which work takes from which",
                caption="Earlier works stand above, and arrows lead from a source to what "
                "takes from it; boxes with the same number are of one lineage.",
                alt=stemma_alt(lineage, one, dossier=self.dossier),
                draw=partial(stemma_plot, lineage, one, dossier=self.dossier),
            )

    def traced(self, lineage: Lineage) -> Iterator[Comparison]:
        shown: list[set[str]] = []
        every = [*ranked(self.comparisons), *self.comparisons]
        for one in {one.quantity: one for one in every if one.spread.n > 1}.values():
            told = one.attestations
            works = {key for a in told for key in (*a.via, a.citekey) if key is not None}
            if not any(works <= known for known in shown) and lineage.stemma(works).edges:
                shown.append(works)
                yield one

    def weaknesses(self) -> Iterator[Picture]:
        from kumsong_sources.plots import support_alt, support_plot

        weak = any(one.weaknesses for one in self.support)
        if weak and len(self.support) >= FEWEST_CLAIMS:
            yield Picture(
                name="weak-support",
                section="weak",
                title="In what the support of claims is weak",
                caption="A claim may be weak in several ways and is then counted in each.",
                alt=support_alt(self.support),
                draw=partial(support_plot, self.support),
            )

    def holdings(self) -> Iterator[Picture]:
        from kumsong_sources.plots import holdings_alt, holdings_plot

        if len(self.dossier.sources) >= FEWEST_WORKS:
            table = holdings_table(self.dossier)
            yield Picture(
                name="holdings",
                section="sources",
                title="What the bibliography consists of",
                caption="How many works there are of each language, party, kind, level and "
                "time: whose account is strongly represented, and whose is missing.",
                alt=holdings_alt(table),
                draw=partial(holdings_plot, table),
            )


def _within_lanes(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """All of them in their order, or where that is too much those farthest apart."""
    if sum(len(one.attestations) for one in found) <= MOST_LANES:
        return tuple(found)
    lanes = 0
    chosen: list[Comparison] = []
    for one in sorted(found, key=lambda one: -(one.certain_ratio or 0.0)):
        lanes += len(one.attestations)
        if chosen and lanes > MOST_LANES:
            break
        chosen.append(one)
    return tuple(chosen)


def _for_a_file(name: str, *, of: Sequence[str]) -> str:
    """A measure's name in a file's; by its place where it has other signs than ASCII's."""
    plain = name.replace("_", "-")
    return (
        plain if plain.isascii() and plain.replace("-", "").isalnum() else str(of.index(name))
    )
