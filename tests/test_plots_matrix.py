"""The matrix of overclaim factors."""

from __future__ import annotations

import pytest
from pictures import faults_of_layout, making, words

from kumsong_sources.accounts import pairs
from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import matrix_alt, reporter_matrix


@pytest.fixture
def kumsong() -> Dossier:
    return Dossier.example("kumsong")


def test_the_matrix_has_the_factor_of_each_reporter_and_subject(kumsong: Dossier) -> None:
    said = words(reporter_matrix(pairs(compare(kumsong)), dossier=kumsong))
    assert {"×5.43 ‡", "×2.05", "Chinese source", "South Korean source"} <= set(said)
    assert said.count("own") == 2


def test_a_matrix_cell_spans_the_factors_of_several_events() -> None:
    dossier = making(
        "red RED killed 100",
        "blue RED killed 200",
        ("red", "RED", "killed", "100", "beta", "", ""),
        ("blue", "RED", "killed", "400", "beta", "", ""),
        ("red", "BLU", "wounded", "1", "beta", "", ""),
    )
    ax = reporter_matrix(pairs(compare(dossier)), dossier=dossier, measure="killed")
    assert {"×2.00–4.00", "2 comparisons"} <= set(words(ax))
    assert faults_of_layout(ax) == []


def test_a_matrix_without_a_factor_says_so() -> None:
    dossier = making("red RED killed 100")
    said = words(reporter_matrix(pairs(compare(dossier)), dossier=dossier, measure="killed"))
    assert said == ["No reporter’s figure meets its enemy’s own for killed."]


def test_the_words_for_the_matrix_are_written_from_its_cells() -> None:
    dossier = making(
        "red RED killed 100",
        "blue RED killed at least 200",
        ("red", "RED", "killed", "100", "beta", "", ""),
        ("blue", "RED", "killed", "400", "beta", "", ""),
        ("red", "BLU", "wounded", "1", "beta", "", ""),
    )
    said = matrix_alt(pairs(compare(dossier)), dossier=dossier, measure="killed")
    assert "Blue source on Redland: at least 2.00 (2 comparisons)." in said
    assert "cannot tell an estimate set too high from a loss stated too low" in said
    assert matrix_alt([], dossier=dossier).startswith("No reporter’s figure")
