"""Fixes: what is mended, what is left alone, and that no other byte changes."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumsong_sources.bibtex import bibtex_from_bytes, parse_bibtex
from kumsong_sources.checks import RULES
from kumsong_sources.checks.fixing import (
    FIXABLE,
    Change,
    changed,
    fixed_text,
    fixes_for,
    plan_fixes,
    unified_diff,
)
from kumsong_sources.errors import BibliographyError
from kumsong_sources.position import Position

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "bib"


def fixed(text: str, *, unsafe: bool = False) -> str:
    """A bibliography's text after its fixes."""
    file = parse_bibtex(text, path="refs.bib")
    return fixed_text(file, plan_fixes(file, unsafe=unsafe))


def field_fixed(name: str, value: str, *, unsafe: bool = False) -> str:
    """A field's value after the fixes, taken from the text."""
    text = fixed(f"@book{{k, {name} = {{{value}}}}}", unsafe=unsafe)
    return text.removeprefix(f"@book{{k, {name} = {{").removesuffix("}}")


CERTAIN = {
    "a DOI's address": ("doi", "https://doi.org/10.2307/2652875", "10.2307/2652875"),
    "a DOI's old address": ("doi", "http://dx.doi.org/10.1086/678242", "10.1086/678242"),
    "a word before a DOI": ("doi", "DOI: 10.1086/678242", "10.1086/678242"),
    "blanks around a DOI stay": ("doi", " doi:10.1086/678242 ", " 10.1086/678242 "),
    "a page dash": ("pages", "12-15", "12--15"),
    "page dashes, one of them right": ("pages", "12-15, 20--22", "12--15, 20--22"),
    "a shortened last page": ("pages", "123-27", "123--27"),
    "blanks around a dash": ("pages", "12 - 15", "12--15"),
    "a letter and its accent apart": ("title", "Ge\u0301ne\u0301ral", "Général"),
    "Hangul in parts": ("title", unicodedata.normalize("NFD", "금성 전투"), "금성 전투"),
    "a blank without width": ("title", "Kum\u200bsong", "Kumsong"),
    "a mark in a web address": ("url", "https://example.org/\ufeffa", "https://example.org/a"),
    "wrong dashes in an ISBN": ("isbn", "7–5043–0542–1", "7-5043-0542-1"),
    "blanks in an ISBN": ("isbn", "978 7 5043 0542 8", "978-7-5043-0542-8"),
    "a word before an ISBN": ("isbn", "ISBN-10: 7-5043-0542-1", "7-5043-0542-1"),
    "blanks at the wrong places in an ISBN": ("isbn", "7 5 043 0542 1", "7-5043-0542-1"),
}
LEFT_ALONE = {
    "a DOI": ("doi", "10.1086/678242"),
    "a DOI in an encoded address": ("doi", "https://doi.org/10.1002/(SICI)1097%3A2"),
    "an address that is no DOI's": ("doi", "https://example.org/10.1086/678242"),
    "pages with two hyphens": ("pages", "12--15"),
    "pages with an en dash": ("pages", "12–15"),
    "falling pages": ("pages", "15-12"),
    "a page in an appendix": ("pages", "A-3"),
    "roman pages": ("pages", "xii-xv"),
    "pages and words": ("pages", "12-15 and map"),
    "a hyphen elsewhere": ("title", "The 1950-1953 War"),
    "a joiner that Persian needs": ("title", "می\u200cخواهم"),
    "a compatibility ideograph": ("title", "\uf90a城"),
    "a web address in parts": ("url", "https://example.org/e\u0301"),
    "an ISBN without hyphens": ("isbn", "7504305421"),
    "an ISBN with a wrong digit": ("isbn", "7–5043–0542–2"),
    "an ISBN with hyphens at places of its own": ("isbn", "75043-0542-1"),
    "an ISBN in brackets": ("isbn", "7 5043 0542 1 (paper)"),
    "two ISBNs": ("isbn", "7–5043–0542–1, 7–5043–0542–1"),
    "LaTeX": ("title", r"G{\'e}n{\'e}ral \& {Co}"),
}
WITH_A_LOOK = {
    "an encoded address of a DOI": (
        *("doi", "https://doi.org/10.1002/(SICI)1097%3A2"),
        "10.1002/(SICI)1097:2",
    ),
    "an HTML entity": ("title", "Weapons &amp; tactics", r"Weapons \& tactics"),
    "an HTML entity in an address": (
        "url",
        "https://e.org/?a=1&amp;b=2",
        "https://e.org/?a=1&b=2",
    ),
    "a bare ampersand": ("publisher", "Faber & Faber", r"Faber \& Faber"),
    "an address in LaTeX": ("url", r"\url{https://example.org}", "https://example.org"),
    "an em dash between pages": ("pages", "12—15", "12--15"),
    "full-width digits": ("year", "１９５３", "1953"),
    "a soft hyphen": ("title", "Kum\u00adsong", "Kumsong"),
    "a compatibility ideograph": ("title", "\uf90a城", "金城"),
    "et al.": ("author", "Chae, Han Kook et al.", "Chae, Han Kook and others"),
    "et al. after and": ("author", "Chae, H. and et al", "Chae, H. and others"),
}


