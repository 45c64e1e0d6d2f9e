"""Reading `claims.csv`: every row becomes a claim or is kept as rejected."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kumsong_sources.citations import Citation, parse_citations
from kumsong_sources.claims.claim import (
    REQUIRED,
    Claim,
    ClaimTable,
    RejectedRow,
    Rows,
    columns,
    position_in,
)
from kumsong_sources.errors import CitationError, DossierError, FigureError
from kumsong_sources.faults import Fault
from kumsong_sources.figures import Figure, read_figure
from kumsong_sources.position import Position
from kumsong_sources.showing import Listing
from kumsong_sources.vocabulary import MEASURES, Kind, Link, Measure

_LONGEST_CELL = 2**31 - 1


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
    every = Rows(text, path=path)
    rows = _rows(text, path=path, every=every)
    head = next(rows, None)
    if not isinstance(head, _Row) or not any(cell.strip() for cell in head.cells):
        raise DossierError(
            f"{path}:1: no header; expected a first line naming the columns "
            f"{', '.join(REQUIRED)}; `kumsong-sources init` writes a template"
        )
    header = tuple(cell.strip() for cell in head.cells)
    _require(header, path=path)
    column_at = MappingProxyType({name: index for index, name in enumerate(header)})
    seen = _Seen(columns=header, rows=every)
    claims: list[Claim] = []
    rejected: list[RejectedRow] = []
    for row in rows:
        if isinstance(row, RejectedRow):
            rejected.append(row)
        elif len(row.cells) != len(header):
            rejected.append(_misfit(row, header=header))
        else:
            claims.append(_claim(row, column_at=column_at, measures=measures, seen=seen))
    return ClaimTable(
        claims=Listing(claims),
        rejected=tuple(rejected),
        header=header,
        path=path,
        rows=every,
    )


class _Row(NamedTuple):
    """A record, and where it stands: as written it is seldom asked for."""

    cells: list[str]
    line: int
    rows: Rows

    @property
    def raw(self) -> str:
        return self.rows.at(self.line)

    @property
    def position(self) -> Position:
        return Position(path=self.rows.path, line=self.line, column=1)


def _rows(text: str, *, path: str, every: Rows) -> Iterator[_Row | RejectedRow]:
    """Yield every record with its first line; a line of blanks and commas is none.

    Where the quoting of a record is broken, only its first line is rejected and reading
    goes on with the next one: an open quotation mark must not swallow the file.
    """
    lines = list(Rows.lines_of(text))
    previous_limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        start = 0
        while start < len(lines):
            reader = csv.reader((lines[at] for at in range(start, len(lines))), strict=True)
            read = 0
            try:
                for cells in reader:
                    first, read = start + read, reader.line_num
                    if any(map(str.strip, cells)):
                        every.reach(first + 1, start + read)
                        yield _Row(cells, first + 1, every)
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
    counted = Counter(header)
    if twice := sorted(name for name, count in counted.items() if name and count > 1):
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


class _Seen:
    """What rows before have said: most cells repeat it, and it is read and kept once."""

    def __init__(self, *, columns: Sequence[str], rows: Rows) -> None:
        self.rows = rows
        self.words: dict[str, str] = {}
        self.citations: dict[str, tuple[Citation, ...]] = {}
        self.figures: dict[tuple[str, str, str], Figure] = {}
        self.columns = columns
        self.texts = tuple(name for name in _TEXTS if name in columns)
        self.repeated_columns = tuple(name for name in columns if name not in _OF_ITS_OWN)
        self.unknown_columns = tuple(name for name in columns if name not in _known_columns())


class _RowReader:
    """Reads one row's cells, gathering the faults on the way."""

    def __init__(self, row: _Row, *, column_at: Mapping[str, int], seen: _Seen) -> None:
        self.row = row
        self.column_at = column_at
        self.seen = seen
        self.cell = dict(zip(seen.columns, map(str.strip, row.cells), strict=True))
        for name in seen.repeated_columns:
            word = self.cell[name]
            self.cell[name] = seen.words.setdefault(word, word)
        self.faults: list[Fault] = []

    def fault(self, column: str, *, message: str, remedy: str, offset: int = 0) -> None:
        at = position_in(self.row.raw, self.column_at[column], start=self.row.position)
        position = Position(path=at.path, line=at.line, column=(at.column or 1) + offset)
        self.faults.append(
            Fault(where=column, message=message, remedy=remedy, position=position)
        )

    def citations(self, column: str) -> tuple[Citation, ...]:
        cell, seen = self.cell.get(column, ""), self.seen.citations
        try:
            if cell not in seen:
                seen[cell] = parse_citations(cell)
            return seen[cell]
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
        told = (text, self.cell.get("measure", ""), self.cell.get("quote_lang", ""))
        if told not in self.seen.figures:
            figure = self._new_figure(text, measures)
            if figure is None:
                return None
            self.seen.figures[told] = figure
        return self.seen.figures[told]

    def _new_figure(self, text: str, measures: Mapping[str, Measure]) -> Figure | None:
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
        if word in _LINKS:
            return _LINKS[word]
        self.fault(
            "link",
            message=f"link is {word!r}; expected stated or inferred",
            remedy="write stated where the text itself ties the claim to the source",
        )
        return Link.INFERRED


def _claim(
    row: _Row, *, column_at: Mapping[str, int], measures: Mapping[str, Measure], seen: _Seen
) -> Claim:
    reader = _RowReader(row, column_at=column_at, seen=seen)
    cell = reader.cell
    citations, via = reader.citations("source"), reader.citations("via")
    figure, link = reader.figure(measures), reader.link()
    return Claim(
        **{name: cell[name] for name in seen.texts},
        citations=citations,
        via=via,
        figure=figure,
        figure_text=cell.get("figure", ""),
        link=link,
        faults=tuple(reader.faults),
        line=row.line,
        rows=seen.rows,
        extra={name: cell[name] for name in seen.unknown_columns} or _NOTHING,
        column_at=column_at,
    )


@cache
def _known_columns() -> frozenset[str]:
    return frozenset(columns())


_NOTHING: Mapping[str, str] = MappingProxyType({})
_OF_ITS_OWN = frozenset({"claim_id", "statement", "source", "via", "quote", "note"})
"""The columns in which each row says what others do not, or whose text is not kept."""
_LINKS: Mapping[str, Link] = {link.value: link for link in Link}
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
