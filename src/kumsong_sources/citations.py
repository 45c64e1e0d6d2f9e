"""Citations: a citekey with a locator, in the syntax of CLDF."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern

from kumsong_sources.errors import CitationError
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern

_MARKS = pattern(r"[\[\];]")
_FORBIDDEN_IN_KEY = pattern(r"[\s\[\],{}\"#%\\]")
# What nearly every cell is: one key, with or without a locator.
_PLAIN = pattern(r"([^\s\[\],;{}\"#%\\]+)(?:\[([^\[\]]*)\])?")


@frozen(slots=True)
class Citation:
    """One source, and where in it.

    Parameters
    ----------
    citekey : str
        Key of an entry in `references.bib`.
    locator : str or None
        Page, volume and page, note mark…, as one would print it; `None` when not given.

    Examples
    --------
    >>> str(Citation(citekey="chae2001", locator="612"))
    'chae2001[612]'
    """

    citekey: str
    locator: str | None = None

    def __str__(self) -> str:
        return self.citekey if self.locator is None else f"{self.citekey}[{self.locator}]"


def parse_citations(cell: str) -> tuple[Citation, ...]:
    """Read the citations of one cell: ``key``, ``key[locator]``, joined by ``;``.

    Parameters
    ----------
    cell : str
        The cell as written; a blank cell holds no citation.

    Returns
    -------
    tuple of Citation
        In the order written. A semicolon inside brackets belongs to the locator.

    Raises
    ------
    CitationError
        If the syntax is broken; `column` says where in the cell.

    Examples
    --------
    >>> [str(citation) for citation in parse_citations("chae2001[612; 615] ; paik1992")]
    ['chae2001[612; 615]', 'paik1992']
    >>> parse_citations("  ")
    ()

    References
    ----------
    .. [1] R. Forkel et al., "Cross-Linguistic Data Formats", Scientific Data 5 (2018):
       the ``Source`` column of CLDF tables.
    """
    if not cell.strip():
        return ()
    if plain := _PLAIN.fullmatch(cell):
        return (_citation(plain[1], (plain[2] or "").strip()),)
    return tuple(_read(part, column=column) for part, column in _split(cell))


def _split(cell: str) -> Iterator[tuple[str, int]]:
    """Yield each part between top-level semicolons with its column."""
    start = 0
    opened: int | None = None
    for mark in _MARKS.finditer(cell):
        at, character = mark.start(), mark[0]
        if character == "[":
            if opened is not None:
                raise CitationError(
                    f"a second '[' at character {at + 1} before the first is closed; "
                    "write one locator per citekey: key[locator]",
                    column=at + 1,
                )
            opened = at
        elif character == "]":
            if opened is None:
                raise CitationError(
                    f"']' at character {at + 1} without '['; write key[locator]",
                    column=at + 1,
                )
            opened = None
        elif character == ";" and opened is None:
            yield cell[start:at], start + 1
            start = at + 1
    if opened is not None:
        raise CitationError(
            f"'[' at character {opened + 1} is never closed; add ']' after the locator",
            column=opened + 1,
        )
    yield cell[start:], start + 1


def _read(part: str, *, column: int) -> Citation:
    column += len(part) - len(part.lstrip())
    part = part.strip()
    if not part:
        raise CitationError(
            "an empty citation between or beside ';'; write key[locator]; key[locator]",
            column=column,
        )
    citekey, bracket, rest = part.partition("[")
    citekey = citekey.strip()
    if not citekey:
        raise CitationError(
            f"the locator {part} has no citekey before it; write key{part}", column=column
        )
    if fault := _FORBIDDEN_IN_KEY.search(citekey):
        raise CitationError(
            f"{citekey!r} is not a citekey: {fault.group()!r} cannot stand in one; "
            "join several citations with ';' and put page numbers in brackets: key[12]",
            column=column + fault.start(),
        )
    if not bracket:
        return _citation(citekey, "")
    locator, _, after = rest.partition("]")
    if after.strip():
        raise CitationError(
            f"{after.strip()!r} stands after the locator of {citekey}; "
            "join several citations with ';'",
            column=column + part.index("]") + 1,
        )
    return _citation(citekey, locator.strip())


def _citation(citekey: str, locator: str) -> Citation:
    # Keys and pages are few, and cited often: each is held once.
    return Citation(citekey=intern(citekey), locator=intern(locator) or None)
