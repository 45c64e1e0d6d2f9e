"""The stemma: what it says, where the works stand, and that no arrow runs through a box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import arrows, faults_of_layout, library, making, retold, words

from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage
from kumsong_sources.plots import stemma_alt, stemma_plot
from kumsong_sources.plots.stemma_layout import WIDE, StemmaLayout, rows_of
from kumsong_sources.plots.style import EMPHASIS


def work(key: str, year: str = "", *sources: str, informant: str = "") -> str:
    return (
        f"@book{{{key}, author = {{{key.title()}}}, year = {{{year}}}, "
        f"derivesfrom = {{{', '.join(sources)}}}, informant = {{{informant}}}}}\n"
    )


def telling(*works: str, keys: str = "") -> tuple[list[str], str]:
    """What the stemma of a bibliography writes, and the words for it."""
    dossier = making(references="".join(works))
    about = keys.split() or list(dossier.sources)
    ax = stemma_plot(Lineage.of(dossier), about, dossier=dossier)
    assert faults_of_layout(ax) == []
    return words(ax), stemma_alt(Lineage.of(dossier), about, dossier=dossier)


def casualties(dossier: Dossier, subject: str) -> Comparison:
    return next(
        c
        for c in compare(dossier)
        if (c.quantity.subject, c.quantity.measure) == (subject, "casualties")
    )


# What it says


def test_figures_stand_in_the_work_in_which_they_were_read() -> None:
    kumsong = Dossier.example("kumsong")
    about = casualties(kumsong, "UNC")
    ax = stemma_plot(Lineage.of(kumsong), about, dossier=kumsong)
    said = words(ax)
    assert {"South Korean: 14,373 †‡", "Chinese: 78,000"} <= set(said)
    assert said.count("not read itself") == 2
    assert "3 works, 2 witnesses. Boxes with the same number at the left are of one" in (
        " ".join(said)
    )
    assert "Hermes 1992" not in said
    assert faults_of_layout(ax) == []


def test_the_words_tell_each_work_its_witnesses_its_sources_and_figures() -> None:
    kumsong = Dossier.example("kumsong")
    said = stemma_alt(Lineage.of(kumsong), casualties(kumsong, "UNC"), dossier=kumsong)
    assert said.startswith("Battle of Kumsong, United Nations casualties: which work takes")
    assert "Chae et al. 2001 (South Korean source, witness 1): not read itself." in said
    assert (
        "Wikipedia contributors n.d. (undated, witnesses 1 and 2) derives from Chae et al. "
        "2001 and Chinese Military Science Academy 2000: South Korean: 14,373, derived, "
        "scope differs; Chinese: 78,000."
    ) in said


def test_a_work_that_joins_two_copies_has_a_broken_edge_and_no_witness() -> None:
    said, told = telling(
        work("lost", "1950"), work("a", "1960", "lost"), work("b", "1970", "lost"), keys="a b"
    )
    assert "2 works, 1 witness. Boxes" in " ".join(said)
    assert "not cited here" in said
    assert any(text.startswith("Broken edge") for text in said)
    assert "Lost 1950: not cited here." in told


def test_a_circle_is_named_and_its_arrows_stand_out() -> None:
    dossier = making(references=work("a", "1950", "b") + work("b", "1950", "a"))
    ax = stemma_plot(Lineage.of(dossier), ["a", "b"], dossier=dossier)
    assert "Circle: A 1950 and B 1950 derive from each other." in words(ax)
    assert [arrow.get_edgecolor() for arrow in arrows(ax)] == [arrow_colour()] * 2


def arrow_colour() -> tuple[float, ...]:
    from matplotlib.colors import to_rgba

    return to_rgba(EMPHASIS)


def test_a_work_that_derives_from_itself_has_an_arrow_to_itself() -> None:
    dossier = making(references=work("a", "1950", "a"))
    ax = stemma_plot(Lineage.of(dossier), ["a"], dossier=dossier)
    assert len(arrows(ax)) == 1
    assert "Circle: A 1950 derives from itself." in words(ax)


def test_a_source_dated_after_what_derives_from_it_is_named() -> None:
    said, told = telling(work("copy", "1950", "late"), work("late", "1990"))
    assert "Copy 1950 is dated before its source of 1990." in said
    assert "Copy 1950 is dated before its source of 1990." in told


def test_what_is_also_told_by_a_longer_way_is_counted_not_drawn() -> None:
    works = (work("a", "1950"), work("b", "1960", "a"), work("c", "1970", "a", "b"))
    said, _ = telling(*works)
    assert "Not drawn: 1 derivation that also runs through other works shown." in said
    dossier = making(references="".join(works))
    ax = stemma_plot(Lineage.of(dossier), dossier.sources, dossier=dossier)
    assert len(arrows(ax)) == 2


def test_an_informant_behind_two_works_is_named() -> None:
    said, told = telling(
        work("a", "1950", informant="G-2 estimate"), work("b", "1960", informant="G-2 estimate")
    )
    note = "One informant, G-2 estimate, stands behind A 1950 and B 1960."
    assert note in said
    assert note in told
    assert "2 works, 1 witness." in told


def test_a_key_without_entry_is_shown_as_such() -> None:
    said, _ = telling(work("copy", "1950", "lost99"), keys="copy lost99")
    assert any("lost99 (not in the" in text for text in said)


def test_nothing_to_trace_is_said_in_words() -> None:
    said, told = telling()
    assert said == [told] == ["No source is named here."]


def test_long_runs_of_witnesses_are_shortened() -> None:
    keys = [f"w{n}" for n in range(12)]
    said, _ = telling(*(work(k, str(1950 + n)) for n, k in enumerate(keys)),
                      work("survey", "2000", *keys))  # fmt: skip
    assert said.count("12") == 2
    assert "–" in said


# Where works stand


def test_earlier_years_stand_above_and_undated_works_below_their_sources() -> None:
    lineage = Lineage(parents={"copy": ("b",), "survey": ("copy", "a")})
    stemma = lineage.stemma(["survey", "copy", "lone", "a", "b"])
    years = {"a": 1960, "b": 1950}
    assert rows_of(stemma, years=years) == [["b"], ["a"], ["copy"], ["survey", "lone"]]


def test_a_row_holds_four_works_at_most() -> None:
    keys = [f"k{n}" for n in range(9)]
    rows = rows_of(Lineage().stemma(keys), years=dict.fromkeys(keys, 1950))
    assert [len(row) for row in rows] == [4, 4, 1]


KEYS = [f"s{n}" for n in range(9)]


@st.composite
def families(draw: st.DrawFn) -> tuple[Lineage, dict[str, int | None]]:
    """Lineages with circles, and years that contradict them."""
    some = st.lists(st.sampled_from(KEYS), max_size=3, unique=True)
    parents = {key: tuple(draw(some)) for key in KEYS}
    years = {key: draw(st.one_of(st.none(), st.integers(1950, 1954))) for key in KEYS}
    return Lineage(parents={k: found for k, found in parents.items() if found}), years


@given(families())
@settings(max_examples=80, deadline=None)
def test_years_never_go_back_and_no_row_mixes_them(
    family: tuple[Lineage, dict[str, int | None]],
) -> None:
    lineage, years = family
    rows = rows_of(lineage.stemma(KEYS), years=years)
    assert sorted(key for row in rows for key in row) == KEYS
    assert all(len({years[key] for key in row}) == 1 for row in rows)
    dated = [years[row[0]] or 0 for row in rows if years[row[0]] is not None]
    assert dated == sorted(dated)


@given(families())
@settings(max_examples=80, deadline=None)
def test_boxes_do_not_meet_and_no_arrow_runs_through_one(
    family: tuple[Lineage, dict[str, int | None]],
) -> None:
    lineage, years = family
    stemma = lineage.stemma(KEYS)
    rows = rows_of(stemma, years=years)
    layout = StemmaLayout(rows, edges=stemma.edges)
    for row in rows:
        places = sorted(layout.across[key] for key in row)
        assert all(b - a > WIDE for a, b in pairwise(places))
    for way in layout.ways():
        for across, number in way.points[1:-1]:
            assert all(abs(across - layout.across[key]) > WIDE / 2 for key in rows[number])
        for end, (across, number) in zip(
            (way.parent, way.child), (way.points[0], way.points[-1]), strict=True
        ):
            assert layout.row[end] == number
            assert abs(across - layout.across[end]) < WIDE / 2
    assert {(way.parent, way.child) for way in layout.ways()} == {
        edge for edge in stemma.edges if edge[0] != edge[1]
    }


@pytest.mark.parametrize("works", [2, 12, 30])
def test_no_text_touches_another_however_many_works(works: int) -> None:
    dossier = making(references=library(works))
    ax = stemma_plot(Lineage.of(dossier), dossier.sources, dossier=dossier)
    assert faults_of_layout(ax) == []


def test_beyond_what_a_picture_holds_it_says_how_much_is_left_out() -> None:
    said, _ = telling(*(work(f"k{n}", str(1900 + n)) for n in range(62)))
    assert "Not shown for want of room: 2 more works." in said


def test_more_figures_than_a_box_holds_are_counted() -> None:
    dossier = retold(12)
    rows = [("red", "RED", "killed", f"{n * 10:,}", "alpha", "", "later") for n in range(1, 9)]
    dossier = making(*rows)
    (found,) = compare(dossier)
    said = words(stemma_plot(Lineage.of(dossier), found, dossier=dossier))
    assert "and 3 more" in said
