"""Entries that cannot be read: how far they reach, their keys, why, and what to do."""

from __future__ import annotations

from kumsong_sources.patterns import pattern

_KEY = pattern(r"@\s*[^\s{(@]*\s*[{(]\s*(?P<key>[^\s,{}()=\"%#]+)\s*(?P<after>[,=}]?)")
_REMEDIES = (
    ("Unexpected block start", "close the entry: a brace or a quotation mark is missing"),
    ("Unexpectedly reached end", "close the entry: a brace or a quotation mark is missing"),
    ("Expected comma after entry key", "write the key and a comma after the opening brace"),
    ("Expected a `=`", "write each field as name = {value}, with a comma after it"),
    ("Expected either", "put a comma after each value, and one closing brace at the end"),
    ("Expected equals sign", "write @string{name = {value}}"),
)


def extent(text: str, *, start: int, before: int) -> int:
    """Where a broken block's text ends: in front of the next block's head."""
    return start + len(text[start:before].rstrip())


def keys_in(raw: str) -> tuple[str, ...]:
    """The citekey that a broken entry's head names, if one can be made out.

    Examples
    --------
    >>> keys_in("@book{xu1990, title = {Never closed")
    ('xu1990',)
    >>> keys_in("@book{title = {No key}}")
    ()
    """
    found = _KEY.match(raw)
    if found is None or found["after"] == "=":
        return ()
    return (found["key"],)


def reason_and_remedy(error: Exception) -> tuple[str, str]:
    """Why bibtexparser gave up, in its words, and how to mend it, in ours."""
    # Its message is in an attribute; the text of the error itself is empty.
    reason = str(getattr(error, "abort_reason", "") or error).strip()
    for beginning, remedy in _REMEDIES:
        if reason.startswith(beginning):
            return reason, remedy
    return reason, "compare the entry with its neighbours: braces, commas, equals signs"
