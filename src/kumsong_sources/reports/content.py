"""What a report says, without any markup: computed once, rendered many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kumsong_sources import __version__
from kumsong_sources.accounts import exchanges
from kumsong_sources.checks import run_checks
from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.corroboration import corroboration
from kumsong_sources.declaration import BANDS
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import STYLES
from kumsong_sources.reliance import source_load
from kumsong_sources.reports.accounts import AccountsShown, show_accounts
from kumsong_sources.reports.compared import (
    MARKS,
    ComparisonShown,
    show_comparisons,
)
from kumsong_sources.reports.headlines import Headline, headlines
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.supported import (
    ClaimShown,
    WeaknessShown,
    show_claims,
    show_weaknesses,
)
from kumsong_sources.reports.wording import date_words, factor
from kumsong_sources.reports.works import (
    FindingsShown,
    RetellingShown,
    SourceShown,
    UnreadShown,
    show_findings,
    show_retellings,
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
class ReportContent:
    """Everything a report says.

    Parameters
    ----------
    title, description : str
    events : tuple of EventShown
    headlines : tuple of Headline
    marks : tuple of (str, str)
        The marks that figures carry in this report, with their meaning.
    comparisons : tuple of ComparisonShown
        Quantities with several figures.
    alone : tuple of ComparisonShown
        Quantities with one figure or none.
    accounts : tuple of AccountsShown
        Those farthest apart first.
    retold : tuple of RetellingShown
        Figures that change under one citation.
    claims : tuple of ClaimShown
        In file order.
    weaknesses : tuple of WeaknessShown
    findings : tuple of FindingsShown
    unread : tuple of UnreadShown
        Rows and entries that could not be read, whole.
    sources : tuple of SourceShown
        In the order of a bibliography.
    effective_sources : str
        As many equally used sources would carry the figures; blank without figures.
    method : tuple of str
        Paragraphs.
    provenance : Provenance
    """

    title: str
    description: str
    events: tuple[EventShown, ...]
    headlines: tuple[Headline, ...]
    marks: tuple[tuple[str, str], ...]
    comparisons: tuple[ComparisonShown, ...]
    alone: tuple[ComparisonShown, ...]
    accounts: tuple[AccountsShown, ...]
    retold: tuple[RetellingShown, ...]
    claims: tuple[ClaimShown, ...]
    weaknesses: tuple[WeaknessShown, ...]
    findings: tuple[FindingsShown, ...]
    unread: tuple[UnreadShown, ...]
    sources: tuple[SourceShown, ...]
    effective_sources: str
    method: tuple[str, ...]
    provenance: Provenance

    @property
    def has_several_events(self) -> bool:
        """Whether a quantity has to be named together with its event."""
        return len({one.event for one in (*self.comparisons, *self.alone)}) > 1


def report_content(
    dossier: Dossier,
    *,
    style: str = "chicago-17",
    comparisons: Sequence[Comparison] | None = None,
) -> ReportContent:
    """Compute all that a report on a dossier says.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    comparisons : sequence of Comparison, optional
        Of the whole dossier, where they are computed already.

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
    naming = Naming(dossier)
    compared = compare(dossier) if comparisons is None else tuple(comparisons)
    support = corroboration(dossier)
    shown = show_comparisons(compared, naming=naming)
    accounts = show_accounts(exchanges(compared), comparisons=compared, naming=naming)
    retold = show_retellings(dossier, naming=naming)
    bibliography = show_sources(dossier, naming=naming, style=style)
    effective = source_load(dossier).effective
    return ReportContent(
        title=dossier.title,
        description=dossier.declaration.description,
        events=_events(dossier),
        headlines=headlines(
            compared, accounts=accounts, retold=retold, support=support, naming=naming
        ),
        marks=_marks(shown),
        comparisons=tuple(one for one in shown if one.is_compared),
        alone=tuple(one for one in shown if not one.is_compared),
        accounts=accounts,
        retold=retold,
        claims=show_claims(support, naming=naming),
        weaknesses=show_weaknesses(support, naming=naming),
        findings=show_findings(run_checks(dossier), dossier=dossier, naming=naming),
        unread=show_unread(dossier),
        sources=bibliography,
        effective_sources="" if effective is None else factor(effective),
        method=_method(dossier),
        provenance=Provenance(
            program=PROGRAM,
            version=__version__,
            style=STYLES[style].label,
            hashes=tuple(dossier.hashes.items()),
        ),
    )


def _events(dossier: Dossier) -> tuple[EventShown, ...]:
    return tuple(
        EventShown(label=event.label, date=date_words(event.date), aliases=event.aliases)
        for event in dossier.events.values()
    )


def _marks(comparisons: Sequence[ComparisonShown]) -> tuple[tuple[str, str], ...]:
    used = {mark for one in comparisons for figure in one.figures for mark in figure.marks}
    return tuple((mark, meaning) for mark, meaning in MARKS.items() if mark in used)


def _origin(bands: Mapping[str, float]) -> str:
    """Where the bands come from; a dossier that sets its own knows best."""
    if dict(bands) != dict(BANDS):
        return ", as this dossier sets it"
    return (
        "; nineteen in twenty of the ratios between five reference works on battles of the "
        f"American Civil War lie at or below {[*bands.values()][-1]:g}"
    )


def _method(dossier: Dossier) -> tuple[str, ...]:
    bands = dossier.declaration.bands
    ends = ", ".join(f"{name} up to {end:g}" for name, end in bands.items())
    return (
        "Figures are compared where event, subject, measure and scope are the same. A figure "
        "for a part stands beside the whole as a lower bound and is marked. Parts are summed "
        "only within one source, and the sum is marked as ours. What is not reported is never "
        "taken as zero, and no figure is picked, averaged or filled in.",
        "The ratio is the greatest figure over the least, the difference the greatest less the "
        f"least. Ratios are called {ends}, above that extreme{_origin(bands)}.",
        "The overclaim factor is an account’s figure for the enemy’s loss over the enemy’s own "
        "figure; the loss-exchange ratio is enemy loss over own loss within one account; the "
        "swing is the product of the two overclaim factors. They say how far accounts lie "
        "apart, not which of them is right.",
        "Support is counted twice: sources by heads, and witnesses as independent lineages, in "
        "which works that take their account from one another count once. Only declared "
        "lineage counts. An inferred link is the editor’s, not the text’s.",
    )
