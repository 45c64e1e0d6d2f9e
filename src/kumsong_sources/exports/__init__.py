"""A dossier's sources in the formats that others read."""

from kumsong_sources.exports.bibliography import FORMATS, export_bibliography
from kumsong_sources.exports.selection import select
from kumsong_sources.exports.styles import (
    MARKUPS,
    STYLES,
    format_bibliography,
    format_citation_short,
    format_entry,
    format_groups,
    format_note,
    format_notes,
    in_order,
)

__all__ = [
    "FORMATS",
    "MARKUPS",
    "STYLES",
    "export_bibliography",
    "format_bibliography",
    "format_citation_short",
    "format_entry",
    "format_groups",
    "format_note",
    "format_notes",
    "in_order",
    "select",
]
