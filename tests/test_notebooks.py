"""The runner on tiny notebooks, good and faulty, and the notebooks that the project stores."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kumsong_sources
from kumsong_sources.errors import MissingExtraError, NotebookError
from kumsong_sources.notebooks import (
    INJECTED,
    PARAMETERS,
    Stale,
    check_notebooks,
    notebook_paths,
    run_notebook,
    run_notebooks,
)
from kumsong_sources.notebooks.document import read_document
from kumsong_sources.notebooks.parameters import inject

pytest.importorskip("nbclient", reason="the extra `notebooks` is not installed")

ROOT = Path(__file__).resolve().parents[1]
STORED = sorted((ROOT / "notebooks").glob("*.ipynb"))

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
PICTURE = f"from IPython.display import Image\nimport base64\nImage(base64.b64decode('{DOT}'))"


def notebook(path: Path, *sources: str, declaring: str = 'place = "here"', **more: Any) -> Path:
    """Write a notebook whose first cell declares parameters and whose others are given."""
    cells = [
        {"cell_type": "code", "metadata": {"tags": [PARAMETERS]}, "source": declaring},
        {"cell_type": "markdown", "metadata": {}, "source": "## A question?"},
        *({"cell_type": "code", "metadata": {}, "source": source} for source in sources),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def code_cells(path: Path) -> list[dict[str, Any]]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in content["cells"] if cell["cell_type"] == "code"]


def source_of(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def printed(path: Path) -> str:
    outputs = [output for cell in code_cells(path) for output in cell["outputs"]]
    return "".join("".join(output.get("text", "")) for output in outputs)


def children() -> set[str]:
    """The processes that this one has started and that are still there."""
    mine = Path(f"/proc/self/task/{Path('/proc/self').resolve().name}/children")
    return set(mine.read_text().split()) if mine.exists() else set()


# Running


def test_results_are_stored_and_the_same_to_the_byte_on_every_run(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "a.ipynb",
        "import os, sys, warnings\nprint(os.path.basename(os.getcwd()), sys.executable)",
        "warnings.warn('careful')",
        PICTURE,
        metadata={
            "papermill": {"duration": 1.5},
            "kernelspec": {
                "name": "of-another-environment",
                "display_name": "x",
                "language": "python",
            },
        },
    )
    before = children()
    first = run_notebook(path)
    stored = path.read_bytes()
    second = run_notebook(path)
    assert (first.cells, first.is_changed, second.is_changed) == (4, True, False)
    assert path.read_bytes() == stored
    assert f"{tmp_path.name} {sys.executable}" in printed(path)
    for what in (b"papermill", b"iopub", b"of-another", b"ipykernel_", b'"version"'):
        assert what not in stored
    assert json.loads(stored)["metadata"]["kernelspec"]["name"] == "python3"
    assert children() == before
    assert str(second) == f"{path}: 4 cells, as before"


def test_a_parameter_is_set_in_the_copy_and_the_notebook_stays_as_it_was(
    tmp_path: Path,
) -> None:
    path = notebook(tmp_path / "a.ipynb", "print(place)")
    before = path.read_bytes()
    copy = tmp_path / "new" / "copy.ipynb"
    run_notebook(path, parameters={"place": 'it\'s "there"\n'}, output=copy)
    assert path.read_bytes() == before
    assert printed(copy) == 'it\'s "there"\n\n'
    assert [cell["metadata"].get("tags") for cell in code_cells(copy)][:2] == [
        [PARAMETERS],
        [INJECTED],
    ]


def test_a_path_is_taken_from_where_the_caller_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "books").mkdir()
    path = notebook(tmp_path / "books" / "a.ipynb", "print(place)")
    monkeypatch.chdir(tmp_path)
    (result,) = run_notebooks(
        path, parameters={"place": Path("mine")}, output=tmp_path / "copies"
    )
    assert result.output == tmp_path / "copies" / "a.ipynb"
    assert printed(result.output) == f"{tmp_path / 'mine'}\n"


@given(value=st.text(max_size=40))
def test_every_text_reaches_the_notebook_as_it_is(
    value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = notebook(tmp_path_factory.mktemp("text") / "a.ipynb")
    document = read_document(path)
    inject(document, {"place": value}, path=path)
    inject(document, {"place": value}, path=path)
    (setting,) = (cell for cell in document.cells if INJECTED in cell.metadata.get("tags", ()))
    assert ast.literal_eval(setting.source.removeprefix("place = ")) == value


@pytest.mark.parametrize(
    ("declaring", "message"),
    [
        ('place = "here"', r"no parameter is called 'plcae'; there is: place; did you mean"),
        ('place = time = "here"', r"there are: place, time; did you mean place\?"),
        ("plcae = 3", r"no parameter is called 'plcae'; the notebook has none"),
        ("%cd ..", r"the cell tagged parameters is not plain Python"),
    ],
)
def test_a_parameter_that_is_not_declared_is_refused_and_nothing_runs(
    tmp_path: Path, declaring: str, message: str
) -> None:
    path = notebook(tmp_path / "a.ipynb", declaring=declaring)
    with pytest.raises(NotebookError, match=rf"a\.ipynb: .*{message}"):
        run_notebooks(path, parameters={"plcae": "x"}, output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_parameter_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = notebook(tmp_path / "a.ipynb")
    with pytest.raises(NotebookError, match=r"place: expected a text, got 3"):
        run_notebook(path, parameters={"place": 3}, output=tmp_path / "b.ipynb")  # type: ignore[dict-item]


@pytest.mark.parametrize("output", [None, "a.ipynb"])
def test_parameters_without_a_file_for_the_copy_are_refused(
    tmp_path: Path, output: str | None
) -> None:
    path = notebook(tmp_path / "a.ipynb")
    with pytest.raises(NotebookError, match="name another file for the executed copy"):
        run_notebook(path, parameters={"place": "x"}, output=output and tmp_path / output)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\n1 / 0", r"failed at `1 / 0`: ZeroDivisionError: division by zero$"),
        ("raise ValueError('\\x1b[31mred\\x1b[0m')", r"ValueError: red$"),
        ("import os; os._exit(1)", r"DeadKernelError"),
        ("import time; time.sleep(60)", r"it took longer than it may; raise the timeout"),
    ],
)
def test_a_failing_cell_is_named_and_nothing_is_written(
    tmp_path: Path, source: str, message: str
) -> None:
    path = notebook(tmp_path / "a.ipynb", "1", source, "2")
    stored, before = path.read_bytes(), children()
    with pytest.raises(NotebookError, match=rf"code cell 3 \(cell 4 of 5\) .*{message}"):
        run_notebook(path, timeout=2)
    assert path.read_bytes() == stored
    assert list(tmp_path.iterdir()) == [path]
    assert children() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<<<<<<< HEAD\n{}", r"its text is not JSON \(.*line 1.*a merge"),
        ("[]", r"not a notebook, or one older than format 4"),
        ('{"nbformat": 3, "worksheets": []}', r"not a notebook, or one older than format 4"),
        ('{"nbformat": 4, "metadata": {}, "cells": [{}]}', r"not a valid notebook"),
        (
            '{"nbformat": 4, "metadata": {"kernelspec": {"name": "ir", "display_name": "R", '
            '"language": "R"}}, "cells": []}',
            r"is written in R; only Python",
        ),
    ],
)
def test_what_is_no_python_notebook_is_refused(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NotebookError, match=rf"a\.ipynb: .*{message}"):
        run_notebook(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b'{"cells": "\xff\xfe\xfa"}')
    with pytest.raises(NotebookError, match="its text is not JSON"):
        check_notebooks(path)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["missing.ipynb"], r"missing\.ipynb: no such notebook"),
        (["empty"], r"empty: no notebook in this folder"),
        (["empty/notes.txt"], r"notes\.txt: no such notebook; expected a file that ends in"),
        ([], r"no notebook is named"),
    ],
)
def test_nothing_to_run_is_an_error(tmp_path: Path, given: list[str], message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").touch()
    with pytest.raises(NotebookError, match=message):
        notebook_paths(tmp_path / name for name in given)


def test_a_folder_gives_its_notebooks_by_name_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.ipynb", "a.ipynb", ".a.ipynb", "c.txt"):
        (tmp_path / name).touch()
    expected = (tmp_path / "a.ipynb", tmp_path / "b.ipynb")
    assert notebook_paths([tmp_path, tmp_path / "b.ipynb"]) == expected


def test_two_notebooks_that_would_be_stored_as_one_are_refused(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        notebook(tmp_path / name / "a.ipynb")
    with pytest.raises(NotebookError, match="would both be stored as"):
        run_notebooks([tmp_path / "x", tmp_path / "y"], output=tmp_path / "out")


def test_cells_without_a_name_of_their_own_get_one_that_stays(tmp_path: Path) -> None:
    path = notebook(tmp_path / "a.ipynb", "1", "2")
    content = json.loads(path.read_text())
    content["nbformat_minor"] = 4
    for cell in content["cells"]:
        del cell["id"]
    content["cells"][3]["id"] = "cell-1"
    path.write_text(json.dumps(content))
    assert [cell.id for cell in read_document(path).cells] == [
        "cell-1", "cell-2", "cell-3", "cell-4",
    ]  # fmt: skip


@pytest.mark.parametrize("library", ["nbformat", "nbclient", "ipykernel"])
def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r'pip install "kumsong-sources\[notebooks\]"'):
        run_notebook(notebook(tmp_path / "a.ipynb"))


def test_the_libraries_load_only_when_a_notebook_is_read(tmp_path: Path) -> None:
    code = (
        "import sys, kumsong_sources.notebooks as n\n"
        "print([m for m in ('nbformat', 'nbclient') if m in sys.modules])\n"
        "from kumsong_sources.notebooks.document import nbformat_library\n"
        "nbformat_library(); print('rfc3987_syntax' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["[]", "False"]


# Checking


def test_stale_results_are_found_cell_by_cell(tmp_path: Path) -> None:
    path = notebook(tmp_path / "a.ipynb", "print(1)", "# two\n'two'", "print(3)", PICTURE)
    run_notebook(path)
    assert check_notebooks(tmp_path) == ()
    content = json.loads(path.read_text())
    text, result, lost, picture = (cell["outputs"] for cell in content["cells"][2:])
    text[0]["text"] = "0\n"
    result[0]["data"]["text/html"] = "<b>two</b>"
    lost.clear()
    picture[0]["data"]["image/png"] = "AAAA"
    path.write_text(json.dumps(content))
    stored = path.read_bytes()
    assert check_notebooks(path) == (
        Stale(notebook=path, cell=2, line="print(1)",
              reason="stored is '0', now it gives '1'"),
        Stale(notebook=path, cell=3, line="# two",
              reason="stored are text/html, text/plain, now it gives text/plain"),
        Stale(notebook=path, cell=4, line="print(3)", reason="no result is stored"),
    )  # fmt: skip
    assert path.read_bytes() == stored


def test_a_picture_that_is_no_longer_stored_is_stale(tmp_path: Path) -> None:
    path = notebook(tmp_path / "a.ipynb", PICTURE)
    (stale,) = check_notebooks(path)
    assert f"{stale}".endswith(
        f"no result is stored; run `kumsong-sources notebooks run {path}`"
    )


def test_a_picture_that_shows_something_else_by_its_text_alternative_is_stale(
    tmp_path: Path,
) -> None:
    path = notebook(tmp_path / "a.ipynb", PICTURE.replace("'))", "'), alt='ratio 2.05')"))
    run_notebook(path)
    assert check_notebooks(path) == ()
    path.write_text(path.read_text().replace('"ratio 2.05"', '"ratio 2.15"'))
    (stale,) = check_notebooks(path)
    assert stale.reason == "stored is 'ratio 2.15', now it gives 'ratio 2.05'"


def test_a_notebook_that_fails_cannot_be_checked(tmp_path: Path) -> None:
    path = notebook(tmp_path / "a.ipynb", "1 / 0")
    with pytest.raises(NotebookError, match="ZeroDivisionError"):
        check_notebooks(path)


# The project's own notebooks

TEXTS = {"text/plain", "text/html", "text/markdown"}
MAY_IMPORT = {"collections", "IPython.display", "pandas", "pathlib", "tempfile"}


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_notebooks_keep_to_the_house_style(path: Path) -> None:
    assert path.stat().st_size < 300_000
    content = json.loads(path.read_text(encoding="utf-8"))
    headings = [
        line
        for cell in content["cells"]
        if cell["cell_type"] == "markdown"
        for line in source_of(cell).splitlines()
        if line.startswith("#")
    ]
    assert headings[0].startswith("# ")
    assert all(line.startswith("## ") for line in headings[1:])
    assert all(line.endswith("?") for line in headings)
    cells = code_cells(path)
    assert cells[0]["metadata"]["tags"] == [PARAMETERS]
    assert [faults for cell in cells for faults in faults_of(cell)] == []


def faults_of(cell: dict[str, Any]) -> list[str]:
    """What is against the house style in one code cell and its results."""
    source = source_of(cell)
    found = [] if len(source.splitlines()) <= 15 else [f"more than 15 lines: {source}"]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            found.append(f"defines something: {source}")
        if isinstance(node, ast.Import):
            found += [f"imports {a.name}" for a in node.names if a.name not in MAY_IMPORT]
        if isinstance(node, ast.ImportFrom):
            found += [
                f"imports {alias.name} from {node.module}"
                for alias in node.names
                if not is_public(node.module or "", alias.name)
            ]
    pictures = 0
    for output in cell["outputs"]:
        kinds = set(output.get("data", {}))
        pictures += "image/png" in kinds
        if "text/plain" not in kinds or kinds - TEXTS - {"image/png"}:
            found.append(f"shows {output['output_type']} {sorted(kinds)}: {source}")
    return found + ["shows several pictures"] * (pictures > 1)


def is_public(module: str, name: str) -> bool:
    if module != "kumsong_sources":
        return module in MAY_IMPORT
    return name in {*kumsong_sources.__all__, "corpus", "frames", "plots"}


def test_the_house_style_finds_what_is_against_it() -> None:
    source = (
        "def f():\n    import os\nfrom kumsong_sources.dossier import Dossier\n" + "1\n" * 13
    )
    stream = {"output_type": "stream", "name": "stderr", "text": "UserWarning"}
    picture = {"output_type": "display_data", "data": {"image/png": "", "text/plain": ""}}
    found = faults_of({"source": source, "outputs": [stream, picture, picture]})
    begin = [
        "more than 15",
        "defines",
        "imports Dossier",
        "imports os",
        "shows stream",
        "shows",
    ]
    assert [fault.startswith(words) for fault, words in zip(found, begin, strict=True)] == [
        True
    ] * 6


def test_stored_notebooks_are_in_step_with_the_dossier() -> None:
    assert [path.stem for path in STORED] == [
        "01-dossier",
        "02-discrepancies",
        "03-corroboration",
        "04-transmissions",
        "05-corpus",
    ]
    assert [str(stale) for stale in check_notebooks(STORED)] == []


HOSTILE = {
    "dossier.toml": """
