from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.lineage import Lineage

KEYS = [f"s{n}" for n in range(8)]


@st.composite
def lineages(draw):
    """Acyclic lineages: a source derives only from ones before it."""
    parents = {
        key: tuple(draw(st.lists(st.sampled_from(KEYS[:at]), max_size=2, unique=True)))
        for at, key in enumerate(KEYS)
        if at
    }
    return Lineage(parents={key: known for key, known in parents.items() if known})


def test_sources_without_declared_lineage_are_witnesses_each():
    assert Lineage().witnesses(["a", "b", "a"]) == (("a",), ("b",))


def test_five_copies_of_one_history_are_one_witness():
    copies = [f"copy{n}" for n in range(5)]
    lineage = Lineage(parents=dict.fromkeys(copies, ("history",)))
    assert len(lineage.witnesses(copies)) == 1
    assert lineage.witnesses(["copy1", "history"]) == (("history", "copy1"),)


def test_a_survey_of_two_histories_joins_neither_to_the_other():
    lineage = Lineage(parents={"survey": ("china", "korea")})
    assert len(lineage.witnesses(["china", "korea", "survey"])) == 2
    assert len(lineage.witnesses(["china", "survey"])) == 1


def test_sources_of_one_informant_are_one_witness():
    lineage = Lineage(informants={"a": "G-2 estimate", "b": "G-2 estimate", "c": "returns"})
    assert lineage.witnesses(["a", "c", "b"]) == (("c",), ("a", "b"))


def test_a_circle_is_found_and_still_counts_as_one_witness():
    lineage = Lineage(parents={"a": ("b",), "b": ("c",), "c": ("a",), "d": ("a",)})
    assert lineage.cycles == (("a", "b", "c"),)
    assert len(lineage.witnesses(["a", "b", "c", "d"])) == 1


def test_a_source_that_derives_from_itself_is_a_circle():
    assert Lineage(parents={"a": ("a",)}).cycles == (("a",),)
    assert Lineage(parents={"a": ("b",)}).cycles == ()


@given(lineages(), st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
def test_every_source_stands_in_exactly_one_group(lineage, cited):
    groups = lineage.witnesses(cited)
    assert sorted(key for group in groups for key in group) == sorted(cited)


@given(lineages(), st.lists(st.sampled_from(KEYS), min_size=1, max_size=6, unique=True))
def test_adding_what_derives_from_a_cited_source_changes_no_count(lineage, cited):
    before = len(lineage.witnesses(cited))
    for key in KEYS:
        if lineage.ancestors(key) & set(cited):
            assert len(lineage.witnesses([*cited, key])) == before


@given(lineages(), st.lists(st.sampled_from(KEYS), max_size=6, unique=True), st.randoms())
def test_the_order_of_sources_does_not_change_the_count(lineage, cited, random):
    shuffled = list(cited)
    random.shuffle(shuffled)
    assert len(lineage.witnesses(shuffled)) == len(lineage.witnesses(cited))


@given(lineages(), st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
def test_declaring_more_lineage_between_origins_never_adds_a_witness(lineage, cited):
    origins = [key for key in KEYS if key not in lineage.parents]
    joined = Lineage(
        parents={**lineage.parents, **dict.fromkeys(origins, ("common",))},
    )
    assert len(joined.witnesses(cited)) <= len(lineage.witnesses(cited))
