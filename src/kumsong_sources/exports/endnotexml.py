"""Sources as EndNote's XML.

References
----------
EndNote's export in XML, as EndNote and Zotero read it: ``<xml><records><record>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kumsong_sources.bibtex import Name
from kumsong_sources.exports.csljson import composed
from kumsong_sources.exports.issued import Issued
from kumsong_sources.exports.ris import tagged
from kumsong_sources.exports.works import Work, work_of
from kumsong_sources.sources import Source

_NUMBERS = {
    "BOOK": ("Book", 6), "CHAP": ("Book Section", 5), "JOUR": ("Journal Article", 17),
    "JFULL": ("Journal Article", 17), "NEWS": ("Newspaper Article", 23),
    "THES": ("Thesis", 32), "ELEC": ("Web Page", 12), "GEN": ("Generic", 13),
    "RPRT": ("Report", 27), "CPAPER": ("Conference Paper", 47),
    "CONF": ("Conference Proceedings", 10), "UNPB": ("Unpublished Work", 34),
    "PCOMM": ("Personal Communication", 26), "COMP": ("Computer Program", 9),
    "PAT": ("Patent", 25), "ENCYC": ("Encyclopedia", 53), "DATA": ("Dataset", 59),
    "STAT": ("Statute", 31), "CASE": ("Case", 7), "PAMP": ("Pamphlet", 51),
}  # fmt: skip
# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACES = {
    "TI": "titles/title", "T2": "titles/secondary-title", "T3": "titles/tertiary-title",
    "ST": "titles/short-title", "TT": "titles/translated-title", "VL": "volume",
    "IS": "number", "M1": "number", "NV": "num-vols", "ET": "edition", "CY": "pub-location",
    "PB": "publisher", "SN": "isbn", "ID": "label", "DO": "electronic-resource-num",
    "N1": "notes", "LA": "language", "DB": "remote-database-name", "M3": "work-type",
    "OP": "orig-pub", "UR": "urls/related-urls/url",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def write_endnote_xml(sources: Iterable[Source]) -> str:
    """Write sources as EndNote XML, in the order given.

    Parameters
    ----------
    sources : iterable of Source

    Returns
    -------
    str
        An XML document with its declaration and a final line end.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = "@book{h, author = {Hermes, Walter G.}, title = {Truce & Tent}, year = 1966}"
    >>> written = write_endnote_xml(bibliography_from_bytes(text.encode(), path="a.bib"))
    >>> "<author>Hermes, Walter G.</author>" in written, "Truce &amp; Tent" in written
    (True, True)
    """
    root = Element("xml")
    records = SubElement(root, "records")
    works = (work_of(one) for one in sources if one.entry.entrytype not in ("xdata", "set"))
    for number, work in enumerate(works, start=1):
        _write(SubElement(records, "record"), work, number=number)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _write(parent: Element, work: Work, *, number: int) -> None:
    tags = [(tag, value) for tag, value in tagged(work) if value.strip()]
    name, code = _NUMBERS.get(tags[0][1], ("Generic", 13))
    _put(parent, "source-app", "kumsong_sources")
    _put(parent, "rec-number", str(number))
    _put(parent, "ref-type", str(code)).set("name", name)
    for where, names in (
        ("contributors/authors", work.authors),
        ("contributors/secondary-authors", work.editors),
        ("contributors/subsidiary-authors", work.translators),
    ):
        for one in names:
            if not one.others:
                _put(parent, f"{where}/author", _name(one))
    for tag, value in tags:
        if tag in _PLACES:
            _put(parent, _PLACES[tag], value)
    if pages := work.get("pages"):
        _put(parent, "pages", pages.replace("--", "-").replace("–", "-"))
    if work.container and code == 17:
        _put(parent, "periodical/full-title", composed(work.container))
    _put_dates(parent, work)


def _put_dates(parent: Element, work: Work) -> None:
    issued = work.issued
    if issued:
        year = issued.literal if issued.year is None else str(issued.year)
        _put(parent, "dates/year", year)
    if len(issued.start) > 1:
        _put(parent, "dates/pub-dates/date", _day(issued))
    if work.accessed:
        _put(parent, "access-date", _day(work.accessed))


def _day(issued: Issued) -> str:
    if not issued.start:
        return issued.literal
    year, *rest = issued.start
    month = _MONTHS[rest[0] - 1] if rest else ""
    return " ".join(filter(None, (month, f"{rest[1]}," if len(rest) > 1 else "", str(year))))


def _put(parent: Element, path: str, text: str) -> Element:
    """Put a text at a path, whose folders are made where they are not there."""
    *folders, leaf = path.split("/")
    for folder in folders:
        found = parent.find(folder)
        parent = SubElement(parent, folder) if found is None else found
    element = SubElement(parent, leaf)
    element.text = _FORBIDDEN.sub("", text)
    return element


def _name(name: Name) -> str:
    if name.literal:
        # EndNote takes a name that ends in a comma for one without parts.
        return f"{name.family},"
    family = " ".join(part for part in (name.prefix, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)
