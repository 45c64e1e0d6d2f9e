"""The section on what changed since an earlier state of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.reports.changed import ChangeGroup, ChangeShown, ChangesShown
from kumsong_sources.reports.document.blocks import Block, Cell, Grid, GridRow, Head, Heading
from kumsong_sources.reports.document.comparing import body, section
from kumsong_sources.reports.document.lines import said


def changes(shown: ChangesShown | None) -> Iterator[Block]:
    """What changed; nothing where it was not asked for."""
    if shown is None:
        return
    yield section(f"What changed since {shown.since}", "changes")
    yield body(said(shown.sentence))
    for group in shown.groups:
        yield Heading(level=2, line=said(group.title), anchor=group.anchor)
        yield _group(group)


def _group(group: ChangeGroup) -> Grid:
    kept = (True, True, group.has_about, True, True, group.has_effects)
    heads = (
        Head(text="What", width=1.6),
        Head(text="Change", width=1.1),
        Head(text="About", width=2),
        Head(text="Before", width=2.2),
        Head(text="Now", width=2.2),
        Head(text="Effect", width=2),
    )
    note = f" {group.note}" if group.note else ""
    return Grid(
        caption=said(f"{group.title}: {group.summary}.{note}"),
        heads=tuple(head for head, is_kept in zip(heads, kept, strict=True) if is_kept),
        rows=tuple(
            GridRow(
                cells=tuple(
                    cell for cell, is_kept in zip(_cells(row), kept, strict=True) if is_kept
                )
            )
            for row in group.rows
        ),
    )


def _cells(row: ChangeShown) -> tuple[Cell, ...]:
    return (
        (said(row.what, to=row.anchor or ""),),
        (said(row.kind.value),),
        (said(row.about),),
        (said(row.before),),
        (said(row.after),),
        (said(row.effect),),
    )
