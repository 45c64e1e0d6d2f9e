"""The command line: one thin function per command."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import click

from kumsong_sources import __version__
from kumsong_sources.cli.bib import bib
from kumsong_sources.cli.check import check
from kumsong_sources.cli.compare import compare
from kumsong_sources.cli.export import exports
from kumsong_sources.cli.init import init
from kumsong_sources.cli.notebooks import notebooks
from kumsong_sources.cli.report import report
from kumsong_sources.cli.rule import rule
from kumsong_sources.errors import KumsongSourcesError

COULD_NOT_RUN = 2
"""Exit status when nothing could be done: wrong usage, unreadable input."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Example: kumsong-sources report --example kumsong -o report.html",
)
@click.version_option(__version__, prog_name="kumsong-sources")
def commands() -> None:
    """Hold what sources say against each other: who reports what of whom, read where.

    A dossier is a folder with claims.csv, references.bib and dossier.toml; commands take
    the current folder unless another is named.
    """


for command in (check, rule, compare, report, bib, exports, notebooks, init):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 could not run."""
    # All that is read is kept to the end: looking for cycles in it costs a fifth of the time.
    gc.disable()
    try:
        commands.main(args=arguments, prog_name="kumsong-sources")
    except KumsongSourcesError as error:
        click.echo(f"kumsong-sources: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    finally:
        gc.enable()
