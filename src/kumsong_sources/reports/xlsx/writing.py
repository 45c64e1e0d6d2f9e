"""Sheets as a workbook's bytes: within its limits, and nothing cut without a word."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document.lines import legible
from kumsong_sources.reports.wording import counted
from kumsong_sources.reports.xlsx.cells import Cell, Column, Link, Sheet, SheetRow, Value
from kumsong_sources.reports.xlsx.looks import Looks
from kumsong_sources.screen import display_width

MOST_SIGNS = 32_767
"""So many signs of UTF-16 a cell holds."""

MOST_ROWS = 1_048_576
MOST_LINKS = 65_530
"""So many rows, and so many links, a sheet holds."""

LONGEST_ADDRESS = 2_079
NO_DATE = dt.datetime(1980, 1, 1)
"""The first moment an archive can name: it stands for no date."""

WIDEST_HEAD = 20
"""So many signs wide a column is made for its head alone."""

TEXT_WIDTH, LINE_HEIGHT, HIGHEST = 100, 15.0, 409.0
"""Of a column of sentences so many signs; of a line, and of a row at most, so many points."""

_LARGEST_WHOLE = 2**53


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A sheet, or as many of its rows as one can hold."""

    name: str
    sheet: Sheet
    rows: tuple[SheetRow, ...]


def write_workbook(content: ReportContent, sheets: Sequence[Sheet]) -> bytes:
    """Write sheets as a workbook, with an overview before and the pictures behind them.

    Parameters
    ----------
    content : ReportContent
        What the overview tells.
    sheets : sequence of Sheet
    """
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    made = content.provenance
    book.set_properties(
        {
            "title": legible(content.title)[:255],
            "author": f"{made.program} {made.version}",
            "comments": "Identical files give an identical workbook.",
            "created": NO_DATE,
        }
    )
    _Book(content, sheets, book=book).write()
    book.close()
    return written.getvalue()


