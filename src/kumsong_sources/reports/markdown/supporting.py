"""Sections on what figures and claims rest on, and on what to look up next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.reports.content import ReportContent, SupportShown
from kumsong_sources.reports.gfm import anchor, escaped, heading, link, table
from kumsong_sources.reports.lookup import LookUp
from kumsong_sources.reports.markdown.pieces import cite, cites, ids, in_words
from kumsong_sources.reports.reliance import LikenessShown, LineageShown, RelianceShown
from kumsong_sources.reports.supported import WeaknessShown
from kumsong_sources.reports.wording import counted, sentence_case


def support(content: ReportContent) -> Iterator[str]:
    """What speaks for figures, and what they hang on."""
    shown = content.support
    yield heading("What the figures rest on", "support")
    yield from _signs(shown)
    yield from _rounding(shown)
    yield from _reliance(shown)
    yield from in_words(content, "reliance")
    yield from _lineage(shown.lineage)
    yield from in_words(content, "lineage")
    yield from _copying(shown)
    yield f"{anchor('weak')}\n\n### Weak support"
    yield from in_words(content, "weak")
    if not shown.weaknesses:
        yield (
            "No claim is weak in one of the ways that are looked for."
            if content.claims
            else "There is no claim whose support could be weighed."
        )
    for weakness in shown.weaknesses:
        yield from _weakness(weakness)


def _signs(shown: SupportShown) -> Iterator[str]:
    yield f"{anchor('signs')}\n\n### What speaks for a figure"
    if not shown.signs:
        yield (
            "None of the signs looked for: no loss admitted at or above the enemy’s estimate, "
            "no agreement across sides, no exact figure against a rounded one."
        )
        return
    yield "\n".join(
        f"- {link(one.title, one.anchor)}: **{one.sign}**, {escaped(one.reporter)} "
        f"{escaped(one.figure)} against {escaped(one.against)} {escaped(one.other)}. "
        f"{sentence_case(one.meaning)}."
        for one in shown.signs
    )


def _rounding(shown: SupportShown) -> Iterator[str]:
    if not shown.heaping:
        return
    yield f"{anchor('rounding')}\n\n### How round the figures are"
    heads = ("Account", "Perspective", "Figures from 1,000", "Round", "Share, 95 % interval")
    rows = (
        (
            escaped(one.reporter),
            one.perspective,
            f"{one.figures:,}",
            f"{one.round_figures:,}",
            one.share,
        )
        for one in shown.heaping
    )
    yield table(heads, rows, right="234")
    yield "Round: a multiple of 100, as about one exact count in a hundred is."


def _reliance(shown: SupportShown) -> Iterator[str]:
    if not shown.reliance:
        return
    yield f"{anchor('reliance')}\n\n### What hangs on each source"
    if shown.effective_sources:
        yield (
            "The figures that are cited from a source are as concentrated as if "
            f"{shown.effective_sources} equally used sources carried them."
        )
    heads = (
        "Source",
        "Figures",
        "Share",
        "Without it no source for",
        "Without it no comparison of",
    )
    yield table(heads, map(_reliance_row, shown.reliance), right="12")


def _reliance_row(one: RelianceShown) -> tuple[str, ...]:
    claims = f"{counted(len(one.claims), 'claim')}: {ids(one.claims)}" if one.claims else ""
    return (
        cite(one.source),
        f"{one.figures:,}",
        one.share_words,
        claims,
        "<br>".join(link(lost.title, lost.anchor) for lost in one.quantities),
    )


def _lineage(shown: LineageShown) -> Iterator[str]:
    if not shown.works:
        return
    yield f"{anchor('lineage')}\n\n### Who takes from whom"
    witnesses = counted(shown.witnesses, "independent witness", "independent witnesses")
    yield (
        f"{counted(shown.works, 'work')} cited or read, {witnesses}, as far as the "
        "bibliography declares lineage."
    )
    told = [
        f"- {cites(origins)}, behind {cites(below)}" for origins, below in shown.groups if below
    ]
    told += [
        f"- {cites(origins)}, of one lineage" for origins, below in shown.groups if not below
    ]
    told += [f"- in a circle: {cites(circle)}" for circle in shown.cycles]
    if told:
        yield "\n".join(told)


def _copying(shown: SupportShown) -> Iterator[str]:
    yield f"{anchor('copying')}\n\n### Copying"
    yield escaped(shown.copying)
    if shown.likenesses:
        heads = ("Sources", "Identical", "Other pairs", "")
        yield table(heads, map(_likeness_row, shown.likenesses), right="12")


def _likeness_row(one: LikenessShown) -> tuple[str, ...]:
    return (cites((one.first, one.second)), one.numbers, one.base_words, one.judgement)


def _weakness(one: WeaknessShown) -> Iterator[str]:
    claims = counted(len(one.claims), "claim")
    yield f"{anchor(one.anchor)}\n\n#### {one.meaning}: {claims}"
    yield f"What would clear it: {one.cleared_by}."
    for reason in one.reasons:
        yield f"{sentence_case(escaped(reason.why))}:"
        if one.is_long:
            yield ids(reason.claims)
        else:
            yield "\n".join(f"- {ids([c])} {escaped(c.statement)}" for c in reason.claims)


def lookups(found: Sequence[LookUp]) -> Iterator[str]:
    """The work list."""
    yield heading("What to look up next", "lookup")
    if not found:
        yield "Nothing that is looked for is missing."
        return
    yield "Ranked by how many of the figures compared hang on it."
    yield "\n".join(f"{number}. {_task(one)}" for number, one in enumerate(found, 1))


def _task(one: LookUp) -> str:
    what = link(one.what, one.anchor) if one.anchor else escaped(one.what)
    hanging = f" ({counted(one.figures, 'figure')} compared)" if one.figures else ""
    # The uncited claims have a list of their own, to which the task leads.
    claims = f" {ids(one.claims)}" if one.claims and one.task != "cite" else ""
    return f"**{what}**{hanging}: {escaped(one.why)}.{claims}"
