"""What changed in a dossier since an earlier folder of it, or a revision in git."""

from kumsong_sources.changes.claims import CellChange, ClaimChanges, ClaimPair
from kumsong_sources.changes.declared import WaiverChange
from kumsong_sources.changes.earlier import Earlier, open_earlier
from kumsong_sources.changes.findings import FindingChanges
from kumsong_sources.changes.since import Changes, ComparisonPair, SupportPair, changes_since
from kumsong_sources.changes.sources import SourceChanges, SourcePair

__all__ = [
    "CellChange",
    "Changes",
    "ClaimChanges",
    "ClaimPair",
    "ComparisonPair",
    "Earlier",
    "FindingChanges",
    "SourceChanges",
    "SourcePair",
    "SupportPair",
    "WaiverChange",
    "changes_since",
    "open_earlier",
]
