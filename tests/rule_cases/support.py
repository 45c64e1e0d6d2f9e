"""Support, arithmetic, names and waivers."""

from __future__ import annotations

from collections.abc import Mapping

from rule_cases.case import (
    COPY,
    GOOD,
    HEADER,
    PARTIES,
    RED,
    SWISS,
    Case,
    cited,
    declared,
    rows,
    works,
)

CASES: Mapping[str, Case] = {
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
