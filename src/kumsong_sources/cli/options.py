"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kumsong_sources.dossier import Dossier

Command = Callable[..., Any]


def takes_dossier(command: Command) -> Command:
    """Give a command its dossier: the folder named, an example, or the current folder."""

    @click.argument("dossier", type=click.Path(path_type=Path), default=Path(), required=False)
    @click.option("--example", metavar="NAME", help="Use a dossier that ships, as: kumsong.")
    @wraps(command)
    def opened(*args: Any, dossier: Path, example: str | None, **options: Any) -> Any:
        return command(*args, dossier=open_dossier(dossier, example), **options)

    return opened


def open_dossier(folder: Path, example: str | None) -> Dossier:
    """The dossier in a folder, or the example named instead of one."""
    if example is not None and folder != Path():
        raise click.UsageError("give a dossier or --example, not both")
    return Dossier.open(folder) if example is None else Dossier.example(example)


def takes_format(*formats: str) -> Callable[[Command], Command]:
    """Give a command its `--format`; the first one is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How the result is written.",
    )


def takes_report_options(command: Command) -> Command:
    """Give a command what makes one report another: `--style` and `--compare` (`old`)."""
    styled = click.option(
        "--style", default="chicago-17", show_default=True, help="Citation style."
    )
    compared = click.option(
        "--compare",
        "old",
        metavar="OLD",
        help="Say what changed since: an earlier folder of the dossier, or a git revision.",
    )
    return styled(compared(command))
