"""The dataframe engines a corpus may be held in: into Narwhals, and the same kind back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import (
    CORPUS,
    NEEDED,
    SORTS,
    TEXT_NEVER_MISSING,
    check_columns,
)
from kumsong_sources.errors import CorpusError

Lazy = nw.LazyFrame[Any]

Given = nw.DataFrame[Any] | Lazy

_COLUMNS = {column.name: column for column in CORPUS if column.name in NEEDED}
_SORTS = {name: SORTS[column.dtype] for name, column in _COLUMNS.items()}
_DTYPES: Mapping[str, Any] = {
    "string": nw.String,
    "Int64": nw.Int64,
    "Float64": nw.Float64,
    "boolean": nw.Boolean,
}
_stored = count(1)


class Engine:
    """One computation in the engine that holds a frame.

    Parameters
    ----------
    frame : frame of pandas, Polars, DuckDB or PySpark
        Its columns are checked; nothing is computed yet.
    """

    lazy: Lazy
    has_codes: bool = False
    """Whether texts are grouped faster by a code for each than as they are."""

    def __init__(self, lazy: Lazy) -> None:
        self.lazy = lazy

    def pin(self, lazy: Lazy) -> Lazy:
        """Keep an intermediate result that is used twice, where the engine would not."""
        return lazy

    def deliver(self, tables: Mapping[str, Lazy]) -> dict[str, Any]:
        """The tables in the engine's own kind, with the columns and types of `RESULTS`."""
        return {name: typed(name, lazy).to_native() for name, lazy in tables.items()}


def typed(name: str, lazy: Lazy) -> Lazy:
    """A table with the columns and types that `RESULTS` describes."""
    columns = RESULTS[name]
    return lazy.select(nw.col(c.name).cast(_DTYPES[c.dtype]) for c in columns)


class _Pandas(Engine):
    has_codes = True

    def deliver(self, tables: Mapping[str, Lazy]) -> dict[str, Any]:
        found = {}
        for name, lazy in tables.items():
            dtypes = {column.name: column.dtype for column in RESULTS[name]}
            frame = lazy.select(*dtypes).collect().to_native()
            found[name] = frame.reset_index(drop=True).astype(dtypes)
        return found


class _Polars(Engine):
    has_codes = True

    def pin(self, lazy: Lazy) -> Lazy:
        return _lazy(lazy.to_native().cache())


class _PolarsEager(_Polars):
    def pin(self, lazy: Lazy) -> Lazy:
        return _lazy(lazy.to_native().collect().lazy())

    def deliver(self, tables: Mapping[str, Lazy]) -> dict[str, Any]:
        return {name: plan.collect() for name, plan in super().deliver(tables).items()}


class _DuckDB(Engine):
    """Results are stored as temporary tables of the relation's own connection.

    DuckDB would compute a relation anew each time it is used.
    """

    def __init__(self, lazy: Lazy) -> None:
        super().__init__(lazy)
        self.given = lazy.to_native()
        self.pinned: list[str] = []

    def pin(self, lazy: Lazy) -> Lazy:
        name = self._store(lazy.to_native())
        self.pinned.append(name)
        return _lazy(self._stored(name))

    def deliver(self, tables: Mapping[str, Lazy]) -> dict[str, Any]:
        results = {name: self._store(plan) for name, plan in super().deliver(tables).items()}
        for name in self.pinned:
            self.given.query("kumsong_given", f"DROP TABLE temp.{name}")
        return {name: self._stored(stored) for name, stored in results.items()}

    def _store(self, relation: Any) -> str:
        name = f"kumsong_sources_{next(_stored)}"
        relation.query("kumsong_step", f"CREATE TEMP TABLE {name} AS FROM kumsong_step")
        return name

    def _stored(self, name: str) -> Any:
        # Asked of the relation given: one asked of a step would need that step again.
        return self.given.query("kumsong_given", f"FROM temp.{name}")


class _Spark(Engine):
    def pin(self, lazy: Lazy) -> Lazy:
        return _lazy(lazy.to_native().persist())


_ENGINES: dict[nw.Implementation, type[Engine]] = {
    nw.Implementation.PANDAS: _Pandas,
    nw.Implementation.POLARS: _Polars,
    nw.Implementation.DUCKDB: _DuckDB,
    nw.Implementation.PYSPARK: _Spark,
    nw.Implementation.PYSPARK_CONNECT: _Spark,
}


def check_frame(frame: Any, *, where: str = "the frame") -> tuple[Given, Mapping[str, str]]:
    """A frame as Narwhals sees it, its engine and columns found right.

    Returns
    -------
    tuple of frame and mapping of str to str
        The latter says what sort of value each column holds, as `check_columns` calls it.

    Raises
    ------
    CorpusError
        If the engine is not supported, or the columns are not those of a corpus.
    """
    given = nw.from_native(frame, pass_through=True)
    if not isinstance(given, nw.DataFrame | nw.LazyFrame):
        raise CorpusError(f"a corpus is a frame; got {type(frame).__name__}. {_HELD}")
    if given.implementation not in _ENGINES:
        raise CorpusError(f"a frame of {given.implementation} is not supported. {_HELD}")
    found = {name: _sort_of(dtype) for name, dtype in given.collect_schema().items()}
    if isinstance(given, nw.DataFrame):
        # A column without any value has whatever type the engine falls back on.
        blank = (name for name, dtype in _SORTS.items() if found.get(name, dtype) != dtype)
        found |= {name: "nothing" for name in blank if given[name].is_null().all()}
    check_columns(found, where=where)
    return given, found


def enter(frame: Any) -> Engine:
    """Check a frame's engine and columns and make it ready for the analysis.

    Raises
    ------
    CorpusError
        If the engine is not supported, or the columns are not those of a corpus.
    """
    given, sorts = check_frame(frame)
    engine = _ENGINES[given.implementation]
    if engine is _Polars and isinstance(given, nw.DataFrame):
        engine = _PolarsEager
    held = engine(given.lazy())
    rows = held.lazy.select(*_needed(sorts, coded=held.has_codes))
    held.lazy = held.pin(rows) if held.has_codes else rows
    return held


_HELD = (
    "Give a pandas frame, a Polars frame (eager or lazy), a DuckDB relation or a PySpark "
    "frame; of a pyarrow Table: polars.from_arrow(table) or duckdb.from_arrow(table), "
    "because the medians of its groups are approximate"
)


def _sort_of(dtype: nw.dtypes.DType) -> str:
    if dtype in (nw.String, nw.Categorical, nw.Enum):
        return "text"
    if dtype.is_numeric():
        return "numbers"
    if dtype == nw.Boolean:
        return "true or false"
    return "nothing" if dtype == nw.Unknown else f"values of type {dtype}"


def _lazy(native: Any) -> Lazy:
    lazy: Lazy = nw.from_native(native)
    return lazy


def _needed(sorts: Mapping[str, str], *, coded: bool) -> Iterable[nw.Expr]:
    """The needed columns with their types; blank and missing are the same in a text."""
    for name in NEEDED:
        dtype = _DTYPES[_COLUMNS[name].dtype]
        column = nw.col(name).cast(dtype)
        if sorts[name] == "nothing":
            column = nw.lit(None, dtype=dtype).alias(name)
        if dtype is nw.String:
            if name in TEXT_NEVER_MISSING:
                column = column.fill_null("")
            else:
                column = nw.when(column != "").then(column).alias(name)
            if coded and name != "category":
                column = column.cast(nw.Categorical)
        elif dtype is nw.Float64:
            column = column.fill_nan(None)
        else:
            column = column.fill_null(False)
        yield column
