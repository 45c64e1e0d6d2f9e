"""What a report says of dependence: on single sources, and of sources on each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.comparison import Comparison
from kumsong_sources.copying import FEWEST, likenesses
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage
from kumsong_sources.reliance import leave_one_out, source_load
from kumsong_sources.reports.compared import comparison_anchor
from kumsong_sources.reports.naming import CitationShown, ClaimLink, Naming
from kumsong_sources.reports.wording import factor, listed, percent, percent_span, sentence_case


@dataclass(frozen=True, kw_only=True)
class QuantityLink:
    """A quantity's title and where the report shows it."""

    title: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class RelianceShown:
    """How much hangs on one source, and what falls without it.

    Parameters
    ----------
    source : CitationShown
    figures : int
        Stated figures with a number that it carries.
    share : float or None
        Of all figures that are cited from a source; `None` where none is.
    claims : tuple of ClaimLink
        Claims that would lose their last source.
    quantities : tuple of QuantityLink
        Quantities that would lose their comparison: fewer than two reporters are left.
    """

    source: CitationShown
    figures: int
    share: float | None
    claims: tuple[ClaimLink, ...]
    quantities: tuple[QuantityLink, ...]

    @property
    def share_words(self) -> str:
        """The share in percent; blank where there is none."""
        return "" if self.share is None else percent(self.share)


@dataclass(frozen=True, kw_only=True)
class LikenessShown:
    """How often two sources give the very same unrounded figure.

    Parameters
    ----------
    first, second : CitationShown
    shared, identical : int
        Quantities both report with unrounded figures, and those on which they are the same.
    share : float
    interval : str
        Wilson interval of the share, 95 %, in percent.
    low, high : float or None
        Its ends, as shares.
    base_rate : float or None
        The same share over all other pairs; `None` where there is no other.
    is_declared : bool
        Whether the bibliography declares them to be of one lineage.
    is_suspected : bool
        Whether that is clearly more than unrelated works share.
    """

    first: CitationShown
    second: CitationShown
    shared: int
    identical: int
    share: float
    interval: str
    low: float | None
    high: float | None
    base_rate: float | None
    is_declared: bool
    is_suspected: bool

    @property
    def numbers(self) -> str:
        """The share with its interval: "6 of 7, 86 % (49–97 %)"."""
        return f"{self.identical} of {self.shared}, {percent(self.share)} ({self.interval})"

    @property
    def base_words(self) -> str:
        """The base rate in percent."""
        return "no other pair" if self.base_rate is None else percent(self.base_rate)

    @property
    def judgement(self) -> str:
        """What it comes to: declared lineage decides, numbers only raise a suspicion."""
        if self.is_declared:
            return "declared to be of one lineage"
        return "copying suspected, not declared" if self.is_suspected else "not suspected"


@dataclass(frozen=True, kw_only=True)
class LineageShown:
    """Which of the works that are cited or read take from which.

    Parameters
    ----------
    works, witnesses : int
        The works, and the independent lineages among them.
    groups : tuple of (CitationShown, tuple of CitationShown)
        For each lineage with several works the one it goes back to, and those that take
        from it; a work that takes from several stands under each.
    cycles : tuple of tuple of CitationShown
        Works that derive from each other in a circle.
    """

    works: int
    witnesses: int
    groups: tuple[tuple[tuple[CitationShown, ...], tuple[CitationShown, ...]], ...]
    cycles: tuple[tuple[CitationShown, ...], ...]


