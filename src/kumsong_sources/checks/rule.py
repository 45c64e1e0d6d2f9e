"""What a rule is, what it finds, and what all rules of one run share."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from sys import intern
from types import MappingProxyType
from typing import ClassVar, TypeVar, cast

from kumsong_sources.attestations import Attestation, attestations
from kumsong_sources.claims import Claim
from kumsong_sources.corroboration import Corroboration, corroboration
from kumsong_sources.declaration import Waiver
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
from kumsong_sources.lineage import Lineage
from kumsong_sources.nearest import NearestName
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position
from kumsong_sources.showing import Showing
from kumsong_sources.sources import Bibliography

SECTIONS = ("Why", "Example", "Remedy", "Limits")
"""The sections of every rule's page, in order, after the line that says what it finds."""

_LONGEST_MESSAGE = 600
_NO_NUMBERS: Mapping[str, float] = MappingProxyType({})
Shared = TypeVar("Shared")
_WORD_STARTS = pattern(r"(?<=[a-z0-9])(?=[A-Z])")


class Severity(StrEnum):
    """How bad a finding is.

    Examples
    --------
    >>> Severity.ERROR.rank > Severity.WARNING.rank > Severity.INFO.rank
    True
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Its place from the mildest, 0, upward."""
        return len(Severity) - 1 - tuple(Severity).index(self)


@frozen(slots=True)
class Finding(Showing):
    """One thing a rule found, in one object.

    Parameters
    ----------
    rule : str
        Name of the rule.
    severity : Severity
    position : Position
        Where it stands in the user's file.
    message : str
        What was found; where it applies also what was expected.
    hint : str
        How to mend it.
    claim_id, citekey : str or None
        The claim or source concerned.
    waived : Waiver or None
        The waiver that accepts it.
    numbers : mapping of str to float
        What the message says in numbers, by name, where a reader may want to compute.
    """

    rule: str
    severity: Severity
    position: Position
    message: str
    hint: str
    claim_id: str | None = None
    citekey: str | None = None
    waived: Waiver | None = None
    numbers: Mapping[str, float] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, object]:
        """The finding in words and numbers, for JSON; `waived` is the waiver's reason."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "path": self.position.path,
            "line": self.position.line,
            "column": self.position.column,
            "message": self.message,
            "hint": self.hint,
            "claim_id": self.claim_id,
            "citekey": self.citekey,
            "waived": self.waived.reason if self.waived else None,
            "numbers": dict(self.numbers),
        }


class Context:
    """A dossier with what several rules need of it, each computed once and only if asked for.

    Parameters
    ----------
    dossier : Dossier
        Of a bibliography alone, one without claims.
    today : datetime.date, optional
        The day by which dates count as future; the clock's when not given.
    has_claims : bool
        False for a bibliography alone, of which nobody expects claims.
    """

    def __init__(
        self, dossier: Dossier, *, today: dt.date | None = None, has_claims: bool = True
    ) -> None:
        self.dossier = dossier
        self.has_claims = has_claims
        self.today = today or dt.date.today()
        self._computed: dict[object, object] = {}

    @property
    def bibliography(self) -> Bibliography:
        """The dossier's bibliography."""
        return self.dossier.bibliography

    def once(self, compute: Callable[[Context], Shared]) -> Shared:
        """What a function makes of this context, computed at the first call only."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast("Shared", self._computed[compute])

    @cached_property
    def attestations(self) -> tuple[Attestation, ...]:
        """The stated figures."""
        return attestations(self.dossier)

    @cached_property
    def corroboration(self) -> tuple[Corroboration, ...]:
        """What stands behind each claim."""
        return corroboration(self.dossier)

    @cached_property
    def lineage(self) -> Lineage:
        """Which source takes its account from which."""
        return Lineage.of(self.dossier)

    @cached_property
    def nearest_citekey(self) -> NearestName:
        """The known citekey most like an unknown one."""
        return NearestName(self.dossier.bibliography.known_keys)

    @cached_property
    def nearest_party(self) -> NearestName:
        """The declared party most like an unknown one, by code, label or alias."""
        names = {
            name: code
            for code, party in self.dossier.parties.items()
            for name in (party.label, party.adjective, *party.aliases, code)
        }
        return NearestName(names)

    @cached_property
    def nearest_event(self) -> NearestName:
        """The declared event most like an unknown one, by name, label or alias."""
        names = {
            alias: name
            for name, event in self.dossier.events.items()
            for alias in (event.label, *event.aliases, name)
        }
        return NearestName(names)

    @cached_property
    def nearest_measure(self) -> NearestName:
        """The measure most like an unknown one, by name or label."""
        names = {
            name: measure.name
            for measure in self.dossier.measures.values()
            for name in (measure.label, measure.name)
        }
        return NearestName(names)


class Rule(ABC):
    """Something checked, named for the bad thing.

    A subclass is a rule: its name is the class's in kebab case, its docstring the page
    that explains it. The first line says what it finds; the sections are `SECTIONS`.

    Attributes
    ----------
    severity : Severity
        Of its findings, where they are not milder or graver for a reason its page gives.
    group : str
        The module it stands in.
    of_bibliography : bool
        Whether it needs nothing but a bibliography.

    Examples
    --------
    >>> from kumsong_sources.checks.citations import UnknownCitekey
    >>> UnknownCitekey.name, UnknownCitekey.group, str(UnknownCitekey.severity)
    ('unknown-citekey', 'citations', 'error')
    """

    severity: ClassVar[Severity]
    name: ClassVar[str]
    group: ClassVar[str]
    of_bibliography: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        cls.name = _WORD_STARTS.sub("-", cls.__name__).lower()
        cls.group = cls.__module__.rpartition(".")[2]

    @abstractmethod
    def check(self, context: Context) -> Iterator[Finding]:
        """Yield what the rule finds."""

    @classmethod
    def page(cls) -> str:
        """The rule's page: what it finds, why it matters, an example, remedy and limits."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """The first line of its page: what it finds."""
        return cls.page().partition("\n")[0]

    @classmethod
    def sections(cls) -> Mapping[str, str]:
        """The sections of its page, by title."""
        parts = re.split(r"^(\w+)\n-+$", cls.page(), flags=re.MULTILINE)
        return {
            title: text.strip() for title, text in zip(parts[1::2], parts[2::2], strict=True)
        }

    def finding(
        self,
        *,
        position: Position,
        message: str,
        hint: str,
        severity: Severity | None = None,
        claim: Claim | None = None,
        citekey: str | None = None,
        numbers: Mapping[str, float] | None = None,
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            rule=self.name,
            severity=severity or self.severity,
            position=position,
            # Many claims hang on few sources: what is said alike is held once.
            message=intern(shortened(message, limit=_LONGEST_MESSAGE)),
            hint=intern(shortened(hint, limit=_LONGEST_MESSAGE)),
            claim_id=(claim.claim_id or None) if claim else None,
            citekey=citekey or None,
            numbers=numbers or _NO_NUMBERS,
        )


class BibliographyRule(Rule):
    """A rule that needs nothing but a bibliography: it applies to a bare `.bib` too."""

    of_bibliography = True


def shortened(text: str, *, limit: int = 60) -> str:
    """A text of at most `limit` characters, its middle left out where it is longer.

    Examples
    --------
    >>> shortened("a very long name of a source", limit=11)
    'a ver…ource'
    """
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def quoted(text: str) -> str:
    """A text from a file as a message shows it: in quotation marks, on one line, not long."""
    return f"'{shortened(' '.join(text.split()) or text)}'"
