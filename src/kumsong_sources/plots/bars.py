"""Bars: how many figures hang on each source, how many claims are weakly supported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.axes import Axes

from kumsong_sources.corroboration import CLEARED_BY, Corroboration, Weakness
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.page import Page, block
from kumsong_sources.plots.style import INK, MARGIN, SOFT, looks
from kumsong_sources.plots.typesetting import TEXT_AS_IS, put, say
from kumsong_sources.plots.wording import counted, work_label
from kumsong_sources.reliance import SourceLoad

_LABELS, _BARS, _COUNTS, _GAP = 2.75, 3.0, 2.2, 0.12
_THICK, _PAD = 0.2, 0.14
_MOST = 40
"""More bars could not be read; the shortest are left out, and it is said."""
_LOAD = "Figures with a number, by the source cited"
_SUPPORT = "In what the support of claims is weak"
_SEVERAL = "A claim may be weak in several ways and is then counted in each."
_NO_FIGURE, _NO_CLAIM = "No figure with a number has a source.", "There is no claim to look at."


@dataclass(frozen=True, kw_only=True)
class _Bar:
    """One row: what is counted, what is said of it, how many, and how many in words.

    With a heading a group of bars begins, of which each has its label only.
    """

    label: str
    heading: str = ""
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
        for key, count in _most_used(load)
    ]
    even = f"{load.effective:.1f}" if load.effective is not None else "no"
    note = (
        f"The load is as uneven as if {even} sources carried the same number of figures each."
    )
    if omitted := len(load.figures) - len(bars):
        note += f" Not shown for want of room: {counted(omitted, 'more source')} with fewer."
    return bars, note


def _most_used(load: SourceLoad) -> list[tuple[str, int]]:
    return sorted(load.figures.items(), key=lambda found: -found[1])[:_MOST]


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
    weak = Counter(weakness for support in found for weakness in support.weaknesses)
    bars = [
        _Bar(
            label=weakness.replace("-", " "),
            remark=f"to clear: {CLEARED_BY[weakness]}",
            count=weak[weakness],
            words=f"{weak[weakness]} of {len(found)} claims",
            colour=SOFT,
        )
        for weakness in Weakness
        if weak[weakness]
    ]
    sound = sum(not support.weaknesses for support in found)
    words = f"{sound} of {len(found)} claims"
    bars.append(_Bar(label="none of these", count=sound, words=words, colour="#00795A"))
    return bars


def _draw(bars: Sequence[_Bar], *, title: str, note: str, ax: Axes | None) -> Axes:
    texts = (text for bar in bars for text in (bar.heading, bar.label, bar.remark, bar.words))
    page = Page(title=title, notes=[note], texts=texts)
    rows = [_Row(bar, page=page) for bar in bars]
    longest = max(bar.count for bar in bars)
    width = _LABELS + _BARS + _COUNTS + 2 * _GAP + 2 * MARGIN
    with rc_context(TEXT_AS_IS):
        axes, top = page.open(width=width, height=sum(row.height for row in rows), ax=ax)
        for row in rows:
            row.draw(axes, top=top, longest=longest)
            top += row.height
    return axes


class _Row:
    """A bar with its words, under its heading where it has one; lengths are inches."""

    def __init__(self, bar: _Bar, *, page: Page) -> None:
        self.bar, self.page = bar, page
        self.label = page.wrap(bar.label, _LABELS, face=page.label)
        self.remark = page.wrap(bar.remark, _LABELS, face=page.small)
        self.said = len(self.label) * page.label.line + len(self.remark) * page.small.line
        self.head = page.bold.line + _PAD if bar.heading else 0.0
        self.height = self.head + max(_THICK, self.said) + (_PAD if bar.remark else _PAD / 3)

    def draw(self, ax: Axes, *, top: float, longest: int) -> None:
        page, edge = self.page, MARGIN + _LABELS
        if self.bar.heading:
            at = (edge, top + _PAD * 0.8)
            heading = page.wrap(self.bar.heading, _LABELS, face=page.bold, lines=1)
            put(ax, heading, at=at, face=page.bold, colour=INK, align="right")
        middle = top + (self.height + self.head) / 2
        at = (edge, middle - self.said / 2)
        put(ax, self.label, at=at, face=page.label, colour=INK, align="right")
        at = (edge, at[1] + len(self.label) * page.label.line)
        put(ax, self.remark, at=at, face=page.small, colour=SOFT, align="right")
        left, long = edge + _GAP, _BARS * self.bar.count / max(longest, 1)
        block(ax, (left, middle - _THICK / 2), (long, _THICK), facecolor=self.bar.colour, lw=0)
        said = page.wrap(self.bar.words, _BARS - long + _COUNTS, face=page.label)
        at = (left + long + _GAP, middle - len(said) * page.label.line / 2)
        put(ax, said, at=at, face=page.label, colour=INK)
