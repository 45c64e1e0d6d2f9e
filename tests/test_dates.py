"""Dates are read as spans of days and printed as EDTF."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.dates import DateSpan, read_date
from kumsong_sources.errors import DateError


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1953-07-13", "1953-07-13", "1953-07-13"),
        ("1953-07", "1953-07-01", "1953-07-31"),
        ("1953", "1953-01-01", "1953-12-31"),
        ("1953-07-XX", "1953-07-01", "1953-07-31"),
        ("1953-XX-XX", "1953-01-01", "1953-12-31"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1953-22", "1953-06-01", "1953-08-31"),
        ("1953-24", "1953-12-01", "1954-02-28"),
        ("1953-07-13/1953-07-27", "1953-07-13", "1953-07-27"),
        ("1953-06/1953-07", "1953-06-01", "1953-07-31"),
        ("../1953-07-16", None, "1953-07-16"),
        ("/1953-07-16", None, "1953-07-16"),
        ("1953-07-16/..", "1953-07-16", None),
        ("1953-07-27T10:00:00Z", "1953-07-27", "1953-07-27"),
    ],
)
def test_edtf_is_read(text: str, start: str | None, end: str | None) -> None:
    span = read_date(text)
    assert (span.start and span.start.isoformat()) == start
    assert (span.end and span.end.isoformat()) == end
    assert span.text == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1953-07-16~", True, False),
        ("1953-07-16?", False, True),
        ("1953-07-16%", True, True),
        ("1953-07-13~/1953-07-27", True, False),
        ("c. 16 July 1953", True, False),
        ("probably July 16, 1953", False, True),
        ("July 16, 1953?", False, True),
        ("约1953年7月16日", True, False),
        ("16 July 1953", False, False),
    ],
)
def test_doubt_is_kept(text: str, approximate: bool, uncertain: bool) -> None:
    span = read_date(text)
    assert (span.approximate, span.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    "text",
    [
        "13–27 July 1953", "13-27 July 1953", "13 – 27 July 1953", "13 to 27 July 1953",
        "July 13 to 27, 1953", "July 13–27, 1953", "July 13 – July 27, 1953",
        "from 13 to 27 July 1953", "between 13 and 27 July 1953", "13 July 1953 – 27 July 1953",
        "1953-07-13 to 1953-07-27", "1953年7月13日至27日", "1953年7月13日—7月27日",
        "一九五三年七月十三日至二十七日", "一九五三年七月十三日至廿七日",
        "民國42年7月13日至27日",
        "1953년 7월 13일 ~ 27일", "1953년 7월 13일부터 27일까지", "1953.07.13~1953.07.27",
        "1953. 7. 13. ~ 7. 27.", "１９５３年７月１３日～２７日",
    ],
)  # fmt: skip
def test_a_span_in_prose_is_read(text: str) -> None:
    assert read_date(text).edtf == "1953-07-13/1953-07-27"


@pytest.mark.parametrize(
    "text",
    [
        "16 July 1953", "July 16, 1953", "16th of July, 1953", "Jul. 16 1953",
        "Thursday, 16 July 1953", "1953年7月16日", "1953년 7월 16일", "1953.07.16",
        "1953. 7. 16.", "1953/07/16", "07/16/1953", "16.07.1953", "16/7/1953",
    ],
)  # fmt: skip
def test_a_day_in_prose_is_read(text: str) -> None:
    assert read_date(text).edtf == "1953-07-16"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("10 June – 20 July 1953", "1953-06-10/1953-07-20"),
        ("July–August 1953", "1953-07-01/1953-08-31"),
        ("1950–1953", "1950-01-01/1953-12-31"),
        ("July 1953", "1953-07"),
        ("summer 1953", "1953-22"),
        ("mid-July 1953", "1953-07-11~/1953-07-20~"),
        ("late July 1953", "1953-07-21~/1953-07-31~"),
        ("early 1953", "1953-01-01~/1953-04-30~"),
        ("1953年7月中旬", "1953-07-11/1953-07-20"),
        ("by July 16, 1953", "../1953-07-16"),
        ("before 16 July 1953", "../1953-07-15"),
        ("after July 16, 1953", "1953-07-17/.."),
        ("from July 13, 1953 onwards", "1953-07-13/.."),
    ],
)
def test_less_precise_dates_are_the_span_of_their_days(text: str, edtf: str) -> None:
    assert read_date(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "blank"),
        ("hello", "expected EDTF"),
        ("07/08/1953", "ambiguous.*1953-07-08 or 1953-08-07"),
        ("7.8.1953", "ambiguous"),
        ("31 June 1953", "June 1953 has no day 31"),
        ("1953-02-29", "February 1953 has no day 29"),
        ("1953-13", "no month 13"),
        ("1953-XX-13", "EDTF level 2"),
        ("195X-07", "EDTF level 2"),
        ("0000", "outside 1 to 9999"),
        ("Y17000", "outside 1 to 9999"),
        ("-0044", "outside 1 to 9999"),
        ("9999-24", "beyond 9999"),
        ("13 July", "no year is given"),
        ("mid-July", "no year is given"),
        ("53年7月13日", "the year has no four digits"),
        ("27 July – 13 July 1953", "runs backwards"),
        ("1953-07-27/1953-07-13", "runs backwards"),
        ("13 and 27 July 1953", "expected EDTF"),
        ("../..", "expected EDTF"),
        ("13 1953", "without its month"),
        ("1" * 300, "300 characters"),
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(text: str, message: str) -> None:
    with pytest.raises(DateError, match=message):
        read_date(text)


def test_a_numeric_date_is_read_where_day_and_month_cannot_change_places() -> None:
    assert read_date("07/07/1953").edtf == "1953-07-07"


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("1953-07-16", "day", 1),
        ("1953-07", "month", 31),
        ("1953-21", "season", 92),
        ("1953", "year", 365),
        ("195X", "decade", 3652),
        ("19XX", "century", 36524),
        ("13–27 July 1953", "interval", 15),
        ("by 16 July 1953", "open", None),
    ],
)
def test_precision_and_length_follow_from_the_days(
    text: str, precision: str, days: int | None
) -> None:
    span = read_date(text)
    assert (span.precision, span.days) == (precision, days)


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    ends: list[dt.date | None] = sorted(draw(st.tuples(st.dates(), st.dates())))
    open_side = draw(st.sampled_from([None, None, 0, 1]))
    if open_side is not None:
        ends[open_side] = None
    return DateSpan(
        text="",
        start=ends[0],
        end=ends[1],
        approximate=draw(st.booleans()),
        uncertain=draw(st.booleans()),
    )


def days_and_doubt(span: DateSpan) -> tuple[object, ...]:
    return span.start, span.end, span.approximate, span.uncertain


@given(spans())
def test_printing_and_reading_agree(span: DateSpan) -> None:
    assert days_and_doubt(read_date(span.edtf)) == days_and_doubt(span)


@given(st.sampled_from(["{0:04}", "{0:04}-{1:02}", "{0:04}-2{2}"]), st.dates())
def test_a_calendar_period_prints_as_it_is_written(form: str, day: dt.date) -> None:
    text = form.format(min(day.year, 9998), day.month, day.month % 4 + 1)
    assert read_date(text).edtf == text


@given(st.dates(), st.dates())
def test_prose_and_edtf_name_the_same_days(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    span = read_date(
        f"{first.day} {first:%B} {first.year:04} – {last.day} {last:%B} {last.year:04}"
    )
    assert (span.start, span.end) == (first, last)
    chinese = f"{first.year:04}年{first.month}月{first.day}日"
    assert read_date(chinese).start == first


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_date_error(text: str) -> None:
    with contextlib.suppress(DateError):
        assert read_date(text).text == text
