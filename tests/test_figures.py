"""Figures are read as sources print them, and printed so that they can be read again."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.errors import FigureError
from kumsong_sources.figures import Figure, format_number, is_round, read_figure
from kumsong_sources.vocabulary import Kind, Qualifier

EXACT, ABOUT, RANGE = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.RANGE
AT_LEAST, AT_MOST = Qualifier.AT_LEAST, Qualifier.AT_MOST
UNKNOWN, NONE = Qualifier.UNKNOWN, Qualifier.NONE


def area(text: str, lang: str | None = None) -> Figure:
    return read_figure(text, kind=Kind.QUANTITY, unit="km2", lang=lang)


def distance(text: str, lang: str | None = None) -> Figure:
    return read_figure(text, kind=Kind.QUANTITY, unit="km", lang=lang)


def without_text(figure: Figure) -> Figure:
    return Figure(
        text="",
        low=figure.low,
        best=figure.best,
        high=figure.high,
        qualifier=figure.qualifier,
        grain=figure.grain,
        unit=figure.unit,
        category=figure.category,
    )


# Exact numbers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("78000", 78000),
        ("78,000", 78000),
        ("78 000", 78000),
        ("78\u00a0000", 78000),
        ("78\u202f000", 78000),
        ("78\u2009000", 78000),
        ("78'000", 78000),
        ("78’000", 78000),
        ("1.234.567", 1234567),
        ("１４，３７３", 14373),
        ("٧٨٬٠٠٠", 78000),
        ("\ufeff14,373 ", 14373),
        ("14,373[8]", 14373),
        ("14,373 [note 2]", 14373),
        ("14,373*", 14373),
        ("5,000.", 5000),
        ("0", 0),
        ("zero", 0),
        ("1,5 Mio.", 1500000),
        ("1.5 million", 1500000),
        ("1.234 million", 1234000),
        ("78 тыс.", 78000),
        ("78k", 78000),
        ("78 thousand", 78000),
        ("twenty-seven thousand", 27000),
        ("five hundred and fifty-two", 552),
        ("two hundred", 200),
        ("a dozen", 12),
        ("one and a half million", 1500000),
        ("half a million", 500000),
        ("a total of 5,000", 5000),
    ],
)
def test_a_plain_number_is_read_exactly(text: str, value: int) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high) == (value, value, value)
    assert figure.qualifier is EXACT
    assert figure.text == text
    assert isinstance(figure.best, int)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.8万", 78000),
        ("七万八千", 78000),
        ("七萬八千", 78000),
        ("柒萬捌仟", 78000),
        ("4万7661", 47661),
        ("47661名", 47661),
        ("6萬6千", 66000),
        ("1亿2345万", 123450000),
        ("三万零五", 30005),
        ("一九五三", 1953),
        ("二十五", 25),
        ("十", 10),
        ("零", 0),
        ("7만 8천", 78000),
        ("칠만 팔천", 78000),
        ("4만7661명", 47661),
        ("6만 6천명", 66000),
        ("두 명", 2),
        ("열두 명", 12),
        ("만 오천", 15000),
    ],
)
def test_chinese_and_korean_numerals_are_read(text: str, value: int) -> None:
    assert read_figure(text).best == value


@pytest.mark.parametrize(
    "text", ["78,000 men", "78,000 persons", "78,000 troops", "78,000人", "78,000 명"]
)
def test_a_noun_that_says_only_persons_is_tolerated(text: str) -> None:
    assert read_figure(text, unit="persons").best == 78000


def test_the_noun_must_be_what_the_measure_counts() -> None:
    assert read_figure("105 guns", unit="guns").best == 105
    assert read_figure("12架", unit="aircraft").best == 12
    assert read_figure("12 divisions", unit="divisions").best == 12
    with pytest.raises(FigureError, match="keep one figure of guns"):
        read_figure("105 men", unit="guns")
    with pytest.raises(FigureError, match="got '9,187 killed'"):
        read_figure("9,187 killed")


@pytest.mark.parametrize(
    "lang", ["de", "es", "it", "pt-BR", "nl", "tr", "id", "da", "ro", "el"]
)
def test_a_point_parts_thousands_in_languages_with_a_decimal_comma(lang: str) -> None:
    assert read_figure("78.000", lang=lang).best == 78000
    assert read_figure("1,5 Mio.", lang=lang).best == 1500000


@pytest.mark.parametrize("lang", [None, "en", "zh-Hant", "ko", "es-MX", "de-CH"])
def test_a_point_before_three_digits_is_otherwise_ambiguous(lang: str | None) -> None:
    with pytest.raises(FigureError, match=r"ambiguous.*quote_lang"):
        read_figure("78.000", lang=lang)


def test_a_comma_before_three_digits_contradicts_a_language_with_a_decimal_comma() -> None:
    assert read_figure("78,000", lang="ko").best == 78000
    with pytest.raises(FigureError, match="reads as 78 in a language with a decimal comma"):
        read_figure("78,000", lang="de")


def test_the_indian_grouping_needs_an_indian_language() -> None:
    assert read_figure("1,23,456", lang="hi").best == 123456
    with pytest.raises(FigureError, match="separators in places"):
        read_figure("1,23,456")


def test_mil_needs_a_language() -> None:
    assert read_figure("78 mil", lang="es").best == 78000
    with pytest.raises(FigureError, match="'mil' is thousand in Spanish"):
        read_figure("78 mil")


def test_an_elliptic_chinese_number_needs_a_language() -> None:
    assert read_figure("三万五", lang="ja").best == 30005
    with pytest.raises(FigureError, match="may end in ones or in the next place"):
        read_figure("三万五")


# Hedges --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "c. 66,000", "c.66,000", "ca. 66,000", "circa 66,000", "~66,000", "about 66,000",
        "around 66,000", "approximately 66,000", "approx. 66,000", "some 66,000",
        "nearly 66,000", "almost 66,000", "66,000 (est.)", "estimated 66,000",
        "an estimated 66,000 men", "66,000?", "约6.6万", "約66,000人", "大约六万六千人",
        "近6.6万", "66,000左右", "66,000人(推定)", "약 6만 6천 명", "6만 6천 명 가량",
        "etwa 66 000", "environ 66 000 hommes", "около 66 тыс.",
    ],
)  # fmt: skip
def test_an_estimate_keeps_its_value_and_is_about(text: str) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high) == (66000, 66000, 66000)
    assert figure.qualifier is ABOUT
    assert figure.grain == 1000


@pytest.mark.parametrize(
    "text",
    [
        "20,000+", "over 20,000", "more than 20,000", "at least 20,000", "upwards of 20,000",
        "no fewer than 20,000", "≥ 20,000", ">20,000", "20,000 or more", "20,000-plus",
        "at least about 20,000 men", "两万余人", "兩萬餘人", "2万多人", "超过2万", "20,000以上",
        "至少两万人", "2만여 명", "2만 명 이상", "최소 2만 명", "mehr als 20 000",
    ],
)  # fmt: skip
def test_a_lower_bound_has_a_low_only(text: str) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high) == (20000, None, None)
    assert figure.qualifier is AT_LEAST


@pytest.mark.parametrize(
    "text",
    [
        "up to 26,000", "at most 26,000", "no more than 26,000", "fewer than 26,000",
        "under 26,000", "≤26,000", "< 26,000", "不足26,000人", "至多2.6万", "26,000以下",
        "2만 6천 명 이하", "2만 6천 명 미만", "26,000 at most",
    ],
)  # fmt: skip
def test_an_upper_bound_has_a_high_only(text: str) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high) == (None, None, 26000)
    assert figure.qualifier is AT_MOST


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6,954–8,531", 6954, 8531),
        ("6,954-8,531", 6954, 8531),
        ("6,954—8,531", 6954, 8531),
        ("6,954 to 8,531", 6954, 8531),
        ("6,954〜8,531", 6954, 8531),
        ("６，９５４～８，５３１", 6954, 8531),
        ("between 5,000 and 6,000 men", 5000, 6000),
        ("between one hundred and fifty and two hundred", 150, 200),
        ("5–6 thousand", 5000, 6000),
        ("5-6万", 50000, 60000),
        ("五六千人", 5000, 6000),
        ("八千至一万人", 8000, 10000),
        ("5천~6천 명", 5000, 6000),
        ("about 5,000 to 6,000", 5000, 6000),
        ("two or three hundred", 200, 300),
        ("500–1 thousand", 500, 1000),
        ("0–5", 0, 5),
    ],
)
def test_a_range_has_two_ends_and_no_best(text: str, low: int, high: int) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high) == (low, None, high)
    assert figure.qualifier is RANGE


# Words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "heavy", "light", "unknown", "many", "several hundred", "thousands", "hundreds", "?",
        "n/a", "不明", "불명", "most of", "two corps", "2 of 3 battalions", "one division",
        "12 divisions", "6th Panzer Division", "c. several dozen",
        "extremely heavy losses", "over several hundred", "two thirds", "大部", "Heavy[8]",
        "数千人",
        "两个军", "12个师", "수천 명", "막대한 피해", "2개 군단", "unbekannt", "неизвестно",
    ],
)  # fmt: skip
def test_a_word_is_an_attestation_without_a_number(text: str) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high, figure.grain) == (None, None, None, None)
    assert figure.qualifier is UNKNOWN
    assert not figure.has_number


@pytest.mark.parametrize("text", ["none", "Nil", "no", "无", "無", "없음", "keine"])
def test_none_in_words_is_a_zero_that_says_so(text: str) -> None:
    figure = read_figure(text)
    assert (figure.low, figure.best, figure.high) == (0, 0, 0)
    assert figure.qualifier is NONE


def test_a_stated_zero_is_a_figure_and_a_blank_is_not() -> None:
    assert read_figure("0").qualifier is EXACT
    for blank in ("", "  ", "\u200b", "[8]"):
        with pytest.raises(FigureError, match="not reported is not zero"):
            read_figure(blank)


# What cannot be read -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-5", "negative"),
        ("−5", "negative"),
        ("–5", "negative"),
        ("—", "a dash may mean none or not known"),
        ("8,531–6,954", "goes down"),
        ("12abc", "got '12abc'"),
        ("1,23,4", "separators in places"),
        ("78,00", "has decimals"),
        ("9.2", "has decimals"),
        ("1.23 dozen", "14.76 is not whole, and persons are counted"),
        ("5 6", "separators in places"),
        ("007", "starts with a zero"),
        ("50%", "expected a number"),
        ("10³", "note mark, a power or a fraction"),
        ("5½", "note mark, a power or a fraction"),
        ("up to 5,000–6,000", "exclude each other"),
        ("at least at most 5,000", "exclude each other"),
        ("two battalions (1,200 men)", "keep one figure"),
        ("a company of 120 men", "keep one figure"),
        ("US Army: 24", "keep one figure"),
        ("88 tanks of XXX Corps", "keep one figure"),
        ("fourteen thousnd", "a known word"),
        ("about", "expected a number"),
        ("heavy, two thousand killed", "keep one figure"),
        ("two divisions, twelve thousand men", "keep one figure"),
        ("三万人，大部被俘", "keep one figure"),
        ("七八", "7–8 or 78"),
        ("八千七万", "may end in ones"),
        ("七万八万", "not a well-formed"),
        ("七十八千", "not a well-formed"),
        ("3兆", "expected a number"),
        ("1e5", "expected a number"),
        ("1,234,567,890,123,456", "greater than any count"),
    ],
)
def test_what_cannot_be_read_is_said_and_never_guessed(text: str, message: str) -> None:
    with pytest.raises(FigureError, match=message) as caught:
        read_figure(text)
    assert str(caught.value).startswith("cannot read")


@pytest.mark.parametrize("char", ["1", " ", "a ", "1,", "五", "(", "[1"])
def test_a_huge_field_is_refused_at_once(char: str) -> None:
    huge = char * 5_000_000
    begin = time.perf_counter()
    with pytest.raises(FigureError, match="characters; expected at most 200") as caught:
        read_figure(huge)
    assert time.perf_counter() - begin < 1
    assert len(str(caught.value)) < 400


@given(st.text(max_size=210))
def test_any_text_is_read_or_refused_with_a_figure_error(text: str) -> None:
    for kind, unit in ((Kind.COUNT, None), (Kind.QUANTITY, "km2"), (Kind.DATE, None)):
        try:
            figure = read_figure(text, kind=kind, unit=unit)
        except FigureError:
            continue
        assert figure.text == text


@given(st.text(alphabet="0123456789,.-–~ 万千百十零五六八만천余约+c()[]?km²", max_size=30))
def test_whatever_is_read_prints_as_something_that_reads_the_same(text: str) -> None:
    for kind, unit in ((Kind.COUNT, None), (Kind.QUANTITY, "km2")):
        try:
            figure = read_figure(text, kind=kind, unit=unit)
        except FigureError:
            continue
        again = read_figure(str(figure), kind=kind, unit=unit)
        assert without_text(again) == without_text(figure)


# Grain ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("66,000", 1000),
        ("32,253", 1),
        ("7.8万", 1000),
        ("3,500", 100),
        ("27,000", 1000),
        ("1.5 million", 100000),
        ("0", 1),
        ("24,000–33,500", 100),
        ("heavy", None),
        ("none", None),
    ],
)
def test_the_grain_is_the_step_that_trailing_zeros_imply(text: str, grain: int | None) -> None:
    assert read_figure(text).grain == grain


def test_the_rounding_interval_is_half_a_grain_either_way_and_never_negative() -> None:
    assert read_figure("66,000").rounding_interval == (65500, 66500)
    assert read_figure("32,253").rounding_interval == (32253, 32253)
    assert read_figure("up to 500").rounding_interval == (None, 550)
    assert read_figure("0–5,000").rounding_interval == (0, 5000)
    assert read_figure("heavy").rounding_interval == (None, None)
    assert area("9.2 km²").rounding_interval == (9.15, 9.25)
    assert distance("0 km").rounding_interval == (0, 0.5)


def test_a_multiple_of_a_hundred_is_round() -> None:
    assert is_round(read_figure("66,000"))
    assert is_round(read_figure("none")) is False
    assert not is_round(read_figure("2,690"))


# Quantities ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("170 km²", 170, "km²"),
        ("170 km2", 170, "km2"),
        ("170", 170, "km²"),
        ("178平方公里", 178, "平方公里"),
        ("178 평방킬로미터", 178, "평방킬로미터"),
        ("65 sq mi", 168.34922717184, "sq mi"),
        ("65 square miles", 168.34922717184, "square miles"),
        ("30 hectares", 0.3, "hectares"),
        ("9,2 km²", 9.2, "km²"),
    ],
)
def test_an_area_is_held_in_square_kilometres_and_keeps_its_unit(
    text: str, low: float, unit: str
) -> None:
    figure = area(text)
    assert figure.low == low
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "low"),
    [("12 km", 12), ("10 miles", 16.09344), ("8 li", 4), ("三十里", 15), ("500 m", 0.5)],
)
def test_a_distance_is_held_in_kilometres(text: str, low: float) -> None:
    assert distance(text).low == low


def test_hedges_and_ranges_go_with_units() -> None:
    assert str(area("about 170 km² (est.)")) == "c. 170 km²"
    assert str(area("5 km² to 6 km²")) == "5–6 km²"
    assert str(distance("more than 9.5 miles")) == "≥ 9.5 miles"


def test_a_decimal_of_three_places_needs_a_language() -> None:
    assert distance("1.250 km", "en").best == 1.25
    assert distance("1.250 km", "de").best == 1250
    with pytest.raises(FigureError, match="ambiguous"):
        distance("1.250 km")


def test_a_unit_of_the_wrong_dimension_is_refused() -> None:
    with pytest.raises(
        FigureError, match="'km' is a unit of distance; expected a unit of area"
    ):
        area("170 km")
    with pytest.raises(FigureError, match="and a unit such as km²"):
        area("170 apples")
    with pytest.raises(FigureError, match="its ends are in 'sq mi' and 'km2'"):
        area("5 sq mi to 6 km²")


def test_the_li_is_chinese_only() -> None:
    assert distance("30里", "zh").best == 15
    with pytest.raises(FigureError, match="里 is 500 m in Chinese only"):
        distance("30里", "ja")


def test_a_measure_of_ones_own_unit_takes_that_unit() -> None:
    figure = read_figure("5 tonnes", kind=Kind.QUANTITY, unit="tonnes")
    assert (figure.best, figure.unit) == (5, "tonnes")
    with pytest.raises(FigureError, match="held in km"):
        read_figure("5 km", kind=Kind.QUANTITY, unit="miles")


# Dates and categories ------------------------------------------------------------------


def test_a_date_is_held_as_ordinals() -> None:
    figure = read_figure("13–27 July 1953", kind=Kind.DATE)
    assert (figure.low, figure.best, figure.high) == (713147, None, 713161)
    assert figure.qualifier is RANGE
    assert str(figure) == "1953-07-13/1953-07-27"


@pytest.mark.parametrize(
    ("text", "qualifier", "printed"),
    [
        ("July 16, 1953", EXACT, "1953-07-16"),
        ("c. 16 July 1953", ABOUT, "1953-07-16~"),
        ("by July 16, 1953", AT_MOST, "../1953-07-16"),
        ("since July 16, 1953", AT_LEAST, "1953-07-16/.."),
        ("July 1953[2]", RANGE, "1953-07"),
        ("unknown", UNKNOWN, "unknown"),
    ],
)
def test_a_date_has_the_qualifier_of_its_hedge(
    text: str, qualifier: Qualifier, printed: str
) -> None:
    figure = read_figure(text, kind=Kind.DATE)
    assert (figure.qualifier, str(figure)) == (qualifier, printed)


def test_an_unreadable_date_is_a_figure_error_that_names_the_form() -> None:
    with pytest.raises(FigureError, match="as a date: expected EDTF"):
        read_figure("that summer", kind=Kind.DATE)


def test_a_category_is_compared_without_case_width_of_spaces_and_notes() -> None:
    one = read_figure("Chinese victory[1][2]", kind=Kind.CATEGORY)
    other = read_figure(" chinese  VICTORY", kind=Kind.CATEGORY)
    assert one.category == other.category == "chinese victory"
    assert one.low is None
    assert one.qualifier is EXACT


def test_an_unknown_category_is_no_rival_answer() -> None:
    figure = read_figure("Unknown", kind=Kind.CATEGORY)
    assert (figure.category, figure.qualifier) == (None, UNKNOWN)
    with pytest.raises(FigureError, match="blank"):
        read_figure(" ", kind=Kind.CATEGORY)


# Printing and reading agree ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("14373", "14,373"),
        ("c 66 000", "c. 66,000"),
        ("11,000+ men", "≥ 11,000"),
        ("up to 26 000", "≤ 26,000"),
        ("between 24,000 and 33,000", "24,000–33,000"),
        ("two  corps", "two corps"),
        ("none", "none"),
    ],
)
def test_a_figure_prints_in_one_canonical_form(text: str, printed: str) -> None:
    assert str(read_figure(text)) == printed


def test_numbers_print_with_separators_and_without_exponents() -> None:
    assert format_number(1e-7) == "0.0000001"
    assert format_number(1234.5) == "1,234.5"


COUNTS = st.integers(min_value=0, max_value=10**12 - 1)


@st.composite
def figures(draw: st.DrawFn) -> str:
    low = draw(COUNTS)
    form = draw(st.sampled_from(["{}", "c. {}", "≥ {}", "≤ {}", "range"]))
    if form == "range":
        return f"{low:,}–{draw(st.integers(min_value=low, max_value=10**12)):,}"
    return form.format(f"{low:,}")


@given(figures())
def test_printing_a_read_figure_gives_the_text_back(text: str) -> None:
    assert str(read_figure(text)) == text


@given(figures())
def test_evaluating_the_representation_gives_the_figure_back(text: str) -> None:
    figure = read_figure(text)
    assert eval(repr(figure)) == figure


@given(
    st.decimals(min_value="0.001", max_value=99999, places=3),
    st.sampled_from(["km²", "sq mi", "hectares", "acres", "平方公里"]),
    st.sampled_from(["", "c. ", "≥ ", "≤ "]),
)
def test_a_quantity_survives_conversion_and_printing(
    amount: object, unit: str, hedge: str
) -> None:
    figure = area(f"{hedge}{amount} {unit}", "en")
    again = area(str(figure))
    assert without_text(again) == without_text(figure)


CHINESE_DIGITS = "零一二三四五六七八九"
KOREAN_DIGITS = "영일이삼사오육칠팔구"


def in_chinese(number: int) -> str:
    """Print a number the way Chinese does, with 零 for the places left out."""
    if number == 0:
        return "零"
    parts: list[str] = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            short = parts and group < 1000
            parts.append(("零" if short else "") + chinese_group(group) + name)
    return "".join(parts)


def chinese_group(group: int) -> str:
    text = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, scale)
        if digit:
            text += CHINESE_DIGITS[digit] + name
            if group and group < scale // 10:
                text += "零"
    return text


def in_korean(number: int) -> str:
    """Print a number the way Korean does: groups apart, no word for one before a place."""
    if number == 0:
        return "영"
    groups = []
    for scale, name in ((10**8, "억"), (10**4, "만"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            text = ""
            for place, unit in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
                digit, group = divmod(group, place)
                if digit:
                    text += ("" if digit == 1 and unit else KOREAN_DIGITS[digit]) + unit
            groups.append(text + name)
    return " ".join(groups)


@given(COUNTS)
def test_a_number_printed_in_chinese_reads_back(number: int) -> None:
    assert read_figure(in_chinese(number)).best == number
    traditional = in_chinese(number).translate(str.maketrans("万亿", "萬億"))
    assert read_figure(f"{traditional}人").best == number


@given(COUNTS)
def test_a_number_printed_in_korean_reads_back(number: int) -> None:
    assert read_figure(in_korean(number)).best == number
    assert read_figure(f"약 {in_korean(number)} 명").low == number


@given(COUNTS.filter(bool), st.integers(min_value=1, max_value=1000))
def test_the_grain_divides_the_number(number: int, factor: int) -> None:
    figure = read_figure(str(number * factor))
    assert figure.best is not None
    assert figure.grain is not None
    assert figure.best % figure.grain == 0
    assert figure.best % (figure.grain * 10) != 0


# Real figures --------------------------------------------------------------------------

KOREA = Path(__file__).parents[2] / "shared" / "data" / "korea" / "claims_korea_dev.csv"


def printed(row: dict[str, str]) -> str:
    value = row["value"]
    forms = {"exact": value, "about": f"c. {value}", "at_least": f"{value}+"}
    return {**forms, "at_most": f"up to {value}", "unknown": "unknown"}[row["qualifier"]]


def test_the_figures_of_the_korean_war_claims_read_back() -> None:
    if not KOREA.exists():
        pytest.skip("the Korean War claims are not beside the project (../shared/data)")
    with KOREA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        figure = read_figure(printed(row), lang=row["lang"])
        assert figure.qualifier == row["qualifier"], row["claim_id"]
        if row["value"]:
            assert int(row["value"]) in (figure.low, figure.high), row["claim_id"]


def test_a_hundred_thousand_plain_figures_take_a_moment() -> None:
    texts = [f"{number:,}" for number in range(100_000, 200_000)]
    begin = time.perf_counter()
    for text in texts:
        read_figure(text)
    # About 0.25 s; the limit leaves room for a busy machine.
    assert time.perf_counter() - begin < 2
