"""What axe-core finds on the pages, in both colour schemes: nothing."""

from __future__ import annotations

from typing import Any

import pytest

from browser.conftest import Open, Report

# What is folded or far away is judged as well, and where it stands once all is laid out.
UNFOLD = """
() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const one of document.querySelectorAll("*")) {
    if (getComputedStyle(one).contentVisibility === "auto") {
      one.style.contentVisibility = "visible";
    }
  }
}
"""
RUN = """
async (tags) => {
  await new Promise(requestAnimationFrame);
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
  });
  const told = found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} at ${node.target.join(" ")}: ${(node.failureSummary ?? "").slice(0, 300)}`));
  return { violations: told, passes: found.passes.length };
}
"""
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def judged(page: Any, axe: str) -> list[str]:
    """What axe-core finds against a page as it is."""
    page.evaluate(UNFOLD)
    page.evaluate(axe)
    found = page.evaluate(RUN, TAGS)
    assert found["passes"] > 10
    violations: list[str] = found["violations"]
    return violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["kumsong", "broken", "changed", "notice"])
def test_axe_finds_nothing_against_a_page(
    name: str, scheme: str, visit: Open, report: Report, axe: str
) -> None:
    page = visit(report(name), color_scheme=scheme).page
    assert judged(page, axe) == []


def test_axe_finds_nothing_against_a_long_report(visit: Open, report: Report, axe: str) -> None:
    assert judged(visit(report("kumsong-retold")).page, axe) == []


def test_axe_finds_nothing_on_a_telephone(visit: Open, report: Report, axe: str) -> None:
    page = visit(report("kumsong"), viewport={"width": 390, "height": 800}).page
    assert judged(page, axe) == []


def test_axe_finds_what_is_wrong_where_something_is(
    visit: Open, report: Report, axe: str
) -> None:
    page = visit(report("broken")).page
    page.evaluate(
        "document.querySelector('main').append("
        "Object.assign(document.createElement('img'), { src: 'data:,' }))"
    )
    (found,) = judged(page, axe)
    assert found.startswith("image-alt")
