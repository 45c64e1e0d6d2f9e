"""From character offsets to lines and columns."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property

from kumsong_sources.position import Position


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
        self.text = text
        self._path = path

    def at(self, offset: int) -> Position:
        """The line and column of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return Position(path=self._path, line=line, column=offset - self._starts[line - 1] + 1)

    @cached_property
    def _starts(self) -> array[int]:
        """Where lines start; asked for only where something has to be shown."""
        pattern = r"\r\n|\r|\n" if "\r" in self.text else r"\n"
        starts = array("Q", (0,))
        starts.extend(found.end() for found in re.finditer(pattern, self.text))
        return starts


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
