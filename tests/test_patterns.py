"""Patterns are compiled when they are used, and are then what `re` makes of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.patterns import pattern


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error, match="missing \\)"):
        broken.search("a")


def test_a_pattern_shows_what_it_was_made_of() -> None:
    assert repr(pattern("a+", re.IGNORECASE)) == "pattern('a+', re.IGNORECASE)"


@given(text=st.text(alphabet="aAb1 "))
def test_a_pattern_finds_what_the_compiled_one_finds(text: str) -> None:
    ours, known = pattern("a(b?)", re.IGNORECASE), re.compile("a(b?)", re.IGNORECASE)
    assert ours.findall(text) == known.findall(text)
    assert ours.sub("-", text) == known.sub("-", text)
    assert ours.split(text) == known.split(text)
    assert (ours.fullmatch(text) is None) == (known.fullmatch(text) is None)
    assert ours.pattern == known.pattern


def test_its_methods_are_taken_once() -> None:
    year = pattern(r"\d{4}")
    assert year.search is year.search
