"""What a report shows of changes: groups of rows, each with what was before and what is now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kumsong_sources.changes import Changes
from kumsong_sources.claims import Claim
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.wording import NumberShown


class ChangeKind(StrEnum):
    """What became of something."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    RENAMED = "renamed"
    NEW = "new"
    CLEARED = "cleared"
    WAIVED = "waived"
    REOPENED = "no longer waived"


@dataclass(frozen=True, kw_only=True)
class ChangeShown:
    """One change.

    Parameters
    ----------
    kind : ChangeKind
    what : str
        The claim's id, the quantity, the work or the rule that it is about.
    anchor : str or None
        Where the report shows that; `None` for what is there no longer.
    about : str
        The column or field, or what the claim states; blank where nothing is to be added.
    before, after : str
        As readers see it; blank where there was nothing, or is nothing.
    effect : str
        What it does to other numbers of the report; blank where nothing is known of that.
    ratio_before, ratio_after : NumberShown or None
        Of a quantity that had, or has, a ratio.
    """

    kind: ChangeKind
    what: str
    anchor: str | None
    about: str = ""
    before: str = ""
    after: str = ""
    effect: str = ""
    ratio_before: NumberShown | None = None
    ratio_after: NumberShown | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeGroup:
    """Changes of one sort.

    Parameters
    ----------
    anchor, title : str
    note : str
        What is counted here and what is not; blank where the title says it.
    summary : str
        How many of each kind: "2 added, 1 renamed".
    rows : tuple of ChangeShown
        At least one.
    """

    anchor: str
    title: str
    note: str
    summary: str
    rows: tuple[ChangeShown, ...]

    @property
    def has_effects(self) -> bool:
        """Whether a row has one."""
        return any(row.effect for row in self.rows)

    @property
    def has_about(self) -> bool:
        """Whether a row names a column, a field or a statement."""
        return any(row.about for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class ChangesShown:
    """What changed since an earlier state of the dossier.

    Parameters
    ----------
    since : str
        What that state is: "commit 1a2b3c4d5e6f of 2026-01-31 (HEAD~3)".
    sentence : str
        All in one sentence, also where nothing changed.
    groups : tuple of ChangeGroup
        What matters most to readers first; empty where nothing changed.
    hashes : tuple of (str, str)
        File name and SHA-256 of its bytes as they were.
    """

    since: str
    sentence: str
    groups: tuple[ChangeGroup, ...]
    hashes: tuple[tuple[str, str], ...]


class Showing:
    """Changes with the names that readers knew then and know now.

    Parameters
    ----------
    changes : Changes
    naming : Naming
        Of the dossier as it is.
    """

    def __init__(self, changes: Changes, *, naming: Naming) -> None:
        self.changes = changes
        self.now = naming
        self.then = Naming(changes.before)
        self.claim_anchors: dict[str, str] = {}
        for claim in changes.after.claims:
            if claim.claim_id:
                self.claim_anchors.setdefault(claim.claim_id, naming.claim(claim).anchor)

    def claim(self, claim: Claim) -> tuple[str, str]:
        """A claim's id and anchor, as it is now."""
        link = self.now.claim(claim)
        return link.claim_id or "(no id)", link.anchor

    def quantity(self, claim: Claim, *, naming: Naming) -> str:
        """What a claim counts, as a title; blank where it counts nothing."""
        parts = (naming.subject(claim.subject), naming.measure(claim.measure), claim.scope)
        return " · ".join(part for part in parts if part) if claim.measure else ""
