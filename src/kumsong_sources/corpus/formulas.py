"""Columns of numbers for quantities, by the formulas of `spread` and their guards."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals.stable.v2 as nw

from kumsong_sources import spread
from kumsong_sources.spread import BAND_NAMES
from kumsong_sources.vocabulary import Kind, Perspective

COUNTED = {"reporter": "reporters", "source": "sources", "witness": "witnesses"}
"""What is counted of a quantity, and what the count is called."""

_PLAIN = nw.col("kind") != str(Kind.DATE)
_SEVERAL = nw.col("n") >= 2


def positive(column: nw.Expr) -> nw.Expr:
    """The column where it is above zero, else missing: whatever divides stays defined."""
    return nw.when(column > 0).then(column)


def is_numeric() -> nw.Expr:
    """Whether a row is of a count or a quantity, which have ratios."""
    kind = nw.col("kind")
    return (kind == str(Kind.COUNT)) | (kind == str(Kind.QUANTITY))


def flag(condition: nw.Expr) -> nw.Expr:
    """1 where a condition holds, else 0: engines differ in what they sum of booleans."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def rank() -> nw.Expr:
    """Of a row its place by perspective: own first, those without one last."""
    found = nw.lit(len(Perspective))
    for number, perspective in reversed(list(enumerate(Perspective))):
        is_from = nw.col("perspective") == str(perspective)
        found = nw.when(is_from).then(nw.lit(number)).otherwise(found)
    return found


def ends() -> tuple[nw.Expr, ...]:
    """Of a row its two ends, an open one taken for the other, and its point."""
    low, high = nw.col("low"), nw.col("high")
    least, greatest = nw.coalesce(low, high), nw.coalesce(high, low)
    return (
        nw.min_horizontal(least, greatest).alias("_least"),
        nw.max_horizontal(least, greatest).alias("_greatest"),
        spread.midpoint(least, greatest).alias("_point"),
    )


def share(part: str, *, of: str) -> nw.Expr:
    """One count over another, missing where that is zero."""
    return nw.col(part).cast(nw.Float64) / positive(nw.col(of).cast(nw.Float64))


def marks() -> tuple[nw.Expr, ...]:
    """Of a row what it counts as, and which of the things counted it leaves out."""
    no_low, no_high = nw.col("low").is_null(), nw.col("high").is_null()
    has_number, is_whole = ~(no_low & no_high), nw.col("part") == ""
    in_bibliography = ~nw.col("witness").is_null()
    low, high = nw.col("_rounded_low"), nw.col("_rounded_high")
    return (
        flag(has_number).alias("_is_number"),
        flag(has_number & (no_low | no_high)).alias("_is_open"),
        flag(has_number & ~is_whole).alias("_is_part"),
        flag(nw.col("reporter").is_null()).alias("_no_reporter"),
        flag(~in_bibliography).alias("_no_source"),
        flag(~in_bibliography).alias("_no_witness"),
        nw.when(in_bibliography).then(nw.col("citekey")).alias("source"),
        nw.when(is_whole).then(low).alias("_whole_low"),
        nw.when(is_whole).then(high).alias("_whole_high"),
        nw.when(~is_whole).then(low).alias("_part_low"),
    )


def logarithm() -> nw.Expr:
    """The natural logarithm of the column `_point`, missing where it is zero."""
    point = nw.col("_point")
    # pandas computes behind its masks as well, and warns of the logarithm of zero.
    stand_in = nw.when(point > 0).then(point).otherwise(nw.lit(1.0))
    return nw.when(point > 0).then(stand_in.log())


def without_missing() -> tuple[nw.Expr, ...]:
    """How many different values there are, of which a missing one is none."""
    return tuple(
        (nw.col(plural) - nw.col(f"_no_{name}")).alias(plural)
        for name, plural in COUNTED.items()
    )


def shown() -> tuple[nw.Expr, ...]:
    """The ends of a quantity's figures; of a single date there are none to show."""
    known = _PLAIN | _SEVERAL
    return (
        nw.when(known).then(nw.col("_least")).alias("low"),
        nw.when(known).then(nw.col("_greatest")).alias("high"),
        nw.when(_PLAIN).then(nw.col("_is_open")).otherwise(nw.lit(0)).alias("is_open"),
    )


