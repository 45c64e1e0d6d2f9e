"""The report as one HTML page that needs nothing else: no request, no frame, no storage."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import Runs, render
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.document import FIRST_HEADLINES
from kumsong_sources.reports.languages import language_tag, stretches
from kumsong_sources.reports.pictures import Picture
from kumsong_sources.reports.wording import CONTROL_SIGNS, counted, listed, sentence_case

_LONG_WORD, _PIECE = re.compile(r"([!-~\u00a1-\u024f]{33,})"), 16


def html_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> str:
    """Write the report as a self-contained HTML page.

    The page asks nothing of any server, and its Content-Security-Policy forbids it to: its
    one style sheet and its one script are named by their hashes. The script sorts, filters
    and pages tables; without it the page shows all there is. All texts of the dossier are
    escaped; an address becomes a link only where it begins with http, https or ftp.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Returns
    -------
    str

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> page = html_report(Dossier.example("kumsong"))
    >>> page.splitlines()[0], page.count("<script"), 'href="#source-chae2001"' in page
    ('<!doctype html>', 1, True)
    """
    return page(report_content(dossier, style=style, earlier=earlier))


def page(content: ReportContent) -> str:
    """Lay out what a report says."""
    sheet, script = _part("report.css"), _part("report.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=content,
            first_headlines=FIRST_HEADLINES,
            style_sheet=Markup(sheet),
            style_hash=_digest(sheet),
            script=Markup(script),
            script_hash=_digest(script),
        )
    )


# Typed: markup and text that read the same are not the same.
@lru_cache(maxsize=20_000, typed=True)
def in_languages(text: str, lang: str = "") -> Markup:
    """A text escaped and otherwise as it is, with Han, kana and Hangul in their language.

    Parameters
    ----------
    text : str
    lang : str
        Language of the text, as BCP 47; it decides whether Han is Chinese or Japanese, and
        what is in it needs no mark of its own.

    Examples
    --------
    >>> print(in_languages("<b> & 金城战役"))
    &lt;b&gt; &amp; <span lang="zh">金城战役</span>
    >>> print(in_languages("金城战役", "zh-Hans"))
    金城战役
    """
    tag = language_tag(lang)
    parts = (
        Markup('<span lang="{}">{}</span>').format(language, stretch)
        if language not in ("", tag)
        else _breakable(stretch)
        for stretch, language in stretches(text.translate(CONTROL_SIGNS), lang=tag)
    )
    return Markup("").join(parts)


def _breakable(text: str) -> Markup:
    """A text escaped; a word too long for a line may break, so that no table grows wider."""
    if not _LONG_WORD.search(text):
        return escape(text)
    words = enumerate(_LONG_WORD.split(text))
    return Markup("").join(_cut(word) if at % 2 else word for at, word in words)


def _cut(word: str) -> Markup:
    pieces = (word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
    return Markup("<wbr>").join(pieces)


def _drawn(picture: Picture) -> Markup:
    """A picture in the page; matplotlib escapes its texts."""
    return Markup(picture.svg())


def _runs(runs: Runs) -> Markup:
    """A bibliography's entry; the exports escape it."""
    return Markup(render(runs, markup="html").translate(CONTROL_SIGNS))


@cache
def _part(name: str) -> str:
    return files("kumsong_sources.reports").joinpath(f"templates/{name}").read_text("utf-8")


def _digest(part: str) -> str:
    """A part's hash as a Content-Security-Policy names it."""
    return base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kumsong_sources.reports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "t": in_languages,
        "tag": language_tag,
        "runs": _runs,
        "drawn": _drawn,
        "counted": counted,
        "listed": listed,
        "sentence": sentence_case,
    }
    return environment
