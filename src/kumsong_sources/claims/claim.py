"""A claim as it stands in its row, and the table of them."""

from __future__ import annotations

import io
import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from itertools import accumulate
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


class Rows:
    r"""The rows of a table as they stand in its file, cut out when they are asked for.

    Few rows are ever shown whole; to hold each as a text of its own would take more memory
    than all that is read from it.

    Parameters
    ----------
    text : str
        The file's text, with its line ends.
    path : str
        What positions call the file.

    Examples
    --------
    >>> Rows("claim_id,statement\r\nK1,金城\r\n").at(2)
    'K1,金城\r\n'
    """

    __slots__ = ("_ends", "_starts", "content", "path")

    def __init__(self, text: str, *, path: str = "claims.csv") -> None:
        self.path = path
        self.content = text.encode("utf-8", "surrogatepass")
        lengths = (len(line.encode("utf-8", "surrogatepass")) for line in self.lines_of(text))
        self._starts = array("Q", accumulate(lengths, initial=0))
        # The last line of those rows that have several.
        self._ends: dict[int, int] = {}

    @staticmethod
    def lines_of(text: str) -> Iterator[str]:
        """The lines of a text, with their ends."""
        return iter(io.StringIO(text, newline=""))

    def reach(self, first: int, last: int) -> None:
        """Say that the row that begins on one line ends on another."""
        if last > first:
            self._ends[first] = last

    def at(self, line: int) -> str:
        """The row that begins on a line, counted from 1, with its line end."""
        stop = self._starts[self._ends.get(line, line)]
        return self.content[self._starts[line - 1] : stop].decode("utf-8", "surrogatepass")


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
    line : int
        Where the row begins, counted from 1.
    rows : Rows
        The rows of the file, this one among them.
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
    line: int
    rows: Rows = field(repr=False, compare=False)
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    column_at: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def raw(self) -> str:
        """The row as it stands in the file, with its line end."""
        return self.rows.at(self.line)

    @property
    def position(self) -> Position:
        """Where the row begins."""
        return Position(path=self.rows.path, line=self.line, column=1)

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
    rows : Rows
        All rows as they stand in the file.
    """

    claims: tuple[Claim, ...]
    rejected: tuple[RejectedRow, ...]
    header: tuple[str, ...]
    path: str
    rows: Rows = field(repr=False, compare=False)


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
    # The same number, not another as great: there are many positions.
    line = (start.line or 1) + len(lines) - 1 if len(lines) > 1 else start.line
    return Position(path=start.path, line=line, column=column)
