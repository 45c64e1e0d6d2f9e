"""The rules there are, and a run of them over a dossier or over a bibliography alone."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from kumsong_sources.checks import (
    addresses,
    arithmetic,
    authors,
    bibtex,
    characters,
    citations,
    claims,
    dates,
    entries,
    identifiers,
    languages,
    locators,
    names,
    numbering,
    origins,
    reading,
    relations,
    retelling,
    support,
    terms,
    waiving,
    widths,
    works,
)
from kumsong_sources.checks.folding import folded
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity
from kumsong_sources.checks.waiving import OutdatedWaiver, UnusedWaiver, Waived, waive
from kumsong_sources.claims import ClaimTable, Rows
from kumsong_sources.declaration import Declaration
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import UnknownRuleError
from kumsong_sources.nearest import NearestName
from kumsong_sources.showing import Listing
from kumsong_sources.sources import Bibliography, read_bibliography

_GROUPS = (
    reading, bibtex, entries, relations, identifiers, addresses, dates, numbering, authors,
    names, languages, characters, widths, works, origins, claims, terms, citations, locators,
    support, retelling, arithmetic, waiving,
)  # fmt: skip


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


BIBLIOGRAPHY_RULES: Mapping[str, type[Rule]] = MappingProxyType(
    {name: rule for name, rule in RULES.items() if rule.of_bibliography}
)
"""The rules that apply to a bibliography without claims; the others need a dossier."""


def run_checks(
    dossier: Dossier,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    today: dt.date | None = None,
) -> tuple[Finding, ...]:
    """Check a dossier.

    Parameters
    ----------
    dossier : Dossier
    select : iterable of str
        Names of rules, groups or severities to run; all of them when empty.
    ignore : iterable of str
        Names of rules, groups or severities to leave out.
    today : datetime.date, optional
        The day by which years count as future; the clock's when not given.

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
    rules = _chosen(RULES.values(), wanted=wanted, unwanted=unwanted)
    waived = waive(_found(rules, Context(dossier, today=today)), waivers=dossier.waivers)
    ran = {rule.name for rule in rules}
    findings = chain(waived.findings, _about_waivers(waived, ran=ran))
    return Listing(_in_order(findings, wanted=wanted, unwanted=unwanted), names=dossier)


def run_bibliography_checks(
    bibliography: Bibliography | str | Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    today: dt.date | None = None,
) -> tuple[Finding, ...]:
    """Check a bibliography alone, without claims and without a declaration.

    Parameters
    ----------
    bibliography : Bibliography, str or Path
        What was read, or the `.bib` file to read.
    select, ignore, today
        As for `run_checks`. Rules that need claims (all but `BIBLIOGRAPHY_RULES`) are not
        applicable and are passed over, a group or a severity notwithstanding.

    Returns
    -------
    tuple of Finding
        By line and column, then by rule. A file without entries has a finding: nothing
        checked is not all good.

    Raises
    ------
    UnknownRuleError
        If `select` or `ignore` names nothing that there is, or no rule is left that applies
        to a bibliography alone.
    BibliographyError
        If the file cannot be opened.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> works = bibliography_from_bytes(b"@book{a, isbn = {0-16-035957-1}}", path="works.bib")
    >>> [finding.rule for finding in run_bibliography_checks(works, select=["identifiers"])]
    ['isbn-check-digit']
    >>> run_bibliography_checks(works, select=["support"])  # doctest: +ELLIPSIS
    ()
    >>> run_bibliography_checks(works, select=["claims"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kumsong_sources.errors.UnknownRuleError: claims: not applicable to a bibliography ...
    """
    wanted, unwanted = _known(select), _known(ignore)
    rules = _chosen(BIBLIOGRAPHY_RULES.values(), wanted=wanted, unwanted=unwanted)
    if not rules:
        left_out = ", ".join(sorted(wanted)) or "what is left of the rules"
        raise UnknownRuleError(
            f"{left_out}: not applicable to a bibliography alone, nothing would be checked; "
            "check the dossier, or select other rules"
        )
    if not isinstance(bibliography, Bibliography):
        bibliography = read_bibliography(bibliography)
    dossier = _without_claims(bibliography)
    context = Context(dossier, today=today, has_claims=False)
    return tuple(_in_order(_found(rules, context), wanted=wanted, unwanted=unwanted))


def _chosen(
    rules: Iterable[type[Rule]], *, wanted: frozenset[str], unwanted: frozenset[str]
) -> tuple[Rule, ...]:
    """The rules to run; by severity their findings are chosen, not they."""
    severities = wanted & frozenset(Severity)
    return tuple(
        rule()
        for rule in rules
        if (not wanted or severities or wanted & {rule.name, rule.group})
        and not unwanted & {rule.name, rule.group}
    )


def _found(rules: Iterable[Rule], context: Context) -> Iterator[Finding]:
    return (finding for rule in rules for finding in folded(rule.check(context)))


def _in_order(
    findings: Iterable[Finding], *, wanted: frozenset[str], unwanted: frozenset[str]
) -> Iterator[Finding]:
    """The findings asked for, each once, by their place."""
    asked = [
        finding
        for finding in findings
        if _is_asked_for(finding, wanted=wanted, unwanted=unwanted)
    ]
    # One part of the order after another, the least first: a key of several parts for each
    # of many findings would take as much memory as they.
    for part in reversed(_ORDER):
        asked.sort(key=part)
    return (
        finding
        for before, finding in zip(chain([None], asked), asked, strict=False)
        if before is None or any(part(before) != part(finding) for part in _ORDER)
    )


def _without_claims(bibliography: Bibliography) -> Dossier:
    """A dossier that has a bibliography and nothing else."""
    fault = bibliography.file.encoding_fault
    return Dossier(
        folder=str(Path(bibliography.file.path).parent),
        table=ClaimTable(claims=(), rejected=(), header=(), path="", rows=Rows("")),
        bibliography=bibliography,
        declaration=Declaration(title=bibliography.file.path),
        hashes={},
        encoding_faults=(fault,) if fault else (),
    )


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


# The place of a finding among others, and what makes it one: place, rule and message.
_ORDER: tuple[Callable[[Finding], Any], ...] = (
    lambda finding: finding.position.path,
    lambda finding: finding.position.line or 0,
    lambda finding: finding.position.column or 0,
    lambda finding: finding.rule,
    lambda finding: finding.message,
)
