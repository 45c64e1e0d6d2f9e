"""What a report says of sources, of what could not be read, and of findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from kumsong_sources.checks import Finding, Severity
from kumsong_sources.claims import Claim
from kumsong_sources.corroboration import Weakness
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import STYLES, Runs, format_bibliography, in_order
from kumsong_sources.exports.works import work_of
from kumsong_sources.reliance import source_load
from kumsong_sources.reports.naming import (
    CitationShown,
    ClaimLink,
    Naming,
    anchor_of,
    place_words,
)
from kumsong_sources.sources import Source


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
    anchor, rule, severity : str
    count : int
        All of them, those shown elsewhere included.
    findings : tuple of FindingShown
    elsewhere : str
        Anchor of the list of weak support that has the rest; blank where all are here.
    """

    anchor: str
    rule: str
    severity: str
    count: int
    findings: tuple[FindingShown, ...]
    elsewhere: str = ""


def show_sources(dossier: Dossier, *, naming: Naming, style: str) -> tuple[SourceShown, ...]:
    """Every source, in the order of a bibliography.

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.
    """
    format_bibliography((), style=style)  # Says which styles there are, if not this one.
    load = source_load(dossier)
    citing = _citing(dossier)
    works = dict.fromkeys(source.citekey for source in in_order(dossier.sources.values()))
    # What is no work, such as an @xdata entry, stands behind them: it may be cited, too.
    return tuple(
        SourceShown(
            anchor=anchor_of("source", key),
            citekey=key,
            label=naming.work(key).label,
            runs=STYLES[style].entry(work_of(dossier.sources[key])),
            traits=tuple(_traits(dossier.sources[key], naming=naming)),
            derives_from=tuple(map(naming.work, dossier.sources[key].derivesfrom)),
            annotation=dossier.sources[key].entry.text("annotation"),
            cited_by=naming.claims(citing.get(key, ())),
            read_through=naming.claims(
                claim
                for claim in dossier.claims_by_source.get(key, ())
                if key not in claim.citekeys
            ),
            figures=load.figures.get(key, 0),
            share=load.shares.get(key),
        )
        for key in (*works, *(key for key in dossier.sources if key not in works))
    )


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
    shown = [
        UnreadShown(
            anchor=f"unread-row-{number}",
            place=place_words(row.position),
            reason=row.reason,
            remedy=row.remedy,
            raw=row.raw,
        )
        for number, row in enumerate(dossier.table.rejected, 1)
    ]
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


def show_findings(
    findings: Iterable[Finding], *, dossier: Dossier, naming: Naming
) -> tuple[FindingsShown, ...]:
    """The findings by rule, the gravest first.

    What the list of weak support has already is counted here and not told twice, unless
    it is waived: then its reason stands here.
    """
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.severity.value, finding.rule), []).append(finding)
    order = {severity.value: -severity.rank for severity in Severity}
    shower = FindingShower(dossier, naming=naming)
    shown = []
    for (severity, rule), found in sorted(
        by_rule.items(), key=lambda group: order[group[0][0]]
    ):
        weakness = WEAK_SUPPORT.get(rule)
        told = [one for one in found if weakness is None or one.waived]
        shown.append(
            FindingsShown(
                anchor=anchor_of("rule", rule, severity),
                rule=rule,
                severity=severity,
                count=len(found),
                findings=tuple(map(shower.show, told)),
                elsewhere=anchor_of("weak", weakness.value)
                if weakness and len(told) < len(found)
                else "",
            )
        )
    return tuple(shown)


WEAK_SUPPORT = {weakness.value: weakness for weakness in Weakness} | {
    "uncited-claim": Weakness.UNCITED
}
"""The rules whose findings the list of weak support has, too."""


class FindingShower:
    """Shows findings, with links to the claims and sources they are of."""

    def __init__(self, dossier: Dossier, *, naming: Naming) -> None:
        self.naming = naming
        self.claims: dict[str, Claim] = {}
        for claim in dossier.claims:
            self.claims.setdefault(claim.claim_id, claim)
        self.paths = (dossier.table.path, dossier.bibliography.file.path)

    def show(self, finding: Finding) -> FindingShown:
        """One finding, with what it is about."""
        claim = self.claims.get(finding.claim_id or "")
        return FindingShown(
            place=place_words(finding.position),
            message=self.without_folder(finding.message),
            hint=self.without_folder(finding.hint),
            claim=self.naming.claim(claim) if claim else None,
            source=self.naming.work(finding.citekey) if finding.citekey else None,
            waived=finding.waived.reason if finding.waived else "",
        )

    def without_folder(self, text: str) -> str:
        """A report must not depend on where the dossier lies."""
        for path in self.paths:
            text = text.replace(path, PurePath(path).name)
        return text
