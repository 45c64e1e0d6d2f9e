"""Input as it comes: each fault is found with its line, and the rest is still analysed."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumsong_sources.checks import RULES, Finding, as_json, as_text, run_checks
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError

MakeDossier = Callable[..., Path]
HEADER = "claim_id,event,statement,source,subject,measure,figure,via\n"
ABOUT = "author = {A. Nonymus}, date = 1950, party = {RED}"
OTHER = ABOUT.replace("RED", "SWISS")
GOOD = "C1,battle,Redland lost 103 killed.,red1; swiss,RED,killed,103,\n"


def checked(folder: Path) -> tuple[Finding, ...]:
    """What is found in a folder."""
    return run_checks(Dossier.open(folder))


def shown(found: tuple[Finding, ...]) -> list[tuple[str, int | None]]:
    return [(finding.rule, finding.position.line) for finding in found]


def test_an_empty_bibliography_is_said_loudest_and_at_every_claim(
    dossier_folder: MakeDossier,
) -> None:
    rows = HEADER + GOOD + "C2,battle,Said.,red1,,,,\nC3,battle,Said.,,,,,article\n"
    counted = Counter(f.rule for f in checked(dossier_folder(claims=rows, references="")))
    assert counted["empty-bibliography"] == 1
    assert counted["unknown-citekey"] == 4


def test_an_empty_bibliography_without_citations_is_no_fault_of_its_own(
    dossier_folder: MakeDossier,
) -> None:
    found = checked(dossier_folder(claims=HEADER + "C1,battle,Said.,,,,,\n", references=""))
    assert shown(found) == [("uncited-claim", 2)]


def test_a_key_of_an_entry_that_cannot_be_read_is_known(dossier_folder: MakeDossier) -> None:
    works = f"@book{{red1, title = {{Never closed\n@book{{swiss, title = {{S}}, {OTHER}}}\n"
    found = checked(dossier_folder(claims=HEADER + GOOD, references=works))
    assert shown(found) == [("single-side", 2), ("unreadable-entry", 1)]


def test_a_key_of_an_entry_with_a_repeated_field_is_known(dossier_folder: MakeDossier) -> None:
    works = (
        f"@book{{red1, title = {{R}}, title = {{R}}, {ABOUT}}}\n"
        f"@book{{swiss, title = {{S}}, {OTHER}}}\n"
    )
    found = checked(dossier_folder(claims=HEADER + GOOD, references=works))
    assert shown(found) == [("duplicate-field", 1)]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("C2,battle,Lost 2,689 men.,red1,RED,killed,103,\n", "9 cells where the header has 8"),
        ("C2,battle,One cell too few.,red1,RED,killed,103\n", "7 cells where the header has 8"),
    ],
)
def test_a_surplus_or_missing_cell_costs_its_row_only(
    dossier_folder: MakeDossier, row: str, says: str
) -> None:
    folder = dossier_folder(claims=HEADER + row + GOOD)
    assert shown(checked(folder)) == [("unreadable-row", 2)]
    assert says in checked(folder)[0].message
    assert [claim.claim_id for claim in Dossier.open(folder).claims] == ["C1"]


def test_a_dossier_of_unreadable_rows_only_has_no_claims(dossier_folder: MakeDossier) -> None:
    found = checked(dossier_folder(claims=HEADER + "C1,battle\n"))
    assert ("no-claims", 1) in shown(found)
    assert ("unreadable-row", 2) in shown(found)


def test_a_party_called_na_is_a_party(dossier_folder: MakeDossier) -> None:
    namibia = '\n[parties.NA]\nlabel = "Namibia"\n'
    declaration = 'title = "T"\n[events.battle]\n[parties.RED]\n[parties.SWISS]\n'
    rows = HEADER + GOOD.replace(",RED,", ",NA,")
    known = dossier_folder(claims=rows, declaration=declaration + namibia)
    assert run_checks(Dossier.open(known), select=["error"]) == ()
    (found,) = run_checks(
        Dossier.open(dossier_folder(claims=rows, declaration=declaration)), select=["error"]
    )
    assert (found.rule, found.position.line) == ("unknown-party", 2)
    assert "'NA'" in found.message


def test_every_repetition_of_an_id_names_the_first(dossier_folder: MakeDossier) -> None:
    found = checked(dossier_folder(claims=HEADER + GOOD * 3))
    assert shown(found) == [("duplicate-id", 3), ("duplicate-id", 4)]
    assert all("on line 2" in finding.message for finding in found)


def test_script_tags_and_formulas_stay_text(dossier_folder: MakeDossier) -> None:
    rows = HEADER + "=1+1,<b>x</b>,<script>alert(1)</script>,red1; swiss,RED,killed,103,\n"
    (found,) = checked(dossier_folder(claims=rows))
    assert found.rule == "unknown-event"
    assert "'<b>x</b>'" in found.message
    assert "<b>x</b>" in as_text([found])
    assert "<script>" not in as_json([found])


def test_a_cell_of_ten_megabytes_is_read_and_not_repeated(dossier_folder: MakeDossier) -> None:
    long = "x" * 10_000_000
    rows = HEADER + GOOD + f"C2,battle,{long},red1; swiss,{long},killed,{long},\n"
    found = checked(dossier_folder(claims=rows))
    assert shown(found) == [("unknown-party", 3), ("unreadable-figure", 3)]
    assert len(as_json(found)) < 4_000


@pytest.mark.parametrize(
    ("cell", "column"),
    [("red1[12", 5), ("red1]12", 5), ("[12]", 1), ("red1;;swiss", 6), ("red1 swiss", 5)],
)
def test_a_broken_citation_is_found_at_its_sign(
    dossier_folder: MakeDossier, cell: str, column: int
) -> None:
    row = f"C1,battle,Said.,{cell},RED,killed,103,\n"
    found = checked(dossier_folder(claims=HEADER + row))
    (broken,) = [f for f in found if f.rule == "citation-syntax"]
    assert broken.position.column == row.index(cell) + column
    assert "uncited-claim" not in [f.rule for f in found]


@pytest.mark.parametrize(("figure", "faults"), [("0", 0), ("none", 0), ("-3", 1), ("−3", 1)])
def test_zero_is_a_figure_and_less_than_nothing_is_none(
    dossier_folder: MakeDossier, figure: str, faults: int
) -> None:
    rows = HEADER + GOOD.replace("killed,103", f"killed,{figure}")
    found = checked(dossier_folder(claims=rows))
    assert shown(found) == [("unreadable-figure", 2)] * faults


def test_a_circle_of_parties_is_found_and_ends(dossier_folder: MakeDossier) -> None:
    declaration = """\
        title = "T"
        [events.battle]
        [parties.RED]
        part_of = "SWISS"
        [parties.SWISS]
        part_of = "RED"
        """
    found = checked(dossier_folder(declaration=declaration))
    circles = [f for f in found if f.rule == "faulty-declaration"]
    assert [f.position.line for f in circles] == [3, 5]
    assert "RED → SWISS → RED" in circles[0].message


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_right_with_marks_line_ends_and_breaks_inside_cells(
    dossier_folder: MakeDossier, mark: str, end: str
) -> None:
    rows = (HEADER + 'C1,battle,"Two\nlines, and\nthree",red1; swiss,,,,\n').replace("\n", end)
    wrong = f'C2,battle,"a{end}b","red1;{end}gone",,,,{end}'
    found = checked(dossier_folder(claims=(mark + rows + wrong).encode()))
    (unknown,) = [f for f in found if f.rule == "unknown-citekey"]
    assert (unknown.position.line, unknown.position.column) == (7, 1)


def test_a_bibliography_with_mark_and_other_line_ends_is_read(
    dossier_folder: MakeDossier,
) -> None:
    works = (
        f"\ufeff@book{{red1,\r\n title = {{R}}, {ABOUT}}}\r\n"
        f"@book{{swiss, title = {{S}}, {OTHER}}}\r\n@misc{{x, title = {{X}}}}\r\n"
    )
    found = checked(dossier_folder(claims=HEADER + GOOD, references=works.encode()))
    assert shown(found) == [("uncited-entry", 4)]


def test_a_file_in_another_encoding_is_named_with_the_first_wrong_byte(
    dossier_folder: MakeDossier,
) -> None:
    works = (
        f"@book{{red1, title = {{Große Schlacht}}, {ABOUT}}}\n"
        f"@book{{swiss, title = {{S}}, {OTHER}}}\n"
    )
    found = checked(dossier_folder(claims=HEADER + GOOD, references=works.encode("cp1252")))
    assert shown(found) == [("not-utf8", 1)]
    assert found[0].position.path.endswith("references.bib")


def test_a_source_without_entry_is_offered_the_nearest_key(dossier_folder: MakeDossier) -> None:
    rows = HEADER + GOOD.replace("swiss", "swis")
    found = [f for f in checked(dossier_folder(claims=rows)) if f.rule == "unknown-citekey"]
    assert found[0].hint.startswith("did you mean swiss?")


def test_an_alias_of_a_party_is_answered_with_its_code(dossier_folder: MakeDossier) -> None:
    declaration = (
        'title = "T"\n[events.battle]\n[parties.SWISS]\n'
        '[parties.RED]\nlabel = "Republic of Redland"\naliases = ["ROR"]\n'
    )
    rows = HEADER + GOOD.replace(",RED,", ",ROR,")
    dossier = Dossier.open(dossier_folder(claims=rows, declaration=declaration))
    (found,) = run_checks(dossier, select=["unknown-party"])
    assert found.hint.startswith("did you mean RED?")


def test_time_grows_in_step_with_the_claims(dossier_folder: MakeDossier) -> None:
    def seconds(size: int) -> float:
        rows = "".join(
            f"C{at},battle,Said.,key{at % size};gone{at},RED,killed,{at + 1},\n"
            for at in range(size)
        )
        works = "".join(f"@book{{key{at}, title = {{T}}}}\n" for at in range(size))
        dossier = Dossier.open(dossier_folder(claims=HEADER + rows, references=works))
        begun = time.process_time()
        assert run_checks(dossier)
        return time.process_time() - begun

    seconds(100)
    small, large = seconds(400), seconds(3200)
    # Eight times the claims; a quadratic step would take 64 times as long.
    assert large < 30 * small


FRAGMENTS = st.sampled_from(
    [
        *"\n\r\t,;\"'[]{}=@#%\\ \x00\ufeffé\U00020000",
        *("C1", "battle", "red1", "RED", "killed", "casualties", "2,689", "-5", "about"),
        *("@book{", "author", "徐焰", "Xue, Yan", "derivesfrom", "inferred"),
        *("part_of", "[parties.RED]", "[[waivers]]", "rule = "),
    ]
)


@given(
    claims=st.lists(FRAGMENTS, max_size=40).map("".join),
    references=st.lists(FRAGMENTS, max_size=40).map("".join),
    declaration=st.lists(FRAGMENTS, max_size=15).map("".join),
)
@settings(deadline=None)
def test_nothing_that_stands_in_the_files_breaks_the_check(
    tmp_path_factory: pytest.TempPathFactory, claims: str, references: str, declaration: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "claims.csv").write_text(HEADER + GOOD + claims, "utf-8", newline="")
    (folder / "references.bib").write_text(references, "utf-8", newline="")
    (folder / "dossier.toml").write_text(declaration, "utf-8", newline="")
    try:
        dossier = Dossier.open(folder)
    except DossierError:
        return
    found = run_checks(dossier)
    assert all(f.message and f.hint and f.rule in RULES for f in found)
    assert json.loads(as_json(found))["summary"]["waived"] == 0
    assert as_text(found)
