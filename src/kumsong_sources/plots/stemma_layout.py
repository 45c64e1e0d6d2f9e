"""Where the works of a stemma stand, and how the arrows run between them; in inches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kumsong_sources.lineage import Stemma

Edge = tuple[str, str]
Node = str | tuple[Edge, int]
"""A work, or the place where an edge passes through a row between its ends."""

WIDE, GAP = 1.78, 0.26
"""Width of a work's box, and the white space beside it."""

_PASSING = 0.12
_ABREAST = 4
_SWEEPS = 12


def rows_of(stemma: Stemma, *, years: Mapping[str, int | None]) -> list[list[str]]:
    """The works in rows: earlier years above later ones, derived works below their sources.

    Dated works of a row are of one year; undated ones have rows of their own, right below
    their sources, or above what derives from them, or last of all. Where the two demands
    contradict each other the year decides, and in a circle the order of the nodes.

    Examples
    --------
    >>> from kumsong_sources.lineage import Lineage
    >>> stemma = Lineage(parents={"copy": ("b",)}).stemma(["copy", "a", "b"])
    >>> rows_of(stemma, years={"copy": None, "a": 1960, "b": 1950})
    [['b'], ['a'], ['copy']]
    """
    above = _demands(stemma, years=years)
    depth: dict[str, int] = {}
    for key in _in_order(above):
        depth[key] = max((depth[other] + 1 for other in above[key]), default=0)
    for key in stemma.nodes:
        below = [depth[child] for parent, child in stemma.edges if parent == key != child]
        if not above[key] and below and years.get(key) is None:
            depth[key] = max(min(below) - 1, 0)
    rows: dict[tuple[int, bool], list[str]] = {}
    for key in stemma.nodes:
        rows.setdefault((depth[key], years.get(key) is None), []).append(key)
    return [
        row[start : start + _ABREAST]
        for _, row in sorted(rows.items())
        for start in range(0, len(row), _ABREAST)
    ]


def _demands(stemma: Stemma, *, years: Mapping[str, int | None]) -> dict[str, set[str]]:
    """For each work those that must stand above it; never a circle."""
    dated = {key: year for key in stemma.nodes if (year := years.get(key)) is not None}
    above: dict[str, set[str]] = {key: set() for key in stemma.nodes}
    for earlier, later in pairwise(sorted(set(dated.values()))):
        for key in (key for key, year in dated.items() if year == later):
            above[key] |= {other for other, year in dated.items() if year == earlier}
    for parent, child in stemma.edges:
        if parent != child and child not in _all_above(parent, above):
            above[child].add(parent)
    if undated := [key for key in stemma.nodes if key not in dated]:
        _pull_down(undated, stemma=stemma, above=above)
    return above


def _pull_down(undated: Sequence[str], *, stemma: Stemma, above: dict[str, set[str]]) -> None:
    """An undated work without sources stands under all dated ones, unless others need it."""
    joined = {key for edge in stemma.edges for key in edge if edge[0] != edge[1]}
    lone = [key for key in undated if key not in joined]
    for key in lone:
        above[key] |= {other for other in stemma.nodes if other not in undated}


