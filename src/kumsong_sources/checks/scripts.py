"""Scripts: which one a text is written in."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

_STARTS = (
    (0x0041, "Latin"), (0x0250, ""), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, ""),
    (0x0590, "Hebrew"), (0x0600, "Arabic"), (0x0700, ""), (0x0750, "Arabic"), (0x0780, ""),
    (0x0900, "Indic"), (0x0E00, "Thai"), (0x0E80, ""), (0x1100, "Hangul"), (0x1200, ""),
    (0x1C80, "Cyrillic"), (0x1C90, ""), (0x1E00, "Latin"), (0x1F00, "Greek"), (0x2000, ""),
    (0x2C60, "Latin"), (0x2C80, ""), (0x3005, "Han"), (0x3006, ""), (0x3041, "kana"),
    (0x3100, ""), (0x3131, "Hangul"), (0x3190, ""), (0x3400, "Han"), (0xA000, ""),
    (0xAC00, "Hangul"), (0xD7B0, ""), (0xF900, "Han"), (0xFB00, ""), (0xFF21, "Latin"),
    (0xFF5B, ""), (0xFF66, "kana"), (0xFFA0, ""), (0x20000, "Han"), (0x40000, ""),
)  # fmt: skip
_POINTS = tuple(point for point, _ in _STARTS)
_EAST_ASIAN = frozenset({"Han", "kana", "Hangul"})


def script_of(sign: str) -> str:
    """The script of a letter; empty for what is none, or of a script that is not known.

    Examples
    --------
    >>> [script_of(sign) for sign in "aж徐한の1"]
    ['Latin', 'Cyrillic', 'Han', 'Hangul', 'kana', '']
    """
    if not sign.isalpha():
        return ""
    return _STARTS[bisect_right(_POINTS, ord(sign)) - 1][1]


def scripts_in(text: str) -> Counter[str]:
    """How many letters of each script a text has.

    Examples
    --------
    >>> sorted(scripts_in("抗美援朝 1953 war").items())
    [('Han', 4), ('Latin', 3)]
    """
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return Counter({"Latin": letters} if letters else {})
    return Counter(script for script in map(script_of, text) if script)


def is_east_asian(text: str) -> bool:
    """Whether a text has a letter in Han, kana or Hangul.

    Examples
    --------
    >>> is_east_asian("Xu 徐"), is_east_asian("Müller")
    (True, False)
    """
    return not text.isascii() and any(script_of(sign) in _EAST_ASIAN for sign in text)
