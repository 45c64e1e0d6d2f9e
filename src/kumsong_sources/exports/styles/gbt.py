"""GB/T 7714, the Chinese standard: numbered references, 2015 and 2025.

Works are printed in their original script where it is known, names with it; of the other
names the given names are initials. The edition of 2015 sets family names in capitals and
half-width signs; that of 2025 leaves names as they are, writes pinyin names out, and sets
full-width ``，：（）``. Decisions where the standard is silent or leaves a choice: what has
no date is printed without one; a work cited again is referred to by the number of the note
that has it in full; series are left out, as they have no place in the standard's outline.

References
----------
GB/T 7714-2015, *Information and documentation: Rules for bibliographic references and
citations to information resources*; GB/T 7714-2025, in force since 2026-07-01.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.issued import Issued, Parts
from kumsong_sources.exports.styles.gbtnames import Naming
from kumsong_sources.exports.styles.kinds import REPORTS, is_newspaper, kind_of
from kumsong_sources.exports.styles.locators import arabic, edition_text, pages_in
from kumsong_sources.exports.styles.runs import Run, Runs, plain
from kumsong_sources.exports.styles.sequence import Cited, Earlier
from kumsong_sources.exports.works import HAN, HANGUL, Title, Work

_MARKS = {"book": "M", "part": "M", "article": "J", "periodical": "J", "thesis": "D",
          "online": "EB", "document": "Z"}  # fmt: skip
_MARKS_OF_TYPES = {
    "inproceedings": "C", "conference": "C", "proceedings": "C", "mvproceedings": "C",
    "report": "R", "techreport": "R", "patent": "P", "standard": "S", "dataset": "DS",
    "software": "CP", "unpublished": "A", "letter": "A",
}  # fmt: skip
_COLONS = re.compile(r"\s*[：:]\s*(?=\S)")
_DASHES = re.compile(r"(?<=\w)\s*(?:---?|–|—)\s*(?=\w)")


@dataclass(frozen=True, kw_only=True)
class GBT:
    """One edition of the standard.

    Parameters
    ----------
    year : int
        2015 or 2025.
    comma, colon, semicolon : str
        With the blank behind them, where there is one.
    brackets : tuple of str
        The opening and the closing one.
    naming : Naming
        How names are written.
    """

    year: int
    comma: str
    colon: str
    semicolon: str
    brackets: tuple[str, str]
    naming: Naming

    def write_note(self, work: Work, locator: str) -> Runs:
        """The reference that cites a place in a work."""
        return self._composed(work, locator)

    def write_entry(self, work: Work, again: bool = False) -> Runs:
        """The entry in the list of references; names are never replaced by a dash."""
        return self._composed(work, "")

    def write_short(self, work: Work, locator: str) -> Runs:
        """Names, title and place, for a work that was cited in full before."""
        names = self._makers(work)
        title = self._titled(work.title, sub=False) or work.citekey
        return self._sentences([names, self._with(title, self._place(locator))], work=work)

    def cite(self, cited: Cited, earlier: Earlier) -> Runs:
        """A citation among others: in full, or by the number of the note that has it so."""
        first = earlier.first_note(cited.work.citekey)
        if first is None or first == earlier.number:
            return self.write_note(cited.work, cited.locator)
        same = self._with(f"同[{first}]", self._place(cited.locator))
        return plain(f"{same}.", lang="zh")

    def _composed(self, work: Work, locator: str) -> Runs:
        kind = kind_of(work)
        writers = {
            "part": self._part, "article": self._article, "periodical": self._article,
            "online": self._online, "document": self._document,
        }  # fmt: skip
        pieces = writers.get(kind, self._book)(work, locator)
        return self._sentences(pieces, work=work)

    def _sentences(self, pieces: Sequence[str], *, work: Work) -> Runs:
        text = ""
        for piece in filter(None, pieces):
            text += f"{'' if text.endswith('.') else '.'} {piece}" if text else piece
        runs = plain(text, lang=work.language)
        link = work.get("url")
        if link and text.endswith(link):
            runs = (*plain(text[: -len(link)], lang=work.language), Run(text=link, link=link))
        end = () if text.endswith(".") else (Run(text="."),)
        return (*runs, *end)

    def _book(self, work: Work, locator: str) -> list[str]:
        return [
            self._makers(work),
            self._head(work, self._volume_title(work)),
            self._others(work),
            self._edition(work),
            self._imprint(work, self._place(locator)),
            self._doi(work),
        ]  # fmt: skip

    def _part(self, work: Work, locator: str) -> list[str]:
        book = work.container or work.maintitle
        inside = [
            self._names(work.bookauthors or work.editors, work),
            self._volume_title(work, title=book),
        ]
        head = f"{self._head(work, self._titled(work.title))}//"
        pages = self._place(locator) or self._pages(work.get("pages"))
        return [
            self._names(work.authors, work),
            self._translated(work, head=head) + ". ".join(filter(None, inside)),
            self._edition(work),
            self._imprint(work, pages),
            self._doi(work),
        ]  # fmt: skip

    def _translated(self, work: Work, *, head: str) -> str:
        if not work.translators:
            return head
        return f"{head.removesuffix('//')}. {self._others(work, editors=False)}//"

    def _article(self, work: Work, locator: str) -> list[str]:
        journal = work.container or work.title
        volume, number = (
            arabic(work.get("volume")),
            _DASHES.sub("-", work.get("number", "issue")),
        )
        opening, closing = self.brackets
        issue = f"{opening}{number}{closing}" if number else ""
        paper = is_newspaper(work)
        when = self._when(work.issued, depth=3 if paper else 1) or work.get("pubstate")
        count = [when, volume] if volume else [when]
        pages = self._place(locator) or self._pages(work.get("pages"))
        if paper:
            numbers = f"{when}{opening}{pages}{closing}" if pages else when
        else:
            numbers = self._with(self.comma.join(filter(None, count)) + issue, pages)
        title = self._titled(work.title) if work.container else ""
        mark = self._mark(work, "N" if paper else "J")
        where = self.comma.join(filter(None, (self._titled(journal), numbers)))
        where = where if title else f"{self._titled(journal)}{mark}. {numbers}"
        return [
            self._makers(work),
            title + mark if title else "",
            self._others(work),
            where + self._read(work),
            work.get("url"),
            self._doi(work),
        ]  # fmt: skip

    def _online(self, work: Work, locator: str) -> list[str]:
        opening, closing = self.brackets
        when = self._when(work.issued)
        dated = f"{opening}{when}{closing}" if when else ""
        body = self._names(work.authors or work.editors, work)
        body = body or work.in_script("organization", "publisher", "institution")
        head = self._head(work, self._titled(work.title))
        when = self._with(f"{dated}{self._read(work)}", self._place(locator))
        return [body, head, when, work.get("url")]

    def _document(self, work: Work, locator: str) -> list[str]:
        kept = work.in_script("library", "institution", "organization", "publisher")
        where = self.colon.join(filter(None, (work.in_script("place"), kept)))
        kept_at = (where, work.get("number"), work.get("note"), self._when(work.issued))
        facts = self.comma.join(filter(None, kept_at))
        return [
            self._makers(work),
            self._head(work, self._titled(work.title)),
            self._with(facts, self._place(locator)) + self._read(work),
            work.get("url"),
        ]  # fmt: skip

    def _makers(self, work: Work) -> str:
        return self._names(work.makers, work)

    def _names(self, names: Sequence[Name], work: Work) -> str:
        return self.naming.listed(
            names, comma=self.comma, in_chinese=_is_cjk(work), pinyin=work.language[:2] == "zh"
        )

    def _others(self, work: Work, *, editors: bool = True) -> str:
        """Those who edited or translated a work that has an author."""
        edited = work.editors if work.authors and editors else ()
        translated = work.translators if work.authors or work.editors else ()
        roles = ("编", "译", "编译") if _is_cjk(work) else ("ed.", "trans.", "ed. and trans.")
        listed = [(edited, roles[0]), (translated, roles[1])]
        if edited == translated:
            listed = [(edited, roles[2])]
        return self.comma.join(self._in_role(n, role, work) for n, role in listed if n)

    def _in_role(self, names: Sequence[Name], role: str, work: Work) -> str:
        listed = self._names(names, work)
        # The edition of 2015 prints 等译, that of 2025 等，译.
        gap = "" if listed.endswith("等") and self.year < 2025 else self.comma
        return f"{listed}{gap}{role}"

    def _volume_title(self, work: Work, *, title: Title | None = None) -> str:
        volume = arabic(work.get("volume"))
        chinese = _is_cjk(work)
        named = f"第{volume}卷" if chinese else f"Vol. {volume}"
        named = (named if volume[:1].isdigit() else volume) if volume else ""
        shown = title or work.maintitle or work.title
        own = self._titled(work.title) if work.maintitle and title is None else ""
        return self.colon.join(filter(None, (self._titled(shown), named, own)))

    def _titled(self, title: Title, *, sub: bool = True) -> str:
        whole = (
            (title.full or title.full_romanised or title.full_translated)
            if sub
            else (title.main or title.romanised or title.translated)
        )
        return _COLONS.sub(self.colon, whole)

    def _head(self, work: Work, title: str) -> str:
        return (title or work.citekey) + self._mark(work, _MARKS[kind_of(work)])

    def _mark(self, work: Work, mark: str) -> str:
        mark = _MARKS_OF_TYPES.get(work.kind, mark)
        return f"[{mark}/OL]" if work.get("url") else f"[{mark}]"

    def _edition(self, work: Work) -> str:
        edition = work.get("edition")
        if _is_cjk(work) and edition.isdecimal():
            return "" if edition == "1" else f"{edition}版"
        text = edition_text(edition)
        return text[:1].upper() + text[1:]

    def _imprint(self, work: Work, place_cited: str) -> str:
        chinese, online = _is_cjk(work), bool(work.get("url"))
        reports = ("institution", "organization") if work.kind in REPORTS else ()
        publisher = work.in_script(*reports, "publisher", "institution", "organization")
        place = work.in_script("place")
        if not online:
            place = place or ("[出版地不详]" if chinese else "[S.l.]")
            publisher = publisher or ("[出版者不详]" if chinese else "[s.n.]")
        when = self._when(work.issued, depth=1) or work.get("pubstate")
        where = self.colon.join(filter(None, (place, publisher)))
        facts = self._with(self.comma.join(filter(None, (where, when))), place_cited)
        read = self._read(work)
        return ". ".join(filter(None, (facts + read, work.get("url"))))

    def _with(self, text: str, place_cited: str) -> str:
        return (
            f"{text}{self.colon}{place_cited}" if text and place_cited else text or place_cited
        )

    def _place(self, locator: str) -> str:
        pages = pages_in(locator)
        return (
            self._pages(re.sub(r"^pp?\.?\s*", "", locator.strip()))
            if pages
            else locator.strip()
        )

    def _pages(self, pages: str) -> str:
        return re.sub(r"\s*,\s*", self.comma, _DASHES.sub("-", pages))

    def _read(self, work: Work) -> str:
        online = work.accessed and work.get("url")
        return f"[{self._when(work.accessed)}]" if online else ""

    def _doi(self, work: Work) -> str:
        return f"DOI:{work.doi}" if work.doi else ""

    def _when(self, issued: Issued, *, depth: int = 3) -> str:
        if issued.literal:
            return issued.literal
        first, last = _day(issued.start[:depth]), _day(issued.end[:depth])
        text = f"{first}-{last}" if last and last != first else first
        if issued.open_end:
            text += "—" if self.year >= 2025 else "-"
        # An estimated year stands in square brackets.
        return f"[{text}]" if text and (issued.circa or issued.uncertain) else text


def _day(parts: Parts) -> str:
    return "-".join(str(part) if at == 0 else f"{part:02}" for at, part in enumerate(parts))


def _is_cjk(work: Work) -> bool:
    title = work.title.full or work.container.full
    return bool(HAN.search(title) or HANGUL.search(title))


GBT_2015 = GBT(
    year=2015,
    comma=", ",
    colon=": ",
    semicolon="; ",
    brackets=("(", ")"),
    naming=Naming(capitals=True),
)
GBT_2025 = GBT(
    year=2025,
    comma="，",
    colon="：",
    semicolon="；",
    brackets=("（", "）"),
    naming=Naming(capitals=False),
)
