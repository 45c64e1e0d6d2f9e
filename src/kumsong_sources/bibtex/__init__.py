"""BibTeX and BibLaTeX files as values: the only door to bibtexparser.

Every entry keeps its exact text and its place; what bibtexparser gives up or passes over
in silence is kept as a value, too. Nothing here writes to the user's file.
"""

from kumsong_sources.bibtex.annotations import Annotation, parse_annotations
from kumsong_sources.bibtex.authorship import names_of
from kumsong_sources.bibtex.entries import (
    NAME_LISTS,
    VERBATIM,
    BibFile,
    Comment,
    Entry,
    Field,
    Loss,
    LossKind,
    Macro,
    RejectedEntry,
)
from kumsong_sources.bibtex.inheritance import Inheritance, inheritance, inherited
from kumsong_sources.bibtex.latex import decode_latex
from kumsong_sources.bibtex.names import Name, parse_names, split_names
from kumsong_sources.bibtex.opening import bibtex_from_bytes, read_bibtex
from kumsong_sources.bibtex.reading import parse_bibtex
from kumsong_sources.bibtex.repetition import DuplicateKey, RepeatedField
from kumsong_sources.bibtex.writing import encode_latex, written_entry

__all__ = [
    "NAME_LISTS",
    "VERBATIM",
    "Annotation",
    "BibFile",
    "Comment",
    "DuplicateKey",
    "Entry",
    "Field",
    "Inheritance",
    "Loss",
    "LossKind",
    "Macro",
    "Name",
    "RejectedEntry",
    "RepeatedField",
    "bibtex_from_bytes",
    "decode_latex",
    "encode_latex",
    "inheritance",
    "inherited",
    "names_of",
    "parse_annotations",
    "parse_bibtex",
    "parse_names",
    "read_bibtex",
    "split_names",
    "written_entry",
]
