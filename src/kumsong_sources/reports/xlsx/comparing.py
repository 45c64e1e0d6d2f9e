"""Sheets on how far figures lie apart, and on how they are retold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kumsong_sources.reports.compared import DERIVED, PARTIAL, ComparisonShown, FigureShown
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.ranking import RankShown
from kumsong_sources.reports.retold import TextShown
from kumsong_sources.reports.xlsx.cells import (
    Cell,
    Link,
    Sheet,
    SheetRow,
    claim_cell,
    columns,
    ends,
    source_cell,
    value_of,
)
from kumsong_sources.vocabulary import Kind

Kinds = Mapping[str, Kind]
"""What sort of value each quantity takes, by its anchor."""


def changes(content: ReportContent) -> Sheet:
    """What changed since an earlier state, where that was asked for."""
    shown = content.changes
    groups = shown.groups if shown else ()
    return Sheet(
        name="Changes",
        holds=f"What changed since {shown.since}. {shown.sentence}" if shown else "",
        columns=columns(
            *("Sort", "What", "Change", "About", "Before", "Now", "Effect"),
            ("Ratio before, low", "factor"),
            ("Ratio before, high", "factor"),
            ("Ratio now, low", "factor"),
            ("Ratio now, high", "factor"),
        ),
        rows=tuple(
            SheetRow(
                anchor="" if number else group.anchor,
                cells=(
                    group.title,
                    Link(value=one.what, to=one.anchor or ""),
                    one.kind.value,
                    one.about,
                    one.before,
                    one.after,
                    one.effect,
                    *ends(one.ratio_before),
                    *ends(one.ratio_after),
                ),
            )
            for group in groups
            for number, one in enumerate(group.rows)
        ),
        anchors=("changes",),
    )


def comparisons(content: ReportContent) -> Sheet:
    """The quantities, those that are compared first."""
    ranks = {one.comparison.anchor: one for one in content.ranking}
    every = (*content.comparisons, *content.alone)
    return Sheet(
        name="Comparisons",
        holds="A quantity: what is compared, how far its figures lie apart, and what cannot be "
        "compared, with the reason.",
        columns=columns(
            *("Rank", "Event", "Quantity", "Verdict", "Reason", "Ratio in words"),
            ("Ratio, low", "factor"),
            ("Ratio, high", "factor"),
            *("Difference in words", "Difference", "Band"),
            f"Place among {content.reference}",
            *("Figures", "Is compared", "A bound among them", "Scope differs", "Sources"),
            *("Witnesses", "Stands as a part in"),
        ),
        rows=tuple(
            SheetRow(anchor=one.anchor, cells=_comparison(one, ranks.get(one.anchor)))
            for one in every
        ),
        anchors=("comparisons", "ranking", "alone"),
    )


def _comparison(one: ComparisonShown, ranked: RankShown | None) -> tuple[Cell, ...]:
    return (
        ranked.rank if ranked else None,
        one.event,
        one.title,
        one.verdict.value,
        one.reason,
        one.ratio.text if one.ratio else one.undefined,
        *ends(one.ratio),
        one.difference.text if one.difference else None,
        *ends(one.difference)[:1],
        one.band,
        one.place,
        len(one.figures),
        one.is_compared,
        one.is_open,
        ranked.scope_differs if ranked else None,
        one.sources,
        one.witnesses,
        Link(value=one.within, to=one.within_anchor) if one.within else None,
    )


def figures(content: ReportContent, *, kinds: Kinds) -> Sheet:
    """Each figure with who gives it and where it was read."""
    return Sheet(
        name="Figures",
        holds="A figure that one source gives for a quantity; dates as days of ISO 8601.",
        columns=columns(
            *("Event", "Quantity", "Account", "Perspective", "Figure", "Marks", "Low", "High"),
            *("Our sum", "Only a part", "Note", "Source", "Locator", "Link inferred"),
            *("Read in", "Claims"),
        ),
        rows=tuple(
            SheetRow(cells=_figure(one, figure, kind=kinds[one.anchor]))
            for one in (*content.comparisons, *content.alone)
            for figure in one.figures
        ),
    )


def _figure(one: ComparisonShown, figure: FigureShown, *, kind: Kind) -> tuple[Cell, ...]:
    cited = figure.cited
    return (
        one.event,
        Link(value=one.title, to=one.anchor),
        figure.reporter,
        figure.perspective,
        figure.figure,
        figure.marks,
        value_of(figure.low, kind=kind),
        value_of(figure.high, kind=kind),
        DERIVED in figure.marks,
        PARTIAL in figure.marks,
        figure.note,
        Link(value=cited.label, to=cited.anchor or "") if cited else "uncited",
        cited.locator if cited else None,
        figure.is_inferred,
        source_cell(figure.via),
        claim_cell(figure.claims),
    )


def accounts(content: ReportContent) -> Sheet:
    """Two accounts of both sides' losses: of all texts, and of each text alone."""
    told = [(None, one) for one in content.accounts]
    alone = [(text, one) for text in content.texts for one in text.accounts]
    rows = [
        SheetRow(
            cells=(
                source_cell([text.work]) if text else "all",
                one.event,
                one.measure,
                each.account,
                each.own,
                each.enemy,
                *ends(each.exchange),
                *ends(each.overclaim),
                *ends(one.swing),
                one.scope_differs,
            )
        )
        for text, one in (*told, *alone)
        for each in one.accounts
    ]
    factors = ("Enemy’s over own", "Overclaim factor", "Swing")
    return Sheet(
        name="Accounts",
        holds="What one account says of both sides’ losses. The overclaim factor is its figure "
        "for the enemy’s loss over the enemy’s own; it cannot tell an estimate set too high "
        "from a loss stated too low. The swing is the product of both factors.",
        columns=columns(
            *("Text", "Event", "Measure", "Account", "Own loss", "Enemy’s loss"),
            *((f"{name}, {end}", "factor") for name in factors for end in ("low", "high")),
            "Scope differs",
        ),
        rows=tuple(rows),
        anchors=("accounts",),
    )


