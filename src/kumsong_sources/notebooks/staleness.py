"""Stored results held against those of running the notebook now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kumsong_sources.notebooks.document import code_cells, first_line, read_document
from kumsong_sources.notebooks.kernel import execute
from kumsong_sources.notebooks.running import TIMEOUT, notebook_paths


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


def check_notebooks(
    given: str | Path | Iterable[str | Path],
    *,
    timeout: int = TIMEOUT,
    before: Callable[[Path], object] | None = None,
) -> tuple[Stale, ...]:
    """Execute notebooks without storing them, and find stored results that are stale.

    Texts, Markdown and tables are compared to the letter. Of a picture only its presence
    and its text alternative are: another release of matplotlib draws it with other bytes.

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
    documents = {path: read_document(path) for path in notebook_paths(given)}
    stale: list[Stale] = []
    for path, notebook in documents.items():
        if before:
            before(path)
        cells = code_cells(notebook)
        stored = [_results(cell) for cell in cells]
        execute(notebook, path=path, timeout=timeout)
        differences = map(_difference, stored, map(_results, cells))
        stale += [
            Stale(notebook=path, cell=number, line=first_line(cell), reason=reason)
            for number, (cell, reason) in enumerate(zip(cells, differences, strict=True), 1)
            if reason
        ]
    return tuple(stale)


_Result = tuple[str, str]


def _results(cell: Any) -> list[_Result]:
    """What a cell shows, as kind and text; of a picture its text alternative."""
    found: list[_Result] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append((output.name, output.text))
        elif output.output_type == "error":
            found.append(("error", f"{output.ename}: {output.evalue}"))
        elif pictures := sorted(kind for kind in output.data if kind.startswith("image/")):
            found += [(kind, _told_of(output, kind)) for kind in pictures]
        else:
            found += [(kind, _text(output.data[kind])) for kind in sorted(output.data)]
    return found


def _told_of(output: Any, kind: str) -> str:
    """What a picture shows in words, which is written from the numbers."""
    return str(output.metadata.get(kind, {}).get("alt", ""))


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
