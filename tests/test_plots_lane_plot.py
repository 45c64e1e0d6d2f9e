"""The lane plot: what it says, and that it fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure as Picture
from pictures import crowd, faults_of_layout, headline, lanes_of, making, shapes, words

from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import alt_text, headline_comparisons, lane_plot, svg
from kumsong_sources.plots.scale import scale_of
from kumsong_sources.plots.typesetting import Face


@pytest.fixture
def kumsong() -> Dossier:
    return Dossier.example("kumsong")


# What it says of Kumsong


def test_the_kumsong_picture_shows_figures_ratios_marks_and_their_footnotes(
    kumsong: Dossier,
) -> None:
    text = svg(lane_plot(headline(kumsong), dossier=kumsong))
    for said in (
        "United Nations casualties",
        "×5.43 ‡",
        "14,373 †‡",
        "78,000",
        "Chinese casualties",
        "×2.05",
        "32,253",
        "66,000",
        "Chae et al. 2001",
        "Chinese Military Science Academy 2000",
        "persons (log scale: equal steps are equal ratios)",
        "South Korean source",
        "Chinese source",
        "own losses",
        "enemy’s losses",
        "† derived: 2,689 killed + 7,548 wounded + 4,136 missing; captured not stated",
        "‡ South Korea is part of United Nations Command: scope differs",
        "All figures were read in Wikipedia contributors n.d., not in the works named.",
    ):
        assert f">{said}<" in text


def test_own_losses_are_filled_and_the_enemys_are_open_and_stand_at_their_figures(
    kumsong: Dossier,
) -> None:
    drawn = shapes(lane_plot(headline(kumsong), dossier=kumsong))
    assert [place for _, _, place in drawn] == pytest.approx([14373, 78000, 32253, 66000])
    assert [face == "white" for _, face, _ in drawn] == [False, True, False, True]
    assert drawn[0][0] == drawn[3][0] != drawn[1][0] == drawn[2][0]


def test_dates_categories_words_and_repeated_parts_have_no_lane(kumsong: Dossier) -> None:
    said = words(lane_plot(compare(kumsong), dossier=kumsong))
    assert "South Korean killed" in said
    assert "South Korean casualties" not in said
    assert not [text for text in said if "result" in text or "date" in text]
    assert not [text for text in said if "strength" in text or text[-8:] == "captured"]


def test_headline_comparisons_are_losses_that_two_reporters_number(kumsong: Dossier) -> None:
    every = headline_comparisons(compare(kumsong), dossier=kumsong, everything=True)
    assert {c.quantity.measure for c in headline(kumsong)} == {"casualties"}
    assert {"killed", "wounded", "missing", "released"} < {c.quantity.measure for c in every}


def test_the_text_alternative_is_written_from_the_numbers(kumsong: Dossier) -> None:
    said = alt_text(headline(kumsong), kumsong)
    assert "14,373, derived: 2,689 killed + 7,548 wounded + 4,136 missing" in said
    assert "captured not stated" in said
    assert "ratio 5.43 (scope differs: South Korea is part of United Nations Command)" in said
    assert "(South Korean source, enemy’s losses) 66,000; ratio 2.05." in said
    assert "Wikipedia contributors n.d." in said
    assert "×" not in said


# Bounds, ranges, zero, words


def test_bounds_have_arrows_ranges_bars_and_words_no_mark() -> None:
    dossier = making(
        "red RED killed at least 5,000",
        "blue RED killed up to 26,000",
        "green RED killed 7,000–9,000",
        "later RED killed heavy",
    )
    ax = lane_plot(compare(dossier), dossier=dossier)
    said = words(ax)
    assert {"≥ 5,000", "≤ 26,000", "7,000–9,000", "“heavy”"} <= set(said)
    markers = [line.get_marker() for line in ax.lines]
    assert markers.count(">") == 1
    assert markers.count("<") == 1
    assert markers.count("|") == 1
    assert len(shapes(ax)) == 3
    assert any(text.startswith("Arrow:") for text in said)
    assert any("not a best figure" in text for text in said)


def test_a_third_partys_shape_is_half_filled() -> None:
    dossier = making("red RED killed 100", "green RED killed 300")
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert [line.get_fillstyle() for line in ax.lines].count("left") == 2  # and in the legend
    assert "by a third party" in words(ax)


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("1,000", "5,430", "×5.43"),
        ("1,000", "1,000", "×1.00"),
        ("at least 3,000", "2,000", "≥ ×1.50"),
        ("at least 1,000", "2,000", "×2.00 as stated"),
        ("none", "1,200", "difference 1,200"),
        ("1", "2,500,000", "×2,500,000"),
        ("1,000", "heavy", "one figure only"),
    ],
)
def test_the_verdict_is_the_ratio_or_why_there_is_none(
    first: str, second: str, shown: str
) -> None:
    said = lanes_of(making(f"red RED killed {first}", f"blue RED killed {second}"))
    assert shown in said


@pytest.mark.parametrize(
    ("row", "shown"),
    [("red RED killed 70", "single source"), ("- RED killed 70", "no source cited")],
)
def test_a_lone_figure_is_called_what_it_is(row: str, shown: str) -> None:
    assert shown in lanes_of(making(row))


def test_zero_stands_at_a_marked_place_left_of_the_scale() -> None:
    dossier = making("red RED killed none", "blue RED killed 1,200")
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert "0 (“none”)" in words(ax)
    assert ax.get_xticklabels()[0].get_text() == "0"
    zero = ax.get_xticks()[0]
    assert shapes(ax)[0][2] == pytest.approx(zero)
    assert ax.get_xlim()[0] < zero < ax.get_xticks()[1]
    assert any(text.startswith("0 stands beside the scale") for text in words(ax))


def test_without_zero_the_scale_has_no_place_for_it() -> None:
    dossier = making("red RED killed 10", "blue RED killed 1,200")
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert "0" not in [t.get_text() for t in ax.get_xticklabels()]


def test_nothing_to_show_is_said_in_words() -> None:
    dossier = making("red RED killed heavy", "- - date 13 July 1953")
    said = "No quantity here has a figure with a number."
    assert words(lane_plot(compare(dossier), dossier=dossier)) == [said]
    assert words(lane_plot([], dossier=dossier)) == [said]
    assert alt_text([], dossier) == said


# Labels


def test_a_source_read_in_another_work_has_it_in_its_label() -> None:
    dossier = making(("red", "RED", "killed", "10", "alpha", "", "later"), "blue RED killed 20")
    assert "via White 1990" in lanes_of(dossier)


def test_a_key_without_entry_is_shown_as_such() -> None:
    assert "lost99 (not in the bibliography)" in lanes_of(making("lost99 RED killed 10"))


def test_a_row_written_twice_is_one_lane() -> None:
    said = lanes_of(making("blue RED killed 10", "blue RED killed 10", "red RED killed 20"))
    assert said.count("Smith 1950") == 1


def test_quantities_of_one_event_stand_together_under_its_name() -> None:
    dossier = making(
        "red RED killed 10",
        ("red", "RED", "killed", "20", "beta", "", ""),
        "red RED wounded 30",
    )
    said = [t for t in lanes_of(dossier) if t in ("Battle of Alpha", "Siege of Beta")]
    assert said == ["Battle of Alpha", "Siege of Beta"]


def test_a_part_whose_enemy_figure_stands_nowhere_else_keeps_its_lanes() -> None:
    dossier = making(
        "red BLU killed 78,000", "red NAVY killed 47,000", "blue NAVY killed 14,000"
    )
    said = lanes_of(dossier)
    assert "47,000" in said
    assert said.count("14,000") + said.count("14,000 ‡") == 2


def test_derived_figures_each_have_their_own_footnote() -> None:
    dossier = making(
        *(
            f"{s} RED {m} {n}"
            for s, n in (("red", 10), ("blue", 20))
            for m in ("killed", "wounded")
        )
    )
    said = lanes_of(dossier)
    assert {"20 †", "40 †²"} <= set(said)
    assert "†² derived: 20 killed + 20 wounded; missing and captured not stated" in said


def test_hostile_strings_stay_text() -> None:
    hostile = "<script>$x^2$ & \x07</script>"
    dossier = making(("blue", "RED", "killed", "70", "alpha", hostile, ""))
    text = svg(lane_plot(compare(dossier), dossier=dossier))
    assert "&lt;script&gt;$x^2$ &amp; &lt;/script&gt;" in text
    assert "<script" not in text


# Layout


@pytest.mark.parametrize("lanes", [1, 2, 7, 40])
def test_no_text_touches_another_or_sticks_out(lanes: int) -> None:
    dossier = crowd(lanes=lanes, keys=("red", "blue", "green", "later", "-"))
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert faults_of_layout(ax) == []


def test_a_text_that_sticks_out_is_found(kumsong: Dossier) -> None:
    ax = lane_plot(headline(kumsong), dossier=kumsong)
    ax.set_title("long " * 100)
    assert any("sticks out" in fault for fault in faults_of_layout(ax))


def test_a_picture_grows_with_its_lanes() -> None:
    def height(lanes: int) -> float:
        dossier = crowd(lanes=lanes, keys=("red", "blue"))
        picture = lane_plot(compare(dossier), dossier=dossier).get_figure(root=True)
        assert picture is not None
        return float(picture.get_figheight())

    assert height(2) < height(12) < height(40)


def test_beyond_what_a_picture_holds_it_says_how_much_is_left_out() -> None:
    dossier = making(
        *(("red", "RED", "killed", "10", "alpha", f"day {day}", "") for day in range(160))
    )
    said = lanes_of(dossier)
    assert "Not shown for want of room: 10 more quantities." in said


def test_given_axes_are_drawn_on(kumsong: Dossier) -> None:
    picture = Picture(figsize=(10, 4))
    ax = picture.add_axes((0.3, 0.3, 0.5, 0.6))
    assert lane_plot(headline(kumsong), dossier=kumsong, ax=ax) is ax
    assert "×5.43 ‡" in words(ax)


FIGURES = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


@given(FIGURES)
@settings(max_examples=60, deadline=None)
def test_every_figure_lies_on_the_scale_and_no_tick_label_touches_another(
    figures: list[int],
) -> None:
    face = Face(families=("DejaVu Sans",), size=8.5)
    scale = scale_of([(x, x) for x in figures], width=4.5, face=face)
    places = [scale.place(x) for x in figures]
    assert all(scale.left < place < scale.right for place in places)
    assert (scale.zero is not None) == (0 in figures)
    assert len(scale.ticks) >= 2
    assert sorted(scale.ticks) == list(scale.ticks)
