"""Make a corpus of invented dossiers, or analyse one in an engine.

python benchmarks/corpus_way.py make FILE.csv --attestations 1000000
python benchmarks/corpus_way.py polars FILE.csv
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from generate import write_dossier

from kumsong_sources import Dossier
from kumsong_sources.corpus import CORPUS, analyse, corpus_rows, open_corpus

CLAIMS = 20_000
"""Claims of the dossier that is repeated under other names until the corpus is full."""


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine", help="make, duckdb, pandas or polars")
    parser.add_argument("file", type=Path)
    parser.add_argument("--attestations", type=int, default=1_000_000)
    asked = parser.parse_args()
    if asked.engine == "make":
        make(asked.file, attestations=asked.attestations)
    else:
        found = analyse(open_corpus(asked.file, engine=asked.engine))
        print({name: rows_of(table) for name, table in found.items()})


def make(file: Path, *, attestations: int) -> None:
    """Write a corpus of at least so many attestations."""
    with tempfile.TemporaryDirectory() as folder:
        write_dossier(Path(folder), claims=min(CLAIMS, attestations))
        rows = list(corpus_rows(Dossier.open(folder), name=""))
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, [column.name for column in CORPUS])
        writer.writeheader()
        for number in range(-(-attestations // len(rows))):
            writer.writerows(row | {"dossier": f"dossier {number + 1}"} for row in rows)


def rows_of(table: Any) -> int:
    """How many rows a result has; computes what is still a plan."""
    table = table.collect() if hasattr(table, "collect") else table
    return int(table.shape[0])


if __name__ == "__main__":
    main()
