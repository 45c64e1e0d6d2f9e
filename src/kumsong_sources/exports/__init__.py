"""A dossier's sources in the formats that others read."""

from kumsong_sources.exports.bibliography import FORMATS, export_bibliography, export_docx
from kumsong_sources.exports.claimnotes import ClaimNote, claim_notes, write_claim_notes
from kumsong_sources.exports.grouping import GROUPINGS, grouped
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
    "GROUPINGS",
    "MARKUPS",
    "STYLES",
    "ClaimNote",
    "claim_notes",
    "export_bibliography",
    "export_docx",
    "format_bibliography",
    "format_citation_short",
    "format_entry",
    "format_groups",
    "format_note",
    "format_notes",
    "grouped",
    "in_order",
    "select",
    "write_claim_notes",
]
