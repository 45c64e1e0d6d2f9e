"""Where a word stands inside a cell or a field."""

from __future__ import annotations

import re

from kumsong_sources.bibtex import Entry
from kumsong_sources.claims import Claim
from kumsong_sources.position import Position

_LINE_END = re.compile(r"\r\n|\r|\n")


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


def _onward(start: Position, passed: str) -> Position:
    """The place behind a text that begins at another place."""
    lines = _LINE_END.split(passed)
    column = len(lines[-1]) + ((start.column or 1) if len(lines) == 1 else 1)
    return Position(path=start.path, line=(start.line or 1) + len(lines) - 1, column=column)
