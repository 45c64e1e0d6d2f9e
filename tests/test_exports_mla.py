"""MLA, 9th edition, and Turabian: golden strings, each with the rule it rests on."""

from __future__ import annotations

import pytest
from test_exports_styles import WORKS, XU, source

from kumsong_sources.exports import (
    format_bibliography,
    format_citation_short,
    format_entry,
    format_note,
)
from kumsong_sources.sources import bibliography_from_bytes

# By the template of core elements, MLA Handbook (2021), chapter 5; what shows which rule:
ENTRIES = {
    # Two authors, the second in reading order.
    "a book by two authors": "Grazer, Brian, and Charles Fishman. *A Curious Mind: The "
    "Secret to a Bigger Life*. Simon and Schuster, 2015.",
    # The container in italics, with its editor, publisher, date and pages.
    "a chapter in an edited volume": "Gould, Glenn. “Streisand as Schwarzkopf.” *The "
    "Glenn Gould Reader*, edited by Tim Page, Vintage Books, 1984, pp. 308–11.",
    # The editor as author.
    "an edited volume": "Daum, Meghan, editor. *Selfish, Shallow, and "
    "Self-Absorbed*. Picador, 2015.",
    # The translator as contributor, capitalised behind the stop.
    "a translation": "García Márquez, Gabriel. *Love in the Time of Cholera*. "
    "Translated by Edith Grossman, Cape, 1988.",
    # Volume, number and shortened month; a DOI stands whole.
    "a journal article with a DOI": "Liu, Jui-Ch’i. “Beholding the Feminine Sublime.” "
    "*Signs*, vol. 40, no. 2, Jan. 2015, pp. 308–19, <https://doi.org/10.1086/678242>.",
    # A date with the day first.
    "an article in a newspaper": "Royko, Mike. “Next Time, Dan.” *Chicago Tribune*, "
    "23 Sept. 1992.",
    # Dissertations: italics, the year behind the title; U for University.
    "a thesis": "Choi, Mihwa. *Contesting Imaginaires*. 2008. U of Chicago, PhD "
    "dissertation.",
    # U and P; the larger work behind the facts of publication.
    "a titled volume of a larger work": "Tillich, Paul. *Existence and the Christ*. U "
    "of Chicago P, 1957. Vol. 2 of *Systematic Theology*.",
    # Before 1900 the place may stand for the publisher.
    "a work without author": "*A True Declaration*. London, 1610.",
    # No date, nothing.
    "a work without date": "Nano, Jasmine. *Work*. Press.",
    # The date of access last, addresses without their scheme.
    "a page on the web without a date": "“Battles.” *MND*, "
    "[example.org/a\\_b](<https://example.org/a_b>). Accessed 1 July 2024.",
    # The translation of a title in brackets, marked up as the title is.
    "a Chinese article": "Hua Linfu 華林甫. “Qingdai yilai Sanxia diqu shuihan zaihai "
    "de chubu yanjiu” 清代以來三峽地區水旱災害的初步硏究 [“A Preliminary Study of Floods and "
    "Droughts in the Three Gorges Region since the Qing Dynasty”]. *Zhongguo shehui kexue* "
    "中國社會科學, vol. 1, 1999, pp. 168–79.",
    "a Korean title in Hangul alone": "백선엽. 군과 나. 대륙연구소, 1989.",
    "a suffix and a particle": "King, Martin Luther, Jr., and Charles de Gaulle. *Work*. 1960.",
    "all volumes of a work, edited, in a series": "One, A., and B. Two, editors. *Records*. "
    "2nd ed., Press, 1853–1854. 5 vols. Sources 12.",
    "a paper in an archive": "Kallen, Horace. “Diary.” 13 July 1953, box 4, folder 2, "
    "YIVO Institute, New York.",
}  # fmt: skip


@pytest.mark.parametrize("what", ENTRIES)
def test_mla_prints(what: str) -> None:
    entry = format_entry(source(WORKS[what][0]), style="mla-9", markup="markdown")
    assert entry == ENTRIES[what]


@pytest.mark.parametrize(
    ("publisher", "shown"),
    [
        ("Oxford University Press", "Oxford UP"),
        ("University Press of Kansas", "UP of Kansas"),
        ("University of Nebraska Press", "U of Nebraska P"),
        ("Osprey Publishing Ltd.", "Osprey Publishing"),
        ("Free Press", "Free Press"),
    ],
)
def test_mla_shortens_publishers(publisher: str, shown: str) -> None:
    work = source(f"@book{{a, title = {{T}}, publisher = {{{publisher}}}, date = {{2000}}}}")
    assert format_entry(work, style="mla-9") == f"T. {shown}, 2000."


@pytest.mark.parametrize(
    ("pages", "shown"), [("103--104", "103–04"), ("395--401", "395–401"), ("96--101", "96–101")]
)
def test_mla_keeps_two_digits_of_a_range(pages: str, shown: str) -> None:
    text = f"@article{{a, title={{T}}, journaltitle={{J}}, date={{2000}}, pages={{{pages}}}}}"
    assert format_entry(source(text), style="mla-9") == f"“T.” J, 2000, pp. {shown}."


def test_mla_cites_in_the_text() -> None:
    assert format_note(source(XU), "3", style="mla-9") == "(Xu 3)."
    assert format_note(source(XU), style="mla-9") == "(Xu)."
    assert format_citation_short(source(XU), "note 7", style="mla-9") == "(Xu, note 7)."
    nameless = source("@book{a, title = {A True Declaration}, year = 1610}")
    assert format_note(nameless, "4", style="mla-9", markup="markdown") == (
        "(*A True Declaration* 4)."
    )


TWO = """
@book{b, author = {Hermes, Walter G.}, title = {Beta}, publisher = {P}, date = {1966}}
@book{a, author = {Hermes, Walter G.}, title = {Alpha}, publisher = {P}, date = {1965}}
@book{c, author = {Hermes, Walter G. and Two, A.}, title = {Gamma}, date = {1964}}
@book{d, title = {Nobody’s}, date = {1964}}
@book{e, title = {Nothing}, date = {1964}}
"""


@pytest.mark.parametrize("style", ["mla-9", "turabian-9"])
def test_a_dash_stands_for_the_same_makers_and_for_no_others(style: str) -> None:
    works = bibliography_from_bytes(TWO.encode(), path="a.bib")
    lines = format_bibliography(works, style=style).splitlines()
    assert [line[:6] for line in lines] == ["Hermes", "———. B", "Hermes", "Nobody", "Nothin"]


def test_chicago_repeats_the_name_so_that_an_entry_can_be_copied_alone() -> None:
    works = bibliography_from_bytes(TWO.encode(), path="a.bib")
    assert "———" not in format_bibliography(works, style="chicago-17")


def test_turabian_names_all_of_three_authors_in_a_shortened_note() -> None:
    three = source(
        "@book{a, author={One, A. and Two, B. and Three, C.}, title={T}, date={2000}}"
    )
    assert format_citation_short(three, "4", style="turabian-9") == "One, Two, and Three, T, 4."
    assert format_citation_short(three, "4", style="chicago-17") == "One et al., T, 4."
