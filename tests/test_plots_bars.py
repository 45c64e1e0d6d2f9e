"""Bars: the load of sources, the support of claims."""

from __future__ import annotations

import pytest
from pictures import words

from kumsong_sources.corroboration import corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import load_alt, source_load_plot, support_alt, support_plot
from kumsong_sources.reliance import SourceLoad, source_load


@pytest.fixture
def kumsong() -> Dossier:
    return Dossier.example("kumsong")


def test_the_source_load_counts_figures_and_shares(kumsong: Dossier) -> None:
    said = words(source_load_plot(source_load(kumsong), dossier=kumsong))
    assert {"Chae et al. 2001", "4 of 6 (67 %), South Korean"} <= set(said)
    assert any("1.8 sources" in text for text in said)


def test_a_source_load_of_nothing_says_so(kumsong: Dossier) -> None:
    load = SourceLoad(figures={}, effective=None)
    said = words(source_load_plot(load, dossier=kumsong))
    assert said == ["No figure with a number has a source."]


def test_the_support_picture_counts_claims_by_weakness(kumsong: Dossier) -> None:
    support = corroboration(kumsong)
    uncited = sum("uncited" in found.weaknesses for found in support)
    said = words(support_plot(support))
    assert f"{uncited} of {len(support)} claims" in said
    assert words(support_plot([])) == ["There is no claim to look at."]


def test_the_words_for_the_load_hold_each_source_and_the_effective_number(
    kumsong: Dossier,
) -> None:
    said = load_alt(source_load(kumsong), dossier=kumsong)
    assert "Chae et al. 2001: 4 of 6 (67 %), South Korean." in said
    assert "1.8 sources" in said
    assert load_alt(SourceLoad(figures={}, effective=None), dossier=kumsong) == (
        "No figure with a number has a source."
    )


def test_the_words_for_the_support_hold_each_weakness_and_what_clears_it(
    kumsong: Dossier,
) -> None:
    support = corroboration(kumsong)
    single = sum("single-source" in found.weaknesses for found in support)
    said = support_alt(support)
    assert f"single source: {single} of {len(support)} claims (to clear: find a second" in said
    assert said.endswith("A claim may be weak in several ways and is then counted in each.")
