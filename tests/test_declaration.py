import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.declaration import BANDS, Party, ancestors, parse_declaration, topmost
from kumsong_sources.errors import DossierError
from kumsong_sources.vocabulary import Kind

PARTIES = """
title = "T"
[parties.UNC]
label = "United Nations Command"
[parties.KOR]
label = "South Korea"
adjective = "South Korean"
part_of = "UNC"
"""


def test_parties_events_and_measures_are_read():
    declaration = parse_declaration(
        PARTIES
        + """
[events.kumsong]
label = "Battle of Kumsong"
date = "1953-07-13/1953-07-27"
sides = ["UNC"]
[measures.mules]
label = "mules"
kind = "count"
[tolerances]
agree = 1.1
[[waivers]]
rule = "single-source"
claim = "K1"
reason = "No other account."
"""
    )
    assert declaration.faults == ()
    assert declaration.parties["KOR"].part_of == "UNC"
    assert declaration.events["kumsong"].sides == ("UNC",)
    assert declaration.measures["mules"].kind is Kind.COUNT
    assert declaration.bands == {**BANDS, "agree": 1.1}
    (waiver,) = declaration.waivers
    assert (waiver.claim, waiver.position.line) == ("K1", 19)


def test_a_party_without_adjective_is_called_by_its_label():
    assert parse_declaration("[parties.X]\nlabel='Utopia'").parties["X"].adjective == "Utopia"


def test_toml_that_is_none_is_an_error_with_line_and_column():
    with pytest.raises(DossierError, match=r"dossier\.toml: not valid TOML: .*line 2"):
        parse_declaration('title = "T"\nparties = [')
    with pytest.raises(DossierError, match="line 1, column 9"):
        parse_declaration("title = T\n")


@pytest.mark.parametrize(
    ("text", "where", "said", "line"),
    [
        ("[parties.A]\npart_of='B'\n", "parties.A", "'B', which is no party", 1),
        ("[parties.A]\nlabel=1\n", "parties.A", "label is 1; expected text", 1),
        ("[parties.A]\ncolour='red'\n", "parties.A", "expected #rrggbb", 1),
        ("[parties.A]\nlable='x'\n", "parties.A", "unknown key 'lable'", 1),
        ("x=1\n[measures.m]\nkind='number'\n", "measures.m", "kind is 'number'", 2),
        ("[measures.m]\ncomponents=['hurt']\n", "measures.m", "components name hurt", 1),
        ("[tolerances]\nagree=0.5\n", "tolerances", "a ratio of 1 or more", 1),
        ("[tolerances]\nagree=5\n", "tolerances", "do not rise", 1),
        ("[[waivers]]\nrule='x'\n", "waivers[1]", "without a reason", 1),
        ("events=3\n", "events", "events is not a table", 1),
        ("waivers=3\n", "waivers", "not a list of tables", 1),
        ("colour='x'\n", "colour", "unknown key 'colour'", 1),
    ],
)
def test_what_is_not_understood_is_a_fault_with_its_line(text, where, said, line):
    faults = [f for f in parse_declaration(text).faults if f.where == where]
    assert any(said in fault.message and fault.position.line == line for fault in faults)
    assert all(fault.remedy for fault in faults)


def test_a_circle_of_part_of_is_a_fault_for_each_party_in_it_and_reading_ends():
    text = "[parties.A]\npart_of='B'\n[parties.B]\npart_of='A'\n[parties.C]\npart_of='A'\n"
    declaration = parse_declaration(text)
    circles = [f.where for f in declaration.faults if "circle" in f.message]
    assert circles == ["parties.A", "parties.B"]
    assert ancestors("C", parties=declaration.parties) == ("C", "A", "B")


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        parse_declaration(text)
    except DossierError as error:
        assert "not valid TOML" in str(error)


@given(st.lists(st.none() | st.integers(0, 8), max_size=8))
def test_the_topmost_party_is_the_last_one_upward_whatever_circles_there_are(above):
    parties = {
        f"P{number}": Party(
            code=f"P{number}",
            label="",
            adjective="",
            part_of=None if part_of is None else f"P{part_of}",
        )
        for number, part_of in enumerate(above)
    }
    assert topmost(parties) == {code: ancestors(code, parties=parties)[-1] for code in parties}


def test_a_circle_of_many_parties_is_told_in_few_words():
    text = "".join(f"[parties.P{n}]\npart_of='P{(n + 1) % 50}'\n" for n in range(50))
    faults = parse_declaration(text).faults
    assert len(faults) == 50
    assert faults[7].message.endswith("→ … → P0")
    assert max(len(fault.message) for fault in faults) < 100


def test_a_number_of_thousands_of_digits_is_refused_and_ends_nothing_else() -> None:
    with pytest.raises(
        DossierError, match=r"dossier\.toml: a value cannot be read: .*5000 digits"
    ):
        parse_declaration("title = " + "1" * 5000, path="dossier.toml")


@pytest.mark.parametrize("part", ["a", '"a"', "'a'"])
def test_a_key_of_endless_parts_is_refused_with_its_line(part):
    with pytest.raises(DossierError, match="the key on line 2 is nested too deeply"):
        parse_declaration("title = 'T'\n" + ".".join([part] * 100_000) + " = 1\n")


def test_a_text_with_many_dots_is_no_endless_key():
    text = 'title = "' + ". " * 100 + "www.a.b.c.d" + "x" * 10_000 + '"\n'
    assert parse_declaration(text).faults == ()
