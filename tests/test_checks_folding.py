"""Findings that say the same again and again become one with their number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.checks import Finding, Severity, run_bibliography_checks
from kumsong_sources.checks.folding import MOST_ALIKE, folded
from kumsong_sources.position import Position
from kumsong_sources.sources import bibliography_from_bytes


def finding(
    line: int, *, message: str = "a brace", claim: str | None = None, key: str | None = None
) -> Finding:
    """A finding on one line of a file."""
    return Finding(
        rule="stray-brace",
        severity=Severity.ERROR,
        position=Position(path="a.bib", line=line, column=1),
        message=message,
        hint="take it away",
        claim_id=claim,
        citekey=key,
    )


def test_what_is_said_too_often_is_said_once_with_its_number_and_the_last_line() -> None:
    given_ = [finding(line) for line in range(1, 1001)]
    found = list(folded(given_))
    assert found[:MOST_ALIKE] == given_[:MOST_ALIKE]
    (last,) = found[MOST_ALIKE:]
    assert last.message == "a brace; so 900 times, the last on line 1000"
    assert (last.position.line, last.numbers) == (MOST_ALIKE + 1, {"alike": 900})


def test_one_more_than_the_most_stays_as_it_is() -> None:
    given_ = [finding(line) for line in range(MOST_ALIKE + 1)]
    assert list(folded(given_)) == given_


def test_what_says_something_else_or_is_of_another_work_or_claim_is_never_folded() -> None:
    many = range(3 * MOST_ALIKE)
    for different in (
        [finding(line, message=f"brace {line}") for line in many],
        [finding(line, key=f"k{line}") for line in many],
        [finding(line, claim="K1") for line in many],
    ):
        assert list(folded(different)) == different


@given(st.lists(st.integers(0, 2), max_size=500))
def test_nothing_is_skipped_in_silence(kinds: list[int]) -> None:
    found = list(folded(finding(line, message=str(kind)) for line, kind in enumerate(kinds)))
    assert sum(int(one.numbers.get("alike", 1)) for one in found) == len(kinds)


def test_a_file_broken_on_every_line_has_few_findings_that_tell_of_all() -> None:
    works = bibliography_from_bytes(b"@book{\n" * 5000, path="a.bib")
    found = run_bibliography_checks(works, select=["unreadable-entry"])
    stand_for = sum(int(one.numbers.get("alike", 1)) for one in found)
    assert (len(found) < 300, stand_for) == (True, len(works.rejected))
