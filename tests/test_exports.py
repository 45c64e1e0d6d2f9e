"""Selecting sources, and writing them as BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from building import dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError, KumsongSourcesError
from kumsong_sources.exports import FORMATS, export_bibliography, format_bibliography, select
from kumsong_sources.exports.bibtex import bibtex_slices, write_bibtex
from kumsong_sources.exports.csljson import write_csl_json
from kumsong_sources.sources import (
    Bibliography,
    Source,
    bibliography_from_bytes,
    bibliography_of,
    read_bibliography,
)

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "bib"
REAL_FILES = sorted(REAL.rglob("*.bib"))
REFERENCE = Path(__file__).resolve().parent / "reference"

ROWS = """
c1,battle,Red lost,red1[1],RED,killed,10,
c2,battle,Blue lost,blue1; red2,BLUE,killed,20,
c3,sea,Ships sank,swiss,RED,killed,3,,,,blue2
"""
SEA = '[events.sea]\nlabel = "At sea"\n'


def keys(sources: Iterable[Source]) -> list[str]:
    return [source.citekey for source in sources]


def dossier() -> Dossier:
    return dossier_of(ROWS)


def bibliography(text: str) -> Bibliography:
    return bibliography_of(parse_bibtex(text, path="references.bib"))


# Selection


def test_without_conditions_all_sources_are_selected_in_file_order() -> None:
    assert keys(select(dossier())) == ["red1", "red2", "blue1", "blue2", "swiss", "nobody"]


def test_a_source_in_which_a_claim_was_read_counts_as_cited() -> None:
    assert keys(select(dossier(), cited_only=True)) == [
        "red1", "red2", "blue1", "blue2", "swiss",
    ]  # fmt: skip


def test_sources_are_selected_by_claim_event_key_and_by_all_together() -> None:
    assert keys(select(dossier(), claims=["c2"])) == ["red2", "blue1"]
    assert keys(select(dossier(), event="sea")) == ["blue2", "swiss"]
    assert keys(select(dossier(), keys=["swiss", "red1"])) == ["red1", "swiss"]
    assert keys(select(dossier(), claims=["c2"], party="RED")) == ["red2"]
    assert keys(select(dossier(), claims="c1", keys="red2")) == []


def test_a_party_stands_for_its_parts_too() -> None:
    references = "@book{n, party = {NORTH}} @book{b, party = {BLUE}}"
    assert keys(select(dossier_of("", references=references), party="RED")) == ["n"]
    assert keys(select(Dossier.example("kumsong"), party="UNC")) == [
        "chae2001", "hermes1992", "paik1992",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"party": "BLEU"}, "no party 'BLEU'; did you mean 'BLUE'"),
        ({"party": "XYZ"}, "no party 'XYZ'; there are: BLUE, NORTH"),
        ({"claims": ["c9"]}, "no claim 'c9'; did you mean 'c[123]'"),
        ({"keys": ["swis"]}, "no source 'swis'; did you mean 'swiss'"),
        ({"event": "batle"}, "no event 'batle'; did you mean 'battle'"),
    ],
)
def test_a_name_the_dossier_has_not_is_refused_with_the_nearest(
    condition: dict[str, Any], message: str
) -> None:
    with pytest.raises(DossierError, match=message):
        select(dossier(), **condition)


def test_an_entry_that_cannot_be_read_is_not_called_unknown() -> None:
    broken = dossier_of("", references="@book{lost, title = {never closed\n\n@book{a, year=1}")
    assert "lost" in broken.bibliography
    with pytest.raises(DossierError, match=r"entry 'lost' of references\.bib cannot be read"):
        select(broken, keys=["lost"])


# BibTeX

FAMILY = """% A remark
@preamble{ "\\newcommand{\\nosort}[1]{}" }
@string{ pub = "KIMH" }
@STRING(place = pub # { in Seoul})
@string{unused = "x"}
@book{whole, editor = {A, B}, title={Whole},publisher= place , year = 2001}
@incollection{part,  title = "Part, pub unused", crossref={whole}, xdata = "extra" }
@xdata{extra, note = {\\nosort{1}Note}}
@book{other, title = {Other}, publisher = "pub"}
"""


def test_bibtex_is_made_of_slices_of_the_file() -> None:
    works = bibliography(FAMILY)
    slices = bibtex_slices(works, file=works.file)
    assert all(part in FAMILY for part in slices)
    assert write_bibtex(works, file=works.file) == "\n\n".join(slices) + "\n"


def test_parents_come_behind_their_children_with_the_macros_they_need() -> None:
    works = bibliography(FAMILY)
    assert bibtex_slices([works.sources["part"]], file=works.file) == (
        '@preamble{ "\\newcommand{\\nosort}[1]{}" }',
        '@string{ pub = "KIMH" }',
        "@STRING(place = pub # { in Seoul})",
        '@incollection{part,  title = "Part, pub unused", crossref={whole}, xdata = "extra" }',
        "@book{whole, editor = {A, B}, title={Whole},publisher= place , year = 2001}",
        "@xdata{extra, note = {\\nosort{1}Note}}",
    )


def test_what_is_not_needed_is_left_out() -> None:
    works = bibliography(FAMILY)
    assert bibtex_slices([works.sources["other"]], file=works.file) == (
        '@book{other, title = {Other}, publisher = "pub"}',
    )


def test_entries_that_point_to_each_other_in_a_circle_are_written_once() -> None:
    text = "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n@book{c, crossref = {c}}"
    works = bibliography(text)
    assert sorted(bibtex_slices(works, file=works.file)) == text.split("\n")


def test_the_line_ends_of_the_file_are_kept() -> None:
    text = b"@book{a,\r\n  title = {A}\r\n}\r\n@book{b,\r\n}\r\n"
    works = bibliography_from_bytes(text, path="a.bib")
    written = write_bibtex(works, file=works.file)
    assert written == "@book{a,\r\n  title = {A}\r\n}\r\n\r\n@book{b,\r\n}\r\n"


def test_no_source_makes_an_empty_file() -> None:
    assert write_bibtex([], file=bibliography(FAMILY).file) == ""


FIELD = st.text(alphabet="ab é徐{}\"\\@,=#%\n'", max_size=20).filter(
    lambda text: (
        text.count("{") == text.count("}") == 0 and "\\" not in text and "@" not in text
    )
)


@given(st.lists(FIELD, max_size=5), st.sets(st.integers(0, 4)))
def test_any_selection_is_read_back_as_the_same_entries(
    titles: list[str], chosen: set[int]
) -> None:
    text = "".join(f"@book{{k{at}, title = {{{t}}} }}\n" for at, t in enumerate(titles))
    works = bibliography(text)
    selected = [one for at, one in enumerate(works) if at in chosen]
    back = bibliography(write_bibtex(selected, file=works.file))
    assert [one.entry.raw for one in back] == [one.entry.raw for one in selected]


# CSL-JSON


def csl(text: str) -> dict[str, Any]:
    (work,) = json.loads(write_csl_json(bibliography(text)))
    assert isinstance(work, dict)
    return work


def test_a_chinese_work_is_whole_in_csl_json() -> None:
    sources = Dossier.example("kumsong").sources
    (work,) = json.loads(write_csl_json([sources["xue1990"]]))
    assert work == {
        "id": "xue1990",
        "type": "book",
        "title": "Diyici jiaoliang: Kang Mei yuan Chao zhanzheng de lishi huigu yu fansi "
        "第一次较量：抗美援朝战争的历史回顾与反思 [First confrontation: Reviews and "
        "reflections on the history of War to Resist America and Aid Korea]",
        "title-short": "Diyici jiaoliang",
        "language": "zh",
        "author": [{"family": "Xue", "given": "Yan", "static-ordering": True}],
        "issued": {"date-parts": [[1990]]},
        "ISBN": "7-5043-0542-1",
        "publisher": "Chinese Radio and Television Publishing House",
        "publisher-place": "Beijing",
        "custom": {
            "title-original": "第一次较量：抗美援朝战争的历史回顾与反思",
            "title-romanised": "Diyici jiaoliang: Kang Mei yuan Chao zhanzheng de lishi huigu "
            "yu fansi",
            "title-translated": "First Confrontation: Reviews and Reflections on the History "
            "of War to Resist America and Aid Korea",
            "author-script": ["徐焰"],
        },
    }


def test_a_reprint_keeps_the_year_of_first_publication() -> None:
    work = csl("@book{a, title = {T}, date = {1992}, origdate = {1966}}")
    assert work["original-date"] == {"date-parts": [[1966]]}


def test_names_keep_their_parts() -> None:
    work = csl("@book{a, author = {de Gaulle, Charles and King, Jr., M. L. and {UN}}}")
    assert work["author"] == [
        {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"literal": "UN"},
    ]


def test_an_article_has_its_journal_issue_and_pages() -> None:
    work = csl(
        r"""@article{a, title = {\'Etude}, journal = {J}, volume = 12, number = 3,
        pages = {10--20}, year = 2001, month = jul, doi = {https://doi.org/10.1/x_y}}"""
    )
    assert work == {
        "id": "a",
        "type": "article-journal",
        "title": "Étude",
        "container-title": "J",
        "issued": {"date-parts": [[2001, 7]]},
        "volume": "12",
        "issue": "3",
        "page": "10-20",
        "DOI": "10.1/x_y",
    }


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("1953-07-13/1953-07-27", {"date-parts": [[1953, 7, 13], [1953, 7, 27]]}),
        ("1950~", {"date-parts": [[1950]], "circa": True}),
        ("[1950]", {"literal": "[1950]"}),
    ],
)
def test_dates_are_parts_where_they_can_be_counted(date: str, issued: dict[str, Any]) -> None:
    assert csl(f"@book{{a, date = {{{date}}}}}")["issued"] == issued


def test_types_follow_the_entry_types() -> None:
    types = {
        "@mvbook": "book", "@inbook": "book", "@phdthesis": "thesis", "@online": "webpage",
        "@misc": "document", "@unpublished": "manuscript", "@report": "report",
        "@inreference": "entry-encyclopedia", "@whatever": "document",
    }  # fmt: skip
    for entry, expected in types.items():
        assert csl(f"{entry}{{a, title = {{T}}}}")["type"] == expected


CSL = tomllib.loads((REFERENCE / "formats" / "csl-json.toml").read_text(encoding="utf-8"))


@cache
def csl_schema() -> jsonschema.Draft202012Validator:
    """The JSON schema of CSL-JSON 1.0.2, made of the names that it may hold."""
    text = {"type": "string", "minLength": 1}
    count = {"type": ["string", "number"], "minLength": 1}
    flag = {"type": ["string", "number", "boolean"]}
    parts = dict.fromkeys(CSL["name_texts"], text)
    flags = dict.fromkeys(CSL["name_flags"], flag)
    name = {
        "type": "object",
        "properties": parts | flags,
        "anyOf": [{"required": [part]} for part in ("family", "given", "literal")],
        "additionalProperties": False,
    }
    day = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "properties": {
            "date-parts": {"type": "array", "items": day, "minItems": 1, "maxItems": 2},
            "season": count,
            "circa": flag,
            "literal": text,
            "raw": text,
        },
        "minProperties": 1,
        "additionalProperties": False,
    }
    work = {
        "type": "object",
        "properties": {
            "id": count,
            "type": {"enum": CSL["types"]},
            "categories": {"type": "array", "items": text},
            "custom": {"type": "object"},
            **dict.fromkeys(CSL["strings"], text),
            **dict.fromkeys(CSL["numbers"], count),
            **{variable: {"type": "array", "items": name} for variable in CSL["names"]},
            **dict.fromkeys(CSL["dates"], date),
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    }
    return jsonschema.Draft202012Validator({"type": "array", "items": work})


def check_csl(text: str) -> None:
    """Hold what is written against the schema; the works with faults are named."""
    works = json.loads(text)
    faults = [
        f"{works[fault.path[0]]['id']}: {fault.message}"
        for fault in csl_schema().iter_errors(works)
    ]
    assert faults == []


def test_the_lists_of_csl_hold_as_many_names_as_its_version_1_0_2() -> None:
    assert len(CSL["types"]) == 45
    variables = [
        name for kind in ("strings", "numbers", "names", "dates") for name in CSL[kind]
    ]
    assert len(variables) == len(set(variables)) == 98


@pytest.mark.parametrize(
    "fault",
    [
        {"type": "misc"},
        {"type": "book", "event": "A conference"},
        {"type": "book", "author": [{"static-ordering": True}]},
        {"type": "book", "issued": {"date-parts": [[]]}},
        {"type": "book", "issued": "1953"},
        {"type": "book", "title": ""},
        {"type": "book", "publisher": 5},
    ],
)
def test_the_schema_finds_what_is_no_csl(fault: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="a: "):
        check_csl(json.dumps([{"id": "a", **fault}]))


def test_csl_json_of_the_example_keeps_to_the_schema() -> None:
    check_csl(write_csl_json(Dossier.example("kumsong").sources.values()))


# All formats


def test_bibtex_of_the_example_is_its_entries_byte_for_byte() -> None:
    example = Dossier.example("kumsong")
    raws = [source.entry.raw for source in example.sources.values()]
    assert export_bibliography(example) == "\n\n".join(raws) + "\n"


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_names_only_the_sources_chosen(format_: str) -> None:
    example = Dossier.example("kumsong")
    written = export_bibliography(example, select(example, party="USA"), format=format_)
    assert "Hermes" in written and "Malkasian" not in written
    assert written.endswith("\n")
    assert written == export_bibliography(example, select(example, party="USA"), format=format_)


def test_an_unknown_format_or_style_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KumsongSourcesError, match="no bibliography format 'mods'; there are"):
        export_bibliography(dossier(), format="mods")
    with pytest.raises(KumsongSourcesError, match="citation style 'no-such'"):
        export_bibliography(dossier(), format="text", style="no-such")


