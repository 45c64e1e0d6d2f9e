"""A corpus: attestations of many dossiers, analysed in the engine that holds them.

A corpus is a table with one row per attestation; `CORPUS` describes its columns and
`export attestations` writes it from dossiers. Each function takes a frame of pandas,
Polars (eager or lazy), DuckDB or PySpark and gives the same kind back, with the values
that the analysis of a single dossier gives.
"""

from kumsong_sources.corpus.analysis import (
    analyse,
    comparisons,
    exchanges,
    pairs,
    reporters,
    source_load,
)
from kumsong_sources.corpus.choosing import chosen, rows_of
from kumsong_sources.corpus.opening import ENGINES, open_corpus
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import CORPUS, check_columns, corpus_rows

__all__ = [
    "CORPUS",
    "ENGINES",
    "RESULTS",
    "analyse",
    "check_columns",
    "chosen",
    "comparisons",
    "corpus_rows",
    "exchanges",
    "open_corpus",
    "pairs",
    "reporters",
    "rows_of",
    "source_load",
]
