"""MLA, 9th edition: works cited by the template of containers, and citations in the text.

A citation in the text is what a note of other styles is; it has no full form. Three
decisions. Titles are romanised, then in their script, then translated in brackets, the
translation marked up as the title is. Web addresses are printed without ``https://``, and
access dates where the bibliography has them. A volume with a title of its own names the
larger work behind the facts of publication.

References
----------
*MLA Handbook*, 9th ed. (2021), chapters 5 and 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.issued import Issued, Parts
from kumsong_sources.exports.styles.composing import DASH
from kumsong_sources.exports.styles.kinds import REPORTS, kind_of, thesis_of
from kumsong_sources.exports.styles.locators import arabic, edition_text
from kumsong_sources.exports.styles.names import NOBODY, Limit, Namesakes, families, listed
from kumsong_sources.exports.styles.runs import Line, Run, Runs, italic, plain
from kumsong_sources.exports.styles.sequence import Cited, Earlier, without_stop
from kumsong_sources.exports.styles.titles import short_title_runs
from kumsong_sources.exports.works import Title, Work

_NAMES = Limit(most=2, shown=1)
_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
)  # fmt: skip
_BUSINESS = re.compile(
    r",?\s+(?:Inc|Ltd|LLC|Co|Corp|GmbH|PLC|Company|Corporation|Limited)\b\.?", re.IGNORECASE
)
_THESES = {
    "phdthesis": "PhD dissertation",
    "mathesis": "master’s thesis",
    "": "thesis",
    "PhD diss.": "PhD dissertation",
}
_RANGE = re.compile(r"(?<![\d.])(?P<first>\d+)\s*(?:--?-?|–|—)\s*(?P<last>\d+)(?![\d.])")
_PAGES = re.compile(
    r"(?:pp?\.?\s*)?(?P<pages>(?:\d+[a-z]?|[ivxlc]+)(?:[\s,;–-]+(?:\d+|[ivxlc]+))*)"
)
_SCHEME = re.compile(r"^https?://")
_OLD = 1900


def write_entry(work: Work, again: bool = False) -> Runs:
    """The entry in the list of works cited; `again` if the one before is by the same makers."""
    line = Line()
    made_by = _put_makers(line, work, again=again)
    kind = kind_of(work)
    if not (work.title or work.container or made_by):
        line.add(plain(work.citekey))
    quoted = kind in ("part", "article", "online", "document") and work.kind != "bookinbook"
    title = work.container if kind == "periodical" and not work.title else work.title
    line.sentence(_title(title, lang=work.language, quoted=quoted))
    line.sentence(plain(title.addon, lang=work.language))
    if work.original and _date(work.original) != _date(work.issued):
        line.sentence(plain(_date(work.original, depth=1)))
    if kind == "thesis":
        line.sentence(plain(_date(work.issued, depth=1)))
    pieces = [piece for piece in _container(work, kind=kind, made_by=made_by) if piece]
    for at, piece in enumerate(pieces):
        line.comma(piece) if at else line.sentence(piece)
    for piece in _optional(work, kind=kind):
        line.sentence(piece)
    line.stop()
    return line.runs


def write_citation(work: Work, locator: str) -> Runs:
    """The citation in the text, in parentheses."""
    return in_parentheses(_cited(work, locator, with_title=False))


def in_parentheses(runs: Runs) -> Runs:
    """What is cited, set in parentheses."""
    return (Run(text="("), *without_stop(runs), Run(text=").")) if runs else ()


def cite(cited: Cited, earlier: Earlier, *, namesakes: Namesakes = NOBODY) -> Runs:
    """A citation among others, without parentheses.

    It has a short title where a work before is by the same makers, and initials where
    other makers have the same family name.
    """
    rival = earlier.has_other_by_makers_of(cited.work)
    return _cited(cited.work, cited.locator, with_title=rival, namesakes=namesakes)


def _cited(
    work: Work, locator: str, *, with_title: bool, namesakes: Namesakes = NOBODY
) -> Runs:
    line = Line()
    line.add(families(work.makers, limit=_NAMES, namesakes=namesakes))
    if with_title or not line:
        quoted = kind_of(work) not in ("book", "periodical", "thesis")
        line.comma(
            short_title_runs(
                work.title, short=work.shorttitle, lang=work.language, quoted=quoted
            )
        )
    if not line:
        line.add(plain(work.citekey))
    found = _PAGES.fullmatch(locator.strip())
    if found:
        line.add(plain(_ranges(found["pages"])))
    else:
        line.comma(plain(locator.strip()))
    line.stop()
    return line.runs


def _put_makers(line: Line, work: Work, *, again: bool) -> str:
    for role, names, word in (
        ("author", work.authors, ""),
        ("editor", work.editors, "editor"),
        ("translator", work.translators, "translator"),
    ):
        if not names or (role != "author" and kind_of(work) == "part"):
            continue
        line.add(
            DASH
            if again
            else listed(names, limit=_NAMES, invert_first=True, lang=work.language)
        )
        several = len(names) > 1
        line.comma(plain(f"{word}s" if word and several else word))
        return role
    return ""


def _container(work: Work, *, kind: str, made_by: str) -> Iterator[Runs]:
    """Yield the parts of the container, from its title to the place in it."""
    lang = work.language
    if kind == "part":
        yield _title(work.container or work.maintitle, lang=lang)
        if work.bookauthors and work.bookauthors != work.authors:
            yield (Run(text="by "), *_named(work, work.bookauthors))
    elif kind == "article":
        yield _title(work.container, lang=lang)
    elif kind == "online":
        site = work.get("organization", "publisher", "institution", "howpublished")
        yield _title(work.container, lang=lang) or italic(site, lang=lang)
    yield from _contributors(work, made_by=made_by)
    yield plain(edition_text(work.get("edition")))
    yield from _numbers(work, kind=kind)
    yield from _published(work, kind=kind)
    yield plain(_pages_of(work.get("pages")) if kind in ("part", "article") else "")
    if address := f"https://doi.org/{work.doi}" if work.doi else work.get("url"):
        shown = address if work.doi else _SCHEME.sub("", address)
        yield (Run(text=shown, link=address),)


def _contributors(work: Work, *, made_by: str) -> Iterator[Runs]:
    editors = () if made_by == "editor" else work.editors
    translators = () if made_by == "translator" else work.translators
    if editors and editors == translators:
        yield (Run(text="edited and translated by "), *_named(work, editors))
        return
    if editors:
        yield (Run(text="edited by "), *_named(work, editors))
    if translators:
        yield (Run(text="translated by "), *_named(work, translators))


def _named(work: Work, names: Sequence[Name]) -> Runs:
    return listed(names, limit=_NAMES, lang=work.language)


def _numbers(work: Work, *, kind: str) -> Iterator[Runs]:
    volume, number = arabic(work.get("volume")), work.get("number", "issue")
    if volume and not (kind == "book" and work.maintitle):
        yield plain(f"vol. {volume}" if volume[:1].isdigit() or len(volume) == 1 else volume)
    if kind in ("article", "periodical"):
        yield plain(f"no. {number}" if number else "")


def _published(work: Work, *, kind: str) -> Iterator[Runs]:
    lang, year = work.language, work.issued.year
    if kind == "thesis":
        yield plain(_short_publisher(work.get("institution", "publisher", "organization")))
        yield plain(_THESES.get(thesis_of(work), thesis_of(work)))
        return
    if kind == "document":
        yield plain(_date(work.issued))
        kept = work.get("library", "institution", "organization", "publisher")
        for text in (work.get("number"), work.get("note"), kept, work.get("place")):
            yield plain(text, lang=lang)
        return
    publisher = work.get("publisher", "institution", "organization")
    if kind == "online" and not work.container:
        publisher = work.get("publisher") if work.get("organization") else ""
    if kind in ("article", "periodical"):
        publisher = ""
    # Before 1900 the place says more than the printer.
    old = year is not None and year < _OLD and kind == "book"
    yield plain(work.get("place") if old and work.get("place") else _short_publisher(publisher))
    whole = kind in ("article", "online", "periodical")
    yield plain(_date(work.issued, depth=3 if whole else 1))


def _optional(work: Work, *, kind: str) -> Iterator[Runs]:
    """Yield what may stand behind the last container."""
    lang = work.language
    if kind == "book" and work.maintitle:
        volume = arabic(work.get("volume"))
        lead = f"vol. {volume} of " if volume else "part of "
        yield (Run(text=lead), *_title(work.maintitle, lang=lang))
    if work.accessed:
        yield plain(f"accessed {_date(work.accessed)}")
    volumes = work.get("volumes")
    if volumes.isdecimal() and int(volumes) > 1 and not work.get("volume"):
        yield plain(f"{volumes} vols.")
    if kind in ("book", "part"):
        series, number = work.get("series"), work.get("number")
        parts = [work.get("type"), number] if work.kind in REPORTS else [series, number]
        yield plain(" ".join(part for part in parts if part), lang=lang)
    if kind == "document":
        yield plain(work.get("howpublished", "type"), lang=lang)
    elif kind == "online":
        yield plain(work.get("note"), lang=lang)


def _title(title: Title, *, lang: str, quoted: bool = False) -> Runs:
    """Romanised, in the script, and translated; the translation is marked up alike."""
    shown = title.full_romanised or title.full or title.full_translated
    if not shown:
        return ()
    runs = _marked(shown, lang=lang, quoted=quoted)
    if title.full_romanised and title.full:
        runs += (Run(text=" "), *plain(title.full, lang=lang))
    if title.full_translated and shown != title.full_translated:
        translated = _marked(title.full_translated, lang="", quoted=quoted)
        runs += (
            Run(text=" "),
            Run(text="[", is_sign=True),
            *translated,
            Run(text="]", is_sign=True),
        )
    return runs


def _marked(text: str, *, lang: str, quoted: bool) -> Runs:
    # What encloses a title in quotation marks is that of every style.
    whole = Title(main=text)
    return short_title_runs(whole, short=text, lang=lang, quoted=quoted)


def _short_publisher(name: str) -> str:
    """A publisher's name as MLA shortens it: ``U of Chicago P``, ``Oxford UP``."""
    name = _BUSINESS.sub("", name).removeprefix("The ")
    if "Univ" not in name:
        return name
    name = name.replace("University Press", "UP")
    name = re.sub(r"\bUniversity\b", "U", name)
    return re.sub(r"\bPress\b", "P", name)


