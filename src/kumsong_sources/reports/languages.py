"""In which language the stretches of a text are, as far as their letters tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.exports.works import HAN, HANGUL

_EAST_ASIAN = re.compile(rf"(?:{HAN.pattern}|{HANGUL.pattern}|[\u3001-\u303f\uff01-\uff5e])+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WRITTEN_IN_HAN = ("zh", "ja", "ko", "yue", "lzh")


def language_tag(text: str) -> str:
    """A BCP 47 tag as written, blank for anything else.

    Examples
    --------
    >>> language_tag("zh-Hans"), language_tag('en" onclick="')
    ('zh-Hans', '')
    """
    return text if _LANGUAGE_TAG.fullmatch(text) else ""


def stretches(text: str, *, lang: str = "") -> Iterator[tuple[str, str]]:
    """A text in stretches, those in Han, kana or Hangul with their language.

    Parameters
    ----------
    text : str
    lang : str
        Language of the text, as BCP 47; it decides whether Han is Chinese or Japanese.

    Yields
    ------
    tuple of (str, str)
        A stretch, and its language; blank for what is in that of the whole text. Together
        the stretches are the text.

    Examples
    --------
    >>> list(stretches("Xu Yan 徐焰, 금성"))
    [('Xu Yan ', ''), ('徐焰', 'zh'), (', ', ''), ('금성', 'ko')]
    """
    at = 0
    for found in () if text.isascii() else _EAST_ASIAN.finditer(text):
        # Stops of full width stand in texts of any language.
        if HAN.search(found[0]) or HANGUL.search(found[0]):
            if at < found.start():
                yield text[at : found.start()], ""
            yield found[0], _language(found[0], lang=language_tag(lang))
            at = found.end()
    if at < len(text):
        yield text[at:], ""


def _language(text: str, *, lang: str) -> str:
    if HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return "ja"
    return lang if lang.partition("-")[0].lower() in _WRITTEN_IN_HAN else "zh"
