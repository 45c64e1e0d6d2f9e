"""What every picture keeps to: it fits, stays the same, and says in words what it shows."""

from __future__ import annotations

import warnings

import pytest
from matplotlib.figure import Figure as Picture
from pictures import (
    DECLARATION,
    PICTURES,
    drawn,
    faults_of_layout,
    hide_cjk_fonts,
    making,
    retold,
    words,
)

from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import png, svg

EXAMPLES = ("kumsong", "kumsong-retold")


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_text_of_the_shipped_dossiers_touches_another_or_sticks_out(
    name: str, example: str
) -> None:
    ax, _ = drawn(name, Dossier.example(example))
    assert faults_of_layout(ax) == []


@pytest.mark.parametrize("name", PICTURES)
def test_identical_input_gives_identical_files_and_words(name: str) -> None:
    (one, said), (other, again) = (
        drawn(name, Dossier.example("kumsong-retold")) for _ in range(2)
    )
    assert svg(one, description=said) == svg(other, description=again)
    assert png(one, dpi=60) == png(other, dpi=60)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("dossier", ["kumsong-retold", "made up"])
def test_the_words_are_one_paragraph_without_signs_that_are_not_read_aloud(
    name: str, dossier: str
) -> None:
    kumsong = Dossier.example("kumsong-retold")
    _, said = drawn(name, retold(12) if dossier == "made up" else kumsong)
    assert said.endswith(".")
    assert not set(said) & set("×†‡≥≤\n")
    assert "None" not in said.split()
    assert ".." not in said


@pytest.mark.parametrize("name", PICTURES)
def test_without_anything_to_show_it_says_so(name: str) -> None:
    ax, said = drawn(name, making(references=""))
    assert len(words(ax)) == 1 or name == "support"
    assert words(ax)[0] in said


@pytest.mark.parametrize("name", PICTURES)
def test_without_a_cjk_font_names_are_romanised_and_still_fit(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide_cjk_fonts(monkeypatch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ax, said = drawn(name, retold(8, figures=4))
    assert faults_of_layout(ax) == []
    assert not [text for text in words(ax) if any(ord(char) > 0x2E80 for char in text)]
    assert said


@pytest.mark.parametrize("name", PICTURES)
def test_hostile_strings_stay_text(name: str) -> None:
    hostile = "<script>$x^2$ & </script>"
    declaration = DECLARATION.replace('"Red"', f'"{hostile}"').replace(
        '"A test"', f'"{hostile}"'
    )
    dossier = making(
        ("red", "RED", "killed", "1", "alpha", "", "later"),
        ("red", "RED", "killed", "2", "alpha", "", "green"),
        "blue RED killed 70",
        ("red", "RED", "casualties", "1", "alpha", "", "later"),
        "blue RED casualties 70",
        declaration=declaration,
    )
    ax, said = drawn(name, dossier)
    text = svg(ax, title=hostile, description=said)
    assert "<script" not in text
    assert faults_of_layout(ax) == []


@pytest.mark.parametrize("name", PICTURES)
def test_given_axes_are_drawn_on(name: str) -> None:
    picture = Picture(figsize=(12, 12))
    ax = picture.add_axes((0.25, 0.25, 0.5, 0.5) if name == "lanes" else (0, 0, 1, 1))
    returned, _ = drawn(name, Dossier.example("kumsong"), ax=ax)
    assert returned is ax
    assert faults_of_layout(ax) == []
