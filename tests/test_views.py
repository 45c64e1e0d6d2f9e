"""Values that show themselves: the right cells, all texts escaped, with or without names."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources import (
    Dossier,
    Lineage,
    Listing,
    attestations,
    compare,
    corroboration,
    exchanges,
    leave_one_out,
    pairs,
    ranked,
    read_figure,
    retellings,
    run_checks,
    source_load,
)
from kumsong_sources.screen import display_width
from kumsong_sources.views import Sheet, html_view, sheet_html, sheet_of, sheet_text
from kumsong_sources.views.sheet import WIDTH, words
from kumsong_sources.views.singles import MOST_ROWS

EVIL = '<script>alert("1")</script>&amp;'
RETOLD = Dossier.example("kumsong-retold")
KUMSONG = Dossier.example("kumsong")


def values_of(dossier: Dossier) -> dict[str, Any]:
    """Everything that a user is given, by what it is."""
    comparisons = compare(dossier)
    support = corroboration(dossier)
    found = {
        "dossier": dossier,
        "bibliography": dossier.bibliography,
        "claims": dossier.claims,
        "comparisons": comparisons,
        "ranked": ranked(comparisons),
        "attestations": attestations(dossier),
        "pairs": pairs(comparisons),
        "exchanges": exchanges(comparisons),
        "corroboration": support,
        "falls": leave_one_out(comparisons, support),
        "retellings": retellings(attestations(dossier), dossier=dossier),
        "findings": run_checks(dossier),
        "lineage": Lineage.of(dossier),
        "stemma": Lineage.of(dossier).stemma(dossier.sources),
        "load": source_load(dossier),
        "source": next(iter(dossier.sources.values())),
        "spread": comparisons[0].spread,
        "report": comparisons[0].reports[0],
    }
    singles = {f"one of {name}": some[0] for name, some in found.items() if _has(some)}
    return found | singles


def _has(some: object) -> bool:
    return isinstance(some, Listing) and bool(some)


class Tags(HTMLParser):
    """The tags of a piece of HTML, opened and closed, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


HARMLESS = {"caption", "div", "p", "table", "tbody", "td", "th", "thead", "tr"}


@pytest.mark.parametrize("dossier", [KUMSONG, RETOLD], ids=["kumsong", "retold"])
def test_everything_a_user_is_given_shows_itself(dossier: Dossier) -> None:
    for name, value in values_of(dossier).items():
        html = value._repr_html_()
        assert html is not None, name
        tags = Tags(html)
        assert tags.seen <= HARMLESS
        assert tags.attributes <= {"class", "style", "scope"}
        assert max(map(display_width, str(value).splitlines())) <= WIDTH, name


def test_a_listing_says_what_a_reader_asks_for_in_the_dossiers_own_names() -> None:
    text = " ".join(Tags(str(compare(RETOLD)._repr_html_())).text.split())
    assert text.startswith("21 quantities · Battle of Kumsong")
    assert "United Nations Command" in text
    assert "China: 78,000 / 47,661" in text
    assert "† a sum of ours" in text
    assert "UNC" not in text


def test_what_is_derived_from_a_listing_keeps_the_names() -> None:
    comparisons = compare(KUMSONG)
    for found in (comparisons[:9], ranked(comparisons), pairs(comparisons)):
        assert "South Korea" in " ".join(Tags(str(found._repr_html_())).text.split())
    assert "South Korea" in str(exchanges(comparisons)._repr_html_())
    plain = pairs(tuple(comparisons))
    assert "South Korea" not in str(plain._repr_html_())
    assert "KOR: 14,373†‡" in str(plain)


def test_a_comparison_alone_shows_its_figures_its_verdict_and_how_it_was_summed() -> None:
    (unc,) = (c for c in compare(KUMSONG) if c.quantity.subject == "UNC" and c.ratio)
    assert str(unc).splitlines() == [
        "kumsong · UNC · casualties",
        "  perspective  reporter    figure  source    read in            claims",
        "  own          KOR       14,373†‡  chae2001  wikipedia-kumsong  K019; K020; K021",
        "  enemy        CHN         78,000  ams2000   wikipedia-kumsong  K022",
        "  ratio 5.43 (extreme) · difference 63,627",
        "  cannot tell: scope differs: a figure for a part is a lower bound for the whole",
        "  14,373 = 2,689 killed + 7,548 wounded + 4,136 missing; captured not stated",
        "  South Korea is part of United Nations Command",
        "  † a sum of ours; no source states it",
        "  ‡ counts only a part of what is compared: a lower bound",
    ]


def test_dates_differ_by_days() -> None:
    dates = next(c for c in compare(RETOLD) if c.quantity.measure == "date")
    assert "difference 33 days" in str(dates)


def test_an_undefined_number_says_why() -> None:
    sheet = sheet_of(compare(KUMSONG)[0].spread)
    assert sheet is not None
    assert dict(sheet.rows)["difference"] == "– one date has no spread"


def test_a_claims_support_says_what_would_clear_each_weakness() -> None:
    (k022,) = (s for s in corroboration(KUMSONG) if s.claim.claim_id == "K022")
    sheet = sheet_of(k022)
    assert sheet is not None
    assert dict(sheet.rows)["single source"] == (
        "only ams2000 says it; find a second source that says the same"
    )


def test_a_retelling_that_changed_says_so() -> None:
    found = retellings(attestations(RETOLD), dossier=RETOLD)
    changed = next(one for one in found if one.is_conflict)
    same = next(one for one in found if not one.is_conflict)
    assert "one source cannot have said both" in str(changed)
    assert "one source cannot have said both" not in str(same)


