"""What changed since an earlier state of a dossier, as values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kumsong_sources.attestations import Quantity
from kumsong_sources.changes.claims import CellChange, ClaimChanges, match_claims
from kumsong_sources.changes.declared import WaiverChange, declared_changes, waiver_changes
from kumsong_sources.changes.findings import FindingChanges, match_findings
from kumsong_sources.changes.sources import SourceChanges, match_sources
from kumsong_sources.checks import Finding, run_checks
from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.corroboration import Corroboration, corroboration
from kumsong_sources.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ComparisonPair:
    """The comparison of one quantity as it was and as it is.

    Parameters
    ----------
    before, after : Comparison or None
        `None` where no source spoke of the quantity then, or speaks of it now.
    """

    before: Comparison | None
    after: Comparison | None

    @property
    def quantity(self) -> Quantity:
        """What is counted."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a pair holds at least one comparison")
        return found.quantity

    @property
    def differs(self) -> bool:
        """Whether the figures lie apart otherwise, or are judged otherwise, than before."""
        return _judged(self.before) != _judged(self.after)


def _judged(comparison: Comparison | None) -> tuple[object, ...] | None:
    if comparison is None:
        return None
    spread = comparison.spread
    apart = (spread.n, spread.low, spread.high, spread.ratio, spread.difference, spread.band)
    answers = tuple(sorted(comparison.answers))
    return *apart, answers, comparison.is_discrepancy, comparison.scope_notes


@dataclass(frozen=True, kw_only=True)
class SupportPair:
    """What stood behind a claim, and what stands behind it."""

    before: Corroboration
    after: Corroboration

    @property
    def counts_differ(self) -> bool:
        """Whether it has more or fewer sources or witnesses than before."""
        then, now = self.before, self.after
        counts = (then.source_count, then.witness_count)
        return counts != (now.source_count, now.witness_count)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All that changed between two states of a dossier.

    Parameters
    ----------
    before, after : Dossier
    claims : ClaimChanges
    sources : SourceChanges
    comparisons : tuple of ComparisonPair
        Every quantity of either, changed or not.
    support : tuple of SupportPair
        Every claim that is in both, changed or not.
    findings : FindingChanges
    declared : tuple of CellChange
        By dotted name in `dossier.toml`.
    waivers : tuple of WaiverChange
    unread, mended : tuple of str
        Rows and entries that cannot be read and were not there; and those that are gone
        or can be read now.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> changes_since(dossier, dossier).files
    ()
    """

    before: Dossier
    after: Dossier
    claims: ClaimChanges
    sources: SourceChanges
    comparisons: tuple[ComparisonPair, ...]
    support: tuple[SupportPair, ...]
    findings: FindingChanges
    declared: tuple[CellChange, ...]
    waivers: tuple[WaiverChange, ...]
    unread: tuple[str, ...]
    mended: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files whose bytes are not what they were."""
        then = self.before.hashes
        return tuple(name for name, h in self.after.hashes.items() if then.get(name) != h)


def changes_since(
    before: Dossier,
    after: Dossier,
    *,
    comparisons: Sequence[Comparison] | None = None,
    support: Sequence[Corroboration] | None = None,
    findings: Sequence[Finding] | None = None,
    today: dt.date | None = None,
) -> Changes:
    """Hold two states of a dossier against each other.

    Parameters
    ----------
    before, after : Dossier
    comparisons, support, findings : sequence, optional
        Of `after`, where they are computed already.
    today : datetime.date, optional
        The day by which years count as future, for both; the clock's when not given.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> alone = dossier.through(dossier.claims[0].via[0].citekey)
    >>> len(changes_since(alone, dossier).claims.dropped)
    0
    """
    day = today or dt.date.today()
    sources = match_sources(before, after)
    claims = match_claims(before, after, renamed_keys=sources.renamed_keys)
    now = compare(after) if comparisons is None else comparisons
    standing = corroboration(after) if support is None else support
    found = run_checks(after, today=day) if findings is None else findings
    then_unread, now_unread = _unread(before), _unread(after)
    return Changes(
        before=before,
        after=after,
        claims=claims,
        sources=sources,
        comparisons=tuple(_comparison_pairs(compare(before), now)),
        support=tuple(_support_pairs(claims, corroboration(before), standing)),
        findings=match_findings(
            run_checks(before, today=day),
            found,
            dossiers=(before, after),
            renamed={**_renamed_ids(claims, before, after), **sources.renamed_keys},
        ),
        declared=declared_changes(before.declaration, after.declaration),
        waivers=waiver_changes(before.declaration, after.declaration),
        unread=tuple((now_unread - then_unread).elements()),
        mended=tuple((then_unread - now_unread).elements()),
    )


def _renamed_ids(claims: ClaimChanges, before: Dossier, after: Dossier) -> dict[str, str]:
    """New ids by old ones, as far as an id names one claim.

    Where the id of a claim that was dropped is another claim's now, it gets one of its own.
    """
    then, now = (Counter(claim.claim_id for claim in one.claims) for one in (before, after))
    ids = ((pair.before.claim_id, pair.after.claim_id) for pair in claims.pairs)
    gone = (claim.claim_id for claim in claims.dropped)
    return {
        **{
            old: new
            for old, new in ids
            if old and new and old != new and then[old] == now[new] == 1
        },
        **{old: f"{old} (dropped)" for old in gone if old and then[old] == 1 and now[old]},
    }


def _comparison_pairs(
    before: Iterable[Comparison], after: Iterable[Comparison]
) -> Iterator[ComparisonPair]:
    then = {one.quantity: one for one in before}
    for now in after:
        yield ComparisonPair(before=then.pop(now.quantity, None), after=now)
    for gone in then.values():
        yield ComparisonPair(before=gone, after=None)


def _support_pairs(
    claims: ClaimChanges, before: Iterable[Corroboration], after: Iterable[Corroboration]
) -> Iterator[SupportPair]:
    # By place, because an id may stand twice or be blank.
    then = {one.claim.position: one for one in before}
    now = {one.claim.position: one for one in after}
    for pair in claims.pairs:
        yield SupportPair(before=then[pair.before.position], after=now[pair.after.position])


def _unread(dossier: Dossier) -> Counter[str]:
    rows = (row.raw for row in dossier.table.rejected)
    entries = (entry.raw for entry in dossier.bibliography.rejected)
    return Counter(text.strip() for text in (*rows, *entries))
