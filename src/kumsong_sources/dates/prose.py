"""Read dates in the forms of prose: English, Chinese, Japanese, Korean, and with dots."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from kumsong_sources.dates.edtf import read_edtf
from kumsong_sources.dates.span import DateSpan, day_after, day_before, span_of
from kumsong_sources.errors import DateError
from kumsong_sources.patterns import pattern

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SILENT = frozenset(
    [
        "of", "the", "on", "in", "year", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
        "fri", "sat", "sun",
    ]
)  # fmt: skip
_THIRDS = {
    **dict.fromkeys(("early", "beginning of", "start of"), 0),
    **dict.fromkeys(("mid", "middle of"), 1),
    **dict.fromkeys(("late", "end of"), 2),
}
_TEN_DAYS = {"上旬": 0, "초순": 0, "中旬": 1, "중순": 1, "下旬": 2, "하순": 2}

_ABOUT = pattern(
    r"(?:about|around|approximately|approx\.?|circa|c\.|c(?=\s)|ca\.?|roughly|~|约|約|大约|大約|약)\s*"
)
_DOUBT = pattern(r"(?:probably|possibly|perhaps|maybe)\s+")
_BOUND = pattern(
    r"(?P<until>by|until|till|up to|no later than|not later than)\s+"
    r"|(?P<before>before|prior to)\s+"
    r"|(?P<since>since|from)\s+(?=.*(?:on|onwards?)$)|(?P<open>since)\s+|(?P<after>after)\s+"
)
_RANGE = pattern(r"\s*(?:–|~|至|到|から|에서|부터|\bto\b|\buntil\b|\btill\b|\bthrough\b|-)\s*")
_AND = pattern(r"\s+and\s+")
_MARKED = pattern(
    r"(?:(?P<year>\d{1,4})\s*[年년]\s*)?(?:(?P<month>\d{1,2})\s*[月월]\s*)?"
    r"(?:(?P<day>\d{1,2})\s*[日일号號]|(?P<third>上旬|中旬|下旬|초순|중순|하순))?"
)
_HAN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_HAN_NUMBER = pattern(
    r"(?:[〇零一二三四五六七八九]{1,4}|([一二三]?十|廿|卅)([一二三四五六七八九])?)(?=\s*[年月日号號])"
)
_DOTTED = pattern(r"(?:(\d{4})\s*\.\s*)?(\d{1,2})(?:\s*\.\s*(\d{1,2}))?\s*\.?")
_SLASHED = pattern(r"(\d{1,4})([./])(\d{1,2})\2(\d{1,4})")
_WORD = pattern(r"([a-z]+)\.?|(\d{4})(?!\d)|(\d{1,2})(?!\d)(?:st|nd|rd|th)?|[\s,]+")


class _Part(NamedTuple):
    """What one end of a span names; the other end may lend it the rest."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    third: int | None = None
    approximate: bool = False


def read_prose(text: str) -> DateSpan | None:
    """Read a date in words; `None` if the text is not one.

    Raises
    ------
    DateError
        If it is a date in words that can be read in two ways or that no calendar has.

    Examples
    --------
    >>> read_prose("July 13 to 27, 1953").edtf
    '1953-07-13/1953-07-27'
    >>> read_prose("1953년 7월 13일 ~ 27일").edtf, read_prose("mid-July 1953").edtf
    ('1953-07-13/1953-07-27', '1953-07-11~/1953-07-20~')
    """
    rest = _fold(text)
    approximate = uncertain = False
    while True:
        about, doubt = _ABOUT.match(rest), _DOUBT.match(rest)
        match = about or doubt
        if match is None:
            break
        approximate, uncertain = approximate or bool(about), uncertain or bool(doubt)
        rest = rest[match.end() :]
    if rest.endswith("?"):
        uncertain, rest = True, rest[:-1].rstrip()
    bound = _BOUND.match(rest)
    if bound:
        rest = re.sub(r"\s+(?:on|onwards?)$", "", rest[bound.end() :])
    between = rest.startswith("between ")
    rest = re.sub(r"^(?:from|between)\s+", "", rest)
    ends = _ends(rest, separator=_AND if between else _RANGE)
    if ends is None:
        return None
    start, end, hedged = ends
    side = str(bound.lastgroup) if bound else None
    first, last = _bounded(side, start=start, end=end)
    return DateSpan(
        text=text,
        start=first,
        end=last,
        approximate=approximate or hedged,
        uncertain=uncertain,
    )


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = re.sub(r"[‐‑−]", "-", re.sub(r"[‒—―]", "–", re.sub(r"[〜∼]", "~", folded)))
    folded = _HAN_NUMBER.sub(_han_digits, folded)
    folded = re.sub(r"民[國国]\s*(\d{1,3})\s*年", _republic_year, folded)
    return " ".join(folded.split()).rstrip(" 。")


def _republic_year(match: re.Match[str]) -> str:
    return f"{int(match.group(1)) + 1911}年"


