"""A corpus on the command line: one of its tables, computed in an engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kumsong_sources.tables import RANKED_BY, Table

IN_DETAIL = frozenset(
    {
        *("kind", "reporters", "is_open", "log2_ratio", "symmetric_percent", "cv", "parts"),
        *("geometric_mean", "geometric_sd", "mad_ratio", "gap_ratio", "undefined"),
    }
)
"""Columns that a terminal does without; the other formats have them all."""


def brief(table: Table) -> Table:
    """A table for the terminal: without the columns that only a file needs."""
    return replace(
        table, columns=tuple(column for column in table.columns if column.name not in IN_DETAIL)
    )


def corpus_table(
    path: Path,
    name: str,
    wanted: dict[str, str | None],
    *,
    rank: bool,
    top: int | None,
    engine: str | None,
    master: str | None,
) -> Table:
    """One of a corpus's tables: filtered and ranked in the engine, then read out."""
    from kumsong_sources import corpus
    from kumsong_sources.errors import CorpusError

    if name not in corpus.RESULTS:
        known = ", ".join(corpus.RESULTS)
        raise CorpusError(f"a corpus has no table {name!r}; there are: {known}")
    frame = corpus.open_corpus(path, engine=engine, master=master, needed_only=True)
    by = RANKED_BY.get(name) if rank else None
    frame = corpus.analyse(frame, tables=(name,))[name]
    found = corpus.chosen(frame, wanted, rank=by, top=top)
    return Table(name=name, columns=corpus.RESULTS[name], rows=tuple(corpus.rows_of(found)))
