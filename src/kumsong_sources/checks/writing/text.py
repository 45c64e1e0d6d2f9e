"""Findings as lines: for people, and for editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Literal, NamedTuple

from kumsong_sources.checks.rule import Finding
from kumsong_sources.checks.running import RULES
from kumsong_sources.checks.writing.counting import statistics, summary
from kumsong_sources.patterns import pattern

# Control characters and those that turn the writing direction would act on a terminal.
_ACTING = pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_INDENT, _NARROWEST = "    ", 40
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS: Mapping[str, str] = MappingProxyType(
    {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m", "waived": _FAINT}
)


def as_text(
    findings: Sequence[Finding],
    *,
    by: Literal["file", "rule"] = "file",
    colour: bool = False,
    with_waived: bool = True,
    width: int | None = None,
) -> str:
    """Findings as lines for people, ending in a line that counts them.

    Parameters
    ----------
    findings : sequence of Finding
    by : {"file", "rule"}
        In the order of the files, or rule by rule, the gravest first.
    colour : bool
        Whether to colour for a terminal.
    with_waived : bool
        Whether to write waived findings, too; they are counted in any case.
    width : int or None
        Columns at which lines are broken; `None` breaks none.

    Returns
    -------
    str
        Without line end. A line begins ``path:line:column: severity rule: message``; the
        hint stands below it, indented. By rule, the hint is said once where all agree.
    """
    page = Page(by=by, colour=colour, with_waived=with_waived, width=width)
    return "\n".join(page.lines(findings))


def as_lines(findings: Iterable[Finding]) -> str:
    """One line for each finding that is not waived, as editors and other programs read it.

    Returns
    -------
    str
        ``path:line:column: severity rule: message``, no line end after the last. A finding
        about a whole file stands at its line 1, a finding about a whole line at column 1.

    Examples
    --------
    >>> from kumsong_sources.checks import run_checks
    >>> from kumsong_sources.dossier import Dossier
    >>> found = run_checks(Dossier.example("kumsong"), select=["surname-against-script"])
    >>> as_lines(found).partition(" ")[2][:40]
    'warning surname-against-script: xue1990:'
    """
    return "\n".join(editor_lines(findings))


def editor_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """The lines of `as_lines`, as they come."""
    for finding in findings:
        if finding.waived is None:
            at = finding.position
            place = f"{tame(at.path)}:{at.line or 1}:{at.column or 1}"
            said = f"{_about(finding)} {tame(finding.message)}"
            yield f"{place}: {finding.severity} {finding.rule}:{said}"


def statistics_as_text(findings: Sequence[Finding]) -> str:
    """One line for each rule that found something, with its number, and the line of counts."""
    tallies = statistics(findings)
    count = max([len(f"{tally.found:,}") for tally in tallies], default=0)
    name = max([len(tally.rule) for tally in tallies], default=0)
    lines = [
        f"{tally.found:>{count},}  {tally.severity.value:<7}  {tally.rule:<{name}}  "
        + (f"({tally.waived:,} waived) " if tally.waived else "")
        + RULES[tally.rule].summary()
        for tally in tallies
    ]
    return "\n".join([*lines, *([""] if lines else []), _closing(findings)])


def tame(text: str) -> str:
    r"""Show characters that would act on a terminal, rather than let them.

    Examples
    --------
    >>> tame("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return _ACTING.sub(lambda found: ascii(found[0])[1:-1], text)


class Page(NamedTuple):
    """How text is laid out; the parameters are those of `as_text`."""

    by: Literal["file", "rule"] = "file"
    colour: bool = False
    with_waived: bool = True
    width: int | None = None

    def lines(self, findings: Sequence[Finding]) -> Iterator[str]:
        """The lines of `as_text`, as they come: of many findings the text is long."""
        shown = findings
        if not self.with_waived:
            shown = [finding for finding in findings if finding.waived is None]
        yield from self._by_rule(shown) if self.by == "rule" else self._by_file(shown)
        yield from self._broken(_closing(findings))

    def _by_file(self, findings: Iterable[Finding]) -> Iterator[str]:
        for _, found in groupby(findings, key=lambda finding: finding.position.path):
            for finding in found:
                yield from self._lines_of(finding)
            yield ""

    def _by_rule(self, findings: Iterable[Finding]) -> Iterator[str]:
        by_rule: dict[str, list[Finding]] = {}
        for finding in findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        worst = {rule: max(f.severity.rank for f in found) for rule, found in by_rule.items()}
        for rule in sorted(by_rule, key=lambda name: (-worst[name], list(RULES).index(name))):
            found = by_rule[rule]
            hints = {finding.hint for finding in found}
            for line in self._broken(f"{rule} ({len(found):,}): {RULES[rule].summary()}"):
                yield f"{_BOLD}{line}{_PLAIN}" if self.colour else line
            for finding in found:
                yield from self._lines_of(finding, with_hint=len(hints) > 1)
            if len(hints) == 1:
                yield from self._broken(tame(hints.pop()), first=_INDENT)
            yield ""

    def _lines_of(self, finding: Finding, *, with_hint: bool = True) -> Iterator[str]:
        severity = "waived" if finding.waived else finding.severity.value
        place = f"{tame(str(finding.position))}: "
        text = f"{severity} {finding.rule}:{_about(finding)} {tame(finding.message)}"
        said = self._broken(f"{place}{text}")
        if self.colour:
            coloured = f"{_COLOURS[severity]}{severity}{_PLAIN}"
            first, found, rest = "\n".join(said).partition(f" {severity} ")
            yield f"{first} {coloured} {rest}" if found else first
        else:
            yield from said
        if finding.waived is not None:
            yield from self._broken(f"waived: {tame(finding.waived.reason)}", first=_INDENT)
        elif with_hint:
            yield from self._broken(tame(finding.hint), first=_INDENT)

    def _broken(self, text: str, *, first: str = "") -> Iterator[str]:
        """A text in as many lines as it needs."""
        if self.width is None:
            yield f"{first}{text}"
            return
        # Most text goes where lines are not broken.
        from kumsong_sources.screen import wrap

        width = max(self.width, _NARROWEST)
        yield from wrap(text, width=width, first=first, rest=_INDENT * 2)


def _about(finding: Finding) -> str:
    """The claim or source concerned, where the message does not name it."""
    named = finding.claim_id or finding.citekey
    if named is None or _is_said(named, finding.message):
        return ""
    return f" {tame(named)}:"


def _is_said(name: str, message: str) -> bool:
    # A pattern for each of many findings costs more than to find them: most hold no name.
    if name not in message:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", message) is not None


def _closing(findings: Sequence[Finding]) -> str:
    counts = summary(findings)
    nouns = {"error": "errors", "warning": "warnings", "info": "infos", "waived": "waived"}
    told = ", ".join(
        f"{count:,} {name if count == 1 else nouns[name]}" for name, count in counts.items()
    )
    return f"{len(findings):,} finding{'' if len(findings) == 1 else 's'}: {told}"
