"""Values of the analysis as rows: the same columns for one value and for many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kumsong_sources.accounts import Exchange, Pair
from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.checks import Finding
from kumsong_sources.claims import Claim
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.figures import Figure
from kumsong_sources.figures.writing import DATE_UNIT
from kumsong_sources.reliance import Fall
from kumsong_sources.sources import Source
from kumsong_sources.transmission import Retelling
from kumsong_sources.views.names import Names, place_words

Row = Mapping[str, object]

DERIVED, PARTIAL = "†", "‡"
NOBODY = "nobody named"
_MARKS = {
    DERIVED: f"{DERIVED} a sum of ours; no source states it",
    PARTIAL: f"{PARTIAL} counts only a part of what is compared: a lower bound",
}


def legend(text: str) -> list[str]:
    """What the marks in a text mean."""
    return [meaning for mark, meaning in _MARKS.items() if mark in text]


def figure_words(attestation: Attestation) -> str:
    """A figure as readers see it, marked where it is a sum of ours."""
    figure = attestation.figure
    # A date stands as it is written: the form that it is read into is for machines.
    shown = figure.text if figure.unit == DATE_UNIT else figure
    return f"{shown}{DERIVED if attestation.is_derived else ''}"


def report_words(report: Report, *, names: Names, subject: str = "") -> str:
    """A reporter with its figures; of the subject's own only the figures."""
    figures = " / ".join(dict.fromkeys(map(figure_words, report.attestations)))
    mark = PARTIAL if report.scope_differs else ""
    who = "" if report.reporter == subject else names.party(report.reporter)
    return f"{who}: {figures}{mark}" if who else f"{figures}{mark}"


def report_rows(report: Report, *, names: Names) -> list[Row]:
    """The figures of one reporter."""
    mark = PARTIAL if report.scope_differs else ""
    return [
        {
            "perspective": report.perspective or NOBODY,
            "reporter": names.party(report.reporter),
            "figure": f"{figure_words(one)}{mark}",
            **_cited(one, names=names),
        }
        for one in report.attestations
    ]


def _cited(attestation: Attestation, *, names: Names) -> Row:
    cited = attestation.citation
    return {
        "source": "none cited" if cited is None else names.citation(cited),
        "read in": names.works(attestation.via),
        "claims": [claim.claim_id for claim in attestation.claims],
    }


def _quantity(quantity: Quantity, *, names: Names) -> Row:
    return {
        "event": names.event(quantity.event),
        "of whom": names.party(quantity.subject),
        "what": names.measured(quantity),
    }


def _attestation(attestation: Attestation, names: Names) -> Row:
    return {
        **_quantity(attestation.quantity, names=names),
        "figure": figure_words(attestation),
        "who speaks": names.party(attestation.reporter) or NOBODY,
        "perspective": attestation.perspective,
        **_cited(attestation, names=names),
    }


def _comparison(comparison: Comparison, names: Names) -> Row:
    views = {
        "own account": comparison.own,
        "enemy's account": comparison.enemy,
        "third party's": comparison.third_party,
        NOBODY: comparison.by_perspective(None),
    }
    told: bool | str | None = comparison.is_discrepancy
    if told is None:
        is_alone = comparison.spread.n < 2
        told = comparison.reason if is_alone else f"cannot tell: {comparison.reason}"
    subject = comparison.quantity.subject
    return {
        **_quantity(comparison.quantity, names=names),
        **{
            view: [report_words(report, names=names, subject=subject) for report in reports]
            for view, reports in views.items()
        },
        "ratio": None if comparison.ratio is None else f"{comparison.ratio:,.2f}",
        "how far apart": comparison.band,
        "disagree?": told,
    }


def _corroboration(support: Corroboration, names: Names) -> Row:
    return {
        "claim": support.claim.claim_id,
        "what it says": support.claim.statement,
        "sources": support.source_count,
        "witnesses": support.witness_count,
        "which": names.works(support.sources),
        "whose account": names.parties(support.parties),
        "weak in": [str(weakness).replace("-", " ") for weakness in support.weaknesses],
    }


def _pair(pair: Pair, names: Names) -> Row:
    ratio = pair.undefined if pair.ratio is None else str(pair.ratio)
    return {
        **_quantity(pair.quantity, names=names),
        "first": report_words(pair.first, names=names),
        "second": report_words(pair.second, names=names),
        "second / first": f"{ratio}{PARTIAL if pair.scope_differs else ''}",
        "own against enemy": pair.is_overclaim,
    }


