"""What a bibliography file is made of, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from kumsong_sources.bibtex.annotations import Annotation, annotated, parse_annotations
from kumsong_sources.bibtex.latex import decode_latex
from kumsong_sources.bibtex.names import split_names
from kumsong_sources.bibtex.places import Places
from kumsong_sources.bibtex.repetition import (
    DuplicateKey,
    RepeatedField,
    duplicate_keys,
    repeated_fields,
)
from kumsong_sources.encoding import EncodingFault
from kumsong_sources.frozen import frozen
from kumsong_sources.position import Position

VERBATIM = frozenset({"url", "doi", "file", "eprint", "isbn", "issn", "pdf", "verba", "urn"})
"""Fields whose value is no LaTeX: `Entry.text` gives them as they are."""


class LossKind(StrEnum):
    """What in a file other programs, or this one, may read otherwise than it was meant."""

    MISSING_COMMA = "missing-comma"
    STRAY_BRACE = "stray-brace"
    DOUBLE_BACKSLASH = "double-backslash"
    BROKEN_HEAD = "broken-head"
    EMPTY_KEY = "empty-key"
    UNDEFINED_MACRO = "undefined-macro"
    REPEATED_MACRO = "repeated-macro"
    PHANTOM_ENTRY = "phantom-entry"
    PERCENT_LINE = "percent-line"
    BROKEN_VALUE = "broken-value"
    BROKEN_BLOCK = "broken-block"
    BROKEN_ANNOTATION = "broken-annotation"


@frozen
class Loss:
    """Something that bibtexparser passes over in silence.

    Parameters
    ----------
    kind : LossKind
    message : str
        What was found, and how it was read here.
    position : Position
    remedy : str
        How to mend the file.
    citekey : str or None
        The entry it concerns.
    """

    kind: LossKind
    message: str
    position: Position
    remedy: str
    citekey: str | None = None


@frozen(slots=True)
class Field:
    """One field of an entry.

    Parameters
    ----------
    name : str
        As written.
    value : str
        Outer delimiters removed and macros replaced; still LaTeX.
    name_start, start, stop : int
        Offsets in the file's text: of the name, and of the value with its delimiters.
    places : Places
        Turns offsets into positions; these are asked for seldom.
    """

    name: str
    value: str
    name_start: int
    start: int
    stop: int
    places: Places = field(repr=False, compare=False)

    @property
    def position(self) -> Position:
        """Where the name stands."""
        return self.places.at(self.name_start)

    @property
    def value_position(self) -> Position:
        """Where the value stands, its delimiter included."""
        return self.places.at(self.start)


@frozen
class Entry:
    """One entry, with its exact text and place.

    Parameters
    ----------
    key, entrytype : str
        The type is in lower case.
    fields : mapping of str to Field
        By lower-case name, in file order. Of a repeated field, the first.
    start, stop, key_start : int
        Offsets in the file's text: of ``@``, behind the closing brace, and of the key.
    repeated : tuple of Field
        Fields whose name stood before, upper and lower case alike.
    places : Places
        Turns offsets into text and positions.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_bibtex
    >>> text = '@book{xu1990, author = {Xu, Yan}, author+an:script = {1="徐焰"}, Year = 1990}'
    >>> entry = parse_bibtex(text, path="references.bib").entries[0]
    >>> entry.get("year"), entry.annotation("author", "script")
    ('1990', {1: '徐焰'})
    >>> str(entry.fields["year"].position)
    'references.bib:1:64'
    """

    key: str
    entrytype: str
    fields: Mapping[str, Field] = field(hash=False)
    start: int
    stop: int
    key_start: int
    repeated: tuple[Field, ...] = ()
    places: Places = field(repr=False, compare=False)

    @property
    def raw(self) -> str:
        """The characters of the file from ``@`` to the closing brace."""
        return self.places.text[self.start : self.stop]

    @property
    def position(self) -> Position:
        """Where the entry starts."""
        return self.places.at(self.start)

    @property
    def key_position(self) -> Position | None:
        """Where the key stands; `None` where there is none."""
        return self.places.at(self.key_start) if self.key else None

    def get(self, name: str, default: str = "") -> str:
        """A field's value, still LaTeX, by its name in any case."""
        found = self.fields.get(name.lower())
        return default if found is None else found.value

    def text(self, name: str) -> str:
        """A field's value as readers see it: Unicode, without braces; empty when absent."""
        name = name.lower()
        found = self.fields.get(name)
        if found is None:
            return ""
        return found.value.strip() if name in VERBATIM else decode_latex(found.value)

    def annotations(self, name: str, annotation: str | None = None) -> tuple[Annotation, ...]:
        """Every annotation of a field under one name, those of parts of names included.

        `annotation` `None` is BibLaTeX's annotation without a name. Where the field has
        none, ``title_romanised``, as older files write it, is read as the annotation
        ``romanised`` of ``title``.
        """
        wanted = annotation.lower() if annotation else None
        found = self._annotations.get((name.lower(), wanted))
        if found is not None or wanted is None:
            return found or ()
        old = self.fields.get(f"{name.lower()}_{wanted}")
        if old is None:
            return ()
        if name.lower() not in NAME_LISTS:
            return (Annotation(place=None, part=None, value=decode_latex(old.value)),)
        return tuple(
            Annotation(place=place, part=None, value=decode_latex(one))
            for place, one in enumerate(split_names(old.value), start=1)
        )

    def annotation(self, name: str, annotation: str | None = None) -> dict[int | None, str]:
        """A field's annotations by the number of the name they concern.

        `None` stands for the whole field. Annotations of a part of a name are left out;
        `annotations` has them.
        """
        return {
            one.place: one.value
            for one in self.annotations(name, annotation)
            if one.part is None
        }

    @cached_property
    def _annotations(self) -> Mapping[tuple[str, str | None], tuple[Annotation, ...]]:
        found: dict[tuple[str, str | None], tuple[Annotation, ...]] = {}
        for name, one in self.fields.items():
            about = annotated(name)
            if about is not None:
                found[about] = parse_annotations(one.value)[0]
        return found


