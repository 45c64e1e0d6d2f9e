"""Notebooks run headless, so that the results stored in them are those of today.

A notebook is executed by the Python that runs this package, in the notebook's own folder,
from an empty state. What is stored is the same to the byte on every run: no times, no
random names, nothing of this machine. A cell tagged ``parameters`` names what may be set
from outside.
"""

from __future__ import annotations

import ast
import difflib
import json
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kumsong_sources.errors import MissingExtraError, NotebookError

PARAMETERS, INJECTED = "parameters", "injected-parameters"
"""Tags of the cell that declares parameters, and of the one that sets them in a copy."""

TIMEOUT = 600
"""Seconds that one cell may take."""

_NONE: Mapping[str, str | Path] = MappingProxyType({})
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
# Written by one tool or another at each run, and of no use to a reader.
_VOLATILE = {"ExecuteTime", "execution", "papermill", "signature", "widgets"}
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """One notebook that ran to its end.

    Parameters
    ----------
    notebook : Path
        As given.
    output : Path
        Where the executed notebook is stored; the notebook itself unless another file
        was asked for.
    cells : int
        Code cells executed.
    is_changed : bool
        Whether the stored file is another one than before.
    """

    notebook: Path
    output: Path
    cells: int
    is_changed: bool


@dataclass(frozen=True, kw_only=True)
class Stale:
    """A cell whose stored results are not what running it gives now.

    Parameters
    ----------
    notebook : Path
        As given.
    cell : int
        Which code cell, counted from 1.
    line : str
        Its first line.
    reason : str
        What differs.

    Examples
    --------
    >>> print(Stale(notebook=Path("a.ipynb"), cell=2, line="total", reason="nothing is stored"))
    a.ipynb: code cell 2 (total): nothing is stored; run `kumsong-sources notebooks run a.ipynb`
    """

    notebook: Path
    cell: int
    line: str
    reason: str

    @property
    def remedy(self) -> str:
        """How to mend it."""
        return f"run `kumsong-sources notebooks run {self.notebook}`"

    def __str__(self) -> str:
        where = f"{self.notebook}: code cell {self.cell} ({self.line})"
        return f"{where}: {self.reason}; {self.remedy}"


