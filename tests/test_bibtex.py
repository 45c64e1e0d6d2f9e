from __future__ import annotations

import logging
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumsong_sources.bibtex import (
    BibFile,
    LossKind,
    bibtex_from_bytes,
    inheritance,
    inherited,
    names_of,
    parse_annotations,
    parse_bibtex,
    parse_names,
    read_bibtex,
)
from kumsong_sources.bibtex.latex import decode_latex
from kumsong_sources.bibtex.mending import mended
from kumsong_sources.errors import BibliographyError

REAL = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "bib"
OWN = Path(__file__).resolve().parents[1] / "references.bib"


def read(text: str) -> BibFile:
    return parse_bibtex(text, path="refs.bib")


def kinds(file: BibFile) -> list[str]:
    return [loss.kind.value for loss in file.losses]


def values(file: BibFile, number: int = 0) -> dict[str, str]:
    return {name: one.value for name, one in file.entries[number].fields.items()}


# Positions and exact text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_part_of_an_entry_has_its_line_and_column(end: str) -> None:
    lines = ["% a note", "@Book{chae2001,", "  Title = {The War},", '  date="2001"}', ""]
    file = read(end.join(lines))
    (entry,) = file.entries
    assert str(entry.position) == "refs.bib:2:1"
    assert str(entry.key_position) == "refs.bib:2:7"
    assert str(entry.fields["title"].position) == "refs.bib:3:3"
    assert str(entry.fields["title"].value_position) == "refs.bib:3:11"
    assert str(entry.fields["date"].value_position) == "refs.bib:4:8"
    assert file.text[entry.start : entry.stop] == entry.raw == end.join(lines[1:4])
    assert file.newline == end
    assert (entry.entrytype, entry.fields["title"].name) == ("book", "Title")


def test_the_same_text_in_two_entries_gets_two_places() -> None:
    file = read("@misc{a, note={x}, note2={x}}\n@misc{b, note={x}, note2={x}}")
    assert [str(e.fields["note2"].value_position) for e in file.entries] == [
        "refs.bib:1:26",
        "refs.bib:2:26",
    ]


def test_crlf_and_a_byte_order_mark_are_kept(tmp_path: Path) -> None:
    content = "\ufeff@misc{a,\r\n note = {b\r\nc}}\r\n".encode()
    path = tmp_path / "refs.bib"
    path.write_bytes(content)
    file = read_bibtex(path)
    assert file.bom
    assert file.encoding_fault is None
    assert file.entries[0].raw == "@misc{a,\r\n note = {b\r\nc}}"
    assert file.entries[0].start == 0
    assert file.to_bytes() == content


# Encodings


@pytest.mark.parametrize(
    ("encoding", "title"),
    [("gb18030", "抗美援朝战争史"), ("euc-kr", "한국전쟁사"), ("iso2022_jp", "朝鮮戦争の歴史")],
)
def test_another_encoding_is_read_and_told(encoding: str, title: str) -> None:
    content = f"@book{{a,\n  title = {{{title}}}}}".encode(encoding)
    file = bibtex_from_bytes(content, path="refs.bib")
    assert file.entries[0].get("title") == title
    assert file.encoding_fault is not None
    assert file.encoding_fault.position.line == 2
    assert file.encoding_fault.position.column == 12


def test_utf_8_has_no_encoding_fault() -> None:
    file = bibtex_from_bytes("@book{a, title = {战争}}".encode(), path="refs.bib")
    assert file.encoding_fault is None


# Files that cannot be opened


def test_a_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BibliographyError, match=r"none\.bib: there is no such file.*Check"):
        read_bibtex(tmp_path / "none.bib")


def test_a_folder_is_no_bibliography(tmp_path: Path) -> None:
    with pytest.raises(BibliographyError, match=r"this is a folder.*references\.bib"):
        read_bibtex(tmp_path)


def test_a_path_that_no_system_has_is_an_error_of_ours() -> None:
    with pytest.raises(BibliographyError, match="cannot be read"):
        read_bibtex("a\0b.bib")


