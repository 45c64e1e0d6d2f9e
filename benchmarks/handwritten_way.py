"""Analyse a corpus by SQL written by hand: `handwritten.sql`, run in DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

SCRIPT = Path(__file__).with_name("handwritten.sql")
TABLES = ("comparisons", "pairs", "exchanges", "reporters", "source_load")


def analysed(file: Path) -> dict[str, Any]:
    """All tables of a corpus in Parquet, each stored in memory."""
    connection = duckdb.connect()
    name = str(file).replace("'", "''")
    connection.execute(f"CREATE TEMP VIEW corpus AS FROM read_parquet('{name}')")
    connection.execute(SCRIPT.read_text(encoding="utf-8"))
    return {table: connection.sql(f"FROM {table}") for table in TABLES}


def touched(file: Path) -> Any:
    """The greatest value of every column: the least work that reads the whole file."""
    connection = duckdb.connect()
    name = str(file).replace("'", "''")
    columns = connection.sql(f"FROM read_parquet('{name}')").columns
    greatest = ", ".join(f'max("{column}")' for column in columns)
    return connection.sql(f"SELECT {greatest} FROM read_parquet('{name}')").fetchall()
