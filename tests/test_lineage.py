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


# The stemma


def test_a_stemma_holds_what_was_asked_for_and_who_takes_from_whom():
    lineage = Lineage(parents={"b": ("a",), "c": ("b",), "d": ("x", "y")})
    stemma = lineage.stemma(["a", "b", "c", "a"])
    assert stemma.nodes == ("a", "b", "c")
    assert stemma.edges == (("a", "b"), ("b", "c"))
    assert stemma.witnesses == (("a", "b", "c"),)
    assert stemma.joining == stemma.shortcuts == stemma.cycles == ()


def test_a_lost_source_behind_two_copies_joins_them_and_what_is_behind_it_adds_nothing():
    lineage = Lineage(parents={"a": ("lost",), "b": ("lost",), "lost": ("return",)})
    stemma = lineage.stemma(["a", "b"])
    assert stemma.joining == ("lost",)
    assert stemma.edges == (("lost", "a"), ("lost", "b"))
    assert stemma.witnesses_behind("lost") == ()


def test_a_source_between_two_that_were_asked_for_is_part_of_the_stemma():
    stemma = Lineage(parents={"late": ("between",), "between": ("early",)}).stemma(
        ["late", "early"]
    )
    assert stemma.joining == ("between",)
    assert len(stemma.edges) == 2


def test_what_only_derived_works_share_is_left_out():
    lineage = Lineage(parents={"b": ("a", "other"), "c": ("b", "other")})
    assert lineage.stemma(["a", "b", "c"]).nodes == ("a", "b", "c")


def test_a_survey_of_two_histories_speaks_for_both_witnesses():
    stemma = Lineage(parents={"survey": ("china", "korea"), "copy": ("survey",)}).stemma(
        ["china", "korea", "copy", "survey"]
    )
    assert stemma.witnesses_behind("korea") == (1,)
    assert stemma.witnesses_behind("survey") == stemma.witnesses_behind("copy") == (0, 1)


def test_a_circle_is_part_of_a_stemma_and_no_edge_in_it_is_a_shortcut():
    lineage = Lineage(parents={"a": ("b", "root"), "b": ("a", "root"), "own": ("own",)})
    stemma = lineage.stemma(["a", "b", "root", "own"])
    assert stemma.cycles == (("a", "b"), ("own",))
    assert len(stemma.edges) == 5
    assert stemma.shortcuts == ()


@given(lineages(), st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
def test_a_stemma_leaves_no_source_without_a_reason(lineage, cited):
    stemma = lineage.stemma(cited)
    assert stemma.nodes[: len(cited)] == tuple(cited)
    assert stemma.witnesses == lineage.witnesses(cited)
    for key in stemma.joining:
        assert any(key in lineage.ancestors(other) for other in cited)
        assert any(parent == key for parent, _ in stemma.edges)
    for key in stemma.nodes:
        assert set(lineage.parents.get(key, ())) & set(stemma.nodes) == {
            parent for parent, child in stemma.edges if child == key
        }


@given(lineages(), st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
def test_without_its_shortcuts_a_stemma_still_leads_from_every_source_to_the_same(
    lineage, cited
):
    stemma = lineage.stemma(cited)
    told = set(stemma.edges) - set(stemma.shortcuts)
    parents = {c: tuple(p for p, child in told if child == c) for _, c in told}
    thinned = Lineage(parents=parents)
    whole = Lineage(
        parents={c: tuple(p for p, x in stemma.edges if x == c) for _, c in stemma.edges}
    )
    assert all(thinned.ancestors(k) == whole.ancestors(k) for k in stemma.nodes)


@given(lineages(), st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
def test_two_sources_of_one_witness_are_joined_in_the_stemma(lineage, cited):
    stemma = lineage.stemma(cited)
    for group in stemma.witnesses:
        reached, waiting = {group[0]}, [group[0]]
        while waiting:
            at = waiting.pop()
            near = {p for p, c in stemma.edges if c == at}
            near |= {c for p, c in stemma.edges if p == at}
            waiting.extend(near - reached)
            reached |= near
        assert set(group) <= reached