def retold(content: ReportContent) -> Sheet:
    """The figures that differ under one citation, reading by reading."""
    return Sheet(
        name="Retellings",
        holds="A figure of one source as the works have it that it was read in. One source "
        "cannot have said both; a sum of ours beside a stated total is no change.",
        columns=columns(
            *("Event", "Quantity", "Source", "Figure", "Our sum", "Read in", "Changed"),
            "Claims",
        ),
        rows=tuple(
            SheetRow(
                cells=(
                    one.event,
                    one.title,
                    source_cell([one.source]),
                    reading.figure,
                    reading.is_derived,
                    source_cell(reading.works),
                    one.is_change,
                    claim_cell(one.claims),
                )
            )
            for one in content.retold
            for reading in one.readings
        ),
        anchors=("retold",),
    )


def texts(content: ReportContent) -> Sheet:
    """What each text alone tells."""
    return Sheet(
        name="Texts",
        holds="A disagreement within one text, as if a reader had that text only.",
        columns=columns(
            *("Text", "Claims", "Quantity", "Figures"),
            ("Ratio, low", "factor"),
            ("Ratio, high", "factor"),
            "Scope differs",
        ),
        rows=tuple(row for text in content.texts for row in _text(text)),
        anchors=("texts",),
    )


def _text(text: TextShown) -> Iterator[SheetRow]:
    work = source_cell([text.work])
    for one in text.compared:
        yield SheetRow(
            cells=(
                work,
                text.claims,
                Link(value=one.title, to=one.anchor),
                one.figures,
                *ends(one.ratio),
                one.scope_differs,
            )
        )
    if not text.compared:
        nothing = "nothing that can be compared"
        yield SheetRow(cells=(work, text.claims, nothing, None, None, None, None))
