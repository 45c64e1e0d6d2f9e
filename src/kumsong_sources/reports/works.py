"""What a report says of sources, of what could not be read, and of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kumsong_sources.checks import Finding, Severity
from kumsong_sources.claims import Claim
from kumsong_sources.corroboration import Weakness, source_load
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import Runs, format_source
from kumsong_sources.reports.naming import (
    CitationShown,
    ClaimLink,
    Naming,
    anchor_of,
    place_words,
)
from kumsong_sources.sources import Source
from kumsong_sources.vocabulary import Link


@dataclass(frozen=True, kw_only=True)
class SourceShown:
    """One source with what the editor judges of it, and the claims that cite it.

    Parameters
    ----------
    anchor, citekey, label : str
    runs : Runs
        The bibliography's entry.
    traits : tuple of (str, str)
        Account, kind, level, lineage and informant, where given.
    derives_from : tuple of CitationShown
    annotation : str
        The editor's remark.
    cited_by, read_through : tuple of ClaimLink
        The claims that cite it; those read in it without citing it.
    figures : int
        Stated figures with a number that it carries.
    share : float or None
        Of all figures cited in the dossier.
    """

    anchor: str
    citekey: str
    label: str
    runs: Runs
    traits: tuple[tuple[str, str], ...]
    derives_from: tuple[CitationShown, ...]
    annotation: str
    cited_by: tuple[ClaimLink, ...]
    read_through: tuple[ClaimLink, ...]
    figures: int
    share: float | None


@dataclass(frozen=True, kw_only=True)
class UnreadShown:
    """A row or entry that could not be read, whole.

    Parameters
    ----------
    anchor, place, reason, remedy, raw : str
    """

    anchor: str
    place: str
    reason: str
    remedy: str
    raw: str


@dataclass(frozen=True, kw_only=True)
class FindingShown:
    """One finding of the checks.

    Parameters
    ----------
    place, message, hint : str
    claim : ClaimLink or None
    source : CitationShown or None
    waived : str
        The reason for which it is accepted; blank for an open one.
    """

    place: str
    message: str
    hint: str
    claim: ClaimLink | None
    source: CitationShown | None
    waived: str


@dataclass(frozen=True, kw_only=True)
class FindingsShown:
    """The findings of one rule.

    Parameters
    ----------
    rule : str
    severity : str
    findings : tuple of FindingShown
    """

    rule: str
    severity: str
    findings: tuple[FindingShown, ...]


def show_sources(dossier: Dossier, *, naming: Naming, style: str) -> tuple[SourceShown, ...]:
    """Every source, in the order of a bibliography."""
    load = source_load(dossier)
    figures, shares = load.figures, load.shares
    cited_by = {key: [] for key in dossier.sources} | _citing(dossier)
    shown = []
    for source in sorted(dossier.sources.values(), key=lambda source: source.sort_key):
        key = source.citekey
        claims = cited_by.get(key, [])
        reading = dossier.claims_by_source.get(key, ())
        citing = {claim.position for claim in claims}
        shown.append(
            SourceShown(
                anchor=anchor_of("source", key),
                citekey=key,
                label=naming.work(key).label,
                runs=format_source(source, style=style),
                traits=tuple(_traits(source, naming=naming)),
                derives_from=tuple(map(naming.work, source.derivesfrom)),
                annotation=source.entry.text("annotation"),
                cited_by=naming.claims(claims),
                read_through=naming.claims(c for c in reading if c.position not in citing),
                figures=figures.get(key, 0),
                share=shares.get(key),
            )
        )
    return tuple(shown)


def _citing(dossier: Dossier) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in dossier.claims:
        for key in claim.citekeys:
            found.setdefault(key, []).append(claim)
    return found


def _traits(source: Source, *, naming: Naming) -> Iterable[tuple[str, str]]:
    if source.party:
        yield "account", naming.dossier.party_label(source.party)
    for name, value in (
        ("kind", source.sourcetype),
        ("level", source.level),
        ("informant", source.informant),
    ):
        if value:
            yield name, value


def show_unread(dossier: Dossier) -> tuple[UnreadShown, ...]:
    """The rows and entries that could not be read, in file order: nothing disappears."""
    taken = set(dossier.sources)
    shown = []
    for number, row in enumerate(dossier.table.rejected, 1):
        shown.append(
            UnreadShown(
                anchor=f"unread-row-{number}",
                place=place_words(row.position),
                reason=row.reason,
                remedy=row.remedy,
                raw=row.raw,
            )
        )
    for number, entry in enumerate(dossier.bibliography.rejected, 1):
        free = next((key for key in entry.keys if key not in taken), None)
        taken.update(entry.keys)
        shown.append(
            UnreadShown(
                anchor=anchor_of("source", free) if free else f"unread-entry-{number}",
                place=place_words(entry.position),
                reason=entry.reason,
                remedy=entry.remedy,
                raw=entry.raw,
            )
        )
    return tuple(shown)
