"""Surnames in letters against the same names in Han characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.checks import Finding, run_checks
from kumsong_sources.checks.romanisation import letters, looks_chinese, readings, spells
from kumsong_sources.checks.surnames import (
    COMPOUND_SURNAMES,
    CUSTOMARY_SPELLINGS,
    READ_AS_SURNAME,
)
from kumsong_sources.dossier import Dossier

MakeDossier = Callable[..., Path]
PARTIES = """
title = "Two sides"
[events.battle]
label = "The battle"
[parties.CHN]
label = "China"
[parties.KOR]
label = "South Korea"
[parties.NK]
label = "North Korea"
"""


@pytest.fixture
def judge(dossier_folder: MakeDossier) -> Callable[..., list[Finding]]:
    """Return a function from the fields of one book to what the rule finds in it."""

    def run(fields: str, *, langid: str = "chinese") -> list[Finding]:
        language = f"langid = {{{langid}}}, " if langid else ""
        book = f"@book{{a, {language}{fields}}}\n"
        folder = dossier_folder(references=book, declaration=PARTIES)
        return list(run_checks(Dossier.open(folder), select=["surname-against-script"]))

    return run


def named(author: str, script: str) -> str:
    """An author in letters and in Han characters."""
    return f'author = {{{author}}}, author+an:script = {{1="{script}"}}'


@pytest.mark.parametrize(
    ("author", "script", "read"),
    [
        ("Xue, Yan", "徐焰", "Xu"),
        ("Xu, Yan", "薛焰", "Xue"),
        ("Hsueh, Yen", "徐焰", "Xu"),
        ("Dan, Xuan", "单璇", "Shan"),
        ("Ceng, Guofan", "曾国藩", "Zeng"),
        ("Jie, Fang", "解方", "Xie"),
        ("Chou, Ying", "仇英", "Qiu"),
        ("Qu, Jianing", "区嘉宁", "Ou"),
        ("Si, Liang", "诸葛亮", "Zhuge"),
        ("Zhang, Zhidong", "杨得志", "Yang"),
        ("Chiang, Chieh-shih", "毛泽东", "Mao"),
        ("Lin, Xuan", "吕璇", "Lü"),
    ],
)
def test_a_surname_of_other_characters_is_found(
    judge: Callable[..., list[Finding]], author: str, script: str, read: str
) -> None:
    (found,) = judge(named(author, script))
    assert f"is read {read}" in found.message


@pytest.mark.parametrize(
    ("author", "script"),
    [
        ("Xu, Yan", "徐焰"),
        ("Xú, Yàn", "徐焰"),
        ("XU, Yan", "徐焰"),
        ("Hsü, Yen", "徐焰"),
        ("Hsu, Yen", "徐焰"),
        ("Tsui, Hark", "徐克"),
        ("Shan, Xuan", "单璇"),
        ("Zeng, Guofan", "曾國藩"),
        ("Tsang, Donald", "曾蔭權"),
        ("Xie, Fang", "解方"),
        ("Qiu, Ying", "仇英"),
        ("Ou, Jianing", "区嘉宁"),
        ("Au, Kam-san", "區錦新"),
        ("Piao, Yi", "朴一"),
        ("Pu, Yi", "朴一"),
        ("Lü, Zhengcao", "吕正操"),
        ("Lu, Zhengcao", "吕正操"),
        ("Lv, Zhengcao", "吕正操"),
        ("Lyu, Zhengcao", "吕正操"),
        ("Nie, Rongzhen", "聂荣臻"),
        ("Zhang, Zhidong", "张之洞"),
        ("Chang, Chih-tung", "張之洞"),
        ("Mao, Tse-tung", "毛泽东"),
        ("Chiang, Kai-shek", "蔣介石"),
        ("Chu, Teh", "朱德"),
        ("Peng, Dehuai", "彭德怀"),
        ("P'eng, Te-huai", "彭德懷"),
        ("Teng, Hua", "邓华"),
        ("Kuo, Mo-jo", "郭沫若"),
        ("Tseng, Kuo-fan", "曾國藩"),
        ("Chow, Yun-fat", "周潤發"),
        ("Ouyang, Xiu", "欧阳修"),
        ("Au-yeung, Ching", "歐陽靖"),
        ("Sima, Guang", "司马光"),
        ("Ssu-ma, Kuang", "司馬光"),
        ("Zhuge, Liang", "諸葛亮"),
        ("Yuchi, Gong", "尉迟恭"),
        ("Paik, Sun Yup", "白善烨"),
        ("Kim, Il Sung", "金日成"),
        ("Xu, Yan", "徐 焰"),
        ("Xu, Yan", "徐, 焰"),
    ],
)
def test_a_usual_spelling_of_a_surname_is_left_alone(
    judge: Callable[..., list[Finding]], author: str, script: str
) -> None:
    assert judge(named(author, script)) == []


@pytest.mark.parametrize(
    ("fields", "langid"),
    [
        (named("Xue, Yan", "서연"), "chinese"),
        (named("Paik, Sun Yup", "白善燁"), "korean"),
        (named("Paik, Sun Yup", "白善燁") + ", party = {KOR}", ""),
        (named("Yang, Min", "林民") + ", party = {NK}", ""),
        (named("Wada, Haruki", "和田春樹"), "japanese"),
        (named("Wada, Haruki", "和田春樹"), ""),
        (named("Kan, Naoto", "菅直人"), ""),
        (named("Ridgway, Matthew", "李奇微"), "chinese"),
        (named("MacArthur, Douglas", "道格拉斯·麦克阿瑟"), "chinese"),
        (named("{Chinese Military Science Academy}", "军事科学院"), "chinese"),
        (named("Xue, Yan", "徐焰"), "english"),
        ("author = {徐焰}", "chinese"),
        ("author = {Xue, Yan}", "chinese"),
        ("author = {others}", "chinese"),
    ],
)
def test_what_is_no_chinese_name_in_both_scripts_is_not_judged(
    judge: Callable[..., list[Finding]], fields: str, langid: str
) -> None:
    assert judge(fields, langid=langid) == []


@pytest.mark.parametrize(
    "fields",
    [
        "author = {Xue, Yan (徐焰)}",
        "author = {Xue, Yan（徐焰）}",
        "author = {Xue, Yan 徐焰}",
        "author = {Xue Yan (徐焰)}",
        "editor = {Xue, Yan (徐焰)}",
        'author = {徐焰}, author+an:romanised = {="Xue, Yan"}',
        named("Xue, Yan", "徐焰") + ", title = {第一次较量}",
        named("Xue, Y.", "徐焰"),
    ],
)
def test_a_name_is_judged_without_declared_language_if_its_given_name_fits(
    judge: Callable[..., list[Finding]], fields: str
) -> None:
    assert len(judge(fields, langid="")) == 1
    assert judge(fields.replace("Xue", "Xu"), langid="") == []


def test_of_several_names_the_wrong_one_is_pointed_at(
    judge: Callable[..., list[Finding]],
) -> None:
    (found,) = judge(
        'author = {Yan, Xue and\n  Xue, Yan},\n  author+an:script = {1="严雪"; 2="徐焰"}'
    )
    assert (found.position.line, found.position.column) == (2, 3)
    assert "'Xue' does not agree with 徐焰" in found.message


def test_a_given_name_in_the_surnames_place_is_recognised(
    judge: Callable[..., list[Finding]],
) -> None:
    (found,) = judge(named("Yan, Xu", "徐焰"))
    assert found.hint == "surname and given name are exchanged: write Xu, Yan"


def test_a_missing_bracket_of_the_script_does_no_harm(
    judge: Callable[..., list[Finding]],
) -> None:
    assert judge("author = {Xu, Yan (徐焰}") == []


# Read so as surnames only, which the dictionary of characters leaves out.
ONLY_AS_SURNAMES = {"黑": {"he"}, "谌": {"shen"}, "諶": {"shen"}}


@given(st.sampled_from(sorted({*CUSTOMARY_SPELLINGS, *READ_AS_SURNAME})))
def test_every_surname_of_the_tables_is_in_the_dictionary(character: str) -> None:
    assert readings(character)
    known = {*readings(character), *ONLY_AS_SURNAMES.get(character, ())}
    assert set(READ_AS_SURNAME.get(character, ())) <= known


@given(st.sampled_from(sorted(COMPOUND_SURNAMES)))
def test_every_compound_surname_has_two_known_characters(surname: str) -> None:
    assert len(surname) == 2
    assert all(map(readings, surname))


@given(st.text())
def test_bare_letters_are_letters_and_stay_as_they_are(text: str) -> None:
    bare = letters(text)
    assert all(sign.isalpha() for sign in bare)
    assert letters(bare) == bare


@given(st.text(alphabet="徐焰单曾吕欧阳司马", min_size=1, max_size=4))
def test_the_usual_reading_of_characters_spells_them(characters: str) -> None:
    assert spells(letters("".join(readings(c)[0] for c in characters)), characters)


@given(st.sampled_from("徐焰彭德怀邓华杨勇毛泽东周恩来"))
def test_every_reading_looks_chinese(character: str) -> None:
    assert all(looks_chinese(letters(reading)) for reading in readings(character))
