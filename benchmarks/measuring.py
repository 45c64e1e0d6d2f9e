"""Time and peak memory of commands, run side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

Command = Sequence[str | Path]

# What getrusage calls maxrss: kilobytes on Linux, bytes on macOS.
_MAXRSS = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a command took: median over its runs.

    Parameters
    ----------
    seconds : float
        From start to end, on the clock.
    processor : float
        Seconds of processor time: what other programs do meanwhile changes it little.
    bytes : float
        Most memory it held at one time.
    """

    seconds: float
    processor: float
    bytes: float


def measure(
    commands: Mapping[str, Command], *, repeats: int, folder: Path | None = None
) -> dict[str, Cost]:
    """Run commands in turn, several times, in a folder, and give the median cost of each.

    The first round fills caches (byte code, files) and is not counted. Taking turns means
    that a busy minute of the machine falls on all of them.

    Raises
    ------
    SystemExit
        If a command cannot do its work: what is printed would mean nothing.
    """
    taken: dict[str, list[Cost]] = {name: [] for name in commands}
    for round_ in range(repeats + 1):
        for name, command in commands.items():
            cost = _run(command, folder=folder)
            if round_:
                taken[name].append(cost)
            else:
                print(f"  {name}: {cost.seconds:.2f} s", file=sys.stderr, flush=True)
    return {
        name: Cost(
            seconds=median(cost.seconds for cost in costs),
            processor=median(cost.processor for cost in costs),
            bytes=median(cost.bytes for cost in costs),
        )
        for name, costs in taken.items()
    }


@dataclass(frozen=True, kw_only=True)
class Within:
    """What a command says that its work took, its libraries loaded: median over its runs.

    Parameters
    ----------
    seconds, processor : float
        On the clock, and of processor time.
    bytes : float
        Most memory beyond what it held before the work.
    rows : mapping of str to int
        Of each table that it made.
    """

    seconds: float
    processor: float
    bytes: float
    rows: Mapping[str, int]


def measure_within(commands: Mapping[str, Command], *, repeats: int) -> dict[str, Within]:
    """Run commands in turn, several times, and give the median of what they print as JSON.

    Raises
    ------
    SystemExit
        If a command cannot do its work.
    """
    said: dict[str, list[dict[str, Any]]] = {name: [] for name in commands}
    for _ in range(repeats):
        for name, command in commands.items():
            words = [str(part) for part in command]
            ended = subprocess.run(words, capture_output=True, check=False, env=_environment())
            if ended.returncode:
                sys.exit(f"{' '.join(words)} did not run:\n{ended.stderr.decode()}")
            said[name].append(json.loads(ended.stdout.splitlines()[-1]))
            print(f"  {name}: {said[name][-1]}", file=sys.stderr, flush=True)
    return {
        name: Within(
            seconds=median(one["seconds"] for one in each),
            processor=median(one["processor"] for one in each),
            bytes=median(one["bytes"] for one in each),
            rows=each[0]["rows"],
        )
        for name, each in said.items()
    }


def _run(command: Command, *, folder: Path | None) -> Cost:
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=_environment(),
            cwd=folder,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
        # `check` ends with 1 where it finds something, and then says nothing here.
        exitcode = os.waitstatus_to_exitcode(status)
        if exitcode not in (0, 1) or (exitcode and said):
            sys.exit(f"{' '.join(map(str, command))} did not run:\n{said}")
    return Cost(
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        bytes=usage.ru_maxrss * _MAXRSS,
    )


def _environment() -> dict[str, str]:
    """As a user has it: byte code is kept, for all alike, and away from the sources."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(_BYTE_CODE)}


_BYTE_CODE = Path(tempfile.gettempdir()) / "kumsong-benchmarks-byte-code"
