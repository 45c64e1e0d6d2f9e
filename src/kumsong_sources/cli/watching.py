"""`--watch`: do it again whenever a file changes, until Ctrl-C."""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_PAUSE = 0.5
_SETTLING = 0.1
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def watch(
    files: Iterable[Path],
    act: Callable[[], int],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Act once, and again whenever a file appears, changes or goes.

    The files are looked at twice a second, and what changes is left in peace until it no
    longer does: an editor may write a file in several steps. Ctrl-C ends it.

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
            while (last := _state(watched)) == seen:
                sleep(_PAUSE)
            sleep(_SETTLING)
            while (now := _state(watched)) != last:
                last = now
                sleep(_SETTLING)
    except KeyboardInterrupt:
        click.echo("", err=True)
        return status


class Ending:
    """Ends what runs on Ctrl-C, and on the signal that services are ended with.

    The end is asked for, and comes with the next pause: an exception that a signal raises is
    lost where it meets Python collecting garbage. Who asks twice does not wait.
    """

    def __init__(self) -> None:
        self._is_asked_for = False

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Listen to the signals, and stop quietly at the first."""
        before = {one: signal.signal(one, self._ask) for one in _SIGNALS}
        try:
            yield
        except KeyboardInterrupt:
            click.echo("", err=True)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def pause(self, seconds: float) -> None:
        """Wait, unless the end was asked for."""
        if not self._is_asked_for:
            time.sleep(seconds)
        if self._is_asked_for:
            raise KeyboardInterrupt

    def _ask(self, number: int, frame: object) -> None:
        if self._is_asked_for:
            raise KeyboardInterrupt
        self._is_asked_for = True


def _state(files: Iterable[Path]) -> tuple[tuple[int, int] | None, ...]:
    """When each file was changed, and its size; `None` where there is none."""
    return tuple(_state_of(path) for path in files)


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
