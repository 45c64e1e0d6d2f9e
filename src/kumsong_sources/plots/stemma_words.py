"""What a stemma says: of which witness each work is, and what is read in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Comparison
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage, Stemma
from kumsong_sources.plots.wording import (
    counted,
    ended,
    event_label,
    heading_of,
    listed,
    reporter_label,
    spoken,
    value_of,
    work_label,
)

About = Comparison | Iterable[str]
"""What a stemma is of: the quantity whose figures are traced, or the citekeys of works."""

_HIGHEST, _MOST, _MOST_NAMED = 5, 60, 5


@dataclass(frozen=True, kw_only=True)
class Box:
    """What a work's box says.

    Parameters
    ----------
    label : str
    year : int or None
    party : str or None
    witnesses : tuple of int
        As places in `Stemma.witnesses`.
    remark : str
        Whose account it is; blank where nobody's.
    figures : tuple of str
        What is read in it of the quantity traced.
    is_joining : bool
        Whether it is not cited here and joins those that are.
    """

    label: str
    year: int | None
    party: str | None
    witnesses: tuple[int, ...]
    remark: str
    figures: tuple[str, ...]
    is_joining: bool


class Telling:
    """What a stemma says, before anything is drawn.

    Parameters
    ----------
    lineage : Lineage
    about : Comparison or iterable of str
    dossier : Dossier
    """

    def __init__(self, lineage: Lineage, about: About, *, dossier: Dossier) -> None:
        self.dossier = dossier
        self.comparison = about if isinstance(about, Comparison) else None
        keys = list(_keys_of(about) if isinstance(about, Comparison) else dict.fromkeys(about))
        self.stemma: Stemma = lineage.stemma(keys[:_MOST])
        self.omitted = max(len(keys) - _MOST, 0)
        self.informants = lineage.informants
        self.boxes = {key: self.box(key) for key in self.stemma.nodes}
        self.drawn = [e for e in self.stemma.edges if e not in self.stemma.shortcuts]

    @property
    def title(self) -> str:
        """What the picture is of."""
        if self.comparison is None:
            return f"{self.dossier.title}: which work takes from which"
        about = event_label(self.comparison.quantity.event, dossier=self.dossier)
        quantity = heading_of(self.comparison, dossier=self.dossier)
        return f"{about}, {quantity}: which work takes from which"

    def box(self, key: str) -> Box:
        """What the box of a work says."""
        source = self.dossier.bibliography.get(key)
        is_joining = key in self.stemma.joining
        figures = () if self.comparison is None else tuple(self.figures(key))
        party = source.party or None if source else None
        return Box(
            label=work_label(key, dossier=self.dossier),
            year=source.year if source else None,
            party=party,
            remark=reporter_label(party, dossier=self.dossier) if party else "",
            witnesses=self.stemma.witnesses_behind(key),
            figures=("not cited here",) if is_joining else figures,
            is_joining=is_joining,
        )

    def figures(self, key: str) -> Iterator[str]:
        """The figures that are read in a work, or that nothing was read there."""
        told = self.comparison.attestations if self.comparison else ()
        read = [a for a in told if key in (a.via or (a.citekey,))]
        lines = dict.fromkeys(self.figure(a) for a in read)
        yield from list(lines)[:_HIGHEST]
        if len(lines) > _HIGHEST:
            yield f"and {len(lines) - _HIGHEST} more"
        if not lines:
            yield "not read itself"

    def figure(self, attestation: Attestation) -> str:
        """A figure with whose it is, and its marks."""
        marks = "†" * attestation.is_derived
        if self.comparison and attestation.quantity != self.comparison.quantity:
            marks += "‡"
        reporter = attestation.reporter
        teller = self.dossier.party_adjective(reporter) if reporter else "nobody named"
        return f"{teller}: {value_of(attestation)} {marks}".strip()

    @property
    def count(self) -> str:
        """How many works and witnesses."""
        works = counted(sum(map(len, self.stemma.witnesses)), "work")
        return f"{works}, {counted(len(self.stemma.witnesses), 'witness', 'witnesses')}."

    def notes(self) -> Iterator[str]:
        """What stands beneath the picture."""
        yield f"{self.count} Boxes with the same number at the left are of one lineage."
        if any(len(box.witnesses) > 1 for box in self.boxes.values()):
            yield "Several numbers: the work draws on several witnesses and adds none."
        yield from self._notes_on_figures()
        if any(box.year is None for box in self.boxes.values()):
            yield "n.d.: undated; the place in the picture says nothing of when it was written."
        if self.stemma.joining:
            yield "Broken edge: a work that is not cited here and joins those that are."
        yield from self.remarks()

    def remarks(self) -> Iterator[str]:
        """What the boxes and arrows alone do not tell."""
        yield from self._remarks_on_edges()
        for informant, keys in self._shared_informants().items():
            yield ended(f"One informant, {informant}, stands behind {self.labels(keys)}")
        if self.omitted:
            yield f"Not shown for want of room: {counted(self.omitted, 'more work')}."

    def _notes_on_figures(self) -> Iterator[str]:
        said = " ".join(line for box in self.boxes.values() for line in box.figures)
        if "not read itself" in said:
            yield "Figures stand in the work in which they were read, with whose they are."
        if "†" in said:
            yield "† derived: our sum of the parts given."
        if "‡" in said:
            yield "‡ scope differs: counts only a part."

    def _remarks_on_edges(self) -> Iterator[str]:
        for circle in self.stemma.cycles:
            yield f"Circle: {self.labels(circle)} " + (
                "derive from each other." if len(circle) > 1 else "derives from itself."
            )
        early = self._dated_before_their_sources()
        for child, years in list(early.items())[:_MOST_NAMED]:
            sources = "its source" if len(years) == 1 else "its sources"
            named = listed([str(year) for year in sorted(years)])
            yield f"{self.labels([child])} is dated before {sources} of {named}."
        if len(early) > _MOST_NAMED:
            yield f"So are {len(early) - _MOST_NAMED} more works."
        if hidden := self.stemma.shortcuts:
            ways = counted(len(hidden), "derivation")
            verb = "runs" if len(hidden) == 1 else "run"
            yield f"Not drawn: {ways} that also {verb} through other works shown."

    def _dated_before_their_sources(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for parent, child in self.drawn:
            one, other = self.boxes[parent].year, self.boxes[child].year
            if one is not None and other is not None and one > other:
                found.setdefault(child, set()).add(one)
        return found

    def _shared_informants(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.stemma.nodes:
            if key in self.informants:
                found.setdefault(self.informants[key], []).append(key)
        return {informant: keys for informant, keys in found.items() if len(keys) > 1}

    def labels(self, keys: Iterable[str]) -> str:
        """The names of works, as a list is read."""
        return listed([self.boxes[key].label for key in keys])

    def sentence(self, key: str) -> str:
        """A work in words: whose, of which witness, from which works, with which figures."""
        box = self.boxes[key]
        numbers = listed([str(number + 1) for number in box.witnesses])
        word = "witness" if len(box.witnesses) == 1 else "witnesses"
        remarks = [box.remark, "undated" if box.year is None else ""]
        remarks.append(f"{word} {numbers}" if box.witnesses else "")
        told = f"{box.label} ({', '.join(r for r in remarks if r)})".replace(" ()", "")
        if parents := [parent for parent, child in self.drawn if child == key]:
            told += f" derives from {self.labels(parents)}"
        figures = "; ".join(box.figures)
        for mark, word in {"†": ", derived", "‡": ", scope differs"}.items():
            figures = figures.replace(f" {mark}", mark).replace(mark, word)
        return ended(f"{told}: {spoken(figures)}" if figures else told)


def _keys_of(comparison: Comparison) -> Iterator[str]:
    """Sources first, then the works in which they were read."""
    told = comparison.attestations
    named = [a.citekey for a in told if a.citekey is not None]
    yield from dict.fromkeys([*named, *(key for a in told for key in a.via)])
