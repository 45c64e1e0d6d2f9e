"""Fold what prints differently and means the same."""

from __future__ import annotations

import re
import unicodedata

from kumsong_sources.errors import FigureError
from kumsong_sources.patterns import pattern

LONGEST_TEXT = 200
"""No figure is longer; what is, is a statement in the wrong column."""

_NOTE = pattern(
    r"\[\s*(?:\d{1,3}|[a-z]|(?:note|nb|n|注|註|주|citation needed)\.?\s*\d{0,3})\s*\]|[*†‡§]+$",
    re.IGNORECASE,
)
_SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "٬": ",", "٫": ".",
        "−": "-", "‐": "-", "‑": "-", "‒": "–", "―": "–", "—": "–", "〜": "~", "∼": "~",
    }
)  # fmt: skip


def without_notes(text: str) -> str:
    """Take footnote marks off: [8], [note 3], *, †.

    Examples
    --------
    >>> without_notes("Chinese victory[1][2]")
    'Chinese victory'
    """
    return _NOTE.sub("", text)


def checked(text: str) -> str:
    """Give a text back if it may be a figure at all.

    Raises
    ------
    FigureError
        If it is blank but for note marks, or longer than `LONGEST_TEXT`.
    """
    if len(text) > LONGEST_TEXT:
        raise FigureError(
            f"it has {len(text):,} characters; expected at most {LONGEST_TEXT}: keep the "
            f"figure here and move the rest to the column statement or quote"
        )
    kept = without_notes(text)
    if all(char.isspace() or unicodedata.category(char) == "Cf" for char in kept):
        raise FigureError(
            "it is blank, and not reported is not zero; leave the cells subject, measure and "
            "figure empty, or write 'unknown' if the source says so"
        )
    return text


def fold(text: str) -> str:
    """Fold what prints differently and means the same: widths, spaces, signs, note marks.

    Raises
    ------
    FigureError
        If nothing is left, or the text is too long, or has raised digits.

    Examples
    --------
    >>> fold("７８\u202f０００ [8]")
    '78 000'
    """
    kept = without_notes(checked(text))
    if not kept.isascii():
        kept = without_notes(_plainer(kept))
    return " ".join(kept.translate(_SIGNS).lower().split())


def _plainer(text: str) -> str:
    text = re.sub(r"(?<=[^\W\d_])²", "2", unicodedata.normalize("NFC", text))
    chars = []
    for char in text:
        category = unicodedata.category(char)
        if category == "No":
            raise FigureError(
                f"{char!r} may be a note mark, a power or a fraction; put a note mark in "
                f"brackets ([2]) and write fractions as decimals"
            )
        if category != "Cf":
            chars.append(str(unicodedata.digit(char)) if category == "Nd" else char)
    return unicodedata.normalize("NFKC", "".join(chars))
