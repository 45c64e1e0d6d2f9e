"""From a bibliography's text to its entries, rejected entries and losses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

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
from kumsong_sources.bibtex.mending import Stretch, mended
from kumsong_sources.bibtex.places import Places, line_end_of
from kumsong_sources.bibtex.rejection import extent, keys_in, reason_and_remedy
from kumsong_sources.bibtex.splitting import Block, Extent, key_start, locate_fields
from kumsong_sources.bibtex.values import Macros, plain_value, read_value
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position

_LOST_AT_END = pattern(r"(?<!\\)(?:\\\\)+[}\"]?\Z")
_USUAL_HEAD = pattern(r"@\w+[ \t]*[{(]")
# Macros that name macros can ask for any amount of text; files that are meant well do not.
_MOST_MACRO_TEXT, _MACRO_SHARE = 1_000_000, 8
_NOT_ENTRIES = ("string", "comment", "preamble")


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


class _FieldName(NamedTuple):
    """A field's name as written, in lower case, and whether it is an annotation's."""

    written: str
    lower: str
    annotates: bool


class _FieldNames(dict[str, _FieldName]):
    """The names of a file's fields: there are few, so each is looked at and kept once."""

    def __missing__(self, written: str) -> _FieldName:
        annotates = annotated(written) is not None
        found = self[written] = _FieldName(written, written.lower(), annotates)
        return found


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
        self.values = Macros(most=_MOST_MACRO_TEXT + _MACRO_SHARE * len(self.text))
        self.names = _FieldNames()
        self.by_key: dict[str, Entry] = {}
        self.repeated: dict[str, tuple[str, str]] = {}
        self.after_entry = False
        for stretch in mended(self.text):
            self.stretch = stretch
            # What stands there, of the same length as how it is read.
            self.own = self.text[stretch.start : stretch.stop]
            self._read_blocks(stretch)
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

    def _read_blocks(self, stretch: Stretch) -> None:
        keys: dict[int, str] = {}
        covered = 0
        heads = _next_heads(stretch)
        for number, block in enumerate(stretch.blocks):
            entry = block.entry
            if entry is not None:
                keys[block.start] = entry.key
                self._read_entry(block, entry)
            elif isinstance(block.block, model.ImplicitComment):
                if block.start >= covered:
                    self._read_outside(block)
            elif isinstance(block.block, model.ParsingFailedBlock):
                again = block.block.ignore_error_block
                if isinstance(again, model.String):
                    self._read_macro(block, again)
                else:
                    covered = self._read_failed(block, before=heads[number + 1])
            else:
                self._read_other(block)
            self.after_entry = entry is not None
        for edit in stretch.edits:
            place = self._at(edit.at)
            self.losses.append(from_edit(edit, position=place, key=keys.get(edit.of)))

    def _at(self, offset: int) -> Position:
        """The place of an offset in the stretch being read."""
        return self.places.at(self.stretch.start + offset)

    def _read_other(self, block: Block) -> None:
        found = block.block
        if isinstance(found, model.String):
            self._read_macro(block, found)
        elif isinstance(found, model.Preamble):
            self.preambles.append(read_value(found.value.strip(), macros=self.values).value)
        elif isinstance(found, model.ExplicitComment):
            self.comments.append(
                Comment(text=self.own[block.start : block.stop], position=self._at(block.start))
            )

    def _read_outside(self, block: Block) -> None:
        text, place = self.own[block.start : block.stop], self._at(block.start)
        self.comments.append(Comment(text=text, position=place))
        self.losses.extend(left_over(text, position=place, after_entry=self.after_entry))

    def _read_macro(self, block: Block, found: model.String) -> None:
        place, reading = self._at(block.start), self.stretch.text
        start = reading.find(found.value, reading.find("=", block.start) + 1)
        raw = self.own[start : start + len(found.value)]
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
        head = self.stretch.heads.get(block.start)
        if head is not None and not _USUAL_HEAD.match(self.own, block.start):
            self.losses.append(broken_head(entry, head=head))
        if not entry.key:
            self.losses.append(empty_key(entry))
        first = self.by_key.get(entry.key)
        if isinstance(block.block, model.DuplicateFieldKeyBlock):
            why = _repeated_field(block.block, entry)
        elif first is not None:
            why = self._why_repeated(first)
        else:
            self.by_key[entry.key] = entry
            self.entries.append(entry)
            return
        reason, remedy = why
        self.rejected.append(
            RejectedEntry(
                keys=(entry.key,) if entry.key else (),
                reason=reason,
                remedy=remedy,
                entry=entry,
                start=entry.start,
                stop=entry.stop,
                places=self.places,
            )
        )

    def _why_repeated(self, first: Entry) -> tuple[str, str]:
        """What is said of each further entry with a key; kept once, it may be said often."""
        key = first.key
        if key not in self.repeated:
            self.repeated[key] = (
                f"the key {key!r} is already that of an earlier entry "
                f"(line {first.position.line})",
                f"give one of the two another key, for example {key}b, "
                "and mend the citations of it",
            )
        return self.repeated[key]

    def _entry(self, block: Block, found: model.Entry) -> Entry:
        base, reading, start = self.stretch.start, self.stretch.text, block.start
        fields: dict[str, Field] = {}
        repeated: list[Field] = []
        for located in locate_fields(found, text=reading, start=start):
            name = self.names[self.own[located[0] : located[1]]]
            made = self._field(located, name=name, key=found.key)
            if fields.setdefault(name.lower, made) is not made:
                repeated.append(made)
        kind = self.stretch.heads.get(start, found.entry_type)
        return Entry(
            key=found.key,
            entrytype=kind.lower(),
            fields=MappingProxyType(fields),
            start=base + start,
            stop=base + block.stop,
            key_start=base + key_start(found, text=reading, start=start),
            repeated=tuple(repeated),
            places=self.places,
        )

    def _field(self, located: Extent, *, name: _FieldName, key: str) -> Field:
        name_start, _, start, stop = located
        raw = self.own[start:stop]
        undefined: tuple[str, ...] = ()
        broken = False
        value = plain_value(raw)
        if value is None:
            read = read_value(raw, macros=self.values)
            value, undefined = read.value, read.undefined
            # A comment behind a value goes; words without braces stay as they stand.
            broken = not raw or bool(self.stretch.text[start + read.stop : stop].strip())
        base = self.stretch.start
        made = Field(
            name=name.written,
            value=raw if broken else value,
            name_start=base + name_start,
            start=base + start,
            stop=base + stop,
            places=self.places,
        )
        if broken:
            self.losses.append(broken_value(made, key=key))
        if undefined or "\\" in raw[-2:] or name.annotates:
            self.losses += self._losses_of_value(made, raw, undefined=undefined, key=key)
        return made

    def _losses_of_value(
        self, made: Field, raw: str, *, undefined: tuple[str, ...], key: str
    ) -> Iterator[Loss]:
        if undefined:
            yield from self._undefined(undefined, position=made.value_position, key=key)
        if _LOST_AT_END.search(raw[-40:]):
            yield double_backslash(made, key=key)
        if self.names[made.name].annotates:
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
        stop = extent(self.stretch.text, start=block.start, before=before)
        raw = self.own[block.start : stop]
        assert isinstance(block.block, model.ParsingFailedBlock)
        reason, remedy = reason_and_remedy(block.block.error)
        kind = re.match(r"@\w*", raw)
        if kind is not None and kind[0][1:].lower() in _NOT_ENTRIES:
            place = self._at(block.start)
            loss = broken_block(kind[0], reason=reason, remedy=remedy, position=place)
            self.losses.append(loss)
            return stop
        self.rejected.append(
            RejectedEntry(
                keys=keys_in(raw),
                reason=reason,
                remedy=remedy,
                start=self.stretch.start + block.start,
                stop=self.stretch.start + stop,
                places=self.places,
            )
        )
        return stop


def _repeated_field(block: model.DuplicateFieldKeyBlock, entry: Entry) -> tuple[str, str]:
    names = ", ".join(sorted(block.duplicate_keys))
    return (
        f"a field stands twice in one entry: {names}",
        f"keep one {names} in {entry.key}; the first is used until then",
    )


def _next_heads(stretch: Stretch) -> list[int]:
    """For each block, and for the end, where it or the next that is no mere text starts."""
    heads = [len(stretch.text)]
    for block in reversed(stretch.blocks):
        is_text = isinstance(block.block, model.ImplicitComment)
        heads.append(heads[-1] if is_text else block.start)
    return heads[::-1]
