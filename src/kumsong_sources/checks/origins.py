"""What the editor says of sources: level, kind, party, and their time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from kumsong_sources.attestations import is_number
from kumsong_sources.checks.places import place_of_key
from kumsong_sources.checks.rule import (
    BibliographyRule,
    Context,
    Finding,
    Rule,
    Severity,
    quoted,
)
from kumsong_sources.dates import DateSpan, read_date
from kumsong_sources.errors import DateError
from kumsong_sources.nearest import NearestName
from kumsong_sources.sources import Source
from kumsong_sources.vocabulary import Level, SourceType


class UnknownLevel(BibliographyRule):
    """A level that is none of the three.

    Why
    ---
    The source counts as of no level where sources are chosen or counted by it.

    Example
    -------
    `level = {first-hand}`

    Remedy
    ------
    Write `primary`, `secondary` or `tertiary`.

    Limits
    ------
    Upper and lower case are told apart.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source."""
        yield from _outside(self, context, name="level", values=Level)


class UnknownSourceType(BibliographyRule):
    """A kind of source that is not in the list.

    Why
    ---
    The source counts as of no kind where sources are chosen or counted by it.

    Example
    -------
    `sourcetype = {official}` where `official history` is meant.

    Remedy
    ------
    Write a kind of the list in the documentation; `other` fits where none does.

    Limits
    ------
    Upper and lower case are told apart.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source."""
        yield from _outside(self, context, name="sourcetype", values=SourceType)


class SourceWithoutParty(Rule):
    """A source that reports figures, of which nothing says whose account it gives.

    Why
    ---
    Own and enemy accounts are not told apart: its figures take part in no comparison of
    reporters.

    Example
    -------
    An official history without `party`, cited for the enemy's losses.

    Remedy
    ------
    Add `party` to the source, or `reporter` to the claims where the work quotes others.
    A work that speaks for nobody stays without; waive the finding with that reason.

    Limits
    ------
    Only figures of which neither the claim nor the source names a reporter count; it is an
    info, since works of scholars often have no party.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source."""
        told: dict[str, int] = {}
        for attestation in context.attestations:
            key = attestation.citekey
            if key is None or attestation.reporter or not attestation.quantity.subject:
                continue
            if is_number(attestation, dossier=context.dossier):
                told[key] = told.get(key, 0) + 1
        for key, count in told.items():
            source = context.bibliography.get(key)
            if source is not None:
                figures = f"{count:,} figure{'' if count == 1 else 's'}"
                yield self.finding(
                    position=source.entry.key_position or source.position,
                    message=f"{source.citekey} reports {figures}, and nothing says whose "
                    "account it gives",
                    hint="add party, or reporter to the claims; waive this if it speaks for "
                    "nobody",
                    citekey=source.citekey,
                    numbers={"figures": count},
                )


class SourceBeforeEvent(Rule):
    """A source dated before the event it reports.

    Why
    ---
    It cannot know. The date is wrong, or the claim cites another work.

    Example
    -------
    A newspaper of 12 July 1953 cited for a battle that began on the 13th.

    Remedy
    ------
    Mend the date of the work, the date of the event, or the citation.

    Limits
    ------
    One finding per source and event. Plans and orders are rightly older than what they
    order: waive the finding with that reason. Days are compared where both have them, else
    years.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source and event."""
        begins = {name: _span(event.date) for name, event in context.dossier.events.items()}
        ends: dict[str, dt.date | None] = {}
        told: set[tuple[str, str]] = set()
        for claim in context.dossier.claims:
            span = begins.get(claim.event)
            if span is None or span.start is None:
                continue
            for column, cited in (("source", claim.citations), ("via", claim.via)):
                for key in dict.fromkeys(citation.citekey for citation in cited):
                    if (key, claim.event) in told:
                        continue
                    if key not in ends:
                        ends[key] = _last_day(context.bibliography.get(key))
                    last = ends[key]
                    if last is None or last >= span.start:
                        continue
                    told.add((key, claim.event))
                    event = context.dossier.events[claim.event]
                    yield self.finding(
                        position=place_of_key(claim, column=column, key=key),
                        message=f"{key} is dated {_shown(last)}, before {event.label} began "
                        f"({span.start.isoformat()})",
                        hint="mend the date of the work or of the event, or the citation",
                        claim=claim,
                        citekey=key,
                    )


def _outside(
    rule: BibliographyRule, context: Context, *, name: str, values: type[StrEnum]
) -> Iterator[Finding]:
    known = frozenset(value.value for value in values)
    for source in context.bibliography:
        field = source.entry.fields.get(name)
        value = source.entry.text(name) if field else ""
        if field is None or not value or value in known:
            continue
        nearest = NearestName(known).to(value)
        meant = f"did you mean {nearest}? " if nearest else ""
        yield rule.finding(
            position=field.value_position,
            message=f"{name} is {quoted(value)}",
            hint=f"{meant}expected one of {', '.join(values)}",
            citekey=source.citekey,
        )


def _span(text: str) -> DateSpan | None:
    if not text.strip():
        return None
    try:
        return read_date(text)
    except DateError:
        return None


def _last_day(source: Source | None) -> dt.date | None:
    """The last day on which a work can have been written, by its date."""
    if source is None or source.year is None or not 1 <= source.year <= dt.MAXYEAR:
        return None
    date = source.whole.text("date")
    span = _span(date)
    if date and span is not None:
        return span.end
    years = source.whole.text("year") if not date else ""
    # A year with more beside it may be a span: then it is not judged.
    whole = not years or years.strip() == str(source.year)
    return dt.date(source.year, 12, 31) if whole else None


def _shown(day: dt.date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else day.isoformat()
