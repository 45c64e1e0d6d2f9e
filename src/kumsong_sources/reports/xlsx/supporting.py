"""Sheets on what figures and claims rest on, and on what to look up next."""

from __future__ import annotations

from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.xlsx.cells import (
    Link,
    Sheet,
    SheetRow,
    claim_cell,
    columns,
    source_cell,
)


def favour(content: ReportContent) -> Sheet:
    """What speaks for figures."""
    return Sheet(
        name="Favour",
        holds="A sign that speaks for a figure; it proves nothing.",
        columns=columns(
            *("Event", "Quantity", "Sign", "Account", "Figure", "Against", "Its figure"),
            "Meaning",
        ),
        rows=tuple(
            SheetRow(
                cells=(
                    one.event,
                    Link(value=one.title, to=one.anchor),
                    one.sign,
                    one.reporter,
                    one.figure,
                    one.against,
                    one.other,
                    one.meaning,
                )
            )
            for one in content.support.signs
        ),
        anchors=("signs",),
    )


def rounding(content: ReportContent) -> Sheet:
    """How round each reporter's figures are."""
    return Sheet(
        name="Rounding",
        holds="Of a reporter’s stated figures of 1,000 and more, how many are multiples of "
        "100, and where the share may lie (Wilson interval, 95 %).",
        columns=columns(
            *("Account", "Perspective", "Figures", "Round"),
            *((head, "share") for head in ("Share", "Share, low", "Share, high")),
        ),
        rows=tuple(
            SheetRow(
                cells=(
                    one.reporter,
                    one.perspective,
                    one.figures,
                    one.round_figures,
                    one.round_figures / one.figures,
                    one.low,
                    one.high,
                )
            )
            for one in content.support.heaping
        ),
        anchors=("rounding",),
    )


def reliance(content: ReportContent) -> Sheet:
    """What hangs on each source."""
    return Sheet(
        name="Reliance",
        holds="A source: the figures it carries, and what falls without it.",
        columns=columns(
            *("Source", "Figures"),
            ("Share", "share"),
            *("Claims left without a source", "These claims"),
            *("Quantities left without a comparison", "These quantities"),
        ),
        rows=tuple(
            SheetRow(
                cells=(
                    source_cell([one.source]),
                    one.figures,
                    one.share,
                    len(one.claims),
                    claim_cell(one.claims),
                    len(one.quantities),
                    Link(
                        value="; ".join(lost.title for lost in one.quantities),
                        to=one.quantities[0].anchor,
                    )
                    if one.quantities
                    else None,
                )
            )
            for one in content.support.reliance
        ),
        anchors=("reliance", "support"),
    )


def lineage(content: ReportContent) -> Sheet:
    """Which works take from which, as far as the bibliography declares it."""
    shown = content.support.lineage
    rows = [
        SheetRow(cells=(number, source_cell([work]), role))
        for number, (origins, below) in enumerate(shown.groups, 1)
        for role, works in (("goes back to", origins), ("takes from it", below))
        for work in works
    ]
    rows += [
        SheetRow(cells=(f"circle {number}", source_cell([work]), "derives in a circle"))
        for number, circle in enumerate(shown.cycles, 1)
        for work in circle
    ]
    return Sheet(
        name="Lineage",
        holds="A work in a lineage of several; a work that takes from several stands in each.",
        columns=columns("Lineage", "Source", "Place in it"),
        rows=tuple(rows),
        anchors=("lineage",),
    )


def copying(content: ReportContent) -> Sheet:
    """How often two sources give the very same unrounded figure."""
    return Sheet(
        name="Copying",
        holds=content.support.copying,
        columns=columns(
            *("Source", "Other source", "Shared", "Identical"),
            *((f"Share{end}", "share") for end in ("", ", low", ", high", " of other pairs")),
            *("Declared", "Suspected", "Judgement"),
        ),
        rows=tuple(
            SheetRow(
                cells=(
                    source_cell([one.first]),
                    source_cell([one.second]),
                    one.shared,
                    one.identical,
                    one.share,
                    one.low,
                    one.high,
                    one.base_rate,
                    one.is_declared,
                    one.is_suspected,
                    one.judgement,
                )
            )
            for one in content.support.likenesses
        ),
        anchors=("copying",),
    )


def weaknesses(content: ReportContent) -> Sheet:
    """The claims whose support is weak, by way and reason."""
    rows = []
    for weakness in content.support.weaknesses:
        anchor = weakness.anchor
        for reason in weakness.reasons:
            for claim in reason.claims:
                rows.append(
                    SheetRow(
                        anchor=anchor,
                        cells=(
                            weakness.meaning,
                            reason.why,
                            claim_cell([claim]),
                            claim.statement,
                            weakness.cleared_by,
                        ),
                    )
                )
                anchor = ""
    return Sheet(
        name="Weak support",
        holds="A claim that is weak in one way; it stands again for each other way.",
        columns=columns("Weak in", "Why", "Claim", "What is said", "What would clear it"),
        rows=tuple(rows),
        anchors=("weak",),
    )


def work_list(content: ReportContent) -> Sheet:
    """What to look up next."""
    return Sheet(
        name="Work list",
        holds="A task, ranked by how many of the figures compared hang on it.",
        columns=columns(
            *("Rank", "Task", "Why", "Figures compared", "Claims", "These claims", "Sort")
        ),
        rows=tuple(
            SheetRow(
                cells=(
                    rank,
                    Link(value=one.what, to=one.anchor),
                    one.why,
                    one.figures,
                    len(one.claims),
                    claim_cell(one.claims),
                    one.task,
                )
            )
            for rank, one in enumerate(content.lookups, 1)
        ),
        anchors=("lookup",),
    )
