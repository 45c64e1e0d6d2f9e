"""Hostile texts, and what reading them costs; run as a program by `test_fuzz.py`.

``python hostile.py READER SIZE time`` reads every hostile text of a reader, each of about
that many characters, and prints a line of JSON for each: how many seconds it took and how it
ended. With ``memory`` instead, which is slow, also how many bytes were needed at most. With a
name after that, only the text of that name.
"""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence

from kumsong_sources.bibtex import bibtex_from_bytes
from kumsong_sources.citations import parse_citations
from kumsong_sources.claims import parse_claims
from kumsong_sources.dates import read_date
from kumsong_sources.declaration import parse_declaration
from kumsong_sources.encoding import decode
from kumsong_sources.errors import KumsongSourcesError
from kumsong_sources.figures import read_figure
from kumsong_sources.imports.adding import added
from kumsong_sources.imports.csljson import read_csl_json
from kumsong_sources.imports.entries import NewEntry
from kumsong_sources.imports.ris import read_ris

HEADER = "claim_id,event,statement,source,subject,measure,figure\n"
ENTRY = "@book{k,\n  title = {The Red History},\n  author = {Red, A.},\n  date = {1950},\n}\n"
CSL_WORK = '{"id": "k", "type": "book", "title": "The Red History", "author": []}'
RIS_WORK = "TY  - BOOK\nAU  - Red, A.\nTI  - The Red History\nPY  - 1950\nER  - \n\n"
ROW = 'C,battle,"Redland lost 103 killed.",red1[12]; swiss[3],RED,killed,103\n'

Cost = dict[str, object]


def taken_over(entries: Sequence[NewEntry]) -> object:
    """What a bibliography becomes with the entries; it is read back there."""
    return added(entries, ENTRY.encode(), path="refs.bib")


READERS: Mapping[str, Callable[[str], object]] = {
    "bibtex": lambda text: bibtex_from_bytes(text.encode(), path="refs.bib"),
    "claims": lambda text: parse_claims(decode(text.encode(), path="claims.csv").text),
    "declaration": lambda text: parse_declaration(text),
    "citations": parse_citations,
    "figure": read_figure,
    "date": read_date,
    "encoding": lambda text: decode(text.encode("latin-1", "replace"), path="x"),
    "csl-json": lambda text: taken_over(read_csl_json(text, path="works.json")),
    "ris": lambda text: taken_over(read_ris(text, path="works.ris")),
}

# What stands first, what is repeated, what stands last.
REPEATED: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "bibtex": {
        "many entries": ("", ENTRY, ""),
        "one long value": ("@book{a, title={", "word ", "}}"),
        "braces never closed": ("@book{a, title = ", "{", ""),
        "braces only closed": ("", "}", ""),
        "quotation marks": ('@book{a, title = "', '"', ""),
        "heads": ("", "@book{", ""),
        "heads on lines": ("", "\n@book{a", ""),
        "at signs": ("", "@", ""),
        "commas": ("@book{a", ",", ""),
        "equals signs": ("@book{a,", "x=", ""),
        "number signs": ("@book{a, t=", "a#", ""),
        "per cent lines": ("@book{a,", "%\n", ""),
        "backslashes": ("@book{a, t={", "\\", ""),
        "backslashes and braces": ("@book{a, t={", "\\\\}", ""),
        "one entry again and again": ("", "@book{a, title={x}}\n", ""),
        "one field again and again": ("@book{a,", "x={y},", "}"),
        "fields without commas": ("@book{a,", "x={y}\n", "}"),
        "macros that double": ("@string{a = {xx}}", "@string{a=a#a}\n", "@book{b, title=a#a}"),
        "a macro used again and again": (
            *("@string{a = {" + "x" * 10_000 + "}}\n@book{b, title = a", "#a"),
            "}",
        ),
        "round ones": ("@book(", "(a,", ""),
        "names": ("@book{a, author={", "X, Y and ", "Z}}"),
        "comments": ("@comment{", "{@book{", ""),
        "heads without braces": ("", "@a\n", ""),
        "line ends": ("", "\n", ""),
        "blanks": ("@book{a", " ", ""),
        "zero bytes": ("", "@book{a\0, title = {\0}}\n\0", ""),
        "lines that end in carriage returns": ("", ENTRY.replace("\n", "\r"), ""),
        "commands without arguments": ("@book{a, title={", "\\url ", "}}"),
    },
    "claims": {
        "many rows": (HEADER, ROW, ""),
        "one long cell": (HEADER + 'C1,b,"', "x", '",red1,RED,killed,1\n'),
        "a quotation mark never closed": (HEADER + '"', "a,\n", ""),
        "quotation marks": (HEADER, '"', ""),
        "quotation marks on lines": (HEADER, '"\n', ""),
        "broken quoting": (HEADER, '"a\n"b\n', ""),
        "commas": (HEADER, ",", ""),
        "columns": (HEADER.strip(), ",x", ""),
        "empty lines": (HEADER, "\n", ""),
        "zero bytes": (HEADER, "\0", ""),
        "citations": (HEADER + 'C1,b,s,"', "a[1];", '",RED,killed,1\n'),
        "digits": (HEADER + "C1,b,s,a,RED,killed,", "1", "\n"),
        "ranges": (HEADER + 'C1,b,s,a,RED,killed,"', "1-", '"\n'),
    },
    "declaration": {
        "lists in lists": ("a=", "[", ""),
        "digits": ("a=", "1", ""),
        "tables in tables": ("a=", "{a=", ""),
        "one header again and again": ("", "[a]\n", ""),
        "a long key": ("a", ".a", "=1"),
        "a long quoted key": ("a", '."a"', "=1"),
        "a long header": ("[a", ".a", "]"),
        "a text never closed": ('a="', "x", ""),
        "waivers": ("", '[[waivers]]\nrule="a"\nreason="b"\n', ""),
    },
    "citations": {
        name: ("", text, "")
        for name, text in {
            "brackets": "[", "semicolons": ";", "keys": "a;", "open brackets": "a[1",
            "blanks": " ",
        }.items()
    },
    "figure": {
        name: ("", text, "")
        for name, text in {
            "digits": "1", "wide digits": "１", "ranges": "1-", "commas": "1,", "dots": "1.",
            "Han myriads": "万", "Han ones": "一", "words": "about ", "numerals": "hundred ",
            "joined": "1 and ", "brackets": "(", "blanks": " ", "exponents": "1e9",
        }.items()
    },
    "date": {
        name: ("", text, "")
        for name, text in {
            "years": "1953-", "spans": "1953/", "unknown": "X", "months": "July ",
            "days": "13–27 July ", "digits": "1", "blanks": " ",
        }.items()
    },
    "encoding": {
        name: ("", text, "")
        for name, text in {
            "no UTF-8": "ß", "escapes": "\x1b$B", "letters": "a", "half pairs": "\xb0a",
        }.items()
    },
    "csl-json": {
        "many works": ("[", CSL_WORK + ",", CSL_WORK + "]"),
        "lists in lists": ("", "[", ""),
        "objects in objects": ("", '{"a":', ""),
        "one long title": ('[{"type": "book", "title": "', "word ", '"}]'),
        "braces": ('[{"type": "book", "title": "', "{", '"}]'),
        "digits": ('[{"type": "book", "issued": {"date-parts": [[', "1", "]]}}]"),
        "names": ('[{"type": "book", "author": [', '{"family": "X"},', '{"family": "Y"}]}]'),
        "one key again and again": ("[", '{"id": "a", "type": "book"},', CSL_WORK + "]"),
        "backslashes": ('[{"type": "book", "title": "', "\\\\", '"}]'),
    },
    "ris": {
        "many works": ("", RIS_WORK, ""),
        "heads": ("", "TY  - BOOK\n", ""),
        "ends": ("TY  - BOOK\n", "ER  - \n", ""),
        "one long title": ("TY  - BOOK\nTI  - ", "word ", "\nER  - \n"),
        "authors": ("TY  - BOOK\n", "AU  - Red, A.\n", "ER  - \n"),
        "lines that go on": ("TY  - BOOK\nN1  - x\n", "and on\n", "ER  - \n"),
        "dashes": ("TY  - BOOK\nPY  - ", "-", "\nER  - \n"),
        "digits": ("TY  - BOOK\nPY  - ", "1", "\nER  - \n"),
        "empty lines": ("TY  - BOOK\n", "\n", "ER  - \n"),
    },
}  # fmt: skip


