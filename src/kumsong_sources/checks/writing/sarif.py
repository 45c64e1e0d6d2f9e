"""Findings as SARIF 2.1.0, the form in which code scanners exchange their results."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from kumsong_sources.checks.pages import page_as_markdown, page_as_text
from kumsong_sources.checks.rule import Finding, Rule, Severity
from kumsong_sources.checks.running import RULES
from kumsong_sources.checks.writing.paths import seen_from_root
from kumsong_sources.checks.writing.streaming import json_lines

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
"""Where the schema lies that the output follows."""

_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)


def as_sarif(findings: Sequence[Finding]) -> str:
    """Findings as a SARIF log of one run.

    Waived findings are among the results, each with a suppression that gives the reason.
    Identical findings give an identical log.

    References
    ----------
    OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01"
    (2023).
    """
    return "\n".join(log_lines(findings))


def log_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """The lines of `as_sarif`, as they come."""
    # The package's own version is known only once all of it is imported.
    from kumsong_sources import __version__

    used = {finding.rule for finding in findings}
    rules = [rule for name, rule in RULES.items() if name in used]
    driver = {
        "name": "kumsong-sources",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_descriptor(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": _results(findings, numbers=[rule.name for rule in rules]),
    }
    return json_lines({"$schema": SCHEMA, "version": "2.1.0", "runs": iter([run])})


def _descriptor(rule: type[Rule]) -> dict[str, Any]:
    sections = rule.sections()
    return {
        "id": rule.name,
        "name": rule.__name__,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": sections.get("Why") or rule.summary()},
        "help": {"text": page_as_text(rule), "markdown": page_as_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group]},
    }


def _results(findings: Sequence[Finding], *, numbers: list[str]) -> Iterator[dict[str, Any]]:
    # Either every result of a run says whether it is suppressed, or none does.
    some_waived = any(finding.waived for finding in findings)
    for finding in findings:
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": numbers.index(finding.rule),
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message}\n{finding.hint}"},
            "locations": [{"physicalLocation": _place(finding)}],
            "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        }
        about = {
            "claim_id": finding.claim_id,
            "citekey": finding.citekey,
            "numbers": dict(finding.numbers),
        }
        if known := {name: value for name, value in about.items() if value}:
            result["properties"] = known
        if some_waived:
            result["suppressions"] = list(_suppressions(finding))
        yield result


def _suppressions(finding: Finding) -> Iterable[dict[str, str]]:
    if finding.waived is not None:
        reason = finding.waived.reason
        yield {"kind": "external", "status": "accepted", "justification": reason}


def _place(finding: Finding) -> dict[str, Any]:
    at = finding.position
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(at.path)}}
    if at.line:
        place["region"] = {"startLine": at.line}
        if at.column:
            place["region"]["startColumn"] = at.column
    return place


def _uri(path: str) -> str:
    seen = seen_from_root(path)
    quoted = quote(seen, safe="/", errors="replace")
    if not PurePosixPath(seen).is_absolute() and seen[1:2] != ":":
        return quoted
    return f"file:///{quoted.lstrip('/')}"


def _fingerprint(finding: Finding) -> str:
    """What stays the same while lines move: the rule, the file, what it is about and says."""
    parts = (
        finding.rule,
        seen_from_root(finding.position.path),
        finding.claim_id or "",
        finding.citekey or "",
        finding.message,
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
