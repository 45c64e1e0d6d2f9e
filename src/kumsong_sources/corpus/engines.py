"""The dataframe engines a corpus may be held in, and the check before any work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.duckdb_engine import DuckDBEngine
from kumsong_sources.corpus.engine import Engine, Given
from kumsong_sources.corpus.pandas_engine import PandasEngine
from kumsong_sources.corpus.polars_engine import EagerPolarsEngine, PolarsEngine
from kumsong_sources.corpus.schema import CORPUS, NEEDED, SORTS, check_columns
from kumsong_sources.corpus.spark_engine import SparkEngine
from kumsong_sources.errors import CorpusError

_SORTS = {column.name: SORTS[column.dtype] for column in CORPUS if column.name in NEEDED}
_ENGINES: dict[nw.Implementation, type[Engine]] = {
    nw.Implementation.PANDAS: PandasEngine,
    nw.Implementation.POLARS: PolarsEngine,
    nw.Implementation.DUCKDB: DuckDBEngine,
    nw.Implementation.PYSPARK: SparkEngine,
    nw.Implementation.PYSPARK_CONNECT: SparkEngine,
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
    if engine is PolarsEngine and isinstance(given, nw.DataFrame):
        engine = EagerPolarsEngine
    return engine(given, sorts)


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
