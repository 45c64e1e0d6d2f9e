"""A browser, pages opened in it, and reports to open.

Where playwright, Chromium or axe-core is absent the tests say so and are skipped; with
``KUMSONG_BROWSER_TESTS=required`` they fail. ``KUMSONG_CHROMIUM`` names another Chromium,
``KUMSONG_AXE`` the file ``axe.min.js`` of the npm package ``axe-core``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.reports import REPORTS
from browser.visit import WATCHING, Visit

REQUIRED = os.environ.get("KUMSONG_BROWSER_TESTS") == "required"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
Open = Callable[..., Visit]
Report = Callable[[str], Path]


def lacks(what: str, remedy: str) -> None:
    """Say what a browser test lacks: a reason to skip it, or to fail where it must run."""
    if REQUIRED:
        pytest.fail(f"{what}; {remedy} (KUMSONG_BROWSER_TESTS=required)")
    pytest.skip(f"{what}; {remedy}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for a module; closed with it, because its loop would be in others' way."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacks("playwright is not installed", "pip install 'kumsong-sources[browser]'")
    named = os.environ.get("KUMSONG_CHROMIUM")
    chromium = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not Path(chromium).exists():
        lacks(f"there is no Chromium ({chromium})", "apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        yield running
        running.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    """Open pages; when the test ends, each must have kept quiet and asked for nothing."""
    opened: list[Visit] = []

    def opening(target: Path | str, *, scripts: bool = True, **options: Any) -> Visit:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(java_script_enabled=scripts, **options)
        context.set_default_timeout(20_000)
        context.add_init_script(WATCHING)
        one = Visit(page=context.new_page())
        one.listen()
        opened.append(one)
        one.open(target)
        return one

    yield opening
    quiet = [(one.leaving, one.messages, one.dialogs) for one in opened]
    for one in opened:
        one.page.context.close()
    assert quiet == [([], [], [])] * len(opened)


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Give the file of a report by its name, made when it is first asked for.

    Workers that run side by side share what is made.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "browser-reports"
    folder.mkdir(exist_ok=True)

    def made(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            beside = folder / f"{name}.{os.getpid()}.part"
            beside.write_text(REPORTS[name](), encoding="utf-8")
            beside.replace(path)
        return path

    return made


@pytest.fixture(scope="session")
def axe() -> str:
    """Give the text of axe-core, which judges whether everybody can use a page."""
    named = os.environ.get("KUMSONG_AXE", "")
    if not Path(named).is_file():
        lacks(f"KUMSONG_AXE names no file ({named!r})", "npm pack axe-core@4, and unpack it")
    return Path(named).read_text(encoding="utf-8")
