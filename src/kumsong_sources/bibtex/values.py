"""Field values: delimiters, macros and concatenation.

bibtexparser hands a value over as it stands between ``=`` and the next comma. Here it is
read as BibTeX reads it: pieces in braces, in quotes, numbers and macros, joined by ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kumsong_sources.patterns import pattern

MONTHS: Mapping[str, str] = {
    name[:3].lower(): name
    for name in (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    )
}  # fmt: skip
"""The macros that every BibTeX style defines."""

FIELD_NAME = r"[^\W\d][\w.:+/*-]*"
"""What a field's name may look like, `author+an:script` included."""

_FIELD_AHEAD = pattern(rf"\s*{FIELD_NAME}\s*=\s*[^\s,=]")
_BRACES = pattern(r"\\.|[{}]", re.DOTALL)
_QUOTES = pattern(r'\\.|[{}"]', re.DOTALL)
_BARE = pattern(r"[^\s\"#%(),={}]+")
_SPACE = pattern(r"\s*")


class Expression(NamedTuple):
    """A value read up to where it stops making sense.

    Parameters
    ----------
    value : str
        The text, delimiters removed and macros replaced.
    stop : int
        Where the reading stopped, as an offset into what was given.
    undefined : tuple of str
        Macros that are not defined; they stay in the value by their names.
    """

    value: str
    stop: int
    undefined: tuple[str, ...] = ()


class Macros(Mapping[str, str]):
    """The texts of ``@string`` macros by lower-case name, as far as they can be written out.

    A macro may name another one twice, and a third one that twice: fifty such lines ask for
    more text than any machine holds. So all macros of a file together are written out only
    up to so many characters; from there on `get` finds nothing.

    Parameters
    ----------
    most : int
        How many characters `get` may give altogether.

    Examples
    --------
    >>> macros = Macros(most=10)
    >>> macros.define("KIMH", "Seoul")
    >>> [macros.get("kimh") for _ in range(3)], macros.is_spent
    (['Seoul', 'Seoul', None], True)
    """

    def __init__(self, *, most: int) -> None:
        self._texts: dict[str, str] = {}
        self._left = most

    def define(self, name: str, text: str) -> None:
        """Give a macro its text; a later one replaces an earlier one."""
        self._texts[name.lower()] = text

    @property
    def is_spent(self) -> bool:
        """Whether some text was not given because it would have been too much."""
        return self._left < 0

    def __getitem__(self, name: str) -> str:
        text = self._texts[name]
        self._left -= len(text)
        if self._left < 0:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def read_value(raw: str, *, macros: Mapping[str, str]) -> Expression:
    """Read a value as it stands after the equals sign.

    Parameters
    ----------
    raw : str
        The value with its delimiters, without white space at either end.
    macros : mapping of str to str
        The values of ``@string`` macros by lower-case name; the months are known.

    Examples
    --------
    >>> read_value('pub # " (Seoul, " # 2001 # ")"', macros={"pub": "KIMH"}).value
    'KIMH (Seoul, 2001)'
    >>> read_value("jul", macros={}).value
    'July'
    >>> read_value("{A} year = {2000}", macros={}).stop
    3
    """
    pieces: list[str] = []
    undefined: list[str] = []
    stop = at = 0
    while True:
        piece, end, is_macro = _piece(raw, at)
        if piece is None:
            break
        if is_macro:
            name = piece.lower()
            found = macros.get(name, MONTHS.get(name))
            if found is None:
                undefined.append(piece)
            piece = piece if found is None else found
        pieces.append(piece)
        stop = end
        at = _skip_space(raw, end)
        if not raw.startswith("#", at):
            break
        at = _skip_space(raw, at + 1)
    return Expression(value="".join(pieces), stop=stop, undefined=tuple(undefined))


def plain_value(raw: str) -> str | None:
    """The value where it is one piece without inner braces or macros, the common case."""
    last = len(raw) - 1
    if last > 0 and raw[0] == "{":
        plain = raw.find("}") == last and raw[last - 1] != "\\" and raw.find("{", 1) < 0
        return raw[1:-1] if plain else None
    if last > 0 and raw[0] == '"':
        plain = raw.find('"', 1) == last and not ("{" in raw or "}" in raw or "\\" in raw)
        return raw[1:-1] if plain else None
    return raw if raw.isdecimal() else None


def field_follows(raw: str, at: int) -> bool:
    """Whether ``name = value`` stands at an offset: a comma is missing before it."""
    return _FIELD_AHEAD.match(raw, at) is not None


def _piece(raw: str, at: int) -> tuple[str | None, int, bool]:
    """One piece of an expression, where it ends, and whether it is a macro's name."""
    opening = raw[at : at + 1]
    if opening == "{":
        end = _closing_brace(raw, at)
        return (raw[at + 1 : end - 1], end, False) if end else (None, at, False)
    if opening == '"':
        end = _closing_quote(raw, at)
        return (raw[at + 1 : end - 1], end, False) if end else (None, at, False)
    bare = _BARE.match(raw, at)
    if bare is None:
        return None, at, False
    return bare[0], bare.end(), not bare[0].isdecimal()


def _closing_brace(raw: str, at: int) -> int:
    depth = 0
    for token in _BRACES.finditer(raw, at):
        if token[0] == "{":
            depth += 1
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                return token.end()
    return 0


def _closing_quote(raw: str, at: int) -> int:
    depth = 0
    for token in _QUOTES.finditer(raw, at + 1):
        if token[0] == "{":
            depth += 1
        elif token[0] == "}":
            depth -= 1
        elif token[0] == '"' and depth <= 0:
            return token.end()
    return 0


def _skip_space(raw: str, at: int) -> int:
    found = _SPACE.match(raw, at)
    return found.end() if found else at
