"""Sections on transmission: one citation retold, and each text alone."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document.blocks import Block, Grid, GridRow, Head, Line, Piece
from kumsong_sources.reports.document.comparing import body, legend, plates, section
from kumsong_sources.reports.document.lines import cite, cites, ids, said
from kumsong_sources.reports.retold import RetellingShown, TextShown
from kumsong_sources.reports.wording import counted


def retold(content: ReportContent) -> Iterator[Block]:
    """The figures that differ under one citation."""
    if not content.retold:
        return
    yield section("One citation, several figures", "retold")
    yield body(
        said(
            "One source cannot have said both: a figure changed as it was retold, or a "
            "citation is wrong. A sum of ours (†) beside a stated total is no change: the "
            "source has not said it."
        )
    )
    yield from plates(content, "retold")
    yield Grid(
        caption=said("Figures of one source as the works have them that it was read in"),
        heads=(
            Head(text="Quantity", width=2),
            Head(text="Source", width=1.8),
            Head(text="Figure and where it was read", width=3.6),
            Head(text="Changed", width=1.2),
            Head(text="Claims", width=1.6),
        ),
        rows=tuple(_retold(one, content) for one in content.retold),
    )


def _retold(one: RetellingShown, content: ReportContent) -> GridRow:
    event = f"{one.event} · " if content.has_several_events else ""
    readings = tuple(
        (*said(read.marked, is_bold=True), Piece(text=" "), *cites(read.works))
        for read in one.readings
    )
    changed = "yes" if one.is_change else "a sum of ours differs"
    return GridRow(
        cells=(
            (said(f"{event}{one.title}"),),
            (cite(one.source),),
            readings,
            (said(changed),),
            (ids(one.claims),),
        )
    )


def texts(content: ReportContent) -> Iterator[Block]:
    """What each text alone tells."""
    if not content.texts:
        return
    yield section("Each text alone", "texts")
    yield body(said(content.texts_differ or "Taken alone, the texts do not differ in ratios."))
    yield Grid(
        caption=said(
            "The ratios, and what the accounts make of them, if a reader had that text only"
        ),
        heads=(
            Head(text="Text", width=2),
            Head(text="Figures held against each other", width=3.6),
            Head(text="Accounts", width=3),
            Head(text="Swing", width=1, is_number=True),
        ),
        rows=tuple(map(_text, content.texts)),
    )
    yield from legend(content)


def _text(one: TextShown) -> GridRow:
    compared: tuple[Line, ...] = tuple(
        (
            *said(each.title, to=each.anchor),
            Piece(text=" "),
            Piece(text=f"× {each.ratio}", is_bold=True),
            Piece(text=" "),
            *said(f"({each.figures})"),
        )
        for each in one.compared
    )
    accounts = tuple(
        said(f"{a.account}: enemy’s over own {a.exchange}, overclaim {a.overclaim}")
        for pair in one.accounts
        for a in pair.accounts
    )
    return GridRow(
        cells=(
            (cite(one.work), said(counted(one.claims, "claim"), is_soft=True)),
            compared or (said("nothing that can be compared", is_soft=True),),
            accounts,
            tuple(said(str(pair.swing)) for pair in one.accounts),
        )
    )
