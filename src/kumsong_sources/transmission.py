"""Transmission: one source's figure as it is retold in the works it is read through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kumsong_sources.attestations import Attestation, Quantity
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Listing, Showing
from kumsong_sources.spread import Interval


@frozen
class Retelling(Showing):
    """One source's figure for one quantity, read through several works.

    Parameters
    ----------
    citekey : str
        The source that is quoted.
    reporter : str or None
        Whose account it is.
    quantity : Quantity
    readings : tuple of (str, Attestation)
        The work it is read through (blank: the source itself) and the figure there, in
        the order of the works' years, undated ones in file order before the dated.
    """

    citekey: str
    reporter: str | None
    quantity: Quantity
    readings: tuple[tuple[str, Attestation], ...]

    @property
    def values(self) -> tuple[Interval | str, ...]:
        """The different figures stated, in the order of the readings; words as written.

        A sum of ours is not among them: the source has not said it.
        """
        stated = (a for _, a in self.readings if not a.is_derived)
        told = (a.interval or a.figure.category or a.figure.text for a in stated)
        return tuple(dict.fromkeys(told))

    @property
    def is_conflict(self) -> bool:
        """Whether one source is quoted with different figures."""
        return len(self.values) > 1


def value_told(attestation: Attestation) -> Interval | str:
    """What a figure comes to, where it is held against another: "78 000" is "78,000"."""
    return (
        attestation.interval or attestation.figure.category or attestation.figure.text.strip()
    )


def retellings(found: Iterable[Attestation], *, dossier: Dossier) -> tuple[Retelling, ...]:
    """The figures that are read through more than one work, in order of first appearance.

    Parameters
    ----------
    found : iterable of Attestation
        Stated figures, and derived ones to be shown beside them.
    dossier : Dossier

    Returns
    -------
    tuple of Retelling
        Where the figures differ, a transmission has changed it, or the citation is wrong:
        one source cannot have said both.

    Examples
    --------
    >>> from kumsong_sources.attestations import attestations
    >>> dossier = Dossier.example("kumsong")
    >>> retellings(attestations(dossier), dossier=dossier)
    ()
    """
    groups: dict[tuple[str, str | None, Quantity], list[tuple[str, Attestation]]]
    groups = defaultdict(list)
    for attestation in found:
        if attestation.citekey is None:
            continue
        key = (attestation.citekey, attestation.reporter, attestation.quantity)
        for work in attestation.via or ("",):
            groups[key].append((work, attestation))
    years = {key: source.year for key, source in dossier.sources.items()}
    read = (
        Retelling(
            citekey=citekey,
            reporter=reporter,
            quantity=quantity,
            readings=tuple(sorted(readings, key=lambda reading: years.get(reading[0]) or 0)),
        )
        for (citekey, reporter, quantity), readings in groups.items()
        if len({work for work, _ in readings}) > 1
    )
    return Listing(read, names=dossier)
