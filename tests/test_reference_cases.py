"""The cases worked by hand in tests/reference, computed anew."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from building import dossier_of

from kumsong_sources.tables import table_of

CASES = sorted((Path(__file__).parent / "reference").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def numbers_to_check() -> list[Any]:
    """Every expected row of every case, with the table and the columns that name it."""
    found = []
    for path in CASES:
        case = read(path)
        for table, keys in (
            ("comparisons", ("subject", "measure")),
            ("pairs", ("subject", "measure")),
            ("corroboration", ("claim_id",)),
        ):
            for expected in case.get(table, []):
                name = " ".join([path.stem, table, *(expected[key] for key in keys)])
                found.append(pytest.param(case["claims"], table, keys, expected, id=name))
    return found


@pytest.mark.parametrize(("claims", "table", "keys", "expected"), numbers_to_check())
def test_a_row_has_the_numbers_worked_by_hand(
    claims: str, table: str, keys: tuple[str, ...], expected: dict[str, Any]
):
    rows = table_of(dossier_of(claims), table).rows
    (row,) = [row for row in rows if all(row[key] == expected[key] for key in keys)]
    for name, value in expected.items():
        if isinstance(value, float):
            assert row[name] == pytest.approx(value, rel=5e-5), name
        else:
            assert row[name] == value, name


def test_the_exchange_of_kumsong_is_the_one_worked_by_hand():
    case = read(Path(__file__).parent / "reference" / "kumsong.toml")
    (row,) = table_of(dossier_of(case["claims"]), "exchanges").rows
    for name, value in case["exchange"].items():
        assert row[f"{name}_low"] == pytest.approx(value, rel=5e-5), name
        assert row[f"{name}_high"] == row[f"{name}_low"]


def test_every_case_is_described_and_expects_something():
    page = (Path(__file__).parent / "reference" / "README.md").read_text(encoding="utf-8")
    for path in CASES:
        assert f"`{path.name}`" in page
        assert set(read(path)) > {"claims"}
