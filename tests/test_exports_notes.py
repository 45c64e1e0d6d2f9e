"""Notes in a row, and the notes of claims."""

from __future__ import annotations

import re

import pytest
from building import dossier_of

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports import claim_notes, format_notes, write_claim_notes
from kumsong_sources.exports.styles import STYLES
from kumsong_sources.exports.styles.runs import text_of

KUMSONG = Dossier.example("kumsong").sources
ROW = [
    (KUMSONG["hermes1992"], "3"),
    (KUMSONG["hermes1992"], "5"),
    (KUMSONG["hermes1992"], "5"),
    (KUMSONG["paik1992"], "note 7"),
    (KUMSONG["hermes1992"], None),
]


def test_a_work_is_cited_in_full_at_first_and_shortened_then() -> None:
    # The Chicago Manual of Style, 17th ed., 14.30 and 14.34: short forms, not ibid.
    assert format_notes(ROW, style="chicago-18") == (
        "Walter G. Hermes, Truce Tent and Fighting Front (1966; repr., Center of Military "
        "History, United States Army, 1992), 3.",
        "Hermes, Truce Tent and Fighting Front, 5.",
        "Hermes, Truce Tent and Fighting Front, 5.",
        "Paik Sun Yup, From Pusan to Panmunjom (Brassey Inc, 1992), note 7.",
        "Hermes, Truce Tent and Fighting Front.",
    )


def test_ibid_stands_for_the_work_just_cited_where_it_is_wanted() -> None:
    assert format_notes(ROW, ibid=True)[1:] == (
        "Ibid., 5.",
        "Ibid.",
        "Paik Sun Yup, From Pusan to Panmunjom (Riverside, NJ: Brassey Inc, 1992), note 7.",
        "Hermes, Truce Tent and Fighting Front.",
    )


def test_gbt_refers_to_the_note_that_has_the_work_in_full() -> None:
    notes = format_notes(ROW, style="gb7714-2015")
    assert notes[1:3] == ("同[1]: 5.", "同[1]: 5.")
    assert format_notes(ROW, style="gb7714-2025")[4] == "同[1]."


NAMESAKES = """
@book{w, author = {Hermes, Walter G.}, title = {Truce Tent}, publisher = {CMH}, date = {1966}}
@book{g, author = {Hermes, Gertrud}, title = {Letters}, publisher = {Press}, date = {1970}}
@book{k, author = {Kim, Chum-kon}, author+an:order = {1="family-first"},
  title = {The Korean War}, publisher = {Kwangmyong}, date = {1973}}
@book{h, author = {Kim, Hakjoon}, author+an:order = {1="family-first"},
  title = {The Division}, publisher = {Press}, date = {1988}}
@book{a, author = {Ward, Anna}, title = {First}, publisher = {Press}, date = {1990}}
@book{b, author = {Ward, Arthur}, title = {Second}, publisher = {Press}, date = {1991}}
@book{p, author = {Paik, Sun Yup}, title = {From Pusan}, publisher = {Press}, date = {1992}}
"""


@pytest.mark.parametrize("style", ["chicago-17", "chicago-18", "turabian-9"])
def test_authors_of_one_family_name_are_told_apart_in_shortened_notes(style: str) -> None:
    # The Chicago Manual of Style, 17th ed., 14.32; 18th ed., 13.75: by initial or name.
    sources = dossier_of("", references=NAMESAKES).sources
    row = [(source, "3") for source in sources.values()]
    assert format_notes([*row, *row], style=style)[len(row) :] == (
        "W. Hermes, Truce Tent, 3.",
        "G. Hermes, Letters, 3.",
        "Kim Chum-kon, The Korean War, 3.",
        "Kim Hakjoon, The Division, 3.",
        "Anna Ward, First, 3.",
        "Arthur Ward, Second, 3.",
        "Paik, From Pusan, 3.",
    )


