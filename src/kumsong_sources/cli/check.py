"""`check`: find what is wrong or weak in a dossier."""

from __future__ import annotations

import sys
from typing import Literal

import click

from kumsong_sources.checks import Severity, as_json, as_text, fails, run_checks
from kumsong_sources.cli.options import takes_dossier, takes_format
from kumsong_sources.dossier import Dossier


@click.command(epilog="Example: kumsong-sources check my-dossier --format json")
@takes_dossier
@takes_format("text", "json")
@click.option(
    "--by",
    type=click.Choice(["file", "rule"]),
    default="file",
    show_default=True,
    help="How the text is grouped.",
)
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules or groups.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules or groups.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit with 1 on findings at or above this severity.",
)
def check(
    dossier: Dossier,
    format_: str,
    by: Literal["file", "rule"],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
) -> None:
    """Find what is wrong in a dossier's files, and where its support is weak.

    Exit status: 0 no finding at or above --fail-on, 1 findings, 2 could not run.
    """
    findings = run_checks(dossier, select=select, ignore=ignore)
    if format_ == "json":
        click.echo(as_json(findings))
    else:
        click.echo(as_text(findings, by=by))
    sys.exit(1 if fails(findings, fail_on=Severity(fail_on)) else 0)