def numbered(name: str, size: int) -> str | None:
    """A text whose lines differ by a number; `None` where there is none of that name."""
    lines: dict[str, Callable[[int], str]] = {
        "fields": lambda n: f"  f{n} = {{x}},\n",
        "entries": lambda n: ENTRY.replace("{k", f"{{k{n}"),
        "unknown keys": lambda n: f"k{n} = 1\n",
        "parties in a chain": lambda n: f"[parties.P{n}]\npart_of = 'P{n + 1}'\n",
        "parties in a circle": lambda n: f"[parties.P{n}]\npart_of = 'P{n + 1}'\n",
        "misspelt keys": lambda n: f"[parties.P{n}]\nlabul = 'x'\n",
    }
    if name not in lines:
        return None
    made: list[str] = []
    length = number = 0
    while length < size:
        made.append(lines[name](number))
        length, number = length + len(made[-1]), number + 1
    text = "".join(made)
    if name == "parties in a circle":
        text += f"[parties.P{number}]\npart_of = 'P0'\n"
    return f"@book{{a,\n{text}}}" if name == "fields" else text


NUMBERED = {
    "bibtex": ("fields", "entries"),
    "declaration": (
        *("unknown keys", "parties in a chain", "parties in a circle"),
        "misspelt keys",
    ),
}


def names_of(reader: str) -> tuple[str, ...]:
    """The names of a reader's hostile texts."""
    nested = ("nested braces",) if reader == "bibtex" else ()
    return (*REPEATED[reader], *NUMBERED.get(reader, ()), *nested)


def text_of(reader: str, name: str, *, size: int) -> str:
    """A hostile text of about so many characters."""
    if name == "nested braces":
        return "@book{a, title = " + "{" * (size // 2) + "}" * (size // 2) + "}"
    made = numbered(name, size)
    if made is not None:
        return made
    first, again, last = REPEATED[reader][name]
    return first + again * (size // len(again) + 1) + last


def costs(reader: str, *, size: int, traced: bool, only: str | None) -> Iterator[Cost]:
    """Read each text, and say what it cost and how it ended."""
    for name in names_of(reader):
        if only not in (None, name):
            continue
        text = text_of(reader, name, size=size)
        if traced:
            tracemalloc.start()
        began = time.perf_counter()
        ended = outcome(reader, text)
        seconds = time.perf_counter() - began
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        cost = {"name": name, "size": len(text), "seconds": seconds, "ended": ended}
        yield cost | {"peak": peak}


def outcome(reader: str, text: str) -> str:
    """How the reading of a text ends: in words, or the name of an error of ours."""
    try:
        READERS[reader](text)
    except KumsongSourcesError as error:
        assert len(str(error)) < 10_000
        return type(error).__name__
    return "read"


if __name__ == "__main__":
    asked, many, what, *only_one = sys.argv[1:]
    for cost in costs(
        asked, size=int(many), traced=what == "memory", only=(only_one or [None])[0]
    ):
        print(json.dumps(cost), flush=True)
