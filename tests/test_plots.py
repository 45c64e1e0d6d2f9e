"""Pictures: what they say, that it fits, and that it comes out the same each time."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from matplotlib.text import Text

from kumsong_sources.accounts import pairs
from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.corroboration import corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import (
    MissingFontWarning,
    alt_text,
    fonts,
    headline_comparisons,
    lane_plot,
    png,
    reporter_matrix,
    source_load_plot,
    support_plot,
    svg,
)
from kumsong_sources.plots.fonts import Lettering
from kumsong_sources.plots.scale import scale_of
from kumsong_sources.plots.style import luminance, readable, to_rgb
from kumsong_sources.plots.typesetting import Face
from kumsong_sources.reliance import SourceLoad, source_load

Making = Callable[..., Dossier]

BIBLIOGRAPHY = """
@book{red, author = {{Institute for the History of Armies and Campaigns of the North}},
  date = {1961}, party = {RED}}
@book{blue, author = {Smith, A.}, date = {1950}, party = {BLU}}
@book{green, author = {Jones, B. and Brown, C.}, date = {1955}, party = {GRN}}
@book{later, author = {White, D.}, date = {1990}}
@book{han, author = {{军事科学院军事历史研究部抗美援朝战争史编写组}},
  date = {2000}, party = {BLU}}
@book{hangul, author = {{국방부 군사편찬연구소}}, date = {1977}, party = {RED}}
"""
DECLARATION = """
title = "A test"
[events.alpha]
label = "Battle of Alpha"
sides = ["RED", "BLU"]
[events.beta]
label = "Siege of Beta"
[parties.RED]
label = "Redland"
adjective = "Red"
[parties.BLU]
label = "Blueland"
adjective = "Blue"
colour = "#FFD700"
[parties.NAVY]
label = "Blue Navy"
part_of = "BLU"
[parties.GRN]
label = "Greenland"
adjective = "Greenlandic"
"""
HEADER = "claim_id,event,statement,source,subject,measure,figure,scope,reporter,via"


@pytest.fixture
def making(tmp_path: Path) -> Making:
    """Make a dossier of rows ``source subject measure figure``, each of one event."""

    def make(*rows: str | tuple[str, ...]) -> Dossier:
        lines = [HEADER]
        for number, row in enumerate(rows):
            cells = row.split(" ", 3) if isinstance(row, str) else list(row)
            source, subject, measure, figure = ("" if c == "-" else c for c in cells[:4])
            event, scope, via = (*cells[4:], *("alpha", "", "")[len(cells) - 4 :])
            lines.append(
                f'C{number},{event},"s",{source},{subject},{measure},"{figure}","{scope}",,{via}'
            )
        (tmp_path / "claims.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
        (tmp_path / "dossier.toml").write_text(DECLARATION, encoding="utf-8")
        return Dossier.open(tmp_path)

    return make


@pytest.fixture
def without_cjk_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_packaged", list)
    monkeypatch.setattr(fonts, "SYSTEM_FAMILIES", ())
    monkeypatch.setattr(fonts, "_said", set())
    monkeypatch.delenv(fonts.SETTING, raising=False)


@pytest.fixture
def kumsong() -> Dossier:
    return Dossier.example("kumsong")


def headline(dossier: Dossier) -> tuple[Comparison, ...]:
    return headline_comparisons(compare(dossier), dossier=dossier)


def words(ax: Axes) -> list[str]:
    picture = ax.get_figure(root=True)
    assert picture is not None
    found = [t for t in picture.findobj(Text) if isinstance(t, Text) and t.get_visible()]
    return [text.get_text() for text in found if text.get_text()]


def lanes_of(dossier: Dossier) -> list[str]:
    return words(lane_plot(compare(dossier), dossier=dossier))


def shapes(ax: Axes) -> list[tuple[object, object, float]]:
    """Marker, fill style and place of each reporter's shape on the scale."""
    found = [line for line in ax.lines if line.get_marker() in tuple("osDv^PpX")]
    return [
        (line.get_marker(), line.get_markerfacecolor(), float(line.get_xdata()[0]))
        for line in found
        if line.get_transform() == ax.transData
    ]


