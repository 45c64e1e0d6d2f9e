"""A dossier: claims joined to their sources, parties and events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from kumsong_sources.claims import Claim, ClaimTable, parse_claims
from kumsong_sources.declaration import (
    Declaration,
    Event,
    Party,
    Waiver,
    ancestors,
    parse_declaration,
    topmost,
)
from kumsong_sources.encoding import EncodingFault, decode, why_no_text
from kumsong_sources.errors import DossierError
from kumsong_sources.frozen import frozen
from kumsong_sources.showing import Listing, Showing
from kumsong_sources.sources import Bibliography, Source, bibliography_from_bytes
from kumsong_sources.vocabulary import Measure, Perspective

CLAIMS, REFERENCES, DECLARATION = "claims.csv", "references.bib", "dossier.toml"
FILES = (CLAIMS, REFERENCES, DECLARATION)
"""The three files of a dossier."""

Found = TypeVar("Found")


@frozen
class Dossier(Showing):
    """Claims, sources and parties of one event or several, as they stand in a folder.

    Parameters
    ----------
    folder : str
        As given; positions of findings begin with it.
    table : ClaimTable
        The rows of `claims.csv`, rejected ones included.
    bibliography : Bibliography
        The entries of `references.bib`, rejected ones included.
    declaration : Declaration
        What `dossier.toml` says.
    hashes : mapping of str to str
        SHA-256 of each file's bytes, by file name.
    encoding_faults : tuple of EncodingFault
        Files that are not UTF-8, with the first wrong byte.

    Examples
    --------
    >>> dossier = Dossier.example("kumsong")
    >>> dossier.title
    'The Battle of Kumsong, July 1953'
    >>> dossier.side("KOR")
    'UNC'
    """

    folder: str
    table: ClaimTable
    bibliography: Bibliography
    declaration: Declaration
    hashes: Mapping[str, str]
    encoding_faults: tuple[EncodingFault, ...] = ()

    def __repr__(self) -> str:
        # All that is in it would fill the screen; `claims` and `sources` show it.
        held = f"{len(self.claims)} claims, {len(self.sources)} sources"
        return f"<Dossier {self.title!r}: {held}>"

    @classmethod
    def open(cls, path: str | Path = ".") -> Dossier:
        """Open the dossier in a folder.

        Parameters
        ----------
        path : str or Path
            The folder, or one of the dossier's three files.

        Raises
        ------
        DossierError
            If the folder or one of the three files is missing, cannot be read, or is so
            broken that nothing in it can be understood. Whatever else is wrong is kept
            as a value and found by the checks.
        """
        given = Path(path)
        folder = given.parent if given.name in FILES else given
        return cls.from_contents(
            {name: _bytes(folder, name) for name in FILES}, folder=str(folder)
        )

    @classmethod
    def from_contents(cls, contents: Mapping[str, bytes], *, folder: str) -> Dossier:
        """Read a dossier from the bytes of its three files, wherever they were kept.

        Parameters
        ----------
        contents : mapping of str to bytes
            By the names of `FILES`.
        folder : str
            For positions only; it need not exist.

        Raises
        ------
        DossierError
            If one of the files is so broken that nothing in it can be understood.

        Examples
        --------
        >>> files = {"claims.csv": b"claim_id,event,statement,source\\n",
        ...          "references.bib": b"", "dossier.toml": b"title = 'An empty one'"}
        >>> Dossier.from_contents(files, folder="nowhere").title
        'An empty one'
        """
        shown = {name: str(Path(folder) / name) for name in FILES}
        for name in (CLAIMS, DECLARATION):
            if why := why_no_text(contents[name]):
                raise DossierError(
                    f"{shown[name]}: {why}; expected text: save it as "
                    f"{'comma-separated' if name == CLAIMS else 'TOML in'} UTF-8, or take "
                    "the file from a backup"
                )
        decoded = {
            name: decode(contents[name], path=shown[name]) for name in (CLAIMS, DECLARATION)
        }
        declaration = parse_declaration(decoded[DECLARATION].text, path=shown[DECLARATION])
        bibliography = bibliography_from_bytes(contents[REFERENCES], path=shown[REFERENCES])
        faults = (*(text.fault for text in decoded.values()), bibliography.file.encoding_fault)
        table = parse_claims(
            decoded[CLAIMS].text, path=shown[CLAIMS], measures=declaration.measures
        )
        read = {name: contents[name] for name in FILES}
        if table.rows.content == read[CLAIMS]:
            # Once in memory is enough for the greatest of the files.
            read[CLAIMS] = table.rows.content
        return cls(
            folder=folder,
            table=table,
            bibliography=bibliography,
            declaration=declaration,
            hashes=_Hashes(read),
            encoding_faults=tuple(fault for fault in faults if fault is not None),
        )

    @classmethod
    def example(cls, name: str) -> Dossier:
        """Open a dossier that ships with the package.

        Raises
        ------
        DossierError
            If there is none of that name; the message lists those there are.
        """
        return cls.open(example_folder(name))

    def through(self, citekey: str) -> Dossier:
        """The same dossier as told by one work alone: claims read through it or cited to it.

        Raises
        ------
        DossierError
            If no claim is read through that work.
        """
        told = Listing(
            claim
            for claim in self.claims_by_source.get(citekey, ())
            if citekey in {c.citekey for c in (claim.via or claim.citations)}
        )
        if not told:
            raise DossierError(f"no claim is read through {citekey!r}")
        return replace(self, table=replace(self.table, claims=told))

    @property
    def title(self) -> str:
        """The dossier's title."""
        return self.declaration.title

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that could be read, in file order."""
        return self.table.claims

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by citekey, in file order."""
        return self.bibliography.sources

    @property
    def parties(self) -> Mapping[str, Party]:
        """The parties by code."""
        return self.declaration.parties

    @property
    def events(self) -> Mapping[str, Event]:
        """The events by name."""
        return self.declaration.events

    @property
    def measures(self) -> Mapping[str, Measure]:
        """The built-in measures and the dossier's own, by name."""
        return self.declaration.measures

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The findings accepted with a reason."""
        return self.declaration.waivers

    @cached_property
    def claims_by_source(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that cite each key, also keys that are in no bibliography."""
        cited: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for key in dict.fromkeys(c.citekey for c in (*claim.citations, *claim.via)):
                cited.setdefault(key, []).append(claim)
        return MappingProxyType({key: tuple(claims) for key, claims in cited.items()})

    @cached_property
    def _kept(self) -> dict[Callable[[Dossier], Any], Any]:
        """What `kept` functions have found in this dossier."""
        return {}

    def side(self, code: str) -> str:
        """The topmost party a party is part of; itself when undeclared.

        In a circle of `part_of` the side is the last party before the circle closes.
        """
        return self._side_of.get(code, code)

    @cached_property
    def _side_of(self) -> Mapping[str, str]:
        return topmost(self.parties)

    def is_part(self, part: str, whole: str) -> bool:
        """Whether one party is a proper part of another."""
        return part != whole and whole in ancestors(part, parties=self.parties)[1:]

    def party_label(self, code: str | None) -> str:
        """A party's label for readers; the code when undeclared, a phrase when `None`."""
        if code is None:
            return "no party named"
        party = self.parties.get(code)
        return party.label if party else code

    def party_adjective(self, code: str | None) -> str:
        """A party's adjective for readers ("South Korean sources")."""
        if code is None:
            return "unattributed"
        party = self.parties.get(code)
        return party.adjective if party else code

    def sides_of(self, event: str) -> frozenset[str]:
        """The sides that fought in an event.

        Those that `dossier.toml` declares; else every side of which something is counted;
        and if that is fewer than two, every side that reports as well. Declare `sides`
        where a neutral party reports.
        """
        return self._sides.get(event, frozenset())

    @cached_property
    def _sides(self) -> Mapping[str, frozenset[str]]:
        counted: dict[str, set[str]] = {}
        reporting: dict[str, set[str]] = {}
        for claim in self.claims:
            if not (claim.subject and claim.figure_text):
                continue
            counted.setdefault(claim.event, set()).add(self.side(claim.subject))
            cited = (self.sources.get(key) for key in claim.citekeys)
            told = {claim.reporter} if claim.reporter else {s.party for s in cited if s}
            sides = {self.side(party) for party in told if party}
            reporting.setdefault(claim.event, set()).update(sides)
        found = {
            event: sides if len(sides) > 1 else sides | reporting[event]
            for event, sides in counted.items()
        }
        declared = {
            event.name: {self.side(code) for code in event.sides}
            for event in self.events.values()
            if event.sides
        }
        return {event: frozenset(sides) for event, sides in (found | declared).items()}

    def perspective(
        self, *, reporter: str | None, subject: str, event: str
    ) -> Perspective | None:
        """From where a reporter speaks of a subject; `None` when no reporter is known.

        Own where both are of one side, enemy where they are of two sides that fought in
        the event, third-party otherwise.
        """
        if not reporter or not subject:
            return None
        reporting, reported = self.side(reporter), self.side(subject)
        if reporting == reported:
            return Perspective.OWN
        if {reporting, reported} <= self.sides_of(event):
            return Perspective.ENEMY
        return Perspective.THIRD_PARTY