def _all_above(key: str, above: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [key]
    while waiting:
        new = above[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def _in_order(above: Mapping[str, set[str]]) -> Iterator[str]:
    done: set[str] = set()
    while len(done) < len(above):
        ready = [key for key in above if key not in done and above[key] <= done]
        yield from ready
        done.update(ready)


@dataclass(frozen=True, kw_only=True)
class Way:
    """How an arrow runs.

    Parameters
    ----------
    parent, child : str
    points : tuple of (float, int)
        From the parent to the child: how far across, and in which row.
    """

    parent: str
    child: str
    points: tuple[tuple[float, int], ...]

    @property
    def goes_up(self) -> bool:
        """Whether the source stands below what derives from it."""
        return self.points[0][1] > self.points[-1][1]


class StemmaLayout:
    """Places and ways of a stemma, with few crossings and no arrow through a box.

    Parameters
    ----------
    rows : sequence of sequence of str
        Of `rows_of`.
    edges : sequence of (str, str)
        Those to draw; what derives from itself has no way.
    """

    def __init__(self, rows: Sequence[Sequence[str]], *, edges: Sequence[Edge]) -> None:
        self.edges = [edge for edge in edges if edge[0] != edge[1]]
        self.row = {key: number for number, row in enumerate(rows) for key in row}
        self.order: list[list[Node]] = [list(row) for row in rows]
        self.near: dict[Node, list[Node]] = {}
        for edge in self.edges:
            chain = self._chain(edge)
            for one, other in pairwise(chain):
                self.near.setdefault(one, []).append(other)
                self.near.setdefault(other, []).append(one)
        self._sort()
        self.across = self._spread()

    def _chain(self, edge: Edge) -> list[Node]:
        """The edge from its upper to its lower end, with the places it passes."""
        upper, lower = sorted(edge, key=self.row.__getitem__)
        between = range(self.row[upper] + 1, self.row[lower])
        passing: list[Node] = [(edge, number) for number in between]
        for number, node in zip(between, passing, strict=True):
            if node not in self.order[number]:
                self.order[number].append(node)
        return [upper, *passing, lower]

    def _row_of(self, node: Node) -> int:
        return self.row[node] if isinstance(node, str) else node[1]

    @property
    def width(self) -> float:
        """From the first box's left edge to the last one's right edge."""
        return max(at + _half(node) for node, at in self.across.items())

    def ways(self) -> Iterator[Way]:
        """The arrows, those that leave or reach one box side by side."""
        for edge in self.edges:
            chain = self._chain(edge)
            places = [
                self._port(chain[0], towards=chain[1], down=True),
                *(self.across[node] for node in chain[1:-1]),
                self._port(chain[-1], towards=chain[-2], down=False),
            ]
            points = [(at, self._row_of(n)) for at, n in zip(places, chain, strict=True)]
            upwards = chain[0] != edge[0]
            yield Way(
                parent=edge[0],
                child=edge[1],
                points=tuple(reversed(points) if upwards else points),
            )

    def _port(self, node: Node, *, towards: Node, down: bool) -> float:
        """Where on its box an arrow begins or ends."""
        beside = [n for n in self.near[node] if (self._row_of(n) > self._row_of(node)) is down]
        beside.sort(key=lambda n: self.across[n])
        step = min(0.24, (WIDE - 0.4) / max(len(beside) - 1, 1))
        return self.across[node] + step * (beside.index(towards) - (len(beside) - 1) / 2)

    # The order in each row: by the mean place of what a node is joined with

    def _sort(self) -> None:
        best, fewest = [list(row) for row in self.order], self._crossings()
        for sweep in range(_SWEEPS):
            downward = sweep % 2 == 0
            numbers = range(len(self.order))
            for number in numbers if downward else reversed(numbers):
                self._sort_row(number, by=-1 if downward else 1)
            if (crossings := self._crossings()) < fewest:
                best, fewest = [list(row) for row in self.order], crossings
        self.order = best

    def _sort_row(self, number: int, *, by: int) -> None:
        if not 0 <= number + by < len(self.order):
            return
        place = {node: at for at, node in enumerate(self.order[number + by])}
        here = {node: at for at, node in enumerate(self.order[number])}

        def wanted(node: Node) -> tuple[float, int]:
            near = [place[n] for n in self.near.get(node, ()) if n in place]
            share = len(place) / max(len(here), 1)
            return (sum(near) / len(near) if near else here[node] * share), here[node]

        self.order[number].sort(key=wanted)

    def _crossings(self) -> int:
        found = 0
        for upper, lower in pairwise(self.order):
            place = {node: at for at, node in enumerate(lower)}
            ends = [
                (at, place[n])
                for at, node in enumerate(upper)
                for n in self.near.get(node, ())
                if n in place
            ]
            found += sum(a < c and b > d for a, b in ends for c, d in ends)
        return found

    # The place in each row: as near to what a node is joined with as its neighbours let

    def _spread(self) -> dict[Node, float]:
        across: dict[Node, float] = {}
        for row in self.order:
            across |= _placed(row, wanted=dict.fromkeys(row, 0.0))
        for sweep in range(_SWEEPS):
            for row in self.order if sweep % 2 else reversed(self.order):
                wanted = {node: self._mean(node, across) for node in row}
                across |= _placed(row, wanted=wanted)
        left = min(at - _half(node) for node, at in across.items())
        return {node: at - left for node, at in across.items()}

    def _mean(self, node: Node, across: Mapping[Node, float]) -> float:
        near = [across[n] for n in self.near.get(node, ())]
        return sum(near) / len(near) if near else across[node]


def _half(node: Node) -> float:
    return (WIDE if isinstance(node, str) else _PASSING) / 2


def _placed(row: Sequence[Node], *, wanted: Mapping[Node, float]) -> dict[Node, float]:
    """As near to the wanted places as possible without touching, in the row's order.

    Neighbours that would touch are moved as one, about the mean of their wishes.
    """
    offsets, at = [], 0.0
    for before, node in zip([None, *row], row, strict=False):
        at += 0.0 if before is None else _half(before) + GAP + _half(node)
        offsets.append(at)
    groups: list[tuple[float, int]] = []
    for node, offset in zip(row, offsets, strict=True):
        groups.append((wanted[node] - offset, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (one, n), (other, m) = groups[-2:]
            groups[-2:] = [((one * n + other * m) / (n + m), n + m)]
    shifts = [shift for shift, count in groups for _ in range(count)]
    return {n: o + shift for n, o, shift in zip(row, offsets, shifts, strict=True)}
