"""The report as PDF: tagged, the same words, real text, and nothing of it markup."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from written_reports import HOSTILE, empty_dossier, example_document, hostile_dossier, words_of

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import MissingExtraError
from kumsong_sources.plots import fonts
from kumsong_sources.reports import render_bytes
from kumsong_sources.reports.document import Plate
from kumsong_sources.reports.pdf import PlainPdfWarning, pdf_report, set_pages, setting
from kumsong_sources.reports.pdf.fonts import FontChoice
from kumsong_sources.reports.pdf.setting import breakable, language

INVISIBLE = re.compile("[\u200b\u00ad\\s]")


@pytest.fixture(scope="module")
def kumsong() -> bytes:
    return pdf_report(Dossier.example("kumsong"))


@pytest.fixture(scope="module")
def read(kumsong: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(kumsong))


def text_of_pages(reader: PdfReader) -> str:
    """All text without blanks: lines are broken where the page is wide enough."""
    return INVISIBLE.sub("", "".join(page.extract_text() for page in reader.pages))


def tags(reader: PdfReader) -> list[Any]:
    """All elements of the structure tree."""
    root: Any = reader.trailer["/Root"]
    waiting, found = [root["/StructTreeRoot"]], []
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict) and ("/S" in one or "/K" in one):
            found += [one] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_identical_dossiers_give_identical_bytes(kumsong: bytes) -> None:
    assert pdf_report(Dossier.example("kumsong")) == kumsong


def test_it_has_a_title_a_language_and_no_date(read: PdfReader) -> None:
    root: Any = read.trailer["/Root"]
    assert read.metadata is not None
    assert read.metadata.title == Dossier.example("kumsong").title
    assert read.metadata.creation_date is None
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in read.xmp_metadata.stream.get_data()  # type: ignore[union-attr]


def test_it_is_tagged_with_headings_tables_lists_and_text_alternatives(
    read: PdfReader,
) -> None:
    found = tags(read)
    kinds = {one["/S"] for one in found}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Link", "/Figure", "/Caption"} <= kinds
    figures = [one for one in found if one["/S"] == "/Figure"]
    document = example_document("kumsong")
    alts = [" ".join(b.picture.alt.split()) for b in document.blocks if isinstance(b, Plate)]
    assert sorted(str(one["/Alt"]) for one in figures) == sorted(alts)


def test_all_words_of_the_report_are_text_in_their_order(read: PdfReader) -> None:
    shown = text_of_pages(read)
    for word in set(words_of(example_document("kumsong"))):
        assert INVISIBLE.sub("", word) in shown, word
    assert shown.index("Whatstandsout") < shown.index("Whoreportswhatofwhom")


def test_chinese_and_korean_are_text_in_a_font_that_is_embedded(read: PdfReader) -> None:
    assert "金城战役" in text_of_pages(read)
    assert "금성전투" in text_of_pages(read)
    names = {
        str(font["/BaseFont"])
        for page in read.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert any("NotoSansCJK" in name for name in names)
    assert all("+" in name for name in names)


def led_to(reader: PdfReader, page: Any) -> set[int]:
    """The numbers of the pages that a page's links lead to."""
    found = set()
    for note in page.get("/Annots", []):
        link = note.get_object()
        target: Any = link["/A"].get("/D") if "/A" in link else link["/Dest"]
        if isinstance(target, str):
            target = reader.named_destinations[target].dest_array
        if target is not None:
            found.add(reader.get_page_number(target.get_object()[0].get_object()))
    return found


def test_links_lead_both_ways_between_claims_and_sources(read: PdfReader) -> None:
    texts = [INVISIBLE.sub("", page.extract_text()) for page in read.pages]
    (claim,) = (n for n, text in enumerate(texts) if "K022BytheChineseestimatethe" in text
                and "“Chineseestimation:78,000" in text)  # fmt: skip
    (source,) = (n for n, text in enumerate(texts) if "ams2000·account:China" in text)
    assert source in led_to(read, read.pages[claim])
    assert claim in led_to(read, read.pages[source])


