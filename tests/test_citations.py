import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.citations import Citation, parse_citations
from kumsong_sources.errors import CitationError

KEYS = st.text("abcXYZ019:-_.徐金", min_size=1, max_size=12)
LOCATORS = st.text("0123456789–,; ivxpp.註", min_size=1, max_size=12).map(str.strip)
CITATIONS = st.builds(
    lambda key, locator: Citation(citekey=key, locator=locator or None), KEYS, LOCATORS
)


@given(st.lists(CITATIONS, min_size=1, max_size=4))
def test_what_is_printed_reads_as_the_same_citations(citations):
    cell = "; ".join(map(str, citations))
    assert parse_citations(cell) == tuple(citations)


def test_a_blank_cell_cites_nothing():
    assert parse_citations("") == parse_citations(" \t ") == ()


def test_an_empty_locator_is_no_locator():
    assert parse_citations("chae2001[ ]") == (Citation(citekey="chae2001"),)


def test_a_semicolon_in_brackets_belongs_to_the_locator():
    (citation,) = parse_citations("chae2001[3:13; 3:15]")
    assert citation.locator == "3:13; 3:15"


@pytest.mark.parametrize(
    ("cell", "column", "said"),
    [
        ("chae2001[12", 9, r"never closed; add '\]'"),
        ("chae2001]12", 9, r"without '\['"),
        ("chae2001[1[2]]", 11, r"a second '\['"),
        ("chae2001;;paik1992", 10, "an empty citation"),
        ("chae2001; ", 11, "an empty citation"),
        ("[12]", 1, "no citekey before it"),
        ("chae2001 paik1992", 9, "is not a citekey"),
        ("paik1992; chae2001, p. 12", 19, "is not a citekey"),
        ("chae2001[12] 13", 13, "after the locator"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_broken_syntax_is_said_with_its_column(cell, column, said):
    with pytest.raises(CitationError, match=said) as caught:
        parse_citations(cell)
    assert caught.value.column == column


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_column_inside_it(cell):
    try:
        parse_citations(cell)
    except CitationError as error:
        assert 1 <= error.column <= len(cell) + 1
