"""The tables of a corpus: comparisons, pairs, exchanges, reporters and source load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import narwhals.stable.v2 as nw

from kumsong_sources import spread, tables
from kumsong_sources.corpus import formulas
from kumsong_sources.corpus.engines import Lazy, enter
from kumsong_sources.corpus.schema import KEYS
from kumsong_sources.declaration import BANDS
from kumsong_sources.figures.figure import ROUND_STEP
from kumsong_sources.tables import Column
from kumsong_sources.vocabulary import Kind, Perspective

Frame = TypeVar("Frame")
"""A frame of pandas, Polars, DuckDB or PySpark: what goes in comes out."""

COMPARISONS = _columns = ()
