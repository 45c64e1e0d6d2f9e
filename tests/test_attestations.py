import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.attestations import attestations, derived_totals, with_totals
from kumsong_sources.checks import run_checks
from kumsong_sources.vocabulary import LOSSES, Perspective, Qualifier


def totals(rows: str):
    dossier = dossier_of(rows)
    return derived_totals(attestations(dossier), dossier=dossier)


def test_two_citations_in_a_row_are_two_attestations():
    found = attestations(dossier_of("K1,battle,S,red1[3]; blue1,RED,killed,100"))
    assert [(a.citekey, a.reporter) for a in found] == [("red1", "RED"), ("blue1", "BLUE")]
    assert [a.perspective for a in found] == [Perspective.OWN, Perspective.ENEMY]


def test_the_reporter_named_in_the_row_goes_before_the_party_of_the_source():
    (found,) = attestations(dossier_of("K1,battle,S,nobody,RED,killed,100,,BLUE"))
    assert found.reporter == "BLUE"


def test_who_did_not_fight_speaks_as_third_party_and_nobody_has_no_perspective():
    third, nobody = attestations(
        dossier_of("K1,battle,S,swiss,RED,killed,100\nK2,battle,S,nobody,RED,killed,120")
    )
    assert third.perspective is Perspective.THIRD_PARTY
    assert (nobody.reporter, nobody.perspective) == (None, None)


UNDECLARED = "[parties.RED]\n[parties.BLUE]\n[parties.SWISS]\n"
SIDED = '[events.battle]\nsides=["RED","SWISS"]\n' + UNDECLARED


@pytest.mark.parametrize(
    ("declaration", "rows", "perspective"),
    [
        (SIDED, "K1,battle,S,swiss,RED,killed,100", Perspective.ENEMY),
        (
            UNDECLARED,
            "K1,battle,S,swiss,RED,killed,100\nK2,battle,S,red1,BLUE,killed,9",
            Perspective.THIRD_PARTY,
        ),
        (UNDECLARED, "K1,battle,S,blue1,RED,killed,100", Perspective.ENEMY),
    ],
    ids=["declared sides", "sides of which something is counted", "else those who report"],
)
def test_who_is_an_enemy_follows_from_the_sides_that_fought(declaration, rows, perspective):
    found = attestations(dossier_of(rows, declaration=declaration))
    assert found[0].perspective is perspective


def test_an_uncited_figure_is_an_attestation_without_source():
    (found,) = attestations(dossier_of("K1,battle,S,,RED,killed,100"))
    assert (found.citation, found.citekey) == (None, None)


@pytest.mark.parametrize(
    "row",
    [
        "K1,battle,S,red1,,killed,100",
        "K1,battle,S,red1,RED,,100",
        "K1,battle,S,red1,RED,killed,",
        "K1,battle,S,red1,RED,killed,abc",
    ],
    ids=["no subject", "no measure", "no figure", "unreadable figure"],
)
def test_what_names_no_quantity_or_has_no_figure_is_no_attestation(row):
    assert attestations(dossier_of(row)) == ()


def test_the_date_and_result_of_an_event_need_no_subject():
    found = attestations(
        dossier_of("K1,battle,S,red1,,date,13 July 1953\nK2,battle,S,red1,,result,Red victory")
    )
    assert [a.quantity.measure for a in found] == ["date", "result"]


def test_a_word_is_an_attestation_without_a_number():
    (found,) = attestations(dossier_of("K1,battle,S,red1,RED,killed,heavy"))
    assert found.interval is None
    assert found.figure.qualifier is Qualifier.UNKNOWN


PARTS = """
K1,battle,S,red1,RED,killed,"1,000"
K2,battle,S,red1,RED,wounded,"2,500"
"""


def test_parts_of_one_reporter_and_source_make_a_total_with_what_is_absent():
    (total,) = totals(PARTS + 'K3,battle,S,red1,RED,missing,"300"')
    assert (total.figure.best, total.absent) == (3800, ("captured",))
    assert total.figure.text == "1,000 killed + 2,500 wounded + 300 missing"
    assert total.is_derived
    assert [claim.claim_id for claim in total.claims] == ["K1", "K2", "K3"]


def test_parts_from_two_sources_or_reporters_make_no_total():
    assert totals("K1,battle,S,red1,RED,killed,100\nK2,battle,S,red2,RED,wounded,200") == ()
    assert (
        totals("K1,battle,S,red1,RED,killed,100\nK2,battle,S,red1,RED,wounded,200,,BLUE") == ()
    )


def test_killed_and_captured_without_the_wounded_are_no_total():
    assert totals("K1,battle,S,red1,RED,killed,100\nK2,battle,S,red1,RED,captured,200") == ()


def test_overlapping_parts_are_not_added_twice():
    (total,) = totals(
        PARTS + "K3,battle,S,red1,RED,killed_or_missing,1400\nK4,battle,S,red1,RED,captured,50"
    )
    assert total.figure.best == 1400 + 2500 + 50
    assert total.absent == ()


def test_bounds_and_ranges_go_through_the_sum():
    (bound,) = totals(
        "K1,battle,S,red1,RED,killed,over 1000\nK2,battle,S,red1,RED,wounded,2500"
    )
    assert (bound.figure.low, bound.figure.high) == (3500, None)
    assert bound.figure.qualifier is Qualifier.AT_LEAST
    (ranged,) = totals(
        "K1,battle,S,red1,RED,killed,1000-1200\nK2,battle,S,red1,RED,wounded,c. 2500"
    )
    assert (ranged.figure.low, ranged.figure.high) == (3500, 3700)
    (hedged,) = totals("K1,battle,S,red1,RED,killed,1000\nK2,battle,S,red1,RED,wounded,c. 2500")
    assert hedged.figure.qualifier is Qualifier.ABOUT


def test_a_measure_one_source_tells_twice_spans_both_in_the_sum():
    (total,) = totals(PARTS + "K3,battle,S,red1,RED,killed,1100")
    assert (total.figure.low, total.figure.high) == (3500, 3600)


def test_parts_of_different_scope_are_not_added():
    assert (
        totals("K1,battle,S,red1,RED,killed,100,1st corps\nK2,battle,S,red1,RED,wounded,200")
        == ()
    )


counts = st.integers(0, 10**6)
ranges = st.tuples(counts, counts).map(sorted)


@given(st.lists(ranges, min_size=2, max_size=4), st.integers(0, 10**6))
def test_parts_and_their_total_stay_consistent(ends, total):
    rows = [
        f"K{at},battle,S,red1,RED,{measure},{low}-{high}"
        if low < high
        else f"K{at},battle,S,red1,RED,{measure},{low}"
        for at, (measure, (low, high)) in enumerate(zip(LOSSES, ends, strict=False))
    ]
    (derived,) = totals("\n".join(rows))
    least, most = sum(low for low, _ in ends), sum(high for _, high in ends)
    assert (derived.figure.low, derived.figure.high) == (least, most)
    assert len(derived.absent) == len(LOSSES) - len(ends)
    dossier = dossier_of("\n".join([*rows, f"K9,battle,S,red1,RED,casualties,{total}"]))
    assert sum(a.is_derived for a in with_totals(dossier)) == 0
    found = {f.rule for f in run_checks(dossier, select=["parts-exceed-total"])}
    slack = dossier.claims[-1].figure.grain or 1
    if least <= total:
        assert found == set()
    elif least > total + 2 * slack + sum(c.figure.grain or 1 for c in dossier.claims):
        assert found == {"parts-exceed-total"}
