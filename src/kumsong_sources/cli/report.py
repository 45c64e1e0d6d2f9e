"""`report`: the discrepancy report."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import click

from kumsong_sources.cli.options import takes_dossier, takes_report_options
from kumsong_sources.cli.progress import working
from kumsong_sources.dossier import Dossier


@click.command(epilog="Example: kumsong-sources report --example kumsong -o report.html --open")
@takes_dossier
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it: .html, .md, .json, .xlsx, .pdf or .docx. Without it the report "
    "is printed.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("html", "markdown", "json", "xlsx", "pdf", "docx")),
    help="How it is written; by the file's ending if not given.",
)
@takes_report_options
@click.option("--open", "is_opened", is_flag=True, help="Show the file in the browser.")
def report(
    dossier: Dossier,
    output: Path | None,
    format_: str | None,
    style: str,
    old: str | None,
    is_opened: bool,
) -> None:
    """Write the discrepancy report: one file that needs nothing else.

    Identical input gives an identical file. XLSX, PDF and DOCX each need an extra of that
    name: pip install 'kumsong-sources[pdf]'.
    """
    from kumsong_sources.changes import open_earlier
    from kumsong_sources.reports import TEXT_FORMATS, render_bytes, write_report

    if output is None and is_opened:
        raise click.UsageError("--open shows a file: name it with -o FILE")
    earlier = None if old is None else open_earlier(old, folder=dossier.folder)
    what = f"writing the report on {len(dossier.claims):,} claims"
    if output is None:
        if format_ is None:
            raise click.UsageError("name a file with -o FILE, or a form to print with --format")
        if format_ not in TEXT_FORMATS and is_terminal():
            raise click.UsageError(f"{format_} is nothing to read here: name it with -o FILE")
        with working(what):
            written = render_bytes(dossier, format=format_, style=style, earlier=earlier)
        click.echo(written, nl=False)
        return
    with working(what):
        write_report(dossier, output, style=style, format=format_, earlier=earlier)
    click.echo(f"wrote {output}", err=True)
    if is_opened and not webbrowser.open(output.resolve().as_uri()):
        click.echo(f"no browser could be started; open {output} yourself", err=True)


def is_terminal() -> bool:
    """Whether what is printed is read by somebody."""
    return sys.stdout.isatty()
