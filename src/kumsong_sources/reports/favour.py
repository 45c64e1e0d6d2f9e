"""What a report says in favour of figures, and of how round they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kumsong_sources.attestations import Attestation, Quantity, is_number
from kumsong_sources.comparison import Comparison
from kumsong_sources.reports.compared import PERSPECTIVES, comparison_anchor, told
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import percent, percent_span, sentence_case
from kumsong_sources.rounding import LEAST, ROUND_TO, Heaping, heaping
from kumsong_sources.signs import MEANING, FavourableSign, favourable_signs
from kumsong_sources.vocabulary import Perspective


@dataclass(frozen=True, kw_only=True)
class SignShown:
    """What speaks for a figure.

    Parameters
    ----------
    sign : str
        Its name.
    meaning : str
        Why it speaks for the figure; it proves nothing.
    event, title, anchor : str
        The quantity, and where the report shows it.
    reporter, against : str
        Labels of those whose figures are held against each other.
    figure, other : str
        Their figures, marked.
    """

    sign: str
    meaning: str
    event: str
    title: str
    anchor: str
    reporter: str
    figure: str
    against: str
    other: str


@dataclass(frozen=True, kw_only=True)
class HeapingShown:
    """How round the figures of one reporter are, from one perspective.

    Parameters
    ----------
    reporter, perspective : str
    figures, round_figures : int
        Stated figures of 1,000 and more, and the multiples of 100 among them.
    interval : str
        Where the share may lie: Wilson interval, 95 %, in percent.
    low, high : float or None
        Its ends, as shares.
    """

    reporter: str
    perspective: str
    figures: int
    round_figures: int
    interval: str
    low: float | None
    high: float | None

    @property
    def share(self) -> str:
        """The share of round figures with its interval: "0 % (0–56 %)"."""
        return f"{percent(self.round_figures / self.figures)} ({self.interval})"


def show_signs(comparisons: Sequence[Comparison], *, naming: Naming) -> tuple[SignShown, ...]:
    """What speaks for figures, sign by sign.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> [(s.reporter, s.figure, s.against, s.other)
    ...  for s in show_signs(compare(dossier), naming=Naming(dossier))]
    [('China', '32,253', 'South Korea', '66,000')]
    """
    by_quantity = {comparison.quantity: comparison for comparison in comparisons}
    found = favourable_signs(comparisons, dossier=naming.dossier)
    order = list(MEANING)
    return tuple(
        _sign(one, by_quantity=by_quantity, naming=naming)
        for one in sorted(found, key=lambda one: order.index(one.sign))
    )


def _sign(
    sign: FavourableSign, *, by_quantity: Mapping[Quantity, Comparison], naming: Naming
) -> SignShown:
    comparison = by_quantity[sign.quantity]
    figures = {
        (report.reporter, report.perspective): told(report, comparison=comparison)
        for report in comparison.reports
    }
    return SignShown(
        sign=sign.sign.value,
        meaning=MEANING[sign.sign],
        event=naming.event(sign.quantity.event),
        title=sentence_case(naming.title(sign.quantity)),
        anchor=comparison_anchor(sign.quantity),
        reporter=naming.dossier.party_label(sign.reporter),
        figure=figures[sign.reporter, Perspective.OWN],
        against=naming.dossier.party_label(sign.against),
        other=figures[sign.against, Perspective.ENEMY],
    )


def show_heaping(found: Iterable[Attestation], *, naming: Naming) -> tuple[HeapingShown, ...]:
    """How round each reporter's figures are, own losses and the enemy's apart."""
    return tuple(
        HeapingShown(
            reporter=naming.dossier.party_label(one.reporter),
            perspective=PERSPECTIVES[one.perspective],
            figures=one.figures,
            round_figures=one.round_figures,
            interval=percent_span(one.interval),
            low=one.interval.low,
            high=one.interval.high,
        )
        for one in heaping(found, dossier=naming.dossier)
    )


def rounding_sentence(found: Sequence[Attestation], *, naming: Naming) -> str:
    """Own figures exact beside rounded ones for the enemy, as a sentence; else blank.

    Said only where no own figure is round and most of those for the enemy are.

    Examples
    --------
    >>> from kumsong_sources.attestations import attestations
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> print(rounding_sentence(attestations(dossier), naming=Naming(dossier)))
    Of the figures of 1,000 and more, none of the 4 for a reporter’s own side is round; both \
of the 2 for the enemy are, to multiples of 1,000. As far as rounding can tell, counts stand \
beside estimates.
    """
    heaps = heaping(found, dossier=naming.dossier)
    own, own_round = _pooled(heaps, Perspective.OWN)
    enemy, enemy_round = _pooled(heaps, Perspective.ENEMY)
    if own < 2 or enemy < 2 or own_round or 2 * enemy_round <= enemy:
        return ""
    grains = [
        attestation.figure.grain
        for attestation in found
        if attestation.perspective is Perspective.ENEMY
        and is_number(attestation, dossier=naming.dossier)
        and (attestation.figure.best or 0) >= LEAST
        and not (attestation.figure.best or 0) % ROUND_TO
    ]
    step = min(int(grain or ROUND_TO) for grain in grains)
    share = {enemy: "all"}.get(enemy_round, f"{enemy_round:,}") if enemy > 2 else "both"
    return (
        f"Of the figures of {LEAST:,} and more, none of the {own:,} for a reporter’s own side "
        f"is round; {share} of the {enemy:,} for the enemy are, to multiples of {step:,}. As "
        "far as rounding can tell, counts stand beside estimates."
    )


def _pooled(heaps: Iterable[Heaping], perspective: Perspective) -> tuple[int, int]:
    chosen = [one for one in heaps if one.perspective is perspective]
    return sum(one.figures for one in chosen), sum(one.round_figures for one in chosen)
