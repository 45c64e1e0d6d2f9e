"""The report as Markdown: tables of GitHub's kind, anchors both ways, no picture.

A Markdown file has no place for a picture of its own: what a viewer shows of an embedded
one differs, and a second file beside it would make two of one report. The tables hold
every number of the lane plot.
"""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.gfm import escaped, link
from kumsong_sources.reports.markdown.comparing import accounts, alone, comparisons
from kumsong_sources.reports.markdown.listing import checks, claims, sources, tail, unread
from kumsong_sources.reports.markdown.retelling import retold, texts
from kumsong_sources.reports.markdown.supporting import lookups, support

__all__ = ["markdown_report"]


def markdown_report(dossier: Dossier, *, style: str = "chicago-17") -> str:
    """Write the report as Markdown.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.

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
    content = report_content(dossier, style=style)
    blocks = [
        *_head(content),
        *comparisons(content),
        *accounts(content.accounts),
        *retold(content.retold),
        *texts(content),
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
    if content.marks:
        yield _legend(content)


def _legend(content: ReportContent) -> str:
    return "  \n".join(f"{mark} {meaning}." for mark, meaning in content.marks)
