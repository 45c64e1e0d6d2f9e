"""What the shell offers after the tabulator key: names of rules, groups, severities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_labels(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Rules, groups and severities that begin so; in a list after commas, the last one."""
    from kumsong_sources.checks import GROUPS, Severity

    before, comma, last = incomplete.rpartition(",")
    names = [name for name in (*GROUPS, *Severity) if name.startswith(last)]
    return _offered(names, before=before + comma) + _rules(last, before=before + comma)


def complete_rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Rules and groups that begin so."""
    from kumsong_sources.checks import GROUPS

    groups = [name for name in GROUPS if name.startswith(incomplete)]
    return _offered(groups) + _rules(incomplete)


def _offered(names: Iterable[str], *, before: str = "") -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(before + name) for name in names]


def _rules(incomplete: str, *, before: str = "") -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from kumsong_sources.checks import RULES

    return [
        CompletionItem(before + name, help=rule.summary())
        for name, rule in RULES.items()
        if name.startswith(incomplete)
    ]
