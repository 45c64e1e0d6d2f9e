"""The American Civil War tables as a dossier, where they are at hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kumsong_sources.claims import parse_claims
from kumsong_sources.declaration import parse_declaration
from kumsong_sources.dossier import Dossier
from kumsong_sources.sources import read_bibliography

FOLDER = Path(__file__).parents[1].parent / "shared" / "data" / "acw"
TABLE = FOLDER / "claims_acw_dev.csv"
WHY_ABSENT = "the American Civil War tables (../shared/data/acw) are not at hand"

MEASURES = {"total": "casualties"}
PARTIES = {"Confederate": "CSA", "US": "USA"}


def rows() -> list[dict[str, str]]:
    """The rows of the table as they stand."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figure_of(row: dict[str, str]) -> str:
    """The figure as a source would print it: a value, or a range where it is one."""
    low, high = row["low"] or row["value"], row["high"] or row["value"]
    low, high = (end.removesuffix(".0") for end in (low, high))
    return low if low == high else f"{low}-{high}"


def dossier(lineage: str = "") -> Dossier:
    """All rows as claims; `lineage` is further entries of the bibliography's own syntax."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["claim_id", "event", "statement", "source", "subject", "measure", "figure"]
    )
    for row in rows():
        writer.writerow(
            [
                row["claim_id"],
                row["battle_id"],
                row["reporter_text"] or "as tabulated",
                row["source"],
                PARTIES.get(row["belligerent"], row["belligerent"]),
                MEASURES.get(row["measure"], row["measure"]),
                figure_of(row),
            ]
        )
    declared = parse_declaration(
        'title = "Civil War"\n[parties.USA]\n[parties.CSA]\n'
        '[measures.strength_engaged]\nkind = "count"\n' + lineage
    )
    return Dossier(
        folder=".",
        table=parse_claims(out.getvalue(), measures=declared.measures),
        bibliography=read_bibliography(FOLDER / "references.bib"),
        declaration=declared,
        hashes={},
    )
