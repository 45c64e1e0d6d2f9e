"""From a bibliography's file, or its bytes, to what stands in it."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

from kumsong_sources.bibtex.entries import BibFile
from kumsong_sources.bibtex.reading import parse_bibtex
from kumsong_sources.encoding import decode, why_no_text
from kumsong_sources.errors import BibliographyError


def read_bibtex(path: str | Path) -> BibFile:
    """Read a BibTeX or BibLaTeX file.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    BibFile
        Whatever is wrong *in* the file is a value there: rejected entries, losses, an
        encoding fault.

    Raises
    ------
    BibliographyError
        If there is no such file, or it cannot be opened.
    """
    return bibtex_from_bytes(_bytes_of(path), path=str(path))


def _bytes_of(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise BibliographyError(
            f"{path}: there is no such file; expected a bibliography in BibTeX or BibLaTeX, "
            "for example references.bib. Check the path and the folder you are in."
        ) from None
    except IsADirectoryError:
        raise BibliographyError(
            f"{path}: this is a folder; expected a bibliography file. "
            f"Name the file in it, for example {Path(path) / 'references.bib'}."
        ) from None
    except (OSError, ValueError) as error:
        raise BibliographyError(
            f"{path}: the file cannot be read ({error}). Check its name and its rights."
        ) from error


def bibtex_from_bytes(content: bytes, *, path: str) -> BibFile:
    """Read a bibliography from a file's bytes; `path` is for positions only.

    Raises
    ------
    BibliographyError
        If they are no text at all, as those of a picture or of a lost file.
    """
    if why := why_no_text(content):
        raise BibliographyError(
            f"{path}: {why}; expected text in BibTeX or BibLaTeX. "
            "Export the bibliography anew, or take the file from a backup."
        )
    decoded, bom = decode(content, path=path), content.startswith(codecs.BOM_UTF8)
    # Twice the file is not needed in memory.
    del content
    read = parse_bibtex(decoded.text, path=path)
    return replace(
        read,
        encoding=decoded.encoding,
        bom=bom,
        encoding_fault=decoded.fault,
    )
