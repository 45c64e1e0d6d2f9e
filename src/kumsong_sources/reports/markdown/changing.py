"""The section on what changed since an earlier state of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.reports.changed import ChangeShown, ChangesShown
from kumsong_sources.reports.gfm import anchor, escaped, heading, link, table


def changes(shown: ChangesShown | None) -> Iterator[str]:
    """What changed; nothing where it was not asked for."""
    if shown is None:
        return
    yield heading(f"What changed since {escaped(shown.since)}", "changes")
    yield escaped(shown.sentence)
    for one in shown.groups:
        yield f"{anchor(one.anchor)}\n\n### {escaped(one.title)}"
        if one.note:
            yield escaped(one.note)
        heads = ("What", "Change", "About", "Before", "Now", "Effect")
        kept = [True, True, one.has_about, True, True, one.has_effects]
        yield table(
            [head for head, is_kept in zip(heads, kept, strict=True) if is_kept],
            (
                [cell for cell, is_kept in zip(_cells(row), kept, strict=True) if is_kept]
                for row in one.rows
            ),
        )


def _cells(row: ChangeShown) -> tuple[str, ...]:
    return (
        link(row.what, row.anchor) if row.anchor else escaped(row.what),
        row.kind.value,
        escaped(row.about),
        escaped(row.before),
        escaped(row.after),
        escaped(row.effect),
    )