title = "**<img src=x onerror=alert(1)>** $x$ ![a](http://evil.example/a.png)"
[events.e]
label = "<script>alert(2)</script>"
sides = ["A", "B"]
[parties.A]
label = "<b>A|</b> *land*"
[parties.B]
label = "$B$ `code` <script>alert(3)</script>"
[parties.NA]
label = "NA"
""",
    "references.bib": """
@book{one, title={<script>alert(4)</script>}, author={<i>, X}, date={1990}, party={A}}
@book{two, title={T}, author={Two, Y}, date={1991}, party={B}, derivesfrom={one}}
@book{three, title={T}, author={Three, Y}, date={1991}, party={NA}}
@book{broken, title={T
""",
    "claims.csv": """claim_id,event,statement,source,subject,measure,figure,reporter,link,note
H1,e,<script>alert(5)</script>,one,A,casualties,"1,000-1,200",,,
H2,e,"=HYPERLINK(""http://evil"")",two,A,casualties,"over 9,000",,inferred,<b>alert(6)</b>
H3,e,"Several
lines | and *marks*",one;two,B,casualties,0,,,
H4,e,$x$,two,B,casualties,500,,,
H5,e,x,three,B,<u>m</u>,7,,,
H6,e,x,missing,B,killed,heavy,,,
H7,e,x,one,A,<u>m</u>,7,,,
H8,e,x,two,A,<u>m</u>,70,,,
H9,e,x,two,B,<u>m</u>,7,,,
H10,e,x,one,B,<u>m</u>,8,,,
H11,e,x,one,,date,1953-07-13,,,
H12,e,x,two,,date,1953-07-15,,,
H13,e,surplus,two,,date,1953-07-15,,,,,
""",
}
EMPTY = {
    "dossier.toml": "",
    "references.bib": "",
    "claims.csv": "claim_id,event,statement,source\n",
}


@pytest.mark.parametrize("files", [HOSTILE, EMPTY], ids=["hostile", "empty"])
def test_stored_notebooks_work_on_any_dossier(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for name, text in files.items():
        (tmp_path / "other" / name).write_text(text, encoding="utf-8")
    copies = run_notebooks(
        STORED, parameters={"dossier": tmp_path / "other"}, output=tmp_path / "copies"
    )
    for copy in copies:
        assert [fault for cell in code_cells(copy.output) for fault in faults_of(cell)] == []
        assert copy.output.stat().st_size < 300_000
        for shown in markup(copy.output):
            for tag in ("<script", "<img", "<b>", "<u>", "<i>", "![", "href="):
                assert tag not in shown


def markup(path: Path) -> list[tuple[str, str]]:
    """What a page shows of a notebook's results, where tags would be tags."""
    outputs = [output for cell in code_cells(path) for output in cell["outputs"]]
    found = []
    for output in outputs:
        kinds = output["data"]
        found += [
            (kind, "".join(kinds[kind]))
            for kind in ("text/html", "text/markdown")
            if kind in kinds
        ]
    return found
