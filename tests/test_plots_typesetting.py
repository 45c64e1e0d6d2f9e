"""Text in pictures: measured letter by letter, and broken into lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg

from kumsong_sources.plots.typesetting import Face

FACES = [
    Face(families=("DejaVu Sans",), size=size, bold=bold)
    for size in (7.8, 9.0, 12.0)
    for bold in (False, True)
]
LETTERS = st.text(alphabet="abcdefgilmnorstuwxyzAMTVW 0123456789,.-–×†‡", max_size=60)


@pytest.mark.parametrize("face", FACES, ids=str)
@pytest.mark.parametrize(
    "text", ["Chinese Military Science Academy 2000", "14,373 †‡", "AVAVAV To. Ty", "office"]
)
def test_a_line_is_drawn_no_wider_than_it_is_measured(face: Face, text: str) -> None:
    for dpi in (72.0, 100.0, 150.0):
        renderer = RendererAgg(8, 8, dpi)
        drawn = renderer.get_text_width_height_descent(text, face.properties, False)[0] / dpi
        # Kerning seldom spreads letters, and then by less than this.
        assert drawn <= face.width(text) * 1.03
        assert drawn >= face.width(text) * 0.8


@given(LETTERS, LETTERS)
def test_two_texts_are_together_about_as_wide_as_one_after_the_other(
    one: str, other: str
) -> None:
    face = FACES[0]
    # Each is as wide as at the resolution that suits it least, so apart they may be wider.
    assert face.width(one + other) <= face.width(one) + face.width(other) + 1e-9
    assert face.width(one + other) >= max(face.width(one), face.width(other)) - 1e-9


@given(LETTERS, st.floats(min_value=0.4, max_value=4.0))
def test_broken_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    face = FACES[0]
    lines = face.wrap(text, width=width, lines=200)
    assert all(face.width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_long_name_breaks_after_its_hyphen() -> None:
    face = FACES[0]
    name = "Hoogstraten-Wolkenstein"
    room = face.width("Hoogstraten-Wolk")
    assert face.wrap(name, width=room) == ["Hoogstraten-", "Wolkenstein"]


def test_what_does_not_fit_is_left_out_before_the_last_word() -> None:
    face = FACES[0]
    lines = face.wrap("a very long title of a very long work 1953", width=0.9, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("… 1953")
