"""Findings accepted with a written reason, and the waivers themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kumsong_sources.checks.rule import Context, Finding, Rule, Severity, quoted
from kumsong_sources.declaration import Waiver
from kumsong_sources.frozen import frozen
from kumsong_sources.nearest import NearestName


class UnusedWaiver(Rule):
    """A waiver that no finding needs.

    Why
    ---
    It suggests a weakness that is not there, and would hide one that comes later.

    Example
    -------
    A waiver of `single-source` for a claim that has a second source by now.

    Remedy
    ------
    Delete the waiver, or mend the rule, claim or source that it names.

    Limits
    ------
    Waivers of rules that were left out of this run are not judged.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """Nothing: what it finds depends on what the other rules found."""
        yield from ()

    def about(self, waiver: Waiver, *, rules: NearestName, known: Collection[str]) -> Finding:
        """The finding for one waiver."""
        if waiver.rule not in known:
            nearest = rules.to(waiver.rule)
            message = f"no rule is called {quoted(waiver.rule)}: the waiver waives nothing"
            hint = f"did you mean {nearest}?" if nearest else "write the name of a rule"
        else:
            what = waiver.claim or waiver.source
            about = f" for {quoted(what)}" if what else ""
            message = f"{waiver.rule} finds nothing{about} that this waiver could waive"
            hint = "delete the waiver, or mend the claim or source that it names"
        return self.finding(
            position=waiver.position, message=message, hint=hint, citekey=waiver.source
        )


class OutdatedWaiver(Rule):
    """A waiver whose finding is no longer the one that was accepted.

    Why
    ---
    The reason was written for another state of things. The finding counts again.

    Example
    -------
    `expect = "Xue"`, and the surname has been changed to Xie.

    Remedy
    ------
    Read the finding anew; mend `expect` and the reason, or delete the waiver.

    Limits
    ------
    Only a waiver with `expect` can become outdated.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """Nothing: what it finds depends on what the other rules found."""
        yield from ()

    def about(self, waiver: Waiver, *, found: Finding) -> Finding:
        """The finding for one waiver."""
        return self.finding(
            position=waiver.position,
            message=f"{waiver.rule} no longer says {quoted(waiver.expect or '')}, "
            f"but: {found.message}",
            hint="read the finding anew; mend expect and reason, or delete the waiver",
            citekey=waiver.source,
        )


@frozen
class Waived:
    """Findings after the waivers were applied.

    Parameters
    ----------
    findings : tuple of Finding
        All of them; the accepted ones carry their waiver.
    unused : tuple of Waiver
        Those that fitted no finding.
    outdated : tuple of (Waiver, Finding)
        Those whose finding says something else by now.
    """

    findings: tuple[Finding, ...]
    unused: tuple[Waiver, ...]
    outdated: tuple[tuple[Waiver, Finding], ...]


def waive(findings: Iterable[Finding], *, waivers: Iterable[Waiver]) -> Waived:
    """Mark the findings that waivers accept.

    A waiver accepts the findings of its rule for its claim or its source; without either,
    all findings of the rule. With `expect`, only those whose message holds these words.
    """
    by_rule: dict[tuple[str, str | None, str | None], list[Waiver]] = {}
    for waiver in waivers:
        by_rule.setdefault((waiver.rule, waiver.claim, waiver.source), []).append(waiver)
    rules = {rule for rule, _, _ in by_rule}
    used: set[int] = set()
    changed: dict[int, tuple[Waiver, Finding]] = {}
    kept: list[Finding] = []
    for finding in findings:
        if finding.rule not in rules:
            kept.append(finding)
            continue
        fitting = [w for key in _keys(finding) for w in by_rule.get(key, ())]
        accepting = [w for w in fitting if not w.expect or w.expect in finding.message]
        used.update(map(id, accepting))
        for waiver in fitting:
            changed.setdefault(id(waiver), (waiver, finding))
        kept.append(replace(finding, waived=accepting[0]) if accepting else finding)
    every = [waiver for given in by_rule.values() for waiver in given]
    return Waived(
        findings=tuple(kept),
        unused=tuple(w for w in every if id(w) not in used and id(w) not in changed),
        outdated=tuple(changed[id(w)] for w in every if id(w) in changed and id(w) not in used),
    )


def _keys(finding: Finding) -> set[tuple[str, str | None, str | None]]:
    """Under which rule, claim and source a waiver of a finding may stand."""
    claims = {None, finding.claim_id}
    sources = {None, finding.citekey}
    return {(finding.rule, claim, source) for claim in claims for source in sources}
