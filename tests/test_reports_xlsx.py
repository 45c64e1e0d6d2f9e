"""The report as a workbook: typed cells, links, no formula, nothing cut without a word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import civil_war
import openpyxl
import pytest
from building import dossier_of
from written_reports import HOSTILE, content_of, empty_dossier, hostile_dossier

from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError, MissingExtraError
from kumsong_sources.reports import FORMATS, TEXT_FORMATS, render, render_bytes, write_report
from kumsong_sources.reports.document.lines import legible
from kumsong_sources.reports.xlsx import writing, xlsx_report
from kumsong_sources.reports.xlsx.cells import Column, Sheet, SheetRow

Book = Any


def opened(written: bytes) -> Book:
    return openpyxl.load_workbook(io.BytesIO(written))


@pytest.fixture(scope="module")
def kumsong() -> bytes:
    return xlsx_report(Dossier.example("kumsong"))


@pytest.fixture(scope="module")
def book(kumsong: bytes) -> Book:
    return opened(kumsong)


def table(book: Book, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by the heads of their columns."""
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def cells(book: Book) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def test_identical_dossiers_give_identical_bytes_without_a_date(
    kumsong: bytes, book: Book
) -> None:
    assert xlsx_report(Dossier.example("kumsong")) == kumsong
    with zipfile.ZipFile(io.BytesIO(kumsong)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert book.properties.created.year == 1980
    assert book.properties.title == Dossier.example("kumsong").title


def test_numbers_are_numbers_days_are_iso_texts_and_answers_are_booleans(book: Book) -> None:
    claims = {row["Claim"]: row for row in table(book, "Claims")}
    assert [claims["K019"][name] for name in ("Low", "Best", "High")] == [2689] * 3
    assert claims["K019"]["Figure"] == "2,689"
    assert claims["K019"]["Link inferred"] is True
    assert claims["K001"]["Low"] is None
    days = next(row for row in table(book, "Figures") if row["Quantity"] == "Date")
    assert (days["Low"], days["High"]) == ("1953-07-13", "1953-07-27")


def test_the_ratios_are_those_of_the_comparison_unrounded(book: Book) -> None:
    ratios = [row["Ratio, low"] for row in table(book, "Comparisons") if row["Rank"]]
    found = [one.spread.ratio for one in compare(Dossier.example("kumsong"))]
    assert sorted(ratios) == pytest.approx(sorted(one for one in found if one is not None))


def test_every_claim_source_and_task_has_its_row(book: Book) -> None:
    content = content_of(Dossier.example("kumsong"))
    assert [row["Claim"] for row in table(book, "Claims")] == [
        one.link.claim_id for one in content.claims
    ]
    assert [row["Key"] for row in table(book, "Sources")] == [
        one.citekey for one in content.sources
    ]
    assert [row["Task"] for row in table(book, "Work list")] == [
        one.what for one in content.lookups
    ]
    told = sum(len(group.findings) for group in content.findings)
    assert len([row for row in table(book, "Findings") if row["Place"]]) == told


def test_claims_and_sources_lead_to_each_other(book: Book) -> None:
    for row in book["Citations"].iter_rows(min_row=2):
        claim, source = row[0], row[1]
        for cell in (claim, source):
            name, _, place = cell.hyperlink.location.partition("!")
            target = book[name.strip("'")][place]
            assert target.row > 1
        name, _, place = claim.hyperlink.location.partition("!")
        assert book["Claims"][place].value == claim.value
        name, _, place = source.hyperlink.location.partition("!")
        assert book["Sources"][place].value == row[2].value


def test_heads_are_frozen_and_filtered_and_columns_are_as_wide_as_their_text(
    book: Book,
) -> None:
    for name in ("Comparisons", "Figures", "Claims", "Citations", "Sources", "Work list"):
        sheet = book[name]
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(column.width <= 61 for column in sheet.column_dimensions.values())


def test_han_counts_twice_for_the_width_of_a_column() -> None:
    rows = 'C1,battle,"金城战役金城战役金城战役",red1,RED,killed,103\n'
    wide = opened(xlsx_report(dossier_of(rows)))["Claims"].column_dimensions["B"].width
    narrow = opened(xlsx_report(dossier_of(rows.replace("金城战役" * 3, "a" * 12))))
    assert wide > 24 > narrow["Claims"].column_dimensions["B"].width


def test_pictures_stand_in_it_with_their_text_alternatives(kumsong: bytes) -> None:
    pictures = content_of(Dossier.example("kumsong")).pictures
    with zipfile.ZipFile(io.BytesIO(kumsong)) as archive:
        drawn = [name for name in archive.namelist() if name.startswith("xl/media/")]
        told = "".join(
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/drawings/drawing")
        )
    assert len(drawn) == len(pictures) > 5
    assert told.count("descr=") == len(pictures)


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@A1", "\t=1"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    rows = f'C1,battle,"{text}",red1,RED,killed,103\n'
    book = opened(xlsx_report(dossier_of(rows)))
    (cell,) = (c for c in book["Claims"]["B"] if c.row == 2)
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert not [one for one in cells(book) if one.data_type == "f"]


def test_hostile_texts_stay_text_and_only_the_web_is_linked() -> None:
    written = xlsx_report(hostile_dossier())
    book = opened(written)
    assert not [cell for cell in cells(book) if cell.data_type == "f"]
    values = {cell.value for cell in cells(book)}
    for text in HOSTILE:
        # What openpyxl gives back has what Excel reads as an escape written as one.
        shown = legible(text).replace("_x0041_", "_x005F_x0041_")
        assert shown in values or legible(text) in values, text
    addresses = {c.hyperlink.target for c in cells(book) if c.hyperlink and c.hyperlink.target}
    assert addresses == {"https://zh.wikipedia.org/wiki/%E9%87%91%E5%9F%8E%E6%88%98%E5%BD%B9"}


def test_a_text_too_long_for_a_cell_is_cut_with_a_word_of_it() -> None:
    rows = f'C1,battle,"{"金" * 40_000}",red1,RED,killed,103\n'
    book = opened(xlsx_report(dossier_of(rows)))
    shown = book["Claims"]["B2"].value
    assert len(shown) <= writing.MOST_SIGNS
    assert shown.endswith("[…: cut here; the text has 40,000 signs, more than a cell holds]")
    assert any("more signs than a cell holds" in str(c.value) for c in cells(book))
    exact = f'C1,battle,"{"a" * writing.MOST_SIGNS}",red1,RED,killed,103\n'
    whole = opened(xlsx_report(dossier_of(exact)))
    assert whole["Claims"]["B2"].value == "a" * writing.MOST_SIGNS


def test_a_table_longer_than_a_sheet_goes_on_in_another_and_links_find_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 4)
    rows = "".join(f"C{n},battle,S.,red1,RED,killed,{n + 100}\n" for n in range(7))
    book = opened(xlsx_report(dossier_of(rows)))
    names = ("Claims", "Claims 2", "Claims 3")
    told = [row["Claim"] for name in names for row in table(book, name)]
    assert told == [f"C{n}" for n in range(7)]
    first = book["Citations 3"]["A2"]
    assert (first.value, first.hyperlink.location) == ("C6", "'Claims 3'!A2")
    assert any("go on in the sheets" in str(c.value) for c in cells(book))


