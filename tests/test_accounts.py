import pytest
from building import dossier_of

from kumsong_sources.accounts import exchanges, pairs
from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.spread import Interval

BOTH = """
K1,battle,S,red1,RED,casualties,100
K2,battle,S,blue1,RED,casualties,300
K3,battle,S,blue1,BLUE,casualties,50
K4,battle,S,red1,BLUE,casualties,200
"""


def of(rows: str):
    return compare(dossier_of(rows))


def test_kumsong_has_the_overclaims_exchanges_and_swing_of_its_two_accounts():
    (found,) = exchanges(compare(Dossier.example("kumsong")))
    assert (found.first, found.second, found.scope_differs) == ("CHN", "KOR", True)
    assert found.first_overclaim.low == pytest.approx(78000 / 14373)
    assert found.second_overclaim.low == pytest.approx(66000 / 32253)
    assert round(found.first_exchange.low, 2) == 2.42
    assert round(found.second_exchange.low, 2) == 4.59
    assert round(found.swing.low, 1) == 11.1


def test_the_swing_is_the_product_of_overclaims_and_of_exchanges():
    (found,) = exchanges(of(BOTH))
    assert (found.first, found.second) == ("BLUE", "RED")
    assert found.first_overclaim.low == 3
    assert found.second_overclaim.low == 4
    assert found.swing.low == 12
    assert found.first_exchange.low * found.second_exchange.low == pytest.approx(12)


def test_a_missing_account_leaves_no_exchange():
    assert exchanges(of(BOTH.replace("K3,battle,S,blue1,BLUE", "K3,battle,S,swiss,BLUE"))) == ()


def test_a_pair_is_led_by_the_own_side_and_gives_the_overclaim():
    (found,) = pairs(of("K1,battle,S,blue1,RED,killed,300\nK2,battle,S,red1,RED,killed,100"))
    assert (found.first.reporter, found.second.reporter) == ("RED", "BLUE")
    assert (found.ratio, found.is_overclaim) == (Interval(low=3, high=3), True)


def test_a_third_party_pair_is_no_overclaim():
    (found,) = pairs(of("K1,battle,S,swiss,RED,killed,300\nK2,battle,S,red1,RED,killed,100"))
    assert not found.is_overclaim


def test_bounds_and_several_figures_make_the_ratio_a_range():
    (found,) = pairs(
        of(
            "K1,battle,S,red1,RED,killed,100\nK2,battle,S,red2,RED,killed,200\n"
            "K3,battle,S,blue1,RED,killed,over 400"
        )
    )
    assert found.ratio == Interval(low=2, high=None)


def test_a_zero_own_figure_has_no_overclaim_and_says_so():
    (found,) = pairs(of("K1,battle,S,red1,RED,killed,0\nK2,battle,S,blue1,RED,killed,300"))
    assert (found.ratio, found.undefined) == (None, "undefined with a zero figure")


def test_dates_make_no_pairs():
    assert pairs(of("K1,battle,S,red1,,date,1953\nK2,battle,S,blue1,,date,1954")) == ()