def show_reliance(
    comparisons: Sequence[Comparison], support: Sequence[Corroboration], *, naming: Naming
) -> tuple[RelianceShown, ...]:
    """What hangs on each source, those that carry most figures first.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.corroboration import corroboration
    >>> dossier = Dossier.example("kumsong")
    >>> found = show_reliance(compare(dossier), corroboration(dossier), naming=Naming(dossier))
    >>> [(one.source.citekey, one.share_words, len(one.quantities)) for one in found]
    [('chae2001', '67 %', 2), ('ams2000', '33 %', 2), ('wikipedia-kumsong', '', 0)]
    """
    load = source_load(naming.dossier)
    links: dict[str, ClaimLink] = {}
    for one in support:
        links.setdefault(one.claim.claim_id, naming.claim(one.claim))
    shown = [
        RelianceShown(
            source=naming.work(fall.citekey),
            figures=load.figures.get(fall.citekey, 0),
            share=load.shares.get(fall.citekey),
            claims=tuple(links[claim_id] for claim_id in fall.claims),
            quantities=tuple(_link(quantity, naming=naming) for quantity in fall.quantities),
        )
        for fall in leave_one_out(comparisons, support)
    ]
    return tuple(sorted(shown, key=lambda one: (-one.figures, -len(one.claims))))


def _link(quantity: Quantity, *, naming: Naming) -> QuantityLink:
    title = sentence_case(naming.title(quantity))
    return QuantityLink(title=title, anchor=comparison_anchor(quantity))


def effective_words(dossier: Dossier) -> str:
    """As many equally used sources would carry the figures; blank without figures."""
    effective = source_load(dossier).effective
    return "" if effective is None else factor(effective)


def show_likenesses(
    found: Iterable[Attestation], *, naming: Naming
) -> tuple[LikenessShown, ...]:
    """The pairs of sources that share enough unrounded figures, most suspicious first."""
    return tuple(
        LikenessShown(
            first=naming.work(one.first),
            second=naming.work(one.second),
            shared=one.shared,
            identical=one.identical,
            share=one.share,
            interval=percent_span(one.interval),
            low=one.interval.low,
            high=one.interval.high,
            base_rate=one.base_rate,
            is_declared=one.is_declared,
            is_suspected=one.is_suspected,
        )
        for one in likenesses(found, dossier=naming.dossier)
    )


def copying_sentence(shown: Sequence[LikenessShown]) -> str:
    """What the numbers say of copying, or why they say nothing.

    Examples
    --------
    >>> print(copying_sentence(()))
    Whether a source copied another cannot be told from the numbers: no two sources share \
5 quantities on which both give unrounded figures.
    """
    if not shown:
        return (
            "Whether a source copied another cannot be told from the numbers: no two sources "
            f"share {FEWEST} quantities on which both give unrounded figures."
        )
    suspected = [one for one in shown if one.is_suspected and not one.is_declared]
    if not suspected:
        return "No pair agrees to the last digit so often that copying is to be suspected."
    pairs = listed(f"{one.first.label} with {one.second.label}" for one in suspected[:3])
    more = f" (and {len(suspected) - 3} further pairs)" if len(suspected) > 3 else ""
    return (
        f"Copying is suspected, and not declared: {pairs}{more}. They agree to the last digit "
        "more often than unrelated works do. That is no proof: both may use one return."
    )


def show_lineage(dossier: Dossier, *, naming: Naming) -> LineageShown:
    """The lineages among the works that claims cite or are read in.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> shown = show_lineage(dossier, naming=Naming(dossier))
    >>> shown.works, shown.witnesses, [[w.citekey for w in below] for _, below in shown.groups]
    (3, 2, [['wikipedia-kumsong'], ['wikipedia-kumsong']])
    """
    known = dossier.bibliography.known_keys
    stemma = Lineage.of(dossier).stemma(key for key in dossier.claims_by_source if key in known)
    members: list[tuple[list[str], list[str]]] = [([], []) for _ in stemma.witnesses]
    asked = {key for group in stemma.witnesses for key in group}
    children = {child for parent, child in stemma.edges if parent in asked}
    for key in (key for key in stemma.nodes if key in asked):
        for place in stemma.witnesses_behind(key):
            members[place][key in children].append(key)
    return LineageShown(
        works=len(asked),
        witnesses=len(stemma.witnesses),
        groups=tuple(
            (tuple(map(naming.work, origins)), tuple(map(naming.work, below)))
            for origins, below in members
            if len(origins) + len(below) > 1
        ),
        cycles=tuple(tuple(map(naming.work, circle)) for circle in stemma.cycles),
    )
