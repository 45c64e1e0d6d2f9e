"""The words around numbers: hedges, nouns, and words that stand instead of a number.

Closed lists: a word that is in none of them makes a text unreadable, which is said,
where an open rule would take a misprinted number for a vague word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kumsong_sources.figures.han import NUMERAL_CHARS
from kumsong_sources.figures.numerals import NUMBER_WORDS
from kumsong_sources.patterns import pattern
from kumsong_sources.vocabulary import Qualifier

_FIRST_UNSPACED_SCRIPT = "\u1100"


def _phrases(lines: str) -> tuple[str, ...]:
    found = (phrase.strip() for phrase in lines.replace("\n", "|").split("|"))
    return tuple(phrase for phrase in found if phrase)


BEFORE: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.EXACT: _phrases(
        "a total of|total of|exactly|precisely|insgesamt|un total de|"
        "共计|共計|总计|總計|总共|總共|共|计|計|총|도합|모두"
    ),
    Qualifier.ABOUT: _phrases(
        """about|around|approximately|approx.|approx|appr.|roughly|circa|cca.|cca|ca.|ca|c.|c
        some|nearly|almost|close to|perhaps|probably|possibly|in the region of|in the order of
        an estimated|estimated at|estimated|est.|est|~|≈|∼|±|+/-
        etwa|ungefähr|rund|fast|knapp|schätzungsweise|environ|près de|presque
        unos|unas|cerca de|alrededor de|aproximadamente|casi|circa|quasi|aproximativ|aproape
        около|примерно|приблизительно|почти|порядка|ок.
        大约|大約|大概|约有|約有|约为|約為|约|約|近|将近|將近|接近|估计|估計|推定|およそ|凡そ
        약|대략|거의|추정"""
    ),
    Qualifier.AT_LEAST: _phrases(
        """at least|over|more than|well over|just over|upwards of|upward of|no fewer than
        not fewer than|no less than|not less than|a minimum of|minimum of|minimum|min.
        in excess of|exceeding|above|greater than|≥|≧|⩾|>=|>
        mindestens|mehr als|über|wenigstens|plus de|au moins|más de|al menos|por lo menos
        più di|almeno|oltre|mais de|pelo menos|mai mult de|peste|cel puțin
        более|больше|свыше|не менее|не меньше|как минимум
        超过|超過|逾|不下|不少于|不少於|至少|最少|少なくとも|最小|최소|적어도"""
    ),
    Qualifier.AT_MOST: _phrases(
        """up to|at most|no more than|not more than|fewer than|less than|under|below|just under
        as many as|a maximum of|maximum of|maximum|max.|≤|≦|⩽|<=|<
        höchstens|bis zu|weniger als|unter|moins de|au plus|jusqu'à|menos de|hasta|como máximo
        meno di|fino a|al massimo|até|no máximo|до|менее|меньше|не более|не больше
        不足|不到|未满|未滿|少于|少於|至多|最多|不超过|不超過|多达|多達|최대|많아야|最大"""
    ),
}
"""Hedges before a number, lower case."""

AFTER: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.ABOUT: _phrases(
        """estimated|est.|est|approximately|approx.|approx|or so|?
        左右|上下|前后|前後|程度|ほど|가량|정도|쯤|안팎|내외|추정"""
    ),
    Qualifier.AT_LEAST: _phrases(
        """+|-plus|plus|or more|and more|and over|or over|at least|minimum|min.
        以上|余り|余|餘|多|이상|초과|여|超"""
    ),
    Qualifier.AT_MOST: _phrases(
        """or less|or fewer|or under|at most|maximum|max.|以下|以内|以內|未満|이하|이내|미만"""
    ),
}
"""Hedges after a number, lower case."""

PERSON_NOUNS = _phrases(
    """men|man|persons|person|people|soldiers|soldier|troops|personnel|officers and men
    all ranks|servicemen|individuals|mann|soldaten|personen|hommes|soldats|personnes|hombres
    soldados|personas|uomini|soldati|persone|homens|pessoas|oameni|soldați|человек|солдат|чел
    人|名|兵|士兵|官兵|兵力|人员|人員|명|인|사람|병사|병력"""
)
"""Nouns that say persons and nothing of what became of them."""

THING_NOUNS: dict[str, tuple[str, ...]] = {
    "guns": _phrases("guns|gun|artillery pieces|pieces|cannon|cannons|门|門|문"),
    "aircraft": _phrases("aircraft|planes|plane|airplanes|aeroplanes|架|기|대|機"),
    "tanks": _phrases("tanks|tank|辆|輛|台|대|両"),
    "vehicles": _phrases("vehicles|vehicle|trucks|truck|辆|輛|台|대|両"),
    "ships": _phrases("ships|ship|vessels|vessel|艘|隻|척"),
    "horses": _phrases("horses|horse|匹|頭|头|필|마리"),
}

UNKNOWN_WORDS = frozenset(
    _phrases(
        """?|??|???|n/a|na|n.a|n/k|unknown|unknowns|not known|not available|not given|not stated
        not reported|unreported|no data|no figures|no figure given|tbd|unk|undisclosed
        unspecified|unbekannt|inconnu|inconnue|inconnus|inconnues|desconocido|desconocida
        desconocidos|desconocidas|sconosciuto|sconosciuti|sconosciute|ignoto|ignote
        desconhecido|desconhecidas|necunoscut|necunoscute|neznámé|nieznane|onbekend|okänt
        неизвестно|неизвестны|нет данных|не известно
        不明|不详|不詳|未知|未详|未詳|无数据|불명|미상|알 수 없음|불확실"""
    )
)
"""Whole texts that say that the number is not known."""

NONE_WORDS = frozenset(
    _phrases(
        """none|nil|no|no one|nobody|no casualties|no losses|no loss|keine|keiner|aucun|aucune
        ninguno|ninguna|ningún|nessuno|nessuna|nenhum|nenhuma|niciunul|нет|отсутствуют
        无|無|無し|なし|没有|沒有|无伤亡|無傷亡|없음"""
    )
)
"""Whole texts that say that there were none."""

_SCALE_WORDS = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
_THIRDS = frozenset({"third", "thirds"})
_SIGNS = frozenset(
    _phrases(
        """heavy|heavily|heavier|light|lighter|slight|severe|serious|massive|enormous|huge|large
        small|great|high|low|moderate|minor|minimal|negligible|limited|few|many|several|numerous
        most|half|third|thirds|hundreds|thousands|millions|tens|dozens|scores|countless|uncounted
        considerable|significant|substantial|extensive|catastrophic|crippling|devastating|staggering
        unknown|undisclosed|unspecified|unclear|uncertain|disputed|majority|minority|bulk|entire
        whole|all|handful|couple|various|multiple|innumerable|appreciable|equal|similar|comparable
        schwer|schwere|hoch|hohe|gering|geringe|leicht|leichte|hunderte|tausende|mehrere|viele|einige
        unbekannt|lourdes|lourds|légères|élevées|plusieurs|milliers|centaines|nombreux|nombreuses
        graves|fuertes|numerosas|numerosos|varios|varias|cientos|miles|centenares|elevadas|cuantiosas
        pesanti|ingenti|gravi|lievi|migliaia|centinaia|numerosi|pesadas|milhares|centenas|grele
        тяжёлые|тяжелые|большие|значительные|незначительные|сотни|тысячи|несколько|огромные|много"""
    )
)
_FILLERS = frozenset(
    _phrases(
        """very|extremely|relatively|fairly|quite|rather|exceptionally|comparatively|a|an|the|of|in
        on|both|sides|side|its|their|his|and|or|to|some|losses|loss|casualties|dead|killed|wounded
        missing|captured|prisoners|deaths|force|forces|number|numbers|amount
        at|least|more|than|over|about|nearly|almost|up|around|approximately|c|ca|circa|only|but|not|no|out
        verluste|verlust|pertes|bajas|pérdidas|perdite|perdas|pierderi|потери|de|di|hundert|tausend
        cientos|cent|cento|mil|тысяч|сотен"""
    )
) | frozenset({*_SCALE_WORDS, *PERSON_NOUNS})

FORMATIONS = frozenset(
    _phrases(
        """army|armies|corps|division|divisions|brigade|brigades|regiment|regiments|battalion
        battalions|company|companies|platoon|platoons|squad|squads|squadron|squadrons|battery
        batteries|garrison|garrisons|army group|units|unit|elements"""
    )
)
_HAN_FORMATION = pattern(
    rf"(?:[\d{NUMERAL_CHARS}]+|数|數|几|幾|多)\s*(?:余|餘|多)?\s*(?:个|個|개)?\s*"
    r"(?:集团军|集團軍|野战军|兵团|兵團|军团|軍團|军|軍|师|師|师团|師團|旅|团|團|营|營|连|連|排|班|"
    r"大队|大隊|中队|中隊|야전군|군단|사단|여단|연대|대대|중대|소대|군)$"
)
_HAN_VAGUE = pattern(
    r"不明|不详|不詳|未知|惨重|慘重|重大|轻微|輕微|軽微|甚大|大量|大批|众多|眾多|多数|多數|若干|[许許很]多|"
    r"少数|少數|少量|[数數几幾成上][十百千万萬]|十[几幾数數]|无数|無數|大部|全部|一部|部分|"
    r"불명|미상|다수|막대|경미|심각|수십|수백|수천|수만|알 수 없|일부|전멸|소수"
)
_STATES_NUMBER = pattern(r"[\d一二两兩三四五六七八九十百千万萬亿億]")
_SMALL_NUMBER = pattern(r"\d{1,3}")
_ORDINAL = pattern(r"\d{1,3}(?:st|nd|rd|th)")
_PERSONS = frozenset(PERSON_NOUNS)


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def _is_spaced(char: str) -> bool:
    """Whether a character belongs to a script that parts words by spaces."""
    return char.isalpha() and char < _FIRST_UNSPACED_SCRIPT


# Most texts have no hedge: no large expression need be made or tried for them.
_OPENINGS = tuple(phrase for phrases in BEFORE.values() for phrase in phrases)
_CLOSINGS = tuple(phrase for phrases in AFTER.values() for phrase in phrases)


def hedge_before(text: str) -> re.Match[str] | None:
    """Match a hedge at the start of a text; the group's name is the qualifier."""
    return _hedge_before().match(text) if text.startswith(_OPENINGS) else None


