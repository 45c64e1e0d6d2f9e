"""RIS, EndNote XML, wikitext and LaTeX: golden strings, and what others read in them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports import (
    STYLES,
    export_bibliography,
    format_bibliography,
    format_entry,
    grouped,
)
from kumsong_sources.exports.endnotexml import write_endnote_xml
from kumsong_sources.exports.ris import write_ris
from kumsong_sources.exports.wikitext import anchored, cite_template, short_note, write_wikitext
from kumsong_sources.exports.works import work_of
from kumsong_sources.sources import Bibliography, bibliography_from_bytes, read_bibliography

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "bib"
REAL_FILES = sorted(REAL.rglob("*.bib"))
BIGGEST = 1_000_000
real_files = pytest.mark.skipif(
    not REAL_FILES, reason="no folder shared/data/bib beside the project: real files not tried"
)
read = cache(read_bibliography)


def bibliography(text: str) -> Bibliography:
    return bibliography_from_bytes(text.encode(), path="references.bib")


XU = """@book{xu1990, author = {Xu, Yan}, title = {第一次较量}, subtitle = {回顾},
  title+an:translated = {="First Confrontation"}, location = {Beijing}, publisher = {P},
  date = {1990}, isbn = {7-5043-0542-1}, langid = {chinese}}"""


# Wikitext


def cited(text: str) -> str:
    works = [work_of(one) for one in bibliography(text)]
    return cite_template(anchored(works)[works[0].citekey])


def test_a_chinese_book_is_cited_as_wikipedia_wants_it() -> None:
    assert cited(XU) == (
        "{{cite book |last=Xu |first=Yan |script-title=zh:第一次较量:回顾 "
        "|trans-title=First Confrontation |language=zh |location=Beijing |publisher=P "
        "|year=1990 |isbn=7-5043-0542-1}}"
    )


def test_a_short_note_finds_its_work_and_the_page() -> None:
    works = [work_of(one) for one in bibliography(XU)]
    xu = anchored(works)["xu1990"]
    assert short_note(xu, "3") == "{{sfn|Xu|1990|p=3}}"
    assert short_note(xu, "pp. 612-615") == "{{sfn|Xu|1990|pp=612–15}}"
    assert short_note(xu, "note 7") == "{{sfn|Xu|1990|loc=note 7}}"
    assert short_note(xu, None) == "{{sfn|Xu|1990}}"


def test_an_article_and_a_web_page_have_templates_of_their_own() -> None:
    article = """@article{a, author = {A, B and C, D}, title = {T}, journaltitle = {J},
    volume = 3, number = 2, pages = {1--9}, date = {2001-07}, doi = {10.1/x}}"""
    assert cited(article) == (
        "{{cite journal |last1=A |first1=B |last2=C |first2=D |title=T |journal=J |volume=3 "
        "|issue=2 |date=July 2001 |pages=1–9 |doi=10.1/x}}"
    )
    page = """@online{o, title = {Battles}, organization = {MND}, urldate = {2024-07-01},
    url = {https://example.org/a|b c}}"""
    assert cited(page) == (
        "{{cite web |title=Battles |website=MND |date=n.d. |url=https://example.org/a%7Cb%20c "
        "|access-date=1 July 2024 |ref={{sfnref|Battles|n.d.}}}}"
    )


def test_works_of_one_author_and_year_get_letters() -> None:
    works = [
        work_of(one)
        for one in bibliography(
            "@book{a, author={X, Y}, date={1990}} @book{b, author={X, Y}, date={1990}}"
        )
    ]
    found = anchored(works)
    assert [one.year for one in found.values()] == ["1990a", "1990b"]
    assert "|year=1990b}}" in cite_template(found["b"])


def test_signs_of_wikitext_in_a_title_stay_text() -> None:
    text = cited("@book{a, title = {A | {{B}} <ref> [[c]] ~~~~ ''d'' &lt; x=1}, date = {1}}")
    inside = text.removeprefix("{{cite book |title=").partition(" |year")[0]
    assert not re.search(r"<|\[\[|~~~|''|\{\{(?!!)", inside)
    assert inside.startswith("A {{!}} B &lt;ref&gt;")


TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=30
)


@given(TEXT)
def test_a_title_is_one_parameter_whatever_it_holds(title: str) -> None:
    mwparserfromhell = pytest.importorskip("mwparserfromhell")
    from kumsong_sources.exports.wikitext import _escaped

    (template,) = mwparserfromhell.parse(f"{{{{cite|title={_escaped(title)}|y=1}}}}").filter(
        forcetype=mwparserfromhell.nodes.Template, recursive=False
    )
    assert [str(one.name) for one in template.params] == ["title", "y"]


def test_each_claim_has_its_short_notes() -> None:
    dossier = dossier_of("c1,battle,Red lost,red1[12]; blue1,RED,killed,10,\nc2,battle,B,,,,\n")
    text = export_bibliography(dossier, format="wikitext")
    assert "* c1: Red lost{{sfn|Red|1950|p=12}}{{sfn|Blue|1951}}\n" in text
    assert "c2" not in text


# RIS and EndNote


def test_a_book_in_ris_has_a_tag_for_each_fact() -> None:
    assert write_ris(bibliography(XU)).splitlines() == [
        "TY  - BOOK", "ID  - xu1990", "AU  - Xu, Yan", "TI  - 第一次较量：回顾",
        "TT  - First Confrontation", "PY  - 1990", "DA  - 1990///", "PB  - P", "CY  - Beijing",
        "SN  - 7-5043-0542-1", "LA  - zh", "ER  - ", "",
    ]  # fmt: skip


def test_ris_is_read_by_another_reader() -> None:
    rispy = pytest.importorskip("rispy")
    works = Dossier.example("kumsong").sources
    found = rispy.loads(write_ris(works.values()))
    assert [one["id"] for one in found] == list(works)
    assert found[0]["authors"] == ["Chae, Han Kook", "Chung, Suk Kyun", "Yang, Yong Cho"]


def test_endnote_xml_has_the_type_and_the_parts() -> None:
    root = ElementTree.fromstring(write_endnote_xml(bibliography(XU)))
    (one,) = root.findall("records/record")
    kind = one.find("ref-type")
    assert kind is not None and (kind.get("name"), kind.text) == ("Book", "6")
    assert one.findtext("titles/title") == "第一次较量：回顾"
    assert one.findtext("contributors/authors/author") == "Xu, Yan"
    assert one.findtext("dates/year") == "1990"


def test_signs_that_xml_forbids_do_not_reach_it() -> None:
    root = ElementTree.fromstring(
        write_endnote_xml(bibliography("@book{a, title = {A\x01<B}}"))
    )
    assert root.findtext("records/record/titles/title") == "A<B"


# LaTeX


def test_latex_escapes_what_is_special_and_emphasises_titles() -> None:
    text = r"@book{a, author = {A, B}, title = {50\% of \$ \& {C}_x}, date = {2000}}"
    (one,) = bibliography(text)
    assert format_entry(one, markup="latex") == r"A, B. \emph{50\% of \$ \& C\_x}. 2000."


def test_an_address_in_latex_cannot_break_out() -> None:
    (one,) = bibliography("@online{a, title = {T}, url = {https://x.org/a}b%20#c}}")
    shown = format_entry(one, markup="latex")
    assert "%" not in re.sub(r"\\%", "", shown)
    assert shown.count("{") == shown.count("}")


@given(TEXT)
def test_latex_says_the_text_again(text: str) -> None:
    from kumsong_sources.bibtex import encode_latex
    from kumsong_sources.exports.styles.markup import as_latex
    from kumsong_sources.exports.styles.runs import Run

    for shown in (as_latex([Run(text=text)]), encode_latex(text)):
        assert shown.count("{") - shown.count(r"\{") == shown.count("}") - shown.count(r"\}")
        assert not re.search(r"(?<!\\)[%&#$_]", shown)


# Groups


def test_a_bibliography_is_grouped_by_party_with_headings() -> None:
    example = Dossier.example("kumsong")
    text = export_bibliography(example, format="markdown", group="party")
    assert re.findall("^## (.*)$", text, re.MULTILINE) == [
        "South Korea", "United States", "China", "No party's account",
    ]  # fmt: skip
    assert "<h2>Primary sources</h2>" in export_bibliography(
        example, format="html", group="level"
    )


def test_a_grouping_that_there_is_not_is_refused() -> None:
    example = Dossier.example("kumsong")
    with pytest.raises(KumsongSourcesError, match="it can by: party, level"):
        grouped([], by="colour", dossier=example)
    with pytest.raises(KumsongSourcesError, match="'ris' cannot be grouped"):
        export_bibliography(example, format="ris", group="party")


# Real files


@real_files
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_real_bibliography_is_read_by_others_in_every_format(path: Path) -> None:
    works = read(path)
    listed = [one for one in works if one.entry.entrytype not in ("xdata", "set")]
    root = ElementTree.fromstring(write_endnote_xml(works))
    assert len(root.findall("records/record")) == len(listed)
    text = write_wikitext(works)
    assert text.count("\n* {{cite ") == len(listed)
    rispy = pytest.importorskip("rispy")
    assert [one["id"] for one in rispy.loads(write_ris(works))] == [
        one.citekey for one in listed
    ]


@real_files
@pytest.mark.parametrize("style", [name for name in STYLES if "chicago" not in name])
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_real_bibliography_is_formatted_in_every_style(path: Path, style: str) -> None:
    if path.stat().st_size > BIGGEST and style != "gb7714-2025":
        pytest.skip("the biggest file is tried in one of these styles")
    works = read(path)
    listed = sum(one.entry.entrytype not in ("xdata", "set") for one in works)
    lines = format_bibliography(works, style=style, markup="latex").split("\n\n")
    assert len(lines) == max(listed, 1)
    assert all(line.rstrip("\n").endswith("\\par") for line in lines if line)
