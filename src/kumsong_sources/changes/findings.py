"""Findings then and now: which are new, cleared, waived, or say something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kumsong_sources.checks import Finding
from kumsong_sources.dossier import Dossier

_PLACE = re.compile(r"\bline \d+|(?<=[a-z]):\d+(?::\d+)?\b")


@dataclass(frozen=True, kw_only=True)
class FindingChanges:
    """What became of the findings.

    Parameters
    ----------
    new, cleared : tuple of Finding
        Those that are in one state only.
    restated : tuple of (Finding, Finding)
        Of one rule and one claim or work, in other words, as it was and as it is.
    waived, reopened : tuple of Finding
        Those that are in both, but were not waived, or no longer are; as they are now.
    """

    new: tuple[Finding, ...]
    cleared: tuple[Finding, ...]
    restated: tuple[tuple[Finding, Finding], ...]
    waived: tuple[Finding, ...]
    reopened: tuple[Finding, ...]


def match_findings(
    before: Sequence[Finding],
    after: Sequence[Finding],
    *,
    dossiers: tuple[Dossier, Dossier],
    renamed: Mapping[str, str] | None = None,
) -> FindingChanges:
    """Match the findings of two states of a dossier.

    Where in a file a finding stands does not count: a row inserted above changes that.

    Parameters
    ----------
    before, after : sequence of Finding
    dossiers : tuple of (Dossier, Dossier)
        As it was and as it is.
    renamed : mapping of str to str, optional
        New ids of claims and new citekeys by old ones.
    """
    names = renamed or {}
    then, now = _Words(dossiers[0], names), _Words(dossiers[1], {})
    pairs, old, new = _matched(
        before,
        after,
        was=lambda one: (*_about(one, names), then.of(one)),
        now=lambda one: (*_about(one, {}), now.of(one)),
    )
    restated, cleared, come = _matched(
        old, new, was=lambda one: _about(one, names), now=lambda one: _about(one, {})
    )
    both = (*pairs, *restated)
    return FindingChanges(
        new=tuple(come),
        cleared=tuple(cleared),
        restated=tuple(restated),
        waived=tuple(new for old, new in both if new.waived and not old.waived),
        reopened=tuple(new for old, new in both if old.waived and not new.waived),
    )


def _about(finding: Finding, names: Mapping[str, str]) -> tuple[str, str, str]:
    """Rule, file, and the claim or else the work of a finding, by the names they have now."""
    named = finding.claim_id or finding.citekey or ""
    return finding.rule, PurePath(finding.position.path).name, names.get(named, named)


class _Words:
    """A finding's words without the folder and the lines in them, which may have changed."""

    def __init__(self, dossier: Dossier, names: Mapping[str, str]) -> None:
        self.paths = (dossier.table.path, dossier.bibliography.file.path)
        self.names = names
        either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self.named = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None

    def of(self, finding: Finding) -> Hashable:
        text = finding.message
        for path in self.paths:
            text = text.replace(path, PurePath(path).name)
        if self.named:
            text = self.named.sub(lambda found: self.names[found[0]], text)
        return finding.severity, _PLACE.sub("", text)


def _matched(
    before: Iterable[Finding],
    after: Iterable[Finding],
    *,
    was: Callable[[Finding], Hashable],
    now: Callable[[Finding], Hashable],
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Pairs that are the same, then those of one state only, each in its order."""
    waiting: dict[Hashable, list[Finding]] = {}
    for finding in before:
        waiting.setdefault(was(finding), []).append(finding)
    pairs, new = [], []
    for finding in after:
        there = waiting.get(now(finding))
        if there:
            pairs.append((there.pop(0), finding))
        else:
            new.append(finding)
    left = {id(finding) for rest in waiting.values() for finding in rest}
    return pairs, [finding for finding in before if id(finding) in left], new
