"""The report as a tagged PDF, set by typst: the same content and pictures as the page."""

from __future__ import annotations

import json
import warnings
from functools import cache
from importlib.resources import files
from typing import Any

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import report_content
from kumsong_sources.reports.document import Document, Verbatim, document_of, lines_of, text_of
from kumsong_sources.reports.extras import needs
from kumsong_sources.reports.pdf.fonts import FontChoice
from kumsong_sources.reports.pdf.setting import Setting

__all__ = ["pdf_report", "set_pages"]

STANDARD = "ua-1"
"""PDF/UA-1: tagged, with languages, text alternatives and a title."""


class PlainPdfWarning(UserWarning):
    """A report holds what PDF/UA does not admit; it is tagged, but claims no conformity."""


def pdf_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> bytes:
    """Write the report as PDF.

    The file is tagged as PDF/UA-1, in the same words and order as the page, its pictures as
    vectors with their text alternatives. It has bookmarks, links both ways between claims
    and sources, and no date: identical files give identical bytes, with the same version
    of typst. Texts of the dossier reach typst as values, never as its markup; nothing is
    fetched.

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
        Without typst, which the extra ``pdf`` brings.
    KumsongSourcesError
        If there is no such citation style.

    Warns
    -----
    MissingFontWarning
        Once, if there is Han, kana or Hangul and no font that has it: then it is romanised.

    Examples
    --------
    >>> pdf_report(Dossier.example("kumsong"))[:8]
    b'%PDF-1.7'
    """
    needs("typst", extra="pdf", for_="PDF")
    return set_pages(document_of(report_content(dossier, style=style, earlier=earlier)))


def set_pages(document: Document) -> bytes:
    """Set a document on pages."""
    fonts = FontChoice.of(
        [
            *(text_of(line) for line in lines_of(document)),
            *(one.text for one in document.blocks if isinstance(one, Verbatim)),
        ]
    )
    value = Setting(document, fonts=fonts).value()
    return _compiled(value, fonts=fonts)


def _compiled(value: dict[str, Any], *, fonts: FontChoice) -> bytes:
    import typst

    told = {"report": json.dumps(value, ensure_ascii=False)}

    # Its type hints have no case for what `Fonts` holds.
    typeset: Any = typst.compile

    def compiled(standards: list[str]) -> bytes:
        made: bytes = typeset(
            _template(),
            sys_inputs=told,
            font_paths=fonts.loaded,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=standards,
        )
        return made

    try:
        return compiled([STANDARD])
    except typst.TypstError as error:
        if not error.message.startswith("PDF/UA"):
            raise
        warnings.warn(
            f"the PDF is tagged, but does not keep to PDF/UA-1 ({error.message})",
            PlainPdfWarning,
            stacklevel=4,
        )
        return compiled([])


@cache
def _template() -> bytes:
    return files("kumsong_sources.reports").joinpath("pdf/report.typ").read_bytes()
