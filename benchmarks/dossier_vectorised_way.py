"""Analyse a dossier with whole columns at a time: pandas as its makers advise, no lambda.

    python benchmarks/dossier_vectorised_way.py compare FOLDER

All tables are computed, one of them is written.

The quick one of the two ways that `run.py` measures kumsong-sources against; it gives the
same numbers as `notebook_way.py` does with `apply`, and a test holds all three against each
other. It, too, does less than the project: no positions, perspectives, pairs of accounts,
lineage, roundings, reasons, nor the figures and dates that `generate.py` does not write.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import bibtexparser
import numpy as np
import pandas as pd
from notebook_way import COUNTED, LOSSES, QUANTITY, TELLER, VALUE, WHOLE, with_parts


def open_dossier(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """Read the three files: claims, works, and what `dossier.toml` declares."""
    claims = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False)
    library: Any = bibtexparser.parse_file(str(folder / "references.bib"))  # type: ignore[attr-defined]
    works = pd.DataFrame(
        [(entry.key, entry.get("party").value) for entry in library.entries],
        columns=["citekey", "party"],
    )
    declared = tomllib.loads((folder / "dossier.toml").read_text(encoding="utf-8"))
    return claims, works, declared


def cited(claims: pd.DataFrame) -> pd.DataFrame:
    """One row per claim and cited work, `row` being the claim's."""
    rows = claims.assign(cited=claims["source"].str.split(";")).explode("cited")
    rows["citekey"] = rows["cited"].str.partition("[")[0].str.strip()
    return rows.reset_index(names="row")


def attested(rows: pd.DataFrame, works: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a figure, with its reporter and its ends."""
    rows = rows[(rows["figure"] != "") & ~rows["figure"].str.startswith("-")]
    rows = rows.merge(works, how="left", on="citekey")
    rows["reporter"] = rows["reporter"].where(rows["reporter"] != "", rows["party"].fillna(""))
    numbers = rows["figure"].str.replace(",", "").str.extract(r"(\d+)(?:.*?(\d+)\D*$)?")
    first, last = numbers[0].astype(float), numbers[1].astype(float)
    rows["low"] = first.mask(rows["figure"].str.startswith("up to"))
    rows["high"] = last.fillna(first).mask(rows["figure"].str.startswith("over"))
    rows["is_number"] = rows["low"].notna() | rows["high"].notna()
    return rows


def with_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """The counts, and casualties summed from their parts where a teller states none."""
    counted = rows[rows["measure"].isin(COUNTED) & (rows["subject"] != "")]
    losses = counted[counted["measure"].isin(LOSSES) & counted["is_number"]]
    losses = losses.assign(no_low=losses["low"].isna(), no_high=losses["high"].isna())
    parts = losses.groupby([*TELLER, "measure"], as_index=False).agg(
        low=("low", "min"), high=("high", "max"), no_low=("no_low", "max"),
        no_high=("no_high", "max"),
    )  # fmt: skip
    # What several figures span is open where one of them is; a sum takes an open low end as 0.
    parts["low"] = parts["low"].mask(parts["no_low"]).fillna(0)
    parts["needed"] = parts["measure"].isin(["killed", "wounded"])
    totals = parts.groupby(TELLER, as_index=False).agg(
        low=("low", "sum"), high=("high", "sum"), no_high=("no_high", "max"),
        needed=("needed", "sum"),
    )  # fmt: skip
    totals["high"] = totals["high"].mask(totals["no_high"])
    totals = totals[totals["needed"] == 2].assign(measure="casualties", is_number=True)
    stated = counted.loc[counted["measure"] == "casualties", TELLER].drop_duplicates()
    totals = totals.merge(stated, how="left", on=TELLER, indicator=True)
    return pd.concat([counted, totals[totals["_merge"] == "left_only"]], ignore_index=True)


def compared(figures: pd.DataFrame) -> pd.DataFrame:
    """The numbers of disagreement, quantity by quantity."""
    points = figures[["low", "high"]].mean(axis=1)
    figures = figures.assign(
        least=figures["low"].fillna(figures["high"]),
        greatest=figures["high"].fillna(figures["low"]),
        point=points,
        log=np.log(points.where(points > 0)),
    )
    by_quantity = figures.groupby(WHOLE)
    middle = by_quantity["point"].transform("median")
    figures["apart"] = (figures["point"] - middle).abs()
    found = figures.groupby(WHOLE).agg(
        n=("point", "size"), low=("least", "min"), high=("greatest", "max"),
        mean=("point", "mean"), deviation=("point", "std"), log_mean=("log", "mean"),
        log_deviation=("log", "std"), middle=("point", "median"), apart=("apart", "median"),
    )  # fmt: skip
    low, high = found["low"], found["high"]
    ratio = (high / low).where((found["n"] > 1) & (low > 0))
    return pd.DataFrame(
        {
            "n": found["n"],
            "low": low,
            "high": high,
            "ratio": ratio,
            "log2_ratio": np.log2(ratio),
            "difference": high - low,
            "symmetric_percent": 100 * (high - low) / ((high + low) / 2),
            "cv": found["deviation"] / found["mean"],
            "geometric_mean": np.exp(found["log_mean"]),
            "geometric_sd": np.exp(found["log_deviation"]),
            "mad_ratio": found["apart"] / found["middle"],
        }
    ).reset_index(names=["event", "subject", "measure", "scope"])


def source_load(rows: pd.DataFrame) -> pd.DataFrame:
    """How many figures each work carries, and its share of all of them."""
    numbers = rows[rows["is_number"] & (rows["citekey"] != "") & (rows["event"] != "")]
    numbers = numbers[(numbers["subject"] != "") | ~numbers["measure"].isin(COUNTED)]
    distinct = numbers.drop_duplicates([*QUANTITY, *VALUE])
    found = distinct.groupby("citekey").size().rename("figures").reset_index()
    return found.assign(share=found["figures"] / found["figures"].sum())


def source_counts(rows: pd.DataFrame, told: pd.DataFrame, works: pd.DataFrame) -> pd.DataFrame:
    """How many works say each claim: those it cites, and those that give the same figure."""
    value = [*QUANTITY, "low", "high", "words"]
    told = told.assign(words=told["figure"].str.casefold().mask(told["is_number"], ""))
    known = told.loc[told["citekey"].isin(works["citekey"]), [*value, "citekey"]]
    agreeing = told[["row", *value]].merge(known.drop_duplicates(), on=value)
    own = rows.loc[rows["citekey"].isin(works["citekey"]), ["row", "citekey"]]
    every = pd.concat([own, agreeing[["row", "citekey"]]]).drop_duplicates()
    counts = every.groupby("row").size().reindex(rows["row"].unique(), fill_value=0)
    return counts.rename("sources").reset_index()


def analyse(folder: Path) -> dict[str, pd.DataFrame]:
    """All tables of a dossier: comparisons, works and claims."""
    claims, works, declared = open_dossier(folder)
    part_of = {code: party.get("part_of", "") for code, party in declared["parties"].items()}
    rows = cited(claims)
    told = attested(rows, works)
    return {
        "compare": compared(with_parts(with_totals(told), part_of)),
        "source_load": source_load(told),
        "source_counts": source_counts(rows, told, works),
    }


if __name__ == "__main__":
    made = analyse(Path(sys.argv[2]))
    sys.stdout.write(made[sys.argv[1]].to_csv(index=False))
