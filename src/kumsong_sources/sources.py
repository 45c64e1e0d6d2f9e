"""Sources: the works of a bibliography, with what the editor judges of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kumsong_sources.bibtex import (
    BibFile,
    Entry,
    Name,
    RejectedEntry,
    bibtex_from_bytes,
    inherited,
    names_of,
    read_bibtex,
)
from kumsong_sources.frozen import frozen
from kumsong_sources.nearest import NearestName
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position
from kumsong_sources.showing import Showing

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "american": "en", "arabic": "ar", "australian": "en", "british": "en",
        "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
        "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
        "hungarian": "hu", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la",
        "mandarin": "zh", "mongolian": "mn", "ngerman": "de", "norwegian": "no",
        "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es",
        "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "usenglish": "en",
        "vietnamese": "vi",
    }
)  # fmt: skip
"""The names that BibLaTeX gives languages, as BCP 47 tags."""

_TAG = pattern(r"[a-z]{2,3}(-[a-z0-9]+)*", re.IGNORECASE)
_YEAR = pattern(r"(?<!\d)\d{4}(?!\d)")
_BEFORE_CHRIST = pattern(r"\s*-\d{4}(?!\d)")
_KEYS = pattern(r"\s*[,;]\s*|\s+and\s+")
_SCRIPTS = (
    ("ko", "\uac00", "\ud7a3"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u3400", "\u4dbf"),
    ("zh", "\u4e00", "\u9fff"),
)


@frozen
class Source(Showing):
    """A work in `references.bib`, with what the editor judges of it.

    Parameters
    ----------
    citekey : str
    entry : Entry
        As it stands in the file.
    whole : Entry
        The same with the fields it inherits by ``crossref`` and ``xdata``.
    party : str or None
        Whose account it gives: a code of `dossier.toml`.
    sourcetype, level, informant : str or None
        As written; the closed lists are `SourceType` and `Level` of
        `kumsong_sources.vocabulary`.
    derivesfrom : tuple of str
        Citekeys of the works it takes its figures from.
    position : Position

    Examples
    --------
    >>> text = "@book{paik1992, author = {Paik, Sun Yup}, title = {From Pusan}, date = {1992}}"
    >>> bibliography = bibliography_from_bytes(text.encode(), path="references.bib")
    >>> bibliography.sources["paik1992"].short_label
    'Paik 1992'
    """

    citekey: str
    entry: Entry = field(repr=False)
    whole: Entry = field(repr=False)
    party: str | None = None
    sourcetype: str | None = None
    level: str | None = None
    derivesfrom: tuple[str, ...] = ()
    informant: str | None = None
    position: Position

    @cached_property
    def title(self) -> str:
        """The title, without subtitle; empty when there is none."""
        return self.whole.text("title")

    @cached_property
    def subtitle(self) -> str:
        """The subtitle; empty when there is none."""
        return self.whole.text("subtitle")

    @cached_property
    def full_title(self) -> str:
        """Title and subtitle, joined by a colon, a full-width one behind Han or Hangul."""
        return _titled(self.title, self.subtitle)

    @cached_property
    def romanised_title(self) -> str:
        """The title in letters (``title+an:romanised``), subtitle included; or empty."""
        return self._annotated_title("romanised")

    @cached_property
    def translated_title(self) -> str:
        """The title translated (``title+an:translated``), subtitle included; or empty."""
        return self._annotated_title("translated")

    @cached_property
    def script_title(self) -> str:
        """The title in its original script, subtitle included; empty for a Latin one.

        That is the title itself, or, where that is romanised, ``title+an:script``.
        """
        return self._annotated_title("script") or (
            self.full_title if _language_of_script(self.title) else ""
        )

    @cached_property
    def authors(self) -> tuple[Name, ...]:
        """The authors, with script and order from their annotations."""
        return names_of(self.whole, "author")

    @cached_property
    def editors(self) -> tuple[Name, ...]:
        """The editors."""
        return names_of(self.whole, "editor")

    @cached_property
    def translators(self) -> tuple[Name, ...]:
        """The translators."""
        return names_of(self.whole, "translator")

    @cached_property
    def year(self) -> int | None:
        """The year of ``date`` (EDTF) or ``year``, the first of a span; `None` without."""
        for name in ("date", "year"):
            value = self.whole.text(name)
            if name == "date" and _BEFORE_CHRIST.match(value):
                return int(value[:5])
            found = _YEAR.search(value)
            if found is not None:
                return int(found[0])
        return None

    @cached_property
    def language(self) -> str | None:
        """The language as a BCP 47 tag: ``zh``, ``ko``, ``en``, ``pt-br``.

        From ``langid``, else the first of ``language``, else from the script of the title
        (Hangul, kana, Han); `None` where none of them tells.
        """
        for name in ("langid", "hyphenation", "language"):
            if name not in self.whole.fields:
                continue
            written = re.split(r",|\band\b", self.whole.text(name).lower())[0].strip()
            written = written.removeprefix("lang")
            if written in LANGUAGES:
                return LANGUAGES[written]
            if _TAG.fullmatch(written) and len(written.partition("-")[0]) == 2:
                return written
        return _language_of_script(self.title)

    @cached_property
    def publisher(self) -> str:
        """Who published it, or the institution, organisation or school behind it."""
        return self._first("publisher", "institution", "organization", "school")

    @cached_property
    def place(self) -> str:
        """Where it was published."""
        return self._first("location", "address")

    @cached_property
    def isbn(self) -> str:
        """The ISBN as written."""
        return self.whole.text("isbn")

    @cached_property
    def doi(self) -> str:
        """The DOI as written."""
        return self.whole.text("doi")

    @cached_property
    def url(self) -> str:
        """The address as written."""
        return self.whole.text("url")

    @cached_property
    def volume(self) -> str:
        """The volume as written."""
        return self.whole.text("volume")

    @cached_property
    def short_label(self) -> str:
        """How a table or a note names the work: ``Chae et al. 2001``.

        ``shorthand`` stands alone; else ``shortauthor``, the authors' or the editors'
        family names (two at most), else the title, with the year or ``n.d.``
        """
        shorthand = self.entry.text("shorthand")
        if shorthand:
            return shorthand
        year = "n.d." if self.year is None else str(self.year)
        return f"{self._short_names or self._short_title} {year}"

    @cached_property
    def sort_key(self) -> tuple[str, str, int, str, str]:
        """Family name, given name, year, title, citekey, without case and accents."""
        named = self.authors or self.editors
        first = named[0] if named else Name(family=self.title)
        return (
            _folded(first.family),
            _folded(first.given),
            self.year if self.year is not None else 9999,
            _folded(self.title),
            self.citekey,
        )

    @cached_property
    def _short_names(self) -> str:
        for name in ("shortauthor", "author", "shorteditor", "editor"):
            names = names_of(self.whole, name)
            if names:
                return _shortened(names)
        return ""

    @property
    def _short_title(self) -> str:
        return self.whole.text("shorttitle") or self.title or self.citekey

    def _annotated_title(self, annotation: str) -> str:
        title = self.whole.annotation("title", annotation).get(None, "")
        subtitle = self.whole.annotation("subtitle", annotation).get(None, "")
        return _titled(title, subtitle)

    def _first(self, *names: str) -> str:
        return next((text for text in map(self.whole.text, names) if text), "")


@frozen
class Bibliography(Showing):
    """The sources of a bibliography file.

    Parameters
    ----------
    file : BibFile
    sources : mapping of str to Source
        By citekey, in file order. Entries that bibtexparser rejects for a repeated field
        are sources all the same; of entries with one key, the first is.

    Examples
    --------
    >>> bibliography = bibliography_from_bytes(b"@book{chae2001, date = {2001}}", path="a.bib")
    >>> bibliography.nearest("chea2001")
    'chae2001'
    >>> "chae2001" in bibliography, len(bibliography)
    (True, 1)
    """

    file: BibFile = field(repr=False)
    sources: Mapping[str, Source] = field(hash=False)

    @property
    def rejected(self) -> tuple[RejectedEntry, ...]:
        """The entries that bibtexparser rejects, with their text and the reason."""
        return self.file.rejected

    @cached_property
    def known_keys(self) -> frozenset[str]:
        """Every key that can be cited: of sources, of rejected entries, and their ``ids``."""
        return self.file.known_keys | self._aliases.keys()

    def get(self, key: str) -> Source | None:
        """The source of a citekey, or of one of its other keys (``ids``)."""
        return self.sources.get(self._aliases.get(key, key))

    def nearest(self, key: str) -> str | None:
        """The known key most like one that is not known; `None` when none is like it."""
        return self._nearest.to(key)

    @cached_property
    def _nearest(self) -> NearestName:
        return NearestName(self.known_keys)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def __len__(self) -> int:
        return len(self.sources)

    def __contains__(self, key: object) -> bool:
        return key in self.known_keys

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {
            alias: source.citekey
            for source in self
            for alias in _keys(source.entry.get("ids"))
            if alias not in self.sources
        }


def read_bibliography(path: str | Path) -> Bibliography:
    """Read a bibliography file.

    Raises
    ------
    BibliographyError
        If there is no such file, or it cannot be opened.
    """
    return bibliography_of(read_bibtex(path))


def bibliography_from_bytes(content: bytes, *, path: str) -> Bibliography:
    """Read a bibliography from a file's bytes; `path` is for positions only."""
    return bibliography_of(bibtex_from_bytes(content, path=path))