def faults_of_layout(ax: Axes) -> list[str]:
    """Texts that stick out of the picture or into each other."""
    picture = ax.get_figure(root=True)
    assert isinstance(picture, Picture)
    canvas = FigureCanvasAgg(picture)
    canvas.draw()
    texts = [t for t in picture.findobj(Text) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in texts]
    width, height = picture.bbox.width, picture.bbox.height
    outside = [
        f"{text!r} sticks out"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
    ]
    return outside + [
        f"{one!r} touches {other!r}"
        for (one, box), (other, another) in combinations(boxes, 2)
        if box.overlaps(another.shrunk(0.96, 0.9))
    ]


# What the lane plot of Kumsong says


def test_the_kumsong_picture_shows_figures_ratios_marks_and_their_footnotes(
    kumsong: Dossier,
) -> None:
    text = svg(lane_plot(headline(kumsong), dossier=kumsong))
    for said in (
        "United Nations casualties",
        "×5.43 ‡",
        "14,373 †‡",
        "78,000",
        "Chinese casualties",
        "×2.05",
        "32,253",
        "66,000",
        "Chae et al. 2001",
        "Chinese Military Science Academy 2000",
        "persons (log scale: equal steps are equal ratios)",
        "South Korean source",
        "Chinese source",
        "own losses",
        "enemy’s losses",
        "† derived: 2,689 killed + 7,548 wounded + 4,136 missing; captured not stated",
        "‡ South Korea is part of United Nations Command: scope differs",
        "All figures were read in Wikipedia contributors n.d., not in the works named.",
    ):
        assert f">{said}<" in text


def test_own_losses_are_filled_and_the_enemys_are_open_and_stand_at_their_figures(
    kumsong: Dossier,
) -> None:
    drawn = shapes(lane_plot(headline(kumsong), dossier=kumsong))
    assert [place for _, _, place in drawn] == pytest.approx([14373, 78000, 32253, 66000])
    assert [face == "white" for _, face, _ in drawn] == [False, True, False, True]
    assert drawn[0][0] == drawn[3][0] != drawn[1][0] == drawn[2][0]


def test_dates_categories_words_and_repeated_parts_have_no_lane(kumsong: Dossier) -> None:
    said = words(lane_plot(compare(kumsong), dossier=kumsong))
    assert "South Korean killed" in said
    assert "South Korean casualties" not in said
    assert not [text for text in said if "result" in text or "date" in text]
    assert not [text for text in said if "strength" in text or text[-8:] == "captured"]


def test_headline_comparisons_are_losses_that_two_reporters_number(kumsong: Dossier) -> None:
    every = headline_comparisons(compare(kumsong), dossier=kumsong, everything=True)
    assert {c.quantity.measure for c in headline(kumsong)} == {"casualties"}
    assert {"killed", "wounded", "missing", "released"} < {c.quantity.measure for c in every}


def test_the_text_alternative_is_written_from_the_numbers(kumsong: Dossier) -> None:
    said = alt_text(headline(kumsong), kumsong)
    assert "14,373, derived: 2,689 killed + 7,548 wounded + 4,136 missing" in said
    assert "captured not stated" in said
    assert "ratio 5.43 (scope differs: South Korea is part of United Nations Command)" in said
    assert "(South Korean source, enemy’s losses) 66,000; ratio 2.05." in said
    assert "Wikipedia contributors n.d." in said
    assert "×" not in said


# Bounds, ranges, zero, words


def test_bounds_have_arrows_ranges_bars_and_words_no_mark(making: Making) -> None:
    dossier = making(
        "red RED killed at least 5,000",
        "blue RED killed up to 26,000",
        "green RED killed 7,000–9,000",
        "later RED killed heavy",
    )
    ax = lane_plot(compare(dossier), dossier=dossier)
    said = words(ax)
    assert {"≥ 5,000", "≤ 26,000", "7,000–9,000", "“heavy”"} <= set(said)
    markers = [line.get_marker() for line in ax.lines]
    assert markers.count(">") == 1
    assert markers.count("<") == 1
    assert markers.count("|") == 1
    assert len(shapes(ax)) == 3
    assert any(text.startswith("Arrow:") for text in said)
    assert any("not a best figure" in text for text in said)


def test_a_third_partys_shape_is_half_filled(making: Making) -> None:
    dossier = making("red RED killed 100", "green RED killed 300")
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert [line.get_fillstyle() for line in ax.lines].count("left") == 2  # and in the legend
    assert "by a third party" in words(ax)


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("1,000", "5,430", "×5.43"),
        ("1,000", "1,000", "×1.00"),
        ("at least 3,000", "2,000", "≥ ×1.50"),
        ("at least 1,000", "2,000", "×2.00 as stated"),
        ("none", "1,200", "difference 1,200"),
        ("1", "2,500,000", "×2,500,000"),
        ("1,000", "heavy", "one figure only"),
    ],
)
def test_the_verdict_is_the_ratio_or_why_there_is_none(
    making: Making, first: str, second: str, shown: str
) -> None:
    said = lanes_of(making(f"red RED killed {first}", f"blue RED killed {second}"))
    assert shown in said


