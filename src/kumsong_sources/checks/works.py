"""Works that stand in a bibliography twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import cast

from kumsong_sources.bibtex import decode_latex, split_names
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.patterns import pattern
from kumsong_sources.sources import Source

_LIKENESS = 90.0
_LONGEST_BLOCK = 40
_SHORTEST_TITLE = 8
_ARTICLE = pattern(r"(?:the|an?|der|die|das|le|la|les|el|los)\s+", re.IGNORECASE)
_TELLING_WORDS = pattern(r"\d+|\b[ivx]+\b|\b\w\b")
# What tells apart two works that have one title, author and year.
_TELLING = (
    "volume", "number", "part", "edition", "pages", "chapter", "issue", "eid", "booktitle",
    "journaltitle", "journal", "publisher", "institution", "date", "month", "type", "version",
    "isbn", "url", "howpublished", "note", "langid", "language", "subtitle", "titleaddon",
    "translator", "entrysubtype", "series", "crossref", "location", "address", "eprint",
)  # fmt: skip
_LINKING = ("related", "crossref", "xref", "xdata", "entryset", "ids", "relateddoi")
_SIMPLIFIED = str.maketrans(
    "戰爭國歷報韓鮮軍書館與應對鬥線術會學協衛東長陸龍車門開關見記說話論語讀證議護貝負責"
    "質軟輕農達進運過遠還邊鄉醫釋鐵錢銀錄錯陣隊陳際難雲電靜頁項順須預頭題願類飛馬驗體"
    "點齊齒億個傳傷備倫創動務勝勞區協單嚴團圓圖園場壓壞聲夢奪奧婦媽孫寧實寫將專導層島"
    "幣師帶幫廣慶應懷態戲戶抗擊擔據擴擇攝敗斷無舊時曆條來楊業極構樂標機權歸殺氣漢決沒"
    "況濟溝漸滅災熱營獨獲現產畫異當發盤監確碼禮離種稱積穩競筆節範築簡糧級紀約紅純紙組"
    "細終經結給絕統綱網維緊緒編縣總績織繼續羅義習聖聯職肅膚臨舉興蘇處號蟲補裝裡複西覺",
    "战争国历报韩鲜军书馆与应对斗线术会学协卫东长陆龙车门开关见记说话论语读证议护贝负责"
    "质软轻农达进运过远还边乡医释铁钱银录错阵队陈际难云电静页项顺须预头题愿类飞马验体"
    "点齐齿亿个传伤备伦创动务胜劳区协单严团圆图园场压坏声梦夺奥妇妈孙宁实写将专导层岛"
    "币师带帮广庆应怀态戏户抗击担据扩择摄败断无旧时历条来杨业极构乐标机权归杀气汉决没"
    "况济沟渐灭灾热营独获现产画异当发盘监确码礼离种称积稳竞笔节范筑简粮级纪约红纯纸组"
    "细终经结给绝统纲网维紧绪编县总绩织继续罗义习圣联职肃肤临举兴苏处号虫补装里复西觉",
)
"""The commonest traditional characters in titles, as simplified ones."""


class DuplicateWork(BibliographyRule):
    """Two entries that are one work.

    Why
    ---
    A source cited under two keys counts as two, and supports itself.

    Example
    -------
    `chae2001` and `chae-2001b` with one title, author and year; 抗美援朝戰爭史 beside
    抗美援朝战争史.

    Remedy
    ------
    Keep one entry and mend the citations; give the other's key as `ids`. Where they are two
    works, give what tells them apart: volume, pages, edition.

    Limits
    ------
    Two entries of one type are one work if first author, year and title agree, titles without
    case, accents and punctuation, traditional characters folded to simplified ones by a small
    table; or if they have one DOI. With the extra `checks` (rapidfuzz) titles that are nearly
    alike count, too. Entries that differ in a field that both have (volume, pages, edition,
    publisher…), that point to one another, or that have neither author nor year, are left
    alone.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry that repeats an earlier one."""
        told: set[str] = set()
        for earlier, later in _pairs(context):
            if later.citekey in told or _are_linked(earlier, later):
                continue
            told.add(later.citekey)
            yield self.finding(
                position=later.entry.key_position or later.position,
                message=f"{later.citekey} seems to be the work {earlier.citekey} (line "
                f"{earlier.position.line}): {quoted(later.title)}",
                hint=f"keep one; write ids = {{{later.citekey}}} in it, or tell them apart by "
                "volume, edition or pages",
                citekey=later.citekey,
            )


def _pairs(context: Context) -> Iterator[tuple[Source, Source]]:
    """Entries that may be one work, the earlier one first."""
    by_author: dict[tuple[str, str, int | None], list[Source]] = {}
    by_doi: dict[tuple[str, str], list[Source]] = {}
    for source in context.bibliography:
        fields = source.whole.fields
        if "doi" in fields:
            by_doi.setdefault((source.entry.entrytype, source.doi.lower()), []).append(source)
        if "title" in fields:
            key = (source.entry.entrytype, _first_family(source), source.year)
            if key[1] or key[2] is not None:
                by_author.setdefault(key, []).append(source)
    for (_, doi), sources in by_doi.items():
        if doi and len(sources) > 1:
            yield from ((sources[0], later) for later in sources[1:])
    for block in by_author.values():
        if len(block) > 1:
            yield from _alike(block)


def _alike(block: list[Source]) -> Iterator[tuple[Source, Source]]:
    """Pairs of a block with one title; where it is short, with nearly one title, too."""
    by_title: dict[str, list[Source]] = {}
    for source in block:
        by_title.setdefault(_folded(source.whole.get("title")), []).append(source)
    for title, sources in by_title.items():
        if title:
            yield from _same(combinations(sources[:_LONGEST_BLOCK], 2))
    likeness = _likeness() if 1 < len(by_title) <= _LONGEST_BLOCK else None
    if likeness is None:
        return
    # Titles with other numbers in them (part 1, part 2) are other titles.
    by_numbers: dict[tuple[str, ...], list[str]] = {}
    for title in by_title:
        if len(title) >= _SHORTEST_TITLE:
            by_numbers.setdefault(tuple(_TELLING_WORDS.findall(title)), []).append(title)
    for titles in by_numbers.values():
        for one, other in combinations(titles, 2):
            if likeness(one, other) >= _LIKENESS:
                yield from _same([(by_title[one][0], by_title[other][0])])


def _same(pairs: Iterable[tuple[Source, Source]]) -> Iterator[tuple[Source, Source]]:
    """The pairs that no field tells apart."""
    for one, other in pairs:
        both = [n for n in _TELLING if n in one.whole.fields and n in other.whole.fields]
        if all(_bare(one.whole.get(name)) == _bare(other.whole.get(name)) for name in both):
            yield one, other


def _are_linked(one: Source, other: Source) -> bool:
    keys = {one.citekey, other.citekey}
    return any(
        keys & set(re.split(r"\s*,\s*", source.entry.get(name)))
        for source in (one, other)
        for name in _LINKING
        if name in source.entry.fields
    )


def _first_family(source: Source) -> str:
    """The first author's family name, folded; quickly, not for names of every form."""
    for name in ("author", "editor"):
        value = source.whole.get(name)
        if not value.strip():
            continue
        plain = "{" not in value and "\n" not in value
        first = value.split(" and ", 1)[0] if plain else split_names(value)[0]
        family, comma, _ = first.partition(",")
        family = family.strip() if comma else family.split()[-1]
        return family.lower() if family.isascii() and family.isalpha() else _folded(family)
    return ""


def _folded(text: str) -> str:
    """A text without case, accents, punctuation, LaTeX and articles before it."""
    plain = _ARTICLE.sub("", decode_latex(text), count=1).casefold()
    if not plain.isascii():
        plain = plain.translate(_SIMPLIFIED)
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _likeness() -> Callable[[str, str], float] | None:
    """How like two texts are, from 0 to 100; `None` where rapidfuzz is not installed."""
    try:
        from rapidfuzz.fuzz import ratio
    except ImportError:
        return None
    return cast("Callable[[str, str], float]", ratio)
