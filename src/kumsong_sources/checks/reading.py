"""What of the three files cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Rule, Severity


class NotUtf8(BibliographyRule):
    """A file that is not UTF-8.

    Why
    ---
    The bytes were read in another encoding, which is a guess. Where the guess is wrong,
    names and quotations are other words than the editor wrote.

    Example
    -------
    A `references.bib` saved by an old program in Windows-1252 or GB 18030.

    Remedy
    ------
    Save the file as UTF-8.

    Limits
    ------
    Only the first byte that does not fit is named.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per file."""
        for fault in context.dossier.encoding_faults:
            yield self.finding(
                position=fault.position, message=fault.message, hint=fault.remedy
            )


class UnreadableRow(Rule):
    """A row of `claims.csv` that cannot be read as a claim.

    Why
    ---
    The row takes part in nothing: its claim is missing from every table.

    Example
    -------
    A row with a cell too many, because a figure with a comma, 2,689, has no quotation
    marks around it.

    Remedy
    ------
    Give the row as many cells as the header has; set cells that hold a comma, a line break
    or a quotation mark in quotation marks.

    Limits
    ------
    Where a quotation mark is never closed, the row in which it opens is named; the lines
    after it are read as rows of their own.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per rejected row."""
        for row in context.dossier.table.rejected:
            yield self.finding(position=row.position, message=row.reason, hint=row.remedy)


class UnreadableEntry(BibliographyRule):
    """An entry of `references.bib` that cannot be read.

    Why
    ---
    The work has no author, title or party, although its key can still be cited. Other
    programs leave it out, or stop.

    Example
    -------
    `@book{xu1990, title = {第一次较量`, never closed.

    Remedy
    ------
    Close every brace and quotation mark; write each field as `name = {value},`.

    Limits
    ------
    An entry that only repeats a key or a field is read; `duplicate-key` and
    `duplicate-field` find it.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry that has no readable form."""
        file = context.dossier.bibliography.file
        taken = {entry.key for entry in file.entries}
        for rejected in file.rejected:
            entry = rejected.entry
            if entry is not None and (entry.repeated or entry.key in taken):
                continue
            key = rejected.keys[0] if rejected.keys else None
            named = f"the entry {key}" if key else "an entry"
            yield self.finding(
                position=rejected.position,
                message=f"{named} cannot be read: {rejected.reason}",
                hint=rejected.remedy,
                citekey=key,
            )


class DuplicateKey(BibliographyRule):
    """A citekey that several entries use.

    Why
    ---
    A citation of it may mean either work. Programs differ in which they take; here it is
    the first.

    Example
    -------
    Two different books by one author and of one year, both `hermes1966`.

    Remedy
    ------
    Give each work a key of its own, and mend the citations; delete an entry that stands
    twice.

    Limits
    ------
    Keys that differ in upper and lower case only are found by
    `keys-differing-in-case`.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry that repeats a key."""
        for duplicate in context.dossier.bibliography.file.duplicate_keys:
            first = dict(zip(duplicate.keys[::-1], duplicate.positions[::-1], strict=True))
            for key, position in zip(duplicate.keys, duplicate.positions, strict=True):
                if position != first[key]:
                    yield self.finding(
                        position=position,
                        message=f"the key {key} is used before, on line {first[key].line}",
                        hint="give this work a key of its own, or delete the repetition",
                        citekey=key,
                    )


class KeysDifferingInCase(BibliographyRule):
    """Citekeys that are alike but for upper and lower case.

    Why
    ---
    Some programs, BibTeX among them, take them for one key.

    Example
    -------
    `Chae2001` and `chae2001` in one file.

    Remedy
    ------
    Rename one of them.

    Limits
    ------
    None known.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per spelling after the first."""
        for duplicate in context.dossier.bibliography.file.duplicate_keys:
            places = dict(zip(duplicate.keys[::-1], duplicate.positions[::-1], strict=True))
            spellings = sorted(places, key=lambda key: places[key])
            for key in spellings[1:]:
                yield self.finding(
                    position=places[key],
                    message=f"the key {key} differs from {spellings[0]} "
                    f"(line {places[spellings[0]].line}) in upper and lower case only",
                    hint="rename one of them",
                    citekey=key,
                )


class DuplicateField(BibliographyRule):
    """A field that an entry has twice.

    Why
    ---
    Only one of the two values is used, and programs differ in which; some drop the whole
    entry. Here it is the first.

    Example
    -------
    An entry with `year = {1990}` and, further down, `year = {1991}`.

    Remedy
    ------
    Keep one. `Year` and `year` are one field.

    Limits
    ------
    Fields that mean the same, such as `date` and `year`, are not compared.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per repeated field of an entry."""
        for repeated in context.dossier.bibliography.file.repeated_fields:
            first, *again = repeated.fields
            for field in again:
                yield self.finding(
                    position=field.position,
                    message=f"{repeated.citekey} has the field {first.name} before, on line "
                    f"{first.position.line}; that one is used",
                    hint="keep one of them",
                    citekey=repeated.citekey,
                )


class FaultyDeclaration(Rule):
    """Something in `dossier.toml` that is not understood.

    Why
    ---
    It is left out: a misspelt key sets nothing, a circle of `part_of` leaves a party
    without a side, a waiver without a reason waives nothing.

    Example
    -------
    `partof = "UNC"` instead of `part_of = "UNC"`.

    Remedy
    ------
    Write the key or value as the message says.

    Limits
    ------
    A file that is no TOML at all cannot be opened; then the error names its line.
    """

    severity = Severity.ERROR

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per fault."""
        for fault in context.dossier.declaration.faults:
            yield self.finding(
                position=fault.position, message=fault.message, hint=fault.remedy
            )
