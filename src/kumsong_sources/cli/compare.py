"""`compare`: who reports what of whom, and how far apart."""

from __future__ import annotations

import sys

import click

from kumsong_sources import comparison
from kumsong_sources.cli.options import takes_dossier, takes_format
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError
from kumsong_sources.tables import TABLES


@click.command(epilog="Example: kumsong-sources compare --subject CHN --measure casualties")
@takes_dossier
@takes_format("text", "csv", "json", "markdown")
@click.option("--event", metavar="NAME", help="Only this event.")
@click.option("--subject", metavar="PARTY", help="Only what is said of this party.")
@click.option("--measure", metavar="NAME", help="Only this measure.")
@click.option(
    "--table",
    "name",
    type=click.Choice(list(TABLES)),
    default="comparisons",
    show_default=True,
    help="Which table (csv, json, markdown).",
)
def compare(
    dossier: Dossier,
    format_: str,
    event: str | None,
    subject: str | None,
    measure: str | None,
    name: str,
) -> None:
    """Compare the figures that a dossier's reporters give, quantity by quantity.

    A figure marked † is a sum of ours; one marked ‡ counts only a part. Where a number is
    undefined the reason stands in its place.
    """
    wanted = {"event": event, "subject": subject, "measure": measure}
    _refuse_unknown(wanted, dossier=dossier)
    if format_ == "text":
        import shutil

        from kumsong_sources.reports.terminal import comparisons_text

        chosen = [c for c in comparison.compare(dossier) if _is_wanted(c.quantity, wanted)]
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 96
        click.echo(comparisons_text(chosen, dossier=dossier, width=width))
        return
    from kumsong_sources.exports.tabular import write_table
    from kumsong_sources.tables import select_rows, table_of

    table = select_rows(table_of(dossier, name), wanted)
    click.echo(write_table(table, format_=format_), nl=False)


def _refuse_unknown(wanted: dict[str, str | None], *, dossier: Dossier) -> None:
    """A filter nothing can meet is a slip, not an empty result."""
    claimed = {column: {getattr(c, column) for c in dossier.claims} for column in wanted}
    declared = {
        "event": dossier.events,
        "subject": dossier.parties,
        "measure": dossier.measures,
    }
    for column, value in wanted.items():
        if value is None or value in declared[column] or value in claimed[column]:
            continue
        known = ", ".join(sorted(claimed[column] - {""})) or "none"
        raise DossierError(f"no claim has the {column} {value!r}; there are: {known}")


def _is_wanted(quantity: object, wanted: dict[str, str | None]) -> bool:
    return all(
        value is None or getattr(quantity, column) == value for column, value in wanted.items()
    )
