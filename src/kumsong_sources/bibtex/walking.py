"""A walk through one block, from its head to where it ends or the next one begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kumsong_sources.bibtex.values import FIELD_NAME
from kumsong_sources.patterns import pattern

_REAL_ENTRY = pattern(rf"@\w+[ \t]*[{{(]\s*[^\s,{{}}()=\"]*\s*,\s*{FIELD_NAME}\s*=")
_TOKEN = pattern(r"\\.|[{}()\"%]|@\w*[ \t]*(?=[{(])", re.DOTALL)
_MOST_HEADS_INSIDE = 20


class Seen(NamedTuple):
    """What stands in a block that is closed: comment lines, and heads inside values.

    Nothing, where it is not closed; `ran_out` where the text ended before that was sure.
    """

    comments: Sequence[tuple[int, int]] = ()
    heads: Sequence[int] = ()
    ran_out: bool = False


class Walks(dict[int, Seen]):
    """What stands in the blocks of a text, by their starts; each is walked once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def __missing__(self, start: int) -> Seen:
        seen = self[start] = _walk(self.text, start)
        return seen


def _walk(text: str, start: int) -> Seen:
    """Walk one block from its head.

    The walk ends at what can only be the next entry, so that an entry that is never
    closed does not cost the rest of the file.
    """
    is_comment = text[start : start + 8].lower() == "@comment"
    comments: list[tuple[int, int]] = []
    heads: list[int] = []
    depth, seen, past, quoted, round_ones = 0, 0, start + 1, False, False
    for token in _TOKEN.finditer(text, start + 1):
        sign, at = token[0], token.start()
        if at < past or sign[0] == "\\":
            continue
        if depth == 0:
            round_ones, depth = sign == "(", 1
        elif sign == '"':
            quoted = quoted != (depth == 1)
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == ")" and round_ones and depth == 1 and not quoted:
            depth = 0
        elif sign == "%" and depth == 1 and not quoted and not is_comment:
            past = _line_end(text, at)
            comments.append((at, past))
        elif sign[0] == "@":
            seen += 1
            opens = opens_line(text, at)
            heads += [at] * opens
            real = opens and not is_comment and _begins_entry(text, at)
            if real or seen > _MOST_HEADS_INSIDE:
                return Seen()
        if depth == 0:
            return Seen(comments=comments, heads=heads)
    return Seen(ran_out=True)


def _begins_entry(text: str, at: int) -> bool:
    return _REAL_ENTRY.match(text, at) is not None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def opens_line(text: str, at: int) -> bool:
    """Whether only blanks stand before a place on its line."""
    while at and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
    return at == 0 or text[at - 1] == "\n"
