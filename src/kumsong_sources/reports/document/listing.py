"""Sections that list all there is: claims, findings, what was not read, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.document.blocks import (
    Block,
    Grid,
    GridRow,
    Head,
    Heading,
    Line,
    Listing,
    Paragraph,
    Piece,
    Role,
    Verbatim,
)
from kumsong_sources.reports.document.comparing import body, plates, section
from kumsong_sources.reports.document.lines import cite, cites, entry, ids, joined, said
from kumsong_sources.reports.supported import ClaimShown
from kumsong_sources.reports.wording import counted, percent, sentence_case
from kumsong_sources.reports.works import FindingShown, FindingsShown, SourceShown, UnreadShown


def claims(found: Sequence[ClaimShown]) -> Iterator[Block]:
    """Every claim, in the order of the file."""
    yield section("Claims", "claims")
    if not found:
        yield body(said("No claim of the dossier could be read."))
        return
    yield Grid(
        caption=said(
            f"{counted(len(found), 'claim')} in the order of the file. Support: sources by "
            "heads, and witnesses as independent lineages."
        ),
        heads=(
            Head(text="Claim", width=1.1),
            Head(text="What is said", width=5),
            Head(text="Source", width=2.4),
            Head(text="Support", width=1.3),
            Head(text="Weak in", width=1.4),
        ),
        rows=tuple(map(_claim, found)),
    )


def _claim(claim: ClaimShown) -> GridRow:
    cited: list[Line] = [(Piece(text="uncited", is_soft=True),)]
    if claim.cited:
        inferred = (Piece(text=" (link inferred)", is_soft=True),) if claim.is_inferred else ()
        cited = [(*cites(claim.cited), *inferred)]
    if claim.via:
        cited.append((Piece(text="read in ", is_soft=True), *cites(claim.via)))
    return GridRow(
        anchor=claim.link.anchor,
        cells=(
            (said(claim.link.claim_id or "(no id)", is_bold=True),),
            tuple(_told(claim)),
            tuple(cited),
            (
                said(counted(claim.sources, "source")),
                said(counted(claim.witnesses, "witness", "witnesses")),
            ),
            (said(", ".join(claim.weaknesses)),),
        ),
    )


def _told(claim: ClaimShown) -> Iterator[Line]:
    yield said(claim.link.statement)
    if claim.quote:
        quote = said(claim.quote, lang=claim.quote_lang)
        yield (Piece(text="“"), *quote, Piece(text="”"))
    account = f"account: {claim.reporter}" if claim.reporter else ""
    informant = f"informant: {claim.informant}" if claim.informant else ""
    remarks = [
        "; ".join(part for part in (claim.quantity, account, informant) if part),
        claim.note,
        *(f"{name}: {text}" for name, text in claim.extra),
    ]
    yield from (said(remark, is_soft=True) for remark in remarks if remark)


def checks(groups: Sequence[FindingsShown]) -> Iterator[Block]:
    """The findings of the checks."""
    yield section("Findings of the checks", "checks")
    if not groups:
        yield body(said("The checks ran and found nothing."))
    elsewhere = joined(
        (
            (
                *said(group.rule, to=group.elsewhere),
                Piece(text=f" ({group.severity}, {group.count:,})"),
            )
            for group in groups
            if group.elsewhere
        ),
        Piece(text=", "),
    )
    if elsewhere:
        yield body((Piece(text="Listed under weak support: "), *elsewhere, Piece(text=".")))
    for group in groups:
        if group.findings:
            waived = ", waived" if group.elsewhere else ""
            text = f"{group.rule} ({group.severity}{waived})"
            yield Heading(level=2, line=said(text), anchor=group.anchor)
            yield Listing(entries=tuple(map(_finding, group.findings)))


def _finding(finding: FindingShown) -> tuple[Line, ...]:
    first = joined(
        (
            said(finding.place, is_soft=True, is_code=True),
            ids([finding.claim]) if finding.claim else (),
            (*cite(finding.source), Piece(text=":")) if finding.source else (),
            said(finding.message),
        ),
        Piece(text=" "),
    )
    waived = f" Waived: {finding.waived}" if finding.waived else ""
    return first, said(f"{sentence_case(finding.hint)}.{waived}", is_soft=True)


def unread(found: Sequence[UnreadShown]) -> Iterator[Block]:
    """What could not be read, whole."""
    if not found:
        return
    yield section("Not read", "unread")
    yield body(
        said(
            "These rows and entries could not be read as they stand. They are shown whole, so "
            "that nothing disappears."
        )
    )
    for one in found:
        yield Heading(level=2, line=said(one.place), anchor=one.anchor)
        yield body(said(f"{sentence_case(one.reason)}. {sentence_case(one.remedy)}."))
        yield Verbatim(text=one.raw)


def sources(content: ReportContent) -> Iterator[Block]:
    """The bibliography, with what hangs on each source."""
    yield section("Sources", "sources")
    if not content.sources:
        yield body(said("The bibliography has no entry that could be read."))
    for source in content.sources:
        yield Paragraph(lines=(entry(source.runs),), role=Role.ENTRY, anchor=source.anchor)
        yield Paragraph(lines=tuple(_about(source)), role=Role.ABOUT)
    yield from plates(content, "sources")


def _about(source: SourceShown) -> Iterator[Line]:
    traits = [said(f"{name}: {value}") for name, value in source.traits]
    if source.derives_from:
        traits.append((Piece(text="derives from: "), *cites(source.derives_from)))
    if source.figures and source.share is not None:
        carried = f"carries {counted(source.figures, 'figure')} ({percent(source.share)})"
        traits.append(said(carried))
    yield joined((said(source.citekey), *traits), Piece(text=" · "))
    if source.annotation:
        yield said(source.annotation)
    if source.cited_by:
        yield (Piece(text="Cited by "), *ids(source.cited_by))
    if source.read_through:
        yield (Piece(text="Read in it: "), *ids(source.read_through))
    if not source.cited_by and not source.read_through:
        yield said("Cited by no claim.")


def tail(content: ReportContent) -> Iterator[Block]:
    """The method, and from what the report was made."""
    yield section("Method in brief", "method")
    yield from (body(said(paragraph)) for paragraph in content.method)
    made = content.provenance
    yield section("Provenance", "provenance")
    yield body(
        said(
            f"Made by {made.program} {made.version} from these files. Identical files give an "
            f"identical report. Citations: {made.style}."
        )
    )
    if made.hashes:
        yield Grid(
            heads=(Head(text="File"), Head(text="SHA-256", width=4)),
            rows=tuple(
                GridRow(cells=((said(name),), (said(digest, is_code=True),)))
                for name, digest in made.hashes
            ),
        )
