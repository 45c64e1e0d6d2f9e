"""From a bibliography's bytes to its entries, rejected entries and losses."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from bibtexparser import model

from kumsong_sources.bibtex.annotations import annotated, parse_annotations
from kumsong_sources.bibtex.entries import (
    BibFile,
    Comment,
    Entry,
    Field,
    Loss,
    Macro,
    RejectedEntry,
)
from kumsong_sources.bibtex.losses import (
    broken_annotation,
    broken_block,
    broken_head,
    broken_value,
    double_backslash,
    empty_key,
    endless_macro,
    from_edit,
    left_over,
    repeated_macro,
    undefined_macro,
)
from kumsong_sources.bibtex.mending import Mended, mended
from kumsong_sources.bibtex.places import Places, line_end_of
from kumsong_sources.bibtex.rejection import extent, keys_in, reason_and_remedy
from kumsong_sources.bibtex.splitting import Block, RawField, key_start, locate_fields
from kumsong_sources.bibtex.values import Macros, plain_value, read_value
from kumsong_sources.encoding import decode
from kumsong_sources.errors import BibliographyError
from kumsong_sources.position import Position

_LOST_AT_END = re.compile(r"(?<!\\)(?:\\\\)+[}\"]?\Z")
_USUAL_HEAD = re.compile(r"@\w+[ \t]*[{(]")
# Macros that name macros can ask for any amount of text; files that are meant well do not.
_MOST_MACRO_TEXT, _MACRO_SHARE = 1_000_000, 8
_NOT_ENTRIES = ("string", "comment", "preamble")


def read_bibtex(path: str | Path) -> BibFile:
    """Read a BibTeX or BibLaTeX file.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    BibFile
        Whatever is wrong *in* the file is a value there: rejected entries, losses, an
        encoding fault.

    Raises
    ------
    BibliographyError
        If there is no such file, or it cannot be opened.
    """
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise BibliographyError(
            f"{path}: there is no such file; expected a bibliography in BibTeX or BibLaTeX, "
            "for example references.bib. Check the path and the folder you are in."
        ) from None
    except IsADirectoryError:
        raise BibliographyError(
            f"{path}: this is a folder; expected a bibliography file. "
            f"Name the file in it, for example {Path(path) / 'references.bib'}."
        ) from None
    except (OSError, ValueError) as error:
        raise BibliographyError(
            f"{path}: the file cannot be read ({error}). Check its name and its rights."
        ) from error
    return bibtex_from_bytes(content, path=str(path))


def bibtex_from_bytes(content: bytes, *, path: str) -> BibFile:
    """Read a bibliography from a file's bytes; `path` is for positions only."""
    decoded = decode(content, path=path)
    read = parse_bibtex(decoded.text, path=path)
    return replace(
        read,
        encoding=decoded.encoding,
        bom=content.startswith(codecs.BOM_UTF8),
        encoding_fault=decoded.fault,
    )


def parse_bibtex(text: str, *, path: str) -> BibFile:
    r"""Read a bibliography from text.

    Parameters
    ----------
    text : str
        Without a byte order mark; line ends as in the file.
    path : str
        For positions.

    Examples
    --------
    >>> file = parse_bibtex("@book{a,\n title = {A}\n year = {2000}}", path="refs.bib")
    >>> file.entries[0].get("title"), file.entries[0].get("year")
    ('A', '2000')
    >>> str(file.losses[0].kind), str(file.losses[0].position)
    ('missing-comma', 'refs.bib:2:13')
    """
    return _Reading(text=text, path=path).file()


