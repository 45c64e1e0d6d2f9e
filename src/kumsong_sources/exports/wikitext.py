"""Sources for Wikipedia: templates of citation style 1, and a short note for each claim.

A short note (``{{sfn}}``) finds its work by the family names of up to four makers and the year.
Works that would share both get a letter behind the year; a work without makers is found by
its title.

References
----------
Wikipedia, *Help:Citation Style 1* and *Template:Sfn*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from urllib.parse import quote

from kumsong_sources.bibtex import Name
from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.exports.issued import Issued
from kumsong_sources.exports.styles.kinds import is_newspaper, kind_of, thesis_of
from kumsong_sources.exports.styles.locators import arabic, inclusive, pages_in
from kumsong_sources.exports.styles.ordering import order_by_letters
from kumsong_sources.exports.works import Title, Work, work_of
from kumsong_sources.sources import Source

_SIGNS = {
    "|": "{{!}}", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "<": "&lt;",
    ">": "&gt;", "&": "&amp;", "~": "&#126;", "=": "&#61;",
}  # fmt: skip
_TO_ESCAPE = re.compile(r"[|{}<>\[\]~=]|&(?=#?\w+;)|'{2,}")
_SPACES = re.compile(r"\s+")
_KEPT_IN_ADDRESS = "!#$%&()*+,/:;?@-._~="
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TEMPLATES = {
    "article": "journal",
    "periodical": "journal",
    "online": "web",
    "thesis": "thesis",
}
_DEGREES = {"phdthesis": "PhD", "mathesis": "MA"}
_MOST = 4

Parameters = Iterator[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Anchored:
    """A work with what a short note finds it by.

    Parameters
    ----------
    work : Work
    names : tuple of str
        Family names of its makers, or its short title.
    year : str
        With a letter where another work has the same names and year.
    letter : str
    """

    work: Work
    names: tuple[str, ...]
    year: str
    letter: str = ""


def write_wikitext(sources: Iterable[Source], *, claims: Iterable[Claim] = ()) -> str:
    """Write sources as citation templates, and claims with short notes that lead to them.

    Parameters
    ----------
    sources : iterable of Source
        Written in the order of their names.
    claims : iterable of Claim
        In the order given; those that cite none of the sources are left out.

    Returns
    -------
    str
        A list of claims with their notes, a place for the notes, and the list of works.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = "@book{h, author = {Hermes, Walter G.}, title = {Truce | Tent}, year = 1966}"
    >>> print(write_wikitext(bibliography_from_bytes(text.encode(), path="a.bib")), end="")
    == Works ==
    * {{cite book |last=Hermes |first=Walter G. |title=Truce {{!}} Tent |year=1966}}
    """
    works = [work_of(one) for one in sources if one.entry.entrytype not in ("xdata", "set")]
    found = anchored(sorted(works, key=order_by_letters))
    lines = [
        f"* {_stated(claim)}{notes}" for claim in claims if (notes := _notes(claim, found))
    ]
    parts = []
    if lines:
        parts.append("\n".join(["== Claims ==", *lines]))
        parts.append("== Notes ==\n{{reflist}}")
    cited = [f"* {cite_template(one)}" for one in found.values()]
    parts.append("\n".join(["== Works ==", *cited]))
    return "\n\n".join(parts) + "\n"


def anchored(works: Sequence[Work]) -> Mapping[str, Anchored]:
    """Works by citekey, each with what short notes find it by; no two have the same."""
    named = {
        work.citekey: Anchored(work=work, names=_short_names(work), year=_year(work))
        for work in works
    }
    shared = Counter((one.names, one.year) for one in named.values())
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for key, one in named.items():
        alike = (one.names, one.year)
        if shared[alike] > 1:
            number = seen[alike]
            seen[alike] += 1
            letter = ascii_lowercase[number] if number < 26 else f"z{number}"
            named[key] = Anchored(
                work=one.work, names=one.names, year=f"{one.year}{letter}", letter=letter
            )
    return named


def short_note(one: Anchored, locator: str | None) -> str:
    """The short note that cites a place in a work.

    Examples
    --------
    >>> work = Work(citekey="xu1990", kind="book", authors=(Name(family="Xu"),))
    >>> short_note(anchored([work])["xu1990"], "3")
    '{{sfn|Xu|n.d.|p=3}}'
    """
    parts = ["sfn", *(_escaped(name) for name in one.names), _escaped(one.year)]
    locator = (locator or "").strip()
    if pages := pages_in(locator):
        parts.append(f"{'pp' if re.search('[–,;]', pages) else 'p'}={_escaped(pages)}")
    elif locator:
        parts.append(f"loc={_escaped(inclusive(locator))}")
    return "{{" + "|".join(parts) + "}}"


def cite_template(one: Anchored) -> str:
    """The template that cites a work."""
    work, kind = one.work, kind_of(one.work)
    name = "news" if is_newspaper(work) else _TEMPLATES.get(kind, "book")
    if work.kind in ("report", "techreport"):
        name = "report"
    given = ((parameter, value) for parameter, value in _parameters(one, kind) if value)
    shown = [
        f"{parameter}={_address(value) if parameter == 'url' else _escaped(value)}"
        for parameter, value in given
    ]
    if not _makers(work):
        year = _escaped(one.year)
        shown.append(f"ref={{{{sfnref|{_escaped(one.names[0])}|{year}}}}}")
    return "{{" + " |".join([f"cite {name}", *shown]) + "}}"


def _parameters(one: Anchored, kind: str) -> Parameters:
    work = one.work
    yield from _named(work.authors, "")
    if kind == "part":
        yield from _titled(work.title, "chapter", work.language)
        yield from _named(work.editors, "editor-")
        yield from _titled(work.container or work.maintitle, "title", work.language)
    else:
        whole = work.maintitle if work.maintitle and kind == "book" else work.title
        yield from _titled(whole, "title", work.language)
        yield from _named(work.editors, "editor-")
    yield from _named(work.translators, "translator-")
    if kind in ("article", "periodical"):
        journal = "newspaper" if is_newspaper(work) else "journal"
        yield from _titled(work.container, journal, work.language)
    yield "language", "" if work.language.partition("-")[0] in ("", "en") else work.language
    yield "type", _DEGREES.get(thesis_of(work), thesis_of(work)) if kind == "thesis" else ""
    yield from _published(one, kind)


def _published(one: Anchored, kind: str) -> Parameters:
    work = one.work
    yield "edition", re.sub(r"\s*(?:ed\.|edition)$", "", work.get("edition"))
    yield "series", work.get("series")
    volume = arabic(work.get("volume"))
    own = work.title.full if work.maintitle and kind == "book" else ""
    yield "volume", ": ".join(filter(None, (volume, own)))
    yield (
        "issue" if kind in ("article", "periodical") else "number",
        work.get("number", "issue"),
    )
    publisher = work.get("publisher", "institution", "organization")
    if kind == "online":
        yield "website", work.container.full or publisher
    else:
        yield "location", work.get("place")
        yield "publisher", publisher
    yield from _dated(one)
    yield from _pages(work) if kind in ("article", "part") else ()
    yield "isbn", work.get("isbn")
    yield "issn", work.get("issn")
    yield "doi", work.doi
    yield "url", work.get("url")
    yield "access-date", _day(work.accessed)


def _pages(work: Work) -> Parameters:
    pages = inclusive(work.get("pages"))
    yield "pages" if re.search("[–,;]", pages) else "page", pages


def _dated(one: Anchored) -> Parameters:
    issued = one.work.issued
    if one.work.original:
        yield "orig-date", _year_of(one.work.original)
    exact = _day(issued)
    if one.year.removesuffix(one.letter) == "n.d." or not exact.isdecimal():
        yield "date", f"{exact or 'n.d.'}{one.letter}"
    else:
        yield "year", f"{exact}{one.letter}"


def _titled(title: Title, name: str, language: str) -> Parameters:
    """Title, script and translation; a title in another script is no plain title."""
    base = language.partition("-")[0] or "zh"
    in_script = bool(re.search(r"[\u2e80-\ud7ff]", title.main))
    yield name, title.full_romanised if in_script or title.romanised else title.full
    if in_script:
        script = ":".join(filter(None, (title.main, title.sub)))
        yield f"script-{name}", f"{base}:{script}"
    yield f"trans-{name}", title.full_translated


def _named(names: Sequence[Name], role: str) -> Parameters:
    known = [name for name in names if not name.others]
    for at, name in enumerate(known, start=1):
        number = str(at) if len(known) > 1 else ""
        if name.literal or not name.given:
            yield f"{role or 'author'}{number}".replace("-", ""), name.full
        else:
            yield f"{role}last{number}", _family(name)
            yield f"{role}first{number}", " ".join(filter(None, (name.given, name.suffix)))
    if len(known) < len(names):
        yield f"display-{role.strip('-') or 'author'}s", "etal"


def _makers(work: Work) -> tuple[Name, ...]:
    return tuple(name for name in work.authors or work.editors if not name.others)


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.prefix, name.family)))


def _short_names(work: Work) -> tuple[str, ...]:
    makers = _makers(work)[:_MOST]
    if makers:
        return tuple(
            name.full if name.literal or not name.given else _family(name) for name in makers
        )
    title = work.title or work.container
    return (work.shorttitle or title.latin or work.citekey,)


def _year(work: Work) -> str:
    return _year_of(work.issued) or "n.d."


def _year_of(issued: Issued) -> str:
    if issued.literal or issued.year is None:
        return issued.literal
    return f"{'c. ' if issued.circa else ''}{issued.year}"


def _day(issued: Issued) -> str:
    if issued.literal or not issued.start:
        return issued.literal
    year, *rest = issued.start
    if not rest:
        return _year_of(issued)
    day = f"{rest[1]} " if len(rest) > 1 else ""
    return f"{day}{_MONTHS[rest[0] - 1]} {year}"


def _stated(claim: Claim) -> str:
    return f"{_escaped(claim.claim_id)}: {_escaped(claim.statement)}"


def _notes(claim: Claim, found: Mapping[str, Anchored]) -> str:
    cited: list[Citation] = [*claim.citations, *claim.via]
    return "".join(
        short_note(found[one.citekey], one.locator) for one in cited if one.citekey in found
    )


def _escaped(text: str) -> str:
    """A text that stays text in a template."""
    text = _SPACES.sub(" ", text).strip()
    return _TO_ESCAPE.sub(lambda found: _SIGNS.get(found[0], "&#39;" * len(found[0])), text)


def _address(url: str) -> str:
    return quote(url.strip(), safe=_KEPT_IN_ADDRESS)
