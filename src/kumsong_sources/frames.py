"""The results of the analysis as pandas tables, for notebooks and plots."""

from __future__ import annotations

import pandas as pd

from kumsong_sources.dossier import Dossier
from kumsong_sources.tables import TABLES, Table, table_of


def frame(table: Table) -> pd.DataFrame:
    """A table as a pandas frame, each column with the dtype that its description names.

    Columns
    -------
    As `table.columns`. All dtypes know a missing value, so a count stays a whole number
    and a party called ``NA`` stays text.
    """
    rows = [dict(row) for row in table.rows]
    found = pd.DataFrame(rows, columns=[column.name for column in table.columns], dtype=object)
    return found.astype({column.name: column.dtype for column in table.columns})


def attestations_frame(dossier: Dossier) -> pd.DataFrame:
    """One row per source's figure for a quantity, derived totals included and marked.

    Columns: `kumsong_sources.tables.ATTESTATIONS`.

    Examples
    --------
    >>> frame = attestations_frame(Dossier.example("kumsong"))
    >>> int(frame.query("is_derived")["best"].item())
    14373
    """
    return frame(table_of(dossier, "attestations"))


def comparisons_frame(dossier: Dossier) -> pd.DataFrame:
    """One row per quantity, with figures by perspective and all numbers of disagreement.

    Columns: `kumsong_sources.tables.COMPARISONS`.

    Examples
    --------
    >>> frame = comparisons_frame(Dossier.example("kumsong"))
    >>> frame.dropna(subset="ratio")[["subject", "ratio"]].round(2).to_numpy().tolist()
    [['UNC', 5.43], ['CHN', 2.05]]
    """
    return frame(table_of(dossier, "comparisons"))


def pairs_frame(dossier: Dossier) -> pd.DataFrame:
    """One row per two reporters on one quantity.

    Columns: `kumsong_sources.tables.PAIRS`.

    Examples
    --------
    >>> pairs_frame(Dossier.example("kumsong"))["second"].tolist()
    ['CHN', 'KOR']
    """
    return frame(table_of(dossier, "pairs"))


def exchanges_frame(dossier: Dossier) -> pd.DataFrame:
    """One row per two accounts of both sides' losses.

    Columns: `kumsong_sources.tables.EXCHANGES`.

    Examples
    --------
    >>> exchanges_frame(Dossier.example("kumsong"))["swing_low"].round(1).tolist()
    [11.1]
    """
    return frame(table_of(dossier, "exchanges"))


def corroboration_frame(dossier: Dossier) -> pd.DataFrame:
    """One row per claim, with sources and witnesses side by side.

    Columns: `kumsong_sources.tables.CORROBORATION`.

    Examples
    --------
    >>> frame = corroboration_frame(Dossier.example("kumsong"))
    >>> int(frame["witnesses"].max())
    1
    """
    return frame(table_of(dossier, "corroboration"))


__all__ = [
    "TABLES",
    "attestations_frame",
    "comparisons_frame",
    "corroboration_frame",
    "exchanges_frame",
    "frame",
    "pairs_frame",
]
