from building import dossier_of

from kumsong_sources.corroboration import CLEARED_BY, Weakness, corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.vocabulary import Perspective


def support(rows: str, **texts: str):
    return corroboration(dossier_of(rows, **texts))[0]


def test_the_totals_of_kumsong_are_single_source():
    by_id = {s.claim.claim_id: s for s in corroboration(Dossier.example("kumsong"))}
    for claim_id in ("K019", "K022", "K023", "K024"):
        assert Weakness.SINGLE_SOURCE in by_id[claim_id].weaknesses
        assert Weakness.INFERRED_LINK in by_id[claim_id].weaknesses
    assert Weakness.INTERESTED_PARTY_ONLY in by_id["K022"].weaknesses
    assert Weakness.INTERESTED_PARTY_ONLY not in by_id["K023"].weaknesses


def test_two_citations_and_two_rows_count_alike():
    together = support("K1,battle,S,red1; blue1,RED,killed,100")
    apart = support("K1,battle,S,red1,RED,killed,100\nK2,battle,T,blue1,RED,killed,100")
    assert together.sources == apart.sources == ("red1", "blue1")
    assert together.perspectives == (Perspective.OWN, Perspective.ENEMY)
    assert together.weaknesses == apart.weaknesses == ()


def test_another_figure_is_no_support():
    lone = support("K1,battle,S,red1,RED,killed,100\nK2,battle,T,blue1,RED,killed,101")
    assert lone.sources == ("red1",)


def test_a_copy_makes_two_sources_and_one_witness():
    found = support("K1,battle,S,blue1; blue2,BLUE,killed,100")
    assert (found.source_count, found.witness_count) == (2, 1)
    assert found.weaknesses == (Weakness.SINGLE_WITNESS, Weakness.SINGLE_SIDE)


def test_two_independent_works_of_one_side_are_single_side():
    assert support("K1,battle,S,red1; red2,RED,killed,100").weaknesses == (
        Weakness.SINGLE_SIDE,
    )


def test_the_enemy_alone_telling_a_loss_is_an_interested_party():
    found = support("K1,battle,S,blue1,RED,killed,100")
    assert Weakness.INTERESTED_PARTY_ONLY in found.weaknesses
    own = support("K1,battle,S,red1,RED,killed,100")
    assert Weakness.INTERESTED_PARTY_ONLY not in own.weaknesses


def test_uncited_and_missing_sources_are_told_apart():
    assert support("K1,battle,S,").weaknesses == (Weakness.UNCITED,)
    gone = support("K1,battle,S,unknown1999")
    assert gone.weaknesses == (Weakness.MISSING_SOURCE,)
    assert gone.source_count == 0


def test_a_cell_that_cannot_be_read_is_not_called_uncited():
    assert Weakness.UNCITED not in support("K1,battle,S,red1[3").weaknesses


def test_a_work_through_which_a_source_is_read_derives_from_it():
    rows = "K1,battle,S,red1,RED,killed,5,,,,nobody\nK2,battle,S,nobody,RED,killed,5,,RED"
    assert support(rows).witnesses == (("red1", "nobody"),)


def test_every_weakness_says_what_would_clear_it():
    assert set(CLEARED_BY) == set(Weakness)
