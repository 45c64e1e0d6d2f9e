"""The citation styles by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports.styles import mla
from kumsong_sources.exports.styles.chicago import (
    CHICAGO_17,
    CHICAGO_18,
    TURABIAN_9,
    Chicago,
)
from kumsong_sources.exports.styles.gbt import GBT, GBT_2015, GBT_2025
from kumsong_sources.exports.styles.names import Namesakes, namesakes_of
from kumsong_sources.exports.styles.ordering import order_by_letters, order_by_script
from kumsong_sources.exports.styles.runs import Runs
from kumsong_sources.exports.styles.sequence import FirstThenShort, Note, write_sequence
from kumsong_sources.exports.works import Work

Sequenced = Callable[[Iterable[Note], bool], list[Runs]]
Entry = Callable[..., Runs]


@dataclass(frozen=True, kw_only=True)
class Style:
    """A citation style.

    Parameters
    ----------
    name, label : str
        As one asks for it, and as one reads it.
    note, short : callable
        From a work and a locator to the full and to the shortened note.
    entry : callable
        From a work to its entry in the bibliography; a second argument says whether the
        entry before is by the same makers.
    sequence : callable
        From notes, and whether "ibid." is wanted, to the notes in a row.
    order : callable
        From a work to its place in the bibliography.
    """

    name: str
    label: str
    note: Callable[[Work, str], Runs]
    short: Callable[[Work, str], Runs]
    entry: Entry
    sequence: Sequenced
    order: Callable[[Work], Any] = order_by_letters


def _namesakes_in(notes: Iterable[Note]) -> Namesakes:
    return namesakes_of(
        name for note in notes for cited in note.all for name in cited.work.makers
    )


def _chicago(edition: Chicago, *, name: str, label: str) -> Style:
    def sequence(notes: Iterable[Note], ibid: bool) -> list[Runs]:
        notes = tuple(notes)
        short = partial(edition.write_short, namesakes=_namesakes_in(notes))
        piece = FirstThenShort(full=edition.write_note, short=short, ibid=ibid)
        return write_sequence(notes, piece=piece)

    return Style(
        name=name,
        label=label,
        note=edition.write_note,
        short=edition.write_short,
        entry=edition.write_entry,
        sequence=sequence,
    )


def _mla() -> Style:
    def sequence(notes: Iterable[Note], ibid: bool) -> list[Runs]:
        notes = tuple(notes)
        piece = partial(mla.cite, namesakes=_namesakes_in(notes))
        return write_sequence(notes, piece=piece, wrap=mla.in_parentheses)

    return Style(
        name="mla-9",
        label="MLA, 9th edition",
        note=mla.write_citation,
        short=mla.write_citation,
        entry=mla.write_entry,
        sequence=sequence,
    )


def _gbt(edition: GBT) -> Style:
    def sequence(notes: Iterable[Note], ibid: bool) -> list[Runs]:
        return write_sequence(
            notes,
            piece=edition.cite,
            between=edition.semicolon,
            via=f"{edition.semicolon}转引自",
        )

    return Style(
        name=f"gb7714-{edition.year}",
        label=f"GB/T 7714-{edition.year}",
        note=edition.write_note,
        short=edition.write_short,
        entry=edition.write_entry,
        sequence=sequence,
        order=order_by_script,
    )


_ALL = (
    _chicago(
        CHICAGO_17, name="chicago-17", label="Chicago, notes and bibliography, 17th edition"
    ),
    _chicago(
        CHICAGO_18, name="chicago-18", label="Chicago, notes and bibliography, 18th edition"
    ),
    _chicago(TURABIAN_9, name="turabian-9", label="Turabian, notes style, 9th edition"),
    _mla(),
    _gbt(GBT_2015),
    _gbt(GBT_2025),
)
STYLES: Mapping[str, Style] = MappingProxyType({style.name: style for style in _ALL})
"""The styles by name."""

DEFAULT_STYLE = "chicago-17"


def find_style(name: str) -> Style:
    """The style of a name.

    Raises
    ------
    KumsongSourcesError
        If there is none; the message lists those there are.

    Examples
    --------
    >>> find_style("mla-9").label
    'MLA, 9th edition'
    """
    if name in STYLES:
        return STYLES[name]
    raise KumsongSourcesError(
        f"there is no citation style {name!r}; there are: {', '.join(STYLES)}"
    )
