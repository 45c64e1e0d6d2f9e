"""Runs as plain text, Markdown, HTML and LaTeX; foreign signs are escaped here."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports.styles.runs import Run, Runs, text_of

_MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$]")
_LIST_OR_HEADING = re.compile(r"(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|\Z)|(?P<sign>[#+=-])")
_SPACE_AROUND = re.compile(r"(?P<before>\s*)(?P<inside>.*?)(?P<after>\s*)", re.DOTALL)
_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
# Signs that are no text: a terminal obeys some, XML forbids most.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# What a browser may be led to, and nothing that it would run.
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_IN_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip
_LATEX_SIGNS = re.compile(r"[\\{}%&#$_~^<>|]")
_KEPT_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~-._"


def as_text(runs: Iterable[Run]) -> str:
    """Runs as plain text, without any marks.

    Examples
    --------
    >>> as_text((Run(text="Xu, "), Run(text="Diyici jiaoliang", italic=True)))
    'Xu, Diyici jiaoliang'
    """
    return _one_line(text_of(runs))


def _one_line(text: str) -> str:
    if text.isprintable():
        return text
    return _CONTROLS.sub("", _LINE_BREAKS.sub(" ", text))


def as_markdown(runs: Iterable[Run]) -> str:
    r"""Runs as Markdown (CommonMark); signs that would be markup are escaped.

    Examples
    --------
    >>> as_markdown((Run(text="On *stars* in "), Run(text="Mao", italic=True)))
    'On \\*stars\\* in *Mao*'
    """
    text = "".join(map(_markdown, runs))
    return _LIST_OR_HEADING.sub(_escaped_start, text, count=1) if _starts_block(text) else text


def _starts_block(text: str) -> bool:
    return _LIST_OR_HEADING.match(text) is not None


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['mark']}"


def _markdown(run: Run) -> str:
    text = _one_line(run.text)
    if run.link and _ADDRESS.match(run.link):
        address = _address(run.link)
        if run.text == run.link:
            return f"<{address}>"
        return f"[{_MARKDOWN_SIGNS.sub(_backslashed, text)}](<{address}>)"
    text = text if run.is_sign else _MARKDOWN_SIGNS.sub(_backslashed, text)
    parts = _SPACE_AROUND.fullmatch(text) if run.italic else None
    if parts is None or not parts["inside"]:
        return text
    # Emphasis must not begin or end with a blank.
    return f"{parts['before']}*{parts['inside']}*{parts['after']}"


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def as_html(runs: Iterable[Run]) -> str:
    """Runs as HTML, everything from the bibliography escaped.

    Examples
    --------
    >>> as_html((Run(text="<script> & "), Run(text="徐焰", lang="zh")))
    '&lt;script&gt; &amp; <span lang="zh">徐焰</span>'
    """
    return "".join(map(_html, runs))


def _html(run: Run) -> str:
    text = html.escape(_one_line(run.text))
    lang = f' lang="{html.escape(run.lang)}"' if run.lang else ""
    if run.link and _ADDRESS.match(run.link):
        return f'<a href="{html.escape(_address(run.link))}"{lang}>{text}</a>'
    if run.italic:
        return f"<i{lang}>{text}</i>"
    return f"<span{lang}>{text}</span>" if lang else text


def _address(link: str) -> str:
    """An address with every sign encoded that could end it."""
    return quote(link, safe=_KEPT_IN_ADDRESS)


def as_latex(runs: Iterable[Run]) -> str:
    r"""Runs as LaTeX, for XeLaTeX or LuaLaTeX with ``hyperref``; specials are escaped.

    Examples
    --------
    >>> print(as_latex((Run(text="50% of "), Run(text="Mao", italic=True))))
    50\% of \emph{Mao}
    """
    return "".join(map(_latex, runs))


def _latex(run: Run) -> str:
    text = _LATEX_SIGNS.sub(lambda found: _IN_LATEX[found[0]], _one_line(run.text))
    if run.link and _ADDRESS.match(run.link):
        address = re.sub(r"[%#&~_]", lambda found: f"\\{found[0]}", _address(run.link))
        address = address.replace("\\~", "~").replace("\\_", "_")
        return f"\\href{{{address}}}{{{text}}}"
    return f"\\emph{{{text}}}" if run.italic and text.strip() else text


def _text_list(entries: Iterable[Runs]) -> str:
    return "".join(f"{as_text(entry)}\n" for entry in entries)


def _markdown_list(entries: Iterable[Runs]) -> str:
    return "\n".join(f"{as_markdown(entry)}\n" for entry in entries)


def _html_list(entries: Iterable[Runs]) -> str:
    lines = "".join(f"  <li>{as_html(entry)}</li>\n" for entry in entries)
    return f'<ul class="bibliography">\n{lines}</ul>\n'


def _latex_list(entries: Iterable[Runs]) -> str:
    return "\n".join(
        f"\\noindent\\hangindent=2em\\relax {as_latex(entry)}\\par\n" for entry in entries
    )


_RENDERERS: Mapping[str, Callable[[Iterable[Run]], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "html": as_html, "latex": as_latex}
)
_LISTS: Mapping[str, Callable[[Iterable[Runs]], str]] = MappingProxyType(
    {
        "text": _text_list,
        "markdown": _markdown_list,
        "html": _html_list,
        "latex": _latex_list,
    }
)
MARKUPS = tuple(_RENDERERS)
"""The names of the markups."""


def render(runs: Iterable[Run], *, markup: str) -> str:
    """Runs in one of the `MARKUPS`.

    Raises
    ------
    KumsongSourcesError
        If there is no markup of that name.
    """
    _check(markup)
    return _RENDERERS[markup](runs)


def render_list(entries: Iterable[Runs], *, markup: str) -> str:
    """A list of entries in one of the `MARKUPS`: lines, paragraphs or an HTML list.

    Raises
    ------
    KumsongSourcesError
        If there is no markup of that name.
    """
    _check(markup)
    return _LISTS[markup](entries)


_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "text": "{}\n\n",
        "markdown": "## {}\n\n",
        "html": "<h2>{}</h2>\n",
        "latex": "\\subsection*{{{}}}\n\n",
    }
)


def render_sections(sections: Iterable[tuple[str, Iterable[Runs]]], *, markup: str) -> str:
    """Lists of entries in one of the `MARKUPS`, each under its heading.

    Raises
    ------
    KumsongSourcesError
        If there is no markup of that name.

    Examples
    --------
    >>> print(render_sections([("Memoirs", [(Run(text="Paik."),)])], markup="markdown"), end="")
    ## Memoirs
    <BLANKLINE>
    Paik.
    """
    _check(markup)
    return "\n".join(
        _HEADINGS[markup].format(_RENDERERS[markup]((Run(text=heading),)))
        + _LISTS[markup](entries)
        for heading, entries in sections
    )


def _check(markup: str) -> None:
    if markup not in _RENDERERS:
        raise KumsongSourcesError(
            f"there is no markup {markup!r}; there are: {', '.join(MARKUPS)}"
        )
