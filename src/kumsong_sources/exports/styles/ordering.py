"""The order of a bibliography: names and titles as their languages sort them.

Letters are sorted without accents, case and articles. Chinese stands where its pinyin does,
as supplied by the editor or else as `pypinyin` reads it. Korean and Japanese stand where
their romanisation does; without one, behind the letters, Hangul in the order of the Korean
alphabet, kana in that of the fifty sounds (voiced, small and both kinds of kana alike), then
what is in Han and not Chinese, for which only a romanisation or BibLaTeX's own ``sortname``,
``sorttitle`` or ``sortkey`` can tell the place. A particle counts only where it is written
with the family name: ``Beethoven, Ludwig van`` is under B, ``{de Gaulle}, Charles`` under D.

References
----------
GB/T 7714-2015, 9.2: works are gathered by the script they are written in, Chinese, Japanese,
Western, Russian, other; Chinese by pinyin. *The Chicago Manual of Style*, 17th ed. (2017),
chapters 11 and 16: foreign names stand under their romanisation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kumsong_sources.bibtex import Name, parse_names
from kumsong_sources.exports.works import HAN, HANGUL, Work

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
_ARTICLES = ("the ", "a ", "an ")
_KANA = re.compile(r"[\u3040-\u30ff]")
# Arabic, Hebrew, the scripts of India and others: what is neither Western nor East Asian.
_OTHER = re.compile(r"[\u0530-\u10ff\u1200-\u1cff]")
# Kana sort by their sound: both kinds, large and small, are the same fifty.
_LARGE = dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
_HIRAGANA = {sign: chr(sign - 0x60) for sign in range(0x30A1, 0x30F7)}
_SOUNDS = {
    **{ord(small): large for small, large in _LARGE.items()},
    **{sign: _LARGE.get(sound, sound) for sign, sound in _HIRAGANA.items()},
    ord("ー"): "",
}
_FOLDED = _LETTERS | _SOUNDS
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SIGNS = re.compile(r"[^a-z0-9]+")
_NO_YEAR = 10_000

Order = tuple[tuple[tuple[str, str, str], ...], int, str, str]


def order_by_letters(work: Work) -> Order:
    """Where a work stands in one alphabet: by names, then year, then title."""
    title = work.get("sorttitle") or (work.maintitle or work.title).latin
    title = _without_article(sorted_as(title, work.language))
    year = work.issued.year
    # BibTeX's own styles look at "key" where a work has no author, and only there.
    if key := work.get("sortkey") or ("" if work.makers else work.get("key")):
        return ((sorted_as(key, work.language), "", ""),), 0, title, work.citekey
    makers = parse_names(work.get("sortname")) or work.makers
    names = tuple(_name_order(name, work.language) for name in makers) or ((title, "", ""),)
    return names, _NO_YEAR if year is None else year, title, work.citekey


def order_by_script(work: Work) -> tuple[int, Order]:
    """Where a work stands when scripts are kept apart.

    Chinese, Japanese, Western, Russian, other; Korean is among the other.
    """
    shown = [name.script or name.full for name in work.makers[:1]]
    text = f"{work.title.full or work.title.romanised} {' '.join(shown)}"
    if _KANA.search(text) or work.language.startswith("ja"):
        script = 1
    elif HANGUL.search(text) or _OTHER.search(text):
        script = 4
    elif HAN.search(text):
        script = 0
    else:
        script = 3 if _CYRILLIC.search(text) else 2
    return script, order_by_letters(_in_script(work) if script in (0, 4) else work)


def _in_script(work: Work) -> Work:
    """A work whose names and title are sorted by their script, not by a romanisation."""
    from dataclasses import replace

    def scripted(names: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(
            replace(name, family=name.script, given="", prefix="", literal=True)
            if name.script
            else name
            for name in names
        )

    return replace(
        work,
        title=replace(work.title, romanised="") if work.title.main else work.title,
        authors=scripted(work.authors),
        editors=scripted(work.editors),
    )


def _name_order(name: Name, language: str) -> tuple[str, str, str]:
    family = sorted_as(name.family, language)
    if name.literal:
        family = _without_article(family)
    return family, sorted_as(name.given, language), folded(name.prefix)


def _without_article(text: str) -> str:
    return text.removeprefix(next((a for a in _ARTICLES if text.startswith(a)), ""))


def folded(text: str) -> str:
    """A text as it is sorted: without case, accents and punctuation.

    Examples
    --------
    >>> folded("Łódź, “Ōnin”")
    'lodz onin'
    """
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)
    signs = (
        sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
    )
    return " ".join("".join(signs).split())


@lru_cache(maxsize=16384)
def sorted_as(text: str, language: str = "") -> str:
    """A text as it is sorted in its language: Chinese by pinyin, letters folded.

    Parameters
    ----------
    text : str
    language : str
        BCP 47. Han is read as Chinese unless it is Japanese or Korean.

    Examples
    --------
    >>> sorted_as("徐焰", "zh") < sorted_as("徐焰") + "a", sorted_as("徐焰", "zh")[:6]
    (True, 'xu yan')
    >>> sorted(["중국", "가나", "각"], key=sorted_as)
    ['가나', '각', '중국']
    >>> sorted(["ハン", "さくら", "がっこう"], key=sorted_as)
    ['がっこう', 'さくら', 'ハン']
    """
    base = language.partition("-")[0]
    if (
        not text.isascii()
        and HAN.search(text)
        and base not in ("ja", "ko")
        and not _KANA.search(text)
    ):
        # The characters decide between readings that are alike.
        return f"{folded(_pinyin(text))} {text}"
    return folded(text)


def _pinyin(text: str) -> str:
    from pypinyin import Style, lazy_pinyin

    syllables: list[str] = lazy_pinyin(text, style=Style.NORMAL)
    return " ".join(syllables)
