"""`compare`: who reports what of whom, and how far apart."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kumsong_sources import comparison
from kumsong_sources.cli.colour import wants_colour
from kumsong_sources.cli.options import open_dossier, takes_format
from kumsong_sources.cli.progress import working
from kumsong_sources.cli.screens import WIDTH_OF_FILES, fitting, in_ascii, width_of
from kumsong_sources.dossier import FILES, Dossier
from kumsong_sources.errors import DossierError
from kumsong_sources.tables import TABLES, Table

ENGINES = ("polars", "duckdb", "pandas", "spark")
OF_A_CORPUS = ("comparisons", "pairs", "exchanges", "reporters", "source_load")

Wanted = dict[str, str | None]


@click.command(epilog="Example: kumsong-sources compare --subject CHN --measure casualties")
@click.argument("dossier", type=click.Path(path_type=Path), default=Path(), required=False)
@click.option("--example", metavar="NAME", help="Use a dossier that ships, as: kumsong.")
@takes_format("text", "csv", "json", "markdown")
@click.option("--event", metavar="NAME", help="Only this event.")
@click.option("--subject", metavar="PARTY", help="Only what is said of this party.")
@click.option("--measure", metavar="NAME", help="Only this measure.")
@click.option("--rank", is_flag=True, help="The farthest apart first.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@click.option("--through", metavar="CITEKEY", help="Only what is read through this work.")
@click.option(
    "--table",
    "name",
    type=click.Choice(list(dict.fromkeys((*TABLES, *OF_A_CORPUS)))),
    default="comparisons",
    show_default=True,
    help="Which table (csv, json, markdown; any format for a corpus).",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="What a corpus is computed with; default: the quickest that is installed.",
)
@click.option("--master", metavar="URL", help="The Spark cluster; default: this machine.")
def compare(
    dossier: Path,
    example: str | None,
    format_: str,
    event: str | None,
    subject: str | None,
    measure: str | None,
    rank: bool,
    top: int | None,
    through: str | None,
    name: str,
    engine: str | None,
    master: str | None,
) -> None:
    """Compare the figures that reporters give, quantity by quantity.

    DOSSIER is a dossier's folder, or a corpus: a .csv or .parquet file that `export
    attestations` has written. A figure marked † is a sum of ours; one marked ‡ counts
    only a part. Where a number is undefined the reason stands in its place.
    """
    wanted = {"event": event, "subject": subject, "measure": measure}
    if is_corpus(dossier):
        if through is not None or example is not None:
            raise click.UsageError("--through and --example are for a dossier, not a corpus")
        from kumsong_sources.cli.corpus import brief, corpus_table

        with working(f"computing {name}"):
            table = corpus_table(
                dossier, name, wanted, rank=rank, top=top, engine=engine, master=master
            )
        _write(brief(table) if format_ == "text" else table, format_=format_)
        return
    opened = open_dossier(dossier, example)
    opened = opened if through is None else opened.through(through)
    _refuse_unknown(wanted, dossier=opened)
    if format_ == "text":
        _print_text(opened, wanted, rank=rank, top=top)
        return
    _compare_tables(opened, name, wanted, rank=rank, top=top, format_=format_)


def is_corpus(path: Path) -> bool:
    """Whether a path names a corpus's file and not a dossier or one of its files."""
    return path.suffix in (".csv", ".parquet") and path.name not in FILES


def _print_text(dossier: Dossier, wanted: Wanted, *, rank: bool, top: int | None) -> None:
    from kumsong_sources.reports.terminal import comparisons_text

    in_colour = wants_colour(sys.stdout)
    with working(f"comparing {len(dossier.claims):,} claims"):
        found = comparison.compare(dossier)
        ordered = comparison.ranked(found) if rank else found
        chosen = [c for c in ordered if _is_wanted(c.quantity, wanted)][:top]
        text = comparisons_text(
            chosen,
            dossier=dossier,
            width=width_of(sys.stdout) or WIDTH_OF_FILES,
            in_colour=in_colour,
            in_ascii=in_ascii(sys.stdout),
            with_ranking=rank,
            with_tasks=len(chosen) == len(found),
        )
    click.echo(fitting(text, sys.stdout), color=in_colour or None)


def _compare_tables(
    dossier: Dossier, name: str, wanted: Wanted, *, rank: bool, top: int | None, format_: str
) -> None:
    from kumsong_sources.tables import ranked_rows, select_rows, table_of

    if name not in TABLES:
        raise click.UsageError(
            f"a dossier has no table {name!r}; there are: {', '.join(TABLES)}"
        )
    table = select_rows(table_of(dossier, name), wanted)
    _write(ranked_rows(table, rank=rank, top=top), format_=format_)


def _write(table: Table, *, format_: str) -> None:
    from kumsong_sources.exports.tabular import write_table

    if format_ == "text":
        grid = write_table(table, format_="grid", width=width_of(sys.stdout))
        click.echo(fitting(grid, sys.stdout), nl=False)
    else:
        click.echo(write_table(table, format_=format_), nl=False)


def _refuse_unknown(wanted: Wanted, *, dossier: Dossier) -> None:
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


def _is_wanted(quantity: object, wanted: Wanted) -> bool:
    return all(
        value is None or getattr(quantity, column) == value for column, value in wanted.items()
    )
