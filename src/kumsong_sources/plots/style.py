"""How pictures look: colours, shapes and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import cycle

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure as Picture

from kumsong_sources.dossier import Dossier

COLOURS = ("#0072B2", "#B84A00", "#00795A", "#8A3A8C", "#7A5C00", "#A3123F", "#56616B")
"""Distinct for colour-blind readers, and dark enough for text on white."""

MARKERS = ("o", "s", "D", "^", "v", "P", "p", "h", "d", "*")
"""Shapes that stay apart in grey, and that can be filled, half-filled and open."""

INK, SOFT, FAINT, HAIRLINE = "#1A1A1A", "#555555", "#B9B9B9", "#DDDDDD"
EMPHASIS = "#8A0F3C"

TITLE, HEADING, LABEL, TICK, SMALL = 12.0, 10.0, 9.0, 8.5, 7.8
"""Sizes of text, in points."""

MARGIN = 0.16
"""White space around a picture, in inches."""

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
    speaking = {source.party for source in dossier.sources.values()}
    speaking |= {claim.reporter for claim in dossier.claims}
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
