"""The styles of a report as a word processor knows them: to be changed there at will."""

from __future__ import annotations

from typing import Any

LATIN = "Cambria"
CODE = "Consolas"
INK, SOFT, ACCENT, LINK, RULE, FAINT = (
    "1D1B18", "5C564D", "8A1538", "1F4E79", "D9D3C7", "F4F0E8",
)  # fmt: skip

EAST_ASIAN = {
    "zh": ("Microsoft YaHei", "zh-CN"),
    "zh-Hant": ("Microsoft JhengHei", "zh-TW"),
    "ja": ("Yu Gothic", "ja-JP"),
    "ko": ("Malgun Gothic", "ko-KR"),
}
"""By language the font that systems have for it, and the language's full tag."""

TITLE, KICKER, LEAD, NOTE = "Title", "Kicker", "Lead", "Note"
CAPTION, BULLET, NUMBER = "Caption", "List Bullet", "List Number"
ENTRY, ABOUT, VERBATIM = "Bibliography Entry", "About Entry", "As It Stands"
CELL, CELL_HEAD, TABLE, CONTENTS = "Table Text", "Table Head", "Report Table", "Contents"
SOFT_RUN, LINK_RUN = "Remark", "Hyperlink"


def define_styles(document: Any) -> None:
    """Give a new document the styles of a report."""
    normal = _style(document, "Normal", size=10.5, after=6)
    normal.paragraph_format.line_spacing = 1.12
    _style(document, TITLE, size=22, bold=True, before=2, after=8)
    _style(document, KICKER, size=8.5, bold=True, colour=ACCENT, after=2)
    _style(document, LEAD, size=11.5, after=6)
    _style(document, NOTE, size=9, colour=SOFT, after=4)
    _style(document, "Heading 1", size=15, bold=True, before=22, after=6, keep=True)
    _style(document, "Heading 2", size=11.5, bold=True, before=14, after=4, keep=True)
    _style(document, "Heading 3", size=10.5, italic=True, before=10, after=4, keep=True)
    _style(document, CAPTION, size=9, colour=SOFT, after=4)
    _style(document, BULLET, size=10.5, after=3)
    _style(document, NUMBER, size=10.5, after=5)
    _style(document, CONTENTS, size=9.5, after=1)
    entry = _style(document, ENTRY, size=10.5, before=8, after=1, keep=True)
    _hang(entry, left=18, first=-18)
    _hang(_style(document, ABOUT, size=9, colour=SOFT, after=4), left=18)
    _style(document, VERBATIM, size=8.5, font=CODE, after=6)
    _style(document, CELL, size=8.5, after=1)
    _style(document, CELL_HEAD, size=8.5, bold=True, after=1)
    for name in (CELL, CELL_HEAD):
        document.styles[name].paragraph_format.line_spacing = 1.0
    _run_style(document, SOFT_RUN, colour=SOFT, size=8)
    _run_style(document, LINK_RUN, colour=LINK)
    _table_style(document)


def _style(
    document: Any,
    name: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    colour: str = INK,
    font: str = LATIN,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> Any:
    """A paragraph style, new or made anew: what the template set of it is dropped."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    known = [style.name for style in document.styles]
    if name not in known:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[name]
    if name not in (BULLET, NUMBER):
        _without(style, "w:pPr")
    _without(style, "w:rPr")
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    style.quick_style = True
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep
    if name.startswith("Heading "):
        _outline(style, level=int(name[-1]) - 1)
    _letters(style, size=size, bold=bold, italic=italic, colour=colour, font=font)
    return style


def _letters(
    style: Any, *, size: float, bold: bool, italic: bool, colour: str, font: str
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.name = font
    style.element.rPr.rFonts.set(qn("w:eastAsia"), EAST_ASIAN["zh"][0])
    style.element.rPr.rFonts.set(qn("w:cs"), font)


def _run_style(document: Any, name: str, *, colour: str, size: float | None = None) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(colour)
    if size is not None:
        style.font.size = Pt(size)


def _table_style(document: Any) -> None:
    """Rules between the rows, none between the columns, a tinted head."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
            "</w:tblBorders><w:tblCellMar>"
            '<w:top w:w="50" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>"
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{SOFT}"/>'
            f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{FAINT}"/>'
            "</w:tcPr></w:tblStylePr>"
        )
    )


def _hang(style: Any, *, left: float, first: float = 0) -> None:
    from docx.shared import Pt

    style.paragraph_format.left_indent = Pt(left)
    style.paragraph_format.first_line_indent = Pt(first)


def _outline(style: Any, *, level: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(mark)


def _without(style: Any, tag: str) -> None:
    from docx.oxml.ns import qn

    for child in style.element.findall(qn(tag)):
        style.element.remove(child)
