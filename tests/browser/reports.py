"""Reports to open in a browser: the real ones, a large one, a broken and a hostile one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent

from building import TWO_SIDES

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.html import html_report
from kumsong_sources.serving import unopened_page

MANY = 10_000
PAGED = 1_400
PAGE = 200
"""Rows of one page of a table that is paged."""

HEADER = "claim_id,event,statement,source,subject,measure,figure,scope,reporter,link,via,note"
REFERENCES = """\
@book{red1,
  title = {The Red History}, author = {Red, A.}, date = {1950}, party = {RED},
}
@book{swiss,
  title = {A Neutral View}, author = {Tell, W.}, date = {1955}, party = {SWISS},
}
"""
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}&amp;</style><b>"


def dossier(
    claims: str, *, references: str = REFERENCES, declaration: str = TWO_SIDES
) -> Dossier:
    """Return a dossier of these texts."""
    return Dossier.from_contents(
        {
            "claims.csv": f"{HEADER}\n{dedent(claims)}".encode(),
            "references.bib": references.encode(),
            "dossier.toml": declaration.encode(),
        },
        folder="dossier",
    )


def many(claims: int = MANY) -> str:
    """A report of many claims, of which thirty quantities have figures to compare."""
    parts = []
    for n in range(30):
        about = f"RED,killed,{{}},day {n},,,,\n"
        parts.append(f"A{n},battle,Lost {n}.,swiss,{about.format(n**3 + 9)}")
        parts.append(f"B{n},battle,Lost {n}.,red1,{about.format(7 * n + 9)}")
    parts += [
        f"C{n:05},battle,Row {n} of many.,{'red1' if n % 2 else 'swiss'},,,,,,,,\n"
        for n in range(claims - len(parts))
    ]
    return html_report(dossier("".join(parts)))


def broken() -> str:
    """A report on a dossier with rows and entries that cannot be read."""
    claims = """\
    C1,battle,A claim.,red1,RED,killed,over 3,,,,,
    C1,battle,The same id.,gone[4],RED,killed,0,,,,,
    C2,battle
    ,battle,No id.,,,,,,,,,
    """
    twice = "@book{red1, title = {Again}}\n@book{open, title = {never closed\n"
    return html_report(dossier(claims, references=REFERENCES + twice))


def hostile() -> str:
    """A report with hostile strings in every field."""
    cell = '"' + EVIL.replace('"', '""') + '"'
    claims = (
        f"{cell},{cell},{cell},evil1,{cell},killed,103,{cell},{cell},stated,evil1,{cell}\n"
        f"C2,{cell},{cell},evil1[{cell[1:-1]}],{cell},killed,900,{cell},,{cell},gone,{cell}\n"
        f"{cell},too short\n"
        + "".join(f"D{n},{cell},{cell},evil2,,,,,,,,\n" for n in range(20))
    )
    names = ("author", "title", "subtitle", "publisher", "location", "note", "party",
             "sourcetype", "level", "informant", "annotation", "langid")  # fmt: skip
    fields = "".join(f"  {name} = {{{EVIL}}},\n" for name in names)
    fields += "  url = {javascript:alert(3)},\n  doi = {javascript:alert(3)},\n"
    literal = EVIL.replace("'", "")
    return html_report(
        dossier(
            claims,
            references=f"@book{{evil1,\n{fields}}}\n"
            "@online{evil2, title = {T}, url = {javascript:alert(4)}}\n",
            declaration=f"title = '{literal}'\ndescription = '{literal}'\n"
            f"[events.'{literal}']\nlabel = '{literal}'\ndate = '{literal}'\n"
            f"[parties.'{literal}']\nlabel = '{literal}'\n",
        )
    )


def changed() -> str:
    """A report with what changed, hostile strings among it."""
    cell = '"' + EVIL.replace('"', '""') + '"'
    before = f"""\
    C1,battle,Lost 103.,red1,RED,killed,103,,,,,
    C2,battle,Lost 200.,swiss,RED,killed,200,,,,,
    C3,battle,{cell},swiss,,,,,,,,{cell}
    """
    after = f"""\
    C1,battle,Lost 103.,red1,RED,killed,103,,,,,
    C2,battle,Lost 950.,swiss[7],RED,killed,950,,,,,
    C4,battle,New {cell[1:-1].replace('"', "")}.,red1,,,,,,,,
    """
    earlier = Earlier(dossier=dossier(before), label=f"the folder {EVIL}")
    return html_report(dossier(after), earlier=earlier)


REPORTS: Mapping[str, Callable[[], str]] = {
    "kumsong": lambda: html_report(Dossier.example("kumsong")),
    "kumsong-retold": lambda: html_report(Dossier.example("kumsong-retold")),
    "many": many,
    "paged": lambda: many(PAGED),
    "broken": broken,
    "hostile": hostile,
    "changed": changed,
    "notice": lambda: unopened_page(f"my {EVIL}", message=f"dossier.toml:3: {EVIL}; mend it"),
}
"""The reports by name, each made when it is called."""
