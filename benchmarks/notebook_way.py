"""Check and compare a dossier as one would in a notebook: pandas, bibtexparser, lambdas.

    python benchmarks/notebook_way.py compare FOLDER

What `run.py` measures kumsong-sources against. Nothing is slowed down on purpose, and
nothing done twice; it does less than the project: no positions, hints, perspectives,
lineage, roundings, scope notes, nor the forms of figures, dates and names that
`generate.py` does not write. What it does give is the same, number by number; a test
holds both against each other.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import bibtexparser
import numpy as np
import pandas as pd

LOSSES = ["killed", "wounded", "missing", "captured"]
TELLER = ["event", "subject", "scope", "reporter", "citekey", "via"]
QUANTITY = ["event", "subject", "measure", "scope"]
WHOLE = ["event", "of", "measure", "within"]
VALUE = ["reporter", "citekey", "low", "high"]
COUNTED = [*LOSSES, "casualties", "strength", "guns"]


def open_dossier(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """Read the three files: claims, works, and what `dossier.toml` declares."""
    claims = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False)
    library: Any = bibtexparser.parse_file(str(folder / "references.bib"))  # type: ignore[attr-defined]
    works = pd.DataFrame(
        [{"citekey": entry.key, "party": entry.get("party").value} for entry in library.entries]
    )
    declared = tomllib.loads((folder / "dossier.toml").read_text(encoding="utf-8"))
    return claims, works, declared


def read_figure(text: str) -> tuple[float, float]:
    """The least and the greatest value a figure admits; NaN where it says none."""
    numbers = [float(number) for number in re.findall(r"\d+", text.replace(",", ""))]
    if not numbers:
        return np.nan, np.nan
    if text.startswith("over"):
        return numbers[0], np.nan
    if text.startswith("up to"):
        return np.nan, numbers[0]
    return numbers[0], numbers[-1]


def attested(claims: pd.DataFrame, works: pd.DataFrame) -> pd.DataFrame:
    """One row per claim and cited work, with the reporter and the figure's ends."""
    rows = claims.assign(cited=claims["source"].str.split(";")).explode("cited")
    rows["citekey"] = rows["cited"].apply(lambda cited: cited.partition("[")[0].strip())
    rows = rows.reset_index(names="row").merge(works, how="left", on="citekey")
    rows["reporter"] = rows.apply(
        lambda row: row["reporter"] or (row["party"] if pd.notna(row["party"]) else ""), axis=1
    )
    rows = rows[(rows["figure"] != "") & ~rows["figure"].str.startswith("-")]
    rows[["low", "high"]] = rows["figure"].apply(lambda text: pd.Series(read_figure(text)))
    rows["is_number"] = rows["low"].notna() | rows["high"].notna()
    return rows


def spanned(group: pd.DataFrame) -> pd.Series:
    """What several figures span, open where one of them is."""
    low, high = group["low"].min(skipna=False), group["high"].max(skipna=False)
    return pd.Series({"low": low, "high": high})


def summed(parts: pd.DataFrame) -> pd.Series:
    """Casualties from the parts of one teller, where killed and wounded are among them."""
    if not {"killed", "wounded"} <= set(parts["measure"]):
        return pd.Series({"low": np.nan, "high": np.nan})
    low, high = parts["low"].fillna(0).sum(), parts["high"].sum(skipna=False)
    return pd.Series({"low": low, "high": high})


def with_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """The counts, and casualties summed from their parts where a teller states none."""
    counted = rows[rows["measure"].isin(COUNTED) & (rows["subject"] != "")]
    losses = counted[counted["measure"].isin(LOSSES) & counted["is_number"]]
    parts = losses.groupby([*TELLER, "measure"])[["low", "high"]].apply(spanned).reset_index()
    totals = parts.groupby(TELLER)[["measure", "low", "high"]].apply(summed).reset_index()
    totals = totals[totals["low"].notna()].assign(measure="casualties", is_number=True)
    stated = counted.loc[counted["measure"] == "casualties", TELLER].drop_duplicates()
    totals = totals.merge(stated, how="left", on=TELLER, indicator=True)
    return pd.concat([counted, totals[totals["_merge"] == "left_only"]], ignore_index=True)


