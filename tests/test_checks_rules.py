"""Each rule on a dossier that has the fault, and on a neighbour that has it not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from kumsong_sources.checks import RULES, run_checks
from kumsong_sources.dossier import Dossier
from kumsong_sources.encoding import decode
from kumsong_sources.position import Position

MakeDossier = Callable[..., Path]

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


CASES: Mapping[str, Case] = {
    "not-utf8": Case(
        {"claims": (HEADER + "C1,battle,Gaßmann fell.,red1; swiss,,,,,,,\n").encode("cp1252")},
        {"claims": (HEADER + "C1,battle,Gaßmann fell.,red1; swiss,,,,,,,\n").encode()},
        "claims.csv:2 ßmann fell.,",
        "error",
        "not UTF-8",
    ),
    "unreadable-row": rows(
        "C1,battle,Lost 2,689 men.,red1; swiss,RED,killed,103,,,,\n",
        'C1,battle,"Lost 2,689 men.",red1; swiss,RED,killed,103,,,,\n',
        "claims.csv:2 C1,b",
        "error",
        "12 cells where the header has 11",
    ),
    "unreadable-entry": works(
        "@book{bad, title = {Never closed\n" + RED + SWISS,
        RED + SWISS,
        "references.bib:1 @book{b",
        "error",
        "the entry bad cannot be read",
    ),
    "duplicate-key": works(
        RED + RED + SWISS,
        RED + SWISS,
        "references.bib:2 red1,",
        "error",
        "used before, on line 1",
    ),
    "keys-differing-in-case": works(
        RED + RED.replace("red1", "Red1") + SWISS,
        RED + RED.replace("red1", "red2") + SWISS,
        "references.bib:2 Red1,",
        "warning",
        "Red1 differs from red1 (line 1)",
    ),
    "duplicate-field": works(
        RED.replace("}}", "}, Title = {T}}") + SWISS,
        RED.replace("}}", "}, year = 1950}") + SWISS,
        "references.bib:1 Title =",
        "warning",
        "red1 has the field title before, on line 1",
    ),
    "faulty-declaration": declared(
        '[parties.GREEN]\nlabel = "Green"\npartof = "RED"\n',
        '[parties.GREEN]\nlabel = "Green"\npart_of = "RED"\n',
        "dossier.toml:17 [parties.G",
        "error",
        "unknown key 'partof'",
    ),
    "missing-comma": works(
        "@book{red1, title = {R}\n party = {RED}}\n" + SWISS,
        "@book{red1, title = {R},\n party = {RED}}\n" + SWISS,
        "references.bib:1",
        "error",
        "a comma is missing",
    ),
    "stray-brace": works(
        "@book{red1, title = {R}},\n party = {RED}}\n" + SWISS,
        "@book{red1, title = {{R}},\n party = {RED}}\n" + SWISS,
        "references.bib:1 },",
        "error",
        "closing brace too many",
    ),
    "double-backslash": works(
        "@book{red1, title = {R\\\\},\n party = {RED}}\n" + SWISS,
        "@book{red1, title = {R \\& S},\n party = {RED}}\n" + SWISS,
        "references.bib:1 {R\\\\",
        "warning",
        "two backslashes",
    ),
    "broken-head": works(
        "@in-book{red1, title = {R}, party = {RED}}\n" + SWISS,
        "@inbook{red1, title = {R}, party = {RED}}\n" + SWISS,
        "references.bib:1 @in-book{r",
        "error",
        "take the entry for a comment",
    ),
    "empty-key": works(
        "@book{, title = {R}}\n" + RED + SWISS,
        RED + SWISS,
        "references.bib:1 @book{,",
        "error",
        "has no key",
    ),
    "undefined-macro": works(
        RED.replace("}}", "}, publisher = osprey}") + SWISS,
        "@string{osprey = {O}}\n" + RED.replace("}}", "}, publisher = osprey}") + SWISS,
        "references.bib:1 osprey}",
        "warning",
        "no @string defines 'osprey'",
    ),
    "repeated-macro": works(
        "@string{a = {A}}\n@string{a = {B}}\n" + RED + SWISS,
        "@string{a = {A}}\n@string{b = {B}}\n" + RED + SWISS,
        "references.bib:2 @string{a",
        "warning",
        "defined a second time",
    ),
    "phantom-entry": works(
        "@book{red1, abstract = {see\n@book{this one},\n}, party = {RED}}\n" + SWISS,
        "@book{red1, abstract = {see\n the @book{this one},\n}, party = {RED}}\n" + SWISS,
        "references.bib:2 @book{t",
        "warning",
        "begins like an entry",
    ),
    "percent-line": works(
        "@book{red1,\n % year = {1950},\n title = {R}, party = {RED}}\n" + SWISS,
        "% year\n@book{red1,\n title = {R}, note = {5 % more}, party = {RED}}\n" + SWISS,
        "references.bib:2 %",
        "warning",
        "no comment to BibTeX",
    ),
    "broken-value": works(
        "@book{red1, title = The Red History, party = {RED}}\n" + SWISS,
        "@book{red1, title = {The Red History}, party = {RED}}\n" + SWISS,
        "references.bib:1 The Red History,",
        "error",
        "got 'The Red History'",
    ),
    "broken-block": works(
        "@string{osprey}\n" + RED + SWISS,
        "@string{osprey = {O}}\n" + RED + SWISS,
        "references.bib:1 @string{o",
        "error",
        "cannot be read",
    ),
    "broken-annotation": works(
        RED.replace("}}", "}, author+an:script = {徐焰}}") + SWISS,
        RED.replace("}}", '}, author+an:script = {1="徐焰"}}') + SWISS,
        "references.bib:1 {徐焰}}",
        "warning",
        "got '徐焰'",
    ),
    "no-claims": rows("", GOOD, "claims.csv:1 claim_id,e", "error", "nothing is checked"),
    "missing-id": rows(GOOD[2:], GOOD, "claims.csv:2 ,", "error", "claim_id is blank"),
    "duplicate-id": rows(
        GOOD + GOOD, GOOD + GOOD.replace("C1", "C2"), "claims.csv:3 C1,b", "error", "on line 2"
    ),
    "missing-statement": rows(
        GOOD.replace("Redland lost 103 killed.", " "),
        GOOD,
        "claims.csv:2  ,r",
        "error",
        "statement is blank",
    ),
    "missing-event": rows(
        GOOD.replace("battle", ""), GOOD, "claims.csv:2 ,", "error", "event is blank"
    ),
    "unreadable-figure": rows(
        cited("red1; swiss", "-5"),
        cited("red1; swiss", "heavy"),
        "claims.csv:2 -5,,",
        "error",
        "'-5'",
    ),
    "figure-without-measure": rows(
        GOOD.replace("killed,103", ",103"),
        GOOD,
        "claims.csv:2 ,",
        "warning",
        "the figure '103' has no measure",
    ),
    "figure-without-subject": rows(
        GOOD.replace("RED,killed,103", ",killed,103"),
        GOOD.replace("RED,killed,103", ",result,Red victory"),
        "claims.csv:2 ,",
        "warning",
        "the figure '103' has no subject",
    ),
    "measure-without-figure": rows(
        GOOD.replace("killed,103", "killed,"),
        GOOD.replace("killed,103", ","),
        "claims.csv:2 ,,,,",
        "warning",
        "the measure 'killed' has no figure",
    ),
    "unknown-event": rows(
        GOOD.replace("battle", "batle"), GOOD, "claims.csv:2 batle,R", "error", "'batle'"
    ),
    "unknown-party": rows(
        GOOD.replace("RED", "RDL"), GOOD, "claims.csv:2 RDL,k", "error", "subject is 'RDL'"
    ),
    "unknown-measure": rows(
        GOOD.replace(",killed,", ",kiled,"), GOOD, "claims.csv:2 kiled,1", "error", "'kiled'"
    ),
    "unknown-link": rows(
        GOOD.replace("103,,,,", "103,,infered,,"),
        GOOD.replace("103,,,,", "103,,inferred,,The lost note."),
        "claims.csv:2 infered,,",
        "error",
        "link is 'infered'",
    ),
    "empty-bibliography": works(
        "% nothing yet\n", RED + SWISS, "references.bib:1 %", "error", "1 claim cites 2 works"
    ),
    "unknown-citekey": rows(
        cited("red1; swis[3]"),
        cited("red1; swiss[3]"),
        "claims.csv:2 swis[3],R",
        "error",
        "'swis'",
    ),
    "citation-syntax": rows(
        cited('"red1, 12"'), cited("red1[12]; swiss"), "claims.csv:2 ,", "error", "','"
    ),
    "uncited-claim": rows(
        cited(""), cited("red1; swiss"), "claims.csv:2 ,", "error", "no source is cited"
    ),
    "uncited-entry": works(
        RED + SWISS + RED.replace("red1", "extra"),
        RED + SWISS,
        "references.bib:3 extra,",
        "info",
        "no claim cites this work",
    ),
    "unknown-derivation": works(
        RED.replace("}}", "}, derivesfrom = {swis}}") + SWISS,
        RED.replace("}}", "}, derivesfrom = {swiss}}") + SWISS,
        "references.bib:1 swis}}",
        "error",
        "red1 derives from 'swis'",
    ),
    "single-source": rows(
        cited("red1"), cited("red1; swiss"), "claims.csv:2 red1,R", "info", "one source, red1"
    ),
    "single-witness": Case(
        {"claims": HEADER + cited("red1; copy"), "references": RED + COPY + SWISS},
        {"claims": HEADER + cited("red1; swiss"), "references": RED + COPY + SWISS},
        "claims.csv:2 red1;",
        "warning",
        "of one lineage: one witness",
    ),
    "single-side": Case(
        {"claims": HEADER + cited("red1; copy"), "references": RED + COPY + SWISS},
        {"claims": HEADER + cited("red1; swiss"), "references": RED + COPY + SWISS},
        "claims.csv:2 red1;",
        "info",
        "2 sources, all of one side (Redland)",
    ),
    "interested-party-only": rows(
        GOOD.replace(",RED,", ",BLUE,").replace("; swiss[3]", ""),
        GOOD.replace(",RED,", ",BLUE,"),
        "claims.csv:2 red1[12],B",
        "info",
        "only the enemy (Redland) says this of Blueland",
    ),
    "inferred-link": rows(
        GOOD.replace("103,,,,", "103,,inferred,,The label."),
        GOOD.replace("103,,,,", "103,,stated,,"),
        "claims.csv:2 inferred,,",
        "info",
        "ties this claim to red1, swiss",
    ),
    "inferred-link-without-reason": rows(
        GOOD.replace("103,,,,", "103,,inferred,,"),
        GOOD.replace("103,,,,", "103,,inferred,,The label."),
        "claims.csv:2 inferred,,",
        "warning",
        "note gives no reason",
    ),
    "circular-lineage": works(
        RED.replace("}}", "}, derivesfrom = {swiss}}")
        + SWISS.replace("}}", "}, derivesfrom = {red1}}"),
        RED.replace("}}", "}, derivesfrom = {swiss}}") + SWISS,
        "references.bib:1 {swiss}}",
        "warning",
        "'red1, swiss' derive from one another",
    ),
    "transmission-conflict": rows(
        cited("red1").replace("103,,,", "103,,,swiss")
        + cited("red1", "97").replace("97,,,", "97,,,copy"),
        cited("red1").replace("103,,,", "103,,,swiss")
        + cited("red1", "103").replace("103,,,", "103,,,copy"),
        "claims.csv:3 97,,",
        "warning",
        "red1 is quoted with different figures: 103 in swiss; 97 in copy",
    ),
    "parts-exceed-total": rows(
        cited("red1", "≥ 9,187").replace("≥ 9,187", '"≥ 9,187"')
        + cited("red1", '"≤ 9,000"').replace("C1", "C2").replace("killed", "casualties"),
        cited("red1", '"≥ 9,187"')
        + cited("red1", '"≤ 9,200"').replace("C1", "C2").replace("killed", "casualties"),
        "claims.csv:3 ≤ 9,0",
        "error",
        "≥ 9,187 killed (C1) come to more than",
    ),
    "parts-short-of-total": rows(
        "".join(
            f"C{at},battle,Said.,red1,RED,{measure},{figure},,,,\n"
            for at, (measure, figure) in enumerate(
                [("killed_or_missing", 103), ("wounded_or_captured", 212), ("casualties", 351)]
            )
        ),
        "".join(
            f"C{at},battle,Said.,red1,RED,{measure},{figure},,,,\n"
            for at, (measure, figure) in enumerate(
                [("killed_or_missing", 103), ("wounded_or_captured", 212), ("casualties", 315)]
            )
        ),
        "claims.csv:4 351,,",
        "warning",
        "come to less than the stated total, 351 casualties (C2)",
    ),
    "part-exceeds-whole": rows(
        cited("red1", "103") + cited("red1", "104").replace("RED", "NORTH"),
        cited("red1", "103") + cited("red1", "102").replace("RED", "NORTH"),
        "claims.csv:3 104,,",
        "error",
        "104 killed (C1) of North Redland are more than 103 killed (C1) of Redland",
    ),
    "surname-against-script": works(
        RED.replace("}}", "}, author = {Xue, Yan (徐焰)}, langid = {chinese}}") + SWISS,
        RED.replace("}}", "}, author = {Xu, Yan (徐焰)}, langid = {chinese}}") + SWISS,
        "references.bib:1 Xue,",
        "warning",
        "'Xue' does not agree with 徐焰: 徐 is read Xu",
    ),
    "unused-waiver": declared(
        '[[waivers]]\nrule = "single-source"\nclaim = "C9"\nreason = "None known."\n',
        "",
        "dossier.toml:17 [[waivers]]",
        "warning",
        "single-source finds nothing for 'C9'",
    ),
    "outdated-waiver": Case(
        {
            "claims": HEADER + cited("red1"),
            "declaration": PARTIES
            + '[[waivers]]\nrule = "single-source"\nreason = "R."\nexpect = "blue1"\n',
        },
        {
            "claims": HEADER + cited("red1"),
            "declaration": PARTIES
            + '[[waivers]]\nrule = "single-source"\nreason = "R."\nexpect = "red1"\n',
        },
        "dossier.toml:17 [[waivers]]",
        "warning",
        "single-source no longer says 'blue1'",
    ),
}


def text_at(position: Position) -> str:
    """The rest of the line at a place."""
    path = Path(position.path)
    text = decode(path.read_bytes(), path=path.name).text
    return text.splitlines()[position.line - 1][position.column - 1 :]


def test_every_rule_has_a_case() -> None:
    assert sorted(CASES) == sorted(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_finds_its_fault_at_its_place(rule: str, dossier_folder: MakeDossier) -> None:
    case = CASES[rule]
    folder = dossier_folder(**DEFAULTS | case.faulty)
    found = [f for f in run_checks(Dossier.open(folder)) if f.rule == rule]
    assert len(found) == 1
    place, _, words = case.place.partition(" ")
    assert f"{Path(found[0].position.path).name}:{found[0].position.line}" == place
    assert text_at(found[0].position).startswith(words)
    assert found[0].severity == case.severity
    assert case.says in found[0].message
    assert found[0].hint


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_leaves_the_sound_neighbour_alone(
    rule: str, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(**DEFAULTS | CASES[rule].sound)
    assert [f for f in run_checks(Dossier.open(folder)) if f.rule == rule] == []


DEFAULTS: Mapping[str, str | bytes] = {
    "claims": HEADER + GOOD,
    "references": RED + SWISS,
    "declaration": PARTIES,
}
