"""Checks: what is wrong in a dossier's files, and where its support is weak.

Each rule is a class named for the bad thing, in a module for its group; its docstring is
its page. `run_checks` gives findings, `as_text` and `as_json` write them.
"""

from kumsong_sources.checks.rule import Context, Finding, Rule, Severity
from kumsong_sources.checks.running import (
    BIBLIOGRAPHY_RULES,
    GROUPS,
    RULES,
    run_bibliography_checks,
    run_checks,
)
from kumsong_sources.checks.writing import as_json, as_text, fails, summary

__all__ = [
    "BIBLIOGRAPHY_RULES",
    "GROUPS",
    "RULES",
    "Context",
    "Finding",
    "Rule",
    "Severity",
    "as_json",
    "as_text",
    "fails",
    "run_bibliography_checks",
    "run_checks",
    "summary",
]
