"""The pages say what the code does: generated pages, examples and commands."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kumsong_sources import __version__
from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.claims import parse_claims
from kumsong_sources.declaration import parse_declaration

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GENERATE = runpy.run_path(str(DOCS / "generate.py"))
PAGES: Mapping[str, Callable[[], str]] = GENERATE["PAGES"]
COMMANDS: Mapping[str, object] = runpy.run_path(str(ROOT / "run.py"))["COMMANDS"]
WRITTEN = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))
)


def read(name: str) -> str:
    """The text of a page of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(page: str, *, language: str) -> list[str]:
    """The contents of a page's fenced blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


def broken_links(page: str, *, folder: Path) -> list[str]:
    """The links of a page that lead to no file of the project."""
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    return [target for target in local if not (folder / target).exists()]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_generated_page_is_in_step(name: str) -> None:
    assert read(f"docs/{name}") == PAGES[name](), "run: python3 run.py docs"


@pytest.mark.parametrize("name", WRITTEN)
def test_the_links_of_a_page_lead_somewhere(name: str) -> None:
    assert broken_links(read(name), folder=(ROOT / name).parent) == []


def test_a_link_that_leads_nowhere_is_seen() -> None:
    assert broken_links("[a](gone.md) [b](README.md#x) [c](https://x.org)", folder=ROOT) == [
        "gone.md"
    ]


def test_the_example_of_dossier_toml_is_read_without_fault() -> None:
    (text,) = fenced(read("docs/files.md"), language="toml")
    declaration = parse_declaration(text)
    assert declaration.faults == ()
    assert declaration.parties["KOR"].part_of == "UNC"
    assert declaration.waivers[0].rule == "single-source"


def test_the_example_of_claims_csv_is_read_without_fault() -> None:
    (text,) = fenced(read("docs/files.md"), language="csv")
    table = parse_claims(text)
    assert table.rejected == ()
    assert [claim.figure.best for claim in table.claims if claim.figure] == [2689, 32253]


def test_the_example_of_references_bib_is_read_without_fault() -> None:
    (text,) = fenced(read("docs/files.md"), language="bibtex")
    bibliography = parse_bibtex(text, path="references.bib")
    assert bibliography.rejected == ()
    assert bibliography.entries[0].annotation("author", "script") == {1: "徐焰"}


def test_the_readme_s_example_in_python_finds_the_discrepancies(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = fenced(read("README.md"), language="python")
    monkeypatch.chdir(ROOT)
    exec(code, {})
    assert "5.4" in capsys.readouterr().out


def test_the_readme_shows_what_the_command_prints_and_says_what_the_pictures_show() -> None:
    assert GENERATE["readme"]() == read("README.md")
    for name in GENERATE["PICTURES"]:
        assert GENERATE["picture_path"](name).read_bytes().startswith(b"\x89PNG")


def test_the_citation_file_has_the_version_of_the_package() -> None:
    assert f"\nversion: {__version__}\n" in read("CITATION.cff")


@pytest.mark.parametrize("name", ["report", "test"])
def test_the_readme_prints_a_command_that_run_py_knows(name: str) -> None:
    expected = f"<!-- command:{name} -->\n```sh\npython3 run.py {name}\n```\n"
    assert read("README.md").count(expected) == 1
    assert name in COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_contributing_explains_every_command_of_run_py(name: str) -> None:
    assert f"| `python3 run.py {name}` |" in read("CONTRIBUTING.md")
