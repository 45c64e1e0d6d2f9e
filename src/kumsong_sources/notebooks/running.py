"""Running notebooks and storing what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kumsong_sources.errors import NotebookError
from kumsong_sources.notebooks.document import (
    code_cells,
    nbformat_library,
    read_document,
    tagged,
    write_file,
)
from kumsong_sources.notebooks.kernel import execute
from kumsong_sources.notebooks.page import notebook_page
from kumsong_sources.notebooks.parameters import INJECTED, inject, settings

TIMEOUT = 600
"""Seconds that one cell may take."""

_NONE: Mapping[str, str | Path] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """One notebook that ran to its end.

    Parameters
    ----------
    notebook : Path
        As given.
    output : Path or None
        Where the executed notebook is stored; the notebook itself unless another file
        was asked for. `None` where only a page was.
    cells : int
        Code cells executed.
    is_changed : bool
        Whether what is stored is another than before.
    page : Path or None
        The HTML page that shows it, where one was asked for.
    """

    notebook: Path
    output: Path | None
    cells: int
    is_changed: bool
    page: Path | None = None

    def __str__(self) -> str:
        where = "" if self.output in (None, self.notebook) else f" as {self.output}"
        stored = f", stored{where}" if self.is_changed else ", as before"
        shown = f", shown in {self.page}" if self.page else ""
        return f"{self.notebook}: {self.cells} cells{stored if self.output else ''}{shown}"


def run_notebook(
    path: str | Path,
    *,
    parameters: Mapping[str, str | Path] = _NONE,
    output: str | Path | None = None,
    page: str | Path | None = None,
    with_code: bool = True,
    timeout: int = TIMEOUT,
) -> RunResult:
    """Execute a notebook and store it with its results.

    Parameters
    ----------
    path : str or Path
        The notebook; it runs in the folder where it lies.
    parameters : mapping of str to str or Path
        Values for names that the cell tagged ``parameters`` assigns. A `Path` is taken
        from where the caller stands, and made absolute; a text is handed on as it is.
    output : str, Path or None
        File for the executed copy. Without it the results are stored in the notebook
        itself, or, where parameters are set, only shown in the page.
    page : str, Path or None
        File for an HTML page that shows it and needs nothing else; see `notebook_page`.
    with_code : bool
        Whether the page shows the code as well.
    timeout : int
        Seconds that one cell may take.

    Returns
    -------
    RunResult

    Raises
    ------
    NotebookError
        If it is no notebook, a parameter is not declared in it, or a cell fails: then
        nothing is written.
    MissingExtraError
        If the extra ``notebooks`` is not installed.

    Examples
    --------
    >>> run_notebook("survey.ipynb")
    Traceback (most recent call last):
    kumsong_sources.errors.NotebookError: survey.ipynb: no such notebook; expected a file \
that ends in .ipynb
    """
    plan = _planned(_notebook_file(Path(path)), parameters=parameters, output=output, page=page)
    return _run(plan, with_code=with_code, timeout=timeout)


def run_notebooks(
    given: str | Path | Iterable[str | Path],
    *,
    parameters: Mapping[str, str | Path] = _NONE,
    output: str | Path | None = None,
    pages: str | Path | None = None,
    with_code: bool = True,
    timeout: int = TIMEOUT,
    before: Callable[[Path], object] | None = None,
) -> tuple[RunResult, ...]:
    """Execute several notebooks, one after the other.

    All of them are read, and the parameters held against each, before the first one runs.

    Parameters
    ----------
    given : str, Path or iterable of them
        Notebooks, and folders of notebooks.
    parameters, with_code, timeout
        As for `run_notebook`.
    output : str, Path or None
        Folder for the executed copies; made if need be.
    pages : str, Path or None
        Folder for HTML pages, one for each notebook, of its name; made if need be.
    before : callable or None
        Called with each notebook before it runs, to show progress.

    Raises
    ------
    NotebookError
        As for `run_notebook`, and if there is nothing to run.
    MissingExtraError
        If the extra ``notebooks`` is not installed.
    """
    folder = None if output is None else Path(output)
    shown = None if pages is None else Path(pages)
    plans = [
        _planned(
            path,
            parameters=parameters,
            output=folder and folder / path.name,
            page=shown and shown / f"{path.stem}.html",
        )
        for path in notebook_paths(given)
    ]
    _refuse_same_output(plans)
    results = []
    for plan in plans:
        if before:
            before(plan.path)
        results.append(_run(plan, with_code=with_code, timeout=timeout))
    return tuple(results)


def notebook_paths(given: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """The notebooks that are named: files as they are, folders with those inside, by name.

    Raises
    ------
    NotebookError
        If a folder has none, a file does not exist or does not end in ``.ipynb``, or none
        is named: nothing run is not success.
    """
    named = [given] if isinstance(given, str | Path) else list(given)
    found: list[Path] = []
    for path in map(Path, named):
        inside = _inside(path) if path.is_dir() else [_notebook_file(path)]
        if not inside:
            raise NotebookError(f"{path}: no notebook in this folder; name another one")
        found += inside
    if not found:
        raise NotebookError("no notebook is named; name one, or a folder of them")
    return tuple(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.ipynb") if not p.name.startswith("."))


def _notebook_file(path: Path) -> Path:
    if path.suffix != ".ipynb" or not path.is_file():
        raise NotebookError(f"{path}: no such notebook; expected a file that ends in .ipynb")
    return path


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """A notebook read, with its parameters set, and where it is to be stored."""

    path: Path
    output: Path | None
    page: Path | None
    notebook: Any
    shown_settings: str


def _planned(
    path: Path,
    *,
    parameters: Mapping[str, str | Path] = _NONE,
    output: str | Path | None = None,
    page: str | Path | None = None,
) -> _Plan:
    notebook = read_document(path)
    target = None if output is None else Path(output)
    if parameters:
        inject(notebook, parameters, path=path)
        if (target or path).resolve() == path.resolve() and (target or not page):
            raise NotebookError(
                f"{path}: with {', '.join(parameters)} set, its stored results would be of "
                "something else than it says; name another file for the executed copy"
            )
    elif target is None:
        target = path
    return _Plan(
        path=path,
        output=target,
        page=None if page is None else Path(page),
        notebook=notebook,
        shown_settings=settings(parameters, as_given=True),
    )


def _refuse_same_output(plans: Iterable[_Plan]) -> None:
    taken: dict[Path, Path] = {}
    for plan in plans:
        for target in (plan.output, plan.page):
            if target is None:
                continue
            other = taken.setdefault(target.resolve(), plan.path)
            if other != plan.path:
                raise NotebookError(
                    f"{plan.path} and {other} would both be stored as {target}; "
                    "run them one by one, each into a folder of its own"
                )


def _run(plan: _Plan, *, with_code: bool, timeout: int) -> RunResult:
    execute(plan.notebook, path=plan.path, timeout=timeout)
    is_changed = False
    if plan.output is not None:
        text = nbformat_library().writes(plan.notebook).rstrip("\n") + "\n"
        is_changed = write_file(plan.output, text.encode())
    if plan.page is not None:
        for cell in tagged(plan.notebook, INJECTED):
            # A shared page need not say where on its writer's machine a dossier lies.
            cell.source = plan.shown_settings
        text = notebook_page(plan.notebook, name=plan.path.stem, with_code=with_code)
        is_changed |= write_file(plan.page, text.encode())
    return RunResult(
        notebook=plan.path,
        output=plan.output,
        cells=sum(bool(cell.source.strip()) for cell in code_cells(plan.notebook)),
        is_changed=is_changed,
        page=plan.page,
    )