def test_an_empty_file_has_no_entries(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"")
    assert read_bibtex(path).entries == ()


def test_binary_content_does_not_crash() -> None:
    content = bytes(range(256)) * 50 + b"\0\0@book{a,\0title={b\0}}"
    bibtex_from_bytes(content, path="refs.bib")


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{The {Korean} War}", "The {Korean} War"),
        ('"The {"}Korean{"} War"', 'The {"}Korean{"} War'),
        ("1953", "1953"),
        ("jul", "July"),
        ("JUL # {~27}", "July~27"),
        ('kimh # " (" # 2 # {)}', "Korea Institute (2)"),
        ("{}", ""),
        ("{a = b, c = d}", "a = b, c = d"),
        (r"{50\% of \{all\}}", r"50\% of \{all\}"),
        (r"{one\\, two}", r"one\\, two"),
    ],
)
def test_a_value_is_read_without_its_delimiters(written: str, value: str) -> None:
    file = read(f"@string{{KIMH = {{Korea Institute}}}}\n@book{{a, x = {written}, y = {{z}}}}")
    assert values(file) == {"x": value, "y": "z"}
    assert kinds(file) == []


def test_macros_keep_value_and_place() -> None:
    file = read('@string{one = "A"}\n@string(two = one # "B")\n@misc{a, x = two}')
    assert values(file) == {"x": "AB"}
    assert str(file.strings["two"].position) == "refs.bib:2:1"


def test_a_macro_defined_twice_is_told_and_the_later_holds_from_there() -> None:
    file = read("@string{m={A}}\n@misc{a, x = m}\n@string{m={B}}\n@misc{b, x = m}")
    assert [entry.get("x") for entry in file.entries] == ["A", "B"]
    assert kinds(file) == ["repeated-macro"]


def test_an_undefined_macro_stays_and_is_told() -> None:
    file = read("@misc{a,\n  publisher = kimh # {!}}")
    assert values(file) == {"publisher": "kimh!"}
    (loss,) = file.losses
    assert (loss.kind, str(loss.position)) == (LossKind.UNDEFINED_MACRO, "refs.bib:2:15")
    assert loss.citekey == "a"


def test_comments_and_preambles_are_kept() -> None:
    file = read('words\n@comment{aside}\n@preamble{"\\newcommand{\\x}{}" # "y"}\n@misc{a}')
    assert [comment.text for comment in file.comments] == ["words", "@comment{aside}"]
    assert file.preambles == (r"\newcommand{\x}{}y",)
    assert [entry.key for entry in file.entries] == ["a"]


# What bibtexparser loses in silence


def test_a_missing_comma_is_told_and_both_fields_are_read() -> None:
    file = read("@book{a,\n  title = {A}\n  year = 2000\n  note = {=}}\n@book{b}")
    assert values(file) == {"title": "A", "year": "2000", "note": "="}
    assert [str(loss.position) for loss in file.losses] == ["refs.bib:2:14", "refs.bib:3:14"]
    assert kinds(file) == ["missing-comma"] * 2
    assert str(file.entries[0].fields["year"].position) == "refs.bib:3:3"


def test_a_missing_comma_after_the_key_is_told_and_the_entry_read() -> None:
    file = read("@book{a\n  title = {A}}")
    assert values(file) == {"title": "A"}
    assert file.entries[0].key == "a"
    assert kinds(file) == ["missing-comma"]


def test_a_brace_too_many_is_told_and_the_fields_behind_it_are_read() -> None:
    text = "@book{a,\n  title = {A}},\n  year = {2000},\n}\n@book{b, title={B}}"
    file = read(text)
    assert values(file) == {"title": "A", "year": "2000"}
    assert file.entries[0].raw == text.partition("\n@book{b")[0]
    assert [(loss.kind.value, str(loss.position)) for loss in file.losses] == [
        ("stray-brace", "refs.bib:2:14")
    ]


