"""Which fonts a PDF is set in: the same as the labels of its pictures, and one for text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXT_FAMILY, CODE_FAMILY = "Libertinus Serif", "DejaVu Sans Mono"
"""Both are in typst itself, so that text is set alike on every machine."""

REGIONS: Mapping[str, tuple[str, ...]] = {
    "zh": ("SC", "CN", "GB", "TC"),
    "zh-Hant": ("TC", "TW", "HK", "SC"),
    "zh-TW": ("TC", "TW", "HK", "SC"),
    "zh-HK": ("HK", "TC", "TW", "SC"),
    "ja": ("JP", "J", "SC"),
    "ko": ("KR", "K", "SC"),
}
"""By language the endings of family names whose Han look as its readers expect."""

_CONTROL_SIGNS = dict.fromkeys(range(0x2400, 0x2422), "\N{REPLACEMENT CHARACTER}")


def settable(text: str) -> str:
    """A text without the signs for control characters, which few fonts have.

    Examples
    --------
    >>> settable("a\u2401b")
    'a�b'
    """
    return text.translate(_CONTROL_SIGNS)


@dataclass(frozen=True, kw_only=True)
class FontChoice:
    """The fonts at hand for a PDF.

    Parameters
    ----------
    loaded : typst.Fonts
        Their files, and those that typst brings.
    families : tuple of str
        For text, in the order in which they are tried.
    languages : mapping of str to tuple of str
        The same by language, for those of `REGIONS`.
    missing : frozenset of str
        Characters that none of them holds.
    """

    loaded: Any
    families: tuple[str, ...]
    languages: Mapping[str, tuple[str, ...]]
    missing: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> FontChoice:
        """Choose the fonts for texts as the pictures do; without one it says so once."""
        import typst
        from matplotlib import font_manager

        from kumsong_sources.plots import Lettering

        lettering = Lettering.of(map(settable, texts))
        folders = dict.fromkeys(
            Path(font_manager.findfont(font_manager.FontProperties(family=[family]))).parent
            for family in lettering.families
        )
        loaded = typst.Fonts(include_system_fonts=False, font_paths=list(folders))
        found = loaded.families()
        families = (TEXT_FAMILY, *(name for name in lettering.families if name in found))
        return cls(
            loaded=loaded,
            families=families,
            languages={
                language: _preferred(endings, families=families, found=found)
                for language, endings in REGIONS.items()
            },
            missing=lettering.missing,
        )


def _preferred(
    endings: Iterable[str], *, families: tuple[str, ...], found: Iterable[str]
) -> tuple[str, ...]:
    """The families, one with the right shapes of Han before the others."""
    at_hand = [name for name in found if "Mono" not in name]
    for ending in endings:
        for name in at_hand:
            if name.endswith(f" {ending}"):
                return (TEXT_FAMILY, *dict.fromkeys((name, *families[1:])))
    return families
