"""A claim as it stands in its row, and the table of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kumsong_sources.citations import Citation
from kumsong_sources.faults import Fault
from kumsong_sources.figures import Figure
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position
from kumsong_sources.showing import Showing
from kumsong_sources.vocabulary import Link


@cache
def schema() -> Mapping[str, Any]:
    """The Frictionless Table Schema of `claims.csv`, as shipped.

    Examples
    --------
    >>> [column["name"] for column in schema()["fields"]][:4]
    ['claim_id', 'event', 'statement', 'source']
    """
    text = Path(__file__).parents[1].joinpath("claims.schema.json").read_text("utf-8")
    return MappingProxyType(json.loads(text))


def columns() -> tuple[str, ...]:
    """The columns `claims.csv` may have, in the order the template writes them."""
    return tuple(column["name"] for column in schema()["fields"])


REQUIRED = ("claim_id", "event", "statement", "source")
"""The columns `claims.csv` must have."""

_CELL_SIGN = pattern(r'[",]')
_LINE_END = pattern(r"\r\n|\r|\n")


@frozen(slots=True)
class Claim(Showing):
    """One row: *this source says this about this event*.

    All texts are as written, stripped of surrounding white space; a blank cell is ``""``.

    Parameters
    ----------
    claim_id, event, statement, subject, measure, scope, reporter, informant : str
    quote, quote_lang, note : str
        See the table schema for what each holds.
    citations : tuple of Citation
        The sources cited; empty for an uncited claim or one whose cell cannot be read
        (then there is a fault on ``source``).
    via : tuple of Citation
        The works in which it was read, where that is not the source itself.
    figure : Figure or None
        The figure as read; `None` when the cell is blank or cannot be read (then there
        is a fault on ``figure``).
    figure_text : str
        The figure as written.
    link : Link
        Whether the text ties the claim to its source, or the editor does.
    faults : tuple of Fault
        What could not be read in this row.
    position : Position
        Where the row begins.
    raw : str
        The row as it stands in the file, with its line end.
    extra : mapping of str to str
        Columns the schema does not know, kept.
    """

    claim_id: str
    event: str
    statement: str
    citations: tuple[Citation, ...] = ()
    subject: str = ""
    measure: str = ""
    figure: Figure | None = None
    figure_text: str = ""
    scope: str = ""
    reporter: str = ""
    link: Link = Link.STATED
    via: tuple[Citation, ...] = ()
    informant: str = ""
    quote: str = ""
    quote_lang: str = ""
    note: str = ""
    faults: tuple[Fault, ...] = ()
    position: Position
    raw: str = field(default="", repr=False)
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    column_at: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def citekeys(self) -> tuple[str, ...]:
        """The cited keys, each once, in the order written."""
        return tuple(dict.fromkeys(citation.citekey for citation in self.citations))

    @property
    def is_uncited(self) -> bool:
        """Whether the source cell is blank (not merely unreadable)."""
        return not self.citations and not any(f.where == "source" for f in self.faults)

    def position_of(self, column: str) -> Position:
        """Where the cell of a column begins; the row's own position where it has none."""
        index = self.column_at.get(column)
        if index is None:
            return self.position
        return position_in(self.raw, index, start=self.position)


@frozen(slots=True)
class RejectedRow:
    """A row that cannot be read as a claim, kept whole.

    Parameters
    ----------
    raw : str
        The row as it stands in the file.
    reason, remedy : str
        What is wrong with it, and how to mend it.
    position : Position
        Where it begins.
    """

    raw: str
    reason: str
    remedy: str
    position: Position


@frozen
class ClaimTable:
    """The content of `claims.csv`: every row is in `claims` or in `rejected`.

    Parameters
    ----------
    claims : tuple of Claim
    rejected : tuple of RejectedRow
    header : tuple of str
        The columns in the file's order.
    path : str
    """

    claims: tuple[Claim, ...]
    rejected: tuple[RejectedRow, ...]
    header: tuple[str, ...]
    path: str


def position_in(raw: str, index: int, *, start: Position) -> Position:
    """Where cell `index` of a raw record begins, after an opening quotation mark if any."""
    at, cell, quoted = 0, 0, False
    for sign in _CELL_SIGN.finditer(raw) if index else ():
        if sign[0] == '"':
            quoted = not quoted
        elif not quoted:
            cell, at = cell + 1, sign.end()
            if cell == index:
                break
    lines = _LINE_END.split(raw[:at])
    column = len(lines[-1]) + 1 + raw.startswith('"', at)
    return Position(path=start.path, line=(start.line or 1) + len(lines) - 1, column=column)
