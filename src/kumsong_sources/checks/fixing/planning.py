"""What can be mended in a bibliography file, as changes of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kumsong_sources.bibtex import BibFile, Entry, Field, LossKind
from kumsong_sources.checks.fixing.changes import Change, changed
from kumsong_sources.checks.fixing.values import MENDINGS, Mending
from kumsong_sources.errors import BibliographyError

DUPLICATE_FIELD, MISSING_COMMA = "duplicate-field", "missing-comma"
FIXABLE: tuple[str, ...] = tuple(
    sorted({DUPLICATE_FIELD, MISSING_COMMA, *(mending.rule for mending in MENDINGS)})
)
"""The rules of whose findings some can be mended."""

_BLANK = " \t"


def plan_fixes(
    file: BibFile,
    *,
    unsafe: bool = False,
    wanted: Callable[[str], bool] = lambda rule: True,
) -> tuple[Change, ...]:
    r"""What can be mended in a bibliography file.

    Parameters
    ----------
    file : BibFile
    unsafe : bool
        Whether to plan changes, too, after which a look at the file is due.
    wanted : callable
        Whether the findings of a rule are to be mended, by its name.

    Returns
    -------
    tuple of Change
        In file order; they do not overlap.

    Examples
    --------
    >>> from kumsong_sources.bibtex import parse_bibtex
    >>> file = parse_bibtex("@book{a, pages = {12-15}, doi = {doi:10.1000/x}}", path="r.bib")
    >>> [(change.field, change.after) for change in plan_fixes(file)]
    [('pages', '12--15'), ('doi', '10.1000/x')]
    """
    commas = (
        {loss.citekey for loss in file.losses if loss.kind is LossKind.MISSING_COMMA}
        if unsafe and wanted(MISSING_COMMA)
        else set()
    )
    mendings = [
        mending
        for mending in MENDINGS
        if (mending.safe or unsafe) and wanted(mending.rule) and mending.suits(file)
    ]
    planned: list[Change] = []
    for entry in file.readable:
        gone: list[Change] = []
        if entry.repeated and wanted(DUPLICATE_FIELD):
            gone = list(_duplicates(entry, text=file.text, unsafe=unsafe))
        removed = {change.start for change in gone}
        planned += gone
        for field in _fields(entry):
            if not any(change.start <= field.name_start < change.stop for change in gone):
                planned += _mended(field, citekey=entry.key, text=file.text, mendings=mendings)
        if entry.key in commas and not removed:
            planned += _commas(entry, text=file.text)
    return tuple(sorted(planned, key=lambda change: change.start))


def fixed_text(file: BibFile, changes: tuple[Change, ...]) -> str:
    """The file's text with these changes made.

    Raises
    ------
    BibliographyError
        If the text, read anew, would differ in anything but what was to be mended.
    """
    from kumsong_sources.bibtex import parse_bibtex

    text = changed(file.text, changes)
    after = parse_bibtex(text, path=file.path)
    faults_before = len(file.losses) + len(file.rejected)
    if (
        _meaning(after) != _expected(file, changes)
        or len(after.losses) + len(after.rejected) > faults_before
    ):
        raise BibliographyError(
            f"{file.path}: nothing was written, because more would change than was to be "
            "mended; mend what --diff shows one by one, with --select"
        )
    return text


Meaning = list[tuple[str, str, dict[str, str]]]


def _meaning(file: BibFile) -> Meaning:
    return [
        (entry.key, entry.entrytype, {name: f.value for name, f in entry.fields.items()})
        for entry in file.readable
    ]


def _expected(file: BibFile, changes: tuple[Change, ...]) -> Meaning:
    mended = {change.start: change.after for change in changes if change.before}
    return [
        (
            entry.key,
            entry.entrytype,
            {name: _value(field, mended) for name, field in entry.fields.items()},
        )
        for entry in file.readable
    ]


def _value(field: Field, mended: dict[int, str]) -> str:
    return mended.get(field.start + 1, field.value)


def _fields(entry: Entry) -> Iterator[Field]:
    yield from entry.fields.values()
    yield from entry.repeated


def _mended(
    field: Field, *, citekey: str, text: str, mendings: Sequence[Mending]
) -> Iterator[Change]:
    # One piece in braces or quotation marks: of anything else the value is not a slice.
    raw = text[field.start : field.stop]
    if raw[:1] not in ("{", '"') or raw[1:-1] != field.value:
        return
    name = field.name.lower()
    value, rules, safe = field.value, [], True
    for mending in mendings:
        if mending.fits(name):
            core = value.strip()
            better = value.replace(core, mending.mend(core), 1) if core else value
            if better != value:
                value, safe = better, safe and mending.safe
                rules.append(mending.rule)
    if value != field.value:
        yield Change(
            start=field.start + 1,
            stop=field.stop - 1,
            before=field.value,
            after=value,
            rules=tuple(dict.fromkeys(rules)),
            safe=safe,
            citekey=citekey,
            field=field.name,
            position=field.position,
        )


def _duplicates(entry: Entry, *, text: str, unsafe: bool) -> Iterator[Change]:
    """Take away what only says again what stands before."""
    for field in entry.repeated:
        first = entry.fields[field.name.lower()].value
        same = field.value == first
        if same or (unsafe and field.value.split() == first.split()):
            start, stop = _extent(field, text=text)
            yield Change(
                start=start,
                stop=stop,
                before=text[start:stop],
                after="",
                rules=(DUPLICATE_FIELD,),
                safe=same,
                citekey=entry.key,
                field=field.name,
                position=field.position,
            )


def _extent(field: Field, *, text: str) -> tuple[int, int]:
    """A field with its comma, and with its lines where nothing else stands on them."""
    start, stop = field.name_start, _past(text, field.stop, " \t\r\n")
    stop = stop + 1 if text.startswith(",", stop) else field.stop
    opening = start
    while opening and text[opening - 1] in _BLANK:
        opening -= 1
    closing = _past(text, stop, _BLANK)
    if (opening == 0 or text[opening - 1] in "\r\n") and text[closing : closing + 1] in (
        *("\r", "\n"),
    ):
        return opening, closing + (2 if text.startswith("\r\n", closing) else 1)
    return start, closing


def _commas(entry: Entry, *, text: str) -> Iterator[Change]:
    fields = sorted(_fields(entry), key=lambda field: field.start)
    for field, after in pairwise(fields):
        between = text[field.stop : after.name_start]
        if between and not between.strip():
            yield Change(
                start=field.stop,
                stop=field.stop,
                before="",
                after=",",
                rules=(MISSING_COMMA,),
                safe=False,
                citekey=entry.key,
                field=field.name,
                position=field.position,
            )


def _past(text: str, at: int, signs: str) -> int:
    while at < len(text) and text[at] in signs:
        at += 1
    return at