def test_fields_behind_an_entry_that_nothing_closes_again_are_told() -> None:
    file = read("@book{a, title = {A}}\n  year = {2000},\n@book{b}")
    assert kinds(file) == ["stray-brace"]
    assert [entry.key for entry in file.entries] == ["a", "b"]


def test_words_between_entries_are_no_loss() -> None:
    assert kinds(read("@book{a}\nYear of birth: 2000. E-mail = unknown\n@book{b}")) == []


@pytest.mark.parametrize("written", [r"{A\\}", r'"A\\"'])
def test_two_backslashes_at_the_end_do_not_swallow_the_next_field(written: str) -> None:
    file = read(f"@book{{a, title = {written}, year = {{2000}}}}\n@book{{b}}")
    assert values(file) == {"title": "A\\\\", "year": "2000"}
    assert kinds(file) == ["double-backslash"]
    assert len(file.entries) == 2


def test_two_backslashes_in_a_bare_word_do_not_swallow_the_next_field() -> None:
    file = read("@book{a, title = a\\\\, year = {2000}}")
    assert file.entries[0].get("year") == "2000"
    assert sorted(kinds(file)) == ["double-backslash", "undefined-macro"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [("@book\n{", "book"), ("@ book {", "book"), ("@in-proceedings{", "in-proceedings")],
)
def test_a_head_that_bibtexparser_does_not_see_is_told_and_read(head: str, kind: str) -> None:
    file = read(f"@book{{z}}\n{head}a, title = {{A}}}}\n")
    assert [entry.entrytype for entry in file.entries] == ["book", kind]
    assert file.entries[1].raw == f"{head}a, title = {{A}}}}"
    assert [(loss.kind.value, loss.citekey) for loss in file.losses] == [("broken-head", "a")]


@pytest.mark.parametrize("head", ["@book{", "@book {", "@BOOK(", "  @book{"])
def test_a_usual_head_is_no_loss(head: str) -> None:
    closing = ")" if head.endswith("(") else "}"
    file = read(f"{head}a, title = {{A}}{closing}\n")
    assert [entry.key for entry in file.entries] == ["a"]
    assert kinds(file) == []


@pytest.mark.parametrize("kind", ["commented", "stringer", "preambles"])
def test_a_type_that_begins_like_a_comment_is_an_entry_all_the_same(kind: str) -> None:
    file = read(f"@{kind}{{a, title = {{A}}}}\n@comment{{b}}")
    assert [(entry.key, entry.entrytype) for entry in file.entries] == [("a", kind)]
    assert kinds(file) == []


def test_an_entry_without_key_is_told() -> None:
    file = read("@book{, title = {A}}")
    assert kinds(file) == ["empty-key"]
    assert values(file) == {"title": "A"}


def test_a_line_in_a_value_that_looks_like_an_entry_makes_none() -> None:
    text = "@book{a,\n  note = {see\n@article{b, of course} and},\n  year = {2000}}\n@book{c}"
    file = read(text)
    assert [entry.key for entry in file.entries] == ["a", "c"]
    assert file.entries[0].get("note") == "see\n@article{b, of course} and"
    assert file.rejected == ()
    assert [(loss.kind.value, str(loss.position)) for loss in file.losses] == [
        ("phantom-entry", "refs.bib:3:1")
    ]


def test_an_entry_in_a_comment_block_is_no_entry() -> None:
    file = read("@comment{\n@book{old, title = {A}}\n}\n@book{b}")
    assert [entry.key for entry in file.entries] == ["b"]
    assert kinds(file) == ["phantom-entry"]


def test_an_entry_commented_out_by_per_cent_signs_is_no_entry() -> None:
    file = read("%@book{old,\n%  title = {A}\n%}\n@book{b}")
    assert [entry.key for entry in file.entries] == ["b"]
    assert file.rejected == ()


