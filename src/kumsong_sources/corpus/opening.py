"""A corpus's file as a frame of an engine: types given, never guessed."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kumsong_sources.corpus.engines import check_frame
from kumsong_sources.corpus.schema import CORPUS, NEEDED, SORTS, check_columns
from kumsong_sources.errors import CorpusError, MissingExtraError

_DTYPES = {column.name: column.dtype for column in CORPUS}
_ARROW_TEXTS = ("string", "large_string")


def open_corpus(
    path: str | Path,
    *,
    engine: str | None = None,
    master: str | None = None,
    needed_only: bool = False,
) -> Any:
    """Open a corpus's CSV or Parquet file in an engine.

    The columns of `CORPUS` have the types it names, any other column is text; nothing is
    inferred from the first rows. A blank cell is a missing value.

    Parameters
    ----------
    path : str or Path
        Ends in ``.csv`` (UTF-8) or ``.parquet``.
    engine : str, optional
        One of `ENGINES`; without it `preferred_engine`. With ``"duckdb"``, ``"polars"``
        and ``"spark"`` nothing is read but the header, and the analysis runs out of core;
        ``"pandas"`` reads all of it.
    master : str, optional
        With ``"spark"`` the cluster's URL; without it all cores of this machine.
    needed_only : bool
        With ``"pandas"`` leave out the columns that the analysis does not compute from,
        texts of Parquet as categories; the other engines read only what they are asked for.

    Returns
    -------
    DuckDB relation, polars.LazyFrame, pandas.DataFrame or PySpark frame
        For `comparisons`, `pairs`, `exchanges`, `reporters` and `source_load`.

    Raises
    ------
    CorpusError
        If there is no such engine or file, or the file's columns are not a corpus's.
    MissingExtraError
        If the engine is not installed.

    Examples
    --------
    >>> open_corpus("battles.csv", engine="dukdb")
    Traceback (most recent call last):
        ...
    kumsong_sources.errors.CorpusError: no engine is called 'dukdb'; expected polars, \
duckdb, pandas or spark
    """
    engine = engine or preferred_engine()
    if engine not in ENGINES:
        *first, last = ENGINES
        expected = f"{', '.join(first)} or {last}"
        raise CorpusError(f"no engine is called {engine!r}; expected {expected}")
    if master is not None and engine != "spark":
        raise CorpusError(f"a master is for the engine spark; got {master!r} with {engine}")
    file = Path(path)
    form = file_form(file)
    if not file.exists():
        raise CorpusError(f"{file}: no such file; `export attestations` writes a corpus")
    columns = _columns_of_csv(file) if form == "csv" else None
    if engine == "spark":
        frame = _spark(file, columns, master)
    elif engine == "pandas":
        frame = _pandas(file, columns, needed_only)
    else:
        frame = _LAZY[engine](file, columns)
    if columns is None:
        check_frame(frame, where=str(file))
    return frame


def preferred_engine() -> str:
    """The quickest engine that is installed; results are the same in all.

    Examples
    --------
    >>> preferred_engine() in ENGINES
    True
    """
    return next((name for name in ENGINES if find_spec(name) is not None), "pandas")


def file_form(path: Path) -> str:
    """What a corpus's file is by its ending: ``"csv"`` or ``"parquet"``.

    Raises
    ------
    CorpusError
        If the ending is neither.
    """
    form = path.suffix.casefold().removeprefix(".")
    if form in ("csv", "parquet"):
        return form
    raise CorpusError(
        f"{path}: a corpus is a .csv or a .parquet file, by its ending; "
        f"got {path.suffix or 'no ending'!r}"
    )


def _columns_of_csv(path: Path) -> Mapping[str, str]:
    """The type of each column by the file's own header; checked before anything is read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(f"{path}: cannot be read as CSV in UTF-8 ({error})") from None
    if twice := sorted({name for name in header if header.count(name) > 1}):
        raise CorpusError(
            f"{path}:1: the column {', '.join(twice)} stands more than once; delete one"
        )
    columns = {name: _DTYPES.get(name, "string") for name in header}
    check_columns({name: SORTS[dtype] for name, dtype in columns.items()}, where=str(path))
    return columns


