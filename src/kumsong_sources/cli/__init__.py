"""The command line: one thin function per command."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import cast

import click

from kumsong_sources import __version__
from kumsong_sources.errors import KumsongSourcesError

COULD_NOT_RUN = 2
"""Exit status when nothing could be done: wrong usage, unreadable input."""

COMMANDS = {
    "bib": "bib",
    "check": "check",
    "compare": "compare",
    "export": "exports",
    "init": "init",
    "notebooks": "notebooks",
    "report": "report",
    "rule": "rule",
    "serve": "serve",
}
"""The commands, each in a module of its name, and what they are called there."""


class _OnDemand(Mapping[str, click.Command]):
    """The commands by name, loaded as they are asked for: none waits for the others'."""

    def __getitem__(self, name: str) -> click.Command:
        called = COMMANDS[name]
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), called)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


@click.group(
    commands=cast("MutableMapping[str, click.Command]", _OnDemand()),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Example: kumsong-sources report --example kumsong -o report.html",
)
@click.version_option(__version__, prog_name="kumsong-sources")
def commands() -> None:
    """Hold what sources say against each other: who reports what of whom, read where.

    A dossier is a folder with claims.csv, references.bib and dossier.toml; commands take
    the current folder unless another is named.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 could not run."""
    # All that is read is kept to the end: looking for cycles in it costs a fifth of the time.
    gc.disable()
    if arguments is None:
        atexit.register(_leave_all_to_the_system)
    try:
        commands.main(args=arguments, prog_name="kumsong-sources")
    except KumsongSourcesError as error:
        click.echo(f"kumsong-sources: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    finally:
        gc.enable()


def _leave_all_to_the_system() -> None:
    """Spare the search for cycles as the process ends: its memory is freed with it."""
    # DuckDB counts what it finds left and complains of it.
    if "duckdb" not in sys.modules:
        gc.freeze()
