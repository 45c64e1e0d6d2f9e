"""Notes in a row: in full at first, shortened from then on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.styles.locators import inclusive, pages_in
from kumsong_sources.exports.styles.runs import Line, Run, Runs, plain
from kumsong_sources.exports.works import Work

_LAST_STOP = re.compile(r"\.(?P<quotes>[”’]*)\Z")
_ABBREVIATED = re.compile(r"\b(?:et al|[JS]r|Inc|Ltd|Co|eds?|repr|n\.d|[A-Z])\.[”’]*\Z")


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A work that a note cites.

    Parameters
    ----------
    work : Work
    locator : str
        Where in the work; empty where not given.
    """

    work: Work
    locator: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """What one note cites: works, and the works in which they were read.

    Parameters
    ----------
    cited, via : tuple of Cited
    """

    cited: tuple[Cited, ...] = ()
    via: tuple[Cited, ...] = ()

    @property
    def all(self) -> tuple[Cited, ...]:
        """Everything the note names, in the order it names it."""
        return (*self.cited, *self.via)


class Earlier:
    """What was cited before, as far as the notes are written; each question takes one step.

    Examples
    --------
    >>> earlier = Earlier()
    >>> earlier.add(Cited(work=Work(citekey="a", kind="book")))
    >>> earlier.end_note()
    >>> earlier.first_note("a"), earlier.first_note("b"), earlier.just_cited.work.citekey
    (1, None, 'a')
    """

    def __init__(self) -> None:
        self.number = 1
        self._first: dict[str, int] = {}
        self._by_makers: dict[tuple[Name, ...], set[str]] = {}
        self._note: list[Cited] = []
        self._last: list[Cited] = []

    def first_note(self, citekey: str) -> int | None:
        """The number of the note that cited a work first; `None` where none has."""
        return self._first.get(citekey)

    def has_other_by_makers_of(self, work: Work) -> bool:
        """Whether another work by the same makers was cited."""
        works = self._by_makers.get(work.makers, set()) if work.makers else set()
        return len(works) > (work.citekey in works)

    @property
    def just_cited(self) -> Cited | None:
        """The one work of the note before; `None` where there were several."""
        return None if self._note or len(self._last) != 1 else self._last[0]

    def add(self, cited: Cited) -> None:
        """Go on behind a citation."""
        self._first.setdefault(cited.work.citekey, self.number)
        self._by_makers.setdefault(cited.work.makers, set()).add(cited.work.citekey)
        self._note.append(cited)

    def end_note(self) -> None:
        """Go on to the next note."""
        self._last, self._note = self._note, []
        self.number += 1


Piece = Callable[[Cited, Earlier], Runs]


def write_sequence(
    notes: Iterable[Note],
    *,
    piece: Piece,
    wrap: Callable[[Runs], Runs] | None = None,
    between: str = "; ",
    via: str = ", cited in ",
) -> list[Runs]:
    """Write notes, each with its works joined.

    Parameters
    ----------
    notes : iterable of Note
    piece : callable
        From a citation and what was cited before it to what is printed, with a full stop.
    wrap : callable, optional
        What is done to a whole note at last.
    between, via : str
        What joins works, and what leads to the work they were read in.

    Returns
    -------
    list of Runs
        Empty for a note that cites nothing.
    """
    written: list[Runs] = []
    earlier = Earlier()
    for note in notes:
        runs: list[Run] = []
        for at, cited in enumerate(note.all):
            one = piece(cited, earlier)
            if at:
                runs = list(without_stop(tuple(runs)))
                runs.append(Run(text=via if at == len(note.cited) else between))
            runs += one
            earlier.add(cited)
        earlier.end_note()
        whole = Line().add(tuple(runs)).runs
        written.append(wrap(whole) if wrap else whole)
    return written


def without_stop(runs: Runs) -> Runs:
    """Runs without the full stop at their end, behind which nothing can be joined.

    Examples
    --------
    >>> from kumsong_sources.exports.styles.runs import text_of
    >>> text_of(without_stop((Run(text="“Why.”"),)))
    '“Why”'
    """
    if not runs:
        return runs
    last = runs[-1]
    if _ABBREVIATED.search("".join(run.text for run in runs)):
        return runs
    bare = _LAST_STOP.sub(lambda found: found["quotes"], last.text)
    kept = (*runs[:-1], replace(last, text=bare)) if bare else runs[:-1]
    return kept if kept else runs


@dataclass(frozen=True, kw_only=True)
class FirstThenShort:
    """Full at first, then shortened: the way of notes and bibliographies.

    Parameters
    ----------
    full, short : callable
        From a work and a locator to a note.
    ibid : bool
        Whether "Ibid." stands for the work just cited. Chicago's 17th and 18th editions
        advise against it and want the shortened form.
    """

    full: Callable[[Work, str], Runs]
    short: Callable[[Work, str], Runs]
    ibid: bool = False

    def __call__(self, cited: Cited, earlier: Earlier) -> Runs:
        """What is printed for a work, given the notes before."""
        if earlier.first_note(cited.work.citekey) is None:
            return self.full(cited.work, cited.locator)
        last = earlier.just_cited
        if self.ibid and last and last.work.citekey == cited.work.citekey:
            return _ibid(cited, last=last)
        return self.short(cited.work, cited.locator)


def _ibid(cited: Cited, *, last: Cited) -> Runs:
    line = Line().add((Run(text="Ibid."),))
    if cited.locator and cited.locator != last.locator:
        line.comma(plain(pages_in(cited.locator) or inclusive(cited.locator)))
    line.stop()
    return line.runs
