"""The tables of a corpus: comparisons, pairs, exchanges, reporters and source load."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TypeVar

import narwhals.stable.v2 as nw

from kumsong_sources import spread
from kumsong_sources.corpus import accounts, formulas
from kumsong_sources.corpus.engines import Engine, Lazy, enter
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import KEYS
from kumsong_sources.declaration import BANDS
from kumsong_sources.errors import CorpusError
from kumsong_sources.rounding import LEAST, ROUND_TO
from kumsong_sources.vocabulary import Kind

Frame = TypeVar("Frame")
"""A frame of pandas, Polars, DuckDB or PySpark: what goes in comes out."""

_QUANTITY = (*KEYS, "kind")


def analyse(
    frame: Frame,
    *,
    tables: Collection[str] = tuple(RESULTS),
    bands: Mapping[str, float] = BANDS,
) -> dict[str, Frame]:
    """Compute several tables of a corpus, what they share only once.

    Parameters
    ----------
    frame : frame of pandas, Polars, DuckDB or PySpark
        A corpus; columns as in `CORPUS`.
    tables : collection of str
        Names in `RESULTS`.
    bands : mapping of str to float
        Upper ends of the bands of `ratio`, rising; ``"agree"`` is the tolerance as well.

    Returns
    -------
    dict of str to frame of the same kind
        By name, each sorted, with the columns that `RESULTS` describes. A Polars lazy
        frame and a PySpark frame are computed when they are collected, a DuckDB relation
        at once, into a temporary table of its connection.

    Raises
    ------
    CorpusError
        Before any work, if the frame is of another kind or not a corpus, or if there is
        no such table.

    Examples
    --------
    >>> import pandas as pd
    >>> from kumsong_sources.corpus import corpus_rows
    >>> from kumsong_sources.dossier import Dossier
    >>> frame = pd.DataFrame(corpus_rows(Dossier.example("kumsong")))
    >>> found = analyse(frame, tables=["pairs", "source_load"])
    >>> found["pairs"]["second"].tolist(), found["source_load"]["figures"].tolist()
    (['KOR', 'CHN'], [2, 4])
    """
    if unknown := sorted(set(tables) - RESULTS.keys()):
        expected = ", ".join(RESULTS)
        raise CorpusError(f"no table is called {unknown[0]!r}; expected {expected}")
    engine = enter(frame)
    analysis = _Analysis(engine, bands=bands)
    found = {name: getattr(analysis, name)() for name in tables}
    return engine.deliver(found)


def comparisons(frame: Frame, *, bands: Mapping[str, float] = BANDS) -> Frame:
    """Compare the figures of a corpus, quantity by quantity.

    One row per quantity; columns: `RESULTS["comparisons"]`; values as
    `kumsong_sources.comparison.compare` gives them for each dossier. A number that is
    undefined is missing. Parameters and errors as of `analyse`.

    Examples
    --------
    >>> import pandas as pd
    >>> from kumsong_sources.corpus import corpus_rows
    >>> from kumsong_sources.dossier import Dossier
    >>> found = comparisons(pd.DataFrame(corpus_rows(Dossier.example("kumsong"))))
    >>> found.dropna(subset="ratio")[["subject", "ratio", "band"]].round(2).values.tolist()
    [['CHN', 2.05, 'notable'], ['UNC', 5.43, 'extreme']]
    """
    return analyse(frame, tables=["comparisons"], bands=bands)["comparisons"]


def pairs(frame: Frame) -> Frame:
    """Every two reporters on every quantity with numbers.

    Columns: `RESULTS["pairs"]`; values as `kumsong_sources.accounts.pairs` gives them for
    each dossier. Errors as of `analyse`.
    """
    return analyse(frame, tables=["pairs"])["pairs"]


def exchanges(frame: Frame) -> Frame:
    """Accounts that tell the losses of both sides, two and two, within a dossier.

    Columns: `RESULTS["exchanges"]`; values as `kumsong_sources.accounts.exchanges` gives
    them for each dossier. Errors as of `analyse`.
    """
    return analyse(frame, tables=["exchanges"])["exchanges"]


def reporters(frame: Frame) -> Frame:
    """What each reporter tells, and how round its figures are, by perspective.

    One row per reporter and perspective over all dossiers, sums of ours left out;
    columns: `RESULTS["reporters"]`; round figures as `kumsong_sources.rounding.heaping`
    counts them. Errors as of `analyse`.
    """
    return analyse(frame, tables=["reporters"])["reporters"]


def source_load(frame: Frame) -> Frame:
    """How much of each dossier hangs on each of its sources.

    Columns: `RESULTS["source_load"]`; values as `kumsong_sources.reliance.source_load`
    gives them for each dossier. Errors as of `analyse`.
    """
    return analyse(frame, tables=["source_load"])["source_load"]


class _Analysis:
    """The tables as plans, by name; what several of them need is planned once."""

    def __init__(self, engine: Engine, *, bands: Mapping[str, float]) -> None:
        self.engine = engine
        self.rows = engine.lazy
        self.bands = bands

    def comparisons(self) -> Lazy:
        on = list(_QUANTITY)
        figures = self.engine.pin(_distinct(self.rows))
        measured = self.engine.pin(_measured(figures))
        return (
            measured.join(_deviations(figures, measured), on=on, how="left")
            .join(_answers(self.rows), on=on, how="left")
            .with_columns(formulas.mad_ratio().alias("mad_ratio"), *formulas.numbers())
            .with_columns(
                formulas.band(self.bands).alias("band"),
                formulas.verdict(agree=self.bands["agree"]).alias("is_discrepancy"),
                *formulas.shown(),
            )
            .sort(*KEYS)
        )

    @cached_property
    def paired(self) -> Lazy:
        reports = self.engine.pin(accounts.reports(self.rows))
        return self.engine.pin(accounts.paired(reports))

    def pairs(self) -> Lazy:
        return self.paired.sort(*accounts.PAIR_ORDER)

    def exchanges(self) -> Lazy:
        overclaims = self.engine.pin(accounts.overclaims(self.paired))
        return accounts.exchanged(overclaims).sort(*accounts.EXCHANGE_ORDER, nulls_last=True)

    def reporters(self) -> Lazy:
        best, who = nw.col("best"), ("reporter", "perspective")
        judged = (best >= LEAST) & formulas.is_numeric()
        is_round = (best / ROUND_TO).floor() * ROUND_TO == best
        counts = ("attestations", "figures", "round_figures")
        return (
            _stated(self.rows)
            .with_columns(
                nw.lit(1).alias("attestations"),
                formulas.flag(judged).alias("figures"),
                formulas.flag(judged & is_round).alias("round_figures"),
            )
            .group_by(*who, *KEYS)
            .agg(*(nw.col(name).sum() for name in counts))
            .with_columns(nw.lit(1).alias("quantities"))
            .group_by(*who)
            .agg(*(nw.col(name).sum() for name in ("quantities", *counts)))
            .with_columns(formulas.share("round_figures", of="figures").alias("heaping_share"))
            .sort(*who, nulls_last=True)
        )

    def source_load(self) -> Lazy:
        low, high, key = nw.col("low"), nw.col("high"), nw.col("citekey")
        cited = _stated(self.rows).filter(~key.is_null(), ~(low.is_null() & high.is_null()))
        counted = self.engine.pin(
            cited.with_columns(nw.lit(1).alias("figures"))
            .group_by("dossier", "citekey")
            .agg(nw.col("figures").sum())
        )
        totals = counted.group_by("dossier").agg(nw.col("figures").sum().alias("_all"))
        shares = self.engine.pin(
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
        return shares.join(effective, on="dossier", how="inner").sort("dossier", "citekey")


def _stated(rows: Lazy) -> Lazy:
    """What the sources state, each in its own quantity only; a row written twice once."""
    identity = (*_QUANTITY, "reporter", "perspective", "citekey", "low", "best", "high")
    stated = rows.filter(nw.col("part") == "", ~nw.col("is_derived"))
    return stated.select(*identity).unique()


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
    counted = formulas.COUNTED
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
            *(nw.col(name).n_unique().alias(plural) for name, plural in counted.items()),
            *(nw.col(f"_no_{name}").max() for name in counted),
        )
        .with_columns(*formulas.without_missing())
    )


def _deviations(figures: Lazy, measured: Lazy) -> Lazy:
    """The median absolute deviation, of quantities with four figures or more."""
    enough = measured.filter(nw.col("n") >= 4, nw.col("kind") != str(Kind.DATE))
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
        .select(*_QUANTITY, "reporter", "citekey", "category")
        .unique()
        .with_columns(
            nw.col("category").fill_null("").alias("_answer"), nw.lit(1).alias("_one")
        )
        .group_by(*_QUANTITY)
        .agg(
            nw.col("_one").sum().alias("_given"), nw.col("_answer").n_unique().alias("_answers")
        )
    )
