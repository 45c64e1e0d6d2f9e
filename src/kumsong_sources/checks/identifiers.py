"""Numbers by which a work is found in catalogues: ISBN and ISSN."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.checks.isbn import (
    GROUP_OF_PLACE,
    Isbn,
    are_hyphenated,
    isbns,
    issn_check_digit,
)
from kumsong_sources.checks.places import place_in_field
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position
from kumsong_sources.sources import Source

ISBN_13_SINCE = 2007
SBN_SINCE = 1967
_LONGEST = 400

_ISSN_ASIDE = pattern(r"\([^()]*\)|\b[ep]?-?ISSN\b:?|\b(?:online|print|electronic)\b:?", re.I)
_ISSN_BETWEEN = pattern(r"\s*[,;/]\s*|\s+and\s+|\s+")
# Presses in these countries have long used numbers of English-speaking co-publishers.
_WORLDWIDE = "English"


class IsbnForm(BibliographyRule):
    """An ISBN that has not the form of one.

    Why
    ---
    Catalogues and shops do not find the work by it.

    Example
    -------
    `978-0-8032-7795` (a digit missing); `ISBN 7–5043–0542–1` with dashes for hyphens.

    Remedy
    ------
    Copy the number anew: 10 or 13 digits, with hyphens or none.

    Limits
    ------
    Where only a word, blanks or dashes are in the way it is an info. Several numbers in one
    field, and what stands in brackets beside them, are understood. A number of 9 digits is
    taken for an SBN, as British books had them from 1967 to about 1974.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per number."""
        for source, isbn, place in _all_isbns(context):
            if not isbn.has_form:
                yield self.finding(
                    position=place,
                    message=f"{quoted(isbn.text)} is no ISBN: {_lack(isbn)}",
                    hint=f"write 0-{isbn.text}: nine digits are an SBN, which a 0 makes an ISBN"
                    if len(isbn.digits) == 9
                    else "copy the number anew from the work or a catalogue",
                    citekey=source.citekey,
                )
            elif not isbn.is_plain or "ISBN" in source.isbn.upper():
                yield self.finding(
                    position=place,
                    message=f"{quoted(isbn.text)}: expected digits and hyphens only",
                    hint="write hyphens for dashes and blanks, and leave out the word",
                    severity=Severity.INFO,
                    citekey=source.citekey,
                )


class IsbnHyphens(BibliographyRule):
    """An ISBN without its hyphens, or with some of them, among numbers that have them.

    Why
    ---
    The hyphens part the language area, the publisher and the title, so that a reader sees a
    wrong digit; a bibliography that is printed has them everywhere or nowhere.

    Example
    -------
    `978-0803277953` among numbers like `978-7-5043-0542-8`.

    Remedy
    ------
    `check --fix` puts the hyphens where the ranges of the International ISBN Agency ask for
    them: `978-0-8032-7795-3`.

    Limits
    ------
    Only where three of four of the file's numbers have all their hyphens: a file that writes
    none, or is mixed, is left alone. Hyphens at wrong places are not seen where there are as
    many as there should be.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per number."""
        found = _all_isbns(context)
        if not are_hyphenated(isbn for _, isbn, _ in found):
            return
        for source, isbn, place in found:
            if isbn.is_valid and isbn.is_plain and not isbn.is_divided:
                lack = "some of its hyphens" if "-" in isbn.text else "hyphens"
                yield self.finding(
                    position=place,
                    message=f"ISBN {isbn.text} is without {lack}, which most of the numbers "
                    "here have",
                    hint="check --fix puts them where they belong",
                    citekey=source.citekey,
                )


class IsbnCheckDigit(BibliographyRule):
    """An ISBN whose last digit does not agree with the others.

    Why
    ---
    A digit is wrong, or two are exchanged: the number is none, or another work's.

    Example
    -------
    `0-16-035957-1`: the first nine digits ask for 0.

    Remedy
    ------
    Copy the number anew. Where the work itself prints it so, keep it and waive the finding
    with that reason.

    Limits
    ------
    A slip that changes the check digit rightly is not seen.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per number."""
        for source, isbn, place in _all_isbns(context):
            if isbn.has_form and not isbn.is_valid:
                yield self.finding(
                    position=place,
                    message=f"ISBN {isbn.text}: the other digits ask for the check digit "
                    f"{isbn.check_digit}, got {isbn.digits[-1]}",
                    hint="copy the number anew; if the work prints it so, waive this",
                    citekey=source.citekey,
                )


class IsbnAgainstPlace(BibliographyRule):
    """An ISBN of another country than the place of publication.

    Why
    ---
    The first digits say which country or language area gave out the number. Either it is
    the number of another edition, or the place is.

    Example
    -------
    `location = {Beijing}` with `89-…`, a Korean number.

    Remedy
    ------
    Compare both with the title page.

    Limits
    ------
    Judged are works with one place of publication, of a list of sure ones, and numbers of
    known groups. English-language numbers (0, 1) are given out for publishers all over the
    world: with a place elsewhere they are an info.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per number."""
        for source, isbn, place in _all_isbns(context):
            if not isbn.is_valid:
                continue
            at, group = source.place, isbn.group
            expected = GROUP_OF_PLACE.get(at.split(",")[0].strip().casefold())
            several = re.search(r"[;/&]|\band\b|,.*,", at) is not None
            if several or group is None or expected in (None, group):
                continue
            yield self.finding(
                position=place,
                message=f"ISBN {isbn.text} is of the group {group}, but the place is "
                f"{quoted(at)}: expected {expected}",
                hint="compare both with the title page: another edition's number, or place?",
                severity=Severity.INFO if _WORLDWIDE in (group, expected) else None,
                citekey=source.citekey,
            )


class IsbnBeforeItsTime(BibliographyRule):
    """An ISBN of 13 digits on a book from before 2007, or any on one from before 1967.

    Why
    ---
    No such number was printed in the book: SBNs began in 1967, and the digits 978 stand
    before them since 1 January 2007. It is a later printing's, whose pages may differ, or a
    catalogue has converted it.

    Example
    -------
    `978-0-8032-7795-3` on a book of 2001.

    Remedy
    ------
    Cite the printing that was used; or give the ten digits that stand in the book.

    Limits
    ------
    Which printing was used, only a reader can tell: it is an info. Works with `origdate`
    are not judged.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per number."""
        for source, isbn, place in _all_isbns(context):
            year = source.year
            if not isbn.has_form or year is None or year >= ISBN_13_SINCE:
                continue
            is_new = len(isbn.digits) == 13
            if (is_new or year < SBN_SINCE) and "origdate" not in source.entry.fields:
                since = ISBN_13_SINCE if is_new else SBN_SINCE
                yield self.finding(
                    position=place,
                    message=f"ISBN {isbn.text} on a work of {year}: numbers of "
                    f"{len(isbn.digits)} digits are printed in books since {since}",
                    hint="is it a later printing's? cite the one that was used",
                    citekey=source.citekey,
                    numbers={"year": year, "since": since},
                )


class InvalidIssn(BibliographyRule):
    """An ISSN of wrong form or with a wrong check digit.

    Why
    ---
    The journal is not found by it.

    Example
    -------
    `0097-8494`: the first seven digits ask for 3.

    Remedy
    ------
    Copy the number anew: four digits, a hyphen, three digits and a digit or X.

    Limits
    ------
    Several numbers in one field are understood.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per number."""
        for source in context.bibliography:
            if "issn" not in source.entry.fields:
                continue
            value = _ISSN_ASIDE.sub(" ", source.entry.text("issn")[:_LONGEST]).strip()
            for number in filter(None, _ISSN_BETWEEN.split(value)):
                digits = re.sub(r"[\u2010-\u2015\u2212-]", "", number.upper())
                if re.fullmatch(r"\d{7}[\dX]", digits, re.ASCII) is None:
                    lack = "expected eight digits in the form 1234-5678"
                elif (expected := issn_check_digit(digits)) != digits[-1]:
                    lack = f"the other digits ask for the check digit {expected}"
                else:
                    continue
                place, _ = place_in_field(source.entry, name="issn", text=number)
                yield self.finding(
                    position=place,
                    message=f"{quoted(number)} is no ISSN: {lack}",
                    hint="copy the number anew from the journal or a catalogue",
                    citekey=source.citekey,
                )


def _all_isbns(context: Context) -> tuple[tuple[Source, Isbn, Position], ...]:
    """Every ISBN with its place."""
    return context.once(_read_isbns)


def _read_isbns(context: Context) -> tuple[tuple[Source, Isbn, Position], ...]:
    found: list[tuple[Source, Isbn, Position]] = []
    for source in context.bibliography:
        if "isbn" not in source.entry.fields:
            continue
        after = 0
        for isbn in isbns(source.entry.get("isbn")):
            place, after = place_in_field(
                source.entry, name="isbn", text=isbn.text, after=after
            )
            found.append((source, isbn, place))
    return tuple(found)


def _lack(isbn: Isbn) -> str:
    digits = isbn.digits
    if re.fullmatch(r"\d{9}Х", digits):
        return "its last sign is the Cyrillic Х, expected the Latin X"
    if not re.fullmatch(r"[0-9X]+", digits, re.ASCII):
        return "it holds other signs than digits"
    if len(digits) not in (10, 13):
        return f"{len(digits)} digits, expected 10 or 13"
    return (
        "thirteen digits begin with 978 or 979" if len(digits) == 13 else "X stands last only"
    )
