"""run.py on machines that lack something, without a network and without a new `.venv`."""

from __future__ import annotations

import ast
import importlib.util
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

RUN = Path(__file__).resolve().parents[1] / "run.py"


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, for an empty folder, noting commands instead of running them."""
    spec = importlib.util.spec_from_file_location("run_py", RUN)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    (tmp_path / "pyproject.toml").write_text("[project]", encoding="utf-8")
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "STAMP": venv / "stamp.txt",
        "PYTHON": Path(sys.executable),
    }.items():
        monkeypatch.setattr(module, name, value)
    venv.mkdir()
    vars(module)["asked"] = []
    monkeypatch.setattr(module, "run", lambda command: module.asked.append(command) or 0)
    return module


def test_an_old_python_can_read_it_as_far_as_the_message() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer, but .* is Python 3.10"):
        runpy.run_path(str(RUN))


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    ended = subprocess.run(
        [sys.executable, str(RUN), "reprot"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "invalid choice: 'reprot'" in ended.stderr
    assert "report" in ended.stderr.partition("choose from")[2]


def test_a_python_without_ensurepip_is_told_the_package_to_install(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object()
    )
    with pytest.raises(SystemExit, match="2"):
        runner.make_environment()
    assert "it has no module ensurepip" in capsys.readouterr().err
    assert runner.asked == []


def test_an_environment_whose_python_is_gone_is_made_anew(runner: ModuleType) -> None:
    (runner.VENV / "pyvenv.cfg").write_text("", encoding="utf-8")
    runner.make_environment()
    assert runner.asked == [[sys.executable, "-m", "venv", "--clear", str(runner.VENV)]]


def test_what_is_installed_is_not_installed_again(runner: ModuleType) -> None:
    runner.set_up("dev")
    (install,) = runner.asked
    assert install[-2:] == ["--editable", ".[dev]"]
    runner.set_up("dev")
    runner.set_up("")
    assert runner.asked == [install]


def test_the_library_alone_does_not_do_for_development(runner: ModuleType) -> None:
    runner.set_up("")
    runner.set_up("dev")
    assert [install[-1] for install in runner.asked] == [".", ".[dev]"]


def test_a_changed_pyproject_is_installed_again(runner: ModuleType) -> None:
    runner.set_up("dev")
    (runner.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'", encoding="utf-8")
    runner.set_up("dev")
    assert len(runner.asked) == 2


def test_an_installation_that_fails_is_said_and_tried_again(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "run", lambda command: 1)
    with pytest.raises(SystemExit, match="2"):
        runner.set_up("")
    assert "pip could not install the project" in capsys.readouterr().err
    assert not runner.STAMP.exists()


def test_the_status_of_the_command_is_the_status_of_run_py(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.set_up("")
    monkeypatch.setattr(sys, "argv", ["run.py", "check", "--format", "json"])
    assert runner.main() == 0
    assert runner.asked[-1][1:] == ["check", ".", "--format", "json"]
    monkeypatch.setattr(runner, "run", lambda command: 1)
    assert runner.main() == 1