@pytest.mark.parametrize(
    ("row", "shown"),
    [("red RED killed 70", "single source"), ("- RED killed 70", "no source cited")],
)
def test_a_lone_figure_is_called_what_it_is(making: Making, row: str, shown: str) -> None:
    assert shown in lanes_of(making(row))


def test_zero_stands_at_a_marked_place_left_of_the_scale(making: Making) -> None:
    dossier = making("red RED killed none", "blue RED killed 1,200")
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert "0 (“none”)" in words(ax)
    assert ax.get_xticklabels()[0].get_text() == "0"
    zero = ax.get_xticks()[0]
    assert shapes(ax)[0][2] == pytest.approx(zero)
    assert ax.get_xlim()[0] < zero < ax.get_xticks()[1]
    assert any(text.startswith("0 stands beside the scale") for text in words(ax))


def test_without_zero_the_scale_has_no_place_for_it(making: Making) -> None:
    dossier = making("red RED killed 10", "blue RED killed 1,200")
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert "0" not in [t.get_text() for t in ax.get_xticklabels()]


def test_nothing_to_show_is_said_in_words(making: Making) -> None:
    dossier = making("red RED killed heavy", "- - date 13 July 1953")
    said = "No quantity here has a figure with a number."
    assert words(lane_plot(compare(dossier), dossier=dossier)) == [said]
    assert words(lane_plot([], dossier=dossier)) == [said]
    assert alt_text([], dossier) == said


# Labels


def test_a_source_read_in_another_work_has_it_in_its_label(making: Making) -> None:
    dossier = making(("red", "RED", "killed", "10", "alpha", "", "later"), "blue RED killed 20")
    assert "via White 1990" in lanes_of(dossier)


def test_a_key_without_entry_is_shown_as_such(making: Making) -> None:
    assert "lost99 (not in the bibliography)" in lanes_of(making("lost99 RED killed 10"))


def test_a_row_written_twice_is_one_lane(making: Making) -> None:
    said = lanes_of(making("blue RED killed 10", "blue RED killed 10", "red RED killed 20"))
    assert said.count("Smith 1950") == 1


def test_quantities_of_one_event_stand_together_under_its_name(making: Making) -> None:
    dossier = making(
        "red RED killed 10",
        ("red", "RED", "killed", "20", "beta", "", ""),
        "red RED wounded 30",
    )
    said = [t for t in lanes_of(dossier) if t in ("Battle of Alpha", "Siege of Beta")]
    assert said == ["Battle of Alpha", "Siege of Beta"]


def test_a_part_whose_enemy_figure_stands_nowhere_else_keeps_its_lanes(making: Making) -> None:
    dossier = making(
        "red BLU killed 78,000", "red NAVY killed 47,000", "blue NAVY killed 14,000"
    )
    said = lanes_of(dossier)
    assert "47,000" in said
    assert said.count("14,000") + said.count("14,000 ‡") == 2


def test_derived_figures_each_have_their_own_footnote(making: Making) -> None:
    dossier = making(
        *(
            f"{s} RED {m} {n}"
            for s, n in (("red", 10), ("blue", 20))
            for m in ("killed", "wounded")
        )
    )
    said = lanes_of(dossier)
    assert {"20 †", "40 †²"} <= set(said)
    assert "†² derived: 20 killed + 20 wounded; missing and captured not stated" in said


def test_hostile_strings_stay_text(making: Making) -> None:
    hostile = "<script>$x^2$ & \x07</script>"
    dossier = making(("blue", "RED", "killed", "70", "alpha", hostile, ""))
    text = svg(lane_plot(compare(dossier), dossier=dossier))
    assert "&lt;script&gt;$x^2$ &amp; &lt;/script&gt;" in text
    assert "<script" not in text


# Layout


