"""What codes are called: by a dossier's names where it is at hand, else as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from kumsong_sources.attestations import Quantity
from kumsong_sources.citations import Citation
from kumsong_sources.dossier import Dossier
from kumsong_sources.position import Position


class Names:
    """The names of parties, works, events and measures.

    Parameters
    ----------
    dossier : Dossier or None
        `None` leaves every code as it is.

    Examples
    --------
    >>> quantity = Quantity(event="kumsong", subject="KOR", measure="killed_or_missing")
    >>> print(Names(None).quantity(quantity))
    kumsong · KOR · killed or missing
    >>> print(Names(Dossier.example("kumsong")).quantity(quantity))
    Battle of Kumsong · South Korea · killed or missing
    """

    def __init__(self, dossier: Dossier | None) -> None:
        self.dossier = dossier
        sources = dossier.sources if dossier else {}
        labels = {key: source.short_label for key, source in sources.items()}
        uses = Counter(labels.values())
        self._works = {
            key: label if uses[label] == 1 else f"{label} ({key})"
            for key, label in labels.items()
        }

    def party(self, code: str | None) -> str:
        """A party; blank for `None` and for a blank."""
        return self.dossier.party_label(code) if self.dossier and code else code or ""

    def parties(self, codes: Iterable[str]) -> list[str]:
        """Several parties."""
        return list(map(self.party, codes))

    def work(self, key: str) -> str:
        """A work by its citekey."""
        source = self.dossier.bibliography.get(key) if self.dossier else None
        return self._works.get(source.citekey, key) if source else key

    def works(self, keys: Iterable[str]) -> list[str]:
        """Several works."""
        return list(map(self.work, keys))

    def citation(self, citation: Citation) -> str:
        """A work, and where in it."""
        work = self.work(citation.citekey)
        return work if citation.locator is None else f"{work} [{citation.locator}]"

    def event(self, name: str) -> str:
        """An event."""
        event = self.dossier.events.get(name) if self.dossier else None
        return event.label if event else name

    def measured(self, quantity: Quantity) -> str:
        """What is counted: measure and scope."""
        known = self.dossier.measures.get(quantity.measure) if self.dossier else None
        label = known.label if known else quantity.measure.replace("_", " ")
        return f"{label}, {quantity.scope}" if quantity.scope else label

    def quantity(self, quantity: Quantity) -> str:
        """Event, subject and what is counted."""
        names = (self.event(quantity.event), self.party(quantity.subject))
        return " · ".join(name for name in (*names, self.measured(quantity)) if name)


def place_words(position: Position) -> str:
    """A position by the file's name alone: where the folder lies is nobody's concern.

    Examples
    --------
    >>> place_words(Position(path="battles/kumsong/claims.csv", line=7, column=4))
    'claims.csv:7:4'
    """
    at = Position(path=PurePath(position.path).name, line=position.line, column=position.column)
    return str(at)
