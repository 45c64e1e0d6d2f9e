"""What a report says of transmission: one citation retold, and each text taken alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kumsong_sources.accounts import exchanges
from kumsong_sources.attestations import Quantity, with_totals
from kumsong_sources.comparison import Comparison, compare, ranked
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.accounts import AccountsShown, show_accounts
from kumsong_sources.reports.compared import DERIVED, comparison_anchor, ratio_shown, told
from kumsong_sources.reports.naming import CitationShown, ClaimLink, Naming
from kumsong_sources.reports.wording import (
    NumberShown,
    factor,
    figure_words,
    sentence_case,
)
from kumsong_sources.transmission import Retelling, retellings, value_told


@dataclass(frozen=True, kw_only=True)
class ReadingShown:
    """One of the figures that a source is quoted with.

    Parameters
    ----------
    figure : str
        Without marks.
    is_derived : bool
        Whether it is a sum of ours, which the source has not said.
    works : tuple of CitationShown
        The works it was read in; the source itself where it was read there.
    """

    figure: str
    is_derived: bool
    works: tuple[CitationShown, ...]

    @property
    def marked(self) -> str:
        """The figure with its mark."""
        return f"{self.figure}{DERIVED if self.is_derived else ''}"


@dataclass(frozen=True, kw_only=True)
class RetellingShown:
    """One source's figure that differs with the work it was read in.

    Parameters
    ----------
    source : CitationShown
    title, phrase : str
        The quantity as a heading, and within a sentence.
    event : str
    readings : tuple of ReadingShown
        In the order of the works' years.
    is_change : bool
        Whether figures that the works state differ; if not, a sum of ours differs from a
        total that one of them states, and the source need not have said both.
    claims : tuple of ClaimLink
    """

    source: CitationShown
    title: str
    phrase: str
    event: str
    readings: tuple[ReadingShown, ...]
    is_change: bool
    claims: tuple[ClaimLink, ...]

    @property
    def sentence(self) -> str:
        """What changed, in words."""
        read = " / ".join(
            f"{one.marked} ({'; '.join(work.label for work in one.works)})"
            for one in self.readings
        )
        return f"{self.source.label} on {self.phrase}: {read}"


@dataclass(frozen=True, kw_only=True)
class DisagreementShown:
    """A disagreement within one text.

    Parameters
    ----------
    title, phrase : str
        The quantity as a heading, and within a sentence.
    anchor : str
        Where the report has the quantity with the figures of all texts.
    figures : str
        Those held against each other, marked.
    ratio : NumberShown
    scope_differs : bool
    """

    title: str
    phrase: str
    anchor: str
    figures: str
    ratio: NumberShown
    scope_differs: bool


@dataclass(frozen=True, kw_only=True)
class TextShown:
    """What one text alone tells: as if the dossier had no other.

    Parameters
    ----------
    work : CitationShown
    claims : int
        Claims read in it.
    compared : tuple of DisagreementShown
        Farthest apart first.
    accounts : tuple of AccountsShown
    """

    work: CitationShown
    claims: int
    compared: tuple[DisagreementShown, ...]
    accounts: tuple[AccountsShown, ...]


def show_retellings(
    dossier: Dossier, *, naming: Naming, quantities: Collection[Quantity] | None = None
) -> tuple[RetellingShown, ...]:
    """The figures that differ under one citation as works retell them; changes first.

    A sum of ours stands, marked, beside a total that another work states; where all of
    the figures are sums, their parts say what changed.
    """
    found = (
        (one, _retelling(one, naming=naming))
        for one in retellings(with_totals(dossier), dossier=dossier)
        if one.values and (quantities is None or one.quantity in quantities)
    )
    differing = [shown for _, shown in found if len(shown.readings) > 1]
    return tuple(sorted(differing, key=lambda one: not one.is_change))


def _retelling(retelling: Retelling, *, naming: Naming) -> RetellingShown:
    kind = naming.kind(retelling.quantity.measure)
    figures: dict[tuple[object, bool], tuple[str, dict[CitationShown, None]]] = {}
    claims: dict[ClaimLink, None] = {}
    for work, attestation in retelling.readings:
        key = (value_told(attestation), attestation.is_derived)
        words = figure_words(attestation.figure, kind=kind)
        _, works = figures.setdefault(key, (words, {}))
        works[naming.work(work or retelling.citekey)] = None
        claims |= dict.fromkeys(naming.claims(attestation.claims))
    return RetellingShown(
        source=naming.work(retelling.citekey),
        title=sentence_case(naming.title(retelling.quantity)),
        phrase=naming.phrase(retelling.quantity),
        event=naming.event(retelling.quantity.event),
        readings=tuple(
            ReadingShown(figure=words, is_derived=is_derived, works=tuple(works))
            for (_, is_derived), (words, works) in figures.items()
        ),
        is_change=retelling.is_conflict,
        claims=tuple(claims),
    )


def show_texts(dossier: Dossier, *, naming: Naming) -> tuple[TextShown, ...]:
    """Each text alone, in the order of their years; none where claims are read in one text.

    Examples
    --------
    >>> retold = Dossier.example("kumsong-retold")
    >>> older = show_texts(retold, naming=Naming(retold))[0]
    >>> older.work.label, [str(one.ratio) for one in older.compared]
    ('English Wikipedia, older', ['5.43', '2.05'])
    >>> str(older.accounts[0].swing)
    '11.1'
    """
    works = dict.fromkeys(c.citekey for claim in dossier.claims for c in claim.via)
    if len(works) < 2:
        return ()
    years = {key: source.year for key, source in dossier.sources.items()}
    ordered = sorted(works, key=lambda key: years.get(key) or 0)
    return tuple(_text(dossier.through(key), key, naming=naming) for key in ordered)


def _text(alone: Dossier, citekey: str, *, naming: Naming) -> TextShown:
    compared = compare(alone)
    return TextShown(
        work=naming.work(citekey),
        claims=len(alone.claims),
        compared=tuple(_disagreement(one, naming=naming) for one in ranked(compared)),
        accounts=show_accounts(exchanges(compared), comparisons=compared, naming=naming),
    )


def _disagreement(comparison: Comparison, *, naming: Naming) -> DisagreementShown:
    speaking = [report for report in comparison.reports if report.interval is not None]
    return DisagreementShown(
        title=sentence_case(naming.title(comparison.quantity)),
        phrase=naming.phrase(comparison.quantity),
        anchor=comparison_anchor(comparison.quantity),
        figures=" against ".join(told(report, comparison=comparison) for report in speaking),
        ratio=ratio_shown(comparison.spread),
        scope_differs=bool(comparison.scope_notes),
    )


def texts_differ(texts: Sequence[TextShown]) -> str:
    """How far the ratios and swings of the texts range, as a sentence; blank if they agree.

    Examples
    --------
    >>> retold = Dossier.example("kumsong-retold")
    >>> print(texts_differ(show_texts(retold, naming=Naming(retold))))
    Taken alone, each text tells the disagreement differently: on United Nations casualties \
the ratio runs from 3.30 to 5.43, on Chinese casualties from 2.05 to 3.06, and the swing \
between the accounts from 10.1 to 16.6.
    """
    ratios: dict[str, list[NumberShown]] = {}
    for text in texts:
        for one in text.compared:
            ratios.setdefault(one.phrase, []).append(one.ratio)
    runs = [f"on {phrase} {{}}{run}" for phrase, told in ratios.items() if (run := _run(told))]
    swings = _run(one.swing for text in texts for one in text.accounts)
    if not runs and not swings:
        return ""
    said = [run.format("" if at else "the ratio runs ") for at, run in enumerate(runs)]
    if swings:
        said.append(f"the swing between the accounts {'' if said else 'runs '}{swings}")
    last = f", and {said[-1]}" if len(said) > 1 else said[-1]
    before = ", ".join(said[:-1])
    return f"Taken alone, each text tells the disagreement differently: {before}{last}."


def _run(numbers: Iterable[NumberShown]) -> str:
    ends = [end for number in numbers for end in (number.low, number.high) if end is not None]
    if not ends or factor(min(ends)) == factor(max(ends)):
        return ""
    return f"from {factor(min(ends))} to {factor(max(ends))}"
