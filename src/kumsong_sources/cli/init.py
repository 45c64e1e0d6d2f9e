"""`init`: a new dossier to start from."""

from __future__ import annotations

from pathlib import Path

import click

from kumsong_sources.starter import start_dossier


@click.command(epilog="Example: kumsong-sources init my-dossier")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(folder: Path) -> None:
    """Write a new dossier to start from: three files, each explained inside.

    Nothing that is there already is touched.
    """
    for path in start_dossier(folder):
        click.echo(f"wrote {path}", err=True)
    click.echo(f"next: edit them, then run: kumsong-sources check {folder}", err=True)
