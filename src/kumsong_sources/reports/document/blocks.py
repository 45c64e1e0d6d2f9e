"""The blocks a report is set from: text, lists, tables and pictures without any markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kumsong_sources.reports.pictures import Picture


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text of one kind.

    Parameters
    ----------
    text : str
        Without control characters and without anything that is no character.
    is_bold, is_italic : bool
    is_soft : bool
        Whether it stands back: a remark, smaller and paler than what it is said of.
    is_code : bool
        Whether it is as machines write it: a place in a file, a hash.
    lang : str
        BCP 47, where it is not in the language of the report; else blank.
    to : str
        The anchor it leads to; blank where it leads to none.
    address : str
        The web address it leads to, of http or https; blank where it leads to none.
    """

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_soft: bool = False
    is_code: bool = False
    lang: str = ""
    to: str = ""
    address: str = ""


Line = tuple[Piece, ...]
"""Text on one line, as far as the page is wide enough."""

Cell = tuple[Line, ...]
"""The lines of one field of a table."""


class Role(StrEnum):
    """What a paragraph is there for."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    ENTRY = "entry"
    """One work of the bibliography, set with a hanging indent."""
    ABOUT = "about"
    """What is said of the entry above it."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading: `level` 1 for sections, 2 and 3 for what they consist of."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph; several lines where it has a line for each thing it says."""

    lines: tuple[Line, ...]
    role: Role = Role.BODY
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list; each entry has a first line and others below it."""

    entries: tuple[tuple[Line, ...], ...]
    is_numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a table's column.

    Parameters
    ----------
    text : str
    width : float
        Its part of the page's width, compared with the other columns'.
    is_number : bool
        Whether it holds numbers, set to the right.
    """

    text: str
    width: float = 1
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """A row of a table; links lead to its anchor, where it has one."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; its first column names what each row is about."""

    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]
    caption: Line = ()


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A picture with its caption and its text alternative."""

    picture: Picture


@dataclass(frozen=True, kw_only=True)
class Verbatim:
    """A text as it stands in a file, line by line."""

    text: str


Block = Heading | Paragraph | Listing | Grid | Plate | Verbatim


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report as blocks.

    Parameters
    ----------
    title : Line
    kicker : str
        What sort of page it is, above the title.
    made_by : str
        Program and version.
    blocks : tuple of Block
    """

    title: Line
    kicker: str
    made_by: str
    blocks: tuple[Block, ...]

    @property
    def plain_title(self) -> str:
        """The title's text."""
        return text_of(self.title)


def text_of(line: Line) -> str:
    """The text of a line.

    Examples
    --------
    >>> text_of((Piece(text="Xu Yan "), Piece(text="徐焰", lang="zh")))
    'Xu Yan 徐焰'
    """
    return "".join(piece.text for piece in line)


def targets_of(document: Document) -> dict[str, str]:
    """The anchors of a document and a short name for each, in order: p1, p2 and so on.

    A link to anything else leads nowhere and has to be set as plain text.
    """
    anchors = dict.fromkeys(anchor for anchor in _anchors(document) if anchor)
    return {anchor: f"p{number}" for number, anchor in enumerate(anchors, 1)}


def _anchors(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.anchor
        elif isinstance(block, Plate):
            yield block.picture.anchor
        elif isinstance(block, Grid):
            yield from (row.anchor for row in block.rows)


def lines_of(document: Document) -> Iterator[Line]:
    """All lines of a document, in the order in which they are read."""
    yield document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.line
        elif isinstance(block, Paragraph):
            yield from block.lines
        elif isinstance(block, Listing):
            yield from (line for entry in block.entries for line in entry)
        elif isinstance(block, Grid):
            yield block.caption
            yield from (line for row in block.rows for cell in row.cells for line in cell)