@cache
def _hedge_before() -> re.Pattern[str]:
    groups = []
    for qualifier, phrases in BEFORE.items():
        words = _alternatives(phrase for phrase in phrases if _is_spaced(phrase[-1]))
        signs = _alternatives(phrase for phrase in phrases if not _is_spaced(phrase[-1]))
        # Signs first: "c." is to take its full stop with it, which "c" would leave.
        groups.append(rf"(?P<{qualifier}>(?:{signs})|(?:{words})(?![^\W\d_]))")
    return re.compile(rf"(?:{'|'.join(groups)})\s*")


def hedge_after(text: str) -> re.Match[str] | None:
    """Match a hedge at the end of a text; the group's name is the qualifier."""
    return _hedge_after().search(text) if text.endswith(_CLOSINGS) else None


@cache
def _hedge_after() -> re.Pattern[str]:
    groups = []
    for qualifier, phrases in AFTER.items():
        words = _alternatives(phrase for phrase in phrases if _is_spaced(phrase[0]))
        signs = _alternatives(phrase for phrase in phrases if not _is_spaced(phrase[0]))
        groups.append(rf"(?P<{qualifier}>(?<![^\W\d_])(?:{words})|(?:{signs}))")
    return re.compile(rf"\s*(?:{'|'.join(groups)})$")


