"""Claims whose support is weak."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.attestations import Attestation
from kumsong_sources.checks.rule import (
    BibliographyRule,
    Context,
    Finding,
    Rule,
    Severity,
    quoted,
)
from kumsong_sources.claims import Claim
from kumsong_sources.corroboration import CLEARED_BY, Corroboration, Weakness
from kumsong_sources.position import Position
from kumsong_sources.transmission import retellings
from kumsong_sources.vocabulary import Link


class SingleSource(Rule):
    """A claim that hangs on one source.

    Why
    ---
    If that source errs, so does everything drawn from the claim.

    Example
    -------
    A figure that only one official history gives.

    Remedy
    ------
    Find a second source that says the same.

    Limits
    ------
    Other rows that give the same figure for the same quantity count as saying the same;
    whether two statements without figures do, is not known.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for support in _weak(context, Weakness.SINGLE_SOURCE):
            yield self.finding(
                position=_cited_at(support),
                message=f"hangs on one source, {support.sources[0]}",
                hint=CLEARED_BY[Weakness.SINGLE_SOURCE],
                claim=support.claim,
            )


class SingleWitness(Rule):
    """A claim with several sources that all go back to one.

    Why
    ---
    Copies prove nothing: the sources count as one witness.

    Example
    -------
    An official history and a survey that takes its figures from it.

    Remedy
    ------
    Find a source that does not take the claim from these.

    Limits
    ------
    Only declared lineage counts (`derivesfrom`, `informant`, `via`).
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for support in _weak(context, Weakness.SINGLE_WITNESS):
            yield self.finding(
                position=_cited_at(support),
                message=f"{support.source_count} sources, {', '.join(support.sources)}, "
                "are of one lineage: one witness",
                hint=CLEARED_BY[Weakness.SINGLE_WITNESS],
                claim=support.claim,
            )


class SingleSide(Rule):
    """A claim with several sources, all of one side.

    Why
    ---
    A side agrees with itself more easily than with its enemy.

    Example
    -------
    Losses told alike by the official histories of two allies.

    Remedy
    ------
    Find a source of another side that says the same.

    Limits
    ------
    Sources without party are not counted.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for support in _weak(context, Weakness.SINGLE_SIDE):
            parties = ", ".join(map(context.dossier.party_label, support.parties))
            yield self.finding(
                position=_cited_at(support),
                message=f"{support.source_count} sources, all of one side ({parties})",
                hint=CLEARED_BY[Weakness.SINGLE_SIDE],
                claim=support.claim,
            )


class InterestedPartyOnly(Rule):
    """A figure for a party that its enemy alone gives.

    Why
    ---
    Nobody counts the enemy's losses as well as the enemy, and everybody has reasons to
    count them high.

    Example
    -------
    The Chinese estimate of United Nations losses.

    Remedy
    ------
    Find the party's own account, or a third party's.

    Limits
    ------
    It says nothing of this figure, only of who gives it. Another figure for the same
    quantity does not support this one.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        label = context.dossier.party_label
        for support in _weak(context, Weakness.INTERESTED_PARTY_ONLY):
            parties = ", ".join(map(label, support.parties))
            yield self.finding(
                position=_cited_at(support),
                message=f"only the enemy ({parties}) says this of "
                f"{label(support.claim.subject)}",
                hint=CLEARED_BY[Weakness.INTERESTED_PARTY_ONLY],
                claim=support.claim,
            )


class InferredLink(Rule):
    """A claim whose source is the editor's inference.

    Why
    ---
    The text does not name the source itself. The inference may be wrong, and everything
    that rests on it with it.

    Example
    -------
    "Chinese sources: 32,253", where the note behind the mark is lost and the works listed
    hold one Chinese official history.

    Remedy
    ------
    Find the note or the page that ties the claim to the source.

    Limits
    ------
    How likely the inference is, is not judged.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for claim in _inferred(context):
            keys = ", ".join(claim.citekeys) or "its source"
            yield self.finding(
                position=_link_of(claim),
                message=f"the editor, not the text, ties this claim to {keys}",
                hint="find the note or page that ties the claim to the source",
                claim=claim,
            )


class InferredLinkWithoutReason(Rule):
    """An inferred link for which no reason is given.

    Why
    ---
    An inference that nobody can follow, nobody can check.

    Example
    -------
    `inferred` under `link` and nothing under `note`.

    Remedy
    ------
    Say in `note` why this source is taken to stand behind the claim.

    Limits
    ------
    Whether the note gives a reason, only a reader can tell.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for claim in _inferred(context):
            if not claim.note:
                yield self.finding(
                    position=_link_of(claim),
                    message="the link is inferred, and note gives no reason",
                    hint="say in note why this source is taken to stand behind the claim",
                    claim=claim,
                )


class CircularLineage(BibliographyRule):
    """Works that derive from one another in a circle.

    Why
    ---
    Each leans on the other, and none of them on anything else; together they are one
    witness.

    Example
    -------
    An article that cites a book which took its figures from the article.

    Remedy
    ------
    Find out which came first, and take the other derivation away.

    Limits
    ------
    Only declared lineage counts.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per circle."""
        sources = context.dossier.sources
        for circle in context.lineage.cycles:
            known = [key for key in circle if key in sources]
            if not known:
                continue
            entry = sources[known[0]].entry
            field = entry.fields.get("derivesfrom")
            yield self.finding(
                position=field.value_position if field else entry.position,
                message=f"{quoted(', '.join(circle))} derive from one another in a circle"
                if len(circle) > 1
                else f"{quoted(circle[0])} is said to derive from itself",
                hint="find out which came first, and take the other derivation away",
                citekey=known[0],
            )


class TransmissionConflict(Rule):
    """A source that is quoted with different figures for one thing.

    Why
    ---
    One source cannot have said both: a work that quotes it has changed the figure, or the
    citation is wrong.

    Example
    -------
    An official history, quoted with 2,689 killed in one revision of an article and with
    1,701 in another.

    Remedy
    ------
    Look the figure up in the source itself.

    Limits
    ------
    Only claims that name the same source, quantity and reporter are held together.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source and quantity, at the reading that first differs."""
        for retelling in retellings(context.attestations, dossier=context.dossier):
            if not retelling.is_conflict:
                continue
            first = _value(retelling.readings[0][1])
            other = next(a for _, a in retelling.readings if _value(a) != first)
            told = "; ".join(
                f"{a.figure} in {work or retelling.citekey}" for work, a in retelling.readings
            )
            yield self.finding(
                position=other.claims[0].position_of("figure"),
                message=f"{retelling.citekey} is quoted with different figures: {told}",
                hint=f"look the figure up in {retelling.citekey} itself",
                claim=other.claims[0],
                citekey=retelling.citekey,
            )


def _value(attestation: Attestation) -> object:
    return attestation.interval or attestation.figure.category or attestation.figure.text


def _weak(context: Context, weakness: Weakness) -> Iterator[Corroboration]:
    for support in context.corroboration:
        if weakness in support.weaknesses:
            yield support


def _cited_at(support: Corroboration) -> Position:
    return support.claim.position_of("source")


def _inferred(context: Context) -> Iterator[Claim]:
    for claim in context.dossier.claims:
        misspelt = any(fault.where == "link" for fault in claim.faults)
        if claim.link is Link.INFERRED and not misspelt:
            yield claim


def _link_of(claim: Claim) -> Position:
    return claim.position_of("link")
