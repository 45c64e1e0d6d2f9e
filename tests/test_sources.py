from __future__ import annotations

from pathlib import Path

import pytest

from kumsong_sources.errors import BibliographyError
from kumsong_sources.sources import (
    Bibliography,
    Source,
    bibliography_from_bytes,
    read_bibliography,
)

OWN = Path(__file__).resolve().parents[1] / "references.bib"


def bibliography(text: str) -> Bibliography:
    return bibliography_from_bytes(text.encode(), path="refs.bib")


def source(fields: str) -> Source:
    return bibliography(f"@book{{key, {fields}}}").sources["key"]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("author = {Chae, Han Kook and Chung, Suk Kyun and Yang, Yong Cho}, date = {2001}",
         "Chae et al. 2001"),
        ("author = {Shu Guang Zhang}, year = 1995", "Zhang 1995"),
        ("author = {{Chinese Military Science Academy}}, date = {2000-10}",
         "Chinese Military Science Academy 2000"),
        ('author = {Paik, Sun Yup}, author+an:order = {1="family-first"}, date = {1992}',
         "Paik 1992"),
        ("author = {A, B and C, D}, date = {1990/1993}", "A and C 1990"),
        ("author = {A, B and others}, date = {1990}", "A et al. 1990"),
        ("author = {van Beethoven, Ludwig}, date = {1800~}", "van Beethoven 1800"),
        ("author = {徐焰}, date = {1990}", "徐焰 1990"),
        ('author = {徐焰}, author+an:romanised = {1="Xu Yan"}, date = {1990}', "Xu 1990"),
        ("editor = {Millett, Allan R.}, title = {The War}", "Millett n.d."),
        ("title = {The {Korean} War}, year = {in press}", "The Korean War n.d."),
        ("title = {The Korean War}, shorttitle = {War}, date = {2001}", "War 2001"),
        ("author = {{Department of the Army}}, shortauthor = {{DA}}, year = 1953", "DA 1953"),
        ("author = {Appleman, Roy E.}, shorthand = {SNYY}, date = {1961}", "SNYY"),
        ("", "key n.d."),
    ],
)  # fmt: skip
def test_a_short_label_names_the_work(fields: str, label: str) -> None:
    assert source(fields).short_label == label


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("date = {1953-07-27}", 1953),
        ("year = {c. 1990}", 1990),
        ("date = {-0044-03-15}", -44),
        ("date = {195X}", None),
        ("year = {forthcoming}", None),
        ("date = {?}, year = {1950}", 1950),
        ("", None),
    ],
)
def test_the_year_comes_from_the_date_or_the_year(fields: str, year: int | None) -> None:
    assert source(fields).year == year


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ("langid = {chinese}", "zh"),
        ("langid = {english}, language = {korean}", "en"),
        ("language = {german and french}", "de"),
        ("language = {pt-BR}", "pt-br"),
        ("title = {第一次较量}", "zh"),
        ("title = {한국전쟁사}", "ko"),
        ("title = {朝鮮戦争の歴史}", "ja"),
        ("title = {The Korean War}", None),
        ("langid = {klingon}, title = {The War}", None),
    ],
)
def test_the_language_is_told_or_guessed_from_the_script(
    fields: str, language: str | None
) -> None:
    assert source(fields).language == language


def test_titles_come_in_script_letters_and_translation() -> None:
    xu = source(
        "title = {第一次较量}, subtitle = {回顾与反思},"
        ' title+an:romanised = {="Diyici jiaoliang"},'
        ' title+an:translated = {="First {Confrontation}"},'
        ' subtitle+an:translated = {="Reviews"}'
    )
    assert xu.full_title == xu.script_title == "第一次较量：回顾与反思"
    assert xu.romanised_title == "Diyici jiaoliang"
    assert xu.translated_title == "First Confrontation: Reviews"


