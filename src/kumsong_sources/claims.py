"""Claims: the rows of `claims.csv`, read with their positions; rejected rows are kept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from kumsong_sources.citations import Citation, parse_citations
from kumsong_sources.errors import CitationError, DossierError, FigureError
from kumsong_sources.faults import Fault
from kumsong_sources.figures import Figure, read_figure
from kumsong_sources.position import Position
from kumsong_sources.vocabulary import MEASURES, Kind, Link, Measure

_LONGEST_CELL = 2**31 - 1


@cache
def schema() -> Mapping[str, Any]:
    """The Frictionless Table Schema of `claims.csv`, as shipped.

    Examples
    --------
    >>> [column["name"] for column in schema()["fields"]][:4]
    ['claim_id', 'event', 'statement', 'source']
    """
    text = files("kumsong_sources").joinpath("claims.schema.json").read_text("utf-8")
    return MappingProxyType(json.loads(text))


def columns() -> tuple[str, ...]:
    """The columns `claims.csv` may have, in the order the template writes them."""
    return tuple(column["name"] for column in schema()["fields"])


REQUIRED = ("claim_id", "event", "statement", "source")
"""The columns `claims.csv` must have."""


@dataclass(frozen=True, kw_only=True)
class Claim:
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
        return self.position if index is None else _cell_position(self, index)


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
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


def parse_claims(
    text: str, *, path: str = "claims.csv", measures: Mapping[str, Measure] = MEASURES
) -> ClaimTable:
    """Read the text of a `claims.csv`.

    Parameters
    ----------
    text : str
        The file's text, with its line ends.
    path : str
        What positions call the file.
    measures : mapping of str to Measure
        The measures known; a figure is read by the kind of its measure.

    Returns
    -------
    ClaimTable

    Raises
    ------
    DossierError
        If the header lacks a required column: without it no row can be understood.

    Examples
    --------
    >>> table = parse_claims(
    ...     "claim_id,event,statement,source,measure,figure\\n"
    ...     'K1,kumsong,"2,689 were killed.",chae2001[612],killed,"2,689"\\n'
    ...     "K2,kumsong,One cell too few.\\n"
    ... )
    >>> [(claim.claim_id, claim.figure.best) for claim in table.claims]
    [('K1', 2689)]
    >>> str(table.rejected[0].position)
    'claims.csv:3:1'
    """
    rows = _rows(text, path=path)
    head = next(rows, None)
    if not isinstance(head, _Row) or not any(cell.strip() for cell in head.cells):
        raise DossierError(
            f"{path}:1: no header; expected a first line naming the columns "
            f"{', '.join(REQUIRED)}; `kumsong-sources init` writes a template"
        )
    header = tuple(cell.strip() for cell in head.cells)
    _require(header, path=path)
    column_at = MappingProxyType({name: index for index, name in enumerate(header)})
    claims: list[Claim] = []
    rejected: list[RejectedRow] = []
    for row in rows:
        if isinstance(row, RejectedRow):
            rejected.append(row)
        elif len(row.cells) != len(header):
            rejected.append(_misfit(row, header=header))
        else:
            claims.append(_claim(row, column_at=column_at, measures=measures))
    return ClaimTable(claims=tuple(claims), rejected=tuple(rejected), header=header, path=path)


class _Row(NamedTuple):
    cells: list[str]
    raw: str
    position: Position


def _rows(text: str, *, path: str) -> Iterator[_Row | RejectedRow]:
    """Yield every record with its first line; a line of blanks and commas is none.

    Where the quoting of a record is broken, only its first line is rejected and reading
    goes on with the next one: an open quotation mark must not swallow the file.
    """
    lines = list(io.StringIO(text, newline=""))
    previous_limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        start = 0
        while start < len(lines):
            reader = csv.reader((lines[at] for at in range(start, len(lines))), strict=True)
            read = 0
            try:
                for cells in reader:
                    first, read = start + read, reader.line_num
                    if any(cell.strip() for cell in cells):
                        yield _Row(
                            cells,
                            "".join(lines[first : start + read]),
                            Position(path=path, line=first + 1, column=1),
                        )
                return
            except csv.Error as error:
                broken = start + read
                yield RejectedRow(
                    raw=lines[broken],
                    reason=f"the quoting of this row is broken ({error})",
                    remedy='close every quoted cell with ", and double a " inside it',
                    position=Position(path=path, line=broken + 1, column=1),
                )
                start = broken + 1
    finally:
        csv.field_size_limit(previous_limit)


def _require(header: tuple[str, ...], *, path: str) -> None:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        separator = "semicolons" if ";" in header[0] else "tabs"
        raise DossierError(
            f"{path}:1: the columns are separated by {separator}; "
            "expected commas (RFC 4180): save the table as comma-separated UTF-8"
        )
    if missing := [name for name in REQUIRED if name not in header]:
        raise DossierError(
            f"{path}:1: the column{'s' * (len(missing) > 1)} {', '.join(missing)} "
            f"{'are' if len(missing) > 1 else 'is'} missing; found {', '.join(header)}; "
            "name the required columns exactly so"
        )
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise DossierError(
            f"{path}:1: the column {', '.join(twice)} stands more than once; "
            "rename or delete one of them"
        )


def _misfit(row: _Row, *, header: tuple[str, ...]) -> RejectedRow:
    found, expected = len(row.cells), len(header)
    if found > expected:
        remedy = 'put a cell that holds a comma in quotation marks: "2,689"'
    else:
        remedy = "add the missing cells as blanks, with their commas"
    return RejectedRow(
        raw=row.raw,
        reason=f"the row has {found} cells where the header has {expected}",
        remedy=remedy,
        position=row.position,
    )


class _RowReader:
    """Reads one row's cells, gathering the faults on the way."""

    def __init__(self, row: _Row, *, column_at: Mapping[str, int]) -> None:
        self.row = row
        self.column_at = column_at
        self.cell = {name: row.cells[at].strip() for name, at in column_at.items()}
        self.faults: list[Fault] = []

    def fault(self, column: str, *, message: str, remedy: str, offset: int = 0) -> None:
        at = _position_in(self.row.raw, self.column_at[column], start=self.row.position)
        position = Position(path=at.path, line=at.line, column=(at.column or 1) + offset)
        self.faults.append(
            Fault(where=column, message=message, remedy=remedy, position=position)
        )

    def citations(self, column: str) -> tuple[Citation, ...]:
        try:
            return parse_citations(self.cell.get(column, ""))
        except CitationError as error:
            self.fault(
                column,
                message=str(error),
                remedy="write key[locator]; key[locator]",
                offset=error.column - 1,
            )
            return ()

    def figure(self, measures: Mapping[str, Measure]) -> Figure | None:
        text = self.cell.get("figure")
        if not text:
            return None
        measure = measures.get(self.cell.get("measure", ""))
        kind = measure.kind if measure else Kind.COUNT
        unit = measure.unit if measure and kind is Kind.QUANTITY else None
        lang = self.cell.get("quote_lang") or None
        try:
            return read_figure(text, kind=kind, unit=unit, lang=lang)
        except FigureError as error:
            remedy = "write the figure as the source prints it: a number, a range or a word"
            self.fault("figure", message=str(error), remedy=remedy)
            return None

    def link(self) -> Link:
        word = self.cell.get("link") or Link.STATED
        if word in tuple(Link):
            return Link(word)
        self.fault(
            "link",
            message=f"link is {word!r}; expected stated or inferred",
            remedy="write stated where the text itself ties the claim to the source",
        )
        return Link.INFERRED


