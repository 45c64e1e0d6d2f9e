"""Hostile input: no exception but ours, no hang, no memory beyond a multiple of the input."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile import HEADER, READERS, names_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kumsong_sources.bibtex import bibtex_from_bytes
from kumsong_sources.checks import run_bibliography_checks, run_checks
from kumsong_sources.checks.writing import FORMATS, write_findings
from kumsong_sources.claims import parse_claims
from kumsong_sources.dossier import Dossier
from kumsong_sources.encoding import why_no_text
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.sources import bibliography_of

HOSTILE = Path(__file__).with_name("hostile.py")
# Generous: many machines, and other work on them.
LONGEST_SECONDS = 25.0
WHOLE_RUN_SECONDS = 400
# One entry of six characters is a value with a place, a text and a reason: that is some
# hundred times its length. Texts that are meant well need a small multiple of theirs: a
# bibliography about ten times, of which one is the file, a table of claims more.
MOST_MEMORY, MOST_MEMORY_MEANT_WELL = 300, {"bibtex": 25, "claims": 80}
MEANT_WELL = ("many entries", "entries", "one long value", "many rows", "one long cell")

PIECES = {
    "bibtex": (
        *("@book{", "@misc(", "@string{", "@comment{", "@preamble{", "@", "key", ",", "=", "{"),
        *("}", ")", '"', "#", "%", "\\", "\n", "\r", " ", "author", "title", "1990", "jan"),
        *("Xu, Yan", " and ", "徐焰", "author+an:script", '{1="徐焰"}', "crossref", "{key}"),
        *("date", "{1953-07/1953-08}", "isbn", "{7-5043-0542-1}", "pages", "{12-15}", "\x00"),
    ),
    "claims": (
        *(
            ",",
            '"',
            '""',
            "\n",
            "\r\n",
            "\r",
            "C1",
            "battle",
            "S",
            "red1",
            "red1[12]",
            ";",
            "[",
        ),
        *("RED", "killed", "103", "c. 66,000", "1953-07-13", "\x00", "\x1a", "=1+1", "\u2028"),
    ),
    "declaration": (
        *(
            "title",
            "=",
            '"',
            "'",
            '"""',
            "[",
            "]",
            "[[waivers]]",
            "[parties.RED]",
            "\n",
            ".",
            "#",
        ),
        *(
            "part_of",
            '"RED"',
            "rule",
            "reason",
            "1",
            "true",
            "1953-07-13",
            "{",
            "}",
            ",",
            "nan",
        ),
        *(
            "[tolerances]",
            "agree",
            "[measures.x]",
            "kind",
            "[reference]",
            "quantiles",
            "\\u0000",
        ),
    ),
    "citations": ("red1", "[", "]", ";", ",", "12", "–", "@", " ", "pp. ", "\\", "\n", "金"),
    "figure": (
        *(
            "1",
            "0",
            ",",
            ".",
            "-",
            "–",
            " ",
            "about",
            "over",
            "c.",
            "万",
            "千",
            "百",
            "十",
            "余",
        ),
        *(
            "hundred",
            "and",
            "dozen",
            "to",
            "km",
            "%",
            "(",
            ")",
            "½",
            "e",
            "+",
            "~",
            "<",
            "x",
            "多",
        ),
        *("१", "①", "²", "1953-07-13", "July", "killed", "no", "\u200b", "인", "명", "수백"),
    ),
    "date": (
        *("1953", "-", "07", "/", "..", "?", "~", "X", "%", "July", "13", "–", " ", "年", "月"),
        *("日", "early", "spring", "century", "th", "BC", ",", "[", "{", "Y", "E9", "+", "7"),
    ),
    "csl-json": (
        *('[{"type": "book", ', "}]", "{", "}", "[", "]", ":", ",", '"', '"id": "a"', "null"),
        *('"title":', '"author":', '[{"family": "Xu", "given": "Yan"}]', '{"literal": "金"}'),
        *('"issued":', '{"date-parts": [[1953, 7, 13]]}', "[[1953], [null]]", '"raw"', "1e999"),
        *('"custom":', '"note":', '"language": "zh"', "true", "-1", '"\\ud800"', '"\\u0000"'),
    ),
    "ris": (
        *("TY  - BOOK\n", "TY  - JOUR\n", "ER  - \n", "ER  -", "TI  - ", "AU  - ", "PY  - "),
        *("DA  - ", "SP  - ", "EP  - ", "T2  - ", "UR  - ", "ID  - ", "ZZ  - ", "\n", "\r\n"),
        *(
            "Xu, Yan",
            "徐焰",
            "1953/07/13/",
            "//",
            ",",
            "12-15",
            "{",
            "}",
            "\\",
            "\x00",
            "\ufeff",
        ),
    ),
    "encoding": ("a", "\xe9", "\x1b$B", "\xff", "\xfe", "\x00", "\x81", "\n"),
}