@dataclass(kw_only=True)
class _Reading:
    """One text being read: what is found piles up until `file` hands it over."""

    text: str
    path: str
    entries: list[Entry] = field(default_factory=list)
    rejected: list[RejectedEntry] = field(default_factory=list)
    macros: dict[str, Macro] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    preambles: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    spent: bool = False

    def file(self) -> BibFile:
        self.places = Places(self.text, path=self.path)
        self.mended = mended(self.text)
        self.values = Macros(most=_MOST_MACRO_TEXT + _MACRO_SHARE * len(self.text))
        self._read_blocks(self.mended)
        self.losses.sort(key=lambda loss: loss.position)
        return BibFile(
            path=self.path,
            text=self.text,
            newline=line_end_of(self.text),
            entries=tuple(self.entries),
            rejected=tuple(self.rejected),
            strings=MappingProxyType(self.macros),
            comments=tuple(self.comments),
            preambles=tuple(self.preambles),
            losses=tuple(self.losses),
        )

    def _read_blocks(self, read: Mended) -> None:
        keys: dict[int, str] = {}
        covered = 0
        after_entry = False
        heads = _next_heads(read, end=len(self.text))
        for number, block in enumerate(read.blocks):
            entry = block.entry
            if entry is not None:
                keys[block.start] = entry.key
                self._read_entry(block, entry)
            elif isinstance(block.block, model.ImplicitComment):
                if block.start >= covered:
                    self._read_outside(block, after_entry=after_entry)
            elif isinstance(block.block, model.ParsingFailedBlock):
                again = block.block.ignore_error_block
                if isinstance(again, model.String):
                    self._read_macro(block, again)
                else:
                    covered = self._read_failed(block, before=heads[number + 1])
            else:
                self._read_other(block)
            after_entry = entry is not None
        for edit in read.edits:
            place = self.places.at(edit.at)
            self.losses.append(from_edit(edit, position=place, key=keys.get(edit.of)))

    def _read_other(self, block: Block) -> None:
        found = block.block
        if isinstance(found, model.String):
            self._read_macro(block, found)
        elif isinstance(found, model.Preamble):
            self.preambles.append(read_value(found.value.strip(), macros=self.values).value)
        elif isinstance(found, model.ExplicitComment):
            self.comments.append(
                Comment(
                    text=self.text[block.start : block.stop],
                    position=self.places.at(block.start),
                )
            )

    def _read_outside(self, block: Block, *, after_entry: bool) -> None:
        text, place = self.text[block.start : block.stop], self.places.at(block.start)
        self.comments.append(Comment(text=text, position=place))
        self.losses.extend(left_over(text, position=place, after_entry=after_entry))

    def _read_macro(self, block: Block, found: model.String) -> None:
        place = self.places.at(block.start)
        start = self.mended.text.find(found.value, self.mended.text.find("=", block.start) + 1)
        raw = self.text[start : start + len(found.value)]
        value = read_value(raw, macros=self.values)
        name = found.key.lower()
        self.losses += self._undefined(value.undefined, position=place, key=None)
        if name in self.macros:
            before = self.macros[name]
            self.losses.append(repeated_macro(found.key, before=before, position=place))
        # From here on, as in BibTeX, where the later definition replaces the earlier.
        self.macros[name] = Macro(name=found.key, value=value.value, position=place)
        self.values.define(name, value.value)

    def _read_entry(self, block: Block, found: model.Entry) -> None:
        entry = self._entry(block, found)
        head = self.mended.heads.get(block.start)
        if head is not None and not _USUAL_HEAD.match(entry.raw):
            self.losses.append(broken_head(entry, head=head))
        if not entry.key:
            self.losses.append(empty_key(entry))
        if not isinstance(block.block, model.ParsingFailedBlock):
            self.entries.append(entry)
            return
        reason, remedy = self._why_repeated(block.block, entry)
        self.rejected.append(
            RejectedEntry(
                keys=(entry.key,) if entry.key else (),
                raw=entry.raw,
                reason=reason,
                remedy=remedy,
                position=entry.position,
                entry=entry,
                start=entry.start,
                stop=entry.stop,
            )
        )

    def _why_repeated(self, block: model.ParsingFailedBlock, entry: Entry) -> tuple[str, str]:
        if isinstance(block, model.DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            return (
                f"a field stands twice in one entry: {names}",
                f"keep one {names} in {entry.key}; the first is used until then",
            )
        first = next((one for one in self.entries if one.key == entry.key), None)
        where = f" (line {first.position.line})" if first else ""
        return (
            f"the key {entry.key!r} is already that of an earlier entry{where}",
            f"give one of the two another key, for example {entry.key}b, "
            "and mend the citations of it",
        )

    def _entry(self, block: Block, found: model.Entry) -> Entry:
        reading, start = self.mended.text, block.start
        fields: dict[str, Field] = {}
        repeated: list[Field] = []
        for one in locate_fields(found, text=reading, start=start):
            made = self._field(one, key=found.key)
            if fields.setdefault(made.name.lower(), made) is not made:
                repeated.append(made)
        kind = self.mended.heads.get(start, found.entry_type)
        return Entry(
            key=found.key,
            entrytype=kind.lower(),
            fields=MappingProxyType(fields),
            raw=self.text[start : block.stop],
            position=self.places.at(start),
            key_position=self.places.at(key_start(found, text=reading, start=start)),
            start=start,
            stop=block.stop,
            repeated=tuple(repeated),
        )

    def _field(self, one: RawField, *, key: str) -> Field:
        raw = self.text[one.start : one.stop]
        undefined: tuple[str, ...] = ()
        broken = False
        value = plain_value(raw)
        if value is None:
            read = read_value(raw, macros=self.values)
            value, undefined = read.value, read.undefined
            # A comment behind a value goes; words without braces stay as they stand.
            rest = self.mended.text[one.start + read.stop : one.stop]
            broken = not raw or bool(rest.strip())
        made = Field(
            name=self.text[one.name_start : one.name_stop],
            value=raw if broken else value,
            name_start=one.name_start,
            start=one.start,
            stop=one.stop,
            places=self.places,
        )
        if broken:
            self.losses.append(broken_value(made, key=key))
        if undefined or "\\" in raw[-2:] or "an" in made.name:
            self.losses += self._losses_of_value(made, raw, undefined=undefined, key=key)
        return made

    def _losses_of_value(
        self, made: Field, raw: str, *, undefined: tuple[str, ...], key: str
    ) -> Iterator[Loss]:
        place = made.value_position
        yield from self._undefined(undefined, position=place, key=key)
        if _LOST_AT_END.search(raw[-40:]):
            yield double_backslash(made, key=key)
        if annotated(made.name) is not None:
            _, rest = parse_annotations(made.value)
            if rest:
                yield broken_annotation(made, rest=rest, key=key)

    def _undefined(
        self, names: tuple[str, ...], *, position: Position, key: str | None
    ) -> Iterator[Loss]:
        """Macros whose names stay in the value: never defined, or too much to write out."""
        for name in names:
            if name.lower() not in self.macros:
                yield undefined_macro(name, position=position, key=key)
            elif not self.spent:
                self.spent = True
                yield endless_macro(name, position=position, key=key)

    def _read_failed(self, block: Block, *, before: int) -> int:
        """Keep a block that cannot be read; returns where its text ends."""
        stop = extent(self.mended.text, start=block.start, before=before)
        raw, place = self.text[block.start : stop], self.places.at(block.start)
        assert isinstance(block.block, model.ParsingFailedBlock)
        reason, remedy = reason_and_remedy(block.block.error)
        kind = re.match(r"@\w*", raw)
        if kind is not None and kind[0][1:].lower() in _NOT_ENTRIES:
            loss = broken_block(kind[0], reason=reason, remedy=remedy, position=place)
            self.losses.append(loss)
            return stop
        self.rejected.append(
            RejectedEntry(
                keys=keys_in(raw),
                raw=raw,
                reason=reason,
                remedy=remedy,
                position=place,
                start=block.start,
                stop=stop,
            )
        )
        return stop


def _next_heads(read: Mended, *, end: int) -> list[int]:
    """For each block, and for the end, where it or the next that is no mere text starts."""
    heads = [end]
    for block in reversed(read.blocks):
        is_text = isinstance(block.block, model.ImplicitComment)
        heads.append(heads[-1] if is_text else block.start)
    return heads[::-1]


__all__ = ["bibtex_from_bytes", "parse_bibtex", "read_bibtex"]
