"""What a field's value should be: one function for each thing that can be mended in it.

Each takes the value without its delimiters and gives what it should be, or the same.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from kumsong_sources.bibtex import NAME_LISTS, VERBATIM, BibFile
from kumsong_sources.checks.isbn import are_hyphenated, hyphenated, isbns

_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]+")
_DOI_PREFIX = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi:\s*|DOI\s+)+", re.IGNORECASE
)
_PAGES = re.compile(r"\d+\s*-\s*\d+(?:\s*,\s*\d+(?:\s*-{1,2}\s*\d+)?)*", re.ASCII)
_PAGE_RANGE = re.compile(r"(\d+)\s*-{1,2}\s*(\d+)", re.ASCII)
_ANY_DASH = re.compile(r"(?<=[0-9ivxlcIVXLC])\s*[\u2010-\u2015\u2212]\s*(?=[0-9ivxlcIVXLC])")
# Joiners are left alone: Persian, Indic scripts and emoji need them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_INVISIBLE_HINTS = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f\u2126\u212a\u212b]")
_ISBN_WORD = re.compile(r"ISBN(?:-1[03])?:?\s*", re.IGNORECASE)
_WRAPPED_URL = re.compile(r"\\url\{([^{}]*)\}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_UNESCAPED = re.compile(r"(?<!\\)([&%#])")
_NOT_PLAIN = re.compile(r"\$|\\(?:url|href|verb|path|nolinkurl)\b|https?:|<")
_ET_AL = re.compile(r"(?:\s+and|\s*,(?:\s*and)?)?\s+et\.?\s*al\.?\s*$", re.IGNORECASE)
_WIDE = re.compile("[\uff01-\uff5e]")
_ESCAPES = {"&": r"\&", "%": r"\%", "#": r"\#", "\u00a0": "~", '"': '{"}'}

PRINTED = NAME_LISTS | {
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "booktitleaddon",
    "maintitle", "mainsubtitle", "maintitleaddon", "journal", "journaltitle",
    "journalsubtitle", "issuetitle", "issuesubtitle", "eventtitle", "series", "publisher",
    "institution", "organization", "school", "location", "address", "venue", "note",
    "addendum", "howpublished", "chapter", "edition", "type", "shorttitle", "origtitle",
    "origpublisher", "origlocation",
}  # fmt: skip
"""Fields that LaTeX sets as they stand."""

PAGES = frozenset({"pages"})
NUMBERS = frozenset({"year", "date", "volume", "number", "pages", "isbn", "issn", "doi", "url"})
"""Fields that other programs compute with: full-width digits make them unreadable."""


@dataclass(frozen=True, kw_only=True)
class Mending:
    """Something that can be mended in a value.

    Parameters
    ----------
    rule : str
        The rule whose finding it mends.
    safe : bool
        Whether the value means the same afterwards, beyond doubt.
    fits : callable
        Whether it concerns a field, by its lower-case name.
    mend : callable
        From the value to what it should be.
    suits : callable
        Whether it concerns a file at all.
    """

    rule: str
    safe: bool
    fits: Callable[[str], bool]
    mend: Callable[[str], str]
    suits: Callable[[BibFile], bool] = lambda _: True


def without_doi_prefix(value: str) -> str:
    """A DOI without the address or the word before it.

    Examples
    --------
    >>> without_doi_prefix("https://doi.org/10.2307/2652875")
    '10.2307/2652875'
    >>> without_doi_prefix("https://doi.org/10.1002/(SICI)1%3A2")
    'https://doi.org/10.1002/(SICI)1%3A2'
    """
    prefix = _DOI_PREFIX.match(value.strip())
    rest = value.strip()[prefix.end() :] if prefix else ""
    # An address may be encoded, or say more than the DOI: then it takes a look.
    plain = _DOI.fullmatch(rest) is not None and not re.search(r"[%?#]", rest)
    return rest if plain else value


def decoded_doi(value: str) -> str:
    """A DOI from an address in which its characters are encoded."""
    prefix = _DOI_PREFIX.match(value.strip())
    rest = unquote(value.strip()[prefix.end() :]) if prefix else value
    return rest if _DOI.fullmatch(rest) else value


def with_range_dashes(value: str) -> str:
    """Pages with two hyphens between first and last.

    Examples
    --------
    >>> with_range_dashes("12-15, 20"), with_range_dashes("123-27"), with_range_dashes("9-3")
    ('12--15, 20', '123--27', '9-3')
    """
    if _PAGES.fullmatch(value.strip()) is None:
        return value
    if not all(_rises(first, last) for first, last in _PAGE_RANGE.findall(value)):
        return value
    return _PAGE_RANGE.sub(r"\1--\2", value)


def with_plain_dashes(value: str) -> str:
    """Pages with two hyphens in the place of any other dash."""
    return _ANY_DASH.sub("--", value)


def composed(value: str) -> str:
    """A value in Unicode's composed form, where no character becomes another one.

    Characters that exist for the sake of older encodings only, such as U+F90A for 金, would
    become others; `normalised` replaces them, too.
    """
    return value if _COMPATIBILITY.search(value) else normalised(value)


def normalised(value: str) -> str:
    """A value in Unicode's form NFC."""
    return unicodedata.normalize("NFC", value)


def without_invisible(value: str) -> str:
    """A value without characters that have no width and no meaning."""
    return _INVISIBLE.sub("", value)


def without_hints(value: str) -> str:
    """A value without soft hyphens, and without marks of direction where nothing needs them."""
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in value):
        # The marks themselves count among them.
        letters = (sign for sign in value if not _INVISIBLE_HINTS.match(sign))
        if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in letters):
            return value.replace("\u00ad", "")
    return _INVISIBLE_HINTS.sub("", value)


