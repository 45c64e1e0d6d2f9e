import pytest
from building import dossier_of

from kumsong_sources.comparison import compare
from kumsong_sources.signs import MEANING, Sign, favourable_signs


def signs(rows: str):
    dossier = dossier_of(rows)
    return [(s.sign, s.reporter) for s in favourable_signs(compare(dossier), dossier=dossier)]


def of(own: str, enemy: str, measure: str = "killed"):
    return signs(
        f"K1,battle,S,red1,RED,{measure},{own}\nK2,battle,S,blue1,RED,{measure},{enemy}"
    )


def test_a_side_that_admits_more_than_its_enemy_claims_speaks_against_its_interest():
    assert of("1501", "1203") == [(Sign.AGAINST_INTEREST, "RED")]
    assert of("1203", "1501") == []


def test_enemies_with_one_figure_agree_across_sides():
    assert of("1203", "1203") == [
        (Sign.AGAINST_INTEREST, "RED"),
        (Sign.AGREEMENT_ACROSS_SIDES, "RED"),
    ]


def test_figures_that_meet_within_their_rounding_agree_across_sides():
    assert Sign.AGREEMENT_ACROSS_SIDES in {sign for sign, _ in of("1203", "1200")}
    assert Sign.AGREEMENT_ACROSS_SIDES in {sign for sign, _ in of("1203", "1000-1400")}
    assert Sign.AGREEMENT_ACROSS_SIDES not in {sign for sign, _ in of("1203", "1300")}


@pytest.mark.parametrize("bound", ["at most 90000", "at least 1000", "over 1203", "up to 1203"])
def test_a_bound_agrees_with_whatever_lies_beyond_it_and_so_is_no_agreement(bound):
    assert (Sign.AGREEMENT_ACROSS_SIDES, "RED") not in of("1203", bound)
    assert (Sign.AGREEMENT_ACROSS_SIDES, "RED") not in of(bound, "1203")


def test_what_lies_between_two_figures_of_one_side_nobody_states():
    rows = (
        "K1,battle,S,red1,RED,killed,2301\nK2,battle,S,blue1,RED,killed,1001\n"
        "K3,battle,S,blue1,RED,killed,{}"
    )
    assert signs(rows.format(9001)) == []
    assert signs(rows.format(2301)) == [
        (Sign.AGAINST_INTEREST, "RED"),
        (Sign.AGREEMENT_ACROSS_SIDES, "RED"),
    ]


def test_an_exact_own_figure_stands_against_a_rounded_estimate():
    assert of("1203", "3000") == [(Sign.EXACT_AGAINST_ROUNDED, "RED")]
    assert of("1203", "3001") == []
    assert of("c. 1203", "3000") == []


def test_strength_is_no_loss_to_admit():
    assert of("1501", "1203", "strength") == []


def test_a_part_is_not_held_against_the_whole():
    rows = "K1,battle,S,red1,NORTH,killed,1203\nK2,battle,S,blue1,RED,killed,3000"
    assert signs(rows) == []


def test_every_sign_says_what_it_means():
    assert set(MEANING) == set(Sign)
