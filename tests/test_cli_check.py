"""`check` and `rule` as a user calls them: formats, filters, waivers, fixes, watching."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kumsong_sources.checks import RULES
from kumsong_sources.checks.fixing.planning import DUPLICATE_FIELD
from kumsong_sources.checks.fixing.values import MENDINGS
from kumsong_sources.checks.writing import FORMATS
from kumsong_sources.cli import main
from kumsong_sources.cli.colour import wants_colour
from kumsong_sources.cli.watching import watch
from kumsong_sources.declaration import parse_declaration

MakeDossier = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]

FAULTY_CLAIMS = "claim_id,event,statement,source\nK1,battle,S,red9\nK2,battle,T,\n"
PAGES_RULE = "page-range-dash"
FAULTY_WORKS = "@book{red1,\n  title = {The Red History},\n  pages = {12-15},\n}\n"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command line; give exit status, standard output and standard error."""

    def runner(*arguments: object) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return int(exit_.value.code or 0), out.decode(), err.decode()

    return runner


def rules_of(out: str) -> list[str]:
    """The rules in a list of findings in JSON."""
    return [finding["rule"] for finding in json.loads(out)["findings"]]


# Formats.


def test_lines_have_one_line_for_each_finding_and_nothing_else(
    run: Run, dossier_folder: MakeDossier
) -> None:
    status, out, _ = run("check", dossier_folder(claims=FAULTY_CLAIMS), "--format", "lines")
    assert status == 1
    assert all(
        re.match(r"\S+:\d+:\d+: (error|warning|info) [a-z0-9-]+: \S", line)
        for line in out.splitlines()
    )
    assert "unknown-citekey" in out


def test_a_clean_dossier_gives_no_line_and_says_so_in_the_text(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder()
    assert run("check", folder, "--format", "lines", "--select", "error")[:2] == (0, "")
    assert run("check", folder, "--format", "github", "--select", "error")[:2] == (0, "")
    assert "0 findings" in run("check", folder, "--select", "error")[1]


@pytest.mark.parametrize("form", ["json", "csv", "sarif", "github"])
def test_every_form_has_the_same_findings(
    form: str, run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    expected = len(run("check", folder, "--format", "lines")[1].splitlines())
    _, out, _ = run("check", folder, "--format", form)
    found = {
        "json": lambda: json.loads(out)["findings"],
        "csv": lambda: list(csv.DictReader(io.StringIO(out))),
        "sarif": lambda: json.loads(out)["runs"][0]["results"],
        "github": lambda: out.splitlines(),
    }[form]()
    assert len(found) == expected > 1


def test_the_output_may_go_to_a_file_whole(
    run: Run, dossier_folder: MakeDossier, tmp_path: Path
) -> None:
    folder, file = dossier_folder(claims=FAULTY_CLAIMS), tmp_path / "found.sarif"
    status, out, err = run("check", folder, "--format", "sarif", "--output", file)
    assert (status, out) == (1, "")
    assert f"wrote {file}" in err
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_file_that_cannot_be_written_is_status_two(
    run: Run, dossier_folder: MakeDossier, tmp_path: Path
) -> None:
    status, _, err = run("check", dossier_folder(), "-o", tmp_path / "nowhere" / "found.txt")
    assert status == 2
    assert "cannot be written" in err


def test_the_statistics_count_by_rule(run: Run, dossier_folder: MakeDossier) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    status, out, _ = run("check", folder, "--statistics", "--format", "csv")
    counted = {row["rule"]: int(row["found"]) for row in csv.DictReader(io.StringIO(out))}
    assert status == 1
    assert counted["unknown-citekey"] == 1
    assert run("check", folder, "--statistics", "--format", "sarif")[0] == 2


# Filters.


def test_findings_are_chosen_by_rule_group_severity_claim_and_source(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)

    def chosen(*options: str) -> set[str]:
        return set(rules_of(run("check", folder, "--format", "json", *options)[1]))

    assert chosen("--select", "unknown-citekey,uncited-claim") == {
        "unknown-citekey",
        "uncited-claim",
    }
    assert {RULES[rule].group for rule in chosen("--select", "citations")} == {"citations"}
    assert "unknown-citekey" not in chosen("--select", "citations", "--ignore", "error")
    assert "unknown-citekey" not in chosen("--claim", "K2")
    assert "uncited-claim" in chosen("--claim", "K2")
    assert chosen("--source", "swiss") == {"uncited-entry"}


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--claim", "K9"), "there is no claim 'K9'"),
        (("--source", "swis"), "did you mean swiss?"),
        (("--select", "unknown-citkey"), "did you mean unknown-citekey?"),
        (("--ignore", "nonsense"), "no rule, group or severity"),
    ],
)
def test_a_name_that_there_is_not_is_status_two_and_the_nearest_one_is_said(
    options: tuple[str, ...], hint: str, run: Run, dossier_folder: MakeDossier
) -> None:
    status, out, err = run("check", dossier_folder(claims=FAULTY_CLAIMS), *options)
    assert (status, out) == (2, "")
    assert hint in err


