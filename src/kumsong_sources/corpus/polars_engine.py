"""A corpus in Polars: computed in its streaming engine, texts as its enumerations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.coding import CODED, QUANTITY, Codebook
from kumsong_sources.corpus.engine import Engine, Lazy, needed, typed
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import NEEDED_NUMBERS, NEEDED_TEXTS, TEXT_NEVER_MISSING


class PolarsEngine(Engine):
    """Results are lazy frames that hold what was computed."""

    def codebook(self) -> Codebook:
        """The categories of each column, read together with its numbers."""
        import polars as pl

        # Categories of their own: those of all frames would bring foreign texts along.
        kinds = {name: pl.Categorical(pl.Categories.random()) for name in NEEDED_TEXTS}
        numbers = (pl.col(n).cast(pl.Float64).fill_nan(None) for n in NEEDED_NUMBERS)
        plan = self.given.lazy().select(
            *(self._text(name).cast(kind).alias(name) for name, kind in kinds.items()),
            *numbers,
            pl.col("is_derived").cast(pl.Boolean).fill_null(False),
        )
        self.categorical = plan.collect(engine="streaming")
        self.found = {name: kind.categories.to_series() for name, kind in kinds.items()}
        blank = pl.Series([""])
        return Codebook(
            texts={
                name: pl.concat([texts, blank]).unique().sort()
                for name, texts in self.found.items()
            }
        )

    def coded(self, book: Codebook) -> Lazy:
        """The needed columns, held; each category by its place among the texts."""
        import polars as pl

        codes = {}
        for name in NEEDED_TEXTS:
            # A missing text has no place among the categories, and the code of a blank one.
            ordered = book.texts[name].search_sorted(self.found[name]).cast(pl.Int32)
            place = pl.col(name).to_physical()
            codes[name] = pl.lit(ordered).gather(place).fill_null(0)
            if ordered.is_empty():
                codes[name] = place.fill_null(0).cast(pl.Int32)
        parts = [codes.pop(name).cast(pl.Int64) * book.weights[name] for name in QUANTITY]
        plan = self.categorical.lazy().select(
            sum(parts[1:], start=parts[0]).alias("quantity"),
            *(code.alias(name) for name, code in codes.items()),
            *NEEDED_NUMBERS,
            "is_derived",
        )
        del self.categorical, self.found
        return self._held(plan)

    def _text(self, name: str) -> Any:
        import polars as pl

        blank = self.sorts[name] == "nothing"
        return pl.lit(None, dtype=pl.String) if blank else pl.col(name).cast(pl.String)

    def _held(self, plan: Any) -> Lazy:
        lazy: Lazy = nw.from_native(plan.collect(engine="streaming").lazy())
        return lazy

    def pin(self, lazy: Lazy) -> Lazy:
        """Compute a step now, in the streaming engine."""
        return self._held(lazy.to_native())

    def deliver(
        self, name: str, lazy: Lazy, *, by: Iterable[str], has_gaps: bool = False
    ) -> Any:
        """A result, held in memory."""
        if self.book is None:
            return (
                super().deliver(name, self.pin(lazy), by=by, has_gaps=has_gaps).collect().lazy()
            )
        # The streaming engine groups and joins quicker, the other one sorts quicker.
        found = self.pin(lazy.select(*needed(name, by))).to_native().collect()
        found = found.sort(*by, nulls_last=has_gaps)
        texts = found.lazy().with_columns(self._decoded(self.book, name))
        return nw.from_native(texts).select(*typed(name)).to_native().collect().lazy()

    def _decoded(self, book: Codebook, name: str) -> Iterator[Any]:
        """Texts for the numbers of a result, none for that of a blank one."""
        import polars as pl

        for column in (c.name for c in RESULTS[name] if c.name in CODED):
            texts = book.texts[CODED[column]]
            if column not in TEXT_NEVER_MISSING:
                texts = pl.concat([pl.Series([None], dtype=pl.String), texts[1:]])
            yield pl.lit(texts).gather(pl.col(column)).alias(column)


class EagerPolarsEngine(PolarsEngine):
    """Results are frames."""

    def deliver(
        self, name: str, lazy: Lazy, *, by: Iterable[str], has_gaps: bool = False
    ) -> Any:
        """A result as a frame."""
        return super().deliver(name, lazy, by=by, has_gaps=has_gaps).collect()
