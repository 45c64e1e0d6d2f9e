"""The report as blocks without markup, from which PDF and DOCX are set."""

from __future__ import annotations

import re
import unicodedata

import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st
from written_reports import document_from, empty_dossier, example_document, hostile_dossier

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.document import (
    Document,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Plate,
    Role,
    lines_of,
    targets_of,
    text_of,
)
from kumsong_sources.reports.document.lines import legible, said, web_address
from kumsong_sources.reports.document.strips import fitted, on_pages
from kumsong_sources.reports.html import html_report, in_languages
from kumsong_sources.reports.languages import language_tag, stretches

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}pt" height="{}pt">{}</svg>'


@pytest.fixture(scope="module")
def kumsong() -> Document:
    return example_document("kumsong")


@pytest.mark.parametrize("name", ["kumsong", "kumsong-retold"])
def test_every_link_leads_to_a_block_of_the_document(name: str) -> None:
    document = example_document(name)
    targets = targets_of(document)
    led_to = {piece.to for line in lines_of(document) for piece in line if piece.to}
    assert led_to
    assert led_to - set(targets) == set()
    assert len(set(targets.values())) == len(targets)


def places(document: Document) -> list[str]:
    """The anchors of sections and pictures, in their order."""
    found = []
    for block in document.blocks:
        if isinstance(block, Plate):
            found.append(block.picture.anchor)
        elif isinstance(block, Heading) and block.anchor:
            found.append(block.anchor)
    return found


@pytest.mark.parametrize("name", ["kumsong", "kumsong-retold"])
def test_sections_and_pictures_stand_in_the_order_of_the_page(name: str) -> None:
    page = html_report(Dossier.example(name))
    on_page = re.findall(r'<(?:section|h3|h4|figure|footer|div class="\w+") id="([^"]+)"', page)
    in_document = places(example_document(name))
    assert [one for one in on_page if one in in_document] == in_document
    assert {one for one in on_page if one.startswith("picture-")} <= set(in_document)


def test_the_picture_of_the_figures_stands_behind_the_first_two_headlines(
    kumsong: Document,
) -> None:
    at = next(at for at, block in enumerate(kumsong.blocks) if isinstance(block, Plate))
    before, picture, after = kumsong.blocks[at - 1 : at + 2]
    assert isinstance(before, Listing)
    assert isinstance(picture, Plate)
    assert isinstance(after, Listing)
    assert (len(before.entries), picture.picture.section) == (2, "comparisons")


def test_headlines_without_a_picture_are_one_list() -> None:
    blocks = document_from(empty_dossier()).blocks
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Listing))
    assert not isinstance(blocks[at + 1], Listing | Plate)


def heads_of(document: Document) -> list[list[str]]:
    """The heads of all tables."""
    return [[h.text for h in one.heads] for one in document.blocks if isinstance(one, Grid)]


def test_where_nothing_was_read_elsewhere_there_is_no_column_for_it(kumsong: Document) -> None:
    plain = dossier_of("C1,b,A,red1,RED,killed,100\nC2,b,B,blue1,RED,killed,400")
    assert ["Account", "Perspective", "Figure", "Source", "Claims"] in heads_of(
        document_from(plain)
    )
    assert ["Account", "Perspective", "Figure", "Source", "Read in", "Claims"] in heads_of(
        kumsong
    )


def test_the_ranking_is_headed_as_on_the_page(kumsong: Document) -> None:
    page = html_report(Dossier.example("kumsong"))
    (ranking,) = (heads for heads in heads_of(kumsong) if heads[0] == "Rank")
    head = page.partition('class="ranking"')[2].partition("</thead>")[0]
    assert re.findall(r">([^<>]+)</th>", head) == ranking


def test_every_picture_of_the_content_stands_in_the_document(kumsong: Document) -> None:
    plates = [block.picture.name for block in kumsong.blocks if isinstance(block, Plate)]
    assert len(plates) == len(set(plates)) > 5


def test_a_claim_leads_to_its_source_and_the_source_to_the_claim(kumsong: Document) -> None:
    (row,) = (
        row
        for block in kumsong.blocks
        if isinstance(block, Grid)
        for row in block.rows
        if row.anchor == "claim-K022"
    )
    assert "source-ams2000" in {p.to for cell in row.cells for line in cell for p in line}
    entry = next(
        at
        for at, block in enumerate(kumsong.blocks)
        if isinstance(block, Paragraph) and block.anchor == "source-ams2000"
    )
    about = kumsong.blocks[entry + 1]
    assert isinstance(about, Paragraph)
    assert about.role is Role.ABOUT
    assert "claim-K022" in {piece.to for line in about.lines for piece in line}


