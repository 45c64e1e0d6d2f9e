"""What a report says of claims and their support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kumsong_sources.corroboration import CLEARED_BY, Corroboration, Weakness
from kumsong_sources.reports.naming import (
    CitationShown,
    ClaimLink,
    Naming,
    anchor_of,
    place_words,
)
from kumsong_sources.vocabulary import Link

WEAKNESSES: Mapping[Weakness, str] = {
    Weakness.UNCITED: "uncited",
    Weakness.MISSING_SOURCE: "cited entry missing",
    Weakness.INFERRED_LINK: "link inferred",
    Weakness.SINGLE_SOURCE: "one source",
    Weakness.SINGLE_WITNESS: "one witness",
    Weakness.SINGLE_SIDE: "one side only",
    Weakness.INTERESTED_PARTY_ONLY: "enemy’s account only",
}
"""The weaknesses in two or three words, for a table."""

MOST_STATEMENTS = 20
"""Up to how many claims a list of weak support repeats what they state."""

_MEANINGS: Mapping[Weakness, str] = {
    Weakness.UNCITED: "No source is cited",
    Weakness.MISSING_SOURCE: "A cited work is in no bibliography",
    Weakness.INFERRED_LINK: "The editor, not the text, ties the claim to its source",
    Weakness.SINGLE_SOURCE: "One source stands behind the claim",
    Weakness.SINGLE_WITNESS: "Several sources, but all of one lineage",
    Weakness.SINGLE_SIDE: "Several sources, but all of one side",
    Weakness.INTERESTED_PARTY_ONLY: "Told of one side by its enemy alone",
}


@dataclass(frozen=True, kw_only=True)
class ClaimShown:
    """One claim with all it says and all that stands behind it.

    Parameters
    ----------
    link : ClaimLink
        Id, anchor and statement.
    place : str
        File and line.
    event, subject, measure, scope, figure : str
        Labels, and the figure as written; blank where the row is blank.
    reporter : str
        Label of the party whose account the row says it is; blank where it does not.
    cited, via : tuple of CitationShown
    is_inferred : bool
        Whether the editor made the link to the source.
    informant, quote, quote_lang, note : str
    sources, witnesses : int
        Counted naively, and by independent lineage.
    weaknesses : tuple of str
        In the words of `WEAKNESSES`.
    extra : tuple of (str, str)
        Columns that the schema does not know.
    """

    link: ClaimLink
    place: str
    event: str
    subject: str
    measure: str
    scope: str
    figure: str
    reporter: str
    cited: tuple[CitationShown, ...]
    via: tuple[CitationShown, ...]
    is_inferred: bool
    informant: str
    quote: str
    quote_lang: str
    note: str
    sources: int
    witnesses: int
    weaknesses: tuple[str, ...]
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def quantity(self) -> str:
        """What is counted: subject, measure, scope and figure."""
        parts = (self.subject, self.measure, self.scope)
        named = " · ".join(part for part in parts if part) if self.measure else ""
        return f"{named}: {self.figure}" if self.figure else named


@dataclass(frozen=True, kw_only=True)
class ReasonShown:
    """Claims that are weak in one way for one reason.

    Parameters
    ----------
    why : str
    claims : tuple of ClaimLink
    """

    why: str
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, kw_only=True)
class WeaknessShown:
    """The claims whose support is weak in one way.

    Parameters
    ----------
    anchor : str
    name : str
        As rules and tables name it.
    meaning : str
    cleared_by : str
        What would clear it.
    reasons : tuple of ReasonShown
        Those that most claims have first.
    """

    anchor: str
    name: str
    meaning: str
    cleared_by: str
    reasons: tuple[ReasonShown, ...]

    @cached_property
    def claims(self) -> tuple[ClaimLink, ...]:
        """All its claims, reason by reason."""
        return tuple(claim for reason in self.reasons for claim in reason.claims)

    @property
    def is_long(self) -> bool:
        """Whether the list is too long to repeat the statements."""
        return len(self.claims) > MOST_STATEMENTS


def show_claims(support: Iterable[Corroboration], *, naming: Naming) -> tuple[ClaimShown, ...]:
    """Every claim, in file order."""
    return tuple(_claim(one, naming=naming) for one in support)


def _claim(support: Corroboration, *, naming: Naming) -> ClaimShown:
    claim = support.claim
    return ClaimShown(
        link=naming.claim(claim),
        place=place_words(claim.position),
        event=naming.event(claim.event),
        subject=naming.subject(claim.subject),
        measure=naming.measure(claim.measure),
        scope=claim.scope,
        figure=claim.figure_text,
        reporter=naming.subject(claim.reporter),
        cited=tuple(map(naming.citation, claim.citations)),
        via=tuple(map(naming.citation, claim.via)),
        is_inferred=claim.link is Link.INFERRED,
        informant=claim.informant,
        quote=claim.quote,
        quote_lang=claim.quote_lang,
        note=claim.note,
        sources=support.source_count,
        witnesses=support.witness_count,
        weaknesses=tuple(WEAKNESSES[weakness] for weakness in support.weaknesses),
        extra=tuple((name, text) for name, text in claim.extra.items() if text),
    )


def show_weaknesses(
    support: Sequence[Corroboration], *, naming: Naming
) -> tuple[WeaknessShown, ...]:
    """The ways in which support is weak, each with why, its claims and what would clear it.

    Examples
    --------
    >>> from kumsong_sources.corroboration import corroboration
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> found = show_weaknesses(corroboration(dossier), naming=Naming(dossier))
    >>> [weakness.name for weakness in found]
    ['uncited', 'inferred-link', 'single-source', 'interested-party-only']
    >>> [reason.why for reason in found[2].reasons][:2]
    ['only Chae et al. 2001 says it', 'only Wikipedia contributors n.d. says it']
    """
    weak: dict[Weakness, dict[str, list[ClaimLink]]] = {weakness: {} for weakness in Weakness}
    for one in support:
        for weakness in one.weaknesses:
            why = one.why(weakness, named=lambda key: naming.work(key).label)
            weak[weakness].setdefault(why, []).append(naming.claim(one.claim))
    return tuple(
        WeaknessShown(
            anchor=anchor_of("weak", weakness.value),
            name=weakness.value,
            meaning=_MEANINGS[weakness],
            cleared_by=CLEARED_BY[weakness],
            reasons=tuple(
                ReasonShown(why=why, claims=tuple(claims))
                for why, claims in sorted(reasons.items(), key=lambda group: -len(group[1]))
            ),
        )
        for weakness, reasons in weak.items()
        if reasons
    )
