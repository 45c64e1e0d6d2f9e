"""The works of a bibliography then and now, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kumsong_sources.changes.claims import CellChange, changed_cells
from kumsong_sources.dossier import Dossier
from kumsong_sources.sources import Source

TYPE = "entry type"

_HOLD_KEYS = frozenset({"crossref", "derivesfrom", "entryset", "related", "xdata", "xref"})
_KEY = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, kw_only=True)
class SourcePair:
    """One work as it was and as it is.

    Parameters
    ----------
    before, after : Source
    fields : tuple of CellChange
        The fields that differ, and the entry's type.
    """

    before: Source
    after: Source
    fields: tuple[CellChange, ...]

    @property
    def is_renamed(self) -> bool:
        """Whether the citekey is another."""
        return self.before.citekey != self.after.citekey


@dataclass(frozen=True, kw_only=True)
class SourceChanges:
    """What became of the works.

    Parameters
    ----------
    pairs : tuple of SourcePair
        The works that are in both, in the order they have now, changed or not.
    added, dropped : tuple of Source
    """

    pairs: tuple[SourcePair, ...]
    added: tuple[Source, ...]
    dropped: tuple[Source, ...]

    @property
    def renamed_keys(self) -> Mapping[str, str]:
        """The new citekeys by the old ones, where they differ."""
        return MappingProxyType(
            {p.before.citekey: p.after.citekey for p in self.pairs if p.is_renamed}
        )


def match_sources(before: Dossier, after: Dossier) -> SourceChanges:
    """Match the works of two states of a dossier.

    A work is the same where the citekey is, or where all else in its entry is and no other
    entry's is. White space within a field is no change.
    """
    old, new = dict(before.sources), dict(after.sources)
    partner = {key: key for key in new if key in old}
    gone = _by_content(old[key] for key in old if key not in new)
    come = _by_content(new[key] for key in new if key not in old)
    for content, sources in come.items():
        there = gone.get(content, [])
        if len(sources) == len(there) == 1:
            partner[sources[0].citekey] = there[0].citekey
    matched = set(partner.values())
    renamed = {was: now for now, was in partner.items() if was != now}
    return SourceChanges(
        pairs=tuple(
            SourcePair(
                before=old[partner[key]],
                after=source,
                fields=tuple(
                    changed_cells(_fields(old[partner[key]], renamed), _fields(source))
                ),
            )
            for key, source in new.items()
            if key in partner
        ),
        added=tuple(source for key, source in new.items() if key not in partner),
        dropped=tuple(source for key, source in old.items() if key not in matched),
    )


def _fields(source: Source, renamed: Mapping[str, str] | None = None) -> dict[str, str]:
    """The fields of an entry; those that hold citekeys with the keys of now."""
    fields = {name: " ".join(one.value.split()) for name, one in source.entry.fields.items()}
    keys = renamed or {}
    for name in _HOLD_KEYS & fields.keys() if keys else ():
        fields[name] = _KEY.sub(lambda found: keys.get(found[0], found[0]), fields[name])
    return {TYPE: source.entry.entrytype, **fields}


def _by_content(sources: Iterable[Source]) -> dict[tuple[tuple[str, str], ...], list[Source]]:
    found: dict[tuple[tuple[str, str], ...], list[Source]] = {}
    for source in sources:
        fields = _fields(source)
        # An entry that holds nothing is like every other such entry.
        if len(fields) > 1:
            found.setdefault(tuple(sorted(fields.items())), []).append(source)
    return found
