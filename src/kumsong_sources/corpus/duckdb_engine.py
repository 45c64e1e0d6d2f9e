"""A corpus in DuckDB: each step a temporary table, texts by tables of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.coding import CODED, QUANTITY, Codebook
from kumsong_sources.corpus.engine import Engine, Lazy
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import NEEDED_NUMBERS, NEEDED_TEXTS, TEXT_NEVER_MISSING

_TYPES = {"string": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE", "boolean": "BOOLEAN"}
_made = count(1)


class DuckDBEngine(Engine):
    """Results are stored as temporary tables of the relation's own connection.

    DuckDB would compute a relation anew each time it is used.
    """

    def codebook(self) -> Codebook:
        """The texts of each column, kept as lists in a temporary table."""
        self.tables: dict[int, tuple[Lazy, str]] = {}
        # All in one query, because a CSV file is read anew by each.
        texts = ", ".join(
            f"list_sort(list_distinct(list_prepend('', list(DISTINCT {self._text(name)})))) "
            f"AS {name}"
            for name in NEEDED_TEXTS
        )
        self.codes = self._store(self.given, f"SELECT {texts} FROM kumsong_step")
        found = self._table(self.codes).fetchall()[0]
        return Codebook(texts=dict(zip(NEEDED_TEXTS, found, strict=True)))

    def _text(self, name: str) -> str:
        blank = self.sorts[name] == "nothing"
        return "''" if blank else f"coalesce(CAST({name} AS VARCHAR), '')"

    def coded(self, book: Codebook) -> Lazy:
        """The needed columns, each text joined with its place in its list."""
        quantity = " + ".join(
            f"CAST({name}_code.code AS BIGINT) * {weight}"
            for name, weight in book.weights.items()
        )
        codes = (f"{n}_code.code AS {n}" for n in NEEDED_TEXTS if n not in QUANTITY)
        numbers = (
            f"CASE WHEN NOT isnan(CAST({n} AS DOUBLE)) THEN CAST({n} AS DOUBLE) END AS {n}"
            for n in NEEDED_NUMBERS
        )
        joins = (
            f"JOIN (SELECT unnest({n}) AS text, "
            f"CAST(unnest(range(len({n}))) AS INTEGER) AS code FROM temp.{self.codes}) "
            f"AS {n}_code ON {self._text(n)} = {n}_code.text"
            for n in NEEDED_TEXTS
        )
        return self._pinned(
            self.given,
            f"SELECT {quantity} AS quantity, {', '.join(codes)}, {', '.join(numbers)}, "
            "coalesce(CAST(is_derived AS BOOLEAN), false) AS is_derived "
            f"FROM kumsong_step {' '.join(joins)}",
        )

    def pin(self, lazy: Lazy) -> Lazy:
        """Store a step, which would else be computed at each use."""
        return self._pinned(lazy.to_native(), "FROM kumsong_step")

    def free(self, *pinned: Lazy) -> None:
        """Drop the tables of what was pinned."""
        for lazy in pinned:
            if id(lazy) in self.tables:
                _, table = self.tables.pop(id(lazy))
                self._run(f"DROP TABLE temp.{table}")

    def leave(self) -> None:
        """Drop all tables but those of results."""
        tables = [table for _, table in self.tables.values()]
        for table in (*tables, self.codes):
            self._run(f"DROP TABLE temp.{table}")

    def deliver(
        self, name: str, lazy: Lazy, *, by: Iterable[str], has_gaps: bool = False
    ) -> Any:
        """A result as a temporary table, its texts looked up after sorting."""
        if self.book is None:
            lazy = nw.from_native(super().deliver(name, lazy, by=by, has_gaps=has_gaps))
            return self._table(self._store(lazy.to_native(), "FROM kumsong_step"))
        order = ", ".join(f"{column} NULLS LAST" for column in by)
        # Sorted while there are numbers: a text is looked up by its place in a list, which
        # is quicker than by a join.
        query = (
            f"SELECT {', '.join(self._cells(name))} FROM (FROM kumsong_step ORDER BY {order})"
        )
        return self._table(self._store(lazy.to_native(), query))

    def _cells(self, name: str) -> Iterator[str]:
        for column in RESULTS[name]:
            cell = column.name
            if cell in CODED:
                cell = f"(SELECT {CODED[cell]} FROM temp.{self.codes})[{cell} + 1]"
                if column.name not in TEXT_NEVER_MISSING:
                    cell = f"nullif({cell}, '')"
            yield f"CAST({cell} AS {_TYPES[column.dtype]}) AS {column.name}"

    def _pinned(self, step: Any, query: str) -> Lazy:
        table = self._store(step, query)
        lazy: Lazy = nw.from_native(self._table(table))
        # Kept with its table: of what is gone another might get the number.
        self.tables[id(lazy)] = (lazy, table)
        return lazy

    def _store(self, step: Any, query: str) -> str:
        name = f"kumsong_sources_{next(_made)}"
        step.query("kumsong_step", f"CREATE TEMP TABLE {name} AS {query}")
        return name

    def _table(self, name: str) -> Any:
        # Asked of the relation given: one asked of a step would need that step again.
        return self.given.query("kumsong_given", f"FROM temp.{name}")

    def _run(self, statement: str) -> None:
        self.given.query("kumsong_given", statement)
