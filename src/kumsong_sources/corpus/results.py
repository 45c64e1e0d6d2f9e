"""What the columns of each of a corpus's tables hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kumsong_sources import tables
from kumsong_sources.corpus.schema import CORPUS, KEYS
from kumsong_sources.spread import NUMBERS
from kumsong_sources.tables import Column

_DOSSIER = next(column for column in CORPUS if column.name == "dossier")


def _text(name: str, description: str) -> Column:
    return Column(name=name, dtype="string", description=description)


def _count(name: str, description: str) -> Column:
    return Column(name=name, dtype="Int64", description=description)


def _share(name: str, description: str) -> Column:
    return Column(name=name, dtype="Float64", description=description)


def _as_in(table: Iterable[Column], *names: str) -> tuple[Column, ...]:
    """Columns that hold what they hold in a dossier's table of the same name."""
    shown = {column.name: column for column in table}
    return tuple(shown[name] for name in names)


_KEYS = (_DOSSIER, *_as_in(CORPUS, *KEYS[1:]))

COMPARISONS = (
    *_KEYS,
    *_as_in(CORPUS, "kind"),
    _count("reporters", "parties named as reporter of a figure or a word"),
    *_as_in(tables.COMPARISONS, "sources", "witnesses", "n", "low", "high", "is_open"),
    *_as_in(tables.COMPARISONS, *NUMBERS, "band", "is_discrepancy"),
    _count("parts", "of the figures those that count only a part"),
)
PAIRS = (*_KEYS, *(column for column in tables.PAIRS if column.name not in KEYS))
EXCHANGES = (_DOSSIER, *tables.EXCHANGES)
REPORTERS = (
    _text("reporter", "party whose account it is; missing where nobody is named"),
    _text("perspective", "own, enemy or third-party; missing where it cannot be told"),
    _count("quantities", "quantities it gives a figure or a word for"),
    _count("attestations", "its stated figures and words"),
    _count("figures", "of them single figures of 1,000 or more, which are judged"),
    _count("round_figures", "of the figures those that are multiples of 100"),
    _share("heaping_share", "round_figures / figures"),
)
SOURCE_LOAD = (
    _DOSSIER,
    _text("citekey", "cited source"),
    _count("figures", "stated figures with a number that cite it"),
    _share("share", "share of all such figures of the dossier"),
    _share("effective_sources", "of the whole dossier: 1 / sum of squared shares"),
)

RESULTS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "comparisons": COMPARISONS,
        "pairs": PAIRS,
        "exchanges": EXCHANGES,
        "reporters": REPORTERS,
        "source_load": SOURCE_LOAD,
    }
)
"""The columns of every table of a corpus by its name."""
