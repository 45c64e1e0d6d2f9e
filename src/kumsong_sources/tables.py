"""The results of the analysis as plain tables: what the terminal, files and pandas show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from kumsong_sources.accounts import Exchange, Pair, exchanges, pairs
from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Comparison, Report, compare
from kumsong_sources.corroboration import Corroboration, corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage
from kumsong_sources.spread import NUMBERS, Interval

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
    lines = (line.split("|", 2) for line in described.strip().splitlines())
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


def attestations_table(found: Iterable[Attestation]) -> Table:
    """One row per source's figure for a quantity; columns: `ATTESTATIONS`.

    Examples
    --------
    >>> from kumsong_sources.attestations import attestations
    >>> table = attestations_table(attestations(Dossier.example("kumsong")))
    >>> [row["low"] for row in table.rows if row["measure"] == "casualties"]
    [78000, 32253, 66000]
    """
    return Table(name="attestations", columns=ATTESTATIONS, rows=tuple(map(_attested, found)))


def comparisons_table(found: Iterable[Comparison], *, dossier: Dossier) -> Table:
    """One row per quantity; columns: `COMPARISONS`."""
    row = partial(_compared, dossier=dossier, lineage=Lineage.of(dossier))
    return Table(name="comparisons", columns=COMPARISONS, rows=tuple(map(row, found)))


def pairs_table(found: Iterable[Pair]) -> Table:
    """One row per two reporters on one quantity; columns: `PAIRS`."""
    return Table(name="pairs", columns=PAIRS, rows=tuple(map(_paired, found)))


def exchanges_table(found: Iterable[Exchange]) -> Table:
    """One row per two accounts of both sides' losses; columns: `EXCHANGES`."""
    return Table(name="exchanges", columns=EXCHANGES, rows=tuple(map(_exchanged, found)))


def corroboration_table(found: Iterable[Corroboration]) -> Table:
    """One row per claim; columns: `CORROBORATION`."""
    return Table(name="corroboration", columns=CORROBORATION, rows=tuple(map(_supported, found)))


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


def table_of(dossier: Dossier, name: str) -> Table:
    """Analyse a dossier and give one of its tables by name (see `TABLES`)."""
    makers: dict[str, Callable[[], Table]] = {
        "attestations": lambda: attestations_table(
            a for comparison in compare(dossier) for a in _at_home(comparison)
        ),
        "comparisons": lambda: comparisons_table(compare(dossier), dossier=dossier),
        "pairs": lambda: pairs_table(pairs(compare(dossier))),
        "exchanges": lambda: exchanges_table(exchanges(compare(dossier))),
        "corroboration": lambda: corroboration_table(corroboration(dossier)),
    }
    return makers[name]()


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


def _at_home(comparison: Comparison) -> Iterable[Attestation]:
    """The figures of the quantity itself, without those that stand in for a part of it."""
    return (a for a in comparison.attestations if a.quantity == comparison.quantity)


def _quantity(of: Attestation | Comparison | Pair) -> dict[str, Any]:
    quantity = of.quantity
    return {
        "event": quantity.event,
        "subject": quantity.subject,
        "measure": quantity.measure,
        "scope": quantity.scope,
    }


def _attested(attestation: Attestation) -> Row:
    figure = attestation.figure
    return _quantity(attestation) | {
        "reporter": attestation.reporter,
        "perspective": _word(attestation.perspective),
        "citekey": attestation.citekey,
        "locator": attestation.citation.locator if attestation.citation else None,
        "via": ";".join(attestation.via),
        "claim_ids": ";".join(claim.claim_id for claim in attestation.claims),
        "link": ";".join(dict.fromkeys(claim.link for claim in attestation.claims)),
        "figure": figure.text,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "qualifier": str(figure.qualifier),
        "grain": figure.grain,
        "is_derived": attestation.is_derived,
        "absent": ";".join(attestation.absent),
    }


