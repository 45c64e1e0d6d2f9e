"""What a case is: a dossier, or a bibliography, with a fault, and sound neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

HEADER = "claim_id,event,statement,source,subject,measure,figure,reporter,link,via,note\n"
GOOD = "C1,battle,Redland lost 103 killed.,red1[12]; swiss[3],RED,killed,103,,,,\n"
RED = "@book{red1, title = {R}, party = {RED}}\n"
SWISS = "@book{swiss, title = {S}, party = {SWISS}}\n"
COPY = "@book{copy, title = {C}, party = {RED}, derivesfrom = {red1}}\n"
PARTIES = """
title = "Two sides"
[events.battle]
label = "The battle"
aliases = ["The fight"]
sides = ["RED", "BLUE"]
[parties.RED]
label = "Redland"
aliases = ["RDL"]
[parties.NORTH]
label = "North Redland"
part_of = "RED"
[parties.BLUE]
label = "Blueland"
[parties.SWISS]
label = "Switzerland"
"""


class Case(NamedTuple):
    """A dossier with a fault, one without, and what is found.

    The place is a file, a line, and the words that stand where the finding points.
    """

    faulty: Mapping[str, str | bytes]
    sound: Mapping[str, str | bytes]
    place: str
    severity: str
    says: str


def rows(faulty: str, sound: str, place: str, severity: str, says: str) -> Case:
    """A case that lies in the claims."""
    return Case({"claims": HEADER + faulty}, {"claims": HEADER + sound}, place, severity, says)


def works(faulty: str, sound: str, place: str, severity: str, says: str) -> Case:
    """A case that lies in the bibliography."""
    return Case({"references": faulty}, {"references": sound}, place, severity, says)


def declared(faulty: str, sound: str, place: str, severity: str, says: str) -> Case:
    """A case that lies in the declaration."""
    return Case(
        {"declaration": PARTIES + faulty},
        {"declaration": PARTIES + sound},
        place,
        severity,
        says,
    )


def cited(source: str, figure: str = "103") -> str:
    """A row that cites."""
    return f"C1,battle,Redland lost some.,{source},RED,killed,{figure},,,,\n"


class BibCase(NamedTuple):
    """A bibliography with a fault, sound ones like it, and what is found.

    The place is a line, and the words that stand where the finding points.
    """

    faulty: str
    sound: tuple[str, ...]
    place: str
    severity: str
    says: str


def bib(faulty: str, *sound: str, place: str, severity: str, says: str) -> BibCase:
    """A case that needs nothing but a bibliography."""
    return BibCase(faulty, sound, place, severity, says)


def book(fields: str, *, key: str = "b") -> str:
    """A book that lacks nothing, its own fields on the second line."""
    return (
        f"@book{{{key},\n{fields},\ntitle = {{Of war}}, author = {{Roe, R.}}, date = 1990}}\n"
    )


DEFAULTS: Mapping[str, str | bytes] = {
    "claims": HEADER + GOOD,
    "references": RED + SWISS,
    "declaration": PARTIES,
}
