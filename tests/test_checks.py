"""A run over a dossier, the rules there are, and what they say of Kumsong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kumsong_sources.checks import GROUPS, RULES, Finding, Severity, run_checks
from kumsong_sources.checks.rule import SECTIONS, shortened
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import UnknownRuleError

ROOT = Path(__file__).resolve().parents[1]
MakeDossier = Callable[..., Path]


@pytest.fixture(scope="module")
def kumsong() -> tuple[Finding, ...]:
    return run_checks(Dossier.open(ROOT))


def test_a_dossier_without_faults_has_no_findings(dossier_folder: MakeDossier) -> None:
    assert run_checks(Dossier.open(dossier_folder())) == ()


def test_kumsong_has_the_findings_it_is_known_for_and_no_error(
    kumsong: tuple[Finding, ...],
) -> None:
    counted = Counter((finding.rule, finding.severity) for finding in kumsong)
    assert counted == {
        ("uncited-claim", Severity.WARNING): 52,
        ("surname-against-script", Severity.WARNING): 1,
        ("url-without-urldate", Severity.WARNING): 1,
        ("single-source", Severity.INFO): 9,
        ("inferred-link", Severity.INFO): 6,
        ("uncited-entry", Severity.INFO): 5,
        ("interested-party-only", Severity.INFO): 2,
        ("unprotected-proper-noun", Severity.INFO): 4,
        ("isbn-before-its-time", Severity.INFO): 1,
    }


def test_the_surname_of_kumsong_is_found_where_it_stands(
    kumsong: tuple[Finding, ...],
) -> None:
    (found,) = (f for f in kumsong if f.rule == "surname-against-script")
    line = (ROOT / "references.bib").read_text("utf-8").splitlines()[found.position.line - 1]
    assert line[found.position.column - 1 :].startswith("Xue, Yan")
    assert found.citekey == "xue1990"
    assert "徐 is read Xu" in found.message
    assert found.hint.startswith("write Xu, Yan")


def test_findings_are_in_the_order_of_the_files(kumsong: tuple[Finding, ...]) -> None:
    places = [(f.position.path, f.position.line, f.position.column, f.rule) for f in kumsong]
    assert places == sorted(places)


def test_no_finding_stands_twice(kumsong: tuple[Finding, ...]) -> None:
    assert len(set(kumsong)) == len(kumsong)


def test_a_second_run_finds_the_same(kumsong: tuple[Finding, ...]) -> None:
    assert run_checks(Dossier.open(ROOT)) == kumsong


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["single-source"], [], {"single-source"}),
        (["names"], [], {"surname-against-script"}),
        (
            ["warning"],
            [],
            {"uncited-claim", "surname-against-script", "url-without-urldate"},
        ),
        (["support", "names"], ["single-source"], None),
        ([], ["info", "uncited-claim", "addresses"], {"surname-against-script"}),
        (["single-source,names"], [], {"single-source", "surname-against-script"}),
    ],
)
def test_rules_are_chosen_by_name_group_or_severity(
    select: list[str], ignore: list[str], expected: set[str] | None
) -> None:
    found = run_checks(Dossier.open(ROOT), select=select, ignore=ignore)
    chosen = {finding.rule for finding in found}
    assert chosen == (
        expected or {"surname-against-script", "inferred-link", "interested-party-only"}
    )


def test_an_unknown_rule_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean uncited-claim"):
        run_checks(Dossier.open(ROOT), select=["uncited-clam"])


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_page_with_all_sections(name: str) -> None:
    rule = RULES[name]
    assert re.fullmatch(r"[A-Z].*\.", rule.summary())
    assert tuple(rule.sections()) == SECTIONS
    assert all(rule.sections().values())


def test_rules_are_named_for_their_classes_in_a_fixed_order() -> None:
    assert list(RULES)[:3] == ["not-utf8", "unreadable-row", "unreadable-entry"]
    assert RULES["unknown-citekey"].__name__ == "UnknownCitekey"
    assert [rule.group for rule in RULES.values()] == sorted(
        (rule.group for rule in RULES.values()), key=GROUPS.index
    )


def test_a_long_text_is_shortened_and_a_short_one_is_not() -> None:
    assert shortened("a" * 60) == "a" * 60
    assert len(shortened("a" * 61)) <= 60


def test_a_run_without_han_names_does_not_open_the_dictionary(
    dossier_folder: MakeDossier,
) -> None:
    code = (
        "import sys\n"
        "from kumsong_sources.checks import romanisation, run_checks\n"
        "from kumsong_sources.dossier import Dossier\n"
        f"run_checks(Dossier.open({str(dossier_folder())!r}))\n"
        "print(romanisation._dictionary.cache_info().misses, 'pypinyin' in sys.modules)\n"
        f"run_checks(Dossier.open({str(ROOT)!r}))\n"
        "print(romanisation._dictionary.cache_info().misses, 'pypinyin' in sys.modules)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.split() == ["0", "False", "1", "False"], ended.stderr
