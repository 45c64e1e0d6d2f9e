"""Comparability first, then numbers: each rule of comparison with its faulty neighbour."""

import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.comparison import compare, ranked
from kumsong_sources.dossier import Dossier
from kumsong_sources.spread import NUMBERS, Interval
from kumsong_sources.vocabulary import Kind


def compared(rows: str, subject: str = "RED", measure: str = "killed", scope: str = ""):
    found = {
        (c.quantity.subject, c.quantity.measure, c.quantity.scope): c
        for c in compare(dossier_of(rows))
    }
    return found[subject, measure, scope]


def test_kumsong_shows_the_numbers_of_its_two_accounts():
    found = {
        (c.quantity.subject, c.quantity.measure): c for c in compare(Dossier.example("kumsong"))
    }
    un, china = found["UNC", "casualties"], found["CHN", "casualties"]
    assert un.ratio == pytest.approx(78000 / (2689 + 7548 + 4136))
    assert (round(un.ratio, 2), un.band, un.difference) == (5.43, "extreme", 63627)
    assert (un.is_discrepancy, un.scope_notes) == (
        None,
        ("South Korea is part of United Nations Command",),
    )
    (own,), (enemy,) = un.own, un.enemy
    assert (own.reporter, own.is_derived, own.attestations[0].absent) == (
        "KOR",
        True,
        ("captured",),
    )
    assert (enemy.reporter, enemy.attestations[0].figure.grain) == ("CHN", 1000)
    assert (round(china.ratio, 2), china.is_discrepancy) == (2.05, True)
    assert china.own[0].attestations[0].figure.grain == 1
    assert found["KOR", "casualties"].within == un.quantity


def test_one_figure_has_no_spread_and_says_so():
    one = compared("K1,battle,S,red1,RED,killed,100")
    assert (one.ratio, one.is_discrepancy, one.reason) == (None, None, "one figure only")
    assert one.spread.undefined["ratio"] == "one figure has no spread"


def test_a_word_is_counted_but_takes_no_part_in_the_numbers():
    both = compared("K1,battle,S,red1,RED,killed,100\nK2,battle,S,blue1,RED,killed,heavy")
    assert len(both.attestations) == 2
    assert both.spread.n == 1


def test_a_row_written_twice_counts_once():
    once = "K1,battle,S,red1,RED,killed,100\nK2,battle,S,blue1,RED,killed,150\n"
    twice = compared(once + "K3,battle,S,red1,RED,killed,100")
    assert twice.spread == compared(once).spread


def test_a_reporter_with_several_figures_is_the_interval_they_span():
    (report,) = compared(
        "K1,battle,S,red1,RED,killed,100\nK2,battle,S,red2,RED,killed,140"
    ).reports
    assert report.interval == Interval(low=100, high=140)


def test_another_scope_is_marked_and_stands_as_a_lower_bound():
    rows = "K1,battle,S,red1,RED,killed,100,1st corps\nK2,battle,S,blue1,RED,killed,900"
    whole = compared(rows)
    assert whole.scope_notes == ("Redland: 1st corps",)
    assert whole.ratio == 9
    assert whole.is_discrepancy is None
    assert compared(rows, scope="1st corps").within == whole.quantity


def test_two_different_scopes_are_not_compared():
    rows = (
        "K1,battle,S,red1,RED,killed,100,1st corps\nK2,battle,S,blue1,RED,killed,900,2nd corps"
    )
    assert compared(rows, scope="1st corps").spread.n == 1


def test_a_part_joins_the_whole_only_where_its_reporter_has_none_for_the_whole():
    rows = (
        "K1,battle,S,red1,NORTH,killed,100\nK2,battle,S,blue1,RED,killed,300\n"
        "K3,battle,S,red2,RED,killed,250\n"
    )
    whole = compared(rows)
    assert whole.scope_notes == ()
    assert whole.spread.n == 2


def test_a_part_that_exceeds_the_whole_is_a_discrepancy():
    over = compared("K1,battle,S,red1,NORTH,killed,401\nK2,battle,S,blue1,RED,killed,300")
    assert (over.is_discrepancy, over.reason) == (True, "a figure for a part exceeds the whole")


def test_other_events_and_measures_are_not_compared():
    rows = "K1,battle,S,red1,RED,killed,100\nK2,battle,S,blue1,RED,wounded,900"
    assert compared(rows).spread.n == 1


