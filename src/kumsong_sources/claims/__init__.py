"""Claims: the rows of `claims.csv`, read with their positions; rejected rows are kept."""

from kumsong_sources.claims.claim import (
    REQUIRED,
    Claim,
    ClaimTable,
    RejectedRow,
    Rows,
    columns,
    schema,
)
from kumsong_sources.claims.reading import parse_claims

__all__ = [
    "REQUIRED",
    "Claim",
    "ClaimTable",
    "RejectedRow",
    "Rows",
    "columns",
    "parse_claims",
    "schema",
]
