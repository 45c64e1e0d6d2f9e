"""Paths as programs want them that know a project by its root."""

from __future__ import annotations

import os
from pathlib import Path


def seen_from_root(path: str) -> str:
    """A path from the root of the project that is checked, with forward slashes.

    The root is ``GITHUB_WORKSPACE`` where that is set and holds the file, else the working
    directory; a file outside of both keeps its absolute path.

    Examples
    --------
    >>> seen_from_root("dossiers/../claims.csv")
    'claims.csv'
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    for root in filter(None, (os.environ.get("GITHUB_WORKSPACE"), os.getcwd())):  # noqa: PTH109
        folder = Path(os.path.abspath(root))  # noqa: PTH100
        if absolute.is_relative_to(folder):
            return absolute.relative_to(folder).as_posix()
    return absolute.as_posix()
