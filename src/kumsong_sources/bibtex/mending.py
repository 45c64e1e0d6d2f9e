"""Reading a text as if its faults were mended.

bibtexparser loses what stands around a missing comma, a brace too many, a comment between
two fields, and so on. Before and after a first cut of the text, such places are replaced
by something of the *same length* that it reads as meant; the offsets stay those of the
file, and every value is then taken from the file's own characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bibtexparser import model

from kumsong_sources.bibtex.entries import LossKind
from kumsong_sources.bibtex.splitting import Block, locate_fields, split
from kumsong_sources.bibtex.values import FIELD_NAME, field_follows, read_value

_ROUNDS = 4
# An even run of backslashes does not escape the sign behind it.
_DOUBLE_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)+)(?=[{}\",=)])")
_HEAD = re.compile(r"@(?P<gap>[ \t]*)(?P<type>[^\W\d][^\s{}()\",=@%#']*)(?P<space>\s*)(?=[{(])")
# Behind a % that opens its line, no entry begins; biber sees it so, too.
_COMMENTED_OUT = re.compile(r"^[ \t]*%[^\n]*@[^\n]*", re.MULTILINE)
_PLAIN_TYPE = re.compile(r"\w+")
# bibtexparser looks at how a type begins: @commented{…} would be a comment.
_TAKEN_FOR_NO_ENTRY = re.compile(r"(comment|string|preamble)(?=\w)\w+\Z", re.IGNORECASE)
_REAL_ENTRY = re.compile(rf"@\w+[ \t]*[{{(]\s*[^\s,{{}}()=\"]*\s*,\s*{FIELD_NAME}\s*=")
_TOKEN = re.compile(r"\\.|[{}()\"%]|@\w*[ \t]*(?=[{(])", re.DOTALL)
_LEFT_BEHIND = re.compile(rf"[,}}\s]*{FIELD_NAME}\s*=\s*[\"{{\w]")
_ONLY_BRACES = re.compile(r"[},\s]*\}[},\s]*")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_MOST_HEADS_INSIDE = 20
_KEY_WITHOUT_COMMA = re.compile(
    rf"@\w+[ \t]*[{{(]\s*[^\s,{{}}()=\"%]+(?P<space>\s)\s*{FIELD_NAME}\s*="
)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A stretch read as something else of the same length.

    `kind` says why, `at` is the place to name, `of` where the entry concerned starts.
    """

    start: int
    stop: int
    reading: str
    kind: LossKind
    at: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Mended:
    """The text as it was read, its blocks, and what had to be read otherwise.

    Parameters
    ----------
    text : str
        Of the length of the file's text.
    blocks : sequence of Block
    edits : tuple of Edit
    heads : mapping of int to str
        Where a block starts whose head bibtexparser does not see, and its type.
    """

    text: str
    blocks: Sequence[Block]
    edits: tuple[Edit, ...]
    heads: dict[int, str]


def mended(text: str) -> Mended:
    """Cut a text into blocks, as often as something turns up that can be read better."""
    reading, heads = _prepared(text)
    blocks = split(reading)
    edits: list[Edit] = []
    for _ in range(_ROUNDS):
        found = list(_edits(blocks, reading))
        if not found:
            break
        reading = _applied(reading, found)
        blocks = split(reading)
        edits += found
    return Mended(text=reading, blocks=blocks, edits=tuple(edits), heads=heads)


def _prepared(text: str) -> tuple[str, dict[int, str]]:
    """Line ends, backslashes and heads in the one form that bibtexparser knows."""
    heads: dict[int, str] = {}

    def plain(found: re.Match[str]) -> str:
        kind, gap, space = found["type"], found["gap"], found["space"]
        if _TAKEN_FOR_NO_ENTRY.match(kind):
            heads[found.start()] = kind
            return "@_" + found[0][2:]
        if not gap and _PLAIN_TYPE.fullmatch(kind) and not space.strip(" \t"):
            return found[0]
        if not _opens_line(text, found.start()) and text[found.start() - 1] not in "})":
            return found[0]
        heads[found.start()] = kind
        return "@" + re.sub(r"\W", "_", kind) + " " * len(gap + space)

    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    if "%" in text:
        text = _COMMENTED_OUT.sub(lambda found: found[0].replace("@", " "), text)
    if "\\\\" in text:
        text = _DOUBLE_BACKSLASH.sub(lambda found: found[1][:-1] + "_", text)
    return _HEAD.sub(plain, text), heads


