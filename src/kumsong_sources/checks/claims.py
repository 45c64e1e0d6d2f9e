"""Claims that lack something, stand twice, or hold a figure that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.checks.rule import Context, Finding, Rule, Severity, quoted
from kumsong_sources.claims import Claim
from kumsong_sources.position import Position
from kumsong_sources.vocabulary import Kind


class NoClaims(Rule):
    """A dossier without a single claim that can be read.

    Why
    ---
    Nothing was checked, which is not the same as all being well.

    Example
    -------
    A `claims.csv` with a header and no row.

    Remedy
    ------
    Write a row for each thing a source says.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        table = context.dossier.table
        if not table.claims:
            rejected = len(table.rejected)
            rest = f"; {rejected} cannot be read" if rejected else ""
            yield self.finding(
                position=Position(path=table.path, line=1, column=1),
                message=f"{table.path} holds no claim{rest}: nothing is checked",
                hint="write a row for each thing a source says, below the header",
            )


class MissingId(Rule):
    """A claim without `claim_id`.

    Why
    ---
    Reports, waivers and other people cannot refer to it.

    Example
    -------
    A row that begins with a comma.

    Remedy
    ------
    Give it a name that no other claim has, and never reuse one.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim without a name."""
        for claim in context.dossier.claims:
            if not claim.claim_id:
                yield self.finding(
                    position=claim.position_of("claim_id"),
                    message="claim_id is blank; expected a name of its own",
                    hint="number the claims through, for example K001, K002",
                    claim=claim,
                )


class DuplicateId(Rule):
    """A `claim_id` that an earlier claim has.

    Why
    ---
    A reference to it may mean either row.

    Example
    -------
    A row copied to write a similar one, and its first cell forgotten.

    Remedy
    ------
    Give the later row a new name.

    Limits
    ------
    `K1` and `k1` count as different.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per row after the first."""
        first: dict[str, Claim] = {}
        for claim in context.dossier.claims:
            if claim.claim_id and first.setdefault(claim.claim_id, claim) is not claim:
                line = first[claim.claim_id].position.line
                yield self.finding(
                    position=claim.position_of("claim_id"),
                    message=f"claim_id {quoted(claim.claim_id)} stands before, on line {line}",
                    hint="give this claim a name of its own",
                    claim=claim,
                )


class MissingStatement(Rule):
    """A claim without `statement`.

    Why
    ---
    Without words nobody can tell what the source is said to say.

    Example
    -------
    A row with a figure and nothing else.

    Remedy
    ------
    Say what is claimed in one sentence of your own.

    Limits
    ------
    Whether the sentence says what the source says, only a reader can tell.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim without words."""
        for claim in context.dossier.claims:
            if not claim.statement:
                yield self.finding(
                    position=claim.position_of("statement"),
                    message="statement is blank; expected what the source says",
                    hint="say it in one sentence of your own; a quotation goes into quote",
                    claim=claim,
                )


class MissingEvent(Rule):
    """A claim without `event`.

    Why
    ---
    Figures of different events must not be compared; a figure of none is compared with
    nothing.

    Example
    -------
    A row whose second cell is blank.

    Remedy
    ------
    Name an event of `dossier.toml`.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim without event."""
        known = ", ".join(list(context.dossier.events)[:5])
        for claim in context.dossier.claims:
            if not claim.event:
                yield self.finding(
                    position=claim.position_of("event"),
                    message="event is blank; expected an event of dossier.toml",
                    hint=f"write one of: {known}" if known else "declare one: [events.NAME]",
                    claim=claim,
                )


class UnreadableFigure(Rule):
    """A figure that cannot be read.

    Why
    ---
    The claim takes part in no comparison.

    Example
    -------
    `-5`: nobody loses fewer than none; `78.000` without a language: 78 thousand in German,
    78 in English.

    Remedy
    ------
    Write the figure as the source prints it; say in `quote_lang` in which language. What
    the source says in words without number, `heavy` or `unknown`, is a figure, too.

    Limits
    ------
    Words that are not known are refused rather than guessed.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        yield from faults_of(self, context, columns=("figure",))


class FigureWithoutMeasure(Rule):
    """A figure of which nobody says what it counts.

    Why
    ---
    Killed are not casualties: a figure without measure is compared with nothing.

    Example
    -------
    `2,689` under `figure` and nothing under `measure`.

    Remedy
    ------
    Name the measure, or leave the figure to the statement.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for claim in context.dossier.claims:
            if claim.figure_text and not claim.measure:
                yield self.finding(
                    position=claim.position_of("measure"),
                    message=f"the figure {quoted(claim.figure_text)} has no measure",
                    hint="name what is counted: killed, casualties, strength …",
                    claim=claim,
                )


class FigureWithoutSubject(Rule):
    """A count of which nobody says whose it is.

    Why
    ---
    Losses are somebody's: without subject the figure is compared with nothing.

    Example
    -------
    `2,689` killed, `subject` blank.

    Remedy
    ------
    Name the party whose men, guns or ground are counted.

    Limits
    ------
    Dates, places and results may be the event's own and need no subject.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        measures = context.dossier.measures
        for claim in context.dossier.claims:
            measure = measures.get(claim.measure)
            counted = measure is not None and measure.kind in (Kind.COUNT, Kind.QUANTITY)
            if claim.figure_text and counted and not claim.subject:
                yield self.finding(
                    position=claim.position_of("subject"),
                    message=f"the figure {quoted(claim.figure_text)} has no subject",
                    hint=f"name the party whose {claim.measure.replace('_', ' ')} is counted",
                    claim=claim,
                )


class MeasureWithoutFigure(Rule):
    """A claim that names a measure and gives no figure.

    Why
    ---
    It takes part in no comparison, though it looks as if it did.

    Example
    -------
    `killed` under `measure`, and the number only in the statement.

    Remedy
    ------
    Write the figure as the source prints it; a word such as `heavy` is one, too.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        for claim in context.dossier.claims:
            if claim.measure and not claim.figure_text:
                yield self.finding(
                    position=claim.position_of("figure"),
                    message=f"the measure {quoted(claim.measure)} has no figure",
                    hint="write the figure as the source prints it, or leave measure blank",
                    claim=claim,
                )


def faults_of(rule: Rule, context: Context, *, columns: tuple[str, ...]) -> Iterator[Finding]:
    """A finding for each thing in certain columns that could not be read."""
    for claim in context.dossier.claims:
        for fault in claim.faults:
            if fault.where in columns:
                yield rule.finding(
                    position=fault.position,
                    message=fault.message,
                    hint=fault.remedy,
                    claim=claim,
                )
