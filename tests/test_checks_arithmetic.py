"""Parts and totals of one reporter in one source."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.checks import Finding, run_checks

LOSSES = ("killed", "wounded", "missing", "captured")


def told(figures: Mapping[str, str], *, source: str = "red1", subject: str = "RED") -> str:
    """Rows in which one source gives figures for one subject."""
    return "".join(
        f'{subject}-{measure},battle,Said.,{source},{subject},{measure},"{figure}"\n'
        for measure, figure in figures.items()
    )


def found_in(rows: str) -> list[Finding]:
    """What the rules of arithmetic find."""
    return list(run_checks(dossier_of(rows), select=["arithmetic"]))


@pytest.mark.parametrize(
    ("figures", "rule", "severity"),
    [
        ({"killed": "≥ 9,187", "casualties": "≤ 9,000"}, "parts-exceed-total", "error"),
        (
            {"killed": "500", "wounded": "613", "casualties": "987"},
            "parts-exceed-total",
            "error",
        ),
        (
            {"killed_or_missing": "513", "wounded": "600", "casualties": "987"},
            "parts-exceed-total",
            "error",
        ),
        ({"killed": "312", "killed_or_missing": "299"}, "parts-exceed-total", "error"),
        (
            {"killed": "12–15", "wounded": "21", "casualties": "32"},
            "parts-exceed-total",
            "error",
        ),
        (
            {"killed": "100", "wounded": "200", "casualties": "251"},
            "parts-exceed-total",
            "warning",
        ),
        (
            {"killed": "512", "wounded": "613", "casualties": "1,000"},
            "parts-exceed-total",
            "info",
        ),
        (
            {"killed": "512", "wounded": "613", "casualties": "about 1,021"},
            "parts-exceed-total",
            "info",
        ),
        (
            dict(zip(LOSSES, ("103", "212", "0", "none"), strict=True)) | {"casualties": "351"},
            "parts-short-of-total",
            "warning",
        ),
        (
            dict(zip(LOSSES, ("103", "212", "0", "none"), strict=True)) | {"casualties": "400"},
            "parts-short-of-total",
            "warning",
        ),
        (
            dict(zip(LOSSES, ("103", "212", "0", "none"), strict=True)) | {"casualties": "320"},
            "parts-short-of-total",
            "info",
        ),
    ],
)
def test_parts_that_do_not_fit_their_total_are_found(
    figures: Mapping[str, str], rule: str, severity: str
) -> None:
    (found,) = found_in(told(figures))
    assert (found.rule, found.severity.value) == (rule, severity)
    assert ("rounded" in found.message) == ("unless" in found.message)


@pytest.mark.parametrize(
    "figures",
    [
        {"killed": "512", "wounded": "613", "casualties": "1,125"},
        {"killed": "512", "wounded": "613", "casualties": "1,500"},
        {"killed": "≥ 9,187", "casualties": "≤ 9,500"},
        {"killed": "≤ 9,187", "casualties": "≤ 9,000"},
        {"killed": "heavy", "wounded": "613", "casualties": "513"} | {"wounded": "unknown"},
        {"killed": "103", "killed_or_wounded": "315", "casualties": "315"},
        {"killed_or_missing": "400", "missing_or_captured": "400", "casualties": "500"},
        dict(zip(LOSSES, ("103", "212", "0", "none"), strict=True)) | {"casualties": "315"},
        {"killed": "12–15", "wounded": "21", "casualties": "33"},
        {"strength": "10", "casualties": "500"},
    ],
)
def test_parts_that_fit_their_total_are_left_alone(figures: Mapping[str, str]) -> None:
    assert found_in(told(figures)) == []


def test_parts_and_totals_of_different_sources_are_not_held_against_each_other() -> None:
    assert found_in(told({"killed": "512"}) + told({"casualties": "103"}, source="red2")) == []


def test_parts_and_totals_of_different_reporters_are_not_held_against_each_other() -> None:
    rows = (
        "K,battle,Said.,red1,RED,killed,512,,RED\n"
        "T,battle,Said.,red1,RED,casualties,103,,BLUE\n"
    )
    assert found_in(rows) == []
    assert len(found_in(rows.replace("BLUE", "RED"))) == 1


def test_two_figures_for_one_measure_count_as_their_range() -> None:
    rows = told({"killed": "512"}) + "B,battle,Said.,red1,RED,killed,90\n"
    assert found_in(rows + told({"casualties": "103"})) == []
    assert len(found_in(rows + told({"casualties": "83"}))) == 1


def test_a_part_of_a_force_that_lost_more_than_the_force_is_found() -> None:
    rows = told({"casualties": "21,340"}, subject="NORTH")
    (found,) = found_in(rows + told({"casualties": "15,200"}))
    assert found.rule == "part-exceeds-whole"
    assert found.claim_id == "NORTH-casualties"
    assert found_in(rows + told({"casualties": "21,340"})) == []


def test_killed_of_a_part_may_not_exceed_the_casualties_of_the_whole() -> None:
    rows = told({"killed": "21,340"}, subject="NORTH")
    assert len(found_in(rows + told({"casualties": "15,200"}))) == 1
    assert found_in(rows + told({"wounded": "15,200"})) == []


def test_parts_of_a_force_may_exceed_it_together_only() -> None:
    rows = told({"killed": "612"}, subject="NORTH") + told({"killed": "513"}, subject="SOUTH")
    (found,) = found_in(rows + told({"killed": "987"}))
    assert "North Redland + 513 killed (SOUTH-killed) of South Redland come to more" in (
        found.message
    )
    assert found_in(rows + told({"killed": "1,125"})) == []


def test_a_narrower_scope_that_exceeds_the_whole_is_found() -> None:
    rows = "S,battle,Said.,red1,RED,killed,512,first day\n"
    assert len(found_in(rows + told({"killed": "498"}))) == 1
    assert found_in(rows + told({"killed": "513"})) == []


def test_parties_of_different_sides_are_never_parts_of_each_other() -> None:
    assert found_in(told({"killed": "512"}, subject="BLUE") + told({"killed": "103"})) == []


@given(st.tuples(*[st.integers(min_value=0, max_value=99_999)] * 4))
def test_a_correct_sum_is_never_found(parts: tuple[int, ...]) -> None:
    figures = {name: str(part) for name, part in zip(LOSSES, parts, strict=True)}
    assert found_in(told(figures | {"casualties": str(sum(parts))})) == []


@given(
    st.tuples(*[st.integers(min_value=0, max_value=99_999)] * 4),
    st.integers(min_value=1, max_value=9_999),
)
def test_a_sum_above_its_total_is_always_found(parts: tuple[int, ...], lack: int) -> None:
    total = max(0, sum(parts) - lack)
    figures = {name: str(part) for name, part in zip(LOSSES, parts, strict=True)}
    found = found_in(told(figures | {"casualties": str(total)}))
    assert [f.rule for f in found] == ["parts-exceed-total"] * (total < sum(parts))
