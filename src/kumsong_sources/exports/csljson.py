"""Sources as CSL-JSON, for citation programs.

CSL-JSON has one place for a title and none for a name in a second script. A title with a
romanisation is therefore written as the styles of historians print it, romanised, original,
[translated], so that no program loses a part; the parts stand alone in ``custom``, together
with the names' scripts. A name whose family name comes first has ``static-ordering``.

References
----------
Citation Style Language 1.0.2, *CSL-JSON schema* (csl-data.json).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.issued import Issued, Parts
from kumsong_sources.exports.works import Title, Work, joined, work_of
from kumsong_sources.sources import Source

_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book",
    "mvreference": "book", "manual": "book", "booklet": "pamphlet",
    "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "incollection": "chapter", "suppcollection": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
    "conference": "paper-conference", "thesis": "thesis", "phdthesis": "thesis",
    "mastersthesis": "thesis", "report": "report", "techreport": "report",
    "online": "webpage", "electronic": "webpage", "www": "webpage",
    "unpublished": "manuscript", "letter": "personal_communication",
    "periodical": "periodical", "dataset": "dataset", "software": "software",
    "patent": "patent", "standard": "standard", "legislation": "legislation",
    "legal": "legislation", "jurisdiction": "legal_case", "audio": "song", "music": "song",
    "video": "motion_picture", "movie": "motion_picture", "image": "graphic",
    "artwork": "graphic", "performance": "performance",
}  # fmt: skip
_GENRES = {"phdthesis": "PhD diss.", "mastersthesis": "Master’s thesis"}
_WRITTEN_GENRES = {
    "phdthesis": "PhD diss.",
    "mathesis": "Master’s thesis",
    "techreport": "Technical report",
}
_PLAIN = {
    "volume": "volume",
    "volumes": "number-of-volumes",
    "edition": "edition",
    "chapter": "chapter-number",
    "eventtitle": "event-title",
    "venue": "event-place",
    "pagetotal": "number-of-pages",
    "library": "archive",
    "abstract": "abstract",
    "keywords": "keyword",
    "version": "version",
    "pubstate": "status",
    "isbn": "ISBN",
    "issn": "ISSN",
    "url": "URL",
}


def write_csl_json(sources: Iterable[Source]) -> str:
    """Write sources as a CSL-JSON array, in the order given.

    Parameters
    ----------
    sources : iterable of Source

    Returns
    -------
    str
        Indented by two, with a final line end; the same for the same sources.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = "@book{h1966, author = {Hermes, Walter G.}, year = 1966}"
    >>> sources = bibliography_from_bytes(text.encode(), path="a.bib")
    >>> json.loads(write_csl_json(sources))[0]["issued"]
    {'date-parts': [[1966]]}
    """
    works = [csl_of(work_of(one)) for one in sources if one.entry.entrytype != "xdata"]
    return json.dumps(works, ensure_ascii=False, indent=2) + "\n"


def csl_of(work: Work) -> dict[str, Any]:
    """One work as a CSL-JSON object; what it does not have is absent."""
    found: dict[str, Any] = {"id": work.citekey, "type": _type(work)}
    found |= _titles(work)
    for role, names in (
        ("author", work.authors),
        ("editor", work.editors),
        ("translator", work.translators),
        ("container-author", work.bookauthors),
    ):
        if names:
            found[role] = [_name(name) for name in names]
    for variable, issued in (
        ("issued", work.issued),
        ("original-date", work.original),
        ("accessed", work.accessed),
    ):
        if issued:
            found[variable] = _date(issued)
    found |= _facts(work)
    if custom := _custom(work):
        found["custom"] = custom
    return found


def _type(work: Work) -> str:
    if work.kind == "misc" and work.get("url"):
        return "webpage"
    if work.kind == "misc" and work.get("publisher"):
        return "book"
    if work.kind == "inbook" and not work.container:
        return "book"
    if work.kind == "article" and work.get("entrysubtype") in ("newspaper", "magazine"):
        return f"article-{work.get('entrysubtype')}"
    return _TYPES.get(work.kind, "document")


def _titles(work: Work) -> dict[str, str]:
    title = composed(work.title)
    if work.maintitle and not work.container:
        title = joined(composed(work.maintitle), title)
    container = composed(work.container)
    if work.maintitle and work.container:
        container = joined(composed(work.maintitle), container)
    short = work.shorttitle or (work.title.latin if work.title.sub else "")
    given = {
        "title": title,
        "title-short": short,
        "container-title": container,
        "collection-title": work.get("series"),
        "language": work.language,
    }
    return {name: text for name, text in given.items() if text}


def composed(title: Title) -> str:
    """A title in one line: romanised, in its script, [translated].

    Examples
    --------
    >>> composed(Title(main="第一次较量", romanised="Diyici jiaoliang", sentence="First"))
    'Diyici jiaoliang 第一次较量 [First]'
    """
    translated = f"[{title.full_sentence}]" if title.sentence else ""
    parts = (title.full_romanised, title.full, translated)
    return " ".join(part for part in parts if part)


def _facts(work: Work) -> dict[str, str]:
    genre = work.get("type")
    kept = work.kind in ("unpublished", "letter")
    given = {variable: work.get(name) for name, variable in _PLAIN.items()}
    publisher = work.get("publisher", "institution", "organization")
    is_site = _type(work) == "webpage" and not work.container
    number = work.get("number")
    in_journal = _type(work).startswith("article-")
    of_series = bool(work.get("series")) and not (in_journal or kept)
    given |= {
        "publisher": "" if is_site or kept else publisher,
        "publisher-place": "" if kept else work.get("place"),
        "container-title": publisher if is_site else composed(work.container),
        "archive-place": work.get("place") if kept else "",
        "archive": given["archive"] or (publisher if kept else ""),
        "issue": number or work.get("issue") if in_journal else "",
        "archive_location": number if kept else "",
        "collection-number": number if of_series else "",
        "number": number if _type(work) in ("report", "patent", "legislation") else "",
        "genre": _WRITTEN_GENRES.get(genre, genre) or _GENRES.get(work.kind, ""),
        "page": work.get("pages").replace("--", "-").replace("–", "-"),
        "DOI": work.doi,
        "medium": work.get("howpublished"),
        "note": ". ".join(part for part in (work.get("note"), work.get("addendum")) if part),
    }
    if work.maintitle and work.container:
        del given["container-title"]
    return {name: text for name, text in given.items() if text}


def _name(name: Name) -> dict[str, Any]:
    if name.others:
        return {"literal": "others"}
    if name.literal:
        return {"literal": name.family}
    given = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.prefix,
        "suffix": name.suffix,
    }
    found: dict[str, Any] = {part: text for part, text in given.items() if text}
    if name.family_first:
        found["static-ordering"] = True
    return found


def _date(issued: Issued) -> dict[str, Any]:
    if issued.literal:
        return {"literal": issued.literal}
    spans: list[Parts] = [parts for parts in (issued.start, issued.end) if parts]
    found: dict[str, Any] = {"date-parts": [list(parts) for parts in spans]}
    if issued.circa or issued.uncertain:
        found["circa"] = True
    return found


def _custom(work: Work) -> dict[str, Any]:
    title = work.title
    given: dict[str, Any] = {
        "title-original": title.full if title.romanised or title.translated else "",
        "title-romanised": title.full_romanised,
        "title-translated": title.full_translated,
    }
    for role, names in (
        ("author", work.authors),
        ("editor", work.editors),
        ("translator", work.translators),
    ):
        given[f"{role}-script"] = _scripts(names)
    return {name: value for name, value in given.items() if value}


def _scripts(names: Sequence[Name]) -> list[str]:
    scripts = [name.script or "" for name in names]
    return scripts if any(scripts) else []
