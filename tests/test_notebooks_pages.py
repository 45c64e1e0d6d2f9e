"""Pages made of notebooks, which ask for nothing; and the notebook to start from."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.cli import commands
from kumsong_sources.errors import DossierError, MissingExtraError, NotebookError
from kumsong_sources.notebooks import (
    PARAMETERS,
    notebook_page,
    run_notebook,
    run_notebooks,
    start_notebook,
)
from kumsong_sources.notebooks.document import nbformat_library, read_document
from kumsong_sources.notebooks.harmless import harmless
from kumsong_sources.starter import start_dossier

pytest.importorskip("nbclient", reason="the extra `notebooks` is not installed")
pytest.importorskip("nbconvert", reason="the extra `notebooks` is not installed")

ROOT = Path(__file__).resolve().parents[1]
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
ASKING = {"action", "background", "data", "formaction", "poster", "src", "srcset"}


class Page(HTMLParser):
    """What a page would ask for, run or link to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.links: list[str] = []
        self.alts: list[str | None] = []
        self.tags: set[str] = set()
        self.handlers: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.handlers |= {name for name in given if name.startswith("on")}
        self.asked += [str(value) for name, value in attrs if name in ASKING]
        if tag == "a":
            self.links.append(str(given.get("href")))
        if tag == "img":
            self.alts.append(given.get("alt"))

    def handle_data(self, data: str) -> None:
        self.text += data


def notebook_of(*cells: Any) -> Any:
    """A notebook of Markdown (texts) and of outputs (mappings of kind to content)."""
    new = nbformat_library().v4
    made = []
    for number, cell in enumerate(cells):
        if isinstance(cell, str):
            made.append(new.new_markdown_cell(cell, id=f"c{number}"))
        else:
            shown = [new.new_output("display_data", data=cell)]
            made.append(new.new_code_cell("1 + 1", outputs=shown, id=f"c{number}"))
    return new.new_notebook(cells=made)


HOSTILE = (
    '<script src="https://evil.example/x.js">alert(1)</script>'
    '<img src="https://evil.example/a.png" onerror="alert(2)" alt="a">'
    "<img src='data:text/html,<script>alert(3)</script>'>"
    '<iframe src="https://evil.example">x</iframe><object data="https://evil.example"></object>'
    '<a href="javascript:alert(4)">b</a><a href="data:text/html,x">c</a>'
    '<form action="https://evil.example"><button formaction="https://evil.example">d</button>'
    '</form><link rel="stylesheet" href="https://evil.example/a.css">'
    '<base href="//evil.example">'
    '<meta http-equiv="refresh" content="0;url=https://evil.example">'
    '<style>@import "https://evil.example/a.css"; body { display: none }</style>'
    '<p style="background:url(https://evil.example/b.png);position:fixed;color:red">e</p>'
    '<svg><image href="https://evil.example/c.png"/></svg>'
)


@pytest.mark.parametrize(
    "cell",
    [HOSTILE, {"text/html": HOSTILE}, {"text/markdown": HOSTILE}],
    ids=["cell", "html", "markdown"],
)
def test_a_page_asks_for_nothing_and_runs_nothing_whatever_is_in_it(cell: Any) -> None:
    html = notebook_page(notebook_of("# Title", cell), name="x")
    page = Page(html)
    assert page.asked == []
    assert page.handlers == set()
    assert not page.tags & {
        "base", "button", "form", "iframe", "link", "object", "script", "svg",
    }  # fmt: skip
    assert html.count("<meta http-equiv") == 1
    assert html.count("<style") == 1
    body = html.partition("<body>")[2]
    for word in ("evil.example", "javascript:", "alert", "position", "@import"):
        assert word not in body
    assert "color:red" in body
    assert page.text.rstrip().endswith("e")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a<i>b</b>c", "<b>a<i>b</i></b>c"),
        ("</td>a & b < c", "a &amp; b &lt; c"),
        ("<svg><p>a</p></svg>b<script>c", "b"),
        ("<!-- a --><?b?><![CDATA[c]]>d", "d"),
        ("<a href='JavaScript:x'>a</a><a href='//evil'>b</a><a href='a b:c'>c</a>",
         "<a>a</a><a>b</a><a>c</a>"),
        ("<a href='#x'>a</a><a href='b.html'>b</a>",
         '<a href="#x">a</a><a href="b.html">b</a>'),
        ("<p style='color:red;margin:expression(x);padding:1em'>a",
         '<p style="color:red;padding:1em">a</p>'),
        ("<img alt='\"1\" &amp; 2'/>", '<img alt="&quot;1&quot; &amp; 2">'),
    ],
)  # fmt: skip
def test_only_what_is_harmless_is_left(html: str, expected: str) -> None:
    assert harmless(html) == expected


