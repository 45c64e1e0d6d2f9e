"""The report as Markdown: the same content, and nothing of a dossier becomes markup."""

from __future__ import annotations

import re
from html import unescape

import mistune
import pytest
from conftest import MakeDossier
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.document import (
    Document,
    Grid,
    GridRow,
    Head,
    Heading,
    Line,
    Listing,
    Paragraph,
    Piece,
)
from kumsong_sources.reports.document.lines import said
from kumsong_sources.reports.gfm import escaped, fenced
from kumsong_sources.reports.markdown import markdown_report, set_markdown

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


def test_what_a_picture_shows_stands_folded_behind_the_first_two_headlines(
    kumsong: str,
) -> None:
    first = kumsong.partition("## What stands out\n\n")[2]
    headlines, _, rest = first.partition("\n\n<a id=")
    assert headlines.count("\n- ") + headlines.startswith("- ") == 2
    assert "\n\n<details><summary>In words: " in rest.partition("\n- ")[0]


def test_what_is_said_of_a_work_stands_in_the_paragraph_of_its_entry(kumsong: str) -> None:
    (entry,) = (part for part in kumsong.split("\n\n") if 'id="source-chae2001"' in part)
    lines = entry.split("  \n")
    assert lines[1].startswith("chae2001 · account: South Korea")
    assert lines[-1].startswith("Cited by [K019](#claim-K019)")


def test_numbers_stand_to_the_right(kumsong: str) -> None:
    assert "| Account | Perspective | Figure | Source |" in kumsong
    assert "\n| --- | --- | ---: | --- |" in kumsong


def of_lines(*lines: Line) -> str:
    """A document of these paragraphs as Markdown, without its title."""
    blocks = (Heading(level=1, line=said("Known"), anchor="known"),)
    paragraphs = tuple(Paragraph(lines=(one,)) for one in lines)
    document = Document(title=said("T"), kicker="K", made_by="M", blocks=(*blocks, *paragraphs))
    return set_markdown(document).partition("## Known\n\n")[2]


def test_a_link_that_leads_nowhere_stays_text() -> None:
    assert of_lines(said("a", to="known"), said("b", to="gone")) == "[a](#known)\n\nb\n"


def test_the_signs_of_emphasis_touch_no_blank_and_stand_once_for_several_scripts() -> None:
    assert of_lines((*said("Xu 徐焰 ", is_bold=True), *said("said"))) == "**Xu 徐焰** said\n"
    linked = (*said("a ", is_bold=True), *said("b", is_bold=True, to="known"))
    assert of_lines(linked) == "**a [b](#known)**\n"
    assert of_lines(said("a", is_bold=True, is_italic=True)) == "***a***\n"


def test_an_address_is_told_once_where_it_is_its_own_text() -> None:
    address = "https://a.example/%E9"
    assert of_lines((Piece(text=address, address=address),)) == f"<{address}>\n"
    assert of_lines((Piece(text="a|b", address=address),)) == f"[a\\|b](<{address}>)\n"


def test_the_second_line_of_an_entry_belongs_to_it() -> None:
    entries = ((said("first"), said("- second")), (said("third"),))
    for is_numbered, tag in ((True, "ol"), (False, "ul")):
        listing = Listing(entries=entries, is_numbered=is_numbered)
        document = Document(title=(), kicker="", made_by="", blocks=(listing,))
        page = rendered(set_markdown(document))
        assert page.count(f"<{tag}>") == page.count("<ul>") + page.count("<ol>") == 1
        assert page.count("<li>") == 2


@given(st.text(alphabet=st.sampled_from("a1 .)-+=:#>|*_~`[]()<&;!$\\\"'{}\n徐")), st.booleans())
def test_no_text_becomes_more_than_text(text: str, is_bold: bool) -> None:
    line = said(text, is_bold=is_bold)
    page = rendered(
        set_markdown(
            Document(
                title=line,
                kicker="",
                made_by="",
                blocks=(
                    Heading(level=2, line=line),
                    Paragraph(lines=(line, said("then"), line)),
                    Listing(entries=((line, line),)),
                    Grid(
                        heads=(Head(text="a"), Head(text="b", is_number=True)),
                        rows=(GridRow(cells=((line, line), (line,))),),
                    ),
                ),
            )
        )
    )
    ours = "h1|h3|p|ul|li|br|table|thead|tbody|tr|th|td|strong"
    assert (
        re.sub(rf"</?(?:{ours})(?: /| style=\"text-align:right\")?>", "", page).count("<") == 0
    )
    assert [page.count(f"<{tag}>") for tag in ("h1", "h3", "ul", "li", "table")] == [1] * 5
    (cell,) = re.findall(r'<td style="text-align:right">(.*?)</td>', page)
    assert unescape(re.sub("</?strong>", "", cell)).strip() == " ".join(text.split())


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
