"""Names in letters that do not agree with the same name in Han characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.bibtex import Entry, Name, names_of, split_names
from kumsong_sources.checks.places import place_in_field
from kumsong_sources.checks.romanisation import (
    begins_like,
    letters,
    looks_chinese,
    spells,
    spells_surname,
    surname_readings,
)
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.checks.surnames import COMPOUND_SURNAMES
from kumsong_sources.dossier import Dossier
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern
from kumsong_sources.sources import Source

_NAME_FIELDS = ("author", "editor", "translator")
_FIRST_HAN = "\u3400"
_HAN_RANGES = (
    (_FIRST_HAN, "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_LETTERS = pattern(r"[^\W\d_\u3005-\U0003ffff]")
_BRACKETS = "()（）[]"
_PARTED = pattern(r"[\s,，、]+")
_NEITHER = pattern(r"korea|japan|vietnam|viet nam", re.IGNORECASE)
_NEITHER_CODES = frozenset({"KOR", "PRK", "ROK", "DPRK", "JPN", "VNM"})


class SurnameAgainstScript(BibliographyRule):
    """A surname in letters that the Han characters beside it are not read as.

    Why
    ---
    The work is looked up and sorted under a name its author does not have, and the same
    author may stand twice in a bibliography.

    Example
    -------
    `Xue, Yan` beside 徐焰: 徐 is read Xu. Xue is another surname, 薛.

    Remedy
    ------
    Mend the surname, or the characters. Where the work itself prints the name so, keep it
    and waive the finding with that reason.

    Limits
    ------
    Pinyin, Wade-Giles and customary Cantonese, Hokkien and Korean spellings of common
    surnames are accepted. Works in other languages, bodies, Koreans and Japanese, and
    names written as no Chinese syllable are not judged. Where the language of a work is
    not declared (`langid`), a name is judged only if its given name fits the characters.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per name."""
        for source in context.dossier.sources.values():
            if max(source.entry.raw, default="") < _FIRST_HAN:
                continue
            chinese = _is_chinese(source, dossier=context.dossier)
            if chinese is False:
                continue
            for field_name in _NAME_FIELDS:
                if _may_be_in_letters(source.entry, field_name):
                    yield from self._in_field(source, field_name, declared=chinese is True)

    def _in_field(
        self, source: Source, field_name: str, *, declared: bool
    ) -> Iterator[Finding]:
        after = 0
        written = split_names(source.entry.get(field_name))
        for name, text in zip(names_of(source.entry, field_name), written, strict=True):
            place, after = place_in_field(source.entry, name=field_name, text=text, after=after)
            pair = _in_both_scripts(name)
            if pair is None or not pair.disagrees:
                continue
            if pair.family in text:
                start = after - len(text)
                place, _ = place_in_field(
                    source.entry, name=field_name, text=pair.family, after=start
                )
            if pair.is_surely_chinese or (declared and pair.may_be):
                yield self.finding(
                    position=place,
                    message=_message(pair),
                    hint=_hint(pair),
                    citekey=source.citekey,
                )


def _may_be_in_letters(entry: Entry, field_name: str) -> bool:
    """Whether a list of names can hold one in letters: most in Han alone need no reading."""
    value = entry.get(field_name)
    if not value.isascii() and _LETTERS.search(value.replace(" and ", " ")):
        return True
    marks = (f"{field_name}+an", f"{field_name}-an", f"{field_name}_")
    return any(name.startswith(marks) for name in entry.fields)


@frozen
class _Pair:
    """A name in letters and in Han characters; `surnames` are the ways to divide these."""

    family: str
    given: str
    script: str
    surnames: tuple[str, ...]
    undivided: bool = False

    @property
    def disagrees(self) -> bool:
        """Whether the surname in letters is no spelling of any possible surname."""
        if not any(map(surname_readings, self.surnames)):
            return False
        families = [self.family, *self.given.split()] if self.undivided else [self.family]
        return not any(
            spells_surname(letters(family), surname)
            for family in families
            for surname in self.surnames
        )

    @property
    def may_be(self) -> bool:
        """Whether the name in letters can be Chinese at all."""
        return looks_chinese(letters(self.family)) or self.is_surely_chinese

    @property
    def is_surely_chinese(self) -> bool:
        """Whether the given name, or its initial, is that of the characters."""
        given = letters(self.given)
        if not given:
            return False
        rests = [self.script[len(surname) :] for surname in self.surnames]
        if any(rest and spells(given, rest) for rest in rests):
            return True
        initials = all(
            len(part.strip(".")) == 1 for part in re.split(r"[\s.-]+", self.given) if part
        )
        return (
            initials
            and looks_chinese(letters(self.family))
            and any(rest and begins_like(given, rest[0]) for rest in rests)
        )

    @property
    def is_exchanged(self) -> bool:
        """Whether the given name stands in the surname's place."""
        return any(spells_surname(letters(self.given), s) for s in self.surnames)


