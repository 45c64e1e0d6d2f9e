"""CSL-JSON as entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kumsong_sources.errors import BibliographyError
from kumsong_sources.imports.entries import NewEntry, entry_of_csl


def read_csl_json(text: str, *, path: str) -> tuple[NewEntry, ...]:
    """Read a CSL-JSON array.

    Parameters
    ----------
    text : str
    path : str
        For the message.

    Raises
    ------
    BibliographyError
        If it is not JSON, or not an array of objects.

    Examples
    --------
    >>> read_csl_json('[{"id": "a", "type": "book", "title": "T"}]', path="a.json")[0].key
    'a'
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits is JSON, but Python makes no number of it.
        where = (
            f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise BibliographyError(
            f"{path}{where}: it is not JSON ({error}); export it again as CSL JSON"
        ) from None
    works = _works(content)
    if works is None:
        raise BibliographyError(
            f"{path}: expected a JSON array of CSL objects, each with `id` and `type`; "
            f"got {type(content).__name__}; export it again as CSL JSON"
        )
    return tuple(map(entry_of_csl, works))


def _works(content: object) -> list[Mapping[str, Any]] | None:
    if isinstance(content, dict):
        # Some programs write the one object alone, or the array under a name.
        content = content.get("items", content.get("references", [content]))
    if not isinstance(content, list) or not all(
        isinstance(one, dict) and "type" in one for one in content
    ):
        return None
    return content
