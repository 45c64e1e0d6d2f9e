"""What the analysis asks of an engine; here with texts as they are, as Spark does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.coding import CODED, QUANTITY, Codebook
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import NEEDED_NUMBERS, NEEDED_TEXTS, TEXT_NEVER_MISSING

Lazy = nw.LazyFrame[Any]
Given = nw.DataFrame[Any] | Lazy

_DTYPES: Mapping[str, Any] = {
    "string": nw.String,
    "Int64": nw.Int64,
    "Float64": nw.Float64,
    "boolean": nw.Boolean,
}


class Engine:
    """One computation in the engine that holds a frame.

    Parameters
    ----------
    given : narwhals frame
        A corpus, its columns checked.
    sorts : mapping of str to str
        What sort of value each column holds, as `check_columns` calls it.

    Attributes
    ----------
    rows : narwhals LazyFrame
        The columns of `NEEDED`, a missing text blank. Where there is a codebook, a number
        stands for each text, and the one column `quantity` for those of `QUANTITY`.
    book : Codebook or None
    key : tuple of str
        The columns that make a quantity.
    """

    def __init__(self, given: Given, sorts: Mapping[str, str]) -> None:
        self.given = given.to_native()
        self.sorts = sorts
        book = self.codebook()
        # Where the number of a quantity would be too great, texts stay texts.
        self.book = book if book is not None and book.fits else None
        self.key = QUANTITY if self.book is None else ("quantity",)
        if self.book is None:
            self.rows = given.lazy().select(*_needed(sorts))
        else:
            self.rows = self.coded(self.book)

    def codebook(self) -> Codebook | None:
        """The numbers that stand for texts; `None` where texts stay texts."""
        return None

    def coded(self, book: Codebook) -> Lazy:
        """The needed columns, with a number for each text and for each quantity."""
        raise NotImplementedError

    def code(self, column: str, text: str) -> nw.Expr:
        """What stands for a text of a column."""
        return nw.lit(text if self.book is None else self.book.code(column, text))

    def is_blank(self, column: str, *, of: str | None = None) -> nw.Expr:
        """Whether a column, which may hold the texts of another, is without text."""
        return nw.col(column) == self.code(of or column, "")

    def named(self, lazy: Lazy, *names: str) -> Lazy:
        """A frame of quantities with some of the columns that make them."""
        if self.book is None:
            return lazy
        return lazy.with_columns(*(self.book.column(name) for name in names))

    def order(self) -> nw.Expr:
        """What sorts by the column `_rank` and then by the reporter's name."""
        rank, reporter = nw.col("_rank"), nw.col("reporter")
        if self.book is None:
            return nw.concat_str(rank.cast(nw.String), reporter)
        return rank * len(self.book.texts["reporter"]) + reporter

    def pin(self, lazy: Lazy) -> Lazy:
        """Compute now what is used twice, where the engine would compute it twice."""
        return lazy

    def free(self, *pinned: Lazy) -> None:
        """Let go of what was pinned."""

    def forget_rows(self) -> None:
        """Let go of the rows, of which no step to come will ask."""
        self.free(self.rows)
        del self.rows

    def leave(self) -> None:
        """Let go of all but the results."""

    def deliver(
        self, name: str, lazy: Lazy, *, by: Iterable[str], has_gaps: bool = False
    ) -> Any:
        """A table as `RESULTS` describes it, in the engine's own kind.

        Sorted by columns which may have gaps; those come last then. To look for gaps where
        there are none costs some engines as much as to sort.
        """
        blank = (c.name for c in RESULTS[name] if c.name in CODED)
        missing = (
            nw.when(nw.col(column) != "").then(nw.col(column)).alias(column)
            for column in blank
            if column not in TEXT_NEVER_MISSING
        )
        lazy = lazy.sort(*by, nulls_last=has_gaps).with_columns(*missing)
        return lazy.select(*typed(name)).to_native()


def needed(name: str, by: Iterable[str]) -> list[str]:
    """The columns of a result and those it is sorted by, each once."""
    return list(dict.fromkeys((*(column.name for column in RESULTS[name]), *by)))


def typed(name: str) -> Iterator[nw.Expr]:
    """The columns of a result with their types."""
    return (nw.col(c.name).cast(_DTYPES[c.dtype]) for c in RESULTS[name])


def _needed(sorts: Mapping[str, str]) -> Iterator[nw.Expr]:
    """The needed columns with their types; blank and missing are the same in a text."""
    for name in (*NEEDED_TEXTS, *NEEDED_NUMBERS):
        dtype = nw.String if name in NEEDED_TEXTS else nw.Float64
        blank = nw.lit(None, dtype=dtype).alias(name)
        column = blank if sorts[name] == "nothing" else nw.col(name).cast(dtype)
        yield column.fill_null("") if name in NEEDED_TEXTS else column.fill_nan(None)
    yield nw.col("is_derived").cast(nw.Boolean).fill_null(False)
