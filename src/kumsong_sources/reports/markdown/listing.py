"""Sections that list all there is: claims, findings, what was not read, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.exports.styles import render as render_runs
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.gfm import anchor, escaped, fenced, heading, table
from kumsong_sources.reports.markdown.pieces import cite, cites, ids, in_words
from kumsong_sources.reports.supported import ClaimShown
from kumsong_sources.reports.wording import counted, percent, sentence_case
from kumsong_sources.reports.works import (
    FindingShown,
    FindingsShown,
    SourceShown,
    UnreadShown,
)


def claims(found: Sequence[ClaimShown]) -> Iterator[str]:
    """Every claim, in the order of the file."""
    yield heading("Claims", "claims")
    if not found:
        yield "No claim of the dossier could be read."
        return
    yield (
        f"{counted(len(found), 'claim')} in the order of the file. Support: sources by heads, "
        "and witnesses as independent lineages."
    )
    heads = ("Claim", "What is said", "Source", "Sources", "Witnesses", "Weak in")
    yield table(heads, map(_claim_row, found), right="34")


def _claim_row(claim: ClaimShown) -> tuple[str, ...]:
    told = [
        escaped(claim.link.statement),
        f"“{escaped(claim.quote)}”" if claim.quote else "",
        escaped(claim.quantity),
        f"account: {escaped(claim.reporter)}" if claim.reporter else "",
        f"informant: {escaped(claim.informant)}" if claim.informant else "",
        escaped(claim.note),
        *(f"{escaped(name)}: {escaped(text)}" for name, text in claim.extra),
    ]
    inferred = " (link inferred)" if claim.is_inferred else ""
    cited = f"{cites(claim.cited)}{inferred}" if claim.cited else "uncited"
    via = f"<br>read in {cites(claim.via)}" if claim.via else ""
    return (
        f"{anchor(claim.link.anchor)}{escaped(claim.link.claim_id) or '(no id)'}",
        "<br>".join(part for part in told if part),
        f"{cited}{via}",
        f"{claim.sources:,}",
        f"{claim.witnesses:,}",
        ", ".join(claim.weaknesses),
    )


def checks(groups: Sequence[FindingsShown]) -> Iterator[str]:
    """The findings of the checks."""
    yield heading("Findings of the checks", "checks")
    if not groups:
        yield "The checks ran and found nothing."
    elsewhere = [
        f"[{group.rule}](#{group.elsewhere}) ({group.severity}, {group.count:,})"
        for group in groups
        if group.elsewhere
    ]
    if elsewhere:
        yield f"Listed under weak support: {', '.join(elsewhere)}."
    for group in groups:
        if group.findings:
            waived = ": waived" if group.elsewhere else ""
            yield f"### {group.rule} ({group.severity}){waived}"
            yield "\n".join(map(_finding, group.findings))


def _finding(finding: FindingShown) -> str:
    parts = [f"`{finding.place}`"] if "`" not in finding.place else [escaped(finding.place)]
    parts += [ids([finding.claim])] if finding.claim else []
    parts += [f"{cite(finding.source)}:"] if finding.source else []
    parts += [f"{escaped(finding.message)}. {sentence_case(escaped(finding.hint))}."]
    parts += [f"Waived: {escaped(finding.waived)}"] if finding.waived else []
    return f"- {' '.join(parts)}"


def unread(found: Sequence[UnreadShown]) -> Iterator[str]:
    """What could not be read, whole."""
    if not found:
        return
    yield heading("Not read", "unread")
    yield (
        "These rows and entries could not be read as they stand. They are shown whole, so "
        "that nothing disappears."
    )
    for one in found:
        yield f"{anchor(one.anchor)}\n\n### {escaped(one.place)}"
        yield f"{sentence_case(escaped(one.reason))}. {sentence_case(escaped(one.remedy))}."
        yield fenced(one.raw)


def sources(content: ReportContent) -> Iterator[str]:
    """The bibliography, with what hangs on each source."""
    yield heading("Sources", "sources")
    if not content.sources:
        yield "The bibliography has no entry that could be read."
    for source in content.sources:
        yield _source(source)
    yield from in_words(content, "sources")


def _source(source: SourceShown) -> str:
    about = [escaped(source.citekey)]
    about += [f"{name}: {escaped(value)}" for name, value in source.traits]
    about += [f"derives from: {cites(source.derives_from)}"] if source.derives_from else []
    if source.figures and source.share is not None:
        about += [f"carries {counted(source.figures, 'figure')} ({percent(source.share)})"]
    lines = [
        f"{anchor(source.anchor)}{render_runs(source.runs, markup='markdown')}",
        " · ".join(about),
        escaped(source.annotation),
        f"Cited by {ids(source.cited_by)}" if source.cited_by else "",
        f"Read in it: {ids(source.read_through)}" if source.read_through else "",
        "" if source.cited_by or source.read_through else "Cited by no claim.",
    ]
    return "  \n".join(line for line in lines if line)


def tail(content: ReportContent) -> Iterator[str]:
    """The method, and from what the report was made."""
    yield "## Method in brief"
    yield from content.method
    made = content.provenance
    yield "## Provenance"
    yield (
        f"Made by {made.program} {made.version} from these files. Identical files give an "
        f"identical report. Citations: {made.style}."
    )
    yield table(("File", "SHA-256"), ((escaped(n), f"`{d}`") for n, d in made.hashes))
