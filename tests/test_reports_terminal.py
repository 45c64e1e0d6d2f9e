"""Comparisons in the terminal: aligned, within the width, without signs it would obey."""

from __future__ import annotations

import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.terminal import (
    NARROWEST,
    comparisons_text,
    display_width,
    printable,
    wrap,
)


def text_of(dossier: Dossier, width: int | None = 96) -> str:
    return comparisons_text(compare(dossier), dossier=dossier, width=width)


def test_kumsong_in_the_terminal() -> None:
    text = text_of(Dossier.example("kumsong"))
    assert text.startswith(
        "Battle of Kumsong · United Nations Command · casualties\n"
        "  own    South Korea  14,373†‡  Chae et al. 2001 "
        "(inferred; via Wikipedia contributors n.d.)\n"
        "  enemy  China        78,000    Chinese Military Science Academy 2000 "
    )
    assert "  ratio 5.43 (extreme) · difference 63,627 · 2 sources, 2 witnesses\n" in text
    assert "  cannot tell: scope differs" in text
    assert "14,373 = 2,689 killed + 7,548 wounded + 4,136 missing; captured not" in text
    assert "loss exchange 2.42 · overclaim 5.43" in text
    assert "swing 11.1" in text
    assert text.index("Not compared") > text.index("swing")


def test_the_terminal_says_what_changed_under_one_citation_and_in_how_many_notes() -> None:
    text = " ".join(text_of(Dossier.example("kumsong-retold")).split())
    assert (
        "Chae et al. 2001 on Chinese captured: 262 (English Wikipedia, newest) / "
        "167 (Chinese Wikipedia)" in text
    )
    assert "21,578† (English Wikipedia, later" in text
    kumsong = text_of(Dossier.example("kumsong"))
    assert "One citation, several figures" not in kumsong
    assert "The 4 figures compared are read in 3 notes of Wikipedia" in kumsong


@pytest.mark.parametrize("width", [NARROWEST, 60, 80, 96, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = text_of(Dossier.example("kumsong"), width=width).splitlines()
    assert max(map(display_width, lines)) <= width


def test_a_terminal_too_narrow_for_anything_is_not_narrowed_further() -> None:
    dossier = Dossier.example("kumsong")
    assert text_of(dossier, width=5) == text_of(dossier, width=NARROWEST)


def test_the_terminal_is_asked_for_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    dossier = Dossier.example("kumsong")
    assert text_of(dossier, width=None) == text_of(dossier, width=60)


def test_columns_align_by_the_width_they_take_not_by_their_characters() -> None:
    declaration = (
        'title = "T"\n[events.battle]\nlabel = "金城战役"\nsides = ["CHN", "KOR"]\n'
        '[parties.CHN]\nlabel = "中国"\n[parties.KOR]\nlabel = "Korea"\n'
    )
    dossier = dossier_of(
        "C1,battle,A,red1,CHN,killed,100,,CHN\nC2,battle,B,blue1,CHN,killed,400,,KOR",
        declaration=declaration,
    )
    lines = text_of(dossier).splitlines()
    own, enemy = (line for line in lines if line.startswith(("  own", "  enemy")))
    assert own.startswith("  own    中国   100  ")
    assert enemy.startswith("  enemy  Korea  400  ")


def test_nothing_to_compare_is_said() -> None:
    text = text_of(dossier_of("C1,battle,A,red1,RED,killed,103"))
    assert text.startswith("No quantity has two figures")
    assert "Redland · killed: 103 (Redland); one figure only" in text


def test_an_empty_choice_is_said() -> None:
    dossier = dossier_of("C1,battle,A,red1,RED,killed,103")
    assert comparisons_text([], dossier=dossier).startswith("No quantity has two figures")


def test_signs_that_a_terminal_would_obey_are_shown() -> None:
    dossier = dossier_of("C1,battle,A,red1,R\x1b[31mD,killed,103,,\x1b]0;x\x07")
    text = text_of(dossier)
    assert "\x1b" not in text
    assert "R␛[31mD" in text


def test_an_uncited_figure_and_a_missing_work_are_named() -> None:
    dossier = dossier_of(
        "C1,battle,A,gone,RED,killed,100,,RED\nC2,battle,B,,RED,killed,400,,BLUE"
    )
    text = text_of(dossier)
    assert "gone (not in the bibliography)" in text
    assert "uncited" in text


@given(st.text(), st.integers(min_value=4, max_value=60))
def test_wrapping_loses_nothing_and_keeps_within_the_width(text: str, width: int) -> None:
    lines = list(wrap(text, width=width, rest=" "))
    assert max(map(display_width, lines)) <= width
    assert "".join("".join(lines).split()) == printable(text).replace(" ", "")


@given(st.text())
def test_what_is_printed_holds_no_control_character(text: str) -> None:
    assert all(
        sign.isspace() or sign.isprintable() or sign > "\x9f" for sign in printable(text)
    )