def test_it_has_bookmarks_and_the_head_of_a_table_on_each_of_its_pages(
    read: PdfReader,
) -> None:
    titles = [one.title for one in read.outline if not isinstance(one, list)]
    assert "What stands out" in titles
    assert "Sources" in titles
    pages = [INVISIBLE.sub("", page.extract_text()) for page in read.pages]
    heads = [text for text in pages if "ClaimWhatissaidSourceSupportWeakin" in text]
    assert len(heads) > 2


def test_hostile_texts_stay_text() -> None:
    made = pdf_report(hostile_dossier())
    shown = text_of_pages(PdfReader(io.BytesIO(made)))
    for text in (HOSTILE[0], HOSTILE[4], HOSTILE[5], HOSTILE[6]):
        assert INVISIBLE.sub("", text) in shown
    assert b"/JavaScript" not in made
    assert b"/Launch" not in made
    assert b"javascript:" not in made


def test_what_pdf_ua_refuses_is_set_without_that_claim_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(setting, "legible", lambda text: text)
    monkeypatch.setattr(
        setting.Setting, "shown", lambda self, text: text.replace("Kumsong", "\ufffe")
    )
    with pytest.warns(PlainPdfWarning, match="does not keep to PDF/UA-1"):
        made = set_pages(example_document("kumsong"))
    assert PdfReader(io.BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]


def test_an_empty_dossier_has_a_pdf() -> None:
    reader = PdfReader(io.BytesIO(pdf_report(empty_dossier())))
    assert "Noclaimofthedossiercouldberead" in text_of_pages(reader)


def test_without_a_font_for_han_it_is_romanised_and_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "_said", set())
    monkeypatch.setattr(fonts, "_packaged", list)
    monkeypatch.setattr(fonts, "SYSTEM_FAMILIES", ())
    monkeypatch.delenv(fonts.SETTING, raising=False)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        made = pdf_report(Dossier.example("kumsong"))
    assert [str(one.message) for one in said if "romanised" in str(one.message)] == [
        str(said[0].message)
    ]
    assert "kumsong-sources[cjk]" in str(said[0].message)
    shown = text_of_pages(PdfReader(io.BytesIO(made)))
    assert "金" not in shown
    assert "Jincheng" in shown


def test_each_language_is_set_in_the_shapes_its_readers_know() -> None:
    chosen = FontChoice.of(["徐焰 금성"])
    first = {tag: names[1] for tag, names in chosen.languages.items()}
    assert first["zh"] == "Noto Sans CJK SC"
    assert first["zh-TW"] == "Noto Sans CJK TC"
    assert first["ja"] == "Noto Sans CJK JP"
    assert first["ko"] == "Noto Sans CJK KR"


def test_a_tag_that_is_no_language_is_left_out() -> None:
    assert language("x-none") == {}
    assert language("zh-Hant")["r"] == "TW"
    assert language("de-x-dialect") == {"l": "de", "f": "de"}


def test_a_word_longer_than_its_column_may_be_broken_and_loses_nothing() -> None:
    word = "https://example.org/" + "a" * 90
    assert breakable(word, width=20).replace("\u200b", "") == word
    assert max(map(len, breakable(word, width=20).split("\u200b"))) <= 21
    assert breakable("short words stay", width=20) == "short words stay"


def test_a_report_with_too_many_links_is_set_without_them_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = example_document("kumsong")
    monkeypatch.setattr(setting, "MOST_LINKS", 10)
    fewer = PdfReader(io.BytesIO(set_pages(document)))
    assert INVISIBLE.sub("", setting.WITHOUT_LINKS) in text_of_pages(fewer)
    links = [one for one in tags(fewer) if one["/S"] == "/Link"]
    assert len(links) < 40


def test_without_typst_the_line_for_pip_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kumsong_sources.reports.extras.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kumsong-sources\[pdf\]'"):
        render_bytes(Dossier.example("kumsong"), format="pdf")
