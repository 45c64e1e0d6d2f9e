"""Sections on how far figures lie apart."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import ComparisonShown, FigureShown
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document.blocks import (
    Block,
    Grid,
    GridRow,
    Head,
    Heading,
    Line,
    Paragraph,
    Piece,
    Plate,
    Role,
)
from kumsong_sources.reports.document.lines import cites, figure_source, ids, said
from kumsong_sources.reports.ranking import RankShown
from kumsong_sources.reports.wording import listed, sentence_case


def plates(content: ReportContent, section: str) -> Iterator[Block]:
    """The pictures of a section."""
    for picture in content.pictures_of(section):
        yield Plate(picture=picture)


def section(text: str, anchor: str, *, level: int = 1) -> Heading:
    """A heading that can be jumped to."""
    return Heading(level=level, line=said(text), anchor=anchor)


def body(*lines: Line, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of these lines."""
    return Paragraph(lines=lines, role=role)


def legend(content: ReportContent) -> Iterator[Block]:
    """What the marks beside figures mean."""
    if content.marks:
        yield body(*(said(f"{m} {meaning}.") for m, meaning in content.marks), role=Role.NOTE)


def comparisons(content: ReportContent) -> Iterator[Block]:
    """The quantities with several figures: their ranking, and each with all it has."""
    yield section("Who reports what of whom", "comparisons")
    if not content.comparisons:
        yield body(
            said("No quantity in this dossier has two figures to hold against each other.")
        )
    if content.ranking:
        yield from _ranking(content)
    for one in content.comparisons:
        yield from _comparison(one)
    if content.comparisons:
        yield from legend(content)


def _ranking(content: ReportContent) -> Iterator[Block]:
    yield section("Farthest apart first", "ranking", level=2)
    yield from plates(content, "ranking")
    yield Grid(
        caption=said(f"Quantities that have a ratio; its place is among {content.reference}"),
        heads=(
            Head(text="Rank", width=0.8, is_number=True),
            Head(text="Quantity", width=3.2),
            Head(text="Ratio", width=1.2, is_number=True),
            Head(text="Band", width=1.1),
            Head(text="How usual", width=2.6),
            Head(text="Verdict", width=1.6),
            Head(text="Support", width=1.5),
        ),
        rows=tuple(GridRow(cells=_ranked(one, content)) for one in content.ranking),
    )


def _ranked(one: RankShown, content: ReportContent) -> tuple[tuple[Line, ...], ...]:
    compared = one.comparison
    event = said(f"{compared.event} · ") if content.has_several_events else ()
    scope = (said("scope differs", is_soft=True),) if one.scope_differs else ()
    return (
        (said(str(one.rank)),),
        ((*event, *said(compared.title, to=compared.anchor)),),
        (said(str(compared.ratio), is_bold=True),),
        (said(compared.band or ""),),
        (said(compared.place),),
        (said(compared.verdict.value), *scope),
        tuple(said(part) for part in compared.counts.split(", ")),
    )


def _comparison(one: ComparisonShown) -> Iterator[Block]:
    yield Heading(level=2, line=said(one.title), anchor=one.anchor)
    ratio = f" {one.apart} {one.band or ''}".rstrip() if one.ratio else ""
    read_in = (Head(text="Read in", width=2.2),) if one.is_retold else ()
    yield Grid(
        caption=(*said(f"{one.event}: figures by account"), *_after(ratio)),
        heads=(
            Head(text="Account", width=1.6),
            Head(text="Perspective", width=1.3),
            Head(text="Figure", width=1.5, is_number=True),
            Head(text="Source", width=3),
            *read_in,
            Head(text="Claims", width=1.3),
        ),
        rows=tuple(
            GridRow(cells=_figure(figure, is_retold=one.is_retold)) for figure in one.figures
        ),
    )
    yield body(
        (
            *said(f"{sentence_case(one.verdict.value)}: ", is_bold=True),
            *said(f"{one.reason}. {sentence_case('; '.join(one.numbers))}."),
        )
    )


