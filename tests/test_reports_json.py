"""The report as JSON: the whole content, described by a schema that cannot drift."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from building import dossier_of
from conftest import MakeDossier
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import ReportContent, report_content
from kumsong_sources.reports.json import json_report, report_schema

VALIDATOR = Draft202012Validator(report_schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("name", ["kumsong", "kumsong-retold"])
def test_a_report_is_as_the_schema_says_and_the_same_twice(name: str) -> None:
    text = json_report(Dossier.example(name))
    VALIDATOR.validate(json.loads(text))
    assert text == json_report(Dossier.example(name))


def test_a_broken_dossier_has_a_report_as_the_schema_says(dossier_folder: MakeDossier) -> None:
    folder = dossier_folder(
        claims="claim_id,event,statement,source,subject,measure,figure\n"
        "C1,battle,Lost over 3.,red1,RED,killed,over 3\nC2,battle\n"
        "C3,battle,None lost.,gone,RED,killed,0\n",
        references="@book{red1, title = {A}}\n@book{broken, title = {never closed\n",
    )
    found = json.loads(json_report(Dossier.open(folder)))
    VALIDATOR.validate(found)
    assert len(found["unread"]) == 2


def test_what_the_schema_does_not_name_is_refused() -> None:
    found = json.loads(json_report(dossier_of("C1,battle,A,red1,RED,killed,103")))
    with pytest.raises(ValidationError, match="Additional properties"):
        VALIDATOR.validate(found | {"opinion": "China was right."})


def test_all_that_the_content_holds_is_in_it() -> None:
    dossier = Dossier.example("kumsong")
    found = json.loads(json_report(dossier))
    assert list(found)[2:] == [field.name for field in fields(ReportContent)]
    content = report_content(dossier)
    assert [one["text"] for one in found["headlines"]] == [h.text for h in content.headlines]
    assert len(found["claims"]) == len(dossier.claims)


def test_numbers_stand_unrounded_beside_their_text() -> None:
    found = json.loads(json_report(Dossier.example("kumsong")))
    swing = found["accounts"][0]["swing"]
    assert swing["text"] == "11.1"
    assert swing["low"] == swing["high"] == pytest.approx(78000 / 14373 * 66000 / 32253)
    (whole, _) = found["comparisons"]
    assert [one["low"] for one in whole["figures"]] == [14373, 78000]


def test_a_text_that_utf_8_cannot_hold_is_written_all_the_same(tmp_path: Path) -> None:
    text = json_report(dossier_of("C1,battle,A \ud800 B,red1,RED,killed,103"))
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    assert json.loads(text)["claims"][0]["link"]["statement"] == "A ? B"
