from building import WORKS, dossier_of

from kumsong_sources.attestations import with_totals
from kumsong_sources.transmission import retellings

WIKIS = WORKS + "@online{old, title={Old}, year=2009}\n@online{new, title={New}, year=2020}\n"


def found(rows: str):
    dossier = dossier_of(rows, references=WIKIS)
    return retellings(with_totals(dossier), dossier=dossier)


def test_one_source_quoted_with_two_figures_is_a_conflict():
    (retold,) = found(
        "K1,battle,S,blue1,RED,killed,47661,,,,new\nK2,battle,S,blue1,RED,killed,78000,,,,old"
    )
    assert retold.is_conflict
    assert [work for work, _ in retold.readings] == ["old", "new"]
    assert [value.low for value in retold.values] == [78000, 47661]


def test_one_figure_retold_alike_is_no_conflict():
    (retold,) = found(
        "K1,battle,S,blue1,RED,killed,78000,,,,new\nK2,battle,S,blue1,RED,killed,78000,,,,old"
    )
    assert not retold.is_conflict


def test_the_source_itself_counts_as_a_reading():
    (retold,) = found("K1,battle,S,blue1,RED,killed,5\nK2,battle,S,blue1,RED,killed,6,,,,old")
    assert [work for work, _ in retold.readings] == ["", "old"]


def test_two_figures_in_one_work_are_not_a_retelling():
    rows = "K1,battle,S,blue1,RED,killed,5,,,,old\nK2,battle,S,blue1,RED,killed,6,,,,old"
    assert found(rows) == ()


def test_different_sources_scopes_and_reporters_are_kept_apart():
    rows = (
        "K1,battle,S,blue1,RED,killed,5,,,,old\nK2,battle,S,blue2,RED,killed,6,,,,new\n"
        "K3,battle,S,blue1,RED,killed,7,1st corps,,,new\n"
    )
    assert found(rows) == ()


def test_a_sum_of_ours_is_shown_beside_a_stated_total_and_is_no_conflict():
    (retold,) = found(
        "K1,battle,S,blue1,BLUE,casualties,32253,,,,old\n"
        "K2,battle,S,blue1,BLUE,killed,9187,,,,new\n"
        "K3,battle,S,blue1,BLUE,wounded,12391,,,,new"
    )
    assert [a.is_derived for _, a in retold.readings] == [False, True]
    assert not retold.is_conflict
