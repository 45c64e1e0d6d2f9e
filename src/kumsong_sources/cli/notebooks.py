"""`notebooks`: run the notebooks, or see whether their stored results are in step."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kumsong_sources.errors import NotebookError


@click.group(epilog="Example: kumsong-sources notebooks run notebooks")
def notebooks() -> None:
    """Run notebooks headless, and check their stored results."""


@notebooks.command(epilog="Example: kumsong-sources notebooks run --set dossier=../mine")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("notebooks"))
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a notebook parameter."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the executed copies there; needed with --set.",
)
def run(folder: Path, settings: tuple[str, ...], output: Path | None) -> None:
    """Execute the notebooks of a folder, or one notebook, and store their results.

    A parameter that no notebook declares is refused.
    """
    from kumsong_sources.notebooks import run_notebooks

    parameters = dict(_setting(text) for text in settings)
    if parameters and output is None:
        raise click.UsageError("--set needs --output: the originals keep their own parameters")
    for result in run_notebooks(folder, parameters=parameters, output=output, before=_announce):
        click.echo(str(result), err=True)


@notebooks.command(name="check", epilog="Example: kumsong-sources notebooks check notebooks")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("notebooks"))
def check_stored(folder: Path) -> None:
    """Tell which stored results are stale: exit status 1 where one is."""
    from kumsong_sources.notebooks import check_notebooks

    stale = check_notebooks(folder, before=_announce)
    for one in stale:
        click.echo(str(one))
    sys.exit(1 if stale else 0)


def _announce(path: Path) -> None:
    click.echo(f"running {path}", err=True)


def _setting(text: str) -> tuple[str, str | Path]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise NotebookError(f"--set {text!r}: expected NAME=VALUE, as dossier=../mine")
    # A folder is named from where the user stands, not from where the notebook lies.
    return name.strip(), Path(value) if name.strip() == "dossier" else value