@pytest.mark.parametrize(("name", "before", "after"), CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_is_mended(name: str, before: str, after: str) -> None:
    assert field_fixed(name, before) == after


@pytest.mark.parametrize(("name", "value"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_right_or_not_certain_is_left_alone(name: str, value: str) -> None:
    assert field_fixed(name, value) == value


@pytest.mark.parametrize(("name", "before", "after"), WITH_A_LOOK.values(), ids=WITH_A_LOOK)
def test_what_needs_a_look_is_mended_only_when_asked_for(
    name: str, before: str, after: str
) -> None:
    assert field_fixed(name, before) == before
    assert field_fixed(name, before, unsafe=True) == after


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "$a & b$"),
        ("title", r"\href{https://e.org/#a}{b}"),
        ("title", r"100\% \& more"),
        ("keywords", "war & peace"),
        ("file", "a&b.pdf"),
        ("url", "https://e.org/?a=1&b=2#c"),
        ("title", "AT&unknown;T"),
        ("author", "Etalon, A."),
        ("title", "שלום\u200f"),
    ],
)
def test_even_unsafe_fixes_leave_alone_what_is_meant_so(name: str, value: str) -> None:
    assert field_fixed(name, value, unsafe=True) == value


def test_a_field_in_quotation_marks_keeps_them() -> None:
    assert fixed('@book{a, pages = "12-15"}') == '@book{a, pages = "12--15"}'


@pytest.mark.parametrize("value", ["1990", "jan", 'jan # " 12-15"', '"12" # "-15"'])
def test_a_value_that_is_no_slice_of_the_file_is_left_alone(value: str) -> None:
    text = f"@book{{a, pages = {value}, title = {{A}}}}"
    assert fixed(text) == text


DUPLICATES = {
    "on lines of their own": (
        "@book{a,\n  year = 1990,\n  Year = 1990,\n  title = {A},\n}",
        "@book{a,\n  year = 1990,\n  title = {A},\n}",
    ),
    "at the end without a comma": (
        "@book{a,\r\n  year = 1990,\r\n  YEAR = {1990}\r\n}",
        "@book{a,\r\n  year = 1990,\r\n}",
    ),
    "on one line": (
        "@book{a, year = 1990, Year = 1990, title = {A}}",
        "@book{a, year = 1990, title = {A}}",
    ),
    "written alike": (
        "@book{a,\n\tlangid = {korean},\n\tlangid = {korean}}\n",
        "@book{a,\n\tlangid = {korean},\n\t}\n",
    ),
    "over several lines": (
        "@book{a,\n  note = {x\n y},\n  Note = {x\n y},\n  title = {A}}",
        "@book{a,\n  note = {x\n y},\n  title = {A}}",
    ),
}


@pytest.mark.parametrize(("before", "after"), DUPLICATES.values(), ids=DUPLICATES)
def test_a_field_that_says_again_what_stands_before_is_taken_away(
    before: str, after: str
) -> None:
    assert fixed(before) == after


def test_a_field_that_says_something_else_stays() -> None:
    text = "@book{a, year = 1990, Year = 1991}"
    assert fixed(text, unsafe=True) == text


def test_a_field_that_is_the_same_but_for_blanks_goes_only_when_asked_for() -> None:
    text = "@book{a, title = {A  B}, Title = {A B}, year = 1990}"
    assert fixed(text) == text
    assert fixed(text, unsafe=True) == "@book{a, title = {A  B}, year = 1990}"


def test_a_missing_comma_is_set_only_when_asked_for() -> None:
    text = "@book{a,\n  title = {A}\n  year = {1990}\n}"
    assert fixed(text) == text
    mended = fixed(text, unsafe=True)
    assert mended == "@book{a,\n  title = {A},\n  year = {1990}\n}"
    assert parse_bibtex(mended, path="r.bib").losses == ()


