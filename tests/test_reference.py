import pytest

from kumsong_sources.declaration import parse_declaration
from kumsong_sources.reference import Reference, shipped_reference


def test_the_quantiles_stand_where_they_were_measured():
    reference = shipped_reference()
    assert [reference.percentile(r) for r in (1, 1.18, 1.54, 2.14, 2.91)] == [0, 50, 75, 90, 95]


def test_beyond_the_last_quantile_there_is_no_percentile_but_a_word():
    assert shipped_reference().percentile(3) is None
    assert shipped_reference().place(3) == "above 95 % of 221 figures"
    assert shipped_reference().place(1.54) == "about 75 % of 221 figures differ less"


def test_the_percentile_rises_with_the_ratio():
    found = [shipped_reference().percentile(1 + step / 100) for step in range(190)]
    assert found == sorted(found)


def test_a_dossier_may_bring_its_own_distribution():
    declared = parse_declaration(
        '[reference]\nlabel="mine"\nn=10\nquantiles=[[50, 2.0], [90, 4]]\nprovenance="me"\n'
    )
    assert declared.faults == ()
    assert declared.reference == Reference(
        label="mine", n=10, quantiles=((50.0, 2.0), (90.0, 4.0)), provenance="me"
    )


@pytest.mark.parametrize(
    "text",
    [
        "n=10\nquantiles=[[50, 2.0], [40, 4]]",
        "n=10\nquantiles=[[50, 2.0], [60, 1.5]]",
        "n=10\nquantiles=[[50, 0.5]]",
        "n=0\nquantiles=[[50, 2.0]]",
        'quantiles="x"',
    ],
)
def test_a_distribution_that_makes_no_sense_is_a_fault_and_the_shipped_one_holds(text):
    declared = parse_declaration("[reference]\n" + text)
    assert [fault.where for fault in declared.faults] == ["reference"]
    assert declared.reference == shipped_reference()
