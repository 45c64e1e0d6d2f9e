"""What the shell offers after the tabulator key: names of rules, groups, severities."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def complete_labels(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Rules, groups and severities that begin so; in a list after commas, the last one."""
    from kumsong_sources.checks import GROUPS, Severity

    before, comma, last = incomplete.rpartition(",")
    plain = [CompletionItem(f"{before}{comma}{name}") for name in (*GROUPS, *Severity)
             if name.startswith(last)]  # fmt: skip
    return plain + _rules(last, before=before + comma)


def complete_rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Rules and groups that begin so."""
    from kumsong_sources.checks import GROUPS

    groups = [CompletionItem(name) for name in GROUPS if name.startswith(incomplete)]
    return groups + _rules(incomplete, before="")


def _rules(incomplete: str, *, before: str) -> list[CompletionItem]:
    from kumsong_sources.checks import RULES

    return [
        CompletionItem(before + name, help=rule.summary())
        for name, rule in RULES.items()
        if name.startswith(incomplete)
    ]
