"""From character offsets to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from kumsong_sources.position import Position

_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """Turns offsets into a text into positions.

    Parameters
    ----------
    text : str
        The whole text; ``\\n``, ``\\r\\n`` and a lone ``\\r`` end a line.
    path : str
        The file the text was read from.

    Examples
    --------
    >>> str(Places("@book{a,\\r\\n  title={A}}", path="refs.bib").at(12))
    'refs.bib:2:3'
    """

    def __init__(self, text: str, *, path: str) -> None:
        self._path = path
        if "\r" in text:
            self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        else:
            lengths = (len(line) + 1 for line in text.split("\n"))
            self._starts = list(accumulate(lengths, initial=0))

    def at(self, offset: int) -> Position:
        """The line and column of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return Position(path=self._path, line=line, column=offset - self._starts[line - 1] + 1)


def line_end_of(text: str) -> str:
    r"""The line end a text uses most; ``"\n"`` when it has none.

    Examples
    --------
    >>> line_end_of("a\r\nb\r\nc\n")
    '\r\n'
    """
    both = text.count("\r\n")
    counts = {
        "\n": text.count("\n") - both,
        "\r\n": both,
        "\r": text.count("\r") - both,
    }
    return max(counts, key=lambda end: counts[end])
