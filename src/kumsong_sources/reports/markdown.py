"""The report as Markdown: tables of GitHub's kind, anchors both ways, no picture.

A Markdown file has no place for a picture of its own: what a viewer shows of an embedded
one differs, and a second file beside it would make two of one report. The tables hold
every number of the lane plot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles import render as render_runs
from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import ComparisonShown, FigureShown
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.gfm import anchor, escaped, fenced, heading, link, table
from kumsong_sources.reports.naming import CitationShown, ClaimLink
from kumsong_sources.reports.supported import ClaimShown, WeaknessShown
from kumsong_sources.reports.wording import counted, listed, sentence_case
from kumsong_sources.reports.works import (
    FindingShown,
    FindingsShown,
    RetellingShown,
    SourceShown,
    UnreadShown,
)


def markdown_report(dossier: Dossier, *, style: str = "chicago-17") -> str:
    """Write the report as Markdown.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.

    Returns
    -------
    str
        With a final line end.

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> text = markdown_report(Dossier.example("kumsong"))
    >>> "| South Korea | own | 14,373†‡ |" in text
    True
    """
    content = report_content(dossier, style=style)
    blocks = [
        *_head(content),
        *_comparisons(content),
        *_accounts(content.accounts),
        *_retold(content.retold),
        *_alone(content),
        *_claims(content.claims),
        *_support(content.weaknesses, has_claims=bool(content.claims)),
        *_checks(content.findings),
        *_unread(content.unread),
        *_sources(content),
        *_tail(content),
    ]
    return "\n\n".join(blocks) + "\n"


def _cite(citation: CitationShown) -> str:
    shown = (
        link(citation.label, citation.anchor)
        if citation.anchor
        else (f"{escaped(citation.label)} (not in the bibliography)")
    )
    return f"{shown}, {escaped(citation.locator)}" if citation.locator else shown


def _cites(citations: Iterable[CitationShown]) -> str:
    return "; ".join(map(_cite, citations))


def _ids(claims: Iterable[ClaimLink]) -> str:
    return " ".join(link(claim.claim_id or "(no id)", claim.anchor) for claim in claims)


def _head(content: ReportContent) -> Iterator[str]:
    yield f"# {escaped(content.title)}"
    for event in content.events:
        date = f", {escaped(event.date)}" if event.date else ""
        aliases = "".join(f" · {escaped(alias)}" for alias in event.aliases)
        yield f"**{escaped(event.label)}**{date}{aliases}"
    if content.description:
        yield escaped(content.description)
    yield "## What stands out"
    yield "\n".join(
        f"- {escaped(one.text)} {link(one.leads_to, one.anchor)}" for one in content.headlines
    )
    if content.marks:
        yield _legend(content)


def _legend(content: ReportContent) -> str:
    return "  \n".join(f"{mark} {meaning}." for mark, meaning in content.marks)


def _comparisons(content: ReportContent) -> Iterator[str]:
    yield heading("Who reports what of whom", "comparisons")
    if not content.comparisons:
        yield "No quantity in this dossier has two figures to hold against each other."
    for one in content.comparisons:
        yield f"{anchor(one.anchor)}\n\n### {escaped(one.title)}"
        yield escaped(one.event)
        heads = ("Account", "Perspective", "Figure", "Source", "Read in", "Claims")
        yield table(heads, map(_figure_row, one.figures), right="2")
        yield _judged(one)
        notes = dict.fromkeys(f"{f.marks} {escaped(f.note)}" for f in one.figures if f.note)
        if notes:
            yield "  \n".join(notes)


def _figure_row(figure: FigureShown) -> tuple[str, ...]:
    return (
        escaped(figure.reporter),
        figure.perspective,
        f"{escaped(figure.figure)}{figure.marks}",
        _figure_source(figure),
        _cites(figure.via),
        _ids(figure.claims),
    )


def _figure_source(figure: FigureShown) -> str:
    if figure.cited is None:
        return "uncited"
    return f"{_cite(figure.cited)}{' (link inferred)' if figure.is_inferred else ''}"


def _judged(one: ComparisonShown) -> str:
    verdict = sentence_case(one.verdict.value)
    numbers = escaped(sentence_case("; ".join(one.numbers)))
    return f"**{verdict}**: {escaped(one.reason)}. {numbers}."


def _accounts(accounts: Sequence[AccountsShown]) -> Iterator[str]:
    if not accounts:
        return
    yield heading("Two accounts, side against side", "accounts")
    heads = ("Account", "Own loss", "Enemy’s loss", "Enemy’s over own", "Overclaim factor")
    for one in accounts:
        scope = "; the scope of a figure differs (‡)" if one.scope_differs else ""
        of = f"{escaped(listed(one.subjects))} {escaped(one.measure)}"
        yield f"{escaped(one.event)}, {of}: swing **{one.swing}**{scope}."
        rows = (
            (
                escaped(a.account),
                escaped(a.own),
                escaped(a.enemy),
                str(a.exchange),
                str(a.overclaim),
            )
            for a in one.accounts
        )
        yield table(heads, rows, right="1234")
    yield (
        "Overclaim factor: the account’s figure for the enemy’s loss over the enemy’s own "
        "figure. It cannot tell an estimate set too high from a loss stated too low. Swing: "
        "the product of the two overclaim factors."
    )


def _retold(retold: Sequence[RetellingShown]) -> Iterator[str]:
    if not retold:
        return
    yield heading("One citation, several figures", "retold")
    yield (
        "One source cannot have said both: a figure changed as it was retold, or a citation "
        "is wrong."
    )
    heads = ("Event", "Quantity", "Source", "Figure and where it was read", "Claims")
    rows = (
        (
            escaped(one.event),
            escaped(one.title),
            _cite(one.source),
            "<br>".join(f"**{escaped(f)}**: {_cites(works)}" for f, works in one.figures),
            _ids(one.claims),
        )
        for one in retold
    )
    yield table(heads, rows)


def _alone(content: ReportContent) -> Iterator[str]:
    if not content.alone:
        return
    yield heading("Figures that stand alone", "alone")
    yield "With one figure there is no spread; that is not a spread of zero."
    heads = ("Quantity", "Figure", "Account", "Source", "Read in", "Why not compared")
    yield table(heads, (row for one in content.alone for row in _alone_rows(one, content)))


def _alone_rows(one: ComparisonShown, content: ReportContent) -> Iterator[tuple[str, ...]]:
    event = f"{escaped(one.event)} · " if content.has_several_events else ""
    why = escaped(one.reason)
    if one.within:
        why += f"; stands as a part in {link(one.within, one.within_anchor)}"
    for number, figure in enumerate(one.figures):
        yield (
            f"{'' if number else anchor(one.anchor)}{event}{escaped(one.title)}",
            f"{escaped(figure.figure)}{figure.marks}",
            escaped(figure.reporter),
            _figure_source(figure),
            _cites(figure.via),
            why,
        )


def _claims(claims: Sequence[ClaimShown]) -> Iterator[str]:
    yield heading("Claims", "claims")
    if not claims:
        yield "No claim of the dossier could be read."
        return
    yield (
        f"{counted(len(claims), 'claim')} in the order of the file. Support: sources by heads, "
        "and witnesses as independent lineages."
    )
    heads = ("Claim", "What is said", "Source", "Sources", "Witnesses", "Weak in")
    yield table(heads, map(_claim_row, claims), right="34")


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
    cited = f"{_cites(claim.cited)}{inferred}" if claim.cited else "uncited"
    via = f"<br>read in {_cites(claim.via)}" if claim.via else ""
    return (
        f"{anchor(claim.link.anchor)}{escaped(claim.link.claim_id) or '(no id)'}",
        "<br>".join(part for part in told if part),
        f"{cited}{via}",
        f"{claim.sources:,}",
        f"{claim.witnesses:,}",
        ", ".join(claim.weaknesses),
    )


def _support(weaknesses: Sequence[WeaknessShown], *, has_claims: bool) -> Iterator[str]:
    yield heading("Weak support: what to look up next", "support")
    if not weaknesses:
        yield (
            "No claim is weak in one of the ways that are looked for."
            if has_claims
            else "There is no claim whose support could be weighed."
        )
    for one in weaknesses:
        yield (
            f"{anchor(one.anchor)}\n\n### {one.meaning}: {counted(len(one.claims), 'claim')}"
        )
        yield f"What would clear it: {one.cleared_by}."
        if one.is_long:
            yield _ids(one.claims)
        else:
            yield "\n".join(f"- {_ids([c])} {escaped(c.statement)}" for c in one.claims)


def _checks(groups: Sequence[FindingsShown]) -> Iterator[str]:
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
    parts += [_ids([finding.claim])] if finding.claim else []
    parts += [f"{_cite(finding.source)}:"] if finding.source else []
    parts += [f"{escaped(finding.message)}. {sentence_case(escaped(finding.hint))}."]
    parts += [f"Waived: {escaped(finding.waived)}"] if finding.waived else []
    return f"- {' '.join(parts)}"


def _unread(unread: Sequence[UnreadShown]) -> Iterator[str]:
    if not unread:
        return
    yield heading("Not read", "unread")
    yield (
        "These rows and entries could not be read as they stand. They are shown whole, so "
        "that nothing disappears."
    )
    for one in unread:
        yield f"{anchor(one.anchor)}\n\n### {escaped(one.place)}"
        yield f"{sentence_case(escaped(one.reason))}. {sentence_case(escaped(one.remedy))}."
        yield fenced(one.raw)


def _sources(content: ReportContent) -> Iterator[str]:
    yield heading("Sources", "sources")
    if content.effective_sources:
        yield (
            "The stated figures of the dossier are as concentrated as if "
            f"{content.effective_sources} equally used sources carried them."
        )
    if not content.sources:
        yield "The bibliography has no entry that could be read."
    for source in content.sources:
        yield _source(source)


def _source(source: SourceShown) -> str:
    about = [escaped(source.citekey)]
    about += [f"{name}: {escaped(value)}" for name, value in source.traits]
    about += [f"derives from: {_cites(source.derives_from)}"] if source.derives_from else []
    if source.figures and source.share is not None:
        about += [f"carries {counted(source.figures, 'figure')} ({100 * source.share:.0f} %)"]
    lines = [
        f"{anchor(source.anchor)}{render_runs(source.runs, markup='markdown')}",
        " · ".join(about),
        escaped(source.annotation),
        f"Cited by {_ids(source.cited_by)}" if source.cited_by else "",
        f"Read in it: {_ids(source.read_through)}" if source.read_through else "",
        "" if source.cited_by or source.read_through else "Cited by no claim.",
    ]
    return "  \n".join(line for line in lines if line)


def _tail(content: ReportContent) -> Iterator[str]:
    yield "## Method in brief"
    yield from content.method
    made = content.provenance
    yield "## Provenance"
    yield (
        f"Made by {made.program} {made.version} from these files. Identical files give an "
        f"identical report. Citations: {made.style}."
    )
    yield table(("File", "SHA-256"), ((escaped(n), f"`{d}`") for n, d in made.hashes))
