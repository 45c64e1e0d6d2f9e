"""Titles of CSL-JSON as BibLaTeX fields: in their script, romanised, translated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kumsong_sources.bibtex import encode_latex

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPACES = re.compile(r"\s+")


def title_fields(work: Mapping[str, Any], custom: Mapping[str, Any]) -> dict[str, str]:
    """The title and its annotations.

    Parameters
    ----------
    work : mapping
        A CSL-JSON object.
    custom : mapping
        Its ``custom``, with the parts of a title as `write_csl_json` writes them.

    Examples
    --------
    >>> custom = {"title-original": "第一次", "title-romanised": "Diyici"}
    >>> title_fields({"title": "Diyici 第一次"}, custom)
    {'title': '第一次', 'title+an:romanised': '="Diyici"'}
    """
    whole = _text(work.get("title"))
    original = _text(custom.get("title-original"))
    romanised = _text(custom.get("title-romanised"))
    translated = _text(custom.get("title-translated"))
    if not (original or romanised):
        found = {"title": encode_latex(whole)} if whole and not translated else {}
        original = ""
    else:
        found = {"title": encode_latex(original)} if original else {}
    if romanised:
        found["title+an:romanised"] = _annotation(encode_latex(romanised))
    if translated:
        if not found:
            found["title"] = encode_latex(whole)
        found["title+an:translated"] = _annotation(_protected(translated, shown=whole))
    return found


def _annotation(value: str) -> str:
    return f'="{value.replace(chr(34), chr(0x201D))}"'


def _protected(translated: str, *, shown: str) -> str:
    """A translation with braces around the capitals that sentence style left in `shown`."""
    length = len(translated)
    ending = shown[-length - 1 : -1] if shown.endswith("]") else ""
    if ending.casefold() != translated.casefold():
        return encode_latex(translated)
    pieces: list[str] = []
    at = 0
    for found in _WORD.finditer(translated):
        pieces.append(encode_piece(translated[at : found.start()]))
        word = found[0]
        kept = found.start() > 0 and word != word.lower() and ending[found.start()] == word[0]
        pieces.append(f"{{{encode_piece(word)}}}" if kept else encode_piece(word))
        at = found.end()
    pieces.append(encode_piece(translated[at:]))
    return "".join(pieces)


def encode_piece(text: str) -> str:
    """A stretch of a text in LaTeX, with the blanks at its ends.

    Examples
    --------
    >>> encode_piece(" & ")
    ' \\\\& '
    """
    inner = encode_latex(text)
    if not inner:
        return " " if text else ""
    before = " " if text[:1].isspace() else ""
    return before + inner + (" " if text[-1:].isspace() else "")


def _text(value: object) -> str:
    return _SPACES.sub(" ", value).strip() if isinstance(value, str) else ""
