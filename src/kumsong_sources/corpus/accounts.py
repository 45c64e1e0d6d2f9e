"""Reporters held against each other, by column: reports, pairs, exchanges."""

from __future__ import annotations

from collections.abc import Callable

import narwhals.stable.v2 as nw

from kumsong_sources import spread
from kumsong_sources.corpus import formulas
from kumsong_sources.corpus.engine import Engine, Lazy

_PLACE = ("dossier", "event", "measure")
EXCHANGE_ORDER = (
    *(*_PLACE, "first", "second", "swing_low", "swing_high"),
    *(
        f"{who}_{what}_{end}"
        for what in ("overclaim", "exchange")
        for who in ("first", "second")
        for end in ("low", "high")
    ),
    "scope_differs",
)
"""The whole row, so that the order is always the same."""
PAIR_ORDER = ("first_order", "second_order", "first_part", "second_part")
_ZERO = "undefined with a zero figure"


def reports(engine: Engine) -> Lazy:
    """One row per reporter, quantity and part: the interval its figures span."""
    low, high = nw.col("low"), nw.col("high")
    return (
        engine.named(engine.rows, "kind")
        .filter(formulas.is_numeric(engine), ~(low.is_null() & high.is_null()))
        .with_columns(
            formulas.rank(engine).alias("_rank"),
            formulas.flag(low.is_null()).alias("_no_low"),
            formulas.flag(high.is_null()).alias("_no_high"),
        )
        .group_by(*engine.key, "reporter", "part")
        .agg(
            nw.col("_rank").min(),
            low.min(),
            high.max(),
            nw.col("_no_low").max(),
            nw.col("_no_high").max(),
        )
        .select(
            *engine.key,
            "reporter",
            "part",
            "_rank",
            nw.when(nw.col("_no_low") == 0).then(low).alias("low"),
            nw.when(nw.col("_no_high") == 0).then(high).alias("high"),
            # Own side first, then by name; reports of one reporter are equal in it.
            engine.order().alias("_order"),
        )
    )


def paired(found: Lazy, engine: Engine) -> Lazy:
    """Every two reports of different reporters on one quantity, own side first."""
    ends = {"reporter": "", "low": "_low", "high": "_high", "part": "_part"}
    ends |= {"_rank": "_rank", "_order": "_order"}
    first, second = (
        found.select(
            *engine.key, *(nw.col(name).alias(f"{which}{end}") for name, end in ends.items())
        )
        for which in ("first", "second")
    )
    is_overclaim = (nw.col("first_rank") == 0) & (nw.col("second_rank") == 1)
    return (
        first.join(second, on=list(engine.key), how="inner")
        .filter(nw.col("first_order") < nw.col("second_order"))
        .with_columns(
            *_quotient(spread.overclaim_factor, over="second", under="first", name="ratio"),
            formulas.flag(is_overclaim).alias("is_overclaim"),
            formulas.flag(nw.col("first_part") != nw.col("second_part")).alias("scope_differs"),
            nw.when(~_divides("first")).then(nw.lit(_ZERO)).alias("undefined"),
        )
    )


def overclaims(found: Lazy, engine: Engine) -> Lazy:
    """The pairs whose ratio is an overclaim factor."""
    named = found.filter(
        nw.col("is_overclaim") == 1,
        _divides("first"),
        ~engine.is_blank("first", of="reporter"),
        ~engine.is_blank("second", of="reporter"),
    )
    return engine.named(named, *_PLACE)


def exchanged(found: Lazy) -> Lazy:
    """Overclaims joined where each one's reporter is the other's enemy."""
    told = ("first_low", "first_high", "second_low", "second_high")
    kept = (*told, "ratio_low", "ratio_high", "scope_differs")
    # Mirrored, so that both reporters stand in the same columns.
    other = found.select(
        *_PLACE,
        nw.col("second").alias("first"),
        nw.col("first").alias("second"),
        *(nw.col(name).alias(f"other_{name}") for name in kept),
    )
    joined = found.select(*_PLACE, "first", "second", *kept).join(
        other, on=[*_PLACE, "first", "second"], how="inner"
    )
    exchange = spread.loss_exchange_ratio
    return joined.filter(nw.col("second") < nw.col("first")).select(
        *_PLACE,
        nw.col("second").alias("first"),
        nw.col("first").alias("second"),
        *_renamed("ratio", "first_overclaim"),
        *_renamed("other_ratio", "second_overclaim"),
        *_quotient(exchange, over="second", under="other_first", name="first_exchange"),
        *_quotient(exchange, over="other_second", under="first", name="second_exchange"),
        *(
            spread.loss_exchange_swing(
                nw.col(f"ratio_{end}"), nw.col(f"other_ratio_{end}")
            ).alias(f"swing_{end}")
            for end in ("low", "high")
        ),
        nw.max_horizontal("scope_differs", "other_scope_differs").alias("scope_differs"),
    )


def _renamed(name: str, wanted: str) -> list[nw.Expr]:
    return [nw.col(f"{name}_{end}").alias(f"{wanted}_{end}") for end in ("low", "high")]


def _quotient(
    formula: Callable[[nw.Expr, nw.Expr], nw.Expr], *, over: str, under: str, name: str
) -> list[nw.Expr]:
    """The ends of a formula of two intervals; an end over zero or an open one is missing."""
    return [
        formula(nw.col(f"{over}_{end}"), formulas.positive(nw.col(f"{under}_{against}"))).alias(
            f"{name}_{end}"
        )
        for end, against in (("low", "high"), ("high", "low"))
    ]


def _divides(name: str) -> nw.Expr:
    """Whether an interval has an end above zero."""
    ends = (nw.col(f"{name}_{end}") for end in ("low", "high"))
    above = [(end > 0).fill_null(False) for end in ends]
    return above[0] | above[1]
