"""Ratios beside the reference distribution."""

from __future__ import annotations

import pytest
from pictures import DECLARATION, crowd, faults_of_layout, making, shapes, words

from kumsong_sources.comparison import compare, ranked
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import reference_alt, reference_plot


def said_of(dossier: Dossier) -> list[str]:
    ax = reference_plot(compare(dossier), dossier=dossier)
    assert faults_of_layout(ax) == []
    return words(ax)


def test_ratios_stand_with_their_place_and_a_part_is_open_and_marked() -> None:
    kumsong = Dossier.example("kumsong")
    said = said_of(kumsong)
    assert {"×5.43 ‡", "×2.05", "above 95 % of 221 figures"} <= set(said)
    assert {"50 %: ×1.18", "75 %: ×1.54", "90 %: ×2.14", "95 %: ×2.91"} <= set(said)
    ax = reference_plot(compare(kumsong), dossier=kumsong)
    assert [face == "white" for _, face, _ in shapes(ax)] == [True, False]
    ends = [place for _, _, place in shapes(ax)]
    assert ends[0] > ends[1]


def test_the_dossiers_own_reference_is_the_one_shown() -> None:
    own = '[reference]\nlabel = "sieges"\nn = 12\nquantiles = [[50, 2.0], [80, 9.0]]\n'
    dossier = making("red RED killed 10", "blue RED killed 50", declaration=own + DECLARATION)
    said = " ".join(said_of(dossier))
    assert "50 %: ×2.00" in said
    assert "Held against: sieges (n = 12)." in said
    assert "95 %" not in said


def test_a_bound_stands_where_its_verdict_puts_it_and_has_an_arrow() -> None:
    dossier = making("red RED killed at least 3,000", "blue RED killed 1,000–2,000")
    ax = reference_plot(compare(dossier), dossier=dossier)
    assert "≥ ×1.50" in words(ax)
    exact = making("red RED killed 3,000", "blue RED killed 2,000")
    other = reference_plot(compare(exact), dossier=exact)
    assert shapes(ax)[0][2] == pytest.approx(shapes(other)[0][2])
    assert [line.get_marker() for line in ax.lines].count(">") == 1
    assert [line.get_marker() for line in other.lines].count(">") == 0


def test_a_bound_that_may_be_either_way_has_two_arrows() -> None:
    dossier = making("red RED killed at least 1,000", "blue RED killed 2,000")
    ax = reference_plot(compare(dossier), dossier=dossier)
    markers = [line.get_marker() for line in ax.lines]
    assert (markers.count(">"), markers.count("<")) == (1, 1)
    assert "×2.00 as stated" in words(ax)


def test_the_picture_keeps_the_order_of_the_ranking() -> None:
    dossier = making(
        "red RED killed 2,300",
        "blue RED killed at most 90,000",
        "red RED guns 100",
        "blue RED guns 200",
    )
    order = [one.quantity.measure for one in ranked(compare(dossier))]
    assert order == ["guns", "killed"]
    said = reference_alt(compare(dossier), dossier=dossier)
    assert said.index("ratio 2.00") < said.index("ratio 39.13 as stated")


def test_the_words_hold_quantiles_ratios_bands_and_what_they_do_not_tell() -> None:
    kumsong = Dossier.example("kumsong")
    said = reference_alt(compare(kumsong), dossier=kumsong)
    assert "50 % have at most 1.18" in said
    assert "United Nations casualties: ratio 5.43 (extreme), scope differs, above 95 %" in said
    assert said.endswith("It tells how often works differ so far, not who is right.")
    assert "×" not in said


def test_nothing_with_a_ratio_is_said_in_words() -> None:
    dossier = making("red RED killed 10", "- - date 13 July 1953")
    assert said_of(dossier) == ["No quantity here has a ratio."]
    assert reference_alt([], dossier=dossier) == "No quantity here has a ratio."


@pytest.mark.parametrize("factor", [1, 2, 30, 4_000, 5_000_000])
def test_ticks_keep_apart_however_far_the_ratios_lie(factor: int) -> None:
    said = said_of(making("red RED killed 10", f"blue RED killed {10 * factor:,}"))
    assert "×1" in said
    assert not [text for text in said if "e+" in text]


@pytest.mark.parametrize("lanes", [2, 7, 40])
def test_no_text_touches_another_however_many_ratios(lanes: int) -> None:
    said_of(crowd(lanes=lanes, keys=("red", "blue", "green", "later", "-")))
