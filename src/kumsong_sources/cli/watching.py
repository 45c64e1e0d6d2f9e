"""`--watch`: do it again whenever a file changes, until Ctrl-C."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

_PAUSE = 0.5


def watch(
    files: Iterable[Path],
    act: Callable[[], int],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Act once, and again whenever a file appears, changes or goes.

    The files are looked at twice a second. Ctrl-C ends it.

    Parameters
    ----------
    files : iterable of Path
    act : callable
        Gives an exit status.
    sleep : callable
        Waits for some seconds.

    Returns
    -------
    int
        The exit status of the last time.
    """
    watched = tuple(files)
    status = 0
    try:
        while True:
            seen = _state(watched)
            status = act()
            # A run turns this off to be quick; over hours the memory would run full.
            gc.collect()
            click.echo("waiting for a change; Ctrl-C ends", err=True)
            while _state(watched) == seen:
                sleep(_PAUSE)
    except KeyboardInterrupt:
        click.echo("", err=True)
        return status


def _state(files: Iterable[Path]) -> tuple[tuple[int, int] | None, ...]:
    """When each file was changed, and its size; `None` where there is none."""
    return tuple(_state_of(path) for path in files)


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
