"""`check`: find what is wrong or weak in a dossier, or in a bibliography alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import click

from kumsong_sources.checks import Finding, Severity, fails
from kumsong_sources.checks.writing import (
    COUNTED,
    FORMATS,
    Page,
    finding_lines,
    write_statistics,
)
from kumsong_sources.cli.colour import wants_colour
from kumsong_sources.cli.completing import complete_labels
from kumsong_sources.cli.options import takes_format
from kumsong_sources.cli.progress import working
from kumsong_sources.cli.screens import fitting, width_of
from kumsong_sources.cli.targets import Opened, Target, targets_of
from kumsong_sources.errors import DossierError, KumsongSourcesError
from kumsong_sources.frozen import frozen

Command = Callable[..., Any]
NEVER = "never"
_LINES_AT_A_TIME = 1000


def takes_filters(command: Command) -> Command:
    """Give a command the options that say which findings are wanted."""
    for flag, metavar, text in (
        ("--source", "KEY", "Only findings about this work."),
        ("--claim", "ID", "Only findings about this claim."),
    ):
        command = click.option(flag, f"{flag[2:]}s", multiple=True, metavar=metavar, help=text)(
            command
        )
    for flag, text in (
        ("--ignore", "Not these rules, groups or severities."),
        ("--select", "Only these rules, groups or severities."),
    ):
        command = click.option(
            flag, multiple=True, metavar="NAME", help=text, shell_complete=complete_labels
        )(command)
    return command


@frozen
class Asked:
    """What a call of `check` asks for: which findings, and how they are written."""

    targets: tuple[Target, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    format_: str
    by: Literal["file", "rule"]
    with_waived: bool
    statistics: bool
    fail_on: Severity | None
    output: Path | None

    def found(self) -> list[tuple[Opened, tuple[Finding, ...]]]:
        """The findings asked for, target by target."""
        opened = [target.open() for target in self.targets]
        _refuse_unknown(
            "claim", self.claims, there={i for one in opened for i in one.claim_ids}
        )
        _refuse_unknown("source", self.sources, there={k for o in opened for k in o.citekeys})
        return [(one, self._wanted(one)) for one in opened]

    def _wanted(self, opened: Opened) -> tuple[Finding, ...]:
        found = opened.findings(select=self.select, ignore=self.ignore)
        if not self.claims and not self.sources:
            return found
        return tuple(
            finding
            for finding in found
            if (not self.claims or finding.claim_id in self.claims)
            and (not self.sources or finding.citekey in self.sources)
        )

    def run(self) -> int:
        """Check, write, and give the exit status."""
        with working(f"checking {', '.join(str(target.path) for target in self.targets)}"):
            findings = [finding for _, found in self.found() for finding in found]
        _put(self._lines(findings), output=self.output, is_text=self.format_ == "text")
        return 1 if fails(findings, fail_on=self.fail_on) else 0

    def _lines(self, findings: Sequence[Finding]) -> Iterator[str]:
        if self.statistics:
            return iter([write_statistics(findings, format_=self.format_)])
        is_shown = self.output is None
        page = Page(
            by=self.by,
            colour=is_shown and wants_colour(sys.stdout),
            with_waived=self.with_waived,
            width=width_of(sys.stdout) if is_shown else None,
        )
        return finding_lines(findings, format_=self.format_, page=page)

    def run_and_go_on(self) -> int:
        """Like `run`, but what cannot be opened is only said: it may be mended next."""
        try:
            return self.run()
        except KumsongSourcesError as error:
            click.echo(f"kumsong-sources: {error}", err=True)
            return 2


@click.command(
    epilog="Example: kumsong-sources check my-dossier --select citations --format lines"
)
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DOSSIER|FILE.bib]..."
)
@click.option("--example", metavar="NAME", help="Check a dossier that ships, as: kumsong.")
@takes_filters
@takes_format(*FORMATS)
@click.option(
    "--by",
    type=click.Choice(["file", "rule"]),
    default="file",
    show_default=True,
    help="How the text is grouped.",
)
@click.option("--show-waived", "with_waived", is_flag=True, help="Text with waived findings.")
@click.option("--statistics", is_flag=True, help="Only count, rule by rule (text, json, csv).")
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), NEVER]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit with 1 on findings at or above this severity.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there instead of to standard output.",
)
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file changes.")
@click.option("--fix", "fixing", is_flag=True, help="Mend in the .bib what is certain.")
@click.option("--diff", "showing", is_flag=True, help="Show what --fix would do; do nothing.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Also mend what needs a look.")
@click.option(
    "--write-baseline",
    "waiving",
    is_flag=True,
    help="Waive in dossier.toml all findings at or above --fail-on.",
)
def check(
    paths: tuple[Path, ...],
    example: str | None,
    fail_on: str,
    watching: bool,
    fixing: bool,
    showing: bool,
    unsafe: bool,
    waiving: bool,
    **options: Any,
) -> None:
    """Find what is wrong in a dossier's files, and where its support is weak.

    A .bib file is checked as a bibliography alone. `kumsong-sources rule NAME` explains a
    finding.

    Exit status: 0 no finding at or above --fail-on, 1 findings, 2 could not run.
    """
    severity = None if fail_on == NEVER else Severity(fail_on)
    targets = targets_of(paths, example=example)
    asked = Asked(targets=targets, fail_on=severity, **options)
    modes = {"--watch": watching, "--fix": fixing, "--diff": showing}
    modes["--write-baseline"] = waiving
    _refuse_contradictions(asked, modes=modes, unsafe=unsafe, example=example)
    if watching:
        sys.exit(_watch(asked))
    if fixing or showing or waiving:
        status = _mend(asked, fixing=fixing, showing=showing, unsafe=unsafe)
        if showing:
            sys.exit(status)
    sys.exit(asked.run())


def _mend(asked: Asked, *, fixing: bool, showing: bool, unsafe: bool) -> int:
    from kumsong_sources.cli.mending import fix, rules_wanted, show_fixes, write_baseline

    # Before anything is written: every name that was given must be one that there is.
    found = asked.found()
    wanted = rules_wanted(asked.select, asked.ignore)
    if showing:
        return show_fixes(asked.targets, unsafe=unsafe, wanted=wanted)
    if fixing:
        fix(asked.targets, unsafe=unsafe, wanted=wanted)
    elif asked.fail_on is not None:
        write_baseline(found, at_least=asked.fail_on)
    return 0


def _watch(asked: Asked) -> int:
    """Check again whenever a file changes; the exit status of the last time."""
    from kumsong_sources.cli.watching import Ending, watch

    ending = Ending()
    with ending.on_signals():
        files = (file for target in asked.targets for file in target.files)
        return watch(files, asked.run_and_go_on, sleep=ending.pause)
    return 0  # Ctrl-C twice, at once


def _refuse_contradictions(
    asked: Asked, *, modes: dict[str, bool], unsafe: bool, example: str | None
) -> None:
    given = [flag for flag, is_given in modes.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"give one of {' and '.join(given)}, not both")
    if unsafe and given not in (["--fix"], ["--diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if given in (["--fix"], ["--write-baseline"]) and example is not None:
        raise click.UsageError(f"{given[0]}: an example is not changed; copy its folder")
    if given == ["--write-baseline"] and asked.fail_on is None:
        raise click.UsageError("--write-baseline waives what --fail-on names; never is nothing")
    if given in (["--fix"], ["--diff"]) and (asked.claims or asked.sources):
        raise click.UsageError(f"{given[0]} mends whole files; choose by --select")
    if asked.statistics and asked.format_ not in COUNTED:
        raise click.UsageError(f"--statistics is written as {', '.join(COUNTED)}")


def _refuse_unknown(what: str, wanted: Iterable[str], *, there: set[str]) -> None:
    """A filter nothing can meet is a slip, not a clean result."""
    from kumsong_sources.nearest import NearestName

    for name in wanted:
        if name not in there:
            nearest = NearestName(there).to(name)
            meant = f"; did you mean {nearest}?" if nearest else ""
            raise DossierError(f"there is no {what} {name!r}{meant}")


def _put(lines: Iterator[str], *, output: Path | None, is_text: bool) -> None:
    """Write lines as they come: of many findings the whole text would be long."""
    if output is None:
        for some in _in_blocks(lines):
            click.echo(fitting(some, sys.stdout) if is_text else some, nl=False, color=True)
        return
    from kumsong_sources.files import replace_file

    content = b"".join(some.encode("utf-8", "replace") for some in _in_blocks(lines))
    try:
        replace_file(output, content)
    except OSError as error:
        raise DossierError(
            f"{output}: cannot be written ({error.strerror or error}); "
            "name a file in a folder that exists and that you may write to"
        ) from None
    click.echo(f"wrote {output}", err=True)


def _in_blocks(lines: Iterator[str]) -> Iterator[str]:
    """Lines with their ends, many at a time: to hand on each by itself takes long."""
    while block := "".join(f"{line}\n" for line in islice(lines, _LINES_AT_A_TIME)):
        yield block
