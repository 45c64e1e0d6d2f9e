"""Columns of numbers for quantities, by the formulas of `spread` and their guards."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals.stable.v2 as nw

from kumsong_sources import spread
from kumsong_sources.corpus.engine import Engine
from kumsong_sources.spread import BAND_NAMES
from kumsong_sources.vocabulary import Kind, Perspective

COUNTED = {"reporter": "reporters", "_source": "sources", "witness": "witnesses"}
"""What is counted of a quantity, and what the count is called."""

_EXACT = 1 + 1e-12
"""So much more than another must a decimal fraction be that binary ones are not to blame."""

_PLAIN = nw.col("_is_date") == 0
_SEVERAL = nw.col("n") >= 2


def positive(column: nw.Expr) -> nw.Expr:
    """The column where it is above zero, else missing: whatever divides stays defined."""
    return nw.when(column > 0).then(column)


def is_numeric(engine: Engine) -> nw.Expr:
    """Whether a row with its kind is of a count or a quantity, which have ratios."""
    return is_kind(engine, Kind.COUNT) | is_kind(engine, Kind.QUANTITY)


def is_kind(engine: Engine, kind: Kind) -> nw.Expr:
    """Whether a row with its kind is of this one."""
    return nw.col("kind") == engine.code("kind", str(kind))


def flag(condition: nw.Expr) -> nw.Expr:
    """1 where a condition holds, else 0: engines differ in what they sum of booleans."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def rank(engine: Engine) -> nw.Expr:
    """Of a row its place by perspective: own first, those without one last."""
    found = nw.lit(len(Perspective))
    for number, perspective in reversed(list(enumerate(Perspective))):
        is_from = nw.col("perspective") == engine.code("perspective", str(perspective))
        found = nw.when(is_from).then(nw.lit(number)).otherwise(found)
    return found


def point() -> nw.Expr:
    """Of a row the point it counts with, an open end taken for the other."""
    low, high = nw.col("low"), nw.col("high")
    found: nw.Expr = spread.midpoint(nw.coalesce(low, high), nw.coalesce(high, low))
    return found


def ends() -> tuple[nw.Expr, ...]:
    """Of a quantity its least and its greatest figure, whichever end states it."""
    return (
        nw.min_horizontal("_lower_low", "_lower_high").alias("_least"),
        nw.max_horizontal("_higher_low", "_higher_high").alias("_greatest"),
    )


def share(part: str, *, of: str) -> nw.Expr:
    """One count over another, missing where that is zero."""
    return nw.col(part).cast(nw.Float64) / positive(nw.col(of).cast(nw.Float64))


def marks(engine: Engine) -> tuple[nw.Expr, ...]:
    """Of a row what it counts as, and its source where a bibliography has it."""
    no_low, no_high = nw.col("low").is_null(), nw.col("high").is_null()
    has_number, is_whole = ~(no_low & no_high), engine.is_blank("part")
    low, high = nw.col("_rounded_low"), nw.col("_rounded_high")
    return (
        flag(has_number).alias("_is_number"),
        flag(has_number & (no_low | no_high)).alias("_is_open"),
        flag(has_number & ~is_whole).alias("_is_part"),
        nw.when(engine.is_blank("witness"))
        .then(engine.code("witness", ""))
        .otherwise(nw.col("citekey"))
        .alias("_source"),
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


def without_blank(engine: Engine) -> tuple[nw.Expr, ...]:
    """How many different texts there are, of which a blank one, the least, is none."""
    return tuple(
        (nw.col(plural) - flag(engine.is_blank(f"_least_{plural}", of="citekey"))).alias(plural)
        for plural in COUNTED.values()
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


def rounded(engine: Engine) -> tuple[nw.Expr, ...]:
    """Of a row with its kind its two ends, widened by what rounding hides.

    A count whose grain is 1 and a date are not rounded, a measured quantity always is.
    """
    grain = nw.col("grain")
    is_rounded = (grain > 1) | (is_kind(engine, Kind.QUANTITY) & (grain > 0))
    slack = (
        nw.when(is_rounded.fill_null(False))
        .then(spread.rounding_slack(grain))
        .otherwise(nw.lit(0.0))
    )
    return (
        (nw.col("low") - slack).alias("_rounded_low"),
        (nw.col("high") + slack).alias("_rounded_high"),
    )


def verdict(*, agree: float) -> nw.Expr:
    """Whether figures disagree beyond rounding and tolerance: 1, 0, or missing."""
    yes, no, unknown = nw.lit(1.0), nw.lit(0.0), nw.lit(None, dtype=nw.Float64)
    # A comparison with a missing end is no clash: an open end meets everything.
    clash, exceeds = (
        (nw.col(f"_{of}_low") > nw.col("_whole_high") * _EXACT).fill_null(False)
        for of in ("whole", "part")
    )
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
    return (
        nw.when(nw.col("_is_category") == 1)
        .then(answers)
        .otherwise(nw.when(_SEVERAL).then(nw.when(_PLAIN).then(figures).otherwise(dates)))
    )
