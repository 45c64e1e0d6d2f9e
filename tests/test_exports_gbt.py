"""GB/T 7714 of 2015 and 2025: golden strings.

The examples marked so are those that the standard of 2015 itself prints (appendix A and
clause 8); the ones of 2025 differ from them by that standard's rules alone: names as they are,
full-width signs.
"""

from __future__ import annotations

import pytest

from kumsong_sources.dossier import Dossier
from kumsong_sources.exports import format_citation_short, format_entry, format_note, in_order
from kumsong_sources.exports.styles.gbt import GBT_2015, GBT_2025
from kumsong_sources.sources import Source, bibliography_from_bytes


def source(text: str) -> Source:
    return next(iter(bibliography_from_bytes(text.encode(), path="references.bib")))


XU = """
@book{xu1990,
  author = {Xu, Yan}, author+an:script = {1="徐焰"}, author+an:order = {1="family-first"},
  title = {第一次较量}, subtitle = {抗美援朝战争的历史回顾与反思},
  title+an:romanised = {="Diyici jiaoliang"}, title+an:translated = {="First Confrontation"},
  publisher = {Chinese Radio and Television Publishing House},
  publisher+an:script = {="中国广播电视出版社"},
  location = {Beijing}, location+an:script = {="北京"}, date = {1990}, langid = {chinese},
}
"""

