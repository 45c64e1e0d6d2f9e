"""One note or one entry being composed: what both have in common, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.styles.locators import (
    arabic,
    date_text,
    edition_text,
    inclusive,
    pages_in,
    year_text,
)
from kumsong_sources.exports.styles.names import Limit, listed
from kumsong_sources.exports.styles.runs import Line, Run, Runs, plain
from kumsong_sources.exports.works import Work

DASH: Runs = (Run(text="———"),)
_ROLES = ("author", "editor", "translator")
_STATES = {"inpress": "in press", "inpreparation": "in preparation"}
_NUMBERED = re.compile(r"[\d–—,/ ]+[a-z]?|[A-Z]")
_REPORTS = frozenset({"report", "techreport", "manual"})


@dataclass(kw_only=True)
class Composing:
    """A line that grows, and whether it is a note or an entry.

    A note sets its pieces apart by commas and puts the facts of publication in
    parentheses; an entry makes a sentence of each.

    Parameters
    ----------
    work : Work
    is_note : bool
    names : Limit
    locator : str
        Where in the work, for a note.
    has_place : bool
        Whether the place of publication is printed.
    again : bool
        Whether a dash stands for the makers, who are those of the entry before.
    edition : int
        Of Chicago's manual. The 18th leaves out the pages of a chapter in an entry, and the
        month of an article that has volume and number.
    """

    work: Work
    is_note: bool
    names: Limit
    locator: str = ""
    has_place: bool = True
    again: bool = False
    edition: int = 17
    line: Line = field(default_factory=Line)

    def put(self, runs: Runs) -> None:
        """Add a piece, with the sign that sets it apart."""
        if self.is_note:
            self.line.comma(runs)
        else:
            self.line.sentence(runs)

    def put_bracketed(self, runs: Runs) -> None:
        """Add facts of publication: in parentheses in a note."""
        if self.is_note and runs:
            self.line.add((Run(text="("), *runs, Run(text=")")))
        else:
            self.line.sentence(runs)

    def listed(self, names: Sequence[Name], *, opens: bool = False) -> Runs:
        """Names in reading order; the first one inverted where they open an entry."""
        invert = opens and not self.is_note
        return listed(names, limit=self.names, invert_first=invert, lang=self.work.language)

    def put_makers(self, *, roles: Sequence[str] = _ROLES) -> str:
        """Open with the author, or else who stands for one; returns the role taken."""
        work = self.work
        named = {"author": work.authors, "editor": work.editors, "translator": work.translators}
        for role in roles:
            if names := named[role]:
                self.put(DASH if self.again else self.listed(names, opens=True))
                if role == "editor":
                    several = len(names) > 1
                    self.line.comma(plain("eds." if several else "ed."))
                elif role == "translator":
                    self.line.comma(plain("trans."))
                return role
        return ""

    def put_contributors(self, *, but: str, inside: bool = False) -> None:
        """Name the editors and translators that have not been named.

        `inside` is for the book in which a work stands, whose makers go on after a comma.
        """
        for names, noted, written in self._contributors(but=but):
            runs = (Run(text=noted if self.is_note else written), *self.listed(names))
            if inside:
                self.line.comma(runs)
            else:
                self.put(runs)

    def _contributors(self, *, but: str) -> Iterator[tuple[Sequence[Name], str, str]]:
        editors = () if but == "editor" else self.work.editors
        translators = () if but == "translator" else self.work.translators
        if editors and editors == translators:
            yield editors, "ed. and trans. ", "edited and translated by "
            return
        if editors:
            yield editors, "ed. ", "edited by "
        if translators:
            yield translators, "trans. ", "translated by "

    def put_edition(self) -> None:
        """Name the edition, unless it is the first."""
        self.put(plain(edition_text(self.work.get("edition"))))

    def put_series(self) -> None:
        """Name the series with the number in it, or the kind and number of a report."""
        work = self.work
        series, number = work.get("series"), work.get("number")
        if work.kind in _REPORTS:
            kind = {"techreport": "technical report"}.get(work.get("type"), work.get("type"))
            kind = " ".join(part for part in (kind, number) if part)
            self.put(plain(series))
            self.put(plain(kind))
        else:
            self.put(plain(" ".join(part for part in (series, number) if part)))

    def volume_and_pages(self, *, is_volume_cited: bool) -> tuple[Runs, Runs]:
        """The volume as a piece of its own, and what stands for the place cited.

        Pages of a volume without a title of its own are cited as ``3:13``; then there is
        no piece for the volume.
        """
        volume = arabic(self.work.get("volume"))
        pages = pages_in(self.locator) or inclusive(self.locator.strip())
        is_numbered = _NUMBERED.fullmatch(volume) is not None
        if self.is_note and is_volume_cited and is_numbered and pages_in(self.locator):
            return (), plain(f"{volume}:{pages}")
        if self.is_note and is_volume_cited and ":" in pages and pages[0].isdigit():
            # The locator names the volume itself.
            return (), plain(pages)
        return plain(self._volume(volume)), plain(pages) if self.is_note else ()

    def _volume(self, volume: str) -> str:
        if volume:
            # "disc 2" and 第三卷 say themselves what they are.
            return f"vol. {volume}" if _NUMBERED.fullmatch(volume) else volume
        volumes = self.work.get("volumes")
        return f"{volumes} vols." if volumes.isdecimal() and int(volumes) > 1 else volumes

    @property
    def has_page_locator(self) -> bool:
        """Whether the place cited is a page, or no place is given."""
        return not (self.is_note and self.locator) or bool(pages_in(self.locator))

    def journal_pages(self) -> str:
        """The page cited in a note, else the pages of the article."""
        if self.is_note and self.locator:
            return pages_in(self.locator) or inclusive(self.locator.strip())
        return inclusive(self.work.get("pages"))

    def put_pages(self, pages: Runs) -> None:
        """Add the place cited, in a note."""
        if self.is_note:
            self.line.comma(pages)

    def year(self) -> str:
        """The year printed for a book; ``n.d.`` where there is none."""
        return year_text(self.work.issued) or self.state() or "n.d."

    def state(self) -> str:
        """The state of a work that is not out yet: ``forthcoming``."""
        state = self.work.get("pubstate")
        return _STATES.get(state, state)

    def put_facts(self) -> None:
        """Add place, publisher and year, with the first publication of a reprint."""
        work, line = self.work, Line()
        reports = ("institution", "organization") if work.kind in _REPORTS else ()
        publisher = work.get(*reports, "publisher", "organization", "institution")
        place = work.get("place") if self.has_place else ""
        line.add(plain(place, lang=work.language))
        line.add(plain(publisher, lang=work.language), before=": ")
        line.comma(plain(self.year()))
        first = year_text(work.original)
        if not first or first == year_text(work.issued):
            self.put_bracketed(line.runs)
        elif self.is_note:
            self.put_bracketed((Run(text=f"{first}; repr., "), *line.runs))
        else:
            self.line.sentence(plain(first))
            self.line.sentence((Run(text="Reprint, "), *line.runs))

    def put_end(self, *, has_note: bool = True) -> None:
        """Add what stands last: remarks (in an entry), date of access, address."""
        work = self.work
        if has_note and not self.is_note:
            self.put(plain(work.get("note"), lang=work.language))
        if not self.is_note:
            self.put(plain(work.get("addendum"), lang=work.language))
        if work.accessed:
            self.put(plain(f"accessed {date_text(work.accessed)}"))
        address = f"https://doi.org/{work.doi}" if work.doi else work.get("url")
        if address:
            self.put((Run(text=address, link=address),))
