"""`serve` in a browser: the page follows the files, and says why when it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from building import TWO_SIDES

from browser.conftest import Open
from browser.reports import HEADER, REFERENCES
from browser.visit import Visit

ROWS = [f"C{n:02},battle,Row {n}.,{('swiss', 'red1')[n % 2]},,,,,,,," for n in range(60)]


@dataclass(frozen=True, kw_only=True)
class Served:
    """A dossier that is served: its folder, its address, and the program that serves it."""

    folder: Path
    url: str
    process: subprocess.Popen[str]

    def write(self, rows: list[str]) -> None:
        text = "\n".join([HEADER, *rows, ""])
        (self.folder / "claims.csv").write_text(text, encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Serve a dossier of sixty claims."""
    (tmp_path / "references.bib").write_text(REFERENCES, encoding="utf-8")
    (tmp_path / "dossier.toml").write_text(TWO_SIDES, encoding="utf-8")
    (tmp_path / "claims.csv").write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    run = "from kumsong_sources.cli import main; main()"
    command = [sys.executable, "-c", run, "serve", str(tmp_path), "--port", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        yield Served(folder=tmp_path, url=url, process=process)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def heading(page: Any, text: str) -> None:
    """Wait until the page's title is this one."""
    page.get_by_role("heading", level=1, name=text).wait_for()


def quiet(one: Visit) -> None:
    assert one.messages == []
    assert one.violations == []


def test_the_page_follows_the_files_and_stays_where_it_was(served: Served, visit: Open) -> None:
    one = visit(served.url)
    page = one.page
    heading(page, "Two sides")
    search = page.locator("#claims").get_by_role("searchbox")
    search.fill("row")
    one.sort("table.claims", "Claim").click()
    one.sort("table.claims", "Claim").click()
    row = page.locator("#claim-C30")
    row.scroll_into_view_if_needed()
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(100)
    before = row.bounding_box()["y"]
    served.write([*ROWS, *(f"N{n},battle,New row {n}.,red1,,,,,,,," for n in range(9))])
    page.locator("#claim-N1").wait_for()
    page.wait_for_timeout(300)
    assert search.input_value() == "row"
    assert one.column("table.claims", "Claim", 2) == ["N8", "N7"]
    # The row that was looked at is where it was, though nine were put in above it.
    assert row.bounding_box()["y"] == pytest.approx(before, abs=3)
    quiet(one)


def test_what_is_typed_into_the_bibliography_and_the_declaration_is_followed(
    served: Served, visit: Open
) -> None:
    one = visit(served.url)
    heading(one.page, "Two sides")
    path = served.folder / "dossier.toml"
    path.write_text(TWO_SIDES.replace("Two sides", "Two views"), encoding="utf-8")
    heading(one.page, "Two views")
    path = served.folder / "references.bib"
    path.write_text(REFERENCES.replace("The Red History", "The Redder One"), encoding="utf-8")
    one.page.locator("#source-red1", has_text="The Redder One").wait_for()
    quiet(one)


def test_what_cannot_be_opened_is_said_and_recovers(served: Served, visit: Open) -> None:
    one = visit(served.url)
    page = one.page
    heading(page, "Two sides")
    path = served.folder / "dossier.toml"
    path.write_text(f"{TWO_SIDES}[parties.<b>\n", encoding="utf-8")
    heading(page, "The dossier cannot be opened")
    said = page.get_by_role("alert").text_content()
    assert "dossier.toml: not valid TOML" in said
    assert f"at line {len(TWO_SIDES.splitlines()) + 1}" in said
    path.unlink()
    page.get_by_role("alert", name="").filter(has_text="missing").wait_for()
    path.write_text(TWO_SIDES, encoding="utf-8")
    heading(page, "Two sides")
    quiet(one)


def test_a_page_whose_server_has_gone_says_so(served: Served, visit: Open) -> None:
    one = visit(served.url)
    heading(one.page, "Two sides")
    served.process.send_signal(signal.SIGTERM)
    one.page.get_by_role("status").filter(has_text="No longer followed").wait_for()
    assert served.process.wait(timeout=20) == 0
    # The browser itself notes each address that does not answer, and nothing else.
    assert {message.partition(":")[0] for message in one.messages} == {
        "Failed to load resource"
    }
    one.messages.clear()


def test_another_page_can_neither_read_nor_frame_it(
    served: Served, visit: Open, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text(
        f"""<!doctype html><title>Elsewhere</title><iframe src="{served.url}"></iframe>
        <script>
          window.read = fetch("{served.url}").then((answer) => answer.text(), String);
        </script>""",
        encoding="utf-8",
    )
    one = visit(outside)
    assert "TypeError" in one.page.evaluate("window.read")
    frame = one.page.frames[1]
    frame.wait_for_load_state()
    assert "Two sides" not in frame.content()
    assert all(address.startswith((served.url, "file:")) for address in one.requests)
    one.requests.clear()
    one.messages.clear()