def test_mla_tells_authors_of_one_family_name_apart() -> None:
    sources = dossier_of("", references=NAMESAKES).sources
    row = [(source, "3") for source in sources.values()]
    assert format_notes(row, style="mla-9") == (
        "(W. Hermes 3).", "(G. Hermes 3).", "(Kim Chum-kon 3).", "(Kim Hakjoon 3).",
        "(Anna Ward 3).", "(Arthur Ward 3).", "(Paik 3).",
    )  # fmt: skip


def test_an_author_alone_with_a_family_name_goes_by_it() -> None:
    sources = dossier_of("", references=NAMESAKES).sources
    row = [(sources["w"], "3"), (sources["p"], "4"), (sources["w"], "5")]
    assert format_notes(row)[2] == "Hermes, Truce Tent, 5."


def test_chicago_tells_two_works_of_one_author_apart_by_their_titles() -> None:
    references = """@book{a, author={Two, A.}, title={One}, date={1990}}
    @book{b, author={Two, A.}, title={Other}, date={1991}}"""
    sources = dossier_of("", references=references).sources
    row = [(sources["a"], "1"), (sources["b"], "2")]
    assert format_notes([*row, *row])[2:] == ("Two, One, 1.", "Two, Other, 2.")


def test_mla_names_the_title_where_an_author_has_two_works() -> None:
    references = """@book{a, author={Two, A.}, title={One}, date={1990}}
    @book{b, author={Two, A.}, title={Other}, date={1991}}"""
    sources = dossier_of("", references=references).sources
    notes = format_notes([(sources["a"], "1"), (sources["b"], "2")], style="mla-9")
    assert notes == ("(Two 1).", "(Two, Other 2).")


ROWS = """
c1,battle,Red lost *10*,red1[1]; blue1[2],RED,killed,10,,,,swiss[note 3]
c2,battle,Nobody knows,,RED,killed,20
c3,battle,Read in a book,,RED,killed,3,,,inferred,swiss
c4,battle,By another,blue1[9],RED,killed,4,,,inferred,
c5,battle,Lost,unknown2000[4],RED,killed,4
"""


def test_claims_have_their_notes_in_the_order_of_the_table() -> None:
    notes = claim_notes(dossier_of(ROWS))
    assert [(one.claim.claim_id, text_of(one.note), one.remark) for one in notes] == [
        (
            "c1",
            "A. Red, Red (1950), 1; A. Blue, Blue (1951), 2, cited in W. Tell, Neutral (1955), "
            "note 3.",
            "",
        ),
        ("c2", "", "No source is named."),
        ("c3", "Tell, Neutral.", ""),
        ("c4", "Blue, Blue, 9.", "The editor, not the text, ties the claim to its source."),
        ("c5", "unknown2000, 4.", ""),
    ]


def test_footnotes_in_markdown_belong_to_their_claims() -> None:
    text = write_claim_notes(claim_notes(dossier_of(ROWS)), markup="markdown")
    said = re.findall(r"\[\^(\w+)\](?!:)", text)
    assert (
        said
        == re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE)
        == ["c1", "c2", "c3", "c4", "c5"]
    )
    assert r"c1. Red lost \*10\*[^c1]" in text


@pytest.mark.parametrize("markup", ["text", "markdown", "html", "latex"])
@pytest.mark.parametrize("style", STYLES)
def test_every_style_writes_notes_in_every_markup(style: str, markup: str) -> None:
    text = write_claim_notes(
        claim_notes(Dossier.example("kumsong"), style=style), markup=markup
    )
    assert "K061" in text and text.endswith("\n")


def test_no_claim_makes_no_note_and_an_unknown_style_is_refused() -> None:
    assert write_claim_notes(claim_notes(dossier_of(""))) == ""
    with pytest.raises(KumsongSourcesError, match="no citation style 'apa'"):
        claim_notes(dossier_of(""), style="apa")


def test_abbreviations_keep_their_point_before_what_follows() -> None:
    (note,) = claim_notes(
        dossier_of(
            "c1,battle,S,a,RED,killed,1,,,,b",
            references="""@book{a, author={A, B and C, D and E, F}, title={T}}
            @book{b, author={Hall, G}, title={U}}""",
        ),
        style="mla-9",
    )
    assert text_of(note.note) == "(A et al., cited in Hall)."