def run_notebook(
    path: str | Path,
    *,
    parameters: Mapping[str, str | Path] = _NONE,
    output: str | Path | None = None,
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
        itself, which only a run without parameters may do.
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
    plan = _planned(_notebook_file(Path(path)), parameters=parameters, output=output)
    return _run(plan, timeout=timeout)


def run_notebooks(
    given: str | Path | Iterable[str | Path],
    *,
    parameters: Mapping[str, str | Path] = _NONE,
    output: str | Path | None = None,
    timeout: int = TIMEOUT,
    before: Callable[[Path], object] | None = None,
) -> tuple[RunResult, ...]:
    """Execute several notebooks, one after the other.

    All of them are read, and the parameters held against each, before the first one runs.

    Parameters
    ----------
    given : str, Path or iterable of them
        Notebooks, and folders of notebooks.
    parameters, timeout
        As for `run_notebook`.
    output : str, Path or None
        Folder for the executed copies; made if need be.
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
    plans = [
        _planned(path, parameters=parameters, output=folder and folder / path.name)
        for path in notebook_paths(given)
    ]
    _refuse_same_output(plans)
    results = []
    for plan in plans:
        if before:
            before(plan.path)
        results.append(_run(plan, timeout=timeout))
    return tuple(results)


def check_notebooks(
    given: str | Path | Iterable[str | Path],
    *,
    timeout: int = TIMEOUT,
    before: Callable[[Path], object] | None = None,
) -> tuple[Stale, ...]:
    """Execute notebooks without storing them, and find stored results that are stale.

    Texts, Markdown and tables are compared to the letter. Of a picture only its presence
    is: another release of matplotlib draws it with other bytes.

    Parameters
    ----------
    given, timeout, before
        As for `run_notebooks`.

    Returns
    -------
    tuple of Stale
        One for each cell; empty where all is in step.

    Raises
    ------
    NotebookError
        If something is no notebook, a cell fails, or there is nothing to check.
    MissingExtraError
        If the extra ``notebooks`` is not installed.
    """
    plans = [_planned(path) for path in notebook_paths(given)]
    stale: list[Stale] = []
    for plan in plans:
        if before:
            before(plan.path)
        stored = [_results(cell) for cell in _code_cells(plan.notebook)]
        _execute(plan, timeout=timeout)
        for number, cell in enumerate(_code_cells(plan.notebook), start=1):
            reason = _difference(stored[number - 1], _results(cell))
            if reason:
                found = Stale(
                    notebook=plan.path, cell=number, line=_first_line(cell), reason=reason
                )
                stale.append(found)
    return tuple(stale)


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
        inside = sorted(path.glob("*.ipynb")) if path.is_dir() else [_notebook_file(path)]
        if not inside:
            raise NotebookError(f"{path}: no notebook in this folder; name another one")
        found += inside
    if not found:
        raise NotebookError("no notebook is named; name one, or a folder of them")
    return tuple(dict.fromkeys(found))


def _notebook_file(path: Path) -> Path:
    if path.suffix != ".ipynb" or not path.is_file():
        raise NotebookError(f"{path}: no such notebook; expected a file that ends in .ipynb")
    return path


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """A notebook read, with its parameters set, and where it is to be stored."""

    path: Path
    output: Path
    notebook: Any


def _planned(
    path: Path,
    *,
    parameters: Mapping[str, str | Path] = _NONE,
    output: str | Path | None = None,
) -> _Plan:
    notebook = _read(path)
    target = path if output is None else Path(output)
    if parameters:
        _inject(notebook, parameters, path=path)
        if target.resolve() == path.resolve():
            raise NotebookError(
                f"{path}: with {', '.join(parameters)} set, its stored results would be of "
                "something else than it says; name another file for the executed copy"
            )
    return _Plan(path=path, output=target, notebook=notebook)


def _refuse_same_output(plans: Iterable[_Plan]) -> None:
    taken: dict[Path, Path] = {}
    for plan in plans:
        other = taken.setdefault(plan.output.resolve(), plan.path)
        if other != plan.path:
            raise NotebookError(
                f"{plan.path} and {other} would both be stored as {plan.output}; "
                "run them one by one, each into a folder of its own"
            )


def _run(plan: _Plan, *, timeout: int) -> RunResult:
    _execute(plan, timeout=timeout)
    text = _nbformat().writes(plan.notebook).rstrip("\n") + "\n"
    return RunResult(
        notebook=plan.path,
        output=plan.output,
        cells=sum(bool(cell.source.strip()) for cell in _code_cells(plan.notebook)),
        is_changed=_write(plan.output, text.encode()),
    )


def _write(path: Path, content: bytes) -> bool:
    """Put content in the place of a file, all or nothing; say whether it is new."""
    target = path.resolve()
    if target.is_file() and target.read_bytes() == content:
        return False
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NotebookError(
            f"{path}: cannot be written ({error.strerror}); name another file"
        ) from None
    return True


def _nbformat() -> Any:
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
        raise _missing(error) from None
    finally:
        if held_back:
            del sys.modules[grammars]
    return nbformat


def _missing(error: ImportError) -> MissingExtraError:
    return MissingExtraError(
        f"running notebooks needs {error.name or 'Jupyter'}, which is not installed; "
        'pip install "kumsong-sources[notebooks]"'
    )


def _read(path: Path) -> Any:
    """A notebook without what changes from run to run."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise NotebookError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise NotebookError(
            f"{path}: not a notebook: its text is not JSON ({error}); "
            "a merge may have left its marks in it"
        ) from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise NotebookError(
            f"{path}: not a notebook, or one older than format 4; "
            "open it in Jupyter and save it"
        )
    nbformat = _nbformat()
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
    notebook.metadata |= nbformat.from_dict({"kernelspec": _KERNEL, "language_info": _LANGUAGE})
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


def _code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _first_line(cell: Any) -> str:
    return str(next((line for line in cell.source.splitlines() if line.strip()), "empty"))


def _tagged(notebook: Any, tag: str) -> list[Any]:
    return [cell for cell in _code_cells(notebook) if tag in cell.metadata.get("tags", ())]


def _inject(notebook: Any, parameters: Mapping[str, str | Path], *, path: Path) -> None:
    """Put a cell that sets the parameters behind the one that declares them."""
    declaring = _tagged(notebook, PARAMETERS)
    known = _declared(declaring[0], path=path) if declaring else ()
    for name, value in parameters.items():
        if name not in known:
            raise NotebookError(
                f"{path}: no parameter is called {name!r}; {_near(name, known)}"
            )
        if not isinstance(value, str | Path):
            raise NotebookError(f"{path}: parameter {name}: expected a text, got {value!r}")
    lines = [
        f"{name} = {str(value.resolve() if isinstance(value, Path) else value)!r}"
        for name, value in parameters.items()
    ]
    old = _tagged(notebook, INJECTED)
    notebook.cells = [cell for cell in notebook.cells if cell not in old]
    cell = _nbformat().v4.new_code_cell(
        "\n".join(lines), id=INJECTED, metadata={"tags": [INJECTED]}
    )
    notebook.cells.insert(notebook.cells.index(declaring[0]) + 1, cell)


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


