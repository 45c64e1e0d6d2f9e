"""`report`: the discrepancy report."""

from __future__ import annotations

from pathlib import Path

import click

from kumsong_sources.cli.options import takes_dossier
from kumsong_sources.dossier import Dossier


@click.command(epilog="Example: kumsong-sources report --example kumsong -o report.html")
@takes_dossier
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write it: .html or .md.",
)
@click.option("--style", default="chicago-17", show_default=True, help="Citation style.")
def report(dossier: Dossier, output: Path, style: str) -> None:
    """Write the discrepancy report: one file that needs nothing else.

    Identical input gives an identical file.
    """
    from kumsong_sources.reports import write_report

    write_report(dossier, output, style=style)
    click.echo(f"wrote {output}", err=True)
