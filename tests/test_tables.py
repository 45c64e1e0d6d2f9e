import pandas as pd
import pytest
from building import dossier_of

from kumsong_sources import corpus, export_attestations, frames
from kumsong_sources.dossier import Dossier
from kumsong_sources.tables import TABLES, ranked_rows, select_rows, table_of

ROWS = """
K1,battle,S,red1[12],NA,killed,103,,RED
K2,battle,S,blue1,NA,killed,over 500,,BLUE
K3,battle,S,,NA,wounded,heavy
"""


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("rows", [ROWS, ""], ids=["some claims", "no claims"])
def test_every_row_has_the_columns_that_are_described(name, rows):
    table = table_of(dossier_of(rows), name)
    described = [column.name for column in table.columns]
    assert all(list(row) == described for row in table.rows)
    assert len(described) == len(set(described))


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("rows", [ROWS, ""], ids=["some claims", "no claims"])
def test_a_frame_has_the_described_types_also_when_it_is_empty(name, rows):
    frame = frames.frame(table_of(dossier_of(rows), name))
    assert {c: str(t) for c, t in frame.dtypes.items()} == {
        column.name: column.dtype for column in TABLES[name]
    }


def test_a_party_called_na_is_text_and_what_is_not_reported_is_missing_and_not_zero():
    frame = frames.attestations_frame(dossier_of(ROWS)).set_index("figure").sort_index()
    assert frame["subject"].tolist() == ["NA"] * 3
    assert frame["high"].isna().to_dict() == {"103": False, "heavy": True, "over 500": True}
    assert frame["low"].isna().to_dict() == {"103": False, "heavy": True, "over 500": False}


def test_both_counts_stand_side_by_side():
    frame = frames.comparisons_frame(dossier_of("K1,battle,S,blue1; blue2; red1,RED,killed,5"))
    assert frame[["sources", "witnesses"]].to_numpy().tolist() == [[3, 2]]


def test_rows_are_chosen_by_their_values():
    table = table_of(dossier_of(ROWS), "attestations")
    assert len(select_rows(table, {"measure": "killed", "event": None}).rows) == 2
    assert select_rows(table, {"measure": "guns"}).rows == ()


@pytest.mark.parametrize("engine", ["dossier", "pandas", "polars", "duckdb"])
def test_tables_are_ranked_by_what_is_certain(engine, tmp_path):
    rows = [
        f"{claim}{measure},battle,S,{source},RED,{measure},{figure}"
        for measure, own, enemy in (
            ("killed", "2300", "at most 90000"),
            ("guns", "100", "200"),
            ("strength", "100", "at least 300"),
            ("wounded", "heavy", "10"),
        )
        for claim, source, figure in (("A", "red1", own), ("B", "blue1", enemy))
    ]
    told = dossier_of("\n".join(rows))
    if engine == "dossier":
        ranked = ranked_rows(table_of(told, "comparisons"), rank=True).rows
    else:
        export_attestations([told], tmp_path / "corpus.csv")
        found = corpus.comparisons(corpus.open_corpus(tmp_path / "corpus.csv", engine=engine))
        ranked = list(corpus.rows_of(corpus.chosen(found, {}, rank="ratio")))
    # The sums of ours that stand beside the killed and the wounded are not looked at.
    stated = {
        row["measure"]: row["is_open"] for row in ranked if row["measure"] != "casualties"
    }
    expected = [("strength", True), ("guns", False), ("killed", True), ("wounded", False)]
    assert [*stated.items()] == expected


def test_kumsong_shows_figures_by_perspective_with_their_marks():
    frame = frames.comparisons_frame(Dossier.example("kumsong")).set_index(
        ["subject", "measure"]
    )
    un = frame.loc[("UNC", "casualties")]
    assert un["own"] == "South Korea 14,373†‡"
    assert un["enemy"] == "China 78,000"
    assert un["scope_notes"] == "South Korea is part of United Nations Command"
    assert pd.isna(un["is_discrepancy"])
    assert pd.isna(un["percentile"])
    assert 85 < frame.loc[("CHN", "casualties")]["percentile"] < 90
