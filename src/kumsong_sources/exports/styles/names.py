"""Names in the order a style wants, with their script, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.styles.runs import Line, Run, Runs, plain


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many names a list shows.

    Parameters
    ----------
    most : int
        Up to so many, all are named.
    shown : int
        Of more, so many are named before "et al.".
    """

    most: int
    shown: int


Namesakes = Mapping[str, frozenset[str]]
"""Family names that several persons share, with the given names of all."""

NOBODY: Namesakes = MappingProxyType({})


def full(name: Name, *, lang: str = "") -> Runs:
    """A name in reading order, its script behind it."""
    if name.literal:
        return _with_script(name.family, name, lang=lang)
    if name.family_first:
        return _with_script(name.full, name, lang=lang)
    parts = (name.given, name.prefix, name.family, name.suffix)
    return _with_script(" ".join(part for part in parts if part), name, lang=lang)


def inverted(name: Name, *, lang: str = "") -> Runs:
    """A name as it opens an entry: ``Hermes, Walter G.``, but ``Xu Yan 徐焰``."""
    if not is_inverted(name):
        return full(name, lang=lang)
    return _with_script(name.inverted, name, lang=lang)


def is_inverted(name: Name) -> bool:
    """Whether a name that opens an entry has a comma behind the family name."""
    return bool(name.given or name.prefix) and not (name.literal or name.family_first)


def family(name: Name, *, namesakes: Namesakes = NOBODY) -> Runs:
    """What a shortened note calls a person or a body by.

    Of namesakes, the family name with the initial of the given name; the whole name where
    the initial is the same, and where the family name stands first.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_names
    >>> from kumsong_sources.exports.styles.runs import text_of
    >>> hermes, other = parse_names("Hermes, Walter G. and Hermes, Gertrud")
    >>> text_of(family(hermes, namesakes=namesakes_of([hermes, other])))
    'W. Hermes'
    """
    if name.literal and not name.script:
        return plain(name.family)
    called = " ".join(part for part in (name.prefix, name.family) if part)
    givens = namesakes.get(called, frozenset()) if name.given else frozenset()
    if len(givens) < 2:
        return plain(called)
    if name.family_first:
        return plain(name.full)
    alike = [one for one in givens if one[:1] == name.given[:1]]
    given = name.given if len(alike) > 1 else f"{name.given[0]}."
    return plain(f"{given} {called}")


def namesakes_of(names: Iterable[Name]) -> Namesakes:
    """Whoever shares a family name: by it, all their given names.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_names
    >>> names = parse_names("Kim, Il and Kim, Jong and Paik, Sun")
    >>> {family: sorted(givens) for family, givens in namesakes_of(names).items()}
    {'Kim': ['Il', 'Jong']}
    """
    givens: dict[str, set[str]] = {}
    for name in names:
        if name.given and not name.literal:
            called = " ".join(part for part in (name.prefix, name.family) if part)
            givens.setdefault(called, set()).add(name.given)
    return {called: frozenset(all_) for called, all_ in givens.items() if len(all_) > 1}


def _with_script(text: str, name: Name, *, lang: str) -> Runs:
    if name.script and name.script not in text:
        return plain(f"{text} {name.script}", lang=lang)
    return plain(text, lang=lang)


def listed(
    names: Sequence[Name], *, limit: Limit, invert_first: bool = False, lang: str = ""
) -> Runs:
    """A list of names in reading order, the first one inverted where an entry opens.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_names
    >>> from kumsong_sources.exports.styles.runs import text_of
    >>> names = parse_names("Hermes, Walter G. and Malkasian, Carter")
    >>> text_of(listed(names, limit=Limit(most=3, shown=1), invert_first=True))
    'Hermes, Walter G., and Carter Malkasian'
    """
    known = [name for name in names if not name.others]
    pieces = [
        inverted(name, lang=lang) if invert_first and at == 0 else full(name, lang=lang)
        for at, name in enumerate(known)
    ]
    opens_inverted = invert_first and bool(known) and is_inverted(known[0])
    more = len(known) < len(names)
    return _series(pieces, limit=limit, more=more, opens_inverted=opens_inverted)


def families(names: Sequence[Name], *, limit: Limit, namesakes: Namesakes = NOBODY) -> Runs:
    """A list of family names, for shortened notes; see `family` for namesakes."""
    known = [name for name in names if not name.others]
    pieces = [family(name, namesakes=namesakes) for name in known]
    return _series(pieces, limit=limit, more=len(known) < len(names), opens_inverted=False)


def _series(pieces: Sequence[Runs], *, limit: Limit, more: bool, opens_inverted: bool) -> Runs:
    if len(pieces) == 1 and not more:
        return pieces[0]
    line = Line()
    if more or len(pieces) > limit.most:
        pieces = pieces[: limit.shown]
        for piece in pieces:
            line.comma(piece)
        if len(pieces) > 1 or opens_inverted:
            line.comma((Run(text="et al."),))
        elif pieces:
            line.add((Run(text="et al."),))
        return line.runs
    for at, piece in enumerate(pieces):
        last = at == len(pieces) - 1
        if at == 0 or not last:
            line.comma(piece)
        elif len(pieces) > 2 or opens_inverted:
            line.comma((Run(text="and "), *piece))
        else:
            line.add((Run(text="and "), *piece))
    return line.runs
