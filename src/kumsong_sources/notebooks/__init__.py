"""Notebooks run headless, so that the results stored in them are those of today.

A notebook is executed by the Python that runs this package, in the notebook's own folder,
from an empty state. What is stored is the same to the byte on every run: no times, no
random names, nothing of this machine. A cell tagged ``parameters`` names what may be set
from outside.
"""

from kumsong_sources.notebooks.beginning import start_notebook
from kumsong_sources.notebooks.page import notebook_page
from kumsong_sources.notebooks.parameters import INJECTED, PARAMETERS
from kumsong_sources.notebooks.running import (
    TIMEOUT,
    RunResult,
    notebook_paths,
    run_notebook,
    run_notebooks,
)
from kumsong_sources.notebooks.staleness import Stale, check_notebooks

__all__ = [
    "INJECTED",
    "PARAMETERS",
    "TIMEOUT",
    "RunResult",
    "Stale",
    "check_notebooks",
    "notebook_page",
    "notebook_paths",
    "run_notebook",
    "run_notebooks",
    "start_notebook",
]
