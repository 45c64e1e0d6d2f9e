"""Analyse a corpus as one would in a notebook: pandas, groupby and apply, loops over rows.

What `run.py` measures the corpus against. Nothing is slowed down on purpose and nothing done
twice; it is what one writes who thinks in rows. It gives the same cells; a test holds both
against each other.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

KEYS = ["dossier", "event", "subject", "measure", "scope"]
QUANTITY = [*KEYS, "kind"]
RANKS = {"own": 0, "enemy": 1, "third-party": 2}
BANDS = {"agree": 1.2, "minor": 1.5, "notable": 2.1, "large": 2.9}

Tables = dict[str, pd.DataFrame]


def analysed(file: Path) -> Tables:
    """All tables of a corpus in Parquet."""
    rows = pd.read_parquet(file)
    rows[["subject", "scope", "part"]] = rows[["subject", "scope", "part"]].fillna("")
    reports = reported(rows)
    pairs = paired(reports)
    stated = rows[(rows["part"] == "") & ~rows["is_derived"]].drop_duplicates(
        [*QUANTITY, "reporter", "perspective", "citekey", "low", "best", "high"]
    )
    return {
        "comparisons": comparisons(rows),
        "pairs": pairs.drop(columns=["order", "parts"]),
        "exchanges": exchanges(pairs),
        "reporters": reporters(stated),
        "source_load": source_load(stated),
    }


def widened(row: pd.Series) -> pd.Series:
    """What rounding hides at each end of a figure."""
    rounded = row["grain"] > 1 or (row["kind"] == "quantity" and row["grain"] > 0)
    slack = row["grain"] / 2 if rounded else 0.0
    return pd.Series({"rounded_low": row["low"] - slack, "rounded_high": row["high"] + slack})


def point_of(row: pd.Series) -> float:
    """The point a figure counts with."""
    low, high = row["low"], row["high"]
    if pd.isna(low):
        return float(high)
    return float(low) if pd.isna(high) else float((low + high) / 2)


def comparisons(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per quantity."""
    rows = rows.copy()
    rows[["rounded_low", "rounded_high"]] = rows.apply(widened, axis=1)
    rows["point"] = rows.apply(point_of, axis=1)
    found = rows.groupby(QUANTITY, sort=True)[
        [*QUANTITY[-1:], "part", "reporter", "citekey", "witness", "category", "low", "high",
         "rounded_low", "rounded_high", "point"]
    ].apply(compared)  # fmt: skip
    return found.reset_index()


def compared(figures: pd.DataFrame) -> pd.Series:
    """The numbers of disagreement of one quantity's figures."""
    kind = figures["kind"].iloc[0]
    whole = figures[figures["part"] == ""]
    whole_low, whole_high = whole["rounded_low"].max(), whole["rounded_high"].min()
    part_low = figures.loc[figures["part"] != "", "rounded_low"].max()
    cited = figures[figures["witness"].notna()]
    given = figures.drop_duplicates(["reporter", "citekey", "category"])
    reporters = figures["reporter"].nunique()
    figures = figures.drop_duplicates(["part", "reporter", "citekey", "low", "high"])
    numbers = figures[figures["point"].notna()]
    lows, highs, points = numbers["low"], numbers["high"], numbers["point"]
    low, high, n = (
        np.fmin(lows.min(), highs.min()),
        np.fmax(lows.max(), highs.max()),
        len(numbers),
    )
    plain = kind != "date"
    several = plain and n > 1
    ratio = high / low if several and low > 0 else np.nan
    logs = np.log(points) if several and points.min() > 0 else None
    middle = points.median() if plain and n > 3 else np.nan
    apart = several and lows.max() > highs.min()
    gap = lows.max() / highs.min() if apart and highs.min() > 0 else np.nan
    days = np.fmax(lows.max() - lows.min(), highs.max() - highs.min())
    difference = np.nan if n < 2 else (high - low if plain else days)
    parts = int((numbers["part"] != "").sum())
    shown = plain or n > 1
    return pd.Series(
        {
            "reporters": reporters,
            "sources": cited["citekey"].nunique(),
            "witnesses": cited["witness"].nunique(),
            "n": n,
            "low": low if shown else np.nan,
            "high": high if shown else np.nan,
            "is_open": bool(plain and (lows.isna() | highs.isna()).any()),
            "ratio": ratio,
            "log2_ratio": np.log2(ratio),
            "difference": difference,
            "symmetric_percent": 100 * (high - low) / ((high + low) / 2)
            if several and high > 0
            else np.nan,
            "cv": points.std() / points.mean() if several and points.mean() else np.nan,
            "geometric_mean": np.exp(logs.mean()) if logs is not None else np.nan,
            "geometric_sd": np.exp(logs.std()) if logs is not None else np.nan,
            "mad_ratio": (points - middle).abs().median() / middle if middle else np.nan,
            "gap_ratio": gap,
            "band": band_of(ratio),
            "is_discrepancy": verdict(
                kind=kind, n=n, difference=difference, given=given, parts=parts, gap=gap,
                whole_low=whole_low, whole_high=whole_high, part_low=part_low,
            ),
            "parts": parts,
        }
    )  # fmt: skip


