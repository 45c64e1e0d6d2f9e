"""Findings that say the same again and again, folded: the first of them, and how many more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kumsong_sources.checks.rule import Finding

MOST_ALIKE = 100
"""How many findings of one rule that say the same of one file are given one by one."""


def folded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give the findings of one rule, many that are alike as one with their number.

    A file that is broken in one and the same way on every line would have as many findings
    as lines. Findings are alike where path, message and citekey are the same; one about a
    claim has an object of its own and is never folded.

    Parameters
    ----------
    findings : iterable of Finding
        Of one rule.

    Yields
    ------
    Finding
        The first `MOST_ALIKE`; then one that stands at the next place and says how many
        more there are and where the last is. Its ``numbers["alike"]`` is how many it
        stands for.

    Examples
    --------
    >>> from kumsong_sources.checks import run_bibliography_checks
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> works = bibliography_from_bytes(b"@book{a, title = {A}}\\n" * 500, path="a.bib")
    >>> found = run_bibliography_checks(works, select=["duplicate-key"])
    >>> len(found), found[-1].message
    (101, 'the key a is used before, on line 1; so 399 times, the last on line 500')
    """
    alike: dict[tuple[str, str, str | None], int] = {}
    first: dict[tuple[str, str, str | None], Finding] = {}
    last: dict[tuple[str, str, str | None], Finding] = {}
    for finding in findings:
        if finding.claim_id is not None:
            yield finding
            continue
        said = finding.position.path, finding.message, finding.citekey
        alike[said] = number = alike.get(said, 0) + 1
        if number <= MOST_ALIKE:
            yield finding
        else:
            first.setdefault(said, finding)
            last[said] = finding
    for said, finding in first.items():
        more = alike[said] - MOST_ALIKE
        if more == 1:
            yield finding
            continue
        where = f", the last on line {last[said].position.line}"
        yield replace(
            finding,
            message=f"{finding.message}; so {more:,} times{where}",
            numbers={**finding.numbers, "alike": more},
        )
