"""The dataframe engines a corpus may be held in: into Narwhals, and the same kind back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.schema import CORPUS, NEEDED, TEXT_NEVER_MISSING, check_columns
from kumsong_sources.errors import CorpusError
from kumsong_sources.tables import Column

Lazy = nw.LazyFrame[Any]

_NUMBER = {column.name for column in CORPUS if column.dtype == "Float64"}
_TEXT = {column.name for column in CORPUS if column.dtype == "string"}
_DTYPES = {"string": nw.String, "Int64": nw.Int64, "Float64": nw.Float64, "boolean": nw.Boolean}
_stored = count(1)


class Engine:
    """One computation in the engine that holds a frame.

    Parameters
    ----------
    frame : frame of pandas, Polars, DuckDB or PySpark
        Its columns are checked; nothing is computed yet.
    """

    lazy: Lazy

    def __init__(self, lazy: Lazy) -> None:
        self.lazy = lazy

    def pin(self, lazy: Lazy) -> Lazy:
        """Keep an intermediate result that is used twice, where the engine would not."""
        return lazy

    def deliver(self, lazy: Lazy, *, columns: Sequence[Column]) -> Any:
        """The result in the engine's own kind, with the described columns and types."""
        return lazy.select(
            nw.col(column.name).cast(_DTYPES[column.dtype]) for column in columns
        ).to_native()


class _Pandas(Engine):
    def deliver(self, lazy: Lazy, *, columns: Sequence[Column]) -> Any:
        found = lazy.select(column.name for column in columns).collect().to_native()
        return found.reset_index(drop=True).astype({c.name: c.dtype for c in columns})


class _PolarsEager(Engine):
    def deliver(self, lazy: Lazy, *, columns: Sequence[Column]) -> Any:
        return super().deliver(lazy, columns=columns).collect()


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
        return nw.from_native(self._stored(name))

    def deliver(self, lazy: Lazy, *, columns: Sequence[Column]) -> Any:
        result = self._store(super().deliver(lazy, columns=columns))
        for name in self.pinned:
            self.given.query("kumsong_given", f"DROP TABLE temp.{name}")
        return self._stored(result)

    def _store(self, relation: Any) -> str:
        name = f"kumsong_sources_{next(_stored)}"
        relation.query("kumsong_step", f"CREATE TEMP TABLE {name} AS FROM kumsong_step")
        return name

    def _stored(self, name: str) -> Any:
        # Asked of the relation given: one asked of a step would need that step again.
        return self.given.query("kumsong_given", f"FROM temp.{name}")


class _Spark(Engine):
    def pin(self, lazy: Lazy) -> Lazy:
        return nw.from_native(lazy.to_native().persist())


_ENGINES: dict[nw.Implementation, type[Engine]] = {
    nw.Implementation.PANDAS: _Pandas,
    nw.Implementation.POLARS: Engine,
    nw.Implementation.DUCKDB: _DuckDB,
    nw.Implementation.PYSPARK: _Spark,
    nw.Implementation.PYSPARK_CONNECT: _Spark,
}


def check_frame(frame: Any, *, where: str = "the frame") -> nw.DataFrame[Any] | Lazy:
    """A frame as Narwhals sees it, its engine and columns found right.

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
    check_columns(found, where=where)
    return given


def enter(frame: Any) -> Engine:
    """Check a frame's engine and columns and make it ready for the analysis.

    Raises
    ------
    CorpusError
        If the engine is not supported, or the columns are not those of a corpus.
    """
    given = check_frame(frame)
    engine = _ENGINES[given.implementation]
    if given.implementation is nw.Implementation.POLARS and isinstance(given, nw.DataFrame):
        engine = _PolarsEager
    schema = given.collect_schema()
    held = engine(given.lazy())
    held.lazy = held.lazy.select(*_needed(schema))
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


def _needed(schema: nw.Schema) -> Iterable[nw.Expr]:
    """The needed columns with their types; blank and missing are the same in a text."""
    for name in NEEDED:
        column = nw.col(name)
        if name in _NUMBER:
            if schema[name] != nw.Float64:
                column = column.cast(nw.Float64)
            yield column
        elif name in _TEXT:
            text = column if schema[name] == nw.String else column.cast(nw.String)
            if name in TEXT_NEVER_MISSING:
                yield text.fill_null("")
            else:
                yield nw.when(text != "").then(text).alias(name)
        else:
            yield column.fill_null(False)