def crowd(making: Making, *, lanes: int, keys: tuple[str, ...]) -> Dossier:
    measures = ("killed", "wounded", "missing", "sick", "horses", "guns", "ships")
    return making(
        *(
            f"{keys[n % len(keys)]} {('RED', 'BLU')[n % 3 % 2]} {measures[n // 6 % 7]} "
            f"{('', 'over ', 'up to ', 'c. ')[n % 4]}{17 * 3 ** (n % 9) + n:,}"
            for n in range(lanes)
        )
    )


@pytest.mark.parametrize("lanes", [1, 2, 7, 40])
def test_no_text_touches_another_or_sticks_out(making: Making, lanes: int) -> None:
    dossier = crowd(making, lanes=lanes, keys=("red", "blue", "green", "later", "-"))
    ax = lane_plot(compare(dossier), dossier=dossier)
    assert faults_of_layout(ax) == []


def test_the_kumsong_pictures_have_no_text_that_touches_or_sticks_out(kumsong: Dossier) -> None:
    for ax in (
        lane_plot(headline(kumsong), dossier=kumsong),
        reporter_matrix(pairs(compare(kumsong)), dossier=kumsong),
        source_load_plot(source_load(kumsong), dossier=kumsong),
        support_plot(corroboration(kumsong)),
    ):
        assert faults_of_layout(ax) == []


def test_a_text_that_sticks_out_is_found(kumsong: Dossier) -> None:
    ax = lane_plot(headline(kumsong), dossier=kumsong)
    ax.set_title("long " * 100)
    assert any("sticks out" in fault for fault in faults_of_layout(ax))


def test_a_picture_grows_with_its_lanes(making: Making) -> None:
    def height(lanes: int) -> float:
        dossier = crowd(making, lanes=lanes, keys=("red", "blue"))
        picture = lane_plot(compare(dossier), dossier=dossier).get_figure(root=True)
        assert picture is not None
        return float(picture.get_figheight())

    assert height(2) < height(12) < height(40)


def test_beyond_what_a_picture_holds_it_says_how_much_is_left_out(making: Making) -> None:
    dossier = making(
        *(("red", "RED", "killed", "10", "alpha", f"day {day}", "") for day in range(160))
    )
    said = lanes_of(dossier)
    assert "Not shown for want of room: 10 more quantities." in said


def test_given_axes_are_drawn_on(kumsong: Dossier) -> None:
    picture = Picture(figsize=(10, 4))
    ax = picture.add_axes((0.3, 0.3, 0.5, 0.6))
    assert lane_plot(headline(kumsong), dossier=kumsong, ax=ax) is ax
    assert "×5.43 ‡" in words(ax)


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


FIGURES = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


@given(FIGURES)
@settings(max_examples=60, deadline=None)
def test_every_figure_lies_on_the_scale_and_no_tick_label_touches_another(
    figures: list[int],
) -> None:
    face = Face(families=("DejaVu Sans",), size=8.5)
    scale = scale_of([(x, x) for x in figures], width=4.5, face=face)
    places = [scale.place(x) for x in figures]
    assert all(scale.left < place < scale.right for place in places)
    assert (scale.zero is not None) == (0 in figures)
    assert len(scale.ticks) >= 2
    assert sorted(scale.ticks) == list(scale.ticks)


# Fonts


