"""What a report shows of changed works, findings, waivers and declarations."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.checks import Finding
from kumsong_sources.checks.rule import shortened
from kumsong_sources.declaration import Waiver
from kumsong_sources.reports.changed.shown import ChangeKind, ChangeShown, Showing
from kumsong_sources.reports.naming import Naming
from kumsong_sources.reports.works import FindingShower
from kumsong_sources.sources import Source

_LONGEST_RAW = 300


def source_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The works that were added or dropped, have another key, or another field."""
    found = showing.changes.sources
    for source in found.added:
        yield _source_row(source, ChangeKind.ADDED, naming=showing.now)
    for source in found.dropped:
        yield _source_row(source, ChangeKind.DROPPED, naming=showing.then)
    for pair in found.pairs:
        work = showing.now.work(pair.after.citekey)
        if pair.is_renamed:
            yield ChangeShown(
                kind=ChangeKind.RENAMED,
                what=work.label,
                anchor=work.anchor,
                about="citekey",
                before=pair.before.citekey,
                after=pair.after.citekey,
                effect="all else in the entry is as it was",
            )
        for change in pair.fields:
            yield ChangeShown(
                kind=ChangeKind.CHANGED,
                what=work.label,
                anchor=work.anchor,
                about=change.name,
                before=change.before,
                after=change.after,
            )


def _source_row(source: Source, kind: ChangeKind, *, naming: Naming) -> ChangeShown:
    work = naming.work(source.citekey)
    title = source.full_title or source.citekey
    is_there = kind is ChangeKind.ADDED
    return ChangeShown(
        kind=kind,
        what=work.label,
        anchor=work.anchor if is_there else None,
        about=source.citekey,
        before="" if is_there else title,
        after=title if is_there else "",
    )


def finding_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The findings that are new, cleared, waived, open again, or in other words."""
    found = showing.changes.findings
    then = FindingShower(showing.changes.before, naming=showing.then)
    now = FindingShower(showing.changes.after, naming=showing.now)
    for finding in found.new:
        words = now.without_folder(finding.message)
        yield _finding_row(finding, ChangeKind.NEW, after=words, showing=showing)
    for finding in found.cleared:
        words = then.without_folder(finding.message)
        yield _finding_row(finding, ChangeKind.CLEARED, before=words, showing=showing)
    for before, after in found.restated:
        yield _finding_row(
            after,
            ChangeKind.CHANGED,
            before=then.without_folder(before.message),
            after=now.without_folder(after.message),
            showing=showing,
        )
    for finding in found.waived:
        reason = f"waived: {finding.waived.reason if finding.waived else ''}"
        words = now.without_folder(finding.message)
        yield _finding_row(
            finding, ChangeKind.WAIVED, before=words, after=reason, showing=showing
        )
    for finding in found.reopened:
        words = now.without_folder(finding.message)
        yield _finding_row(finding, ChangeKind.REOPENED, after=words, showing=showing)


def _finding_row(
    finding: Finding, kind: ChangeKind, *, showing: Showing, before: str = "", after: str = ""
) -> ChangeShown:
    about = ", ".join(part for part in (finding.claim_id, finding.citekey) if part)
    return ChangeShown(
        kind=kind,
        what=finding.rule,
        anchor=None if kind is ChangeKind.CLEARED else _anchor(finding, showing=showing),
        about=f"{finding.severity}, {about}" if about else finding.severity.value,
        before=before,
        after=after,
    )


def _anchor(finding: Finding, *, showing: Showing) -> str | None:
    """Where the claim or the work is shown that a finding is about."""
    if finding.claim_id in showing.claim_anchors:
        return showing.claim_anchors[finding.claim_id]
    return showing.now.work(finding.citekey).anchor if finding.citekey else None


def waiver_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The waivers that were added, dropped, or have another reason."""
    for change in showing.changes.waivers:
        waiver = change.after or change.before
        if waiver is None:
            continue
        kind = ChangeKind.CHANGED
        if change.before is None:
            kind = ChangeKind.ADDED
        elif change.after is None:
            kind = ChangeKind.DROPPED
        yield ChangeShown(
            kind=kind,
            what=waiver.rule,
            anchor=None,
            about=waiver.claim or waiver.source or "every finding of the rule",
            before=_reason(change.before),
            after=_reason(change.after),
        )


def _reason(waiver: Waiver | None) -> str:
    if waiver is None:
        return ""
    return f"{waiver.reason} (expects {waiver.expect!r})" if waiver.expect else waiver.reason


def declared_rows(showing: Showing) -> Iterator[ChangeShown]:
    """What is declared otherwise."""
    for change in showing.changes.declared:
        kind = ChangeKind.CHANGED
        if not change.before:
            kind = ChangeKind.ADDED
        elif not change.after:
            kind = ChangeKind.DROPPED
        yield ChangeShown(
            kind=kind, what=change.name, anchor=None, before=change.before, after=change.after
        )


def unread_rows(showing: Showing) -> Iterator[ChangeShown]:
    """The rows and entries that could not be read then, or cannot be read now."""
    for raw in showing.changes.unread:
        text = shortened(raw, limit=_LONGEST_RAW)
        yield ChangeShown(
            kind=ChangeKind.NEW, what="cannot be read", anchor="unread", after=text
        )
    for raw in showing.changes.mended:
        text = shortened(raw, limit=_LONGEST_RAW)
        yield ChangeShown(
            kind=ChangeKind.CLEARED, what="read or gone now", anchor=None, before=text
        )
