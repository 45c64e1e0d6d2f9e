"""How pictures look: colours, shapes, sizes; measuring and wrapping text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure as Picture
from matplotlib.font_manager import FontProperties

from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.fonts import Lettering

COLOURS = ("#0072B2", "#B84A00", "#00795A", "#8A3A8C", "#7A5C00", "#A3123F", "#56616B")
"""Distinct for colour-blind readers, and dark enough for text on white."""

MARKERS = ("o", "s", "D", "^", "v", "P", "p", "h", "d")
"""Shapes that stay apart in grey, and that can be filled, half-filled and open."""

INK, SOFT, FAINT, HAIRLINE = "#1A1A1A", "#555555", "#B9B9B9", "#DDDDDD"
EMPHASIS = "#8A0F3C"

TITLE, HEADING, LABEL, TICK, SMALL = 12.0, 10.0, 9.0, 8.5, 7.8
"""Sizes of text, in points."""

MARGIN = 0.16
"""White space around a picture, in inches."""

TEXT_AS_IS: dict[str, Any] = {"text.usetex": False, "text.parse_math": False}
"""Settings under which a dollar sign in a label is a dollar sign."""

_RESOLUTION = 144.0
_READABLE = 4.5


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a reporter is drawn.

    Parameters
    ----------
    colour : str
        ``#rrggbb``, dark enough for text on white.
    marker : str
        As matplotlib calls it.
    """

    colour: str
    marker: str


NOBODY = Look(colour=SOFT, marker="X")
"""For figures nobody is named for."""


def looks(reporters: Iterable[str | None], *, dossier: Dossier) -> Mapping[str | None, Look]:
    """A colour and a shape for each reporter, the same in all pictures of a dossier.

    Parameters
    ----------
    reporters : iterable of str or None
        Those that the picture shows.
    dossier : Dossier
        Its parties' declared colours are used, darkened where text in them could not be
        read; parties without one get a colour of their own.

    Examples
    --------
    >>> found = looks(["CHN", "KOR"], dossier=Dossier.example("kumsong"))
    >>> found["KOR"].colour != found["CHN"].colour, found["KOR"].marker != found["CHN"].marker
    (True, True)
    """
    speaking = [s.party for s in dossier.sources.values()] + [c.reporter for c in dossier.claims]
    known = [code for code in dossier.parties if code in speaking]
    named = (code for code in (*known, *reporters) if code)
    declared = {code: party.colour for code, party in dossier.parties.items()}
    free = cycle([c for c in COLOURS if c not in declared.values()] or COLOURS)
    found: dict[str | None, Look] = {None: NOBODY}
    for marker, code in zip(cycle(MARKERS), dict.fromkeys(named), strict=False):
        colour = declared.get(code) or next(free)
        found[code] = Look(colour=readable(colour), marker=marker)
    return found


def readable(colour: str) -> str:
    """A colour, darkened until text in it can be read on white (contrast of 4.5).

    Examples
    --------
    >>> readable("#0072B2"), readable("#FFD700") < "#FFD700"
    ('#0072B2', True)
    """
    red, green, blue = to_rgb(colour)
    while 1.05 / (luminance((red, green, blue)) + 0.05) < _READABLE:
        red, green, blue = red * 0.95, green * 0.95, blue * 0.95
    return to_hex((red, green, blue)).upper()


def luminance(rgb: tuple[float, float, float]) -> float:
    """Relative luminance of a colour, 0 black to 1 white.

    References
    ----------
    .. [1] W3C, Web Content Accessibility Guidelines (WCAG) 2.1, "relative luminance".
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def new_picture(width: float, height: float) -> Picture:
    """A white picture of a size in inches, outside pyplot: no window, no global state."""
    picture = Picture(figsize=(width, height), dpi=100, facecolor="white")
    FigureCanvasAgg(picture)
    return picture


def say(words: str, *, ax: Axes | None = None) -> Axes:
    """An empty picture that says in words why it is empty."""
    lettering = Lettering.of([words])
    axes = new_picture(5.0, 1.0).add_axes((0, 0, 1, 1)) if ax is None else ax
    axes.set_axis_off()
    axes.text(
        0.5,
        0.5,
        lettering.write(words),
        transform=axes.transAxes,
        ha="center",
        va="center",
        color=SOFT,
        parse_math=False,
        fontproperties=Face(families=lettering.families, size=HEADING).properties,
    )
    return axes


@dataclass(frozen=True, kw_only=True)
class Face:
    """A size and weight of the picture's fonts.

    Parameters
    ----------
    families : tuple of str
    size : float
        In points.
    bold : bool
    """

    families: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def properties(self) -> FontProperties:
        """As matplotlib takes it."""
        weight = "bold" if self.bold else "normal"
        return FontProperties(family=list(self.families), size=self.size, weight=weight)

    @property
    def line(self) -> float:
        """Height of a line, in inches."""
        return self.size * 1.32 / 72

    def width(self, text: str) -> float:
        """Width of a line of text, in inches."""
        return _width(text, self) if text else 0.0

    def wrap(self, text: str, *, width: float, lines: int = 3) -> list[str]:
        """Break a text into lines of a width in inches.

        What does not fit is left out in the middle: the last word, mostly the year,
        stays.
        """
        broken = list(_broken(text, face=self, width=width))
        if len(broken) <= lines:
            return broken
        last = f"… {text.rpartition(' ')[2]}" if " " in text else "…"
        if self.width(last) > width / 2:
            last = "…"
        kept = broken[lines - 1]
        while kept and self.width(kept + last) > width:
            kept = kept[:-1]
        return [*broken[: lines - 1], kept.rstrip() + last]


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, _RESOLUTION)


@cache
def _width(text: str, face: Face) -> float:
    width, _, _ = _renderer().get_text_width_height_descent(text, face.properties, False)
    return float(width) / _RESOLUTION


def _broken(text: str, *, face: Face, width: float) -> Iterator[str]:
    """Lines broken at spaces, between Han characters, and within what is too wide alone."""
    line = ""
    for piece in _pieces(text):
        if line and face.width((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
        while face.width(line.rstrip()) > width and len(line) > 1:
            cut = next(
                n for n in range(len(line) - 1, 0, -1) if n == 1 or face.width(line[:n]) <= width
            )
            yield line[:cut]
            line = line[cut:]
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff":
            if word:
                yield word
            yield char
            word = ""
            continue
        word += char
        if char == " ":
            yield word
            word = ""
    if word:
        yield word
