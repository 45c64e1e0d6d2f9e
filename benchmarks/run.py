"""Measure kumsong-sources against what one would use instead, in one run, as ratios.

    python benchmarks/run.py
    python benchmarks/run.py --part start --frictionless

Prints Markdown. Machines differ and are noisy: compare within a table, not between runs.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from corpus_part import corpus  # noqa: E402
from generate import write_dossier  # noqa: E402
from measuring import Command, Cost, measure  # noqa: E402

PYTHON = sys.executable
KUMSONG = HERE.parent
OURS = [PYTHON, "-c", "from kumsong_sources.cli import main; main()"]
DOSSIER: list[str | Path] = [PYTHON, HERE / "dossier_way.py"]
VECTORISED: list[str | Path] = [PYTHON, HERE / "dossier_vectorised_way.py", "compare"]
NOTEBOOK: list[str | Path] = [PYTHON, HERE / "notebook_way.py"]
LIBRARIES = "python -c 'import bibtexparser, click'"
FRICTIONLESS = "frictionless validate claims.csv"
ATTESTATIONS = "10000,100000,1000000"


def main() -> None:
    """Run the parts that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part")
    parser.add_argument("--claims", default="100,1000,10000,100000", help="sizes of dossiers")
    parser.add_argument("--notebook-up-to", type=int, default=10_000, metavar="CLAIMS")
    parser.add_argument("--attestations", default=ATTESTATIONS, help="sizes of corpora")
    parser.add_argument(
        "--notebook-corpus-up-to", type=int, default=100_000, metavar="ATTESTATIONS"
    )
    parser.add_argument("--megabytes", type=float, default=10, help="of the .bib to read; 10")
    parser.add_argument("--works", type=int, default=10_000, help="to be cited; 10,000")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each; 5")
    parser.add_argument(
        "--frictionless", action="store_true", help="install it, to measure against it"
    )
    asked = parser.parse_args()
    if not hasattr(os, "wait4"):
        sys.exit("this system has no wait4: run the benchmarks on Linux or macOS")
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        for part in asked.part or PARTS:
            print(f"\n## {str(PARTS[part].__doc__).rstrip('.')}\n", flush=True)
            for line in PARTS[part](asked, Path(folder)):
                print(line, flush=True)


