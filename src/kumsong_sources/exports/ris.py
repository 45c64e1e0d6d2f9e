"""Sources as RIS, for reference managers.

RIS has one title and no script. A title is written as it stands in the work, a romanised one
composed as in CSL-JSON, since no tag is for romanisation (``ST`` is a short title, ``OP`` the
original publication); a translation stands in ``TT``, which EndNote reads and Zotero does not.

References
----------
*RIS format specifications* (Research Information Systems), as EndNote and Zotero read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.csljson import composed
from kumsong_sources.exports.issued import Issued
from kumsong_sources.exports.styles.kinds import REPORTS, is_newspaper, kind_of
from kumsong_sources.exports.works import Work, work_of
from kumsong_sources.sources import Source

_TYPES = {
    "book": "BOOK", "part": "CHAP", "article": "JOUR", "periodical": "JFULL",
    "thesis": "THES", "online": "ELEC", "document": "GEN",
}  # fmt: skip
_TYPES_OF_ENTRIES = {
    "report": "RPRT", "techreport": "RPRT", "inproceedings": "CPAPER",
    "conference": "CPAPER", "proceedings": "CONF", "unpublished": "UNPB", "letter": "PCOMM",
    "dataset": "DATA", "software": "COMP", "patent": "PAT", "standard": "STAND",
    "inreference": "ENCYC", "video": "VIDEO", "movie": "MPCT", "audio": "SOUND",
    "music": "MUSIC", "image": "ART", "artwork": "ART", "legislation": "STAT",
    "jurisdiction": "CASE", "booklet": "PAMP",
}  # fmt: skip
_SPACES = re.compile(r"\s+")
_RANGE = re.compile(r"\s*(?:---?|–|-)\s*")

Tagged = Iterator[tuple[str, str]]


def write_ris(sources: Iterable[Source]) -> str:
    """Write sources as RIS, in the order given.

    Parameters
    ----------
    sources : iterable of Source

    Returns
    -------
    str
        Lines end in LF, entries in ``ER  -`` and an empty line.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = "@book{h, author = {Hermes, Walter G.}, title = {Truce Tent}, year = 1966}"
    >>> written = write_ris(bibliography_from_bytes(text.encode(), path="a.bib"))
    >>> written.splitlines()[:4]
    ['TY  - BOOK', 'ID  - h', 'AU  - Hermes, Walter G.', 'TI  - Truce Tent']
    """
    works = (work_of(one) for one in sources if one.entry.entrytype not in ("xdata", "set"))
    return "".join(map(_written, works))


def _written(work: Work) -> str:
    lines = [f"{tag}  - {_one_line(value)}\n" for tag, value in tagged(work) if value.strip()]
    return "".join(lines) + "ER  - \n\n"


def _one_line(value: str) -> str:
    return _SPACES.sub(" ", value).strip()


def tagged(work: Work) -> Tagged:
    """Yield a work's tags with their values, ``TY`` first; values may be empty."""
    kind = kind_of(work)
    newspaper = "NEWS" if is_newspaper(work) else ""
    yield "TY", newspaper or _TYPES_OF_ENTRIES.get(work.kind, _TYPES[kind])
    yield "ID", work.citekey
    for tag, names in (
        ("AU", work.authors),
        ("A2", work.editors),
        ("A3", work.bookauthors),
        ("A4", work.translators),
    ):
        yield from ((tag, _name(name)) for name in names if not name.others)
    yield from _titles(work)
    yield "PY", str(work.issued.year) if work.issued.year is not None else ""
    yield "DA", _date(work.issued) or work.issued.literal
    yield "OP", _date(work.original).strip("/")
    yield from _numbers(work, kind=kind)
    yield "PB", work.get("publisher", "institution", "organization")
    yield "CY", work.get("place")
    yield "SN", work.get("isbn", "issn")
    yield "DO", work.doi
    yield "UR", work.get("url")
    yield "Y2", _date(work.accessed)
    yield "LA", work.language
    yield "M3", work.get("type", "howpublished")
    yield "DB", work.get("library")
    yield "N1", ". ".join(filter(None, (work.get("note"), work.get("addendum"))))


def _titles(work: Work) -> Tagged:
    title = composed(work.title) if work.title.romanised else work.title.full
    whole = work.maintitle
    if whole and not work.container:
        title = f"{composed(whole)}: {title}"
    yield "TI", title
    yield "TT", work.title.full_translated
    yield "ST", work.shorttitle
    yield "T2", composed(work.container)
    yield "T3", work.get("series")


def _numbers(work: Work, *, kind: str) -> Tagged:
    first, *last = _RANGE.split(work.get("pages"), maxsplit=1)
    yield "SP", first
    yield "EP", last[0] if last else ""
    yield "VL", work.get("volume")
    number = work.get("number", "issue")
    is_report = work.kind in REPORTS
    yield "IS", number if kind in ("article", "periodical") or is_report else ""
    yield "M1", number if kind in ("book", "part") and not is_report else ""
    yield "NV", work.get("volumes")
    yield "ET", work.get("edition")


def _name(name: Name) -> str:
    if name.literal:
        return f"{name.family}," if "," not in name.family else name.family
    family = " ".join(part for part in (name.prefix, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _date(issued: Issued) -> str:
    parts = issued.start or issued.end
    if not parts:
        return ""
    digits = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]
    return "/".join((*digits, "", "", "")[:3]) + "/"
