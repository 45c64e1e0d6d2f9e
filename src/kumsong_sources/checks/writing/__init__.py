"""Findings written: for people, editors, programs, GitHub and code scanners.

All writers take one and the same list of findings; `write_findings` picks one by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kumsong_sources.checks.rule import Finding
from kumsong_sources.checks.writing.counting import Tally, fails, statistics, summary
from kumsong_sources.checks.writing.tabular import (
    as_csv,
    as_json,
    statistics_as_csv,
    statistics_as_json,
)
from kumsong_sources.checks.writing.text import as_lines, as_text, statistics_as_text

FORMATS = ("text", "json", "csv", "github", "sarif", "lines")
"""The names of the formats."""

COUNTED = ("text", "json", "csv")
"""The formats that can also give the counts by rule."""


def write_findings(
    findings: Sequence[Finding],
    *,
    format_: str = "text",
    by: Literal["file", "rule"] = "file",
    colour: bool = False,
    with_waived: bool = True,
    width: int | None = None,
) -> str:
    """Write findings in one of the `FORMATS`.

    Parameters
    ----------
    findings : sequence of Finding
    format_ : str
    by : {"file", "rule"}
        How text is grouped.
    colour : bool
        Whether to colour text.
    with_waived : bool
        Whether text has the waived findings, too. JSON, CSV and SARIF have them marked; in
        annotations and lines for editors they have no place.
    width : int or None
        Columns at which text is broken; `None` breaks nothing, so that every finding is
        one line to search for.

    Returns
    -------
    str
        Without a final line end; empty where there is nothing to write.
    """
    if format_ == "text":
        return as_text(findings, by=by, colour=colour, with_waived=with_waived, width=width)
    # Each where it is needed: most runs write text.
    if format_ == "github":
        from kumsong_sources.checks.writing.annotations import as_github

        return as_github(findings)
    if format_ == "sarif":
        from kumsong_sources.checks.writing.sarif import as_sarif

        return as_sarif(findings)
    return {"json": as_json, "csv": as_csv, "lines": as_lines}[format_](findings)


def write_statistics(findings: Sequence[Finding], *, format_: str = "text") -> str:
    """Write how often each rule found something, in one of the formats in `COUNTED`."""
    writers = {
        "text": statistics_as_text,
        "json": statistics_as_json,
        "csv": statistics_as_csv,
    }
    return writers[format_](findings)


__all__ = [
    "COUNTED",
    "FORMATS",
    "Tally",
    "as_csv",
    "as_json",
    "as_lines",
    "as_text",
    "fails",
    "statistics",
    "summary",
    "write_findings",
    "write_statistics",
]
