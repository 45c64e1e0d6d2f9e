"""A sign of life on the terminal while something takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds after which somebody who waits wants to know what for."""

_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def working(what: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Say what is being done, if it takes long and somebody is looking; then take it back.

    On a terminal only: a pipe and a file get nothing.

    Parameters
    ----------
    what : str
    patience : float
        Seconds before it is said.
    """
    stream = sys.stderr
    if not stream.isatty():
        yield
        return
    from threading import Event, Lock, Timer

    lock, said, ended = Lock(), Event(), Event()

    def say() -> None:
        with lock:
            if not ended.is_set():
                stream.write(f"{what} …")
                stream.flush()
                said.set()

    timer = Timer(patience, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            ended.set()
        if said.is_set():
            stream.write(_CLEAR_LINE)
            stream.flush()
