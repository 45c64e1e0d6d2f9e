"""The results of the analysis as rows of plain tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from kumsong_sources.accounts import Exchange, Pair, exchanges, pairs
from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Comparison, Report, compare
from kumsong_sources.corroboration import Corroboration, corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage
from kumsong_sources.spread import NUMBERS, Interval
from kumsong_sources.tables.columns import (
    ATTESTATIONS,
    COMPARISONS,
    CORROBORATION,
    EXCHANGES,
    PAIRS,
    Row,
    Table,
)
from kumsong_sources.tables.wording import derivation, shown_report


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
    return Table(
        name="corroboration", columns=CORROBORATION, rows=tuple(map(_supported, found))
    )


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
            "is_open": spread.is_open,
        }
        | {name: getattr(spread, name) for name in NUMBERS}
        | {
            "band": spread.band,
            "percentile": _percentile(spread.ratio, dossier=dossier),
            "is_discrepancy": comparison.is_discrepancy,
            "reason": comparison.reason,
            "derived": "; ".join(dict.fromkeys(map(derivation, comparison.derived))),
            "scope_notes": "; ".join(comparison.scope_notes),
            "within": " ".join((within.subject, within.scope)).strip() if within else None,
        }
    )


def _percentile(ratio: float | None, *, dossier: Dossier) -> float | None:
    return None if ratio is None else dossier.declaration.reference.percentile(ratio)


def _shown(reports: tuple[Report, ...], *, dossier: Dossier) -> str | None:
    return "; ".join(shown_report(report, dossier=dossier) for report in reports) or None


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
