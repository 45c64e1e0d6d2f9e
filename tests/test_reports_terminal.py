"""Comparisons in the terminal: aligned, within the width, without signs it would obey."""

from __future__ import annotations

import re

import pytest
from building import dossier_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.terminal import NARROWEST, NARROWEST_LANES, comparisons_text
from kumsong_sources.screen import aligned, display_width, padded, printable, wrap


def text_of(dossier: Dossier, width: int | None = 96) -> str:
    return comparisons_text(compare(dossier), dossier=dossier, width=width)


def test_kumsong_in_the_terminal() -> None:
    text = text_of(Dossier.example("kumsong"))
    assert text.startswith("Figures side by side\n")
    assert (
        "\n\nBattle of Kumsong · United Nations Command · casualties\n"
        "  own    South Korea  14,373†‡  Chae et al. 2001 "
        "(inferred; via Wikipedia contributors n.d.)\n"
        "  enemy  China        78,000    Chinese Military Science Academy 2000 "
    ) in text
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


@pytest.mark.parametrize("name", ["kumsong", "kumsong-retold"])
@pytest.mark.parametrize("width", [NARROWEST, 60, 80, 96, 200])
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    dossier = Dossier.example(name)
    text = comparisons_text(
        compare(dossier), dossier=dossier, width=width, with_ranking=True, with_tasks=True
    )
    assert max(map(display_width, text.splitlines())) <= width


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


# Lanes


def lanes_of(dossier: Dossier, *, width: int = 60, in_ascii: bool = False) -> list[str]:
    """The lines of the picture."""
    text = comparisons_text(compare(dossier), dossier=dossier, width=width, in_ascii=in_ascii)
    first = text.partition("\n\n")[0].splitlines()
    return first[1:] if first[0] == "Figures side by side" else []


def two_sides(*figures: str, reporter: str = "BLUE") -> Dossier:
    """What the Red report of themselves, and others of them, on casualties."""
    rows = [
        f'C{number},battle,A,{"red1" if number == 0 else "blue1"},RED,casualties,"{figure}",,'
        f"{'RED' if number == 0 else reporter}"
        for number, figure in enumerate(figures)
    ]
    return dossier_of("\n".join(rows))


def test_figures_stand_at_their_place_on_a_scale_from_round_number_to_round_number() -> None:
    assert lanes_of(two_sides("1,000", "10,000", "100,000")) == [
        "  ● own · ○ enemy; equal distances are equal ratios",
        "  Redland · casualties ×100",
        "  Redland     1,000 │●",
        "  Blueland   10,000 │                  ○",
        "  Blueland  100,000 │                                    ○",
        "                     1,000          10,000         100,000",
    ]


def test_without_the_signs_there_are_others() -> None:
    lines = lanes_of(two_sides("1,000", "10,000"), in_ascii=True)
    assert lines[0] == "  * own | o enemy; equal distances are equal ratios"
    assert lines[1].endswith("x10.0")
    assert all(line.isascii() for line in lines[2:])
    assert lines[2].endswith("|*")


@pytest.mark.parametrize(
    ("figure", "apart", "in_ascii"),
    [
        ("at least 56,200", "≥ ×56.2", ">= x56.2"),
        ("at most 56,200", "×56.2 as stated", "x56.2 as stated"),
    ],
)
def test_what_a_bound_leaves_open_is_said_beside_the_ratio(
    figure: str, apart: str, in_ascii: str
) -> None:
    dossier = two_sides("1,000", figure)
    assert lanes_of(dossier)[1] == f"  Redland · casualties {apart}"
    assert lanes_of(dossier, in_ascii=True)[1].endswith(f" {in_ascii}")


@pytest.mark.parametrize(
    ("figure", "drawn"),
    [("at least 2,000", "○→"), ("at most 2,000", "←○"), ("2,000-4,000", "○─"), ("2,000", " ○")],
)
def test_bounds_have_arrows_and_ranges_lines(figure: str, drawn: str) -> None:
    lines = lanes_of(two_sides("1,000", figure, "10,000"))
    assert drawn in lines[3]
    if "-" in figure:
        assert lines[3].endswith("─○")


def test_a_range_leads_from_its_low_to_its_high_end() -> None:
    (line,) = (x for x in lanes_of(two_sides("1,000", "1,000-100,000")) if "–" in x)
    assert re.fullmatch("○─{20,}○", line.partition("│")[2])
    assert display_width(line) == 58


def test_a_zero_has_no_place_on_the_scale_and_no_mark() -> None:
    lines = lanes_of(two_sides("1,000", "10,000", "0"))
    assert not any(line.startswith("  Blueland       0") for line in lines)


@pytest.mark.parametrize("figures", [("1,000",), ("1,000", "1,000"), ("heavy", "light")])
def test_nothing_is_drawn_where_nothing_is_apart(figures: tuple[str, ...]) -> None:
    assert lanes_of(two_sides(*figures)) == []


def test_on_a_narrow_screen_nothing_is_drawn() -> None:
    dossier = two_sides("1,000", "10,000")
    assert lanes_of(dossier, width=NARROWEST_LANES) != []
    assert lanes_of(dossier, width=NARROWEST_LANES - 1) == []