def _after(text: str) -> Line:
    return (Piece(text=";"), Piece(text=text, is_bold=True)) if text else ()


def _figure(figure: FigureShown, *, is_retold: bool) -> tuple[tuple[Line, ...], ...]:
    note = f"{figure.marks} {figure.note}".strip() if figure.note else ""
    return (
        (said(figure.reporter),),
        (said(figure.perspective),),
        (said(figure.marked, is_bold=True),),
        (figure_source(figure), *([said(note, is_soft=True)] if note else [])),
        *([(cites(figure.via),)] if is_retold else []),
        (ids(figure.claims),),
    )


def accounts(content: ReportContent) -> Iterator[Block]:
    """Two accounts of both sides' losses, side against side."""
    pictures = tuple(plates(content, "accounts"))
    if not content.accounts and not pictures:
        return
    yield section("Two accounts, side against side", "accounts")
    yield from pictures
    yield from map(_accounts, content.accounts)
    yield body(
        said(
            "Overclaim factor: the account’s figure for the enemy’s loss over the enemy’s own "
            "figure. It cannot tell an estimate set too high from a loss stated too low. "
            "Swing: the product of the two overclaim factors."
        ),
        role=Role.NOTE,
    )
    yield from legend(content)


def _accounts(one: AccountsShown) -> Grid:
    scope = "; the scope of a figure differs (‡)" if one.scope_differs else ""
    heads = ("Own loss", "Enemy’s loss", "Enemy’s over own", "Overclaim factor")
    return Grid(
        caption=(
            *said(
                f"{one.event}, {listed(one.subjects)} {one.measure}: what each account says of "
                "its own side and of the other. Swing "
            ),
            *said(str(one.swing), is_bold=True),
            *said(f"{scope}."),
        ),
        heads=(
            Head(text="Account", width=2),
            *(Head(text=text, width=1.5, is_number=True) for text in heads),
        ),
        rows=tuple(
            GridRow(
                cells=(
                    (said(each.account),),
                    (said(each.own),),
                    (said(each.enemy),),
                    (said(str(each.exchange)),),
                    (said(str(each.overclaim), is_bold=True),),
                )
            )
            for each in one.accounts
        ),
    )


def coverage(content: ReportContent) -> Iterator[Block]:
    """Who speaks of what."""
    found = tuple(plates(content, "coverage"))
    if found:
        yield section("Who speaks of what, and where silence is", "coverage")
        yield from found


def alone(content: ReportContent) -> Iterator[Block]:
    """The quantities with one figure or none."""
    if not content.alone:
        return
    yield section("Figures that stand alone", "alone")
    yield body(said("With one figure there is no spread; that is not a spread of zero."))
    yield Grid(
        caption=said("Quantities that cannot be compared, and why"),
        heads=(
            Head(text="Quantity", width=2.2),
            Head(text="Figure", width=1.6),
            Head(text="Account", width=1.4),
            Head(text="Source", width=2.2),
            Head(text="Why not compared", width=2.2),
            Head(text="Support", width=1.3),
        ),
        rows=tuple(row for one in content.alone for row in _alone(one, content)),
    )


def _alone(one: ComparisonShown, content: ReportContent) -> Iterator[GridRow]:
    event = f"{one.event} · " if content.has_several_events else ""
    why: Line = said(one.reason)
    if one.within:
        why += (Piece(text="; stands as a part in "), *said(one.within, to=one.within_anchor))
    for number, figure in enumerate(one.figures):
        via = [(Piece(text="read in "), *cites(figure.via))] if figure.via else []
        yield GridRow(
            anchor="" if number else one.anchor,
            cells=(
                (said(f"{event}{one.title}"),),
                (said(figure.marked),),
                (said(figure.reporter),),
                (figure_source(figure), *via),
                (why,),
                tuple(said(part) for part in one.counts.split(", ")),
            ),
        )
