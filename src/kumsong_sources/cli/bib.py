"""`bib`: bibliographies."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kumsong_sources.cli.options import Command, takes_dossier, takes_format
from kumsong_sources.dossier import REFERENCES, Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.sources import Source

_STYLES = "chicago-17, chicago-18, turabian-9, mla-9, gb7714-2015, gb7714-2025"


@click.group(epilog="Example: kumsong-sources bib export --format markdown --cited-only")
def bib() -> None:
    """Work with a dossier's bibliography."""


def takes_selection(command: Command) -> Command:
    """Give a command the sources that the options choose, as `sources`."""

    @click.option("--cited-only", is_flag=True, help="Only sources that a claim cites.")
    @click.option("--party", metavar="CODE", help="Only sources with this party's account.")
    @click.option("--claims", metavar="IDS", default="", help="Only those of K019,K022…")
    @click.option("--event", metavar="NAME", help="Only sources cited for this event.")
    @click.option("--keys", metavar="KEYS", default="", help="Only these citekeys: a,b…")
    @wraps(command)
    def chosen(
        *args: Any,
        dossier: Dossier,
        cited_only: bool,
        party: str | None,
        claims: str,
        event: str | None,
        keys: str,
        **options: Any,
    ) -> Any:
        from kumsong_sources.exports import select

        sources = select(
            dossier,
            cited_only=cited_only,
            party=party,
            claims=_listed(claims),
            event=event,
            keys=_listed(keys),
        )
        return command(*args, dossier=dossier, sources=sources, **options)

    return chosen


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())


def takes_output(what: str) -> Callable[[Command], Command]:
    """Give a command its `--output`."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=f"Where to write {what}; standard output when not given.",
    )


@bib.command(epilog="Example: kumsong-sources bib export --format text --party KOR")
@takes_dossier
@takes_format(
    "bibtex", "biblatex", "csl-json", "ris", "endnote-xml", "wikitext", "text", "markdown",
    "html", "latex", "docx",
)  # fmt: skip
@click.option(
    "--style",
    default="chicago-17",
    show_default=True,
    help=f"Citation style (text, markdown, html, latex, docx): {_STYLES}, or with the extra "
    "csl any style of CSL.",
)
@click.option("--group", type=click.Choice(["party", "level"]), help="In parts by this.")
@takes_output("it")
@takes_selection
def export(
    dossier: Dossier,
    sources: tuple[Source, ...],
    format_: str,
    style: str,
    group: str | None,
    output: Path | None,
) -> None:
    """Write the sources, whole or selected.

    BibTeX and BibLaTeX are written byte for byte as they stand in references.bib; docx needs
    --output and the extra csl.
    """
    from kumsong_sources.exports import export_bibliography, export_docx

    if format_ == "docx":
        if output is None:
            raise click.UsageError("docx is no text: name the file with --output")
        _write(export_docx(dossier, sources, style=style, group=group), output)
        return
    text = export_bibliography(dossier, sources, format=format_, style=style, group=group)
    _put(text, output)


@bib.command(epilog="Example: kumsong-sources bib notes --style gb7714-2015 --claims K019,K022")
@takes_dossier
@takes_format("text", "markdown", "html", "latex")
@click.option(
    "--style", default="chicago-17", show_default=True, help=f"Citation style: {_STYLES}."
)
@click.option("--claims", metavar="IDS", default="", help="Only these claims: K019,K022…")
@click.option("--event", metavar="NAME", help="Only claims on this event.")
@click.option("--ibid", is_flag=True, help='Set "Ibid." for the work just cited.')
@takes_output("them")
def notes(
    dossier: Dossier,
    format_: str,
    style: str,
    claims: str,
    event: str | None,
    ibid: bool,
    output: Path | None,
) -> None:
    """Write each claim with the note that cites its sources, in the order of claims.csv.

    A work is cited in full at first and shortened from then on.
    """
    from kumsong_sources.exports import claim_notes, select, write_claim_notes

    wanted = _listed(claims)
    # A name that is none of the dossier's is refused with the nearest.
    select(dossier, claims=wanted, event=event)
    chosen = [
        claim
        for claim in dossier.claims
        if (not wanted or claim.claim_id in wanted) and (event is None or claim.event == event)
    ]
    written = claim_notes(dossier, claims=chosen, style=style, ibid=ibid)
    _put(write_claim_notes(written, markup=format_), output)


@bib.command("import", epilog="Example: kumsong-sources bib import zotero.json my-battle")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("dossier", type=click.Path(path_type=Path), default=Path(), required=False)
@click.option("--format", "format_", type=click.Choice(["csl-json", "ris"]), help="By ending.")
@click.option("--dry-run", is_flag=True, help="Print what would be added; write nothing.")
def import_(file: Path, dossier: Path, format_: str | None, dry_run: bool) -> None:
    """Add the works of a CSL-JSON or RIS file at the end of references.bib.

    What stands there already is not touched. RIS needs the extra ris.
    """
    from kumsong_sources.imports import add_entries, added, read_entries

    path = dossier / REFERENCES if dossier.is_dir() else dossier
    if path.suffix.lower() != ".bib" or not path.is_file():
        raise click.UsageError(f"{path}: no such bibliography; name a dossier or a .bib file")
    entries = read_entries(file, format=format_)
    if dry_run:
        addition = added(entries, path.read_bytes(), path=str(path))
        click.echo(addition.text, nl=False)
    else:
        addition = add_entries(entries, path)
        count = len(addition.keys)
        works = "1 work" if count == 1 else f"{count} works"
        click.echo(f"added {works} to {path}: {', '.join(addition.keys)}", err=True)
    for key, name in addition.left_out:
        click.echo(f"{key}: BibLaTeX has no field for {name}; it was left out", err=True)


@bib.command(epilog="Example: kumsong-sources bib stats --example kumsong --format markdown")
@takes_dossier
@takes_format("text", "csv", "json", "markdown")
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw it as well: .svg or .png.",
)
@takes_selection
def stats(
    dossier: Dossier, sources: tuple[Source, ...], format_: str, picture: Path | None
) -> None:
    """Count the works by language, party, kind, level, decade and proximity to the event."""
    from kumsong_sources.exports.tabular import write_table
    from kumsong_sources.tables import holdings_table, holdings_text

    table = holdings_table(dossier, sources)
    text = holdings_text(table) if format_ == "text" else write_table(table, format_=format_)
    click.echo(text, nl=False)
    if picture is not None:
        _draw(table, picture)


def _draw(table: Any, path: Path) -> None:
    ending = path.suffix.lower()
    if ending not in (".svg", ".png"):
        raise click.UsageError(f"{path}: a picture is .svg or .png")
    from kumsong_sources.plots import holdings_alt, holdings_plot, png, svg

    axes = holdings_plot(table)
    if ending == ".png":
        _write(png(axes), path)
    else:
        drawn = svg(axes, title="Bibliography", description=holdings_alt(table))
        _write(drawn.encode(), path)


def _put(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        _write(text.encode("utf-8", "replace"), output)


def _write(content: bytes, path: Path) -> None:
    from kumsong_sources.files import replace_file

    try:
        replace_file(path, content)
    except OSError as error:
        raise KumsongSourcesError(
            f"{path}: cannot be written ({error.strerror or error}); "
            "name a file in a folder that exists and that you may write to"
        ) from None
    click.echo(f"wrote {path}", err=True)
