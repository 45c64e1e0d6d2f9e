"""Places in `references.bib` that other programs read otherwise than they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from kumsong_sources.bibtex import LossKind
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity


class _Loss(BibliographyRule):
    """A rule for one kind of loss."""

    kind: ClassVar[LossKind]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per place."""
        for loss in context.dossier.bibliography.file.losses:
            if loss.kind is self.kind:
                yield self.finding(
                    position=loss.position,
                    message=loss.message,
                    hint=loss.remedy,
                    citekey=loss.citekey,
                )


class MissingComma(_Loss):
    """A field that no comma parts from the next one.

    Why
    ---
    Other programs take the next field for part of this one: a work loses its year or its
    party, and nobody is told.

    Example
    -------
    `title = {Truce Tent}` and on the next line `year = {1966}`.

    Remedy
    ------
    Put a comma after the value.

    Limits
    ------
    Both fields are read here.
    """

    severity = Severity.ERROR
    kind = LossKind.MISSING_COMMA


class StrayBrace(_Loss):
    """A closing brace too many.

    Why
    ---
    It ends the entry; whatever fields follow are lost in silence.

    Example
    -------
    `title = {The Korean War}},` in the middle of an entry.

    Remedy
    ------
    Take the brace away.

    Limits
    ------
    Braces inside a value are counted, not understood: a pair too many is not seen.
    """

    severity = Severity.ERROR
    kind = LossKind.STRAY_BRACE


class DoubleBackslash(_Loss):
    r"""A value that ends in two backslashes.

    Why
    ---
    Other programs miss the end of the value and lose the next field.

    Example
    -------
    `publisher = {Osprey\\},`

    Remedy
    ------
    Take the backslashes away.

    Limits
    ------
    Backslashes elsewhere in a value do no harm and are not reported.
    """

    severity = Severity.WARNING
    kind = LossKind.DOUBLE_BACKSLASH


class BrokenHead(_Loss):
    """An entry that does not begin like one.

    Why
    ---
    Other programs take all of it for a comment.

    Example
    -------
    `@in-proceedings{`, or `@book chae2001,` without a brace.

    Remedy
    ------
    Write `@type{key,`, the type in letters only.

    Limits
    ------
    Where no brace follows, the entry cannot be read here either.
    """

    severity = Severity.ERROR
    kind = LossKind.BROKEN_HEAD


class EmptyKey(_Loss):
    """An entry without citekey.

    Why
    ---
    Nothing can cite it.

    Example
    -------
    `@book{, title = {The Korean War}}`

    Remedy
    ------
    Write a key after the brace.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR
    kind = LossKind.EMPTY_KEY


class UndefinedMacro(_Loss):
    """A bare word as value that no `@string` defines.

    Why
    ---
    Programs print the word, or nothing.

    Example
    -------
    `publisher = osprey` without `@string{osprey = {Osprey}}` before it.

    Remedy
    ------
    Put the text in braces, or define the macro above.

    Limits
    ------
    The months jan to dec are defined by every program.
    """

    severity = Severity.WARNING
    kind = LossKind.UNDEFINED_MACRO


class RepeatedMacro(_Loss):
    """A macro that is defined twice.

    Why
    ---
    Programs differ in which definition holds.

    Example
    -------
    Two `@string{cmh = …}` with different texts.

    Remedy
    ------
    Give one of them another name.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING
    kind = LossKind.REPEATED_MACRO


class PhantomEntry(_Loss):
    """A line inside a value that begins like an entry.

    Why
    ---
    Other programs end the entry there and begin another.

    Example
    -------
    An abstract with a line that begins `@book{`.

    Remedy
    ------
    Begin the line with another word.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING
    kind = LossKind.PHANTOM_ENTRY


class PercentLine(_Loss):
    """A comment with `%` inside an entry.

    Why
    ---
    BibTeX has no comments inside entries: the line spoils the entry, or is printed.

    Example
    -------
    `% year = {1990},` between two fields.

    Remedy
    ------
    Move the line out of the entry, or delete it.

    Limits
    ------
    Biber and some other programs do accept it.
    """

    severity = Severity.WARNING
    kind = LossKind.PERCENT_LINE


class BrokenValue(_Loss):
    """A value that is none: nothing, or words without braces.

    Why
    ---
    Programs stop at it, or read something else.

    Example
    -------
    `title = The Korean War,`

    Remedy
    ------
    Put the text in braces.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR
    kind = LossKind.BROKEN_VALUE


class BrokenBlock(_Loss):
    """A `@string`, `@preamble` or `@comment` that cannot be read.

    Why
    ---
    What it defines is not defined.

    Example
    -------
    `@string{osprey}`

    Remedy
    ------
    Write `@string{osprey = {Osprey Publishing}}`.

    Limits
    ------
    None known.
    """

    severity = Severity.ERROR
    kind = LossKind.BROKEN_BLOCK


class BrokenAnnotation(_Loss):
    """An annotation that cannot be read.

    Why
    ---
    The original script or the romanisation that it gives is lost.

    Example
    -------
    `author+an:script = {徐焰}` instead of `{1="徐焰"}`.

    Remedy
    ------
    Write `1="…"` for the first name, `="…"` for the whole field, parted by semicolons.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING
    kind = LossKind.BROKEN_ANNOTATION
