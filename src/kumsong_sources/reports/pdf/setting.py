"""The report's blocks as the values that the template of the PDF sets."""

from __future__ import annotations

import re
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
    Verbatim,
    lines_of,
    targets_of,
    text_of,
)
from kumsong_sources.reports.document.lines import legible
from kumsong_sources.reports.document.strips import LEAST_SHRUNK, Fitted, fitted, on_pages
from kumsong_sources.reports.pdf.fonts import CODE_FAMILY, REGIONS, FontChoice, settable

PAGE_WIDTH, PAGE_HEIGHT = 481.0, 640.0
"""Room for a picture with its caption, in points: A4 within its margins."""

HALF_A_PAGE = 310.0
"""A picture that fits on half a page if it is set a little smaller is set so."""

SIGNS_A_LINE, SIGNS_OF_CODE = 92, 84
"""So many signs stand on a line of text, or of a table that is as wide as the page."""

MOST_LINKS = 12_000
"""typst lays a page out anew for its links and keeps both: for many, gigabytes."""

WITHOUT_LINKS = (
    "Claims and sources are not linked with each other here, because there are too many of "
    "them; the report as HTML has the links."
)

_BREAK = "\N{ZERO WIDTH SPACE}"
_TAG = re.compile(r"(?P<lang>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}))?",
                  re.IGNORECASE)  # fmt: skip
_SCRIPTS = {"hant": "TW", "hans": "CN"}


class Setting:
    """Turns a document into what its template is given.

    Parameters
    ----------
    document : Document
    fonts : FontChoice
    """

    def __init__(self, document: Document, *, fonts: FontChoice) -> None:
        self.document, self.fonts = document, fonts
        self.targets = targets_of(document)
        links = sum(one.to in self.targets for line in lines_of(document) for one in line)
        self.is_linked = links <= MOST_LINKS
        self.drawn: dict[str, str] = {}

    def value(self) -> dict[str, Any]:
        """Everything the template sets, as JSON knows it."""
        document = self.document
        blocks = on_pages(document.blocks, is_cut=self.is_cut)
        first = next((at for at, one in enumerate(blocks) if isinstance(one, Heading)), 0)
        return {
            "title": self.shown(text_of(document.title)),
            "heading": self.line(document.title),
            "kicker": document.kicker,
            "made_by": document.made_by,
            "note": "" if self.is_linked else WITHOUT_LINKS,
            "fonts": {
                "text": self.fonts.families,
                "code": [CODE_FAMILY, *self.fonts.families[1:]],
                "languages": self.fonts.languages,
            },
            "head": [self.block(one) for one in blocks[:first]],
            "blocks": [self.block(one) for one in blocks[first:]],
        }

    def block(self, block: Block) -> dict[str, Any]:
        """One block."""
        if isinstance(block, Heading):
            line = self.line(block.line)
            named = self.named(block.anchor)
            return {"kind": "heading", "level": block.level, "line": line, **named}
        if isinstance(block, Paragraph):
            lines = [self.line(line, width=SIGNS_A_LINE) for line in block.lines]
            return {
                "kind": "paragraph",
                "role": block.role.value,
                "lines": lines,
                **self.named(block.anchor),
            }
        if isinstance(block, Listing):
            entries = [
                [self.line(line, width=SIGNS_A_LINE) for line in entry]
                for entry in block.entries
            ]
            return {"kind": "listing", "numbered": block.is_numbered, "entries": entries}
        if isinstance(block, Grid):
            return self.grid(block)
        if isinstance(block, Plate):
            return self.plate(block)
        return self.verbatim(block)

    def grid(self, grid: Grid) -> dict[str, Any]:
        """A table; a word too long for its column may be broken anywhere."""
        whole = sum(head.width for head in grid.heads)
        widths = [int(1.15 * SIGNS_A_LINE * head.width / whole) - 2 for head in grid.heads]
        return {
            "kind": "grid",
            "caption": self.line(grid.caption),
            "heads": [
                {"text": head.text, "width": head.width, "number": head.is_number}
                for head in grid.heads
            ],
            "rows": [
                {
                    "cells": [
                        [self.line(line, width=width) for line in cell]
                        for cell, width in zip(row.cells, widths, strict=True)
                    ],
                    **self.named(row.anchor),
                }
                for row in grid.rows
            ],
        }

    def plate(self, plate: Plate) -> dict[str, Any]:
        """A picture, as large as it was drawn, or as the page allows."""
        picture = plate.picture
        svg = self.svg(plate)
        placed = _placed(self.fitted(plate))
        parts = len(placed["strips"])
        title = " ".join(legible(picture.title).split())
        return {
            "kind": "plate",
            "name": self.targets[picture.anchor],
            "title": self.line((Piece(text=legible(picture.title)),)),
            "caption": self.line((Piece(text=legible(picture.caption)),)),
            "alt": " ".join(legible(picture.alt).split()),
            "svg": svg,
            "further": [f"{title}, part {at} of {parts}" for at in range(2, parts + 1)],
            **placed,
        }

    def svg(self, plate: Plate) -> str:
        """A picture, drawn once."""
        name = plate.picture.name
        if name not in self.drawn:
            self.drawn[name] = plate.picture.svg()
        return self.drawn[name]

    def fitted(self, plate: Plate) -> Fitted:
        """How a picture fits on a page."""
        return fitted(self.svg(plate), width=PAGE_WIDTH, height=PAGE_HEIGHT)

    def is_cut(self, plate: Plate) -> bool:
        """Whether a picture is higher than a page."""
        return len(self.fitted(plate).strips) > 1

    def verbatim(self, block: Verbatim) -> dict[str, Any]:
        """A text as it stands, its long lines broken."""
        text = legible(block.text).replace("\r\n", "\n").replace("\r", "\n")
        return {"kind": "verbatim", "text": breakable(self.shown(text), width=SIGNS_OF_CODE)}

    def named(self, anchor: str) -> dict[str, str]:
        """The name of a place that links lead to."""
        return {"name": self.targets[anchor]} if anchor in self.targets else {}

    def line(self, line: Line, *, width: int = SIGNS_A_LINE) -> list[dict[str, Any]]:
        """A line's pieces."""
        return [self.piece(piece, width=width) for piece in line]

    def piece(self, piece: Piece, *, width: int) -> dict[str, Any]:
        """One piece; of what is not the case nothing is said."""
        told: dict[str, Any] = {"s": breakable(self.shown(piece.text), width=width)}
        told |= {
            key: True
            for key, holds in (
                ("b", piece.is_bold),
                ("i", piece.is_italic),
                ("o", piece.is_soft),
                ("c", piece.is_code),
            )
            if holds
        }
        if piece.lang:
            told |= language(piece.lang)
        if piece.to in self.targets and self.is_linked:
            told["to"] = self.targets[piece.to]
        elif piece.address:
            told["at"] = piece.address
        return told

    def shown(self, text: str) -> str:
        """The text; romanised where no font at hand shows its letters."""
        text = settable(text)
        if not self.fonts.missing & set(text):
            return text
        from kumsong_sources.plots.fonts import romanise

        return romanise(text, missing=self.fonts.missing)


