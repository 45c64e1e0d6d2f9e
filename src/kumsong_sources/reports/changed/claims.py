"""What a report shows of changed claims: figures, citations, wording, support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kumsong_sources.changes import CellChange, ClaimPair
from kumsong_sources.changes.claims import FIGURE, SOURCE, VIA
from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.position import Position
from kumsong_sources.reports.changed.shown import ChangeKind, ChangeShown, Showing
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.supported import WEAKNESSES
from kumsong_sources.reports.wording import counted, listed

LINK = "link"
_COLUMNS = {SOURCE: "source", VIA: "read in", LINK: "link"}


def figure_rows(
    showing: Showing, *, effects: Sequence[tuple[frozenset[Position], str]]
) -> Iterator[ChangeShown]:
    """The figures that have another value, and what each does to comparisons.

    Parameters
    ----------
    showing : Showing
    effects : sequence of (frozenset of Position, str)
        The places of the claims behind a comparison that moved, then and now, and how it
        moved.
    """
    for pair in showing.changes.claims.pairs:
        if not (pair.cell(FIGURE) and pair.figure_differs):
            continue
        what, anchor = showing.claim(pair.after)
        places = {pair.before.position, pair.after.position}
        moved = dict.fromkeys(words for behind, words in effects if behind & places)
        yield ChangeShown(
            kind=ChangeKind.CHANGED,
            what=what,
            anchor=anchor,
            about=showing.quantity(pair.after, naming=showing.now) or pair.after.statement,
            before=pair.before.figure_text,
            after=pair.after.figure_text,
            effect="; ".join(moved),
        )


def claim_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The claims that were added, dropped, or have another id."""
    for claim in showing.changes.claims.added:
        what, anchor = showing.claim(claim)
        told = _told(claim, naming=showing.now)
        yield ChangeShown(kind=ChangeKind.ADDED, what=what, anchor=anchor, after=told)
    for claim in showing.changes.claims.dropped:
        told = _told(claim, naming=showing.then)
        what = claim.claim_id or "(no id)"
        yield ChangeShown(kind=ChangeKind.DROPPED, what=what, anchor=None, before=told)
    for pair in showing.changes.claims.pairs:
        if pair.is_renamed:
            what, anchor = showing.claim(pair.after)
            yield ChangeShown(
                kind=ChangeKind.RENAMED,
                what=what,
                anchor=anchor,
                before=pair.before.claim_id or "(no id)",
                after=what,
                effect="all else in the row is as it was",
            )


def _told(claim: Claim, *, naming: Naming) -> str:
    cited = "; ".join(str(naming.citation(citation)) for citation in claim.citations)
    return f"{claim.statement} ({cited})" if cited else claim.statement


def citation_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The claims that are tied to their sources otherwise."""
    for pair in showing.changes.claims.pairs:
        for change in pair.cell(SOURCE, VIA, LINK):
            what, anchor = showing.claim(pair.after)
            before, after = change.before, change.after
            if change.name in (SOURCE, VIA):
                was, now = _cited(pair.before, change.name), _cited(pair.after, change.name)
                before = _citations(was, naming=showing.then) or before
                after = _citations(now, naming=showing.now) or after
            yield ChangeShown(
                kind=ChangeKind.CHANGED,
                what=what,
                anchor=anchor,
                about=_COLUMNS[change.name],
                before=before,
                after=after,
            )


def _cited(claim: Claim, column: str) -> tuple[Citation, ...]:
    return claim.citations if column == SOURCE else claim.via


def _citations(citations: Iterable[Citation], *, naming: Naming) -> str:
    """Citations as readers know them; blank for a cell that could not be read."""
    return "; ".join(str(naming.citation(citation)) for citation in citations)


def cell_rows(showing: Showing) -> Iterator[ChangeShown]:
    """All other cells that differ, and figures that are only written otherwise."""
    for pair in showing.changes.claims.pairs:
        what, anchor = showing.claim(pair.after)
        for change in _others(pair):
            yield ChangeShown(
                kind=ChangeKind.CHANGED,
                what=what,
                anchor=anchor,
                about=change.name,
                before=change.before,
                after=change.after,
                effect="the same value, written otherwise" if change.name == FIGURE else "",
            )


def _others(pair: ClaimPair) -> tuple[CellChange, ...]:
    shown = (SOURCE, VIA, LINK, *([FIGURE] if pair.figure_differs else []))
    return pair.cells_but(*shown)


def support_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The claims that more or fewer sources or witnesses stand behind."""
    for pair in showing.changes.support:
        if not pair.counts_differ:
            continue
        what, anchor = showing.claim(pair.after.claim)
        before, after = set(pair.before.weaknesses), set(pair.after.weaknesses)
        lost = [words for weak, words in WEAKNESSES.items() if weak in before - after]
        found = [words for weak, words in WEAKNESSES.items() if weak in after - before]
        said = (
            *([f"no longer: {listed(lost)}"] if lost else []),
            *([f"now: {listed(found)}"] if found else []),
        )
        yield ChangeShown(
            kind=ChangeKind.CHANGED,
            what=what,
            anchor=anchor,
            about=pair.after.claim.statement,
            before=_counts(pair.before),
            after=_counts(pair.after),
            effect="; ".join(said),
        )


def _counts(support: Corroboration) -> str:
    witnesses = counted(support.witness_count, "witness", "witnesses")
    return f"{counted(support.source_count, 'source')}, {witnesses}"