def test_several_faults_of_one_value_are_one_change() -> None:
    file = parse_bibtex("@book{a, pages = {12\u200b-15}}", path="refs.bib")
    (change,) = plan_fixes(file)
    assert change.after == "12--15"
    assert len(change.rules) == 2
    assert change.safe
    assert str(change.position) == "refs.bib:1:10"


def test_a_fix_is_unsafe_as_soon_as_a_part_of_it_is() -> None:
    file = parse_bibtex("@book{a, pages = {１２-15}}", path="refs.bib")
    (change,) = plan_fixes(file, unsafe=True)
    assert not change.safe


def test_only_the_rules_that_are_wanted_are_mended() -> None:
    file = parse_bibtex("@book{a, pages = {12-15}, doi = {doi:10.1/x}}", path="r.bib")
    wanted = {change.rules for change in plan_fixes(file)} and plan_fixes(
        file, wanted=lambda rule: "page" in rule
    )
    assert [change.field for change in wanted] == ["pages"]


def test_fixes_are_named_for_rules_that_there_are() -> None:
    assert set(FIXABLE) <= set(RULES)


def test_an_entry_behind_a_broken_one_is_mended_and_the_broken_one_stays() -> None:
    broken = "@book{x, title = {never closed\n\n"
    assert fixed(f"{broken}@book{{a, pages = {{1-2}}}}\n") == (
        f"{broken}@book{{a, pages = {{1--2}}}}\n"
    )


def test_a_change_that_does_not_fit_the_text_is_refused() -> None:
    change = Change(
        start=0,
        stop=1,
        before="b",
        after="c",
        rules=("page-dash",),
        safe=True,
        citekey="a",
        field="pages",
        position=Position(path="refs.bib", line=1, column=1),
    )
    assert changed("b", [change]) == "c"
    with pytest.raises(ValueError, match=r"refs\.bib:1:1 does not fit the text"):
        changed("a", [change])


def test_a_text_that_would_mean_something_else_is_refused() -> None:
    file = parse_bibtex("@book{a, title = {A}, year = 1990}", path="refs.bib")
    title = file.entries[0].fields["title"]
    change = Change(
        start=title.start,
        stop=title.stop,
        before="{A}",
        after="{A",
        rules=("page-dash",),
        safe=True,
        citekey="a",
        field="title",
        position=title.position,
    )
    with pytest.raises(BibliographyError, match="nothing was written"):
        fixed_text(file, (change,))


# Files.


@pytest.fixture
def write(tmp_path: Path):
    def writer(content: str | bytes) -> Path:
        path = tmp_path / "references.bib"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return writer


ODD = (
    "\ufeff% \u200b kept\r\n@string{p = {12-15}}\r@comment{pages = {1-2}}\n"
    "@Book{ä\u200b ,\r\n\tPAGES\t=\t{1-2}\t,\r\n note = {a  b\t\r\n c}  }\r\n\r\ntrailing \t"
)


def test_every_other_byte_of_the_file_stays(write) -> None:
    path = write(ODD)
    fixes_for(path).write()
    assert path.read_bytes() == ODD.replace("\t{1-2}", "\t{1--2}").encode()


def test_a_file_without_faults_is_not_touched(write) -> None:
    path = write("@book{a, pages = {1--2}}")
    before = path.stat()
    fixes = fixes_for(path)
    fixes.write()
    assert fixes.changes == ()
    assert fixes.diff() == ""
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_the_mode_of_the_file_is_kept_and_nothing_is_left_beside_it(write) -> None:
    path = write("@book{a, pages = {1-2}}")
    path.chmod(0o640)
    fixes_for(path).write()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["references.bib"]


def test_a_file_that_was_changed_meanwhile_is_not_written(write) -> None:
    path = write("@book{a, pages = {1-2}}")
    fixes = fixes_for(path)
    path.write_text("@book{a, pages = {1-3}}", encoding="utf-8")
    with pytest.raises(
        BibliographyError, match="the file was changed meanwhile; run this again"
    ):
        fixes.write()
    assert path.read_text(encoding="utf-8") == "@book{a, pages = {1-3}}"
    assert [one.name for one in path.parent.iterdir()] == ["references.bib"]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_that_is_not_utf8_is_not_written(encoding: str, write) -> None:
    content = "@book{a, title = {Général}, pages = {1-2}}".encode(encoding)
    path = write(content)
    with pytest.raises(BibliographyError, match=r"references\.bib:1:.*not UTF-8.*iconv"):
        fixes_for(path)
    assert path.read_bytes() == content


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BibliographyError, match=r"gone\.bib: the file cannot be read"):
        fixes_for(tmp_path / "gone.bib")