@cache
def hedge_words() -> dict[str, Qualifier]:
    """Give the qualifier of every hedge, for those that stand in brackets."""
    words = {
        phrase.rstrip("."): qualifier
        for table in (BEFORE, AFTER)
        for qualifier, phrases in table.items()
        for phrase in phrases
    }
    return {
        **words,
        **dict.fromkeys(("estimate", "estimates", "估计", "估計"), Qualifier.ABOUT),
    }


@cache
def noun_after(unit: str | None) -> re.Pattern[str]:
    """Match a noun at the end of a text that names no more than what is counted.

    Parameters
    ----------
    unit : str or None
        What the measure counts; persons if `None`.

    Examples
    --------
    >>> noun_after("guns").sub("", "105 guns")
    '105'
    """
    if unit in (None, "persons"):
        nouns = PERSON_NOUNS
    else:
        name = str(unit).lower()
        nouns = THING_NOUNS.get(name, (name, name.removesuffix("s")))
    spaced = _alternatives(noun for noun in nouns if _is_spaced(noun[0])) or "(?!)"
    unspaced = _alternatives(noun for noun in nouns if not _is_spaced(noun[0])) or "(?!)"
    return re.compile(rf"(?:\s+(?:{spaced})|\s*(?:{unspaced}))$")


def is_vague(text: str) -> bool:
    """Tell whether words stand instead of a number: "very heavy", "two corps", 数千人.

    Formations count as such words because nobody knows how many men they had.

    Examples
    --------
    >>> is_vague("several hundred"), is_vague("2 of 3 battalions"), is_vague("fourteen thousnd")
    (True, True, False)
    """
    if _HAN_VAGUE.search(text) and not _STATES_NUMBER.search(_HAN_VAGUE.sub("", text)):
        return True
    if _HAN_FORMATION.search(text):
        return True
    words = [word for word in re.split(r"[\s,.;:/()\-]+", text) if word]
    numbers = [word for word in words if re.search(r"\d", word)]
    if FORMATIONS.intersection(words):
        return not re.search(r"\d[,.]\d", text) and _counts_formations(words)
    shares = NUMBER_WORDS if _THIRDS.intersection(words) else frozenset()
    known = all(word in _SIGNS or word in _FILLERS or word in shares for word in words)
    return not numbers and known and any(word in _SIGNS for word in words)


def _counts_formations(words: list[str]) -> bool:
    """Whether every number stands before a formation, as in "2 of 3 infantry battalions"."""
    for place, word in enumerate(words):
        if not re.search(r"\d", word) or _ORDINAL.fullmatch(word):
            continue
        if not _SMALL_NUMBER.fullmatch(word):
            return False
        if FORMATIONS.isdisjoint(words[place + 1 : place + 4]):
            return False
    numbered = any(re.search(r"\d", word) or word in _SCALE_WORDS for word in words)
    return not numbered or _PERSONS.isdisjoint(words)
