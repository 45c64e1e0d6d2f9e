"""`notebooks`: run them, see whether stored results are in step, start a new one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kumsong_sources.errors import NotebookError


@click.group(epilog="Example: kumsong-sources notebooks run notebooks")
def notebooks() -> None:
    """Run notebooks headless, check their stored results, start a new one."""


@notebooks.command(epilog="Example: kumsong-sources notebooks run --set dossier=../mine --html")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("notebooks"))
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a notebook parameter."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the executed copies and the pages there.",
)
@click.option("--html", "with_pages", is_flag=True, help="Also write a page for each to share.")
@click.option("--no-input", is_flag=True, help="Pages without the code.")
def run(
    folder: Path,
    settings: tuple[str, ...],
    output: Path | None,
    with_pages: bool,
    no_input: bool,
) -> None:
    """Execute the notebooks of a folder, or one notebook, and store their results.

    With --set the originals stay as they are: name a folder for the executed copies, or
    ask for pages alone with --html. A page is one HTML file that needs nothing else; it is
    written to the current folder unless another is named. A parameter that no notebook
    declares is refused.
    """
    from kumsong_sources.notebooks import run_notebooks

    parameters = dict(_setting(text) for text in settings)
    if parameters and output is None and not with_pages:
        raise click.UsageError(
            "--set needs --output FOLDER or --html: the originals keep their own parameters"
        )
    if no_input and not with_pages:
        raise click.UsageError("--no-input is about pages: give --html as well")
    for result in run_notebooks(
        folder,
        parameters=parameters,
        output=output,
        pages=(output or Path()) if with_pages else None,
        with_code=not no_input,
        before=_announce,
    ):
        click.echo(str(result), err=True)


@notebooks.command(epilog="Example: kumsong-sources notebooks new survey.ipynb --dossier mine")
@click.argument("file", type=click.Path(path_type=Path), default=Path("survey.ipynb"))
@click.option(
    "--dossier",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="The dossier it asks; default: the current folder.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def new(file: Path, dossier: Path, force: bool) -> None:
    """Write a notebook to start from, which runs as it is: survey.ipynb, or FILE."""
    from kumsong_sources.notebooks import start_notebook

    written = start_notebook(file, dossier=dossier, overwrite=force)
    click.echo(f"wrote {written}", err=True)
    click.echo(
        f"next: open it in Jupyter, or: kumsong-sources notebooks run {written}", err=True
    )


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