def test_whose_figure_it_is_or_else_which_work_it_stands_in() -> None:
    dossier = dossier_of(
        'C1,battle,A,nobody,RED,casualties,"1,000"\nC2,battle,A,,RED,casualties,"9,000"'
    )
    lines = lanes_of(dossier)
    assert lines[2].startswith("  Nemo 1970  1,000 │×")
    assert lines[3].startswith("  uncited    9,000 │")


def test_a_long_name_is_cut_off_and_lanes_keep_in_line_whatever_the_script() -> None:
    declaration = (
        'title = "T"\n[events.battle]\nlabel = "金城战役"\nsides = ["CHN", "KOR"]\n'
        '[parties.CHN]\nlabel = "中国人民志愿军和朝鲜人民军联合司令部"\n'
        '[parties.KOR]\nlabel = "Korea"\n'
    )
    dossier = dossier_of(
        "C1,battle,A,red1,CHN,killed,100,,CHN\nC2,battle,B,blue1,CHN,killed,400,,KOR",
        declaration=declaration,
    )
    own, enemy = (line for line in lanes_of(dossier, width=80) if "│" in line)
    assert "中国人民志愿军和朝鲜人…" in own
    before = [display_width(line.partition("│")[0]) for line in (own, enemy)]
    assert before[0] == before[1]


def test_of_many_quantities_the_farthest_apart_are_drawn_and_the_rest_counted() -> None:
    rows = [
        f"{claim}{n},battle,A,{work},RED,m{n},{figure},,{who}"
        for n in range(8)
        for claim, work, who, figure in (
            ("C", "red1", "RED", 100), ("D", "blue1", "BLUE", 200 + 100 * n),
        )
    ]  # fmt: skip
    lines = lanes_of(dossier_of("\n".join(rows)))
    titles = [line.split()[2] for line in lines if "×" in line]
    assert titles == ["m7", "m6", "m5", "m4", "m3", "m2"]
    assert lines[-1] == "  2 more are not drawn"


@settings(deadline=None)
@given(
    st.lists(st.integers(min_value=0, max_value=10**9), min_size=2, max_size=5),
    st.integers(min_value=NARROWEST_LANES, max_value=140),
)
def test_lanes_keep_the_order_of_the_figures_and_the_width(
    figures: list[int], width: int
) -> None:
    lines = lanes_of(two_sides(*map(str, figures)), width=width)
    places: dict[int, int] = {}
    for line in (line for line in lines if "│" in line):
        label, _, lane = line.partition("│")
        places[int(label.split()[-1].replace(",", ""))] = len(lane)
    assert [places[value] for value in sorted(places)] == sorted(places.values())
    assert max(map(display_width, lines), default=0) <= width


# Ranking, tasks, colours


def test_the_ranking_stands_first_where_it_is_wanted() -> None:
    dossier = Dossier.example("kumsong")
    text = comparisons_text(compare(dossier), dossier=dossier, width=80, with_ranking=True)
    assert (
        "\n\nFarthest apart first\n"
        "  1.  5.43‡  United Nations Command · casualties  extreme\n"
        "  2.   2.05  China · casualties                   notable\n\n"
    ) in text
    assert "Farthest apart first" not in text_of(dossier)


def test_what_to_look_up_next_stands_last_where_it_is_wanted() -> None:
    dossier = Dossier.example("kumsong")
    text = comparisons_text(compare(dossier), dossier=dossier, width=96, with_tasks=True)
    _, _, tasks = text.partition("\n\nWhat to look up next\n")
    assert tasks.startswith("  1. Find note 8 of Wikipedia contributors n.d.: ")
    assert "2 figures hang on it" in " ".join(tasks.split())
    assert tasks.splitlines()[-1].endswith("more tasks are listed by `kumsong-sources report`")
    assert "look up" not in text_of(dossier)


def test_colours_change_nothing_but_colours() -> None:
    dossier = Dossier.example("kumsong")
    plain, coloured = (
        comparisons_text(
            compare(dossier), dossier=dossier, width=80, in_colour=wanted, with_tasks=True
        )
        for wanted in (False, True)
    )
    assert "\x1b[" not in plain
    assert "\x1b[31mdisagree\x1b[0m: the figures differ" in coloured
    assert "\x1b[33mcannot tell\x1b[0m: scope differs" in coloured
    assert re.sub(r"\x1b\[[0-9]+m", "", coloured) == plain


# Columns


def test_columns_give_way_where_they_are_widest_and_no_word_is_broken_without_need() -> None:
    rows = [["a", "one two three four", "9"], ["b", "five", "12,000"]]
    assert list(aligned(rows, width=22, right={2})) == [
        "a  one two           9",
        "   three four",
        "b  five         12,000",
    ]
    assert next(aligned(rows, right={2})) == "a  one two three four       9"


@given(st.text(), st.integers(min_value=0, max_value=40), st.booleans())
def test_padding_reaches_the_width_and_keeps_the_text(
    text: str, width: int, right: bool
) -> None:
    found = padded(text, width, right=right)
    assert display_width(found) == max(width, display_width(text))
    assert text in found
