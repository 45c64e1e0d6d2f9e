"""A dossier's bibliography in the format that is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports.bibtex import write_bibtex
from kumsong_sources.exports.csljson import write_csl_json
from kumsong_sources.exports.styles import format_bibliography
from kumsong_sources.sources import Source

FORMATS = ("bibtex", "csl-json", "text", "markdown", "html")
"""The formats of `export_bibliography`."""


def export_bibliography(
    dossier: Dossier,
    sources: Iterable[Source] | None = None,
    *,
    format: str = "bibtex",
    style: str = "chicago-17",
) -> str:
    """Write a dossier's sources, whole or selected.

    Parameters
    ----------
    dossier : Dossier
    sources : iterable of Source, optional
        What `select` chose; all sources when not given.
    format : str
        ``"bibtex"`` (slices of the dossier's own file, byte for byte), ``"csl-json"``, both
        in file order; ``"text"``, ``"markdown"`` or ``"html"``, sorted as the style wants.
    style : str
        One of `STYLES`; it counts for the formatted ones.

    Returns
    -------
    str
        With a final line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such format or style; the message lists those there are.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> paik = [dossier.sources["paik1992"]]
    >>> print(export_bibliography(dossier, paik, format="markdown"), end="")
    Paik Sun Yup. *From Pusan to Panmunjom*. Riverside, NJ: Brassey Inc, 1992.
    """
    chosen = tuple(dossier.sources.values() if sources is None else sources)
    if format == "bibtex":
        return write_bibtex(chosen, file=dossier.bibliography.file)
    if format == "csl-json":
        return write_csl_json(chosen)
    if format in FORMATS:
        return format_bibliography(chosen, style=style, markup=format)
    raise KumsongSourcesError(
        f"there is no bibliography format {format!r}; there are: {', '.join(FORMATS)}"
    )
