"""Keys and fields that stand several times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kumsong_sources.frozen import frozen
from kumsong_sources.position import Position

if TYPE_CHECKING:
    from kumsong_sources.bibtex.entries import Entry, Field, RejectedEntry


@frozen
class DuplicateKey:
    """A citekey that several entries use, or that differs only in case.

    Parameters
    ----------
    keys : tuple of str
        As written, in file order.
    positions : tuple of Position
        Of the entries, in the same order.
    """

    keys: tuple[str, ...]
    positions: tuple[Position, ...]

    @property
    def case_only(self) -> bool:
        """Whether no two are written alike, so that they differ only in case."""
        return len(set(self.keys)) == len(self.keys)


@frozen
class RepeatedField:
    """A field that an entry has several times; `fields` in file order."""

    citekey: str
    fields: tuple[Field, ...]

    @property
    def case_only(self) -> bool:
        """Whether no two names are written alike."""
        return len({one.name for one in self.fields}) == len(self.fields)


def duplicate_keys(
    entries: Iterable[Entry], rejected: Iterable[RejectedEntry]
) -> Iterator[DuplicateKey]:
    """The keys that stand at several entries, upper and lower case alike."""
    seen: dict[str, list[tuple[int, str, Position]]] = {}
    for entry in entries:
        seen.setdefault(entry.key.casefold(), []).append(
            (entry.start, entry.key, entry.key_position or entry.position)
        )
    for one in rejected:
        at = (one.entry.key_position if one.entry else None) or one.position
        for key in one.keys:
            seen.setdefault(key.casefold(), []).append((one.start, key, at))
    for folded, places in seen.items():
        if folded and len(places) > 1:
            places.sort()
            yield DuplicateKey(
                keys=tuple(key for _, key, _ in places),
                positions=tuple(position for _, _, position in places),
            )


def repeated_fields(entries: Iterable[Entry]) -> Iterator[RepeatedField]:
    """The fields that stand several times in one entry, upper and lower case alike."""
    for entry in entries:
        for name in dict.fromkeys(one.name.lower() for one in entry.repeated):
            again = (one for one in entry.repeated if one.name.lower() == name)
            yield RepeatedField(citekey=entry.key, fields=(entry.fields[name], *again))
