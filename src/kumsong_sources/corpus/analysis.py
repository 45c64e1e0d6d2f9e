"""The tables of a corpus: comparisons, pairs, exchanges, reporters and source load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import narwhals.stable.v2 as nw

from kumsong_sources import spread
from kumsong_sources.corpus import accounts, formulas, results
from kumsong_sources.corpus.engines import Lazy, enter
from kumsong_sources.corpus.schema import KEYS
from kumsong_sources.declaration import BANDS
from kumsong_sources.rounding import LEAST, ROUND_TO
from kumsong_sources.vocabulary import Kind

Frame = TypeVar("Frame")
"""A frame of pandas, Polars, DuckDB or PySpark: what goes in comes out."""

_QUANTITY = (*KEYS, "kind")
_NUMERIC = (str(Kind.COUNT), str(Kind.QUANTITY))


def comparisons(frame: Frame, *, bands: Mapping[str, float] = BANDS) -> Frame:
    """Compare the figures of a corpus, quantity by quantity.

    Parameters
    ----------
    frame : frame of pandas, Polars, DuckDB or PySpark
        A corpus; columns as in `CORPUS`.
    bands : mapping of str to float
        Upper ends of the bands of `ratio`, rising; ``"agree"`` is the tolerance as well.

    Returns
    -------
    frame of the same kind
        One row per quantity, sorted; columns: `RESULTS["comparisons"]`. The values are
        those that `kumsong_sources.comparison.compare` gives for each dossier; a number
        that is undefined is missing. A Polars lazy frame and a PySpark frame are computed
        when they are collected, a DuckDB relation at once, into a temporary table.

    Raises
    ------
    CorpusError
        Before any work, if the frame is of another kind or not a corpus.

    Examples
    --------
    >>> import pandas as pd
    >>> from kumsong_sources.corpus import corpus_rows
    >>> from kumsong_sources.dossier import Dossier
    >>> frame = pd.DataFrame(corpus_rows(Dossier.example("kumsong")))
    >>> found = comparisons(frame.astype({"low": float, "high": float}))
    >>> found.dropna(subset="ratio")[["subject", "ratio", "band"]].round(2).values.tolist()
    [['CHN', 2.05, 'notable'], ['UNC', 5.43, 'extreme']]
    """
    engine = enter(frame)
    rows = engine.lazy
    figures = engine.pin(_distinct(rows))
    measured = engine.pin(_measured(figures))
    found = (
        measured.join(_deviations(figures, measured), on=list(_QUANTITY), how="left")
        .join(_answers(rows), on=list(_QUANTITY), how="left")
        .with_columns(formulas.mad_ratio().alias("mad_ratio"), *formulas.numbers())
        .with_columns(
            formulas.band(bands).alias("band"),
            formulas.verdict(agree=bands["agree"]).alias("is_discrepancy"),
            *formulas.shown(),
        )
        .sort(*KEYS)
    )
    return engine.deliver(found, columns=results.COMPARISONS)


def _distinct(rows: Lazy) -> Lazy:
    """One row per source and figure: a row written twice counts once."""
    identity = (*_QUANTITY, "part", "reporter", "citekey", "witness", "low", "high")
    return (
        rows.with_columns(*formulas.rounded())
        .group_by(*identity)
        .agg(nw.col("_rounded_low").max(), nw.col("_rounded_high").min())
        .with_columns(*formulas.ends(), *formulas.marks())
        .with_columns(formulas.logarithm().alias("_log"))
    )


def _measured(figures: Lazy) -> Lazy:
    """One row per quantity, with the aggregates its numbers are computed from."""
    return (
        figures.group_by(*_QUANTITY)
        .agg(
            nw.col("_is_number").sum().alias("n"),
            nw.col("_is_open").max(),
            nw.col("_is_part").sum().alias("parts"),
            nw.col("_least").min(),
            nw.col("_greatest").max(),
            nw.col("low").min().alias("_lower_low"),
            nw.col("low").max().alias("_higher_low"),
            nw.col("high").min().alias("_lower_high"),
            nw.col("high").max().alias("_higher_high"),
            nw.col("_point").min().alias("_least_point"),
            nw.col("_point").mean().alias("_mean"),
            nw.col("_point").std(ddof=1).alias("_deviation"),
            nw.col("_point").median().alias("_middle"),
            nw.col("_log").mean().alias("_log_mean"),
            nw.col("_log").std(ddof=1).alias("_log_sd"),
            nw.col("_whole_low").max(),
            nw.col("_whole_high").min(),
            nw.col("_part_low").max(),
            *(nw.col(name).n_unique().alias(many) for name, many in formulas.COUNTED.items()),
            *(nw.col(f"_no_{name}").max() for name in formulas.COUNTED),
        )
        .with_columns(*formulas.without_missing())
    )


def _deviations(figures: Lazy, measured: Lazy) -> Lazy:
    """The median absolute deviation, of quantities with four figures or more."""
    enough = measured.filter((nw.col("n") >= 4) & (nw.col("kind") != str(Kind.DATE)))
    return (
        figures.filter(nw.col("_is_number") == 1)
        .select(*_QUANTITY, "_point")
        .join(enough.select(*_QUANTITY, "_middle"), on=list(_QUANTITY), how="inner")
        .with_columns((nw.col("_point") - nw.col("_middle")).abs().alias("_mad"))
        .group_by(*_QUANTITY)
        .agg(nw.col("_mad").median())
    )


def _answers(rows: Lazy) -> Lazy:
    """How many answers a category was given, and how many different ones."""
    return (
        rows.filter(nw.col("kind") == str(Kind.CATEGORY))
        .with_columns(nw.col("category").fill_null("").alias("_answer"), nw.lit(1).alias("_one"))
        .group_by(*_QUANTITY)
        .agg(nw.col("_one").sum().alias("_given"), nw.col("_answer").n_unique().alias("_answers"))
    )


def pairs(frame: Frame) -> Frame:
    """Every two reporters on every quantity with numbers.

    Returns
    -------
    frame of the same kind
        Columns: `RESULTS["pairs"]`; values as `kumsong_sources.accounts.pairs` gives them
        for each dossier.

    Raises
    ------
    CorpusError
        Before any work, if the frame is of another kind or not a corpus.
    """
    engine = enter(frame)
    reports = engine.pin(accounts.reports(engine.lazy, kinds=_NUMERIC))
    found = accounts.named(accounts.paired(reports).sort(*accounts.PAIR_ORDER))
    return engine.deliver(found, columns=results.PAIRS)


def exchanges(frame: Frame) -> Frame:
    """Accounts that tell the losses of both sides, two and two, within a dossier.

    Returns
    -------
    frame of the same kind
        Columns: `RESULTS["exchanges"]`; values as `kumsong_sources.accounts.exchanges`
        gives them for each dossier.

    Raises
    ------
    CorpusError
        Before any work, if the frame is of another kind or not a corpus.
    """
    engine = enter(frame)
    reports = engine.pin(accounts.reports(engine.lazy, kinds=_NUMERIC))
    overclaims = engine.pin(accounts.overclaims(accounts.paired(reports)))
    found = accounts.exchanged(overclaims).sort(*accounts.EXCHANGE_ORDER)
    return engine.deliver(found, columns=results.EXCHANGES)


def reporters(frame: Frame) -> Frame:
    """What each reporter tells, and how round its figures are, by perspective.

    Own and enemy losses are kept apart: a reporter whose own figures are exact and whose
    figures for the enemy are round tells a count beside an estimate. Sums of ours are
    left out.

    Returns
    -------
    frame of the same kind
        One row per reporter and perspective over all dossiers; columns:
        `RESULTS["reporters"]`; round figures as `kumsong_sources.rounding.heaping` counts
        them.

    Raises
    ------
    CorpusError
        Before any work, if the frame is of another kind or not a corpus.
    """
    engine = enter(frame)
    best = nw.col("best")
    judged = (best >= LEAST) & nw.col("kind").is_in(_NUMERIC)
    who = ("reporter", "perspective")
    found = (
        _stated(engine.lazy)
        .with_columns(
            formulas.flag(judged).alias("figures"),
            formulas.flag(judged & ((best / ROUND_TO).floor() * ROUND_TO == best)).alias("round_figures"),
            nw.lit(1).alias("attestations"),
        )
        .group_by(*who, *KEYS)
        .agg(*(nw.col(n).sum() for n in ("attestations", "figures", "round_figures")))
        .with_columns(nw.lit(1).alias("quantities"))
        .group_by(*who)
        .agg(
            *(
                nw.col(name).sum()
                for name in ("quantities", "attestations", "figures", "round_figures")
            )
        )
        .with_columns(
            formulas.share("round_figures", of="figures").alias("heaping_share")
        )
        .sort(*who, nulls_last=True)
    )
    return engine.deliver(found, columns=results.REPORTERS)


def source_load(frame: Frame) -> Frame:
    """How much of each dossier hangs on each of its sources.

    Returns
    -------
    frame of the same kind
        Columns: `RESULTS["source_load"]`; values as
        `kumsong_sources.reliance.source_load` gives them for each dossier.

    Raises
    ------
    CorpusError
        Before any work, if the frame is of another kind or not a corpus.
    """
    engine = enter(frame)
    low, high, key = nw.col("low"), nw.col("high"), nw.col("citekey")
    cited = _stated(engine.lazy).filter(
        ~key.is_null(), ~(low.is_null() & high.is_null())
    )
    counted = engine.pin(
        cited.with_columns(nw.lit(1).alias("figures"))
        .group_by("dossier", "citekey")
        .agg(nw.col("figures").sum())
    )
    totals = counted.group_by("dossier").agg(nw.col("figures").sum().alias("_all"))
    shares = engine.pin(
        counted.join(totals, on="dossier", how="inner").with_columns(
            formulas.share("figures", of="_all").alias("share")
        )
    )
    effective = (
        shares.with_columns((nw.col("share") * nw.col("share")).alias("_square"))
        .group_by("dossier")
        .agg(nw.col("_square").sum())
        .with_columns(
            spread.effective_sources(nw.col("_square")).alias("effective_sources")
        )
    )
    found = shares.join(effective, on="dossier", how="inner").sort("dossier", "citekey")
    return engine.deliver(found, columns=results.SOURCE_LOAD)


def _stated(rows: Lazy) -> Lazy:
    """The attestations as the sources state them, each in its own quantity only."""
    return rows.filter(nw.col("part") == "", ~nw.col("is_derived"))
