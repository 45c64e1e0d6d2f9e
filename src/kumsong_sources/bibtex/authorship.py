"""The names of an entry, with what its annotations say of script and order."""

from __future__ import annotations

from dataclasses import replace

from kumsong_sources.bibtex.entries import Entry
from kumsong_sources.bibtex.names import Name, parse_names


def names_of(entry: Entry, name: str) -> tuple[Name, ...]:
    """A field's names, with original script and order from their annotations.

    Parameters
    ----------
    entry : Entry
    name : str
        The field, for example ``author``. Its annotation ``script`` gives names in their
        original script, ``romanised`` gives the letters of names that stand in it, and
        ``order`` is ``family-first`` or ``given-first``.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_bibtex
    >>> text = '''@book{a, author = {Xu, Yan and Carter Malkasian and 徐焰},
    ...   author+an:script = {1="徐焰"}, author+an:order = {1="family-first"},
    ...   author+an:romanised = {3="Xu Yan"}}'''
    >>> names = names_of(parse_bibtex(text, path="a.bib").entries[0], "author")
    >>> [(name.full, name.script) for name in names]
    [('Xu Yan', '徐焰'), ('Carter Malkasian', None), ('Xu Yan', '徐焰')]
    """
    value = entry.get(name)
    if not value:
        return ()
    names = parse_names(value)
    scripts, orders, letters = (
        _by_place(entry, name, annotation=annotation, count=len(names))
        for annotation in ("script", "order", "romanised")
    )
    if not scripts and not orders and not letters:
        return names
    return tuple(
        _ordered(
            _romanised(one, letters.get(place)),
            script=scripts.get(place),
            order=orders.get(place, orders.get(None)),
        )
        for place, one in enumerate(names, start=1)
    )


def _by_place(entry: Entry, name: str, *, annotation: str, count: int) -> dict[int | None, str]:
    found = entry.annotation(name, annotation)
    if count == 1 and None in found:
        found.setdefault(1, found[None])
    return found


def _ordered(name: Name, *, script: str | None, order: str | None) -> Name:
    family_first = name.family_first
    if order is not None:
        family_first = order.strip().lower() == "family-first"
    return replace(name, script=script or name.script, family_first=family_first)


def _romanised(name: Name, letters: str | None) -> Name:
    """A name given in its own script, told in letters: ``Xu Yan`` or ``Xu, Yan``."""
    if not letters:
        return name
    if "," in letters:
        (romanised, *_) = parse_names(letters)
        return replace(romanised, script=name.full, family_first=name.family_first)
    family, _, given = letters.partition(" ")
    if name.literal and not name.family_first:
        return replace(name, family=letters, script=name.full)
    return Name(family=family, given=given.strip(), script=name.full, family_first=True)
