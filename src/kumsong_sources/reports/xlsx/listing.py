"""Sheets that list all there is: claims, citations, findings, what was not read, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.claims import Claim
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles.runs import text_of
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document.lines import web_address
from kumsong_sources.reports.supported import ClaimShown
from kumsong_sources.reports.works import SourceShown
from kumsong_sources.reports.xlsx.cells import (
    Cell,
    Link,
    Sheet,
    SheetRow,
    claim_cell,
    columns,
    source_cell,
    value_of,
)
from kumsong_sources.vocabulary import Kind


def claims(content: ReportContent, *, dossier: Dossier) -> Sheet:
    """Every claim with all its columns, its figure as numbers, and both counts."""
    further = list(dict.fromkeys(name for one in content.claims for name, _ in one.extra))
    rows = (
        SheetRow(anchor=shown.link.anchor, cells=_claim(shown, claim, dossier, further))
        for shown, claim in zip(content.claims, dossier.claims, strict=True)
    )
    return Sheet(
        name="Claims",
        holds="A claim, in the order of the file; its figure as written, and as numbers.",
        columns=columns(
            *("Claim", "What is said", "Event", "Subject", "Measure", "Scope", "Figure"),
            *("Low", "Best", "High", "Account", "Source", "Link inferred", "Read in"),
            *("Sources", "Witnesses", "Weak in", "Informant", "Quote", "Language", "Note"),
            *further,
            "Place",
        ),
        rows=tuple(rows),
        anchors=("claims",),
        frozen=1,
    )


def _claim(
    shown: ClaimShown, claim: Claim, dossier: Dossier, further: Sequence[str]
) -> tuple[Cell, ...]:
    measure = dossier.measures.get(claim.measure)
    kind = measure.kind if measure else Kind.COUNT
    figure, more = claim.figure, dict(shown.extra)
    low, best, high = (figure.low, figure.best, figure.high) if figure else (None, None, None)
    return (
        shown.link.claim_id or "(no id)",
        shown.link.statement,
        shown.event,
        shown.subject,
        shown.measure,
        shown.scope,
        shown.figure,
        *(value_of(number, kind=kind) for number in (low, best, high)),
        shown.reporter,
        source_cell(shown.cited) or "uncited",
        shown.is_inferred,
        source_cell(shown.via),
        shown.sources,
        shown.witnesses,
        ", ".join(shown.weaknesses),
        shown.informant,
        shown.quote,
        shown.quote_lang,
        shown.note,
        *(more.get(name) for name in further),
        shown.place,
    )


def citations(content: ReportContent) -> Sheet:
    """One row for each claim and work: the way from either to the other."""
    rows = [
        SheetRow(
            cells=(
                claim_cell([one.link]),
                Link(value=cited.label, to=cited.anchor or ""),
                cited.citekey,
                cited.locator,
                role,
                one.is_inferred and role == "cited",
            )
        )
        for one in content.claims
        for role, works in (("cited", one.cited), ("read in", one.via))
        for cited in works
    ]
    return Sheet(
        name="Citations",
        holds="A claim and a work it cites or was read in: links lead to both.",
        columns=columns("Claim", "Source", "Key", "Locator", "Role", "Link inferred"),
        rows=tuple(rows),
    )


def findings(content: ReportContent) -> Sheet:
    """The findings of the checks; those that tell of weak support are counted."""
    return Sheet(
        name="Findings",
        holds="A finding of the checks.",
        columns=columns(
            *("Severity", "Rule", "Place", "Claim", "Source", "Finding", "What to do"),
            "Waived because",
        ),
        rows=tuple(_findings(content)),
        anchors=("checks",),
    )


def _findings(content: ReportContent) -> Iterator[SheetRow]:
    for group in content.findings:
        anchor = group.anchor
        if group.elsewhere:
            told = group.count - len(group.findings)
            leads = Link(value=f"{told:,} listed under weak support", to=group.elsewhere)
            cells = (group.severity, group.rule, None, None, None, leads, None, None)
            yield SheetRow(anchor=anchor, cells=cells)
            anchor = ""
        for one in group.findings:
            yield SheetRow(
                anchor=anchor,
                cells=(
                    group.severity,
                    group.rule,
                    one.place,
                    claim_cell([one.claim]) if one.claim else None,
                    source_cell([one.source]),
                    one.message,
                    one.hint,
                    one.waived,
                ),
            )
            anchor = ""


def unread(content: ReportContent) -> Sheet:
    """What could not be read, whole."""
    return Sheet(
        name="Not read",
        holds="A row or entry that could not be read as it stands, whole.",
        columns=columns("Place", "Reason", "What to do", "As it stands"),
        rows=tuple(
            SheetRow(anchor=one.anchor, cells=(one.place, one.reason, one.remedy, one.raw))
            for one in content.unread
        ),
        anchors=("unread",),
    )


def sources(content: ReportContent) -> Sheet:
    """The bibliography, with what hangs on each source."""
    names = ("account", "kind", "level", "informant")
    return Sheet(
        name="Sources",
        holds="A work of the bibliography, and the claims that cite it.",
        columns=columns(
            *("Key", "Short name", "Entry", "Address"),
            *(name.capitalize() for name in names),
            *("Derives from", "Figures"),
            ("Share", "share"),
            *("Claims that cite it", "These claims", "Claims read in it", "Those claims"),
            "Annotation",
        ),
        rows=tuple(
            SheetRow(anchor=one.anchor, cells=_source(one, names)) for one in content.sources
        ),
        anchors=("sources",),
        frozen=1,
    )


def _source(one: SourceShown, names: Sequence[str]) -> tuple[Cell, ...]:
    traits = dict(one.traits)
    address = next((run.link for run in one.runs if run.link), "")
    return (
        one.citekey,
        one.label,
        text_of(one.runs),
        Link(value=address, address=web_address(address)) if address else None,
        *(traits.get(name) for name in names),
        source_cell(one.derives_from),
        one.figures,
        one.share,
        len(one.cited_by),
        claim_cell(one.cited_by),
        len(one.read_through),
        claim_cell(one.read_through),
        one.annotation,
    )
