"""The report as a page: self-contained, safe, and readable for everyone."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from time import process_time
from urllib.parse import unquote

import pytest
from conftest import MakeDossier
from markupsafe import Markup

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.html import html_report, in_languages

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}&amp;"
URL = "javascript:alert(3)"
VOID = {"br", "meta", "link", "img", "wbr"}
HEADINGS = ("h1", "h2", "h3")


class Page(HTMLParser):
    """A page as its elements and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = text
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & set(self.open):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def targets(self) -> list[str]:
        return [attributes["href"] for attributes in self.all("a") if "href" in attributes]


@pytest.fixture(scope="module")
def kumsong() -> Page:
    return Page(html_report(Dossier.example("kumsong")))


@pytest.fixture
def hostile(dossier_folder: MakeDossier) -> Page:
    """A dossier with hostile strings in every field."""
    cell = '"' + EVIL.replace('"', '""') + '"'
    header = (
        "claim_id,event,statement,source,subject,measure,figure,scope,reporter,link,via,"
        "informant,quote,quote_lang,note,mine\n"
    )
    rows = (
        f"{cell},{cell},{cell},evil1,{cell},killed,103,{cell},{cell},stated,evil1,"
        f"{cell},{cell},{cell},{cell},{cell}\n"
        f"C2,{cell},{cell},evil1[{cell[1:-1].replace('[', '')}],{cell},{cell},{cell},,{cell}"
        f",{cell},unknown,,,,,\n"
        f"{cell},too short\n"
    )
    fields = ("author", "title", "subtitle", "publisher", "location", "note", "party",
              "sourcetype", "level", "informant", "annotation", "langid")  # fmt: skip
    evil = EVIL.replace("%", "\\%")
    entry = "".join(f"  {name} = {{{evil}}},\n" for name in fields)
    literal = EVIL.replace("'", "")
    declaration = (
        f"title = '{literal}'\ndescription = '{literal}'\n"
        f"[events.'{literal}']\nlabel = '{literal}'\ndate = '{literal}'\n"
        f"aliases = ['{literal}']\n[parties.'{literal}']\nlabel = '{literal}'\n"
    )
    folder = dossier_folder(
        claims=header + rows,
        references=f"@book{{evil1,\n{entry}  url = {{{URL}}},\n  doi = {{{URL}}},\n}}\n"
        f"@online{{evil2, title = {{T}}, url = {{{URL}}}}}\n@book{{{EVIL}, title = {{open",
        declaration=declaration,
    )
    return Page(html_report(Dossier.open(folder)))


def test_the_page_asks_nothing_of_any_server(kumsong: Page) -> None:
    for tag, attributes in kumsong.elements:
        assert "src" not in attributes, tag
        assert "srcset" not in attributes, tag
        if tag == "link":
            assert attributes["href"] == "data:,"
    assert not kumsong.all("iframe", "object", "embed", "form", "base", "video")
    (script,) = re.findall(r"(?s)<script>(.*?)</script>", kumsong.source)
    asking = r"fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(|eval|innerHTML"
    assert not re.search(asking, script)
    assert not re.search(r"url\(\s*['\"]?(?!#)|@import", kumsong.source)