def test_per_cent_comments_inside_an_entry_are_told_and_left_out() -> None:
    text = "@book{a,\n  % one, two\n  title = {A}, % three\n  % year = 1,\n  year = {20 %}\n}"
    file = read(text)
    assert values(file) == {"title": "A", "year": "20 %"}
    assert [str(loss.position) for loss in file.losses] == [
        "refs.bib:2:3",
        "refs.bib:3:16",
        "refs.bib:4:3",
    ]
    assert set(kinds(file)) == {"percent-line"}


@pytest.mark.parametrize("written", ["Hello World", "{A} {B}", ""])
def test_a_value_that_is_none_is_kept_and_told(written: str) -> None:
    file = read(f"@book{{a, title = {written}, year = 2000}}")
    assert values(file) == {"title": written, "year": "2000"}
    assert kinds(file) == ["broken-value"] or kinds(file)[:1] == ["broken-value"]


def test_a_block_without_brace_is_told() -> None:
    assert kinds(read("@book chae2001, title = {A}\n@book{b}")) == ["broken-head"]


def test_a_broken_string_block_is_told() -> None:
    file = read("@string{kimh}\n@book{b}")
    assert kinds(file) == ["broken-block"]
    assert [entry.key for entry in file.entries] == ["b"]


# Rejected entries


def test_an_entry_that_is_never_closed_is_kept_with_key_reason_and_remedy() -> None:
    file = read("@book{a,\n  title = {A,\n  year = 2000\n}\n\n@book{b, title = {B}}\n")
    (rejected,) = file.rejected
    assert rejected.keys == ("a",)
    assert rejected.raw == "@book{a,\n  title = {A,\n  year = 2000\n}"
    assert "Unexpected block start" in rejected.reason
    assert "brace" in rejected.remedy
    assert str(rejected.position) == "refs.bib:1:1"
    assert [entry.key for entry in file.entries] == ["b"]
    assert file.known_keys == {"a", "b"}


def test_a_repeated_key_is_kept_as_an_entry_of_its_own() -> None:
    file = read("@book{a, title = {One}}\n@book{a, title = {Two}}")
    (rejected,) = file.rejected
    assert rejected.entry is not None
    assert rejected.entry.get("title") == "Two"
    assert "'a'" in rejected.reason
    assert "line 1" in rejected.reason
    (duplicate,) = file.duplicate_keys
    assert [position.line for position in duplicate.positions] == [1, 2]
    assert not duplicate.case_only
    found = file.entry("a")
    assert found is not None
    assert found.get("title") == "One"


def test_keys_that_differ_only_in_case_are_told() -> None:
    file = read("@book{Xu1990}\n@book{xu1990}\n@book{xu1991}")
    (duplicate,) = file.duplicate_keys
    assert duplicate.keys == ("Xu1990", "xu1990")
    assert duplicate.case_only
    assert len(file.entries) == 3


def test_a_repeated_field_is_told_and_nothing_is_lost() -> None:
    file = read("@book{a,\n title = {One},\n year = 1,\n title = {Two}}")
    (rejected,) = file.rejected
    assert rejected.entry is not None
    assert rejected.entry.get("title") == "One"
    assert [one.value for one in rejected.entry.repeated] == ["Two"]
    (repeated,) = file.repeated_fields
    assert [str(one.position) for one in repeated.fields] == ["refs.bib:2:2", "refs.bib:4:2"]
    assert not repeated.case_only


def test_a_field_repeated_in_another_case_is_told() -> None:
    file = read("@book{a, title = {One}, Title = {Two}}")
    (repeated,) = file.repeated_fields
    assert [one.name for one in repeated.fields] == ["title", "Title"]
    assert repeated.case_only
    assert read("@book{a, title = {One}, subtitle = {Two}}").repeated_fields == ()


