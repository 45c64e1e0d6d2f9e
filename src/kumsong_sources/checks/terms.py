"""Words that are not among those declared: events, parties, measures, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kumsong_sources.checks.claims import faults_of
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity, quoted
from kumsong_sources.claims import Claim
from kumsong_sources.dossier import DECLARATION
from kumsong_sources.nearest import NearestName
from kumsong_sources.position import Position


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
        declaration = str(Path(context.dossier.folder) / DECLARATION)
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
                    position=field.value_position,
                    citekey=source.citekey,
                )
        for event in context.dossier.events.values():
            for code in event.sides:
                if code not in parties:
                    yield self._unknown(
                        code,
                        context=context,
                        where=f"sides of the event {event.name} name",
                        position=Position(path=declaration),
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


def meant(name: str, nearest: NearestName, *, declare: str) -> str:
    """What to write instead of an unknown name."""
    found = nearest.to(name)
    if found is not None:
        return f"did you mean {found}? else declare it in dossier.toml: {declare}"
    return f"mend the name, or declare it in dossier.toml: {declare}"
