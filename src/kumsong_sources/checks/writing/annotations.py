"""Findings as annotations that GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kumsong_sources.checks.rule import Finding, Severity
from kumsong_sources.checks.writing.paths import seen_from_root
from kumsong_sources.checks.writing.text import tame

_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
)


def as_github(findings: Iterable[Finding]) -> str:
    """One workflow command for each finding that is not waived.

    GitHub shows ten annotations of each level for a step; the job's log has all of them.

    References
    ----------
    GitHub Docs, "Workflow commands for GitHub Actions", section "Setting an error message".
    """
    return "\n".join(commands(findings))


def commands(findings: Iterable[Finding]) -> Iterator[str]:
    """The commands of `as_github`, as they come."""
    return (_command(finding) for finding in findings if finding.waived is None)


def _command(finding: Finding) -> str:
    at = finding.position
    places = {
        "file": seen_from_root(at.path),
        "line": at.line,
        "col": at.column if at.line else None,
        "title": finding.rule,
    }
    told = ",".join(
        f"{name}={_property(str(value))}" for name, value in places.items() if value is not None
    )
    message = f"{tame(finding.message)}\n{tame(finding.hint)}"
    return f"::{_LEVELS[finding.severity]} {told}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(tame(text)).replace(":", "%3A").replace(",", "%2C")
