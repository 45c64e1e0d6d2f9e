"""Sources as BibTeX: slices of the user's own file, byte for byte."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping

from kumsong_sources.bibtex import BibFile, Entry, Macro
from kumsong_sources.sources import Source

_STRING_HEAD = re.compile(r"@\s*string\s*(?P<opening>[{(])", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_BARE = re.compile(r"[^\s\"#%(),={}]+")
_TOKEN = re.compile(r"\\.|[{}\"()]|[^\s\\{}\"()]+|\s+", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_PREAMBLE_HEAD = re.compile(r"^[ \t]*@\s*preamble\s*(?P<opening>[{(])", re.IGNORECASE | re.M)


def write_bibtex(sources: Iterable[Source], *, file: BibFile) -> str:
    r"""Write sources as they stand in their file.

    Parameters
    ----------
    sources : iterable of Source
    file : BibFile
        The file they were read from.

    Returns
    -------
    str
        The preambles whose commands are used, the ``@string`` definitions that are used,
        the entries in file order, and the entries that these inherit from (``crossref``,
        ``xref``, ``xdata``, ``entryset``), each behind its children, as BibTeX wants it. Every
        one is a slice of the file; an empty line in the file's own line end sets them apart.

    Examples
    --------
    >>> from kumsong_sources.sources import bibliography_from_bytes
    >>> text = b'@string{pub = "KIMH"}\n@book{a,Publisher=pub , year = 2001 }\n@book{b,}'
    >>> bibliography = bibliography_from_bytes(text, path="a.bib")
    >>> print(write_bibtex([bibliography.sources["a"]], file=bibliography.file))
    @string{pub = "KIMH"}
    <BLANKLINE>
    @book{a,Publisher=pub , year = 2001 }
    <BLANKLINE>
    """
    slices = bibtex_slices(sources, file=file)
    between = file.newline * 2
    return between.join(slices) + file.newline if slices else ""


def bibtex_slices(sources: Iterable[Source], *, file: BibFile) -> tuple[str, ...]:
    """The stretches of the file that `write_bibtex` joins, each as it stands there."""
    entries = _with_parents([source.entry for source in sources], file)
    starts = _line_starts(file.text)
    definitions = {name: _slice_of(macro, file, starts) for name, macro in file.strings.items()}
    used = _used(entries, definitions, file)
    macros = [text for name, text in definitions.items() if name in used]
    raws = [entry.raw for entry in entries]
    return (*_preambles([*macros, *raws], file), *macros, *raws)


def _with_parents(entries: list[Entry], file: BibFile) -> list[Entry]:
    needed: dict[str, Entry] = {}
    parents: dict[str, list[str]] = {}
    waiting = list(entries)
    while waiting:
        entry = waiting.pop()
        if entry.key in needed:
            continue
        needed[entry.key] = entry
        found = [parent for key in _targets(entry) if (parent := file.entry(key)) is not None]
        parents[entry.key] = [parent.key for parent in found if parent.key != entry.key]
        waiting.extend(found)
    return list(_children_first(needed, parents))


def _targets(entry: Entry) -> Iterator[str]:
    for name in ("crossref", "xref", "xdata", "entryset"):
        for key in entry.get(name).split(","):
            if key.strip():
                yield key.strip()


def _children_first(
    needed: Mapping[str, Entry], parents: Mapping[str, list[str]]
) -> Iterator[Entry]:
    """Yield in file order, but no entry before one that inherits from it."""
    children = dict.fromkeys(needed, 0)
    for keys in parents.values():
        for key in set(keys):
            children[key] += 1
    ready = [(needed[key].start, key) for key, count in children.items() if count == 0]
    heapq.heapify(ready)
    left = dict(needed)
    while left:
        if not ready:
            # A circle: it has no first entry, so the file's order decides.
            first = min(left.values(), key=lambda entry: entry.start)
            heapq.heappush(ready, (first.start, first.key))
        key = heapq.heappop(ready)[1]
        if key not in left:
            continue
        yield left.pop(key)
        for parent in set(parents[key]):
            children[parent] -= 1
            if children[parent] == 0:
                heapq.heappush(ready, (needed[parent].start, parent))


def _used(entries: list[Entry], definitions: Mapping[str, str], file: BibFile) -> set[str]:
    """The macros that entries use, and those that these use in turn."""
    waiting: list[str] = []
    for entry in entries:
        for one in (*entry.fields.values(), *entry.repeated):
            waiting += _bare_words(file.text[one.start : one.stop])
    used: set[str] = set()
    while waiting:
        name = waiting.pop().lower()
        if name in definitions and name not in used:
            used.add(name)
            _, _, value = definitions[name].partition("=")
            waiting += _bare_words(value[:-1])
    return used


def _bare_words(value: str) -> list[str]:
    """The words of a value that stand outside braces and quotation marks."""
    if value[:1] == "{" and value.find("}") == len(value) - 1:
        return []
    outside: list[str] = []
    depth, quoted = 0, False
    for token in _TOKEN.findall(value):
        if token == "{":
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
        elif token == '"' and depth == 0:
            quoted = not quoted
        elif depth == 0 and not quoted:
            outside.append(token)
    return _BARE.findall("".join(outside))


def _slice_of(macro: Macro, file: BibFile, starts: list[int]) -> str:
    line, column = macro.position.line or 1, macro.position.column or 1
    start = starts[line - 1] + column - 1
    head = _STRING_HEAD.match(file.text, start)
    if head is None:
        return ""
    return file.text[start : _closing(file.text, head.start("opening"))]


def _preambles(slices: list[str], file: BibFile) -> list[str]:
    """The preambles that name a command which the slices use."""
    if not file.preambles:
        return []
    commands = set(_COMMAND.findall("\n".join(slices)))
    texts = (
        file.text[head.start() : _closing(file.text, head.start("opening"))].lstrip()
        for head in _PREAMBLE_HEAD.finditer(file.text)
    )
    return [text for text in texts if commands.intersection(_COMMAND.findall(text))]


def _closing(text: str, opening: int) -> int:
    """The offset behind the brace or bracket that closes the one at `opening`."""
    closing = {"{": "}", "(": ")"}[text[opening]]
    depth, quoted = 0, False
    for token in _TOKEN.finditer(text, opening + 1):
        sign = token[0]
        if sign == closing and depth == 0 and not quoted:
            return token.end()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth == 0:
            quoted = not quoted
    return len(text)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _LINE_END.finditer(text))]
