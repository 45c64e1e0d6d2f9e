"""Reports: what a dossier's analysis says, as pages and text."""

from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.writing import (
    FORMATS,
    TEXT_FORMATS,
    format_of,
    render,
    render_bytes,
    write_report,
)

__all__ = [
    "FORMATS",
    "TEXT_FORMATS",
    "ReportContent",
    "format_of",
    "render",
    "render_bytes",
    "report_content",
    "write_report",
]