@given(st.text(alphabet="<>/&\"'=a! -bipscrtyle:;()", max_size=80))
def test_what_is_left_stays_as_it_is_and_holds_no_other_tag(html: str) -> None:
    left = harmless(html)
    assert harmless(left) == left
    assert Page(left).tags <= {"a", "b", "i", "p", "s"}
    assert Page(left).handlers == set()


def test_its_policy_forbids_what_it_does_not_need() -> None:
    html = notebook_page(notebook_of("# Title"), name="x")
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy == [
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    ]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Some words.\n\n## Who *lost* `what`? ##\n", "Who lost what?"),
        ("No heading.", "survey"),
        ("# <b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;"),
    ],
)
def test_a_page_has_a_title_and_a_language(first: str, title: str) -> None:
    html = notebook_page(notebook_of(first), name="survey")
    assert f"<title>{title}</title>" in html
    assert '<html lang="en">' in html


def test_tables_markdown_and_text_are_kept_and_tables_can_be_scrolled_by_keyboard() -> None:
    head = '<thead><tr><th scope="col">a</th></tr></thead>'
    table = f"<table>{head}<tr><td>1 &lt; 2</td></tr></table>"
    html = notebook_page(
        notebook_of("**bold** [next](02-next.ipynb) [there](https://a.example/x.ipynb)",
                    {"text/html": table}, {"text/plain": "<plain>"}),
        name="x",
    )  # fmt: skip
    assert "<strong>bold</strong>" in html
    assert Page(html).links == ["02-next.html", "https://a.example/x.ipynb"]
    assert '<th scope="col">a</th>' in html
    assert "1 &lt; 2" in html
    assert "&lt;plain&gt;" in html
    assert '<div tabindex="0" class="output_html' in html


def test_a_picture_is_in_the_page_with_what_it_shows_in_words() -> None:
    notebook = notebook_of({"image/png": DOT})
    notebook.cells[0].outputs[0].metadata = {"image/png": {"alt": 'Lanes: "14,373" & more'}}
    page = Page(notebook_page(notebook, name="x"))
    assert page.alts == ['Lanes: "14,373" & more']
    assert page.asked == [f"data:image/png;base64,{DOT}"]


def test_code_is_shown_or_left_out() -> None:
    notebook = notebook_of({"text/plain": "two"})
    assert "highlight" in notebook_page(notebook, name="x").partition("<body>")[2]
    without = notebook_page(notebook, name="x", with_code=False).partition("<body>")[2]
    assert "highlight" not in without
    assert "two" in without


def test_the_same_notebook_gives_the_same_page() -> None:
    made = [notebook_page(notebook_of("# A", {"text/plain": "1"}), name="x") for _ in "ab"]
    assert made[0] == made[1]


def test_without_nbconvert_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notebook = notebook_of("# A")
    monkeypatch.setitem(sys.modules, "nbconvert.exporters", None)
    with pytest.raises(MissingExtraError, match=r'pip install "kumsong-sources\[notebooks\]"'):
        notebook_page(notebook, name="x")


# Running with pages


