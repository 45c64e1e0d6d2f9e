"""Reading a text as if its faults were mended.

bibtexparser loses what stands around a missing comma, a brace too many, a comment between
two fields, and so on. Before and after a first cut of the text, such places are replaced
by something of the *same length* that it reads as meant; the offsets stay those of the
file, and every value is then taken from the file's own characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bibtexparser import model

from kumsong_sources.bibtex.entries import LossKind
from kumsong_sources.bibtex.splitting import Block, locate_fields, split
from kumsong_sources.bibtex.values import FIELD_NAME, field_follows, read_value
from kumsong_sources.bibtex.walking import Walks, opens_line
from kumsong_sources.patterns import pattern

LENGTH = 1 << 14
"""Of the stretches that are read at a time: some thirty entries."""

_ROUNDS = 4
# Here bibtexparser begins a block, whatever it was reading before.
_HEAD_ON_LINE = pattern(r"(?<=[\r\n])[ \t]*@\w+[ \t]*[{(]")
# An even run of backslashes does not escape the sign behind it.
_DOUBLE_BACKSLASH = pattern(r"(?<!\\)((?:\\\\)+)(?=[{}\",=)])")
_HEAD = pattern(r"@(?P<gap>[ \t]*)(?P<type>[^\W\d][^\s{}()\",=@%#']*)(?P<space>\s*)(?=[{(])")
# Behind a % that opens its line, no entry begins; biber sees it so, too.
_COMMENTED_OUT = pattern(r"%[^\n@]*@[^\n]*")
_PLAIN_TYPE = pattern(r"\w+")
# bibtexparser looks at how a type begins: @commented{…} would be a comment.
_NO_ENTRY = ("comment", "string", "preamble")
_LEFT_BEHIND = pattern(rf"[,}}\s]*{FIELD_NAME}\s*=\s*[\"{{\w]")
_ONLY_BRACES = pattern(r"[},\s]*\}[},\s]*")
_BRACES = pattern(r"\\.|[{}]", re.DOTALL)
_KEY_WITHOUT_COMMA = pattern(
    rf"@\w+[ \t]*[{{(]\s*[^\s,{{}}()=\"%]+(?P<space>\s)\s*{FIELD_NAME}\s*="
)


class Edit(NamedTuple):
    """A stretch read as something else of the same length.

    `kind` says why, `at` is the place to name, `of` where the entry concerned starts.
    """

    start: int
    stop: int
    reading: str
    kind: LossKind
    at: int
    of: int


class Stretch(NamedTuple):
    """A part of a text, from the start of one block to that of another, as it was read.

    Parameters
    ----------
    start, stop : int
        Offsets of the stretch in the file's text; all others are counted from `start`.
    text : str
        Of the same length as the stretch.
    blocks : sequence of Block
    edits : tuple of Edit
        What had to be read otherwise than it stands.
    heads : mapping of int to str
        Where a block starts whose head bibtexparser does not see, and its type.
    """

    start: int
    stop: int
    text: str
    blocks: Sequence[Block]
    edits: Sequence[Edit]
    heads: Mapping[int, str]


def mended(text: str, *, length: int = LENGTH) -> Iterator[Stretch]:
    """Cut a text into blocks, as often as something turns up that can be read better.

    It is read by stretches of about `length` characters, so that only one of them at a time
    stands in memory in all the objects of bibtexparser. The result does not depend on it.
    """
    start, wanted = 0, length
    while start < len(text):
        head = _HEAD_ON_LINE.search(text, start + wanted)
        stop = head.start() if head else len(text)
        stretch, end = _stretch(text[start:stop], start=start)
        if head:
            if end == 0:
                # One block reaches over all of it, or seems to: more text will tell.
                wanted *= 2
                continue
            if end is not None:
                stretch = _first_part(stretch, end)
        yield stretch
        start, wanted = stretch.stop, length


def _stretch(text: str, *, start: int) -> tuple[Stretch, int | None]:
    """A stretch, and where its first block starts that may go on behind it."""
    reading, heads = _prepared(text)
    blocks = split(reading)
    walks = Walks(reading)
    edits: list[Edit] = []
    for _ in range(_ROUNDS):
        found = list(_edits(blocks, walks))
        if not found:
            break
        reading = _applied(reading, found)
        blocks = _split_again(blocks, reading, found)
        walks = Walks(reading)
        edits += found
    stop = start + len(text)
    stretch = Stretch(
        start=start, stop=stop, text=reading, blocks=blocks, edits=edits, heads=heads
    )
    return stretch, _end_of_whole_blocks(blocks, walks)


def _split_again(blocks: Sequence[Block], text: str, edits: Sequence[Edit]) -> list[Block]:
    """Cut the text anew where it was edited; the other blocks stay as they are."""
    # Of each entry concerned the start, of each edit all: it may reach over several blocks.
    spans = [(edit.of, edit.of + 1) for edit in edits]
    spans = sorted(spans + [(edit.start, edit.stop) for edit in edits], reverse=True)
    reach = 0
    starts = [block.start for block in blocks] + [len(text)]
    again: list[Block] = []
    opened: int | None = None
    for block, end in zip(blocks, starts[1:], strict=True):
        while spans and spans[-1][0] < end:
            reach = max(reach, spans.pop()[1])
        is_edited = reach > block.start
        if opened is None and is_edited:
            opened = block.start
        elif opened is not None and not is_edited and not _is_text(block):
            part = split(text[opened : block.start], start=opened)
            if part[-1].is_broken:
                # It goes on, into what did not belong to it before.
                return split(text)
            again += part
            opened = None
        if opened is None:
            again.append(block)
    return again if opened is None else again + split(text[opened:], start=opened)


def _end_of_whole_blocks(blocks: Sequence[Block], walks: Walks) -> int | None:
    for block in blocks:
        if block.is_broken and (block is blocks[-1] or walks[block.start].ran_out):
            return block.start
    return None


def _first_part(stretch: Stretch, end: int) -> Stretch:
    return Stretch(
        start=stretch.start,
        stop=stretch.start + end,
        text=stretch.text[:end],
        blocks=[block for block in stretch.blocks if block.start < end],
        edits=[edit for edit in stretch.edits if edit.of < end],
        heads=stretch.heads,
    )


def _prepared(text: str) -> tuple[str, dict[int, str]]:
    """Line ends, backslashes and heads in the one form that bibtexparser knows."""
    heads: dict[int, str] = {}

    def plain(found: re.Match[str]) -> str:
        kind, gap, space = found["type"], found["gap"], found["space"]
        lower, is_plain = kind.lower(), _PLAIN_TYPE.fullmatch(kind) is not None
        if is_plain and lower.startswith(_NO_ENTRY) and lower not in _NO_ENTRY:
            heads[found.start()] = kind
            return "@_" + found[0][2:]
        if not gap and is_plain and not space.strip(" \t"):
            return found[0]
        if not opens_line(text, found.start()) and text[found.start() - 1] not in "})":
            return found[0]
        heads[found.start()] = kind
        return "@" + re.sub(r"\W", "_", kind) + " " * len(gap + space)

    def without_heads(found: re.Match[str]) -> str:
        opens = opens_line(found.string, found.start())
        return found[0].replace("@", " ") if opens else found[0]

    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    if "%" in text:
        text = _COMMENTED_OUT.sub(without_heads, text)
    if "\\\\" in text:
        text = _DOUBLE_BACKSLASH.sub(lambda found: found[1][:-1] + "_", text)
    return _HEAD.sub(plain, text), heads


def _is_text(block: Block) -> bool:
    return isinstance(block.block, model.ImplicitComment)


def _applied(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at:
            continue
        pieces += (text[at : edit.start], edit.reading)
        at = edit.stop
    return "".join((*pieces, text[at:]))


def _edits(blocks: Sequence[Block], walks: Walks) -> Iterator[Edit]:
    text = walks.text
    for number, block in enumerate(blocks):
        entry = block.entry
        if entry is not None:
            yield from _in_entry(block, entry, walks)
            if number + 1 < len(blocks):
                yield from _stray_brace(block, blocks[number + 1], text)
        elif isinstance(block.block, model.ParsingFailedBlock):
            yield from _in_failed(block, walks)


def _in_entry(block: Block, entry: model.Entry, walks: Walks) -> Iterator[Edit]:
    if not any(_is_suspect(one.key, one.value) for one in entry.fields):
        return
    text, per_cent = walks.text, False
    commas: list[Edit] = []
    for name_start, _, start, end in locate_fields(entry, text=text, start=block.start):
        value = text[start:end]
        stop = read_value(value, macros={}).stop if value else 0
        rest = value[stop:].lstrip()
        per_cent = per_cent or rest.startswith("%") or text.startswith("%", name_start)
        if stop < len(value) and value[stop].isspace() and field_follows(value, stop):
            commas.append(_comma(block, start + stop))
    # A comma may be missing only because a comment stands in its place.
    yield from _per_cent_lines(block, walks) if per_cent else commas


def _is_suspect(name: str, value: str) -> bool:
    """Whether a field may hold more than itself; wrongly yes is harmless."""
    if name.startswith("%"):
        return True
    if "=" not in value and "%" not in value:
        return False
    if value.startswith("{"):
        return value.find("}") != len(value) - 1
    if value.startswith('"'):
        return value.find('"', 1) != len(value) - 1
    return True


def _comma(block: Block, at: int) -> Edit:
    return Edit(
        start=at,
        stop=at + 1,
        reading=",",
        kind=LossKind.MISSING_COMMA,
        at=at,
        of=block.start,
    )


def _per_cent_lines(block: Block, walks: Walks) -> Iterator[Edit]:
    for start, stop in walks[block.start].comments:
        yield _blank(start, stop, kind=LossKind.PERCENT_LINE, of=block.start)


def _blank(start: int, stop: int, *, kind: LossKind, of: int) -> Edit:
    reading = " " * (stop - start)
    return Edit(start=start, stop=stop, reading=reading, kind=kind, at=start, of=of)


def _in_failed(block: Block, walks: Walks) -> Iterator[Edit]:
    key = _KEY_WITHOUT_COMMA.match(walks.text, block.start)
    if key is not None:
        yield _comma(block, key.start("space"))
    yield from _per_cent_lines(block, walks)
    for start in walks[block.start].heads:
        yield _blank(start, start + 1, kind=LossKind.PHANTOM_ENTRY, of=block.start)


def _stray_brace(block: Block, after: Block, text: str) -> Iterator[Edit]:
    """A brace that ends an entry before its last fields, as these show."""
    if not isinstance(after.block, model.ImplicitComment) or text[block.stop - 1] != "}":
        return
    rest = text[after.start : after.stop]
    if not _LEFT_BEHIND.match(rest) or not _closes_too_often(rest):
        return
    brace = block.stop - 1
    yield Edit(
        start=brace,
        stop=brace + 1,
        reading=" " if rest.startswith(",") else ",",
        kind=LossKind.STRAY_BRACE,
        at=brace,
        of=block.start,
    )


def _closes_too_often(text: str) -> bool:
    depth = 0
    for token in _BRACES.finditer(text):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth < 0:
            return True
    return False


def fields_left_behind(text: str) -> bool:
    """Whether text outside any entry looks like the rest of one."""
    return _LEFT_BEHIND.match(text) is not None


def only_braces(text: str) -> bool:
    """Whether text outside any entry is a closing brace too many, and nothing else."""
    return _ONLY_BRACES.fullmatch(text) is not None
