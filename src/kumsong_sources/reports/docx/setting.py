"""The report's blocks as the paragraphs, tables and pictures of a word processor."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

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
    targets_of,
    text_of,
)
from kumsong_sources.reports.document.lines import legible
from kumsong_sources.reports.document.strips import Fitted, fitted, on_pages
from kumsong_sources.reports.docx import styles

PAGE_WIDTH, PAGE_HEIGHT = 481.0, 620.0
"""Room for a picture with its caption, in points: A4 within its margins."""

DOTS_PER_INCH = 200
_TWIPS = 20 * PAGE_WIDTH
_ROLES = {
    Role.BODY: "Normal",
    Role.LEAD: styles.LEAD,
    Role.NOTE: styles.NOTE,
    Role.ENTRY: styles.ENTRY,
    Role.ABOUT: styles.ABOUT,
}


class Writer:
    """Writes a document's blocks into a word processor's file.

    Elements are made one by one and not through the interface of python-docx, which looks
    through a whole table for each of its fields.

    Parameters
    ----------
    document : Document
    into : docx.document.Document
    """

    def __init__(self, document: Document, *, into: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.document, self.into = document, into
        self.targets = targets_of(document)
        self.element, self.named = OxmlElement, qn
        self.style_ids = {style.name: style.style_id for style in into.styles}
        self.addresses: dict[str, str] = {}
        self.rooms: dict[str, Fitted] = {}
        self.marks = 0
        self.place = into.element.body
        self.end = into.element.body.sectPr

    def write(self) -> None:
        """Write the title, the contents and all blocks."""
        self.paragraph(((Piece(text=self.document.kicker.upper()),),), style=styles.KICKER)
        self.paragraph((self.document.title,), style=styles.TITLE)
        has_contents = False
        for block in on_pages(self.document.blocks, is_cut=self.is_cut):
            if isinstance(block, Heading) and not has_contents:
                has_contents = True
                self.contents()
            self.block(block)

    def block(self, block: Block) -> None:
        """Write one block."""
        if isinstance(block, Heading):
            style = f"Heading {block.level}"
            self.paragraph((block.line,), style=style, anchor=block.anchor)
        elif isinstance(block, Paragraph):
            self.paragraph(block.lines, style=_ROLES[block.role], anchor=block.anchor)
        elif isinstance(block, Listing):
            style = styles.NUMBER if block.is_numbered else styles.BULLET
            for entry in block.entries:
                self.paragraph(entry, style=style)
        elif isinstance(block, Grid):
            self.grid(block)
        elif isinstance(block, Plate):
            self.plate(block)
        else:
            text = legible(block.text).replace("\r\n", "\n").replace("\r", "\n")
            lines = tuple((Piece(text=line),) for line in text.split("\n"))
            self.paragraph(lines, style=styles.VERBATIM)

    def contents(self) -> None:
        """The sections, each with where it stands: a field that Word can make anew."""
        sections = [
            block
            for block in self.document.blocks
            if isinstance(block, Heading) and block.level == 1
        ]
        for number, one in enumerate(sections):
            made = self.paragraph(
                (tuple(self.leading(one)),),
                style=styles.CONTENTS,
            )
            if not number:
                start = [self.field("begin"), self.instruction(r'TOC \o "1-1" \n \h')]
                made[1:1] = [*start, self.field("separate")]
            if number == len(sections) - 1:
                made.append(self.field("end"))

    def leading(self, heading: Heading) -> Iterable[Piece]:
        """A heading's text, leading to it."""
        yield Piece(text=text_of(heading.line), to=heading.anchor)

    def field(self, what: str) -> Any:
        """The begin, the middle or the end of a field."""
        run = self.element("w:r")
        mark = self.element("w:fldChar")
        mark.set(self.named("w:fldCharType"), what)
        run.append(mark)
        return run

    def instruction(self, text: str) -> Any:
        """What a field is to show."""
        run = self.element("w:r")
        told = self.element("w:instrText")
        told.set(self.named("xml:space"), "preserve")
        told.text = text
        run.append(told)
        return run

    def paragraph(
        self, lines: Sequence[Line], *, style: str, anchor: str = "", keep: bool = False
    ) -> Any:
        """Add a paragraph at the end."""
        made = self.paragraph_of(lines, style=style, anchor=anchor, keep=keep)
        self.end.addprevious(made)
        return made

    def paragraph_of(
        self,
        lines: Sequence[Line],
        *,
        style: str,
        anchor: str = "",
        keep: bool = False,
        to_the_right: bool = False,
    ) -> Any:
        """A paragraph, its lines broken where they end."""
        made = self.element("w:p")
        layout = self.element("w:pPr")
        self.told(layout, "w:pStyle", self.style_ids[style])
        if keep:
            layout.append(self.element("w:keepNext"))
        if to_the_right:
            self.told(layout, "w:jc", "right")
        made.append(layout)
        if anchor in self.targets:
            self.mark(made, self.targets[anchor])
        for number, line in enumerate(lines):
            if number:
                made.append(self.line_end())
            for piece in line:
                made.append(self.piece(piece))
        return made

    def line_end(self) -> Any:
        """The end of a line within a paragraph."""
        run = self.element("w:r")
        run.append(self.element("w:br"))
        return run

    def told(self, parent: Any, tag: str, value: str) -> None:
        """Add an element that has one value."""
        child = self.element(tag)
        child.set(self.named("w:val"), value)
        parent.append(child)

    def mark(self, parent: Any, name: str) -> None:
        """Add a place that links lead to."""
        self.marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            end = self.element(tag)
            end.set(self.named("w:id"), str(self.marks))
            if tag == "w:bookmarkStart":
                end.set(self.named("w:name"), name)
            parent.append(end)

    def piece(self, piece: Piece) -> Any:
        """A run, or the link around it."""
        run = self.run(piece, is_link=bool(piece.address) or piece.to in self.targets)
        if piece.to in self.targets:
            link = self.element("w:hyperlink")
            link.set(self.named("w:anchor"), self.targets[piece.to])
        elif piece.address:
            link = self.element("w:hyperlink")
            link.set(self.named("r:id"), self.address(piece.address))
        else:
            return run
        link.append(run)
        return link

    def address(self, address: str) -> str:
        """The relationship by which the file names an address, each once."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if address not in self.addresses:
            self.addresses[address] = self.into.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self.addresses[address]

    def run(self, piece: Piece, *, is_link: bool) -> Any:
        """A run of text with its looks and its language, in the order the schema has."""
        run = self.element("w:r")
        looks = self.element("w:rPr")
        if is_link or piece.is_soft:
            style = styles.LINK_RUN if is_link else styles.SOFT_RUN
            self.told(looks, "w:rStyle", self.style_ids[style])
        font, language = _east_asian(piece.lang)
        if font or piece.is_code:
            looks.append(self.fonts(font, is_code=piece.is_code))
        for tag, holds in (("w:b", piece.is_bold), ("w:i", piece.is_italic)):
            if holds:
                looks.append(self.element(tag))
        if language:
            spoken = self.element("w:lang")
            spoken.set(self.named("w:eastAsia" if font else "w:val"), language)
            looks.append(spoken)
        if len(looks):
            run.append(looks)
        text = self.element("w:t")
        text.set(self.named("xml:space"), "preserve")
        text.text = piece.text
        run.append(text)
        return run

    def fonts(self, east_asian: str, *, is_code: bool) -> Any:
        """The fonts of a run, where they are not its paragraph's."""
        fonts = self.element("w:rFonts")
        if is_code:
            for name in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(self.named(name), styles.CODE)
        if east_asian:
            fonts.set(self.named("w:eastAsia"), east_asian)
            fonts.set(self.named("w:hint"), "eastAsia")
        return fonts

    def grid(self, grid: Grid) -> None:
        """Add a table with its caption; its head stands anew on every page."""
        if grid.caption:
            self.paragraph((grid.caption,), style=styles.CAPTION, keep=True)
        whole = sum(head.width for head in grid.heads)
        widths = [round(_TWIPS * head.width / whole) for head in grid.heads]
        table = self.element("w:tbl")
        table.append(self.table_layout(text_of(grid.caption)))
        columns = self.element("w:tblGrid")
        for width in widths:
            column = self.element("w:gridCol")
            column.set(self.named("w:w"), str(width))
            columns.append(column)
        table.append(columns)
        heads = [((Piece(text=head.text),),) for head in grid.heads]
        sides = [head.is_number for head in grid.heads]
        table.append(self.row(heads, widths, sides, is_head=True))
        for row in grid.rows:
            table.append(self.row(row.cells, widths, sides, anchor=row.anchor))
        self.end.addprevious(table)
        self.paragraph((), style=styles.NOTE)

    def table_layout(self, caption: str) -> Any:
        """The properties of a table."""
        layout = self.element("w:tblPr")
        self.told(layout, "w:tblStyle", self.style_ids[styles.TABLE])
        width = self.element("w:tblW")
        width.set(self.named("w:w"), str(round(_TWIPS)))
        width.set(self.named("w:type"), "dxa")
        fixed = self.element("w:tblLayout")
        fixed.set(self.named("w:type"), "fixed")
        look = self.element("w:tblLook")
        for name, value in (("firstRow", "1"), ("firstColumn", "0"), ("noVBand", "1")):
            look.set(self.named(f"w:{name}"), value)
        layout.extend((width, fixed, look))
        if caption:
            self.told(layout, "w:tblCaption", caption)
        return layout

    def row(
        self,
        cells: Sequence[Sequence[Line]],
        widths: Sequence[int],
        sides: Sequence[bool],
        *,
        anchor: str = "",
        is_head: bool = False,
    ) -> Any:
        """A row of a table; a row stays whole on its page."""
        row = self.element("w:tr")
        layout = self.element("w:trPr")
        layout.append(self.element("w:cantSplit"))
        if is_head:
            layout.append(self.element("w:tblHeader"))
        row.append(layout)
        style = styles.CELL_HEAD if is_head else styles.CELL
        for number, (cell, width, side) in enumerate(zip(cells, widths, sides, strict=True)):
            field = self.element("w:tc")
            size = self.element("w:tcPr")
            wide = self.element("w:tcW")
            wide.set(self.named("w:w"), str(width))
            wide.set(self.named("w:type"), "dxa")
            size.append(wide)
            field.append(size)
            for at, line in enumerate(cell or ((),)):
                named = "" if number or at else anchor
                field.append(
                    self.paragraph_of((line,), style=style, anchor=named, to_the_right=side)
                )
            row.append(field)
        return row

    def fitted(self, plate: Plate) -> Fitted:
        """How a picture fits on a page; it is measured once."""
        name = plate.picture.name
        if name not in self.rooms:
            svg = plate.picture.svg()
            self.rooms[name] = fitted(svg, width=PAGE_WIDTH, height=PAGE_HEIGHT)
        return self.rooms[name]

    def is_cut(self, plate: Plate) -> bool:
        """Whether a picture is higher than a page."""
        return len(self.fitted(plate).strips) > 1

    def plate(self, plate: Plate) -> None:
        """Add a picture with its caption and its text alternative."""
        from docx.shared import Pt

        picture = plate.picture
        room = self.fitted(plate)
        title = " ".join(legible(picture.title).split())
        for number, image in enumerate(_cut(picture.png(DOTS_PER_INCH), room)):
            top, bottom = room.strips[number]
            made = self.into.add_paragraph(style="Normal")
            made.paragraph_format.keep_with_next = True
            shape = made.add_run().add_picture(
                io.BytesIO(image),
                width=Pt(room.width * room.scale),
                height=Pt((bottom - top) * room.scale),
            )
            named = shape._inline.docPr
            if not number:
                self.mark(made._p, self.targets[picture.anchor])
            part = f", part {number + 1} of {len(room.strips)}" if number else ""
            named.set("name", f"{picture.name}-{number + 1}" if part else picture.name)
            named.set("title", f"{title}{part}")
            alt = f"{title}{part}" if part else " ".join(legible(picture.alt).split())
            named.set("descr", alt)
        named_so = Piece(text=title, is_bold=True)
        caption = (named_so, Piece(text=f". {legible(picture.caption)}"))
        self.paragraph((caption,), style=styles.CAPTION)


def _cut(png: bytes, room: Fitted) -> Iterator[bytes]:
    """The strips of a picture; itself where it stands whole."""
    if len(room.strips) == 1:
        yield png
        return
    from PIL import Image

    with Image.open(io.BytesIO(png)) as whole:
        dots = whole.height / room.height
        for top, bottom in room.strips:
            strip = io.BytesIO()
            whole.crop((0, round(top * dots), whole.width, round(bottom * dots))).save(
                strip, format="PNG"
            )
            yield strip.getvalue()


def _east_asian(tag: str) -> tuple[str, str]:
    """The font for an East Asian language, and the language's full tag."""
    parts = tag.lower().split("-")
    base = {"yue": "zh", "lzh": "zh"}.get(parts[0], parts[0])
    is_traditional = base == "zh" and {"hant", "tw", "hk", "mo"} & set(parts)
    return styles.EAST_ASIAN.get("zh-Hant" if is_traditional else base, ("", tag))
