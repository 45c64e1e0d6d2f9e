"""Characters and signs that programs misread, or readers cannot see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kumsong_sources.bibtex import VERBATIM
from kumsong_sources.checks.datamodel import FIELDS
from kumsong_sources.checks.places import NOT_PRINTED, Hit, hits
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.patterns import pattern

_BRACKETED = frozenset(
    {
        "title", "subtitle", "booktitle", "maintitle", "titleaddon", "shorttitle", "journal",
        "journaltitle", "series", "publisher", "location", "address", "institution",
        "organization", "school", "author", "editor", "translator", "edition", "pages",
        "volume", "number", "year", "note",
    }
)  # fmt: skip
_PAIRS = (
    ("(", ")"), ("[", "]"), ("（", "）"), ("《", "》"), ("〈", "〉"), ("「", "」"),
    ("『", "』"), ("【", "】"), ("«", "»"),
)  # fmt: skip
_ANY_PAIRED = pattern('[()\\[\\]"（）《》〈〉「」『』【】«»“”`]')
_NUMBERED = pattern(r"(?:^|(?<=[\s{;,:]))(?:\w{1,2}|[ivxIVX]+)\)")
_NOT_A_QUOTE = pattern(r"\\.|\"[`'=~|\-\"]|(?<=\d)\"")
_ACTING = pattern(r"(?<!\\)(?:&(?!#?\w+;)|%(?!\s*\n)|#)")
_IN_ADDRESS = pattern(r"://\S*$|\\(?:url|href|path|nolinkurl|verb)\b[^{}]*\{[^{}]*$|\$[^$]*$")
_ENTITY = pattern(
    r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
    r"|</?(?:i|b|em|strong|sup|sub|span|scp|p|br|div|jats:\w+)\b[^<>]{0,80}>"
)
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
_JOINED = pattern("[\u0600-\u109f\u2600-\u27bf\U0001f000-\U0001faff]")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff]")
# Behind two backslashes, which break the line, the mark of an umlaut is a quotation mark.
_NO_ACCENT = pattern(r'\\\\"(?:[^\W\d_]|\{[^\W\d_]\})')


class UnbalancedBrackets(BibliographyRule):
    """A bracket or quotation mark without its other half.

    Why
    ---
    Something was lost when the text was copied; what follows may be printed as quoted.

    Example
    -------
    `title = {The Korean War (1950–1953}`, `publisher = {"Voenizdat}`.

    Remedy
    ------
    Add the other half, or take this one away.

    Limits
    ------
    Round and square brackets, guillemets, straight quotation marks and East Asian brackets
    in printed fields are counted. Numbering such as "1)", formulas, inches and the
    shorthands of German BibTeX are left alone. Unbalanced braces are found in reading.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            for name, field in source.entry.fields.items():
                if name not in _BRACKETED or _ANY_PAIRED.search(field.value) is None:
                    continue
                lack = _unbalanced(field.value)
                if lack:
                    accent = _NO_ACCENT.search(field.value)
                    yield self.finding(
                        position=field.value_position,
                        message=f"{field.name} {quoted(field.value)}: {lack}",
                        hint=f"for an accent write one backslash: {accent[0][1:]}"
                        if accent
                        else "add the other half, or take this one away",
                        citekey=source.citekey,
                    )


class UnescapedSign(BibliographyRule):
    r"""A `&`, `%` or `#` without a backslash before it.

    Why
    ---
    LaTeX acts on it: at `%` the rest of the line vanishes, at `&` and `#` it stops.

    Example
    -------
    `publisher = {Allen & Unwin}`

    Remedy
    ------
    Write `\&`, `\%`, `\#`; `check --fix --unsafe-fixes` does.

    Limits
    ------
    Addresses, formulas and fields that are not printed are left alone. Who never sets the
    bibliography with LaTeX may ignore the rule.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field, at its first such sign."""
        for hit in hits(context.bibliography, _ACTING, fits=_is_acted_on):
            yield self.finding(
                position=hit.position,
                message=f"{hit.field.name}: {hit.text} without a backslash",
                hint=f"write \\{hit.text}",
                citekey=hit.source.citekey,
            )


