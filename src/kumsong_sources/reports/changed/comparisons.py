"""What a report shows of comparisons that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kumsong_sources.attestations import Quantity
from kumsong_sources.changes import ComparisonPair
from kumsong_sources.comparison import Comparison
from kumsong_sources.position import Position
from kumsong_sources.reports.changed.shown import ChangeKind, ChangeShown, Showing
from kumsong_sources.reports.compared import ComparisonShown, show_comparisons


class Moves:
    """The comparisons that moved, in words.

    Parameters
    ----------
    showing : Showing
    shown : mapping of Quantity to ComparisonShown
        Every comparison of the dossier as it is.
    """

    def __init__(self, showing: Showing, *, shown: Mapping[Quantity, ComparisonShown]) -> None:
        pairs = showing.changes.comparisons
        then = [pair.before for pair in pairs if pair.before is not None]
        self.pairs = pairs
        self.now = shown
        self.then = shown_by_quantity(then, show_comparisons(then, naming=showing.then))

    def rows(self) -> Iterator[ChangeShown]:
        """One row for each quantity whose figures are compared, then or now, and moved."""
        for pair in self.pairs:
            was, now = self.then.get(pair.quantity), self.now.get(pair.quantity)
            if not any(one is not None and one.is_compared for one in (was, now)):
                continue
            if pair.differs or (was and now and was.counts != now.counts):
                yield _row(was, now)

    def effects(self) -> tuple[tuple[frozenset[Position], str], ...]:
        """The places of the claims behind each comparison that moved, and how it moved."""
        return tuple(
            (_behind(pair), words)
            for pair in self.pairs
            if pair.differs and (words := self._effect(pair))
        )

    def _effect(self, pair: ComparisonPair) -> str:
        was, now = self.then.get(pair.quantity), self.now.get(pair.quantity)
        if was is None or now is None or not (was.is_compared and now.is_compared):
            return ""
        if was.ratio or now.ratio:
            before, after = _ratio(was), _ratio(now)
        else:
            before, after = (str(one.difference or one.verdict) for one in (was, now))
        return f"{now.title}: {before} → {after}" if before != after else ""


def _ratio(one: ComparisonShown) -> str:
    return f"ratio {one.ratio} ({one.band})" if one.ratio else "no ratio"


def _behind(pair: ComparisonPair) -> frozenset[Position]:
    return frozenset(
        claim.position
        for comparison in (pair.before, pair.after)
        if comparison is not None
        for attestation in comparison.attestations
        for claim in attestation.claims
    )


def _row(was: ComparisonShown | None, now: ComparisonShown | None) -> ChangeShown:
    named = now or was
    if named is None:
        raise ValueError("a comparison was or is there")
    kind = ChangeKind.CHANGED
    if was is None or not was.is_compared:
        kind = ChangeKind.NEW
    elif now is None or not now.is_compared:
        kind = ChangeKind.DROPPED
    return ChangeShown(
        kind=kind,
        what=named.title,
        anchor=now.anchor if now else None,
        about=named.event,
        before=_words(was),
        after=_words(now),
        ratio_before=was.ratio if was else None,
        ratio_after=now.ratio if now else None,
    )


def _words(one: ComparisonShown | None) -> str:
    if one is None:
        return "nobody spoke of it"
    return "; ".join((one.verdict.value if one.is_compared else one.judgement, *one.numbers))


def shown_by_quantity(
    comparisons: Iterable[Comparison], shown: Sequence[ComparisonShown]
) -> dict[Quantity, ComparisonShown]:
    """Comparisons in words, by what they compare."""
    return {one.quantity: words for one, words in zip(comparisons, shown, strict=True)}
