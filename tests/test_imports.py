"""CSL-JSON and RIS as entries: round trips, free keys, a file otherwise untouched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kumsong_sources.bibtex import decode_latex, encode_latex, parse_bibtex, written_entry
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import BibliographyError
from kumsong_sources.exports.csljson import write_csl_json
from kumsong_sources.exports.ris import write_ris
from kumsong_sources.files import ChangedMeanwhileError, replace_file
from kumsong_sources.imports import NewEntry, add_entries, added, entry_of_csl, read_entries
from kumsong_sources.imports.csljson import read_csl_json
from kumsong_sources.imports.ris import read_ris
from kumsong_sources.sources import Bibliography, bibliography_from_bytes


def read_back(entries: tuple[NewEntry, ...]) -> Bibliography:
    return bibliography_from_bytes(added(entries, b"", path="a.bib").after, path="a.bib")


def again(works: list[dict[str, Any]]) -> Any:
    """CSL-JSON after a journey through BibLaTeX."""
    entries = read_csl_json(json.dumps(works), path="a.json")
    return json.loads(write_csl_json(read_back(entries)))


# Round trips

# What LaTeX and BibTeX cannot keep apart is left out: white space, compositions, invisible
# signs; and straight quotation marks in annotations, which BibLaTeX has no way to write.
LETTERS = "abc XYZ éß徐焰戦군{}%&#$_~^\\-–:;,.=<>/()[]'`1290\""
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=20).map(lambda t: " ".join(t.split()))
TEXT = WORDS.filter(bool)
PLAIN = st.text(alphabet="abcXYZéß -1", min_size=1, max_size=9).map(
    lambda t: " ".join(t.split())
)
NAME_PART = st.text(alphabet="ABC abéß徐and,&-", min_size=1, max_size=12).map(
    lambda t: " ".join(t.split()).strip(",- ")
)


def _is_a_body(name: str) -> bool:
    return name.lower() not in ("", "others")


def _ordered_if_in_han(name: dict[str, Any]) -> dict[str, Any]:
    """A name in nothing but Han stands family first whether its file says so or not."""
    letters = [sign for sign in name["family"] + name["given"] if sign.isalpha()]
    fixed = bool(letters) and set(letters) == {"徐"}
    return name | {"static-ordering": True} if fixed else name


NAMES = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"family": NAME_PART.filter(bool), "given": NAME_PART.filter(bool)},
            optional={"static-ordering": st.just(True)},
        ).map(_ordered_if_in_han),
        st.fixed_dictionaries({"literal": NAME_PART.filter(_is_a_body)}),
    ),
    min_size=1,
    max_size=4,
)
DATE = st.tuples(st.integers(1000, 2099), st.integers(1, 12), st.integers(1, 28))
DATES = st.one_of(
    DATE.flatmap(lambda d: st.integers(1, 3).map(lambda n: {"date-parts": [list(d[:n])]})),
    DATE.map(lambda d: {"date-parts": [[d[0]]], "circa": True}),
)
COMMON = {
    "title": TEXT, "title-short": TEXT, "author": NAMES, "editor": NAMES, "translator": NAMES,
    "issued": DATES, "original-date": DATES, "publisher": TEXT, "publisher-place": TEXT,
    "edition": TEXT, "volume": TEXT, "note": TEXT, "DOI": st.just("10.1/a_b%(c)"),
    "URL": st.just("https://example.org/a_b%20c#d~e"), "ISBN": st.just("7-5043-0542-1"),
    "language": st.sampled_from(["en", "zh", "ko", "de"]), "abstract": TEXT,
}  # fmt: skip
PAGES = st.sampled_from(["12", "12-15", "xii-xiv, 3-4"])
OF_TYPES: dict[str, dict[str, Any]] = {
    "book": {"collection-title": TEXT, "number-of-volumes": TEXT},
    "chapter": {"container-title": TEXT, "page": PAGES},
    "article-journal": {"container-title": TEXT, "issue": TEXT, "page": PAGES},
    "article-newspaper": {"container-title": TEXT, "page": PAGES},
    "thesis": {"genre": st.sampled_from(["PhD diss.", "Master’s thesis", "MPhil thesis"])},
    "report": {"number": TEXT, "genre": st.just("Command report")},
}


@st.composite
def csl_works(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(OF_TYPES)))
    facts = draw(st.fixed_dictionaries({}, optional=COMMON | OF_TYPES[kind]))
    # Without it the language is told from the script of the title.
    facts.setdefault("language", "en")
    return {"id": "key", "type": kind, **facts}


SIGN_BEFORE_SMALL = {
    "id": "key",
    "type": "article-journal",
    "author": [{"family": "A -b A", "given": "A"}],
    "language": "en",
}

HAN_AND_A_SIGN = {
    "id": "key",
    "type": "article-journal",
    "author": [{"family": "&", "given": "徐", "static-ordering": True}],
    "language": "en",
}


A_DASH = {"id": "key", "type": "article-journal", "publisher": "-", "language": "en"}


@settings(deadline=None)
@example(A_DASH)
@example(SIGN_BEFORE_SMALL)
@example(HAN_AND_A_SIGN)
@given(csl_works())
def test_csl_json_comes_back_as_it_went(work: dict[str, Any]) -> None:
    (back,) = again([work])
    assert back == work


def test_the_kumsong_dossier_comes_back_from_csl_json_with_scripts_and_translations() -> None:
    written = write_csl_json(Dossier.example("kumsong").sources.values())
    entries = read_csl_json(written, path="a.json")
    assert json.loads(write_csl_json(read_back(entries))) == json.loads(written)


# In RIS a comma divides a name, and nothing protects one.
RIS_PART = st.text(alphabet="ABC abéß徐", min_size=1, max_size=12).map(
    lambda t: " ".join(t.split())
)
RIS_NAMES = st.lists(
    st.fixed_dictionaries({"family": RIS_PART.filter(bool), "given": RIS_PART.filter(bool)}),
    min_size=1,
    max_size=4,
)
RIS_WORKS = st.fixed_dictionaries(
    {"title": PLAIN.filter(bool), "author": RIS_NAMES},
    optional={
        "publisher": PLAIN.filter(bool), "publisher-place": PLAIN.filter(bool),
        "volume": PLAIN.filter(bool), "issued": DATES, "DOI": st.just("10.1/a_b"),
        "ISBN": st.just("7-5043-0542-1"), "URL": st.just("https://example.org/a"),
    },
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(RIS_WORKS, min_size=1, max_size=3))
def test_ris_comes_back_as_it_went(works: list[dict[str, Any]]) -> None:
    pytest.importorskip("rispy")
    given_works = [{"id": f"k{at}", "type": "book", **one} for at, one in enumerate(works)]
    first = write_ris(read_back(tuple(map(entry_of_csl, given_works))))
    second = write_ris(read_back(read_ris(first, path="a.ris")))
    assert second == first


def test_the_works_of_the_kumsong_dossier_come_back_from_ris() -> None:
    pytest.importorskip("rispy")
    sources = Dossier.example("kumsong").sources
    first = write_ris(sources.values())
    back = read_back(read_ris(first, path="a.ris"))
    assert write_ris(back) == first
    romanised = {one.citekey: one.romanised_title for one in back}
    assert romanised["xue1990"].startswith("Diyici jiaoliang: Kang Mei")


@pytest.mark.parametrize(
    ("title", "translated", "fields"),
    [
        (
            "Diyici 第一次 [First]",
            "First",
            {"title": "第一次", "title+an:romanised": '="Diyici"'},
        ),
        ("Gun-gwa na 군과 나 [The army and I]", "The Army and I", {"title": "군과 나"}),
        # Nothing shows where a romanisation in letters would end.
        ("Voina Война [War]", "War", {"title": "Voina Война"}),
        # The title is not one that was composed of three.
        ("第一次", "First", {"title": "第一次"}),
        ("On 1950 [sic]", "First", {"title": "On 1950 [sic]"}),
    ],
)
def test_a_title_that_was_composed_for_ris_is_taken_apart_where_its_script_tells(
    title: str, translated: str, fields: dict[str, str]
) -> None:
    pytest.importorskip("rispy")
    text = f"TY  - BOOK\nID  - a\nTI  - {title}\nTT  - {translated}\nER  - \n"
    (entry,) = read_ris(text, path="a.ris")
    assert entry.fields.items() >= fields.items()
    assert entry.fields["title+an:translated"].replace("{", "").replace("}", "") == (
        f'="{translated}"'
    )


@given(TEXT)
def test_what_is_encoded_for_latex_is_decoded_to_itself(text: str) -> None:
    assert decode_latex(encode_latex(text)) == text


# Reading


def test_a_work_without_known_variables_says_what_was_left_out() -> None:
    entry = entry_of_csl({"id": "a", "type": "hologram", "scale": "1:2", "title": "T"})
    assert (entry.entrytype, entry.left_out) == ("misc", ("scale",))


def test_numbers_and_texts_are_taken_alike() -> None:
    issued = {"date-parts": [["1990", 7]]}
    entry = entry_of_csl({"id": 5, "type": "book", "volume": 3, "issued": issued})
    assert (entry.key, entry.fields["volume"], entry.fields["date"]) == ("5", "3", "1990-07")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[{", r"a\.json:1:\d+: it is not JSON"),
        ("[1]", "expected a JSON array of CSL objects"),
        ('[{"type": "book", "volume": ' + "1" * 5000 + "}]", "5000 digits"),
        ('"x"', "got str"),
    ],
)
def test_what_is_no_csl_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(BibliographyError, match=message):
        read_csl_json(text, path="a.json")


def test_what_is_no_ris_is_refused() -> None:
    pytest.importorskip("rispy")
    with pytest.raises(BibliographyError, match="no line begins with `TY"):
        read_ris("<html>", path="a.ris")


def test_a_file_of_another_kind_is_refused_with_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(BibliographyError, match=r"name it \.json"):
        read_entries(tmp_path / "a.docx")
    with pytest.raises(BibliographyError, match="cannot be read"):
        read_entries(tmp_path / "gone.json")


# Adding


def new(key: str = "", **fields: str) -> NewEntry:
    return NewEntry(key=key, entrytype="book", fields=fields, names=("Ō’Neill",), year="1990")


OLD = b"@BOOK{Same,\r\n title={Caf\xc3\xa9} }\r\n% the end"


def test_what_stood_there_stands_there_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes(OLD)
    addition = add_entries([new("fresh", title="T")], path)
    assert path.read_bytes() == OLD + b"\r\n\r\n@book{fresh,\r\n  title = {T},\r\n}\r\n"
    assert addition.before == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["references.bib"]


def test_keys_are_kept_where_free_and_made_where_not() -> None:
    entries = [new("same"), new("fresh"), new("http://zotero.org/1 2"), new(""), new("FRESH")]
    assert added(entries, OLD, path="a.bib").keys == (
        "samea", "fresh", "oneill1990", "oneill1990a", "FRESHa",
    )  # fmt: skip


@given(st.lists(st.sampled_from(["a", "A", "b", "", "ä", "a b"]), max_size=8))
def test_no_two_keys_are_ever_alike(keys: list[str]) -> None:
    addition = added([new(key, title="T") for key in keys], b"@book{a,}", path="a.bib")
    assert len({key.casefold() for key in (*addition.keys, "a")}) == len(keys) + 1


def test_nothing_to_add_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes(OLD)
    assert add_entries([], path).text == ""
    assert path.read_bytes() == OLD


def test_a_file_that_ends_inside_an_entry_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes(b"@book{open, title = {never closed")
    with pytest.raises(BibliographyError, match="nothing was written"):
        add_entries([new("a", title="T")], path)
    assert path.read_bytes() == b"@book{open, title = {never closed"


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    latin = "@book{a, title = {é}}".encode("latin-1")
    with pytest.raises(BibliographyError, match=r"has no '徐'.*UTF-8"):
        added([new("b", title="徐")], latin, path="a.bib")


def test_a_file_changed_meanwhile_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes(OLD)

    def changed(*_: object, **__: object) -> None:
        raise ChangedMeanwhileError("changed")

    monkeypatch.setattr("kumsong_sources.imports.adding.replace_file", changed)
    with pytest.raises(BibliographyError, match="changed it meanwhile"):
        add_entries([new("a")], path)
    assert path.read_bytes() == OLD


# Files


def test_a_file_is_replaced_only_while_it_is_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"new")
    with pytest.raises(ChangedMeanwhileError, match="changed meanwhile"):
        replace_file(path, b"mine", expected=b"old")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.bib"]
    replace_file(path, b"mine", expected=b"new")
    assert path.read_bytes() == b"mine"


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "a.bib", tmp_path / "link.bib"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="folder"):
        replace_file(tmp_path, b"x")


def entries_of(text: str) -> Iterator[str]:
    return (one.key for one in parse_bibtex(text, path="a.bib").entries)


@given(st.dictionaries(st.sampled_from(["title", "note", "url"]), TEXT, max_size=3))
def test_a_new_entry_is_always_one_entry(fields: dict[str, str]) -> None:
    encoded = {n: v if n == "url" else encode_latex(v) for n, v in fields.items()}
    assert list(entries_of(written_entry("k", "book", encoded))) == ["k"]
