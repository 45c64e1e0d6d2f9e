"""What the columns of each table hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kumsong_sources.comparison import certain_ratio

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
    dtype : str
        As pandas calls it: ``"string"``, ``"Int64"``, ``"Float64"`` or ``"boolean"``; all
        of them know a missing value.
    description : str
        What it holds, with its unit.
    """

    name: str
    dtype: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows with described columns.

    Parameters
    ----------
    name : str
    columns : tuple of Column
    rows : tuple of mapping
        Values by column name; `None` where there is none.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def _columns(described: str) -> tuple[Column, ...]:
    """Read ``name | dtype | description`` lines."""
    lines = (line.split("|", 2) for line in described.splitlines() if line)
    return tuple(
        Column(name=name.strip(), dtype=dtype.strip(), description=description.strip())
        for name, dtype, description in lines
    )


_QUANTITY = """
event | string | event of the quantity
subject | string | party of whom it is said; blank for the event's own
measure | string | what is counted
scope | string | what part is covered; blank for the whole
"""

_SPREAD = """
n | Int64 | distinct figures with a number
low | Float64 | least figure, in the measure's unit
high | Float64 | greatest figure, in the measure's unit
is_open | boolean | a figure is only a bound
ratio | Float64 | high / low
log2_ratio | Float64 | doublings between low and high
difference | Float64 | high - low, in the measure's unit; days for dates
symmetric_percent | Float64 | difference in percent of the midpoint, at most 200
cv | Float64 | sample standard deviation / mean
geometric_mean | Float64 | geometric mean, in the measure's unit
geometric_sd | Float64 | geometric standard deviation, a factor
mad_ratio | Float64 | median absolute deviation / median, from 4 figures
gap_ratio | Float64 | low of the higher / high of the lower, where ranges do not meet
"""

ATTESTATIONS = _columns(
    _QUANTITY
    + """
reporter | string | party whose account it is
perspective | string | own, enemy or third-party
citekey | string | cited source
locator | string | where in the source
via | string | works it was read in, joined by ;
claim_ids | string | claims it stands in, joined by ;
link | string | stated or inferred
figure | string | the figure as written; for a derived one its sum
low | Float64 | least value the figure admits
best | Float64 | the single value stated
high | Float64 | greatest value the figure admits
qualifier | string | exact, about, at_least, at_most, range, unknown, none
grain | Float64 | rounding step
is_derived | boolean | summed by us, not stated
absent | string | kinds of loss a derived figure has no part for, joined by ;
"""
)
COMPARISONS = _columns(
    _QUANTITY
    + """
own | string | figures of the subject's own side, with their reporter
enemy | string | figures of the other side
third_party | string | figures of those who did not fight
unattributed | string | figures nobody is named for
sources | Int64 | sources of the figures, counted naively
witnesses | Int64 | independent lineages among them
"""
    + _SPREAD
    + """
band | string | agree, minor, notable, large or extreme
percentile | Float64 | percent of the reference figures below it; missing beyond their end
is_discrepancy | boolean | beyond rounding and tolerance; missing: cannot tell
reason | string | why so
derived | string | sums of ours among the figures, with parts and absent kinds
scope_notes | string | whose scope differs, joined by ;
within | string | subject and scope of the whole these figures stand in as a part
"""
)
PAIRS = _columns(
    _QUANTITY
    + """
first | string | reporting party, the subject's own side first
second | string | the other reporting party
first_low | Float64 | least figure of the first
first_high | Float64 | greatest figure of the first
second_low | Float64 | least figure of the second
second_high | Float64 | greatest figure of the second
ratio_low | Float64 | least second / first that the figures admit
ratio_high | Float64 | greatest second / first that the figures admit
is_overclaim | boolean | the ratio is an overclaim factor
scope_differs | boolean | one of them counts only a part
undefined | string | why there is no ratio
"""
)
EXCHANGES = _columns(
    """
event | string | event
measure | string | kind of loss
first | string | reporting party
second | string | reporting party of the other side
first_overclaim_low | Float64 | first's figure for the second's loss / the second's own
first_overclaim_high | Float64 | its upper end
second_overclaim_low | Float64 | second's figure for the first's loss / the first's own
second_overclaim_high | Float64 | its upper end
first_exchange_low | Float64 | enemy loss / own loss by the first account
first_exchange_high | Float64 | its upper end
second_exchange_low | Float64 | enemy loss / own loss by the second account
second_exchange_high | Float64 | its upper end
swing_low | Float64 | product of the two overclaim factors
swing_high | Float64 | its upper end
scope_differs | boolean | a figure counts only a part of what it is compared with
"""
)
CORROBORATION = _columns(
    """
claim_id | string | claim
event | string | event
statement | string | what is claimed
sources | Int64 | sources that say it, counted naively
witnesses | Int64 | independent lineages among them
source_keys | string | their citekeys, joined by ;
witness_keys | string | the citekeys by lineage: = within a lineage, ; between them
parties | string | parties whose accounts say it, joined by ;
perspectives | string | from where they speak, joined by ;
weaknesses | string | in what the support is weak, joined by ;
"""
)


TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "attestations": ATTESTATIONS,
        "comparisons": COMPARISONS,
        "pairs": PAIRS,
        "exchanges": EXCHANGES,
        "corroboration": CORROBORATION,
    }
)
"""The columns of every table by its name."""


def select_rows(table: Table, wanted: Mapping[str, str | None]) -> Table:
    """The rows whose columns have the wanted values; `None` wants any value."""
    names = {column.name for column in table.columns}
    asked = {name: value for name, value in wanted.items() if value is not None}
    rows = tuple(
        row
        for row in table.rows
        if all(row[name] == value for name, value in asked.items() if name in names)
    )
    return replace(table, rows=rows)


RANKED_BY = {
    "comparisons": "ratio",
    "pairs": "ratio_high",
    "exchanges": "swing_high",
    "source_load": "share",
}
"""The column each table is ranked by, those of a corpus too; the others keep their order.

A ratio with a bound among the figures counts with what it makes certain.
"""


def ranked_rows(table: Table, *, rank: bool, top: int | None = None) -> Table:
    """The rows, the farthest apart first if so wanted, and at most `top` of them."""
    by = RANKED_BY.get(table.name)
    rows = table.rows
    if rank and by is not None:
        rows = tuple(sorted(rows, key=lambda row: _rank(row, by=by)))
    return replace(table, rows=rows[:top])


def _rank(row: Row, *, by: str) -> tuple[bool, float, float]:
    value = row[by]
    certain = value
    if by == "ratio":
        certain = certain_ratio(value, gap_ratio=row["gap_ratio"], is_open=row["is_open"])
    return value is None, -(certain or 0), -(value or 0)