def start(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    """From a cold start: the Kumsong dossier."""
    commands: dict[str, Command] = {
        LIBRARIES: [PYTHON, "-c", "import bibtexparser, click"],
        "python -c 'import pandas'": [PYTHON, "-c", "import pandas"],
        "kumsong-sources --help": [*OURS, "--help"],
        "kumsong-sources check": [*OURS, "check", KUMSONG],
        "kumsong-sources compare": [*OURS, "compare", KUMSONG],
        "kumsong-sources report": [*OURS, "report", "-o", folder / "report.html", KUMSONG],
    }
    if asked.frictionless:
        program = _installed_apart("frictionless", folder / "venv")
        # By its name alone, and from its folder: a path from the root it refuses, unread.
        commands[FRICTIONLESS] = [program, "validate", "claims.csv"]
        subprocess.run(commands[FRICTIONLESS], cwd=KUMSONG, check=True, capture_output=True)
    costs = measure(commands, repeats=asked.repeats, folder=KUMSONG)
    base = costs[LIBRARIES]
    yield from _table(
        ("command", "processor time", "times the first", "memory"),
        (
            (
                f"`{name}`",
                _time(cost.processor),
                f"{cost.processor / base.processor:.1f}",
                _memory(cost),
            )
            for name, cost in costs.items()
        ),
    )
    if asked.frictionless:
        times = costs[FRICTIONLESS].processor / costs["kumsong-sources check"].processor
        yield f"\n`{FRICTIONLESS}` takes {times:.1f} times as long as our `check`."
    else:
        yield "\nfrictionless was not measured: it is installed only with --frictionless."


def cold(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    """From a cold start: a whole dossier analysed, and pandas beside it."""
    small, large = folder / "300-claims", folder / "10000-claims"
    write_dossier(small, claims=300)
    write_dossier(large, claims=10_000)
    pandas, ours, theirs = "python -c 'import pandas'", "kumsong-sources", "vectorised pandas"
    commands: dict[str, Command] = {
        pandas: [PYTHON, "-c", "import pandas"],
        f"{ours}, 300 claims": [*DOSSIER, small],
        f"{ours}, 10,000 claims": [*DOSSIER, large],
        f"{theirs}, 10,000 claims": [*VECTORISED, large],
    }
    costs = measure(commands, repeats=asked.repeats)
    yield from _table(
        ("analysis", "processor time", "time on the clock", "memory"),
        (
            (name, _time(cost.processor), _time(cost.seconds), _memory(cost))
            for name, cost in costs.items()
        ),
    )
    for of, to in (
        (f"{ours}, 300 claims", pandas),
        (f"{ours}, 10,000 claims", f"{theirs}, 10,000 claims"),
    ):
        yield f"\n{of}: {costs[of].processor / costs[to].processor:.2f} of `{to}`"


def growth(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    """As dossiers grow: check and compare, and the notebook way beside them."""
    sizes = sorted(int(size) for size in asked.claims.split(","))
    rows, taken = [], dict[tuple[str, int], Cost]()
    for size in sizes:
        dossier = folder / f"{size}-claims"
        write_dossier(dossier, claims=size)
        read = sum(path.stat().st_size for path in dossier.iterdir())
        commands: dict[str, Command] = {
            "check": [*OURS, "check", dossier],
            "compare": [*OURS, "compare", "--format", "csv", dossier],
        }
        if size <= asked.notebook_up_to:
            for name in ("check", "compare"):
                commands[f"notebook {name}"] = [*NOTEBOOK, name, dossier]
        # The largest take long enough for their noise to be small.
        repeats = asked.repeats if size <= 10_000 else max(1, asked.repeats // 2)
        costs = measure(commands, repeats=repeats)
        for name in ("check", "compare"):
            taken[name, size] = cost = costs[name]
            other = costs.get(f"notebook {name}")
            rows.append(
                (
                    f"{size:,}",
                    name,
                    _time(cost.processor),
                    f"{other.processor / cost.processor:.1f} times" if other else "not run",
                    _memory(cost),
                    f"{other.bytes / cost.bytes:.1f} times" if other else "not run",
                    f"{(cost.bytes - taken[name, sizes[0]].bytes) / read:.0f} times"
                    if size >= 10_000
                    else "",
                )
            )
    yield from _table(
        (
            "claims",
            "command",
            "processor time",
            "notebook takes",
            "memory",
            "notebook holds",
            "beyond start, of input",
        ),
        rows,
    )
    yield ""
    for name in ("check", "compare"):
        yield from _slopes(name, {size: taken[name, size] for size in sizes})


def reading(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Reading a bibliography: here, with all rules, and by bibtexparser alone."""
    # Here, because a process that is started is counted with the memory of its parent.
    from reading import compared, invented

    path = invented(folder, megabytes=asked.megabytes)
    yield from compared(path, repeats=asked.repeats)


def bibliography(asked: argparse.Namespace, _: Path) -> Iterator[str]:
    """A bibliography in citation styles: ours, and pandoc where it is installed."""
    from bibliography import STYLES, compared

    yield from compared(tuple(STYLES), works=asked.works)


PARTS = {
    "start": start,
    "cold": cold,
    "growth": growth,
    "reading": reading,
    "bibliography": bibliography,
    "corpus": corpus,
}


def _slopes(name: str, costs: Mapping[int, Cost]) -> Iterator[str]:
    """By which power of the claims time grows, between the sizes; 1 is linear."""
    sizes = list(costs)
    # Starting takes as long for one claim as for many: the least dossier stands for it.
    least = costs[sizes[0]].processor
    for small, large in pairwise(sizes[1:]):
        grown = (costs[large].processor - least) / (costs[small].processor - least)
        power = math.log(grown) / math.log(large / small)
        yield f"- `{name}` from {small:,} to {large:,} claims: time grows as claims^{power:.2f}"


def _table(
    head: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]
) -> Iterator[str]:
    """Lines of a Markdown table."""
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def _memory(cost: Cost) -> str:
    return _megabytes(cost.bytes)


def _megabytes(count: float) -> str:
    return f"{count / 1e6:.0f} MB"


def _installed_apart(package: str, folder: Path) -> Path:
    """Install a package into a virtual environment of its own; return its program."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", package], check=True)
    return folder / "bin" / package


if __name__ == "__main__":
    main()
