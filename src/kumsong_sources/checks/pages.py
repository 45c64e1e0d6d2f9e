"""The pages of the rules, to be read: as text, as Markdown, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from textwrap import indent

from kumsong_sources.checks.rule import Rule
from kumsong_sources.checks.running import GROUPS, RULES
from kumsong_sources.errors import UnknownRuleError
from kumsong_sources.nearest import NearestName


def rules_named(names: Iterable[str]) -> tuple[type[Rule], ...]:
    """The rules of these names, or of the groups of these names, each once.

    Raises
    ------
    UnknownRuleError
        If a name is neither; the message has the nearest one.

    Examples
    --------
    >>> [rule.name for rule in rules_named(["unknown-citekey"])]
    ['unknown-citekey']
    """
    found: dict[str, type[Rule]] = {}
    for name in names:
        if name in RULES:
            found[name] = RULES[name]
        elif name in GROUPS:
            found |= {rule.name: rule for rule in RULES.values() if rule.group == name}
        else:
            nearest = NearestName({*RULES, *GROUPS}).to(name)
            meant = f"did you mean {nearest}? " if nearest else ""
            raise UnknownRuleError(
                f"no rule or group is called {name!r}; {meant}"
                "`kumsong-sources rule --all` shows all rules"
            )
    return tuple(found.values())


def page_as_text(rule: type[Rule]) -> str:
    """A rule's page for the terminal, without a final line end.

    Examples
    --------
    >>> from kumsong_sources.checks import RULES
    >>> print(page_as_text(RULES["unused-waiver"]).partition("Example")[0].rstrip())
    unused-waiver (warning, waiving)
    A waiver that no finding needs.
    <BLANKLINE>
    Why
        It suggests a weakness that is not there, and would hide one that comes later.
    """
    head = f"{rule.name} ({rule.severity}, {rule.group})\n{_finds(rule)}"
    parts = (f"{title}\n{indent(text, '    ')}" for title, text in rule.sections().items())
    return "\n\n".join([head, *parts])


def page_as_markdown(rule: type[Rule]) -> str:
    """A rule's page as a section in Markdown, without a final line end."""
    head = f"## `{rule.name}`\n\n*{rule.severity}, {rule.group}.* {_finds(rule)}"
    parts = (f"**{title}.** {text}" for title, text in rule.sections().items())
    return "\n\n".join([head, *parts])


def pages_as_json(rules: Iterable[type[Rule]]) -> str:
    """The pages of rules as a JSON list, the sections under their titles in lower case."""
    content = [
        {
            "rule": rule.name,
            "severity": rule.severity.value,
            "group": rule.group,
            "finds": _finds(rule),
            **{title.lower(): text for title, text in rule.sections().items()},
        }
        for rule in rules
    ]
    return json.dumps(content, ensure_ascii=False, indent=2)


def _finds(rule: type[Rule]) -> str:
    """What stands before the first section."""
    return re.split(r"^\w+\n-+$", rule.page(), maxsplit=1, flags=re.MULTILINE)[0].strip()
