import pytest
from building import dossier_of

from kumsong_sources.attestations import attestations
from kumsong_sources.copying import FEWEST, likenesses

MEASURES = ("killed", "wounded", "missing", "captured", "strength", "guns")


def found(first: list[int], second: list[int], keys: tuple[str, str] = ("red1", "swiss")):
    rows = [
        f"K{at}{key},battle,S,{key},RED,{measure},{value}"
        for key, values in zip(keys, (first, second), strict=True)
        for at, (measure, value) in enumerate(zip(MEASURES, values, strict=False))
    ]
    dossier = dossier_of("\n".join(rows))
    return likenesses(attestations(dossier), dossier=dossier)


def test_identical_unrounded_figures_raise_the_suspicion():
    (pair,) = found([101, 202, 303, 404, 505], [101, 202, 303, 404, 505])
    assert (pair.shared, pair.identical, pair.share) == (5, 5, 1)
    assert pair.interval.low == pytest.approx(0.5655, abs=5e-4)
    assert pair.is_suspected
    assert not pair.is_declared


def test_four_shared_quantities_are_too_few_to_say():
    assert FEWEST == 5
    assert found([101, 202, 303, 404], [101, 202, 303, 404]) == ()


def test_round_figures_prove_nothing_and_do_not_count():
    (pair,) = found([101, 202, 303, 404, 505, 600], [101, 202, 303, 404, 505, 600])
    assert pair.shared == 5
    assert found([100, 200, 300, 400, 500], [100, 200, 300, 400, 500]) == ()


def test_different_figures_raise_no_suspicion():
    (pair,) = found([101, 202, 303, 404, 505], [111, 212, 313, 414, 505])
    assert pair.identical == 1
    assert not pair.is_suspected


def test_declared_lineage_is_said_beside_the_suspicion():
    (pair,) = found([101, 202, 303, 404, 505], [101, 202, 303, 404, 505], ("blue1", "blue2"))
    assert pair.is_declared


def test_the_base_rate_is_that_of_the_other_pairs():
    rows = []
    for key, shift in (("red1", 0), ("red2", 0), ("swiss", 7)):
        rows += [
            f"K{key}{m},battle,S,{key},RED,{m},{101 + 101 * i + shift}"
            for i, m in enumerate(MEASURES)
        ]
    dossier = dossier_of("\n".join(rows))
    first, *others = likenesses(attestations(dossier), dossier=dossier)
    assert (first.first, first.second, first.base_rate) == ("red1", "red2", 0)
    assert [pair.base_rate for pair in others] == [0.5, 0.5]
