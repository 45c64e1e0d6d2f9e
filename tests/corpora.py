"""Corpora for tests: random dossiers, and one corpus as a frame of each engine."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from building import dossier_of
from hypothesis import strategies as st

from kumsong_sources.corpus import CORPUS, corpus_rows
from kumsong_sources.dossier import Dossier

Row = Mapping[str, Any]

_ABSENT = (
    "pyspark is not installed; pip install 'kumsong-sources[spark]'"
    if find_spec("pyspark") is None
    else "Java is not installed; Spark needs 17 or later"
    if shutil.which("java") is None
    else ""
)


def with_spark(test: Callable[..., None]) -> Callable[..., None]:
    """A test that is left out, and says why, where there is no Spark."""
    quiet = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support")
    return pytest.mark.skipif(bool(_ABSENT), reason=_ABSENT or "-")(quiet(test))


COUNTS = (
    *("0", "7", "40", "100", "300", "999", "1000", "1234", "1500", "2000", "78000"),
    *(
        "1200-1500",
        "300-900",
        "40-100",
        "at least 1000",
        "at least 7",
        "up to 900",
        "up to 100",
    ),
    *("c. 1500", "over 300", "heavy", "several hundred", "none"),
)
DATES = ("1953-07-13", "1953-07-20", "July 1953", "13-27 July 1953", "1953")
AREAS = ("9.2 km2", "9.3 km2", "9.4 km2", "8 km2", "9", "10-12", "at least 10 km2", "2 sq mi")
ANSWERS = ("Red victory", "Blue victory", "red victory", "Draw")
MEASURES = (
    *("killed", "killed", "killed", "wounded", "missing", "casualties", "strength"),
    *("date", "result", "area"),
)
SUBJECTS = ("RED", "NORTH", "SOUTH", "BLUE")
SOURCES = ("red1", "red2", "blue1", "blue2", "swiss", "nobody", "lost", "", "red1; blue2")
REPORTERS = ("", "", "RED", "BLUE", "SWISS", "NORTH")
VIA = ("", "", "", "swiss")


@st.composite
def claims(draw: st.DrawFn) -> str:
    """One row of a dossier, without its claim_id."""
    return claim(lambda among: draw(st.sampled_from(among)))


def claim(choose: Callable[[Sequence[str]], str]) -> str:
    """One row, each cell chosen among those that bring out a rule."""
    measure = choose(MEASURES)
    texts = {"date": DATES, "result": ANSWERS, "area": AREAS}.get(measure, COUNTS)
    cells = (
        choose(("battle", "battle", "siege")),
        "S",
        choose(SOURCES),
        choose(("", "RED") if measure in ("date", "result") else SUBJECTS),
        measure,
        choose(texts),
        choose(("", "", "", "1st corps")),
        choose(REPORTERS),
        "",
        choose(VIA),
    )
    return ",".join(cells)


def dossier(rows: Iterable[str]) -> Dossier:
    """A dossier of such rows."""
    return dossier_of("\n".join(f"K{number},{row}" for number, row in enumerate(rows, 1)))


dossiers = st.lists(st.lists(claims(), max_size=14), min_size=1, max_size=4).map(
    lambda many: [dossier(rows) for rows in many]
)


def rows_of(many: Sequence[Dossier]) -> list[dict[str, Any]]:
    """The corpus of several dossiers, each called by its number."""
    return [row for at, one in enumerate(many) for row in corpus_rows(one, name=str(at))]


def as_pandas(rows: Sequence[Row]) -> pd.DataFrame:
    kinds = {"string": "str", "Float64": "float64", "boolean": "bool"}
    frame = pd.DataFrame([*rows], columns=[c.name for c in CORPUS], dtype=object)
    for column in CORPUS:
        if column.dtype == "Float64":
            frame[column.name] = pd.to_numeric(frame[column.name])
    return frame.astype({c.name: kinds[c.dtype] for c in CORPUS})


def as_pandas_objects(rows: Sequence[Row]) -> pd.DataFrame:
    """As an older pandas holds it: text and its gaps as Python objects."""
    frame = as_pandas(rows)
    texts = [column.name for column in CORPUS if column.dtype == "string"]
    for name in texts:
        frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return frame


def as_pandas_nullable(rows: Sequence[Row]) -> pd.DataFrame:
    return as_pandas(rows).astype({column.name: column.dtype for column in CORPUS})


def as_pandas_arrow(rows: Sequence[Row]) -> pd.DataFrame:
    kinds = {
        "string": "string[pyarrow]",
        "Float64": "double[pyarrow]",
        "boolean": "bool[pyarrow]",
    }
    return as_pandas_nullable(rows).astype({c.name: kinds[c.dtype] for c in CORPUS})


def as_polars(rows: Sequence[Row]) -> pl.DataFrame:
    kinds = {"string": pl.String, "Float64": pl.Float64, "boolean": pl.Boolean}
    schema = {column.name: kinds[column.dtype] for column in CORPUS}
    return pl.DataFrame([*map(dict, rows)], schema=schema, strict=False)


def as_duckdb(rows: Sequence[Row]) -> duckdb.DuckDBPyRelation:
    connection = duckdb.connect()
    connection.register("corpus_given", as_polars(rows).to_arrow())
    connection.execute("CREATE TABLE corpus_rows AS FROM corpus_given")
    return connection.sql("FROM corpus_rows")


FRAMES: Mapping[str, Callable[[Sequence[Row]], Any]] = {
    "pandas": as_pandas,
    "pandas with objects": as_pandas_objects,
    "pandas with nullable types": as_pandas_nullable,
    "pandas with Arrow types": as_pandas_arrow,
    "Polars": as_polars,
    "Polars lazy": lambda rows: as_polars(rows).lazy(),
    "DuckDB": as_duckdb,
}


def rows_in(frame: Any) -> list[dict[str, Any]]:
    """A result's rows, a gap as `None`, whatever the engine."""
    if isinstance(frame, pd.DataFrame):
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in found]
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return [dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall()]
    return [row.asDict() for row in frame.collect()]


def differing(found: Sequence[Row], expected: Sequence[Row]) -> list[str]:
    """The cells that differ, each said; numbers to 1e-9 of their size."""
    if len(found) != len(expected):
        return [f"{len(found)} rows instead of {len(expected)}"]
    return [
        f"{name}: {one[name]!r} instead of {other[name]!r} in {dict(other)}"
        for one, other in zip(found, expected, strict=True)
        for name in other
        if not same(one[name], other[name])
    ]


def same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other
