"""Dates of works: EDTF, years, months, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.bibtex import Field
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.dates.span import span_of
from kumsong_sources.patterns import pattern
from kumsong_sources.sources import Source

_DATE_FIELDS = ("date", "origdate", "eventdate", "urldate")
_YEAR_FIELDS = (*_DATE_FIELDS, "year", "origyear")
_END = pattern(
    r"(?P<year>-?\d{4}|Y-?\d{5,}|\d{3}X|\d{2}XX|\dXXX|XXXX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX|\dX))?)?"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?[~?%]?",
    re.ASCII,
)
_OPEN = ("", "..")
_SEASONS = range(21, 42)
_PLAIN_YEAR = pattern(r"(?<![\w-])(\d{4})(?!\d)", re.ASCII)
_ONLY_DIGITS = pattern(r"[\[({]*(?:c\.?|ca\.?|circa|~)?\s*(\d+)\s*[\])}]*[?~%]?", re.ASCII)
_NEARLY_DIGITS = pattern(r"(?=.*\d)[\dOolI]{4}", re.ASCII)
_YEAR_RANGE = pattern(r"(\d{4})\s*(?:/|--?-?|[\u2012-\u2015])\s*(\d{4})", re.ASCII)
_LEAST_YEAR = 100
_TO_COME = frozenset({"forthcoming", "inpress", "inpreparation", "submitted", "prepublished"})
_MONTH_NAMES = """
    january february march april may june july august september october november december
    januar jänner februar feber märz maerz mai juni juli oktober dezember janvier février
    fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
    diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre
    dicembre janeiro fevereiro março marco maio junho julho setembro outubro novembro
    dezembro januari februari maart augustus spring summer autumn fall winter michaelmas
    easter christmas early mid late frühjahr sommer herbst printemps été automne hiver
    quarter
"""
_MONTHS = frozenset(_MONTH_NAMES.split())
_WORD = pattern(r"[^\W\d_]+")
_NUMBER = pattern(r"0?\d{1,2}", re.ASCII)


class InvalidDate(BibliographyRule):
    """A date that is not in the form BibLaTeX reads.

    Why
    ---
    The date is passed over: the work stands without a year.

    Example
    -------
    `date = {July 1953}`, `date = {1953-7-13}`, `date = {1953-02-30}`.

    Remedy
    ------
    Write EDTF: `1953`, `1953-07`, `1953-07-13`, `1953-07-13/1953-07-27`, `1953~`, `195X`.
    What is no date belongs into `year` or `note`.

    Limits
    ------
    The fields `date`, `origdate`, `eventdate` and `urldate` are judged; `year` may hold
    anything. A range that ends before it begins is found by `reversed-dates`. The form is
    that of ISO 8601-2:2019 (EDTF), levels 0 and 1, as in the BibLaTeX manual, 2.3.8.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source, field in _fields_of(context, names=_DATE_FIELDS):
            fault = _fault_of_edtf(field.value.strip())
            if fault:
                yield self.finding(
                    position=field.value_position,
                    message=f"{field.name} {quoted(field.value.strip())}: {fault}",
                    hint="write YYYY, YYYY-MM, YYYY-MM-DD or two of them with / between",
                    citekey=source.citekey,
                )


class ImplausibleYear(BibliographyRule):
    """A year that can be none: too few digits, too many, or a letter among them.

    Why
    ---
    The work is sorted and cited under a year that is not its own.

    Example
    -------
    `year = {19953}`, `year = {53}`, `year = {195O}` with a letter O.

    Remedy
    ------
    Write the year in four digits.

    Limits
    ------
    Words (`forthcoming`), spans and years in other calendars are left alone; so are years of
    three digits.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source, field in _fields_of(context, names=("year", "origyear")):
            value = field.value.strip()
            if len(value) == 4 and value.isdecimal():
                continue
            digits = _ONLY_DIGITS.fullmatch(value)
            odd = digits is not None and (
                int(digits[1][:9]) < _LEAST_YEAR or len(digits[1]) > 4
            )
            if odd or _NEARLY_DIGITS.fullmatch(value):
                yield self.finding(
                    position=field.value_position,
                    message=f"{field.name} {quoted(value)}: expected a year in four digits",
                    hint="write the year in four digits",
                    citekey=source.citekey,
                )


class FutureYear(BibliographyRule):
    """A year that is yet to come.

    Why
    ---
    Mostly two digits are exchanged.

    Example
    -------
    `year = {2919}` for 1929.

    Remedy
    ------
    Mend the year; for a work that has not appeared write `pubstate = {forthcoming}`.

    Limits
    ------
    The next year is left alone, since publishers date ahead; for a work with `pubstate`, the
    next five are.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        this_year = context.today.year
        for source, field in _fields_of(context, names=_YEAR_FIELDS):
            # A volume of a series that runs on may end in the future: its first year counts.
            found = _PLAIN_YEAR.search(field.value)
            if found is None or int(found[1]) <= this_year:
                continue
            ahead = 0 if field.name.lower() == "urldate" else 1
            if source.whole.get("pubstate").strip().lower() in _TO_COME:
                ahead = 5
            year = int(found[1])
            if year > this_year + ahead:
                yield self.finding(
                    position=field.value_position,
                    message=f"{field.name} {quoted(field.value.strip())} is in the future "
                    f"(today is {context.today.isoformat()})",
                    hint="mend the year; write pubstate = {forthcoming} for a work to come",
                    citekey=source.citekey,
                    numbers={"year": year, "this_year": this_year},
                )


