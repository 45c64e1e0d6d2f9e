"""Tables in a browser: sorted, filtered, paged, and linked both ways."""

from __future__ import annotations

import re

import pytest

from browser.conftest import Open, Report
from browser.reports import MANY, PAGE, PAGED
from browser.visit import Visit

CLAIMS = "table.claims"
FOCUSED = "document.activeElement.textContent.trim()"


def shown(one: Visit) -> int:
    count: int = one.page.locator(f"{CLAIMS} tbody tr").count()
    return count


def test_numbers_are_sorted_as_numbers_and_said_to_be(visit: Open, report: Report) -> None:
    one = visit(report("paged"))
    table = "table.ranking"
    before = one.column(table, "Ratio", 30)
    heads = one.page.locator(f"{table} thead th")
    assert set(heads.evaluate_all("(all) => all.map((one) => one.ariaSort)")) == {"none"}
    button = one.sort(table, "Ratio")
    button.click()
    rising = [float(text.replace(",", "")) for text in one.column(table, "Ratio", 30)]
    # Such numbers that text would sort otherwise: 10.1 before 2.3.
    assert rising == sorted(rising)
    assert sorted(map(str, rising)) != [*map(str, rising)]
    head = one.page.locator(f"{table} th[aria-sort=ascending]")
    assert head.text_content().strip().startswith("Ratio")
    button.click()
    falling = [float(text.replace(",", "")) for text in one.column(table, "Ratio", 30)]
    assert falling == rising[::-1]
    assert one.page.locator(f"{table} th[aria-sort=descending]").count() == 1
    button.click()
    assert one.column(table, "Ratio", 30) == before
    assert one.page.locator(f"{table} th[aria-sort$=ending]").count() == 0


def test_words_are_sorted_as_people_count(visit: Open, report: Report) -> None:
    one = visit(report("paged"))
    one.sort("table.ranking", "Quantity").click()
    days = [
        int(found[1])
        for text in one.column("table.ranking", "Quantity", 30)
        if (found := re.search(r"day (\d+)", text))
    ]
    assert days == sorted(days)
    assert len(days) > 20


def test_the_filter_finds_words_in_any_order_and_says_how_many(
    visit: Open, report: Report
) -> None:
    one = visit(report("kumsong"))
    search = one.page.locator("#claims").get_by_role("searchbox")
    status = one.page.locator("#claims").get_by_role("status").first
    search.fill("KOREANS killed")
    assert shown(one) == 1
    assert status.text_content() == "1 of 61 rows"
    search.fill("no such words")
    assert shown(one) == 0
    assert status.text_content() == "0 of 61 rows"
    search.fill("")
    assert shown(one) == 61


def test_the_filter_takes_what_is_typed_as_words_and_never_as_markup(
    visit: Open, report: Report
) -> None:
    one = visit(report("hostile"))
    search = one.page.locator("#claims").get_by_role("searchbox")
    search.fill("<script>alert(1)</script>")
    assert shown(one) > 20
    search.fill(".*[")
    assert shown(one) == 0


def test_a_long_table_is_paged_and_each_page_says_where_it_is(
    visit: Open, report: Report
) -> None:
    one = visit(report("paged"))
    pager = one.page.get_by_role("navigation", name="Pages of the table above")
    assert shown(one) == PAGE
    assert f"Rows 1–200 of {PAGED:,}" in pager.text_content()
    back, on = pager.get_by_role("button").all()
    assert back.is_disabled()
    on.click()
    assert f"Rows 201–400 of {PAGED:,}" in pager.text_content()
    assert back.is_enabled()
    one.page.locator("#claims").get_by_role("searchbox").fill("row 129")
    assert one.page.locator(".pager").is_hidden()
    found = one.column(CLAIMS, "What is said", PAGE)
    assert len(found) == 12  # 129, 1129 and those from 1290 to 1299.
    assert all("129" in text for text in found)


