"""The report for a word processor, to be written on in: the same content and pictures."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import report_content
from kumsong_sources.reports.document import Document, document_of
from kumsong_sources.reports.extras import needs

__all__ = ["docx_report", "write_document"]

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment an archive can name: it stands for no date."""


def docx_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> bytes:
    """Write the report as DOCX.

    Headings, captions, notes and tables have styles of their own, so that a publisher's
    can take their place. Links lead both ways between claims and sources, pictures have
    text alternatives, Han, kana and Hangul have their language and a font for it. Identical
    files give identical bytes.

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
        Without python-docx, which the extra ``docx`` brings.
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> docx_report(Dossier.example("kumsong"))[:2]
    b'PK'
    """
    needs("docx", extra="docx", for_="DOCX")
    return write_document(document_of(report_content(dossier, style=style, earlier=earlier)))


def write_document(document: Document) -> bytes:
    """Write a document for a word processor."""
    import docx

    from kumsong_sources.reports.docx.setting import Writer
    from kumsong_sources.reports.docx.styles import define_styles

    made = docx.Document()
    _describe(made, document)
    define_styles(made)
    _lay_out(made, made_by=document.made_by)
    Writer(document, into=made).write()
    written = io.BytesIO()
    made.save(written)
    return without_dates(written.getvalue())


def _describe(made: Any, document: Document) -> None:
    """Title, language and maker; no dates, no author, no picture of an empty page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    core = made.core_properties
    core.title, core.language = document.plain_title[:255], "en-GB"
    core.author = core.last_modified_by = document.made_by
    core.comments = ""
    for tag in ("dcterms:created", "dcterms:modified"):
        for child in core._element.findall(qn(tag)):
            core._element.remove(child)
    package = made.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    looks = defaults.find(qn("w:rPr"))
    for child in looks.findall(qn("w:lang")):
        looks.remove(child)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    looks.append(spoken)


def _lay_out(made: Any, *, made_by: str) -> None:
    """A4, with the page's number at the foot."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm, Pt

    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    foot = page.footer.paragraphs[0]
    foot.style = made.styles["Note"]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(17), _right())
    foot.paragraph_format.space_after = Pt(0)
    foot.add_run(f"{made_by}\t")
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        foot._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="{field}">'
                "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
            )
        )
        foot.add_run(after)


def _right() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.RIGHT


def without_dates(archive: bytes) -> bytes:
    """An archive with the same parts, none of which says when it was written."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for part in old.infolist():
            named = zipfile.ZipInfo(part.filename, date_time=EARLIEST)
            named.compress_type = zipfile.ZIP_DEFLATED
            named.external_attr = 0o600 << 16
            new.writestr(named, old.read(part))
    return written.getvalue()