def test_what_fails_is_chosen_and_may_be_nothing(run: Run, dossier_folder: MakeDossier) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    assert run("check", folder)[0] == 1
    assert run("check", folder, "--fail-on", "never")[0] == 0
    mild = dossier_folder(claims="claim_id,event,statement,source\nK2,battle,T,\n")
    assert run("check", mild, "--select", "uncited-claim", "--fail-on", "info")[0] == 1


# Bibliographies alone, several things at once.


def test_a_bibliography_is_checked_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    path.write_text("@book{a, title = {A}\n year = {1990}}\n", encoding="utf-8")
    status, out, _ = run("check", path, "--format", "json")
    assert status == 1
    assert "missing-comma" in rules_of(out)
    assert {finding["path"] for finding in json.loads(out)["findings"]} == {str(path)}


def test_the_bibliography_of_a_dossier_is_checked_alone_when_it_is_named(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    assert "uncited-entry" in run("check", folder)[1]
    assert "uncited-entry" not in run("check", folder / "references.bib")[1]
    assert "unknown-citekey" in run("check", folder / "claims.csv")[1]


def test_several_things_are_checked_each_once(run: Run, dossier_folder: MakeDossier) -> None:
    one, two = dossier_folder(claims=FAULTY_CLAIMS), dossier_folder(claims=FAULTY_CLAIMS)
    options = ("--format", "json", "--select", "unknown-citekey")
    arguments = (one, one / "claims.csv", one / "dossier.toml", two)
    assert len(rules_of(run("check", *arguments, *options)[1])) == 2


def test_a_bibliography_that_is_not_there_is_status_two(run: Run, tmp_path: Path) -> None:
    status, _, err = run("check", tmp_path / "gone.bib")
    assert (status, "there is no such file" in err) == (2, True)


# Colour.


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": ""}, False),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_unless_the_user_says_otherwise(
    terminal: bool, environment: dict[str, str], expected: bool
) -> None:
    assert wants_colour(Stream(terminal=terminal), environment=environment) is expected


