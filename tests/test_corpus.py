"""A corpus gives in every engine what its dossiers give one by one: 0 differing cells."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from corpora import (
    FRAMES,
    claim,
    claims,
    differing,
    dossier,
    dossiers,
    rows_in,
    rows_of,
    with_spark,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kumsong_sources import accounts, comparison, corpus, reliance, rounding
from kumsong_sources.attestations import Attestation, attestations
from kumsong_sources.corpus import CORPUS, RESULTS, coding
from kumsong_sources.corpus.schema import NEEDED_TEXTS
from kumsong_sources.dossier import Dossier
from kumsong_sources.tables import comparisons_table, exchanges_table, pairs_table

Many = Sequence[Dossier]
Rows = list[dict[str, Any]]
KEYS = ("dossier", "event", "subject", "measure", "scope")


def expected_comparisons(many: Many) -> Rows:
    found = []
    for at, one in enumerate(many):
        compared = comparison.compare(one)
        rows = comparisons_table(compared, dossier=one).rows
        found += [
            dict(row)
            | {
                "dossier": str(at),
                "kind": str(c.kind),
                "reporters": len({r.reporter for r in c.reports} - {None}),
                "parts": parts_in(c),
            }
            for c, row in zip(compared, rows, strict=True)
        ]
    return ordered(found, "comparisons", *KEYS)


def parts_in(c: comparison.Comparison) -> int:
    partial = [a for report in c.reports if report.scope_differs for a in report.attestations]
    return len({(a.quantity, a.reporter, a.citekey, a.interval) for a in partial})


def expected_pairs(many: Many) -> Rows:
    found = [
        dict(row) | {"dossier": str(at)}
        for at, one in enumerate(many)
        for row in pairs_table(accounts.pairs(comparison.compare(one))).rows
    ]
    return ordered(found, "pairs")


def expected_exchanges(many: Many) -> Rows:
    found = [
        dict(row) | {"dossier": str(at)}
        for at, one in enumerate(many)
        for row in exchanges_table(accounts.exchanges(comparison.compare(one))).rows
    ]
    return ordered(found, "exchanges")


def expected_source_load(many: Many) -> Rows:
    loads = [reliance.source_load(one) for one in many]
    found = [
        {
            "dossier": str(at),
            "citekey": key,
            "figures": load.figures[key],
            "share": load.shares[key],
            "effective_sources": load.effective,
        }
        for at, load in enumerate(loads)
        for key in load.figures
    ]
    return ordered(found, "source_load", "dossier", "citekey")


def expected_reporters(many: Many) -> Rows:
    told = [(at, a) for at, one in enumerate(many) for a in attestations(one)]
    heaped = [h for one in many for h in rounding.heaping(attestations(one), dossier=one)]
    found = []
    for who in {(a.reporter, a.perspective) for _, a in told}:
        own = [(at, a) for at, a in told if (a.reporter, a.perspective) == who]
        judged = [h for h in heaped if (h.reporter, h.perspective) == who]
        figures, round_ones = (
            sum(h.figures for h in judged),
            sum(h.round_figures for h in judged),
        )
        found.append(
            {
                "reporter": who[0],
                "perspective": who[1],
                "quantities": len({(at, a.quantity) for at, a in own}),
                "attestations": len({said(at, a) for at, a in own}),
                "figures": figures,
                "round_figures": round_ones,
                "heaping_share": round_ones / figures if figures else None,
            }
        )
    return ordered(found, "reporters")


def said(at: int, attestation: Attestation) -> tuple[object, ...]:
    """What a row says: written twice it is said once."""
    figure = attestation.figure
    return (at, attestation.quantity, attestation.citekey, figure.low, figure.best, figure.high)


def ordered(rows: Rows, table: str, *by: str) -> Rows:
    """Rows with the table's columns, in the order of some of them or of all."""
    names = [column.name for column in RESULTS[table]]
    keys = by or names
    cut = [{name: row[name] for name in names} for row in rows]
    return sorted(cut, key=lambda row: [sortable(row[name]) for name in keys])


def sortable(value: Any) -> tuple[bool, Any]:
    shown = round(value, 9) if isinstance(value, float) else value
    return (value is None, 0 if value is None else shown)


EXPECTED = {
    "comparisons": expected_comparisons,
    "pairs": expected_pairs,
    "exchanges": expected_exchanges,
    "reporters": expected_reporters,
    "source_load": expected_source_load,
}
ONE_ROW_EACH = {"comparisons": KEYS, "source_load": ("dossier", "citekey")}


def faults(frame: Any, many: Many) -> list[str]:
    """Every cell of every table in which a frame differs from its dossiers."""
    found = []
    for table, expect in EXPECTED.items():
        rows = rows_in(getattr(corpus, table)(frame))
        if table not in ONE_ROW_EACH:
            rows = ordered(rows, table)
        found += [f"{table}: {fault}" for fault in differing(rows, expect(many))]
    return found