def bibliography_of(file: BibFile) -> Bibliography:
    """The sources of a bibliography file that has been read."""
    sources: dict[str, Source] = {}
    taken = {entry.key for entry in file.entries}
    for entry in file.readable:
        # An entry with a key used before is rejected; the first one is the source.
        if entry.key and (entry.key not in sources or file.entry(entry.key) is entry):
            if entry.key in taken and file.entry(entry.key) is not entry:
                continue
            sources[entry.key] = _source(entry, file)
    return Bibliography(file=file, sources=MappingProxyType(sources))


def _source(entry: Entry, file: BibFile) -> Source:
    whole = entry
    if "crossref" in entry.fields or "xdata" in entry.fields:
        whole = replace(entry, fields=inherited(entry, file))
    return Source(
        citekey=entry.key,
        entry=entry,
        whole=whole,
        party=whole.text("party") or None,
        sourcetype=whole.text("sourcetype") or None,
        level=whole.text("level") or None,
        derivesfrom=_keys(entry.get("derivesfrom")),
        informant=whole.text("informant") or None,
        position=entry.position,
    )


def _keys(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in _KEYS.split(value.strip()) if key))


def _titled(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title or subtitle
    if title.endswith((":", "：", "?", "!", "？", "！")):
        return f"{title}{'' if _language_of_script(title) else ' '}{subtitle}"
    return f"{title}：{subtitle}" if _language_of_script(title) else f"{title}: {subtitle}"


def _shortened(names: tuple[Name, ...]) -> str:
    shown = [
        " ".join(part for part in (name.prefix, name.family) if part)
        for name in names
        if not name.others
    ]
    if not shown:
        return ""
    if len(names) > 2 or names[-1].others:
        return f"{shown[0]} et al."
    return " and ".join(shown)


def _language_of_script(text: str) -> str | None:
    if text.isascii():
        return None
    for language, first, last in _SCRIPTS:
        if any(first <= sign <= last for sign in text):
            return language
    return None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
