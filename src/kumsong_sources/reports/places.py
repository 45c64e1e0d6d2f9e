"""In how many places the figures that are compared were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Comparison
from kumsong_sources.reports.compared import is_compared
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import counted, full_stop, listed
from kumsong_sources.transmission import value_told

MOST_NAMED = 3
"""How many works, and how many of their places, a sentence names."""

_NUMBERED = re.compile(r"(?P<noun>[^\W\d]+)\.? \d+\w?")
_PAGE = re.compile(r"(?:pp?\. ?)?\d+(?:[-–]\d+)?")

Readings = tuple[Attestation, ...]
"""One figure of one source, wherever it was read."""

Place = tuple[str, str]
"""The key of a work, and where in it: blank where that is not recorded."""


def compared_figures(comparisons: Iterable[Comparison]) -> tuple[Readings, ...]:
    """The figures that are held against others, each with all the places it was read in.

    A figure that several works give alike under one citation is one figure.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> found = compared_figures(compare(Dossier.example("kumsong")))
    >>> [str(readings[0].figure) for readings in found]
    ['14,373', '78,000', '32,253', '66,000']
    """
    figures: dict[object, dict[Attestation, None]] = {}
    for comparison in comparisons:
        for one in comparison.attestations if is_compared(comparison) else ():
            key = (one.quantity, one.reporter, one.citekey, one.is_derived, value_told(one))
            figures.setdefault(key, {})[one] = None
    return tuple(tuple(readings) for readings in figures.values())


def places_of(readings: Readings) -> tuple[Place, ...]:
    """Where a figure was read: a sum of ours in all the places of its parts."""
    read = [
        citation
        for attestation in readings
        for claim in attestation.claims
        for citation in claim.via or claim.citations
        if claim.via or citation == attestation.citation or attestation.is_derived
    ]
    return tuple(dict.fromkeys((c.citekey, " ".join((c.locator or "").split())) for c in read))


def places_sentence(figures: Sequence[Readings], *, naming: Naming) -> str:
    """On how many places of which works the comparison rests; blank without figures.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> print(places_sentence(compared_figures(compare(dossier)), naming=Naming(dossier)))
    The 4 figures compared are read in 3 notes of Wikipedia contributors n.d.; note 8 \
carries 2 of them.
    """
    if not figures:
        return ""
    works: dict[str, dict[str, int]] = {}
    unknown = 0
    for figure in figures:
        places = [place for place in places_of(figure) if place[1]]
        unknown += not places
        for work, locator in places:
            carried = works.setdefault(work, {})
            carried[locator] = carried.get(locator, 0) + 1
    if not works:
        said = f"For none of the {len(figures):,} figures compared"
        return f"{said} is the note or page recorded where it was read."
    where = _where(works, naming=naming)
    known = len(figures) - unknown
    if unknown > known:
        other = "other is" if known == 1 else f"other {known:,} are"
        return full_stop(
            f"For {unknown:,} of the {len(figures):,} figures compared no note or page is "
            f"recorded where they were read; the {other} read in {where}"
        )
    missing = f"; for {unknown:,} of them no note or page is recorded" if unknown else ""
    shared = "".join(
        f"; {_place(locator)} {f'of {naming.work(work).label} ' if len(works) > 1 else ''}"
        f"carries {count} of them"
        for work, locator, count in _shared(works)
    )
    said = f"The {len(figures):,} figures compared are read in {where}{shared}{missing}"
    return full_stop(said)


def _where(works: dict[str, dict[str, int]], *, naming: Naming) -> str:
    if len(works) > MOST_NAMED:
        places = sum(map(len, works.values()))
        return f"{counted(places, 'place')} of {counted(len(works), 'work')}"
    return listed(
        f"{_place(next(iter(places))) if len(places) == 1 else _counted(list(places))} of "
        f"{naming.work(work).label}"
        for work, places in works.items()
    )


def _shared(works: dict[str, dict[str, int]]) -> list[tuple[str, str, int]]:
    """The places that carry several figures, the busiest first; none of very many."""
    busy = [
        (work, locator, count)
        for work, places in works.items()
        for locator, count in places.items()
        if count > 1
    ]
    return sorted(busy, key=lambda one: -one[2])[:MOST_NAMED]


def _counted(locators: Sequence[str]) -> str:
    """Places of one kind as that kind: "3 notes"; else as places."""
    if all(_PAGE.fullmatch(locator) for locator in locators):
        return counted(len(locators), "page")
    nouns = {found["noun"] if (found := _NUMBERED.fullmatch(x)) else "" for x in locators}
    noun = nouns.pop() if len(nouns) == 1 else ""
    return counted(len(locators), noun or "place")


def _place(locator: str) -> str:
    """A place within a sentence: a bare number is a page."""
    return f"page {locator}" if locator.isdecimal() else locator
