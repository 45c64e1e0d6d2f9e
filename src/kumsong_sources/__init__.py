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
from kumsong_sources.showing import Listing, viewed_by

if TYPE_CHECKING:
    from kumsong_sources.accounts import exchanges, pairs
    from kumsong_sources.comparison import compare, ranked
    from kumsong_sources.exports.attestations import export_attestations
    from kumsong_sources.reliance import leave_one_out, source_load
    from kumsong_sources.transmission import retellings

__version__ = "0.1.0"

__all__ = [
    "Citation",
    "Dossier",
    "Figure",
    "KumsongSourcesError",
    "Lineage",
    "Listing",
    "__version__",
    "attestations",
    "compare",
    "corroboration",
    "exchanges",
    "export_attestations",
    "leave_one_out",
    "pairs",
    "parse_citations",
    "ranked",
    "read_figure",
    "retellings",
    "run_checks",
    "source_load",
]

# How values look stands above them; they only know where to ask.
viewed_by("kumsong_sources.views")

# A check does not wait for what it does not use.
_WHEN_ASKED_FOR = {
    "compare": "comparison",
    "exchanges": "accounts",
    "export_attestations": "exports.attestations",
    "leave_one_out": "reliance",
    "pairs": "accounts",
    "ranked": "comparison",
    "retellings": "transmission",
    "source_load": "reliance",
}


def __getattr__(name: str) -> Any:
    """Load one of the comparing functions when it is first asked for."""
    if name not in _WHEN_ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHEN_ASKED_FOR[name]}"), name)