# Text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del, {\'E}va, \v{S}koda, \c{c}a, \'{\i}", "Gödel, Éva, Škoda, ça, í"),
        (r"Stra{\ss}e \O re \aa", "Straße Øre å"),
        (r"{The {UN} Command}", "The UN Command"),
        ("two   lines\n\tof text ", "two lines of text"),
        ("1950--1953 --- ``war''", "1950–1953 — “war”"),
        (r"R\&D 50\% \#1 \$5 a\_b", "R&D 50% #1 $5 a_b"),
        ("50% of A & B #1", "50% of A & B #1"),
        (r"\emph{50% of A & B}", "50% of A & B"),
        (r"\unknown{kept}", "kept"),
        ("金城战役", "金城战役"),
        (r"See \cite the book", "See cite the book"),
        (
            r"See \citep[12]{chae2001} and \parencite[see][3]{xu1990}",
            "See [chae2001] and [xu1990]",
        ),
        (r"A \footnote is short, \href is not", "A footnote is short, href is not"),
        (r"A\footnote{of 1953}", "A[of 1953]"),
    ],
)
def test_latex_is_decoded_for_readers(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


def test_addresses_are_not_decoded() -> None:
    entry = read(r"@misc{a, url={http://x.org/a%20b_~c}, title={A~B}}").entries[0]
    assert entry.text("url") == "http://x.org/a%20b_~c"
    assert entry.text("title") == "A\N{NO-BREAK SPACE}B"
    assert entry.text("absent") == ""
    assert entry.get("absent", "x") == "x"


# Annotations


def test_annotations_of_names_and_of_whole_fields_are_read() -> None:
    entry = read(
        "@book{a, author = {Xu, Yan and Paik, Sun Yup}, "
        'AUTHOR+an:script = {1="徐焰"; 2="백선엽"},'
        " author+an:order = {1=family-first}, title = {T},"
        ' title+an:romanised = {="Diyici; jiaoliang"}, author-an = {1:family="old"; =x}}'
    ).entries[0]
    assert entry.annotation("author", "script") == {1: "徐焰", 2: "백선엽"}
    assert entry.annotation("author", "order") == {1: "family-first"}
    assert entry.annotation("title", "romanised") == {None: "Diyici; jiaoliang"}
    assert entry.annotation("author") == {None: "x"}
    assert [one.part for one in entry.annotations("author")] == ["family", None]
    assert entry.annotation("title", "translated") == {}


def test_the_older_field_names_are_read_as_annotations() -> None:
    entry = read(
        "@book{a, title = {第一次较量}, title_romanised = {Diyici jiaoliang},"
        " author = {Xu, Yan and Li, Wei}, author_script = {徐焰 and 李伟}}"
    ).entries[0]
    assert entry.annotation("title", "romanised") == {None: "Diyici jiaoliang"}
    assert entry.annotation("author", "script") == {1: "徐焰", 2: "李伟"}


@pytest.mark.parametrize("value", ['1="徐焰', "徐焰", '1="a" 2="b"'])
def test_a_broken_annotation_is_told(value: str) -> None:
    file = read(f"@book{{a, author+an:script = {{{value}}}}}")
    assert kinds(file) == ["broken-annotation"]


@pytest.mark.parametrize("value", ['1="徐焰"', '="x";', "2:given=student,editor ; =y", ""])
def test_a_sound_annotation_is_not(value: str) -> None:
    assert kinds(read(f"@book{{a, author+an:script = {{{value}}}}}")) == []
    assert parse_annotations(value)[1] == ""


# Names


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Carter Malkasian", ("Malkasian", "Carter", "", "")),
        ("Hermes, Walter G.", ("Hermes", "Walter G.", "", "")),
        ("Ludwig van Beethoven", ("Beethoven", "Ludwig", "van", "")),
        ("van der Berg, Jan", ("Berg", "Jan", "van der", "")),
        ("King, Jr., Martin Luther", ("King", "Martin Luther", "", "Jr.")),
        ("Charles Louis Xavier Joseph de la Vallee Poussin",
         ("Vallee Poussin", "Charles Louis Xavier Joseph", "de la", "")),
        (r"{\'E}mile Zola", ("Zola", "Émile", "", "")),
        ("Plato", ("Plato", "", "", "")),
        ("bell hooks", ("hooks", "bell", "", "")),
        ("{van} Gogh, Vincent", ("van Gogh", "Vincent", "", "")),
        ("family=Xu, given=Yan", ("Xu", "Yan", "", "")),
        ('family=Berg, given="Jan, the elder", prefix=van der, useprefix=true',
         ("Berg", "Jan, the elder", "van der", "")),
        ("徐, 焰", ("徐", "焰", "", "")),
        ("徐 焰", ("徐", "焰", "", "")),
    ],
)  # fmt: skip
def test_a_name_is_divided(written: str, parts: tuple[str, str, str, str]) -> None:
    (name,) = parse_names(written)
    assert (name.family, name.given, name.prefix, name.suffix) == parts
    assert not name.literal
    assert name.fault is None


