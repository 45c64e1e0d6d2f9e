"""The report as a workbook: typed cells to sort, filter and compute with."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.changes import Earlier
from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.compared import comparison_anchor
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.extras import needs
from kumsong_sources.reports.xlsx.cells import Sheet
from kumsong_sources.reports.xlsx.comparing import (
    Kinds,
    accounts,
    changes,
    comparisons,
    figures,
    retold,
    texts,
)
from kumsong_sources.reports.xlsx.listing import citations, claims, findings, sources, unread
from kumsong_sources.reports.xlsx.supporting import (
    copying,
    favour,
    lineage,
    reliance,
    rounding,
    weaknesses,
    work_list,
)

__all__ = ["sheets_of", "xlsx_report"]


def xlsx_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> bytes:
    """Write the report as XLSX.

    Each sheet is one table with its heads in the first row, frozen and filtered; numbers
    are numbers, unrounded, and days are texts of ISO 8601, because a workbook knows none
    before 1900. Texts stay texts, whatever they begin with: no formula is written and no
    address becomes a link but those of the web that the bibliography gives. Identical files
    give identical bytes.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Raises
    ------
    MissingExtraError
        Without XlsxWriter, which the extra ``xlsx`` brings.
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> xlsx_report(Dossier.example("kumsong"))[:2]
    b'PK'
    """
    needs("xlsxwriter", extra="xlsx", for_="XLSX")
    from kumsong_sources.reports.xlsx.writing import write_workbook

    compared = compare(dossier)
    content = report_content(dossier, style=style, comparisons=compared, earlier=earlier)
    kinds = {comparison_anchor(one.quantity): one.kind for one in compared}
    return write_workbook(content, tuple(sheets_of(content, dossier=dossier, kinds=kinds)))


def sheets_of(content: ReportContent, *, dossier: Dossier, kinds: Kinds) -> Iterator[Sheet]:
    """The sheets that have rows, in the order of the report."""
    every = (
        changes(content),
        comparisons(content),
        figures(content, kinds=kinds),
        accounts(content),
        retold(content),
        texts(content),
        favour(content),
        rounding(content),
        reliance(content),
        lineage(content),
        copying(content),
        weaknesses(content),
        work_list(content),
        claims(content, dossier=dossier),
        citations(content),
        findings(content),
        unread(content),
        sources(content),
    )
    return (sheet for sheet in every if sheet.rows)