def with_parts(figures: pd.DataFrame, part_of: dict[str, str]) -> pd.DataFrame:
    """Figures by the quantity they count for: their own, or the whole they are part of.

    A part stands in only where its reporter has no number for the whole.
    """
    own = figures.assign(of=figures["subject"], within=figures["scope"])
    above = own.assign(of=own["subject"].map(part_of).fillna(""))
    above = above[above["of"] != ""]
    scoped, above_scoped = own[own["scope"] != ""], above[above["scope"] != ""]
    parts = pd.concat([above, scoped.assign(within=""), above_scoped.assign(within="")])
    parts = parts[parts["is_number"]].merge(own[WHOLE].drop_duplicates(), on=WHOLE)
    speaking = own.loc[own["is_number"], [*WHOLE, "reporter"]].drop_duplicates()
    parts = parts.merge(speaking, how="left", on=[*WHOLE, "reporter"], indicator="spoken")
    every = pd.concat([own[own["is_number"]], parts[parts["spoken"] == "left_only"]])
    return every.drop_duplicates([*WHOLE, "subject", "scope", *VALUE])


def compared(figures: pd.DataFrame) -> pd.Series:
    """The numbers of disagreement of one quantity's figures."""
    ends = pd.concat([figures["low"], figures["high"]]).dropna()
    points = figures[["low", "high"]].mean(axis=1)
    low, high = ends.min(), ends.max()
    ratio = high / low if len(figures) > 1 and low > 0 else np.nan
    logs = np.log(points.where(points > 0))
    return pd.Series(
        {
            "n": len(figures),
            "low": low,
            "high": high,
            "ratio": ratio,
            "log2_ratio": np.log2(ratio),
            "difference": high - low,
            "symmetric_percent": 100 * (high - low) / ((high + low) / 2),
            "cv": points.std() / points.mean(),
            "geometric_mean": np.exp(logs.mean()),
            "geometric_sd": np.exp(logs.std()),
            "mad_ratio": (points - points.median()).abs().median() / points.median(),
        }
    )


def compare(folder: Path) -> pd.DataFrame:
    """One row per quantity with a number."""
    claims, works, declared = open_dossier(folder)
    part_of = {code: party.get("part_of", "") for code, party in declared["parties"].items()}
    figures = with_parts(with_totals(attested(claims, works)), part_of)
    found = figures.groupby(WHOLE)[["low", "high"]].apply(compared).reset_index()
    return found.rename(columns={"of": "subject", "within": "scope"})


def check(folder: Path) -> pd.DataFrame:
    """What is wrong or weak: one row per finding, by rule."""
    claims, works, declared = open_dossier(folder)
    keys = set(works["citekey"])
    found = []

    def note(rule: str, rows: pd.DataFrame, message: Any) -> None:
        for _, row in rows.iterrows():
            found.append({"rule": rule, "claim_id": row["claim_id"], "message": message(row)})

    cited = claims.assign(cited=claims["source"].str.split(";")).explode("cited")
    cited["citekey"] = cited["cited"].apply(lambda text: text.partition("[")[0].strip())
    unknown = cited[(cited["citekey"] != "") & ~cited["citekey"].isin(keys)]
    note("unknown-citekey", unknown, lambda row: f"{row['citekey']} is in no bibliography")
    note("uncited-claim", claims[claims["source"] == ""], lambda row: "no source is cited")
    again = claims[claims["claim_id"].duplicated()]
    note("duplicate-id", again, lambda row: f"{row['claim_id']} stands before")
    for column, table in (("event", "events"), ("subject", "parties"), ("reporter", "parties")):
        names = claims[(claims[column] != "") & ~claims[column].isin(list(declared[table]))]
        note(
            f"unknown-{'event' if column == 'event' else 'party'}",
            names,
            lambda row, column=column: f"{row[column]} is not declared",
        )
    wrong = claims[claims["figure"].str.startswith("-")]
    note("unreadable-figure", wrong, lambda row: f"{row['figure']} is no figure")

    # Rows that give the same figure for the same quantity support each other.
    rows = attested(claims, works)
    rows["value"] = rows.apply(
        lambda row: (
            (row["low"], row["high"])
            if row["is_number"] and row["measure"] != "date"
            else row["figure"].casefold()
        ),
        axis=1,
    ).astype(str)
    known = rows[rows["citekey"].isin(keys)]
    support = known.groupby([*QUANTITY, "value"])["citekey"].apply(set)
    told = rows.drop_duplicates("row").set_index("row")
    by_figure = told.apply(
        lambda row: support.get(tuple(row[[*QUANTITY, "value"]]), set()), axis=1
    )
    by_row = cited[cited["citekey"].isin(keys)].groupby(level=0)["citekey"].apply(set)
    sources = claims.index.map(lambda row: by_row.get(row, set()) | by_figure.get(row, set()))
    single = claims[sources.map(len) == 1]
    note("single-source", single, lambda row: f"{row['claim_id']} hangs on one source")
    return pd.DataFrame(found, columns=["rule", "claim_id", "message"])


if __name__ == "__main__":
    made = {"check": check, "compare": compare}[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(made.to_csv(index=False))
