"""A corpus in pandas: texts by their factors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.coding import CODED, QUANTITY, Codebook
from kumsong_sources.corpus.engine import Engine, Lazy, needed
from kumsong_sources.corpus.results import RESULTS
from kumsong_sources.corpus.schema import NEEDED_NUMBERS, NEEDED_TEXTS, TEXT_NEVER_MISSING


class PandasEngine(Engine):
    """Columns are NumPy arrays; results have the types that know a missing value."""

    def codebook(self) -> Codebook:
        """The texts that the factors of each column stand for."""
        import pandas as pd

        held = [name for name in NEEDED_TEXTS if self.sorts[name] != "nothing"]
        factors = {name: pd.factorize(self.given[name]) for name in held}
        self.factors = {
            name: (codes, [*map(str, texts.tolist())])
            for name, (codes, texts) in factors.items()
        }
        nothing: tuple[Any, list[str]] = (None, [])
        return Codebook.of({n: self.factors.get(n, nothing)[1] for n in NEEDED_TEXTS})

    def coded(self, book: Codebook) -> Lazy:
        """The needed columns as NumPy arrays."""
        import numpy as np
        import pandas as pd

        frame = self.given
        nothing = np.zeros(len(frame), dtype="int64"), [""]
        columns: dict[str, Any] = {"quantity": np.zeros(len(frame), dtype="int64")}
        for name in NEEDED_TEXTS:
            factor, texts = self.factors.pop(name, nothing)
            codes = {text: code for code, text in enumerate(book.texts[name])}
            # The last is for what is missing, which is -1 in a factor.
            found = np.array([*map(codes.__getitem__, texts), 0])[factor]
            if name in QUANTITY:
                columns["quantity"] += found * book.weights[name]
            else:
                columns[name] = found
        for name in NEEDED_NUMBERS:
            columns[name] = frame[name].to_numpy(dtype="float64", na_value=np.nan)
        derived = frame["is_derived"].astype("boolean").fillna(False)
        columns["is_derived"] = derived.to_numpy(dtype="bool")
        lazy: Lazy = nw.from_native(pd.DataFrame(columns, copy=False)).lazy()
        return lazy

    def deliver(
        self, name: str, lazy: Lazy, *, by: Iterable[str], has_gaps: bool = False
    ) -> Any:
        """A result whose columns know a missing value."""
        import pandas as pd

        ordered = lazy.select(*needed(name, by)).sort(*by, nulls_last=has_gaps)
        frame = ordered.collect().to_native()
        return pd.DataFrame(
            {c.name: self._cells(frame[c.name], dtype=c.dtype) for c in RESULTS[name]}
        )

    def _cells(self, column: Any, *, dtype: Any) -> Any:
        import pandas as pd

        name = str(column.name)
        if name not in CODED:
            return column.array.astype(dtype)
        may_be_missing = name not in TEXT_NEVER_MISSING
        if self.book is None:
            found = column.astype(dtype)
            return found.mask(found == "").array if may_be_missing else found.array
        texts: list[Any] = [*self.book.texts[CODED[name]]]
        if may_be_missing:
            texts[0] = pd.NA
        return pd.array(texts, dtype=dtype).take(column.to_numpy())
