"""Dossiers made in a test from their three texts, without a folder."""

from __future__ import annotations

from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.claims import parse_claims
from kumsong_sources.declaration import parse_declaration
from kumsong_sources.dossier import Dossier
from kumsong_sources.sources import bibliography_of

HEADER = "claim_id,event,statement,source,subject,measure,figure,scope,reporter,link,via\n"

TWO_SIDES = """\
title = "Two sides"
[events.battle]
label = "The battle"
sides = ["RED", "BLUE"]
[parties.RED]
label = "Redland"
[parties.BLUE]
label = "Blueland"
[parties.SWISS]
label = "Switzerland"
"""

PARTIES = """
title = "Two sides"
[events.battle]
label = "The battle"
sides = ["RED", "BLUE"]
[parties.RED]
label = "Redland"
adjective = "Redlandish"
[parties.NORTH]
label = "North Redland"
part_of = "RED"
[parties.SOUTH]
label = "South Redland"
part_of = "RED"
[parties.BLUE]
label = "Blueland"
adjective = "Bluelandish"
[parties.SWISS]
label = "Switzerland"
"""

WORKS = """
@book{red1, title = {Red}, author = {Red, A.}, year = 1950, party = {RED}}
@book{red2, title = {Red again}, author = {Red, B.}, year = 1960, party = {RED}}
@book{blue1, title = {Blue}, author = {Blue, A.}, year = 1951, party = {BLUE}}
@book{blue2, title = {Copy}, author = {Blue, B.}, year = 1961, party = {BLUE},
  derivesfrom = {blue1}}
@book{swiss, title = {Neutral}, author = {Tell, W.}, year = 1955, party = {SWISS}}
@book{nobody, title = {No party}, author = {Nemo, N.}, year = 1970}
"""


def dossier_of(rows: str, *, references: str = WORKS, declaration: str = PARTIES) -> Dossier:
    """A dossier from rows in the columns of `HEADER`; what a row lacks at its end is blank."""
    width = HEADER.count(",")
    lines = [
        line + "," * (width - commas(line))
        for line in rows.strip().splitlines()
        if line.strip()
    ]
    declared = parse_declaration(declaration)
    table = parse_claims(HEADER + "\n".join(lines) + "\n", measures=declared.measures)
    return Dossier(
        folder=".",
        table=table,
        bibliography=bibliography_of(parse_bibtex(references, path="references.bib")),
        declaration=declared,
        hashes={},
    )


def commas(line: str) -> int:
    """The commas of a row outside quotation marks."""
    return sum(part.count(",") for part in line.split('"')[::2])
