"""Texts as whole numbers while a corpus is analysed: equal, ordered and joined as fast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.schema import KEYS, NEEDED_TEXTS

QUANTITY = (*KEYS, "kind")
"""The columns that one number stands for, the first of them weighing most."""

MOST = 2**63 - 1
"""The greatest whole number that every engine holds."""

CODED = {name: name for name in NEEDED_TEXTS} | {"first": "reporter", "second": "reporter"}
"""The columns of results that hold a number for a text, and whose texts those are."""


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """Which number stands for which text of each column.

    The numbers of a column are in the order of its texts, blank first, and the number of
    a quantity is in the order of its columns: what is sorted by numbers is sorted by texts.

    Parameters
    ----------
    texts : mapping of str to list of str, or to another sequence in the engine's own kind
        By column its different texts, in order, the first of them blank.

    Examples
    --------
    >>> book = Codebook.of({name: {"b", "a"} for name in NEEDED_TEXTS})
    >>> book.texts["event"], book.code("event", "b"), book.code("event", "c")
    (['', 'a', 'b'], 2, -1)
    >>> [book.weights[name] for name in ("scope", "kind")]
    [3, 1]
    """

    texts: Mapping[str, Any]

    @classmethod
    def of(cls, found: Mapping[str, Iterable[str]]) -> Codebook:
        """The codebook of the texts found in each column, in any order."""
        return cls(texts={name: sorted({"", *found[name]}) for name in NEEDED_TEXTS})

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """By what the number of each column is multiplied in that of the quantity."""
        sizes = [len(self.texts[name]) for name in QUANTITY]
        return {name: prod(sizes[at + 1 :]) for at, name in enumerate(QUANTITY)}

    @property
    def fits(self) -> bool:
        """Whether the number of every quantity can be held."""
        return prod(len(self.texts[name]) for name in QUANTITY) <= MOST

    def code(self, column: str, text: str) -> int:
        """The number of a text, -1 where the column has no such text."""
        return next((at for at, known in enumerate(self.texts[column]) if known == text), -1)

    def column(self, name: str) -> nw.Expr:
        """A column's number, taken out of that of the quantity."""
        shifted = nw.col("quantity") // self.weights[name] if self.weights[name] > 1 else None
        found = nw.col("quantity") if shifted is None else shifted
        # Nothing weighs more than the first: what is left is its number.
        return (found if name == QUANTITY[0] else found % len(self.texts[name])).alias(name)
