"""The results of the analysis as plain tables: what the terminal, files and pandas show."""

from kumsong_sources.tables.columns import (
    ATTESTATIONS,
    COMPARISONS,
    CORROBORATION,
    EXCHANGES,
    PAIRS,
    RANKED_BY,
    TABLES,
    Column,
    Row,
    Table,
    ranked_rows,
    select_rows,
)
from kumsong_sources.tables.holdings import (
    HOLDINGS,
    first_year,
    holdings_table,
    holdings_text,
)
from kumsong_sources.tables.rows import (
    attestations_table,
    comparisons_table,
    corroboration_table,
    exchanges_table,
    pairs_table,
    table_of,
)
from kumsong_sources.tables.wording import derivation, shown_figure, shown_report

__all__ = [
    "ATTESTATIONS",
    "COMPARISONS",
    "CORROBORATION",
    "EXCHANGES",
    "HOLDINGS",
    "PAIRS",
    "RANKED_BY",
    "TABLES",
    "Column",
    "Row",
    "Table",
    "attestations_table",
    "comparisons_table",
    "corroboration_table",
    "derivation",
    "exchanges_table",
    "first_year",
    "holdings_table",
    "holdings_text",
    "pairs_table",
    "ranked_rows",
    "select_rows",
    "shown_figure",
    "shown_report",
    "table_of",
]
