"""Lineage: which source takes its account from which, and how many witnesses that leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from kumsong_sources.dossier import Dossier, kept
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Showing


@frozen
class Lineage(Showing):
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
        return _declared(dossier)

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
        cited = tuple(dict.fromkeys(keys))
        if cited not in self._witnesses:
            self._witnesses[cited] = self._grouped(cited)
        return self._witnesses[cited]

    @cached_property
    def _witnesses(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        return {}

    def _grouped(self, cited: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        if len(cited) < 2:
            return tuple((key,) for key in cited)
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

    def _derives_from_another(self, key: str, cited: Sequence[str]) -> bool:
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

    def stemma(self, keys: Iterable[str]) -> Stemma:
        """Who takes from whom among sources, and what joins them.

        Sources that were not asked for are part of it only where they join what was:
        they stand between two of `keys`, or two that derive from no other of `keys` both
        go back to them. What else lies behind is left out.

        Parameters
        ----------
        keys : iterable of str
            Citekeys; one named twice counts once.

        Examples
        --------
        >>> lineage = Lineage(parents={"copy": ("history",), "digest": ("history", "memoir")})
        >>> stemma = lineage.stemma(["copy", "digest"])
        >>> stemma.nodes, stemma.edges
        (('copy', 'digest', 'history'), (('history', 'copy'), ('history', 'digest')))
        """
        asked = list(dict.fromkeys(keys))
        core = [*asked, *self._joining(asked)]
        behind = frozenset().union(*(self.ancestors(key) for key in core))
        between = sorted(x for x in behind - set(core) if self.ancestors(x) & set(core))
        nodes = (*core, *between)
        return Stemma(
            nodes=nodes,
            edges=tuple((p, c) for c in nodes for p in self.parents.get(c, ()) if p in nodes),
            witnesses=self.witnesses(asked),
            cycles=tuple(circle for circle in self.cycles if set(circle) <= set(nodes)),
        )

    def _joining(self, asked: list[str]) -> list[str]:
        """The sources not asked for from which two origins descend on different ways."""
        origins = [key for key in asked if not self._derives_from_another(key, asked)]
        behind = {key: self.ancestors(key) for key in origins}
        shared = frozenset().union(*behind.values()) - set(asked)
        led: dict[str, dict[str, set[str]]] = {}
        for child, known in self.parents.items():
            below = {key for key in origins if child == key or child in behind[key]}
            for parent in shared.intersection(known) if below else ():
                led.setdefault(parent, {})[child] = below
        return sorted(
            key
            for key, ways in led.items()
            if len(ways) > 1 and len(set().union(*ways.values())) > 1
        )

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Circles of derivation, each as the keys that derive from themselves, sorted."""
        turning = [key for key in self.parents if key in self.ancestors(key)]
        circles = {
            tuple(sorted(k for k in self.ancestors(key) if key in self.ancestors(k)))
            for key in turning
        }
        return tuple(sorted(circles))


@kept
def _declared(dossier: Dossier) -> Lineage:
    parents: dict[str, dict[str, None]] = {}
    for source in dossier.sources.values():
        parents.setdefault(source.citekey, {}).update(dict.fromkeys(source.derivesfrom))
    for claim in dossier.claims:
        for reading in claim.via:
            quoted = dict.fromkeys(k for k in claim.citekeys if k != reading.citekey)
            parents.setdefault(reading.citekey, {}).update(quoted)
    informants = {s.citekey: s.informant for s in dossier.sources.values() if s.informant}
    return Lineage(
        parents={key: tuple(known) for key, known in parents.items() if known},
        informants=informants,
    )


@frozen
class Stemma(Showing):
    """Who takes from whom among some sources.

    Parameters
    ----------
    nodes : tuple of str
        The citekeys asked for, in their order, then those that join them.
    edges : tuple of (str, str)
        A source and one that derives from it.
    witnesses : tuple of tuple of str
        The citekeys asked for, grouped by independent lineage.
    cycles : tuple of tuple of str
        Circles of derivation among the nodes.
    """

    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    witnesses: tuple[tuple[str, ...], ...]
    cycles: tuple[tuple[str, ...], ...]

    @property
    def joining(self) -> tuple[str, ...]:
        """The nodes that were not asked for: they join those that were."""
        asked = {key for group in self.witnesses for key in group}
        return tuple(key for key in self.nodes if key not in asked)

    @cached_property
    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """The edges that are also told by a longer way through other nodes.

        Examples
        --------
        >>> lineage = Lineage(parents={"late": ("early", "middle"), "middle": ("early",)})
        >>> lineage.stemma(["early", "middle", "late"]).shortcuts
        (('early', 'late'),)
        """
        return tuple(edge for edge in self.edges if self._is_shortcut(*edge))

    def _is_shortcut(self, parent: str, child: str) -> bool:
        """Ways through a circle that either end is in do not count: it has no direction."""
        barred = {parent, child}.union(*(c for c in self.cycles if {parent, child} & {*c}))
        reached: set[str] = set()
        waiting = [c for p, c in self.edges if p == parent and c not in barred]
        while waiting:
            key = waiting.pop()
            if key in reached:
                continue
            reached.add(key)
            following = [c for p, c in self.edges if p == key]
            if child in following:
                return True
            waiting.extend(c for c in following if c not in barred)
        return False

    def witnesses_behind(self, key: str) -> tuple[int, ...]:
        """The witnesses that a source speaks for, as places in `witnesses`.

        One that derives from several witnesses speaks for all of them and adds none.
        """
        reached, waiting = {key}, [key]
        while waiting:
            at = waiting.pop()
            new = [p for p, c in self.edges if c == at and p not in reached]
            reached.update(new)
            waiting.extend(new)
        return tuple(n for n, group in enumerate(self.witnesses) if reached & {*group})
