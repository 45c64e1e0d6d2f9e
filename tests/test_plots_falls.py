"""What falls without one source."""

from __future__ import annotations

from pictures import faults_of_layout, making, words

from kumsong_sources.attestations import Quantity
from kumsong_sources.comparison import compare
from kumsong_sources.corroboration import corroboration
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots import falls_alt, falls_plot
from kumsong_sources.reliance import Fall, leave_one_out


def falls_of(dossier: Dossier) -> tuple[Fall, ...]:
    return leave_one_out(compare(dossier), corroboration(dossier))


def said_of(falls: tuple[Fall, ...], dossier: Dossier) -> list[str]:
    ax = falls_plot(falls, dossier=dossier)
    assert faults_of_layout(ax) == []
    return words(ax)


def test_claims_and_quantities_are_counted_and_named() -> None:
    kumsong = Dossier.example("kumsong")
    said = said_of(falls_of(kumsong), kumsong)
    assert {"K019, K020, K021, K024", "South Korean source", "Chinese source"} <= set(said)
    assert any(text.startswith("United Nations casualties") for text in said)
    assert [text for text in said if len(text) == 1] == ["4", "2", "2", "2", "3", "0"]


def test_the_words_hold_the_same_counts() -> None:
    kumsong = Dossier.example("kumsong")
    said = falls_alt(falls_of(kumsong), dossier=kumsong)
    assert (
        "Without Chae et al. 2001, 4 claims lose their last source (K019, K020, K021, K024) "
        "and 2 quantities lose their comparison (United Nations casualties, Chinese "
        "casualties)."
    ) in said


def test_a_source_without_which_nothing_falls_is_named_beneath() -> None:
    dossier = making("red,blue RED killed 10")
    falls = (
        Fall(citekey="red", claims=("C0",), quantities=()),
        Fall(citekey="blue", claims=(), quantities=()),
    )
    assert "Without one of these nothing falls: Smith 1950." in said_of(falls, dossier)
    assert "1 claim loses its last source (C0)." in falls_alt(falls, dossier=dossier)


def test_that_nothing_falls_is_said_in_words() -> None:
    dossier = making("red RED killed 10")
    falls = (Fall(citekey="red", claims=(), quantities=()),)
    said = "Without any one source nothing falls."
    assert said_of(falls, dossier) == [said]
    assert falls_alt(falls, dossier=dossier) == said


def test_many_falls_fit_and_long_lists_are_shortened() -> None:
    dossier = making("red RED killed 10")
    quantities = tuple(
        Quantity(event=("alpha", "beta")[n % 2], subject="RED", measure="missing_or_captured")
        for n in range(9)
    )
    claims = tuple(f"C{n}" for n in range(200))
    falls = tuple(
        Fall(citekey=f"key-of-a-work-{n}", claims=claims[: n + 1], quantities=quantities[:n])
        for n in range(45)
    )
    said = said_of(falls, dossier)
    assert "Not shown for want of room: 5 more sources." in said
    assert any(text.endswith("and 42 more") for text in said)
