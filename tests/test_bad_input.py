"""Wrong and hostile input, end to end: said with its place, nothing lost, the rest analysed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kumsong_sources.cli import main

HEADER = "claim_id,event,statement,source,subject,measure,figure,reporter\n"
SOUND = "C8,battle,Sound.,red1,RED,killed,103,RED\nC9,battle,Sound too.,swiss,RED,killed,309,\n"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE_REFERENCES = f"""
@book{{red1, title = {{T {HOSTILE}}}, author = {{A {HOSTILE}}}, party = {{RED}},
  url = {{javascript:alert(3)}}}}
@book{{swiss, title = {{A}}}}
"""
HOSTILE_DECLARATION = f"""
title = "{HOSTILE}"
[events.battle]
label = "{HOSTILE}"
[parties.RED]
label = "{HOSTILE}"
"""

CASES = {
    "a surplus cell": ("C1,battle,S,red1,RED,killed,2,689,RED\n", "unreadable-row"),
    "a missing cell": ("C1,battle,S\n", "unreadable-row"),
    "an open quotation mark": ('C1,battle,"S,red1,RED,killed,1,RED\n', "unreadable-row"),
    "a missing id": (",battle,S,red1,RED,killed,1,RED\n", "missing-id"),
    "an id given twice": ("C8,battle,S,red1,RED,killed,1,RED\n", "duplicate-id"),
    "an unknown citekey": ("C1,battle,S,red9,RED,killed,1,RED\n", "unknown-citekey"),
    "an unknown event": ("C1,war,S,red1,RED,killed,1,RED\n", "unknown-event"),
    "an unknown party": ("C1,battle,S,red1,GREEN,killed,1,RED\n", "unknown-party"),
    "an unknown measure": ("C1,battle,S,red1,RED,kiled,1,RED\n", "unknown-measure"),
    "no source": ("C1,battle,S,,RED,killed,1,RED\n", "uncited-claim"),
    "an unreadable figure": ("C1,battle,S,red1,RED,killed,12abc,RED\n", "unreadable-figure"),
    "a negative figure": ("C1,battle,S,red1,RED,killed,-5,RED\n", "unreadable-figure"),
    "a broken citation": ("C1,battle,S,red1[12,RED,killed,1,RED\n", "citation-syntax"),
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def runner(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(exit_.value.code or 0), out, err

    return runner


def findings(run, folder: Path, rule: str) -> list[dict]:
    _, out, _ = run("check", folder, "--format", "json")
    return [one for one in json.loads(out)["findings"] if one["rule"] == rule]


def all_outputs(run, folder: Path) -> str:
    """Every rendering of a dossier; each must come through."""
    texts = []
    for name in ("report.html", "report.md"):
        status, _, err = run("report", folder, "-o", folder / name)
        assert status == 0, err
        texts.append((folder / name).read_text(encoding="utf-8"))
    for arguments in (("compare",), ("compare", "--format", "json"), ("bib", "export")):
        status, out, err = run(*arguments, folder)
        assert status == 0, err
        texts.append(out)
    return "\n".join(texts)


@pytest.mark.parametrize(("row", "rule"), CASES.values(), ids=CASES)
def test_a_faulty_row_is_found_at_its_line_and_the_sound_ones_are_compared(
    row: str, rule: str, run, dossier_folder: Callable[..., Path]
):
    folder = dossier_folder(claims=HEADER + SOUND + row)
    (finding, *more) = findings(run, folder, rule)
    assert not more
    assert (finding["severity"], finding["line"]) == ("error", 4)
    assert finding["path"] == str(folder / "claims.csv")
    assert finding["hint"]
    _, out, _ = run("compare", folder, "--format", "json", "--measure", "killed")
    ratios = [c["ratio"] for c in json.loads(out)["comparisons"] if c["subject"] == "RED"]
    assert max(r for r in ratios if r) >= 3
    all_outputs(run, folder)


@pytest.mark.parametrize(("row", "rule"), CASES.values(), ids=CASES)
def test_the_sound_rows_alone_have_none_of_these_findings(
    row: str, rule: str, run, dossier_folder: Callable[..., Path]
):
    assert findings(run, dossier_folder(claims=HEADER + SOUND), rule) == []


def test_an_empty_folder_cannot_be_run_and_says_how_to_begin(run, tmp_path: Path):
    for command in (("check",), ("compare",), ("bib", "export")):
        status, _, err = run(*command, tmp_path)
        assert (status, "kumsong-sources init" in err) == (2, True)


def test_an_empty_bibliography_under_cited_claims_is_the_loudest_error(
    run, dossier_folder: Callable[..., Path]
):
    folder = dossier_folder(claims=HEADER + SOUND, references="% nothing here\n")
    status, _, _ = run("check", folder)
    (empty,) = findings(run, folder, "empty-bibliography")
    assert (status, empty["severity"]) == (1, "error")
    assert len(findings(run, folder, "unknown-citekey")) == 2
    all_outputs(run, folder)


def test_a_rejected_entry_is_found_and_its_key_still_counts_as_known(
    run, dossier_folder: Callable[..., Path]
):
    references = "@book{red1, title = {Never closed\n\n@book{swiss, title = {A}, year = 1955}\n"
    folder = dossier_folder(claims=HEADER + SOUND, references=references)
    assert findings(run, folder, "unreadable-entry")[0]["line"] == 1
    assert findings(run, folder, "unknown-citekey") == []
    all_outputs(run, folder)


@pytest.mark.parametrize("name", ["claims", "references"])
def test_a_file_that_is_not_utf8_is_found_with_its_line_and_read_all_the_same(
    name: str, run, dossier_folder: Callable[..., Path]
):
    texts = {
        "claims": HEADER + SOUND.replace("Sound.", "Général."),
        "references": "@book{red1, title = {Général}}\n@book{swiss, title = {A}}\n",
    }
    folder = dossier_folder(
        **{key: text.encode("latin-1") if key == name else text for key, text in texts.items()}
    )
    (finding,) = findings(run, folder, "not-utf8")
    assert finding["line"] == (2 if name == "claims" else 1)
    assert "Général" in all_outputs(run, folder)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_mark_and_windows_line_ends_change_nothing_that_is_found(
    mark: bytes, end: bytes, run, dossier_folder: Callable[..., Path]
):
    claims = HEADER + 'C1,battle,"Two\nlines.",red9,RED,killed,1,RED\n' + SOUND
    folder = dossier_folder(claims=mark + claims.encode().replace(b"\n", end))
    (unknown,) = findings(run, folder, "unknown-citekey")
    assert (unknown["line"], unknown["column"]) == (3, 9)
    assert len(json.loads(run("check", folder, "--format", "json")[1])["findings"]) >= 1
    all_outputs(run, folder)


def test_a_party_called_na_is_a_party_everywhere(run, dossier_folder: Callable[..., Path]):
    folder = dossier_folder(
        claims=HEADER + SOUND.replace("RED", "NA"),
        declaration='title="T"\n[events.battle]\n[parties.NA]\nlabel="Nowhere Army"\n'
        "[parties.SWISS]\n[parties.RED]\n",
    )
    assert findings(run, folder, "unknown-party") == []
    _, out, _ = run("compare", folder, "--format", "json")
    assert {c["subject"] for c in json.loads(out)["comparisons"]} == {"NA"}
    assert "Nowhere Army" in all_outputs(run, folder)


def test_tags_and_formulas_stay_text_in_every_output(run, dossier_folder: Callable[..., Path]):
    folder = dossier_folder(
        claims=HEADER + f'C1,battle,"=cmd()|{HOSTILE}",red1,RED,killed,1,RED\n' + SOUND,
        references=HOSTILE_REFERENCES,
        declaration=HOSTILE_DECLARATION,
    )
    all_outputs(run, folder)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"<script>alert|<img[^>]*onerror|href=[\"']?javascript:", page)
    assert "&lt;script&gt;" in page
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    assert "<script>" not in markdown
    assert "](javascript:" not in markdown


def test_zero_is_a_figure_and_its_ratio_is_said_to_be_undefined(
    run, dossier_folder: Callable[..., Path]
):
    folder = dossier_folder(claims=HEADER + SOUND.replace(",103,", ",0,"))
    assert findings(run, folder, "unreadable-figure") == []
    assert "zero" in run("compare", folder)[1]
    all_outputs(run, folder)


def test_a_field_of_ten_megabytes_is_read_and_checked(run, dossier_folder: Callable[..., Path]):
    folder = dossier_folder(
        claims=HEADER + f"C1,battle,{'x' * 10_000_000},red1,RED,killed,1,RED\n" + SOUND,
        references="@book{red1, title={%s}}\n@book{swiss, title={A}}\n" % ("y" * 1_000_000),
    )
    status, out, _ = run("check", folder, "--format", "json")
    assert status in (0, 1)
    assert len(out) < 100_000


def test_a_circle_of_parties_is_found_and_the_rest_goes_on(
    run, dossier_folder: Callable[..., Path]
):
    folder = dossier_folder(
        claims=HEADER + SOUND,
        declaration='title="T"\n[events.battle]\n[parties.RED]\npart_of="BLUE"\n'
        '[parties.BLUE]\npart_of="RED"\n[parties.SWISS]\n',
    )
    _, out, _ = run("check", folder)
    assert "part_of runs in a circle" in out
    assert "dossier.toml:3" in out
    all_outputs(run, folder)


def test_broken_toml_cannot_be_run_and_names_the_line(run, dossier_folder: Callable[..., Path]):
    status, _, err = run("check", dossier_folder(declaration='title = "T"\n[parties.RED\n'))
    assert (status, "line 2" in err) == (2, True)


def test_a_dossier_without_claims_is_not_called_all_good(
    run, dossier_folder: Callable[..., Path]
):
    folder = dossier_folder(claims=HEADER)
    assert findings(run, folder, "no-claims")
    all_outputs(run, folder)