# What it shows: the entry, the page cited, 2015, 2025.
PUBLISHED = {
    "a book (A.1)": (
        "@book{a, author={张伯伟}, title={全唐五代诗格会考}, location={南京}, "
        "publisher={江苏古籍出版社}, date={2002}}",
        "288",
        "张伯伟. 全唐五代诗格会考[M]. 南京: 江苏古籍出版社, 2002: 288.",
        "张伯伟. 全唐五代诗格会考[M]. 南京：江苏古籍出版社，2002：288.",
    ),
    "a volume with a word for a number (A.1)": (
        "@book{a, author={胡承正 and 周详 and 缪灵}, title={理论物理概论}, volume={上}, "
        "location={武汉}, publisher={武汉大学出版社}, date={2010}}",
        "112",
        "胡承正, 周详, 缪灵. 理论物理概论: 上[M]. 武汉: 武汉大学出版社, 2010: 112.",
        "胡承正，周详，缪灵. 理论物理概论：上[M]. 武汉：武汉大学出版社，2010：112.",
    ),
    "a translation by two (A.1)": (
        "@book{a, author={{美国妇产科医师学会}}, "
        "title={新生儿脑病和脑性瘫痪发病机制与病理生理}, "
        "translator={段涛 and 杨慧霞}, location={北京}, publisher={人民卫生出版社}, "
        "date={2010}}",
        "38-39",
        "美国妇产科医师学会. 新生儿脑病和脑性瘫痪发病机制与病理生理[M]. 段涛, 杨慧霞, 译. "
        "北京: 人民卫生出版社, 2010: 38-39.",
        "美国妇产科医师学会. 新生儿脑病和脑性瘫痪发病机制与病理生理[M]. 段涛，杨慧霞，译. "
        "北京：人民卫生出版社，2010：38-39.",
    ),
    "a suffix and an edition (A.1)": (
        "@book{a, author={Peebles, Jr., Peyton Z.}, edition={4}, date={2001}, "
        "title={Probability, random variable, and random signal principles}, "
        "location={New York}, publisher={McGraw Hill}}",
        "",
        "PEEBLES P Z, Jr. Probability, random variable, and random signal principles[M]. "
        "4th ed. New York: McGraw Hill, 2001.",
        "Peebles P Z，Jr. Probability, random variable, and random signal principles[M]. "
        "4th ed. New York：McGraw Hill，2001.",
    ),
    "a chapter (A.7)": (
        "@incollection{a, author={程根伟}, title={1998年长江洪水的成因与减灾对策}, "
        "editor={许厚泽 and 赵其国}, booktitle={长江流域洪涝灾害与科技对策}, location={北京}, "
        "publisher={科学出版社}, date={1999}, pages={32--36}}",
        "",
        "程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽, 赵其国. 长江流域洪涝灾害与"
        "科技对策. 北京: 科学出版社, 1999: 32-36.",
        "程根伟. 1998年长江洪水的成因与减灾对策[M]//许厚泽，赵其国. 长江流域洪涝灾害与"
        "科技对策. 北京：科学出版社，1999：32-36.",
    ),
    "an article without volume (A.8)": (
        "@article{a, author={杨洪升}, title={四库馆私家抄校书考略}, journaltitle={文献}, "
        "date={2013}, number={1}, pages={56--75}}",
        "",
        "杨洪升. 四库馆私家抄校书考略[J]. 文献, 2013(1): 56-75.",
        "杨洪升. 四库馆私家抄校书考略[J]. 文献，2013（1）：56-75.",
    ),
    "an article by four and more (A.8)": (
        "@article{a, author={于潇 and 刘义 and 柴跃廷 and 甲}, journaltitle={清华大学学报}, "
        "title={互联网药品可信交易环境中主体资质审核备案模式}, date={2012}, volume={52}, "
        "number={11}, pages={1518--1523}}",
        "",
        "于潇, 刘义, 柴跃廷, 等. 互联网药品可信交易环境中主体资质审核备案模式[J]. "
        "清华大学学报, 2012, 52(11): 1518-1523.",
        "于潇，刘义，柴跃廷，等. 互联网药品可信交易环境中主体资质审核备案模式[J]. "
        "清华大学学报，2012，52（11）：1518-1523.",
    ),
    "a Western article (A.8)": (
        "@article{a, author={Kanamori, Hiroo}, title={Shaking without quaking}, "
        "journaltitle={Science}, date={1998}, volume={279}, number={5359}, pages={2063}}",
        "",
        "KANAMORI H. Shaking without quaking[J]. Science, 1998, 279(5359): 2063.",
        "Kanamori H. Shaking without quaking[J]. Science，1998，279（5359）：2063.",
    ),
    "a Western article by four and more (A.8)": (
        "@article{a, author={{Des Marais}, D. J. and Strauss, H. and Summons, R. E. and X, Y}, "
        "title={Carbon isotope evidence for the stepwise oxidation of the Proterozoic "
        "environment}, journaltitle={Nature}, date={1992}, volume={359}, pages={605--609}}",
        "",
        "DES MARAIS D J, STRAUSS H, SUMMONS R E, et al. Carbon isotope evidence for the "
        "stepwise oxidation of the Proterozoic environment[J]. Nature, 1992, 359: 605-609.",
        "Des Marais D J，Strauss H，Summons R E，et al. Carbon isotope evidence for the "
        "stepwise oxidation of the Proterozoic environment[J]. Nature，1992，359：605-609.",
    ),
    "a newspaper (A.9)": (
        "@article{a, author={丁文详}, title={数字革命与竞争国际化}, "
        "journaltitle={中国青年报}, date={2000-11-20}, pages={15}}",
        "",
        "丁文详. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).",
        "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.",
    ),
    "a thesis (A.4)": (
        "@phdthesis{a, author={张志祥}, "
        "title={间断动力系统的随机扰动及其在守恒律方程中的应用}, "
        "location={北京}, school={北京大学}, date={1998}}",
        "",
        "张志祥. 间断动力系统的随机扰动及其在守恒律方程中的应用[D]. 北京: 北京大学, 1998.",
        "张志祥. 间断动力系统的随机扰动及其在守恒律方程中的应用[D]. 北京：北京大学，1998.",
    ),
    "a report with a subtitle (A.3)": (
        "@report{a, author={{World Health Organization}}, title={Factors regulating the immune "
        "response}, subtitle={report of WHO Scientific Group}, location={Geneva}, "
        "publisher={WHO}, date={1970}}",
        "",
        "World Health Organization. Factors regulating the immune response: report of WHO "
        "Scientific Group[R]. Geneva: WHO, 1970.",
        "World Health Organization. Factors regulating the immune response：report of WHO "
        "Scientific Group[R]. Geneva：WHO，1970.",
    ),
    "a page on the web (A.10)": (
        "@online{a, author={萧钰}, title={出版业信息化迈入快车道}, date={2001-12-19}, "
        "urldate={2002-04-15}, url={http://www.creader.com/news/20011219/200112190019.html}}",
        "",
        "萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. "
        "http://www.creader.com/news/20011219/200112190019.html.",
        "萧钰. 出版业信息化迈入快车道[EB/OL]. （2001-12-19）[2002-04-15]. "
        "http://www.creader.com/news/20011219/200112190019.html.",
    ),
    "a page on the web without a date (A.10)": (
        "@online{a, author={{Online Computer Library Center, Inc.}}, title={About OCLC}, "
        "subtitle={history of cooperation}, urldate={2012-03-27}, "
        "url={http://www.oclc.org/about/cooperation.en.html}}",
        "",
        "Online Computer Library Center, Inc. About OCLC: history of cooperation[EB/OL]. "
        "[2012-03-27]. http://www.oclc.org/about/cooperation.en.html.",
        "Online Computer Library Center, Inc. About OCLC：history of cooperation[EB/OL]. "
        "[2012-03-27]. http://www.oclc.org/about/cooperation.en.html.",
    ),
    "a work in its script, romanised and translated elsewhere": (
        XU,
        "3",
        "徐焰. 第一次较量: 抗美援朝战争的历史回顾与反思[M]. 北京: 中国广播电视出版社, 1990: 3.",
        "徐焰. 第一次较量：抗美援朝战争的历史回顾与反思[M]. 北京：中国广播电视出版社，1990：3.",
    ),
    "neither place nor publisher (8.4)": (
        "@book{a, author={Nano, Jasmine}, title={Work}, date={1950~}}",
        "",
        "NANO J. Work[M]. [S.l.]: [s.n.], [1950].",
        "Nano J. Work[M]. [S.l.]：[s.n.]，[1950].",
    ),
    "neither place nor publisher, in Chinese (8.4)": (
        "@book{a, title={无名}, date={1950}}",
        "",
        "无名[M]. [出版地不详]: [出版者不详], 1950.",
        "无名[M]. [出版地不详]：[出版者不详]，1950.",
    ),
    "four translators and more": (
        "@book{a, author={甲}, title={书}, "
        "translator={乙 and 丙 and 丁 and 戊}, location={北京}, "
        "publisher={社}, date={1950}}",
        "",
        "甲. 书[M]. 乙, 丙, 丁, 等译. 北京: 社, 1950.",
        "甲. 书[M]. 乙，丙，丁，等，译. 北京：社，1950.",
    ),
    "a hyphen between given names": (
        "@book{a, author={Godard, Jean-Luc}, title={T}, location={P}, publisher={Q}, date={1}}",
        "",
        "GODARD J L. T[M]. P: Q, 1.",
        "Godard J-L. T[M]. P：Q，1.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PUBLISHED)
def test_gbt_prints(what: str) -> None:
    text, page, of_2015, of_2025 = PUBLISHED[what]
    work = source(text)
    # The markup as text keeps the apostrophes of the page; the standard has none here.
    assert format_note(work, page, style="gb7714-2015") == of_2015
    assert format_note(work, page, style="gb7714-2025") == of_2025
    if not page:
        assert format_entry(work, style="gb7714-2015") == of_2015


def test_the_edition_of_2025_writes_pinyin_names_out() -> None:
    text = """@book{a, author = {Xu, Yan and Smith, John}, author+an:order = {1="family-first"},
    title = {第一次}, location = {北京}, publisher = {社}, date = {1990}, langid = {chinese}}"""
    assert format_entry(source(text), style="gb7714-2025").startswith("Xu Yan，Smith J. ")
    assert format_entry(source(text), style="gb7714-2015").startswith("XU Y, SMITH J. ")


@pytest.mark.parametrize("style", ["gb7714-2015", "gb7714-2025"])
def test_a_part_on_the_web_without_place_publisher_and_year_has_its_address(style: str) -> None:
    text = """@inreference{c, author = {김, 영규}, title = {금성}, booktitle = {대전},
    url = {https://example.org}}"""
    assert format_entry(source(text), style=style) == (
        "김영규. 금성[M/OL]//대전. https://example.org."
    )


def test_a_given_name_written_out_in_brackets_gives_no_initial() -> None:
    text = "@book{a, author = {Hoyle, John T. (John Thomas)}, title = {Going}, date = {2013}}"
    assert format_entry(source(text), style="gb7714-2015").startswith("HOYLE J T. Going[M].")


def test_a_shortened_reference_has_names_title_and_place() -> None:
    assert format_citation_short(source(XU), "3", style="gb7714-2015") == "徐焰. 第一次较量: 3."


def test_the_works_of_the_kumsong_dossier_are_sorted_by_script_then_pinyin() -> None:
    works = in_order(Dossier.example("kumsong").sources.values(), style="gb7714-2015")
    assert [work.citekey for work in works] == [
        "ams2000", "xue1990", "chae2001", "hermes1992", "malkasian2001", "paik1992",
        "wikipedia-kumsong", "zhang1995",
    ]  # fmt: skip


def test_the_editions_differ_in_signs_and_names_alone() -> None:
    assert (GBT_2015.comma, GBT_2025.comma) == (", ", "，")
    assert GBT_2015.naming != GBT_2025.naming
