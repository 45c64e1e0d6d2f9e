"""A corpus, ours beside other ways to the same cells: one table per size, then the ratios."""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from corpus_way import ENGINES, OTHERS
from measuring import Command, Within, measure_within

SCRIPT = Path(__file__).with_name("corpus_way.py")
LABELS = {
    "duckdb": "ours on DuckDB",
    "polars": "ours on Polars",
    "pandas": "ours on pandas",
    "spark": "ours on Spark, this machine",
    "notebook": "pandas, the notebook way",
    "vectorised": "pandas, vectorised by hand",
    "sql": "SQL by hand, DuckDB",
    "touch": "DuckDB touches every column",
}
EMBEDDED = ("duckdb", "polars", "pandas")
SPARK_UP_TO = 100_000

Taken = dict[str, Within]


def corpus(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    """A corpus from Parquet: all its tables, and other ways to the same cells."""
    there = {name for name, module in ENGINES.items() if find_spec(module.partition(".")[0])}
    if missing := sorted(ENGINES.keys() - there):
        yield f"Not measured, because not installed: {', '.join(missing)}.\n"
    taken: dict[int, Taken] = {}
    for size in sorted(int(size) for size in asked.attestations.split(",")):
        file = folder / f"{size}.parquet"
        command = [sys.executable, str(SCRIPT), "make", str(file), "--attestations", str(size)]
        subprocess.run(command, check=True)
        ways = [way for way in (*ENGINES, *OTHERS) if way not in ENGINES or way in there]
        # Taken out where one run lasts longer than all the others together.
        if size > asked.notebook_corpus_up_to:
            ways.remove("notebook")
        if size > SPARK_UP_TO and "spark" in ways:
            ways.remove("spark")
        taken[size] = _measured(ways, file, repeats=asked.repeats)
        yield from _shown(size, taken[size], megabytes=file.stat().st_size / 1e6)
        file.unlink()
    yield from _grown(taken)


def _measured(ways: list[str], file: Path, *, repeats: int) -> Taken:
    commands: dict[str, Command] = {way: [sys.executable, SCRIPT, way, file] for way in ways}
    # These last minutes: their noise is small, and once is enough.
    slow = {way: commands.pop(way) for way in ("notebook", "spark") if way in commands}
    found = measure_within(commands, repeats=repeats) | measure_within(slow, repeats=1)
    made = {way: cost.rows for way, cost in found.items() if cost.rows}
    first = next(iter(made.values()))
    if different := [way for way, rows in made.items() if rows != first]:
        sys.exit(f"{', '.join(different)} made tables of other lengths: {made}")
    return found


def _shown(size: int, taken: Taken, *, megabytes: float) -> Iterator[str]:
    yield f"**{size:,} attestations, {megabytes:.0f} MB of Parquet**\n"
    yield "| way | processor time | on the clock | memory beyond libraries, a claim |"
    yield "| --- | --- | --- | --- |"
    for way, cost in taken.items():
        spark = way == "spark"
        processor = "(in Java)" if spark else f"{cost.processor:.2f} s"
        memory = "(in Java)" if spark else f"{cost.bytes / size:,.0f} bytes"
        yield f"| {LABELS[way]} | {processor} | {cost.seconds:.2f} s | {memory} |"
    yield ""
    best = min((way for way in EMBEDDED if way in taken), key=lambda w: taken[w].processor)
    for way, other in (
        ("pandas", "vectorised"),
        ("duckdb", "sql"),
        (best, "touch"),
        ("notebook", best),
    ):
        if way in taken and other in taken:
            times = taken[way].processor / taken[other].processor
            yield f"- {LABELS[way]}: {times:.2f} times the processor time of {LABELS[other]}"
    yield ""


def _grown(taken: Mapping[int, Taken]) -> Iterator[str]:
    """By which power of the attestations processor time grows; 1 is linear."""
    for small, large in pairwise(taken):
        for way in (w for w in EMBEDDED if w in taken[small] and w in taken[large]):
            grown = taken[large][way].processor / taken[small][way].processor
            power = math.log(grown) / math.log(large / small)
            yield (
                f"- {LABELS[way]} from {small:,} to {large:,} attestations: "
                f"time grows as attestations^{power:.2f}"
            )
