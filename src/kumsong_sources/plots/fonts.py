"""Which fonts a picture's labels are set in, and what to do where no font shows them."""

from __future__ import annotations

import os
import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from matplotlib import font_manager, rcParams

SETTING = "KUMSONG_SOURCES_FONT"
"""Environment variable: the family or the file of the font for labels."""

PIP_LINE = 'pip install "kumsong-sources[cjk]"'

SYSTEM_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Noto Sans CJK TC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
    "Noto Sans KR",
    "Apple SD Gothic Neo",
    "AppleGothic",
    "Malgun Gothic",
    "NanumGothic",
    "Hiragino Sans",
    "Yu Gothic",
)
"""Families with Han or Hangul that systems ship, tried in this order."""

_PACKAGE, _PACKAGE_FAMILY = "noto_cjk_sans_otc", "Noto Sans CJK SC"
_GENERIC = frozenset({"sans-serif", "sans", "sans serif", "serif", "monospace", "cursive"})
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_EAST_ASIAN = re.compile(
    f"{_HAN.pattern}|[\u1100-\u11ff\u3000-\u30ff\u3130-\u318f\uac00-\ud7a3\uff00-\uffef]"
)
_BOLD = frozenset({"600", "700", "800", "900", "semibold", "demibold", "bold", "heavy"})
_said: set[str] = set()


class MissingFontWarning(UserWarning):
    """No font at hand shows some of a picture's labels, or the one asked for is not there."""


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """The fonts for a picture's labels and how to write what they do not hold.

    Parameters
    ----------
    families : tuple of str
        Only families that matplotlib knows: an unknown one in ``font.family`` is
        complained about for every label.
    missing : frozenset of str
        Characters that none of them holds.

    Examples
    --------
    >>> lettering = Lettering.of(["Chae et al. 2001"])
    >>> lettering.missing
    frozenset()
    >>> Lettering(families=("DejaVu Sans",), missing=frozenset("徐焰")).write("徐焰 1990")
    'Xu yan 1990'
    """

    families: tuple[str, ...]
    missing: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str]) -> Lettering:
        """Choose the fonts for texts, in this order: the user's setting, the package
        `noto-cjk-sans-otc`, families the system ships. Where none serves, it says so once.
        """  # noqa: D205
        wanted = frozenset(char for text in texts for char in clean(text)) - {" "}
        chosen: list[str] = []
        missing = wanted
        for family in _candidates():
            if family in chosen:
                continue
            held = {char for char in missing if ord(char) in _characters(family)}
            if held or not chosen:
                chosen.append(family)
            missing -= held
            if not missing:
                break
        if missing:
            _say_missing(missing)
        for family in chosen:
            _serve_as_bold(family)
        return cls(families=tuple(chosen), missing=frozenset(missing))

    def write(self, text: str) -> str:
        """The text on one line, romanised where a character has no font."""
        text = clean(text)
        return romanise(text, missing=self.missing) if self.missing & set(text) else text


def clean(text: str) -> str:
    """One line without control characters, which no font shows."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def romanise(text: str, *, missing: frozenset[str]) -> str:
    """Write in Latin letters what no font shows: pinyin for Han, by sound for the rest.

    A makeshift for a picture, without tones; the report has the original. What has no
    reading becomes ``�``.

    Examples
    --------
    >>> romanise("금성 전투", missing=frozenset("금성전투"))
    'geumseong jeontu'
    """
    if any(char in missing for char in "".join(_HAN.findall(text))):
        text = _HAN.sub(_pinyin, text)
    written = "".join(_sound(char) if char in missing else char for char in text)
    return " ".join(written.split())


def _pinyin(match: re.Match[str]) -> str:
    # Loaded here: its dictionary takes longer to load than a picture to draw.
    from pypinyin import lazy_pinyin

    return f" {' '.join(lazy_pinyin(match[0])).capitalize()} "


def _sound(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith(("HANGUL SYLLABLE", "HIRAGANA LETTER", "KATAKANA LETTER")):
        return name.rpartition(" ")[2].lower()
    plain = unicodedata.normalize("NFKD", char)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    marks = {"、": ", ", "。": ". ", "《": "“", "》": "”", "·": "·", "〈": "‘", "〉": "’"}
    return marks.get(char) or (letters if letters.isascii() and letters else "\ufffd")


def _candidates() -> Iterator[str]:
    """Families that are really there, the user's first; each is looked for when needed."""
    yield from _asked_for()
    known = known_families()
    yield from (family for family in _configured() if family in known)
    yield "DejaVu Sans"
    yield from _packaged()
    yield from (family for family in SYSTEM_FAMILIES if family in known_families())