read = cache(read_bibliography)
real_files = pytest.mark.skipif(
    not REAL_FILES, reason="no folder shared/data/bib beside the project: real files not tried"
)


@real_files
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_real_bibliography_is_exported_in_every_format(path: Path) -> None:
    works = read(path)
    check_csl(write_csl_json(works))
    listed = sum(one.entry.entrytype not in ("xdata", "set") for one in works)
    text = format_bibliography(works, style="chicago-18")
    assert len(text.splitlines()) == listed
    markdown = format_bibliography(works, style="chicago-17", markup="markdown")
    assert len(markdown.split("\n\n")) == listed
    page = format_bibliography(works, style="chicago-17", markup="html")
    assert page.count("<li>") == listed


@real_files
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_real_bibliography_is_read_back_with_the_same_keys(path: Path) -> None:
    works = read(path)
    written = write_bibtex(works, file=works.file)
    assert {one.key for one in parse_bibtex(written, path="b").readable} == set(keys(works))


@real_files
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_another_reader_finds_what_it_finds_in_the_file_itself(path: Path) -> None:
    pytest.importorskip("pybtex")
    works = read(path)
    found = keys_by_pybtex(write_bibtex(works, file=works.file))
    assert found == keys_by_pybtex(works.file.text) & set(keys(works))


def keys_by_pybtex(text: str) -> set[str]:
    """The keys that pybtex finds; what it stumbles over is in the files themselves."""
    import pybtex.errors
    from pybtex.database.input.bibtex import Parser

    with pybtex.errors.capture():
        return set(Parser().parse_string(text).entries.keys())