def written(path: Path, *sources: str) -> Path:
    """Write a notebook with a parameter and some cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [
        {"cell_type": "code", "id": f"c{number}", "source": source, "outputs": [],
         "execution_count": None, "metadata": {} if number else {"tags": [PARAMETERS]}}
        for number, source in enumerate(('dossier = "."', *sources))
    ]  # fmt: skip
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_parameters_may_be_set_for_a_page_alone_which_names_the_dossier_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(Path("books/a.ipynb"), "print(len(dossier))")
    before = path.read_bytes()
    asked = ["notebooks", "run", "books", "--set", "dossier=mine", "--html"]
    ended = CliRunner().invoke(commands, asked, catch_exceptions=False)
    assert ended.exit_code == 0
    assert f"{path}: 3 cells, shown in a.html" in ended.stderr
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.html", "a.ipynb", "books"]
    html = Path("a.html").read_text(encoding="utf-8")
    assert str(len(str(tmp_path / "mine"))) in Page(html).text
    assert "'mine'" in Page(html).text
    assert str(tmp_path) not in html


def test_copies_and_pages_go_to_the_folder_that_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ipynb", "1 + 1")
    out = tmp_path / "out"
    asked = ["notebooks", "run", str(path), "-o", str(out), "--html", "--no-input"]
    assert CliRunner().invoke(commands, asked, catch_exceptions=False).exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["a.html", "a.ipynb"]
    assert "dossier" not in (out / "a.html").read_text(encoding="utf-8").partition("<body>")[2]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--set", "dossier=x"], "--set needs --output FOLDER or --html"),
        (["--no-input"], "--no-input is about pages: give --html as well"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    tmp_path: Path, options: list[str], message: str
) -> None:
    path = written(tmp_path / "a.ipynb")
    ended = CliRunner().invoke(commands, ["notebooks", "run", str(path), *options])
    assert ended.exit_code == 2
    assert message in " ".join(ended.stderr.split())


def test_two_notebooks_whose_pages_would_be_one_file_are_refused(tmp_path: Path) -> None:
    paths = [written(tmp_path / name / "a.ipynb") for name in "xy"]
    with pytest.raises(NotebookError, match=r"would both be stored as .*a\.html"):
        run_notebooks(paths, pages=tmp_path)


def test_a_page_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("a file", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"a\.html: cannot be written"):
        run_notebook(written(tmp_path / "a.ipynb"), page=tmp_path / "there" / "a.html")


# The notebook to start from


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A new dossier."""
    start_dossier(tmp_path / "mine")
    return tmp_path / "mine"


def test_a_new_notebook_runs_as_it_is_and_moves_with_its_dossier(mine: Path) -> None:
    path = start_notebook(mine.parent / "pages" / "survey.ipynb", dossier=mine)
    assert 'dossier = "../mine"' in path.read_text(encoding="utf-8").replace('\\"', '"')
    elsewhere = mine.parent / "elsewhere"
    elsewhere.mkdir()
    mine.rename(elsewhere / "mine")
    path.parent.rename(elsewhere / "pages")
    result = run_notebook(elsewhere / "pages" / "survey.ipynb", page=mine.parent / "s.html")
    assert result.cells == 10
    text = Page((mine.parent / "s.html").read_text(encoding="utf-8")).text
    assert "My dossier" in text
    assert "Replace this: the second side lost 1,200 killed." in text


def test_a_new_notebook_is_whole_before_it_has_run(mine: Path) -> None:
    path = start_notebook(mine / "survey.ipynb", dossier=mine)
    document = read_document(path)
    assert [cell.outputs for cell in document.cells if cell.cell_type == "code"] == [[]] * 10
    assert document.cells[1].source.endswith('dossier = "."')


def test_nothing_is_overwritten_unless_told_to(mine: Path) -> None:
    path = mine / "survey.ipynb"
    path.write_text("my thoughts", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"survey\.ipynb: is there already; .*--force"):
        start_notebook(path, dossier=mine)
    assert path.read_text(encoding="utf-8") == "my thoughts"
    start_notebook(path, dossier=mine, overwrite=True)
    assert "Dossier.open" in path.read_text(encoding="utf-8")


def test_a_folder_without_a_dossier_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="missing; a dossier is a folder with"):
        start_notebook(tmp_path / "survey.ipynb", dossier=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_one_beside_the_dossier_in_the_current_folder(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    ended = CliRunner().invoke(commands, ["notebooks", "new"], catch_exceptions=False)
    assert ended.exit_code == 0
    assert ended.stdout == ""
    assert "wrote survey.ipynb" in ended.stderr
    again = CliRunner().invoke(commands, ["notebooks", "new"])
    assert isinstance(again.exception, NotebookError)
    forced = CliRunner().invoke(commands, ["notebooks", "new", "--force"])
    assert forced.exit_code == 0