def _execute(plan: _Plan, *, timeout: int) -> None:
    """Run all cells from an empty state, in the notebook's folder, with this Python."""
    for cell in _code_cells(plan.notebook):
        cell.outputs, cell.execution_count = [], None
    begun: list[Any] = []
    lasting = dict(plan.notebook.metadata)
    with _client(plan.notebook, timeout=timeout) as (client, kernel):
        client.on_cell_start = lambda cell, cell_index: begun.append(cell)
        try:
            client.execute(cwd=str(plan.path.resolve().parent), **kernel)
        except Exception as error:
            # Whatever the kernel, its sockets or a cell raise: the notebook did not run.
            raise _failure(plan, error, begun=begun) from None
    plan.notebook.metadata = _nbformat().from_dict(lasting)


@contextmanager
def _client(notebook: Any, *, timeout: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What executes a notebook, and how its kernel is to be started."""
    try:
        import ipykernel  # noqa: F401 - the kernel's process needs it
        from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
    except ImportError as error:
        raise _missing(error) from None

    class ThisPython(KernelSpecManager):
        """Knows one kernel: a registered one may belong to another environment."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            start = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=start, display_name=kernel_name, language="python")

    quiet = logging.getLogger(__name__)
    quiet.addHandler(logging.NullHandler())
    with tempfile.TemporaryDirectory(prefix="notebook-", ignore_cleanup_errors=True) as folder:
        manager = AsyncKernelManager(
            kernel_name=_KERNEL["name"],
            kernel_spec_manager=ThisPython(),
            connection_file=str(Path(folder, "kernel.json")),
            # Sockets in the folder, where there are such: no port is opened.
            transport="ipc" if os.name == "posix" else "tcp",
        )
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=timeout,
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=["--IPKernelApp.log_level=40"],
            shutdown_kernel="immediate",
            log=quiet,
        )
        yield client, {"cleanup_kc": True, "env": _environment(folder)}


def _environment(folder: str) -> dict[str, str]:
    """The environment without what would show in results on one machine only."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    return inherited | {
        "IPYTHONDIR": folder,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
    }


def _failure(plan: _Plan, error: Exception, *, begun: list[Any]) -> NotebookError:
    """Say which cell did not run to its end, and why."""
    why = f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', error)}"
    why = _ANSI.sub("", why).strip()
    if isinstance(error, TimeoutError):
        why = "it took longer than it may; raise the timeout, or mend the cell"
    if not begun:
        return NotebookError(f"{plan.path}: its kernel did not start: {why}")
    cells = plan.notebook.cells
    number = 1 + _code_cells(plan.notebook).index(begun[-1])
    where = f"code cell {number} (cell {1 + cells.index(begun[-1])} of {len(cells)})"
    return NotebookError(f"{plan.path}: {where} failed at `{_first_line(begun[-1])}`: {why}")


_Result = tuple[str, str]


def _results(cell: Any) -> list[_Result]:
    """What a cell shows, as kind and text; of a picture only that it is there."""
    found: list[_Result] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append((output.name, output.text))
        elif output.output_type == "error":
            found.append(("error", f"{output.ename}: {output.evalue}"))
        elif pictures := sorted(kind for kind in output.data if kind.startswith("image/")):
            found += [(kind, "") for kind in pictures]
        else:
            found += [(kind, _text(output.data[kind])) for kind in sorted(output.data)]
    return found


def _text(content: object) -> str:
    return content if isinstance(content, str) else json.dumps(content, sort_keys=True)


def _difference(stored: list[_Result], fresh: list[_Result]) -> str:
    """How stored results differ from fresh ones; blank where they do not."""
    if stored == fresh:
        return ""
    if not stored:
        return "no result is stored"
    kinds, now = ([kind for kind, _ in results] for results in (stored, fresh))
    if kinds != now:
        return f"stored are {', '.join(kinds)}, now it gives {', '.join(now) or 'nothing'}"
    old, new = next((a[1], b[1]) for a, b in zip(stored, fresh, strict=True) if a != b)
    lines = zip_longest(old.splitlines(), new.splitlines(), fillvalue="")
    before, after = next(((a, b) for a, b in lines if a != b), (old, new))
    return f"stored is {_shortened(before)!r}, now it gives {_shortened(after)!r}"


def _shortened(line: str) -> str:
    words = " ".join(line.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