def test_the_policy_allows_the_one_style_sheet_and_the_one_script_and_nothing_else(
    kumsong: Page,
) -> None:
    (policy,) = (
        meta["content"]
        for meta in kumsong.all("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    (sheet,) = re.findall(r"(?s)<style>(.*?)</style>", kumsong.source)
    (script,) = re.findall(r"(?s)<script>(.*?)</script>", kumsong.source)
    digests = [
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        for part in (sheet, script)
    ]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digests[0]}'",
        f"script-src 'sha256-{digests[1]}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_no_element_has_a_style_or_a_handler_of_its_own(kumsong: Page, hostile: Page) -> None:
    for page in (kumsong, hostile):
        for tag, attributes in page.elements:
            assert "style" not in attributes, tag
            assert not [name for name in attributes if name.startswith("on")], tag


def test_every_link_within_the_page_leads_somewhere(kumsong: Page, hostile: Page) -> None:
    for page in (kumsong, hostile):
        inside = [target for target in page.targets if target.startswith("#")]
        assert inside
        assert not {unquote(target[1:]) for target in inside} - set(page.ids)


def test_no_id_stands_twice(kumsong: Page, hostile: Page) -> None:
    for page in (kumsong, hostile):
        assert not [name for name, uses in Counter(page.ids).items() if uses > 1]


def test_hostile_strings_in_every_field_stay_text(hostile: Page) -> None:
    assert not hostile.all("img", "iframe")
    assert len(hostile.all("script")) == 1
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert "49" not in re.sub(r"[0-9a-f]{64}", "", hostile.text)


def test_an_address_that_would_run_is_text_and_no_link(hostile: Page) -> None:
    outside = [target for target in hostile.targets if not target.startswith("#")]
    assert [t for t in outside if not re.match(r"(?:https?|ftp)://", t)] == []
    assert URL in hostile.text


def test_elements_are_closed_in_order(kumsong: Page, hostile: Page) -> None:
    for page in (kumsong, hostile):
        assert page.unbalanced == []
        assert page.open == []


def test_headings_go_down_one_step_at_a_time(kumsong: Page) -> None:
    levels = [int(tag[1]) for tag, _ in kumsong.elements if tag in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_landmarks_and_a_way_past_the_contents(kumsong: Page) -> None:
    for tag in ("header", "nav", "main", "footer"):
        assert len(kumsong.all(tag)) == 1, tag
    assert kumsong.targets[0] == "#main"
    assert kumsong.all("html") == [{"lang": "en"}]


def test_every_table_has_a_caption_and_headers_with_scope(kumsong: Page) -> None:
    assert len(kumsong.all("table")) == len(kumsong.all("caption")) > 3
    assert {cell.get("scope") for cell in kumsong.all("th")} == {"col", "row"}


def test_every_picture_has_a_name_and_a_text_alternative(kumsong: Page) -> None:
    pictures = kumsong.all("svg")
    assert len(pictures) > 5
    named = [name for picture in pictures for name in picture["aria-labelledby"].split()]
    assert {picture["role"] for picture in pictures} == {"img"}
    assert len(set(named)) == 2 * len(pictures)
    assert set(named) <= set(kumsong.ids)
    description = re.search(r"(?s)<desc[^>]*>(.*?)</desc>", kumsong.source)
    assert description is not None
    assert "78,000" in description[1]


def test_han_and_hangul_are_marked_by_their_language(kumsong: Page) -> None:
    assert '<span lang="zh">金城战役</span>' in kumsong.source
    assert '<span lang="ko">금성</span> <span lang="ko">전투</span>' in kumsong.source
    assert str(in_languages("徐焰 <", "zh-Hant")) == "徐焰 &lt;"
    assert str(in_languages("김 徐焰", "ja")) == '<span lang="ko">김</span> 徐焰'
    assert str(in_languages("徐焰 <", "en")) == '<span lang="zh">徐焰</span> &lt;'
    assert str(in_languages("徐焰", '" onclick="')) == '<span lang="zh">徐焰</span>'


def test_control_characters_are_shown_by_their_signs() -> None:
    assert str(in_languages("a\x00\x1b[31m\tb")) == "a␀␛[31m\tb"


def test_a_character_that_turns_the_direction_of_writing_turns_nothing() -> None:
    assert str(in_languages("a\u202eb")) == "a⟨U+202E⟩b"


def test_a_word_too_long_for_a_line_may_break_and_is_escaped() -> None:
    shown = str(in_languages(f"short {'<' * 40} end"))
    assert shown.count("<wbr>") == 2
    assert shown.replace("<wbr>", "") == f"short {'&lt;' * 40} end"
    assert "<wbr>" not in str(in_languages("an ordinary sentence, however long it is: " * 5))


def test_markup_and_a_text_that_reads_the_same_are_not_taken_for_each_other() -> None:
    in_languages(Markup("<b>"))
    assert str(in_languages("<b>")) == "&lt;b&gt;"


def test_a_dossier_without_figures_has_a_page_without_picture(
    dossier_folder: MakeDossier,
) -> None:
    folder = dossier_folder(claims="claim_id,event,statement,source\nC1,battle,Fought.,red1\n")
    page = Page(html_report(Dossier.open(folder)))
    assert not page.all("svg")
    assert "No quantity in this dossier has two figures" in page.text


def test_a_broken_dossier_has_a_page_that_shows_what_was_not_read(
    dossier_folder: MakeDossier,
) -> None:
    folder = dossier_folder(
        claims="claim_id,event,statement,source\nC1,battle\nC2,battle,Fought.,red1\n",
        references="@book{red1, title = {A}}\n@book{red1, title = {B}}\n",
    )
    page = Page(html_report(Dossier.open(folder)))
    assert "C1,battle" in page.text
    assert "@book{red1, title = {B}}" in page.text


def test_the_page_grows_in_step_with_the_claims(
    dossier_folder: MakeDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kumsong_sources.reports.content.show_pictures", lambda *_, **__: ())
    header = "claim_id,event,statement,source,subject,measure,figure,reporter\n"
    took = []
    for many in (200, 1600):
        rows = "".join(
            f"C{n},battle{n // 4},Row {n}.,{'red1' if n % 2 else 'swiss'},RED,killed,"
            f"{100 + n},{'RED' if n % 2 else 'SWISS'}\n"
            for n in range(many)
        )
        dossier = Dossier.open(dossier_folder(claims=header + rows))
        began = process_time()
        html_report(dossier)
        took.append(process_time() - began)
    assert took[1] < 8 * 2.5 * max(took[0], 0.02)


def test_tables_are_marked_for_sorting_and_have_no_dead_control(kumsong: Page) -> None:
    sortable = [table for table in kumsong.all("table") if "data-sortable" in table]
    assert {"claims", "ranking", "alone", "reliance"} <= {table["class"] for table in sortable}
    # Buttons and filters come with the script that works them.
    assert not kumsong.all("button", "input", "select")
    keys = [cell["data-sort"] for cell in kumsong.all("td") if "data-sort" in cell]
    assert keys
    assert all(float(key) >= 0 for key in keys)


def test_without_the_script_every_row_is_in_the_page(dossier_folder: MakeDossier) -> None:
    rows = "".join(f"C{n},battle,Row {n}.,red1\n" for n in range(1200))
    folder = dossier_folder(claims=f"claim_id,event,statement,source\n{rows}")
    page = Page(html_report(Dossier.open(folder)))
    assert {f"claim-C{n}" for n in range(1200)} <= set(page.ids)
    assert not [attributes for _, attributes in page.elements if "hidden" in attributes]


def test_a_dossier_s_own_measure_of_loss_is_drawn(dossier_folder: MakeDossier) -> None:
    header = "claim_id,event,statement,source,subject,measure,figure,reporter\n"
    folder = dossier_folder(
        claims=f"{header}C1,battle,A.,red1,RED,lost,100,RED\nC2,battle,B.,swiss,RED,lost,400,BLUE\n",
        declaration='title = "T"\n[events.battle]\nsides = ["RED", "BLUE"]\n'
        "[parties.RED]\n[parties.BLUE]\n"
        '[measures.lost]\nlabel = "lost"\ncomponents = ["killed", "missing"]\n',
    )
    assert "picture-lane-plot" in Page(html_report(Dossier.open(folder))).ids


def test_the_terminal_loads_no_pictures_and_markdown_no_page_and_no_table(
    tmp_path: Path,
) -> None:
    code = (
        "import sys\n"
        "from kumsong_sources.dossier import Dossier\n"
        "from kumsong_sources.reports import render\n"
        "import kumsong_sources.reports.terminal\n"
        "heavy = ['matplotlib'] * ('matplotlib' in sys.modules)\n"
        "render(Dossier.example('kumsong'), format='markdown')\n"
        "print(heavy + [name for name in ('pandas', 'jinja2') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert run.stdout.strip() == "[]"
