"""`rule`: what a rule finds, why it matters, and what to do."""

from __future__ import annotations

import click

from kumsong_sources.checks import RULES
from kumsong_sources.checks.pages import (
    page_as_markdown,
    page_as_text,
    pages_as_json,
    rules_named,
)
from kumsong_sources.cli.completing import complete_rules
from kumsong_sources.cli.options import takes_format


@click.command(epilog="Example: kumsong-sources rule surname-against-script")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_rules)
@click.option("--all", "every", is_flag=True, help="All rules.")
@takes_format("text", "json", "markdown")
def rule(names: tuple[str, ...], every: bool, format_: str) -> None:
    """Explain rules of `check`: what is found, why it matters, an example, the remedy.

    NAME is a rule, or a group for all of its rules.
    """
    if every == bool(names):
        raise click.UsageError("name a rule or a group, or give --all")
    rules = tuple(RULES.values()) if every else rules_named(names)
    if format_ == "json":
        click.echo(pages_as_json(rules))
    else:
        page, gap = (
            (page_as_text, "\n\n\n") if format_ == "text" else (page_as_markdown, "\n\n")
        )
        click.echo(gap.join(page(one) for one in rules))
