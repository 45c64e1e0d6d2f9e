"""A bibliography checked alone, and the rules that judge it, beyond their one case each."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.checks import (
    BIBLIOGRAPHY_RULES,
    RULES,
    Finding,
    Severity,
    run_bibliography_checks,
    run_checks,
    works,
)
from kumsong_sources.checks.datamodel import FIELDS, REQUIRED, TYPES
from kumsong_sources.checks.isbn import isbns
from kumsong_sources.checks.languages import TitleWithoutRomanisation
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import BibliographyError, UnknownRuleError
from kumsong_sources.nearest import is_one_slip
from kumsong_sources.sources import Bibliography, bibliography_of

ROOT = Path(__file__).resolve().parents[1]
TODAY = dt.date(2026, 1, 1)
ENTRY = """\
@book{{key{at},
  author    = {{Chae, Han Kook and Chung, Suk Kyun and others}},
  title     = {{The Battle of the {{Kumsong}} Salient, Part {at}}},
  date      = {{1{year:03}}},
  publisher = {{Press \\& Sons}},
  location  = {{Lincoln, NE}},
  pages     = {{{at}--1{at:05}}},
  isbn      = {{0-8032-7795-5}},
  url       = {{https://example.org/{at}}},
  langid    = {{english}},
}}
"""


def works_of(text: str) -> Bibliography:
    """A bibliography from its text."""
    return bibliography_of(parse_bibtex(text, path="works.bib"))


def checked(text: str, *select: str) -> tuple[Finding, ...]:
    """What some rules find in a bibliography."""
    return run_bibliography_checks(works_of(text), select=select, today=TODAY)


def test_a_file_and_what_was_read_of_it_have_the_same_findings() -> None:
    path = ROOT / "references.bib"
    from_path = run_bibliography_checks(str(path))
    assert [(f.rule, f.citekey) for f in from_path] == [
        ("unprotected-proper-noun", "chae2001"),
        ("isbn-before-its-time", "chae2001"),
        ("unprotected-proper-noun", "malkasian2001"),
        ("unprotected-proper-noun", "paik1992"),
        ("surname-against-script", "xue1990"),
        ("unprotected-proper-noun", "wikipedia-kumsong"),
        ("url-without-urldate", "wikipedia-kumsong"),
    ]
    assert run_bibliography_checks(Dossier.open(ROOT).bibliography) == from_path


def test_a_dossier_has_every_finding_of_its_bibliography() -> None:
    dossier = Dossier.open(ROOT)
    alone = run_bibliography_checks(dossier.bibliography)
    assert set(alone) <= set(run_checks(dossier))


@pytest.mark.parametrize("text", ["", "% nothing yet\n", "@string{a = {A}}\n"])
def test_a_bibliography_without_entries_is_not_all_good(text: str) -> None:
    (found,) = checked(text)
    assert (found.rule, found.severity) == ("empty-bibliography", Severity.ERROR)
    assert "nothing was checked" in found.message


def test_rules_that_need_claims_do_not_apply_to_a_bibliography() -> None:
    assert "single-source" not in BIBLIOGRAPHY_RULES
    assert {"locator-outside-work", "source-before-event"} <= RULES.keys() - BIBLIOGRAPHY_RULES
    assert len(RULES) > 100


@pytest.mark.parametrize("select", ["single-source", "claims", "locator-outside-work"])
def test_to_select_only_rules_that_do_not_apply_is_refused(select: str) -> None:
    with pytest.raises(UnknownRuleError, match=f"{select}: not applicable to a bibliography"):
        checked("@misc{a, title = {T}}", select)


def test_to_ignore_every_rule_that_applies_is_refused() -> None:
    with pytest.raises(UnknownRuleError, match="nothing would be checked"):
        run_bibliography_checks(works_of("@misc{a}"), ignore=BIBLIOGRAPHY_RULES)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BibliographyError, match=r"none\.bib"):
        run_bibliography_checks(tmp_path / "none.bib")


def test_findings_are_chosen_by_severity() -> None:
    text = "@online{a, title = {T}, url = {https://a.org}}\n@book{b, pages = {1-2}}\n"
    assert {f.severity for f in checked(text, "warning")} == {Severity.WARNING}
    assert {f.rule for f in checked(text, "info")} == {"page-range-dash"}


def test_the_file_s_encoding_is_judged_without_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    path.write_bytes("@misc{a, title = {Große Schlacht}}\n".encode("cp1252"))
    assert [f.rule for f in run_bibliography_checks(path)] == ["not-utf8"]


def test_what_is_future_depends_on_today() -> None:
    works = works_of("@misc{a, title = {T}, year = {2030}}\n")
    found = run_bibliography_checks(works, today=TODAY)
    assert [f.rule for f in found] == ["future-year"]
    assert run_bibliography_checks(works, today=dt.date(2029, 12, 31)) == ()


def test_a_fault_in_a_second_line_of_a_value_is_found_there() -> None:
    (found,) = checked("@misc{a, title = {Some\r\n   words & more}}\r\n", "characters")
    assert (found.position.line, found.position.column) == (2, 10)


def test_each_fault_of_a_list_of_names_is_told_where_it_stands() -> None:
    text = "@misc{a, title = {T}, author = {A. B. and C,\n and D, E, F, G and H,}}\n"
    found = checked(text, "misplaced-comma")
    assert [(f.position.line, f.position.column) for f in found] == [(1, 43), (2, 6), (2, 21)]


def test_a_field_that_is_empty_does_not_count_as_given() -> None:
    text = "@book{a, title = {T}, author = {}, year = {}}\n"
    (found,) = checked(text, "missing-required-field")
    assert "without author or editor and date (year)" in found.message


def test_without_author_alone_a_work_is_unsigned_rather_than_faulty() -> None:
    (found,) = checked("@book{a, title = {T}, date = {1953}}\n", "missing-required-field")
    assert found.severity is Severity.INFO


def test_inherited_fields_count_and_inherited_faults_are_told_once() -> None:
    text = (
        "@inbook{part, title = {P}, crossref = {whole}, chapter = 2}\n"
        "@book{whole, title = {W}, author = {A}, date = {1990}, isbn = {0-16-035957-1}}\n"
    )
    assert [f.citekey for f in checked(text)] == ["whole"]


@pytest.mark.parametrize("missing", [True, False])
def test_nearly_alike_titles_count_where_rapidfuzz_is_installed(
    missing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing:
        monkeypatch.setattr(works, "_likeness", lambda: None)
    else:
        pytest.importorskip("rapidfuzz", reason="the extra `checks` is not installed")
    about = "author = {Hermes, Walter G.}, date = {1966}"
    text = (
        f"@book{{a, title = {{Truce Tent and Fighting Front}}, {about}}}\n"
        f"@book{{b, title = {{Truce Tents and Fighting Front}}, {about}}}\n"
        f"@book{{c, title = {{TRUCE TENT AND FIGHTING FRONT.}}, {about}}}\n"
    )
    found = [f.citekey for f in checked(text, "duplicate-work")]
    assert found == (["c"] if missing else ["b", "c"])


def test_two_entries_of_one_doi_are_one_work() -> None:
    text = "@article{a, doi = {10.1000/X}}\n@article{b, doi = {10.1000/x}}\n"
    assert [f.citekey for f in checked(text, "duplicate-work")] == ["b"]


def test_an_isbn_of_the_english_group_with_a_place_elsewhere_is_only_an_info() -> None:
    text = "@book{a, location = {Beijing}, isbn = {0-8351-2229-8}}\n"
    found = [f for f in checked(text, "identifiers") if f.rule == "isbn-against-place"]
    assert [f.severity for f in found] == [Severity.INFO]


@given(st.from_regex(r"(97[89])?[0-9]{9}", fullmatch=True))
def test_any_number_with_its_check_digit_is_an_isbn_and_with_another_is_none(
    digits: str,
) -> None:
    (number,) = isbns(f"{digits}0")
    right = digits + number.check_digit
    assert isbns(right)[0].is_valid
    wrong = digits + str((int(right[-1].replace("X", "10")) + 1) % 10)
    assert not isbns(wrong)[0].is_valid


@given(st.text(alphabet="abcdef", min_size=1, max_size=8), st.integers(0, 7))
def test_a_word_is_one_slip_from_itself_without_a_letter(word: str, at: int) -> None:
    shorter = word[: at % len(word)] + word[at % len(word) + 1 :]
    assert is_one_slip(word, shorter)
    assert is_one_slip(shorter, word)
    assert not is_one_slip(word, word)


def test_every_required_field_is_a_known_field_of_a_known_type() -> None:
    assert REQUIRED.keys() <= TYPES
    assert {name for needs in REQUIRED.values() for need in needs for name in need} <= FIELDS


def test_a_title_in_another_script_is_no_fault_among_its_like() -> None:
    text = "@book{a, title = {第一次较量}}\n@book{b, title = {First Confrontation}}\n"
    assert checked(text, TitleWithoutRomanisation.name) == ()


SIGNS = (*"aZ09 ,;&%#-–/.()[]\"'`~$^_=:?!@+", "and ", "{}", "\\'e", "徐", "，", "（", "\u0308")
VALUES = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)
NAMES = st.sampled_from(sorted(FIELDS))
ENDLESS = (
    *("y", "Y", "a ", "and ", "(", "-", "1", "1-", "&", "&a", "\\a ", "://", "徐，a,", "１"),
    "e\u0308",
)
FILLED = (
    *("title", "author", "date", "year", "month", "pages", "isbn", "issn", "doi", "url"),
    *("volume", "edition", "note"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=8), max_size=4))
def test_no_value_makes_a_rule_fail(entries: list[dict[str, str]]) -> None:
    text = "".join(
        f"@book{{k{at},\n"
        + "".join(f" {name} = {{{value}}},\n" for name, value in fields.items())
        + "}\n"
        for at, fields in enumerate(entries)
    )
    bibliography = works_of(text)
    found = run_bibliography_checks(bibliography, today=TODAY)
    lines = bibliography.file.text.split("\n")
    for finding in found:
        assert finding.rule in BIBLIOGRAPHY_RULES
        assert 1 <= (finding.position.line or 0) <= len(lines)


def test_time_grows_in_step_with_the_entries() -> None:
    def seconds(size: int) -> float:
        text = "".join(ENTRY.format(at=at, year=at % 900 + 100) for at in range(size))
        bibliography = works_of(text)
        begun = time.process_time()
        run_bibliography_checks(bibliography, today=TODAY)
        return time.process_time() - begun

    seconds(100)
    small, large = seconds(500), seconds(4000)
    # Eight times the entries; a quadratic step would take 64 times as long.
    assert large < 30 * small


def test_checking_a_bibliography_loads_neither_pandas_nor_matplotlib() -> None:
    code = (
        "import sys\n"
        "from kumsong_sources.checks import run_bibliography_checks\n"
        f"run_bibliography_checks({str(ROOT / 'references.bib')!r})\n"
        "print({'pandas', 'matplotlib', 'rapidfuzz'} & set(sys.modules))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.strip() == "set()", ended.stderr


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_value_without_end_is_checked_in_little_time(piece: str) -> None:
    fields = "".join(f"{name} = {{{piece * 20_000}}},\n" for name in FILLED)
    bibliography = works_of(f"@book{{a,\n{fields}}}\n")
    begun = time.process_time()
    run_bibliography_checks(bibliography, today=TODAY)
    assert time.process_time() - begun < 10
