"""Make a corpus of invented dossiers, or analyse one, each way in a process of its own.

    python benchmarks/corpus_way.py make FILE.parquet --attestations 1000000
    python benchmarks/corpus_way.py polars FILE.parquet

A way prints what it took, as JSON: `seconds` and `processor` of the analysis, its libraries
loaded, `bytes` of memory beyond what those libraries hold, and the `rows` of its tables.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

CLAIMS = 2_000
"""Claims of a dossier; so many different ones as `SEEDS` has are told again and again."""
SEEDS = range(1953, 1963)

ENGINES = {"duckdb": "duckdb", "polars": "polars", "pandas": "pandas", "spark": "pyspark.sql"}
OTHERS = {
    "notebook": ("notebook_corpus_way", "analysed"),
    "vectorised": ("vectorised_way", "analysed"),
    "sql": ("handwritten_way", "analysed"),
    "touch": ("handwritten_way", "touched"),
}
WAYS = (*ENGINES, *OTHERS)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("way", choices=("make", *WAYS))
    parser.add_argument("file", type=Path)
    parser.add_argument("--attestations", type=int, default=1_000_000)
    asked = parser.parse_args()
    if asked.way == "make":
        make(asked.file, attestations=asked.attestations)
    else:
        print(json.dumps(timed(asked.way, asked.file)))


def timed(way: str, file: Path) -> dict[str, Any]:
    """Analyse a corpus one way, its libraries loaded before the clock starts."""
    analyse = loaded(way)
    held, used, started = _most_memory(), _processor(), time.perf_counter()
    tables = analyse(file)
    rows = {name: rows_of(table) for name, table in tables.items()} if tables else {}
    return {
        "seconds": time.perf_counter() - started,
        "processor": _processor() - used,
        "bytes": _most_memory() - held,
        "rows": rows,
    }


def loaded(way: str) -> Callable[[Path], Mapping[str, Any] | None]:
    """The function that analyses a file one way."""
    if way in OTHERS:
        module, name = OTHERS[way]
        found: Callable[[Path], Mapping[str, Any]] = getattr(import_module(module), name)
        return found if way != "touch" else lambda file: found(file) and None
    import_module(ENGINES[way])
    import_module("kumsong_sources.corpus")
    if way == "pandas":
        import_module("pyarrow.parquet")
    return lambda file: ours(file, engine=way)


def ours(file: Path, *, engine: str) -> Mapping[str, Any]:
    """All tables of a corpus in one engine; Spark starts before, as a cluster would run."""
    from kumsong_sources.corpus import analyse, open_corpus

    return analyse(open_corpus(file, engine=engine, needed_only=True))


def rows_of(table: Any) -> int:
    """How many rows a result has; computes what is still a plan."""
    if hasattr(table, "toLocalIterator"):
        # Written nowhere, but every cell of it computed.
        kept = table.persist()
        return int(kept.count())
    table = table.collect() if hasattr(table, "collect") else table
    return int(table.shape[0])


def make(file: Path, *, attestations: int) -> None:
    """Write a corpus of so many attestations, by its ending as CSV or as Parquet.

    As in a real one no two dossiers share an event or a work, nor are their figures alike:
    each retelling has names of its own and all of its figures larger by a whole factor.
    """
    import duckdb

    connection = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        told = "', '".join(map(str, _dossiers(Path(folder))))
        connection.execute(
            "CREATE TABLE told AS SELECT * EXCLUDE (filename), parse_filename(filename, true) "
            f"AS seed FROM read_parquet(['{told}'], filename = true)"
        )
    (rows,) = connection.sql("SELECT count(*) FROM told").fetchall()[0]
    own = ", ".join(
        f"{name} || '-' || seed || 'n' || retelling AS {name}"
        for name in ("dossier", "event", "citekey", "witness", "claim_ids")
    )
    larger = ", ".join(f"{name} * factor AS {name}" for name in ("low", "best", "high"))
    form = "FORMAT parquet" if file.suffix == ".parquet" else "FORMAT csv, HEADER"
    written = "coalesce(CAST(CAST(low * factor AS BIGINT) AS VARCHAR), figure)"
    figure = f"if(factor > 1, {written}, figure) AS figure"
    connection.execute(
        "COPY (SELECT * EXCLUDE (seed, retelling, factor) "
        f"REPLACE ({own}, {larger}, {figure}) "
        "FROM (SELECT told.*, retelling, "
        "CASE kind WHEN 'count' THEN 1 + hash(retelling, event) % 9 ELSE 1 END AS factor "
        f"FROM range({-(-attestations // rows)}) AS of(retelling), told "
        f"ORDER BY retelling, told.rowid LIMIT {attestations})) TO '{file}' ({form})"
    )


def _dossiers(folder: Path) -> list[Path]:
    from generate import write_dossier

    from kumsong_sources import Dossier
    from kumsong_sources.exports.attestations import export_attestations

    paths = []
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as place:
            write_dossier(Path(place), claims=CLAIMS, seed=seed)
            path = folder / f"{seed}.parquet"
            export_attestations([Dossier.open(place)], path)
            paths.append(path)
    return paths


def _processor() -> float:
    of = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in of)


def _most_memory() -> int:
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main()
