"""The report as blocks without markup, walked once: Markdown, PDF and DOCX render it."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document.blocks import (
    Block,
    Cell,
    Document,
    Grid,
    GridRow,
    Head,
    Heading,
    Line,
    Listing,
    Paragraph,
    Piece,
    Plate,
    Role,
    Verbatim,
    lines_of,
    targets_of,
    text_of,
)
from kumsong_sources.reports.document.changing import changes
from kumsong_sources.reports.document.comparing import (
    accounts,
    alone,
    body,
    comparisons,
    coverage,
    legend,
    plates,
    section,
)
from kumsong_sources.reports.document.lines import said
from kumsong_sources.reports.document.listing import checks, claims, sources, tail, unread
from kumsong_sources.reports.document.retelling import retold, texts
from kumsong_sources.reports.document.supporting import lookups, support

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Grid",
    "GridRow",
    "Head",
    "Heading",
    "Line",
    "Listing",
    "Paragraph",
    "Piece",
    "Plate",
    "Role",
    "Verbatim",
    "document_of",
    "lines_of",
    "targets_of",
    "text_of",
]


FIRST_HEADLINES = 2
"""So many stand before the picture that shows what they say."""


def document_of(content: ReportContent) -> Document:
    """Set what a report says as headings, paragraphs, lists, tables and pictures.

    Parameters
    ----------
    content : ReportContent

    Examples
    --------
    >>> from kumsong_sources.dossier import Dossier
    >>> from kumsong_sources.reports.content import report_content
    >>> document = document_of(report_content(Dossier.example("kumsong")))
    >>> [text_of(one.line) for one in document.blocks if isinstance(one, Heading)][:2]
    ['What stands out', 'Who reports what of whom']
    """
    return Document(
        title=said(content.title) or said("Report"),
        kicker="What the sources say, and how far apart",
        made_by=f"{content.provenance.program} {content.provenance.version}",
        blocks=(
            *_head(content),
            *comparisons(content),
            *accounts(content),
            *retold(content),
            *texts(content),
            *coverage(content),
            *alone(content),
            *support(content),
            *lookups(content.lookups),
            *claims(content.claims),
            *checks(content.findings),
            *unread(content.unread),
            *sources(content),
            *tail(content),
        ),
    )


def _head(content: ReportContent) -> Iterator[Block]:
    for event in content.events:
        date = said(f", {event.date}") if event.date else ()
        aliases = (piece for alias in event.aliases for piece in said(f" · {alias}"))
        yield body((*said(event.label, is_bold=True), *date, *aliases), role=Role.LEAD)
    if content.description:
        yield body(said(content.description), role=Role.LEAD)
    yield from changes(content.changes)
    yield section("What stands out", "headlines")
    yield from _headlines(content)
    yield from legend(content)


def _headlines(content: ReportContent) -> Iterator[Block]:
    """The first two, the picture of the figures, and the others."""
    entries = tuple(
        ((*said(f"{one.text} "), *said(one.leads_to, to=one.anchor)),)
        for one in content.headlines
    )
    pictures = tuple(plates(content, "comparisons"))
    if not pictures:
        yield Listing(entries=entries)
        return
    for part in (entries[:FIRST_HEADLINES], entries[FIRST_HEADLINES:]):
        if part:
            yield Listing(entries=part)
        yield from pictures
        pictures = ()
