"""Findings as JSON and as CSV: everything that is known of each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kumsong_sources.checks.rule import Finding
from kumsong_sources.checks.writing.counting import statistics, summary
from kumsong_sources.checks.writing.streaming import json_lines
from kumsong_sources.checks.writing.text import tame
from kumsong_sources.patterns import pattern

COLUMNS = (
    *("rule", "severity", "path", "line", "column"),
    *("message", "hint", "claim_id", "citekey", "waived", "numbers"),
)
"""The columns of the CSV and the keys of a finding in JSON."""

_COUNTS = ("rule", "group", "severity", "found", "waived")
_FORMULA = pattern(r"^\s*[=+\-@]")

Row = Mapping[str, object]


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON object: ``findings``, a list, and ``summary``, their counts."""
    return "\n".join(report_as_json(list(findings)))


def report_as_json(findings: Sequence[Finding]) -> Iterator[str]:
    """The lines of `as_json`, as they come."""
    told = (finding.to_dict() for finding in findings)
    return json_lines({"findings": told, "summary": summary(findings)})


def as_csv(findings: Iterable[Finding]) -> str:
    r"""Findings as a table with a header, one row each; `COLUMNS` are the columns.

    A cell that a spreadsheet would compute, because it begins with ``=``, ``+``, ``-`` or
    ``@``, gets an apostrophe before it, and what would act on a terminal is shown instead;
    JSON has every text as it is.

    Examples
    --------
    >>> as_csv([])
    'rule,severity,path,line,column,message,hint,claim_id,citekey,waived,numbers'
    """
    return "\n".join(rows_as_csv(findings))


def rows_as_csv(findings: Iterable[Finding]) -> Iterator[str]:
    """The rows of `as_csv`, as they come."""
    return _table(COLUMNS, (finding.to_dict() for finding in findings))


def statistics_as_json(findings: Iterable[Finding]) -> str:
    """The counts by rule as a JSON object: ``rules``, a list, and ``summary``."""
    found = list(findings)
    content = {"rules": _counts(found), "summary": summary(found)}
    return json.dumps(content, ensure_ascii=False, indent=2)


def statistics_as_csv(findings: Iterable[Finding]) -> str:
    """The counts by rule as a table with a header."""
    return "\n".join(_table(_COUNTS, _counts(findings)))


def _counts(findings: Iterable[Finding]) -> list[Row]:
    return [
        {
            "rule": tally.rule,
            "group": tally.group,
            "severity": tally.severity.value,
            "found": tally.found,
            "waived": tally.waived,
        }
        for tally in statistics(findings)
    ]


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="")
    for row in chain([None], rows):
        writer.writerow(columns if row is None else [_cell(row[name]) for name in columns])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _cell(value: object) -> object:
    """A cell that a spreadsheet takes for text, not for a formula."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}={number}" for name, number in value.items())
    if not isinstance(value, str):
        return value
    return f"'{tame(value)}" if _FORMULA.match(value) else tame(value)
