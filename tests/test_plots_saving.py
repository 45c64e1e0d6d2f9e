"""Pictures as files: the same each time, self-contained, named."""

from __future__ import annotations

import io
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from pictures import headline

from kumsong_sources.corroboration import corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import alt_text, lane_plot, png, support_plot, svg


@pytest.fixture
def kumsong() -> Dossier:
    return Dossier.example("kumsong")


def test_svg_and_png_are_byte_identical_for_identical_input(kumsong: Dossier) -> None:
    first, second = (lane_plot(headline(kumsong), dossier=kumsong) for _ in range(2))
    assert svg(first, title="T") == svg(second, title="T") == svg(first, title="T")
    assert png(first) == png(second) == png(first)


def test_with_fewer_colours_a_picture_is_smaller_and_of_the_same_size(kumsong: Dossier) -> None:
    from matplotlib.image import imread

    drawn = lane_plot(headline(kumsong), dossier=kumsong)
    few, all_of_them = png(drawn, colours=64), png(drawn)
    assert few == png(drawn, colours=64)
    assert len(few) < len(all_of_them) / 2
    pixels = [imread(io.BytesIO(made), format="png") for made in (few, all_of_them)]
    assert pixels[0].shape[:2] == pixels[1].shape[:2]
    assert abs(pixels[0][..., :3] - pixels[1][..., :3]).mean() < 0.01


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
