"""Claims, their terms and citations."""

from __future__ import annotations

from collections.abc import Mapping

from rule_cases.case import GOOD, RED, SWISS, Case, cited, rows, works

CASES: Mapping[str, Case] = {
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
}
