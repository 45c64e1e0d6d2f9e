"""The benchmarks keep working, and measure two ways to the same numbers."""

from __future__ import annotations

import csv
import io
import random
import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import corpora
import pytest
from corpora import as_polars, claim, differing, dossier, rows_in

from kumsong_sources import Dossier, compare, corroboration, run_checks, source_load
from kumsong_sources.corpus import RESULTS, analyse, open_corpus

Rows = list[dict[str, Any]]
OTHER_WAYS = ("notebook_corpus_way", "vectorised_way", "handwritten_way")
BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
ALIKE = ("ratio", "log2_ratio", "difference", "cv", "geometric_mean", "geometric_sd")

write_dossier = runpy.run_path(str(BENCHMARKS / "generate.py"))["write_dossier"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("benchmark") / "dossier"
    write_dossier(made, claims=100, faulty=0.1)
    return made


def notebook_way(command: str, folder: Path) -> list[dict[str, str]]:
    return rows_of("notebook_way.py", command, folder)


def rows_of(script: str, command: str, folder: Path) -> list[dict[str, str]]:
    ended = subprocess.run(
        [sys.executable, BENCHMARKS / script, command, folder], capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return list(csv.DictReader(io.StringIO(ended.stdout.decode())))


def test_a_generated_dossier_is_the_same_bytes_each_time(folder: Path, tmp_path: Path) -> None:
    write_dossier(tmp_path, claims=100, faulty=0.1)
    assert Dossier.open(tmp_path).hashes == Dossier.open(folder).hashes
    write_dossier(tmp_path, claims=100, faulty=0.1, seed=1)
    assert Dossier.open(tmp_path).hashes != Dossier.open(folder).hashes


def test_a_generated_dossier_holds_what_dossiers_hold(folder: Path) -> None:
    dossier = Dossier.open(folder)
    assert len(dossier.claims) == 100
    assert not dossier.bibliography.rejected
    assert any(len(claim.citations) > 1 for claim in dossier.claims)
    assert any(claim.via for claim in dossier.claims)
    assert any(source.derivesfrom for source in dossier.sources.values())
    assert any(not source.title.isascii() for source in dossier.sources.values())
    assert any(not claim.statement.isascii() for claim in dossier.claims)


def test_a_dossier_generated_without_faults_has_no_fault(tmp_path: Path) -> None:
    write_dossier(tmp_path, claims=200, faulty=0)
    dossier = Dossier.open(tmp_path)
    assert [claim.faults for claim in dossier.claims if claim.faults] == []
    rules = {finding.rule for finding in run_checks(dossier)}
    assert not rules & {"unknown-citekey", "unknown-party", "duplicate-id"}


@pytest.mark.parametrize("script", ["notebook_way.py", "dossier_vectorised_way.py"])
def test_each_other_way_compares_to_the_same_numbers(script: str, folder: Path) -> None:
    ours = {
        (c.quantity.event, c.quantity.subject, c.quantity.measure, c.quantity.scope): c
        for c in compare(Dossier.open(folder))
    }
    ratios = 0
    for row in rows_of(script, "compare", folder):
        spread = ours[row["event"], row["subject"], row["measure"], row["scope"]].spread
        assert (spread.low, spread.high) == (float(row["low"]), float(row["high"]))
        assert (spread.ratio is None) == (row["ratio"] == "")
        for name in ALIKE if spread.ratio else ():
            assert getattr(spread, name) == pytest.approx(float(row[name])), row
        ratios += spread.ratio is not None
    assert ratios == sum(c.ratio is not None for c in ours.values()) > 0


def test_the_vectorised_way_counts_the_same_sources(folder: Path) -> None:
    dossier = Dossier.open(folder)
    found = rows_of("dossier_vectorised_way.py", "source_load", folder)
    assert {row["citekey"]: int(row["figures"]) for row in found} == source_load(
        dossier
    ).figures
    counted = rows_of("dossier_vectorised_way.py", "source_counts", folder)
    counts = [int(row["sources"]) for row in counted]
    assert counts == [claim.source_count for claim in corroboration(dossier)]
    assert len(set(counts)) > 2, "claims must differ in it"


def test_our_own_way_analyses_all_there_is(folder: Path) -> None:
    script = BENCHMARKS / "dossier_way.py"
    ended = subprocess.run([sys.executable, script, folder], capture_output=True, check=True)
    assert f"{len(compare(Dossier.open(folder)))} comparisons" in ended.stdout.decode()


def test_the_notebook_way_finds_the_same_faults(folder: Path) -> None:
    found = Counter(row["rule"] for row in notebook_way("check", folder))
    ours = Counter(finding.rule for finding in run_checks(Dossier.open(folder)))
    assert len(found) > 4, "a dossier with faults must have some of most sorts"
    assert found == {rule: ours[rule] for rule in found}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Rows]]:
    """Each table of one random corpus, by the way it was made."""
    chance = random.Random(1953)
    many = [
        dossier(claim(chance.choice) for _ in range(chance.randrange(120))) for _ in range(20)
    ]
    path = tmp_path_factory.mktemp("corpus") / "corpus.parquet"
    as_polars(corpora.rows_of(many)).write_parquet(path)
    found = {"ours": analyse(open_corpus(path, engine="polars"))}
    for script in OTHER_WAYS:
        found[script] = runpy.run_path(str(BENCHMARKS / f"{script}.py"))["analysed"](path)
    return {
        way: {name: rows_in(table) for name, table in made.items()}
        for way, made in found.items()
    }


