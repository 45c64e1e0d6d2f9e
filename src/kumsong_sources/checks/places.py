"""Where a word stands inside a cell or a field."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from kumsong_sources.bibtex import Entry, Field
from kumsong_sources.claims import Claim
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position
from kumsong_sources.sources import Bibliography, Source

NOT_PRINTED = frozenset(
    {
        "abstract", "abstractnote", "annotation", "annote", "keywords", "file", "pdf",
        "comment", "review", "owner", "timestamp", "groups", "options", "ids", "crossref",
        "xdata", "related", "attachments", "sortkey", "sortname", "sorttitle",
        "sortyear", "sortshorthand", "indexsorttitle", "tableofcontents",
        "langidopts", "bibsource", "biburl",
    }
)  # fmt: skip
"""Fields that no style prints."""

_BEFORE = 500
_LINE_END = pattern(r"\r\n|\r|\n")


def place_of_key(claim: Claim, *, column: str, key: str) -> Position:
    """Where a citekey stands in a claim's cell; the cell's own place if it is not found."""
    cell = claim.position_of(column)
    if cell.line is None or cell.column is None or claim.position.line is None:
        return cell
    before = claim.raw.split("\n", cell.line - claim.position.line)
    rest = before[-1][cell.column - 1 :]
    found = re.search(rf"(?<![^\s;\"]){re.escape(key)}(?![^\s;\"\[,])", rest)
    return cell if found is None else _onward(cell, rest[: found.start()])


def place_in_field(
    entry: Entry, *, name: str, text: str, after: int = 0
) -> tuple[Position, int]:
    """Where a text stands in a field's value, and where it ends, counted from the value.

    Parameters
    ----------
    entry : Entry
    name : str
        The field, which the entry must have.
    text : str
        Searched as it stands; where it is not found the place is the value's.
    after : int
        Where in the value, its delimiter included, to begin.
    """
    field = entry.fields[name]
    value = entry.raw[field.start - entry.start : field.stop - entry.start]
    at = value.find(text, after)
    if at < 0:
        return field.value_position, after
    return _onward(field.value_position, value[:at]), at + len(text)


@frozen(slots=True)
class Hit:
    """Where a pattern was found in a field: the text found, and what stands next before it."""

    source: Source
    field: Field
    offset: int
    text: str
    before: str

    @property
    def position(self) -> Position:
        """Where it stands."""
        return self.field.places.at(self.offset)


def hits(
    bibliography: Bibliography, pattern: re.Pattern[str], *, fits: Callable[[Hit], bool]
) -> Iterator[Hit]:
    """The first fitting place in each field where a pattern is found, in file order.

    The file is searched as one text: most files have few such places, and to ask each field
    would take longer than all the rest.
    """
    text = bibliography.file.text
    sources: list[Source] = []
    starts: list[int] = []
    told = -1
    for found in pattern.finditer(text):
        if not sources:
            sources = sorted(bibliography, key=lambda source: source.entry.start)
            starts = [source.entry.start for source in sources]
        at = found.start()
        number = bisect_right(starts, at) - 1
        if at < told or number < 0 or at >= sources[number].entry.stop:
            continue
        source = sources[number]
        for field in source.entry.fields.values():
            if field.start <= at < field.stop:
                # A bounded stretch: a long field may have as many hits as characters.
                hit = Hit(
                    source=source,
                    field=field,
                    offset=at,
                    text=found[0],
                    before=text[max(field.start, at - _BEFORE) : at],
                )
                if fits(hit):
                    yield hit
                    told = field.stop
                break


def _onward(start: Position, passed: str) -> Position:
    """The place behind a text that begins at another place."""
    lines = _LINE_END.split(passed)
    column = len(lines[-1]) + ((start.column or 1) if len(lines) == 1 else 1)
    return Position(path=start.path, line=(start.line or 1) + len(lines) - 1, column=column)
