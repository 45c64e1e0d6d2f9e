"""Sources as formatted text: the styles by name, and what they are asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kumsong_sources.bibtex import Name
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.exports.styles.chicago import CHICAGO_17, CHICAGO_18
from kumsong_sources.exports.styles.markup import render, render_list
from kumsong_sources.exports.styles.runs import Runs
from kumsong_sources.exports.works import Work, work_of
from kumsong_sources.sources import Source

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
_ARTICLES = ("the ", "a ", "an ")
_NO_YEAR = 10_000


@dataclass(frozen=True, kw_only=True)
class Style:
    """A citation style.

    Parameters
    ----------
    name, label : str
        As one asks for it, and as one reads it.
    note, short : callable
        From a work and a locator to the full and to the shortened note.
    entry : callable
        From a work to its entry in the bibliography.
    """

    name: str
    label: str
    note: Callable[[Work, str], Runs]
    short: Callable[[Work, str], Runs]
    entry: Callable[[Work], Runs]


def _chicago(name: str, label: str) -> Style:
    edition = {"chicago-17": CHICAGO_17, "chicago-18": CHICAGO_18}[name]
    return Style(
        name=name,
        label=label,
        note=edition.write_note,
        short=edition.write_short,
        entry=edition.write_entry,
    )


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "chicago-17": _chicago("chicago-17", "Chicago, notes and bibliography, 17th edition"),
        "chicago-18": _chicago("chicago-18", "Chicago, notes and bibliography, 18th edition"),
    }
)
"""The styles by name."""

DEFAULT_STYLE = "chicago-17"


def format_bibliography(
    sources: Iterable[Source], *, style: str = DEFAULT_STYLE, markup: str = "text"
) -> str:
    """Write a bibliography.

    Parameters
    ----------
    sources : iterable of Source
        In any order; the bibliography is sorted (see `in_order`).
    style : str
        One of `STYLES`.
    markup : str
        ``"text"`` (a line for each work), ``"markdown"`` (a paragraph) or ``"html"`` (a
        list, with the language of foreign words).

    Returns
    -------
    str
        With a final line end; empty for no source in text and Markdown.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup; the message lists those there are.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = '''@book{xu1990, author = {Xu, Yan}, author+an:script = {1="徐焰"},
    ...   author+an:order = {1="family-first"}, title = {第一次较量},
    ...   title+an:romanised = {="Diyici jiaoliang"}, location = {Beijing},
    ...   publisher = {Chinese Radio and Television Publishing House}, date = {1990}}'''
    >>> sources = bibliography_from_bytes(text.encode(), path="references.bib")
    >>> print(format_bibliography(sources, markup="markdown"), end="")
    Xu Yan 徐焰. *Diyici jiaoliang* 第一次较量. Beijing: Chinese Radio and Television \
Publishing House, 1990.
    """
    chosen = _style(style)
    return render_list((chosen.entry(work) for work, _ in _sorted(sources)), markup=markup)


def format_entry(source: Source, *, style: str = DEFAULT_STYLE, markup: str = "text") -> str:
    """Write one entry of a bibliography, without a line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup.
    """
    return render(_style(style).entry(work_of(source)), markup=markup)


def format_note(
    source: Source,
    locator: str | None = None,
    *,
    style: str = DEFAULT_STYLE,
    markup: str = "text",
) -> str:
    """Write the full note that cites a source, without a number.

    Parameters
    ----------
    source : Source
    locator : str, optional
        Where in the work, as a citation has it: ``"612"``, ``"pp. 612-615"``,
        ``"note 7"``. Pages of one volume of several become ``3:612``.
    style, markup : str
        See `format_bibliography`.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = '''@book{paik1992, author = {Paik, Sun Yup}, title = {From Pusan},
    ...   author+an:order = {1="family-first"}, publisher = {Brassey}, date = {1992}}'''
    >>> paik = bibliography_from_bytes(text.encode(), path="a.bib").sources["paik1992"]
    >>> format_note(paik, "244", markup="markdown")
    'Paik Sun Yup, *From Pusan* (Brassey, 1992), 244.'
    """
    return render(_style(style).note(work_of(source), locator or ""), markup=markup)


def format_citation_short(
    source: Source,
    locator: str | None = None,
    *,
    style: str = DEFAULT_STYLE,
    markup: str = "text",
) -> str:
    """Write the shortened note, for a source that was cited in full before.

    Parameters are those of `format_note`.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup.
    """
    return render(_style(style).short(work_of(source), locator or ""), markup=markup)


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources in the order of a bibliography: by names, then year, then title.

    Case, accents and articles at the head of a title do not count; works in Han or Hangul
    stand where their romanisation does. ``@xdata`` and ``@set`` are no works and are left out.
    """
    return tuple(source for _, source in _sorted(sources))


def _sorted(sources: Iterable[Source]) -> list[tuple[Work, Source]]:
    works = [
        (work_of(source), source)
        for source in sources
        if source.entry.entrytype not in ("xdata", "set")
    ]
    return sorted(works, key=lambda pair: _order(pair[0]))


Order = tuple[tuple[tuple[str, str, str], ...], int, str, str]


def _order(work: Work) -> Order:
    makers = work.authors or work.editors or work.translators
    title = folded((work.maintitle or work.title).latin)
    article = next((a for a in _ARTICLES if title.startswith(a)), "")
    title = title.removeprefix(article)
    year = work.issued.year
    names = tuple(map(_name_order, makers)) or ((title, "", ""),)
    return names, _NO_YEAR if year is None else year, title, work.citekey


def _name_order(name: Name) -> tuple[str, str, str]:
    family = folded(name.family)
    if name.literal:
        article = next((a for a in _ARTICLES if family.startswith(a)), "")
        family = family.removeprefix(article)
    return family, folded(name.given), folded(name.prefix)


def folded(text: str) -> str:
    """A text as it is sorted: without case, accents and punctuation.

    Examples
    --------
    >>> folded("Łódź, “Ōnin”")
    'lodz onin'
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    signs = (
        sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
    )
    return " ".join("".join(signs).split())


def _style(name: str) -> Style:
    if name in STYLES:
        return STYLES[name]
    raise KumsongSourcesError(
        f"there is no citation style {name!r}; there are: {', '.join(STYLES)}"
    )
