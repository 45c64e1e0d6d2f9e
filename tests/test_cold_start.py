"""What one only reads or checks must not wait for the heavy libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("matplotlib", "narwhals", "numpy", "pandas")

REPORT_WHAT_IS_LOADED = f"""
print("loaded:", *(name for name in {HEAVY!r} if name in sys.modules))
"""
RUN_THE_PROGRAM = """
from kumsong_sources.cli import main
try:
    main({arguments!r})
except SystemExit as ended:
    print("status:", ended.code or 0)
"""


def outcome_of(code: str) -> list[str]:
    """The last lines that a new Python prints after running the code."""
    script = "import sys\n" + code + REPORT_WHAT_IS_LOADED
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    return [line.strip() for line in lines if line.startswith(("status:", "loaded:"))]


def test_importing_the_package_loads_no_heavy_library() -> None:
    assert outcome_of("import kumsong_sources") == ["loaded:"]


def test_help_loads_no_heavy_library() -> None:
    assert outcome_of(RUN_THE_PROGRAM.format(arguments=["--help"])) == ["status: 0", "loaded:"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_checking_the_kumsong_dossier_loads_no_heavy_library(form: str) -> None:
    arguments = ["check", "--format", form, str(ROOT)]
    status, loaded = outcome_of(RUN_THE_PROGRAM.format(arguments=arguments))
    assert status in {"status: 0", "status: 1"}, "the check itself could not run"
    assert loaded == "loaded:"


def test_a_heavy_library_that_is_loaded_is_seen() -> None:
    assert outcome_of("import numpy") == ["loaded: numpy"]
