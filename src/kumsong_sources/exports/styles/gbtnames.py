"""Names as GB/T 7714 writes them: family name first, initials without points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.works import HAN, HANGUL

_WORDS = re.compile(r"[\s.\N{NO-BREAK SPACE}]+")
_SHOWN = 3
# Library catalogues write "John T. (John Thomas)".
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Naming:
    """How an edition of the standard writes names.

    Parameters
    ----------
    capitals : bool
        2015: family names in capitals, every given name an initial. Otherwise 2025: names as
        they are, the hyphen between initials kept, pinyin names written out.

    Examples
    --------
    >>> name = Name(family="Godard", given="Jean-Luc")
    >>> Naming(capitals=True).written(name), Naming(capitals=False).written(name)
    ('GODARD J L', 'Godard J-L')
    """

    capitals: bool

    def listed(
        self, names: Sequence[Name], *, comma: str, in_chinese: bool, pinyin: bool = False
    ) -> str:
        """Names in a row, of more than three the first three.

        Parameters
        ----------
        names : sequence of Name
        comma : str
        in_chinese : bool
            Whether the reference is in Chinese.
        pinyin : bool
            Whether names that stand family name first are in pinyin.
        """
        known = [name for name in names if not name.others]
        shown = [self.written(name, comma=comma, pinyin=pinyin) for name in known[:_SHOWN]]
        if not shown:
            return ""
        if len(known) > _SHOWN or len(known) < len(names):
            shown.append("等" if in_chinese else "et al.")
        return comma.join(shown)

    def written(self, name: Name, *, comma: str = ", ", pinyin: bool = False) -> str:
        """One name, in its script where that is known."""
        if name.script:
            return name.script
        if name.literal or HAN.search(name.family) or HANGUL.search(name.family):
            return name.full
        family = " ".join(part for part in (name.prefix, name.family) if part)
        family = family.upper() if self.capitals else family
        is_whole = pinyin and name.family_first and not self.capitals
        given = name.given if is_whole else self._initials(name.given)
        text = " ".join(part for part in (family, given) if part)
        return f"{text}{comma}{name.suffix}" if name.suffix else text

    def _initials(self, given: str) -> str:
        gap = " " if self.capitals else "-"
        bare = _IN_BRACKETS.sub(" ", given)
        words = (word.split("-") for word in _WORDS.split(bare) if word)
        return " ".join(gap.join(part[0].upper() for part in word if part) for word in words)
