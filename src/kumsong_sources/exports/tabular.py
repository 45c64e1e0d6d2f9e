"""Tables as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

from kumsong_sources.tables import Table

_FORMULA = re.compile(r"^\s*[=+\-@]")


def write_table(table: Table, *, format_: str) -> str:
    r"""Write a table.

    Parameters
    ----------
    table : Table
    format_ : str
        ``"csv"``, ``"json"`` or ``"markdown"``.

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
    return {"csv": _csv, "json": _json, "markdown": _markdown}[format_](table)


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


def _markdown(table: Table) -> str:
    """A GFM table without the columns that are blank in every row."""
    shown = [
        column
        for column in table.columns
        if any(row[column.name] not in (None, "") for row in table.rows)
    ]
    rule = ["---" if c.dtype in ("string", "boolean") else "---:" for c in shown]
    lines = [[column.name for column in shown], rule]
    lines += [[_readable(row, column.name) for column in shown] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _readable(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    text = " ".join(str(value).split())
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")
