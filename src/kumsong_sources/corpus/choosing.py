"""Rows chosen from a result: filtered and ranked in its engine, then as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw

Frame = Any


def chosen(
    frame: Frame,
    wanted: Mapping[str, str | None],
    *,
    rank: str | None = None,
    top: int | None = None,
) -> Frame:
    """The rows with the wanted values, the greatest of one column first.

    Parameters
    ----------
    frame : frame of pandas, Polars, DuckDB or PySpark
        A result of this package's analysis.
    wanted : mapping of str to str or None
        Values by column; `None`, and a column the frame has not, wants any.
    rank : str, optional
        The column to sort by, falling; missing values last. A ratio counts with what a
        bound among its figures makes certain (see `kumsong_sources.comparison.ranked`).
    top : int, optional
        How many rows at most.

    Returns
    -------
    frame of the same kind

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"event": ["a", "b", "b"], "ratio": [2.0, 1.5, 3.0]})
    >>> chosen(frame, {"event": "b"}, rank="ratio", top=1)["ratio"].tolist()
    [3.0]
    """
    lazy = nw.from_native(frame).lazy()
    columns = lazy.collect_schema().names()
    for name, value in wanted.items():
        if value is not None and name in columns:
            lazy = lazy.filter(nw.col(name) == value)
    if rank is not None and rank in columns:
        others = [name for name in columns if name != rank]
        falling = [True, True, *(False for _ in others)]
        lazy = lazy.with_columns(_certain(rank, columns).alias("_certain"))
        lazy = lazy.sort("_certain", rank, *others, descending=falling, nulls_last=True)
        lazy = lazy.drop("_certain")
    if top is not None:
        lazy = lazy.head(top)
    return lazy.to_native()


def _certain(rank: str, columns: Collection[str]) -> nw.Expr:
    """What `certain_ratio` gives, for a ratio; any other column as it is."""
    if rank != "ratio" or not {"gap_ratio", "is_open"} <= set(columns):
        return nw.col(rank)
    certain = nw.when(nw.col("is_open")).then(nw.col("gap_ratio").fill_null(1.0))
    known = certain.otherwise(nw.col("ratio"))
    return nw.when(~nw.col("ratio").is_null()).then(known)


def rows_of(frame: Frame) -> Iterator[dict[str, Any]]:
    """A frame's rows as plain values, `None` where one is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> list(rows_of(pd.DataFrame({"n": pd.array([1, None], dtype="Int64")})))
    [{'n': 1}, {'n': None}]
    """
    maker = type(frame).__module__.partition(".")[0].lstrip("_")
    if maker == "pandas":
        plain = frame.astype(object).where(frame.notna(), None)
        yield from plain.to_dict("records")
    elif maker == "polars":
        whole = frame.collect() if hasattr(frame, "collect") else frame
        yield from whole.iter_rows(named=True)
    elif maker == "duckdb":
        columns = frame.columns
        yield from (dict(zip(columns, row, strict=True)) for row in frame.fetchall())
    else:
        yield from (row.asDict() for row in frame.toLocalIterator())