def _applied(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at:
            continue
        pieces += (text[at : edit.start], edit.reading)
        at = edit.stop
    return "".join((*pieces, text[at:]))


def _edits(blocks: Sequence[Block], text: str) -> Iterator[Edit]:
    for number, block in enumerate(blocks):
        entry = block.entry
        if entry is not None:
            yield from _in_entry(block, entry, text)
            if number + 1 < len(blocks):
                yield from _stray_brace(block, blocks[number + 1], text)
        elif isinstance(block.block, model.ParsingFailedBlock):
            yield from _in_failed(block, text)


def _in_entry(block: Block, entry: model.Entry, text: str) -> Iterator[Edit]:
    if not any(_is_suspect(one.key, one.value) for one in entry.fields):
        return
    per_cent = False
    commas: list[Edit] = []
    for one in locate_fields(entry, text=text, start=block.start):
        value = text[one.start : one.stop]
        stop = read_value(value, macros={}).stop if value else 0
        rest = value[stop:].lstrip()
        per_cent = per_cent or rest.startswith("%") or text.startswith("%", one.name_start)
        if stop < len(value) and value[stop].isspace() and field_follows(value, stop):
            commas.append(_comma(block, one.start + stop))
    # A comma may be missing only because a comment stands in its place.
    yield from _per_cent_lines(block, text) if per_cent else commas


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


def _per_cent_lines(block: Block, text: str) -> Iterator[Edit]:
    comments, _, _ = _scan(text, block.start)
    for start, stop in comments:
        yield _blank(start, stop, kind=LossKind.PERCENT_LINE, of=block.start)


def _blank(start: int, stop: int, *, kind: LossKind, of: int) -> Edit:
    reading = " " * (stop - start)
    return Edit(start=start, stop=stop, reading=reading, kind=kind, at=start, of=of)


def _in_failed(block: Block, text: str) -> Iterator[Edit]:
    key = _KEY_WITHOUT_COMMA.match(text, block.start)
    if key is not None:
        yield _comma(block, key.start("space"))
    comments, heads, closed = _scan(text, block.start)
    if not closed:
        return
    for start, stop in comments:
        yield _blank(start, stop, kind=LossKind.PERCENT_LINE, of=block.start)
    for start in heads:
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


def _scan(text: str, start: int) -> tuple[list[tuple[int, int]], list[int], bool]:
    """Walk one block from its head: its comment lines, heads inside values, closed or not.

    The walk ends at what can only be the next entry, so that an entry that is never
    closed does not cost the rest of the file.
    """
    is_comment = text[start : start + 8].lower() == "@comment"
    comments: list[tuple[int, int]] = []
    heads: list[int] = []
    depth, seen, past, quoted, round_ones = 0, 0, start + 1, False, False
    for token in _TOKEN.finditer(text, start + 1):
        sign, at = token[0], token.start()
        if at < past or sign.startswith("\\"):
            continue
        if depth == 0:
            round_ones, depth = sign == "(", 1
        elif sign == '"':
            quoted = quoted != (depth == 1)
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == ")" and round_ones and depth == 1 and not quoted:
            depth = 0
        elif sign == "%" and depth == 1 and not quoted and not is_comment:
            past = _line_end(text, at)
            comments.append((at, past))
        elif sign.startswith("@"):
            seen += 1
            opens = _opens_line(text, at)
            heads += [at] * opens
            real = opens and not is_comment and _REAL_ENTRY.match(text, at) is not None
            if real or seen > _MOST_HEADS_INSIDE:
                return [], [], False
        if depth == 0:
            return comments, heads, True
    return [], [], False


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _opens_line(text: str, at: int) -> bool:
    while at and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
    return at == 0 or text[at - 1] == "\n"
