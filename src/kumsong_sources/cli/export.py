"""`export`: a dossier's content in other forms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kumsong_sources.dossier import Dossier


@click.group(
    name="export",
    epilog="Example: kumsong-sources export attestations battles/* -o corpus.parquet",
)
def exports() -> None:
    """Write what dossiers hold in other forms."""


@exports.command(
    epilog="Example: kumsong-sources export attestations battles/* -o corpus.parquet"
)
@click.argument("dossiers", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--example", "examples", multiple=True, metavar="NAME", help="Add one that ships."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The corpus to write: .csv or .parquet.",
)
def attestations(dossiers: tuple[Path, ...], examples: tuple[str, ...], output: Path) -> None:
    """Write the attestations of one dossier or many as a corpus, one row for each.

    `kumsong-sources compare CORPUS` runs on it, in the engine of your choice.
    """
    from kumsong_sources.exports.attestations import export_attestations

    folders = dossiers or (() if examples else (Path(),))
    count = len(folders) + len(examples)
    found = _opened(folders, examples)
    with click.progressbar(found, length=count, label="dossiers", file=sys.stderr) as opened:
        rows = export_attestations(opened, output)
    click.echo(f"wrote {output}: {rows:,} attestations of {count:,} dossiers", err=True)


def _opened(folders: tuple[Path, ...], examples: tuple[str, ...]) -> Iterator[Dossier]:
    yield from (Dossier.open(folder) for folder in folders)
    yield from (Dossier.example(name) for name in examples)
