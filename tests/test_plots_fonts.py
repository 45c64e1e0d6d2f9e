"""Text in pictures: wrapping, fonts and their fallbacks, colours that can be read."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults_of_layout, hide_cjk_fonts, lanes_of, making, words

from kumsong_sources.comparison import compare
from kumsong_sources.plots import MissingFontWarning, fonts, lane_plot
from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.style import luminance, readable, to_rgb
from kumsong_sources.plots.typesetting import Face


@pytest.fixture
def without_cjk_font(monkeypatch: pytest.MonkeyPatch) -> None:
    hide_cjk_fonts(monkeypatch)


# Wrapping


def test_a_long_name_is_wrapped_and_keeps_its_year() -> None:
    face = Face(families=("DejaVu Sans",), size=9)
    lines = face.wrap("The " + "very long named " * 12 + "Institute 1961", width=2.0)
    assert len(lines) == 3
    assert lines[-1].endswith("… 1961")
    assert all(face.width(line) <= 2.0 for line in lines)


@given(st.text(max_size=80), st.floats(0.3, 4), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing_unless_they_say_so(
    text: str, width: float, lines: int
) -> None:
    lettering = Lettering(families=("DejaVu Sans",), missing=frozenset())
    text = lettering.write("".join(c for c in text if c.isascii()))
    face = Face(families=lettering.families, size=9)
    wrapped = face.wrap(text, width=width, lines=lines)
    assert len(wrapped) <= lines
    kept = "".join(wrapped).replace(" ", "")
    assert kept == text.replace(" ", "") or "…" in kept


# Fonts


def test_without_a_cjk_font_labels_are_romanised_with_one_warning(
    without_cjk_font: None,
) -> None:
    dossier = making("han RED killed 10", "hangul RED killed 20")
    with pytest.warns(
        MissingFontWarning, match=r'pip install "kumsong-sources\[cjk\]"'
    ) as said:
        first = lanes_of(dossier)
    assert len(said) == 1
    assert any(text.startswith("Jun shi ke xue yuan") for text in first)
    assert any(text.startswith("gugbangbu") for text in first)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = lane_plot(compare(dossier), dossier=dossier)
        assert faults_of_layout(ax) == []


def test_latin_labels_need_no_warning(without_cjk_font: None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "Smith 1950" in lanes_of(making("blue RED killed 10"))


def test_with_the_packaged_font_han_and_hangul_stay(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip(
        "noto_cjk_sans_otc", reason="the font of the extra cjk is not installed"
    )
    monkeypatch.setattr(fonts, "SYSTEM_FAMILIES", ())
    dossier = making(
        "han RED killed 10", "hangul RED killed 20", "red RED killed 30",
        ("han", "RED", "wounded", "5", "alpha", "金城 only", ""),
    )  # fmt: skip
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert "국방부 군사편찬연구소 1977" in words(ax)
    assert faults_of_layout(ax) == []
    assert caplog.records == []


def test_only_families_that_are_there_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SYSTEM_FAMILIES", ("No Such Family",))
    monkeypatch.setattr(fonts, "_packaged", list)
    monkeypatch.setattr(fonts, "_said", {"east-asian"})
    lettering = Lettering.of(["金城"])
    assert set(lettering.families) <= fonts.known_families()
    assert lettering.write("金城") == "Jin cheng"


def test_the_users_family_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fonts.SETTING, "DejaVu Serif")
    assert Lettering.of(["Smith"]).families[0] == "DejaVu Serif"


def test_the_users_font_file_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    path = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono.ttf"
    monkeypatch.setenv(fonts.SETTING, str(path))
    assert Lettering.of(["Smith"]).families[0] == "DejaVu Sans Mono"


def test_a_users_font_that_is_not_there_is_said_and_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "_said", set())
    monkeypatch.setenv(fonts.SETTING, "No Such Family")
    with pytest.warns(MissingFontWarning, match="KUMSONG_SOURCES_FONT: 'No Such Family'"):
        assert "No Such Family" not in Lettering.of(["Smith"]).families
    broken = tmp_path / "broken.ttf"
    broken.write_text("no font")
    monkeypatch.setenv(fonts.SETTING, str(broken))
    with pytest.warns(MissingFontWarning, match="no font file that matplotlib reads"):
        assert Lettering.of(["Smith"]).families == ("DejaVu Sans",)


# Looks


@given(st.tuples(*[st.integers(0, 255)] * 3))
@settings(max_examples=50, deadline=None)
def test_every_colour_becomes_readable_on_white(rgb: tuple[int, int, int]) -> None:
    shown = readable("#{:02x}{:02x}{:02x}".format(*rgb))
    assert 1.05 / (luminance(to_rgb(shown)) + 0.05) >= 4.5 - 0.03
