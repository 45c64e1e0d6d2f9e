"""How Chinese surnames are read, and written in letters.

The readings of characters come from the dictionary of `pypinyin`. Only its file of single
characters is read, and only when a name has to be judged: importing the package would load
its dictionary of phrases as well, which no surname needs.

References
----------
.. [1] *Hanyu Pinyin Fang'an* (1958), ISO 7098: pinyin.
.. [2] H. A. Giles, *A Chinese-English Dictionary*, 2nd ed. (1912): Wade-Giles.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

_INITIAL = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcs]?")
_WADE_INITIAL: Mapping[str, str] = MappingProxyType(
    {"b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "zh": "ch", "z": "ts", "c": "ts",
     "x": "hs", "r": "j"}
)  # fmt: skip
_WADE_FINAL: Mapping[str, str] = MappingProxyType(
    {"ie": "ieh", "ian": "ien", "ue": "ueh", "ong": "ung", "iong": "iung", "uo": "o"}
)
_WADE_WHOLE: Mapping[str, str] = MappingProxyType(
    {"yi": "i", "ye": "yeh", "you": "yu", "yan": "yen", "yong": "yung", "yue": "yueh",
     "er": "erh", "e": "o", "zi": "tzu", "ci": "tzu", "si": "ssu", "gui": "kuei",
     "kui": "kuei", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "ge": "ko",
     "ke": "ko", "he": "ho"}
)  # fmt: skip
_CHINESE_SYLLABLE = (
    r"(?:zh|ch|sh|hs|ts|tz|ss|sz|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang?|i?ao|u?ai|a|e[in]|eng?|erh?|i[eu]|ien|ieh|ing?|ih?|i?ong|i?ung|ou?|"
    r"u[aio]|uang?|uei|ueh?|u[ae]n|un?|v|yu)"
)
_LOOKS_CHINESE = re.compile(rf"{_CHINESE_SYLLABLE}{{1,2}}")

COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 司徒 司空 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 长孙 "
    "長孫 慕容 宇文 令狐 端木 独孤 獨孤 南宫 南宮 西门 西門 轩辕 軒轅 澹台 澹臺 万俟 鲜于 鮮于 "
    "单于 單于 呼延 申屠 太史 淳于 公冶 闻人 聞人 赫连 赫連 钟离 鍾離 拓跋 百里 东郭 東郭 闾丘 "
    "閭丘 亓官 濮阳 濮陽 左丘 公羊 谷梁 穀梁 宗政 乐正 樂正 子车 子車 仲孙 仲孫 梁丘 羊舌 "
    "段干 段幹 第五 贺兰 賀蘭 哥舒 耶律 完颜 完顏 纳兰 納蘭 叶赫 葉赫".split()
)
"""Surnames of two characters."""

_READ_AS_SURNAME: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        surname: tuple(readings.split())
        for surnames, readings in (
            ("单單", "shan"), ("曾", "zeng"), ("解", "xie"), ("仇", "qiu"),
            ("区區", "ou"), ("朴", "piao pu"), ("查", "zha"), ("盖蓋", "ge gai"),
            ("任", "ren"), ("华華", "hua"), ("尉", "wei yu"), ("宓", "mi fu"),
            ("员員", "yun yuan"), ("黑", "he hei"), ("秘祕", "bi mi"), ("冼", "xian"),
            ("折", "she zhe"), ("翟", "zhai di"), ("缪繆", "miao mou mu"),
            ("种", "chong"), ("種", "zhong chong"), ("乐樂", "yue le"), ("覃", "qin tan"),
            ("召", "shao zhao"), ("哈", "ha"), ("那", "na nuo"), ("乜", "nie mie"),
            ("逄", "pang"), ("幺", "yao"), ("繁", "po fan"), ("都", "du dou"),
            ("能", "nai neng"), ("隗", "wei kui"), ("句", "gou ju"), ("卜", "bu"),
            ("柏", "bai bo"), ("贲賁", "ben bi"), ("纪紀", "ji"), ("盛", "sheng"),
            ("沈", "shen"), ("瞿", "qu"), ("万萬", "wan"), ("祭", "zhai ji"),
            ("洗", "xian xi"), ("车車", "che"), ("长長", "chang"), ("石", "shi"),
            ("藏", "zang cang"), ("行", "xing hang"), ("谌諶", "chen shen"),
            ("宿", "su"), ("戚", "qi"), ("叶葉", "ye"), ("俞", "yu"), ("余餘", "yu"),
            ("佘", "she"), ("贾賈", "jia"), ("覆", "fu"), ("尹", "yin"), ("庞龐", "pang"),
            ("薄", "bo"), ("燕", "yan"), ("应應", "ying"), ("令", "ling"), ("宁寧甯", "ning"),
            ("干", "gan"), ("齐齊", "qi"), ("景", "jing"), ("阚闞", "kan"), ("葛", "ge"),
            ("万俟", "moqi"), ("尉迟尉遲"[:2], "yuchi"), ("尉遲", "yuchi"),
            ("长孙", "zhangsun"), ("長孫", "zhangsun"), ("单于", "chanyu"),
            ("單于", "chanyu"), ("澹台", "tantai"), ("澹臺", "tantai"),
            ("令狐", "linghu"), ("鲜于", "xianyu"), ("鮮于", "xianyu"),
            ("亓官", "qiguan"), ("乐正", "yuezheng"), ("樂正", "yuezheng"),
        )
        for surname in ([surnames] if len(readings) > 5 and " " not in readings
                        and len(surnames) == 2 else surnames)
    }
)  # fmt: skip
"""Surnames of more than one reading, by those that they have as a surname."""