def _han_digits(match: re.Match[str]) -> str:
    tens, ones = match.groups()
    if tens is None:
        return "".join(str(_HAN_DIGITS[char]) for char in match.group())
    ten = {"十": 10, "廿": 20, "卅": 30}[tens[-1]] * _HAN_DIGITS.get(tens[:-1], 1)
    return str(ten + _HAN_DIGITS.get(ones or "", 0))


def _bounded(
    side: str | None, *, start: dt.date, end: dt.date
) -> tuple[dt.date | None, dt.date | None]:
    if side == "until":
        return None, end
    if side == "before":
        return None, day_before(start)
    if side == "after":
        return day_after(end), None
    return start, end if side is None else None


def _ends(rest: str, *, separator: re.Pattern[str]) -> tuple[dt.date, dt.date, bool] | None:
    one = _part(rest)
    if one is not None and one.year is not None:
        return (*_days(one), one.approximate)
    for match in separator.finditer(rest):
        left = _part(rest[: match.start()])
        right = _part(re.sub(r"(?:까지|まで)$", "", rest[match.end() :]).rstrip())
        if left is None or right is None:
            continue
        left, right = _lend(left, right)
        if left.year is None or right.year is None:
            raise DateError("no year is given in four digits; write it, as in 13 July 1953")
        return _days(left)[0], _days(right)[1], left.approximate or right.approximate
    if one is not None:
        raise DateError("no year is given in four digits; write it, as in 13 July 1953")
    return None


def _lend(left: _Part, right: _Part) -> tuple[_Part, _Part]:
    """Let each end take from the other what the text says only once."""
    if right.month is None and (right.day is not None or right.third is not None):
        right = right._replace(month=left.month)
    if left.month is None and (left.day is not None or left.third is not None):
        left = left._replace(month=right.month)
    year_left, year_right = left.year or right.year, right.year or left.year
    return left._replace(year=year_left), right._replace(year=year_right)


def _days(part: _Part) -> tuple[dt.date, dt.date]:
    year, month = part.year, part.month
    if year is None or (part.day is not None and month is None):
        raise DateError("a day is given without its month; write it, as in 13 July 1953")
    first, last = span_of(year, month, part.day)
    if part.third is None:
        return first, last
    if month is None:
        return span_of(year, 4 * part.third + 1)[0], span_of(year, 4 * part.third + 4)[1]
    begin = first.replace(day=10 * part.third + 1)
    return begin, last if part.third == 2 else begin.replace(day=10 * part.third + 10)


def _part(text: str) -> _Part | None:
    """Read one end of a span; `None` if it is none."""
    if not text:
        return None
    iso = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    if iso and read_edtf(text):
        return _Part(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return _slashed(slashed[1], slashed[3], slashed[4])
    marked = _MARKED.fullmatch(text)
    if marked:
        return _marked(marked)
    dotted = _DOTTED.fullmatch(text)
    if dotted and (dotted[1] or dotted[3]):
        year = int(dotted[1]) if dotted[1] else None
        return _Part(year, int(dotted[2]), int(dotted[3]) if dotted[3] else None)
    return _english(text)


def _slashed(first: str, second: str, third: str) -> _Part | None:
    """Read 1953/07/13 and 13.07.1953; refuse what may be day-month or month-day."""
    if len(first) == 4 and len(third) <= 2:
        return _Part(int(first), int(second), int(third))
    if len(third) != 4 or len(first) > 2:
        return None
    one, two, year = int(first), int(second), int(third)
    if one <= 12 and two <= 12 and one != two:
        raise DateError(
            f"it is ambiguous: day and month can change places; write {year}-{one:02}-{two:02} "
            f"or {year}-{two:02}-{one:02}"
        )
    day, month = (one, two) if one > 12 else (two, one)
    return _Part(year, month, day)


def _marked(match: re.Match[str]) -> _Part | None:
    year, month, day = (
        int(match[name]) if match[name] else None for name in ("year", "month", "day")
    )
    if match["year"] and len(match["year"]) < 3:
        raise DateError("the year has no four digits; write it in full, as in 1953年7月13日")
    third = _TEN_DAYS[match["third"]] if match["third"] else None
    if third is not None and month is None and year is not None:
        return None
    return _Part(year, month, day, third)


def _english(text: str) -> _Part | None:
    third = None
    for word, place in _THIRDS.items():
        opening = re.match(rf"(?:the\s+)?{word}[\s-]+", text)
        if opening:
            third, text = place, text[opening.end() :]
            break
    found: dict[str, int] = {}
    place_in_text = 0
    while place_in_text < len(text):
        match = _WORD.match(text, place_in_text)
        if match is None:
            return None
        place_in_text = match.end()
        word, year, day = match.groups()
        if word in _SILENT or not any(match.groups()):
            continue
        name, value = "month", _MONTHS.get(word or "", _SEASON_CODES.get(word or "", 0))
        if year or day:
            name, value = ("year", int(year)) if year else ("day", int(day))
        if not value or name in found:
            return None
        found[name] = value
    if not found or (third is not None and ("day" in found or found.get("month", 0) > 12)):
        return None
    return _Part(**found, third=third, approximate=third is not None)
