"""Executing a notebook in a kernel of its own, which is gone afterwards."""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kumsong_sources.errors import NotebookError
from kumsong_sources.notebooks.document import (
    KERNEL,
    code_cells,
    first_line,
    missing_extra,
    nbformat_library,
)

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def execute(notebook: Any, *, path: Path, timeout: int) -> None:
    """Run all cells from an empty state, in the notebook's folder, with this Python.

    Raises
    ------
    NotebookError
        If the kernel does not start, or a cell does not run to its end; which, and why.
    """
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    begun: list[Any] = []
    lasting = dict(notebook.metadata)
    with _client(notebook, timeout=timeout) as (client, kernel):
        client.on_cell_execute = lambda cell, cell_index: begun.append(cell)
        try:
            client.execute(cwd=str(path.resolve().parent), **kernel)
        except Exception as error:
            # Told to stop, nbclient ends the kernel and goes on as if a cell had failed.
            if getattr(client, "_async_cleanup_kernel_future", None) is not None:
                raise KeyboardInterrupt from None
            # Whatever the kernel, its sockets or a cell raise: the notebook did not run.
            raise _failure(notebook, error, path=path, begun=begun) from None
    notebook.metadata = nbformat_library().from_dict(lasting)


@contextmanager
def _client(notebook: Any, *, timeout: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What executes a notebook, and how its kernel is to be started."""
    try:
        import ipykernel  # noqa: F401 - the kernel's process needs it
        from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
    except ImportError as error:
        raise missing_extra(error) from None

    class ThisPython(KernelSpecManager):
        """Knows one kernel: a registered one may belong to another environment."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            start = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=start, display_name=kernel_name, language="python")

    quiet = logging.getLogger(__name__)
    quiet.addHandler(logging.NullHandler())
    with tempfile.TemporaryDirectory(prefix="notebook-", ignore_cleanup_errors=True) as folder:
        manager = AsyncKernelManager(
            kernel_name=KERNEL["name"],
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
        # Else a warning names a file after the number of the kernel's process.
        "IPYKERNEL_CELL_NAME": "<cell>",
        "IPYTHONDIR": folder,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
    }


def _failure(notebook: Any, error: Exception, *, path: Path, begun: list[Any]) -> NotebookError:
    """Say which cell did not run to its end, and why."""
    why = f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', error)}"
    why = _ANSI.sub("", why).strip()
    if isinstance(error, TimeoutError):
        why = "it took longer than it may; raise the timeout, or mend the cell"
    if not begun:
        return NotebookError(f"{path}: its kernel did not start: {why}")
    cells = notebook.cells
    number = 1 + code_cells(notebook).index(begun[-1])
    where = f"code cell {number} (cell {1 + cells.index(begun[-1])} of {len(cells)})"
    return NotebookError(f"{path}: {where} failed at `{first_line(begun[-1])}`: {why}")
