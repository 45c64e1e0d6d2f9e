"""Lists of names as they stand in their fields."""

from __future__ import annotations

from typing import NamedTuple

from kumsong_sources.bibtex import NAME_LISTS, Entry, split_names
from kumsong_sources.checks.places import place_in_field
from kumsong_sources.checks.rule import Context
from kumsong_sources.position import Position
from kumsong_sources.sources import Source


class NameList(NamedTuple):
    """A field that holds names, and the names as they stand in it."""

    source: Source
    field: str
    names: tuple[str, ...]

    @property
    def entry(self) -> Entry:
        """The entry as it stands."""
        return self.source.entry

    def place_of(self, number: int) -> Position:
        """Where one of the names stands."""
        after = 0
        place = self.entry.fields[self.field].value_position
        for name in self.names[: number + 1]:
            place, after = place_in_field(self.entry, name=self.field, text=name, after=after)
        return place


def all_names(context: Context) -> tuple[NameList, ...]:
    """Every field that holds names, in file order."""
    return tuple(
        NameList(source, name, divided(source.entry.fields[name].value))
        for source in context.bibliography
        for name in source.entry.fields
        if name in NAME_LISTS
    )


def divided(value: str) -> tuple[str, ...]:
    """The names of a list, as `split_names` gives them; quicker for plain ones."""
    low = value.lower()
    plain = (
        value.isprintable()
        and "\u3000" not in value
        and "\xa0" not in value
        and not ("{" in value or "\\" in value or " and and " in low)
        and low.count(" and ") == value.count(" and ")
        and not (low.startswith("and") or low.endswith("and"))
    )
    if not plain:
        return split_names(value)
    return tuple(name for name in map(str.strip, value.split(" and ")) if name)