class ReversedDates(BibliographyRule):
    """A span of time that ends before it begins, or a reprint older than the original.

    Why
    ---
    One of the two is wrong, and with it the order in which sources were written.

    Example
    -------
    `date = {1953-07-27/1953-07-13}`; `origdate = {1992}` beside `date = {1966}`.

    Remedy
    ------
    Exchange the two, or mend the wrong one.

    Limits
    ------
    Years, months and days are compared as far as both have them.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source, field in _fields_of(context, names=_YEAR_FIELDS):
            value = field.value.strip()
            ends = _span_of(value, is_edtf=field.name.lower() in _DATE_FIELDS)
            if ends is not None and ends[0] > ends[1]:
                yield self.finding(
                    position=field.value_position,
                    message=f"{field.name} {quoted(value)} ends before it begins",
                    hint="write the earlier date first",
                    citekey=source.citekey,
                )
        for source, field in _fields_of(context, names=("origdate", "origyear")):
            original, printed = _PLAIN_YEAR.search(field.value), source.year
            if original and printed is not None and int(original[1]) > printed:
                yield self.finding(
                    position=field.value_position,
                    message=f"first published {original[1]}, after the work's own date, "
                    f"{printed}",
                    hint="exchange the two, or mend the wrong one",
                    citekey=source.citekey,
                )


class InvalidMonth(BibliographyRule):
    """A month that is none.

    Why
    ---
    It is printed as it stands, or passed over.

    Example
    -------
    `month = {13}`, `month = {Julu}`.

    Remedy
    ------
    Write `month = jul` without braces, or the number.

    Limits
    ------
    Months and seasons of seven languages in Latin script are known, in full or shortened;
    words in other scripts are left alone, as are days beside the month, and question marks.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source, field in _fields_of(context, names=("month",)):
            value = source.entry.text("month").strip()
            if not value.strip("?-") or _is_month(value):
                continue
            yield self.finding(
                position=field.value_position,
                message=f"month {quoted(value)}: expected a month's name or 1 to 12",
                hint="write jan, feb, …, dec without braces, or the number",
                citekey=source.citekey,
            )


class DateAgainstYear(BibliographyRule):
    """A `date` and a `year` that do not agree.

    Why
    ---
    BibLaTeX takes the one, BibTeX the other: the work has two years.

    Example
    -------
    `date = {1990}` and `year = {1991}` in one entry.

    Remedy
    ------
    Keep `date`.

    Limits
    ------
    Only years of four digits are compared.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry."""
        for source, field in _fields_of(context, names=("year",)):
            date = source.entry.fields.get("date")
            told = set(_PLAIN_YEAR.findall(date.value)) if date else set()
            years = set(_PLAIN_YEAR.findall(field.value))
            if told and years and told.isdisjoint(years):
                yield self.finding(
                    position=field.value_position,
                    message=f"year {quoted(field.value.strip())} does not agree with the date "
                    f"{', '.join(sorted(told))}",
                    hint="keep the right one, as date",
                    citekey=source.citekey,
                )


def _fields_of(context: Context, *, names: tuple[str, ...]) -> Iterator[tuple[Source, Field]]:
    for source in context.bibliography:
        fields = source.entry.fields
        for name in names:
            if name in fields:
                yield source, fields[name]


def _fault_of_edtf(value: str) -> str:
    """What is wrong with a date, in words; empty where nothing is."""
    if not value or (len(value) == 4 and value.isdecimal()):
        return ""
    ends = value.split("/")
    if len(ends) > 2:
        return "two slashes, expected one date or two"
    if all(end in _OPEN for end in ends):
        return "expected a date"
    for end in ends:
        if end in _OPEN and len(ends) == 2:
            continue
        found = _END.fullmatch(end)
        if found is None:
            return "expected EDTF, year first: 1953-07-13"
        if fault := _fault_of_day(found["year"], found["month"], found["day"]):
            return fault
    return ""


def _fault_of_day(year: str, month: str | None, day: str | None) -> str:
    if month is None or not month.isdecimal():
        return ""
    if int(month) in _SEASONS and day is None:
        return ""
    if not 1 <= int(month) <= 12:
        return f"there is no month {month}"
    if day is None or not day.isdecimal():
        return ""
    # A leap day is allowed in years that are not told in full.
    whole = int(year) if year.isdecimal() and int(year) else 2000
    if not 1 <= int(day) <= span_of(whole, int(month))[1].day:
        return f"{year}-{month} has no day {day}"
    return ""


def _span_of(value: str, *, is_edtf: bool) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Both ends of a span, as far as both are told; `None` where it is none."""
    if len(value) < 6:
        return None
    first, slash, last = value.partition("/")
    ends = [_END.fullmatch(end) for end in (first, last)] if slash else []
    found = [end for end in ends if end is not None]
    if len(found) == 2:
        one, other = (_numbers(end) for end in found)
        told = min(len(one), len(other))
        return one[:told], other[:told]
    # In a date a hyphen parts no span: `invalid-date` finds that.
    years = None if is_edtf else _YEAR_RANGE.fullmatch(value)
    return ((int(years[1]),), (int(years[2]),)) if years else None


def _numbers(end: re.Match[str]) -> tuple[int, ...]:
    numbers: list[int] = []
    for part in (end["year"], end["month"], end["day"]):
        if part is None or re.fullmatch(r"-?\d+", part) is None:
            break
        numbers.append(int(part))
    return tuple(numbers)


def _is_month(value: str) -> bool:
    number = _NUMBER.fullmatch(value)
    if number is not None:
        return 1 <= int(value) <= 12
    words = _WORD.findall(value.casefold())
    return bool(words) and all(
        not word.isascii() or len(word) < 3 or _is_month_word(word) for word in words
    )


def _is_month_word(word: str) -> bool:
    if word in _MONTHS or word in ("sept", "and", "und", "numero", "special", "issue"):
        return True
    return len(word) >= 3 and any(month.startswith(word) for month in _MONTHS)