def test_a_claim_leads_to_its_source_and_the_source_back(visit: Open, report: Report) -> None:
    page = visit(report("kumsong")).page
    row = page.locator("#claim-K019")
    row.locator("a[href='#source-chae2001']").click()
    source = page.locator("#source-chae2001")
    assert source.evaluate("(one) => one.matches(':target')")
    source.locator("a[href='#claim-K019']").click()
    assert row.evaluate("(one) => one.matches(':target')")
    assert is_in_the_window(row)
    page.go_back()
    assert source.evaluate("(one) => one.matches(':target')")


def is_in_the_window(one: object) -> bool:
    found: bool = one.evaluate(  # type: ignore[attr-defined]
        "async (one) => { await new Promise(requestAnimationFrame);"
        " const at = one.getBoundingClientRect();"
        " return at.bottom > 0 && at.top < innerHeight; }"
    )
    return found


def test_a_link_leads_to_a_row_on_another_page(visit: Open, report: Report) -> None:
    one = visit(report("paged"))
    page = one.page
    assert page.locator("#claim-C01301").count() == 0
    page.locator("#source-red1 a[href='#claim-C01301']").click()
    row = page.locator("#claim-C01301")
    assert is_in_the_window(row)
    assert row.evaluate("(one) => one.matches(':target')")
    assert shown(one) == PAGE


def test_an_address_leads_to_a_row_on_another_page(visit: Open, report: Report) -> None:
    one = visit(f"{report('paged').as_uri()}#claim-C01300")
    row = one.page.locator("#claim-C01300")
    assert row.count() == 1
    one.page.wait_for_function("document.querySelector('tr:target') !== null")
    assert is_in_the_window(row)


def test_a_link_leads_to_a_row_that_was_filtered_away(visit: Open, report: Report) -> None:
    page = visit(report("kumsong")).page
    search = page.locator("#claims").get_by_role("searchbox")
    search.fill("no such words")
    page.locator("#source-chae2001 a[href='#claim-K020']").click()
    assert is_in_the_window(page.locator("#claim-K020"))
    assert search.input_value() == ""


def test_every_link_within_a_page_arrives_somewhere(visit: Open, report: Report) -> None:
    for name in ("kumsong-retold", "broken", "hostile", "changed"):
        page = visit(report(name)).page
        lost = page.evaluate(
            """[...document.querySelectorAll('a[href^="#"]')]
              .map((one) => decodeURIComponent(one.hash.slice(1)))
              .filter((name) => !document.getElementById(name))"""
        )
        assert lost == [], name


def test_the_keyboard_alone_sorts_filters_and_follows(visit: Open, report: Report) -> None:
    one = visit(report("kumsong"))
    page = one.page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to the findings"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("#claims").get_by_role("searchbox").focus()
    page.keyboard.type("strong")
    assert shown(one) == 2
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Claim"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert one.column(CLAIMS, "Claim", 2) == ["K018", "K017"]
    page.keyboard.press("Space")
    assert one.column(CLAIMS, "Claim", 2) == ["K017", "K018"]
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "K017"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#claim-K017"


def test_what_has_the_focus_can_be_seen_to(visit: Open, report: Report) -> None:
    page = visit(report("kumsong")).page
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
        )
        assert outline[0] != "none"
        assert outline[1] >= 2


@pytest.mark.parametrize("sort_by", ["Claim", "Support"])
def test_ten_thousand_rows_stay_responsive(sort_by: str, visit: Open, report: Report) -> None:
    one = visit(report("many"))
    page = one.page
    # Not the clock of one lucky run is judged: the best of three, with much room.
    worst: list[int] = []
    for _ in range(3):
        page.evaluate("window.longTasks.length = 0")
        one.sort(CLAIMS, sort_by).click()
        page.locator("#claims").get_by_role("searchbox").fill("row 9")
        page.locator("#claims").get_by_role("searchbox").fill("")
        page.get_by_role("button", name="Next").click()
        page.wait_for_timeout(150)
        worst.append(max(page.evaluate("window.longTasks"), default=0))
        if worst[-1] < 1000:
            break
    assert min(worst) < 1000, worst
    # And whatever the machine: no step lays out more than a page of rows.
    assert shown(one) == PAGE
    assert f"of {MANY:,}" in page.get_by_role("navigation", name="Pages").text_content()
    assert page.locator(f"{CLAIMS} *").count() < 40 * PAGE
