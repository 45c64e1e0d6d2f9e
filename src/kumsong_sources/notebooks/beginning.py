"""A notebook to start from, for one's own dossier."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import NotebookError
from kumsong_sources.notebooks.document import write_file
from kumsong_sources.notebooks.parameters import PARAMETERS

_HERE = 'dossier = "."'


def start_notebook(
    path: str | Path, *, dossier: str | Path = ".", overwrite: bool = False
) -> Path:
    """Write a notebook that asks a dossier the first questions; it runs as it is.

    Parameters
    ----------
    path : str or Path
        The notebook to write; ends in ``.ipynb``.
    dossier : str or Path
        The folder of a dossier. The notebook names it as seen from where it lies itself,
        so that both can be moved together.
    overwrite : bool
        Whether a file that is there already may be replaced.

    Returns
    -------
    Path
        The notebook.

    Raises
    ------
    NotebookError
        If the path ends otherwise, is taken, or cannot be written.
    DossierError
        If there is no dossier in that folder.

    Examples
    --------
    >>> start_notebook("survey.txt")
    Traceback (most recent call last):
    kumsong_sources.errors.NotebookError: survey.txt: expected a name that ends in .ipynb
    """
    target, folder = Path(path), Path(dossier)
    if target.suffix != ".ipynb":
        raise NotebookError(f"{target}: expected a name that ends in .ipynb")
    if target.exists() and not overwrite:
        raise NotebookError(
            f"{target}: is there already; nothing was written; name another file, or "
            "replace it with --force"
        )
    Dossier.open(folder)
    template = files("kumsong_sources.notebooks").joinpath("templates", "starter.ipynb")
    content = json.loads(template.read_text(encoding="utf-8"))
    seen = _seen_from(target.resolve().parent, folder.resolve())
    setting = f"dossier = {json.dumps(seen, ensure_ascii=False)}"
    for cell in content["cells"]:
        if PARAMETERS in cell["metadata"].get("tags", ()):
            cell["source"] = [line.replace(_HERE, setting) for line in cell["source"]]
    write_file(target, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return target


def _seen_from(here: Path, folder: Path) -> str:
    """The way from one folder to another, as it is written everywhere."""
    try:
        return Path(os.path.relpath(folder, here)).as_posix()
    except ValueError:
        # On another drive, where Windows knows no way.
        return folder.as_posix()
