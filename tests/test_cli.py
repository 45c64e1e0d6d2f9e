"""The commands as a user calls them: output, exit status, messages."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kumsong_sources.cli import commands, main

MakeDossier = Callable[..., Path]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run a command line; give exit status, standard output and standard error."""

    def runner(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return int(exit_.value.code or 0), out, err

    return runner


def every_command(group=commands, path=()):
    for name, command in group.commands.items():
        yield (*path, name)
        if hasattr(command, "commands"):
            yield from every_command(command, (*path, name))


@pytest.mark.parametrize("command", list(every_command()), ids=" ".join)
def test_the_help_of_every_command_ends_in_an_example(command: tuple[str, ...]):
    result: Result = CliRunner().invoke(commands, [*command, "--help"])
    assert result.exit_code == 0
    assert f"Example: kumsong-sources {command[0]}" in result.output.strip().splitlines()[-1]


def test_check_of_kumsong_passes_and_shows_its_weaknesses(run):
    status, out, _ = run("check", "--example", "kumsong")
    assert status == 0
    assert "surname-against-script" in out
    assert "uncited-claim" in out


def test_check_fails_from_the_severity_asked_for(run):
    assert run("check", "--example", "kumsong", "--fail-on", "warning")[0] == 1


def test_check_gives_findings_as_json_with_their_places(run, dossier_folder: MakeDossier):
    claims = "claim_id,event,statement,source\nK1,battle,S,red9\n"
    folder = dossier_folder(claims=claims)
    status, out, _ = run("check", folder, "--format", "json", "--select", "unknown-citekey")
    (finding,) = json.loads(out)["findings"]
    assert status == 1
    assert finding["rule"] == "unknown-citekey"
    assert finding["severity"] == "error"
    assert finding["path"] == str(folder / "claims.csv")
    assert (finding["line"], finding["column"]) == (2, 13)
    assert "red1" in finding["hint"]
    assert finding["claim_id"] == "K1"


def test_compare_shows_the_numbers_of_kumsong(run):
    status, out, _ = run("compare", "--example", "kumsong")
    assert status == 0
    for number in ("14,373", "78,000", "5.43", "32,253", "66,000", "2.05", "11.1"):
        assert number in out


def test_compare_takes_filters_and_formats(run):
    arguments = ("--subject", "CHN", "--measure", "casualties", "--format", "csv")
    _, out, _ = run("compare", "--example", "kumsong", *arguments)
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["ratio"].startswith("2.046")
    _, out, _ = run("compare", "--example", "kumsong", "--format", "json")
    assert len(json.loads(out)["comparisons"]) > 10
    _, out, _ = run("compare", "--example", "kumsong", "--format", "markdown")
    assert out.startswith("| event |")


def test_compare_refuses_a_filter_that_nothing_meets(run):
    status, _, err = run("compare", "--example", "kumsong", "--subject", "CHINA")
    assert status == 2
    assert "there are: CHN" in err


def test_report_writes_html_and_markdown_and_the_same_twice(run, tmp_path: Path):
    for name in ("report.html", "report.md"):
        first, second = tmp_path / name, tmp_path / f"again-{name}"
        assert run("report", "--example", "kumsong", "-o", first)[0] == 0
        assert run("report", "--example", "kumsong", "-o", second)[0] == 0
        assert first.read_bytes() == second.read_bytes()
        assert "5.43" in first.read_text(encoding="utf-8")


def test_report_prints_in_a_form_that_is_named(run):
    status, out, err = run("report", "--example", "kumsong", "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out)["ranking"][0]["comparison"]["ratio"]["text"] == "5.43"
    assert run("report", "--example", "kumsong", "--format", "json", "--open")[0] == 2


def test_report_opens_what_it_has_written(run, tmp_path: Path, monkeypatch):
    shown = []
    monkeypatch.setattr("webbrowser.open", lambda address: not shown.append(address))
    target = tmp_path / "my report.html"
    status, _, err = run("report", "--example", "kumsong", "-o", target, "--open")
    assert (status, shown) == (0, [target.as_uri()])
    assert "no browser" not in err
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    status, _, err = run("report", "--example", "kumsong", "-o", target, "--open")
    assert (status, "no browser could be started" in err) == (0, True)


def test_report_refuses_an_ending_it_does_not_know(run, tmp_path: Path):
    status, _, err = run("report", "--example", "kumsong", "-o", tmp_path / "report.xyz")
    assert status == 2
    assert ".html" in err


def test_bib_export_gives_the_entries_byte_for_byte(run):
    _, out, _ = run("bib", "export", "--example", "kumsong", "--party", "CHN")
    written = (Path(__file__).parents[1] / "references.bib").read_text(encoding="utf-8")
    blocks = out.strip().split("\n\n")
    assert len(blocks) == 2
    assert all(block in written for block in blocks)


def test_bib_export_selects_and_formats(run):
    _, out, _ = run(
        "bib", "export", "--example", "kumsong", "--claims", "K019", "--format", "text"
    )
    assert "Chae" in out
    assert "Hermes" not in out
    _, out, _ = run("bib", "export", "--example", "kumsong", "--format", "csl-json")
    assert len(json.loads(out)) == 8
    _, out, _ = run(
        "bib", "export", "--example", "kumsong", "--cited-only", "--format", "csl-json"
    )
    assert {entry["id"] for entry in json.loads(out)} == {
        "chae2001",
        "ams2000",
        "wikipedia-kumsong",
    }


def test_init_writes_a_dossier_that_passes_check(run, tmp_path: Path):
    assert run("init", tmp_path / "mine")[0] == 0
    assert run("check", tmp_path / "mine", "--fail-on", "warning")[0] == 0
    status, _, err = run("init", tmp_path / "mine")
    assert status == 2
    assert "nothing was written" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere"),
        ("check", "--example", "waterloo"),
        ("check", "--select", "no-such-rule", "--example", "kumsong"),
        ("compare", "--format", "xml"),
        ("report", "--example", "kumsong"),
        ("chekc",),
        ("check", ".", "--example", "kumsong", "extra"),
        (
            "bib",
            "export",
            "--example",
            "kumsong",
            "--style",
            "no-such-style",
            "--format",
            "text",
        ),
        ("notebooks", "run", "--set", "dossier"),
    ],
    ids=" ".join,
)
def test_wrong_usage_and_what_cannot_be_read_exit_with_two_and_a_message(run, arguments):
    status, out, err = run(*arguments)
    assert status == 2
    assert err.strip()
    assert "Traceback" not in out + err


