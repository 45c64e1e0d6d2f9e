"""Text on a terminal: the columns it takes, its lines, and no sign that it would obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

_WIDE = frozenset("WF")
_DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_GAP = "  "
_NARROWEST_CELL = 8


def display_width(text: str) -> int:
    """Columns a text takes in a terminal: two for a Han character or Hangul syllable.

    Examples
    --------
    >>> display_width("abc"), display_width("金城战役"), display_width("e\\u0301")
    (3, 8, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"
        else 1 + (unicodedata.east_asian_width(sign) in _WIDE)
        for sign in text
    )


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text with blanks up to a number of columns.

    Examples
    --------
    >>> padded("金城", 6) + "|", padded("9", 3, right=True)
    ('金城  |', '  9')
    """
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, *, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Break a text at blanks into lines of at most `width` columns.

    A word longer than a line is broken where the line ends; Han may break anywhere.

    Parameters
    ----------
    text : str
    width : int
    first, rest : str
        What stands before the first line, and before the others.

    Examples
    --------
    >>> list(wrap("the figures differ", width=12, rest="  "))
    ['the figures', '  differ']
    >>> list(wrap("金城战役", width=5))
    ['金城', '战役']
    """
    line, empty = first, True
    for word in printable(text).split():
        gap = "" if empty else " "
        if not empty and display_width(line) + 1 + display_width(word) > width:
            yield line
            line, gap, empty = rest, "", True
        while display_width(line) + len(gap) + display_width(word) > width:
            head = _fitting(word, width - display_width(line) - len(gap))
            yield f"{line}{gap}{head}"
            line, gap, word = rest, "", word[len(head) :]
        line, empty = f"{line}{gap}{word}", False
    yield line


def _fitting(word: str, room: int) -> str:
    """As much of a word as fits, at least one character."""
    taken = 0
    for at, sign in enumerate(word):
        taken += display_width(sign)
        if taken > room and at:
            return word[:at]
    return word


def aligned(
    rows: Sequence[Sequence[str]],
    *,
    width: int | None = None,
    right: Collection[int] = (),
    indent: str = "",
) -> Iterator[str]:
    """Lay out rows in columns; what is too wide is broken inside its column.

    Parameters
    ----------
    rows : sequence of sequence of str
        All of one length.
    width : int or None
        Columns of the terminal; the widest columns give way first. `None` breaks nothing.
    right : collection of int
        Columns that end at the right, as numbers do.
    indent : str
        What stands before each line.

    Examples
    --------
    >>> print(*aligned([["金城", "9"], ["a", "12,000"]], right={1}), sep="\\n")
    金城       9
    a     12,000
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    if width is not None:
        room = width - len(indent) - len(_GAP) * (len(widths) - 1)
        longest = [max(map(_longest_word, column)) for column in zip(*cells, strict=True)]
        # First no word is broken; where that is not enough, some are.
        _narrow(widths, least=longest, room=room)
        _narrow(widths, least=[_NARROWEST_CELL] * len(widths), room=room)
    for row in cells:
        broken = [list(wrap(c, width=max(w, 1))) for c, w in zip(row, widths, strict=True)]
        for line in range(max(map(len, broken), default=0)):
            parts = (
                padded(part[line] if line < len(part) else "", size, right=at in right)
                for at, (part, size) in enumerate(zip(broken, widths, strict=True))
            )
            yield f"{indent}{_GAP.join(parts)}".rstrip()


def _longest_word(cell: str) -> int:
    return max(map(display_width, cell.split()), default=0)


def _narrow(widths: list[int], *, least: Sequence[int], room: int) -> None:
    """Take from the widest column, one by one, until all fit or none may give way."""
    while sum(widths) > room:
        giving = [at for at, size in enumerate(widths) if size > least[at]]
        if not giving:
            return
        widths[max(giving, key=lambda at: widths[at])] -= 1


def printable(text: str) -> str:
    """A text on one line without signs that a terminal would obey.

    Those that begin a colour or move the cursor are shown by their pictures, those that
    turn the direction of writing by a replacement sign.

    Examples
    --------
    >>> printable("red\\x1b[31m and\\nblue")
    'red␛[31m and blue'
    """
    return "".join(map(_shown, " ".join(text.split())))


def _shown(sign: str) -> str:
    if ord(sign) < 32:
        return chr(0x2400 + ord(sign))
    obeyed = unicodedata.category(sign) in ("Cc", "Cs") or sign in _DIRECTIONS
    return "\ufffd" if obeyed else sign
