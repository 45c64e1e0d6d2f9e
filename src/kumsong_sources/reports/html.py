"""The report as one HTML page that needs nothing else: no request, no frame, no storage."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import Runs, render
from kumsong_sources.exports.works import HAN, HANGUL
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.wording import CONTROL_SIGNS, counted, listed, sentence_case

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_EAST_ASIAN = re.compile(rf"(?:{HAN.pattern}|{HANGUL.pattern}|[\u3001-\u303f\uff01-\uff5e])+")
_KANA = re.compile(r"[\u3040-\u30ff]")


def html_report(dossier: Dossier, *, style: str = "chicago-17") -> str:
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
    comparisons = compare(dossier)
    content = report_content(dossier, style=style, comparisons=comparisons)
    return page(content, picture=lane_picture(comparisons, dossier=dossier))


def page(content: ReportContent, *, picture: str = "") -> str:
    """Lay out what a report says; `picture` is the SVG of its lane plot, or blank."""
    sheet, script = _part("report.css"), _part("report.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=content,
            picture=Markup(picture),
            style_sheet=Markup(sheet),
            style_hash=_digest(sheet),
            script=Markup(script),
            script_hash=_digest(script),
        )
    )


def lane_picture(comparisons: Sequence[Comparison], *, dossier: Dossier) -> str:
    """The lane plot as SVG with its text alternative; blank where nothing can be drawn."""
    # Here, because matplotlib takes a second to load, and Markdown does without.
    from kumsong_sources.plots import alt_text, headline_comparisons, lane_plot, svg

    chosen = headline_comparisons(comparisons, dossier=dossier)
    if not chosen:
        return ""
    return svg(
        lane_plot(chosen, dossier=dossier),
        title=f"{dossier.title}: who reports what of whom",
        description=alt_text(chosen, dossier),
    )


def in_languages(text: str, lang: str = "") -> Markup:
    """A text escaped and otherwise as it is, with Han, kana and Hangul in their language.

    Parameters
    ----------
    text : str
    lang : str
        Language of the text, as BCP 47; it decides whether Han is Chinese or Japanese.

    Examples
    --------
    >>> print(in_languages("<b> & 金城战役"))
    &lt;b&gt; &amp; <span lang="zh">金城战役</span>
    """
    shown = text.translate(CONTROL_SIGNS)
    parts: list[Markup] = []
    at = 0
    for found in _EAST_ASIAN.finditer(shown):
        if HAN.search(found[0]) or HANGUL.search(found[0]):
            language = _language(found[0], lang=language_tag(lang))
            parts.append(escape(shown[at : found.start()]))
            parts.append(Markup('<span lang="{}">{}</span>').format(language, found[0]))
            at = found.end()
    return Markup("").join((*parts, escape(shown[at:])))


def _language(text: str, *, lang: str) -> str:
    if HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return "ja"
    return lang if lang.partition("-")[0].lower() in ("zh", "ja", "ko", "yue", "lzh") else "zh"


def language_tag(text: str) -> str:
    """A BCP 47 tag as written, blank for anything else.

    Examples
    --------
    >>> language_tag("zh-Hans"), language_tag('en" onclick="')
    ('zh-Hans', '')
    """
    return text if _LANGUAGE_TAG.fullmatch(text) else ""


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
        "counted": counted,
        "listed": listed,
        "sentence": sentence_case,
    }
    return environment