def band_of(ratio: float) -> str | None:
    """The band of a ratio."""
    if pd.isna(ratio):
        return None
    for name, end in BANDS.items():
        if ratio <= end:
            return name
    return "extreme"


def verdict(
    *, kind: str, n: int, difference: float, given: pd.DataFrame, parts: int, gap: float,
    whole_low: float, whole_high: float, part_low: float,
) -> bool | None:  # fmt: skip
    """Whether figures disagree beyond rounding and tolerance."""
    if kind == "category":
        return bool(given["category"].nunique(dropna=False) > 1) if len(given) > 1 else None
    if n < 2:
        return None
    if kind == "date":
        return bool(difference > 0)
    if whole_low > whole_high * (1 + 1e-12):
        return not (gap <= BANDS["agree"] and not parts)
    if not parts:
        return False
    return True if part_low > whole_high * (1 + 1e-12) else None


def reported(rows: pd.DataFrame) -> pd.DataFrame:
    """What each reporter's figures of a quantity span."""
    told = rows[rows["kind"].isin(["count", "quantity"])].copy()
    told = told[told["low"].notna() | told["high"].notna()]
    told["rank"] = told["perspective"].apply(lambda value: RANKS.get(value, 3))
    grouped = told.groupby([*QUANTITY, "reporter", "part"], dropna=False)
    return (
        grouped[["rank", "low", "high"]]
        .apply(
            lambda given: pd.Series(
                {
                    "rank": given["rank"].min(),
                    "low": given["low"].min(skipna=False),
                    "high": given["high"].max(skipna=False),
                }
            )
        )
        .reset_index()
    )


def over(upper: float, under: float) -> float:
    """A quotient, missing where the divisor is zero or missing."""
    return upper / under if under > 0 else np.nan


def paired(reports: pd.DataFrame) -> pd.DataFrame:
    """Every two reports of different reporters on one quantity, own side first."""
    found = []
    for key, group in reports.groupby(QUANTITY, sort=True):
        told = [row for _, row in group.iterrows()]
        told.sort(key=lambda row: (row["rank"], text(row["reporter"]), row["part"]))
        for one, two in combinations(told, 2):
            if text(one["reporter"]) == text(two["reporter"]):
                continue
            divides = one["low"] > 0 or one["high"] > 0
            found.append(
                dict(zip(QUANTITY, key, strict=True))
                | {
                    "first": one["reporter"],
                    "second": two["reporter"],
                    "first_low": one["low"],
                    "first_high": one["high"],
                    "second_low": two["low"],
                    "second_high": two["high"],
                    "ratio_low": over(two["low"], one["high"]),
                    "ratio_high": over(two["high"], one["low"]),
                    "is_overclaim": bool(one["rank"] == 0 and two["rank"] == 1),
                    "scope_differs": bool(one["part"] != two["part"]),
                    "undefined": None if divides else "undefined with a zero figure",
                    "order": tuple((row["rank"], text(row["reporter"])) for row in (one, two)),
                    "parts": (one["part"], two["part"]),
                }
            )
    pairs = pd.DataFrame(found).drop(columns="kind")
    return pairs.sort_values([*KEYS, "order", "parts"]).reset_index(drop=True)