class _Book:
    """Writes the sheets of one workbook."""

    def __init__(self, content: ReportContent, sheets: Sequence[Sheet], *, book: Any) -> None:
        self.content, self.book = content, book
        self.looks = Looks(book)
        self.parts = [part for sheet in sheets for part in _parts(sheet)]
        self.places = _places(self.parts)
        if content.pictures:
            self.places |= {one.anchor: ("Pictures", 0) for one in content.pictures}
        self.cut = self.unlinked = 0

    def write(self) -> None:
        """Write all sheets; the overview last, for it tells what was cut."""
        front = self.book.add_worksheet("Overview")
        for part in self.parts:
            self.table(part)
        if self.content.pictures:
            self.pictures(self.book.add_worksheet("Pictures"))
        self.method(self.book.add_worksheet("Provenance"))
        self.overview(front)

    def table(self, part: _Part) -> None:
        """Write one table."""
        sheet, page = part.sheet, self.book.add_worksheet(part.name)
        links = 0
        widths = [min(display_width(column.head), WIDEST_HEAD) + 3 for column in sheet.columns]
        for at, column in enumerate(sheet.columns):
            page.write_string(0, at, self.fitting(column.head), self.looks.head)
        for row in part.rows:
            widths = [max(pair) for pair in zip(widths, map(_width, row.cells), strict=True)]
        for at, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
            widths[at] = min(width + 1, column.widest)
            page.set_column(at, at, widths[at])
        page.set_row(0, _height([column.head for column in sheet.columns], widths))
        for number, row in enumerate(part.rows, 1):
            page.set_row(number, _height(row.cells, widths))
            for at, (cell, column) in enumerate(zip(row.cells, sheet.columns, strict=True)):
                # Beyond what a sheet holds, a link's text is written without its link.
                links += self.cell(page, (number, at), cell, column, links=links)
        page.freeze_panes(1, sheet.frozen)
        page.autofilter(0, 0, len(part.rows), len(sheet.columns) - 1)
        _for_print(page, name=part.name)

    def cell(
        self, page: Any, place: tuple[int, int], cell: Cell, column: Column, *, links: int
    ) -> bool:
        """Write one cell; whether it became a link."""
        link = cell if isinstance(cell, Link) else Link(value=cell)
        target = self.target(link)
        if target and isinstance(link.value, str) and link.value:
            if links < MOST_LINKS:
                text = self.fitting(link.value)
                page.write_url(*place, target, self.looks.link, text)
                return True
            self.unlinked += 1
        self.value(page, place, link.value, form=column.form)
        return False

    def target(self, link: Link) -> str:
        """Where a link leads, as a workbook names it; blank for nowhere."""
        if link.to in self.places:
            name, row = self.places[link.to]
            return f"internal:'{name}'!A{row + 1}"
        return link.address if len(link.address) <= LONGEST_ADDRESS else ""

    def value(self, page: Any, place: tuple[int, int], value: Value, *, form: str = "") -> None:
        """Write a value as what it is."""
        if isinstance(value, bool):
            page.write_boolean(*place, value, self.looks.truth)
        elif isinstance(value, int | float) and abs(value) <= _LARGEST_WHOLE:
            page.write_number(*place, value, self.looks.number(value, form=form))
        elif value is not None and value != "":
            page.write_string(*place, self.fitting(str(value)), self.looks.plain)

    def fitting(self, text: str) -> str:
        """A text as a cell can hold it; what is cut is told in the cell and counted."""
        shown = legible(text).replace("\r\n", "\n").replace("\r", "\n")
        if len(shown) <= MOST_SIGNS // 2 or _utf16(shown) <= MOST_SIGNS:
            return shown
        self.cut += 1
        note = f" […: cut here; the text has {len(shown):,} signs, more than a cell holds]"
        kept = shown.encode("utf-16-le")[: 2 * (MOST_SIGNS - len(note))]
        return kept.decode("utf-16-le", "ignore") + note

    def overview(self, page: Any) -> None:
        """Write what stands out, and what is on which sheet."""
        content, looks = self.content, self.looks
        page.set_column(0, 0, 26)
        page.set_column(1, 1, TEXT_WIDTH)
        page.set_column(2, 2, 14)
        page.write_string(0, 0, self.fitting(content.title), looks.title)
        row = 1
        for event in content.events:
            told = ", ".join(part for part in (event.label, event.date) if part)
            row = self.lines(page, row, ["Event"], " · ".join((told, *event.aliases)))
        if content.description:
            row = self.lines(page, row, ["About"], content.description)
        row = self.heading(page, row, "What stands out")
        for headline in content.headlines:
            row = self.lines(page, row, [], headline.text, to=headline.anchor)
        for mark, meaning in content.marks:
            row = self.lines(page, row, [mark], f"{meaning}.")
        row = self.heading(page, row, "Sheets")
        for part in self.parts:
            rows = counted(len(part.rows), "row")
            page.write_url(row, 0, f"internal:'{part.name}'!A1", looks.link, part.name)
            page.write_string(row, 2, rows, looks.plain)
            row = self.lines(page, row, [], part.sheet.holds)
        for told in self.remarks():
            row = self.lines(page, row, ["Mind"], told)
        page.activate()
        _for_print(page, name="Overview")

    def heading(self, page: Any, row: int, text: str) -> int:
        """Write a heading after an empty row; the row behind it."""
        page.write_string(row + 1, 0, text, self.looks.section)
        return row + 2

    def lines(
        self, page: Any, row: int, label: Sequence[str], text: str, *, to: str = ""
    ) -> int:
        """Write a label and a text beside it; the row behind them."""
        for name in label:
            page.write_string(row, 0, name, self.looks.soft)
        if to in self.places:
            name, _ = self.places[to]
            page.write_url(row, 0, self.target(Link(value=name, to=to)), self.looks.link, name)
        page.write_string(row, 1, self.fitting(text), self.looks.plain)
        page.set_row(row, _height((text,), (TEXT_WIDTH,)))
        return row + 1

    def remarks(self) -> Iterator[str]:
        """What this workbook could not hold."""
        if self.cut:
            yield (
                f"{counted(self.cut, 'text')} had more signs than a cell holds "
                f"({MOST_SIGNS:,}): the cell says where it is cut."
            )
        if self.unlinked:
            yield (
                f"{counted(self.unlinked, 'cell')} would have been a link, but a sheet holds "
                f"no more than {MOST_LINKS:,}; their texts are there."
            )
        if any(part.name != part.sheet.name for part in self.parts):
            yield (
                f"A sheet holds {MOST_ROWS:,} rows; longer tables go on in the sheets of the "
                "same name with a number."
            )

    def pictures(self, page: Any) -> None:
        """Write the pictures one below the other, each with what it shows in words."""
        page.set_column(0, 0, TEXT_WIDTH + 10)
        row = 0
        for picture in self.content.pictures:
            page.write_string(row, 0, self.fitting(picture.title), self.looks.section)
            page.write_string(row + 1, 0, self.fitting(picture.caption), self.looks.soft)
            page.set_row(row + 1, _height((picture.caption,), (TEXT_WIDTH,)))
            image = picture.png()
            page.insert_image(
                row + 2,
                0,
                f"{picture.name}.png",
                {
                    "image_data": io.BytesIO(image),
                    "description": self.fitting(" ".join(picture.alt.split())),
                    "object_position": 2,
                },
            )
            row += 2 + _rows_of(image) + 1
            page.write_string(row, 0, self.fitting(picture.alt), self.looks.soft)
            page.set_row(row, _height((picture.alt,), (TEXT_WIDTH,)))
            row += 3
        _for_print(page, name="Pictures")

    def method(self, page: Any) -> None:
        """Write the method in brief, and from what the workbook was made."""
        page.set_column(0, 0, 26)
        page.set_column(1, 1, TEXT_WIDTH)
        made = self.content.provenance
        page.write_string(0, 0, "Provenance", self.looks.section)
        told = f"{made.program} {made.version}"
        row = self.lines(page, 1, ["Made by"], told)
        row = self.lines(page, row, ["Citations"], made.style)
        for name, digest in made.hashes:
            row = self.lines(page, row, [self.fitting(name)], f"SHA-256 {digest}")
        row = self.heading(page, row, "Method in brief")
        for paragraph in self.content.method:
            row = self.lines(page, row, [], paragraph)
        _for_print(page, name="Provenance")