def test_a_dossier_and_an_example_at_once_are_refused(run, dossier_folder: MakeDossier):
    status, _, err = run("check", dossier_folder(), "--example", "kumsong")
    assert (status, "not both" in err) == (2, True)


def test_the_older_text_alone_gives_its_own_numbers(run):
    example = Path(__file__).parents[1] / "examples" / "kumsong-retold"
    _, out, _ = run("compare", example, "--through", "enwiki-older")
    for number in ("14,373", "5.43", "2.05", "11.1"):
        assert number in out
    _, _, err = run("compare", example, "--through", "nobody")
    assert "no claim is read through 'nobody'" in err


def test_comparisons_are_ranked_and_cut(run):
    arguments = ("--example", "kumsong", "--rank", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run("compare", *arguments)[1])))
    ratios = [float(row["ratio"]) for row in rows if row["ratio"]]
    assert ratios == sorted(ratios, reverse=True)
    assert len(ratios) == 2
    _, out, _ = run("compare", *arguments, "--top", "1")
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
def test_a_corpus_gives_the_numbers_of_its_dossiers_in_any_engine(
    engine: str, ending: str, run, tmp_path: Path
):
    corpus = tmp_path / f"corpus.{ending}"
    status, _, err = run("export", "attestations", "--example", "kumsong", "-o", corpus)
    assert status == 0, err
    arguments = ("--engine", engine, "--measure", "casualties", "--rank")
    _, out, _ = run("compare", corpus, *arguments, "--format", "json")
    rows = json.loads(out)["comparisons"]
    assert [row["subject"] for row in rows] == ["UNC", "CHN", "KOR"]
    assert rows[0]["ratio"] == pytest.approx(78000 / 14373)
    assert rows[2]["ratio"] is None
    _, out, _ = run("compare", corpus, *arguments, "--top", "1")
    assert "5.43" in out
    assert len(out.splitlines()) == 2
    _, out, _ = run("compare", corpus, "--engine", engine, "--table", "exchanges")
    assert "11.11" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gone.parquet",), "no such file"),
        (("broken.csv",), "subject"),
        (("broken.csv", "--table", "corroboration"), "no table 'corroboration'"),
        (("broken.csv", "--master", "spark://x"), "for the engine spark"),
        (("broken.csv", "--through", "x"), "for a dossier"),
    ],
)
def test_a_corpus_that_is_none_is_refused_before_any_work(
    arguments: tuple[str, ...], said: str, run, tmp_path: Path
):
    (tmp_path / "broken.csv").write_text("dossier,event\na,b\n", encoding="utf-8")
    name, *options = arguments
    status, _, err = run("compare", tmp_path / name, *options)
    assert status == 2
    assert said in err


