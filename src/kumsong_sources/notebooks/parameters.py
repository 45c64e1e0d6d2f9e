"""Parameters: what may be set in a notebook from outside."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kumsong_sources.errors import NotebookError
from kumsong_sources.notebooks.document import nbformat_library, tagged

PARAMETERS, INJECTED = "parameters", "injected-parameters"
"""Tags of the cell that declares parameters, and of the one that sets them in a copy."""


def inject(notebook: Any, parameters: Mapping[str, str | Path], *, path: Path) -> None:
    """Put a cell that sets the parameters behind the one that declares them."""
    declaring = tagged(notebook, PARAMETERS)
    known = _declared(declaring[0], path=path) if declaring else ()
    for name, value in parameters.items():
        if name not in known:
            raise NotebookError(
                f"{path}: no parameter is called {name!r}; {_near(name, known)}"
            )
        if not isinstance(value, str | Path):
            raise NotebookError(f"{path}: parameter {name}: expected a text, got {value!r}")
    old = tagged(notebook, INJECTED)
    notebook.cells = [cell for cell in notebook.cells if cell not in old]
    cell = nbformat_library().v4.new_code_cell(
        settings(parameters), id=INJECTED, metadata={"tags": [INJECTED]}
    )
    notebook.cells.insert(notebook.cells.index(declaring[0]) + 1, cell)


def settings(parameters: Mapping[str, str | Path], *, as_given: bool = False) -> str:
    """The lines that set parameters; a path is made absolute, unless wanted as given."""
    lines = []
    for name, value in parameters.items():
        whole = value.resolve() if isinstance(value, Path) and not as_given else value
        lines.append(f"{name} = {str(whole)!r}")
    return "\n".join(lines)


def _declared(cell: Any, *, path: Path) -> tuple[str, ...]:
    """The names that a cell assigns a text to."""
    try:
        statements = ast.parse(cell.source).body
    except SyntaxError as error:
        raise NotebookError(
            f"{path}: the cell tagged {PARAMETERS} is not plain Python ({error.msg}, line "
            f'{error.lineno}); expected lines such as dossier = ".."'
        ) from None
    return tuple(
        target.id
        for statement in statements
        if isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
        for target in statement.targets
        if isinstance(target, ast.Name)
    )


def _near(name: str, known: Iterable[str]) -> str:
    """The names there are, and the one that may have been meant."""
    names = list(known)
    if not names:
        return f"the notebook has none (a cell tagged {PARAMETERS} that assigns texts)"
    near = difflib.get_close_matches(name, names, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    return f"there {'is' if len(names) == 1 else 'are'}: {', '.join(names)}{meant}"
