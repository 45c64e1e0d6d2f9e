"""Sources as formatted text: bibliographies, entries, notes and notes in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kumsong_sources.exports.styles.markup import render, render_list, render_sections
from kumsong_sources.exports.styles.runs import Runs
from kumsong_sources.exports.styles.sequence import Cited, Note
from kumsong_sources.exports.styles.style import DEFAULT_STYLE, Style, find_style
from kumsong_sources.exports.works import Work, work_of
from kumsong_sources.sources import Source

_NO_WORKS = ("xdata", "set")


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
        ``"text"`` (a line for each work), ``"markdown"`` (a paragraph), ``"html"`` (a
        list, with the language of foreign words) or ``"latex"`` (a paragraph).

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
    chosen = find_style(style)
    return render_list(_entries(_sorted(sources, chosen), chosen), markup=markup)


def format_groups(
    groups: Iterable[tuple[str, Sequence[Source]]],
    *,
    style: str = DEFAULT_STYLE,
    markup: str = "text",
) -> str:
    """Write a bibliography in parts, each under its heading.

    Parameters
    ----------
    groups : iterable of (str, sequence of Source)
        Headings and their sources, as `grouped` gives them.
    style, markup : str
        See `format_bibliography`.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup.
    """
    chosen = find_style(style)
    sections = [
        (heading, _entries(_sorted(sources, chosen), chosen)) for heading, sources in groups
    ]
    return render_sections(sections, markup=markup)


def _entries(works: Iterable[tuple[Work, Source]], style: Style) -> Iterator[Runs]:
    """Yield entry for entry, so that each is rendered and gone before the next is made."""
    before: tuple[object, ...] = ()
    for work, _ in works:
        yield style.entry(work, bool(work.makers) and work.makers == before)
        before = work.makers


def format_entry(source: Source, *, style: str = DEFAULT_STYLE, markup: str = "text") -> str:
    """Write one entry of a bibliography, without a line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup.
    """
    return render(find_style(style).entry(work_of(source)), markup=markup)


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
    return render(find_style(style).note(work_of(source), locator or ""), markup=markup)


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
    return render(find_style(style).short(work_of(source), locator or ""), markup=markup)


def format_notes(
    citations: Iterable[tuple[Source, str | None]],
    *,
    style: str = DEFAULT_STYLE,
    markup: str = "text",
    ibid: bool = False,
) -> tuple[str, ...]:
    """Write notes in a row: each work in full at first, shortened from then on.

    Parameters
    ----------
    citations : iterable of (Source, str or None)
        A source and where in it, for each note.
    style, markup : str
        See `format_bibliography`. In MLA, which has no notes, these are citations in the
        text; in GB/T 7714 a work cited again is named by the number of its note.
    ibid : bool
        Whether "Ibid." stands for the work of the note before. Chicago's 17th and 18th
        editions and Turabian's 9th prefer the shortened form; MLA and GB/T have none.

    Raises
    ------
    KumsongSourcesError
        If there is no such style or markup.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = "@book{p, author = {Paik, Sun Yup}, title = {From Pusan}, date = {1992}}"
    >>> paik = bibliography_from_bytes(text.encode(), path="a.bib").sources["p"]
    >>> for note in format_notes([(paik, "2"), (paik, "4")]):
    ...     print(note)
    Sun Yup Paik, From Pusan (1992), 2.
    Paik, From Pusan, 4.
    >>> format_notes([(paik, "2"), (paik, "4")], ibid=True)[1]
    'Ibid., 4.'
    """
    notes = [
        Note(cited=(Cited(work=work_of(source), locator=locator or ""),))
        for source, locator in citations
    ]
    written = find_style(style).sequence(notes, ibid)
    return tuple(render(runs, markup=markup) for runs in written)


def in_order(sources: Iterable[Source], *, style: str = DEFAULT_STYLE) -> tuple[Source, ...]:
    """Sources in the order of a bibliography: by names, then year, then title.

    Case, accents and articles at the head of a title do not count; works in Han stand where
    their romanisation or their pinyin does. GB/T 7714 keeps scripts apart. ``@xdata`` and
    ``@set`` are no works and are left out.
    """
    return tuple(source for _, source in _sorted(sources, find_style(style)))


def _sorted(sources: Iterable[Source], style: Style) -> list[tuple[Work, Source]]:
    works = [
        (work_of(source), source)
        for source in sources
        if source.entry.entrytype not in _NO_WORKS
    ]
    return sorted(works, key=lambda pair: style.order(pair[0]))
