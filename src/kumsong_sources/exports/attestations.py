"""Attestations of dossiers as a corpus: one CSV or Parquet file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kumsong_sources.corpus.opening import csv_in_duckdb, file_form
from kumsong_sources.corpus.schema import CORPUS, corpus_rows
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import CorpusError, MissingExtraError

Progress = Callable[[int, int], None]
"""Told after each dossier: dossiers done, rows written."""


def export_attestations(
    dossiers: Iterable[Dossier], path: str | Path, *, progress: Progress | None = None
) -> int:
    """Write the attestations of dossiers into one corpus.

    One dossier is held at a time, so that a generator may open thousands. The same
    dossiers in the same order give the same bytes. The file appears when it is complete;
    one that stands there is replaced then.

    Parameters
    ----------
    dossiers : iterable of Dossier
        Those of one title are told apart by a number: ``"Title"``, ``"Title (2)"``.
    path : str or Path
        Ends in ``.csv`` (UTF-8, blank where there is no value, texts unchanged) or in
        ``.parquet`` (written with pyarrow, DuckDB or Polars, whichever is installed).
    progress : callable, optional
        Called with dossiers done and rows written after each dossier.

    Returns
    -------
    int
        Rows written; columns: `kumsong_sources.corpus.CORPUS`.

    Raises
    ------
    CorpusError
        If the path ends otherwise or cannot be written to.
    MissingExtraError
        If Parquet is asked for and nothing installed can write it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "corpus.csv"
    ...     rows = export_attestations([Dossier.example("kumsong")], path)
    ...     rows == len(path.read_text("utf-8").splitlines()) - 1
    True
    """
    target = Path(path)
    convert = _parquet_writer() if file_form(target) == "parquet" else None
    try:
        # Beside the target, so that it can be moved there in one step.
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
            written = Path(folder) / "corpus.csv"
            rows = _write_csv(dossiers, written, progress=progress)
            if convert is not None:
                text, written = written, Path(folder) / "corpus.parquet"
                convert(text, written)
            written.replace(target)
    except OSError as error:
        raise CorpusError(f"{target}: cannot be written ({error.strerror or error})") from error
    return rows


def _write_csv(dossiers: Iterable[Dossier], path: Path, *, progress: Progress | None) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in CORPUS)
        for done, (name, dossier) in enumerate(_named(dossiers), 1):
            for row in corpus_rows(dossier, name=name):
                writer.writerow(_cell(row[column.name]) for column in CORPUS)
                rows += 1
            if progress is not None:
                progress(done, rows)
    return rows


def _named(dossiers: Iterable[Dossier]) -> Iterator[tuple[str, Dossier]]:
    """Each dossier with its title, numbered where an earlier one has it as well."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for dossier in dossiers:
        name = dossier.title
        while name in taken:
            seen[dossier.title] += 1
            name = f"{dossier.title} ({seen[dossier.title] + 1})"
        taken.add(name)
        yield name, dossier


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _parquet_writer() -> Callable[[Path, Path], None]:
    """Whatever is installed, found out before any work is done."""
    for package, writer in _WRITERS.items():
        if find_spec(package) is not None:
            return writer
    raise MissingExtraError(
        f"a Parquet file needs one of {', '.join(_WRITERS)}, none of which is installed; "
        "pip install 'kumsong-sources[duckdb]', or write a .csv"
    )


def _with_pyarrow(text: Path, path: Path) -> None:
    import pyarrow as pa
    from pyarrow import csv as table
    from pyarrow import parquet

    types = {"string": pa.string(), "Float64": pa.float64(), "boolean": pa.bool_()}
    reader = table.open_csv(
        text,
        read_options=table.ReadOptions(use_threads=False),
        parse_options=table.ParseOptions(newlines_in_values=True),
        convert_options=table.ConvertOptions(
            column_types={column.name: types[column.dtype] for column in CORPUS},
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    with parquet.ParquetWriter(path, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _with_duckdb(text: Path, path: Path) -> None:
    import duckdb

    columns = {column.name: column.dtype for column in CORPUS}
    with duckdb.connect() as connection:
        relation = connection.sql(csv_in_duckdb(columns), params=[str(text)])
        relation.write_parquet(str(path))


def _with_polars(text: Path, path: Path) -> None:
    import polars

    types = {"string": polars.String, "Float64": polars.Float64, "boolean": polars.Boolean}
    schema = {column.name: types[column.dtype] for column in CORPUS}
    polars.scan_csv(text, schema=schema).sink_parquet(path)


_WRITERS = {"pyarrow": _with_pyarrow, "duckdb": _with_duckdb, "polars": _with_polars}