def test_only_addresses_of_the_web_become_links() -> None:
    document = document_from(hostile_dossier())
    addresses = {piece.address for line in lines_of(document) for piece in line}
    assert addresses - {""} == {
        "https://zh.wikipedia.org/wiki/%E9%87%91%E5%9F%8E%E6%88%98%E5%BD%B9"
    }


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "ftp://x.example", "file:///etc/passwd", "https://a b", ""]
)
def test_what_is_no_address_of_the_web_is_none(text: str) -> None:
    assert web_address(text) == ""


@given(st.text())
def test_legible_text_has_no_sign_that_xml_or_pdf_refuses(text: str) -> None:
    shown = legible(text)
    assert not [
        sign
        for sign in shown
        if unicodedata.category(sign) == "Cs"
        or ord(sign) & 0xFFFE == 0xFFFE
        or (ord(sign) < 32 and sign not in "\t\n\r")
    ]


@given(
    st.text(alphabet=st.sampled_from("ab 金城금성ひ、\n\x01")),
    st.sampled_from(["", "ja", "zh-Hant"]),
)
def test_a_line_keeps_every_sign_of_its_text(text: str, lang: str) -> None:
    shown = text_of(said(text, lang=lang))
    assert shown.split() == legible(text).split()


def test_han_is_named_by_the_language_it_stands_in() -> None:
    assert [piece.lang for piece in said("徐焰")] == ["zh"]
    assert [piece.lang for piece in said("徐焰", lang="ja")] == ["ja"]
    assert [piece.lang for piece in said("徐焰", lang="zh-Hant")] == ["zh-Hant"]
    assert [piece.lang for piece in said("금성")] == ["ko"]
    assert language_tag('en" x') == ""


@given(
    st.text(alphabet=st.sampled_from("ab 金城금성ひ、。（<&")),
    st.sampled_from(["", "ja", "en"]),
)
def test_page_and_document_name_the_same_stretches_by_the_same_languages(
    text: str, lang: str
) -> None:
    assert "".join(stretch for stretch, _ in stretches(text, lang=lang)) == text
    named = {stretch for stretch, language in stretches(text, lang=lang) if language}
    in_document = {piece.text for piece in said(text, lang=lang) if piece.lang != lang}
    on_page = re.findall(r'<span lang="\w+">(.*?)</span>', str(in_languages(text, lang)))
    assert in_document == set(on_page) <= named


def test_stops_of_full_width_alone_are_of_no_language() -> None:
    assert list(stretches("a、b")) == [("a、b", "")]
    assert list(stretches("金、b")) == [("金、", "zh"), ("b", "")]


def test_a_picture_that_fits_is_not_cut_and_a_high_one_is_cut_between_its_lines() -> None:
    lines = "".join(f'<text x="0" y="{y}" font-size="10px"/>' for y in range(20, 1000, 20))
    whole = fitted(SVG.format(400, 500, lines), width=481, height=640)
    assert (whole.scale, whole.strips) == (1.0, ((0.0, 500.0),))
    cut = fitted(SVG.format(400, 1000, lines), width=481, height=640)
    (_, first), (second, last) = cut.strips
    assert first == second
    assert last == 1000
    assert not any(y - 10 < first < y + 3 for y in range(20, 1000, 20))


def test_a_picture_in_strips_stands_behind_the_list_that_goes_on_after_it(
    kumsong: Document,
) -> None:
    at = next(at for at, block in enumerate(kumsong.blocks) if isinstance(block, Plate))
    before, picture, after = kumsong.blocks[at - 1 : at + 2]
    whole = on_pages(kumsong.blocks, is_cut=lambda _: False)
    assert tuple(whole) == kumsong.blocks
    cut = on_pages(kumsong.blocks, is_cut=lambda _: True)
    assert cut[at - 1 : at + 2] == [before, after, picture]
    assert [*cut[: at - 1], *cut[at + 2 :]] == [*whole[: at - 1], *whole[at + 2 :]]


def test_the_strips_of_a_picture_have_no_gap_and_no_end_even_without_a_line_to_spare() -> None:
    solid = "".join(f'<text y="{y}" font-size="30px"/>' for y in range(0, 2000, 10))
    strips = fitted(SVG.format(481, 2000, solid), width=481, height=600).strips
    assert [bottom for _, bottom in strips][:-1] == [top for top, _ in strips][1:]
    assert (strips[0][0], strips[-1][1]) == (0.0, 2000.0)
    assert all(bottom - top <= 600 for top, bottom in strips)


def test_an_empty_dossier_has_a_document() -> None:
    document = document_from(empty_dossier())
    assert document.plain_title
    assert any("No claim" in text_of(line) for line in lines_of(document))
