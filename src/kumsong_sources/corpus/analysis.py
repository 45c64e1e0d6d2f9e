"""The tables of a corpus: comparisons, pairs, exchanges, reporters and source load."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, TypeVar

import narwhals.stable.v2 as nw

from kumsong_sources import spread
from kumsong_sources.corpus import accounts, formulas
from kumsong_sources.corpus.coding import QUANTITY
from kumsong_sources.corpus.engine import Engine, Lazy
from kumsong_sources.corpus.engines import enter
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import KEYS
from kumsong_sources.declaration import BANDS
from kumsong_sources.errors import CorpusError
from kumsong_sources.rounding import LEAST, ROUND_TO
from kumsong_sources.vocabulary import Kind

Frame = TypeVar("Frame")
"""A frame of pandas, Polars, DuckDB or PySpark: what goes in comes out."""


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
        By name, each sorted, with the columns that `RESULTS` describes, and computed: a
        Polars lazy frame holds its rows, a DuckDB relation is a temporary table of its
        connection. Only a PySpark frame is computed when it is collected.

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
    return _Analysis(engine, bands=bands).tables(tables)


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


_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "stated": ("reporters", "source_load"),
    "figures": ("comparisons",),
    "paired": ("pairs", "exchanges"),
}
"""The tables in the order in which they are computed, by the step that they share."""


class _Analysis:
    """The tables as plans, by name; what several of them need is computed once."""

    def __init__(self, engine: Engine, *, bands: Mapping[str, float]) -> None:
        self.engine = engine
        self.key = engine.key
        self.bands = bands

    def tables(self, wanted: Collection[str]) -> dict[str, Any]:
        """Tables by name, those together that share a step, which is let go of then.

        What the largest tables need least comes first: memory is at its most with them.
        """
        found: dict[str, Any] = {}
        for shared, names in _TOGETHER.items():
            found |= {name: getattr(self, name)() for name in names if name in wanted}
            if shared in self.__dict__:
                self.engine.free(self.__dict__.pop(shared))
        self.engine.leave()
        return {name: found[name] for name in wanted}

    def comparisons(self) -> Any:
        figures = self.engine.pin(_distinct(self.engine))
        deviations = self.engine.pin(self._deviations(figures))
        found = (
            _measured(figures, self.engine)
            .join(deviations, on=list(self.key), how="left")
            .join(self._answers(), on=list(self.key), how="left")
        )
        found = (
            self.engine.named(found, *QUANTITY)
            .with_columns(
                formulas.flag(formulas.is_kind(self.engine, Kind.DATE)).alias("_is_date"),
                formulas.flag(formulas.is_kind(self.engine, Kind.CATEGORY)).alias(
                    "_is_category"
                ),
            )
            .with_columns(formulas.mad_ratio().alias("mad_ratio"), *formulas.numbers())
            .with_columns(
                formulas.band(self.bands).alias("band"),
                formulas.verdict(agree=self.bands["agree"]).alias("is_discrepancy"),
                *formulas.shown(),
            )
        )
        table = self.engine.deliver("comparisons", found, by=self.key)
        self.engine.free(figures, deviations)
        return table

    def _deviations(self, figures: Lazy) -> Lazy:
        """Median and median absolute deviation, of quantities with four figures or more."""
        key = list(self.key)
        kinds = self.engine.named(figures, "kind")
        points = (
            kinds.with_columns(formulas.point().alias("_point"), nw.lit(1).alias("_one"))
            .filter(~nw.col("_point").is_null(), ~formulas.is_kind(self.engine, Kind.DATE))
            .select(*key, "_point", "_one")
        )
        enough = (
            points.group_by(*key)
            .agg(nw.col("_one").sum().alias("_n"))
            .filter(nw.col("_n") >= 4)
        )
        points = self.engine.pin(points.join(enough, on=key, how="inner"))
        middles = points.group_by(*key).agg(nw.col("_point").median().alias("_middle"))
        return (
            points.join(middles, on=key, how="inner")
            .with_columns((nw.col("_point") - nw.col("_middle")).abs().alias("_mad"))
            .group_by(*key)
            .agg(nw.col("_middle").max(), nw.col("_mad").median())
        )

    def _answers(self) -> Lazy:
        """How many answers a category was given, and how many different ones."""
        return (
            self.engine.named(self.engine.rows, "kind")
            .filter(formulas.is_kind(self.engine, Kind.CATEGORY))
            .select(*self.key, "reporter", "citekey", "category")
            .unique()
            .with_columns(nw.lit(1).alias("_one"))
            .group_by(*self.key)
            .agg(
                nw.col("_one").sum().alias("_given"),
                nw.col("category").n_unique().alias("_answers"),
            )
        )

    @cached_property
    def paired(self) -> Lazy:
        reports = self.engine.pin(accounts.reports(self.engine))
        # What is paired comes last: no other table asks for the rows any more.
        self.engine.forget_rows()
        paired = self.engine.pin(accounts.paired(reports, self.engine))
        self.engine.free(reports)
        return paired

    def pairs(self) -> Any:
        found = self.engine.named(self.paired, *KEYS)
        return self.engine.deliver("pairs", found, by=(*self.key, *accounts.PAIR_ORDER))

    def exchanges(self) -> Any:
        overclaims = self.engine.pin(accounts.overclaims(self.paired, self.engine))
        found = accounts.exchanged(overclaims)
        table = self.engine.deliver(
            "exchanges", found, by=accounts.EXCHANGE_ORDER, has_gaps=True
        )
        self.engine.free(overclaims)
        return table

    @cached_property
    def stated(self) -> Lazy:
        """What the sources state, each in its own quantity only; a row written twice once."""
        identity = (*self.key, "reporter", "perspective", "citekey", "low", "best", "high")
        is_whole = self.engine.is_blank("part")
        stated = self.engine.rows.filter(is_whole, ~nw.col("is_derived"))
        return self.engine.pin(stated.select(*identity).unique())

    def reporters(self) -> Any:
        best, who = nw.col("best"), ("reporter", "perspective")
        judged = (best >= LEAST) & formulas.is_numeric(self.engine)
        is_round = (best / ROUND_TO).floor() * ROUND_TO == best
        counts = ("attestations", "figures", "round_figures")
        found = (
            self.engine.named(self.stated, "kind")
            .with_columns(
                nw.lit(1).alias("attestations"),
                formulas.flag(judged).alias("figures"),
                formulas.flag(judged & is_round).alias("round_figures"),
            )
            .group_by(*who, *self.key)
            .agg(*(nw.col(name).sum() for name in counts))
            .with_columns(nw.lit(1).alias("quantities"))
            .group_by(*who)
            .agg(*(nw.col(name).sum() for name in ("quantities", *counts)))
            .with_columns(
                formulas.share("round_figures", of="figures").alias("heaping_share"),
                *(
                    formulas.flag(self.engine.is_blank(name)).alias(f"_no_{name}")
                    for name in who
                ),
            )
        )
        order = ("_no_reporter", "reporter", "_no_perspective", "perspective")
        return self.engine.deliver("reporters", found, by=order)

    def source_load(self) -> Any:
        low, high = nw.col("low"), nw.col("high")
        cited = self.engine.named(self.stated, "dossier").filter(
            ~self.engine.is_blank("citekey"), ~(low.is_null() & high.is_null())
        )
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
        found = shares.join(effective, on="dossier", how="inner")
        table = self.engine.deliver("source_load", found, by=("dossier", "citekey"))
        self.engine.free(counted, shares)
        return table


def _distinct(engine: Engine) -> Lazy:
    """One row per source and figure: a row written twice counts once."""
    identity = (*engine.key, "part", "reporter", "citekey", "low", "high")
    return (
        engine.named(engine.rows, "kind")
        .with_columns(*formulas.rounded(engine))
        .group_by(*identity)
        .agg(
            nw.col("witness").max(), nw.col("_rounded_low").max(), nw.col("_rounded_high").min()
        )
    )


def _measured(figures: Lazy, engine: Engine) -> Lazy:
    """One row per quantity, with the aggregates its numbers are computed from."""
    counted = formulas.COUNTED
    return (
        figures.with_columns(formulas.point().alias("_point"), *formulas.marks(engine))
        .with_columns(formulas.logarithm().alias("_log"))
        .group_by(*engine.key)
        .agg(
            nw.col("_is_number").sum().alias("n"),
            nw.col("_is_open").max(),
            nw.col("_is_part").sum().alias("parts"),
            nw.col("low").min().alias("_lower_low"),
            nw.col("low").max().alias("_higher_low"),
            nw.col("high").min().alias("_lower_high"),
            nw.col("high").max().alias("_higher_high"),
            nw.col("_point").min().alias("_least_point"),
            nw.col("_point").mean().alias("_mean"),
            nw.col("_point").std(ddof=1).alias("_deviation"),
            nw.col("_log").mean().alias("_log_mean"),
            nw.col("_log").std(ddof=1).alias("_log_sd"),
            nw.col("_whole_low").max(),
            nw.col("_whole_high").min(),
            nw.col("_part_low").max(),
            *(nw.col(name).n_unique().alias(plural) for name, plural in counted.items()),
            *(nw.col(name).min().alias(f"_least_{plural}") for name, plural in counted.items()),
        )
        .with_columns(*formulas.ends(), *formulas.without_blank(engine))
    )
