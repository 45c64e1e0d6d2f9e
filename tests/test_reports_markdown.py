"""The report as Markdown: the same content, and nothing of a dossier becomes markup."""

from __future__ import annotations

import re

import mistune
import pytest
from conftest import MakeDossier
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.gfm import escaped, fenced
from kumsong_sources.reports.markdown import markdown_report

EVIL = "<script>alert(1)</script> [x](javascript:alert(2)) | `code` *b* ![i](x) {{ 7 }} $a$"


@pytest.fixture(scope="module")
def kumsong() -> str:
    return markdown_report(Dossier.example("kumsong"))


def rendered(markdown: str) -> str:
    """As a viewer shows it that lets HTML through."""
    render = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
    return str(render(markdown))


def test_the_sections_stand_in_the_order_of_the_page(kumsong: str) -> None:
    assert re.findall(r"(?m)^## (.*)$", kumsong) == [
        "What stands out",
        "Who reports what of whom",
        "Two accounts, side against side",
        "Who speaks of what, and where silence is",
        "Figures that stand alone",
        "What the figures rest on",
        "What to look up next",
        "Claims",
        "Findings of the checks",
        "Sources",
        "Method in brief",
        "Provenance",
    ]


def test_every_row_of_a_table_has_as_many_cells_as_its_head(kumsong: str) -> None:
    for table in re.findall(r"(?m)(?:^\|.*\n)+", kumsong):
        rows = [len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()]
        assert len(set(rows)) == 1


def test_every_link_within_leads_to_an_anchor_that_stands_once(kumsong: str) -> None:
    anchors = re.findall(r'<a id="([^"]+)"></a>', kumsong)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", kumsong)) <= set(anchors)
    assert {"claim-K019", "source-chae2001"} <= set(anchors)


def test_the_tables_of_markdown_are_tables_to_a_reader(kumsong: str) -> None:
    page = rendered(kumsong)
    assert page.count("<table>") == kumsong.count("\n| ---")
    assert '<a href="#source-chae2001">Chae et al. 2001</a>' in page


def test_hostile_strings_stay_text(dossier_folder: MakeDossier) -> None:
    cell = EVIL.replace('"', '""')
    folder = dossier_folder(
        claims="claim_id,event,statement,source,subject,measure,figure,note\n"
        f'"{cell}","{cell}","{cell}",red1,"{cell}",killed,103,"# {cell}"\n'
        f'"{cell}",short\n',
        references=f"@book{{red1, title = {{{EVIL}}}, annotation = {{{EVIL}}}}}\n",
        declaration=f"title = '{EVIL}'\n",
    )
    page = rendered(markdown_report(Dossier.open(folder)))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert page.count("&lt;script&gt;") >= 6


@given(st.text())
def test_an_escaped_text_is_one_line_in_which_no_sign_stands_bare(text: str) -> None:
    shown = escaped(text)
    assert len(shown.splitlines()) <= 1
    assert not re.search(r"[<>]", shown)
    # Every sign that could be markup has a backslash, and each backslash its sign.
    assert not re.search(r"[\\`*_\[\]{}#|~$!]", re.sub(r"\\[!-/:-@\[-`{-~]", "", shown))


@given(st.text())
def test_a_fence_holds_its_text_whole(text: str) -> None:
    head, *lines = fenced(text).split("\n")
    fence = head.removesuffix("text")
    assert lines[-1] == fence
    assert all(not line.startswith(fence) for line in lines[:-1])