def _pages_of(pages: str) -> str:
    if not pages:
        return ""
    several = re.search(r"[–,—-]", pages)
    return f"{'pp.' if several else 'p.'} {_ranges(pages)}"


def _ranges(pages: str) -> str:
    """Page ranges with two digits at least behind the dash: ``103–04``, ``395–401``."""

    def short(found: re.Match[str]) -> str:
        first, last = found["first"], found["last"]
        if len(first) == len(last) and len(first) > 2 and first[:-2] == last[:-2]:
            last = last[-2:]
        return f"{first}–{last}"

    return _RANGE.sub(short, pages).replace("--", "–")


def _date(issued: Issued, *, depth: int = 3) -> str:
    """A date with the day first and months shortened: ``23 Sept. 1992``."""
    if issued.literal:
        return issued.literal
    cut = replace(issued, start=issued.start[:depth], end=issued.end[:depth])
    text = _span(cut.start, cut.end)
    text += "–" if issued.open_end else ""
    text = f"circa {text}" if issued.circa and text else text
    return f"{text}?" if issued.uncertain and text else text


def _span(first: Parts, last: Parts) -> str:
    if not last or first == last:
        return _day(first)
    if len(first) == len(last) == 3 and first[:2] == last[:2]:
        return f"{first[2]}–{_day(last)}"
    if len(first) > 1 and len(last) > 1 and first[0] == last[0]:
        return f"{_day(first).rpartition(' ')[0]}–{_day(last)}"
    return f"{_day(first)}–{_day(last)}"


def _day(parts: Parts) -> str:
    if not parts:
        return ""
    year = str(parts[0]) if parts[0] > 0 else f"{1 - parts[0]} BCE"
    month = f"{_MONTHS[parts[1] - 1]} " if len(parts) > 1 else ""
    return f"{parts[2]} {month}{year}" if len(parts) > 2 else f"{month}{year}"
