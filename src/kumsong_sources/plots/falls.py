"""What falls without each source: claims their last support, quantities their comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes

from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.page import Page, block, rule
from kumsong_sources.plots.style import HAIRLINE, INK, MARGIN, SOFT, looks
from kumsong_sources.plots.typesetting import TEXT_AS_IS, put, say
from kumsong_sources.plots.wording import counted, ended, full_label, reporter_label, work_label
from kumsong_sources.reliance import Fall

_LABELS, _BARS, _GAP, _THICK, _PAD = 2.5, 2.0, 0.12, 0.17, 0.16
_COUNT = 0.5
_MOST, _MOST_NAMED = 40, 4
_NOTHING = "Without any one source nothing falls."
_CLAIMS = "claims that lose their last source"
_QUANTITIES = "quantities that lose their comparison"


def falls_plot(falls: Iterable[Fall], *, dossier: Dossier, ax: Axes | None = None) -> Axes:
    """Draw what falls if one source falls: claims at the left, quantities at the right.

    Parameters
    ----------
    falls : iterable of Fall
        Of `leave_one_out`; those without which most falls stand first.
    dossier : Dossier
    ax : Axes, optional
        Where to draw, from the top left corner; without it a picture of the right size
        is made.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.corroboration import corroboration
    >>> from kumsong_sources.reliance import leave_one_out
    >>> dossier = Dossier.example("kumsong")
    >>> falls = leave_one_out(compare(dossier), corroboration(dossier))
    >>> ax = falls_plot(falls, dossier=dossier)
    >>> [t.get_text() for t in ax.texts if len(t.get_text()) == 1]
    ['4', '2', '2', '2', '3', '0']
    """
    telling = _Telling(falls, dossier=dossier)
    if not telling.falls:
        return say(_NOTHING, ax=ax)
    with rc_context(TEXT_AS_IS):
        return _Drawing(telling).draw(ax)


def falls_alt(falls: Iterable[Fall], *, dossier: Dossier) -> str:
    """Say in words what `falls_plot` of the same falls shows.

    Examples
    --------
    >>> falls_alt([], dossier=Dossier.example("kumsong"))
    'Without any one source nothing falls.'
    """
    telling = _Telling(falls, dossier=dossier)
    if not telling.falls:
        return _NOTHING
    told = [telling.sentence(fall) for fall in telling.falls]
    return " ".join([f"{telling.title}.", *told, *telling.notes()])


class _Telling:
    """What the picture says, before anything is drawn."""

    def __init__(self, falls: Iterable[Fall], *, dossier: Dossier) -> None:
        self.dossier = dossier
        given = sorted(falls, key=lambda f: (-len(f.quantities), -len(f.claims), f.citekey))
        felt = [fall for fall in given if fall.claims or fall.quantities]
        self.harmless = [self.label(fall) for fall in given if fall not in felt]
        self.falls, self.omitted = felt[:_MOST], max(len(felt) - _MOST, 0)
        self.events = len({q.event for fall in felt for q in fall.quantities})
        self.title = f"{dossier.title}: what falls without one source"

    def label(self, fall: Fall) -> str:
        return work_label(fall.citekey, dossier=self.dossier)

    def claims(self, fall: Fall) -> str:
        return _some(fall.claims)

    def quantities(self, fall: Fall) -> str:
        return _some(
            [full_label(q, dossier=self.dossier, events=self.events) for q in fall.quantities]
        )

    def sentence(self, fall: Fall) -> str:
        told = []
        if fall.claims:
            lose = "loses its" if len(fall.claims) == 1 else "lose their"
            told.append(
                f"{counted(len(fall.claims), 'claim')} {lose} last source ({self.claims(fall)})"
            )
        if fall.quantities:
            lose = "loses its" if len(fall.quantities) == 1 else "lose their"
            told.append(
                f"{counted(len(fall.quantities), 'quantity', 'quantities')} {lose} comparison "
                f"({self.quantities(fall)})"
            )
        return f"Without {self.label(fall)}, {' and '.join(told)}."

    def notes(self) -> Iterator[str]:
        if self.harmless:
            yield ended(f"Without one of these nothing falls: {_some(self.harmless, most=8)}")
        yield "One source at a time is taken away; what falls with two may be more."
        if self.omitted:
            yield f"Not shown for want of room: {counted(self.omitted, 'more source')}."


def _some(words: Sequence[str], *, most: int = _MOST_NAMED) -> str:
    """The first few, and how many more."""
    if len(words) <= most:
        return ", ".join(words) if not any("," in word for word in words) else "; ".join(words)
    return f"{_some(words[: most - 1], most=most)} and {len(words) - most + 1} more"


class _Drawing:
    """Draws the bars, two to a source."""

    def __init__(self, telling: _Telling) -> None:
        self.telling, self.falls = telling, telling.falls
        dossier = telling.dossier
        sources = {fall.citekey: dossier.bibliography.get(fall.citekey) for fall in self.falls}
        self.parties = {
            key: source.party or None if source else None for key, source in sources.items()
        }
        self.texts = {
            fall.citekey: (telling.label(fall), telling.claims(fall), telling.quantities(fall))
            for fall in self.falls
        }
        self.page = Page(
            title=telling.title,
            notes=telling.notes(),
            texts=[
                *(text for three in self.texts.values() for text in three),
                *(reporter_label(party, dossier=dossier) for party in self.parties.values()),
            ],
        )
        self.looks = looks(self.parties.values(), dossier=dossier)
        column = _BARS + _COUNT + 2 * _GAP
        self.lefts = (MARGIN + _LABELS + _GAP, MARGIN + _LABELS + _GAP + column)
        self.right = self.lefts[1] + column
        self.longest = [
            max(len(f.claims) for f in self.falls),
            max(len(f.quantities) for f in self.falls),
        ]

    def draw(self, ax: Axes | None) -> Axes:
        page = self.page
        heads = [
            page.wrap(words, _BARS + _COUNT, face=page.small)
            for words in (_CLAIMS, _QUANTITIES)
        ]
        head = max(map(len, heads)) * page.small.line + _GAP
        heights = [self.height(fall) for fall in self.falls]
        axes, top = page.open(width=self.right + MARGIN, height=head + sum(heights), ax=ax)
        for left, lines in zip(self.lefts, heads, strict=True):
            put(axes, lines, at=(left, top), face=page.small, colour=SOFT)
        down = top + head
        for fall, height in zip(self.falls, heights, strict=True):
            rule(axes, (MARGIN, self.right), down, colour=HAIRLINE)
            self.draw_row(axes, fall, top=down + _PAD / 2)
            down += height
        return axes

    def party(self, fall: Fall) -> list[str]:
        """Whose account it is, in the words that explain the bars' colours."""
        label = reporter_label(self.parties[fall.citekey], dossier=self.telling.dossier)
        return self.page.wrap(label, _LABELS, face=self.page.small, lines=2)

    def lines(self, fall: Fall) -> tuple[list[str], list[str], list[str]]:
        label, claims, quantities = self.texts[fall.citekey]
        page, room = self.page, _BARS + _COUNT
        return (
            page.wrap(label, _LABELS, face=page.label),
            page.wrap(claims, room, face=page.small, lines=4),
            page.wrap(quantities, room, face=page.small, lines=6),
        )

    def height(self, fall: Fall) -> float:
        label, *remarks = self.lines(fall)
        page = self.page
        bars = _THICK + 0.05 + max(map(len, remarks)) * page.small.line
        named = len(label) * page.label.line + len(self.party(fall)) * page.small.line
        return max(named, bars) + _PAD

    def draw_row(self, ax: Axes, fall: Fall, *, top: float) -> None:
        label, *remarks = self.lines(fall)
        page, colour = self.page, self.looks[self.parties[fall.citekey]].colour
        at = (self.lefts[0] - _GAP, top)
        put(ax, label, at=at, face=page.label, colour=INK, align="right")
        at = (at[0], top + len(label) * page.label.line)
        put(ax, self.party(fall), at=at, face=page.small, colour=SOFT, align="right")
        counts = (len(fall.claims), len(fall.quantities))
        for left, count, longest, lines in zip(
            self.lefts, counts, self.longest, remarks, strict=True
        ):
            long = _BARS * count / max(longest, 1)
            block(ax, (left, top), (long, _THICK), facecolor=colour, lw=0)
            at = (left + long + (0.07 if count else 0.0), top + _THICK / 2 - page.bold.line / 2)
            put(ax, [str(count)], at=at, face=page.bold, colour=INK if count else SOFT)
            put(ax, lines, at=(left, top + _THICK + 0.05), face=page.small, colour=SOFT)
