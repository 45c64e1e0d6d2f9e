"""The format of a file by its ending, and its entries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from kumsong_sources.encoding import decode
from kumsong_sources.errors import BibliographyError
from kumsong_sources.imports.csljson import read_csl_json
from kumsong_sources.imports.entries import NewEntry
from kumsong_sources.imports.ris import read_ris

_READERS = MappingProxyType({"csl-json": read_csl_json, "ris": read_ris})
FORMATS = tuple(_READERS)
"""The formats that can be read."""
ENDINGS: Mapping[str, str] = MappingProxyType({".json": "csl-json", ".ris": "ris"})
"""The formats by the endings of file names."""


def read_entries(path: str | Path, *, format: str | None = None) -> tuple[NewEntry, ...]:
    """Read the works of a file as entries.

    Parameters
    ----------
    path : str or Path
    format : str, optional
        One of `FORMATS`; by the file's ending when not given.

    Raises
    ------
    BibliographyError
        If the file cannot be read, or the format is not known.
    MissingExtraError
        If the format's reader is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.json"
    ...     _ = path.write_text('[{"id": "a", "type": "book"}]')
    ...     read_entries(path)[0].entrytype
    'book'
    """
    form = format or ENDINGS.get(Path(path).suffix.lower(), "")
    if form not in _READERS:
        raise BibliographyError(
            f"{path}: the ending names no format that can be read; "
            f"name it .json (CSL-JSON) or .ris, or give one of: {', '.join(FORMATS)}"
        )
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise BibliographyError(f"{path}: cannot be read ({error.strerror})") from None
    return _READERS[form](decode(content, path=str(path)).text, path=str(path))
