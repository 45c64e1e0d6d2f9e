"""The page in a browser: it keeps to itself, and is there for every reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import Open, Report
from browser.reports import EVIL, PAGE, PAGED

EVERY = ("kumsong", "kumsong-retold", "broken", "hostile", "changed", "many")
SOUGHT = """
() => {
  const style = (element) => getComputedStyle(element);
  return { page: style(document.body).backgroundColor, ink: style(document.body).color };
}
"""


@pytest.mark.parametrize("name", EVERY)
def test_a_page_asks_for_nothing_and_breaks_no_rule_of_its_policy(
    name: str, visit: Open, report: Report
) -> None:
    path = report(name)
    one = visit(path)
    one.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    one.page.wait_for_timeout(100)
    assert one.requests[0] == path.as_uri()
    assert one.leaving == []
    assert one.messages == []
    assert one.violations == []


def test_a_page_that_asks_breaks_rules_or_complains_is_noticed(
    visit: Open, report: Report, tmp_path: Path
) -> None:
    # The net that all these tests trust, tried with a page that is full of holes.
    text = report("broken").read_text(encoding="utf-8")
    path = tmp_path / "holes.html"
    path.write_text(
        text.replace(
            "</main>",
            "<img src='http://192.0.2.1/a.png' alt=''><p onclick='1' style='color: red'>x</p>"
            "<script>alert(1)</script></main>",
        ).replace("img-src data:", "img-src http: data:"),
        encoding="utf-8",
    )
    one = visit(path)
    one.page.wait_for_function("window.violations.length >= 3")
    assert one.leaving == ["http://192.0.2.1/a.png"]
    assert {found.split()[0] for found in one.violations} >= {
        "script-src-elem",
        "style-src-attr",
    }
    assert any("Content Security Policy" in message for message in one.messages)
    assert one.dialogs == []
    one.requests.clear()
    one.messages.clear()


def test_hostile_strings_stay_text_and_run_nothing(visit: Open, report: Report) -> None:
    one = visit(report("hostile"))
    page = one.page
    text = page.locator("main").inner_text()
    # White space is folded in the page, and nothing else is.
    assert EVIL in " ".join(text.split())
    assert page.locator("img, iframe, object, embed, form").count() == 0
    assert page.locator("script").count() == 1
    assert page.locator("style").count() == page.locator("head style, svg style").count()
    known = {"a", "b", "span", "i", "em", "del", "ins", "cite"}
    inside = page.evaluate(
        "[...document.querySelectorAll('td *, th *, li *')].map((e) => e.localName)"
    )
    assert set(inside) - known <= {
        *("br", "button", "p", "ul", "li", "details", "summary", "small", "code", "wbr"),
    }
    assert page.evaluate("document.title") == page.locator("h1").inner_text()


@pytest.mark.parametrize("name", ["kumsong", "hostile", "changed"])
def test_no_address_of_a_page_runs_anything(name: str, visit: Open, report: Report) -> None:
    page = visit(report(name)).page
    schemes = page.evaluate("[...document.links].map((one) => one.protocol)")
    assert set(schemes) <= {"file:", "http:", "https:", "ftp:"}


def test_without_javascript_every_row_can_be_read(visit: Open, report: Report) -> None:
    page = visit(report("kumsong"), scripts=False).page
    rows = page.locator("table.claims tbody tr")
    assert rows.count() == 61
    assert rows.last.is_visible()
    assert page.get_by_role("button").count() == 0
    assert page.get_by_role("searchbox").count() == 0
    page.locator("#claims a[href^='#source-']").first.click()
    assert page.locator("li:target").is_visible()


def test_dark_is_dark_and_light_is_light(visit: Open, report: Report) -> None:
    light = visit(report("kumsong"), color_scheme="light").page.evaluate(SOUGHT)
    dark = visit(report("kumsong"), color_scheme="dark").page.evaluate(SOUGHT)
    assert lightness(light["page"]) > 0.9 > 0.2 > lightness(light["ink"])
    assert lightness(dark["page"]) < 0.2 < 0.8 < lightness(dark["ink"])


def lightness(colour: str) -> float:
    red, green, blue = (int(part) for part in colour.strip("rgb()").split(","))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_on_paper_all_rows_and_folds_are_there_and_no_controls(
    visit: Open, report: Report
) -> None:
    page = visit(report("paged"), color_scheme="dark").page
    assert page.locator("table.claims tbody tr").count() == PAGE
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.claims tbody tr").count() == PAGED
    assert page.locator("details:not([open])").count() == 0
    for control in (".tools", ".pager", "nav", ".skip"):
        assert [one for one in page.locator(control).all() if one.is_visible()] == [], control
    assert lightness(page.evaluate(SOUGHT)["page"]) > 0.99
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("table.claims tbody tr").count() == PAGE


def test_a_filter_that_is_set_holds_on_paper_too(visit: Open, report: Report) -> None:
    page = visit(report("kumsong")).page
    page.locator("#claims").get_by_role("searchbox").fill("missing")
    shown = page.locator("table.claims tbody tr").count()
    assert 0 < shown < 61
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.claims tbody tr").count() == shown


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_sticks_out_of_the_window(width: int, visit: Open, report: Report) -> None:
    for name in ("kumsong-retold", "hostile", "changed"):
        page = visit(report(name), viewport={"width": width, "height": 800}).page
        page.evaluate(
            "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
        )
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= width, name


def test_the_page_can_be_printed_to_a_file(visit: Open, report: Report) -> None:
    page = visit(report("kumsong")).page
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") > 3
