"""Findings as lines: for people, and for editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from kumsong_sources.checks.rule import Finding
from kumsong_sources.checks.running import RULES
from kumsong_sources.checks.writing.counting import statistics, summary

# Control characters and those that turn the writing direction would act on a terminal.
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS: Mapping[str, str] = MappingProxyType(
    {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m", "waived": _FAINT}
)


def as_text(
    findings: Sequence[Finding],
    *,
    by: Literal["file", "rule"] = "file",
    colour: bool = False,
    with_waived: bool = True,
) -> str:
    """Findings as lines for people, ending in a line that counts them.

    Parameters
    ----------
    findings : sequence of Finding
    by : {"file", "rule"}
        In the order of the files, or rule by rule, the gravest first.
    colour : bool
        Whether to colour for a terminal.
    with_waived : bool
        Whether to write waived findings, too; they are counted in any case.

    Returns
    -------
    str
        Without line end. A line begins ``path:line:column: severity rule: message``; the
        hint stands below it, indented. By rule, the hint is said once where all agree.
    """
    shown = [finding for finding in findings if with_waived or finding.waived is None]
    blocks = _by_rule(shown, colour) if by == "rule" else _by_file(shown, colour)
    return "\n\n".join([*blocks, _closing(findings)])


def as_lines(findings: Iterable[Finding]) -> str:
    """One line for each finding that is not waived, as editors and other programs read it.

    Returns
    -------
    str
        ``path:line:column: severity rule: message``, no line end after the last. A finding
        about a whole file stands at its line 1, a finding about a whole line at column 1.

    Examples
    --------
    >>> from kumsong_sources.checks import run_checks
    >>> from kumsong_sources.dossier import Dossier
    >>> found = run_checks(Dossier.example("kumsong"), select=["surname-against-script"])
    >>> as_lines(found).partition(" ")[2][:40]
    'warning surname-against-script: xue1990:'
    """
    lines = []
    for finding in findings:
        if finding.waived is None:
            at = finding.position
            place = f"{tame(at.path)}:{at.line or 1}:{at.column or 1}"
            said = f"{_about(finding)} {tame(finding.message)}"
            lines.append(f"{place}: {finding.severity} {finding.rule}:{said}")
    return "\n".join(lines)


def statistics_as_text(findings: Sequence[Finding]) -> str:
    """One line for each rule that found something, with its number, and the line of counts."""
    tallies = statistics(findings)
    count = max([len(f"{tally.found:,}") for tally in tallies], default=0)
    name = max([len(tally.rule) for tally in tallies], default=0)
    lines = [
        f"{tally.found:>{count},}  {tally.severity.value:<7}  {tally.rule:<{name}}  "
        + (f"({tally.waived:,} waived) " if tally.waived else "")
        + RULES[tally.rule].summary()
        for tally in tallies
    ]
    return "\n".join([*lines, *([""] if lines else []), _closing(findings)])


def tame(text: str) -> str:
    r"""Show characters that would act on a terminal, rather than let them.

    Examples
    --------
    >>> tame("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return _ACTING.sub(lambda found: ascii(found[0])[1:-1], text)


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
            lines.append(f"    {tame(hints.pop())}")
        yield "\n".join(lines)


def _lines(finding: Finding, *, colour: bool, with_hint: bool = True) -> Iterator[str]:
    severity = "waived" if finding.waived else finding.severity.value
    shown = f"{_COLOURS[severity]}{severity}{_PLAIN}" if colour else severity
    place = tame(str(finding.position))
    yield f"{place}: {shown} {finding.rule}:{_about(finding)} {tame(finding.message)}"
    if finding.waived is not None:
        yield f"    waived: {tame(finding.waived.reason)}"
    elif with_hint:
        yield f"    {tame(finding.hint)}"


def _about(finding: Finding) -> str:
    """The claim or source concerned, where the message does not name it."""
    named = finding.claim_id or finding.citekey
    if named is None or _is_said(named, finding.message):
        return ""
    return f" {tame(named)}:"


def _is_said(name: str, message: str) -> bool:
    # A pattern for each of many findings costs more than to find them: most hold no name.
    if name not in message:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", message) is not None


def _closing(findings: Sequence[Finding]) -> str:
    counts = summary(findings)
    nouns = {"error": "errors", "warning": "warnings", "info": "infos", "waived": "waived"}
    told = ", ".join(
        f"{count:,} {name if count == 1 else nouns[name]}" for name, count in counts.items()
    )
    return f"{len(findings):,} finding{'' if len(findings) == 1 else 's'}: {told}"
