"""The file of a notebook: read without what changes from run to run, written whole."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kumsong_sources.errors import MissingExtraError, NotebookError
from kumsong_sources.files import replace_file

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
# Written by one tool or another at each run, and of no use to a reader.
_VOLATILE = {"ExecuteTime", "execution", "papermill", "signature", "widgets"}
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def nbformat_library() -> Any:
    """The library that knows the file format.

    With Jupyter installed, importing it builds grammars for web addresses, which takes
    seconds and of which no notebook has need.
    """
    grammars = "rfc3987_syntax"
    held_back = grammars not in sys.modules
    sys.modules.setdefault(grammars, None)  # type: ignore[arg-type]
    try:
        import nbformat
    except ImportError as error:
        raise missing_extra(error) from None
    finally:
        if held_back:
            del sys.modules[grammars]
    return nbformat


def missing_extra(error: ImportError) -> MissingExtraError:
    """Say what to install for what could not be imported."""
    return MissingExtraError(
        f"running notebooks needs {error.name or 'Jupyter'}, which is not installed; "
        'pip install "kumsong-sources[notebooks]"'
    )


def read_document(path: Path) -> Any:
    """Read a notebook without what changes from run to run.

    Raises
    ------
    NotebookError
        If it cannot be read, or is no Python notebook of format 4.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise NotebookError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise NotebookError(
            f"{path}: not a notebook: its text is not JSON ({error}); "
            "a merge may have left its marks in it"
        ) from None
    is_notebook = isinstance(content, dict) and isinstance(content.get("cells"), list)
    if not is_notebook or content.get("nbformat") != 4:
        raise NotebookError(
            f"{path}: not a notebook, or one older than format 4; "
            "open it in Jupyter and save it"
        )
    nbformat = nbformat_library()
    content |= {"nbformat_minor": 5, "metadata": _lasting(content.get("metadata"))}
    _name_cells(content["cells"])
    try:
        nbformat.validate(content)
    except nbformat.ValidationError as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(
            f"{path}: not a valid notebook: {reason}; open it in Jupyter and save it"
        ) from None
    notebook = nbformat.reads(json.dumps(content), as_version=4)
    _refuse_other_language(notebook, path=path)
    notebook.metadata |= nbformat.from_dict({"kernelspec": KERNEL, "language_info": _LANGUAGE})
    return notebook


def _lasting(metadata: object) -> dict[str, Any]:
    known = metadata if isinstance(metadata, dict) else {}
    return {key: value for key, value in known.items() if key not in _VOLATILE}


def _name_cells(cells: Iterable[object]) -> None:
    """Give every cell a name of its own, the same at every run."""
    taken: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict):
            continue
        cell["metadata"] = _lasting(cell.get("metadata"))
        name = str(cell.get("id") or "")
        if not _CELL_ID.fullmatch(name) or name in taken:
            name = f"cell-{number}"
            while name in taken:
                name += "-again"
        cell["id"] = name
        taken.add(name)


def _refuse_other_language(notebook: Any, *, path: Path) -> None:
    named = (
        notebook.metadata.get("kernelspec", {}).get("language"),
        notebook.metadata.get("language_info", {}).get("name"),
    )
    if other := [language for language in named if language not in (None, "python")]:
        raise NotebookError(f"{path}: is written in {other[0]}; only Python notebooks are run")


def code_cells(notebook: Any) -> list[Any]:
    """Give the cells that hold code, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def first_line(cell: Any) -> str:
    """Give a cell's first line that is not blank."""
    return str(next((line for line in cell.source.splitlines() if line.strip()), "empty"))


def tagged(notebook: Any, tag: str) -> list[Any]:
    """Give the code cells with a tag."""
    return [cell for cell in code_cells(notebook) if tag in cell.metadata.get("tags", ())]


def write_file(path: Path, content: bytes) -> bool:
    """Put content in the place of a file, all or nothing; say whether it is new."""
    target = path.resolve()
    if target.is_file() and target.read_bytes() == content:
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, content)
    except OSError as error:
        raise NotebookError(
            f"{path}: cannot be written ({error.strerror}); name another file"
        ) from None
    return True
