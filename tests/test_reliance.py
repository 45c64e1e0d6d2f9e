import pytest
from building import dossier_of

from kumsong_sources.comparison import compare
from kumsong_sources.corroboration import corroboration
from kumsong_sources.reliance import leave_one_out, source_load


def test_source_load_counts_numbers_and_their_effective_number_of_sources():
    load = source_load(
        dossier_of(
            "K1,battle,S,red1,RED,killed,5\nK2,battle,S,red1,RED,wounded,6\n"
            "K3,battle,S,red1,RED,missing,7\nK4,battle,S,blue1,RED,killed,8\n"
            "K7,battle,S,red1,RED,killed,5\nK5,battle,S,swiss,RED,killed,heavy\nK6,battle,S,,RED,killed,9"
        )
    )
    assert dict(load.figures) == {"red1": 3, "blue1": 1}
    assert load.shares["red1"] == 0.75
    assert load.effective == pytest.approx(1 / (0.75**2 + 0.25**2))


def test_without_cited_figures_there_is_no_load():
    assert source_load(dossier_of("K1,battle,S,red1")).effective is None


ROWS = """
K1,battle,S,red1,RED,killed,100
K2,battle,S,blue1,RED,killed,300
K3,battle,S,blue2,RED,killed,320
K4,battle,S,red1; red2,RED,wounded,50
"""


def falls(rows: str):
    dossier = dossier_of(rows)
    return {f.citekey: f for f in leave_one_out(compare(dossier), corroboration(dossier))}


def test_without_the_only_own_source_the_comparison_falls():
    found = falls(ROWS)
    assert [q.measure for q in found["red1"].quantities] == ["killed"]
    assert found["blue1"].quantities == found["blue2"].quantities == ()


def test_a_claim_falls_with_its_only_source_and_not_with_one_of_two():
    found = falls(ROWS)
    assert found["red1"].claims == ("K1",)
    assert found["red2"].claims == ()
