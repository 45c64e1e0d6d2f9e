"""One entrance to all the project's commands, such as ``python3 run.py report``.

Needs Python 3.11 or newer and nothing else. The first run makes a virtual
environment in ``.venv`` beside this file and installs the project into it;
later runs reuse it until ``pyproject.toml`` changes.
"""

import sys

# An older Python must get as far as this line, so all syntax here is that of 3.6.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        f"run.py needs Python 3.11 or newer, but {sys.executable} is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}.\n"
        "Call it with a newer one, for example: python3.12 run.py report"
    )

import argparse
import hashlib
import importlib.util
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
PROGRAM = str(SCRIPTS / "kumsong-sources")
STAMP = VENV / "installed-by-run.txt"
REPORT = "kumsong-report.html"

COULD_NOT_RUN = 2


def main() -> int:
    """Run the command named on the command line; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Set up .venv if need be, then run one of the project's commands.",
        epilog="\n".join(f"  {name:<10} {text}" for name, (_, text, _) in COMMANDS.items())
        + "\n\nWhatever follows the command is handed on: python3 run.py test -k figures",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="handed on to the command")
    asked = parser.parse_args()
    extra, _, steps = COMMANDS[asked.command]
    if asked.options and len(steps) > 1:
        parser.error(f"{asked.command} takes no options, got: {' '.join(asked.options)}")
    set_up(extra)
    for step in steps:
        status = run([*step, *asked.options])
        if status:
            return status
    if asked.command == "report" and not asked.options:
        print(f"The report is in {ROOT / REPORT}")
    return 0


def set_up(extra: str) -> None:
    """Make ``.venv`` and install the project with `extra`, unless that is done already.

    Parameters
    ----------
    extra : str
        ``"dev"`` for all that development needs, ``""`` for the library alone.
    """
    if not PYTHON.exists():
        make_environment()
    state = fingerprint()
    installed = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if installed[:1] == [state] and (not extra or extra in installed):
        return
    wanted = f".[{extra}]" if extra else "."
    note(
        f"Installing the project ({wanted}) into {VENV}; the first time this can take minutes."
    )
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*pip, "--editable", wanted]):
        stop("pip could not install the project; its message is above. Is there a network?")
    STAMP.write_text(f"{state} {extra}\n", encoding="utf-8")


def make_environment() -> None:
    """Create ``.venv``, or say what this Python lacks for it."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        stop(
            f"This Python ({sys.executable}) cannot make virtual environments: "
            f"it has no module {' and '.join(missing)}.\n"
            "On Debian and Ubuntu: apt install python3-venv, then run this again."
        )
    note(f"Making a virtual environment in {VENV}")
    # Its Python was removed or renewed: such an environment can only be made anew.
    anew = ["--clear"] if (VENV / "pyvenv.cfg").exists() else []
    if run([sys.executable, "-m", "venv", *anew, str(VENV)]):
        stop(f"The virtual environment could not be made. Delete {VENV} and run this again.")


def fingerprint() -> str:
    """Return what the installed environment depends on: packages, folder and Python."""
    asked = subprocess.run(
        [str(PYTHON), "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    version = tuple(int(part) for part in asked.stdout.split())
    if asked.returncode or version < (3, 11):
        found = ".".join(map(str, version)) or "a Python that does not start"
        stop(f"{VENV} has {found}, expected 3.11 or newer. Delete it and run this again.")
    parts = [(ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode(), asked.stdout.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def run(command: list[str]) -> int:
    """Run a command in the project's folder; return its exit status."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def note(text: str) -> None:
    """Tell of progress, apart from the commands' own output."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> None:
    """End with a message and the status for *could not run*."""
    note(text)
    sys.exit(COULD_NOT_RUN)


def module(name: str, *options: str) -> list[str]:
    """Return the command line that runs a module with the environment's Python."""
    return [str(PYTHON), "-m", name, *options]


REPORT_STEP = [PROGRAM, "report", "-o", REPORT, "."]
TEST_STEP = module("pytest")
FORMAT_CHECK_STEP = module("ruff", "format", "--check", "--quiet")
LINT_STEP = module("ruff", "check", "--quiet")
TYPES_STEP = module("mypy", "--strict")
CHECK_STEP = [PROGRAM, "check", "."]
NOTEBOOKS_STEP = [PROGRAM, "notebooks", "run", "notebooks"]
NOTEBOOKS_CHECK_STEP = [PROGRAM, "notebooks", "check", "notebooks"]
DOCS_STEP = [str(PYTHON), "docs/generate.py"]

# name: (extra to install, what it does, the steps)
COMMANDS = {
    "report": ("", f"write the Kumsong report to {REPORT}", [REPORT_STEP]),
    "check": ("", "check the Kumsong dossier", [CHECK_STEP]),
    "test": ("dev", "run the tests", [TEST_STEP]),
    "lint": ("dev", "ruff: format and rules, changing nothing", [FORMAT_CHECK_STEP, LINT_STEP]),
    "format": (
        "dev",
        "ruff: lay out the code and mend what can be mended",
        [module("ruff", "check", "--fix", "--quiet"), module("ruff", "format", "--quiet")],
    ),
    "types": ("dev", "mypy --strict", [TYPES_STEP]),
    "notebooks": ("dev", "execute the notebooks and store the results", [NOTEBOOKS_STEP]),
    "docs": ("dev", "write the generated pages of docs/", [DOCS_STEP]),
    "all": (
        "dev",
        "what must be green before a change is offered",
        [FORMAT_CHECK_STEP, LINT_STEP, TYPES_STEP, TEST_STEP, NOTEBOOKS_CHECK_STEP, CHECK_STEP],
    ),
}

if __name__ == "__main__":
    sys.exit(main())