def extra(name: str, *, needed_for: str) -> Any:
    """An engine's module.

    Raises
    ------
    MissingExtraError
        If it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        package = _EXTRAS.get(name, name)
        raise MissingExtraError(
            f"{needed_for} needs {name}, which is not installed; pip install {package}"
        ) from error


_EXTRAS = {
    "duckdb": "'kumsong-sources[duckdb]'",
    "polars": "'kumsong-sources[polars]'",
    "pyspark.sql": "'kumsong-sources[spark]'",
}


def _duckdb(path: Path, columns: Mapping[str, str] | None) -> Any:
    connection = extra("duckdb", needed_for="the engine duckdb").connect()
    if columns is None:
        return connection.sql("FROM read_parquet(?)", params=[str(path)])
    return connection.sql(csv_in_duckdb(columns), params=[str(path)])


def csv_in_duckdb(columns: Mapping[str, str]) -> str:
    """The query that reads a corpus's CSV, its path left open."""
    types = {"string": "VARCHAR", "Float64": "DOUBLE", "boolean": "BOOLEAN"}
    typed = ", ".join(f"{_quoted(name)}: '{types[d]}'" for name, d in columns.items())
    return (
        f"FROM read_csv(?, columns = {{{typed}}}, auto_detect = false, header = true, "
        "delim = ',', quote = '\"', escape = '\"', nullstr = '')"
    )


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _polars(path: Path, columns: Mapping[str, str] | None) -> Any:
    polars = extra("polars", needed_for="the engine polars")
    if columns is None:
        return polars.scan_parquet(path)
    types = {"string": polars.String, "Float64": polars.Float64, "boolean": polars.Boolean}
    schema = {name: types[dtype] for name, dtype in columns.items()}
    return polars.scan_csv(path, schema=schema)


def _pandas(path: Path, columns: Mapping[str, str] | None, needed_only: bool) -> Any:
    import pandas as pd

    if columns is None:
        parquet = extra("pyarrow.parquet", needed_for="reading Parquet with pandas")
        if not needed_only:
            return pd.read_parquet(path)
        schema = parquet.read_schema(path)
        names = [name for name in schema.names if name in NEEDED]
        # Categories as the file has them: the analysis would look for them anyhow.
        texts = [name for name in names if str(schema.field(name).type) in _ARROW_TEXTS]
        return parquet.read_table(path, columns=names, read_dictionary=texts).to_pandas()
    types = {"string": "str", "Float64": "float64", "boolean": "boolean"}
    try:
        # Only a blank is missing: a party may be called NA.
        return pd.read_csv(
            path,
            dtype={name: types[dtype] for name, dtype in columns.items()},
            usecols=NEEDED if needed_only else None,
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8-sig",
        )
    except ValueError as error:
        raise CorpusError(f"{path}: a cell is not of its column's type ({error})") from error


def _spark(path: Path, columns: Mapping[str, str] | None, master: str | None) -> Any:
    sql = extra("pyspark.sql", needed_for="the engine spark")
    types = extra("pyspark.sql.types", needed_for="the engine spark")
    builder = sql.SparkSession.builder.appName("kumsong-sources")
    if master is None:
        # Of the 200 parts that are meant for a cluster each costs its start here.
        builder = builder.config("spark.sql.shuffle.partitions", str(os.cpu_count() or 1))
    session = builder.master(master or "local[*]").getOrCreate()
    if columns is None:
        return session.read.parquet(str(path))
    kinds = {
        "string": types.StringType(),
        "Float64": types.DoubleType(),
        "boolean": types.BooleanType(),
    }
    fields = [types.StructField(name, kinds[dtype]) for name, dtype in columns.items()]
    return session.read.csv(
        str(path),
        schema=types.StructType(fields),
        header=True,
        quote='"',
        escape='"',
        multiLine=True,
        mode="FAILFAST",
        encoding="UTF-8",
    )


_LAZY: Mapping[str, Callable[[Path, Mapping[str, str] | None], Any]] = {
    "duckdb": _duckdb,
    "polars": _polars,
}
ENGINES = ("polars", "duckdb", "pandas", "spark")
"""The engines a corpus's file can be opened in, of those for one machine the quickest first."""
