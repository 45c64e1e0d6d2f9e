"""Text in pictures: measured and wrapped before it is drawn, and drawn as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import ScaledTranslation, Transform, blended_transform_factory

from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.style import HEADING, SOFT, new_picture

TEXT_AS_IS: Any = {"text.usetex": False, "text.parse_math": False}
"""Settings under which a dollar sign in a label is a dollar sign."""

_RESOLUTIONS = (72.0, 100.0, 150.0)


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


class _Advances(dict[str, float]):
    """How far each letter moves on, in inches, measured when it is first needed.

    Letter by letter and not line by line: a letter is measured once for all pictures, and
    the kerning left out this way nearly always draws letters together.
    """

    def __init__(self, face: Face, *, resolution: float) -> None:
        super().__init__()
        self._font, self._resolution = face.properties, resolution
        renderer = RendererAgg(8, 8, resolution)  # type: ignore[no-untyped-call]
        self._measure: Any = renderer.get_text_width_height_descent
        self._pair = self._whole("ll")

    def __missing__(self, letter: str) -> float:
        # Between two others: alone, only what is inked would be measured.
        self[letter] = self._whole(f"l{letter}l") - self._pair
        return self[letter]

    def _whole(self, text: str) -> float:
        return float(self._measure(text, self._font, False)[0]) / self._resolution


@cache
def _advances(face: Face) -> tuple[_Advances, ...]:
    return tuple(_Advances(face, resolution=dpi) for dpi in _RESOLUTIONS)


def _width(text: str, face: Face) -> float:
    """The widest that a line gets: letters are fitted to the dots of the resolution."""
    return max(sum(map(advances.__getitem__, text)) for advances in _advances(face))


def _broken(text: str, *, face: Face, width: float) -> Iterator[str]:
    """Lines broken at spaces and hyphens, between Han characters, and within long words."""
    line = ""
    for piece in _pieces(text):
        if line and face.width((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
        while face.width(line.rstrip()) > width and len(line) > 1:
            fits = (n for n in range(len(line) - 1, 1, -1) if face.width(line[:n]) <= width)
            cut = next(fits, 1)
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
        if char in " -/":
            yield word
            word = ""
    if word:
        yield word


def beside(ax: Axes) -> Transform:
    """Inches from the axes' left edge; vertically as the axes count."""
    scale = ax.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    edge = ScaledTranslation(0, 0, ax.transAxes)  # type: ignore[arg-type]
    return blended_transform_factory(scale + edge, ax.transData)


def put(
    ax: Axes,
    lines: Iterable[str],
    *,
    at: tuple[float, float],
    face: Face,
    colour: str,
    align: str = "left",
) -> None:
    """Write lines of text one by one, so that each keeps its edge in a reader's other font.

    Parameters
    ----------
    ax : Axes
        Whose vertical axis counts inches from the top.
    lines : iterable of str
    at : (float, float)
        Inches from the axes' left edge, and where the first line begins vertically.
    face : Face
    colour : str
    align : str
        Which edge `at` is: ``"left"``, ``"right"`` or ``"center"``.
    """
    across, down = at
    for number, line in enumerate(lines):
        ax.text(
            across,
            down + (number + 0.5) * face.line,
            line,
            ha=align,
            va="center_baseline",
            color=colour,
            transform=beside(ax),
            fontproperties=face.properties,
            parse_math=False,
        )


def whole_axes(width: float, height: float, *, ax: Axes | None) -> Axes:
    """Axes that count inches from the top left corner, in a new picture unless given.

    Given ones are not stretched: text keeps its size, and so must what stands beside it.
    """
    if ax is None:
        axes = new_picture(width, height).add_axes((0, 0, 1, 1))
    else:
        axes = ax
        width, height = size_of(ax)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return axes


def size_of(ax: Axes) -> tuple[float, float]:
    """Width and height of axes, in inches."""
    box, dpi = ax.get_window_extent(), ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return float(box.width / dpi), float(box.height / dpi)


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