def with_plain_isbn(value: str) -> str:
    """An ISBN without a word before it, with hyphens in the place of dashes and blanks.

    Examples
    --------
    >>> with_plain_isbn("ISBN 7 5043 0542 1"), with_plain_isbn("ISBN 7504305421")
    ('7-5043-0542-1', '7504305421')
    """
    bare = _ISBN_WORD.sub("", value.strip(), count=1)
    numbers = isbns(bare)
    # Something else beside the number may say which edition it is of.
    if len(numbers) != 1 or numbers[0].text != bare or not numbers[0].is_valid:
        return value
    return bare if numbers[0].is_plain else hyphenated(numbers[0]) or value


def with_isbn_hyphens(value: str) -> str:
    """Each ISBN in a field with all its hyphens.

    Examples
    --------
    >>> with_isbn_hyphens("9780803277953 (paper), 7-5043-0542-1")
    '978-0-8032-7795-3 (paper), 7-5043-0542-1'
    """
    after = 0
    for isbn in isbns(value):
        at = value.find(isbn.text, after)
        better = hyphenated(isbn) if isbn.is_plain and not isbn.is_divided else None
        better = better or isbn.text
        if at >= 0:
            value = value[:at] + better + value[at + len(isbn.text) :]
            after = at + len(better)
    return value


def writes_isbn_hyphens(file: BibFile) -> bool:
    """Whether most ISBNs of a file have their hyphens, so that all of them should."""
    return are_hyphenated(one for entry in file.readable for one in isbns(entry.get("isbn")))


def unwrapped_url(value: str) -> str:
    r"""An address without ``\url{…}`` around it."""
    found = _WRAPPED_URL.fullmatch(value.strip())
    return found[1] if found else value


def without_entities(value: str) -> str:
    r"""A value with the characters that HTML entities stand for, escaped for LaTeX.

    Examples
    --------
    >>> without_entities("Weapons &amp; tactics &eacute; &unknown;")
    'Weapons \\& tactics é &unknown;'
    """
    return _ENTITY.sub(lambda found: _character(found[0], escaped=True), value)


def with_characters(value: str) -> str:
    """An address with the characters that HTML entities stand for."""
    return _ENTITY.sub(lambda found: _character(found[0], escaped=False), value)


def with_escapes(value: str) -> str:
    """A text with a backslash before the signs that LaTeX would act on."""
    if _NOT_PLAIN.search(value) or _ENTITY.search(value):
        return value
    return _UNESCAPED.sub(r"\\\1", value)


def with_others(value: str) -> str:
    """A list of names that ends in ``and others`` instead of "et al."."""
    return _ET_AL.sub(" and others", value)


def with_narrow_signs(value: str) -> str:
    """A value with ASCII signs in the place of full-width ones."""
    return _WIDE.sub(lambda found: chr(ord(found[0]) - 0xFEE0), value)


def _rises(first: str, last: str) -> bool:
    """Whether a range rises; the last page may leave out the digits that are the first's."""
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(first) < int(whole)


def _character(entity: str, *, escaped: bool) -> str:
    character = html.unescape(entity)
    # A no-break space is not "printable", but has a sign of its own in LaTeX.
    is_plain = character.isprintable() or (escaped and character == "\u00a0")
    if character == entity or character in "{}\\" or not is_plain:
        return entity
    return _ESCAPES.get(character, character) if escaped else character


_ADDRESSES = frozenset({"url", "doi"})

MENDINGS: tuple[Mending, ...] = (
    Mending(rule="invisible-character", safe=True, fits=lambda _: True, mend=without_invisible),
    Mending(rule="not-nfc", safe=True, fits=lambda f: f not in VERBATIM, mend=composed),
    Mending(rule="doi-form", safe=True, fits=lambda f: f == "doi", mend=without_doi_prefix),
    Mending(rule="page-range-dash", safe=True, fits=PAGES.__contains__, mend=with_range_dashes),
    Mending(rule="isbn-form", safe=True, fits=lambda f: f == "isbn", mend=with_plain_isbn),
    Mending(
        rule="isbn-hyphens",
        safe=True,
        fits=lambda f: f == "isbn",
        mend=with_isbn_hyphens,
        suits=writes_isbn_hyphens,
    ),
    Mending(rule="not-nfc", safe=False, fits=lambda f: f not in VERBATIM, mend=normalised),
    Mending(rule="invisible-character", safe=False, fits=lambda _: True, mend=without_hints),
    Mending(
        rule="full-width-sign", safe=False, fits=NUMBERS.__contains__, mend=with_narrow_signs
    ),
    Mending(rule="html-entity", safe=False, fits=PRINTED.__contains__, mend=without_entities),
    Mending(rule="html-entity", safe=False, fits=_ADDRESSES.__contains__, mend=with_characters),
    Mending(rule="unescaped-sign", safe=False, fits=PRINTED.__contains__, mend=with_escapes),
    Mending(rule="url-form", safe=False, fits=_ADDRESSES.__contains__, mend=unwrapped_url),
    Mending(rule="doi-form", safe=False, fits=lambda f: f == "doi", mend=decoded_doi),
    Mending(
        rule="page-range-dash", safe=False, fits=PAGES.__contains__, mend=with_plain_dashes
    ),
    Mending(rule="literal-et-al", safe=False, fits=NAME_LISTS.__contains__, mend=with_others),
)
"""In the order in which they are tried."""
