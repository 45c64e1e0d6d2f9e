"""What is said of each loss: one sentence of what was found, one of how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.bibtex.entries import Entry, Field, Loss, LossKind, Macro
from kumsong_sources.bibtex.mending import Edit, fields_left_behind, only_braces
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position

_HEAD_WITHOUT_BRACE = pattern(r"^[ \t]*@[^\W\d]\w*[ \t]+[^\s,{}()]+[ \t]*,", re.MULTILINE)
_OF_EDITS = {
    LossKind.MISSING_COMMA: (
        "a comma is missing before the next field, which other programs take for part of "
        "this value; both are read",
        "put a comma at the end of the value",
    ),
    LossKind.STRAY_BRACE: (
        "a closing brace too many ends the entry before its last fields; they are read",
        "take the brace away",
    ),
    LossKind.PHANTOM_ENTRY: (
        "a line inside a value or a comment begins like an entry, for which other programs "
        "take it",
        "begin the line with another word, or write the at sign as {@}",
    ),
    LossKind.PERCENT_LINE: (
        "what stands behind % inside an entry is no comment to BibTeX; here it is left out",
        "move it out of the entry",
    ),
}


def from_edit(edit: Edit, *, position: Position, key: str | None) -> Loss:
    """A place that is read otherwise than it stands."""
    message, remedy = _OF_EDITS[edit.kind]
    return Loss(kind=edit.kind, message=message, position=position, remedy=remedy, citekey=key)


def left_over(text: str, *, position: Position, after_entry: bool) -> Iterator[Loss]:
    """Text outside every entry that was meant to be in one."""
    if after_entry and fields_left_behind(text):
        yield Loss(
            kind=LossKind.STRAY_BRACE,
            message="fields stand behind the end of their entry and are read by no program",
            position=position,
            remedy="take away the closing brace before them, and close the entry after them",
        )
    elif after_entry and only_braces(text):
        yield Loss(
            kind=LossKind.STRAY_BRACE,
            message="a closing brace too many",
            position=position,
            remedy="take the brace away",
        )
    head = _HEAD_WITHOUT_BRACE.search(text)
    if head is not None:
        yield Loss(
            kind=LossKind.BROKEN_HEAD,
            message=f"no brace after {head[0].strip()!r}: it is taken for a comment",
            position=position,
            remedy="write @type{key, with a brace before the key",
        )


def broken_head(entry: Entry, *, head: str) -> Loss:
    """An entry whose type and brace bibtexparser does not recognise as a head."""
    plain = re.fullmatch(r"\w+", head) is not None
    odd = "white space around its type" if plain else f"the type {head!r}"
    return Loss(
        kind=LossKind.BROKEN_HEAD,
        message=f"for {odd}, other programs take the entry for a comment; it is read",
        position=entry.position,
        remedy=f"write @{re.sub(r'[^A-Za-z]', '', head) or 'misc'}{{{entry.key},",
        citekey=entry.key,
    )


def empty_key(entry: Entry) -> Loss:
    """An entry that nothing can cite."""
    return Loss(
        kind=LossKind.EMPTY_KEY,
        message=f"the @{entry.entrytype} has no key: nothing can cite it",
        position=entry.position,
        remedy=f"write a key after the brace, for example @{entry.entrytype}{{chae2001,",
    )


def undefined_macro(name: str, *, position: Position, key: str | None) -> Loss:
    """A bare word that no ``@string`` defines before it."""
    return Loss(
        kind=LossKind.UNDEFINED_MACRO,
        message=f"no @string defines {name!r} before this line; the word itself is read",
        position=position,
        remedy=f"write {{{name}}} if the word is meant, else define @string{{{name} = {{…}}}}",
        citekey=key,
    )


def endless_macro(name: str, *, position: Position, key: str | None) -> Loss:
    """A macro that, with those it names, has too much text to be written out."""
    return Loss(
        kind=LossKind.UNDEFINED_MACRO,
        message=f"the macro {name!r} and those before it ask for more text than is written "
        "out; from here on the names of macros are read",
        position=position,
        remedy="define each macro by its text, not by other macros",
        citekey=key,
    )


def repeated_macro(name: str, *, before: Macro, position: Position) -> Loss:
    """A second definition of a macro."""
    return Loss(
        kind=LossKind.REPEATED_MACRO,
        message=f"@string {name!r} is defined a second time (first on line "
        f"{before.position.line}); the later one holds from here on",
        position=position,
        remedy="give one of them another name",
    )


def broken_value(field: Field, *, key: str) -> Loss:
    """A value that is no value: nothing, or words without braces."""
    shown = field.value if len(field.value) <= 40 else field.value[:39] + "…"
    got = f"got {shown!r}" if shown else "got nothing"
    return Loss(
        kind=LossKind.BROKEN_VALUE,
        message=f"{field.name}: expected {{text}}, a number or a macro, {got}",
        position=field.value_position,
        remedy=f"write {field.name} = {{{shown.strip('{}') or '…'}}}",
        citekey=key,
    )


def double_backslash(field: Field, *, key: str) -> Loss:
    """A value that ends in ``\\\\``, which hides the delimiter from other programs."""
    return Loss(
        kind=LossKind.DOUBLE_BACKSLASH,
        message=f"{field.name} ends in two backslashes, behind which other programs miss the "
        "end of the value and lose the next field; it is read",
        position=field.value_position,
        remedy="take the two backslashes away",
        citekey=key,
    )


def broken_annotation(field: Field, *, rest: str, key: str) -> Loss:
    """An annotation that BibLaTeX could not read either."""
    return Loss(
        kind=LossKind.BROKEN_ANNOTATION,
        message=f'{field.name}: expected 1="…"; 2="…" or ="…", got {rest!r}',
        position=field.value_position,
        remedy=f'write {field.name} = {{1="…"}} for the first name, {{="…"}} for the whole',
        citekey=key,
    )


def broken_block(head: str, *, reason: str, remedy: str, position: Position) -> Loss:
    """An ``@string``, ``@preamble`` or ``@comment`` that cannot be read."""
    return Loss(
        kind=LossKind.BROKEN_BLOCK,
        message=f"{head} cannot be read: {reason}",
        position=position,
        remedy=remedy,
    )
