"""A bibliography in parts: by whose account a work gives, or by how near it stands."""

from __future__ import annotations

from collections.abc import Iterable

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.sources import Source
from kumsong_sources.vocabulary import Level

GROUPINGS = ("party", "level")
"""What a bibliography can be grouped by."""

_LEVELS = {
    Level.PRIMARY: "Primary sources",
    Level.SECONDARY: "Secondary works",
    Level.TERTIARY: "Tertiary works",
}


def grouped(
    sources: Iterable[Source], *, by: str, dossier: Dossier
) -> tuple[tuple[str, tuple[Source, ...]], ...]:
    """Sources under headings.

    Parameters
    ----------
    sources : iterable of Source
    by : str
        ``"party"``, in the order of `dossier.toml`, or ``"level"``, primary first.
    dossier : Dossier

    Returns
    -------
    tuple of (str, tuple of Source)
        Headings with their sources; those without party or level come last. No group is
        empty.

    Raises
    ------
    KumsongSourcesError
        If there is no such grouping.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> [label for label, _ in grouped(dossier.sources.values(), by="level", dossier=dossier)]
    ['Primary sources', 'Secondary works', 'Tertiary works']
    """
    if by not in GROUPINGS:
        raise KumsongSourcesError(
            f"a bibliography cannot be grouped by {by!r}; it can by: {', '.join(GROUPINGS)}"
        )
    gathered: dict[str, list[Source]] = {}
    known = list(dossier.parties) if by == "party" else [*map(str, Level)]
    for source in sources:
        value = (source.party if by == "party" else (source.level or "").lower()) or ""
        gathered.setdefault(value, []).append(source)
    order = [*known, *sorted(gathered.keys() - {*known, ""}), ""]
    return tuple(
        (_heading(value, by=by, dossier=dossier), tuple(gathered[value]))
        for value in order
        if value in gathered
    )


def _heading(value: str, *, by: str, dossier: Dossier) -> str:
    if by == "party":
        return dossier.party_label(value) if value else "No party's account"
    if value in {*Level}:
        return _LEVELS[Level(value)]
    return value if value else "Level not stated"
