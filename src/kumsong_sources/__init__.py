"""Source criticism and citation analysis: who reports what of whom, read where.

Open a dossier, compare what its reporters say, count what stands behind each claim:

>>> from kumsong_sources import Dossier, compare
>>> dossier = Dossier.example("kumsong")
>>> [round(c.ratio, 2) for c in compare(dossier) if c.ratio]
[5.43, 2.05]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kumsong_sources.attestations import attestations
from kumsong_sources.checks import run_checks
from kumsong_sources.citations import Citation, parse_citations
from kumsong_sources.corroboration import corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.figures import Figure, read_figure
from kumsong_sources.lineage import Lineage

if TYPE_CHECKING:
    from kumsong_sources.accounts import exchanges, pairs
    from kumsong_sources.comparison import compare
    from kumsong_sources.reliance import source_load

__version__ = "0.1.0"

__all__ = [
    "Citation",
    "Dossier",
    "Figure",
    "KumsongSourcesError",
    "Lineage",
    "__version__",
    "attestations",
    "compare",
    "corroboration",
    "exchanges",
    "pairs",
    "parse_citations",
    "read_figure",
    "run_checks",
    "source_load",
]

# A check does not wait for what it does not use.
_WHEN_ASKED_FOR = {
    "compare": "comparison",
    "exchanges": "accounts",
    "pairs": "accounts",
    "source_load": "reliance",
}


def __getattr__(name: str) -> Any:
    """Load one of the comparing functions when it is first asked for."""
    if name not in _WHEN_ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHEN_ASKED_FOR[name]}"), name)
