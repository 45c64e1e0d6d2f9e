"""Errors for wrong use and for what cannot be opened.

What is wrong *in* a dossier is never an exception: it is kept as a value with
its position, and `kumsong_sources.checks` reports it as a finding.

The tree::

    KumsongSourcesError
    ├── DossierError        a dossier cannot be opened, or a name in it is unknown
    ├── BibliographyError   a bibliography cannot be read at all
    ├── FigureError         a text cannot be read as a figure (also a ValueError)
    ├── DateError           a text cannot be read as a date (also a ValueError)
    ├── CitationError       a citation's syntax is broken (also a ValueError)
    ├── UnknownRuleError    no rule, group or severity has that name
    ├── CorpusError         a table is no corpus, or its engine is not supported
    ├── NotebookError       a notebook cannot be run
    ├── ServingError        a page cannot be served
    └── MissingExtraError   an optional dependency is not installed
"""

from __future__ import annotations


class KumsongSourcesError(Exception):
    """Root of every error this package raises on purpose."""


class DossierError(KumsongSourcesError):
    """A dossier cannot be opened, or does not hold what was asked for."""


class BibliographyError(KumsongSourcesError):
    """A bibliography cannot be read at all."""


class FigureError(KumsongSourcesError, ValueError):
    """A text cannot be read as a figure."""


class DateError(KumsongSourcesError, ValueError):
    """A text cannot be read as a date."""


class CitationError(KumsongSourcesError, ValueError):
    """A citation's syntax is broken.

    Attributes
    ----------
    column : int
        Where in the text the fault lies, counted from 1.
    """

    def __init__(self, message: str, *, column: int) -> None:
        super().__init__(message)
        self.column = column


class UnknownRuleError(KumsongSourcesError):
    """No rule of the checks, no group of them and no severity has that name."""


class CorpusError(KumsongSourcesError):
    """A table is not a corpus of attestations, or no supported engine holds it."""


class NotebookError(KumsongSourcesError):
    """A notebook cannot be run, or a cell of it failed."""


class ServingError(KumsongSourcesError):
    """A page cannot be served: its port cannot be had."""


class MissingExtraError(KumsongSourcesError):
    """An optional dependency is not installed; the message has the pip line."""
