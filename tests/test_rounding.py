from building import dossier_of

from kumsong_sources.attestations import attestations
from kumsong_sources.rounding import heaping
from kumsong_sources.vocabulary import Perspective


def found(rows: str):
    dossier = dossier_of(rows)
    return {
        (h.reporter, h.perspective): h for h in heaping(attestations(dossier), dossier=dossier)
    }


def test_own_counts_and_enemy_estimates_are_told_apart():
    heaps = found(
        "K1,battle,S,red1,RED,killed,1234\nK2,battle,S,red1,BLUE,killed,5000\n"
        "K3,battle,S,red1,BLUE,wounded,7100\nK4,battle,S,red1,BLUE,missing,7111\n"
        "K5,battle,S,red1,BLUE,killed,5000"
    )
    own, enemy = heaps["RED", Perspective.OWN], heaps["RED", Perspective.ENEMY]
    assert (own.figures, own.round_figures, own.share) == (1, 0, 0)
    assert (enemy.figures, enemy.round_figures) == (3, 2)
    assert enemy.interval.low < enemy.share < enemy.interval.high


def test_small_figures_words_bounds_and_dates_are_not_judged():
    heaps = found(
        "K1,battle,S,red1,RED,killed,900\nK2,battle,S,red1,RED,wounded,heavy\n"
        "K3,battle,S,red1,RED,missing,over 5000\nK4,battle,S,red1,,date,1953"
    )
    assert heaps == {}
