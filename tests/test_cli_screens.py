"""The command line on terminals of several kinds: width, colour, signs, signs of life."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kumsong_sources.cli.progress import working
from kumsong_sources.cli.screens import fitting, in_ascii, width_of
from kumsong_sources.screen import display_width

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "from kumsong_sources.cli import main; main({arguments!r})"


class Terminal(io.StringIO):
    """A stream that says that somebody looks at it."""

    def isatty(self) -> bool:
        return True


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def test_only_a_terminal_has_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert width_of(Terminal()) == 72
    assert width_of(io.StringIO()) is None


@pytest.mark.parametrize(
    ("encoding", "expected"), [("utf-8", False), ("ascii", True), ("cp1252", True)]
)
def test_a_stream_that_cannot_write_the_signs_gets_others(
    encoding: str, expected: bool
) -> None:
    assert in_ascii(stream(encoding)) is expected


def test_what_a_stream_cannot_write_does_not_end_the_output() -> None:
    assert fitting("徐焰 †", stream("cp1252")) == "?? †"
    assert fitting("徐焰 †", stream("utf-8")) == "徐焰 †"
    assert fitting("徐焰 †", io.StringIO()) == "徐焰 †"


def test_who_waits_long_is_told_what_for_and_then_it_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with working("comparing", patience=0.0):
        for _ in range(1000):
            if terminal.getvalue():
                break
            time.sleep(0.01)
    assert terminal.getvalue() == "comparing …\r\x1b[K"


def test_who_need_not_wait_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with working("comparing", patience=60.0):
        pass
    assert terminal.getvalue() == ""


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with working("comparing", patience=0.0):
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_the_sign_of_life_is_taken_back_when_something_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ValueError, match="broken"), working("comparing", patience=60.0):
        raise ValueError("broken")


def on_a_terminal(*arguments: str, columns: int, **settings: str) -> str:
    """What a command writes to a terminal of so many columns."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    leader, follower = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"COLUMNS": str(columns), "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(arguments=list(arguments))],
        stdout=follower,
        stderr=follower,
        env=environment | settings,
    ):
        os.close(follower)
        found = b""
        try:
            while piece := os.read(leader, 65536):
                found += piece
        except OSError:
            pass  # On Linux, reading what nobody writes to any more is an error.
        finally:
            os.close(leader)
    return found.decode("utf-8").replace("\r\n", "\n")


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9]*[mK]", "", text)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "--example", "kumsong-retold", "--rank"),
        ("check", "--example", "kumsong-retold", "--by", "rule"),
    ],
    ids=["compare", "check"],
)
def test_what_a_terminal_shows_fits_its_width_and_is_coloured(
    arguments: tuple[str, ...], columns: int
) -> None:
    text = on_a_terminal(*arguments, columns=columns)
    assert "\x1b[1m" in text
    widths = [display_width(line) for line in without_colours(text).splitlines()]
    assert columns * 0.9 < max(widths) <= columns


def test_no_colour_where_it_is_not_wanted() -> None:
    text = on_a_terminal("compare", "--example", "kumsong", columns=80, NO_COLOR="1")
    assert "\x1b" not in text
    assert "Figures side by side" in text


def test_a_terminal_without_the_signs_gets_ascii_lanes_and_no_error() -> None:
    text = on_a_terminal(
        "compare", "--example", "kumsong", columns=80, NO_COLOR="1",
        PYTHONIOENCODING="ascii", PYTHONUTF8="0",
    )  # fmt: skip
    assert text.isascii()
    assert re.search(r"South Korea  14,373\?\? \| +\*\n", text)


def test_in_a_pipe_every_finding_is_one_line_and_nothing_is_coloured() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=["check", str(ROOT)])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "40"},
    )
    assert "\x1b" not in ended.stdout
    assert ended.stderr == ""
    (line,) = (x for x in ended.stdout.splitlines() if "surname-against-script" in x)
    assert line.endswith("does not agree with 徐焰: 徐 is read Xu")


def test_the_work_list_is_for_the_whole_dossier() -> None:
    whole = on_a_terminal("compare", "--example", "kumsong", columns=96, NO_COLOR="1")
    part = on_a_terminal(
        "compare", "--example", "kumsong", "--subject", "CHN", columns=96, NO_COLOR="1"
    )
    assert "What to look up next" in whole
    assert "look up next" not in part
