"""Corroboration: how many sources and independent witnesses stand behind each claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from kumsong_sources.attestations import (
    Attestation,
    Quantity,
    attestations,
    quantity_of,
    reporter_of,
)
from kumsong_sources.claims import Claim
from kumsong_sources.dossier import Dossier, kept
from kumsong_sources.figures import Figure
from kumsong_sources.frozen import frozen
from kumsong_sources.lineage import Lineage
from kumsong_sources.showing import Listing, Showing
from kumsong_sources.vocabulary import Link, Perspective


class Weakness(StrEnum):
    """A way in which a claim's support is weak."""

    UNCITED = "uncited"
    MISSING_SOURCE = "missing-source"
    INFERRED_LINK = "inferred-link"
    SINGLE_SOURCE = "single-source"
    SINGLE_WITNESS = "single-witness"
    SINGLE_SIDE = "single-side"
    INTERESTED_PARTY_ONLY = "interested-party-only"


CLEARED_BY: Mapping[Weakness, str] = {
    Weakness.UNCITED: "cite the source the claim is taken from",
    Weakness.MISSING_SOURCE: "add the cited entry to the bibliography, or mend the key",
    Weakness.INFERRED_LINK: "find the note or page that ties the claim to the source",
    Weakness.SINGLE_SOURCE: "find a second source that says the same",
    Weakness.SINGLE_WITNESS: "find a source that does not take the claim from these",
    Weakness.SINGLE_SIDE: "find a source of another side that says the same",
    Weakness.INTERESTED_PARTY_ONLY: "find the subject's own account, or a third party's",
}
"""What would clear each weakness."""


@frozen(slots=True)
class Corroboration(Showing):
    """What stands behind one claim.

    Parameters
    ----------
    claim : Claim
    sources : tuple of str
        Citekeys of the sources that say it: those the row cites, and those of other rows
        that give the same figure for the same quantity. Only keys in the bibliography.
    witnesses : tuple of tuple of str
        The sources grouped by independent lineage.
    parties : tuple of str
        The parties whose accounts say it.
    perspectives : tuple of Perspective
        From where they speak, for claims about a party.
    weaknesses : tuple of Weakness
        In what the support is weak.
    """

    claim: Claim
    sources: tuple[str, ...]
    witnesses: tuple[tuple[str, ...], ...]
    parties: tuple[str, ...]
    perspectives: tuple[Perspective, ...]
    weaknesses: tuple[Weakness, ...]

    @property
    def source_count(self) -> int:
        """Sources, counted naively."""
        return len(self.sources)

    @property
    def witness_count(self) -> int:
        """Independent lineages among the sources."""
        return len(self.witnesses)

    def why(self, weakness: Weakness, *, named: Callable[[str], str] = str) -> str:
        """Why the claim has a weakness, in words; `CLEARED_BY` says what would clear it.

        Parameters
        ----------
        weakness : Weakness
            One of `weaknesses`.
        named : callable
            What to call the work behind a citekey; the key itself if not given.
        """
        sources = ", ".join(map(named, self.sources))
        via = ", ".join(named(citation.citekey) for citation in self.claim.via)
        missing = ", ".join(k for k in self.claim.citekeys if k not in self.sources)
        return {
            Weakness.UNCITED: f"{via} gives no source" if via else "no source is cited",
            Weakness.MISSING_SOURCE: f"{missing} is not in the bibliography",
            Weakness.INFERRED_LINK: "the editor, not the text, ties it to its source",
            Weakness.SINGLE_SOURCE: f"only {sources} says it",
            Weakness.SINGLE_WITNESS: f"{sources} are of one lineage",
            Weakness.SINGLE_SIDE: f"{sources} speak for one side",
            Weakness.INTERESTED_PARTY_ONLY: "only the enemy of those concerned says it",
        }[weakness]


