"""The closed lists: kinds of measures, qualifiers, perspectives, levels, source types."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from kumsong_sources.frozen import frozen


class Kind(StrEnum):
    """What sort of value a measure takes."""

    COUNT = "count"
    QUANTITY = "quantity"
    DATE = "date"
    CATEGORY = "category"


class Qualifier(StrEnum):
    """How a source hedges its figure."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    UNKNOWN = "unknown"
    NONE = "none"


class Perspective(StrEnum):
    """The reporter's side held against the subject's side."""

    OWN = "own"
    ENEMY = "enemy"
    THIRD_PARTY = "third-party"


class Link(StrEnum):
    """Who ties a claim to its source: the text itself, or the editor."""

    STATED = "stated"
    INFERRED = "inferred"


class Level(StrEnum):
    """How near a source stands to the event."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class SourceType(StrEnum):
    """What sort of work a source is."""

    OFFICIAL_HISTORY = "official history"
    MEMOIR = "memoir"
    SCHOLARSHIP = "scholarship"
    PRESS = "press"
    REFERENCE_WORK = "reference work"
    ARCHIVE = "archive"
    OFFICIAL_REPORT = "official report"
    DATASET = "dataset"
    POPULAR_HISTORY = "popular history"
    WEBSITE = "website"
    OTHER = "other"


LOSSES = ("killed", "wounded", "missing", "captured")
"""The disjoint kinds of loss whose sum is `casualties`."""


@frozen
class Measure:
    """What is counted.

    Parameters
    ----------
    name : str
        As written in the column `measure` of `claims.csv`.
    label : str
        As shown to readers.
    kind : Kind
        Count, quantity with a unit, date or category.
    unit : str or None
        The unit figures are held in: ``"persons"`` for losses, ``"km2"`` for areas.
    components : frozenset of str
        The kinds of loss (see `LOSSES`) that the measure adds up; empty for a
        measure that has no place in the sum of losses.

    Examples
    --------
    >>> sorted(MEASURES["killed_or_missing"].components)
    ['killed', 'missing']
    >>> MEASURES["strength"].components
    frozenset()
    """

    name: str
    label: str
    kind: Kind
    unit: str | None = None
    components: frozenset[str] = frozenset()

    @property
    def is_loss(self) -> bool:
        """Whether the measure has a place in the sum of losses."""
        return bool(self.components)


def _losses() -> list[Measure]:
    unions = [
        Measure(
            name="_or_".join(parts),
            label=" or ".join(parts),
            kind=Kind.COUNT,
            unit="persons",
            components=frozenset(parts),
        )
        for size in (1, 2, 3)
        for parts in combinations(LOSSES, size)
    ]
    casualties = Measure(
        name="casualties",
        label="casualties",
        kind=Kind.COUNT,
        unit="persons",
        components=frozenset(LOSSES),
    )
    return [*unions, casualties]


def _counts() -> list[Measure]:
    persons = {
        "dead": "dead (all causes)",
        "strength": "strength",
        "sick": "sick",
        "deserted": "deserted",
        "non_battle_casualties": "non-battle casualties",
        "released": "released",
        "civilian_deaths": "civilian deaths",
    }
    things = ("guns", "aircraft", "tanks", "vehicles", "ships", "horses")
    counted = [
        Measure(name=name, label=label, kind=Kind.COUNT, unit="persons")
        for name, label in persons.items()
    ]
    return counted + [
        Measure(name=name, label=name, kind=Kind.COUNT, unit=name) for name in things
    ]


def _other_kinds() -> list[Measure]:
    return [
        Measure(name="area", label="area", kind=Kind.QUANTITY, unit="km2"),
        Measure(name="distance", label="distance", kind=Kind.QUANTITY, unit="km"),
        Measure(name="date", label="date", kind=Kind.DATE, unit="days"),
        Measure(name="start_date", label="start", kind=Kind.DATE, unit="days"),
        Measure(name="end_date", label="end", kind=Kind.DATE, unit="days"),
        Measure(name="result", label="result", kind=Kind.CATEGORY),
        Measure(name="place", label="place", kind=Kind.CATEGORY),
    ]


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {measure.name: measure for measure in (*_losses(), *_counts(), *_other_kinds())}
)
"""The built-in measures by name; a dossier may add its own."""
