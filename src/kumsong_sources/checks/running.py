"""The rules there are, and a run of them over a dossier."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType, ModuleType

from kumsong_sources.checks import (
    arithmetic,
    bibtex,
    citations,
    claims,
    names,
    reading,
    support,
    terms,
    waiving,
)
from kumsong_sources.checks.nearest import NearestName
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity
from kumsong_sources.checks.waiving import OutdatedWaiver, UnusedWaiver, Waived, waive
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import UnknownRuleError

_GROUPS = (reading, bibtex, claims, terms, citations, support, arithmetic, names, waiving)


def _rules_in(module: ModuleType) -> Iterator[type[Rule]]:
    """The rules a module defines, in the order in which they stand there."""
    for name, found in vars(module).items():
        own = inspect.isclass(found) and found.__module__ == module.__name__
        if own and issubclass(found, Rule) and not name.startswith("_"):
            yield found


RULES: Mapping[str, type[Rule]] = MappingProxyType(
    {rule.name: rule for module in _GROUPS for rule in _rules_in(module)}
)
"""Every rule by its name, group by group."""

GROUPS: tuple[str, ...] = tuple(dict.fromkeys(rule.group for rule in RULES.values()))
"""The groups of rules, in order."""


def run_checks(
    dossier: Dossier, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Check a dossier.

    Parameters
    ----------
    dossier : Dossier
    select : iterable of str
        Names of rules, groups or severities to run; all of them when empty.
    ignore : iterable of str
        Names of rules, groups or severities to leave out.

    Returns
    -------
    tuple of Finding
        By path, line and column, then by rule; waived ones are among them, marked.

    Raises
    ------
    UnknownRuleError
        If `select` or `ignore` names nothing that there is.

    Examples
    --------
    >>> found = run_checks(Dossier.example("kumsong"), select=["surname-against-script"])
    >>> [(finding.citekey, str(finding.severity)) for finding in found]
    [('xue1990', 'warning')]
    """
    wanted, unwanted = _known(select), _known(ignore)
    severities = wanted & frozenset(Severity)
    rules = [
        rule()
        for rule in RULES.values()
        if (not wanted or severities or wanted & {rule.name, rule.group})
        and not unwanted & {rule.name, rule.group}
    ]
    context = Context(dossier)
    found = [finding for rule in rules for finding in rule.check(context)]
    waived = waive(found, waivers=dossier.waivers)
    ran = {rule.name for rule in rules}
    kept = {
        _order(finding): finding
        for finding in (*waived.findings, *_about_waivers(waived, ran=ran))
        if _is_asked_for(finding, wanted=wanted, unwanted=unwanted)
    }
    return tuple(kept[order] for order in sorted(kept))


def _known(names: Iterable[str]) -> frozenset[str]:
    """The names asked for, where there are such rules, groups or severities."""
    asked = frozenset(name.strip() for given in names for name in given.split(","))
    there = {*RULES, *GROUPS, *Severity}
    for name in sorted(asked - there):
        nearest = NearestName(there).to(name)
        meant = f"did you mean {nearest}? " if nearest else ""
        raise UnknownRuleError(
            f"no rule, group or severity is called {name!r}; {meant}"
            f"groups: {', '.join(GROUPS)}; severities: {', '.join(Severity)}"
        )
    return asked


def _is_asked_for(
    finding: Finding, *, wanted: frozenset[str], unwanted: frozenset[str]
) -> bool:
    if not wanted and not unwanted:
        return True
    labels = {finding.rule, RULES[finding.rule].group, finding.severity}
    return (not wanted or bool(wanted & labels)) and not unwanted & labels


def _about_waivers(waived: Waived, *, ran: Collection[str]) -> Iterator[Finding]:
    """What is wrong with waivers, as far as their rules ran."""
    unused, outdated, rules = UnusedWaiver(), OutdatedWaiver(), NearestName(RULES.keys())
    for waiver in waived.unused:
        if waiver.rule in ran or waiver.rule not in RULES:
            yield unused.about(waiver, rules=rules, known=RULES)
    for waiver, finding in waived.outdated:
        yield outdated.about(waiver, found=finding)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Its place among findings, and what makes it one: place, rule and message."""
    at = finding.position
    return at.path, at.line or 0, at.column or 0, finding.rule, finding.message
