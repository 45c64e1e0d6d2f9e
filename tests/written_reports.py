"""Dossiers whose reports are written as files for other programs, and what is in them."""

from __future__ import annotations

import csv
import io
from functools import cache

from building import PARTIES, dossier_of

from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.claims import parse_claims
from kumsong_sources.declaration import parse_declaration
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports import report_content
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document import Document, document_of, lines_of, text_of
from kumsong_sources.sources import bibliography_of

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    '#import "x": * $a$ *b* _c_ `d` <label> @ref // e /* f */ \\u{41}',
    "<w:t>&amp;</w:t> ]]> <script>alert(1)</script>",
    "{{ 7*7 }} %s {0} _x0041_",
    "https://evil.example/x",
    "a\x01\x0b\x1f\x7fb\ufffe\uffff\ufeff",
    "\u202eright to left\u202c שלום العربية",
    "金城战役 徐焰 금성 전투 ひらがな",
    "x" * 400,
)
"""Texts that some program takes for more than text."""

COLUMNS = (
    *("claim_id", "event", "statement", "source", "subject", "measure", "figure", "scope"),
    *("reporter", "link", "via", "informant", "quote", "quote_lang", "note", "further"),
)


def hostile_dossier() -> Dossier:
    """A dossier with a hostile text in every field that takes one."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for number, text in enumerate(HOSTILE):
        table.writerow(
            (
                *(f"{text[:60]} {number}", text, text, "red1[" + str(number) + "]", "RED"),
                *("killed", str(100 + number), text, "RED", "stated", "swiss"),
                *(text, text, text, text, text),
            )
        )
    table.writerow(("only", "two"))
    quoted = HOSTILE[4].replace("\\", "").replace("{", "").replace("}", "")
    references = (
        f"@book{{red1, title = {{{quoted}}}, author = {{{HOSTILE[0]}}}, year = 1950, "
        f"annotation = {{{HOSTILE[5]}}}, url = {{javascript:alert(1)}}, party = {{RED}}}}\n"
        "@online{swiss, title = {T}, author = {Tell, W.}, year = 1955,\n"
        "  url = {https://zh.wikipedia.org/wiki/金城战役}}\n"
        "@book{open, title = {never closed"
    )
    label = HOSTILE[5].replace('"', "")
    declared = parse_declaration(PARTIES.replace("Two sides", label).replace("Redland", "=1+1"))
    return Dossier(
        folder=".",
        table=parse_claims(written.getvalue(), measures=declared.measures),
        bibliography=bibliography_of(parse_bibtex(references, path="references.bib")),
        declaration=declared,
        hashes={"claims.csv": "0" * 64},
    )


def empty_dossier() -> Dossier:
    """A dossier without a claim and without a work."""
    return dossier_of("", references="", declaration='title = ""\n')


def content_of(dossier: Dossier) -> ReportContent:
    """What its report says."""
    return report_content(dossier)


def document_from(dossier: Dossier) -> Document:
    """Its report as blocks."""
    return document_of(content_of(dossier))


@cache
def example_document(name: str) -> Document:
    """The report on a dossier that ships, as blocks."""
    return document_from(Dossier.example(name))


def words_of(document: Document) -> list[str]:
    """The words of all lines, in order."""
    return [word for line in lines_of(document) for word in text_of(line).split()]