def fuzzed(reader: str) -> st.SearchStrategy[str]:
    """Texts for a reader: from its own pieces in any order, and anything at all."""
    pieces = st.lists(st.sampled_from(PIECES[reader]), max_size=40).map("".join)
    return pieces | st.text(max_size=60)


@pytest.mark.parametrize("reader", sorted(READERS))
@given(st.data())
@settings(max_examples=400, deadline=None)
def test_no_reader_ends_in_an_error_that_is_not_ours(reader: str, data: st.DataObject) -> None:
    text = data.draw(fuzzed(reader))
    try:
        READERS[reader](text.encode("utf-8", "replace").decode())
    except KumsongSourcesError as error:
        assert str(error)


@given(fuzzed("claims"))
@settings(max_examples=200, deadline=None)
def test_every_row_below_a_header_is_a_claim_or_is_rejected(text: str) -> None:
    table = parse_claims(HEADER + text)
    for row in (*table.claims, *table.rejected):
        assert (row.position.line or 0) > 1
        assert row.raw


@given(
    st.binary(max_size=200) | fuzzed("bibtex").map(lambda text: text.encode("utf-8", "replace"))
)
@settings(max_examples=300, deadline=None)
def test_every_entry_of_any_bytes_stands_in_the_text_where_it_says(content: bytes) -> None:
    assume(why_no_text(content) is None)
    file = bibtex_from_bytes(content, path="refs.bib")
    for one in (*file.entries, *file.rejected):
        assert file.text[one.start : one.stop] == one.raw
    for field in (field for entry in file.readable for field in entry.fields.values()):
        assert 0 <= field.name_start <= field.start <= field.stop <= len(file.text)


@given(fuzzed("bibtex"))
@settings(max_examples=150, deadline=None)
def test_every_bibliography_can_be_checked_and_its_findings_written(text: str) -> None:
    file = bibtex_from_bytes(text.encode("utf-8", "replace"), path="refs.bib")
    found = run_bibliography_checks(bibliography_of(file))
    for form in FORMATS:
        assert isinstance(write_findings(found, format_=form), str)
    assert len(write_findings(found, format_="lines").splitlines()) == len(found)


@given(claims=fuzzed("claims"), references=fuzzed("bibtex"), declaration=fuzzed("declaration"))
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_dossier_can_be_checked_or_says_why_it_cannot_be_opened(
    claims: str, references: str, declaration: str, tmp_path: Path
) -> None:
    texts = {
        "claims.csv": HEADER + claims,
        "references.bib": references,
        "dossier.toml": declaration,
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode("utf-8", "replace"))
    try:
        dossier = Dossier.open(tmp_path)
    except KumsongSourcesError as error:
        assert "dossier.toml" in str(error)
    else:
        assert write_findings(run_checks(dossier))


# What it costs.


def costs_of(*arguments: object) -> list[dict[str, Any]]:
    """Run the hostile texts in a process of its own, which may be ended."""
    ended = subprocess.run(
        [sys.executable, str(HOSTILE), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=WHOLE_RUN_SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return [json.loads(line) for line in ended.stdout.splitlines()]


@pytest.mark.parametrize("reader", sorted(READERS))
def test_no_hostile_text_takes_more_than_a_bounded_time(reader: str) -> None:
    costs = costs_of(reader, 100_000 if reader == "bibtex" else 200_000, "time")
    assert [cost["name"] for cost in costs] == list(names_of(reader))
    assert [cost for cost in costs if cost["seconds"] > LONGEST_SECONDS] == []


@pytest.mark.parametrize("reader", sorted(READERS))
def test_no_hostile_text_takes_more_memory_than_a_multiple_of_its_length(reader: str) -> None:
    for cost in costs_of(reader, 20_000, "memory"):
        well = cost["name"] in MEANT_WELL
        most = MOST_MEMORY_MEANT_WELL[reader] if well else MOST_MEMORY
        assert cost["peak"] < 1_000_000 + most * cost["size"], cost


@pytest.mark.parametrize(
    ("reader", "name"), [("bibtex", "one long value"), ("claims", "one long cell")]
)
def test_a_file_of_fifty_megabytes_is_read(reader: str, name: str) -> None:
    (cost,) = costs_of(reader, 50_000_000, "time", name)
    assert cost["ended"] == "read"
    assert cost["size"] >= 50_000_000


def test_deeply_nested_braces_are_read_in_a_bounded_time() -> None:
    (cost,) = costs_of("bibtex", 2_000_000, "time", "nested braces")
    assert cost["ended"] == "read"


@pytest.mark.parametrize("reader", sorted(READERS))
def test_an_error_that_is_not_ours_would_be_seen(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> object:
        raise RecursionError(text)

    import hostile

    readers: dict[str, Callable[[str], object]] = {**READERS, reader: broken}
    monkeypatch.setattr(hostile, "READERS", readers)
    with pytest.raises(RecursionError, match="x"):
        hostile.outcome(reader, "x")
