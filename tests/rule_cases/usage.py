"""Works against the claims that cite them, and figures on their way from work to work."""

from __future__ import annotations

from collections.abc import Mapping

from rule_cases.case import HEADER, PARTIES, RED, SWISS, Case, cited, works

DATED = PARTIES.replace('label = "The battle"', 'label = "The battle"\ndate = "1953-07-13"')
NOBODY = SWISS.replace(", party = {SWISS}", "")
SHARED = "".join(
    f"C{at},battle,Said.,red1; swiss,RED,{measure},{figure},,,,\n"
    for at, (measure, figure) in enumerate(
        [("killed", 103), ("wounded", 212), ("missing", 77), ("guns", 13), ("tanks", 21)]
    )
)


def through(work: str, subject: str, figure: str) -> str:
    """A row that is read through a work."""
    return (
        cited("red1", figure)
        .replace(f"{figure},,,", f"{figure},,,{work}")
        .replace(",RED,", f",{subject},")
    )


CASES: Mapping[str, Case] = {
    "source-without-party": works(
        RED + NOBODY,
        RED + SWISS,
        "references.bib:2 swiss,",
        "info",
        "swiss reports 1 figure, and nothing says whose account it gives",
    ),
    "source-before-event": Case(
        {
            "declaration": DATED,
            "references": RED.replace("}}", "}, date = {1953-07-12}}") + SWISS,
        },
        {
            "declaration": DATED,
            "references": RED.replace("}}", "}, date = {1953-07}}")
            + SWISS.replace("}}", "}, year = {1952/1953}}"),
        },
        "claims.csv:2 red1[12]",
        "warning",
        "red1 is dated 1953-07-12, before The battle began (1953-07-13)",
    ),
    "locator-outside-work": works(
        RED.replace("}}", "}, pagetotal = {11}}") + SWISS,
        RED.replace("}}", "}, pagetotal = {xii + 12}}")
        + SWISS.replace("@book", "@article").replace("}}", "}, pages = {1--34}}"),
        "claims.csv:2 red1[12]",
        "warning",
        "red1[12]: red1 has pages 1 to 11 (pagetotal)",
    ),
    "locator-without-volume": works(
        RED.replace("}}", "}, volumes = {3}}") + SWISS,
        RED.replace("}}", "}, volumes = {3}, volume = {2}}") + SWISS,
        "claims.csv:2 red1[12]",
        "warning",
        "red1 is in 3 volumes, and '12' names none",
    ),
    "copying-suspected": Case(
        {"claims": HEADER + SHARED},
        {
            "claims": HEADER + SHARED,
            "references": RED + SWISS.replace("}}", "}, derivesfrom = {red1}}"),
        },
        "references.bib:2 swiss,",
        "info",
        "red1 and swiss give the same figure for 5 of 5 quantities (100%, interval 57% to 100%",
    ),
    "figure-under-another-subject": Case(
        {"claims": HEADER + through("swiss", "RED", "2766") + through("copy", "NORTH", "2766")},
        {"claims": HEADER + through("swiss", "RED", "2700") + through("copy", "NORTH", "2700")},
        "claims.csv:3 NORTH,",
        "warning",
        "red1 is quoted with 2,766 killed of Redland in swiss; of North Redland in copy",
    ),
}
