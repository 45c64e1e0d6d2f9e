"""Rounding: how much of a reporter's figures is round, by perspective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kumsong_sources.attestations import Attestation, Quantity, is_number
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
from kumsong_sources.spread import Interval, wilson_interval
from kumsong_sources.vocabulary import Perspective

ROUND_TO = 100
LEAST = 1000
"""Only figures from here up are judged: 300 may well be a count."""


@frozen
class Heaping:
    """The share of round figures from one perspective of one reporter.

    Parameters
    ----------
    reporter : str or None
    perspective : Perspective or None
    figures : int
        Stated figures of 1,000 or more.
    round_figures : int
        Those of them that are multiples of 100; of exact counts about 1 % would be.
    interval : Interval
        Wilson interval (95 %) of the share.
    """

    reporter: str | None
    perspective: Perspective | None
    figures: int
    round_figures: int
    interval: Interval

    @property
    def share(self) -> float:
        """Share of round figures."""
        return self.round_figures / self.figures


_Told = tuple[Quantity, str | None, float]


def heaping(found: Iterable[Attestation], *, dossier: Dossier) -> tuple[Heaping, ...]:
    """How round each reporter's figures are, own losses and the enemy's apart.

    A reporter whose own figures are exact and whose figures for the enemy are round tells
    a count beside an estimate.

    Examples
    --------
    >>> from kumsong_sources.attestations import attestations
    >>> dossier = Dossier.example("kumsong")
    >>> [(h.reporter, str(h.perspective), h.share)
    ...  for h in heaping(attestations(dossier), dossier=dossier) if h.perspective]
    [('CHN', 'enemy', 1.0), ('CHN', 'own', 0.0), ('KOR', 'enemy', 1.0), ('KOR', 'own', 0.0)]

    References
    ----------
    .. [1] R. J. Myers, "Errors and Bias in the Reporting of Ages in Census Data",
       Transactions of the Actuarial Society of America 41 (1940): heaping of digits.
    """
    values: dict[tuple[str | None, Perspective | None], set[_Told]] = defaultdict(set)
    for attestation in found:
        value = attestation.figure.best
        if value is None or value < LEAST or attestation.is_derived:
            continue
        if is_number(attestation, dossier=dossier):
            # A row written twice counts once.
            figure = (attestation.quantity, attestation.citekey, value)
            values[attestation.reporter, attestation.perspective].add(figure)
    return tuple(
        Heaping(
            reporter=reporter,
            perspective=perspective,
            figures=len(told),
            round_figures=(round_ones := sum(value % ROUND_TO == 0 for *_, value in told)),
            interval=wilson_interval(round_ones, len(told)),
        )
        for (reporter, perspective), told in sorted(
            values.items(), key=lambda pair: (pair[0][0] or "", pair[0][1] or "")
        )
    )