def kept(analysis: Callable[[Dossier], Found]) -> Callable[[Dossier], Found]:
    """Compute an analysis of a dossier once, and keep what it finds as long as the dossier.

    A dossier never changes, and one analysis builds on another: a report would compute the
    attestations a dozen times. What is found is kept with the dossier and goes with it.

    Examples
    --------
    >>> @kept
    ... def count(dossier):
    ...     print("counting")
    ...     return len(dossier.claims)
    >>> dossier = Dossier.example("kumsong")
    >>> count(dossier) == count(dossier)
    counting
    True
    """

    @wraps(analysis)
    def once(dossier: Dossier) -> Found:
        found = dossier._kept
        if analysis not in found:
            found[analysis] = analysis(dossier)
        return cast("Found", found[analysis])

    return once


class _Hashes(Mapping[str, str]):
    """SHA-256 of each file, computed when it is asked for: reports name it, checks do not."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def __getitem__(self, name: str) -> str:
        import hashlib

        return hashlib.sha256(self._contents[name]).hexdigest()

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)


def example_folder(name: str) -> Path:
    """The folder of a dossier that ships with the package, in a wheel or in a clone.

    Raises
    ------
    DossierError
        If there is none of that name.
    """
    found = example_folders()
    if name in found:
        return found[name]
    raise DossierError(
        f"no example is called {name!r}; there are: {', '.join(sorted(found)) or 'none'}"
    )


def example_folders() -> Mapping[str, Path]:
    """The dossiers that ship with the package, by name."""
    package = Path(__file__).parent
    installed = package / "examples"
    clone = package.parents[1]
    candidates = [*_folders(installed), *_folders(clone / "examples")]
    named = {folder.name: folder for folder in candidates}
    if (clone / CLAIMS).is_file() and (clone / "pyproject.toml").is_file():
        named.setdefault("kumsong", clone)
    return {name: f for name, f in named.items() if all((f / part).is_file() for part in FILES)}


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.iterdir() if path.is_dir()) if parent.is_dir() else []


def _bytes(folder: Path, name: str) -> bytes:
    if not folder.is_dir():
        raise DossierError(
            f"{folder}: no such folder; a dossier is a folder with {', '.join(FILES)}; "
            "`kumsong-sources init FOLDER` makes one"
        )
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        raise DossierError(
            f"{folder / name}: missing; a dossier is a folder with {', '.join(FILES)}; "
            "`kumsong-sources init FOLDER` makes one to start from"
        ) from None
    except OSError as error:
        raise DossierError(f"{folder / name}: cannot be read ({error.strerror})") from None