def test_a_circle_of_derivation_is_named() -> None:
    lineage = Lineage(parents={"a": ("b",), "b": ("a",)})
    assert "a circle of derivation: a, b" in str(lineage)
    assert "a circle of derivation: a, b" in str(lineage.stemma(["a", "b"]))


def test_hostile_texts_stay_text() -> None:
    rows = f'"{EVIL}",battle,"{EVIL}",red1["{EVIL}"],{EVIL},{EVIL},103,{EVIL},{EVIL}'
    rows = rows.replace('"1"', "1").replace('["', "[").replace('"]', "]")
    evil = EVIL.replace('"', "")
    dossier = dossier_of(
        f"{rows}\nC2,battle,B,red1;blue1;blue2,RED,killed,103",
        references=f"@book{{red1, title={{{evil}}}, party={{{evil}}}, author={{{evil}}}}}\n"
        "@book{blue1, title={B}, derivesfrom={blue2}}\n@book{blue2, title={C}}",
        declaration=f"title = '{evil}'\n[events.battle]\nlabel = '{evil}'\n"
        f"[parties.RED]\nlabel = '{evil}'\n",
    )
    shown = 0
    for name, value in values_of(dossier).items():
        html = value._repr_html_()
        assert html is not None, name
        assert Tags(html).seen <= HARMLESS, name
        shown += evil in Tags(html).text
    assert shown > 8


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4), st.text(), st.text())
def test_any_text_in_any_cell_is_shown_as_it_is(
    rows: list[tuple[str, str]], caption: str, note: str
) -> None:
    sheet = Sheet(caption=caption, headings=("a", "b"), rows=tuple(rows), notes=(note,))
    tags = Tags(sheet_html(sheet))
    assert tags.seen <= HARMLESS
    given = "".join([caption, "ab", *(cell for row in rows for cell in row), note])
    # The parser, like a browser, reads one line end for another.
    assert re.sub(r"[\r\n]+", "\n", tags.text) == re.sub(r"[\r\n]+", "\n", given)
    assert all(
        sign.isprintable() or sign > "\x9f" for sign in sheet_text(sheet) if sign != "\n"
    )


def test_of_many_rows_the_first_and_the_last_are_shown_and_the_rest_counted() -> None:
    many = Listing([compare(KUMSONG)[0]] * (MOST_ROWS + 5))
    html = str(many._repr_html_())
    assert "mathjax_ignore" in html
    assert html.count("<tr>") == MOST_ROWS + 1
    assert "5 between the first 50 and the last 50 are not shown." in html
    assert "not shown" not in str(many[:MOST_ROWS])


def test_a_listing_of_things_without_a_view_is_shown_as_a_tuple() -> None:
    assert Listing([1, "a"])._repr_html_() is None
    assert str(Listing([1, "a"])) == repr((1, "a"))
    assert html_view(object()) is None


def test_an_empty_listing_says_so() -> None:
    assert "Nothing" in str(Listing([])._repr_html_())
    assert repr(Listing([])) == "()"


def test_a_listing_equals_its_tuple_and_a_slice_of_it_is_a_listing() -> None:
    found = Listing("abc", names=KUMSONG)
    assert found == ("a", "b", "c")
    assert hash(found) == hash(("a", "b", "c"))
    assert found[1] == "b"
    assert isinstance(found[1:], Listing)
    assert found[1:].names is KUMSONG


def test_a_figure_prints_as_before_and_shows_how_it_was_read() -> None:
    figure = read_figure("11,000+")
    assert str(figure) == "≥ 11,000"
    assert eval(repr(figure), vars(sys.modules["kumsong_sources.figures.figure"])) == figure
    assert "at least" in str(figure._repr_html_())


def test_a_prompt_of_ipython_gets_the_text() -> None:
    class Printer:
        said = ""

        def text(self, words: str) -> None:
            self.said += words

    printer = Printer()
    KUMSONG._repr_pretty_(printer, False)
    assert printer.said.startswith("The Battle of Kumsong, July 1953\n  events")
    circle = Printer()
    KUMSONG._repr_pretty_(circle, True)
    assert circle.said == repr(KUMSONG)


def test_ipython_itself_shows_the_text_of_every_value() -> None:
    pretty = pytest.importorskip("IPython.lib.pretty", reason="IPython is not installed")
    for name, value in values_of(RETOLD).items():
        assert pretty.pretty(value) == str(value), name
    figure = read_figure("11,000+")
    assert pretty.pretty(figure).startswith("Figure\n  as written  read as")


def test_a_dossier_at_the_plain_prompt_is_one_line() -> None:
    assert repr(KUMSONG) == (
        "<Dossier 'The Battle of Kumsong, July 1953': 61 claims, 8 sources>"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (True, "yes"), (1234, "1,234"), (1234.5, "1,234.50"), (2.0, "2"),
     (["a", None, 3], "a; ; 3"), ("1234", "1234")],
)  # fmt: skip
def test_values_are_worded_for_reading(value: object, expected: str) -> None:
    assert words(value) == expected


def test_views_load_only_when_something_is_shown() -> None:
    code = (
        "import sys, kumsong_sources as k\n"
        "found = k.compare(k.Dossier.example('kumsong'))\n"
        "print('kumsong_sources.views' in sys.modules)\n"
        "found._repr_html_(); print('kumsong_sources.views' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["False", "True"]
