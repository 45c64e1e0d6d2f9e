"""The method in brief, with the bands and the distribution that a dossier uses."""

from __future__ import annotations

from collections.abc import Mapping

from kumsong_sources.declaration import BANDS
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.wording import sentence_case


def _origin(bands: Mapping[str, float]) -> str:
    """Where the bands come from; a dossier that sets its own knows best."""
    if dict(bands) != dict(BANDS):
        return ", as this dossier sets it"
    return (
        "; nineteen in twenty of the ratios between five reference works on battles of the "
        f"American Civil War lie at or below {[*bands.values()][-1]:g}"
    )


def method_in_brief(dossier: Dossier) -> tuple[str, ...]:
    """Paragraphs on how figures are compared and support is counted."""
    bands = dossier.declaration.bands
    ends = ", ".join(f"{name} up to {end:g}" for name, end in bands.items())
    return (
        "Figures are compared where event, subject, measure and scope are the same. A figure "
        "for a part stands beside the whole as a lower bound and is marked. Parts are summed "
        "only within one source, and the sum is marked as ours. What is not reported is never "
        "taken as zero, and no figure is picked, averaged or filled in.",
        "The ratio is the greatest figure over the least, the difference the greatest less the "
        f"least. Ratios are called {ends}, above that extreme{_origin(bands)}.",
        f"A ratio’s place is told in a distribution of reference: {_reference(dossier)}",
        "The overclaim factor is an account’s figure for the enemy’s loss over the enemy’s own "
        "figure; the loss-exchange ratio is enemy loss over own loss within one account; the "
        "swing is the product of the two overclaim factors. They say how far accounts lie "
        "apart, not which of them is right.",
        "Support is counted twice: sources by heads, and witnesses as independent lineages, in "
        "which works that take their account from one another count once. Only declared "
        "lineage counts. An inferred link is the editor’s, not the text’s.",
        "A figure of 1,000 or more counts as round if it is a multiple of 100. Shares of "
        "figures have Wilson intervals of 95 %. Effective sources are 1/Σp², p being a "
        "source’s share of the figures.",
    )


def _reference(dossier: Dossier) -> str:
    """The label and the provenance of the distribution."""
    reference = dossier.declaration.reference
    label = f"{reference.label} (n = {reference.n:,})"
    if not reference.provenance:
        return f"{label}. The dossier does not say where it comes from."
    return f"{label}. {sentence_case(reference.provenance.rstrip('.'))}."
