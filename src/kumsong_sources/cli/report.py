"""`report`: the discrepancy report."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kumsong_sources.cli.options import takes_dossier
from kumsong_sources.dossier import Dossier


@click.command(epilog="Example: kumsong-sources report --example kumsong -o report.html --open")
@takes_dossier
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it: .html, .md or .json. Without it the report is printed.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("html", "markdown", "json")),
    help="How it is written; by the file's ending if not given.",
)
@click.option("--style", default="chicago-17", show_default=True, help="Citation style.")
@click.option("--open", "is_opened", is_flag=True, help="Show the file in the browser.")
def report(
    dossier: Dossier, output: Path | None, format_: str | None, style: str, is_opened: bool
) -> None:
    """Write the discrepancy report: one file that needs nothing else.

    Identical input gives an identical file.
    """
    from kumsong_sources.reports import render, write_report

    if output is None:
        if format_ is None:
            raise click.UsageError("name a file with -o FILE, or a form to print with --format")
        if is_opened:
            raise click.UsageError("--open shows a file: name it with -o FILE")
        text = render(dossier, format=format_, style=style)
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    write_report(dossier, output, style=style, format=format_)
    click.echo(f"wrote {output}", err=True)
    if is_opened and not webbrowser.open(output.resolve().as_uri()):
        click.echo(f"no browser could be started; open {output} yourself", err=True)
