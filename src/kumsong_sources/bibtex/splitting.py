"""A text cut into blocks by bibtexparser, each found again at its place.

References
----------
bibtexparser 2.1: https://bibtexparser.readthedocs.io. Its blocks know a start line but no
column and no end; their text stands in the file in their order, so the place comes from
that.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import NamedTuple

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from kumsong_sources.patterns import pattern

# A failed block may reach over the head of the next one.
_HEAD_AT_END = pattern(r"@\w*[ \t]*")


Extent = tuple[int, int, int, int]
"""Of a field: where its name starts and ends, where its value does, delimiters included."""


class Block(NamedTuple):
    """A block of bibtexparser with the offsets of its text."""

    block: model.Block
    start: int
    stop: int

    @property
    def entry(self) -> model.Entry | None:
        """The entry, be it in a block that failed for a repetition."""
        block = self.block
        if isinstance(block, model.ParsingFailedBlock):
            block = block.ignore_error_block or block
        return block if isinstance(block, model.Entry) else None

    @property
    def is_broken(self) -> bool:
        """Whether it could not be read, for another reason than a repetition."""
        block = self.block
        return isinstance(block, model.ParsingFailedBlock) and block.ignore_error_block is None


def split(text: str, *, start: int = 0) -> list[Block]:
    """Cut a text into blocks, in file order, without interpreting any value.

    `start` is added to all offsets.
    """
    # It also logs what it returns as failed blocks; those are reported from here.
    logger = logging.getLogger("bibtexparser.splitter")
    before, logger.disabled = logger.disabled, True
    try:
        library = parse_string(text, parse_stack=[])
    finally:
        logger.disabled = before
    return list(_located(library.blocks, text, base=start))


def _located(blocks: list[model.Block], text: str, *, base: int) -> Iterator[Block]:
    at = 0
    for block in blocks:
        if isinstance(block, model.ParsingFailedBlock):
            # Its traceback would keep all that the parser had in hand.
            block.error.__traceback__ = None
        raw = (block.raw or "").removeprefix("\n")
        start = text.find(raw, at)
        if start < 0:
            # Not seen in any file; the block is then taken to stand where the last ended.
            start = at
        stop = at = start + len(raw)
        located = Block(block=block, start=base + start, stop=base + stop)
        if located.is_broken:
            head = raw.rfind("@", 1)
            if head > 0 and _HEAD_AT_END.fullmatch(raw, head):
                at = start + head
                located = Block(block=block, start=base + start, stop=base + at)
        yield located


def locate_fields(entry: model.Entry, *, text: str, start: int) -> Iterator[Extent]:
    """Find an entry's fields in its text, in order.

    Parameters
    ----------
    entry : bibtexparser.model.Entry
    text : str
        What was split.
    start : int
        Where the entry starts in it.
    """
    at = text.find(",", key_start(entry, text=text, start=start) + len(entry.key)) + 1
    find = text.find
    for one in entry.fields:
        name, value = one.key, one.value
        name_start = find(name, at) if name else find("=", at)
        name_stop = name_start + len(name)
        value_start = find(value, find("=", name_stop) + 1)
        at = value_start + len(value)
        yield name_start, name_stop, value_start, at


def key_start(entry: model.Entry, *, text: str, start: int) -> int:
    """Where an entry's key stands."""
    # Past "@" and the type; blanks and the opening delimiter come next.
    after_type = start + 1 + len(entry.entry_type)
    while text[after_type] not in "{(":
        after_type += 1
    return text.find(entry.key, after_type + 1)
