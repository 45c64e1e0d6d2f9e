"""A notebook as one HTML page to be shared: it needs nothing else and asks for nothing."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from kumsong_sources import __version__
from kumsong_sources.notebooks.document import missing_extra
from kumsong_sources.notebooks.harmless import harmless

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_BESIDE = re.compile(r'href="([^":/?#]+)\.ipynb"')
_SCROLLING = '<div class="output_html rendered_html'


def notebook_page(notebook: Any, *, name: str, with_code: bool = True) -> str:
    """Lay out an executed notebook as an HTML page.

    The page makes no request and runs no script, and its Content-Security-Policy says so.
    Tags and attributes that are not for text, tables and pictures are dropped. Pictures
    keep their text alternatives.

    Parameters
    ----------
    notebook : nbformat notebook
        With its results.
    name : str
        The page's title where the notebook has no heading.
    with_code : bool
        Whether the cells of code stand above their results.

    Raises
    ------
    MissingExtraError
        If the extra ``notebooks`` is not installed.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("kumsong_sources.notebooks"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    sheet = files("kumsong_sources.notebooks").joinpath("templates", "page.css")
    return environment.get_template("page.html.jinja").render(
        title=_title(notebook, name=name),
        language=notebook.metadata.get("language", "en"),
        version=__version__,
        style_sheet=Markup(sheet.read_text(encoding="utf-8")),
        body=Markup(_beside(harmless(_body(notebook, with_code=with_code)))),
    )


def _title(notebook: Any, *, name: str) -> str:
    """The first heading, in plain words."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = next((heading for text in texts if (heading := _HEADING.search(text))), None)
    return re.sub(r"[*_`]", "", found[1]) if found else name


def _body(notebook: Any, *, with_code: bool) -> str:
    """The cells, as nbconvert writes them."""
    try:
        from nbconvert.exporters import HTMLExporter
    except ImportError as error:
        raise missing_extra(error) from None
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic",
        exclude_input=not with_code,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def _beside(body: str) -> str:
    """Links to other notebooks lead to their pages; wide tables are scrolled by keyboard."""
    linked = _BESIDE.sub(r'href="\1.html"', body)
    return linked.replace(_SCROLLING, f'<div tabindex="0" {_SCROLLING.removeprefix("<div ")}')
