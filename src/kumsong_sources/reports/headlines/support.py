"""What the figures rest on, in sentences: retellings, rounding, places, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.corroboration import Corroboration
from kumsong_sources.reports.headlines.headline import Headline
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.places import Readings
from kumsong_sources.reports.retold import RetellingShown
from kumsong_sources.reports.wording import counted, listed
from kumsong_sources.vocabulary import Link

MOST_RETELLINGS = 6
"""How many figures that change as they are retold are named."""


def retelling_headlines(retold: Sequence[RetellingShown]) -> Iterator[Headline]:
    """Which figures changed under the same citation."""
    changed = [one for one in retold if one.is_change]
    if not changed:
        return
    told = [
        f"{one.source} on {one.phrase} ({' / '.join(r.marked for r in one.readings)})"
        for one in changed[:MOST_RETELLINGS]
    ]
    more = len(changed) - len(told)
    rest = [f"{counted(more, 'further figure')}"] if more else []
    text = f"Under one citation the figure changes as it is retold: {'; '.join(told + rest)}."
    yield Headline(text=text, anchor="retold")


def support_headlines(
    figures: Sequence[Readings], *, support: Sequence[Corroboration]
) -> Iterator[Headline]:
    """How many claims have how many sources and witnesses; both counts, side by side."""
    if not support:
        return
    total = counted(len(support), "claim")
    unsourced = sum(one.source_count == 0 for one in support)
    single = sum(one.source_count == 1 for one in support)
    firm = sum(one.witness_count > 1 for one in support)
    parts = [
        f"{number:,} {verb if number == 1 else plural}"
        for number, verb, plural in (
            (unsourced, "has no source", "have no source"),
            (single, "rests on one source", "rest on one source"),
        )
        if number
    ]
    witnessed = (
        f"{firm:,} {'has' if firm == 1 else 'have'} two or more independent witnesses"
        if firm
        else "none has two independent witnesses"
    )
    yield Headline(text=f"Of {total}, {listed([*parts, witnessed])}.", anchor="support")
    inferred = sum(one.claim.link is Link.INFERRED for one in support)
    if inferred:
        links = counted(inferred, "link")
        verb = "is" if inferred == 1 else "are"
        text = (
            f"{links} between claim and source {verb} the editor’s inference, "
            "not stated in the text."
        )
        yield Headline(text=text, anchor="support")
    yield from _single_source_headline(figures, support=support)


def _single_source_headline(
    figures: Sequence[Readings], *, support: Sequence[Corroboration]
) -> Iterator[Headline]:
    """Whether the figures compared have one source each, and how many carry them all."""
    by_claim = {one.claim.position: one for one in support}
    behind = [
        by_claim[claim.position]
        for readings in figures
        for reading in readings
        for claim in reading.claims
    ]
    if behind and all(one.source_count == 1 for one in behind):
        sources = {key for one in behind for key in one.sources}
        carried = counted(len(sources), "source")
        text = (
            f"Each of the {len(figures):,} figures compared has a single source behind it; "
            f"{carried} {'carries' if len(sources) == 1 else 'carry'} them all."
        )
        yield Headline(text=text, anchor="reliance")


def unread_headlines(naming: Naming) -> Iterator[Headline]:
    """What could not be read."""
    dossier = naming.dossier
    rows, entries = len(dossier.table.rejected), len(dossier.bibliography.rejected)
    lost = [
        *([f"{counted(rows, 'row')} of claims.csv"] if rows else []),
        *([f"{counted(entries, 'entry', 'entries')} of references.bib"] if entries else []),
    ]
    if lost:
        take = "takes" if rows + entries == 1 else "take"
        text = f"{listed(lost)} could not be read and {take} no full part; shown whole below."
        yield Headline(text=text, anchor="unread")