@kept
def corroboration(dossier: Dossier) -> tuple[Corroboration, ...]:
    """Count what stands behind each claim, in file order.

    Parameters
    ----------
    dossier : Dossier

    Returns
    -------
    tuple of Corroboration
        One per claim; naive and independent counts side by side.

    Examples
    --------
    >>> found = corroboration(Dossier.example("kumsong"))
    >>> by_id = {support.claim.claim_id: support for support in found}
    >>> [str(weakness) for weakness in by_id["K022"].weaknesses]
    ['inferred-link', 'single-source', 'interested-party-only']
    """
    lineage = Lineage.of(dossier)
    agreeing = _agreeing(attestations(dossier))
    # Many claims stand on the same sources: what is said of them is held once.
    held: dict[object, Any] = {}
    found = (
        _support(
            claim,
            agreeing.get(_statement(quantity_of(claim, dossier=dossier), claim.figure), ()),
            dossier=dossier,
            lineage=lineage,
            held=held,
        )
        for claim in dossier.claims
    )
    return Listing(found, names=dossier)


_Statement = tuple[Quantity, object]


def _statement(quantity: Quantity | None, figure: Figure | None) -> _Statement | None:
    """What a claim says, where another row can say the same: a quantity and its value."""
    if quantity is None or figure is None:
        return None
    if figure.low is None and figure.high is None:
        return quantity, figure.category or figure.text.casefold()
    return quantity, (figure.low, figure.high)


def _agreeing(
    attested: Iterable[Attestation],
) -> dict[_Statement | None, tuple[Attestation, ...]]:
    found: dict[_Statement | None, list[Attestation]] = {}
    for attestation in attested:
        statement = _statement(attestation.quantity, attestation.figure)
        found.setdefault(statement, []).append(attestation)
    return {statement: tuple(given) for statement, given in found.items() if statement}


def _support(
    claim: Claim,
    agreeing: tuple[Attestation, ...],
    *,
    dossier: Dossier,
    lineage: Lineage,
    held: dict[object, Any],
) -> Corroboration:
    keys = dict.fromkeys(
        [*claim.citekeys, *(a.citekey for a in agreeing if a.citekey is not None)]
    )
    known = dossier.bibliography.known_keys
    sources = tuple(key for key in keys if key in known)
    told = _told(claim, agreeing, dossier=dossier)
    witnesses = lineage.witnesses(sources)
    perspectives = tuple(dict.fromkeys(view for view in told.values() if view is not None))
    weaknesses = tuple(
        _weaknesses(
            claim,
            counts=(len(sources), len(witnesses)),
            sides={dossier.side(reporter) for reporter in told},
            perspectives=perspectives,
            missing=len(sources) < len(keys),
        )
    )
    parties = tuple(told)
    return Corroboration(
        claim=claim,
        witnesses=witnesses,
        # By name, because a party may be called what a perspective is called.
        sources=held.setdefault(("sources", sources), sources),
        parties=held.setdefault(("parties", parties), parties),
        perspectives=held.setdefault(("perspectives", perspectives), perspectives),
        weaknesses=held.setdefault(("weaknesses", weaknesses), weaknesses),
    )


def _told(
    claim: Claim, agreeing: tuple[Attestation, ...], *, dossier: Dossier
) -> dict[str, Perspective | None]:
    """From where each reporter speaks: the claim's own first, then those who say the same."""
    others = {a.reporter: a.perspective for a in agreeing if a.reporter}
    own: dict[str, Perspective | None] = {}
    for citation in claim.citations or (None,):
        reporter = reporter_of(claim, citation=citation, dossier=dossier)
        if reporter in others:
            own[reporter] = others[reporter]
        elif reporter:
            own[reporter] = dossier.perspective(
                reporter=reporter, subject=claim.subject, event=claim.event
            )
    return own | others


def _weaknesses(
    claim: Claim,
    *,
    counts: tuple[int, int],
    sides: set[str],
    perspectives: tuple[Perspective, ...],
    missing: bool,
) -> Iterable[Weakness]:
    sources, witnesses = counts
    if claim.is_uncited:
        yield Weakness.UNCITED
    if missing:
        yield Weakness.MISSING_SOURCE
    if claim.link is Link.INFERRED:
        yield Weakness.INFERRED_LINK
    if sources == 1:
        yield Weakness.SINGLE_SOURCE
    elif sources > 1 and witnesses == 1:
        yield Weakness.SINGLE_WITNESS
    if sources > 1 and len(sides) == 1:
        yield Weakness.SINGLE_SIDE
    if claim.measure and perspectives == (Perspective.ENEMY,):
        yield Weakness.INTERESTED_PARTY_ONLY
