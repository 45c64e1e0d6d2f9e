import csv
import io
import json

import pytest
from building import dossier_of

from kumsong_sources.exports.tabular import write_table
from kumsong_sources.tables import table_of

HOSTILE = '"=HYPERLINK(""http://x"")|<script>alert(1)</script>"'
ROWS = f"K1,battle,{HOSTILE},red1,RED,killed,100\nK2,battle,+1,blue1,RED,killed,300\n"


def written(format_: str, name: str = "comparisons") -> str:
    return write_table(table_of(dossier_of(ROWS), name), format_=format_)


def test_csv_has_a_header_and_unrounded_numbers():
    (row,) = csv.DictReader(io.StringIO(written("csv")))
    assert (row["ratio"], row["log2_ratio"]) == ("3.0", "1.584962500721156")
    assert row["is_discrepancy"] == "true"


def test_a_cell_that_begins_like_a_formula_is_written_as_text():
    rows = list(csv.DictReader(io.StringIO(written("csv", "corroboration"))))
    assert rows[0]["statement"].startswith("'=HYPERLINK")
    assert rows[1]["statement"] == "'+1"


def test_json_holds_what_the_table_holds():
    (row,) = json.loads(written("json"))["comparisons"]
    assert (row["ratio"], row["mad_ratio"], row["is_discrepancy"]) == (3, None, True)


def test_markdown_escapes_bars_and_tags_and_leaves_blank_columns_out():
    text = written("markdown", "corroboration")
    assert "<script>" not in text
    assert r"\|&lt;script&gt;" in text
    assert "witness_keys" in text
    header, rule, *rows = text.splitlines()
    assert {line.replace(r"\|", "").count("|") for line in (header, rule, *rows)} == {
        header.count("|")
    }
    assert "mad_ratio" not in written("markdown")


@pytest.mark.parametrize("format_", ["csv", "json", "markdown"])
def test_a_table_without_rows_is_written_all_the_same(format_: str):
    assert write_table(table_of(dossier_of(""), "pairs"), format_=format_).endswith("\n")