@pytest.mark.parametrize("table", RESULTS)
@pytest.mark.parametrize("script", OTHER_WAYS)
def test_each_other_way_analyses_a_corpus_to_the_same_cells(
    script: str, table: str, tables: dict[str, dict[str, Rows]]
) -> None:
    ours, other = tables["ours"][table], tables[script][table]
    if table == "exchanges":
        # Rows alike in the first columns stand in any order there.
        ours, other = (sorted(rows, key=in_full) for rows in (ours, other))
    assert len(ours) > 9
    assert differing(other, ours) == []


def in_full(row: Mapping[str, Any]) -> list[str]:
    return [
        f"{row[c.name]:.6g}" if isinstance(row[c.name], float) else str(row[c.name])
        for c in RESULTS["exchanges"]
    ]


def test_a_made_corpus_is_one_of_so_many_attestations(tmp_path: Path) -> None:
    way = runpy.run_path(str(BENCHMARKS / "corpus_way.py"))
    way["make"](tmp_path / "corpus.parquet", attestations=30_000)
    rows = rows_in(open_corpus(tmp_path / "corpus.parquet", engine="polars"))
    assert len(rows) == 30_000
    owners = {(row["event"], row["dossier"]) for row in rows}
    assert len({event for event, _ in owners}) == len(owners) > 500
    exact = [row for row in rows if row["kind"] == "count" and row["best"] is not None]
    assert {row["figure"] for row in exact} >= {f"{row['best']:.0f}" for row in exact[-99:]}


@pytest.mark.parametrize(
    ("part", "options", "rows"),
    [
        ("growth", ("--claims", "100,200", "--notebook-up-to", "0"), "| 200 | check |"),
        ("reading", ("--megabytes", "0.05"), "| reading and all rules |"),
        ("bibliography", ("--works", "20"), "| chicago-17 | 20 | composing |"),
    ],
)
def test_a_part_runs_and_gives_its_table(
    part: str, options: tuple[str, ...], rows: str
) -> None:
    if sys.platform == "win32":
        pytest.skip("no wait4 on Windows")
    command = [sys.executable, BENCHMARKS / "run.py", "--part", part, "--repeats", "1"]
    ended = subprocess.run([*command, *options], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    assert rows in ended.stdout.decode()
