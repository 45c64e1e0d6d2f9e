"""The report as Markdown: tables of GitHub's kind, anchors both ways, pictures in words.

A Markdown file has no place for a picture of its own: what a viewer shows of an embedded
one differs, and a second file beside it would make two of one report. What a picture shows
stands folded under its title, with every number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import report_content
from kumsong_sources.reports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Line,
    Listing,
    Paragraph,
    Piece,
    Plate,
    Role,
    document_of,
    targets_of,
)
from kumsong_sources.reports.gfm import (
    LINE_END,
    anchor,
    code,
    emphasised,
    fenced,
    folded,
    inline,
    line,
    table,
)


def markdown_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> str:
    """Write the report as Markdown.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Returns
    -------
    str
        With a final line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> text = markdown_report(Dossier.example("kumsong"))
    >>> "| South Korea | own | **14,373†‡** |" in text
    True
    """
    return set_markdown(document_of(report_content(dossier, style=style, earlier=earlier)))


def set_markdown(document: Document) -> str:
    """Set a document as Markdown.

    Parameters
    ----------
    document : Document

    Returns
    -------
    str
        With a final line end. Nothing of the document's texts is markup.

    Examples
    --------
    >>> from kumsong_sources.reports.document.lines import said
    >>> heading = Heading(level=1, line=said("1. What *stands* out"), anchor="headlines")
    >>> made = Document(title=said("T"), kicker="K", made_by="M", blocks=(heading,))
    >>> print(set_markdown(made).splitlines()[-1])
    ## 1\\. What \\*stands\\* out
    """
    return _Setting(document).text()


class _Setting:
    """Sets the blocks of a document; a link that would lead nowhere stays text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.targets = targets_of(document)

    def text(self) -> str:
        blocks = [f"# {self.line(self.document.title)}", inline(self.document.kicker)]
        for block in self.document.blocks:
            shown = "\n\n".join(self.block(block))
            if isinstance(block, Paragraph) and block.role is Role.ABOUT:
                # As further lines of its entry: a paragraph of its own belongs to neither.
                blocks[-1] += LINE_END + shown
            elif shown:
                blocks.append(shown)
        return "\n\n".join(blocks) + "\n"

    def block(self, block: Block) -> Iterator[str]:
        """One block; where it has an anchor of its own that stands above it."""
        if isinstance(block, Heading):
            yield from self.place(block.anchor)
            yield f"#{'#' * block.level} {self.line(block.line)}"
        elif isinstance(block, Paragraph):
            yield "".join(self.place(block.anchor)) + self.lines(block.lines, LINE_END)
        elif isinstance(block, Listing):
            yield "\n".join(self.entries(block))
        elif isinstance(block, Grid):
            if block.caption:
                yield self.line(block.caption)
            yield self.grid(block)
        elif isinstance(block, Plate):
            yield from self.place(block.picture.anchor)
            yield folded(f"In words: {block.picture.title}", block.picture.alt)
        else:
            yield fenced(block.text)

    def place(self, name: str) -> Iterator[str]:
        """The place that links lead to, where there is one."""
        if name:
            yield anchor(name)

    def entries(self, listing: Listing) -> Iterator[str]:
        """The entries of a list, their further lines set in under the first."""
        for number, entry in enumerate(listing.entries, 1):
            mark = f"{number}. " if listing.is_numbered else "- "
            yield mark + self.lines(entry, LINE_END + " " * len(mark))

    def grid(self, grid: Grid) -> str:
        """A table; the lines of a field are broken, because a row is one line."""
        rows = (
            [
                "".join(self.place("" if at else row.anchor)) + self.lines(cell, "<br>")
                for at, cell in enumerate(row.cells)
            ]
            for row in grid.rows
        )
        heads = [inline(head.text) for head in grid.heads]
        return table(heads, rows, right=[head.is_number for head in grid.heads])

    def lines(self, lines: Iterable[Line], end: str) -> str:
        """Several lines, those without text left out."""
        return end.join(filter(None, map(self.line, lines)))

    def line(self, pieces: Line) -> str:
        """One line; neighbours of one kind are one, or their signs would run together."""
        shown = ""
        for (is_bold, is_italic), alike in groupby(pieces, lambda p: (p.is_bold, p.is_italic)):
            inside = "".join(
                self.piece(
                    "".join(piece.text for piece in same), to=to, address=at, is_code=raw
                )
                for (to, at, raw), same in groupby(alike, _kind)
            )
            inside = emphasised(inside, "*") if is_italic else inside
            shown += emphasised(inside, "**") if is_bold else inside
        return line(shown)

    def piece(self, text: str, *, to: str, address: str, is_code: bool) -> str:
        """A stretch of text with where it leads."""
        if address and address == text:
            return f"<{address}>"
        shown = code(text) if is_code else inline(text)
        if to in self.targets:
            return f"[{shown}](#{to})"
        return f"[{shown}](<{address}>)" if address else shown


def _kind(piece: Piece) -> tuple[str, str, bool]:
    return piece.to, piece.address, piece.is_code
