"""Works from other programs, as BibLaTeX entries at the end of a bibliography."""

from kumsong_sources.imports.adding import Addition, add_entries, added
from kumsong_sources.imports.entries import NewEntry, entry_of_csl
from kumsong_sources.imports.reading import FORMATS, read_entries

__all__ = [
    "FORMATS",
    "Addition",
    "NewEntry",
    "add_entries",
    "added",
    "entry_of_csl",
    "read_entries",
]
