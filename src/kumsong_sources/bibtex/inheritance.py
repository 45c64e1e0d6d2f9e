"""What an entry takes over from the entries it points to: crossref and xdata.

References
----------
BibLaTeX manual, appendix B "Default Inheritance Setup", and section 2.2.3 on ``xdata``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kumsong_sources.bibtex.entries import BibFile, Entry, Field
from kumsong_sources.frozen import frozen

_NEVER = frozenset(
    {
        "crossref", "entryset", "entrysubtype", "execute", "ids", "key", "label", "options",
        "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
        "shorthandintro", "sortkey", "xdata", "xref",
    }
)  # fmt: skip
_IN_BOOK = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_COLLECTION = frozenset({"incollection", "inreference", "suppcollection"})
_IN_PROCEEDINGS = frozenset({"inproceedings", "conference"})
_IN_PERIODICAL = frozenset({"article", "suppperiodical"})
_OF_THE_CHILD = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_TITLES = ("title", "subtitle", "titleaddon")
# Parents, children, and what the parent's title is called in the child.
_RENAMED: tuple[tuple[frozenset[str], frozenset[str], str], ...] = (
    (frozenset({"mvbook"}), _IN_BOOK | {"book"}, "main"),
    (
        frozenset({"mvcollection", "mvreference"}),
        _IN_COLLECTION | {"collection", "reference"},
        "main",
    ),
    (frozenset({"mvproceedings"}), _IN_PROCEEDINGS | {"proceedings"}, "main"),
    (frozenset({"book"}), _IN_BOOK, "book"),
    (frozenset({"collection", "reference"}), _IN_COLLECTION, "book"),
    (frozenset({"proceedings"}), _IN_PROCEEDINGS, "book"),
    (frozenset({"periodical"}), _IN_PERIODICAL, "journal"),
)


@frozen
class Inheritance:
    """An entry's fields, own and inherited.

    Parameters
    ----------
    fields : mapping of str to Field
        By lower-case name; an inherited field keeps the position where it stands.
    missing : tuple of str
        Citekeys pointed to that the file does not have.
    cycle : tuple of str
        Citekeys that point to themselves in a circle; empty without one.
    """

    fields: Mapping[str, Field]
    missing: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()


def inherited(entry: Entry, bibfile: BibFile) -> Mapping[str, Field]:
    """An entry's fields with those it inherits by ``xdata`` and ``crossref``.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_bibtex
    >>> file = parse_bibtex('''
    ... @inbook{part, title = {Kumsong}, crossref = {whole}}
    ... @book{whole, title = {The Korean War}, date = {2001}}
    ... ''', path="references.bib")
    >>> fields = inherited(file.entries[0], file)
    >>> fields["booktitle"].value, fields["date"].value, fields["title"].value
    ('The Korean War', '2001', 'Kumsong')
    """
    return inheritance(entry, bibfile).fields


def inheritance(entry: Entry, bibfile: BibFile) -> Inheritance:
    """The same as `inherited`, with the targets that are missing or go in a circle."""
    fields = dict(entry.fields)
    missing: list[str] = []
    # Entries waiting to be taken over, nearest first, each with the way that led to it.
    waiting: list[tuple[Entry, tuple[str, ...], str]] = [(entry, (entry.key,), entry.entrytype)]
    seen = {entry.key}
    cycle: tuple[str, ...] = ()
    while waiting:
        child, way, child_type = waiting.pop(0)
        for key, is_xdata in _targets(child):
            if key in way:
                cycle = cycle or (*way[way.index(key) :], key)
                continue
            parent = bibfile.entry(key)
            if parent is None:
                missing.append(key)
            if parent is None or key in seen:
                continue
            seen.add(key)
            taken = _taken(parent, child_type=None if is_xdata else child_type)
            for name, one in taken:
                fields.setdefault(name, one)
            parent_type = child_type if is_xdata else parent.entrytype
            waiting.append((parent, (*way, key), parent_type))
    return Inheritance(
        fields=MappingProxyType(fields), missing=tuple(dict.fromkeys(missing)), cycle=cycle
    )


def _targets(entry: Entry) -> Iterator[tuple[str, bool]]:
    for key in entry.get("xdata").split(","):
        if key.strip():
            yield key.strip(), True
    if entry.get("crossref").strip():
        yield entry.get("crossref").strip(), False


def _taken(parent: Entry, *, child_type: str | None) -> Iterator[tuple[str, Field]]:
    """The fields a parent hands down, under the names they get; all of them for xdata."""
    prefix = _prefix(parent.entrytype, child_type) if child_type else ""
    into_book = child_type in _IN_BOOK and parent.entrytype in ("book", "mvbook")
    for name, one in parent.fields.items():
        if name in _NEVER or (prefix and name in _OF_THE_CHILD):
            continue
        base, mark, rest = name.partition("+")
        if into_book and base == "author":
            yield name, one
            yield f"bookauthor{mark}{rest}", one
        elif prefix and base in _TITLES:
            yield f"{prefix}{base}{mark}{rest}", one
        else:
            yield name, one


def _prefix(parent_type: str, child_type: str) -> str:
    for parents, children, prefix in _RENAMED:
        if parent_type in parents and child_type in children:
            return prefix
    return ""
