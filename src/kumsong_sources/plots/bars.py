"""Bars: how many figures hang on each source, how many claims are weakly supported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kumsong_sources.corroboration import CLEARED_BY, Corroboration, Weakness
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.style import INK, LABEL, MARGIN, SMALL, SOFT, TITLE, looks
from kumsong_sources.plots.typesetting import TEXT_AS_IS, Face, put, say, whole_axes
from kumsong_sources.plots.wording import work_label
from kumsong_sources.reliance import SourceLoad

_LABELS, _BARS, _COUNTS, _GAP = 2.75, 3.0, 2.2, 0.12
_THICK, _PAD = 0.2, 0.14
_LOAD = "Figures with a number, by the source cited"
_SUPPORT = "In what the support of claims is weak"
_SEVERAL = "A claim may be weak in several ways and is then counted in each."
_NO_FIGURE, _NO_CLAIM = "No figure with a number has a source.", "There is no claim to look at."


@dataclass(frozen=True, kw_only=True)
class _Bar:
    """One row: what is counted, what is said of it, how many, and how many in words."""

    label: str
    remark: str = ""
    count: int
    words: str
    colour: str


def source_load_plot(load: SourceLoad, *, dossier: Dossier, ax: Axes | None = None) -> Axes:
    """Draw how many figures each source carries: what falls if the source falls.

    Parameters
    ----------
    load : SourceLoad
        Of `source_load`.
    dossier : Dossier
    ax : Axes, optional
        Where to draw; without it a picture of the right size is made.

    Examples
    --------
    >>> from kumsong_sources.reliance import source_load
    >>> dossier = Dossier.example("kumsong")
    >>> ax = source_load_plot(source_load(dossier), dossier=dossier)
    >>> [text.get_text() for text in ax.texts if text.get_text()[0].isdigit()]
    ['4 of 6 (67 %), South Korean', '2 of 6 (33 %), Chinese']
    """
    if not load.figures:
        return say(_NO_FIGURE, ax=ax)
    bars, note = _load_bars(load, dossier=dossier)
    return _draw(bars, title=_LOAD, note=note, ax=ax)


def load_alt(load: SourceLoad, *, dossier: Dossier) -> str:
    """Say in words what `source_load_plot` of the same load shows.

    Examples
    --------
    >>> from kumsong_sources.reliance import source_load
    >>> dossier = Dossier.example("kumsong")
    >>> print(load_alt(source_load(dossier), dossier=dossier))
    Figures with a number, by the source cited. Chae et al. 2001: 4 of 6 (67 %), South \