def _in_both_scripts(name: Name) -> _Pair | None:
    if name.literal or name.others:
        return None
    family, given, script = name.family, name.given, name.script
    if script is None:
        script = _han_within(f"{family} {given}")
        family, given = _without_han(family), _without_han(given)
    undivided = not family
    if undivided:
        family, _, given = given.partition(" ")
    surnames = _surnames(script)
    if not surnames or not letters(family).isascii() or not letters(family):
        return None
    return _Pair(
        family=family,
        given=given,
        script="".join(_PARTED.split(script)),
        surnames=surnames,
        undivided=undivided,
    )


def _han_within(text: str) -> str:
    """The Han characters of a name with what stands between them, empty without any."""
    places = [at for at, sign in enumerate(text) if _is_han(sign)]
    return text[places[0] : places[-1] + 1] if places else ""


def _without_han(text: str) -> str:
    """A name without its Han characters and their brackets."""
    kept = (sign for sign in text if not _is_han(sign) and sign not in _BRACKETS)
    return "".join(kept).strip(" ,，、")


def _is_han(sign: str) -> bool:
    # A pattern for these ranges would take longer to compile than all names to judge.
    return sign >= _FIRST_HAN and any(low <= sign <= high for low, high in _HAN_RANGES)


def _is_name_in_han(text: str) -> bool:
    return 2 <= len(text) <= 4 and all(map(_is_han, text))


def _surnames(script: str) -> tuple[str, ...]:
    """The characters that may be a name's surname, the likeliest first."""
    parts = [part for part in _PARTED.split(script) if part]
    name = "".join(parts)
    if not _is_name_in_han(name):
        return ()
    if len(parts) == 2:
        return (parts[0],)
    if len(parts) != 1 or name != script:
        return ()
    if len(parts[0]) == 4 or parts[0][:2] in COMPOUND_SURNAMES:
        return (parts[0][:2], parts[0][0])
    return (parts[0][0],)


def _is_chinese(source: Source, *, dossier: Dossier) -> bool | None:
    """Whether a work is in Chinese: yes, no, or not declared."""
    declared = any(map(source.whole.text, ("langid", "hyphenation", "language")))
    language = source.language
    if language is not None and not language.startswith(("zh", "cmn", "yue")):
        return False
    if declared and language is not None:
        return True
    party = dossier.parties.get(source.party or "")
    named = (party.label, party.adjective, *party.aliases) if party else ()
    neither = source.party in _NEITHER_CODES or any(map(_NEITHER.search, named))
    return False if neither else None


def _message(pair: _Pair) -> str:
    surname = pair.surnames[0]
    read = " or ".join(
        dict.fromkeys(
            reading.capitalize() for one in pair.surnames for reading in surname_readings(one)
        )
    )
    return (
        f"the surname {quoted(pair.family)} does not agree with {pair.script}: "
        f"{surname} is read {read}"
    )


def _hint(pair: _Pair) -> str:
    if pair.is_exchanged:
        return f"surname and given name are exchanged: write {pair.given}, {pair.family}"
    readings = surname_readings(pair.surnames[0]) or surname_readings(pair.surnames[-1])
    mended = ", ".join(part for part in (readings[0].capitalize(), pair.given) if part)
    return (
        f"write {mended}, or mend the characters; if the work itself prints {pair.family}, "
        "keep it and waive this with that reason"
    )
