"""The report for a word processor: styles, links both ways, languages, no dates."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from click.testing import CliRunner
from conftest import MakeDossier
from written_reports import HOSTILE, empty_dossier, example_document, hostile_dossier

from kumsong_sources.cli import commands, main
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import MissingExtraError
from kumsong_sources.reports import render_bytes
from kumsong_sources.reports.document import Grid, Heading, Plate, lines_of, text_of
from kumsong_sources.reports.document.lines import legible
from kumsong_sources.reports.docx import docx_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def kumsong() -> bytes:
    return docx_report(Dossier.example("kumsong"))


@pytest.fixture(scope="module")
def body(kumsong: bytes) -> ElementTree.Element:
    return body_of(kumsong)


def body_of(written: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def text_in(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def test_identical_dossiers_give_identical_bytes_without_a_date(kumsong: bytes) -> None:
    assert docx_report(Dossier.example("kumsong")) == kumsong
    with zipfile.ZipFile(io.BytesIO(kumsong)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"created" not in archive.read("docProps/core.xml")
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_word_processors_find_its_title_and_language(kumsong: bytes) -> None:
    made = docx.Document(io.BytesIO(kumsong))
    assert made.core_properties.title == Dossier.example("kumsong").title
    assert made.core_properties.language == "en-GB"


def test_all_text_stands_in_it_in_order(body: ElementTree.Element) -> None:
    shown = text_in(body)
    at = 0
    for line in lines_of(example_document("kumsong")):
        found = shown.find(text_of(line), at)
        assert found >= 0, text_of(line)
        at = found


def test_what_machines_write_stands_in_letters_of_one_width(
    body: ElementTree.Element,
) -> None:
    coded = {
        text_in(run)
        for run in body.iter(f"{W}r")
        for fonts in run.iter(f"{W}rFonts")
        if fonts.get(f"{W}ascii") == "Consolas"
    }
    assert set(Dossier.example("kumsong").hashes.values()) < coded
    assert any(text.startswith("references.bib:") for text in coded)
    assert not any("Korea" in text for text in coded)


def test_headings_have_the_styles_that_make_an_outline(kumsong: bytes) -> None:
    made = docx.Document(io.BytesIO(kumsong))
    shown = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in made.paragraphs
        if paragraph.style is not None and paragraph.style.name.startswith("Heading ")
    ]
    blocks = example_document("kumsong").blocks
    assert shown == [(b.level, text_of(b.line)) for b in blocks if isinstance(b, Heading)]
    assert made.paragraphs[1].style.name == "Title"  # type: ignore[union-attr]


def test_the_head_of_every_table_stands_anew_on_each_page(body: ElementTree.Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    grids = [b for b in example_document("kumsong").blocks if isinstance(b, Grid)]
    assert len(tables) == len(grids) > 5
    for table, grid in zip(tables, grids, strict=True):
        rows = table.findall(f"{W}tr")
        assert len(rows) == len(grid.rows) + 1
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [True] + [False] * len(grid.rows)


def test_every_link_leads_to_a_bookmark_and_no_name_stands_twice(
    body: ElementTree.Element,
) -> None:
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    led_to = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert len(names) == len(set(names))
    assert len(led_to) > 50
    assert led_to - set(names) == set()


def test_claims_and_sources_lead_to_each_other(body: ElementTree.Element) -> None:
    rows = [row for row in body.iter(f"{W}tr") if text_in(row).startswith("K022By")]
    (row,) = rows
    mark = next(row.iter(f"{W}bookmarkStart")).get(f"{W}name")
    links = {text_in(link): link.get(f"{W}anchor") for link in row.iter(f"{W}hyperlink")}
    source = links["Chinese Military Science Academy 2000"]
    paragraphs = list(body.iter(f"{W}p"))
    at = next(
        number
        for number, paragraph in enumerate(paragraphs)
        if source in {m.get(f"{W}name") for m in paragraph.iter(f"{W}bookmarkStart")}
    )
    back = {link.get(f"{W}anchor") for link in paragraphs[at + 1].iter(f"{W}hyperlink")}
    assert mark in back


def test_every_picture_has_its_text_alternative(body: ElementTree.Element) -> None:
    shown = [one.get("descr") for one in body.iter(f"{WP}docPr")]
    blocks = example_document("kumsong").blocks
    assert shown == [" ".join(b.picture.alt.split()) for b in blocks if isinstance(b, Plate)]


def test_a_picture_higher_than_a_page_stands_in_parts() -> None:
    body = body_of(docx_report(Dossier.example("kumsong-retold")))
    names = [str(one.get("name")) for one in body.iter(f"{WP}docPr")]
    assert names[:2] == ["lane-plot", "lane-plot-2"]
    heights = [int(one.get("cy", "0")) for one in body.iter(f"{WP}extent")]
    assert max(heights) <= 640 * 12_700


def test_han_and_hangul_have_their_language_and_a_font_for_it(
    body: ElementTree.Element,
) -> None:
    looks = {
        text_in(run): run.find(f"{W}rPr")
        for run in body.iter(f"{W}r")
        if run.find(f"{W}t") is not None
    }
    for text, lang, font in (
        ("金城战役", "zh-CN", "Microsoft YaHei"),
        ("금성", "ko-KR", "Malgun Gothic"),
    ):
        run: Any = next(look for shown, look in looks.items() if shown.startswith(text))
        assert run.find(f"{W}lang").get(f"{W}eastAsia") == lang
        assert run.find(f"{W}rFonts").get(f"{W}eastAsia") == font


def test_hostile_texts_stay_text_and_only_the_web_is_linked() -> None:
    written = docx_report(hostile_dossier())
    shown = text_in(body_of(written))
    for text in HOSTILE:
        assert " ".join(legible(text).split()) in shown
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        assert "javascript" not in relations
        assert "evil.example" not in relations
        assert "https://zh.wikipedia.org/wiki/%E9%87%91" in relations
        assert not [name for name in archive.namelist() if "vba" in name.lower()]


def test_an_empty_dossier_has_a_document() -> None:
    made = docx.Document(io.BytesIO(docx_report(empty_dossier())))
    assert "No claim of the dossier could be read." in [p.text for p in made.paragraphs]


def test_without_python_docx_the_line_for_pip_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kumsong_sources.reports.extras.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kumsong-sources\[docx\]'"):
        render_bytes(Dossier.example("kumsong"), format="docx")


def test_the_command_ends_with_status_2_and_the_line_for_pip_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("kumsong_sources.reports.extras.find_spec", lambda name: None)
    target = tmp_path / "report.docx"
    with pytest.raises(SystemExit) as ended:
        main(["report", "--example", "kumsong", "-o", str(target)])
    assert ended.value.code == 2
    assert "pip install 'kumsong-sources[docx]'" in capsys.readouterr().err
    assert not target.exists()


def test_the_command_writes_to_a_program_but_not_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch, dossier_folder: MakeDossier
) -> None:
    asked = ["report", str(dossier_folder()), "--format", "docx"]
    led = CliRunner().invoke(commands, asked)
    assert (led.exit_code, led.stdout_bytes[:2]) == (0, b"PK")
    monkeypatch.setattr("kumsong_sources.cli.report.is_terminal", lambda: True)
    shown = CliRunner().invoke(commands, asked)
    assert (shown.exit_code, shown.stdout_bytes) == (2, b"")
    assert "name it with -o FILE" in shown.stderr
