"""Findings accepted with a written reason."""

from __future__ import annotations

import pytest
from building import PARTIES, dossier_of

from kumsong_sources.checks import Finding, as_json, as_text, fails, run_checks, summary

ROWS = "C1,battle,Said.,red1\nC2,battle,Said.,blue1\nC3,battle,Said.,\n"
WORKS = """
@book{red1, title = {Red}, party = {RED}}
@book{blue1, title = {Blue}, party = {BLUE}}
"""


def checked(waivers: str, **options: list[str]) -> tuple[Finding, ...]:
    """The findings of a small dossier with waivers."""
    dossier = dossier_of(ROWS, references=WORKS, declaration=PARTIES + waivers)
    return run_checks(dossier, **options)


def waiver(rule: str, **more: str) -> str:
    """A waiver in TOML."""
    lines = [f'{key} = "{value}"' for key, value in more.items()]
    return "\n".join(["[[waivers]]", f'rule = "{rule}"', 'reason = "A reason."', *lines, ""])


def waived(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(f.rule, f.claim_id) for f in findings if f.waived is not None]


def rules_of(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings}


def test_a_waiver_for_a_claim_accepts_its_finding_only() -> None:
    found = checked(waiver("single-source", claim="C1"))
    assert waived(found) == [("single-source", "C1")]
    assert ("single-source", "C2") in [(f.rule, f.claim_id) for f in found]


def test_a_waiver_without_claim_accepts_all_findings_of_its_rule() -> None:
    assert waived(checked(waiver("single-source"))) == [
        ("single-source", "C1"),
        ("single-source", "C2"),
    ]


def test_a_waiver_for_a_source_accepts_what_is_found_in_it() -> None:
    works = WORKS + "@book{extra, title = {More}}\n@book{other, title = {More}}\n"
    dossier = dossier_of(
        ROWS, references=works, declaration=PARTIES + waiver("uncited-entry", source="extra")
    )
    found = run_checks(dossier, select=["uncited-entry"])
    assert [(f.citekey, f.waived is not None) for f in found] == [
        ("extra", True),
        ("other", False),
    ]


def test_a_waived_error_no_longer_fails_the_check_but_stays_in_the_list() -> None:
    assert fails(checked(""))
    found = checked(waiver("uncited-claim", claim="C3"))
    assert not fails(found)
    assert waived(found) == [("uncited-claim", "C3")]
    assert summary(found)["waived"] == 1
    assert '"waived": "A reason."' in as_json(found)
    assert "waived: A reason." in as_text(found)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (waiver("single-source", claim="C9"), "finds nothing for 'C9'"),
        (waiver("circular-lineage"), "finds nothing that this waiver could waive"),
        (waiver("single-sorce"), "no rule is called 'single-sorce'"),
    ],
)
def test_a_waiver_that_fits_no_finding_is_found(wrong: str, says: str) -> None:
    (found,) = [f for f in checked(wrong) if f.rule == "unused-waiver"]
    assert says in found.message
    assert found.position.line is not None


def test_a_waiver_with_words_that_the_finding_no_longer_says_is_outdated() -> None:
    found = checked(waiver("single-source", claim="C1", expect="blue1"))
    assert waived(found) == []
    assert "outdated-waiver" in rules_of(found)
    assert "unused-waiver" not in rules_of(found)
    assert "outdated-waiver" not in rules_of(
        checked(waiver("single-source", claim="C1", expect="red1"))
    )


def test_a_waiver_of_a_rule_that_did_not_run_is_not_judged() -> None:
    wrong = waiver("single-source", claim="C9")
    assert "unused-waiver" in rules_of(checked(wrong))
    assert "unused-waiver" not in rules_of(checked(wrong, ignore=["single-source"]))


def test_a_waiver_without_reason_waives_nothing_and_is_a_fault() -> None:
    found = checked('[[waivers]]\nrule = "single-source"\n')
    assert waived(found) == []
    assert "faulty-declaration" in rules_of(found)
