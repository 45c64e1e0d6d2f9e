"""Findings as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from kumsong_sources.checks.rule import Finding, Severity
from kumsong_sources.checks.running import RULES

# Control characters and those that turn the writing direction would act on a terminal.
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS: Mapping[str, str] = MappingProxyType(
    {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m", "waived": _FAINT}
)


def fails(findings: Iterable[Finding], *, fail_on: Severity = Severity.ERROR) -> bool:
    """Whether a finding that is not waived is as bad as `fail_on` or worse."""
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


def as_text(
    findings: Sequence[Finding],
    *,
    by: Literal["file", "rule"] = "file",
    colour: bool = False,
) -> str:
    """Findings as lines for people, ending in a line that counts them.

    Parameters
    ----------
    findings : sequence of Finding
    by : {"file", "rule"}
        In the order of the files, or rule by rule, the gravest first.
    colour : bool
        Whether to colour for a terminal.

    Returns
    -------
    str
        Without line end. A line begins ``path:line:column: severity rule: message``; the
        hint stands below it, indented. By rule, the hint is said once where all agree.
    """
    blocks = _by_rule(findings, colour) if by == "rule" else _by_file(findings, colour)
    return "\n\n".join([*blocks, _closing(findings)])


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON object: ``findings``, a list, and ``summary``, their counts."""
    found = list(findings)
    content = {"findings": [f.to_dict() for f in found], "summary": summary(found)}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _by_file(findings: Sequence[Finding], colour: bool) -> Iterator[str]:
    for _, found in groupby(findings, key=lambda finding: finding.position.path):
        yield "\n".join(line for finding in found for line in _lines(finding, colour=colour))


def _by_rule(findings: Sequence[Finding], colour: bool) -> Iterator[str]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    worst = {rule: max(f.severity.rank for f in found) for rule, found in by_rule.items()}
    for rule in sorted(by_rule, key=lambda name: (-worst[name], list(RULES).index(name))):
        found = by_rule[rule]
        hints = {finding.hint for finding in found}
        head = f"{rule} ({len(found):,}): {RULES[rule].summary()}"
        lines = [f"{_BOLD}{head}{_PLAIN}" if colour else head]
        for finding in found:
            lines += _lines(finding, colour=colour, with_hint=len(hints) > 1)
        if len(hints) == 1:
            lines.append(f"    {_tame(hints.pop())}")
        yield "\n".join(lines)


def _lines(finding: Finding, *, colour: bool, with_hint: bool = True) -> Iterator[str]:
    severity = "waived" if finding.waived else finding.severity.value
    shown = f"{_COLOURS[severity]}{severity}{_PLAIN}" if colour else severity
    named = finding.claim_id or finding.citekey
    is_said = named is None or re.search(rf"(?<!\w){re.escape(named)}(?!\w)", finding.message)
    about = "" if is_said else f" {_tame(str(named))}:"
    place = _tame(str(finding.position))
    yield f"{place}: {shown} {finding.rule}:{about} {_tame(finding.message)}"
    if finding.waived is not None:
        yield f"    waived: {_tame(finding.waived.reason)}"
    elif with_hint:
        yield f"    {_tame(finding.hint)}"


def _closing(findings: Sequence[Finding]) -> str:
    counts = summary(findings)
    nouns = {"error": "errors", "warning": "warnings", "info": "infos", "waived": "waived"}
    told = ", ".join(
        f"{count:,} {name if count == 1 else nouns[name]}" for name, count in counts.items()
    )
    return f"{len(findings):,} finding{'' if len(findings) == 1 else 's'}: {told}"


def _tame(text: str) -> str:
    """Show characters that would act on a terminal, rather than let them."""
    return _ACTING.sub(lambda found: ascii(found[0])[1:-1], text)