def _compared(comparison: Comparison, *, dossier: Dossier, lineage: Lineage) -> Row:
    keys = dict.fromkeys(a.citekey for a in comparison.attestations if a.citekey)
    known = [key for key in keys if key in dossier.bibliography.known_keys]
    spread = comparison.spread
    within = comparison.within
    shown = partial(_shown, dossier=dossier)
    return (
        _quantity(comparison)
        | {
            "own": shown(comparison.own),
            "enemy": shown(comparison.enemy),
            "third_party": shown(comparison.third_party),
            "unattributed": shown(comparison.by_perspective(None)),
            "sources": len(known),
            "witnesses": len(lineage.witnesses(known)),
            "n": spread.n,
            "low": spread.low,
            "high": spread.high,
        }
        | {name: getattr(spread, name) for name in NUMBERS}
        | {
            "band": spread.band,
            "is_discrepancy": comparison.is_discrepancy,
            "reason": comparison.reason,
            "derived": "; ".join(map(derivation, comparison.derived)),
            "scope_notes": "; ".join(comparison.scope_notes),
            "within": " ".join((within.subject, within.scope)).strip() if within else None,
        }
    )


def derivation(attestation: Attestation) -> str:
    """How a derived figure was summed, in words.

    Examples
    --------
    >>> unc = next(c for c in compare(Dossier.example("kumsong")) if c.derived)
    >>> derivation(unc.derived[0])
    '14,373 = 2,689 killed + 7,548 wounded + 4,136 missing; captured not stated'
    """
    absent = ", ".join(kind.replace("_", " ") for kind in attestation.absent)
    rest = f"; {absent} not stated" if absent else ""
    return f"{attestation.figure} = {attestation.figure.text}{rest}"


def _shown(reports: tuple[Report, ...], *, dossier: Dossier) -> str | None:
    return "; ".join(shown_report(report, dossier=dossier) for report in reports) or None


def shown_report(report: Report, *, dossier: Dossier) -> str:
    """A reporter with its figures; † marks a sum of ours, ‡ a differing scope."""
    figures = " / ".join(dict.fromkeys(map(shown_figure, report.attestations)))
    mark = "‡" if report.scope_differs else ""
    if report.reporter is None:
        return f"{figures}{mark}"
    return f"{dossier.party_label(report.reporter)} {figures}{mark}"


def shown_figure(attestation: Attestation) -> str:
    """A figure for readers, † when it is a sum of ours."""
    return f"{attestation.figure}{'†' if attestation.is_derived else ''}"


def _paired(pair: Pair) -> Row:
    return (
        _quantity(pair)
        | {"first": pair.first.reporter, "second": pair.second.reporter}
        | _ends("first", pair.first.interval)
        | _ends("second", pair.second.interval)
        | _ends("ratio", pair.ratio)
        | {
            "is_overclaim": pair.is_overclaim,
            "scope_differs": pair.scope_differs,
            "undefined": pair.undefined or None,
        }
    )


def _exchanged(exchange: Exchange) -> Row:
    row: dict[str, Any] = {
        name: getattr(exchange, name) for name in ("event", "measure", "first", "second")
    }
    ratios = (
        "first_overclaim",
        "second_overclaim",
        "first_exchange",
        "second_exchange",
        "swing",
    )
    for name in ratios:
        row |= _ends(name, getattr(exchange, name))
    return row | {"scope_differs": exchange.scope_differs}


def _supported(support: Corroboration) -> Row:
    return {
        "claim_id": support.claim.claim_id,
        "event": support.claim.event,
        "statement": support.claim.statement,
        "sources": support.source_count,
        "witnesses": support.witness_count,
        "source_keys": ";".join(support.sources),
        "witness_keys": ";".join("=".join(keys) for keys in support.witnesses),
        "parties": ";".join(support.parties),
        "perspectives": ";".join(support.perspectives),
        "weaknesses": ";".join(support.weaknesses),
    }


def _ends(name: str, interval: Interval | None) -> dict[str, float | None]:
    return {
        f"{name}_low": interval.low if interval else None,
        f"{name}_high": interval.high if interval else None,
    }


def _word(value: object) -> str | None:
    return None if value is None else str(value)
