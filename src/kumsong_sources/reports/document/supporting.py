"""Sections on what figures and claims rest on, and on what to look up next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.reports.content import ReportContent, SupportShown
from kumsong_sources.reports.document.blocks import (
    Block,
    Grid,
    GridRow,
    Head,
    Line,
    Listing,
    Piece,
    Role,
)
from kumsong_sources.reports.document.comparing import body, plates, section
from kumsong_sources.reports.document.lines import cite, cites, ids, said
from kumsong_sources.reports.favour import HeapingShown, SignShown
from kumsong_sources.reports.lookup import LookUp
from kumsong_sources.reports.reliance import LikenessShown, LineageShown, RelianceShown
from kumsong_sources.reports.supported import WeaknessShown
from kumsong_sources.reports.wording import counted, percent, sentence_case


def support(content: ReportContent) -> Iterator[Block]:
    """What speaks for figures, and what they hang on."""
    shown = content.support
    yield section("What the figures rest on", "support")
    yield from _signs(content)
    yield from _rounding(shown.heaping)
    if shown.reliance:
        yield from _reliance(content)
    yield from _lineage(shown.lineage)
    yield from plates(content, "lineage")
    yield from _copying(shown)
    yield section("Weak support", "weak", level=2)
    yield from plates(content, "weak")
    if not shown.weaknesses:
        yield body(
            said(
                "No claim is weak in one of the ways that are looked for."
                if content.claims
                else "There is no claim whose support could be weighed."
            )
        )
    for weakness in shown.weaknesses:
        yield from _weakness(weakness)


def _signs(content: ReportContent) -> Iterator[Block]:
    yield section("What speaks for a figure", "signs", level=2)
    if not content.support.signs:
        yield body(
            said(
                "None of the signs looked for: no loss admitted at or above the enemy’s "
                "estimate, no agreement across sides, no exact figure against a rounded one."
            )
        )
        return
    several = content.has_several_events
    yield Listing(entries=tuple((_sign(one, several),) for one in content.support.signs))


def _sign(one: SignShown, with_event: bool) -> Line:
    event = said(f"{one.event} · ") if with_event else ()
    figures = f", {one.reporter} {one.figure} against {one.against} {one.other}. "
    return (
        *event,
        *said(one.title, to=one.anchor),
        Piece(text=": "),
        Piece(text=one.sign, is_bold=True),
        *said(figures),
        *said(f"{sentence_case(one.meaning)}."),
    )


def _rounding(found: Sequence[HeapingShown]) -> Iterator[Block]:
    if not found:
        return
    yield section("How round the figures are", "rounding", level=2)
    yield Grid(
        caption=said(
            "Of the stated figures of 1,000 and more: how many are multiples of 100, as about "
            "one exact count in a hundred is; in brackets where the share may lie (95 %)"
        ),
        heads=(
            Head(text="Account", width=2),
            Head(text="Perspective", width=1.5),
            *(Head(text=text, is_number=True) for text in ("Figures", "Round")),
            Head(text="Share", width=1.5, is_number=True),
        ),
        rows=tuple(
            GridRow(
                cells=(
                    (said(one.reporter),),
                    (said(one.perspective),),
                    (said(f"{one.figures:,}"),),
                    (said(f"{one.round_figures:,}"),),
                    (said(one.share),),
                )
            )
            for one in found
        ),
    )


def _reliance(content: ReportContent) -> Iterator[Block]:
    shown = content.support
    yield section("What hangs on each source", "reliance", level=2)
    if shown.effective_sources:
        yield body(
            said(
                "The figures that are cited from a source are as concentrated as if "
                f"{shown.effective_sources} equally used sources carried them."
            )
        )
    yield from plates(content, "reliance")
    yield Grid(
        caption=said("The figures each source carries, and what falls without it"),
        heads=(
            Head(text="Source", width=2.2),
            Head(text="Figures", width=1, is_number=True),
            Head(text="Share", width=1, is_number=True),
            Head(text="Without it no comparison of", width=2.6),
            Head(text="Without it no source for", width=3.2),
        ),
        rows=tuple(map(_relying, shown.reliance)),
    )


def _relying(one: RelianceShown) -> GridRow:
    claims = counted(len(one.claims), "claim")
    return GridRow(
        cells=(
            (cite(one.source),),
            (said(f"{one.figures:,}"),),
            (said(one.share_words),),
            tuple(said(lost.title, to=lost.anchor) for lost in one.quantities),
            ((Piece(text=f"{claims}: "), *ids(one.claims)),) if one.claims else (),
        )
    )


def _lineage(shown: LineageShown) -> Iterator[Block]:
    if not shown.works:
        return
    yield section("Who takes from whom", "lineage", level=2)
    witnesses = counted(shown.witnesses, "independent witness", "independent witnesses")
    yield body(
        said(
            f"{counted(shown.works, 'work')} cited or read, {witnesses}, as far as the "
            "bibliography declares lineage."
        )
    )
    told: list[Line] = [
        (*cites(origins), Piece(text=", behind "), *cites(below))
        if below
        else (*cites(origins), Piece(text=", of one lineage"))
        for origins, below in shown.groups
    ]
    told += [(Piece(text="In a circle: "), *cites(circle)) for circle in shown.cycles]
    if told:
        yield Listing(entries=tuple((line,) for line in told))


def _copying(shown: SupportShown) -> Iterator[Block]:
    yield section("Copying", "copying", level=2)
    yield body(said(shown.copying))
    if shown.likenesses:
        yield Grid(
            caption=said("How often two sources give the very same unrounded figure"),
            heads=(
                Head(text="Sources", width=3),
                Head(text="Shared", is_number=True),
                Head(text="Identical", is_number=True),
                Head(text="Share", width=1.6, is_number=True),
                Head(text="Other pairs", width=1.2, is_number=True),
                Head(text="Judgement", width=2),
            ),
            rows=tuple(map(_alike, shown.likenesses)),
        )


def _alike(one: LikenessShown) -> GridRow:
    return GridRow(
        cells=(
            (cites((one.first, one.second)),),
            (said(f"{one.shared:,}"),),
            (said(f"{one.identical:,}"),),
            (said(f"{percent(one.share)} ({one.interval})"),),
            (said(one.base_words),),
            (said(one.judgement),),
        )
    )


def _weakness(one: WeaknessShown) -> Iterator[Block]:
    claims = counted(len(one.claims), "claim")
    yield section(f"{one.meaning}: {claims}", one.anchor, level=3)
    yield body(said(f"What would clear it: {one.cleared_by}."))
    for reason in one.reasons:
        yield body(said(f"{sentence_case(reason.why)}: {counted(len(reason.claims), 'claim')}"))
        if one.is_long:
            yield body(ids(reason.claims), role=Role.NOTE)
        else:
            entries = ((*ids([c]), Piece(text=" "), *said(c.statement)) for c in reason.claims)
            yield Listing(entries=tuple((line,) for line in entries))


def lookups(found: Sequence[LookUp]) -> Iterator[Block]:
    """The work list."""
    yield section("What to look up next", "lookup")
    if not found:
        yield body(said("Nothing that is looked for is missing."))
        return
    yield body(said("Ranked by how many of the figures compared hang on it."))
    yield Listing(is_numbered=True, entries=tuple(map(_task, found)))


def _task(one: LookUp) -> tuple[Line, ...]:
    what = said(one.what, is_bold=True, to=one.anchor)
    hanging = f" ({counted(one.figures, 'figure')} compared)" if one.figures else ""
    # The uncited claims have a list of their own, to which the task leads.
    claims = ids(one.claims) if one.task != "cite" else ()
    first = (*what, Piece(text=hanging, is_soft=True)) if hanging else what
    return (first, said(f"{sentence_case(one.why)}."), *([claims] if claims else []))
