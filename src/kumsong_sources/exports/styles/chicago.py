"""Chicago notes and bibliography: full note, shortened note, entry.

Three decisions where the manual leaves a choice or is silent. A shortened note names one
of three authors or more ("Chae et al."), which is the rule of the 18th edition and shorter
than what the 17th asks for. Access dates are printed where the bibliography has them. The
second and later works of an author repeat the name instead of a dash, so that an entry can
be copied alone; Turabian has the dash.

References
----------
*The Chicago Manual of Style*, 17th ed. (2017), chapters 11 and 14, on short forms 14.30 to
14.34; 18th ed. (2024), chapters 11, 13 and 14: 13.73 (authors repeated), 13.75 (authors'
names), 14.8 (pages of chapters), 14.30 and 14.31 (place of publication). Kate L. Turabian,
*A Manual for Writers of Research Papers, Theses, and Dissertations*, 9th ed. (2018),
chapters 16 and 17.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kumsong_sources.exports.styles.composing import Composing
from kumsong_sources.exports.styles.kinds import kind_of, thesis_of
from kumsong_sources.exports.styles.locators import (
    date_text,
    edition_text,
    inclusive,
    month_text,
    series_of_journal,
    year_text,
)
from kumsong_sources.exports.styles.names import NOBODY, Limit, Namesakes, families
from kumsong_sources.exports.styles.runs import Line, Run, Runs, plain
from kumsong_sources.exports.styles.titles import short_title_runs, title_runs
from kumsong_sources.exports.works import Title, Work

_THESIS_TYPES = {"phdthesis": "PhD diss.", "mathesis": "master’s thesis", "": "thesis"}


@dataclass(frozen=True, kw_only=True)
class Chicago:
    """One edition of the manual.

    Parameters
    ----------
    edition : int
    note, short, entry : Limit
        How many names stand in a note, in a shortened note, in an entry.
    place_until : int or None
        Works of this year and later go without a place of publication; `None` where
        all have one.
    """

    edition: int
    note: Limit
    short: Limit
    entry: Limit
    place_until: int | None = None
    dashes: bool = False

    def write_note(self, work: Work, locator: str) -> Runs:
        """The full note, without its number."""
        composing = Composing(
            work=work,
            locator=locator,
            is_note=True,
            names=self.note,
            has_place=self._has_place(work),
            edition=self.edition,
        )
        return _composed(composing)

    def write_entry(self, work: Work, again: bool = False) -> Runs:
        """The entry of the bibliography; `again` if the one before is by the same makers."""
        composing = Composing(
            work=work,
            is_note=False,
            names=self.entry,
            has_place=self._has_place(work),
            again=again and self.dashes,
            edition=self.edition,
        )
        return _composed(composing)

    def write_short(self, work: Work, locator: str, *, namesakes: Namesakes = NOBODY) -> Runs:
        """The shortened note, without its number; namesakes are told apart."""
        line = Line()
        line.comma(families(work.makers, limit=self.short, namesakes=namesakes))
        line.comma(
            short_title_runs(
                work.title,
                short=work.shorttitle,
                lang=work.language,
                quoted=kind_of(work) not in ("book", "periodical"),
            )
        )
        if not line:
            line.add(plain(work.citekey))
        composing = Composing(work=work, locator=locator, is_note=True, names=self.short)
        is_book = kind_of(work) == "book"
        volume, place = composing.volume_and_pages(is_volume_cited=is_book)
        if is_book and work.get("volume"):
            line.comma(volume)
        line.comma(place)
        line.stop()
        return line.runs

    def _has_place(self, work: Work) -> bool:
        year = work.issued.year
        return self.place_until is None or year is None or year < self.place_until


CHICAGO_17 = Chicago(
    edition=17,
    note=Limit(most=3, shown=1),
    short=Limit(most=2, shown=1),
    entry=Limit(most=10, shown=7),
)
CHICAGO_18 = Chicago(
    edition=18,
    note=Limit(most=2, shown=1),
    short=Limit(most=2, shown=1),
    entry=Limit(most=6, shown=3),
    place_until=1900,
)

# Kate L. Turabian's manual is Chicago's 17th edition for students: it keeps the place, names
# all of three authors in a shortened note, and sets a long dash for the author repeated.
TURABIAN_9 = Chicago(
    edition=17,
    note=Limit(most=3, shown=1),
    short=Limit(most=3, shown=1),
    entry=Limit(most=10, shown=7),
    dashes=True,
)


def _composed(composing: Composing) -> Runs:
    work = composing.work
    line = composing.line
    if not (work.authors or work.editors or work.translators or work.title or work.container):
        # Nothing else would tell the reader which entry this is.
        line.add(plain(work.citekey))
    _WRITERS[kind_of(work)](composing)
    line.stop()
    return line.runs


def _book(composing: Composing) -> None:
    work, put = composing.work, composing.put
    made_by = composing.put_makers()
    volume, pages = composing.volume_and_pages(is_volume_cited=not work.maintitle)
    if work.maintitle:
        _put_title(composing, work.maintitle)
        composing.put_contributors(but=made_by)
        composing.put_edition()
        # The volume's own title follows its number: Vol. 2, *Title*.
        volume = Line().comma(volume).comma(title_runs(work.title, lang=work.language)).runs
    else:
        _put_title(composing, work.title)
        composing.put_contributors(but=made_by)
        composing.put_edition()
    put(plain(_chapter(work)) if work.kind == "inbook" else ())
    put(volume)
    composing.put_series()
    composing.put_facts()
    composing.put_pages(pages)
    composing.put_end()


def _part(composing: Composing) -> None:
    work, line = composing.work, composing.line
    made_by = composing.put_makers(roles=("author",))
    _put_title(composing, work.title, quoted=work.kind != "bookinbook")
    volume, pages = composing.volume_and_pages(is_volume_cited=not work.maintitle)
    book = work.maintitle or work.container
    composing.put((Run(text="in "), *title_runs(book, lang=work.language)))
    if work.bookauthors and work.bookauthors != work.authors:
        line.comma((Run(text="by "), *composing.listed(work.bookauthors)))
    composing.put_contributors(but=made_by, inside=True)
    line.comma(plain(edition_text(work.get("edition"))))
    line.comma(volume)
    if work.maintitle and work.container:
        line.comma(title_runs(work.container, lang=work.language))
    if not composing.is_note and composing.edition < 18:
        line.comma(plain(inclusive(work.get("pages"))))
    composing.put_series()
    composing.put_facts()
    composing.put_pages(pages)
    composing.put_end()


def _article(composing: Composing) -> None:
    work = composing.work
    composing.put_makers()
    _put_title(composing, work.title, quoted=True)
    _put_journal(composing, work.container)
    composing.put_end()


def _periodical(composing: Composing) -> None:
    composing.put_makers()
    _put_journal(composing, composing.work.title)
    composing.put_end()


def _put_journal(composing: Composing, journal: Title) -> None:
    """``*Journal* 12, no. 3 (July 1990): 13``, or with a date alone ``*Journal*, date, 13``."""
    work, line = composing.work, composing.line
    composing.put(title_runs(journal, lang=work.language))
    series = work.get("series")
    line.comma(plain(series_of_journal(series)))
    volume, number = work.get("volume"), work.get("number", "issue")
    if volume:
        line.comma(plain(volume)) if series else line.add(plain(volume))
    line.comma(plain(f"no. {inclusive(number)}" if number else ""))
    pages = composing.journal_pages()
    if volume or number:
        brief = composing.edition >= 18 and volume and number
        when = (year_text if brief else month_text)(work.issued) or composing.state()
        line.add(plain(f"({when})" if when else ""))
        line.add(plain(pages), before=": " if composing.has_page_locator else ", ")
    else:
        line.comma(plain(date_text(work.issued) or composing.state()))
        line.comma(plain(pages))


def _thesis(composing: Composing) -> None:
    work = composing.work
    composing.put_makers()
    _put_title(composing, work.title, quoted=True)
    facts = Line().comma(plain(_THESIS_TYPES.get(thesis_of(work), thesis_of(work))))
    facts.comma(plain(work.get("institution", "publisher", "organization")))
    facts.comma(plain(composing.year()))
    composing.put_bracketed(facts.runs)
    composing.put_pages(composing.volume_and_pages(is_volume_cited=False)[1])
    composing.put_end()


def _online(composing: Composing) -> None:
    work, put = composing.work, composing.put
    composing.put_makers()
    _put_title(composing, work.title, quoted=True)
    put(
        title_runs(work.container, lang=work.language)
        or plain(work.get("organization", "publisher", "institution", "howpublished"))
    )
    put(plain(date_text(work.issued) or composing.state()))
    put(plain(work.get("note")))
    composing.put_pages(composing.volume_and_pages(is_volume_cited=False)[1])
    composing.put_end(has_note=False)


def _document(composing: Composing) -> None:
    """Archives, letters, manuscripts: from the paper outwards to the repository."""
    work, line = composing.work, composing.line
    composing.put_makers()
    _put_title(composing, work.title, quoted=True)
    kept = work.get("library", "institution", "organization", "publisher")
    what = work.get("howpublished", "type")
    if work.kind == "unpublished" and not (what or kept or work.get("note")):
        what = "unpublished manuscript"
    number = work.get("number")
    composing.put(plain(what))
    for text in (number, date_text(work.issued), work.get("note"), kept, work.get("place")):
        line.comma(plain(text)) if what or composing.is_note else line.sentence(plain(text))
        what = what or text
    composing.put_pages(composing.volume_and_pages(is_volume_cited=False)[1])
    composing.put_end(has_note=False)


def _put_title(composing: Composing, title: Title, *, quoted: bool = False) -> None:
    lang = composing.work.language
    composing.put(title_runs(title, lang=lang, quoted=quoted))
    composing.put(plain(title.addon, lang=lang))


def _chapter(work: Work) -> str:
    chapter = work.get("chapter")
    return f"chap. {chapter}" if chapter else ""


_WRITERS: Mapping[str, Callable[[Composing], None]] = MappingProxyType(
    {
        "book": _book,
        "part": _part,
        "article": _article,
        "periodical": _periodical,
        "thesis": _thesis,
        "online": _online,
        "document": _document,
    }
)
