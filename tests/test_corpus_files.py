"""A corpus on disk: written from dossiers, opened with types given, never guessed."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, median, stdev
from typing import Any

import civil_war
import pandas as pd
import polars as pl
import pytest
from building import dossier_of
from corpora import rows_in, same, with_spark

from kumsong_sources import corpus
from kumsong_sources.corpus import CORPUS, ENGINES, open_corpus, opening
from kumsong_sources.corpus.schema import NEEDED
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import CorpusError, DossierError, MissingExtraError
from kumsong_sources.exports import attestations
from kumsong_sources.exports.attestations import export_attestations

EMBEDDED = [engine for engine in ENGINES if engine != "spark"]
NASTY = (
    'K1,battle,S,"red1[p. 5, ""note""]",RED,killed,"heavy, very"\n'
    "K2,battle,S,blue1[=1+1],RED,killed,1200,,NA\n"
    "K3,battle,S,blue1,RED,area,9.2 km2"
)


@pytest.fixture
def kumsong() -> Dossier:
    return Dossier.example("kumsong")


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_corpus_opened_in_an_engine_has_its_dossiers_numbers(
    tmp_path: Path, kumsong: Dossier, engine: str, form: str
):
    path = tmp_path / f"corpus.{form}"
    assert export_attestations([kumsong], path) == 17
    found = rows_in(corpus.comparisons(open_corpus(path, engine=engine)))
    assert {r["subject"]: round(r["ratio"], 2) for r in found if r["ratio"]} == {
        "UNC": 5.43,
        "CHN": 2.05,
    }


@with_spark
def test_a_corpus_opened_in_spark_is_the_same_as_in_duckdb(tmp_path: Path, kumsong: Dossier):
    for form in ("csv", "parquet"):
        path = tmp_path / f"corpus.{form}"
        export_attestations([kumsong, dossier_of(NASTY)], path)
        frame = open_corpus(path, engine="spark", master="local[2]")
        other = open_corpus(path)
        try:
            assert sorted(map(str, rows_in(frame))) == sorted(map(str, rows_in(other)))
            assert rows_in(corpus.pairs(frame)) == rows_in(corpus.pairs(other))
        finally:
            frame.sparkSession.stop()


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_words_marks_and_a_party_called_na_come_back_as_they_were(
    tmp_path: Path, engine: str, form: str
):
    path = tmp_path / f"corpus.{form}"
    export_attestations([dossier_of(NASTY)], path)
    rows = rows_in(open_corpus(path, engine=engine))
    assert [row["figure"] for row in rows if row["low"] is None] == ["heavy, very"]
    assert {row["locator"] for row in rows} == {'p. 5, "note"', "=1+1", None}
    assert {row["reporter"] for row in rows} == {"RED", "NA", "BLUE"}
    assert sorted(row["low"] for row in rows if row["low"] is not None) == [9.2, 1200.0]


def test_the_same_dossiers_give_the_same_bytes(tmp_path: Path, kumsong: Dossier):
    for form in ("csv", "parquet"):
        one, other = tmp_path / f"one.{form}", tmp_path / f"other.{form}"
        for path in (one, other):
            export_attestations([kumsong, dossier_of(NASTY)], path)
        assert one.read_bytes() == other.read_bytes()


def test_each_parquet_writer_writes_the_same_table(tmp_path: Path, kumsong: Dossier):
    text = tmp_path / "corpus.csv"
    export_attestations([kumsong, dossier_of(NASTY)], text)
    tables = []
    for name, write in attestations._WRITERS.items():
        path = tmp_path / f"{name}.parquet"
        write(text, path)
        tables.append(pl.read_parquet(path))
    assert all(table.equals(tables[0]) for table in tables)
    assert tables[0].columns == [column.name for column in CORPUS]


def test_dossiers_of_one_title_are_told_apart(tmp_path: Path, kumsong: Dossier):
    path = tmp_path / "corpus.csv"
    export_attestations([kumsong, kumsong, kumsong], path)
    with path.open(encoding="utf-8", newline="") as file:
        names = dict.fromkeys(row["dossier"] for row in csv.DictReader(file))
    title = kumsong.title
    assert list(names) == [title, f"{title} (2)", f"{title} (3)"]


def test_progress_is_told_after_each_dossier(tmp_path: Path, kumsong: Dossier):
    told: list[tuple[int, int]] = []
    export_attestations(
        (kumsong for _ in range(3)),
        tmp_path / "corpus.csv",
        progress=lambda done, rows: told.append((done, rows)),
    )
    assert told == [(1, 17), (2, 34), (3, 51)]


def test_a_broken_export_leaves_the_old_file_and_nothing_else(tmp_path: Path, kumsong: Dossier):
    path = tmp_path / "corpus.csv"
    path.write_text("the old one", encoding="utf-8")

    def dossiers() -> Iterator[Dossier]:
        yield kumsong
        yield Dossier.open(tmp_path / "nowhere")

    with pytest.raises(DossierError, match="no such folder"):
        export_attestations(dossiers(), path)
    assert path.read_text("utf-8") == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_another_ending_is_refused_before_any_work(tmp_path: Path):
    with pytest.raises(CorpusError, match=r"a corpus is a \.csv or a \.parquet file"):
        export_attestations(iter(()), tmp_path / "corpus.xlsx")
    with pytest.raises(CorpusError, match="got 'no ending'"):
        open_corpus(tmp_path / "corpus")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, kumsong: Dossier):
    with pytest.raises(CorpusError, match="cannot be written"):
        export_attestations([kumsong], tmp_path / "nowhere" / "corpus.csv")


def test_parquet_without_a_writer_says_what_to_install(
    tmp_path: Path, kumsong: Dossier, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attestations, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kumsong-sources\[duckdb\]'"):
        export_attestations([kumsong], tmp_path / "corpus.parquet")


def test_an_engine_that_is_not_installed_says_what_to_install(
    tmp_path: Path, kumsong: Dossier, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "corpus.csv"
    export_attestations([kumsong], path)
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kumsong-sources\[spark\]'"):
        open_corpus(path, engine="spark")


@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_missing_column_is_said_with_the_files_name(
    tmp_path: Path, kumsong: Dossier, engine: str
):
    text, table = tmp_path / "corpus.csv", tmp_path / "corpus.parquet"
    export_attestations([kumsong], text)
    pl.read_csv(text, infer_schema=False).drop("grain").write_csv(text)
    export_attestations([kumsong], table)
    pl.read_parquet(table).rename({"grain": "grains"}).write_parquet(table)
    with pytest.raises(CorpusError, match=r"corpus\.csv is not a corpus.*\n.*grain is missing"):
        open_corpus(text, engine=engine)
    with pytest.raises(
        CorpusError, match=r"corpus\.parquet is not.*\n.*is it the column 'grains'"
    ):
        open_corpus(table, engine=engine)


@pytest.mark.parametrize("engine", EMBEDDED)
def test_columns_in_another_order_and_further_ones_do_no_harm(
    tmp_path: Path, kumsong: Dossier, engine: str
):
    path, turned = tmp_path / "corpus.csv", tmp_path / "turned.csv"
    export_attestations([kumsong], path)
    table = pl.read_csv(path, infer_schema=False)
    table.select(pl.lit("007").alias("my, own"), *reversed(table.columns)).write_csv(turned)
    one, other = (
        rows_in(corpus.pairs(open_corpus(file, engine=engine))) for file in (path, turned)
    )
    assert one == other
    assert {row["my, own"] for row in rows_in(open_corpus(turned, engine=engine))} == {"007"}


def test_a_word_in_a_number_column_is_refused(tmp_path: Path, kumsong: Dossier):
    path = tmp_path / "corpus.csv"
    export_attestations([kumsong], path)
    text = path.read_text("utf-8").replace("78000.0", "many").replace(",78000,", ",many,")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match="a cell is not of its column's type"):
        open_corpus(path, engine="pandas")


def test_what_cannot_be_opened_is_said(tmp_path: Path):
    with pytest.raises(CorpusError, match=r"no such file; `export attestations` writes"):
        open_corpus(tmp_path / "corpus.csv")
    with pytest.raises(CorpusError, match="a master is for the engine spark"):
        open_corpus(tmp_path / "corpus.csv", engine="polars", master="spark://host:7077")
    (tmp_path / "corpus.csv").write_bytes("dossier,événement\n".encode("latin-1"))
    with pytest.raises(CorpusError, match="cannot be read as CSV in UTF-8"):
        open_corpus(tmp_path / "corpus.csv")
    (tmp_path / "corpus.csv").write_text("low,low\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="the column low stands more than once"):
        open_corpus(tmp_path / "corpus.csv")


Figures = dict[tuple[str, str, str], set[tuple[str, float, float]]]


def civil_war_table(path: Path) -> Figures:
    """Write the table as a corpus by hand, and give its figures by quantity."""
    found: Figures = {}
    blank = dict.fromkeys(column.name for column in CORPUS)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(blank), lineterminator="\n")
        writer.writeheader()
        for row in civil_war.rows():
            low, high = row["low"] or row["value"], row["high"] or row["value"]
            quantity = (row["battle_id"], row["belligerent"], row["measure"])
            told = {
                "dossier": "Civil War",
                "event": row["battle_id"],
                "subject": row["belligerent"],
                "measure": row["measure"],
                "kind": "count",
                "reporter": row["source_side"],
                "citekey": row["source"],
                "witness": row["source"],
                "low": low,
                "high": high,
                "figure": row["value"],
                "is_derived": "false",
            }
            writer.writerow(blank | told)
            found.setdefault(quantity, set()).add((row["source"], float(low), float(high)))
    return found


def by_hand(figures: set[tuple[str, float, float]]) -> dict[str, Any]:
    """The numbers of one quantity, computed without the package."""
    ends = [end for _, low, high in figures for end in (low, high)]
    low, high = min(ends), max(ends)
    points = [(low + high) / 2 for _, low, high in figures]
    several = len(figures) > 1
    logs = [math.log(point) for point in points] if several and min(points) > 0 else []
    middle = median(points)
    off = median(abs(point - middle) for point in points)
    return {
        "n": len(figures),
        "sources": len({source for source, _, _ in figures}),
        "low": low,
        "high": high,
        "ratio": high / low if several and low > 0 else None,
        "log2_ratio": math.log2(high / low) if several and low > 0 else None,
        "difference": high - low if several else None,
        "symmetric_percent": 200 * (high - low) / (high + low)
        if several and high > 0
        else None,
        "cv": stdev(points) / fmean(points) if several and any(points) else None,
        "geometric_mean": math.exp(fmean(logs)) if logs else None,
        "geometric_sd": math.exp(stdev(logs)) if logs else None,
        "mad_ratio": off / middle if len(points) >= 4 and middle else None,
    }


@pytest.mark.skipif(not civil_war.TABLE.is_file(), reason=civil_war.WHY_ABSENT)
@pytest.mark.parametrize("engine", EMBEDDED)
def test_the_civil_war_corpus_agrees_with_an_independent_computation(
    tmp_path: Path, engine: str
):
    path = tmp_path / "civil-war.csv"
    figures = civil_war_table(path)
    rows = rows_in(corpus.comparisons(open_corpus(path, engine=engine)))
    assert len(rows) == len(figures) > 900
    wrong = [
        (row["event"], row["subject"], row["measure"], name, row[name], value)
        for row in rows
        for name, value in by_hand(
            figures[row["event"], row["subject"], row["measure"]]
        ).items()
        if not same(row[name], value)
    ]
    assert wrong == []
    assert sum(row["ratio"] is not None for row in rows) > 300


@pytest.mark.skipif(not civil_war.TABLE.is_file(), reason=civil_war.WHY_ABSENT)
def test_the_civil_war_dossier_gives_its_own_spreads_through_a_parquet_file(tmp_path: Path):
    from kumsong_sources.comparison import compare

    dossier = civil_war.dossier()
    path = tmp_path / "civil-war.parquet"
    export_attestations([dossier], path)
    found = {
        (row["event"], row["subject"], row["measure"], row["scope"]): row
        for row in rows_in(corpus.comparisons(open_corpus(path)))
    }
    for one in compare(dossier):
        quantity, spread = one.quantity, one.spread
        row = found[quantity.event, quantity.subject, quantity.measure, quantity.scope]
        for name in ("n", "low", "high", "ratio", "cv", "mad_ratio", "gap_ratio", "band"):
            assert same(row[name], getattr(spread, name)), (quantity, name)
        assert row["is_discrepancy"] == one.is_discrepancy


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        ({"duckdb", "polars", "pandas"}, "polars"),
        ({"duckdb", "pandas"}, "duckdb"),
        ({"pandas", "spark"}, "pandas"),
    ],
)
def test_the_quickest_engine_that_is_installed_is_preferred(
    installed: set[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "find_spec", lambda name: name if name in installed else None)
    assert opening.preferred_engine() == expected


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_pandas_gives_the_same_from_the_needed_columns_alone(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"corpus.{form}"
    export_attestations([Dossier.example("kumsong"), Dossier.example("kumsong-retold")], path)
    whole = open_corpus(path, engine="pandas")
    needed = open_corpus(path, engine="pandas", needed_only=True)
    assert set(needed.columns) == set(NEEDED) < set(whole.columns)
    for name, table in corpus.analyse(needed).items():
        pd.testing.assert_frame_equal(table, corpus.analyse(whole)[name])