def known_families() -> frozenset[str]:
    """The families matplotlib has a file for."""
    return frozenset(font.name for font in font_manager.fontManager.ttflist)


def _asked_for() -> list[str]:
    asked = os.environ.get(SETTING, "").strip()
    if not asked or asked in known_families():
        return [asked] if asked else []
    if Path(asked).is_file():
        try:
            return _families_of_file(asked)[:1]
        except (OSError, RuntimeError, ValueError):
            _say(f"{asked} is no font file that matplotlib reads; ", "name another one")
            return []
    _say(f"{asked!r} is neither a file nor a family matplotlib knows; ", "mend or unset it")
    return []


def _say(fault: str, remedy: str) -> None:
    _say_once(f"{SETTING}: {fault}", f"{SETTING}: {fault}{remedy}")


def _configured() -> Iterator[str]:
    """What `rcParams` asks for, generic names resolved."""
    settings: Any = rcParams
    for entry in settings["font.family"]:
        name = {"sans": "sans-serif", "sans serif": "sans-serif"}.get(entry, entry)
        yield from settings[f"font.{name}"] if name in _GENERIC else (entry,)


def _packaged() -> list[str]:
    if find_spec(_PACKAGE) is None:
        return []
    from noto_cjk_sans_otc import FONT_PATH

    try:
        families = _families_of_file(str(FONT_PATH))
    except (OSError, RuntimeError):
        return []
    return [_PACKAGE_FAMILY] if _PACKAGE_FAMILY in families else families[:1]


def _families_of_file(path: str) -> list[str]:
    """Make a font file known to matplotlib, once; the families in it."""
    manager = font_manager.fontManager
    if not any(str(font.fname) == path for font in manager.ttflist):
        manager.addfont(path)
    return [font.name for font in manager.ttflist if str(font.fname) == path]


def _serve_as_bold(family: str) -> None:
    """Let a family without bold face stand in for it; matplotlib does, but complains."""
    entries = [f for f in font_manager.fontManager.ttflist if f.name == family]
    if entries and not any(str(font.weight) in _BOLD for font in entries):
        font_manager.fontManager.ttflist.append(replace(entries[0], weight=700))


@cache
def _characters(family: str) -> frozenset[int]:
    path = font_manager.findfont(font_manager.FontProperties(family=[family]))
    return frozenset(font_manager.get_font(path).get_charmap())


def _say_missing(missing: frozenset[str]) -> None:
    some = " ".join(sorted(missing)[:6]) + (" …" if len(missing) > 6 else "")
    if any(_EAST_ASIAN.match(char) for char in missing):
        remedy = f"{PIP_LINE}, or name one in the environment variable {SETTING}"
        message = f"no font at hand shows {some}; such labels are romanised; mend: {remedy}"
        _say_once("east-asian", message)
    else:
        remedy = f"name one that does in the environment variable {SETTING}"
        _say_once("other", f"no font at hand shows {some}; they are left out: {remedy}")


def _say_once(topic: str, message: str) -> None:
    """A report draws many pictures; one warning is enough."""
    if topic not in _said:
        _said.add(topic)
        warnings.warn(message, MissingFontWarning, stacklevel=3)