NAME_LISTS = frozenset(
    {
        "author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor",
        "commentator", "annotator", "introduction", "foreword", "afterword", "holder",
        "shortauthor", "shorteditor",
    }
)  # fmt: skip
"""Fields that hold names joined by ``and``."""


@frozen(slots=True)
class RejectedEntry:
    """An entry that bibtexparser gives up, kept with its text.

    Parameters
    ----------
    keys : tuple of str
        The citekeys it would have had; empty where none can be made out.
    reason, remedy : str
    entry : Entry or None
        The entry itself, where it can be read and only a key or a field is repeated.
    start, stop, places
        Offsets of `raw` in the file's text, and what turns them into positions.
    """

    keys: tuple[str, ...]
    reason: str
    remedy: str
    entry: Entry | None = None
    start: int
    stop: int
    places: Places = field(repr=False, compare=False)

    @property
    def raw(self) -> str:
        """The characters of the file, up to the next entry."""
        return self.places.text[self.start : self.stop]

    @property
    def position(self) -> Position:
        """Where it starts."""
        return self.places.at(self.start)


@frozen
class Macro:
    """An ``@string`` definition; `name` as written."""

    name: str
    value: str
    position: Position


@frozen
class Comment:
    """Text that belongs to no entry, or an ``@comment`` block."""

    text: str
    position: Position


@frozen
class BibFile:
    """A bibliography file, read.

    Parameters
    ----------
    path : str
    text : str
        The file's characters, line ends kept; without a byte order mark.
    encoding : str
        The encoding the bytes were read in.
    bom : bool
        Whether a UTF-8 byte order mark stood first.
    newline : str
        The line end used most.
    entries : tuple of Entry
        In file order.
    rejected : tuple of RejectedEntry
    strings : mapping of str to Macro
        The ``@string`` definitions by lower-case name.
    comments : tuple of Comment
    preambles : tuple of str
    losses : tuple of Loss
        What bibtexparser passes over in silence, by position.
    encoding_fault : EncodingFault or None
        Set where the file is not UTF-8.
    """

    path: str
    text: str = field(repr=False)
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    entries: tuple[Entry, ...] = ()
    rejected: tuple[RejectedEntry, ...] = ()
    strings: Mapping[str, Macro] = field(default_factory=dict, hash=False)
    comments: tuple[Comment, ...] = ()
    preambles: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    encoding_fault: EncodingFault | None = None

    def entry(self, key: str) -> Entry | None:
        """The entry of a citekey, one that was rejected for a repetition included."""
        return self._by_key.get(key)

    def to_bytes(self) -> bytes:
        """The file's bytes: those it was read from, where the encoding allows."""
        encoding = "utf-8-sig" if self.bom else self.encoding
        return self.text.encode(encoding, "replace")

    @cached_property
    def readable(self) -> tuple[Entry, ...]:
        """Every entry that can be read, rejected ones included, in file order."""
        kept = (one.entry for one in self.rejected if one.entry is not None)
        return tuple(sorted((*self.entries, *kept), key=lambda entry: entry.start))

    @cached_property
    def known_keys(self) -> frozenset[str]:
        """The citekeys of all entries, rejected ones included."""
        keys = {entry.key for entry in self.entries if entry.key}
        return frozenset(keys.union(*(one.keys for one in self.rejected)))

    @cached_property
    def duplicate_keys(self) -> tuple[DuplicateKey, ...]:
        """Citekeys that stand at several entries, upper and lower case alike."""
        return tuple(duplicate_keys(self.entries, self.rejected))

    @cached_property
    def repeated_fields(self) -> tuple[RepeatedField, ...]:
        """Fields that stand several times in one entry, upper and lower case alike."""
        return tuple(repeated_fields(self.readable))

    @cached_property
    def _by_key(self) -> Mapping[str, Entry]:
        found = {entry.key: entry for entry in self.entries}
        for one in self.rejected:
            if one.entry is not None:
                found.setdefault(one.entry.key, one.entry)
        return found
