"""RIS as entries, read by `rispy` (extra ``ris``).

References
----------
*RIS format specifications* (Research Information Systems).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kumsong_sources.errors import BibliographyError, MissingExtraError
from kumsong_sources.imports.entries import NewEntry, entry_of_csl

_TYPES = {
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "periodical",
    "MGZN": "article-magazine", "NEWS": "article-newspaper", "THES": "thesis",
    "RPRT": "report", "GOVDOC": "report", "ELEC": "webpage", "BLOG": "post-weblog",
    "CPAPER": "paper-conference", "CONF": "book", "UNPB": "manuscript",
    "MANSCPT": "manuscript", "PCOMM": "personal_communication", "DATA": "dataset",
    "COMP": "software", "PAT": "patent", "STAND": "standard", "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary", "VIDEO": "motion_picture", "MPCT": "motion_picture",
    "SOUND": "song", "MUSIC": "song", "ART": "graphic", "MAP": "map", "STAT": "legislation",
    "CASE": "legal_case", "PAMP": "pamphlet", "BILL": "bill",
}  # fmt: skip
_PLAIN = {
    "id": "id", "volume": "volume", "publisher": "publisher",
    "place_published": "publisher-place", "edition": "edition", "doi": "DOI",
    "number_of_volumes": "number-of-volumes", "short_title": "title-short",
    "type_of_work": "genre", "language": "language", "name_of_database": "archive",
    "abstract": "abstract", "notes_abstract": "abstract", "tertiary_title": "collection-title",
    "call_number": "archive_location",
}  # fmt: skip
_JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "periodical")
_TITLES = ("title", "primary_title")
_CONTAINERS = (
    "secondary_title", "journal_name", "alternate_title3", "alternate_title2",
    "alternate_title1",
)  # fmt: skip
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_ROLES = {
    "authors": "author", "first_authors": "author", "secondary_authors": "editor",
    "tertiary_authors": "container-author", "subsidiary_authors": "translator",
}  # fmt: skip
_READ = frozenset(
    {
        *_PLAIN, *_TITLES, *_CONTAINERS, *_ROLES, "type_of_reference", "translated_title",
        "year", "publication_year", "date", "access_date", "original_publication",
        "start_page", "end_page", "issn", "urls", "notes", "keywords", "number", "note",
    }
)  # fmt: skip


def read_ris(text: str, *, path: str) -> tuple[NewEntry, ...]:
    """Read the entries of a RIS file.

    Parameters
    ----------
    text : str
    path : str
        For the message.

    Raises
    ------
    MissingExtraError
        If `rispy` is not installed.
    BibliographyError
        If it is not RIS.
    """
    try:
        import rispy
    except ImportError:
        raise MissingExtraError(
            "reading RIS needs the extra `ris`: pip install 'kumsong-sources[ris]'"
        ) from None
    if not re.search(r"^TY\s{1,2}-", text, re.MULTILINE):
        raise BibliographyError(
            f"{path}: no line begins with `TY  -`, as every entry in RIS does; "
            "export it again as RIS"
        )
    try:
        found = rispy.loads(text)
    except Exception as error:
        # The parser raises what it happens to meet; whatever it is, the file is at fault.
        raise BibliographyError(f"{path}: it cannot be read as RIS ({error})") from None
    return tuple(_entry(one) for one in found)


def _entry(given: Mapping[str, Any]) -> NewEntry:
    from dataclasses import replace

    entry = entry_of_csl(dict(csl_of_ris(given)))
    left = tuple(name for name in given if name not in _READ)
    return replace(entry, left_out=(*entry.left_out, *left))


def csl_of_ris(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the variables of CSL-JSON that an entry, as `rispy` gives it, has.

    Parameters
    ----------
    given : mapping
        Values by the names that `rispy` has for tags.

    Examples
    --------
    >>> dict(csl_of_ris({"type_of_reference": "BOOK", "authors": ["Xu, Yan"]}))
    {'type': 'book', 'author': [{'family': 'Xu', 'given': 'Yan'}]}
    """
    kind = _TYPES.get(str(given.get("type_of_reference")), "document")
    yield "type", kind
    for name, variable in _PLAIN.items():
        if value := _first(given.get(name)):
            yield variable, value
    for name, role in _ROLES.items():
        if people := [_name(one) for one in _all(given.get(name))]:
            yield role, people
    yield from _titles(given, kind)
    yield from _dates(given)
    yield from _numbers(given, kind)
    if notes := _all(given.get("notes")):
        yield "note", "; ".join(notes)
    if keywords := _all(given.get("keywords")):
        yield "keyword", ", ".join(keywords)
    if urls := _all(given.get("urls")):
        yield "URL", urls[0]


def _titles(given: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Any]]:
    title = next(filter(None, (_first(given.get(name)) for name in _TITLES)), "")
    container = next(filter(None, (_first(given.get(name)) for name in _CONTAINERS)), "")
    if title:
        yield "title", title
    if container:
        # Some programs write a book's series into T2.
        yield ("collection-title" if kind == "book" else "container-title"), container
    if translated := _first(given.get("translated_title")):
        yield "custom", {**_apart(title, translated), "title-translated": translated}


def _apart(title: str, translated: str) -> dict[str, str]:
    """A composed title in its parts, where the script tells them apart.

    RIS has no tag for a romanised title. Ours, ``Diyici 第一次 [First]``, is known by the
    translation at its end, which stands in a tag of its own, too.
    """
    length = len(translated)
    if not title.endswith("]") or title[-length - 1 : -1].casefold() != translated.casefold():
        return {"title-original": title}
    composed = title[: -length - 2].strip()
    script = _EAST_ASIAN.search(composed)
    if script is None or not composed[: script.start()].strip():
        return {"title-original": composed}
    return {
        "title-original": composed[script.start() :],
        "title-romanised": composed[: script.start()].strip(),
    }


def _dates(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    names = ("date", "year", "publication_year")
    issued = (_date(_first(given.get(name))) for name in names)
    if date := next(filter(None, issued), None):
        yield "issued", date
    for name, variable in (
        ("access_date", "accessed"),
        ("original_publication", "original-date"),
    ):
        if date := _date(_first(given.get(name))):
            yield variable, date


def _date(written: str) -> dict[str, Any] | None:
    if not written:
        return None
    found = re.match(r"(-?\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?(?:[/ ]|$)", written)
    if found is None:
        return {"literal": written}
    return {"date-parts": [[int(part) for part in found.groups() if part]]}


def _numbers(given: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Any]]:
    pages = [_first(given.get(name)) for name in ("start_page", "end_page")]
    if pages[0]:
        yield "page", "-".join(filter(None, pages))
    if number := _first(given.get("number")):
        yield ("issue" if kind in _JOURNALS else "number"), number
    elif number := _first(given.get("note")):
        yield "collection-number", number
    if serial := _first(given.get("issn")):
        digits = re.sub(r"[^\dXx]", "", serial)
        yield ("ISSN" if len(digits) == 8 else "ISBN"), serial


def _name(written: str) -> dict[str, str]:
    family, comma, rest = (part.strip() for part in written.partition(","))
    if not rest:
        # A comma at the end says that the name has no parts.
        return {"literal": family} if comma or " " in family else {"family": family}
    given, _, suffix = (part.strip() for part in rest.partition(","))
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def _first(value: object) -> str:
    return next(iter(_all(value)), "")


def _all(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one).strip() for one in values if one is not None and str(one).strip()]
