"""What readers see for the codes of a dossier: labels, citations, and where links lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from kumsong_sources.attestations import Quantity
from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.dossier import Dossier
from kumsong_sources.position import Position
from kumsong_sources.vocabulary import Kind


@dataclass(frozen=True, kw_only=True)
class CitationShown:
    """A citation for readers.

    Parameters
    ----------
    citekey : str
    label : str
        The work's short name, "Chae et al. 2001"; the key of a work that is not there.
    locator : str
        Blank when none is given.
    anchor : str or None
        Where the report shows the work; `None` for a key that is in no bibliography.
    """

    citekey: str
    label: str
    locator: str
    anchor: str | None

    def __str__(self) -> str:
        return f"{self.label}, {self.locator}" if self.locator else self.label


@dataclass(frozen=True, kw_only=True)
class ClaimLink:
    """A claim's id, its statement, and where the report shows it."""

    claim_id: str
    anchor: str
    statement: str


def anchor_of(kind: str, *names: str) -> str:
    """A name that a page can be jumped to by, different for different names.

    Only letters, digits and ``-._~/`` of ASCII are in it, so that it needs no escaping in
    an attribute or an address; the rest is written as ``~`` and two hexadecimal digits.

    Examples
    --------
    >>> anchor_of("claim", "K001"), anchor_of("source", "徐 1990"), anchor_of("of", "a", "b")
    ('claim-K001', 'source-~E5~BE~90~201990', 'of-a/b')
    """
    coded = (quote(name, safe="", errors="replace") for name in names)
    parts = (part.replace("~", "%7E").replace("%", "~") for part in coded)
    return f"{kind}-{'/'.join(parts)}"


def place_words(position: Position) -> str:
    """A position by the file's name alone: the same wherever the dossier lies.

    Examples
    --------
    >>> place_words(Position(path="battles/kumsong/claims.csv", line=7, column=4))
    'claims.csv:7:4'
    """
    at = Position(path=PurePath(position.path).name, line=position.line, column=position.column)
    return str(at)


class Naming:
    """Gives a dossier's codes the names that readers know.

    Parameters
    ----------
    dossier : Dossier

    Examples
    --------
    >>> naming = Naming(Dossier.example("kumsong"))
    >>> naming.measure("killed_or_missing"), naming.event("kumsong")
    ('killed or missing', 'Battle of Kumsong')
    >>> str(naming.citation(Citation(citekey="chae2001", locator="612")))
    'Chae et al. 2001, 612'
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        labels = {key: source.short_label for key, source in dossier.sources.items()}
        uses = Counter(labels.values())
        self._labels = {
            key: label if uses[label] == 1 else f"{label} ({key})"
            for key, label in labels.items()
        }
        self._claim_anchors = _claim_anchors(dossier.claims)

    def citation(self, citation: Citation) -> CitationShown:
        """A citation with the work's short name."""
        source = self.dossier.bibliography.get(citation.citekey)
        key = source.citekey if source else citation.citekey
        known = citation.citekey in self.dossier.bibliography.known_keys
        return CitationShown(
            citekey=citation.citekey,
            label=self._labels.get(key, key),
            locator=citation.locator or "",
            anchor=anchor_of("source", key) if known else None,
        )

    def work(self, citekey: str) -> CitationShown:
        """A work by its key."""
        return self.citation(Citation(citekey=citekey))

    def claim(self, claim: Claim) -> ClaimLink:
        """A claim's id and where it is shown."""
        anchor = self._claim_anchors[claim.position]
        return ClaimLink(claim_id=claim.claim_id, anchor=anchor, statement=claim.statement)

    def claims(self, claims: Iterable[Claim]) -> tuple[ClaimLink, ...]:
        """Several claims."""
        return tuple(map(self.claim, claims))

    def event(self, name: str) -> str:
        """An event's label; its name when undeclared."""
        event = self.dossier.events.get(name)
        return event.label if event else name

    def measure(self, name: str) -> str:
        """A measure's label; its name when unknown."""
        measure = self.dossier.measures.get(name)
        return measure.label if measure else name

    def kind(self, name: str) -> Kind:
        """What sort of value a measure takes."""
        measure = self.dossier.measures.get(name)
        return measure.kind if measure else Kind.COUNT

    def unit(self, name: str) -> str | None:
        """The unit of a measure."""
        measure = self.dossier.measures.get(name)
        return measure.unit if measure else None

    def subject(self, code: str) -> str:
        """A subject's label; blank for the event's own."""
        return self.dossier.party_label(code) if code else ""

    def title(self, quantity: Quantity) -> str:
        """A quantity as a heading: "United Nations Command · casualties"."""
        parts = (self.subject(quantity.subject), self.measure(quantity.measure), quantity.scope)
        return " · ".join(part for part in parts if part)

    def phrase(self, quantity: Quantity) -> str:
        """A quantity within a sentence: "Chinese casualties (20th Army only)"."""
        subject = self.dossier.party_adjective(quantity.subject) if quantity.subject else "the"
        scope = f" ({quantity.scope})" if quantity.scope else ""
        return f"{subject} {self.measure(quantity.measure)}{scope}"


def _claim_anchors(claims: Iterable[Claim]) -> dict[Position, str]:
    """One anchor per claim; an id used before, or none at all, gets its line as well."""
    anchors: dict[Position, str] = {}
    taken: set[str] = set()
    for claim in claims:
        anchor = anchor_of("claim", claim.claim_id)
        if anchor in taken or not claim.claim_id:
            # "~line" cannot come from an id: there, "~" is followed by hexadecimals.
            anchor = f"{anchor}~line{claim.position.line}"
        taken.add(anchor)
        anchors[claim.position] = anchor
    return anchors
