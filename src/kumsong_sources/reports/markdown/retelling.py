"""Sections on transmission: one citation retold, and each text alone."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.gfm import escaped, heading, link, table
from kumsong_sources.reports.markdown.pieces import cite, cites, ids, in_words
from kumsong_sources.reports.retold import RetellingShown, TextShown
from kumsong_sources.reports.wording import counted


def retold(content: ReportContent) -> Iterator[str]:
    """The figures that differ under one citation."""
    if not content.retold:
        return
    yield heading("One citation, several figures", "retold")
    yield (
        "One source cannot have said both: a figure changed as it was retold, or a citation "
        "is wrong. A sum of ours (†) beside a stated total is no change: the source has not "
        "said it."
    )
    heads = ("Event", "Quantity", "Source", "Figure and where it was read", "Changed", "Claims")
    yield table(heads, map(_retold_row, content.retold))
    yield from in_words(content, "retold")


def _retold_row(one: RetellingShown) -> tuple[str, ...]:
    readings = (f"**{escaped(read.marked)}**: {cites(read.works)}" for read in one.readings)
    return (
        escaped(one.event),
        escaped(one.title),
        cite(one.source),
        "<br>".join(readings),
        "yes" if one.is_change else "a sum of ours differs",
        ids(one.claims),
    )


def texts(content: ReportContent) -> Iterator[str]:
    """What each text alone tells."""
    if not content.texts:
        return
    yield heading("Each text alone", "texts")
    yield escaped(content.texts_differ) or "Taken alone, the texts do not differ in ratios."
    yield "The ratios, and what the accounts make of them, if a reader had that text only."
    heads = ("Text", "Claims", "Figures held against each other", "Accounts", "Swing")
    yield table(heads, map(_text_row, content.texts), right="14")


def _text_row(one: TextShown) -> tuple[str, ...]:
    compared = [
        f"{link(d.title, d.anchor)}: **{d.ratio}** ({escaped(d.figures)})" for d in one.compared
    ]
    accounts = [
        f"{escaped(a.account)}: enemy’s over own {a.exchange}, overclaim {a.overclaim}"
        for pair in one.accounts
        for a in pair.accounts
    ]
    return (
        cite(one.work),
        f"{one.claims:,}",
        "<br>".join(compared)
        or f"nothing in its {counted(one.claims, 'claim')} can be compared",
        "<br>".join(accounts),
        "<br>".join(str(pair.swing) for pair in one.accounts),
    )
