"""Reports as files: the format by the file's ending, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError
from kumsong_sources.files import replace_file

ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".html": "html",
        ".htm": "html",
        ".md": "markdown",
        ".markdown": "markdown",
        ".json": "json",
    }
)
"""The formats by the endings of file names."""

FORMATS = tuple(dict.fromkeys(ENDINGS.values()))
"""The names of the formats."""


def render(dossier: Dossier, *, format: str, style: str = "chicago-17") -> str:
    """Write the report on a dossier as a text.

    Parameters
    ----------
    dossier : Dossier
    format : str
        One of `FORMATS`.
    style : str
        Citation style of the bibliography.

    Returns
    -------
    str
        With a final line end; the same for the same dossier, wherever it lies.

    Raises
    ------
    DossierError
        If there is no such format.
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> print(render(Dossier.example("kumsong"), format="markdown").splitlines()[0])
    # The Battle of Kumsong, July 1953
    """
    if format not in FORMATS:
        raise DossierError(
            f"there is no report format {format!r}; there are: {', '.join(FORMATS)}"
        )
    return _renderer(format)(dossier, style=style)


def _renderer(format: str) -> Callable[..., str]:
    # Each where it is needed: one of them loads Jinja and matplotlib.
    if format == "html":
        from kumsong_sources.reports.html import html_report

        return html_report
    if format == "json":
        from kumsong_sources.reports.json import json_report

        return json_report
    from kumsong_sources.reports.markdown import markdown_report

    return markdown_report


def format_of(path: str | Path) -> str:
    """The format that a file's ending asks for.

    Raises
    ------
    DossierError
        If none does; the message lists the endings there are.

    Examples
    --------
    >>> format_of("kumsong.HTML"), format_of("kumsong.md")
    ('html', 'markdown')
    """
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        found = f"the ending {ending!r}" if ending else "no ending"
        raise DossierError(
            f"{path}: {found} names no report format; expected one of: {', '.join(ENDINGS)}"
        )
    return ENDINGS[ending]


def write_report(
    dossier: Dossier, path: str | Path, *, style: str = "chicago-17", format: str | None = None
) -> None:
    """Write the report on a dossier to a file.

    The file appears whole or not at all; one that is there is replaced in one step.

    Parameters
    ----------
    dossier : Dossier
    path : str or Path
    style : str
        Citation style of the bibliography.
    format : str, optional
        One of `FORMATS`; by the file's ending if not given.

    Raises
    ------
    DossierError
        If the ending names no format, or the file cannot be written.
    KumsongSourcesError
        If there is no such citation style.
    """
    text = render(dossier, format=format or format_of(path), style=style)
    try:
        replace_file(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise DossierError(
            f"{path}: cannot be written ({error.strerror or error}); "
            "name a file in a folder that exists and that you may write to"
        ) from None