def _exchange(exchange: Exchange, names: Names) -> Row:
    told = (
        (exchange.first, exchange.first_exchange, exchange.first_overclaim),
        (exchange.second, exchange.second_exchange, exchange.second_overclaim),
    )
    return {
        "event": names.event(exchange.event),
        "what": names.measured(Quantity(event="", subject="", measure=exchange.measure)),
        "enemy's loss / own": [f"{names.party(who)}: {ratio}" for who, ratio, _ in told],
        "its claim / the enemy's own": [f"{names.party(who)}: {x}" for who, _, x in told],
        "swing": f"{exchange.swing}{PARTIAL if exchange.scope_differs else ''}",
    }


def _retelling(retelling: Retelling, names: Names) -> Row:
    return {
        "source": names.work(retelling.citekey),
        **_quantity(retelling.quantity, names=names),
        "as it is told": told_words(retelling, names=names),
        "changed?": retelling.is_conflict,
    }


def told_words(retelling: Retelling, *, names: Names) -> list[str]:
    """Each figure with the works it is read in, in the order of the works."""
    read: dict[str, list[str]] = {}
    for work, told in retelling.readings:
        label = names.work(work) if work else "the source itself"
        read.setdefault(figure_words(told), []).append(label)
    return [f"{figure} ({' · '.join(dict.fromkeys(works))})" for figure, works in read.items()]


def _finding(finding: Finding, names: Names) -> Row:
    return {
        "place": place_words(finding.position),
        "severity": "waived" if finding.waived else str(finding.severity),
        "rule": finding.rule,
        "about": finding.claim_id or (names.work(finding.citekey) if finding.citekey else ""),
        "what": finding.message,
        "how to mend it": finding.hint,
    }


def _claim(claim: Claim, names: Names) -> Row:
    return {
        "claim": claim.claim_id,
        "event": names.event(claim.event),
        "what it says": claim.statement,
        "figure": claim.figure_text,
        "cites": [names.citation(citation) for citation in claim.citations],
        "read in": [names.citation(citation) for citation in claim.via],
    }


def _source(source: Source, names: Names) -> Row:
    return {
        "key": source.citekey,
        "work": source.short_label,
        "title": source.full_title,
        "in English": source.translated_title,
        "account of": names.party(source.party),
        "kind": source.sourcetype,
        "level": source.level,
        "derives from": names.works(source.derivesfrom),
    }


def _fall(fall: Fall, names: Names) -> Row:
    return {
        "without": names.work(fall.citekey),
        "claims left without a source": fall.claims,
        "quantities no longer compared": [names.quantity(q) for q in fall.quantities],
    }


def _figure(figure: Figure, names: Names) -> Row:
    return {
        "as written": figure.text,
        "read as": str(figure),
        "qualifier": str(figure.qualifier).replace("_", " "),
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "grain": figure.grain,
        "unit": figure.unit,
    }


@dataclass(frozen=True, kw_only=True)
class Look:
    """How values of one type stand in a table.

    Parameters
    ----------
    one, many : str
        What they are called.
    row : callable
        What the row of a value holds.
    numbers : tuple of str
        Columns that end at the right.
    """

    one: str
    many: str
    row: Callable[[Any, Names], Row]
    numbers: tuple[str, ...] = ()

    def counted(self, number: int) -> str:
        """So many of them: "1 claim", "12 claims"."""
        return f"{number:,} {self.one if number == 1 else self.many}"


def _look(row: Callable[[Any, Names], Row], words: str, *numbers: str) -> Look:
    one, _, many = words.partition(" | ")
    return Look(one=one, many=many or one, row=row, numbers=numbers)


LOOKS: Mapping[type, Look] = {
    Attestation: _look(_attestation, "figure | figures", "figure"),
    Claim: _look(_claim, "claim | claims", "figure"),
    Comparison: _look(_comparison, "quantity | quantities", "ratio"),
    Corroboration: _look(
        _corroboration,
        "claim, and what it rests on | claims, and what they rest on",
        *("sources", "witnesses"),
    ),
    Exchange: _look(_exchange, "pair of accounts | pairs of accounts", "swing"),
    Fall: _look(
        _fall, "source, and what falls without it | sources, and what falls without each"
    ),
    Figure: _look(_figure, "figure | figures", "low", "best", "high", "grain"),
    Finding: _look(_finding, "finding | findings"),
    Pair: _look(_pair, "pair of reporters | pairs of reporters", "second / first"),
    Retelling: _look(
        _retelling, "figure read in several works | figures read in several works"
    ),
    Source: _look(_source, "work | works"),
}
"""The types that are shown row by row."""
