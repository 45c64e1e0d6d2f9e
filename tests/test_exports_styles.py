"""Notes and bibliographies: golden strings, each with the rule or example it rests on."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports import (
    STYLES,
    format_bibliography,
    format_citation_short,
    format_entry,
    format_note,
    in_order,
)
from kumsong_sources.exports.capitals import sentence_style
from kumsong_sources.exports.issued import Issued, parse_issued
from kumsong_sources.exports.styles.locators import arabic, edition_text, inclusive, pages_in
from kumsong_sources.exports.styles.markup import as_html, as_markdown, as_text
from kumsong_sources.exports.styles.runs import Run, italic, plain, text_of
from kumsong_sources.sources import Source, bibliography_from_bytes

XU = """
@book{xu1990,
  author = {Xu, Yan}, author+an:script = {1="徐焰"}, author+an:order = {1="family-first"},
  title = {第一次较量}, subtitle = {抗美援朝战争的历史回顾与反思},
  title+an:romanised = {="Diyici jiaoliang"},
  title+an:translated = {="First Confrontation"},
  subtitle+an:translated = {="Reviews and Reflections on the History of
    {War to Resist America and Aid Korea}"},
  publisher = {Chinese Radio and Television Publishing House},
  location = {Beijing}, date = {1990}, langid = {chinese},
}
"""
XU_TITLE = (
    "*Diyici jiaoliang* 第一次较量：抗美援朝战争的历史回顾与反思 [First confrontation: Reviews "
    "and reflections on the history of War to Resist America and Aid Korea]"
)


def source(text: str) -> Source:
    return next(iter(bibliography_from_bytes(text.encode(), path="references.bib")))


def markdown_of(text: str, *, style: str = "chicago-17") -> tuple[str, str]:
    """The full note citing page 13, and the entry."""
    work = source(text)
    note = format_note(work, "13", style=style, markup="markdown")
    return note, format_entry(work, style=style, markup="markdown")


def test_a_chinese_work_is_romanised_then_in_script_then_translated_in_a_note() -> None:
    assert format_note(source(XU), "3", markup="markdown") == (
        f"Xu Yan 徐焰, {XU_TITLE} "
        "(Beijing: Chinese Radio and Television Publishing House, 1990), 3."
    )


def test_a_chinese_work_is_shortened_to_family_name_and_romanised_title() -> None:
    short = format_citation_short(source(XU), "3", markup="markdown")
    assert short == "Xu, *Diyici jiaoliang*, 3."


def test_a_chinese_work_opens_its_entry_family_name_first_without_a_comma() -> None:
    assert format_entry(source(XU), markup="markdown") == (
        f"Xu Yan 徐焰. {XU_TITLE}. "
        "Beijing: Chinese Radio and Television Publishing House, 1990."
    )


def test_the_18th_edition_drops_the_place() -> None:
    note, entry = markdown_of(XU, style="chicago-18")
    assert note.endswith("(Chinese Radio and Television Publishing House, 1990), 13.")
    assert entry.endswith("]. Chinese Radio and Television Publishing House, 1990.")


def test_the_18th_edition_keeps_the_place_of_a_work_from_before_1900() -> None:
    old = "@book{a, title = {Prosodies}, location = {London}, date = {1796}}"
    assert markdown_of(old, style="chicago-18")[1] == "*Prosodies*. London, 1796."


KUMSONG = {
    "chae2001": (
        "Chae Han Kook, Chung Suk Kyun, and Yang Yong Cho, *The Korean War*, ed. Yang Hee "
        "Wan et al. (Lincoln, NE: University of Nebraska Press, 2001), 3:13.",
        "Chae et al., *The Korean War*, 3:13.",
        "Chae Han Kook, Chung Suk Kyun, and Yang Yong Cho. *The Korean War*. Edited by Yang "
        "Hee Wan, Lim Won Hyok, Thomas Lee Sims, Laura Marie Sims, Kim Chong Gu, and Allan "
        "R. Millett. Vol. 3. Lincoln, NE: University of Nebraska Press, 2001.",
    ),
    "ams2000": (
        "Chinese Military Science Academy 军事科学院, *Kang Mei yuan Chao zhanzheng shi* "
        "抗美援朝战争史 [History of War to Resist America and Aid Korea] (Beijing: Chinese "
        "Military Science Academy Publishing House, 2000), 3:13.",
        "Chinese Military Science Academy, *Kang Mei yuan Chao zhanzheng shi*, 3:13.",
        "Chinese Military Science Academy 军事科学院. *Kang Mei yuan Chao zhanzheng shi* "
        "抗美援朝战争史 [History of War to Resist America and Aid Korea]. Vol. 3. Beijing: "
        "Chinese Military Science Academy Publishing House, 2000.",
    ),
    "hermes1992": (
        "Walter G. Hermes, *Truce Tent and Fighting Front* (1966; repr., Washington, DC: "
        "Center of Military History, United States Army, 1992), 13.",
        "Hermes, *Truce Tent and Fighting Front*, 13.",
        "Hermes, Walter G. *Truce Tent and Fighting Front*. 1966. Reprint, Washington, DC: "
        "Center of Military History, United States Army, 1992.",
    ),
    "malkasian2001": (
        "Carter Malkasian, *The Korean War 1950–1953* (New York, NY: Osprey Publishing Ltd., "
        "2001), 13.",
        "Malkasian, *The Korean War 1950–1953*, 13.",
        "Malkasian, Carter. *The Korean War 1950–1953*. New York, NY: Osprey Publishing "
        "Ltd., 2001.",
    ),
    "paik1992": (
        "Paik Sun Yup, *From Pusan to Panmunjom* (Riverside, NJ: Brassey Inc, 1992), 13.",
        "Paik, *From Pusan to Panmunjom*, 13.",
        "Paik Sun Yup. *From Pusan to Panmunjom*. Riverside, NJ: Brassey Inc, 1992.",
    ),
    "xue1990": (
        "Xue Yan 徐焰, *Diyici jiaoliang: Kang Mei yuan Chao zhanzheng de lishi huigu yu "
        "fansi* 第一次较量：抗美援朝战争的历史回顾与反思 [First confrontation: Reviews and "
        "reflections on the history of War to Resist America and Aid Korea] (Beijing: "
        "Chinese Radio and Television Publishing House, 1990), 13.",
        "Xue, *Diyici jiaoliang*, 13.",
        "Xue Yan 徐焰. *Diyici jiaoliang: Kang Mei yuan Chao zhanzheng de lishi huigu yu "
        "fansi* 第一次较量：抗美援朝战争的历史回顾与反思 [First confrontation: Reviews and "
        "reflections on the history of War to Resist America and Aid Korea]. Beijing: "
        "Chinese Radio and Television Publishing House, 1990.",
    ),
    "zhang1995": (
        "Shu Guang Zhang, *Mao’s Military Romanticism: China and the Korean War, 1950–1953* "
        "(Lawrence, KS: University Press of Kansas, 1995), 13.",
        "Zhang, *Mao’s Military Romanticism*, 13.",
        "Zhang, Shu Guang. *Mao’s Military Romanticism: China and the Korean War, "
        "1950–1953*. Lawrence, KS: University Press of Kansas, 1995.",
    ),
    "wikipedia-kumsong": (
        "Wikipedia contributors, “Battle of Kumsong,” Wikipedia, the free encyclopedia, "
        "older revision of unknown date, 13, "
        "<https://en.wikipedia.org/wiki/Battle_of_Kumsong>.",
        "Wikipedia contributors, “Battle of Kumsong,” 13.",
        "Wikipedia contributors. “Battle of Kumsong.” Wikipedia, the free encyclopedia. "
        "Older revision of unknown date. <https://en.wikipedia.org/wiki/Battle_of_Kumsong>.",
    ),
}


@pytest.mark.parametrize("citekey", KUMSONG)
def test_each_work_of_the_kumsong_dossier_reads_right(citekey: str) -> None:
    work = Dossier.example("kumsong").sources[citekey]
    assert KUMSONG[citekey] == (
        format_note(work, "13", markup="markdown"),
        format_citation_short(work, "13", markup="markdown"),
        format_entry(work, markup="markdown"),
    )


def test_every_work_of_the_kumsong_dossier_has_a_golden_string_and_its_place() -> None:
    dossier = Dossier.example("kumsong")
    assert set(KUMSONG) == set(dossier.sources)
    entries = format_bibliography(dossier.sources.values(), markup="markdown").split("\n\n")
    in_golden_order = [
        "chae2001", "ams2000", "hermes1992", "malkasian2001", "paik1992",
        "wikipedia-kumsong", "xue1990", "zhang1995",
    ]  # fmt: skip
    assert [entry.strip() for entry in entries] == [KUMSONG[k][2] for k in in_golden_order]


# What the entry is, its text, the note that cites page 13, the entry. Most works are those
# by which The Chicago Manual of Style, 17th ed., chapters 11 and 14, shows the rule.
WORKS = {
    "a Chinese article": (
        """@article{hua1999, author = {Hua, Linfu}, author+an:script = {1="華林甫"},
        author+an:order = {1="family-first"}, title = {清代以來三峽地區水旱災害的初步硏究},
        title+an:romanised = {="Qingdai yilai Sanxia diqu shuihan zaihai de chubu yanjiu"},
        title+an:translated = {="A Preliminary Study of Floods and Droughts in the
        {Three Gorges} Region since the {Qing} Dynasty"}, journaltitle = {中國社會科學},
        journaltitle+an:romanised = {="Zhongguo shehui kexue"}, volume = 1, date = {1999},
        pages = {168--179}, langid = {chinese}}""",
        "Hua Linfu 華林甫, “Qingdai yilai Sanxia diqu shuihan zaihai de chubu yanjiu” "
        "清代以來三峽地區水旱災害的初步硏究 [A preliminary study of floods and droughts in the "
        "Three Gorges region since the Qing dynasty], *Zhongguo shehui kexue* 中國社會科學 1 "
        "(1999): 13.",
        "Hua Linfu 華林甫. “Qingdai yilai Sanxia diqu shuihan zaihai de chubu yanjiu” "
        "清代以來三峽地區水旱災害的初步硏究 [A preliminary study of floods and droughts in the "
        "Three Gorges region since the Qing dynasty]. *Zhongguo shehui kexue* 中國社會科學 1 "
        "(1999): 168–79.",
    ),
    "a book by two authors": (
        """@book{grazer, author = {Grazer, Brian and Fishman, Charles}, date = {2015},
        title = {A Curious Mind}, subtitle = {The Secret to a Bigger Life},
        publisher = {{Simon and Schuster}}, location = {New York}}""",
        "Brian Grazer and Charles Fishman, *A Curious Mind: The Secret to a Bigger Life* "
        "(New York: Simon and Schuster, 2015), 13.",
        "Grazer, Brian, and Charles Fishman. *A Curious Mind: The Secret to a Bigger Life*. "
        "New York: Simon and Schuster, 2015.",
    ),
    "a chapter in an edited volume": (
        """@incollection{gould, author = {Gould, Glenn}, title = {Streisand as Schwarzkopf},
        booktitle = {The Glenn Gould Reader}, editor = {Page, Tim}, pages = {308--311},
        publisher = {Vintage Books}, location = {New York}, date = {1984}}""",
        "Glenn Gould, “Streisand as Schwarzkopf,” in *The Glenn Gould Reader*, ed. Tim Page "
        "(New York: Vintage Books, 1984), 13.",
        "Gould, Glenn. “Streisand as Schwarzkopf.” In *The Glenn Gould Reader*, edited by "
        "Tim Page, 308–11. New York: Vintage Books, 1984.",
    ),
    "an edited volume": (
        """@book{daum, editor = {Daum, Meghan}, title = {Selfish, Shallow, and Self-Absorbed},
        publisher = {Picador}, location = {New York}, date = {2015}}""",
        "Meghan Daum, ed., *Selfish, Shallow, and Self-Absorbed* (New York: Picador, 2015), "
        "13.",
        "Daum, Meghan, ed. *Selfish, Shallow, and Self-Absorbed*. New York: Picador, 2015.",
    ),
    "a translation": (
        """@book{garcia, author = {García Márquez, Gabriel}, translator = {Edith Grossman},
        title = {Love in the Time of Cholera}, publisher = {Cape}, location = {London},
        date = {1988}}""",
        "Gabriel García Márquez, *Love in the Time of Cholera*, trans. Edith Grossman "
        "(London: Cape, 1988), 13.",
        "García Márquez, Gabriel. *Love in the Time of Cholera*. Translated by Edith "
        "Grossman. London: Cape, 1988.",
    ),
    "a work edited and translated by one": (
        r"""@book{m, author = {Mench{\'u}, Rigoberta}, title = {Crossing Borders},
        editor = {Wright, Ann}, translator = {Wright, Ann}, publisher = {Verso},
        year = 1999}""",
        "Rigoberta Menchú, *Crossing Borders*, ed. and trans. Ann Wright (Verso, 1999), 13.",
        "Menchú, Rigoberta. *Crossing Borders*. Edited and translated by Ann Wright. Verso, "
        "1999.",
    ),
    "a journal article with a DOI": (
        """@article{liu, author = {Liu, Jui-Ch'i}, title = {Beholding the Feminine Sublime},
        journal = {Signs}, volume = 40, number = 2, year = 2015, month = jan,
        pages = {308-319}, doi = {10.1086/678242}}""",
        "Jui-Ch’i Liu, “Beholding the Feminine Sublime,” *Signs* 40, no. 2 (January 2015): "
        "13, <https://doi.org/10.1086/678242>.",
        "Liu, Jui-Ch’i. “Beholding the Feminine Sublime.” *Signs* 40, no. 2 (January 2015): "
        "308–19. <https://doi.org/10.1086/678242>.",
    ),
    "an article in a newspaper": (
        """@article{royko, author = {Royko, Mike}, title = {Next Time, Dan},
        journaltitle = {Chicago Tribune}, date = {1992-09-23}}""",
        "Mike Royko, “Next Time, Dan,” *Chicago Tribune*, September 23, 1992, 13.",
        "Royko, Mike. “Next Time, Dan.” *Chicago Tribune*, September 23, 1992.",
    ),
    "a thesis": (
        """@phdthesis{choi, author = {Choi, Mihwa}, title = {Contesting {Imaginaires}},
        school = {University of Chicago}, year = {2008}}""",
        "Mihwa Choi, “Contesting Imaginaires” (PhD diss., University of Chicago, 2008), 13.",
        "Choi, Mihwa. “Contesting Imaginaires.” PhD diss., University of Chicago, 2008.",
    ),
    "a report": (
        """@report{r, institution = {Eighth Army}, title = {Command Report}, number = {7},
        type = {Monthly report}, location = {Seoul}, date = {1953-07}}""",
        "*Command Report*, Monthly report 7 (Seoul: Eighth Army, 1953), 13.",
        "*Command Report*. Monthly report 7. Seoul: Eighth Army, 1953.",
    ),
    "a paper in an archive": (
        """@unpublished{kallen, author = {Kallen, Horace}, title = {Diary}, date = {1953-07-13},
        note = {box 4, folder 2}, library = {YIVO Institute}, location = {New York}}""",
        "Horace Kallen, “Diary,” July 13, 1953, box 4, folder 2, YIVO Institute, New York, "
        "13.",
        "Kallen, Horace. “Diary.” July 13, 1953, box 4, folder 2, YIVO Institute, New York.",
    ),
    "an unpublished manuscript": (
        """@unpublished{h, author = {Zhiqi Huang}, title = {Bias}, date = {2015-04-24}}""",
        "Zhiqi Huang, “Bias,” unpublished manuscript, April 24, 2015, 13.",
        "Huang, Zhiqi. “Bias.” Unpublished manuscript, April 24, 2015.",
    ),
    "a page on the web without a date": (
        """@misc{w, title = {Battles}, organization = {MND}, url = {https://example.org/a_b},
        urldate = {2024-07-01}}""",
        "“Battles,” MND, 13, accessed July 1, 2024, <https://example.org/a_b>.",
        "“Battles.” MND. Accessed July 1, 2024. <https://example.org/a_b>.",
    ),
    "a titled volume of a larger work": (
        """@book{tillich, author = {Tillich, Paul}, maintitle = {Systematic Theology},
        volume = {II}, title = {Existence and the Christ}, location = {Chicago},
        publisher = {University of Chicago Press}, date = {1957}}""",
        "Paul Tillich, *Systematic Theology*, vol. 2, *Existence and the Christ* (Chicago: "
        "University of Chicago Press, 1957), 13.",
        "Tillich, Paul. *Systematic Theology*. Vol. 2, *Existence and the Christ*. Chicago: "
        "University of Chicago Press, 1957.",
    ),
    "all volumes of a work, edited, in a series": (
        """@mvcollection{s, editor = {A. One and B. Two}, title = {Records}, volumes = {5},
        edition = {2}, series = {Sources}, number = {12}, publisher = {Press},
        date = {1853/1854}}""",
        "A. One and B. Two, eds., *Records*, 2nd ed., 5 vols., Sources 12 (Press, "
        "1853–1854), 13.",
        "One, A., and B. Two, eds. *Records*. 2nd ed. 5 vols. Sources 12. Press, 1853–1854.",
    ),
    "a work without author": (
        "@book{a, title = {A True Declaration}, location = {London}, year = 1610}",
        "*A True Declaration* (London, 1610), 13.",
        "*A True Declaration*. London, 1610.",
    ),
    "a work without date": (
        "@book{a, author = {Nano, Jasmine}, title = {Work}, publisher = {Press}}",
        "Jasmine Nano, *Work* (Press, n.d.), 13.",
        "Nano, Jasmine. *Work*. Press, n.d.",
    ),
    "a work of about a year": (
        "@book{a, author = {Nano, Jasmine}, title = {Work?}, date = {1950~}}",
        "Jasmine Nano, *Work?* (ca. 1950), 13.",
        "Nano, Jasmine. *Work?* Ca. 1950.",
    ),
    "a Korean title in Hangul alone": (
        """@book{k, author = {백선엽}, title = {군과 나}, publisher = {대륙연구소},
        date = {1989}}""",
        "백선엽, 군과 나 (대륙연구소, 1989), 13.",
        "백선엽. 군과 나. 대륙연구소, 1989.",
    ),
    "a suffix and a particle": (
        """@book{a, author = {King, Jr., Martin Luther and de Gaulle, Charles},
        title = {Work}, date = {1960}}""",
        "Martin Luther King Jr. and Charles de Gaulle, *Work* (1960), 13.",
        "King, Martin Luther, Jr., and Charles de Gaulle. *Work*. 1960.",
    ),
    "an entry with nothing but a key": (
        "@book{bare, note = {}}",
        "bare (n.d.), 13.",
        "bare. N.d.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WORKS)
def test_chicago_17_prints(what: str) -> None:
    text, note, entry = WORKS[what]
    assert markdown_of(text) == (note, entry)


def authors(number: int) -> str:
    names = " and ".join(f"Family{at:02}, Given" for at in range(1, number + 1))
    return f"@book{{a, author = {{{names}}}, title = {{T}}, date = {{2000}}}}"


@pytest.mark.parametrize(
    ("style", "number", "opening"),
    [
        ("chicago-17", 3, "Given Family01, Given Family02, and Given Family03, "),
        ("chicago-17", 4, "Given Family01 et al., "),
        ("chicago-18", 2, "Given Family01 and Given Family02, "),
        ("chicago-18", 3, "Given Family01 et al., "),
    ],
)
def test_a_note_names_as_many_authors_as_the_edition_wants(
    style: str, number: int, opening: str
) -> None:
    assert markdown_of(authors(number), style=style)[0].startswith(f"{opening}*T*")


@pytest.mark.parametrize(
    ("style", "number", "named"),
    [("chicago-17", 10, 10), ("chicago-17", 11, 7), ("chicago-18", 6, 6), ("chicago-18", 7, 3)],
)
def test_an_entry_names_as_many_authors_as_the_edition_wants(
    style: str, number: int, named: int
) -> None:
    entry = markdown_of(authors(number), style=style)[1]
    assert entry.count("Family") == named
    assert ("et al." in entry) == (named < number)


@pytest.mark.parametrize(
    ("locator", "end"),
    [
        ("612", ", 2001), 3:612."),
        ("pp. 612-615", ", 2001), 3:612–15."),
        ("xii, 4", ", 2001), 3:xii, 4."),
        ("3:612", ", 2001), 3:612."),
        ("note 7", ", vol. 3 (P, 2001), note 7."),
        ("", ", vol. 3 (P, 2001)."),
    ],
)
def test_pages_of_one_volume_are_cited_with_its_number(locator: str, end: str) -> None:
    work = source("@book{a, title = {T}, volume = {III}, publisher = {P}, date = {2001}}")
    assert format_note(work, locator).endswith(end)
    assert format_note(work, locator) == format_note(work, locator or None)


def test_an_article_is_not_cited_by_volume_in_a_shortened_note() -> None:
    text = "@article{a, author={A, B}, title={T}, journaltitle={J}, volume={3}, date={2001}}"
    assert format_citation_short(source(text), "4") == "A, “T,” 4."


def test_a_short_title_is_used_where_the_bibliography_gives_one() -> None:
    text = "@book{a, author={A, B}, title={The Long Title}, shorttitle={Title}, date={2001}}"
    assert format_citation_short(source(text)) == "A, Title."


def test_entries_are_sorted_by_name_then_year_then_title_without_articles_and_accents() -> None:
    text = """
    @book{z, author = {Zhang, A.}, title = {Z}, date = {2000}}
    @book{e2, author = {Élan, B.}, title = {B}, date = {2001}}
    @book{e1, author = {Elan, B.}, title = {The A}, date = {2001}}
    @book{e0, author = {Elan, B.}, title = {C}, date = {1999}}
    @book{e3, author = {Elan, B. and Zoe, Z.}, title = {A}, date = {1980}}
    @book{f, title = {The Front}, date = {1990}}
    @book{nodate, author = {Elan, B.}, title = {A}}
    @xdata{x, publisher = {P}}
    """
    works = bibliography_from_bytes(text.encode(), path="a.bib")
    expected = ["e0", "e1", "e2", "nodate", "e3", "f", "z"]
    assert [one.citekey for one in in_order(works)] == expected


def test_a_chinese_work_is_sorted_by_its_romanised_name() -> None:
    names = "@book{y, author = {Young, A.}} @book{w, author = {Wu, A.}}"
    works = bibliography_from_bytes(f"{names} {XU}".encode(), path="a.bib")
    assert [one.citekey for one in in_order(works)] == ["w", "xu1990", "y"]


def test_pages_that_nobody_knows_are_not_printed() -> None:
    text = """@article{a, author = {A, B}, title = {T}, journal = {J}, volume = 3, year = 1990,
    pages = {??--??}}"""
    assert format_entry(source(text)) == "A, B. “T.” J 3 (1990)."


def test_a_list_of_places_is_set_as_a_list_and_a_publisher_keeps_its_own_and() -> None:
    text = r"""@book{b, author = {B, C}, title = {T}, date = {1988},
    publisher = {Hill and Dale Private Press and Typefoundry},
    location = {M{\"u}nchen and Berlin and New York}}"""
    assert format_entry(source(text)) == (
        "B, C. T. München, Berlin, and New York: Hill and Dale Private Press and "
        "Typefoundry, 1988."
    )


def test_a_year_cut_short_has_an_apostrophe_and_no_opening_quote() -> None:
    text = "@book{b, title = {Colloquium '77 on the 'Long War' of Ours}, date = {1978}}"
    assert format_entry(source(text)) == "Colloquium ’77 on the ‘Long War’ of Ours. 1978."


def test_korean_and_japanese_stand_behind_the_letters_in_their_own_order() -> None:
    text = """
    @book{h3, author = {백선엽}, title = {군과 나}, langid = {korean}}
    @book{h1, author = {강, 준만}, title = {한국}, langid = {korean}}
    @book{h2, author = {김, 학준}, title = {전쟁}, langid = {korean}}
    @book{j2, author = {ハラ}, title = {B}, langid = {japanese}}
    @book{j1, author = {がっこう}, title = {A}, langid = {japanese}}
    @book{j3, author = {和田}, title = {C}, langid = {japanese}}
    @book{l, author = {Zhang, A.}, title = {Z}}
    @book{k, author = {김, 일}, author+an:romanised = {="Kim Il"}, title = {A},
      title+an:romanised = {="A"}, langid = {korean}}
    """
    works = bibliography_from_bytes(text.encode(), path="a.bib")
    expected = ["k", "l", "h1", "h2", "h3", "j1", "j2", "j3"]
    assert [one.citekey for one in in_order(works)] == expected


def test_gbt_gathers_chinese_japanese_western_russian_and_other_works() -> None:
    text = """
    @book{korean, author = {김, 학준}, title = {전쟁}, langid = {korean}}
    @book{russian, author = {Орлов}, title = {Война}, langid = {russian}}
    @book{western, author = {Adams, A.}, title = {War}}
    @book{japanese, author = {和田}, title = {朝鮮戦争}, langid = {japanese}}
    @book{chinese, author = {徐焰}, title = {第一次}, langid = {chinese}}
    @book{arabic, author = {حسن}, title = {حرب}, langid = {arabic}}
    """
    works = bibliography_from_bytes(text.encode(), path="a.bib")
    expected = ["chinese", "japanese", "western", "russian", "arabic", "korean"]
    assert [one.citekey for one in in_order(works, style="gb7714-2015")] == expected


def test_a_work_stands_where_its_sort_fields_want_it() -> None:
    text = """
    @book{d, author = {和田}, sortname = {Wada, Haruki}, title = {A}, langid = {japanese}}
    @book{b, author = {Bell, A.}, title = {A}}
    @book{c, author = {Aaron, A.}, title = {A}, sortkey = {Cook}}
    @book{e, title = {1953}, sorttitle = {Year of the truce}}
    @book{a, author = {Adams, A.}, key = {Zed}, title = {A}}
    """
    works = bibliography_from_bytes(text.encode(), path="a.bib")
    assert [one.citekey for one in in_order(works)] == ["a", "b", "c", "d", "e"]


def test_html_names_the_language_of_han_and_never_sets_it_in_italics() -> None:
    entry = format_entry(source(XU), markup="html")
    assert 'Xu Yan <span lang="zh">徐焰</span>. <i lang="zh-Latn">Diyici jiaoliang</i>' in entry
    assert '<span lang="zh">第一次较量：抗美援朝战争的历史回顾与反思</span> [First' in entry
    assert not re.search(r"<i[^>]*>[^<]*[\u4e00-\u9fff]", entry)


def test_hangul_inside_an_italic_title_stays_upright() -> None:
    runs = italic("The War 한국 전쟁 1950", lang="en")
    assert [(run.text, run.italic, run.lang) for run in runs] == [
        ("The War ", True, None),
        ("한국 전쟁", False, "ko"),
        (" 1950", True, None),
    ]


HOSTILE = """@book{h, author = {<b>Evil</b>, "A"},
  title = {<script>alert(1)</script> [x](javascript:y)}, publisher = {P*r*e_s_s},
  url = {javascript:alert(1)}, date = {2000}}"""


def test_hostile_titles_are_escaped_in_html() -> None:
    entry = format_entry(source(HOSTILE), markup="html")
    assert "<script" not in entry and "<b>" not in entry and "href" not in entry
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in entry


def test_hostile_titles_are_escaped_in_markdown() -> None:
    entry = format_entry(source(HOSTILE), markup="markdown")
    assert "\\<script\\>" in entry
    assert "\\[x\\](javascript:y)" in entry
    assert "P\\*r\\*e\\_s\\_s" in entry


def test_an_address_cannot_break_out_of_its_link() -> None:
    text = """@online{o, title = {T}, url = {https://a.example/"><script>x</script>}}"""
    assert 'href="https://a.example/%22%3E%3Cscript%3Ex%3C/script%3E"' in format_entry(
        source(text), markup="html"
    )
    assert "<https://a.example/%22%3E%3Cscript%3Ex%3C/script%3E>." in format_entry(
        source(text), markup="markdown"
    )


@pytest.mark.parametrize("start", ["1950. ", "- ", "# ", "+ "])
def test_an_entry_never_begins_a_list_or_a_heading(start: str) -> None:
    assert as_markdown(plain(f"{start}War"))[:6].count("\\") == 1


def test_control_signs_reach_neither_terminal_nor_page() -> None:
    runs = plain("War\x1b[31m\x00 and\r\npeace")
    assert as_text(runs) == "War[31m and peace"
    assert as_html(runs) == "War[31m and peace"


@given(st.text())
def test_html_says_the_text_and_nothing_else(text: str) -> None:
    runs = italic(text, lang="zh")
    shown = as_html(runs)
    assert html.unescape(re.sub(r"</?(?:i|span)(?: lang=\"[\w-]+\")?>", "", shown)) == as_text(
        runs
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_every_sign_of_markdown_is_escaped(text: str) -> None:
    shown = as_markdown([Run(text=text)])
    assert not re.search(r"(?<!\\)[*_\[\]<>`]", re.sub(r"\\\\", "", shown))
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == as_text([Run(text=text)])


@given(st.text())
def test_runs_lose_no_letter(text: str) -> None:
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for sign in text_of(italic(text)) if sign.isalnum()] == letters


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("First Confrontation", "First confrontation"),
        ("A Study: The Second Part", "A study: The second part"),
        ("The UN Forces and {White Tiger} Regiment", "The UN forces and White Tiger regiment"),
        ("Letters from July 1953 in Korea", "Letters from July 1953 in Korea"),
        ("J. P. {Smith}'s War", "J. P. Smith's war"),
        ("Campaigns of Peng Dehuai and others", "Campaigns of Peng Dehuai and others"),
    ],
)
def test_translations_are_set_in_sentence_style(written: str, printed: str) -> None:
    assert sentence_style(written) == printed


def test_page_ranges_keep_other_text() -> None:
    assert inclusive("29-50 + Plates I-VIII") == "29–50 + Plates I-VIII"
    assert inclusive("431--456, 791--823") == "431–56, 791–823"
    assert pages_in("chapter 3") == ""


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_shortened_page_ranges_are_settled(first: int, more: int) -> None:
    once = inclusive(f"{first}-{first + more}")
    assert once.startswith(f"{first}–")
    assert str(first + more).endswith(once.partition("–")[2])


@pytest.mark.parametrize(
    ("volume", "printed"),
    [("XIV", "14"), ("C", "C"), ("Vol. 2", "2"), ("1-2", "1–2"), ("", "")],
)
def test_volumes_are_printed_in_arabic_numerals(volume: str, printed: str) -> None:
    assert arabic(volume) == printed


def test_editions_are_printed_in_few_words() -> None:
    assert edition_text("Third edition") == "3rd ed."
    assert edition_text("facsimile of the first edition") == "facsimile of the first ed."
    assert edition_text("第2版") == "第2版"
    assert edition_text("") == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1953-07-13", Issued(start=(1953, 7, 13))),
        ("1953-07/1953-08", Issued(start=(1953, 7), end=(1953, 8))),
        ("1988/", Issued(start=(1988,), open_end=True)),
        ("1950?", Issued(start=(1950,), uncertain=True)),
        ("1953-23", Issued(start=(1953,))),
        ("2010-6-27", Issued(start=(2010, 6, 27))),
        ("1851--1854", Issued(start=(1851,), end=(1854,))),
        ("民国三十六年", Issued(literal="民国三十六年")),
        ("", Issued()),
        ("/", Issued(literal="/")),
    ],
)
def test_dates_are_read_as_bibliographies_write_them(written: str, read: Issued) -> None:
    assert parse_issued(written) == read


def test_an_unknown_style_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(
        KumsongSourcesError, match="'chicago'; there are: chicago-17, chicago-18"
    ):
        format_bibliography([], style="chicago")
    with pytest.raises(KumsongSourcesError, match="no citation style 'apa'"):
        format_note(source(XU), style="apa")


def test_an_unknown_markup_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KumsongSourcesError, match="no markup 'rtf'; there are: text, markdown"):
        format_bibliography([source(XU)], markup="rtf")


@pytest.mark.parametrize("style", STYLES)
def test_no_source_makes_an_empty_bibliography(style: str) -> None:
    assert format_bibliography([], style=style) == ""
    assert format_bibliography([], style=style, markup="html").count("<li>") == 0
