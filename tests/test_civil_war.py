"""Real tables of a well-studied war: the numbers against an independent computation."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import fmean, median, stdev

import civil_war
import pytest

from kumsong_sources.attestations import attestations
from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.comparison import compare
from kumsong_sources.copying import likenesses
from kumsong_sources.corroboration import Weakness, corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.sources import bibliography_of

pytestmark = pytest.mark.skipif(not civil_war.TABLE.is_file(), reason=civil_war.WHY_ABSENT)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return civil_war.dossier()


def counted_by_hand() -> dict[tuple[str, str, str], set[tuple[str, float, float]]]:
    """Per battle, side and measure the figures of each source, from the raw table."""
    found: dict[tuple[str, str, str], set[tuple[str, float, float]]] = {}
    for row in civil_war.rows():
        low, high = float(row["low"] or row["value"]), float(row["high"] or row["value"])
        if low > high:
            continue  # A range that goes down is unreadable, and is found so.
        key = (
            row["battle_id"],
            civil_war.PARTIES.get(row["belligerent"], row["belligerent"]),
            civil_war.MEASURES.get(row["measure"], row["measure"]),
        )
        found.setdefault(key, set()).add((row["source"], low, high))
    return found


def test_the_spreads_agree_with_an_independent_computation(dossier: Dossier):
    by_hand = counted_by_hand()
    several = 0
    for comparison in compare(dossier):
        quantity = comparison.quantity
        if comparison.derived:
            continue
        figures = by_hand[quantity.event, quantity.subject, quantity.measure]
        spread = comparison.spread
        assert spread.n == len(figures)
        if len(figures) < 2:
            assert spread.ratio is None
            continue
        several += 1
        low, high = min(f[1] for f in figures), max(f[2] for f in figures)
        points = [(f[1] + f[2]) / 2 for f in figures]
        assert spread.difference == pytest.approx(high - low, rel=1e-9)
        if low > 0:
            assert spread.ratio == pytest.approx(high / low, rel=1e-9)
            assert spread.log2_ratio == pytest.approx(math.log(high / low, 2), rel=1e-9)
            logs = [math.log(point) for point in points]
            assert spread.geometric_mean == pytest.approx(math.exp(fmean(logs)), rel=1e-9)
            assert spread.geometric_sd == pytest.approx(math.exp(stdev(logs)), rel=1e-9)
        else:
            assert spread.ratio is None
        if fmean(points):
            assert spread.cv == pytest.approx(stdev(points) / fmean(points), rel=1e-9)
        if len(points) >= 4 and median(points):
            deviation = median(abs(point - median(points)) for point in points)
            assert spread.mad_ratio == pytest.approx(deviation / median(points), rel=1e-9)
    assert several > 300


def test_every_row_of_the_table_is_a_claim_and_only_the_falling_range_is_unread(
    dossier: Dossier,
):
    assert len(dossier.claims) == len(civil_war.rows())
    faults = [fault for claim in dossier.claims for fault in claim.faults]
    assert ["range goes down" in fault.message for fault in faults] == [True]


COPIES = (
    {"CWSS", "KennedyConservation1998"},
    {"CWSAC1997", "wikipedia"},
    {"Clodfelter2008", "Livermore1900"},
)


def test_known_copies_rank_above_works_that_have_nothing_to_do_with_each_other(
    dossier: Dossier,
):
    pairs = [{p.first, p.second} for p in likenesses(attestations(dossier), dossier=dossier)]
    unrelated = [at for at, pair in enumerate(pairs) if "Bodart1908" in pair]
    assert len(unrelated) >= 5
    assert max(pairs.index(copies) for copies in COPIES) < min(unrelated)


def test_known_copies_are_suspected_and_unrelated_works_are_not(dossier: Dossier):
    for pair in likenesses(attestations(dossier), dossier=dossier):
        if {pair.first, pair.second} in COPIES:
            assert pair.is_suspected
        if "Bodart1908" in (pair.first, pair.second):
            assert not pair.is_suspected


def test_declaring_a_lineage_makes_single_witnesses_as_counted_by_hand(dossier: Dossier):
    text = (civil_war.FOLDER / "references.bib").read_text(encoding="utf-8")
    declared = text.replace(
        "@book{Clodfelter2008,", "@book{Clodfelter2008, derivesfrom={Livermore1900},"
    )
    assert declared != text
    told = replace(
        dossier, bibliography=bibliography_of(parse_bibtex(declared, path="references.bib"))
    )
    before = [s for s in corroboration(dossier) if Weakness.SINGLE_WITNESS in s.weaknesses]
    after = [s for s in corroboration(told) if Weakness.SINGLE_WITNESS in s.weaknesses]
    by_figure: dict[tuple[str, ...], set[str]] = {}
    for row in civil_war.rows():
        by_figure.setdefault(said(row), set()).add(row["source"])
    both = {"Clodfelter2008", "Livermore1900"}
    expected = [row for row in civil_war.rows() if by_figure[said(row)] == both]
    assert before == []
    assert len(expected) >= 5
    assert sorted(s.claim.claim_id for s in after) == sorted(r["claim_id"] for r in expected)


def said(row: dict[str, str]) -> tuple[str, ...]:
    return (
        row["battle_id"],
        row["belligerent"],
        row["measure"],
        civil_war.figure_of(row),
    )