def test_a_latin_title_has_no_other_forms() -> None:
    zhang = source("title = {Mao's Military Romanticism}, subtitle = {China}")
    assert zhang.full_title == "Mao's Military Romanticism: China"
    assert (zhang.script_title, zhang.romanised_title, zhang.translated_title) == ("", "", "")


def test_what_the_editor_judges_is_read() -> None:
    found = source(
        "party = {KOR}, sourcetype = {official history}, level = {secondary},"
        " derivesfrom = {a, b; c and d, a}, informant = {unit return}"
    )
    assert (found.party, found.sourcetype, found.level) == (
        "KOR", "official history", "secondary",
    )  # fmt: skip
    assert found.derivesfrom == ("a", "b", "c", "d")
    assert found.informant == "unit return"
    assert str(found.position) == "refs.bib:1:1"


def test_what_is_not_judged_is_none() -> None:
    found = source("title = {A}, party = {}")
    assert (found.party, found.sourcetype, found.level, found.informant) == (None,) * 4
    assert found.derivesfrom == ()


def test_publication_fields_are_read_under_either_name() -> None:
    found = source(
        "address = {Seoul}, institution = {KIMH}, isbn = {1-2}, doi = {10.1/a_b},"
        " url = {http://a/%20}, volume = {III}, translator = {Lim, Won Hyok}"
    )
    assert (found.place, found.publisher, found.isbn) == ("Seoul", "KIMH", "1-2")
    assert (found.doi, found.url, found.volume) == ("10.1/a_b", "http://a/%20", "III")
    assert [name.family for name in found.translators] == ["Lim"]


def test_a_chapter_is_labelled_by_what_it_inherits() -> None:
    works = bibliography(
        "@inbook{c, title = {Part}, crossref = {b}} @book{b, author = {A, B}, date = {2001}}"
    )
    assert works.sources["c"].short_label == "A 2001"
    assert "date" not in works.sources["c"].entry.fields


def test_sources_sort_by_name_without_case_and_accents() -> None:
    works = bibliography(
        "@book{c, author={Zhang, S}} @book{b, author={\\'Emile, A}, year=1990}"
        "@book{a, author={emile, A}, year=1980}"
    )
    assert [one.citekey for one in sorted(works, key=lambda s: s.sort_key)] == ["a", "b", "c"]


def test_sources_stand_in_file_order_and_rejected_keys_are_known() -> None:
    works = bibliography(
        "@book{b, title={B}, title={B2}}\n@book{a}\n@book{a, title={again}}\n"
        "@book{broken, title = {never closed\n@book{c, ids = {see, also}}"
    )
    assert list(works.sources) == ["b", "a", "c"]
    assert works.sources["b"].title == "B"
    assert works.sources["a"].title == ""
    assert works.known_keys == {"a", "b", "broken", "c", "see", "also"}
    assert len(works.rejected) == 3
    assert "broken" in works
    assert works.get("broken") is None
    assert works.get("also") is works.sources["c"]
    assert "nowhere" not in works


def test_the_nearest_key_is_offered_where_one_is_near() -> None:
    works = bibliography("@book{chae2001}\n@book{Zhang1995}")
    assert works.nearest("chea2001") == "chae2001"
    assert works.nearest("ZHANG1995") == "Zhang1995"
    assert works.nearest("wikipedia") is None
    assert bibliography("").nearest("chae2001") is None


def test_an_entry_without_key_is_no_source() -> None:
    assert len(bibliography("@book{, title = {A}}")) == 0


def test_a_missing_bibliography_is_named(tmp_path: Path) -> None:
    with pytest.raises(BibliographyError, match=r"none\.bib: there is no such file"):
        read_bibliography(tmp_path / "none.bib")


def test_the_own_bibliography_is_labelled() -> None:
    labels = {source.citekey: source.short_label for source in read_bibliography(OWN)}
    assert labels["chae2001"] == "Chae et al. 2001"
    assert labels["paik1992"] == "Paik 1992"
    assert labels["ams2000"] == "Chinese Military Science Academy 2000"