Korean. Chinese Military Science Academy 2000: 2 of 6 (33 %), Chinese. The load is as uneven \
as if 1.8 sources carried the same number of figures each.
    """
    if not load.figures:
        return _NO_FIGURE
    bars, note = _load_bars(load, dossier=dossier)
    return " ".join([f"{_LOAD}.", *(f"{bar.label}: {bar.words}." for bar in bars), note])


def _load_bars(load: SourceLoad, *, dossier: Dossier) -> tuple[list[_Bar], str]:
    total = sum(load.figures.values())
    sources = {key: dossier.bibliography.get(key) for key in load.figures}
    parties = {key: source.party if source else None for key, source in sources.items()}
    found = looks(parties.values(), dossier=dossier)
    bars = [
        _Bar(
            label=work_label(key, dossier=dossier),
            count=count,
            words=f"{count} of {total} ({count / total:.0%}), ".replace("%", " %")
            + dossier.party_adjective(parties[key]),
            colour=found[parties[key]].colour,
        )
        for key, count in load.figures.items()
    ]
    even = f"{load.effective:.1f}" if load.effective is not None else "no"
    note = (
        f"The load is as uneven as if {even} sources carried the same number of figures each."
    )
    return bars, note


def support_plot(corroborations: Iterable[Corroboration], *, ax: Axes | None = None) -> Axes:
    """Draw how many claims are weakly supported, in what, and what would clear it.

    Parameters
    ----------
    corroborations : iterable of Corroboration
        Of `corroboration`.
    ax : Axes, optional
        Where to draw; without it a picture of the right size is made.

    Examples
    --------
    >>> from kumsong_sources.corroboration import corroboration
    >>> ax = support_plot(corroboration(Dossier.example("kumsong")))
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("single source")]
    ['single source']
    """
    found = list(corroborations)
    if not found:
        return say(_NO_CLAIM, ax=ax)
    return _draw(_support_bars(found), title=_SUPPORT, note=_SEVERAL, ax=ax)


def support_alt(corroborations: Iterable[Corroboration]) -> str:
    """Say in words what `support_plot` of the same claims shows.

    Examples
    --------
    >>> support_alt([])
    'There is no claim to look at.'
    """
    found = list(corroborations)
    if not found:
        return _NO_CLAIM
    told = (
        f"{bar.label}: {bar.words}{f' ({bar.remark})' if bar.remark else ''}."
        for bar in _support_bars(found)
    )
    return " ".join([f"{_SUPPORT}.", *told, _SEVERAL])


def _support_bars(found: Sequence[Corroboration]) -> list[_Bar]:
    counted = Counter(weakness for support in found for weakness in support.weaknesses)
    bars = [
        _Bar(
            label=weakness.replace("-", " "),
            remark=f"to clear: {CLEARED_BY[weakness]}",
            count=counted[weakness],
            words=f"{counted[weakness]} of {len(found)} claims",
            colour=SOFT,
        )
        for weakness in Weakness
        if counted[weakness]
    ]
    sound = sum(not support.weaknesses for support in found)
    words = f"{sound} of {len(found)} claims"
    bars.append(_Bar(label="none of these", count=sound, words=words, colour="#00795A"))
    return bars


def _draw(bars: Sequence[_Bar], *, title: str, note: str, ax: Axes | None) -> Axes:
    lettering = Lettering.of(
        [title, note, *(text for bar in bars for text in (bar.label, bar.remark, bar.words))]
    )
    write, families = lettering.write, lettering.families
    label, small = Face(families=families, size=LABEL), Face(families=families, size=SMALL)
    head = Face(families=families, size=TITLE, bold=True)
    width = _LABELS + _BARS + _COUNTS + 2 * _GAP + 2 * MARGIN
    labels = [
        (label.wrap(write(b.label), width=_LABELS), small.wrap(write(b.remark), width=_LABELS))
        for b in bars
    ]
    heights = [
        _PAD + max(_THICK, len(above) * label.line + len(below) * small.line)
        for above, below in labels
    ]
    notes = small.wrap(write(note), width=width - 2 * MARGIN)
    top = MARGIN + head.line + _PAD
    height = top + sum(heights) + _PAD + len(notes) * small.line + MARGIN
    with rc_context(TEXT_AS_IS):
        axes = whole_axes(width, height, ax=ax)
        put(axes, [write(title)], at=(MARGIN, MARGIN), face=head, colour=INK)
        for bar, lines, tall in zip(bars, labels, heights, strict=True):
            row = _Row(top=top, height=tall, longest=max(b.count for b in bars))
            row.draw(axes, bar, lines=lines, faces=(label, small), words=write(bar.words))
            top += tall
        put(axes, notes, at=(MARGIN, top + _PAD), face=small, colour=SOFT)
    return axes


@dataclass(frozen=True, kw_only=True)
class _Row:
    """Where a bar stands, in inches, and the count that fills the width."""

    top: float
    height: float
    longest: int

    def draw(
        self,
        ax: Axes,
        bar: _Bar,
        *,
        lines: tuple[list[str], list[str]],
        faces: tuple[Face, Face],
        words: str,
    ) -> None:
        (above, below), (label, small) = lines, faces
        middle, edge = self.top + self.height / 2, MARGIN + _LABELS
        at = middle - (len(above) * label.line + len(below) * small.line) / 2
        put(ax, above, at=(edge, at), face=label, colour=INK, align="right")
        at += len(above) * label.line
        put(ax, below, at=(edge, at), face=small, colour=SOFT, align="right")
        left, long = edge + _GAP, _BARS * bar.count / max(self.longest, 1)
        corner = (left, middle - _THICK / 2)
        ax.add_patch(Rectangle(corner, long, _THICK, facecolor=bar.colour, linewidth=0))
        said = label.wrap(words, width=_BARS - long + _COUNTS)
        at = middle - len(said) * label.line / 2
        put(ax, said, at=(left + long + _GAP, at), face=label, colour=INK)
