"""What a corpus must hold, what is refused before any work, and the rules for engines."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from building import dossier_of
from corpora import FRAMES, rows_in, rows_of

from kumsong_sources import corpus
from kumsong_sources.corpus import CORPUS, RESULTS, corpus_rows
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import CorpusError

MODULES = Path(corpus.__file__).parent


def kumsong(engine: str = "Polars"):
    return FRAMES[engine](rows_of([Dossier.example("kumsong")]))


def test_every_column_says_what_it_holds():
    for column in (*CORPUS, *(column for table in RESULTS.values() for column in table)):
        assert column.dtype in ("string", "Int64", "Float64", "boolean")
        assert len(column.description) > 4, column.name


def test_rows_without_part_are_the_attestations_and_the_others_repeat_one():
    rows = list(
        corpus_rows(
            dossier_of(
                "K1,battle,S,red1,NORTH,killed,100\n"
                "K2,battle,S,blue1,RED,killed,900\n"
                "K3,battle,S,blue2,RED,killed,900"
            )
        )
    )
    assert [(r["subject"], r["part"], r["claim_ids"]) for r in rows] == [
        ("NORTH", "", "K1"),
        ("RED", "NORTH", "K1"),
        ("RED", "", "K2"),
        ("RED", "", "K3"),
    ]
    assert rows[1]["scope_note"] == "North Redland is part of Redland"
    assert [r["witness"] for r in rows] == ["red1", "red1", "blue1", "blue1"]


@pytest.mark.parametrize("engine", FRAMES)
@pytest.mark.parametrize("table", RESULTS)
def test_a_misnamed_column_is_refused_with_the_nearest_name(engine: str, table: str):
    frame = kumsong(engine)
    if engine == "DuckDB":
        wrong = frame.project("* EXCLUDE (reporter), reporter AS repoter")
    elif engine.startswith("pandas"):
        wrong = frame.rename(columns={"reporter": "repoter"})
    else:
        wrong = frame.rename({"reporter": "repoter"})
    with pytest.raises(CorpusError, match=r"reporter is missing; is it the column 'repoter'\?"):
        getattr(corpus, table)(wrong)


def test_every_missing_column_is_named_with_what_it_should_hold():
    with pytest.raises(CorpusError) as caught:
        corpus.comparisons(kumsong().drop("low", "witness"))
    message = str(caught.value)
    assert "low is missing. low (numbers): least value the figure admits" in message
    assert "witness is missing. witness (text): the source in whose line" in message
    assert "`export attestations` writes a corpus" in message


def test_words_among_the_numbers_are_refused_before_any_work():
    import polars as pl

    wrong = kumsong().with_columns(low=pl.lit("heavy"), is_derived=pl.lit("no"))
    with pytest.raises(
        CorpusError, match=r"low holds text; expected low \(numbers\)"
    ) as caught:
        corpus.pairs(wrong)
    assert "is_derived holds text; expected is_derived (true or false)" in str(caught.value)


def test_columns_for_readers_may_be_missing_and_others_may_be_there():
    import polars as pl

    frame = kumsong()
    lean = frame.drop("locator", "via", "claim_ids", "figure").with_columns(note=pl.lit("x"))
    assert corpus.comparisons(lean).equals(corpus.comparisons(frame))


@pytest.mark.parametrize("engine", ["pandas", "Polars"])
def test_a_column_without_any_value_fits_whatever_its_type(engine: str):
    frame = kumsong(engine)
    blank = {"category": None, "best": None}
    emptied = frame.assign(**blank) if engine == "pandas" else frame.with_columns(**blank)
    found = [row["ratio"] for row in rows_in(corpus.comparisons(emptied))]
    assert [round(ratio, 2) for ratio in found if ratio] == [2.05, 5.43]


def test_a_pyarrow_table_is_refused_with_what_to_give_instead():
    table = kumsong().to_arrow()
    with pytest.raises(CorpusError, match=r"is not supported.*polars\.from_arrow\(table\)"):
        corpus.comparisons(table)


def test_what_is_no_frame_is_refused():
    with pytest.raises(CorpusError, match="a corpus is a frame; got list"):
        corpus.comparisons([1, 2])


def test_an_unknown_table_is_refused_with_those_there_are():
    with pytest.raises(CorpusError, match="no table is called 'pears'; expected comparisons, "):
        corpus.analyse(kumsong(), tables=["pears"])


def test_several_tables_at_once_are_those_asked_for_one_by_one():
    for engine in ("pandas", "Polars"):
        together = corpus.analyse(kumsong(engine))
        assert list(together) == list(RESULTS)
        for name, table in together.items():
            assert table.equals(getattr(corpus, name)(kumsong(engine)))


def faults(tree: ast.AST) -> list[str]:
    """Arguments of `agg` other than one aggregate of one column, perhaps renamed."""
    return [
        ast.unparse(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".agg")
        for argument in call.args
        if not is_plain(argument)
    ]


def is_plain(node: ast.AST) -> bool:
    if isinstance(node, ast.Starred) and isinstance(node.value, ast.GeneratorExp):
        return is_plain(node.value.elt)
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "alias":
        return is_plain(node.func.value)
    column = node.func.value
    if isinstance(column, ast.Name):
        return column.id in ("low", "high")
    return isinstance(column, ast.Call) and ast.unparse(column.func) == "nw.col"


def test_groups_are_aggregated_column_by_column():
    """Anything else inside `agg` is computed wrongly on pandas, without a word."""
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES.glob("*.py")]
    assert sum(ast.unparse(tree).count(".agg(") for tree in trees) >= 8
    assert [fault for tree in trees for fault in faults(tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        "f.group_by('a').agg((nw.col('x') - nw.col('y')).max())",
        "f.group_by('a').agg(nw.when(nw.col('x') > 0).then(1).alias('n'))",
        "f.group_by('a').agg(nw.max_horizontal('x', 'y').max())",
        "f.group_by('a').agg(nw.col('x').max() / 2)",
    ],
)
def test_an_aggregate_of_more_than_a_column_is_found(code: str):
    assert faults(ast.parse(code))
