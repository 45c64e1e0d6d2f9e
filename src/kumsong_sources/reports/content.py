"""What a report says, without any markup: computed once, rendered many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kumsong_sources import __version__
from kumsong_sources.accounts import exchanges
from kumsong_sources.attestations import attestations
from kumsong_sources.changes import Earlier, changes_since
from kumsong_sources.checks import Finding, run_checks
from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.corroboration import Corroboration, corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import STYLES
from kumsong_sources.reports.accounts import AccountsShown, show_accounts
from kumsong_sources.reports.changed import ChangesShown, show_changes, shown_by_quantity
from kumsong_sources.reports.compared import MARKS, ComparisonShown, show_comparisons
from kumsong_sources.reports.favour import HeapingShown, SignShown, show_heaping, show_signs
from kumsong_sources.reports.headlines import Headline, headlines
from kumsong_sources.reports.lookup import LookUp, show_lookups
from kumsong_sources.reports.method import method_in_brief
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.pictures import Picture, show_pictures
from kumsong_sources.reports.ranking import RankShown, show_ranking
from kumsong_sources.reports.reliance import (
    LikenessShown,
    LineageShown,
    RelianceShown,
    copying_sentence,
    effective_words,
    show_likenesses,
    show_lineage,
    show_reliance,
)
from kumsong_sources.reports.retold import (
    RetellingShown,
    TextShown,
    show_retellings,
    show_texts,
    texts_differ,
)
from kumsong_sources.reports.supported import (
    ClaimShown,
    WeaknessShown,
    show_claims,
    show_weaknesses,
)
from kumsong_sources.reports.wording import date_words
from kumsong_sources.reports.works import (
    FindingsShown,
    SourceShown,
    UnreadShown,
    show_findings,
    show_sources,
    show_unread,
)

PROGRAM = "kumsong-sources"


@dataclass(frozen=True, kw_only=True)
class EventShown:
    """What the claims are about.

    Parameters
    ----------
    label : str
    date : str
        In words; blank when not declared.
    aliases : tuple of str
    """

    label: str
    date: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """From what the report was made: no date and no path, so that it can be made again.

    Parameters
    ----------
    program, version : str
    style : str
        The citation style in words.
    hashes : tuple of (str, str)
        File name and SHA-256 of its bytes.
    """

    program: str
    version: str
    style: str
    hashes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SupportShown:
    """What the figures and claims rest on.

    Parameters
    ----------
    signs : tuple of SignShown
        What speaks for figures.
    heaping : tuple of HeapingShown
        How round the figures of each reporter are.
    reliance : tuple of RelianceShown
        What hangs on each source.
    effective_sources : str
        As many equally used sources would carry the figures; blank without figures.
    lineage : LineageShown
    likenesses : tuple of LikenessShown
        Pairs of sources that share enough unrounded figures.
    copying : str
        What these say of copying, or why nothing can be said.
    weaknesses : tuple of WeaknessShown
    """

    signs: tuple[SignShown, ...]
    heaping: tuple[HeapingShown, ...]
    reliance: tuple[RelianceShown, ...]
    effective_sources: str
    lineage: LineageShown
    likenesses: tuple[LikenessShown, ...]
    copying: str
    weaknesses: tuple[WeaknessShown, ...]


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """Everything a report says.

    Parameters
    ----------
    title, description : str
    events : tuple of EventShown
    headlines : tuple of Headline
    reference : str
        The distribution in which ratios have their place.
    marks : tuple of (str, str)
        The marks that figures carry in this report, with their meaning.
    ranking : tuple of RankShown
        Quantities that have a ratio, farthest apart first.
    comparisons : tuple of ComparisonShown
        Quantities with several figures.
    alone : tuple of ComparisonShown
        Quantities with one figure or none.
    accounts : tuple of AccountsShown
        Those farthest apart first.
    retold : tuple of RetellingShown
        Figures that differ under one citation; those that changed first.
    texts : tuple of TextShown
        What each work that claims are read in tells alone; none where there is one.
    texts_differ : str
        How far their ratios range, as a sentence; blank where they do not.
    claims : tuple of ClaimShown
        In file order.
    support : SupportShown
    lookups : tuple of LookUp
        The work list, ranked.
    findings : tuple of FindingsShown
    unread : tuple of UnreadShown
        Rows and entries that could not be read, whole.
    sources : tuple of SourceShown
        In the order of a bibliography.
    method : tuple of str
        Paragraphs.
    pictures : tuple of Picture
        In the order of the sections in which they stand.
    provenance : Provenance
    changes : ChangesShown or None
        What changed since an earlier state; `None` where none was asked for.
    """

    title: str
    description: str
    events: tuple[EventShown, ...]
    headlines: tuple[Headline, ...]
    reference: str
    marks: tuple[tuple[str, str], ...]
    ranking: tuple[RankShown, ...]
    comparisons: tuple[ComparisonShown, ...]
    alone: tuple[ComparisonShown, ...]
    accounts: tuple[AccountsShown, ...]
    retold: tuple[RetellingShown, ...]
    texts: tuple[TextShown, ...]
    texts_differ: str
    claims: tuple[ClaimShown, ...]
    support: SupportShown
    lookups: tuple[LookUp, ...]
    findings: tuple[FindingsShown, ...]
    unread: tuple[UnreadShown, ...]
    sources: tuple[SourceShown, ...]
    method: tuple[str, ...]
    pictures: tuple[Picture, ...]
    provenance: Provenance
    changes: ChangesShown | None = None

    def pictures_of(self, section: str) -> tuple[Picture, ...]:
        """The pictures that stand in a section.

        Parameters
        ----------
        section : str
            Its anchor: ``"comparisons"``, ``"ranking"``, ``"accounts"``, ``"retold"``,
            ``"coverage"``, ``"reliance"``, ``"lineage"``, ``"weak"`` or ``"sources"``.
        """
        return tuple(one for one in self.pictures if one.section == section)

    @cached_property
    def has_several_events(self) -> bool:
        """Whether a quantity has to be named together with its event."""
        return len({one.event for one in (*self.comparisons, *self.alone)}) > 1


def report_content(
    dossier: Dossier,
    *,
    style: str = "chicago-17",
    comparisons: Sequence[Comparison] | None = None,
    earlier: Earlier | None = None,
) -> ReportContent:
    """Compute all that a report on a dossier says.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    comparisons : sequence of Comparison, optional
        Of the whole dossier, where they are computed already.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> content = report_content(Dossier.example("kumsong"))
    >>> [(one.title, str(one.ratio)) for one in content.comparisons]
    [('United Nations Command · casualties', '5.43'), ('China · casualties', '2.05')]
    >>> print(content.accounts[0].swing)
    11.1
    """
    naming, support, findings = Naming(dossier), corroboration(dossier), run_checks(dossier)
    compared = compare(dossier) if comparisons is None else tuple(comparisons)
    shown = show_comparisons(compared, naming=naming)
    accounts = show_accounts(exchanges(compared), comparisons=compared, naming=naming)
    retold, texts = show_retellings(dossier, naming=naming), show_texts(dossier, naming=naming)
    said = headlines(
        compared, accounts=accounts, retold=retold, texts=texts, support=support, naming=naming
    )
    return ReportContent(
        title=dossier.title,
        description=dossier.declaration.description,
        events=_events(dossier),
        headlines=said,
        reference=dossier.declaration.reference.label,
        marks=_marks(shown),
        ranking=show_ranking(compared, shown),
        comparisons=tuple(one for one in shown if one.is_compared),
        alone=tuple(one for one in shown if not one.is_compared),
        accounts=accounts,
        retold=retold,
        texts=texts,
        texts_differ=texts_differ(texts),
        claims=show_claims(support, naming=naming),
        support=_support(compared, support, naming=naming),
        lookups=show_lookups(compared, support, naming=naming),
        findings=show_findings(findings, dossier=dossier, naming=naming),
        unread=show_unread(dossier),
        sources=show_sources(dossier, naming=naming, style=style),
        method=method_in_brief(dossier),
        pictures=show_pictures(compared, support, naming=naming),
        provenance=_provenance(dossier, style=style),
        changes=None if earlier is None else _changes(earlier, compared, findings, naming),
    )


def _changes(
    earlier: Earlier,
    compared: Sequence[Comparison],
    findings: Sequence[Finding],
    naming: Naming,
) -> ChangesShown:
    changes = changes_since(
        earlier.dossier, naming.dossier, comparisons=compared, findings=findings
    )
    shown = shown_by_quantity(compared, show_comparisons(compared, naming=naming))
    return show_changes(changes, since=earlier.label, naming=naming, shown=shown)


def _support(
    compared: Sequence[Comparison], support: Sequence[Corroboration], *, naming: Naming
) -> SupportShown:
    found = attestations(naming.dossier)
    likenesses = show_likenesses(found, naming=naming)
    return SupportShown(
        signs=show_signs(compared, naming=naming),
        heaping=show_heaping(found, naming=naming),
        reliance=show_reliance(compared, support, naming=naming),
        effective_sources=effective_words(naming.dossier),
        lineage=show_lineage(naming.dossier, naming=naming),
        likenesses=likenesses,
        copying=copying_sentence(likenesses),
        weaknesses=show_weaknesses(support, naming=naming),
    )


def _provenance(dossier: Dossier, *, style: str) -> Provenance:
    return Provenance(
        program=PROGRAM,
        version=__version__,
        style=STYLES[style].label,
        hashes=tuple(dossier.hashes.items()),
    )


def _events(dossier: Dossier) -> tuple[EventShown, ...]:
    return tuple(
        EventShown(label=event.label, date=date_words(event.date), aliases=event.aliases)
        for event in dossier.events.values()
    )


def _marks(comparisons: Sequence[ComparisonShown]) -> tuple[tuple[str, str], ...]:
    used = {mark for one in comparisons for figure in one.figures for mark in figure.marks}
    return tuple((mark, meaning) for mark, meaning in MARKS.items() if mark in used)
