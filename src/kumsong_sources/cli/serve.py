"""`serve`: the report on a page that follows the files while one edits them."""

from __future__ import annotations

import gc
import sys
import time
import traceback
import webbrowser
from dataclasses import dataclass
from pathlib import Path

import click

from kumsong_sources.cli.options import takes_report_options
from kumsong_sources.cli.watching import Ending, watch
from kumsong_sources.dossier import FILES, Dossier, example_folder
from kumsong_sources.errors import KumsongSourcesError

PORT = 8765


@dataclass(frozen=True, kw_only=True)
class Making:
    """How the page is made, again and again.

    Parameters
    ----------
    folder : Path
    style : str
    old : str or None
        The earlier state to compare with.
    """

    folder: Path
    style: str
    old: str | None

    def page(self) -> str:
        """The report as it is now, or a page that says why there is none."""
        from kumsong_sources.changes import open_earlier
        from kumsong_sources.serving import report_page, unopened_page

        began = time.perf_counter()
        try:
            dossier = Dossier.open(self.folder)
            earlier = None if self.old is None else open_earlier(self.old, folder=self.folder)
            page = report_page(dossier, style=self.style, earlier=earlier)
        except KumsongSourcesError as error:
            click.echo(f"kumsong-sources: {error}", err=True)
            return unopened_page(str(self.folder), message=str(error))
        except Exception as error:
            # A fault of ours must not end what somebody has open while writing.
            traceback.print_exc()
            message = f"a fault of this program, not of the files: {error!r}"
            return unopened_page(str(self.folder), message=message)
        click.echo(f"report made in {time.perf_counter() - began:.1f} s", err=True)
        return page


@click.command(epilog="Example: kumsong-sources serve my-dossier --open")
@click.argument("dossier", type=click.Path(path_type=Path), default=Path(), required=False)
@click.option("--example", metavar="NAME", help="Show a dossier that ships, as: kumsong.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="0 for any that is free.",
)
@takes_report_options
@click.option("--open", "is_opened", is_flag=True, help="Show the page in the browser.")
def serve(
    dossier: Path, example: str | None, port: int, style: str, old: str | None, is_opened: bool
) -> None:
    """Show the report on a page of this machine that follows the files.

    Whenever claims.csv, references.bib or dossier.toml is saved, the page shows the report
    anew and stays where it was; while the dossier cannot be opened it says why. It can only
    be read, and only from this machine. Ctrl-C ends it.
    """
    making = Making(folder=_folder(dossier, example), style=style, old=old)
    _refuse_what_saving_cannot_mend(making)
    from kumsong_sources.serving import Server, Shown, waiting_page

    shown = Shown(waiting_page(str(making.folder)))

    def show() -> int:
        shown.put(making.page())
        return 0

    # A run turns this off to be quick; a server that answers for hours needs it.
    gc.enable()
    ending = Ending()
    with ending.on_signals(), Server(shown, port=port) as server:
        click.echo(server.url)
        sys.stdout.flush()
        if is_opened and not webbrowser.open(server.url):
            click.echo(f"no browser could be started; open {server.url} yourself", err=True)
        watch((making.folder / name for name in FILES), show, sleep=ending.pause)


def _folder(dossier: Path, example: str | None) -> Path:
    if example is not None:
        if dossier != Path():
            raise click.UsageError("give a dossier or --example, not both")
        return example_folder(example)
    return dossier.parent if dossier.name in FILES else dossier


def _refuse_what_saving_cannot_mend(making: Making) -> None:
    """Say at once what no change of the files would make right.

    Raises
    ------
    KumsongSourcesError
        If the folder holds none of the three files, there is no such citation style, or no
        such earlier state.
    """
    from kumsong_sources.changes import open_earlier
    from kumsong_sources.exports.styles import format_bibliography

    if not any((making.folder / name).is_file() for name in FILES):
        Dossier.open(making.folder)
    format_bibliography((), style=making.style)
    if making.old is not None:
        open_earlier(making.old, folder=making.folder)
