"""Read a bibliography here and by bibtexparser alone: time and memory, side by side.

    python benchmarks/reading.py --megabytes 50

Without a file the entries are made up, a field a line. Memory is the most that was held
beyond what the program holds before it reads, as a multiple of the file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bibliography import entries
from measuring import Command, measure

IMPORTS = "import sys, bibtexparser, kumsong_sources.bibtex as ours, kumsong_sources.checks"
WAYS = {
    "imports alone": "",
    "bibtexparser": "bibtexparser.parse_file(sys.argv[1])",
    "reading here": "ours.read_bibtex(sys.argv[1])",
    "reading and all rules": "from kumsong_sources.checks import run_bibliography_checks; "
    "from kumsong_sources.sources import read_bibliography; "
    "run_bibliography_checks(read_bibliography(sys.argv[1]))",
}


def invented(folder: Path, *, megabytes: float) -> Path:
    """Write a bibliography of about so many megabytes, each field on a line of its own."""
    path = folder / "invented.bib"
    with path.open("w", encoding="utf-8") as file:
        number = 1
        while file.tell() < megabytes * 1e6:
            for entry in entries(1000, seed=number):
                text = entry.replace("{k", f"{{k{number}-", 1).replace("}, ", "},\n  ")
                file.write(f"{text}\n\n")
            number += 1
    return path


def compared(path: Path, *, repeats: int) -> Iterator[str]:
    """Yield the lines of a table of ratios for one file."""
    size = path.stat().st_size
    commands: dict[str, Command] = {
        name: [sys.executable, "-c", f"{IMPORTS}\n{way}", path] for name, way in WAYS.items()
    }
    costs = measure(commands, repeats=repeats)
    start, base = costs["imports alone"], costs["bibtexparser"]
    yield f"{size / 1e6:.1f} MB\n"
    yield "| way | times bibtexparser | memory, times the file |"
    yield "| --- | ---: | ---: |"
    for name in list(WAYS)[1:]:
        times = (costs[name].processor - start.processor) / (base.processor - start.processor)
        yield f"| {name} | {times:.2f} | {(costs[name].bytes - start.bytes) / size:.1f} |"


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="a .bib; one is made up without it")
    parser.add_argument("--megabytes", type=float, default=10, help="of the one made up; 10")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.file or invented(Path(folder), megabytes=asked.megabytes)
        for line in compared(path, repeats=asked.repeats):
            print(line, flush=True)


if __name__ == "__main__":
    main()