@pytest.mark.parametrize(
    "written", ["{Simon and Schuster}", "徐焰", "백선엽", "{Eighth {US} Army}"]
)
def test_a_body_and_an_undivided_han_name_are_literal(written: str) -> None:
    (name,) = parse_names(written)
    assert name.literal
    assert name.given == ""
    assert name.full == written.replace("{", "").replace("}", "")


def test_names_are_joined_by_and_alone() -> None:
    names = parse_names("John Muller and Jane Doe AND Andrew Sand\nand others")
    assert [name.family for name in names] == ["Muller", "Doe", "Sand", "others"]
    assert [name.others for name in names] == [False, False, False, True]
    assert parse_names("  ") == ()


@pytest.mark.parametrize("written", ["Smith, Jr., Bill, Lee", ", Yan"])
def test_a_name_that_cannot_be_divided_is_kept_with_its_fault(written: str) -> None:
    (name,) = parse_names(written)
    assert name.literal
    assert name.fault is not None
    assert name.full == written


def test_script_and_order_of_names_come_from_annotations() -> None:
    entry = read(
        "@book{a, author = {Paik, Sun Yup and Malkasian, Carter},"
        ' author+an:script = {1="백선엽"}, author+an:order = {1="family-first"}}'
    ).entries[0]
    paik, malkasian = names_of(entry, "author")
    assert (paik.full, paik.script, paik.inverted) == ("Paik Sun Yup", "백선엽", "Paik Sun Yup")
    assert (malkasian.full, malkasian.script) == ("Carter Malkasian", None)
    assert malkasian.inverted == "Malkasian, Carter"


# Inheritance


def test_a_chapter_inherits_its_book_under_the_names_of_biblatex() -> None:
    file = read(
        "@incollection{c, title = {Part}, crossref = {whole}}"
        "@collection{whole, title = {Whole}, subtitle = {Sub}, title+an:romanised = {=R},"
        " shorttitle = {W}, date = {2001}, options = {x}}"
    )
    fields = inherited(file.entries[0], file)
    assert {name: one.value for name, one in fields.items()} == {
        "title": "Part", "crossref": "whole", "booktitle": "Whole", "booksubtitle": "Sub",
        "booktitle+an:romanised": "=R", "date": "2001",
    }  # fmt: skip


def test_a_chapter_inherits_from_a_volume_and_from_the_work_above_it() -> None:
    file = read(
        "@inbook{c, crossref = {v}} @book{v, title = {V}, author = {A}, crossref = {w}}"
        "@mvbook{w, title = {W}, volumes = {3}}"
    )
    fields = inherited(file.entries[0], file)
    assert fields["booktitle"].value == "V"
    assert fields["maintitle"].value == "W"
    assert fields["bookauthor"].value == "A"


def test_xdata_hands_down_every_field_as_it_is() -> None:
    file = read("@xdata{kansas, publisher = {UPK}} @book{z, xdata = {kansas, none}}")
    found = inheritance(file.entries[1], file)
    assert found.fields["publisher"].value == "UPK"
    assert found.missing == ("none",)


def test_a_circle_of_crossrefs_ends_and_is_told() -> None:
    file = read("@book{a, crossref = {b}, note = {n}} @book{b, crossref = {a}, year = {1}}")
    found = inheritance(file.entries[0], file)
    assert found.cycle == ("a", "b", "a")
    assert found.fields["year"].value == "1"
    assert inheritance(read("@book{a}").entries[0], file).cycle == ()


