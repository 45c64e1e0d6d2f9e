"""Claims then and now: matched by their ids, and by what they say where ids were given anew."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.dossier import Dossier

ID, FIGURE, SOURCE, VIA = "claim_id", "figure", "source", "via"


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """One cell of a row, or one field of an entry, that is not what it was.

    Parameters
    ----------
    name : str
        Of the column or the field.
    before, after : str
        As written; blank where there was none, or is none.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ClaimPair:
    """One claim as it was and as it is.

    Parameters
    ----------
    before, after : Claim
    cells : tuple of CellChange
        The columns that differ, in the order of the row, the id left out.
    """

    before: Claim
    after: Claim
    cells: tuple[CellChange, ...]

    @property
    def is_renamed(self) -> bool:
        """Whether the id is another."""
        return self.before.claim_id != self.after.claim_id

    @property
    def figure_differs(self) -> bool:
        """Whether another value is claimed, not only the same one in other characters."""
        before, after = self.before.figure, self.after.figure
        if before is None or after is None:
            return self.before.figure_text != self.after.figure_text
        read = ("low", "best", "high", "qualifier", "category")
        return any(getattr(before, name) != getattr(after, name) for name in read)

    def cell(self, *names: str) -> tuple[CellChange, ...]:
        """The changes in some columns."""
        return tuple(change for change in self.cells if change.name in names)

    def cells_but(self, *names: str) -> tuple[CellChange, ...]:
        """The changes in all other columns."""
        return tuple(change for change in self.cells if change.name not in names)


@dataclass(frozen=True, kw_only=True)
class ClaimChanges:
    """What became of the claims.

    Parameters
    ----------
    pairs : tuple of ClaimPair
        The claims that are in both, in the order they have now, changed or not.
    added, dropped : tuple of Claim
        Those that are in one only.
    """

    pairs: tuple[ClaimPair, ...]
    added: tuple[Claim, ...]
    dropped: tuple[Claim, ...]


def match_claims(
    before: Dossier, after: Dossier, *, renamed_keys: Mapping[str, str] | None = None
) -> ClaimChanges:
    """Match the claims of two states of a dossier.

    A claim is the same where the id is. Where a row stands under another id with every
    other cell as it was, and is the only one that does, it is the same claim renamed, also
    if its old id was given to another row: whoever inserts a row and counts on does so.

    Parameters
    ----------
    before, after : Dossier
    renamed_keys : mapping of str to str, optional
        New citekeys by old ones; that a claim follows its source's new key is no change.
    """
    keys = dict(renamed_keys or {})
    old = [_Row(claim, keys=keys) for claim in before.claims]
    new = [_Row(claim, keys={}) for claim in after.claims]
    matched: dict[int, _Row] = {}
    for same in (_id_and_cells, _cells_alone, _id_alone):
        _match(old, new, same=same, matched=matched)
    taken = {id(row) for row in matched.values()}
    return ClaimChanges(
        pairs=tuple(
            ClaimPair(
                before=matched[id(row)].claim,
                after=row.claim,
                cells=tuple(changed_cells(matched[id(row)].cells, row.cells)),
            )
            for row in new
            if id(row) in matched
        ),
        added=tuple(row.claim for row in new if id(row) not in matched),
        dropped=tuple(row.claim for row in old if id(row) not in taken),
    )


class _Row:
    """A claim with its cells as written."""

    def __init__(self, claim: Claim, *, keys: Mapping[str, str]) -> None:
        self.claim = claim
        self.cells = _cells(claim)
        if keys:
            self.cells |= {
                SOURCE: _with_keys(claim.citations, keys) or self.cells.get(SOURCE, ""),
                VIA: _with_keys(claim.via, keys) or self.cells.get(VIA, ""),
            }
        self.content = tuple(sorted((n, cell) for n, cell in self.cells.items() if cell))


def _cells(claim: Claim) -> dict[str, str]:
    """The cells of a row but its id, stripped."""
    limit = csv.field_size_limit()
    csv.field_size_limit(max(limit, len(claim.raw)))
    try:
        cells = next(csv.reader(io.StringIO(claim.raw, newline="")), [])
    finally:
        csv.field_size_limit(limit)
    return {
        name: cells[at].strip()
        for name, at in claim.column_at.items()
        if name != ID and at < len(cells)
    }


def _with_keys(citations: Sequence[Citation], keys: Mapping[str, str]) -> str:
    """Citations written with the keys their works have now; blank where none has another."""
    if not any(citation.citekey in keys for citation in citations):
        return ""
    return "; ".join(
        str(Citation(citekey=keys.get(c.citekey, c.citekey), locator=c.locator))
        for c in citations
    )


def _id_and_cells(row: _Row) -> Hashable:
    return row.claim.claim_id, row.content


def _cells_alone(row: _Row) -> Hashable:
    return row.content or None


def _id_alone(row: _Row) -> Hashable:
    return row.claim.claim_id or None


def _match(
    old: Sequence[_Row],
    new: Sequence[_Row],
    *,
    same: Callable[[_Row], Hashable],
    matched: dict[int, _Row],
) -> None:
    """Match rows that are still free, in the order of the files.

    Rows that say the same may stand several times: those are told apart by their ids, so
    by what they say alone only a row is matched that is the only one.
    """
    taken = {id(row) for row in matched.values()}
    free = _grouped((row for row in old if id(row) not in taken), same)
    asking = _grouped((row for row in new if id(row) not in matched), same)
    for key, rows in asking.items():
        there = free.get(key, [])
        if key is None or (same is _cells_alone and (len(rows) > 1 or len(there) > 1)):
            continue
        for row, other in zip(rows, there, strict=False):
            matched[id(row)] = other


def _grouped(
    rows: Iterable[_Row], same: Callable[[_Row], Hashable]
) -> dict[Hashable, list[_Row]]:
    groups: dict[Hashable, list[_Row]] = {}
    for row in rows:
        groups.setdefault(same(row), []).append(row)
    return groups


def changed_cells(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[CellChange]:
    """The names under which two rows, or two entries, have different texts."""
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield CellChange(name=name, before=was, after=now)
