"""Waivers for all that is found today: how to adopt the checks on an old dossier."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kumsong_sources.bibtex.places import line_end_of
from kumsong_sources.checks.rule import Finding, Severity
from kumsong_sources.checks.running import RULES
from kumsong_sources.checks.waiving import UnusedWaiver
from kumsong_sources.declaration import Declaration, Waiver, parse_declaration
from kumsong_sources.dossier import DECLARATION, Dossier
from kumsong_sources.encoding import decode
from kumsong_sources.errors import DossierError
from kumsong_sources.files import ChangedMeanwhileError, replace_file
from kumsong_sources.position import Position

REASON = "baseline: found when the checks were adopted, not looked at yet"
"""The reason in every waiver of a baseline."""


def baseline(
    findings: Iterable[Finding], *, at_least: Severity = Severity.ERROR
) -> tuple[Waiver, ...]:
    """The waivers that accept findings, each finding and nothing else as far as can be.

    A finding about a claim or source is accepted for that claim or source; any other one
    by its message. What is wrong with waivers themselves cannot be waived.

    Parameters
    ----------
    findings : iterable of Finding
    at_least : Severity
        Milder findings are left alone, and so are those that are waived.
    """
    waivers: dict[tuple[str, str | None, str | None, str | None], Waiver] = {}
    for finding in findings:
        is_about_waivers = RULES[finding.rule].group == UnusedWaiver.group
        if finding.waived or finding.severity.rank < at_least.rank or is_about_waivers:
            continue
        claim, source = finding.claim_id, finding.citekey
        expect = None if claim or source else finding.message.strip()
        waivers.setdefault(
            (finding.rule, claim, source, expect),
            Waiver(
                rule=finding.rule,
                reason=REASON,
                claim=claim,
                source=source,
                expect=expect,
                position=Position(path=finding.position.path),
            ),
        )
    return tuple(waivers.values())


def add_waivers(dossier: Dossier, waivers: tuple[Waiver, ...]) -> None:
    """Write waivers at the end of a dossier's `dossier.toml`; all that stands there stays.

    The file is replaced in one step.

    Raises
    ------
    DossierError
        If the file is not UTF-8, was changed since the dossier was opened, holds waivers
        in a form that none can be added to, or cannot be written. It is left as it is then.
    """
    if not waivers:
        return
    path = Path(dossier.folder) / DECLARATION
    content = path.read_bytes() if path.is_file() else b""
    decoded = decode(content, path=str(path))
    if decoded.fault is not None:
        raise DossierError(
            f"{decoded.fault.position}: {decoded.fault.message}; first save it so"
        )
    if hashlib.sha256(content).hexdigest() != dossier.hashes[DECLARATION]:
        raise DossierError(f"{path}: no waiver was written: the file was changed meanwhile")
    text = decoded.text
    newline = line_end_of(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    added = newline.join(["", *(line for w in waivers for line in (*_lines(w), ""))])
    after = text + gap + added
    _refuse_other_changes(after, before=dossier.declaration, waivers=waivers, path=str(path))
    try:
        replace_file(path, content + (gap + added).encode(), expected=content)
    except ChangedMeanwhileError:
        raise DossierError(
            f"{path}: no waiver was written: the file was changed meanwhile; run this again"
        ) from None
    except OSError as error:
        raise DossierError(
            f"{path}: no waiver was written ({error.strerror or error}); check its rights"
        ) from None


def _lines(waiver: Waiver) -> Iterator[str]:
    yield "[[waivers]]"
    for name in ("rule", "claim", "source", "expect", "reason"):
        if (value := getattr(waiver, name)) is not None:
            yield f"{name} = {_quoted(value)}"


def _quoted(text: str) -> str:
    """A basic string of TOML: escapes are those of JSON, and DEL needs one, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refuse_other_changes(
    text: str, *, before: Declaration, waivers: tuple[Waiver, ...], path: str
) -> None:
    """Read what would be written: the old declaration and the new waivers, nothing else."""
    try:
        after = parse_declaration(text, path=path)
    except DossierError as error:
        raise DossierError(
            f"{path}: no waiver was written: with them it would be no valid TOML ({error}); "
            "write the waivers that are there as [[waivers]] tables"
        ) from None
    told = tuple(_content(waiver) for waiver in after.waivers)
    expected = tuple(_content(waiver) for waiver in (*before.waivers, *waivers))
    if told != expected or replace(after, waivers=()) != replace(before, waivers=()):
        raise DossierError(
            f"{path}: no waiver was written, because more than the waivers would change; "
            "write them by hand"
        )


def _content(waiver: Waiver) -> tuple[str | None, ...]:
    return waiver.rule, waiver.claim, waiver.source, waiver.expect, waiver.reason
