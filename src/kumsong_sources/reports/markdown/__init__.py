"""The report as Markdown: tables of GitHub's kind, anchors both ways, pictures in words.

A Markdown file has no place for a picture of its own: what a viewer shows of an embedded
one differs, and a second file beside it would make two of one report. What a picture shows
stands folded under its title, with every number.
"""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.gfm import escaped, link
from kumsong_sources.reports.markdown.changing import changes
from kumsong_sources.reports.markdown.comparing import (
    accounts,
    alone,
    comparisons,
    coverage,
)
from kumsong_sources.reports.markdown.listing import checks, claims, sources, tail, unread
from kumsong_sources.reports.markdown.pieces import in_words
from kumsong_sources.reports.markdown.retelling import retold, texts
from kumsong_sources.reports.markdown.supporting import lookups, support

__all__ = ["markdown_report"]


def markdown_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> str:
    """Write the report as Markdown.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Returns
    -------
    str
        With a final line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> text = markdown_report(Dossier.example("kumsong"))
    >>> "| South Korea | own | 14,373†‡ |" in text
    True
    """
    content = report_content(dossier, style=style, earlier=earlier)
    blocks = [
        *_head(content),
        *changes(content.changes),
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
    ]
    return "\n\n".join(blocks) + "\n"


def _head(content: ReportContent) -> Iterator[str]:
    yield f"# {escaped(content.title)}"
    for event in content.events:
        date = f", {escaped(event.date)}" if event.date else ""
        aliases = "".join(f" · {escaped(alias)}" for alias in event.aliases)
        yield f"**{escaped(event.label)}**{date}{aliases}"
    if content.description:
        yield escaped(content.description)
    yield "## What stands out"
    yield "\n".join(
        f"- {escaped(one.text)} {link(one.leads_to, one.anchor)}" for one in content.headlines
    )
    yield from in_words(content, "comparisons")
    if content.marks:
        yield _legend(content)


def _legend(content: ReportContent) -> str:
    return "  \n".join(f"{mark} {meaning}." for mark, meaning in content.marks)
