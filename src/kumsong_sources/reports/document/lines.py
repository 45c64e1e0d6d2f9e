"""Lines of text: languages set apart, citations and claims with where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from kumsong_sources.exports.styles import Runs
from kumsong_sources.reports.compared import FigureShown
from kumsong_sources.reports.document.blocks import Line, Piece
from kumsong_sources.reports.languages import language_tag, stretches
from kumsong_sources.reports.naming import CitationShown, ClaimLink
from kumsong_sources.reports.wording import CONTROL_SIGNS

# Half a pair, the mark of byte order, and what Unicode keeps free of characters.
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufeff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 1 << 16)
    )
    + "]"
)
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
SEPARATOR = Piece(text="; ")


def legible(text: str) -> str:
    """A text with a sign in the place of whatever is no character to be read.

    Examples
    --------
    >>> legible("a\\x00b\\ufffec")
    'a␀b�c'
    """
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text.translate(CONTROL_SIGNS))


def said(text: str, *, lang: str = "", **kind: bool | str) -> Line:
    """A text on one line, its Han, kana and Hangul named by their language.

    Parameters
    ----------
    text : str
    lang : str
        Language of the text, as BCP 47; it decides whether Han is Chinese or Japanese.
    **kind
        What all its pieces have in common: see `Piece`.

    Examples
    --------
    >>> [(piece.text, piece.lang) for piece in said("Xu Yan\\n徐焰", is_bold=True)]
    [('Xu Yan ', ''), ('徐焰', 'zh')]
    """
    shown, tag = _BLANKS.sub(" ", legible(text)), language_tag(lang)
    if shown.isascii():
        return (Piece(text=shown, lang=tag, **kind),) if shown else ()  # type: ignore[arg-type]
    return tuple(
        # What is in its own letters stays upright.
        Piece(text=stretch, **{**kind, "lang": language, "is_italic": False})  # type: ignore[arg-type]
        if language
        else Piece(text=stretch, lang=tag, **kind)  # type: ignore[arg-type]
        for stretch, language in stretches(shown, lang=tag)
    )


def joined(lines: Iterable[Line], separator: Piece = SEPARATOR) -> Line:
    """Several lines as one."""
    pieces: list[Piece] = []
    for line in lines:
        if line:
            pieces += (*([separator] if pieces else []), *line)
    return tuple(pieces)


def cite(citation: CitationShown) -> Line:
    """A citation that leads to its source."""
    if citation.anchor:
        shown = said(citation.label, to=citation.anchor)
    else:
        shown = (*said(citation.label), Piece(text=" (not in the bibliography)", is_soft=True))
    return (*shown, Piece(text=", "), *said(citation.locator)) if citation.locator else shown


def cites(citations: Iterable[CitationShown]) -> Line:
    """Several citations."""
    return joined(map(cite, citations))


def ids(claims: Iterable[ClaimLink]) -> Line:
    """The ids of claims, each leading to its claim."""
    each = (said(claim.claim_id or "(no id)", to=claim.anchor) for claim in claims)
    return joined(each, Piece(text=" "))


def figure_source(figure: FigureShown) -> Line:
    """What a figure is cited from."""
    if figure.cited is None:
        return (Piece(text="uncited", is_soft=True),)
    inferred = (Piece(text=" (link inferred)", is_soft=True),) if figure.is_inferred else ()
    return (*cite(figure.cited), *inferred)


def entry(runs: Runs) -> Line:
    """A work as the citation style sets it; only addresses of the web become links."""
    return tuple(_entry(runs))


def _entry(runs: Runs) -> Iterator[Piece]:
    for run in runs:
        yield Piece(
            text=legible(run.text).replace("\n", " ").replace("\t", " "),
            is_italic=run.italic,
            lang=language_tag(run.lang or ""),
            address=web_address(run.link or ""),
        )


def web_address(text: str) -> str:
    """An address of the web in ASCII; blank for any other text.

    Examples
    --------
    >>> web_address("https://zh.wikipedia.org/wiki/金城"), web_address("javascript:alert(1)")
    ('https://zh.wikipedia.org/wiki/%E9%87%91%E5%9F%8E', '')
    """
    if not _WEB.fullmatch(text):
        return ""
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~", errors="replace")
