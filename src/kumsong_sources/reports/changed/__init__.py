"""What a report shows of changes since an earlier state of the dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kumsong_sources.attestations import Quantity
from kumsong_sources.changes import Changes
from kumsong_sources.reports.changed.claims import (
    cell_rows,
    citation_rows,
    claim_rows,
    figure_rows,
    support_rows,
)
from kumsong_sources.reports.changed.comparisons import Moves, shown_by_quantity
from kumsong_sources.reports.changed.others import (
    declared_rows,
    finding_rows,
    source_rows,
    unread_rows,
    waiver_rows,
)
from kumsong_sources.reports.changed.shown import (
    ChangeGroup,
    ChangeKind,
    ChangeShown,
    ChangesShown,
    Showing,
)
from kumsong_sources.reports.compared import ComparisonShown
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import listed

__all__ = [
    "ChangeGroup",
    "ChangeKind",
    "ChangeShown",
    "ChangesShown",
    "show_changes",
    "shown_by_quantity",
]


def show_changes(
    changes: Changes,
    *,
    since: str,
    naming: Naming,
    shown: Mapping[Quantity, ComparisonShown],
) -> ChangesShown:
    """Everything that changed, in the words of a report.

    Parameters
    ----------
    changes : Changes
    since : str
        What the earlier state is called.
    naming : Naming
        Of the dossier as it is.
    shown : mapping of Quantity to ComparisonShown
        Its comparisons in words.
    """
    showing = Showing(changes, naming=naming)
    groups = tuple(_groups(showing, moves=Moves(showing, shown=shown)))
    return ChangesShown(
        since=since,
        sentence=_sentence(groups, changes=changes, since=since),
        groups=groups,
        hashes=tuple(changes.before.hashes.items()),
    )


def _sentence(groups: tuple[ChangeGroup, ...], *, changes: Changes, since: str) -> str:
    if groups:
        return f"{'; '.join(f'{one.title}: {one.summary}' for one in groups)}."
    if not changes.files:
        return f"Nothing changed since {since}: the three files are the same, byte for byte."
    return (
        f"Nothing that this report says changed since {since}, though the bytes of "
        f"{listed(changes.files)} did: white space, order or comments."
    )


def _groups(showing: Showing, *, moves: Moves) -> Iterator[ChangeGroup]:
    rows = {
        "comparisons": moves.rows(),
        "figures": figure_rows(showing, effects=moves.effects()),
        "claims": claim_rows(showing),
        "citations": citation_rows(showing),
        "support": support_rows(showing),
        "findings": finding_rows(showing),
        "sources": source_rows(showing),
        "cells": cell_rows(showing),
        "waivers": waiver_rows(showing),
        "declared": declared_rows(showing),
        "unread": unread_rows(showing),
    }
    for name, (title, note) in _WORDS.items():
        if found := tuple(rows[name]):
            kinds = Counter(row.kind for row in found)
            counts = (f"{kinds[kind]:,} {kind}" for kind in ChangeKind if kinds[kind])
            yield ChangeGroup(
                anchor=f"changed-{name}",
                title=title,
                note=note,
                summary=", ".join(counts),
                rows=found,
            )


# Of each group its title and a note; what matters most to readers stands first.
_WORDS = {
    "comparisons": (
        "How far the figures lie apart",
        "Quantities whose figures, judgement or support is not what it was.",
    ),
    "figures": ("Figures", ""),
    "claims": (
        "Claims",
        "A claim is the same by its id; by all else, where only the id is another.",
    ),
    "citations": ("Citations", ""),
    "support": ("Support", "Sources by heads, and witnesses as independent lineages."),
    "findings": ("Findings", "Where in a file a finding stands does not count."),
    "sources": ("Bibliography", ""),
    "cells": ("Other cells of claims", ""),
    "waivers": ("Waivers", ""),
    "declared": ("Declarations", "What dossier.toml declares."),
    "unread": ("Not read", "Rows and entries that could not be read then, or cannot be now."),
}
