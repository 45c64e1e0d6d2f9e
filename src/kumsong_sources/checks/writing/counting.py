"""How many findings there are, and whether they make a run fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kumsong_sources.checks.rule import Finding, Severity
from kumsong_sources.checks.running import RULES
from kumsong_sources.frozen import frozen


def fails(findings: Iterable[Finding], *, fail_on: Severity | None = Severity.ERROR) -> bool:
    """Whether a finding that is not waived is as bad as `fail_on` or worse; `None`: never."""
    if fail_on is None:
        return False
    return any(f.waived is None and f.severity.rank >= fail_on.rank for f in findings)


def summary(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, waived ones apart.

    Examples
    --------
    >>> summary([])
    {'error': 0, 'warning': 0, 'info': 0, 'waived': 0}
    """
    counted = Counter("waived" if f.waived else f.severity.value for f in findings)
    return {name: counted[name] for name in (*(s.value for s in Severity), "waived")}


@frozen
class Tally:
    """How often one rule found something.

    Parameters
    ----------
    rule, group : str
    severity : Severity
        The gravest among its findings.
    found, waived : int
        Findings that count, and findings accepted with a reason.
    """

    rule: str
    group: str
    severity: Severity
    found: int
    waived: int


def statistics(findings: Iterable[Finding]) -> tuple[Tally, ...]:
    """The findings counted by rule: the gravest rules first, among equals the most frequent."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    tallies = [
        Tally(
            rule=rule,
            group=RULES[rule].group,
            severity=max((f.severity for f in found), key=lambda severity: severity.rank),
            found=sum(f.waived is None for f in found),
            waived=sum(f.waived is not None for f in found),
        )
        for rule, found in by_rule.items()
    ]
    return tuple(sorted(tallies, key=lambda t: (-t.severity.rank, -t.found, t.rule)))
