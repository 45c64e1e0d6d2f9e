"""Formats that need more than the package itself, and how to get it."""

from __future__ import annotations

from importlib.util import find_spec

from kumsong_sources.errors import MissingExtraError


def needs(module: str, *, extra: str, for_: str) -> None:
    """Say how to install what a format needs, where it is not there.

    Raises
    ------
    MissingExtraError
        With the line for pip.

    Examples
    --------
    >>> needs("no_such_writer", extra="pdf", for_="PDF")
    Traceback (most recent call last):
    kumsong_sources.errors.MissingExtraError: a report as PDF needs no_such_writer, which is \
not installed; install it with: pip install 'kumsong-sources[pdf]'
    """
    if find_spec(module) is None:
        raise MissingExtraError(
            f"a report as {for_} needs {module}, which is not installed; "
            f"install it with: pip install 'kumsong-sources[{extra}]'"
        )
