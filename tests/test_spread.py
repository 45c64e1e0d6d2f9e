"""The numbers of disagreement: hand-worked values and laws."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.declaration import BANDS
from kumsong_sources.spread import (
    NUMBERS,
    Interval,
    band_of,
    effective_sources,
    hull,
    measure_spread,
)


def point(x: float) -> Interval:
    return Interval(low=x, high=x)


def spread_of(*figures: float):
    return measure_spread([point(x) for x in figures], bands=BANDS)


counts = st.integers(1, 10**7)
several = st.lists(counts, min_size=2, max_size=9)


def test_the_numbers_of_two_figures_are_those_worked_by_hand():
    spread = spread_of(14373, 78000)
    assert spread.ratio == pytest.approx(5.4268, abs=5e-5)
    assert spread.log2_ratio == pytest.approx(2.4401, abs=5e-5)
    assert spread.difference == 63627
    assert spread.symmetric_percent == pytest.approx(137.761, abs=5e-4)
    assert spread.cv == pytest.approx(0.97413, abs=5e-5)
    assert spread.geometric_mean == pytest.approx(33482.7, abs=0.05)
    assert spread.geometric_sd == pytest.approx(3.30676, abs=5e-5)
    assert (spread.mad_ratio, spread.undefined["mad_ratio"]) == (None, "needs four figures")
    assert spread.gap_ratio == spread.ratio
    assert spread.band == "extreme"


def test_four_figures_have_a_median_deviation():
    assert spread_of(100, 110, 130, 400).mad_ratio == pytest.approx(15 / 120)


def test_without_two_figures_no_number_is_given_and_each_says_why():
    for spread in (spread_of(), spread_of(500)):
        assert all(getattr(spread, name) is None for name in NUMBERS)
        assert spread.undefined.keys() == {*NUMBERS, "band"}
    assert spread_of(500).low == 500


def test_a_zero_figure_leaves_the_difference_and_says_so():
    spread = spread_of(0, 300)
    assert (spread.ratio, spread.difference) == (None, 300)
    assert "zero" in spread.undefined["ratio"]
    assert spread.symmetric_percent == 200


def test_two_zeros_agree_without_any_ratio():
    spread = spread_of(0, 0)
    assert (spread.difference, spread.ratio, spread.cv) == (0, None, None)


def test_ranges_that_meet_have_no_gap_and_ranges_that_do_not_have_one():
    meeting = [Interval(low=10, high=20), Interval(low=20, high=40)]
    apart = [Interval(low=10, high=20), Interval(low=30, high=40)]
    assert measure_spread(meeting, bands=BANDS).gap_ratio is None
    assert measure_spread(apart, bands=BANDS).gap_ratio == 1.5
    assert measure_spread(apart, bands=BANDS).ratio == 4


def test_a_bound_is_counted_with_the_end_it_states_and_marked():
    spread = measure_spread([Interval(low=11000, high=None), point(23000)], bands=BANDS)
    assert spread.is_open
    assert spread.ratio == pytest.approx(23 / 11)
    assert spread.gap_ratio is None


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (1, "agree"),
        (1.2, "agree"),
        (1.5, "minor"),
        (2.1, "notable"),
        (2.9, "large"),
        (3, "extreme"),
    ],
)
def test_the_end_of_a_band_belongs_to_it(value, band):
    assert band_of(value, bands=BANDS) == band


@given(several)
def test_the_order_of_figures_does_not_matter(figures):
    forward, backward = spread_of(*figures), spread_of(*reversed(figures))
    for name in NUMBERS:
        assert getattr(forward, name) == pytest.approx(getattr(backward, name))


@given(several, st.integers(2, 1000))
def test_ratios_do_not_change_with_the_scale(figures, factor):
    one, scaled = spread_of(*figures), spread_of(*(x * factor for x in figures))
    for name in ("ratio", "log2_ratio", "symmetric_percent", "cv", "geometric_sd", "gap_ratio"):
        assert getattr(scaled, name) == pytest.approx(getattr(one, name), abs=1e-9)
    assert scaled.difference == one.difference * factor


@given(several, st.integers(0, 8), st.integers(1, 10**6))
def test_a_wider_interval_never_narrows_a_spread(figures, which, more):
    intervals = [point(x) for x in figures]
    before = measure_spread(intervals, bands=BANDS)
    at = which % len(intervals)
    intervals[at] = Interval(low=figures[at], high=figures[at] + more)
    after = measure_spread(intervals, bands=BANDS)
    assert after.ratio >= before.ratio
    assert after.difference >= before.difference
    assert (after.gap_ratio or 1) <= (before.gap_ratio or 1)


@given(several)
def test_the_centred_numbers_are_those_of_the_standard_library(figures):
    spread = spread_of(*figures)
    mean = statistics.fmean(figures)
    assert spread.cv == pytest.approx(statistics.stdev(figures) / mean)
    assert spread.geometric_mean == pytest.approx(statistics.geometric_mean(figures))
    assert spread.symmetric_percent <= 200


@given(counts, counts)
def test_for_two_figures_all_ratios_are_one_number_in_different_clothes(x, y):
    spread = spread_of(x, y)
    r = spread.ratio
    assert spread.symmetric_percent == pytest.approx(200 * (r - 1) / (r + 1))
    assert spread.cv == pytest.approx(math.sqrt(2) * (r - 1) / (r + 1))
    assert spread.log2_ratio == pytest.approx(math.log2(r))


ends = st.tuples(st.integers(1, 1000), st.integers(0, 1000)).map(
    lambda pair: Interval(low=pair[0], high=pair[0] + pair[1])
)


@given(ends, ends, st.floats(0, 1), st.floats(0, 1))
def test_interval_arithmetic_holds_every_pair_of_values(a, b, s, t):
    x = a.low + s * (a.high - a.low)
    y = b.low + t * (b.high - b.low)
    for interval, value in ((a + b, x + y), (a * b, x * y), (a / b, x / y)):
        assert interval.low <= value * (1 + 1e-12)
        assert value <= interval.high * (1 + 1e-12)
    assert hull([a, b]).low == min(a.low, b.low)


def test_an_open_end_stays_open():
    bound, whole = Interval(low=5, high=None), Interval(low=1, high=2)
    assert bound + whole == Interval(low=6, high=None)
    assert bound / whole == Interval(low=2.5, high=None)
    assert whole / bound == Interval(low=None, high=0.4)
    assert hull([bound, whole]) == Interval(low=1, high=None)
    assert whole / Interval(low=0, high=0) == Interval(low=None, high=None)


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        (point(5.4268), "5.43"),
        (Interval(low=2, high=3.5), "2.00–3.50"),
        (Interval(low=2, high=None), "≥ 2.00"),
        (Interval(low=None, high=4), "≤ 4.00"),
        (Interval(low=None, high=None), "unknown"),
    ],
)
def test_an_interval_is_shown_with_what_is_known_of_it(interval, shown):
    assert str(interval) == shown


def test_equal_shares_make_as_many_effective_sources():
    assert effective_sources(4 * 0.25**2) == pytest.approx(4)
