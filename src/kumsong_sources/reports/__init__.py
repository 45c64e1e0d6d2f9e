"""Reports: what a dossier's analysis says, as pages and text."""

from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.writing import FORMATS, format_of, render, write_report

__all__ = [
    "FORMATS",
    "ReportContent",
    "format_of",
    "render",
    "report_content",
    "write_report",
]
