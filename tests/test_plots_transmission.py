"""The picture of figures as they are retold."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes
from pictures import faults_of_layout, making, retold, shapes, words

from kumsong_sources.attestations import attestations
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import transmission_alt, transmission_plot
from kumsong_sources.transmission import retellings

WORKS = """
@book{red, author = {Red, R.}, year = 1950, party = {RED}}
@book{one, author = {First, A.}, year = 1960}
@book{two, author = {Second, B.}, year = 1970}
@book{three, author = {Third, C.}, year = 1980}
@online{undated, author = {Nemo, N.}}
"""


def told(*figures: str, measure: str = "killed") -> Dossier:
    """One source's figure in the works one, two, three and the undated one."""
    works = ("one", "two", "three", "undated")
    subject = "" if measure in ("date", "result") else "RED"
    rows = [
        ("red", subject, measure, figure, "alpha", "", work)
        for figure, work in zip(figures, works, strict=False)
    ]
    return making(*rows, references=WORKS)


def picture(dossier: Dossier) -> Axes:
    found = retellings(attestations(dossier), dossier=dossier)
    ax = transmission_plot(found, dossier=dossier)
    assert faults_of_layout(ax) == []
    return ax


def alternative(dossier: Dossier) -> str:
    found = retellings(attestations(dossier), dossier=dossier)
    return transmission_alt(found, dossier=dossier)


def test_works_stand_in_the_order_of_their_years_undated_ones_first_and_named() -> None:
    ax = picture(told("10", "20", "30", "40"))
    works = ["Nemo n.d.", "First 1960", "Second 1970", "Third 1980"]
    assert [text for text in words(ax) if text in works] == works
    assert "Undated: Nemo n.d." in " ".join(words(ax))


def test_a_changed_figure_has_another_fill_and_stands_in_bold() -> None:
    ax = picture(told("78,000", "78,000", "47,661"))
    bold = [t.get_text() for t in ax.texts if t.get_fontweight() == "bold"]
    assert "47,661" in bold
    assert "78,000" not in bold
    assert [face == "white" for _, face, _ in shapes(ax)][1:] == [False, False, True]
    assert "2 figures in 3 works: ×1.64" in " ".join(words(ax))


def test_a_figure_written_otherwise_is_the_same() -> None:
    said = " ".join(words(picture(told("66,000", "66 000", "6만 6천"))))
    assert "the same in 3 works" in said
    assert "another fill" not in said


def test_a_small_change_looks_small_because_all_rows_have_one_scale() -> None:
    rows = [
        ("red", "RED", measure, figure, "alpha", "", work)
        for measure, figures in {"killed": ("100", "1,000"), "missing": ("100", "101")}.items()
        for work, figure in zip(("one", "two"), figures, strict=True)
    ]
    ax = picture(making(*rows, references=WORKS))
    downs = [
        float(line.get_ydata()[0]) for line in ax.lines if line.get_marker() not in ("None", "")
    ][-4:]
    ten_times, hundredth = sorted(abs(a - b) for a, b in (downs[:2], downs[2:]))[::-1]
    assert ten_times > 50 * hundredth > 0


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        (("over 5,000", "5,000"), "≥ 5,000"),
        (("7,000–9,000", "8,000"), "7,000–9,000"),
        (("heavy", "8,000"), "“heavy”"),
        (("none", "8,000"), "0 (“none”)"),
    ],
)
def test_a_bound_a_word_and_zero_are_shown_without_a_ratio_they_do_not_have(
    figures: tuple[str, ...], shown: str
) -> None:
    said = words(picture(told(*figures)))
    assert shown in said
    told_ratio = any("×" in text for text in said)
    assert told_ratio is (shown == "7,000–9,000")


def test_zero_is_said_to_stand_off_the_scale() -> None:
    assert any(text.startswith("0 stands") for text in words(picture(told("none", "8,000"))))


def test_dates_and_answers_have_no_scale() -> None:
    ax = picture(told("13–27 July 1953", "13–20 July 1953", measure="date"))
    said = " ".join(words(ax))
    assert "2 figures in 2 works" in said
    assert "log scale" not in said
    downs = {float(line.get_ydata()[0]) for line in ax.lines if line.get_marker() == "o"}
    assert len(downs) <= 2  # the row's, and the legend's


def test_two_figures_in_one_work_both_stand_there() -> None:
    dossier = told("10", "20")
    doubled = making(
        *(("red", "RED", "killed", figure, "alpha", "", "one") for figure in ("10", "30")),
        ("red", "RED", "killed", "10", "alpha", "", "two"),
        references=WORKS,
    )
    assert dossier.title == doubled.title
    assert {"10", "30"} <= set(words(picture(doubled)))


def test_the_words_tell_which_work_has_which_figure() -> None:
    said = alternative(told("78,000", "78,000", "47,661"))
    assert "1 figure, 1 of them not the same in all works." in said
    assert (
        "Red killed by Red 1950, 2 figures in 3 works: ratio 1.64: 78,000 in First 1960 and "
        "Second 1970; 47,661 in Third 1980."
    ) in said


def test_a_figure_read_in_one_work_is_no_retelling() -> None:
    dossier = told("10")
    assert words(picture(dossier)) == ["No figure was read through more than one work."]
    assert alternative(dossier) == "No figure was read through more than one work."


@pytest.mark.parametrize(("works", "figures"), [(12, 6), (26, 10)])
def test_no_text_touches_another_however_many_works_and_figures(
    works: int, figures: int
) -> None:
    said = words(picture(retold(works, figures=figures)))
    assert any("later works" in text for text in said) is (works > 14)


def test_the_retold_dossier_shows_what_changed_first() -> None:
    said = words(picture(Dossier.example("kumsong-retold")))
    changed = said.index("United Nations casualties")
    same = said.index("South Korean wounded")
    assert changed < same
    assert {"78,000", "47,661", "4,136", "4,197"} <= set(said)
