"""What the sections of a Markdown report share: citations, claims, and their links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kumsong_sources.reports.compared import FigureShown
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.gfm import escaped, folded, link
from kumsong_sources.reports.naming import CitationShown, ClaimLink


def cite(citation: CitationShown) -> str:
    """A citation that leads to its source."""
    shown = (
        link(citation.label, citation.anchor)
        if citation.anchor
        else (f"{escaped(citation.label)} (not in the bibliography)")
    )
    return f"{shown}, {escaped(citation.locator)}" if citation.locator else shown


def cites(citations: Iterable[CitationShown]) -> str:
    """Several citations."""
    return "; ".join(map(cite, citations))


def ids(claims: Iterable[ClaimLink]) -> str:
    """The ids of claims, each leading to its claim."""
    return " ".join(link(claim.claim_id or "(no id)", claim.anchor) for claim in claims)


def in_words(content: ReportContent, section: str) -> Iterator[str]:
    """What the pictures of a section show, each folded under its title."""
    for picture in content.pictures_of(section):
        yield folded(f"In words: {picture.title}", picture.alt)


def figure_source(figure: FigureShown) -> str:
    """What a figure is cited from."""
    if figure.cited is None:
        return "uncited"
    return f"{cite(figure.cited)}{' (link inferred)' if figure.is_inferred else ''}"
