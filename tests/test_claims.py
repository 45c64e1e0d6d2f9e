import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.claims import columns, parse_claims, schema
from kumsong_sources.errors import DossierError
from kumsong_sources.vocabulary import Link, Qualifier

HEADER = "claim_id,event,statement,source,subject,measure,figure\n"


def read(rows: str, header: str = HEADER):
    return parse_claims(header + rows)


def test_a_row_is_read_with_its_citations_figure_and_place():
    (claim,) = read('K1,e,"Many, they say.",a[12]; b,KOR,killed,"2,689"\n').claims
    assert claim.statement == "Many, they say."
    assert claim.citekeys == ("a", "b")
    assert (claim.figure.best, claim.figure_text) == (2689, "2,689")
    assert str(claim.position) == "claims.csv:2:1"
    assert str(claim.position_of("figure")) == "claims.csv:2:45"


def test_columns_are_known_by_name_and_foreign_ones_are_kept():
    table = parse_claims("source,colour,statement,claim_id,event\na,red,S,K1,e\n")
    (claim,) = table.claims
    assert (claim.claim_id, claim.citekeys, dict(claim.extra)) == (
        "K1",
        ("a",),
        {"colour": "red"},
    )


def test_a_party_called_na_stays_a_party():
    (claim,) = read("K1,e,S,a,NA,killed,12\n").claims
    assert claim.subject == "NA"


def test_a_quoted_line_break_does_not_shift_the_lines_after_it():
    first, second = read('K1,e,"two\nlines",a,,,\nK2,e,S,a,,,\n').claims
    assert first.statement == "two\nlines"
    assert second.position.line == 4
    assert first.position_of("source").line == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end):
    text = (HEADER + "K1,e,S,a,,,\nK2,e,S,a,,,\n").replace("\n", end)
    assert [c.position.line for c in parse_claims(text).claims] == [2, 3]


def test_a_separator_that_is_no_line_end_stays_in_its_cell():
    (claim,) = read("K1,e,one\u2028row\x0bonly,a,,,\n").claims
    assert claim.statement == "one\u2028row\x0bonly"


@pytest.mark.parametrize(
    ("row", "reason"),
    [("K1,e,S,a,KOR,killed,2,689\n", "8 cells where"), ("K1,e,S\n", "3 cells where")],
)
def test_a_surplus_or_missing_cell_rejects_the_row_and_only_it(row, reason):
    table = read(row + "K2,e,S,a,,,\n")
    assert [claim.claim_id for claim in table.claims] == ["K2"]
    (rejected,) = table.rejected
    assert reason in rejected.reason
    assert (rejected.raw, rejected.position.line) == (row, 2)


def test_an_open_quotation_mark_costs_one_row_and_not_the_file():
    table = read('K1,e,"never closed,a,,,\nK2,e,S,a,,,\nK3,e,"closed",a,,,\n')
    assert [claim.claim_id for claim in table.claims] == ["K2", "K3"]
    assert table.rejected[0].raw == 'K1,e,"never closed,a,,,\n'
    assert "quot" in table.rejected[0].remedy


def test_lines_of_blanks_are_no_rows():
    assert read("\n,,,,,,\nK1,e,S,a,,,\n\n").rejected == ()


def test_a_figure_that_cannot_be_read_is_a_fault_and_the_claim_stays():
    (claim,) = read("K1,e,S,a,KOR,killed,12abc\n").claims
    assert (claim.figure, claim.figure_text) == (None, "12abc")
    (fault,) = claim.faults
    assert (fault.where, str(fault.position)) == ("figure", "claims.csv:2:21")


@pytest.mark.parametrize("figure", ["-5", "−1,000"])
def test_a_negative_count_is_refused(figure):
    (claim,) = read(f'K1,e,S,a,KOR,killed,"{figure}"\n').claims
    assert claim.figure is None