def test_the_difference_is_a_patch_that_git_takes(write) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    path = write("@book{a,\r\n  pages = {1-2},\r\n}\n@book{b, pages = {3-4}}")
    fixes = fixes_for(path)
    patch = unified_diff(fixes.file.text, fixes.text, path="references.bib")
    subprocess.run(
        ["git", "apply", "-p0", "--whitespace=nowarn", "-"],
        cwd=path.parent,
        input=patch.encode(),
        check=True,
    )
    assert path.read_bytes() == fixes.text.encode()
    assert b"\r\n  pages = {1--2},\r\n" in path.read_bytes()


@given(
    st.lists(
        st.sampled_from(
            [
                "@book{a,", "@misc{b,", "}", "{", ",", "\n", "\r\n", " = ", "pages", "PAGES",
                "doi", "title", "12-15", "doi:10.1/x", "e\u0301", "\u200b", '"', "\\", "#",
                "%", "&", "&amp;", "isbn", "7–5043–0542–1", "@string{x = 1}", "x", " ",
            ]
        ),
        max_size=30,
    ),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_whatever_is_mended_is_then_in_order_and_no_entry_is_lost(
    pieces: list[str], unsafe: bool
) -> None:
    file = parse_bibtex("".join(pieces), path="refs.bib")
    after = parse_bibtex(fixed_text(file, plan_fixes(file, unsafe=unsafe)), path="refs.bib")
    assert [entry.key for entry in after.readable] == [entry.key for entry in file.readable]
    assert plan_fixes(after, unsafe=unsafe) == ()


def test_real_files_are_mended_by_slices_only_and_keep_all_their_entries() -> None:
    if not REAL.is_dir():
        pytest.skip("the real bibliographies are not on this machine")
    mended = 0
    for path in sorted(REAL.rglob("*.bib")):
        content = path.read_bytes()
        if bibtex_from_bytes(content, path=str(path)).encoding_fault is not None:
            continue
        fixes = fixes_for(path, unsafe=True)
        mended += len(fixes.changes)
        kept = sum(c.stop - c.start for c in fixes.changes)
        added = sum(len(c.after) for c in fixes.changes)
        assert len(fixes.text) == len(fixes.file.text) - kept + added
        after = parse_bibtex(fixes.text, path=str(path))
        assert [e.key for e in after.readable] == [e.key for e in fixes.file.readable]
        assert path.read_bytes() == content
    assert mended > 100


# Hyphens of ISBNs: the habit of the file decides.

DIVIDED = ("7-5043-0542-1", "7-80137-390-1", "3-540-44085-2")


def after_fixing_isbns(*numbers: str) -> list[str]:
    text = "".join(f"@book{{k{n}, isbn = {{{one}}}}}\n" for n, one in enumerate(numbers))
    file = parse_bibtex(text, path="refs.bib")
    changes = plan_fixes(file, wanted=lambda rule: rule == "isbn-hyphens")
    fixed = parse_bibtex(fixed_text(file, changes), path="refs.bib")
    return [entry.get("isbn") for entry in fixed.entries]


@pytest.mark.parametrize(
    ("number", "better"),
    [
        ("9780803277953", "978-0-8032-7795-3"),
        ("978-0803277953 (paper)", "978-0-8032-7795-3 (paper)"),
        ("0160359570, 080442957x", "0-16-035957-0, 0-8044-2957-X"),
    ],
)
def test_a_number_gets_its_hyphens_where_the_others_have_them(number: str, better: str) -> None:
    more = ("1-85798-218-5", "978-7-5043-0542-8", "0-521-44179-X")
    assert after_fixing_isbns(number, *DIVIDED, *more) == [better, *DIVIDED, *more]


@pytest.mark.parametrize("number", ["0-16-035957-1", "0160359571", "9799000000004"])
def test_a_number_that_is_wrong_or_of_no_known_range_keeps_its_form(number: str) -> None:
    assert after_fixing_isbns(number, *DIVIDED)[0] == number


def test_a_file_without_the_habit_of_hyphens_is_left_alone() -> None:
    numbers = ["9780803277953", "0160359570", *DIVIDED]
    assert after_fixing_isbns(*numbers) == numbers