def text(cell: Any) -> str:
    """A text, blank where it is missing."""
    return "" if pd.isna(cell) else str(cell)


def exchanges(pairs: pd.DataFrame) -> pd.DataFrame:
    """Two overclaims joined where each one's reporter is the other's enemy."""
    told = pairs[pairs["is_overclaim"] & pairs["undefined"].isna()]
    told = told[told["first"].notna() & told["second"].notna()]
    found = []
    for place, group in told.groupby(["dossier", "event", "measure"]):
        for _, one in group.iterrows():
            for _, two in group.iterrows():
                mirrored = one["first"] == two["second"] and one["second"] == two["first"]
                if mirrored and one["second"] < one["first"]:
                    found.append(exchange(place, one, two))
    order = ["dossier", "event", "measure", "first", "second", "swing_low", "swing_high"]
    order += ["first_overclaim_low", "first_overclaim_high"]
    return pd.DataFrame(found).sort_values(order).reset_index(drop=True)


def exchange(place: tuple[str, ...], one: pd.Series, two: pd.Series) -> dict[str, Any]:
    """One row of the table of exchanges."""
    return dict(zip(("dossier", "event", "measure"), place, strict=True)) | {
        "first": one["second"],
        "second": one["first"],
        "first_overclaim_low": one["ratio_low"],
        "first_overclaim_high": one["ratio_high"],
        "second_overclaim_low": two["ratio_low"],
        "second_overclaim_high": two["ratio_high"],
        "first_exchange_low": over(one["second_low"], two["first_high"]),
        "first_exchange_high": over(one["second_high"], two["first_low"]),
        "second_exchange_low": over(two["second_low"], one["first_high"]),
        "second_exchange_high": over(two["second_high"], one["first_low"]),
        "swing_low": one["ratio_low"] * two["ratio_low"],
        "swing_high": one["ratio_high"] * two["ratio_high"],
        "scope_differs": bool(one["scope_differs"] or two["scope_differs"]),
    }


def reporters(stated: pd.DataFrame) -> pd.DataFrame:
    """What each reporter tells, and how round its figures are, by perspective."""
    found = []
    for (reporter, perspective), group in stated.groupby(
        ["reporter", "perspective"], dropna=False
    ):
        judged = group[group["kind"].isin(["count", "quantity"]) & (group["best"] >= 1000)]
        figures, round_ones = (
            len(judged),
            sum(judged["best"].apply(lambda best: best % 100 == 0)),
        )
        found.append(
            {
                "reporter": reporter,
                "perspective": perspective,
                "quantities": len(group[QUANTITY].drop_duplicates()),
                "attestations": len(group),
                "figures": figures,
                "round_figures": round_ones,
                "heaping_share": round_ones / figures if figures else np.nan,
            }
        )
    return pd.DataFrame(found).sort_values(["reporter", "perspective"], ignore_index=True)


def source_load(stated: pd.DataFrame) -> pd.DataFrame:
    """How much of each dossier hangs on each of its sources."""
    cited = stated[stated["citekey"].notna() & (stated["low"].notna() | stated["high"].notna())]
    found = []
    for dossier, group in cited.groupby("dossier"):
        counts = Counter(group["citekey"])
        shares = {key: count / len(group) for key, count in counts.items()}
        effective = 1 / sum(share**2 for share in shares.values())
        found += [
            {
                "dossier": dossier,
                "citekey": key,
                "figures": counts[key],
                "share": shares[key],
                "effective_sources": effective,
            }
            for key in sorted(counts)
        ]
    return pd.DataFrame(found)
