"""Cases of every rule: a fault it finds, and sound neighbours it leaves alone."""

from collections.abc import Mapping

from rule_cases import claims, entries, reading, support, texts, usage
from rule_cases.case import DEFAULTS, BibCase, Case

DOSSIERS: Mapping[str, Case] = {
    **reading.CASES, **claims.CASES, **support.CASES, **usage.CASES
}  # fmt: skip
"""Cases that need a dossier, by rule."""

BIBLIOGRAPHIES: Mapping[str, BibCase] = {**entries.CASES, **texts.CASES}
"""Cases that need nothing but a bibliography, by rule."""

__all__ = ["BIBLIOGRAPHIES", "DEFAULTS", "DOSSIERS"]