# Laws


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='@bok{}()",=#\\%\n\r xa1', max_size=120))
def test_any_text_is_read_and_its_slices_join_to_it(text: str) -> None:
    file = read(text)
    pieces, at = [], 0
    for entry in sorted(file.entries, key=lambda entry: entry.start):
        assert entry.start >= at
        assert text[entry.start : entry.stop] == entry.raw
        assert entry.raw.startswith("@")
        for one in entry.fields.values():
            assert entry.start <= one.name_start <= one.start <= one.stop <= entry.stop
            assert text[one.name_start :].startswith(one.name)
        pieces += [text[at : entry.start], entry.raw]
        at = entry.stop
    assert "".join([*pieces, text[at:]]) == text
    for rejected in file.rejected:
        assert text[rejected.start : rejected.stop] == rejected.raw


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(content: bytes) -> None:
    file = bibtex_from_bytes(b"@misc{a, note = {" + content + b"}}", path="refs.bib")
    assert file.to_bytes() is not None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_utf_8_bytes_come_back_unchanged(text: str) -> None:
    content = text.encode()
    file = bibtex_from_bytes(content, path="refs.bib")
    if file.encoding_fault is None:
        assert file.to_bytes() == content


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="\\{}$%&~'`\"^aeiKo 徐-,=;1", max_size=40))
def test_any_value_is_decoded_and_read_as_names_and_annotations(text: str) -> None:
    decode_latex(text)
    parse_names(text)
    parse_annotations(text)


# Hostile input


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "@book{a, title = " + "{" * 100_000,
        "@book{a, title = " + "{" * 50_000 + "}" * 50_000 + "}",
        "@book{a, title = {x}" * 5_000,
        "@a{\n" * 20_000,
        "@a{" * 30_000,
        "@ " * 50_000,
        "@comment{" * 20_000,
        '@a{b, c = "' * 10_000,
        "@a{b,\n%\n c = {d} e = {f}\n" * 3_000,
        "@a{b, c+an:d = {" + "1=a;" * 20_000 + "}}",
        "@a{b, c = " + "d # " * 20_000 + "e}",
    ],
    ids=lambda text: f"{text[:12]!r} of {len(text)}",
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    file = read(text)
    for entry in file.readable:
        entry.text("title")
        parse_names(entry.get("title"))
    assert time.process_time() - started < 10


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read("@book{a, title = {A\n@book{b}\n")
        decode_latex(r"\begin{x} $")
    assert caplog.records == []


# Real files


def independent_count(text: str) -> int:
    """Entries told by brackets alone: heads that open a line outside any block."""
    head = re.compile(r"@[ \t]*([^\s{}()\",=@%#']+)\s*[{(]")
    count = depth = at = 0
    opening, round_ones = True, False
    while at < len(text):
        sign = text[at]
        if depth == 0 and opening and sign == "%":
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
            continue
        found = head.match(text, at) if depth == 0 and sign == "@" else None
        if found is not None:
            count += found[1].lower() not in ("comment", "string", "preamble")
            depth, at, round_ones = 1, found.end(), found[0].endswith("(")
            continue
        if sign == "\\":
            at += 2
            continue
        closes = sign == "}" or (sign == ")" and depth == 1 and round_ones)
        depth = max(0, depth + (depth > 0 and sign == "{") - closes)
        opening = sign == "\n" or (opening and sign in " \t")
        at += 1
    return count


def real_files() -> list[Path]:
    return sorted(REAL.rglob("*.bib")) if REAL.is_dir() else []


@pytest.mark.skipif(not real_files(), reason="the real files are not beside this project")
@pytest.mark.parametrize("path", real_files(), ids=lambda path: path.name)
def test_no_entry_of_a_real_file_is_lost(path: Path) -> None:
    file = read_bibtex(path)
    assert len(file.entries) + len(file.rejected) == independent_count(file.text)
    for entry in file.readable:
        assert file.text[entry.start : entry.stop] == entry.raw
        assert entry.raw.startswith("@")
        for name in ("author", "editor"):
            names_of(entry, name)
        entry.text("title")
        inheritance(entry, file)