def numbers() -> tuple[nw.Expr, ...]:
    """The numbers of a spread from a quantity's aggregates, missing where undefined."""
    low, high = nw.col("_least"), nw.col("_greatest")
    measured = _PLAIN & _SEVERAL
    over, above = (nw.when(measured & (end > 0)).then(end) for end in (low, high))
    mean = nw.when(measured & (nw.col("_mean") != 0)).then(nw.col("_mean"))
    lower_high = nw.when(_PLAIN & (nw.col("_lower_high") > 0)).then(nw.col("_lower_high"))
    apart = nw.col("_higher_low") > nw.col("_lower_high")
    logs = measured & (nw.col("_least_point") > 0)
    return (
        spread.ratio(over, high).alias("ratio"),
        spread.log2_ratio(over, high).alias("log2_ratio"),
        spread.symmetric_percent(low, above).alias("symmetric_percent"),
        spread.cv(mean, nw.col("_deviation")).alias("cv"),
        nw.when(logs).then(spread.geometric(nw.col("_log_mean"))).alias("geometric_mean"),
        nw.when(logs).then(spread.geometric(nw.col("_log_sd"))).alias("geometric_sd"),
        nw.when(_SEVERAL & apart)
        .then(spread.gap_ratio(lower_high, nw.col("_higher_low")))
        .alias("gap_ratio"),
        _difference().alias("difference"),
    )


def _difference() -> nw.Expr:
    """Of dates the days between beginnings, or between ends if that is more."""
    plain = spread.difference(nw.col("_least"), nw.col("_greatest"))
    lows = spread.difference(nw.col("_lower_low"), nw.col("_higher_low"))
    highs = spread.difference(nw.col("_lower_high"), nw.col("_higher_high"))
    days = nw.max_horizontal(nw.coalesce(lows, highs), nw.coalesce(highs, lows))
    return nw.when(_SEVERAL).then(nw.when(_PLAIN).then(plain).otherwise(days))


def mad_ratio() -> nw.Expr:
    """Median absolute deviation over median, missing where the median is zero."""
    middle = nw.col("_middle")
    found: nw.Expr = spread.mad_ratio(nw.when(middle != 0).then(middle), nw.col("_mad"))
    return found


def band(bands: Mapping[str, float]) -> nw.Expr:
    """The band of the column `ratio`; each band's end belongs to it."""
    ratio = nw.col("ratio")
    found: nw.Expr = nw.when(~ratio.is_null()).then(nw.lit(BAND_NAMES[-1]))
    for name, end in reversed(list(bands.items())):
        found = nw.when(ratio <= end).then(nw.lit(name)).otherwise(found)
    return found


def rounded() -> tuple[nw.Expr, ...]:
    """Of a row its two ends, widened by what rounding hides."""
    grain = nw.col("grain")
    slack = nw.when(grain > 1).then(spread.rounding_slack(grain)).otherwise(nw.lit(0.0))
    return (
        (nw.col("low") - slack).alias("_rounded_low"),
        (nw.col("high") + slack).alias("_rounded_high"),
    )


def verdict(*, agree: float) -> nw.Expr:
    """Whether figures disagree beyond rounding and tolerance: 1, 0, or missing."""
    yes, no, unknown = nw.lit(1.0), nw.lit(0.0), nw.lit(None, dtype=nw.Float64)
    # A comparison with a missing end is no clash: an open end meets everything.
    clash = (nw.col("_whole_low") > nw.col("_whole_high")).fill_null(False)
    exceeds = (nw.col("_part_low") > nw.col("_whole_high")).fill_null(False)
    without_parts = nw.col("parts") == 0
    tolerable = (nw.col("gap_ratio") <= agree).fill_null(False) & without_parts
    figures = (
        nw.when(clash)
        .then(nw.when(tolerable).then(no).otherwise(yes))
        .otherwise(
            nw.when(without_parts)
            .then(no)
            .otherwise(nw.when(exceeds).then(yes).otherwise(unknown))
        )
    )
    dates = nw.when(nw.col("difference") > 0).then(yes).otherwise(no)
    answers = (
        nw.when(nw.col("_given") >= 2)
        .then(nw.when(nw.col("_answers") > 1).then(yes).otherwise(no))
        .otherwise(unknown)
    )
    is_category = nw.col("kind") == str(Kind.CATEGORY)
    return (
        nw.when(is_category)
        .then(answers)
        .otherwise(nw.when(_SEVERAL).then(nw.when(_PLAIN).then(figures).otherwise(dates)))
    )
