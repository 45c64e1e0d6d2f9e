"""What a terminal can show: how wide it is, with which signs, in colours or not."""

from __future__ import annotations

from dataclasses import dataclass

NARROWEST = 40
"""Below this many columns nothing is narrowed further; the terminal breaks the lines."""

NARROWEST_LANES = 60
"""Below this many columns no lanes are drawn."""

_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_VERDICTS = {"disagree": "\x1b[31m", "agree": "\x1b[32m", "cannot tell": "\x1b[33m"}


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A terminal, or a file that is read like one.

    Parameters
    ----------
    width : int
        Its columns.
    in_colour : bool
    in_ascii : bool
        Whether pictures must do without signs beyond ASCII.
    """

    width: int = 80
    in_colour: bool = False
    in_ascii: bool = False

    @property
    def columns(self) -> int:
        """The columns that are used."""
        return max(self.width, NARROWEST)

    def heading(self, lines: list[str]) -> list[str]:
        """Lines that head a block."""
        return [self._styled(line, _BOLD) for line in lines]

    def faint(self, lines: list[str]) -> list[str]:
        """Lines that one may skip."""
        return [self._styled(line, _FAINT) for line in lines]

    def verdict(self, lines: list[str]) -> list[str]:
        """Lines that begin with a verdict, which is coloured."""
        for word, colour in _VERDICTS.items():
            if lines and lines[0].lstrip().startswith(word):
                return [lines[0].replace(word, self._styled(word, colour), 1), *lines[1:]]
        return lines

    def _styled(self, text: str, sign: str) -> str:
        return f"{sign}{text}{_PLAIN}" if self.in_colour and text else text
