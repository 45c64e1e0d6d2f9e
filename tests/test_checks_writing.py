"""Findings as text and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kumsong_sources.checks import (
    Finding,
    Severity,
    as_json,
    as_text,
    fails,
    run_checks,
    summary,
)
from kumsong_sources.dossier import Dossier
from kumsong_sources.position import Position

ROOT = Path(__file__).resolve().parents[1]
DOSSIERS = ROOT / "tests" / "dossiers"
KEYS = [
    *("rule", "severity", "path", "line", "column"),
    *("message", "hint", "claim_id", "citekey", "waived"),
]


def finding(
    rule: str = "unknown-citekey",
    *,
    severity: Severity = Severity.ERROR,
    path: str = "claims.csv",
    line: int = 7,
    message: str = "source cites 'x'",
    claim_id: str | None = "C1",
) -> Finding:
    """A finding made up."""
    return Finding(
        rule=rule,
        severity=severity,
        position=Position(path=path, line=line, column=9),
        message=message,
        hint="mend the key",
        claim_id=claim_id,
    )


def test_a_finding_is_a_line_with_its_hint_below_and_the_counts_at_the_end() -> None:
    assert as_text([finding()]) == (
        "claims.csv:7:9: error unknown-citekey: C1: source cites 'x'\n"
        "    mend the key\n"
        "\n"
        "1 finding: 1 error, 0 warnings, 0 infos, 0 waived"
    )


def test_nothing_found_is_said_in_so_many_words() -> None:
    assert as_text([]) == "0 findings: 0 errors, 0 warnings, 0 infos, 0 waived"


def test_the_files_are_parted_by_a_blank_line() -> None:
    text = as_text([finding(), finding(line=8), finding(path="references.bib")])
    assert [block.count("\n") for block in text.split("\n\n")] == [3, 1, 0]


def test_by_rule_the_gravest_come_first_and_a_common_hint_is_said_once() -> None:
    text = as_text(
        [finding("single-source", severity=Severity.INFO), finding(), finding(line=8)],
        by="rule",
    )
    first, second, closing = text.split("\n\n")
    assert first.startswith("unknown-citekey (2): A citation of a work that is not in")
    assert first.count("mend the key") == 1
    assert second.startswith("single-source (1):")
    assert closing.startswith("3 findings: 2 errors")


def test_colour_is_given_only_when_asked_for() -> None:
    assert "\x1b" not in as_text([finding()])
    coloured = as_text([finding()], colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert re.sub("\x1b\\[\\d+m", "", coloured) == as_text([finding()])


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x07", "\r", "\n", "\u202e", "\x9b"])
def test_what_would_act_on_the_terminal_is_shown_instead(sign: str) -> None:
    text = as_text([finding(message=f"a{sign}b", claim_id=f"C{sign}1", path=f"c{sign}.csv")])
    assert sign[0] not in text.replace("\n    mend", "").partition("\n")[0]
    assert text.startswith("c\\")


def test_markup_in_a_message_stays_text() -> None:
    found = finding(message="<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in as_text([found])
    assert json.loads(as_json([found]))["findings"][0]["message"] == found.message


def test_json_gives_every_finding_with_all_its_keys_and_the_counts() -> None:
    content = json.loads(as_json([finding(), finding(severity=Severity.INFO)]))
    assert list(content) == ["findings", "summary"]
    assert [list(one) for one in content["findings"]] == [KEYS, KEYS]
    assert content["findings"][0]["line"] == 7
    assert content["findings"][0]["waived"] is None
    assert content["summary"] == {"error": 1, "warning": 0, "info": 1, "waived": 0}


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(as_json([]))["findings"] == []


def test_what_fails_depends_on_the_threshold() -> None:
    warned = [finding(severity=Severity.WARNING)]
    assert not fails(warned)
    assert fails(warned, fail_on=Severity.WARNING)
    assert fails(warned, fail_on=Severity.INFO)
    assert not fails([], fail_on=Severity.INFO)
    assert fails([finding()])


def test_every_finding_of_kumsong_is_written_once() -> None:
    found = run_checks(Dossier.open(ROOT))
    for by in ("file", "rule"):
        heads = re.findall(r"^\S+:\d+:\d+: \w+ [\w-]+: ", as_text(found, by=by), re.MULTILINE)
        assert len(heads) == len(found) == sum(summary(found).values())


def test_a_dossier_full_of_faults_is_told_as_it_was_read_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(DOSSIERS)
    expected = (DOSSIERS / "many-faults" / "expected.txt").read_text("utf-8")
    assert as_text(run_checks(Dossier.open("many-faults"))) + "\n" == expected


def test_the_claim_is_named_unless_the_message_names_it() -> None:
    assert ": C1: C12 is wrong" in as_text([finding(message="C12 is wrong")])
    assert "citekey: C1 is wrong" in as_text([finding(message="C1 is wrong")])