def test_the_program_colours_only_when_it_should(
    run: Run, dossier_folder: MakeDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert "\x1b[" not in run("check", folder)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31merror" in run("check", folder)[1]
    assert "\x1b[" not in run("check", folder, "--format", "json")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", folder)[1]


# Waivers.


def test_a_baseline_waives_all_that_is_found_and_leaves_every_other_byte(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS, references=FAULTY_WORKS)
    path = folder / "dossier.toml"
    before = path.read_bytes()
    assert run("check", folder, "--fail-on", "warning")[0] == 1
    status, out, err = run("check", folder, "--fail-on", "warning", "--write-baseline")
    assert (status, "waivers written" in err) == (0, True)
    assert run("check", folder, "--fail-on", "warning")[0] == 0
    assert path.read_bytes().startswith(before)
    assert "unused-waiver" not in out
    written = path.read_bytes()
    run("check", folder, "--fail-on", "warning", "--write-baseline")
    assert path.read_bytes() == written


def test_a_baseline_waives_only_what_fails(run: Run, dossier_folder: MakeDossier) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    run("check", folder, "--write-baseline")
    added = (folder / "dossier.toml").read_text(encoding="utf-8")
    assert 'rule = "unknown-citekey"\nclaim = "K1"' in added
    assert "uncited-entry" not in added


@pytest.mark.parametrize("end", ["\r\n", "\n", ""])
def test_a_baseline_keeps_the_line_ends_of_the_file(
    end: str, run: Run, dossier_folder: MakeDossier
) -> None:
    newline = end or "\n"
    text = f'title = "T"{newline}[events.battle]{newline}label = "B"{end}'
    folder = dossier_folder(claims=FAULTY_CLAIMS, declaration=text.encode())
    run("check", folder, "--write-baseline")
    content = (folder / "dossier.toml").read_bytes()
    assert content.startswith(text.encode())
    assert (content.count(b"\r\n") == content.count(b"\n")) == (end == "\r\n")


def test_a_baseline_holds_what_stands_in_names_of_claims(
    run: Run, dossier_folder: MakeDossier
) -> None:
    claims = 'claim_id,event,statement,source\n"K""1\\\x7f 金",battle,S,red9\n'
    folder = dossier_folder(claims=claims)
    assert run("check", folder, "--write-baseline")[0] == 0
    assert run("check", folder)[0] == 0


def test_a_finding_that_changed_counts_again_after_a_baseline(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims="claim_id,event,statement,source\nK1,battle\n")
    assert run("check", folder, "--write-baseline")[0] == 0
    (folder / "claims.csv").write_text(
        "claim_id,event,statement,source\nK1\n", encoding="utf-8"
    )
    status, out, _ = run("check", folder)
    assert (status, "outdated-waiver" in out) == (1, True)


@pytest.mark.parametrize(
    "declaration", ['title = "T"\nwaivers = []\n', '[waivers]\nrule = "x"\n']
)
def test_a_baseline_is_refused_where_it_would_break_the_file(
    declaration: str, run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS, declaration=declaration)
    status, _, err = run("check", folder, "--write-baseline")
    assert (status, "no waiver was written" in err) == (2, True)
    assert (folder / "dossier.toml").read_text(encoding="utf-8") == declaration


def test_a_baseline_is_refused_where_the_file_is_not_utf8(
    run: Run, dossier_folder: MakeDossier
) -> None:
    content = 'title = "Général"\n'.encode("latin-1")
    folder = dossier_folder(claims=FAULTY_CLAIMS, declaration=content)
    status, _, err = run("check", folder, "--write-baseline")
    assert (status, "not UTF-8" in err) == (2, True)
    assert (folder / "dossier.toml").read_bytes() == content


def test_waived_findings_are_shown_when_asked_for(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(claims=FAULTY_CLAIMS)
    run("check", folder, "--write-baseline")
    assert "baseline:" not in run("check", folder)[1]
    assert "waived: baseline:" in run("check", folder, "--show-waived")[1]
    assert "2 waived" in run("check", folder)[1]


# Fixes.


def test_a_fix_mends_the_file_and_says_what_it_did(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(references=FAULTY_WORKS)
    _, _, err = run("check", folder, "--fix")
    path = folder / "references.bib"
    assert path.read_bytes() == FAULTY_WORKS.replace("12-15", "12--15").encode()
    assert f"fixed {path}:3:3: red1: " in err
    assert "1 change" in err


def test_a_difference_is_shown_and_nothing_is_written(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(references=FAULTY_WORKS)
    status, out, _ = run("check", folder, "--diff")
    assert status == 1
    assert "-  pages = {12-15},\n+  pages = {12--15},\n" in out
    assert (folder / "references.bib").read_bytes() == FAULTY_WORKS.encode()
    run("check", folder, "--fix")
    assert run("check", folder, "--diff")[:2] == (0, "")


def test_what_needs_a_look_is_mended_only_when_asked_for_and_its_number_is_said(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "works.bib"
    text = "@book{a, publisher = {Faber & Faber}}\n"
    path.write_text(text, encoding="utf-8")
    _, _, err = run("check", path, "--fix")
    assert "--unsafe-fixes would make 1 more" in err
    assert path.read_text(encoding="utf-8") == text
    run("check", path, "--fix", "--unsafe-fixes")
    assert path.read_text(encoding="utf-8") == text.replace("&", r"\&")


def test_only_selected_rules_are_mended(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    text = "@book{a, pages = {1-2}, title = {Kum\u200bsong}}\n"
    path.write_text(text, encoding="utf-8")
    run("check", path, "--fix", "--ignore", PAGES_RULE)
    assert path.read_text(encoding="utf-8") == text.replace("\u200b", "")
    run("check", path, "--fix", "--select", PAGES_RULE)
    assert "1--2" in path.read_text(encoding="utf-8")


def test_a_name_that_there_is_not_stops_a_fix_before_anything_is_written(
    run: Run, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(references=FAULTY_WORKS)
    assert run("check", folder, "--fix", "--select", "nonsense")[0] == 2
    assert (folder / "references.bib").read_bytes() == FAULTY_WORKS.encode()


def test_a_fix_is_refused_where_the_file_is_not_utf8(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    content = "@book{a, title = {Général}, pages = {1-2}}".encode("latin-1")
    path.write_bytes(content)
    status, _, err = run("check", path, "--fix")
    assert (status, "not UTF-8" in err) == (2, True)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "options",
    [
        ("--fix", "--diff"),
        ("--fix", "--watch"),
        ("--unsafe-fixes",),
        ("--write-baseline", "--fail-on", "never"),
        ("--write-baseline", "--fix"),
        ("--fix", "--source", "red1"),
    ],
    ids=" ".join,
)
def test_options_that_contradict_each_other_are_status_two(
    options: tuple[str, ...], run: Run, dossier_folder: MakeDossier
) -> None:
    status, _, err = run("check", dossier_folder(), *options)
    assert (status, "Error:" in err) == (2, True)


@pytest.mark.parametrize("option", ["--fix", "--write-baseline"])
def test_an_example_is_not_changed(option: str, run: Run) -> None:
    status, _, err = run("check", "--example", "kumsong", option)
    assert (status, "an example is not changed" in err) == (2, True)


def test_a_baseline_of_a_bibliography_alone_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    path.write_text("@book{a, title = {A}}", encoding="utf-8")
    status, _, err = run("check", path, "--write-baseline")
    assert (status, "check a dossier" in err) == (2, True)


# Watching.


def test_watching_acts_again_when_a_file_changes_appears_or_goes(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("a", encoding="utf-8")
    acted: list[str] = []
    steps = iter(
        [
            lambda: None,
            lambda: path.write_text("ab", encoding="utf-8"),
            lambda: path.unlink(),
            lambda: path.write_text("abc", encoding="utf-8"),
        ]
    )

    def sleep(seconds: float) -> None:
        if seconds < 0.5:  # A change is given time to be whole; here each is at once.
            return
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    def act() -> int:
        acted.append(path.read_text(encoding="utf-8") if path.exists() else "gone")
        return len(acted)

    assert watch([path], act, sleep=sleep) == 4
    assert acted == ["a", "ab", "gone", "abc"]


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_watching_goes_on_through_a_broken_file_and_ends_cleanly_on_ctrl_c(
    dossier_folder: MakeDossier,
) -> None:
    folder = dossier_folder()
    log = folder / "log.txt"
    code = "import sys; from kumsong_sources.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-u", "-c", code, "check", str(folder), "--watch"]
    with log.open("wb") as written:
        program = subprocess.Popen(
            [*command, "--select", "error"], stdout=written, stderr=subprocess.STDOUT
        )
    try:
        wait_for(log, "waiting for a change", times=1)
        (folder / "dossier.toml").write_text("= broken", encoding="utf-8")
        wait_for(log, "waiting for a change", times=2)
        assert "not valid TOML" in log.read_text(encoding="utf-8")
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) == 2
    finally:
        program.kill()
        program.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def wait_for(log: Path, words: str, *, times: int) -> None:
    """Wait until a log says something so many times."""
    end = time.monotonic() + 30
    while log.read_text(encoding="utf-8").count(words) < times:
        assert time.monotonic() < end, log.read_text(encoding="utf-8")
        time.sleep(0.05)


# Rules.


def test_a_rule_is_explained_with_all_its_sections(run: Run) -> None:
    status, out, _ = run("rule", "surname-against-script")
    assert status == 0
    assert out.startswith("surname-against-script (warning, names)\n")
    for title in ("Why", "Example", "Remedy", "Limits"):
        assert f"\n{title}\n    " in out


def test_all_rules_are_explained_in_every_form(run: Run) -> None:
    for form in ("text", "markdown"):
        _, out, _ = run("rule", "--all", "--format", form)
        assert all(name in out for name in RULES)
    _, out, _ = run("rule", "--all", "--format", "json")
    pages = json.loads(out)
    assert [page["rule"] for page in pages] == list(RULES)
    assert all({"finds", "why", "example", "remedy", "limits"} <= set(p) for p in pages)


def test_the_rules_of_a_group_are_explained_together(run: Run) -> None:
    _, out, _ = run("rule", "citations", "--format", "json")
    assert {page["group"] for page in json.loads(out)} == {"citations"}


def test_a_rule_that_there_is_not_is_status_two_and_the_nearest_one_is_said(run: Run) -> None:
    status, _, err = run("rule", "single-sorce")
    assert (status, "did you mean single-source?" in err) == (2, True)
    assert run("rule")[0] == 2
    assert run("rule", "single-source", "--all")[0] == 2


# The shell's completion.


@pytest.mark.parametrize(
    ("words", "typed", "expected"),
    [
        (("rule",), "unknown-ci", "unknown-citekey"),
        (("check", "--select"), "err", "error"),
        (("check", "--select"), "error,unknown-ci", "error,unknown-citekey"),
        ((), "che", "check"),
    ],
)
def test_the_shell_offers_what_can_stand_there(
    words: tuple[str, ...], typed: str, expected: str
) -> None:
    environment = {
        **os.environ,
        "_KUMSONG_SOURCES_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("kumsong-sources", *words, typed)),
        "COMP_CWORD": str(1 + len(words)),
    }
    code = "from kumsong_sources.cli import main; main([])"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"plain,{expected}" in ended.stdout.splitlines(), ended.stderr


# What docs/checking.md and the hooks say.

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def test_the_page_names_every_option_form_and_rule_that_can_be_mended(run: Run) -> None:
    _, out, _ = run("check", "--help")
    options = set(re.findall(r"--[a-z-]+", out)) - {"--help"}
    assert {option for option in options if option not in PAGE} == set()
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", PAGE)) - options <= {"--all"}
    assert all(f"`{form}`" in PAGE for form in FORMATS)
    certain = {mending.rule for mending in MENDINGS if mending.safe} | {DUPLICATE_FIELD}
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \| [^|]*\|$", PAGE, re.MULTILINE)) >= certain


@pytest.mark.parametrize("line", re.findall(r"entry: kumsong-sources (.+)", HOOKS))
def test_every_hook_is_a_command_that_runs(line: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    path.write_text("@book{a, title = {A}, author = {B, C}, year = 1990}\n", encoding="utf-8")
    assert run(*line.split(), path)[0] == 0


def test_what_the_page_gives_to_editors_reads_the_lines(
    run: Run, dossier_folder: MakeDossier
) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    pattern = json.loads(block)["tasks"][0]["problemMatcher"]["pattern"]["regexp"]
    _, out, _ = run("check", dossier_folder(claims=FAULTY_CLAIMS), "--format", "lines")
    assert all(re.match(pattern, line) for line in out.splitlines())


def test_the_waiver_on_the_page_is_read_without_fault() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    declaration = parse_declaration(f'title = "T"\n{block}')
    assert declaration.faults == ()
    assert declaration.waivers[0].rule in RULES


def test_the_python_on_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(block, {})
    assert "surname-against-script" in capsys.readouterr().out
