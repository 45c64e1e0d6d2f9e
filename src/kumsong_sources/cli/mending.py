"""`check --fix`, `check --diff`, `check --write-baseline`: what changes the user's files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

import click

from kumsong_sources.checks import RULES, Finding, Severity
from kumsong_sources.cli.targets import Opened, Target
from kumsong_sources.dossier import DECLARATION, Dossier


def fix(targets: Iterable[Target], *, unsafe: bool, wanted: Callable[[str], bool]) -> None:
    """Mend the bibliographies, and say on standard error what was done.

    Raises
    ------
    BibliographyError
        If a file is not UTF-8, was changed meanwhile or cannot be written.
    """
    from kumsong_sources.checks.fixing import fixes_for

    for target in targets:
        fixes = fixes_for(target.bibliography, unsafe=unsafe, wanted=wanted)
        fixes.write()
        for change in fixes.changes:
            rules = ", ".join(change.rules)
            click.echo(f"fixed {change.position}: {change.citekey}: {rules}", err=True)
        number = len(fixes.changes)
        told = f"{number:,} change{'' if number == 1 else 's'}"
        if not unsafe:
            every = fixes_for(target.bibliography, unsafe=True, wanted=wanted)
            if every.changes:
                told += f"; --unsafe-fixes would make {len(every.changes):,} more"
        click.echo(f"{target.bibliography}: {told}", err=True)


def show_fixes(
    targets: Iterable[Target], *, unsafe: bool, wanted: Callable[[str], bool]
) -> int:
    """Print what `fix` would change, as a patch; 1 where there is something, else 0."""
    from kumsong_sources.checks.fixing import fixes_for

    status = 0
    out = sys.stdout.buffer
    for target in targets:
        difference = fixes_for(target.bibliography, unsafe=unsafe, wanted=wanted).diff()
        if difference:
            status = 1
            # As bytes: the line ends of a patch are those of the file.
            out.write(difference.encode())
    out.flush()
    return status


def rules_wanted(select: Iterable[str], ignore: Iterable[str]) -> Callable[[str], bool]:
    """Whether a rule is among those selected and not among those ignored."""
    chosen, left_out = _names(select), _names(ignore)

    def wanted(rule: str) -> bool:
        found = RULES.get(rule)
        labels = {rule, found.group, found.severity.value} if found else {rule}
        return (not chosen or bool(chosen & labels)) and not left_out & labels

    return wanted


def write_baseline(
    opened: Iterable[tuple[Opened, Iterable[Finding]]], *, at_least: Severity
) -> None:
    """Waive what is found, and say on standard error what was written.

    Raises
    ------
    DossierError
        If a `dossier.toml` was changed meanwhile or cannot be written.
    UsageError
        If a bibliography is checked alone: there is no place for its waivers.
    """
    from kumsong_sources.checks.baseline import add_waivers, baseline

    for one, findings in opened:
        if not isinstance(one.content, Dossier):
            raise click.UsageError(
                f"--write-baseline: waivers stand in {DECLARATION}, and {one.target.path} is "
                "checked alone; check a dossier"
            )
        waivers = baseline(findings, at_least=at_least)
        add_waivers(one.content, waivers)
        said = f"{len(waivers):,} waiver{'' if len(waivers) == 1 else 's'} written"
        click.echo(f"{one.target.path / DECLARATION}: {said}", err=True)


def _names(given: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip() for names in given for name in names.split(","))
