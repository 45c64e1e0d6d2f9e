"""Each rule on files that have the fault, and on neighbours that have it not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from rule_cases import BIBLIOGRAPHIES, DEFAULTS, DOSSIERS

from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.checks import (
    BIBLIOGRAPHY_RULES,
    RULES,
    Finding,
    run_bibliography_checks,
    run_checks,
)
from kumsong_sources.dossier import Dossier
from kumsong_sources.encoding import decode
from kumsong_sources.position import Position
from kumsong_sources.sources import bibliography_of

MakeDossier = Callable[..., Path]
TODAY = dt.date(2026, 1, 1)
NEIGHBOURS = [
    pytest.param(rule, text, id=f"{rule}-{number}")
    for rule, case in BIBLIOGRAPHIES.items()
    for number, text in enumerate(case.sound, start=1)
]


def found_in(text: str, *, rule: str) -> tuple[Finding, ...]:
    """What one rule finds in a bibliography."""
    works = bibliography_of(parse_bibtex(text, path="works.bib"))
    return run_bibliography_checks(works, select=[rule], today=TODAY)


def text_at(position: Position) -> str:
    """The rest of the line at a place."""
    path = Path(position.path)
    text = decode(path.read_bytes(), path=path.name).text
    return text.splitlines()[position.line - 1][position.column - 1 :]


def test_every_rule_has_a_case() -> None:
    assert sorted([*DOSSIERS, *BIBLIOGRAPHIES]) == sorted(RULES)
    assert set(BIBLIOGRAPHIES) <= set(BIBLIOGRAPHY_RULES)


@pytest.mark.parametrize("rule", DOSSIERS)
def test_a_rule_finds_its_fault_at_its_place(rule: str, dossier_folder: MakeDossier) -> None:
    case = DOSSIERS[rule]
    folder = dossier_folder(**DEFAULTS | case.faulty)
    found = [f for f in run_checks(Dossier.open(folder)) if f.rule == rule]
    assert len(found) == 1
    place, _, words = case.place.partition(" ")
    assert f"{Path(found[0].position.path).name}:{found[0].position.line}" == place
    assert text_at(found[0].position).startswith(words)
    assert found[0].severity == case.severity
    assert case.says in found[0].message
    assert found[0].hint


@pytest.mark.parametrize("rule", DOSSIERS)
def test_a_rule_leaves_the_sound_neighbour_alone(
    rule: str, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder(**DEFAULTS | DOSSIERS[rule].sound)
    assert [f for f in run_checks(Dossier.open(folder)) if f.rule == rule] == []


@pytest.mark.parametrize("rule", BIBLIOGRAPHIES)
def test_a_rule_finds_its_fault_in_a_bare_bibliography(rule: str) -> None:
    case = BIBLIOGRAPHIES[rule]
    found = found_in(case.faulty, rule=rule)[0]
    line, _, words = case.place.partition(" ")
    assert str(found.position.line) == line
    rest = case.faulty.splitlines()[found.position.line - 1][found.position.column - 1 :]
    assert rest.startswith(words)
    assert found.severity == case.severity
    assert case.says in found.message
    assert found.hint
    assert len({(f.position, f.message) for f in found_in(case.faulty, rule=rule)}) <= 2


@pytest.mark.parametrize(("rule", "text"), NEIGHBOURS)
def test_a_rule_leaves_sound_works_alone(rule: str, text: str) -> None:
    assert [finding.message for finding in found_in(text, rule=rule)] == []
