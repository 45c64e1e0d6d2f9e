import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from building import dossier_of

from kumsong_sources.dossier import Dossier, example_folders
from kumsong_sources.errors import DossierError, KumsongSourcesError


def test_the_kumsong_dossier_is_read_whole():
    dossier = Dossier.example("kumsong")
    assert dossier.table.rejected == dossier.bibliography.rejected == ()
    assert dossier.declaration.faults == dossier.encoding_faults == ()
    assert len(dossier.sources) == 8
    assert not any(claim.faults for claim in dossier.claims)


def test_a_dossier_opens_by_its_folder_and_by_each_of_its_files(
    dossier_folder: Callable[..., Path],
):
    folder = dossier_folder()
    for path in (folder, str(folder), folder / "claims.csv", folder / "dossier.toml"):
        assert Dossier.open(path).title == "Two sides"


def test_the_hashes_are_those_of_the_files(dossier_folder: Callable[..., Path]):
    folder = dossier_folder()
    for name, found in Dossier.open(folder).hashes.items():
        assert found == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def test_opening_changes_no_file(dossier_folder: Callable[..., Path]):
    folder = dossier_folder(claims="claim_id,event,statement,source\r\nK1,battle,S,red1\r\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    Dossier.open(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_missing_folder_is_an_error_that_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(DossierError, match=r"no such folder.*kumsong-sources init"):
        Dossier.open(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["claims.csv", "references.bib", "dossier.toml"])
def test_a_missing_file_is_named(name: str, dossier_folder: Callable[..., Path]):
    folder = dossier_folder()
    (folder / name).unlink()
    with pytest.raises(DossierError, match=f"{name}: missing.*kumsong-sources init"):
        Dossier.open(folder)


def test_a_folder_in_place_of_a_file_is_an_error(dossier_folder: Callable[..., Path]):
    folder = dossier_folder()
    (folder / "references.bib").unlink()
    (folder / "references.bib").mkdir()
    with pytest.raises(DossierError, match=r"references\.bib: cannot be read"):
        Dossier.open(folder)


def test_an_unknown_example_is_an_error_that_lists_those_there_are():
    with pytest.raises(DossierError, match=r"there are: .*kumsong"):
        Dossier.example("waterloo")
    assert "kumsong" in example_folders()


def test_files_in_another_encoding_are_read_and_said(dossier_folder: Callable[..., Path]):
    text = "claim_id,event,statement,source\nK1,battle,Général perdu,red1\n"
    dossier = Dossier.open(dossier_folder(claims=text.encode("latin-1")))
    assert dossier.claims[0].statement == "Général perdu"
    (fault,) = dossier.encoding_faults
    assert (fault.position.line, fault.position.column) == (2, 12)


def test_sides_labels_and_parts_follow_the_parties():
    dossier = dossier_of("K1,battle,S,red1")
    assert dossier.side("NORTH") == "RED"
    assert dossier.side("ATLANTIS") == "ATLANTIS"
    assert dossier.is_part("NORTH", "RED")
    assert not dossier.is_part("RED", "RED")
    assert dossier.party_adjective("RED") == "Redlandish"
    assert dossier.party_label("ATLANTIS") == "ATLANTIS"
    assert dossier.party_label(None) == "no party named"


def test_a_circle_of_parties_has_a_side_all_the_same():
    dossier = dossier_of(
        "K1,battle,S,red1",
        declaration="[parties.A]\npart_of='B'\n[parties.B]\npart_of='A'\n",
    )
    assert dossier.side("A") == "B"


def test_claims_are_found_by_the_sources_they_cite_or_are_read_through():
    dossier = dossier_of("K1,battle,S,red1[1]; red1[2]\nK2,battle,S,blue1,,,,,,,red1")
    assert [claim.claim_id for claim in dossier.claims_by_source["red1"]] == ["K1", "K2"]


def test_one_transmission_alone_keeps_what_is_read_through_it_or_cited_to_it():
    dossier = dossier_of("K1,battle,S,red1,,,,,,,nobody\nK2,battle,S,nobody\nK3,battle,S,red1")
    assert [claim.claim_id for claim in dossier.through("nobody").claims] == ["K1", "K2"]
    with pytest.raises(DossierError, match="no claim is read through 'swiss'"):
        dossier.through("swiss")


@pytest.mark.parametrize("name", ["claims.csv", "references.bib", "dossier.toml"])
def test_a_file_that_is_no_text_is_refused_by_its_name(name: str) -> None:
    contents = {
        "claims.csv": b"claim_id,event,statement,source\n",
        "references.bib": b"",
        "dossier.toml": b"",
    }
    assert Dossier.from_contents(contents, folder="here").claims == ()
    for content, said in ((b"PK\x03\x04...", "ZIP archive"), (bytes(6000), "bytes are zero")):
        with pytest.raises(KumsongSourcesError, match=rf"{name}: .*{said}"):
            Dossier.from_contents({**contents, name: content}, folder="here")


def test_the_hashes_are_those_of_the_bytes_with_or_without_a_mark() -> None:
    files = {"references.bib": b"", "dossier.toml": b""}
    for content in (
        b"claim_id,event,statement,source\n",
        b"\xef\xbb\xbfclaim_id,event,statement,source",
    ):
        dossier = Dossier.from_contents({**files, "claims.csv": content}, folder="here")
        assert dossier.hashes["claims.csv"] == hashlib.sha256(content).hexdigest()