def test_without_a_cjk_font_labels_are_romanised_with_one_warning(
    making: Making, without_cjk_font: None
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


def test_latin_labels_need_no_warning(making: Making, without_cjk_font: None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "Smith 1950" in lanes_of(making("blue RED killed 10"))


def test_with_the_packaged_font_han_and_hangul_stay(
    making: Making, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
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


# Files


def test_svg_and_png_are_byte_identical_for_identical_input(kumsong: Dossier) -> None:
    first, second = (lane_plot(headline(kumsong), dossier=kumsong) for _ in range(2))
    assert svg(first, title="T") == svg(second, title="T") == svg(first, title="T")
    assert png(first) == png(second) == png(first)


def test_svg_is_byte_identical_in_another_process(kumsong: Dossier) -> None:
    code = (
        "import sys; from kumsong_sources.plots import *; "
        "from kumsong_sources.comparison import compare; "
        "from kumsong_sources.dossier import Dossier; d = Dossier.example('kumsong'); "
        "c = headline_comparisons(compare(d)); "
        "sys.stdout.buffer.write(svg(lane_plot(c, dossier=d)).encode())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout.decode() == svg(lane_plot(headline(kumsong), dossier=kumsong))
    assert ran.stderr == b""


def test_svg_fetches_nothing_and_has_neither_style_nor_script(kumsong: Dossier) -> None:
    text = svg(lane_plot(headline(kumsong), dossier=kumsong), title="T", description="D")
    root = ElementTree.fromstring(text)
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in ("style", "script", "image", "metadata")
        assert "style" not in element.attrib
        for name, value in element.attrib.items():
            assert "://" not in value
            assert not name.endswith("href") or value.startswith("#")
    assert text.count("http") == 2  # both are names of XML vocabularies
    assert "<!" not in text


def test_ids_of_two_pictures_in_one_page_do_not_meet(kumsong: Dossier) -> None:
    def ids(text: str) -> set[str]:
        elements = list(ElementTree.fromstring(text).iter())
        found = [e.attrib["id"] for e in elements if "id" in e.attrib]
        assert len(found) == len(set(found))
        linked = {v[1:] for e in elements for n, v in e.attrib.items() if n.endswith("href")}
        assert linked <= set(found)
        return set(found)

    one = svg(lane_plot(headline(kumsong), dossier=kumsong), title="T")
    other = svg(support_plot(corroboration(kumsong)), title="T")
    assert not ids(one) & ids(other)


def test_svg_names_itself_for_those_who_do_not_see_it(kumsong: Dossier) -> None:
    said = alt_text(headline(kumsong), kumsong)
    text = svg(lane_plot(headline(kumsong), dossier=kumsong), title="A < B", description=said)
    root = ElementTree.fromstring(text)
    named = {e.attrib["id"]: e.text for e in root[:2]}
    assert [named[key] for key in root.attrib["aria-labelledby"].split()] == ["A < B", said]
    assert root.attrib["role"] == "img"
    plain = ElementTree.fromstring(svg(lane_plot(headline(kumsong), dossier=kumsong)))
    assert "aria-labelledby" not in plain.attrib


def test_axes_that_are_in_no_picture_cannot_be_saved(kumsong: Dossier) -> None:
    ax = lane_plot(headline(kumsong), dossier=kumsong)
    ax.remove()
    with pytest.raises(ValueError, match="the axes are in no picture"):
        svg(ax)


def test_no_window_and_no_global_picture_is_opened() -> None:
    code = (
        "import sys, kumsong_sources.plots; "
        "sys.exit('matplotlib.pyplot' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The other pictures


def test_the_matrix_has_the_factor_of_each_reporter_and_subject(kumsong: Dossier) -> None:
    said = words(reporter_matrix(pairs(compare(kumsong)), dossier=kumsong))
    assert {"×5.43 ‡", "×2.05", "Chinese source", "South Korean source"} <= set(said)
    assert said.count("own") == 2


def test_a_matrix_cell_spans_the_factors_of_several_events(making: Making) -> None:
    dossier = making(
        "red RED killed 100",
        "blue RED killed 200",
        ("red", "RED", "killed", "100", "beta", "", ""),
        ("blue", "RED", "killed", "400", "beta", "", ""),
        ("red", "BLU", "wounded", "1", "beta", "", ""),
    )
    ax = reporter_matrix(pairs(compare(dossier)), dossier=dossier, measure="killed")
    assert {"×2.00–4.00", "2 comparisons"} <= set(words(ax))
    assert faults_of_layout(ax) == []


def test_a_matrix_without_a_factor_says_so(making: Making) -> None:
    dossier = making("red RED killed 100")
    said = words(reporter_matrix(pairs(compare(dossier)), dossier=dossier, measure="killed"))
    assert said == ["No reporter’s figure meets its enemy’s own for killed."]


def test_the_source_load_counts_figures_and_shares(kumsong: Dossier) -> None:
    said = words(source_load_plot(source_load(kumsong), dossier=kumsong))
    assert {"Chae et al. 2001", "4 of 6 (67 %), South Korean"} <= set(said)
    assert any("1.8 sources" in text for text in said)


def test_a_source_load_of_nothing_says_so(kumsong: Dossier) -> None:
    load = SourceLoad(figures={}, effective=None)
    said = words(source_load_plot(load, dossier=kumsong))
    assert said == ["No figure with a number has a source."]


def test_the_support_picture_counts_claims_by_weakness(kumsong: Dossier) -> None:
    support = corroboration(kumsong)
    uncited = sum("uncited" in found.weaknesses for found in support)
    said = words(support_plot(support))
    assert f"{uncited} of {len(support)} claims" in said
    assert words(support_plot([])) == ["There is no claim to look at."]