def _parts(sheet: Sheet) -> Iterator[_Part]:
    """A sheet in as many parts as its rows need."""
    fit = MOST_ROWS - 1
    for number, start in enumerate(range(0, max(len(sheet.rows), 1), fit), 1):
        name = sheet.name if number == 1 else f"{sheet.name} {number}"
        yield _Part(name=name, sheet=sheet, rows=sheet.rows[start : start + fit])


def _places(parts: Sequence[_Part]) -> dict[str, tuple[str, int]]:
    """Where anchors are: the sheet and the row, counted from 0."""
    places: dict[str, tuple[str, int]] = {}
    for part in parts:
        for anchor in part.sheet.anchors:
            places.setdefault(anchor, (part.name, 0))
        for number, row in enumerate(part.rows, 1):
            if row.anchor:
                places.setdefault(row.anchor, (part.name, number))
    return places


def _for_print(page: Any, *, name: str) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L{name}&R&P / &N")


def _width(cell: Cell) -> int:
    """How wide a cell's longest line is."""
    return max(_line_widths(cell), default=0)


def _line_widths(cell: Cell) -> list[int]:
    value = cell.value if isinstance(cell, Link) else cell
    if value is None:
        return []
    if isinstance(value, float):
        return [9]
    lines = value.splitlines() if isinstance(value, str) else [f"{value:,}"]
    return [display_width(line) for line in lines]


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """How high a row has to be for its wrapped texts: not all programs find that out."""
    lines = (
        sum(_wrapped(line, width) for line in _line_widths(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    return min(HIGHEST, LINE_HEIGHT * max(1, max(lines, default=1)))


def _wrapped(line: int, width: int) -> int:
    """Over how many lines a text goes; a line seldom ends where its column does."""
    return 1 if line < width else math.ceil(1.05 * line / width)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _rows_of(png: bytes) -> int:
    """So many rows of a sheet a picture covers: the height stands in its header."""
    import xlsxwriter.image

    image = xlsxwriter.image.Image(io.BytesIO(png))
    return int(image.height * 96 / (image.y_dpi or 96) / 20) + 1
