"""What one only reads or checks must not wait for the heavy libraries."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("matplotlib", "narwhals", "numpy", "pandas")
SPARED_BY_CHECK = (
    "calendar", "click.shell_completion", "difflib", "hashlib", "jinja2", "xml",
    *(f"kumsong_sources.{name}" for name in (
        "accounts", "changes", "corpus", "exports", "imports", "notebooks", "plots",
        "reliance", "reports", "rounding", "signs", "starter", "tables", "views",
        "checks.baseline", "checks.fixing", "checks.writing.sarif", "cli.compare",
    )),
)  # fmt: skip
"""What a check of the Kumsong dossier has no use for, and so must not wait for."""

REPORT_WHAT_IS_LOADED = """
print("loaded:", *(name for name in {names!r} if name in sys.modules))
"""
RUN_THE_PROGRAM = """
from kumsong_sources.cli import main
try:
    main({arguments!r})
except SystemExit as ended:
    print("status:", ended.code or 0)
"""


def outcome_of(code: str, *, watching: tuple[str, ...] = HEAVY) -> list[str]:
    """The last lines that a new Python prints after running the code."""
    script = "import sys\n" + code + REPORT_WHAT_IS_LOADED.format(names=watching)
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


def test_checking_the_kumsong_dossier_loads_nothing_it_has_no_use_for() -> None:
    run = RUN_THE_PROGRAM.format(arguments=["check", str(ROOT)])
    status, loaded = outcome_of(run, watching=SPARED_BY_CHECK)
    assert status in {"status: 0", "status: 1"}, "the check itself could not run"
    assert loaded == "loaded:"


def test_what_a_check_loads_compiles_its_expressions_when_they_are_used() -> None:
    code = """
import kumsong_sources.cli.check
ours = [m.__file__ for n, m in sys.modules.items() if n.startswith("kumsong_sources.")]
print("status:", *ours, sep="|")
"""
    status, _ = outcome_of(code)
    modules = [Path(file) for file in status.split("|")[1:]]
    assert len(modules) > 50, "a check loads far more modules"
    at_import = re.compile(r"^\w+ = re\.compile\(", re.MULTILINE)
    compiling = [path.name for path in modules if at_import.search(path.read_text("utf-8"))]
    assert compiling == []


def test_a_heavy_library_that_is_loaded_is_seen() -> None:
    assert outcome_of("import numpy") == ["loaded: numpy"]
