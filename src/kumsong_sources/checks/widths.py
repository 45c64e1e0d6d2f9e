"""Half-width and full-width forms of signs, as East Asian texts have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kumsong_sources.checks.places import NOT_PRINTED, Hit, hits
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.checks.scripts import is_east_asian
from kumsong_sources.patterns import pattern

_WIDE_SIGN = pattern("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d\uff0f\uff1a\uff0e]")
_NUMBERS = frozenset(
    {"year", "date", "volume", "number", "pages", "isbn", "issn", "doi", "url"}
)
_WIDE_LETTER = pattern("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]")
_NARROW_LETTER = pattern(r"(?<![\\A-Za-z])[A-Za-z0-9]")
_MARKS = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!"}
_ANY_WIDE = pattern("[，：；（）？！\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]")


class FullWidthSign(BibliographyRule):
    """A number or an address in full-width signs.

    Why
    ---
    Programs do not read it as a number: the work has no year or page.

    Example
    -------
    `year = {１９９０}`, `pages = {１２--１５}`

    Remedy
    ------
    Write ASCII digits and signs; `check --fix --unsafe-fixes` does.

    Limits
    ------
    Fields of numbers, DOIs and addresses only; `mixed-width` judges texts.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field, at its first one."""
        if context.bibliography.file.text.isascii():
            return
        for hit in hits(context.bibliography, _WIDE_SIGN, fits=_is_of_number):
            yield self.finding(
                position=hit.position,
                message=f"{hit.field.name} {quoted(hit.field.value)}: full-width signs, "
                "expected ASCII",
                hint=f"write {unicodedata.normalize('NFKC', hit.field.value)}",
                citekey=hit.source.citekey,
            )


class MixedWidth(BibliographyRule):
    """Half-width and full-width forms of signs in one text.

    Why
    ---
    Two spellings of one title are sorted and found apart, and look uneven in print.

    Example
    -------
    `title = {朝鲜战争(1950—1953）}` with one bracket of each width; Latin letters in full
    width beside ASCII ones; half-width katakana.

    Remedy
    ------
    Write full-width punctuation in East Asian titles, and ASCII letters and digits.

    Limits
    ------
    The same mark must stand in both widths beside East Asian letters, or letters and digits
    in both, or a pair of brackets must differ; which width is right is the editor's to say.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        if context.bibliography.file.text.isascii():
            return
        for hit in hits(context.bibliography, _ANY_WIDE, fits=_is_of_text):
            mixed = _mixed_width(hit.field.value)
            if mixed:
                yield self.finding(
                    position=hit.field.value_position,
                    message=f"{hit.field.name} {quoted(hit.field.value)}: {mixed}",
                    hint="write full-width punctuation and ASCII letters in East Asian texts",
                    citekey=hit.source.citekey,
                )


def _mixed_width(value: str) -> str:
    if not is_east_asian(_WIDE_LETTER.sub("", value)):
        return f"{_ANY_WIDE.findall(value)[0]} in full or half width, but no East Asian letter"
    wide = _WIDE_LETTER.search(value)
    half = wide is not None and unicodedata.east_asian_width(wide[0]) == "H"
    if wide is not None and (half or _NARROW_LETTER.search(value)):
        return f"{wide[0]} in {'half' if half else 'full'} width, others not"
    pairs = ((value.count("（"), value.count("）")), (value.count("("), value.count(")")))
    if pairs[0][0] != pairs[0][1] and pairs[1][0] != pairs[1][1]:
        return "a pair of brackets of two widths"
    for mark, narrow in _MARKS.items():
        if mark in value and any(
            is_east_asian(before) and is_east_asian(after)
            for before, after in _between(value, narrow)
        ):
            return f"{mark} and {narrow} in one text"
    return ""


def _is_of_number(hit: Hit) -> bool:
    return hit.field.name.lower() in _NUMBERS


def _is_of_text(hit: Hit) -> bool:
    name = hit.field.name.lower()
    return name not in NOT_PRINTED and name not in _NUMBERS


def _between(value: str, sign: str) -> Iterator[tuple[str, str]]:
    """The characters before and behind each place of a sign, one blank passed over."""
    for at, one in enumerate(value):
        if one == sign:
            yield value[max(0, at - 2) : at].strip()[-1:], value[at + 1 : at + 3].strip()[:1]
