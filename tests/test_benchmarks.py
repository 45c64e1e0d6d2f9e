"""The benchmarks keep working, and measure two ways to the same numbers."""

from __future__ import annotations

import csv
import io
import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kumsong_sources import Dossier, compare, run_checks

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
ALIKE = ("ratio", "log2_ratio", "difference", "cv", "geometric_mean", "geometric_sd")

write_dossier = runpy.run_path(str(BENCHMARKS / "generate.py"))["write_dossier"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("benchmark") / "dossier"
    write_dossier(made, claims=100, faulty=0.1)
    return made


def notebook_way(command: str, folder: Path) -> list[dict[str, str]]:
    script = BENCHMARKS / "notebook_way.py"
    ended = subprocess.run(
        [sys.executable, script, command, folder], capture_output=True, check=False
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


def test_the_notebook_way_compares_to_the_same_numbers(folder: Path) -> None:
    ours = {
        (c.quantity.event, c.quantity.subject, c.quantity.measure, c.quantity.scope): c
        for c in compare(Dossier.open(folder))
    }
    ratios = 0
    for row in notebook_way("compare", folder):
        spread = ours[row["event"], row["subject"], row["measure"], row["scope"]].spread
        assert (spread.low, spread.high) == (float(row["low"]), float(row["high"]))
        assert (spread.ratio is None) == (row["ratio"] == "")
        for name in ALIKE if spread.ratio else ():
            assert getattr(spread, name) == pytest.approx(float(row[name])), row
        ratios += spread.ratio is not None
    assert ratios == sum(c.ratio is not None for c in ours.values()) > 0


def test_the_notebook_way_finds_the_same_faults(folder: Path) -> None:
    found = Counter(row["rule"] for row in notebook_way("check", folder))
    ours = Counter(finding.rule for finding in run_checks(Dossier.open(folder)))
    assert len(found) > 4, "a dossier with faults must have some of most sorts"
    assert found == {rule: ours[rule] for rule in found}