def test_zero_is_a_figure_and_a_blank_is_none():
    zero, blank = read("K1,e,S,a,KOR,killed,0\nK2,e,S,a,KOR,killed,\n").claims
    assert (zero.figure.best, zero.figure.qualifier) == (0, Qualifier.EXACT)
    assert (blank.figure, blank.faults) == (None, ())


def test_broken_citations_are_a_fault_at_their_column():
    (claim,) = read("K1,e,S,a[12,KOR,killed,1\n").claims
    assert claim.citations == ()
    assert not claim.is_uncited
    assert str(claim.faults[0].position) == "claims.csv:2:9"


def test_an_unknown_link_word_counts_as_inferred_and_is_said():
    (claim,) = read("K1,e,S,a,guessed\n", "claim_id,event,statement,source,link\n").claims
    assert claim.link is Link.INFERRED
    assert "expected stated or inferred" in claim.faults[0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header"),
        ("\n\n", "no header"),
        ("claim_id,event,statement\n", "column source is missing"),
        ("claim_id;event;statement;source\n", "separated by semicolons"),
        ("claim_id,event,statement,source,note,note\n", "more than once"),
    ],
)
def test_a_header_that_cannot_be_understood_is_an_error_with_its_remedy(text, said):
    with pytest.raises(DossierError, match=said):
        parse_claims(text)


def test_ten_megabytes_in_one_cell_are_read():
    (claim,) = read(f"K1,e,{'x' * 10_000_000},a,KOR,killed,5\n").claims
    assert len(claim.statement) == 10_000_000
    assert claim.figure.best == 5


def test_hostile_text_stays_text():
    hostile = '=HYPERLINK("http://x")<script>alert(1)</script>'
    cell = '"' + hostile.replace('"', '""') + '"'
    (claim,) = read(f"K1,e,{cell},a,,,\n").claims
    assert claim.statement == hostile


def test_the_limit_of_the_csv_module_is_left_as_it_was():
    before = csv.field_size_limit()
    read('K1,e,"open,a,,,\n')
    assert csv.field_size_limit() == before


def test_the_schema_names_the_required_columns_first():
    assert columns()[:4] == ("claim_id", "event", "statement", "source")
    assert {
        c["name"] for c in schema()["fields"] if c.get("constraints", {}).get("required")
    } <= {
        "claim_id",
        "event",
        "statement",
    }


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=20)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=6))
def test_every_row_that_csv_writes_is_read_or_rejected_in_its_place(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["claim_id", "event", "statement", "source"])
    writer.writerows(rows)
    table = parse_claims(out.getvalue())
    written = [row for row in rows if any(cell.strip() for cell in row)]
    assert table.rejected == ()
    assert [c.statement for c in table.claims] == [row[2].strip() for row in written]
    for claim, row in zip(table.claims, written, strict=True):
        assert next(csv.reader(io.StringIO(claim.raw, newline=""))) == list(row)


@given(st.text(max_size=200))
def test_no_line_of_any_text_is_lost(text):
    table = parse_claims(HEADER + text)
    kept = "".join(
        part.raw
        for part in sorted((*table.claims, *table.rejected), key=lambda part: part.position)
    )
    blank = str.maketrans("", "", ' ,\r\n\t"\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029')
    for line in io.StringIO(text, newline=""):
        assert line in kept or not line.translate(blank).strip()


def test_a_row_is_cut_from_the_file_as_it_stands_there():
    rows = [
        "claim_id,event,statement,source\r\n",
        'K1,kumsong,"金城, in\nthree lines\r\nof text",chae2001\r\n',
        "\n",
        "K2,kumsong,Gaßmann,xue1990\r",
        "K3,kumsong,last,xue1990",
    ]
    table = parse_claims("".join(rows))
    assert [claim.raw for claim in table.claims] == [rows[1], rows[3], rows[4]]
    assert [claim.line for claim in table.claims] == [2, 6, 7]