def test_a_table_that_a_dossier_has_not_is_refused(run):
    arguments = ("--example", "kumsong", "--format", "csv", "--table", "reporters")
    status, _, err = run("compare", *arguments)
    assert (status, "has no table 'reporters'" in err) == (2, True)


def test_bib_export_writes_every_format_of_the_package(run):
    from kumsong_sources.exports import FORMATS

    for format_ in FORMATS:
        status, out, _ = run("bib", "export", "--example", "kumsong", "--format", format_)
        assert status == 0 and "Hermes" in out, format_


def test_bib_export_takes_keys_events_groups_and_a_file(run, tmp_path: Path):
    target = tmp_path / "bibliography.html"
    status, out, err = run(
        "bib", "export", "--example", "kumsong", "--keys", "paik1992,xue1990",
        "--event", "kumsong",
        "--format", "html", "--style", "gb7714-2015", "--group", "level", "-o", target,
    )  # fmt: skip
    assert (status, out) == (0, "") and str(target) in err
    assert "<ul" not in target.read_text(encoding="utf-8")
    run(
        "bib", "export", "--example", "kumsong", "--keys", "paik1992,xue1990",
        "--format", "html", "--style", "gb7714-2015", "--group", "level", "-o", target,
    )  # fmt: skip
    assert target.read_text(encoding="utf-8").startswith("<h2>Primary sources</h2>")


def test_bib_export_of_a_word_document_asks_for_a_file(run):
    status, _, err = run("bib", "export", "--example", "kumsong", "--format", "docx")
    assert status == 2 and "--output" in err


def test_bib_notes_gives_claims_in_order_with_their_notes(run):
    _, out, _ = run("bib", "notes", "--example", "kumsong", "--claims", "K022,K019")
    assert out.index("K019.") < out.index("K022.")
    assert "cited in Wikipedia contributors" in out
    status, _, err = run("bib", "notes", "--example", "kumsong", "--claims", "K999")
    assert status == 2 and "no claim 'K999'" in err


def test_bib_import_prints_first_and_adds_then(
    run, dossier_folder: MakeDossier, tmp_path: Path
):
    folder = dossier_folder()
    given = tmp_path / "zotero.json"
    given.write_text('[{"id": "red1", "type": "book", "title": "New", "scale": "1"}]')
    before = (folder / "references.bib").read_bytes()
    status, out, err = run("bib", "import", given, folder, "--dry-run")
    assert status == 0 and "@book{red1a," in out and "no field for scale" in err
    assert (folder / "references.bib").read_bytes() == before
    status, out, err = run("bib", "import", given, folder)
    assert (status, out) == (0, "") and "added 1 work" in err
    after = (folder / "references.bib").read_bytes()
    assert after == before + b"\n@book{red1a,\n  title = {New},\n}\n"
    assert run("bib", "import", given, tmp_path / "nowhere")[0] == 2


def test_bib_stats_counts_the_works_and_draws_them(run, tmp_path: Path):
    _, out, _ = run("bib", "stats", "--example", "kumsong", "--format", "json")
    rows = json.loads(out)["holdings"]
    assert sum(row["works"] for row in rows if row["aspect"] == "party") == 8
    picture = tmp_path / "works.svg"
    status, out, _ = run("bib", "stats", "--example", "kumsong", "--picture", picture)
    assert status == 0 and "proximity" in out
    assert "<desc" in picture.read_text(encoding="utf-8")
    assert run("bib", "stats", "--example", "kumsong", "--picture", tmp_path / "a.gif")[0] == 2
