"""A dossier's bibliography in the format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports.bibtex import write_bibtex
from kumsong_sources.exports.csljson import write_csl_json
from kumsong_sources.exports.endnotexml import write_endnote_xml
from kumsong_sources.exports.grouping import grouped
from kumsong_sources.exports.pandoc import csl_docx, docx_of_html, format_with_csl
from kumsong_sources.exports.ris import write_ris
from kumsong_sources.exports.styles import (
    DEFAULT_STYLE,
    MARKUPS,
    STYLES,
    format_bibliography,
    format_groups,
)
from kumsong_sources.exports.wikitext import write_wikitext
from kumsong_sources.sources import Source

_WRITERS: Mapping[str, Callable[[Sequence[Source]], str]] = MappingProxyType(
    {"csl-json": write_csl_json, "ris": write_ris, "endnote-xml": write_endnote_xml}
)
FORMATS = ("bibtex", "biblatex", *_WRITERS, "wikitext", *MARKUPS)
"""The formats of `export_bibliography`."""


def export_bibliography(
    dossier: Dossier,
    sources: Iterable[Source] | None = None,
    *,
    format: str = "bibtex",
    style: str = DEFAULT_STYLE,
    group: str | None = None,
) -> str:
    """Write a dossier's sources, whole or selected.

    Parameters
    ----------
    dossier : Dossier
    sources : iterable of Source, optional
        What `select` chose; all sources when not given.
    format : str
        ``"bibtex"`` or ``"biblatex"`` (both: slices of the dossier's own file, byte for
        byte), ``"csl-json"``, ``"ris"``, ``"endnote-xml"``, in file order; ``"wikitext"``,
        with a short note for each claim; ``"text"``, ``"markdown"``, ``"html"`` or
        ``"latex"``, sorted as the style wants.
    style : str
        One of `STYLES`, or with the extra ``csl`` any CSL style; it counts for the
        formatted ones.
    group : str, optional
        ``"party"`` or ``"level"``: a formatted bibliography in parts.

    Returns
    -------
    str
        With a final line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such format, style or grouping; the message lists those there are.
    MissingExtraError
        If the style is one of CSL's and the extra is not installed.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> paik = [dossier.sources["paik1992"]]
    >>> print(export_bibliography(dossier, paik, format="markdown"), end="")
    Paik Sun Yup. *From Pusan to Panmunjom*. Riverside, NJ: Brassey Inc, 1992.
    """
    chosen = tuple(dossier.sources.values() if sources is None else sources)
    _check(format, group=group)
    if format in ("bibtex", "biblatex"):
        return write_bibtex(chosen, file=dossier.bibliography.file)
    if format in _WRITERS:
        return _WRITERS[format](chosen)
    if format == "wikitext":
        return write_wikitext(chosen, claims=dossier.claims)
    if style not in STYLES:
        if group is not None:
            raise KumsongSourcesError(
                f"only our own styles can be grouped, not {style!r}: {', '.join(STYLES)}"
            )
        return format_with_csl(chosen, style=style, markup=format)
    if group is not None:
        groups = grouped(chosen, by=group, dossier=dossier)
        return format_groups(groups, style=style, markup=format)
    return format_bibliography(chosen, style=style, markup=format)


def export_docx(
    dossier: Dossier,
    sources: Iterable[Source] | None = None,
    *,
    style: str = DEFAULT_STYLE,
    group: str | None = None,
) -> bytes:
    """Write a formatted bibliography as a Word document, by the extra ``csl``.

    Parameters and errors are those of `export_bibliography`.
    """
    chosen = tuple(dossier.sources.values() if sources is None else sources)
    if style not in STYLES:
        return csl_docx(chosen, style=style)
    page = export_bibliography(dossier, chosen, format="html", style=style, group=group)
    return docx_of_html(page)


def _check(format: str, *, group: str | None) -> None:
    if format not in FORMATS:
        raise KumsongSourcesError(
            f"there is no bibliography format {format!r}; there are: {', '.join(FORMATS)}"
        )
    if group is not None and format not in MARKUPS:
        raise KumsongSourcesError(
            f"the format {format!r} cannot be grouped; those that can: {', '.join(MARKUPS)}"
        )
