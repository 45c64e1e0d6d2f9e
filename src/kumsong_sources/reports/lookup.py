"""What to look up next: a work list, ranked by how many compared figures hang on each task.

Nothing is proposed that the dossier does not itself show to be missing: the note behind an
inferred link, a source known only from another work, a second source, an account, a
citation. What the sources will say is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from kumsong_sources.attestations import is_number
from kumsong_sources.claims import Claim
from kumsong_sources.comparison import Comparison
from kumsong_sources.corroboration import Corroboration
from kumsong_sources.position import Position
from kumsong_sources.reports.compared import DERIVED, comparison_anchor
from kumsong_sources.reports.naming import ClaimLink, Naming, anchor_of, place_words
from kumsong_sources.reports.places import Readings, compared_figures
from kumsong_sources.reports.wording import counted, listed
from kumsong_sources.vocabulary import Link, Perspective

MOST_NAMED = 4
"""How many works, figures or places one task names; the rest are counted."""


class Task(IntEnum):
    """The sorts of task, in the order in which they stand where as much hangs on them."""

    MEND = 0
    ADD_ENTRY = 1
    FIND_NOTE = 2
    READ_SOURCE = 3
    FIND_SECOND_SOURCE = 4
    FIND_ACCOUNT = 5
    READ_LISTED = 6
    CITE = 7


@dataclass(frozen=True, kw_only=True)
class LookUp:
    """One task of the work list.

    Parameters
    ----------
    task : str
        Its sort: see `Task`.
    what : str
        What to do, without a full stop.
    why : str
        What is missing, and what it would settle; without a full stop.
    figures : int
        Figures compared that hang on it.
    claims : tuple of ClaimLink
    anchor : str
        Where the report shows what it is about; blank where only the claims do.
    """

    task: str
    what: str
    why: str
    figures: int
    claims: tuple[ClaimLink, ...]
    anchor: str = ""


def show_lookups(
    comparisons: Sequence[Comparison], support: Sequence[Corroboration], *, naming: Naming
) -> tuple[LookUp, ...]:
    """The work list: what cannot be read first, then by the compared figures that hang on it.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> from kumsong_sources.corroboration import corroboration
    >>> from kumsong_sources.dossier import Dossier
    >>> dossier = Dossier.example("kumsong")
    >>> found = show_lookups(compare(dossier), corroboration(dossier), naming=Naming(dossier))
    >>> found[0].what, found[0].figures
    ('Find note 8 of Wikipedia contributors n.d.', 2)
    """
    searching = _Searching(comparisons, support, naming=naming)
    tasks = [
        *searching.unread(),
        *searching.missing_entries(),
        *searching.notes(),
        *searching.unread_sources(),
        *searching.second_sources(),
        *searching.accounts(),
        *searching.uncited(),
    ]
    ranked = sorted(tasks, key=lambda one: (one[0] is not Task.MEND, -one[1].figures, one[0]))
    return tuple(task for _, task in ranked)


class _Searching:
    """Looks through a dossier for what is missing in it."""

    def __init__(
        self,
        comparisons: Sequence[Comparison],
        support: Sequence[Corroboration],
        *,
        naming: Naming,
    ) -> None:
        self.naming, self.dossier = naming, naming.dossier
        self.comparisons, self.support = comparisons, support
        self.figures = compared_figures(comparisons)
        self.hanging: dict[Position, set[int]] = {}
        for number, figure in enumerate(self.figures):
            for claim in _claims(figure):
                self.hanging.setdefault(claim.position, set()).add(number)
        self.listing: dict[str, list[str]] = {}
        for source in self.dossier.sources.values():
            for key in source.derivesfrom:
                self.listing.setdefault(key, []).append(source.citekey)

    def task(
        self, task: Task, *, what: str, why: str, claims: Iterable[Claim] = (), anchor: str = ""
    ) -> tuple[Task, LookUp]:
        told = tuple(claims)
        # A new account widens a comparison; those there are do not hang on it.
        behind = () if task is Task.FIND_ACCOUNT else told
        hanging = set().union(*(self.hanging.get(claim.position, set()) for claim in behind))
        return task, LookUp(
            task=task.name.lower().replace("_", "-"),
            what=what,
            why=why,
            figures=len(hanging),
            claims=self.naming.claims(told),
            anchor=anchor,
        )

    def label(self, citekey: str) -> str:
        return self.naming.work(citekey).label

    def labels(self, citekeys: Iterable[str]) -> str:
        keys = list(dict.fromkeys(citekeys))
        return _first([self.label(key) for key in keys])

    def unread(self) -> Iterator[tuple[Task, LookUp]]:
        rows, entries = self.dossier.table.rejected, self.dossier.bibliography.rejected
        for noun, plural, faults in (
            ("row of claims.csv", "rows of claims.csv", rows),
            ("entry of references.bib", "entries of references.bib", entries),
        ):
            if not faults:
                continue
            told = [f"{place_words(one.position)}: {one.reason}" for one in faults[:MOST_NAMED]]
            more = len(faults) - len(told)
            rest = [f"and {more:,} more"] if more else []
            yield self.task(
                Task.MEND,
                what=f"Mend {counted(len(faults), noun, plural)} that could not be read",
                why=f"nothing in this report counts them ({'; '.join([*told, *rest])})",
                anchor="unread",
            )

    def missing_entries(self) -> Iterator[tuple[Task, LookUp]]:
        known = self.dossier.bibliography.known_keys
        for key, claims in self.dossier.claims_by_source.items():
            if key not in known:
                yield self.task(
                    Task.ADD_ENTRY,
                    what=f"Add {key} to references.bib, or mend the key",
                    why=f"{counted(len(claims), 'claim')} "
                    f"{'names' if len(claims) == 1 else 'name'} a work that is not there",
                    claims=claims,
                )

    def notes(self) -> Iterator[tuple[Task, LookUp]]:
        """The note or page that would turn the editor's inference into a stated link."""
        groups: dict[tuple[str, str], list[Claim]] = {}
        for claim in self.dossier.claims:
            if claim.link is Link.INFERRED and claim.citations:
                for citation in claim.via or claim.citations:
                    place = (citation.citekey, citation.locator or "" if claim.via else "")
                    groups.setdefault(place, []).append(claim)
        for (work, locator), claims in groups.items():
            cited = self.labels(key for claim in claims for key in claim.citekeys)
            read_there = all(work in claim.citekeys for claim in claims)
            what = (
                f"Find {locator} of {self.label(work)}"
                if locator
                else f"Find the page in {self.label(work)}"
                if read_there
                else f"Find the notes of {self.label(work)} at these figures"
            )
            yield self.task(
                Task.FIND_NOTE,
                what=what,
                why=f"that the claims are from {cited} is the editor’s inference; the "
                f"{'page' if read_there else 'note'} would show it",
                claims=claims,
                anchor=self.naming.work(work).anchor or "",
            )

    def unread_sources(self) -> Iterator[tuple[Task, LookUp]]:
        """Sources known only from another work: quoted there, or no more than listed."""
        for key in self.dossier.sources:
            claims = self.dossier.claims_by_source.get(key, ())
            cited = [claim for claim in claims if key in claim.citekeys]
            if cited and len(cited) == len(claims) and all(claim.via for claim in cited):
                works = (c.citekey for claim in cited for c in claim.via)
                yield self.task(
                    Task.READ_SOURCE,
                    what=f"Read {self.label(key)} itself",
                    why=f"what it says is known only as {self.labels(works)} has it",
                    claims=cited,
                    anchor=anchor_of("source", key),
                )
            elif not claims:
                yield self._listed(key)

    def _listed(self, key: str) -> tuple[Task, LookUp]:
        lists = self.listing.get(key, [])
        by = (
            f"; {self.labels(lists)} {'lists' if len(lists) == 1 else 'list'} it"
            if lists
            else ""
        )
        party = self.dossier.sources[key].party
        account = (
            f"; it gives the {self.dossier.party_adjective(party)} account" if party else ""
        )
        return self.task(
            Task.READ_LISTED,
            what=f"Read {self.label(key)}",
            why=f"no claim is taken from it{by}{account}",
            anchor=anchor_of("source", key),
        )

    def second_sources(self) -> Iterator[tuple[Task, LookUp]]:
        """Compared figures with one source each, account by account."""
        by_claim = {one.claim.position: one for one in self.support}
        accounts: dict[str, list[Readings]] = {}
        for figure in self.figures:
            reporter, claims = figure[0].reporter, _claims(figure)
            single = all(by_claim[claim.position].source_count == 1 for claim in claims)
            if (
                reporter
                and figure[0].citekey
                and single
                and is_number(figure[0], dossier=self.dossier)
            ):
                accounts.setdefault(reporter, []).append(figure)
        for reporter, figures in accounts.items():
            yield self._second_source(reporter, figures)

    def _second_source(self, reporter: str, figures: Sequence[Readings]) -> tuple[Task, LookUp]:
        told = [f"{f[0].figure}{DERIVED if f[0].is_derived else ''}" for f in figures]
        shown = _first(dict.fromkeys(told))
        keys = [str(figure[0].citekey) for figure in figures]
        unused = [
            key
            for key, source in self.dossier.sources.items()
            if source.party == reporter and key not in self.dossier.claims_by_source
        ]
        offered = f"; {self.labels(unused)} may have it" if unused else ""
        return self.task(
            Task.FIND_SECOND_SOURCE,
            what=f"Find a second source for the {self.dossier.party_adjective(reporter)} "
            f"{'figure' if len(told) == 1 else 'figures'} {shown}",
            why=f"{'it' if len(told) == 1 else 'each'} rests on one source "
            f"({self.labels(keys)}){offered}",
            claims=dict.fromkeys(claim for figure in figures for claim in _claims(figure)),
        )

    def accounts(self) -> Iterator[tuple[Task, LookUp]]:
        """Numbers told by one side alone, by the account that is missing."""
        missing: dict[tuple[str, str], list[Comparison]] = {}
        for comparison in self.comparisons:
            quantity = comparison.quantity
            views = {report.perspective for report in comparison.reports}
            one_sided = views in ({Perspective.OWN}, {Perspective.ENEMY})
            if comparison.within or not one_sided or not quantity.subject:
                continue
            if any(is_number(a, dossier=self.dossier) for a in comparison.attestations):
                own = self.dossier.side(quantity.subject)
                others = self.dossier.sides_of(quantity.event) - {own}
                voices = sorted(self._voice(side, event=quantity.event) for side in others)
                whose = [quantity.subject] if views == {Perspective.ENEMY} else voices
                for party in whose:
                    missing.setdefault((quantity.event, party), []).append(comparison)
        for (_, party), found in missing.items():
            yield self._account(party, found)

    def _account(self, party: str, found: Sequence[Comparison]) -> tuple[Task, LookUp]:
        told = _first(dict.fromkeys(self.naming.phrase(one.quantity) for one in found))
        tellers = dict.fromkeys(report.reporter for one in found for report in one.reports)
        return self.task(
            Task.FIND_ACCOUNT,
            what=f"Find an account from {self.dossier.party_label(party)} of {told}",
            why=f"only {listed(map(self.dossier.party_label, tellers))} gives a figure",
            claims=dict.fromkeys(
                c for one in found for a in one.attestations for c in a.claims
            ),
            anchor=comparison_anchor(found[0].quantity),
        )

    def _voice(self, side: str, *, event: str) -> str:
        """The party that speaks for a side in an event; the side where none or several do."""
        parties = {
            report.reporter
            for one in self.comparisons
            if one.quantity.event == event
            for report in one.reports
            if report.reporter and self.dossier.side(report.reporter) == side
        }
        return parties.pop() if len(parties) == 1 else side

    def uncited(self) -> Iterator[tuple[Task, LookUp]]:
        groups: dict[str, list[Claim]] = {}
        for claim in self.dossier.claims:
            if claim.is_uncited:
                for key in [citation.citekey for citation in claim.via] or [""]:
                    groups.setdefault(key, []).append(claim)
        for work, claims in groups.items():
            of = f" of {self.label(work)}" if work else ""
            yield self.task(
                Task.CITE,
                what=f"Find a source for {counted(len(claims), 'claim')}{of}",
                why="it gives none" if work else "none is cited",
                claims=claims,
                anchor="weak-uncited",
            )


def _claims(figure: Readings) -> list[Claim]:
    return list(dict.fromkeys(claim for reading in figure for claim in reading.claims))


def _first(words: Iterable[str]) -> str:
    """The first few as a list in a sentence, the rest counted."""
    every = list(words)
    more = len(every) - MOST_NAMED
    return listed([*every[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])])
