"""Findings written: for people, editors, programs, GitHub and code scanners.

All writers take one and the same list of findings; `write_findings` picks one by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from kumsong_sources.checks.rule import Finding
from kumsong_sources.checks.writing.counting import Tally, fails, statistics, summary
from kumsong_sources.checks.writing.tabular import (
    as_csv,
    as_json,
    report_as_json,
    rows_as_csv,
    statistics_as_csv,
    statistics_as_json,
)
from kumsong_sources.checks.writing.text import (
    Page,
    as_lines,
    as_text,
    editor_lines,
    statistics_as_text,
)

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
    page = Page(by=by, colour=colour, with_waived=with_waived, width=width)
    return "\n".join(finding_lines(findings, format_=format_, page=page))


def finding_lines(
    findings: Sequence[Finding], *, format_: str = "text", page: Page | None = None
) -> Iterator[str]:
    """The lines of `write_findings` as they come, without their ends.

    Parameters
    ----------
    findings : sequence of Finding
    format_ : str
    page : Page or None
        How text is laid out.
    """
    if format_ == "text":
        return (page or Page()).lines(findings)
    # Each where it is needed: most runs write text.
    if format_ == "github":
        from kumsong_sources.checks.writing.annotations import commands

        return commands(findings)
    if format_ == "sarif":
        from kumsong_sources.checks.writing.sarif import log_lines

        return log_lines(findings)
    writers = {"json": report_as_json, "csv": rows_as_csv, "lines": editor_lines}
    return writers[format_](findings)


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
    "Page",
    "Tally",
    "as_csv",
    "as_json",
    "as_lines",
    "as_text",
    "fails",
    "finding_lines",
    "statistics",
    "summary",
    "write_findings",
    "write_statistics",
]
