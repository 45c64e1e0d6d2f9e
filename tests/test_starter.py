from pathlib import Path

import pytest

from kumsong_sources.checks import run_checks
from kumsong_sources.claims import columns
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError
from kumsong_sources.starter import start_dossier


def test_a_new_dossier_has_all_columns_and_no_fault(tmp_path: Path):
    folder = tmp_path / "deep" / "mine"
    written = start_dossier(folder)
    assert sorted(path.name for path in written) == [
        "claims.csv",
        "dossier.toml",
        "references.bib",
    ]
    dossier = Dossier.open(folder)
    assert dossier.table.header == columns()
    assert [f.rule for f in run_checks(dossier) if f.severity.value != "info"] == []


def test_nothing_that_is_there_is_touched(tmp_path: Path):
    (tmp_path / "references.bib").write_text("mine", encoding="utf-8")
    with pytest.raises(DossierError, match=r"references\.bib is there already; nothing was"):
        start_dossier(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["references.bib"]


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DossierError, match="cannot be written"):
        start_dossier(tmp_path / "file" / "mine")
