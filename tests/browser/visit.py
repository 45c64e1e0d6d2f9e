"""A page opened in the browser, with all that it says and asks for behind the reader's back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

# Runs before the page's own scripts; a policy that is broken in silence is still counted.
WATCHING = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
}, true);
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.longTasks.push(Math.round(one.duration));
}).observe({ type: "longtask", buffered: true });
"""

COLUMN = """
(table, [title, count]) => {
  const heads = [...table.tHead.rows[0].cells].map((one) => one.textContent.trim());
  const at = heads.findIndex((one) => one === title);
  const rows = [...table.tBodies[0].rows].slice(0, count);
  return rows.map((row) => row.cells[at].textContent.trim());
}
"""


@dataclass(kw_only=True)
class Visit:
    """A page, and everything it did that a reader would not see.

    Parameters
    ----------
    page : playwright.sync_api.Page
    requests, messages, dialogs : list of str
        Addresses it asked for; what it wrote to the console or threw; what it asked the
        reader.
    """

    page: Any
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def listen(self) -> None:
        page = self.page
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("popup", lambda popup: self.dialogs.append(f"a window: {popup.url}"))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, target: Path | str) -> Any:
        address = target.as_uri() if isinstance(target, Path) else target
        self.page.goto(address, wait_until="load")
        return self.page

    @property
    def violations(self) -> list[str]:
        return list(self.page.evaluate("window.violations ?? []"))

    @property
    def leaving(self) -> list[str]:
        """What it asked for beside itself; a page that is served asks its own server."""
        home = urldefrag(self.page.url).url
        served = home.startswith("http://127.0.0.1:")
        return [
            address
            for address in self.requests
            if not address.startswith("data:")
            and not (served and address.startswith(home))
            and urldefrag(address).url != home
        ]

    def column(self, table: str, title: str, count: int = 50) -> list[str]:
        """The texts of a column's first cells, from the top."""
        found: list[str] = self.page.locator(table).first.evaluate(COLUMN, [title, count])
        return found

    def sort(self, table: str, title: str) -> Any:
        """The button that sorts a table by a column."""
        return self.page.locator(f"{table} thead").first.get_by_role("button", name=title)
