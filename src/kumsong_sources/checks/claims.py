"""Claims that lack something, or name what is not declared."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.checks.nearest import NearestName
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


class UnknownEvent(Rule):
    """A claim about an event that `dossier.toml` does not declare.

    Why
    ---
    A misspelt event is an event of its own: its figures are compared with no others.

    Example
    -------
    `kumsung` where `[events.kumsong]` is declared.

    Remedy
    ------
    Mend the name, or declare the event.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim with an unknown event."""
        for claim in context.dossier.claims:
            if claim.event and claim.event not in context.dossier.events:
                yield self.finding(
                    position=claim.position_of("event"),
                    message=f"no event is called {quoted(claim.event)} in dossier.toml",
                    hint=meant(
                        claim.event, context.nearest_event, declare=f"[events.{claim.event}]"
                    ),
                    claim=claim,
                )


class UnknownParty(Rule):
    """A party that `dossier.toml` does not declare.

    Why
    ---
    A party that is not declared is part of no side, so that own and enemy accounts are
    not told apart.

    Example
    -------
    `ROK` as subject, reporter, or `party` of a source, where the code declared is `KOR`.

    Remedy
    ------
    Write the code as declared, or declare the party.

    Limits
    ------
    Codes are compared letter by letter; an alias is not a code.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per cell, field or event that names an unknown party."""
        parties = context.dossier.parties
        for claim in context.dossier.claims:
            for column, code in (("subject", claim.subject), ("reporter", claim.reporter)):
                if code and code not in parties:
                    yield self._unknown(
                        code,
                        context=context,
                        where=f"{column} is",
                        position=claim.position_of(column),
                        claim=claim,
                    )
        for source in context.dossier.sources.values():
            field = source.entry.fields.get("party")
            if field and source.party and source.party not in parties:
                yield self._unknown(
                    source.party,
                    context=context,
                    where=f"party of {source.citekey} is",
                    position=field.value_position or field.position,
                    citekey=source.citekey,
                )
        for event in context.dossier.events.values():
            for code in event.sides:
                if code not in parties:
                    yield self._unknown(
                        code,
                        context=context,
                        where=f"sides of the event {event.name} name",
                        position=Position(path=_declaration_path(context)),
                    )

    def _unknown(
        self,
        code: str,
        *,
        context: Context,
        where: str,
        position: Position,
        claim: Claim | None = None,
        citekey: str | None = None,
    ) -> Finding:
        return self.finding(
            position=position,
            message=f"{where} {quoted(code)}, which dossier.toml does not declare",
            hint=meant(code, context.nearest_party, declare=f"[parties.{code}]"),
            claim=claim,
            citekey=citekey,
        )


class UnknownMeasure(Rule):
    """A measure that is neither built in nor declared.

    Why
    ---
    What a measure counts decides how its figure is read and in which sum it belongs.

    Example
    -------
    `kiled`, or `prisoners` where `captured` is meant.

    Remedy
    ------
    Use one of the measures of the documentation, or declare `[measures.NAME]`.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim with an unknown measure."""
        for claim in context.dossier.claims:
            if claim.measure and claim.measure not in context.dossier.measures:
                yield self.finding(
                    position=claim.position_of("measure"),
                    message=f"no measure is called {quoted(claim.measure)}",
                    hint=meant(
                        claim.measure,
                        context.nearest_measure,
                        declare=f"[measures.{claim.measure}]",
                    ),
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


class UnknownLink(Rule):
    """A `link` that is neither `stated` nor `inferred`.

    Why
    ---
    Whether the text ties a claim to its source, or the editor does, must be plain.

    Example
    -------
    `infered`.

    Remedy
    ------
    Write `stated`, or leave it blank, where the text itself names the source; `inferred`
    where the editor does, with the reason in `note`.

    Limits
    ------
    Until it is mended the link counts as inferred.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim."""
        yield from faults_of(self, context, columns=("link",))


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


def meant(name: str, nearest: NearestName, *, declare: str) -> str:
    """What to write instead of an unknown name."""
    found = nearest.to(name)
    if found is not None:
        return f"did you mean {found}? else declare it in dossier.toml: {declare}"
    return f"mend the name, or declare it in dossier.toml: {declare}"


def _declaration_path(context: Context) -> str:
    return context.dossier.declaration.path