def _claim(
    row: _Row, *, column_at: Mapping[str, int], measures: Mapping[str, Measure]
) -> Claim:
    reader = _RowReader(row, column_at=column_at)
    cell = reader.cell
    citations, via = reader.citations("source"), reader.citations("via")
    figure, link = reader.figure(measures), reader.link()
    known = _known_columns()
    return Claim(
        **{name: cell.get(name, "") for name in _TEXTS},
        citations=citations,
        via=via,
        figure=figure,
        figure_text=cell.get("figure", ""),
        link=link,
        faults=tuple(reader.faults),
        position=row.position,
        raw=row.raw,
        extra={name: text for name, text in cell.items() if name not in known},
        column_at=column_at,
    )


_TEXTS = (
    "claim_id",
    "event",
    "statement",
    "subject",
    "measure",
    "scope",
    "reporter",
    "informant",
    "quote",
    "quote_lang",
    "note",
)


@cache
def _known_columns() -> frozenset[str]:
    return frozenset(columns())


def _cell_position(claim: Claim, index: int) -> Position:
    return _position_in(claim.raw, index, start=claim.position)


def _position_in(raw: str, index: int, *, start: Position) -> Position:
    """Where cell `index` of a raw record begins, after an opening quotation mark if any."""
    line, column, cell, quoted = start.line or 1, 1, 0, False
    for at, character in enumerate(raw):
        if cell == index:
            column += character == '"'
            break
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            cell += 1
        if character == "\n" or (character == "\r" and raw[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return Position(path=start.path, line=line, column=column)
