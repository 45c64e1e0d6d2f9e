"""What of the files cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from rule_cases.case import HEADER, RED, SWISS, Case, declared, rows, works

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
}
