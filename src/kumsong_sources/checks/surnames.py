"""Chinese surnames: those of two characters, of several readings, of customary spellings.

A surname's spelling in letters is a bearer's own; where one is customary anywhere, a name
spelt so is no fault.

The lists were put together by hand and are not complete: a spelling that is missing leads to
a warning too many, which can be waived. A test holds the readings against `pypinyin`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMPOUND_READINGS: Mapping[str, str] = MappingProxyType(
    {
        "万俟": "moqi", "尉迟": "yuchi", "尉遲": "yuchi", "长孙": "zhangsun",
        "長孫": "zhangsun", "单于": "chanyu", "單于": "chanyu", "澹台": "tantai",
        "澹臺": "tantai", "令狐": "linghu", "鲜于": "xianyu", "鮮于": "xianyu",
        "亓官": "qiguan", "乐正": "yuezheng", "樂正": "yuezheng", "谷梁": "guliang",
        "穀梁": "guliang", "贺兰": "helan", "賀蘭": "helan", "叶赫": "yehe", "葉赫": "yehe",
    }
)  # fmt: skip
"""Surnames of two characters, of which one is read otherwise elsewhere."""

_TWO_CHARACTERS = """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 司徒 司空 东方 東方 皇甫 公孙 公孫 慕容 宇文 端木
    独孤 獨孤 南宫 南宮 西门 西門 轩辕 軒轅 呼延 申屠 太史 淳于 公冶 闻人 聞人 赫连 赫連 钟离
    鍾離 拓跋 百里 东郭 東郭 闾丘 閭丘 濮阳 濮陽 左丘 公羊 宗政 子车 子車 仲孙 仲孫 梁丘 羊舌
    段干 第五 哥舒 耶律 完颜 完顏 纳兰 納蘭
"""
COMPOUND_SURNAMES = frozenset(_TWO_CHARACTERS.split()).union(COMPOUND_READINGS)
"""Surnames of two characters."""


def _by_character(table: str) -> Mapping[str, tuple[str, ...]]:
    """Read lines of ``characters: spellings``; every character has all the spellings."""
    found: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        characters, _, spellings = line.partition(":")
        for character in characters.strip():
            found[character] = (*found.get(character, ()), *spellings.split())
    return MappingProxyType(found)


READ_AS_SURNAME = _by_character(
    """
    单單: shan
    曾: zeng
    解: xie
    仇: qiu
    区區: ou
    朴: piao pu
    查: zha
    盖蓋: ge gai
    任: ren
    华華: hua
    尉: wei yu
    宓: mi fu
    员員: yun yuan
    黑: he hei
    秘祕: bi mi
    冼: xian
    折: she zhe
    翟: zhai di
    缪繆: miao mou
    种: chong
    種: zhong chong
    乐樂: yue le
    覃: qin tan
    召: shao zhao
    那: na nuo
    乜: nie mie
    逄: pang
    幺: yao
    繁: po fan
    都: du dou
    能: nai neng
    隗: wei kui
    句: gou ju
    卜: bu
    柏: bai bo
    贲賁: ben bi
    纪紀: ji
    盛: sheng
    沈: shen
    瞿: qu
    万萬: wan
    祭: zhai ji
    洗: xian xi
    车車: che
    石: shi
    谌諶: chen shen
    叶葉: ye
    俞: yu
    余: yu
    佘: she
    贾賈: jia
    薄: bo
    燕: yan
    应應: ying
    宁寧甯: ning
    葛: ge
    尹: yin
    行: xing hang
    长長: zhang chang
    """
)
"""Surnames whose character has other readings elsewhere, with those of the surname."""

CUSTOMARY_SPELLINGS = _by_character(
    """
    陈陳: chan tan chin jin
    林: lam lim im rim
    李: lee li yi rhee ri i
    张張: cheung cheong chong teo jang
    黄黃: wong ng ooi wee hwang
    王: wong ong
    梁: leung leong yang ryang
    刘劉: lau low liew yoo yu ryu
    郑鄭: cheng tay chung jung jeong chong
    郭: kwok quek koay kwak gwak
    何: ho hoh ha
    吴吳: ng goh oh o
    周: chow chau chew choo joo ju chu
    徐: tsui chui chee seo suh so
    朱: chu choo joo ju
    许許: hui hsu koh khoo heo huh ho
    杨楊: yeung young yeo yang
    谢謝: tse cheah chia
    罗羅: law lo loh na ra
    邓鄧: tang deung
    曾: tsang chan
    蔡: choi tsoi chua chae chai
    潘: poon phua ban pan
    卢盧: lo loo noh roh no ro
    冯馮: fung
    麦麥: mak
    关關: kwan
    余: yu yee eo yeo
    叶葉: yip yap
    苏蘇: so soh
    胡: wu woo oh
    赵趙: chiu chew cho jo
    孙孫: suen sun soon soong son
    马馬: ma mah
    高: ko go koh
    钟鍾鐘: chung cheong
    谭譚: tam
    简簡: kan
    温溫: wan
    莫: mok
    江: kong kang
    袁: yuen
    黎: lai
    方: fong bang pang
    石: shek seok
    孔: hung kung gong kong
    霍: fok
    区區: au
    欧歐: au
    蒋蔣: cheung chiang jang
    宋: sung soong song
    薛: sit seol sul
    岑: shum sam
    沈: shum sim shim
    施: sze si
    萧蕭肖: siu hsiao xiao so
    邱丘: yau khoo koo yao
    彭: pang phang paeng
    严嚴: yim eom um
    顾顧: koo
    邵: shaw shiu so
    吕呂: lui loo yeo ryo yuh
    贝貝: pei
    金: kim kam gim
    朴: park pak bak
    崔: choi choe chui
    姜: kang keung gang
    尹: yoon yun wan
    韩韓: han hon
    申: shin sin
    权權: kwon gwon
    安: an ahn on
    柳: yoo yu ryu lau
    洪: hong hung ang
    白: paik baek paek pak
    全: jeon chun jun
    丁: ting chung jeong jung
    车車: cha
    裴: bae pae
    文: moon mun man
    辛: shin sin
    任: yam im lim
    元: won
    田: tin jeon
    禹: woo u
    具: koo gu
    南: nam
    閔闵: min
    俞: yoo yu
    成: sung seong
    太: tae
    河: ha
    表: pyo
    卞: byun
    池: ji chi
    """
)
"""Spellings of surnames that are not pinyin or Wade-Giles: Cantonese and Hokkien as usual
in Hong Kong and Singapore, and Korean for those that Koreans bear."""

CUSTOMARY_COMPOUNDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "司徒": ("szeto", "seto"), "欧阳": ("auyeung", "owyang", "auyong"),
        "歐陽": ("auyeung", "owyang", "auyong"), "上官": ("sheungkwoon",),
        "诸葛": ("chukot",), "諸葛": ("chukot",), "皇甫": ("hwangbo",),
        "南宫": ("namgung",), "南宮": ("namgung",),
    }
)  # fmt: skip
"""The same for surnames of two characters."""
