"""Tables as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

from kumsong_sources.screen import aligned
from kumsong_sources.tables import Column, Table
from kumsong_sources.tables.wording import words

_FORMULA = re.compile(r"^\s*[=+\-@]")


def write_table(table: Table, *, format_: str, width: int | None = None) -> str:
    r"""Write a table.

    Parameters
    ----------
    table : Table
    format_ : str
        ``"csv"``, ``"json"``, ``"markdown"`` or ``"grid"`` (aligned, for a terminal).
    width : int or None
        Columns at which a grid is broken, inside its columns; `None` breaks nothing.

    Returns
    -------
    str
        With a final line end. Numbers are written in full, not rounded, except in
        Markdown, which is for reading.

    Examples
    --------
    >>> from kumsong_sources.tables import Column
    >>> columns = (Column(name="ratio", dtype="Float64", description="high / low"),)
    >>> table = Table(name="t", columns=columns, rows=({"ratio": 5.4268},))
    >>> write_table(table, format_="csv")
    'ratio\n5.4268\n'
    >>> print(write_table(table, format_="markdown"), end="")
    | ratio |
    | ---: |
    | 5.43 |
    """
    if format_ == "grid":
        return _grid(table, width=width)
    writers = {"csv": _csv, "json": _json, "markdown": _markdown}
    return writers[format_](table)


def _csv(table: Table) -> str:
    out = io.StringIO()
    names = [column.name for column in table.columns]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in table.rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet takes for text, not for a formula."""
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    if isinstance(value, bool):
        return str(value).lower()
    return value


def _json(table: Table) -> str:
    content = {table.name: [dict(row) for row in table.rows]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _shown(table: Table) -> list[Column]:
    """The columns that are not blank in every row."""
    return [
        column
        for column in table.columns
        if any(row[column.name] not in (None, "") for row in table.rows)
    ]


def _grid(table: Table, *, width: int | None) -> str:
    """Columns aligned by display width, numbers to the right."""
    shown = _shown(table)
    if not shown:
        return "no rows\n"
    rows = [[column.name for column in shown]]
    rows += [[_plain(row[column.name]) for column in shown] for row in table.rows]
    numbers = [at for at, c in enumerate(shown) if c.dtype in ("Int64", "Float64")]
    return "".join(f"{line}\n" for line in aligned(rows, width=width, right=numbers))


def _markdown(table: Table) -> str:
    """A GFM table without the columns that are blank in every row."""
    shown = _shown(table)
    rule = ["---" if c.dtype in ("string", "boolean") else "---:" for c in shown]
    lines = [[column.name for column in shown], rule]
    lines += [[_readable(row, column.name) for column in shown] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _readable(row: Mapping[str, Any], name: str) -> str:
    text = _plain(row[name])
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")


def _plain(value: Any) -> str:
    """A value for reading, on one line."""
    return " ".join(words(value).split())