@pytest.mark.parametrize("engine", FRAMES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(many=dossiers)
def test_a_corpus_has_the_values_of_its_dossiers(engine: str, many: Many) -> None:
    frame = FRAMES[engine](rows_of(many))
    assert faults(frame, many) == []


@pytest.fixture(scope="session")
def battles() -> Many:
    """Thirty dossiers, the same in every run."""
    chance = random.Random(1953)
    return [
        dossier(claim(chance.choice) for _ in range(chance.randrange(120))) for _ in range(30)
    ]


@pytest.mark.parametrize("engine", FRAMES)
def test_thirty_dossiers_have_their_values_in_one_corpus(engine: str, battles: Many) -> None:
    expected = {table: len(expect(battles)) for table, expect in EXPECTED.items()}
    assert min(expected.values()) >= 7, f"too little to test on: {expected}"
    assert faults(FRAMES[engine](rows_of(battles)), battles) == []


@pytest.mark.parametrize("engine", ["pandas", "Polars", "Polars lazy", "DuckDB"])
def test_a_corpus_of_more_quantities_than_numbers_is_analysed_by_its_texts(
    engine: str, battles: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "MOST", 10)
    assert faults(FRAMES[engine](rows_of(battles)), battles) == []


def test_the_number_of_a_quantity_is_held_by_every_engine_or_not_used() -> None:
    few = coding.Codebook.of(dict.fromkeys(NEEDED_TEXTS, "ab"))
    many = coding.Codebook(texts={name: range(1, 2000) for name in NEEDED_TEXTS})
    assert few.fits
    assert not many.fits


@with_spark
def test_spark_gives_the_values_of_the_dossiers(battles: Many) -> None:
    from pyspark.sql import SparkSession
    from pyspark.sql.types import BooleanType, DoubleType, StringType, StructField, StructType

    kinds = {"string": StringType(), "Float64": DoubleType(), "boolean": BooleanType()}
    schema = StructType([StructField(c.name, kinds[c.dtype]) for c in CORPUS])
    numbers = {column.name for column in CORPUS if column.dtype == "Float64"}
    rows = [
        [float(v) if name in numbers and v is not None else v for name, v in row.items()]
        for row in rows_of(battles)
    ]
    builder = SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", 2)
    session = builder.config("spark.ui.enabled", "false").getOrCreate()
    try:
        assert faults(session.createDataFrame(rows, schema), battles) == []
    finally:
        session.stop()


@settings(max_examples=15, deadline=None)
@given(
    many=st.lists(st.lists(claims(), min_size=3, max_size=14), min_size=1, max_size=3).map(
        lambda rows: [dossier(one) for one in rows]
    ),
    chance=st.randoms(use_true_random=False),
)
def test_order_and_repetition_of_rows_do_not_matter(many: Many, chance: random.Random) -> None:
    rows = rows_of(many)
    again = rows + [row for row in rows if chance.random() < 0.3]
    chance.shuffle(again)
    for table in ("comparisons", "pairs", "exchanges"):
        analysed = getattr(corpus, table)
        once, twice = (rows_in(analysed(FRAMES["Polars"](given))) for given in (rows, again))
        if table == "comparisons":
            # Of a category every answer given counts, as in a dossier.
            once, twice = (
                [r for r in found if r["kind"] != "category"] for found in (once, twice)
            )
        assert differing(ordered(twice, table), ordered(once, table)) == []


@pytest.mark.parametrize("engine", FRAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_the_same_kind_of_frame_comes_back_with_the_columns_described(
    engine: str, table: str
) -> None:
    frame = FRAMES[engine](rows_of([Dossier.example("kumsong")]))
    found = getattr(corpus, table)(frame)
    assert type(found) is type(frame)
    names = [column.name for column in RESULTS[table]]
    columns = found.collect_schema().names() if engine == "Polars lazy" else found.columns
    assert list(columns) == names


@pytest.mark.parametrize("engine", FRAMES)
def test_a_corpus_without_rows_has_tables_without_rows(engine: str) -> None:
    frame = FRAMES[engine]([])
    assert [rows_in(getattr(corpus, table)(frame)) for table in EXPECTED] == [[]] * 5


def test_kumsong_keeps_its_numbers_in_a_corpus() -> None:
    frame = FRAMES["DuckDB"](rows_of([Dossier.example("kumsong")]))
    found = {row["subject"]: row for row in rows_in(corpus.comparisons(frame)) if row["ratio"]}
    assert {subject: round(row["ratio"], 2) for subject, row in found.items()} == {
        "UNC": 5.43,
        "CHN": 2.05,
    }
    assert (found["UNC"]["parts"], found["UNC"]["is_discrepancy"]) == (1, None)
    (exchange,) = rows_in(corpus.exchanges(frame))
    assert round(exchange["swing_low"], 1) == 11.1


def test_other_tolerances_give_other_bands() -> None:
    frame = FRAMES["Polars"](rows_of([Dossier.example("kumsong")]))
    bands = {"agree": 3.0, "minor": 4.0, "notable": 5.0, "large": 6.0}
    found = {
        r["subject"]: r for r in rows_in(corpus.comparisons(frame, bands=bands)) if r["ratio"]
    }
    assert (found["CHN"]["band"], found["CHN"]["is_discrepancy"]) == ("agree", False)
    assert found["UNC"]["band"] == "large"


def test_only_the_result_is_left_behind_in_a_duckdb_connection() -> None:
    import duckdb

    connection = duckdb.connect()
    rows = FRAMES["Polars"](rows_of([Dossier.example("kumsong")])).to_arrow()
    connection.register("given", rows)
    result = corpus.comparisons(connection.sql("FROM given"))
    assert len(connection.sql("FROM duckdb_tables()").fetchall()) == 1
    assert result.filter("ratio > 5").fetchall() == result.filter("ratio > 5").fetchall()


def test_the_frame_given_is_not_changed() -> None:
    rows = rows_of([Dossier.example("kumsong")])
    for engine in ("pandas", "pandas with Arrow types"):
        frame, untouched = FRAMES[engine](rows), FRAMES[engine](rows)
        corpus.comparisons(frame)
        assert frame.equals(untouched)
