"""Entries at the end of a bibliography; what stands there already is not touched.

Keys are kept where they can be cited and are free, and else made from family name and year,
with a letter where that is taken. Upper and lower case count as the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from string import ascii_lowercase

from kumsong_sources.bibtex import BibFile, bibtex_from_bytes, written_entry
from kumsong_sources.errors import BibliographyError
from kumsong_sources.files import ChangedMeanwhileError, replace_file
from kumsong_sources.imports.entries import NewEntry

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]*")


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What is added to a bibliography.

    Parameters
    ----------
    text : str
        The characters that follow those of the file.
    keys : tuple of str
        Of the new entries, in order.
    left_out : tuple of (str, str)
        Key and name of what the entries had and BibLaTeX has no place for.
    before, after : bytes
        The file as it was read, and as it is to be.
    """

    text: str
    keys: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    before: bytes
    after: bytes


def added(entries: Sequence[NewEntry], content: bytes, *, path: str) -> Addition:
    r"""Say what a bibliography becomes when entries are added; nothing is written.

    Parameters
    ----------
    entries : sequence of NewEntry
    content : bytes
        The bibliography's file.
    path : str
        For the message.

    Raises
    ------
    BibliographyError
        If the new entries could not be read back: the file ends inside an entry, or its
        encoding lacks a character.

    Examples
    --------
    >>> new = NewEntry(key="a", entrytype="book", fields={"title": "T"})
    >>> added([new], b"@book{a, title = {Old}}", path="references.bib").text
    '\n\n@book{aa,\n  title = {T},\n}\n'
    """
    file = bibtex_from_bytes(content, path=path)
    if entries:
        _refuse_open_end(file, path=path)
    keys = tuple(_free_keys(entries, taken=file.known_keys))
    newline = file.newline
    written = [
        written_entry(key, one.entrytype, one.fields, newline=newline)
        for key, one in zip(keys, entries, strict=True)
    ]
    text = (newline * 2).join(written) + newline if written else ""
    if text and file.text.strip():
        ended = file.text.endswith(("\n", "\r"))
        text = newline * (1 if ended else 2) + text
    after = content + _encoded(text, encoding=file.encoding, path=path)
    if text:
        _check(after, keys=keys, known=file.known_keys, path=path)
    return Addition(
        text=text,
        keys=keys,
        left_out=tuple(
            (key, name) for key, one in zip(keys, entries, strict=True) for name in one.left_out
        ),
        before=content,
        after=after,
    )


def add_entries(entries: Sequence[NewEntry], path: str | Path) -> Addition:
    """Add entries at the end of a bibliography, in one step.

    Raises
    ------
    BibliographyError
        If the file cannot be read or written, was changed meanwhile, or could not be read
        back with the new entries; then it is left as it is.
    """
    try:
        content = Path(path).read_bytes()
        addition = added(entries, content, path=str(path))
        if addition.text:
            replace_file(path, addition.after, expected=content)
    except ChangedMeanwhileError:
        raise BibliographyError(
            f"{path}: another program changed it meanwhile; nothing was written, try again"
        ) from None
    except OSError as error:
        reason = error.strerror or error
        raise BibliographyError(f"{path}: cannot be written ({reason})") from None
    return addition


def _refuse_open_end(file: BibFile, *, path: str) -> None:
    """BibTeX would read what is added as a part of an entry that is never closed."""
    end = len(file.text.rstrip())
    for one in file.rejected:
        if one.entry is None and one.stop >= end and one.raw.count("{") > one.raw.count("}"):
            raise BibliographyError(
                f"{one.position}: the file ends inside this entry ({one.reason}); nothing was "
                "written. Close the entry and try again"
            )


def _free_keys(entries: Iterable[NewEntry], *, taken: Iterable[str]) -> Iterator[str]:
    used = {key.casefold() for key in taken}
    for entry in entries:
        wanted = entry.key if _KEY.fullmatch(entry.key) else _made(entry)
        key = next(one for one in _lettered(wanted) if one.casefold() not in used)
        used.add(key.casefold())
        yield key


def _made(entry: NewEntry) -> str:
    """A key from family name and year: ``hermes1966``."""
    for name in (*entry.names[:1], entry.fields.get("title", ""), entry.entrytype):
        plain = unicodedata.normalize("NFKD", name)
        letters = re.sub(r"[^a-z0-9]", "", plain.encode("ascii", "ignore").decode().lower())
        if letters:
            return f"{letters[:24]}{entry.year.lstrip('-')}"
    return f"work{entry.year.lstrip('-')}"


def _lettered(key: str) -> Iterator[str]:
    yield key
    for letter in ascii_lowercase:
        yield f"{key}{letter}"
    for number in count(2):
        yield f"{key}-{number}"


def _encoded(text: str, *, encoding: str, path: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise BibliographyError(
            f"{path}: its encoding, {encoding}, has no {text[error.start]!r}, which a new "
            "entry needs; save the file as UTF-8 and try again"
        ) from None


def _check(after: bytes, *, keys: tuple[str, ...], known: frozenset[str], path: str) -> None:
    file = bibtex_from_bytes(after, path=path)
    read = {entry.key for entry in file.entries}
    if set(keys) <= read and known <= file.known_keys:
        return
    lost = next((key for key in keys if key not in read), "an entry that was there")
    raise BibliographyError(
        f"{path}: with the new entries at its end, {lost} could not be read; nothing was "
        "written. `kumsong-sources check` says where the file is broken; mend it and try again"
    )