class HtmlEntity(BibliographyRule):
    """A character or a style written as HTML.

    Why
    ---
    It is printed letter by letter: "Allen &amp; Unwin".

    Example
    -------
    `&amp;`, `&#233;`, `<i>Hamlet</i>`, as databases export them.

    Remedy
    ------
    Write the character itself, or LaTeX.

    Limits
    ------
    Fields that are not printed are left alone.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field, at its first one."""
        for hit in hits(context.bibliography, _ENTITY, fits=_is_html):
            yield self.finding(
                position=hit.position,
                message=f"{hit.field.name}: {quoted(hit.text)} is HTML",
                hint="write the character itself, or LaTeX",
                citekey=hit.source.citekey,
            )


class NotNfc(BibliographyRule):
    """Letters and accents that stand apart where Unicode has them in one.

    Why
    ---
    They look alike and are not: a search does not find the name, and it is sorted elsewhere.

    Example
    -------
    `Körner` typed as o and a combining diaeresis; Hangul in single jamo, as file names of
    macOS have it.

    Remedy
    ------
    Convert the file to Unicode's form NFC; `check --fix` does.

    Limits
    ------
    Characters that exist for the sake of older encodings only are left alone: which of two
    forms of a Han character a name has is its bearer's affair.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        text = context.bibliography.file.text
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            return
        for source in context.bibliography:
            if source.entry.raw.isascii():
                continue
            for field in source.entry.fields.values():
                at = _first_apart(text[field.start : field.stop])
                if at is not None:
                    yield self.finding(
                        position=field.places.at(field.start + at),
                        message=f"{field.name} {quoted(field.value)}: letters and "
                        "accents stand apart, expected Unicode's composed form (NFC)",
                        hint="convert the file to NFC; check --fix does",
                        citekey=source.citekey,
                    )


class InvisibleCharacter(BibliographyRule):
    """A character that has no width, or that turns the direction of the text.

    Why
    ---
    Nobody sees it, but a search does not find the word, and a key or an address with it
    leads nowhere.

    Example
    -------
    A zero-width space behind a title copied from a web page; a soft hyphen in a name.

    Remedy
    ------
    Delete it; `check --fix` does.

    Limits
    ------
    Joiners in scripts that need them, and marks of direction beside Hebrew and Arabic, are
    left alone.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field, at its first one."""
        if context.bibliography.file.text.isascii():
            return
        for hit in hits(context.bibliography, _INVISIBLE, fits=_is_not_needed):
            named = unicodedata.name(hit.text, "no name").lower()
            yield self.finding(
                position=hit.position,
                message=f"{hit.field.name}: an invisible character, U+{ord(hit.text):04X} "
                f"({named})",
                hint="delete it; check --fix does",
                citekey=hit.source.citekey,
            )


def _is_acted_on(hit: Hit) -> bool:
    name = hit.field.name.lower()
    if name in VERBATIM or name in NOT_PRINTED or name.partition("+")[0] not in FIELDS:
        return False
    if hit.text not in hit.field.value:
        return False
    return _IN_ADDRESS.search(hit.before) is None


def _is_html(hit: Hit) -> bool:
    name = hit.field.name.lower()
    return name not in NOT_PRINTED and (name not in VERBATIM or hit.text == "&amp;")


def _is_not_needed(hit: Hit) -> bool:
    if hit.text in _JOINERS:
        return _JOINED.search(hit.field.value) is None
    return hit.text == "\u00ad" or _RIGHT_TO_LEFT.search(hit.field.value) is None


def _unbalanced(value: str) -> str:
    """What lacks its other half, in words; empty where nothing does."""
    if "$" in value:
        return ""
    for opening, closing in _PAIRS:
        opened, closed = value.count(opening), value.count(closing)
        numbered = len(_NUMBERED.findall(value)) if closing == ")" else 0
        if opened > closed or closed - opened > numbered:
            return f"{opened} {opening} and {closed} {closing}"
    if "„" not in value and value.count("“") > value.count("”") and "”" in value:
        return f"{value.count('“')} “ and {value.count('”')} ”"
    straight = _NOT_A_QUOTE.sub("", value).count('"')
    if straight % 2:
        return f'an odd number of ", {straight}'
    opened, closed = value.count("``"), value.count("''")
    return f"{opened} `` and {closed} ''" if opened > closed else ""


def _first_apart(text: str) -> int | None:
    """Where the first letter stands that has its accent, or its jamo, beside it."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return None
    for at, sign in enumerate(text[1:], start=1):
        jamo = "\u1160" <= sign <= "\u11ff"
        if (unicodedata.combining(sign) or jamo) and len(
            unicodedata.normalize("NFC", text[at - 1 : at + 1])
        ) == 1:
            return at - 1
    return None
