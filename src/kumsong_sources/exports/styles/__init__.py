"""Citation styles: notes, shortened notes and bibliographies from one content."""

from kumsong_sources.exports.styles.formatting import (
    format_bibliography,
    format_citation_short,
    format_entry,
    format_groups,
    format_note,
    format_notes,
    in_order,
)
from kumsong_sources.exports.styles.markup import MARKUPS, render
from kumsong_sources.exports.styles.runs import Run, Runs
from kumsong_sources.exports.styles.style import DEFAULT_STYLE, STYLES, Style, find_style

__all__ = [
    "DEFAULT_STYLE",
    "MARKUPS",
    "STYLES",
    "Run",
    "Runs",
    "Style",
    "find_style",
    "format_bibliography",
    "format_citation_short",
    "format_entry",
    "format_groups",
    "format_note",
    "format_notes",
    "in_order",
    "render",
]
