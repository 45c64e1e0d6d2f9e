"""A corpus in Spark: texts as they are, because a cluster has no place for all of them."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from kumsong_sources.corpus.engine import Engine, Lazy


class SparkEngine(Engine):
    """Results are computed when they are collected, what several share once."""

    def pin(self, lazy: Lazy) -> Lazy:
        """Have Spark keep a step once it is computed."""
        kept: Lazy = nw.from_native(lazy.to_native().persist())
        return kept
