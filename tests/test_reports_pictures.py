"""The pictures of a report: each only where it says something, each in its section."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from conftest import MakeDossier

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports import ReportContent, render, report_content
from kumsong_sources.reports.html import html_report

HEADER = "claim_id,event,statement,source,subject,measure,figure,reporter\n"
TWO_SIDES = 'title = "T"\n[events.battle]\n[parties.RED]\n[parties.BLUE]\n'


@pytest.fixture(scope="module")
def kumsong() -> ReportContent:
    return report_content(Dossier.example("kumsong"))


@pytest.fixture(scope="module")
def retold() -> ReportContent:
    return report_content(Dossier.example("kumsong-retold"))


def names(content: ReportContent) -> list[str]:
    return [picture.name for picture in content.pictures]


def test_the_pictures_stand_in_the_order_of_the_sections(kumsong: ReportContent) -> None:
    assert names(kumsong) == [
        "lane-plot",
        "reference",
        "matrix-casualties",
        "coverage",
        "source-load",
        "falls",
        "stemma-1",
        "weak-support",
        "holdings",
    ]


@pytest.mark.parametrize("name", ["kumsong", "kumsong-retold"])
def test_every_picture_is_in_a_section_that_the_page_has(name: str) -> None:
    dossier = Dossier.example(name)
    page = html_report(dossier)
    for picture in report_content(dossier).pictures:
        assert f'id="{picture.section}"' in page
        assert page.count(f'id="{picture.anchor}"') == 1


def test_a_figure_that_changed_as_it_was_retold_is_drawn(
    kumsong: ReportContent, retold: ReportContent
) -> None:
    assert "transmission" not in names(kumsong)
    (drawn,) = retold.pictures_of("retold")
    assert "78,000" in drawn.alt
    # The sum of the parts that later texts give is no figure that they changed.
    assert "21,578" not in drawn.alt


def test_a_stemma_of_works_that_stand_in_another_is_not_drawn_again(
    kumsong: ReportContent, retold: ReportContent
) -> None:
    # Both quantities of the first are told by the same works.
    assert sum(name.startswith("stemma") for name in names(kumsong)) == 1
    assert 1 < sum(name.startswith("stemma") for name in names(retold)) <= 3


def test_a_picture_is_svg_and_png_and_the_same_each_time(kumsong: ReportContent) -> None:
    picture = kumsong.pictures[0]
    drawn = picture.svg()
    assert drawn == picture.svg()
    assert picture.png(60) == picture.png(60)
    assert picture.png(60).startswith(b"\x89PNG")
    root = ElementTree.fromstring(drawn)
    assert [root[0].text, root[1].text] == [picture.title, picture.alt]


def test_the_words_of_a_picture_have_its_numbers(kumsong: ReportContent) -> None:
    by_name = {picture.name: picture for picture in kumsong.pictures}
    assert "78,000" in by_name["lane-plot"].alt
    assert "above 95 %" in by_name["reference"].alt
    assert "2.05" in by_name["matrix-casualties"].alt
    assert "0 of 15: silence" in by_name["coverage"].alt


def test_the_names_of_pictures_are_their_own_and_fit_for_files(retold: ReportContent) -> None:
    assert len(set(names(retold))) == len(retold.pictures)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names(retold))


def test_one_claim_without_a_figure_has_no_picture(dossier_folder: MakeDossier) -> None:
    folder = dossier_folder(claims="claim_id,event,statement,source\nC1,battle,Fought.,red1\n")
    assert report_content(Dossier.open(folder)).pictures == ()


def test_one_overclaim_factor_is_no_matrix_and_a_strength_is_no_loss(
    dossier_folder: MakeDossier,
) -> None:
    rows = (
        "C1,battle,A.,red1,RED,killed,100,RED\n"
        "C2,battle,B.,swiss,RED,killed,400,BLUE\n"
        "C3,battle,C.,red1,RED,strength,1000,RED\n"
        "C4,battle,D.,swiss,RED,strength,4000,BLUE\n"
        "C5,battle,E.,swiss,BLUE,strength,1000,BLUE\n"
        "C6,battle,F.,red1,BLUE,strength,9000,RED\n"
    )
    folder = dossier_folder(claims=HEADER + rows, declaration=TWO_SIDES)
    found = names(report_content(Dossier.open(folder)))
    assert "lane-plot" in found
    assert not [name for name in found if name.startswith("matrix")]


def test_where_no_loss_is_compared_the_lanes_show_what_else_is(
    dossier_folder: MakeDossier,
) -> None:
    rows = "C1,battle,A.,red1,RED,strength,100,RED\nC2,battle,B.,swiss,RED,strength,400,BLUE\n"
    folder = dossier_folder(claims=HEADER + rows, declaration=TWO_SIDES)
    content = report_content(Dossier.open(folder))
    assert "400" in content.pictures[0].alt
    assert content.pictures[0].name == "lane-plot"


def test_of_many_lanes_the_farthest_apart_are_drawn_and_it_is_said(
    dossier_folder: MakeDossier,
) -> None:
    rows = "".join(
        f"A{n},battle,A.,red1,RED,killed,{100 + n},RED,part {n}\n"
        f"B{n},battle,B.,swiss,RED,killed,{(100 + n) * (n + 1)},BLUE,part {n}\n"
        for n in range(30)
    )
    header = HEADER.replace("reporter", "reporter,scope")
    folder = dossier_folder(claims=header + rows, declaration=TWO_SIDES)
    lanes = report_content(Dossier.open(folder)).pictures[0]
    assert lanes.caption.endswith("Of 30 quantities it shows the 20 farthest apart.")
    assert "part 29" in lanes.alt
    assert "part 5)" not in lanes.alt


def test_markdown_tells_every_picture_in_words(retold: ReportContent) -> None:
    text = render(Dossier.example("kumsong-retold"), format="markdown")
    for picture in retold.pictures:
        assert text.count(f"<details><summary>In words: {picture.title}</summary>") == 1
    assert text.count("<details>") == text.count("</details>") == len(retold.pictures)
