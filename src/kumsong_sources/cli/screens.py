"""What the stream that is written to can show."""

from __future__ import annotations

import shutil
from typing import IO

WIDTH_OF_FILES = 96
"""Columns of text that is written to a file or handed on to another program."""

_LANES = "●○◐×→←─│…"


def width_of(stream: IO[str]) -> int | None:
    """The columns of a terminal; `None` for a file or a pipe."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def in_ascii(stream: IO[str]) -> bool:
    """Whether the signs that lanes are drawn with cannot be written to a stream."""
    return fitting(_LANES, stream) != _LANES


def fitting(text: str, stream: IO[str]) -> str:
    """A text with a question mark for each sign that a stream cannot write.

    Without it one Chinese title would end the whole output on a terminal of old.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