@pytest.mark.parametrize(
    ("figure", "verdict", "reason"),
    [
        ("14373", False, "the figures meet within their rounding"),
        ("c. 14000", False, "the figures meet within their rounding"),
        ("16000", False, "within the tolerance of 1.2"),
        ("30000", True, "differ by more"),
        ("over 11000", False, "meet"),
        ("over 20000", True, "differ by more"),
        ("14000-20000", False, "meet"),
    ],
)
def test_a_discrepancy_is_more_than_rounding_bounds_and_tolerance_allow(
    figure, verdict, reason
):
    both = compared(f"K1,battle,S,red1,RED,killed,14373\nK2,battle,S,blue1,RED,killed,{figure}")
    assert both.is_discrepancy is verdict
    assert reason in both.reason


def test_zero_against_a_figure_has_a_difference_and_no_ratio():
    both = compared("K1,battle,S,red1,RED,killed,0\nK2,battle,S,blue1,RED,killed,300")
    assert (both.ratio, both.difference, both.is_discrepancy) == (None, 300, True)


def test_a_stated_total_is_not_replaced_by_the_sum_of_its_parts():
    rows = (
        "K1,battle,S,red1,RED,killed,100\nK2,battle,S,red1,RED,wounded,200\n"
        "K3,battle,S,red1,RED,casualties,350\n"
    )
    (only,) = compared(rows, measure="casualties").attestations
    assert only.figure.best == 350


def test_rival_answers_to_a_category_are_a_discrepancy_and_equal_ones_agree():
    rows = "K1,battle,S,red1,,result,Red victory\nK2,battle,S,blue1,,result,{}\n"
    rival = compared(rows.format("Blue victory"), subject="", measure="result")
    assert (rival.is_discrepancy, len(rival.answers)) == (True, 2)
    once = compared("K1,battle,S,red1,,result,Won\nK2,battle,S,red1,,result,won", "", "result")
    assert once.reason == "one answer only"
    same = compared(rows.format("red  victory"), subject="", measure="result")
    assert (same.is_discrepancy, len(same.answers)) == (False, 1)


def test_dates_differ_in_days_and_have_no_ratio():
    rows = (
        "K1,battle,S,red1,,date,13–27 July 1953\n"
        "K2,battle,S,blue1,,date,10 June – 20 July 1953\n"
    )
    dates = compared(rows, subject="", measure="date")
    assert (dates.kind, dates.difference, dates.ratio) == (Kind.DATE, 33, None)
    assert dates.reason == "33 days apart"


def test_own_enemy_and_third_party_are_told_apart():
    found = compared(
        "K1,battle,S,red1,RED,killed,1\nK2,battle,S,blue1,RED,killed,2\n"
        "K3,battle,S,swiss,RED,killed,3\nK4,battle,S,nobody,RED,killed,4\n"
    )
    assert [r.reporter for r in found.reports] == ["RED", "BLUE", "SWISS", None]
    assert [len(group) for group in (found.own, found.enemy, found.third_party)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("1000", "3000", 3),
        ("at least 3000", "1000", 3),
        ("at least 3000", "500-1000", 3),
        ("at most 90000", "2300", 1),
        ("0", "3000", None),
    ],
)
def test_a_bound_counts_with_what_it_makes_certain(one, other, certain):
    both = compared(f"K1,battle,S,red1,RED,killed,{one}\nK2,battle,S,blue1,RED,killed,{other}")
    assert both.certain_ratio == certain


def test_a_ratio_that_a_bound_leaves_open_is_ranked_behind_those_that_are_certain():
    rows = [
        f"{claim}{measure},battle,S,{source},RED,{measure},{figure}"
        for measure, own, enemy in (
            ("killed", "2300", "at most 90000"),
            ("guns", "100", "200"),
            ("strength", "100", "at least 300"),
        )
        for claim, source, figure in (("A", "red1", own), ("B", "blue1", enemy))
    ]
    order = [c.quantity.measure for c in ranked(compare(dossier_of("\n".join(rows))))]
    assert order == ["strength", "guns", "killed"]


figures = st.lists(
    st.tuples(st.sampled_from(["red1", "red2", "blue1", "swiss"]), st.integers(1, 10**6)),
    min_size=1,
    max_size=8,
)


@given(figures, st.randoms())
def test_neither_order_nor_repetition_of_rows_matters(given_figures, random):
    def spread(pairs):
        rows = "\n".join(
            f"K{at},battle,S,{key},RED,killed,{value}" for at, (key, value) in enumerate(pairs)
        )
        return compared(rows).spread

    shuffled = given_figures + random.choices(given_figures, k=3)
    random.shuffle(shuffled)
    one, other = spread(given_figures), spread(shuffled)
    assert one.n == other.n
    for name in NUMBERS:
        assert getattr(one, name) == pytest.approx(getattr(other, name))
