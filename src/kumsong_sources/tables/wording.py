"""Figures and reports in words, as tables and pages show them."""

from __future__ import annotations

from collections.abc import Sequence

from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Report
from kumsong_sources.dossier import Dossier


def derivation(attestation: Attestation) -> str:
    """How a derived figure was summed, in words.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> unc = next(c for c in compare(Dossier.example("kumsong")) if c.derived)
    >>> derivation(unc.derived[0])
    '14,373 = 2,689 killed + 7,548 wounded + 4,136 missing; captured not stated'
    """
    absent = ", ".join(kind.replace("_", " ") for kind in attestation.absent)
    rest = f"; {absent} not stated" if absent else ""
    return f"{attestation.figure} = {attestation.figure.text}{rest}"


def shown_report(report: Report, *, dossier: Dossier) -> str:
    """A reporter with its figures; † marks a sum of ours, ‡ a differing scope."""
    figures = " / ".join(dict.fromkeys(map(shown_figure, report.attestations)))
    mark = "‡" if report.scope_differs else ""
    if report.reporter is None:
        return f"{figures}{mark}"
    return f"{dossier.party_label(report.reporter)} {figures}{mark}"


def shown_figure(attestation: Attestation) -> str:
    """A figure for readers, † when it is a sum of ours."""
    return f"{attestation.figure}{'†' if attestation.is_derived else ''}"


def words(value: object) -> str:
    """A value for reading: nothing for `None`, several joined, numbers with commas.

    Examples
    --------
    >>> words(None), words(True), words(78000), words(5.427), words(["KOR", "CHN"])
    ('', 'yes', '78,000', '5.43', 'KOR; CHN')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(words(part) for part in value)
    return str(value)
