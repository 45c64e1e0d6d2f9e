"""`bib`: bibliographies."""

from __future__ import annotations

import click

from kumsong_sources.cli.options import takes_dossier, takes_format
from kumsong_sources.dossier import Dossier


@click.group(epilog="Example: kumsong-sources bib export --format markdown --cited-only")
def bib() -> None:
    """Work with a dossier's bibliography."""


@bib.command(epilog="Example: kumsong-sources bib export --format text --party KOR")
@takes_dossier
@takes_format("bibtex", "csl-json", "text", "markdown")
@click.option(
    "--style", default="chicago-17", show_default=True, help="Citation style (text, markdown)."
)
@click.option("--cited-only", is_flag=True, help="Only sources that a claim cites.")
@click.option("--party", metavar="CODE", help="Only sources that give this party's account.")
@click.option(
    "--claims", metavar="IDS", help="Only sources of these claims, as K019,K022.", default=""
)
def export(
    dossier: Dossier,
    format_: str,
    style: str,
    cited_only: bool,
    party: str | None,
    claims: str,
) -> None:
    """Write the sources, whole or selected, to standard output.

    BibTeX is written byte for byte as it stands in references.bib.
    """
    from kumsong_sources.exports import export_bibliography, select

    ids = tuple(part.strip() for part in claims.split(",") if part.strip())
    sources = select(dossier, cited_only=cited_only, party=party, claims=ids)
    text = export_bibliography(dossier, sources, format=format_, style=style)
    click.echo(text, nl=not text.endswith("\n"))
