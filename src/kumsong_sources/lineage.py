"""Lineage: which source takes its account from which, and how many witnesses that leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kumsong_sources.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """The declared derives-from graph.

    Parameters
    ----------
    parents : mapping of str to tuple of str
        For each citekey the keys it derives from. A key that is in no bibliography is an
        origin of its own.
    informants : mapping of str to str
        For each citekey who saw or counted, where the source names one: sources of one
        informant are of one lineage.

    Examples
    --------
    >>> lineage = Lineage(parents={"copy": ("history",), "survey": ("history", "memoir")})
    >>> lineage.witnesses(["history", "copy"])
    (('history', 'copy'),)
    >>> len(lineage.witnesses(["history", "memoir", "survey"]))
    2
    """

    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    informants: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, dossier: Dossier) -> Lineage:
        """The lineage a dossier declares: `derivesfrom`, and `via`.

        A work through which a source is read derives from that source.
        """
        parents: dict[str, dict[str, None]] = {}
        for source in dossier.sources.values():
            parents.setdefault(source.citekey, {}).update(dict.fromkeys(source.derivesfrom))
        for claim in dossier.claims:
            for reading in claim.via:
                quoted = dict.fromkeys(k for k in claim.citekeys if k != reading.citekey)
                parents.setdefault(reading.citekey, {}).update(quoted)
        informants = {s.citekey: s.informant for s in dossier.sources.values() if s.informant}
        return cls(
            parents={key: tuple(known) for key, known in parents.items() if known},
            informants=informants,
        )

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        return {}

    def ancestors(self, key: str) -> frozenset[str]:
        """All sources a source derives from, however far back; itself only in a circle."""
        if key not in self._ancestors:
            found: set[str] = set()
            waiting = list(self.parents.get(key, ()))
            while waiting:
                parent = waiting.pop()
                if parent not in found:
                    found.add(parent)
                    waiting.extend(self.parents.get(parent, ()))
            self._ancestors[key] = frozenset(found)
        return self._ancestors[key]

    def witnesses(self, keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Sources grouped by independent lineage: as many groups, so many witnesses.

        A source that derives from another one among `keys` adds no witness and stands in
        that one's group; the others are of one group where they share an ancestor, cited
        or not, or an informant.

        Parameters
        ----------
        keys : iterable of str
            Citekeys; one named twice counts once.

        Returns
        -------
        tuple of tuple of str
            Each group led by a source that derives from no other of `keys`.
        """
        cited = list(dict.fromkeys(keys))
        origins = [key for key in cited if not self._derives_from_another(key, cited)]
        groups: list[tuple[list[str], set[str]]] = []
        for key in origins:
            marks = self._marks(key)
            related = [group for group in groups if group[1] & marks]
            members = [member for group in related for member in group[0]]
            groups = [group for group in groups if group not in related]
            groups.append(([*members, key], marks.union(*(group[1] for group in related))))
        for key in cited:
            if key not in origins:
                home = next(g for g in groups if self.ancestors(key) & set(g[0]))
                home[0].append(key)
        return tuple(tuple(members) for members, _ in groups)

    def _derives_from_another(self, key: str, cited: list[str]) -> bool:
        """Whether a cited source is behind this one; in a circle the first cited leads."""
        ancestors = self.ancestors(key)
        return any(
            other in ancestors
            and (key not in self.ancestors(other) or cited.index(other) < cited.index(key))
            for other in cited
            if other != key
        )

    def _marks(self, key: str) -> set[str]:
        line = {key, *self.ancestors(key)}
        told = {f"informant {self.informants[k]}" for k in line if k in self.informants}
        return {f"source {k}" for k in line} | told

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Circles of derivation, each as the keys that derive from themselves, sorted."""
        turning = [key for key in self.parents if key in self.ancestors(key)]
        circles = {
            tuple(sorted(k for k in self.ancestors(key) if key in self.ancestors(k)))
            for key in turning
        }
        return tuple(sorted(circles))