def test_more_links_than_a_sheet_holds_are_written_as_texts_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "MOST_LINKS", 3)
    rows = "".join(f"C{n},battle,S.,red1,RED,killed,{n + 100}\n" for n in range(5))
    book = opened(xlsx_report(dossier_of(rows)))
    linked = [c for row in book["Citations"].iter_rows() for c in row if c.hyperlink]
    assert len(linked) == 3
    assert [row["Claim"] for row in table(book, "Citations")] == [f"C{n}" for n in range(5)]
    assert any("would have been a link" in str(c.value) for c in cells(book))


def test_a_number_no_workbook_holds_exactly_stays_a_text() -> None:
    sheet = Sheet(
        name="Large",
        holds="",
        columns=(Column(head="Number"),),
        rows=(SheetRow(cells=(2**53 + 1,)), SheetRow(cells=(2**53,))),
    )
    written = writing.write_workbook(content_of(empty_dossier()), [sheet])
    assert [row["Number"] for row in table(opened(written), "Large")] == [str(2**53 + 1), 2**53]


def test_an_empty_dossier_has_a_workbook() -> None:
    book = opened(xlsx_report(empty_dossier()))
    assert {"Overview", "Provenance"} <= set(book.sheetnames)
    assert "Claims" not in book.sheetnames


@pytest.mark.skipif(not civil_war.TABLE.exists(), reason=civil_war.WHY_ABSENT)
def test_all_claims_of_the_civil_war_stand_in_one_workbook() -> None:
    dossier = civil_war.dossier()
    book = opened(xlsx_report(dossier))
    assert len(table(book, "Claims")) == len(dossier.claims) > 3000
    assert len(book["Comparisons"]["A"]) > 500


def test_without_xlsxwriter_the_line_for_pip_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kumsong_sources.reports.extras.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kumsong-sources\[xlsx\]'"):
        render_bytes(Dossier.example("kumsong"), format="xlsx")


@pytest.mark.parametrize("name", [form for form in FORMATS if form not in TEXT_FORMATS])
def test_what_is_no_text_is_not_given_as_one(name: str) -> None:
    with pytest.raises(DossierError, match=f"'{name}' is no text; take render_bytes"):
        render(Dossier.example("kumsong"), format=name)


@pytest.mark.parametrize(
    ("name", "start"), [("r.xlsx", b"PK"), ("r.PDF", b"%PDF"), ("r.docx", b"PK")]
)
def test_the_ending_of_a_file_names_its_format(tmp_path: Path, name: str, start: bytes) -> None:
    write_report(dossier_of(""), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]
