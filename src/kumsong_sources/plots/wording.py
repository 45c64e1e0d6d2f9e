"""How pictures put quantities, figures, ratios and sources into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.comparison import Comparison
from kumsong_sources.dossier import Dossier
from kumsong_sources.figures import format_number
from kumsong_sources.vocabulary import Perspective, Qualifier


def verdict_of(comparison: Comparison) -> str:
    """The ratio of a comparison as a reader meets it, or why there is none.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> found = compare(Dossier.example("kumsong"))
    >>> [verdict_of(c) for c in found if c.quantity.subject == "CHN" and c.ratio]
    ['×2.05']
    """
    spread, told = comparison.spread, comparison.attestations
    keys = {attestation.citekey for attestation in told}
    alone = "no source cited" if keys == {None} else "single source" if len(keys) == 1 else ""
    if spread.n < 2:
        return alone or "one figure only"
    if spread.ratio is None:
        shown = f"difference {format_number(spread.difference or 0)}"
    elif not spread.is_open:
        shown = _times(spread.ratio)
    elif spread.gap_ratio is not None:
        shown = f"≥ {_times(spread.gap_ratio)}"
    else:
        shown = f"{_times(spread.ratio)} as stated"
    return f"{shown}, {alone}" if alone else shown


def _times(ratio: float) -> str:
    return f"×{ratio:,.2f}" if ratio < 100 else f"×{ratio:,.0f}"


def value_of(attestation: Attestation) -> str:
    """A figure as people print it; a word in quotation marks."""
    figure = attestation.figure
    if figure.qualifier is Qualifier.UNKNOWN or attestation.interval is None:
        return f"“{' '.join(figure.text.split())}”"
    if figure.qualifier is Qualifier.NONE:
        return f"0 (“{' '.join(figure.text.split())}”)" if figure.text.strip() != "0" else "0"
    return str(figure)


def heading_of(comparison: Comparison, *, dossier: Dossier) -> str:
    """A quantity for readers: "United Nations casualties", scope in brackets."""
    return quantity_label(comparison.quantity, dossier=dossier)


def quantity_label(quantity: Quantity, *, dossier: Dossier) -> str:
    """A quantity for readers, without its event."""
    measure = dossier.measures.get(quantity.measure)
    counted = measure.label if measure else quantity.measure.replace("_", " ")
    subject = dossier.party_adjective(quantity.subject) if quantity.subject else ""
    scope = f" ({quantity.scope})" if quantity.scope else ""
    return f"{subject} {counted}{scope}".strip()


def unit_label(comparison: Comparison, *, dossier: Dossier) -> str:
    """The unit of a comparison's measure; blank where none is declared."""
    measure = dossier.measures.get(comparison.quantity.measure)
    unit = (measure.unit or "") if measure else ""
    return {"km2": "km²", "m2": "m²"}.get(unit, unit)


def source_label(attestation: Attestation, *, dossier: Dossier) -> str:
    """The cited work, or that none is cited."""
    if attestation.citekey is None:
        return "no source cited"
    return work_label(attestation.citekey, dossier=dossier)


def work_label(key: str, *, dossier: Dossier) -> str:
    """A work's short label; the key where the bibliography does not have it."""
    source = dossier.bibliography.get(key)
    return source.short_label if source else f"{key} (not in the bibliography)"


def reporter_label(reporter: str | None, *, dossier: Dossier) -> str:
    """A reporter for the legend: "South Korean source"."""
    if reporter is None:
        return "no party named"
    return f"{dossier.party_adjective(reporter)} source"


PERSPECTIVES: Mapping[Perspective, tuple[str, str]] = {
    Perspective.OWN: ("own losses", "of its own side"),
    Perspective.ENEMY: ("enemy’s losses", "of the enemy"),
    Perspective.THIRD_PARTY: ("by a third party", "by a third party"),
}
"""How the legend names what a reporter speaks of: of losses, and of anything else."""


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 source", "2 sources"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Words as a list is read: "a, b and c"; semicolons where a word has a comma."""
    if len(words) > 2 and any("," in word for word in words):
        return "; ".join(words)
    return " and ".join(", ".join(part) for part in (words[:-1], words[-1:]) if part)


def event_label(event: str, *, dossier: Dossier) -> str:
    """An event for readers; its name where it is not declared."""
    declared = dossier.events.get(event)
    return declared.label if declared else event


def place_label(quantities: Iterable[Quantity], *, dossier: Dossier) -> str:
    """What quantities are about: their event where it is one, else the dossier."""
    events = dict.fromkeys(quantity.event for quantity in quantities)
    if len(events) == 1:
        return event_label(next(iter(events)), dossier=dossier)
    return dossier.title


def full_label(quantity: Quantity, *, dossier: Dossier, events: int) -> str:
    """A quantity for readers, with its event where several are shown."""
    label = quantity_label(quantity, dossier=dossier)
    return f"{event_label(quantity.event, dossier=dossier)}: {label}" if events > 1 else label


def ended(sentence: str) -> str:
    """A sentence with its full stop: one, also after "n.d."."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def spoken(value: str) -> str:
    """A figure or ratio without signs, for what is read aloud.

    Examples
    --------
    >>> spoken("≥ ×1.50"), spoken("≤ 300")
    ('at least 1.50', 'at most 300')
    """
    words = {"≥ ": "at least ", "≤ ": "at most ", "×": ""}
    for sign, word in words.items():
        value = value.replace(sign, word)
    return value
