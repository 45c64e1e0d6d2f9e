"""A source as bibliographies see it: titles in up to three forms, makers, facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kumsong_sources.bibtex import (
    Entry,
    Name,
    decode_latex,
    names_of,
    parse_names,
    split_names,
)
from kumsong_sources.exports.capitals import sentence_style
from kumsong_sources.exports.issued import UNDATED, Issued, read_issued
from kumsong_sources.sources import Source

HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_ANNOTATED = re.compile(r"\s*=\s*\"(?P<value>.*)\"\s*;?\s*", re.DOTALL)
_ENDS_ITSELF = ("?", "!", "？", "！", ":", "：", "—")
# What sets a field's name apart from its annotation's: title+an:script, title_script.
_MARK = re.compile(r"[-+_]")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Title:
    """A title with its subtitle, in the script of the work, romanised and translated.

    Parameters
    ----------
    main, sub : str
        As the work has them.
    romanised, romanised_sub : str
    translated, translated_sub : str
        As the bibliography has them, without braces.
    sentence, sentence_sub : str
        The translation in sentence style.
    addon : str
        BibLaTeX's ``titleaddon``, not part of the title itself.

    Examples
    --------
    >>> Title(main="第一次较量", sub="历史回顾").full
    '第一次较量：历史回顾'
    >>> Title(main="Why War?", sub="On 1950").full
    'Why War? On 1950'
    """

    main: str = ""
    sub: str = ""
    romanised: str = ""
    romanised_sub: str = ""
    translated: str = ""
    translated_sub: str = ""
    sentence: str = ""
    sentence_sub: str = ""
    addon: str = ""

    def __bool__(self) -> bool:
        return bool(self.main or self.romanised or self.translated)

    @property
    def full(self) -> str:
        """Title and subtitle as the work has them."""
        return joined(self.main, self.sub)

    @property
    def full_romanised(self) -> str:
        """Title and subtitle in romanisation; empty where it is not given."""
        return joined(self.romanised, self.romanised_sub)

    @property
    def full_translated(self) -> str:
        """The translated title with its subtitle, as the bibliography has it."""
        return joined(self.translated, self.translated_sub)

    @property
    def full_sentence(self) -> str:
        """The translated title with its subtitle, in sentence style."""
        return joined(self.sentence, self.sentence_sub)

    @property
    def latin(self) -> str:
        """What to sort and shorten by: the romanised title, else the title."""
        return self.romanised or self.main or self.translated


@dataclass(frozen=True, kw_only=True)
class Work:
    """What any citation style may want of a source, decoded from LaTeX.

    Parameters
    ----------
    citekey, kind : str
        The kind is the entry type in lower case.
    language : str
        BCP 47; empty where unknown.
    title, maintitle, container : Title
        The container is the book or the journal it stands in.
    authors, editors, translators, bookauthors : tuple of Name
    issued, original, accessed : Issued
    scripts : mapping of str to str
        Publisher, place and the like in their original script, where annotated.
    fields : mapping of str to str
        Every other field by BibLaTeX's name; empty ones are absent.
    """

    citekey: str
    kind: str
    language: str = ""
    title: Title = Title()
    shorttitle: str = ""
    maintitle: Title = Title()
    container: Title = Title()
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    bookauthors: tuple[Name, ...] = ()
    issued: Issued = UNDATED
    original: Issued = UNDATED
    accessed: Issued = UNDATED
    doi: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict, hash=False)
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def makers(self) -> tuple[Name, ...]:
        """Whom it stands under: the authors, else the editors, else the translators."""
        return self.authors or self.editors or self.translators

    def get(self, *names: str) -> str:
        """The first of several fields that the work has; empty when it has none."""
        for name in names:
            if found := self.fields.get(name):
                return found
        return ""

    def in_script(self, *names: str) -> str:
        """The first of several fields that the work has, in its original script if given."""
        name = next((name for name in names if name in self.fields), "")
        return self.scripts.get(name) or self.fields.get(name, "")


# Where an old name and BibLaTeX's name mean the same, the first found counts.
_FIELDS = {
    "publisher": ("publisher",),
    "place": ("location", "address"),
    "institution": ("institution", "school"),
    "organization": ("organization",),
    **{
        name: (name,)
        for name in (
            "abstract", "addendum", "chapter", "edition", "editortype", "entrysubtype",
            "eventtitle", "howpublished", "isbn", "issn", "issue", "keywords", "library",
            "key", "note", "number", "pages", "pagetotal", "part", "pubstate", "series",
            "sortkey", "sortname", "sorttitle", "type", "url", "venue", "version", "volume",
            "volumes",
        )
    },
}  # fmt: skip

_NAMED = {spelling: name for name, spellings in _FIELDS.items() for spelling in spellings}
# Some write what they do not know: "??--??" is no page.
_UNKNOWN = re.compile(r"[\s–—-]*\?[?\s–—-]*")
_UNTITLED = Title()
_SCRIPTED = ("publisher", "place", "institution", "organization", "library", "series")


def work_of(source: Source) -> Work:
    """Read what bibliographies want of a source.

    Parameters
    ----------
    source : Source

    Returns
    -------
    Work
    """
    entry = source.whole
    annotated = _annotated(entry)
    return Work(
        citekey=source.citekey,
        kind=entry.entrytype,
        language=source.language or "",
        title=_title(entry, "title", "subtitle", addon="titleaddon", annotated=annotated),
        shorttitle=entry.text("shorttitle"),
        maintitle=_title(
            entry, "maintitle", "mainsubtitle", addon="maintitleaddon", annotated=annotated
        ),
        container=_container(entry, annotated=annotated),
        authors=_names(entry, "author", annotated=annotated),
        editors=_names(entry, "editor", annotated=annotated),
        translators=_names(entry, "translator", annotated=annotated),
        bookauthors=_names(entry, "bookauthor", annotated=annotated),
        issued=read_issued(entry),
        original=read_issued(entry, "orig"),
        accessed=read_issued(entry, "url"),
        doi=_DOI.sub("", entry.text("doi")) if "doi" in entry.fields else "",
        scripts=_scripts(entry, annotated=annotated),
        fields=MappingProxyType(_facts(entry)),
    )


def _facts(entry: Entry) -> dict[str, str]:
    found: dict[str, str] = {}
    for spelling in entry.fields:
        name = _NAMED.get(spelling)
        if name is None or (name in found and spelling != _FIELDS[name][0]):
            continue
        text = entry.text(spelling)
        if text and not _UNKNOWN.fullmatch(text):
            found[name] = _enumerated(entry, spelling) if name == "place" else text
    return found


def _enumerated(entry: Entry, name: str) -> str:
    """A list of places: ``München, Berlin, and New York``.

    Only of places, since the names of publishers have an "and" of their own that few protect.
    """
    *others, last = map(decode_latex, split_names(entry.get(name)))
    if len(others) > 1:
        return f"{', '.join(others)}, and {last}"
    return entry.text(name)


def _annotated(entry: Entry) -> frozenset[str]:
    """The fields of which an annotation, or an older field such as title_romanised, tells."""
    return frozenset(
        _MARK.split(field, maxsplit=1)[0] for field in entry.fields if not field.isalpha()
    )


def _names(entry: Entry, role: str, *, annotated: frozenset[str]) -> tuple[Name, ...]:
    if role not in entry.fields:
        return ()
    # Most names have no annotation, and need not be asked for three.
    return names_of(entry, role) if role in annotated else parse_names(entry.get(role))


def _scripts(entry: Entry, *, annotated: frozenset[str]) -> Mapping[str, str]:
    if not annotated:
        return {}
    return {
        name: text
        for name in _SCRIPTED
        for spelling in _FIELDS[name]
        if spelling in annotated and (text := _annotation(entry, spelling, "script"))
    }


def _container(entry: Entry, *, annotated: frozenset[str]) -> Title:
    for name, sub in (
        ("booktitle", "booksubtitle"),
        ("journaltitle", "journalsubtitle"),
        ("journal", "journalsubtitle"),
    ):
        if title := _title(entry, name, sub, addon=f"{name}addon", annotated=annotated):
            return title
    return _UNTITLED


def _title(
    entry: Entry, name: str, sub: str, *, addon: str, annotated: frozenset[str]
) -> Title:
    if entry.fields.keys().isdisjoint((name, sub, addon)):
        return _UNTITLED
    if annotated.isdisjoint((name, sub)):
        return Title(main=entry.text(name), sub=entry.text(sub), addon=entry.text(addon))
    title = Title(
        main=entry.text(name),
        sub=entry.text(sub),
        romanised=_annotation(entry, name, "romanised", "romanized"),
        romanised_sub=_annotation(entry, sub, "romanised", "romanized"),
        translated=decode_latex(_translation(entry, name)),
        translated_sub=decode_latex(_translation(entry, sub)),
        sentence=sentence_style(_translation(entry, name)),
        sentence_sub=sentence_style(_translation(entry, sub)),
        addon=entry.text(addon),
    )
    # Some put the romanised title first and the script into the annotation.
    if script := _annotation(entry, name, "script"):
        title = replace(
            title,
            main=script,
            sub=_annotation(entry, sub, "script"),
            romanised=title.romanised or title.main,
            romanised_sub=title.romanised_sub or title.sub,
        )
    return title


def _annotation(entry: Entry, name: str, *annotations: str) -> str:
    found = (entry.annotation(name, annotation).get(None, "") for annotation in annotations)
    return next(filter(None, found), "")


def _translation(entry: Entry, name: str) -> str:
    """A translated title with the braces that protect its capitals."""
    raw = entry.get(f"{name}+an:translated") or entry.get(f"{name}_translated")
    found = _ANNOTATED.fullmatch(raw)
    return found["value"] if found else _annotation(entry, name, "translated")


def joined(title: str, subtitle: str) -> str:
    """Join a title and its subtitle, with the colon of their script.

    Examples
    --------
    >>> joined("The Korean War", "A History"), joined("抗美援朝", ""), joined("", "A History")
    ('The Korean War: A History', '抗美援朝', 'A History')
    """
    if not (title and subtitle):
        return title or subtitle
    if HAN.search(title[-1]) or HAN.search(subtitle[0]):
        return title + ("" if title.endswith(_ENDS_ITSELF) else "：") + subtitle
    return title + (" " if title.endswith(_ENDS_ITSELF) else ": ") + subtitle