def test_the_own_bibliography_has_no_fault() -> None:
    file = read_bibtex(OWN)
    assert len(file.entries) == independent_count(file.text)
    assert (file.losses, file.rejected, file.duplicate_keys) == ((), (), ())


def test_macros_that_double_with_every_line_are_written_out_only_so_far() -> None:
    doubling = "@string{a = {xxxxxxxx}}\n" + "@string{a = a # a}\n" * 60
    file = read(doubling + "@book{b, title = a # { end}}\n")
    assert len(file.strings["a"].value) < 2_000_000
    assert file.entries[0].get("title") == "a end"
    (loss,) = (loss for loss in file.losses if loss.kind is LossKind.UNDEFINED_MACRO)
    assert "more text than is written out" in loss.message


def test_macros_that_many_entries_use_are_written_out_in_each() -> None:
    entries = "".join(f"@article{{k{n}, journal = jmh}}\n" for n in range(2000))
    file = read("@string{jmh = {Journal of Military History}}\n" + entries)
    assert {entry.get("journal") for entry in file.entries} == {"Journal of Military History"}
    assert file.losses == ()


# Commands that lack what they ask for


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"see \url", "see url"),
        (r"see \url http://a.example/b", "see http://a.example/b"),
        (r"\url{http://a.example/b_c%20d}", "http://a.example/b_c%20d"),
        (r"half \frac{1}", r"half \frac1"),
        (r"\textbf{a} \footnote", "a footnote"),
        (r"\href{http://a.example/b}{The text} and $x$", "The text and x"),
    ],
)
def test_a_command_without_its_argument_loses_nothing_and_warns_nobody(
    value: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    decode_latex.cache_clear()
    with caplog.at_level(logging.DEBUG):
        assert decode_latex(value) == text
    assert caplog.records == []


# Stretches: a file is read piece by piece


PIECES = (
    *("@book{", "@misc(", "@string{", "@comment{", "@b-c{", "@", "k1", "k2", ",", "=", "{"),
    *("}", ")", '"', "#", "%", "\\", "\\\\", "\n", "\n@book{k3, title = {A}}\n", "\r", "x"),
    *("\n@comment{\n", "\n@online{k4,\n", "{V}", "title = {W},", " ", "\n% @book{k5,\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_a_file_reads_the_same_however_long_the_stretches_are(text: str, length: int) -> None:
    def seen(longest: int) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for part in mended(text, length=longest):
            assert len(part.text) == part.stop - part.start
            for block in part.blocks:
                # Only within a stretch does bibtexparser say that a key stands twice.
                what = block.entry.key if block.entry else type(block.block).__name__
                found.append((part.start + block.start, part.start + block.stop, what))
            found += ((part.start + edit.start, edit.kind, edit.reading) for edit in part.edits)
        return sorted(found, key=str)

    def without_repetitions(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        strings = ("String", "DuplicateBlockKeyBlock")
        return [(*one[:-1], "string") if one[-1] in strings else one for one in found]

    assert without_repetitions(seen(length)) == without_repetitions(seen(len(text) + 1))


def test_a_comment_line_that_hides_a_whole_entry_is_left_out_as_one() -> None:
    text = "@(\n%=\n=,%%@(x)\n),"
    file = read(text)
    assert file.entries == ()
    assert [(one.start, one.raw) for one in file.rejected] == [(0, text)]


def test_a_key_that_stands_twice_is_found_however_far_apart() -> None:
    between = "".join(f"@book{{k{n}, title = {{{'x' * 200}}}}}\n" for n in range(300))
    file = read(f"@book{{a, title = {{A}}}}\n{between}@book{{a, title = {{B}}}}\n")
    (again,) = file.rejected
    assert again.keys == ("a",)
    assert "line 1" in again.reason
    assert str(again.position) == "refs.bib:302:1"
