"""What each value shows when it stands alone, and many of a kind together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatch

from kumsong_sources.checks import Finding
from kumsong_sources.claims import Claim
from kumsong_sources.comparison import Comparison, Report
from kumsong_sources.corroboration import CLEARED_BY, Corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage, Stemma
from kumsong_sources.reliance import SourceLoad
from kumsong_sources.showing import Listing
from kumsong_sources.sources import Bibliography, Source
from kumsong_sources.spread import NUMBERS, Spread
from kumsong_sources.tables import derivation
from kumsong_sources.tables.wording import words
from kumsong_sources.transmission import Retelling
from kumsong_sources.views.names import Names, place_words
from kumsong_sources.views.rows import LOOKS, NOBODY, figure_words, legend, report_rows
from kumsong_sources.views.sheet import Sheet, of_fields, of_rows
from kumsong_sources.vocabulary import Kind

MOST_ROWS = 100
"""Rows of a listing that are shown; of more, the first half of that and the last."""

_ANSWERS = {True: "disagree", False: "agree", None: "cannot tell"}
_AS_CODED = Names(None)


@singledispatch
def sheet_of(value: object) -> Sheet | None:
    """What a value shows; `None` where there is no view of it.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> dict(sheet_of(dossier).rows)["works"]
    '8'
    """
    look = LOOKS.get(type(value))
    if look is None:
        return None
    caption = f"{look.one[0].upper()}{look.one[1:]}"
    return of_rows(caption, [look.row(value, Names(None))], numbers=look.numbers)


@sheet_of.register
def _(value: Listing) -> Sheet | None:  # type: ignore[type-arg]
    kinds = {type(one) for one in value}
    if not value:
        return Sheet(caption="Nothing: an empty listing")
    if len(kinds) > 1 or not kinds <= LOOKS.keys():
        return None
    look, names = LOOKS[kinds.pop()], Names(value.names)
    half = MOST_ROWS // 2
    shown = value if len(value) <= MOST_ROWS else (*value[:half], *value[-half:])
    left_out = len(value) - len(shown)
    between = f"{left_out:,} between the first {half} and the last {half} are not shown."
    rows = [look.row(one, names) for one in shown]
    events = {row.get("event") for row in rows}
    if len(events) == 1:
        rows = [{n: cell for n, cell in row.items() if n != "event"} for row in rows]
    told = " · ".join(str(event) for event in events if event and len(events) == 1)
    compared = [one for one in shown if isinstance(one, Comparison)]
    explained = dict.fromkeys(note for one in compared for note in _explanations(one))
    sheet = of_rows(
        f"{look.counted(len(value))}{f' · {told}' if told else ''}",
        rows,
        numbers=look.numbers,
        notes=[between if left_out else "", *explained],
    )
    return _with_legend(sheet)


def _explanations(comparison: Comparison) -> Iterator[str]:
    """How its sums of ours were made, and whose scope differs."""
    yield from dict.fromkeys(map(derivation, comparison.derived))
    yield from comparison.scope_notes


def _with_legend(sheet: Sheet) -> Sheet:
    """With what the marks in its cells mean."""
    marks = legend("".join("".join(cells) for cells in sheet.rows))
    return replace(sheet, notes=(*sheet.notes, *marks))


@sheet_of.register
def _(value: Dossier) -> Sheet:
    uncited = sum(claim.is_uncited for claim in value.claims)
    figures = sum(claim.figure is not None for claim in value.claims)
    lost = len(value.table.rejected) + len(value.bibliography.rejected)
    events = [
        " ".join(part for part in (event.label, event.date and f"({event.date})") if part)
        for event in value.events.values()
    ]
    return of_fields(
        value.title,
        {
            "events": events,
            "parties": [party.label for party in value.parties.values()],
            "claims": f"{len(value.claims):,}, of which {uncited:,} cite no source and "
            f"{figures:,} give a figure",
            "works": len(value.sources),
            "could not be read": f"{lost:,} rows and entries; run_checks says why"
            if lost
            else "",
        },
    )


@sheet_of.register
def _(value: Comparison) -> Sheet:
    rows = [row for report in value.reports for row in report_rows(report, names=_AS_CODED)]
    spread = value.spread
    days = " days" if value.kind is Kind.DATE else ""
    apart = "" if spread.difference is None else f"difference {words(spread.difference)}{days}"
    numbers = [f"ratio {spread.ratio:,.2f} ({spread.band})" if spread.ratio else "", apart]
    return _with_legend(
        of_rows(
            _AS_CODED.quantity(value.quantity),
            rows,
            numbers=["figure"],
            notes=[
                " · ".join(number for number in numbers if number),
                f"{_ANSWERS[value.is_discrepancy]}: {value.reason}",
                *dict.fromkeys(map(derivation, value.derived)),
                *value.scope_notes,
            ],
        )
    )


@sheet_of.register
def _(value: Report) -> Sheet:
    derived = (derivation(one) for one in value.attestations if one.is_derived)
    return of_rows(
        value.reporter or NOBODY,
        report_rows(value, names=_AS_CODED),
        numbers=["figure"],
        notes=[value.scope_note, *dict.fromkeys(derived)],
    )


@sheet_of.register
def _(value: Spread) -> Sheet:
    told = {"least figure": value.low, "greatest figure": value.high}
    told |= {name.replace("_", " "): getattr(value, name) for name in NUMBERS}
    fields = {name: words(number) or _undefined(value, name) for name, number in told.items()}
    figures = f"{value.n:,} figure{'' if value.n == 1 else 's'}"
    return of_fields(f"Spread of {figures}", {**fields, "band": value.band})


def _undefined(spread: Spread, name: str) -> str:
    reason = spread.undefined.get(name.replace(" ", "_"))
    return f"– {reason}" if reason else ""


@sheet_of.register
def _(value: Corroboration) -> Sheet:
    return of_fields(
        f"{value.claim.claim_id}: {value.claim.statement}",
        {
            "sources": f"{value.source_count}{_named(value.sources)}",
            "witnesses": f"{value.witness_count}"
            f"{_named(tuple(' = '.join(group) for group in value.witnesses))}",
            "whose account": value.parties,
            "perspectives": [str(perspective) for perspective in value.perspectives],
            **{
                str(weak).replace("-", " "): f"{value.why(weak)}; {CLEARED_BY[weak]}"
                for weak in value.weaknesses
            },
        },
    )


def _named(keys: tuple[str, ...]) -> str:
    return f": {'; '.join(keys)}" if keys else ""


@sheet_of.register
def _(value: Lineage) -> Sheet:
    rows = [
        {
            "work": key,
            "takes from": value.parents.get(key, ()),
            "goes back to": sorted(value.ancestors(key) - {*value.parents.get(key, ())}),
            "informant": value.informants.get(key),
        }
        for key in sorted({*value.parents, *value.informants})
    ]
    circles = [f"a circle of derivation: {', '.join(circle)}" for circle in value.cycles]
    return of_rows("Which work takes from which", rows, notes=circles)


@sheet_of.register
def _(value: Stemma) -> Sheet:
    rows = [
        {
            "work": key,
            "takes from": [parent for parent, child in value.edges if child == key],
            "witness": [str(at + 1) for at in value.witnesses_behind(key)],
        }
        for key in value.nodes
    ]
    joining = f"not asked for, but joining them: {', '.join(value.joining)}"
    circles = [f"a circle of derivation: {', '.join(circle)}" for circle in value.cycles]
    return of_rows(
        f"{len(value.nodes):,} works, {len(value.witnesses):,} witnesses",
        rows,
        notes=[joining if value.joining else "", *circles],
    )


@sheet_of.register
def _(value: SourceLoad) -> Sheet:
    shares = value.shares
    rows = [
        {"source": key, "figures": count, "share": f"{shares[key]:.0%}"}
        for key, count in value.figures.items()
    ]
    effective = "no figure is cited"
    if value.effective is not None:
        effective = f"as uneven as if {value.effective:.1f} sources carried the same each"
    caption = f"{sum(value.figures.values()):,} figures by the source cited"
    return of_rows(caption, rows, numbers=["figures", "share"], notes=[effective])


@sheet_of.register
def _(value: Retelling) -> Sheet:
    rows = [
        {"read in": work or "the source itself", "figure": figure_words(one)}
        for work, one in value.readings
    ]
    changed = "one source cannot have said both: a transmission or the citation is wrong"
    who = " ".join(part for part in (value.citekey, value.reporter) if part)
    return of_rows(
        f"{who}: {_AS_CODED.quantity(value.quantity)}",
        rows,
        numbers=["figure"],
        notes=[changed if value.is_conflict else "", *legend(str(rows))],
    )


@sheet_of.register
def _(value: Source) -> Sheet:
    row = LOOKS[Source].row(value, _AS_CODED)
    return of_fields(
        value.short_label,
        {
            "authors": [name.full for name in value.authors],
            **{name: cell for name, cell in row.items() if name != "work"},
            "year": str(value.year or ""),
            "publisher": value.publisher,
        },
    )


@sheet_of.register
def _(value: Bibliography) -> Sheet:
    sheet = sheet_of(Listing(value.sources.values()))
    lost = len(value.rejected)
    if lost and sheet is not None:
        note = f"{lost:,} entries could not be read; `rejected` holds them"
        return replace(sheet, notes=(*sheet.notes, note))
    return sheet or Sheet(caption="No works")


@sheet_of.register
def _(value: Finding) -> Sheet:
    return of_fields(
        f"{value.severity}: {value.rule}",
        {
            "what": value.message,
            "how to mend it": value.hint,
            "claim": value.claim_id,
            "source": value.citekey,
            "waived": value.waived.reason if value.waived else "",
            "at": place_words(value.position),
        },
    )


@sheet_of.register
def _(value: Claim) -> Sheet:
    return of_fields(
        f"{value.claim_id}: {value.statement}",
        {
            "event": value.event,
            "of whom": value.subject,
            "what": value.measure,
            "scope": value.scope,
            "figure": value.figure_text,
            "cites": [str(citation) for citation in value.citations],
            "read in": [str(citation) for citation in value.via],
            "tie to the source": str(value.link) if value.citations else "",
            "reporter": value.reporter,
            "informant": value.informant,
            "quote": value.quote,
            "note": value.note,
            "at": place_words(value.position),
        },
        notes=[fault.message for fault in value.faults],
    )
