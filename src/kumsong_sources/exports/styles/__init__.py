"""Citation styles: notes, shortened notes and bibliographies from one content."""

from kumsong_sources.exports.styles.formatting import (
    STYLES,
    Style,
    format_bibliography,
    format_citation_short,
    format_entry,
    format_note,
    in_order,
)
from kumsong_sources.exports.styles.markup import MARKUPS, render
from kumsong_sources.exports.styles.runs import Run, Runs

__all__ = [
    "MARKUPS",
    "STYLES",
    "Run",
    "Runs",
    "Style",
    "format_bibliography",
    "format_citation_short",
    "format_entry",
    "format_note",
    "in_order",
    "render",
]
