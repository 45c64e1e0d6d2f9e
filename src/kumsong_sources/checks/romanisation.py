"""How Chinese characters are read, and how a reading is written in letters.

The readings come from the dictionary of `pypinyin`. Only its file of single characters is
opened, and only when a name has to be judged: importing the package would load its
dictionary of phrases as well, which no surname needs.

References
----------
.. [1] ISO 7098:2015, *Romanization of Chinese*: pinyin.
.. [2] H. A. Giles, *A Chinese-English Dictionary*, 2nd ed. (1912): Wade-Giles.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from types import MappingProxyType

from kumsong_sources.checks.surnames import (
    COMPOUND_READINGS,
    CUSTOMARY_COMPOUNDS,
    CUSTOMARY_SPELLINGS,
    READ_AS_SURNAME,
)
from kumsong_sources.patterns import pattern

_INITIAL = pattern(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcs]?")
_WADE_INITIALS: Mapping[str, str] = MappingProxyType(
    {
        "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "zh": "ch", "z": "ts",
        "c": "ts", "x": "hs", "r": "j",
    }
)  # fmt: skip
_WADE_FINALS: Mapping[str, str] = MappingProxyType(
    {"ie": "ieh", "ian": "ien", "ue": "ueh", "ong": "ung", "iong": "iung", "uo": "o"}
)
_WADE_SYLLABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "yi": ("i", "yi"), "ye": ("yeh",), "you": ("yu",), "yan": ("yen",),
        "yong": ("yung",), "yue": ("yueh",), "er": ("erh",), "e": ("o", "e"),
        "zi": ("tzu",), "ci": ("tzu", "tsu"), "si": ("ssu", "szu"), "gui": ("kuei",),
        "kui": ("kuei",), "guo": ("kuo",), "kuo": ("kuo",), "huo": ("huo",),
        "shuo": ("shuo",), "ge": ("ko", "ke"), "ke": ("ko", "ke"), "he": ("ho",),
        "zhi": ("chih",), "chi": ("chih",), "shi": ("shih",), "ri": ("jih",),
    }
)  # fmt: skip
_SYLLABLE = (
    r"(?:zh|ch|sh|hs|ts|tz|ss|sz|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang?|i?ao|u?ai|i?a|e[in]|eng?|erh?|i[eu]|ien|ieh|ing?|ih?|i?ong|i?ung|ou?|"
    r"u[aio]|uang?|uei|ueh?|u[ae]n|un?|v|e)"
)
_SYLLABLES = pattern(rf"{_SYLLABLE}(?:{_SYLLABLE})?")


def letters(text: str) -> str:
    """The bare letters of a romanisation: no tone marks, hyphens, apostrophes, capitals.

    Examples
    --------
    >>> letters("Hsü"), letters("Ssu-ma"), letters("Jiǎng"), letters("Ts’ai")
    ('hsu', 'ssuma', 'jiang', 'tsai')
    """
    plain = unicodedata.normalize("NFD", text).casefold()
    return "".join(sign for sign in plain if sign.isalpha())


def looks_chinese(romanised: str) -> bool:
    """Whether letters can be one or two syllables in pinyin or Wade-Giles.

    Examples
    --------
    >>> [looks_chinese(name) for name in ("xue", "hsueh", "zhuge", "ridgway", "wada")]
    [True, True, True, False, True]
    """
    return _SYLLABLES.fullmatch(romanised) is not None


@cache
def readings(character: str) -> tuple[str, ...]:
    """The readings of a character in pinyin, without tones, ``ü`` kept; most usual first.

    Examples
    --------
    >>> readings("徐"), readings("曾"), readings("吕"), readings("A")
    (('xu',), ('ceng', 'zeng'), ('lü',), ())
    """
    plain = (_toneless(reading) for reading in _toned(character).split(",") if reading)
    return tuple(dict.fromkeys(plain))


def surname_readings(surname: str) -> tuple[str, ...]:
    """How a surname of one or two characters is read in pinyin; empty if not known.

    Examples
    --------
    >>> surname_readings("曾"), surname_readings("司马"), surname_readings("尉迟")
    (('zeng',), ('sima',), ('yuchi',))
    """
    if surname in COMPOUND_READINGS:
        return (COMPOUND_READINGS[surname],)
    if len(surname) == 1 and surname in READ_AS_SURNAME:
        return READ_AS_SURNAME[surname]
    if len(surname) == 1:
        return readings(surname)
    return tuple(map("".join, product(*(readings(part)[:1] for part in surname))))


def spells_surname(romanised: str, surname: str) -> bool:
    """Whether bare letters are a spelling of a surname.

    Pinyin, Wade-Giles and the customary spellings of `surnames` are.

    Examples
    --------
    >>> [spells_surname(name, "徐") for name in ("xu", "hsu", "tsui", "xue")]
    [True, True, True, False]
    >>> spells_surname("ssuma", "司马")
    True
    """
    known = CUSTOMARY_COMPOUNDS if len(surname) > 1 else CUSTOMARY_SPELLINGS
    if romanised in known.get(surname, ()):
        return True
    if surname in COMPOUND_READINGS:
        return romanised == COMPOUND_READINGS[surname] or spells(romanised, surname)
    if surname in READ_AS_SURNAME:
        return romanised in _written(READ_AS_SURNAME[surname])
    return spells(romanised, surname)


def spells(romanised: str, characters: str) -> bool:
    """Whether bare letters spell characters, one after the other, in any of their readings.

    Examples
    --------
    >>> spells("shuguang", "曙光"), spells("shu", "曙光")
    (True, False)
    """
    if not characters:
        return not romanised
    return any(
        romanised.startswith(spelling) and spells(romanised[len(spelling) :], characters[1:])
        for spelling in _spellings(characters[0])
    )


def begins_like(romanised: str, character: str) -> bool:
    """Whether bare letters begin as a spelling of a character does: for initials."""
    return any(spelling[:1] == romanised[:1] for spelling in _spellings(character))


@cache
def _spellings(character: str) -> frozenset[str]:
    return _written(readings(character))


def _written(pinyin: Iterable[str]) -> frozenset[str]:
    """Syllables in pinyin as they may be written, in pinyin or Wade-Giles."""
    return frozenset(
        written
        for syllable in pinyin
        for written in (*_pinyin_variants(syllable), *_wade_giles(syllable))
    )


def _pinyin_variants(syllable: str) -> tuple[str, ...]:
    if "ü" not in syllable:
        return (syllable,)
    return tuple(syllable.replace("ü", written) for written in ("u", "v", "yu", "ue"))


def _wade_giles(syllable: str) -> tuple[str, ...]:
    """A syllable in Wade-Giles, without apostrophes and umlauts."""
    plain = syllable.replace("ü", "u")
    if plain in _WADE_SYLLABLES:
        return _WADE_SYLLABLES[plain]
    initial = _INITIAL.match(plain)[0]  # type: ignore[index]  # it matches nothing as well
    final = plain[len(initial) :]
    if initial in ("y", "w", ""):
        return (plain,)
    return (_WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final),)


def _toneless(reading: str) -> str:
    """``xú`` as ``xu``; the two dots of ``lǚ`` stay."""
    split = unicodedata.normalize("NFD", reading)
    kept = "".join(s for s in split if s == "\u0308" or not unicodedata.combining(s))
    return unicodedata.normalize("NFC", kept)


def _toned(character: str) -> str:
    """The readings of a character as the dictionary lists them, empty where it has none."""
    # To parse all of it would take longer than the rest of a check of a small dossier.
    dictionary, key = _dictionary(), b'"%d":' % ord(character)
    at = dictionary.find(key)
    if at < 0:
        return ""
    start = dictionary.index(b'"', at + len(key))
    stop = dictionary.index(b'"', start + 1) + 1
    return str(json.loads(dictionary[start:stop]))


@cache
def _dictionary() -> bytes:
    """The readings by code point, as JSON."""
    found = find_spec("pypinyin")
    folders = (found.submodule_search_locations or ()) if found else ()
    for folder in folders:
        path = Path(folder) / "pinyin_dict.json"
        if path.is_file():
            return path.read_bytes()
    # Another version keeps its dictionary elsewhere: ask the package itself.
    from pypinyin.pinyin_dict import pinyin_dict

    return json.dumps({str(code): toned for code, toned in pinyin_dict.items()}).encode()