def language(tag: str) -> dict[str, str]:
    """A language as typst takes it, with the key of the fonts that suit it.

    Examples
    --------
    >>> language("zh-Hant"), language("ko"), language("tlh-x-private")
    ({'l': 'zh', 'f': 'zh-TW', 'r': 'TW'}, {'l': 'ko', 'f': 'ko'}, {'l': 'tlh', 'f': 'tlh'})
    >>> language("english")
    {}
    """
    found = _TAG.match(tag)
    if found is None or tag[found.end() : found.end() + 1] not in ("", "-"):
        return {}
    lang = found["lang"].lower()
    region = (found["region"] or _SCRIPTS.get((found["script"] or "").lower(), "")).upper()
    key = f"{lang}-{region}" if f"{lang}-{region}" in REGIONS else lang
    return {"l": lang, "f": key, **({"r": region} if region else {})}


def breakable(text: str, *, width: int) -> str:
    """A text in which words longer than a line may be broken.

    Examples
    --------
    >>> breakable("a word", width=4), breakable("sha-0123456789", width=6).split("\\u200b")
    ('a word', ['sha-', '012345', '6789'])
    """
    width = max(width, 4)
    if len(text) <= width:
        return text
    return re.sub(
        rf"[!-~\u00a1-\u1fff]{{{width + 1},}}", lambda it: _broken(it[0], width), text
    )


def _broken(word: str, width: int) -> str:
    parts = re.findall(rf"[^-_./]{{1,{width}}}[-_./]*|[-_./]{{1,{width}}}", word)
    return _BREAK.join(parts)


def _placed(picture: Fitted) -> dict[str, Any]:
    """How wide a picture stands on the page, and its strips, in points."""
    scale = picture.scale
    if LEAST_SHRUNK <= HALF_A_PAGE / picture.height < scale:
        scale = HALF_A_PAGE / picture.height
    strips = [[round(scale * end, 2) for end in strip] for strip in picture.strips]
    return {"width": round(scale * picture.width, 2), "strips": strips}
