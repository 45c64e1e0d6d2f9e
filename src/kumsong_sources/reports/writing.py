"""Reports as files: the format by the file's ending, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from kumsong_sources.changes import Earlier
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
        ".xlsx": "xlsx",
        ".pdf": "pdf",
        ".docx": "docx",
    }
)
"""The formats by the endings of file names."""

FORMATS = tuple(dict.fromkeys(ENDINGS.values()))
"""The names of the formats."""

TEXT_FORMATS = ("html", "markdown", "json")
"""Those that are text; the others are for files only, and each needs its extra."""


def render(
    dossier: Dossier,
    *,
    format: str,
    style: str = "chicago-17",
    earlier: Earlier | None = None,
) -> str:
    """Write the report on a dossier as a text.

    Parameters
    ----------
    dossier : Dossier
    format : str
        One of `TEXT_FORMATS`.
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Returns
    -------
    str
        With a final line end; the same for the same dossier, wherever it lies.

    Raises
    ------
    DossierError
        If there is no such format, or if it is no text.
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> print(render(Dossier.example("kumsong"), format="markdown").splitlines()[0])
    # The Battle of Kumsong, July 1953
    """
    if format in FORMATS and format not in TEXT_FORMATS:
        raise DossierError(
            f"{format!r} is no text; take render_bytes, or one of: {', '.join(TEXT_FORMATS)}"
        )
    written = _renderer(format)(dossier, style=style, earlier=earlier)
    assert isinstance(written, str)
    return written


def render_bytes(
    dossier: Dossier,
    *,
    format: str,
    style: str = "chicago-17",
    earlier: Earlier | None = None,
) -> bytes:
    """Write the report on a dossier as the bytes of a file.

    Parameters
    ----------
    dossier : Dossier
    format : str
        One of `FORMATS`.
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Returns
    -------
    bytes
        The same for the same dossier, wherever it lies; texts in UTF-8.

    Raises
    ------
    DossierError
        If there is no such format.
    MissingExtraError
        If the format needs what is not installed; the message says how to get it.
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> render_bytes(Dossier.example("kumsong"), format="html")[:15]
    b'<!doctype html>'
    """
    written = _renderer(format)(dossier, style=style, earlier=earlier)
    return written.encode("utf-8", "replace") if isinstance(written, str) else written


_RENDERERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "html": ("html", "html_report"),
        "markdown": ("markdown", "markdown_report"),
        "json": ("json", "json_report"),
        "xlsx": ("xlsx", "xlsx_report"),
        "pdf": ("pdf", "pdf_report"),
        "docx": ("docx", "docx_report"),
    }
)


def _renderer(format: str) -> Callable[..., str | bytes]:
    # Each where it is needed: some of them load Jinja and matplotlib.
    if format not in _RENDERERS:
        raise DossierError(
            f"there is no report format {format!r}; there are: {', '.join(FORMATS)}"
        )
    module, name = _RENDERERS[format]
    renderer: Callable[..., str | bytes] = getattr(
        import_module(f"kumsong_sources.reports.{module}"), name
    )
    return renderer


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
    dossier: Dossier,
    path: str | Path,
    *,
    style: str = "chicago-17",
    format: str | None = None,
    earlier: Earlier | None = None,
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
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Raises
    ------
    DossierError
        If the ending names no format, or the file cannot be written.
    MissingExtraError
        If the format needs what is not installed; the message says how to get it.
    KumsongSourcesError
        If there is no such citation style.
    """
    written = render_bytes(
        dossier, format=format or format_of(path), style=style, earlier=earlier
    )
    try:
        replace_file(path, written)
    except OSError as error:
        raise DossierError(
            f"{path}: cannot be written ({error.strerror or error}); "
            "name a file in a folder that exists and that you may write to"
        ) from None
