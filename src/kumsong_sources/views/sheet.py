"""A small table without markup, and its two renderings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kumsong_sources.screen import aligned, wrap
from kumsong_sources.tables.wording import words

WIDTH = 96
"""Columns of the text; the same on every terminal, so that stored results are."""

# Borders and shades are of the text's own colour, and so fit a dark page as a light one.
_LINE = "1px solid rgba(128,128,128,.45)"
_CELL = "text-align:left;vertical-align:top;padding:.25em .9em .25em 0"
_NUMBER = "text-align:right;vertical-align:top;padding:.25em .9em .25em 0;white-space:nowrap"
_CAPTION = "caption-side:top;text-align:left;font-weight:600;padding:.2em 0"
_NOTE = "margin:.3em 0 0;font-size:.9em;opacity:.85"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a value shows.

    Parameters
    ----------
    caption : str
    headings : tuple of str
        Blank for a sheet of names and values, whose first column heads the rows.
    rows : tuple of tuple of str
    notes : tuple of str
        Sentences below it.
    numbers : frozenset of int
        Columns that end at the right.
    """

    caption: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()


def of_rows(
    caption: str,
    rows: Iterable[Mapping[str, object]],
    *,
    numbers: Iterable[str] = (),
    notes: Iterable[str] = (),
) -> Sheet:
    """A sheet of like rows, without the columns that are blank in all of them."""
    found = [{name: words(value) for name, value in row.items()} for row in rows]
    names = [n for n in (found[0] if found else ()) if any(row[n] for row in found)]
    right = set(numbers)
    return Sheet(
        caption=caption,
        headings=tuple(names),
        rows=tuple(tuple(row[name] for name in names) for row in found),
        notes=tuple(note for note in notes if note),
        numbers=frozenset(at for at, name in enumerate(names) if name in right),
    )


def of_fields(
    caption: str, fields: Mapping[str, object], *, notes: Iterable[str] = ()
) -> Sheet:
    """A sheet of names and values, without those that are blank."""
    shown = ((name, words(value)) for name, value in fields.items())
    return Sheet(
        caption=caption,
        rows=tuple((name, value) for name, value in shown if value),
        notes=tuple(note for note in notes if note),
    )


def sheet_html(sheet: Sheet) -> str:
    """Write a sheet as an HTML table: escaped texts, no script, no style but its own."""
    head = "".join(
        _cell("th", text, sheet=sheet, at=at, more=f';border-bottom:{_LINE}" scope="col')
        for at, text in enumerate(sheet.headings)
    )
    body = "".join(f"<tr>{_row(row, sheet=sheet)}</tr>" for row in sheet.rows)
    notes = "".join(f'<p style="{_NOTE}">{escape(note)}</p>' for note in sheet.notes)
    # Jupyter would set what stands between two $ as a formula.
    return (
        '<div class="tex2jax_ignore mathjax_ignore">'
        f'<table style="border-collapse:collapse"><caption style="{_CAPTION}">'
        f"{escape(sheet.caption)}</caption>"
        + (f"<thead><tr>{head}</tr></thead>" if head else "")
        + f"<tbody>{body}</tbody></table>{notes}</div>"
    )


def _row(row: Sequence[str], *, sheet: Sheet) -> str:
    tags = ["td" if sheet.headings or at else "th" for at in range(len(row))]
    return "".join(
        _cell(tag, text, sheet=sheet, at=at, more='" scope="row' if tag == "th" else "")
        for at, (tag, text) in enumerate(zip(tags, row, strict=True))
    )


def _cell(tag: str, text: str, *, sheet: Sheet, at: int, more: str) -> str:
    style = _NUMBER if at in sheet.numbers else _CELL
    return f'<{tag} style="{style}{more}">{escape(text)}</{tag}>'


def sheet_text(sheet: Sheet) -> str:
    """Write a sheet as aligned text of at most `WIDTH` columns."""
    rows = [sheet.headings, *sheet.rows] if sheet.headings else list(sheet.rows)
    lines = [
        *wrap(sheet.caption, width=WIDTH),
        *aligned(rows, width=WIDTH, right=sheet.numbers, indent="  "),
    ]
    for note in sheet.notes:
        lines += wrap(note, width=WIDTH, first="  ", rest="    ")
    return "\n".join(lines)
