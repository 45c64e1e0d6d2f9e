"""A CSL-JSON object as a BibLaTeX entry, the inverse of `kumsong_sources.exports.csljson`.

References
----------
Citation Style Language 1.0.2, *CSL-JSON schema* (csl-data.json).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kumsong_sources.bibtex import VERBATIM, encode_latex
from kumsong_sources.imports.names import name_fields
from kumsong_sources.imports.titles import title_fields
from kumsong_sources.sources import LANGUAGES

_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "review": "review", "review-book": "review",
    "book": "book", "classic": "book", "pamphlet": "booklet", "chapter": "incollection",
    "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "paper-conference": "inproceedings",
    "thesis": "thesis", "report": "report", "webpage": "online", "post": "online",
    "post-weblog": "online", "manuscript": "unpublished",
    "personal_communication": "letter", "periodical": "periodical", "dataset": "dataset",
    "software": "software", "patent": "patent", "standard": "standard",
    "legislation": "legislation", "bill": "legislation", "legal_case": "jurisdiction",
    "song": "audio", "motion_picture": "video", "graphic": "image", "map": "image",
    "figure": "image", "performance": "performance", "collection": "collection",
}  # fmt: skip
_IN_JOURNALS = ("article", "review", "periodical")
_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "title-short": "shorttitle", "shortTitle": "shorttitle", "volume": "volume",
        "number-of-volumes": "volumes", "edition": "edition", "chapter-number": "chapter",
        "event": "eventtitle", "event-title": "eventtitle", "event-place": "venue",
        "number-of-pages": "pagetotal", "archive": "library", "version": "version",
        "status": "pubstate", "ISBN": "isbn", "ISSN": "issn", "URL": "url", "DOI": "doi",
        "publisher-place": "location", "archive-place": "location",
        "archive_location": "number", "issue": "number", "number": "number",
        "collection-number": "number", "collection-title": "series", "medium": "howpublished",
        "note": "note", "abstract": "abstract", "keyword": "keywords", "PMID": "pmid",
    }
)  # fmt: skip
_ROLES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "collection-editor": "editora",
}  # fmt: skip
_DATES = {"issued": "date", "original-date": "origdate", "accessed": "urldate"}
_GENRES = {
    "PhD diss.": "phdthesis",
    "Master’s thesis": "mathesis",
    "Technical report": "techreport",
}
_ELSEWHERE = frozenset({"id", "type", "custom", "title", "original-title", "container-title"})
_LITERAL_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """An entry that is to be added to a bibliography.

    Parameters
    ----------
    key : str
        The key it has elsewhere; empty where it has none.
    entrytype : str
    fields : mapping of str to str
        In LaTeX, without delimiters.
    names : tuple of str
        Family names of its makers, for a key to be made from.
    year : str
    left_out : tuple of str
        What it holds that has no place in an entry.
    """

    key: str
    entrytype: str
    fields: Mapping[str, str] = field(hash=False)
    names: tuple[str, ...] = ()
    year: str = ""
    left_out: tuple[str, ...] = ()


def entry_of_csl(work: Mapping[str, Any]) -> NewEntry:
    """Read a CSL-JSON object as an entry.

    Parameters
    ----------
    work : mapping
        As the CSL-JSON schema has it; numbers may be numbers or texts.

    Examples
    --------
    >>> issued = {"date-parts": [[1966]]}
    >>> entry = entry_of_csl({"type": "book", "title": "War & Peace", "issued": issued})
    >>> entry.entrytype, dict(entry.fields)
    ('book', {'title': 'War \\\\& Peace', 'date': '1966'})
    """
    kind = _TYPES.get(str(work.get("type", "")), "misc")
    fields: dict[str, str] = {}
    custom = work.get("custom")
    scripts = custom if isinstance(custom, Mapping) else {}
    for role, name in _ROLES.items():
        fields |= name_fields(name, work.get(role), scripts=scripts.get(f"{role}-script"))
    fields |= title_fields(work, scripts)
    fields |= _container(work, kind)
    fields |= {name: date for role, name in _DATES.items() if (date := _date(work.get(role)))}
    fields |= _facts(work, kind)
    makers = work.get("author") or work.get("editor") or ()
    return NewEntry(
        key=_text(work.get("id")),
        entrytype=kind,
        fields=fields,
        names=tuple(
            _text(one.get("family") or one.get("literal")) for one in _mappings(makers)
        ),
        year=_year(fields.get("date", "")),
        left_out=_left_out(work),
    )


def _facts(work: Mapping[str, Any], kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, name in _PLAIN.items():
        if value := _text(work.get(variable)):
            found.setdefault(name, value if name in VERBATIM else encode_latex(value))
    if pages := _text(work.get("page")):
        found["pages"] = (
            encode_latex(pages).replace("-{}-", "--").replace("-", "--").replace("----", "--")
        )
    publisher = "institution" if kind in ("thesis", "report") else "publisher"
    if value := _text(work.get("publisher")):
        found[publisher] = encode_latex(value)
    genre = _text(work.get("genre"))
    found["type"] = _GENRES.get(genre, encode_latex(genre))
    if str(work.get("type")) in ("article-newspaper", "article-magazine"):
        found["entrysubtype"] = str(work["type"]).removeprefix("article-")
    if language := _text(work.get("language")):
        found["langid"] = _language(language)
    return {name: value for name, value in found.items() if value}


def _container(work: Mapping[str, Any], kind: str) -> dict[str, str]:
    container = encode_latex(_text(work.get("container-title")))
    if not container:
        return {}
    if kind == "online":
        return {"organization": container}
    return {"journaltitle" if kind in _IN_JOURNALS else "booktitle": container}


def _language(tag: str) -> str:
    # The first name of a language is BibLaTeX's own; the others are older or regional.
    preferred = {"en": "english", "de": "german", "zh": "chinese"}
    base = tag.lower()
    names = [name for name, code in LANGUAGES.items() if code == base]
    return preferred.get(base) or (names[0] if names else base)


def _date(date: object) -> str:
    if isinstance(date, str):
        return date.strip()
    if not isinstance(date, Mapping):
        return ""
    if edtf := _text(date.get("edtf")):
        return edtf
    spans = [parts for parts in (date.get("date-parts") or ()) if parts]
    if not spans:
        return encode_latex(_text(date.get("literal") or date.get("raw")))
    shown = "/".join(filter(None, (_parts(parts) for parts in spans[:2])))
    return f"{shown}~" if shown and date.get("circa") else shown


def _parts(parts: Any) -> str:
    numbers = [str(part).strip() for part in parts][:3]
    if not re.fullmatch(r"-?\d+", numbers[0]):
        return ""
    year = int(numbers[0])
    shown = f"{year:04}" if year >= 0 else f"-{-year:04}"
    return "-".join([shown, *(f"{int(part):02}" for part in numbers[1:] if part.isdecimal())])


def _year(date: str) -> str:
    found = re.match(r"-?\d{4,}", date)
    return found[0] if found else ""


def _left_out(work: Mapping[str, Any]) -> tuple[str, ...]:
    known = _PLAIN.keys() | _ROLES.keys() | _DATES.keys() | _ELSEWHERE
    known |= {"page", "publisher", "genre", "language"}
    return tuple(
        name for name in work if name not in known and work[name] not in (None, "", [])
    )


def _mappings(values: object) -> list[Mapping[str, Any]]:
    if not isinstance(values, list | tuple):
        return []
    return [value for value in values if isinstance(value, Mapping)]


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _LITERAL_SPACES.sub(" ", str(value)).strip()
