"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.nearest import NearestName

KEYS = ("chae2001", "ams2000", "hermes1992", "paik1992", "xue1990")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("chea2001", "chae2001"),
        ("Chae2001", "chae2001"),
        ("chae_2001", "chae2001"),
        ("hermes1966", "hermes1992"),
        ("paik92", "paik1992"),
        ("clausewitz1832", None),
        ("", None),
        ("!", None),
        ("x" * 10_000_000, None),
    ],
)
def test_a_slip_of_the_pen_is_understood_and_another_name_is_not(
    written: str, meant: str | None
) -> None:
    assert NearestName(KEYS).to(written) == meant


def test_of_no_names_none_is_the_nearest() -> None:
    assert NearestName(()).to("chae2001") is None


@given(st.sets(st.text(alphabet="abcdef0123456789", min_size=1), min_size=1))
def test_a_known_name_is_nearest_to_itself(names: set[str]) -> None:
    nearest = NearestName(names)
    assert all(nearest.to(name) == name for name in names)


def test_many_names_are_not_compared_one_by_one() -> None:
    nearest = NearestName(f"author{1900 + at % 120}title{at}" for at in range(20_000))
    nearest.to("warm up")
    begun = time.process_time()
    for at in range(200):
        nearest.to(f"autor{1900 + at % 120}title{at}")
    assert time.process_time() - begun < 2
