"""Who speaks of what, and where silence is."""

from __future__ import annotations

from pictures import DECLARATION, crowd, faults_of_layout, making, words

from kumsong_sources.comparison import compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import coverage_alt, coverage_plot


def said_of(dossier: Dossier) -> list[str]:
    ax = coverage_plot(compare(dossier), dossier=dossier)
    assert faults_of_layout(ax) == []
    return words(ax)


def test_a_stated_figure_a_sum_a_part_and_a_word_are_told_apart() -> None:
    said = said_of(Dossier.example("kumsong"))
    assert {"stated", "only a sum of ours", "only a part of it", "a word, no number"} <= {*said}


def test_each_reporter_and_each_quantity_has_its_count() -> None:
    dossier = making("red RED killed 10", "red RED wounded 10", "blue RED killed 20")
    said = said_of(dossier)
    counts = [text for text in said if text[1:5] == " of " and text[0].isdigit()]
    by_quantity, by_reporter = counts[:3], counts[3:]
    assert by_quantity == ["2 of 3", "1 of 3", "1 of 3"]
    assert by_reporter == ["3 of 3", "1 of 3", "0 of 3"]


def test_a_party_whose_works_say_nothing_has_an_empty_column() -> None:
    dossier = making("red RED killed 10")
    said = said_of(dossier)
    assert "Greenlandic source" not in said  # wrapped in its column
    assert {"Greenlandic", "0 of 1"} <= set(said)
    told = coverage_alt(compare(dossier), dossier=dossier)
    assert "Greenlandic source, 0 of 1: silence." in told


def test_silence_is_said_to_be_the_dossiers() -> None:
    dossier = making("red RED killed 10")
    note = "Silence (grey) is the dossier’s: the works may say what nobody has noted yet."
    assert note in said_of(dossier)
    assert note in coverage_alt(compare(dossier), dossier=dossier)


def test_the_words_tell_what_each_reporter_has() -> None:
    kumsong = Dossier.example("kumsong")
    said = coverage_alt(compare(kumsong), dossier=kumsong)
    assert "Chinese source, 2 of 15: United Nations casualties and Chinese casualties." in said
    assert "United Nations casualties (only a part of it)" in said
    assert "No party named, 9 of 15: Date" in said


def test_figures_nobody_is_named_for_have_a_column_but_are_no_party() -> None:
    said = said_of(making("- RED killed 10"))
    assert "no party" in said or "no party named" in said
    assert "0 of 3" in said


def test_many_quantities_and_reporters_fit_or_are_said_to_be_left_out() -> None:
    said_of(crowd(lanes=40, keys=("red", "blue", "green", "later", "-")))
    parties = "".join(f'[parties.P{n}]\nlabel = "Party number {n}"\n' for n in range(16))
    works = "".join(f"@book{{k{n}, title = {{T}}, party = {{P{n}}}}}\n" for n in range(16))
    rows = [(f"k{n % 16}", "RED", "killed", "5", "alpha", f"day {n}", "") for n in range(70)]
    said = said_of(making(*rows, references=works, declaration=DECLARATION + parties))
    assert "Not shown for want of room: 10 more quantities." in said
    assert "Not shown for want of room: 4 more reporters." in said


def test_nothing_to_look_at_is_said_in_words() -> None:
    dossier = making()
    assert said_of(dossier) == ["There is no quantity to look at."]
    assert coverage_alt([], dossier=dossier) == "There is no quantity to look at."
