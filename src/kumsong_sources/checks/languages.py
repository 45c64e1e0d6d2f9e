"""Languages, scripts and capitals of titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kumsong_sources.bibtex import Entry
from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.checks.scripts import scripts_in
from kumsong_sources.patterns import pattern
from kumsong_sources.sources import LANGUAGES, Source

_WRITTEN_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "zh": frozenset({"Han"}), "ja": frozenset({"Han", "kana"}),
        "ko": frozenset({"Hangul", "Han"}), "ru": frozenset({"Cyrillic"}),
        "uk": frozenset({"Cyrillic"}), "mn": frozenset({"Cyrillic"}),
        "el": frozenset({"Greek"}), "he": frozenset({"Hebrew"}), "ar": frozenset({"Arabic"}),
    }
)  # fmt: skip
"""Scripts of languages; those not named are written in Latin letters alone."""
_LATIN = frozenset(
    {"cs", "da", "nl", "en", "fi", "fr", "de", "hu", "it", "la", "no", "pl", "pt", "es", "sv",
     "tr", "vi"}
)  # fmt: skip
_FOREIGN_LETTERS = 0.5
_FEWEST_LETTERS = 2
_LATIN_WORD = pattern(r"[A-Za-z]{3,}")
_PROTECTED = pattern(r"\{[^{}]*\}|\\[A-Za-z]+")
_SOURCE_WORD = pattern(r"[A-Za-z]+(?:['’][a-z]+)?")
_ROMAN = pattern(r"[IVXLC]+")
_NAMES = """
    Africa African America American Americans Asia Asian Australia Australian Austria
    Austrian Beijing Belgian Belgium Britain British Canada Canadian China Chinese Chiang
    Chosin Churchill Confucian Denmark Dutch Egypt Egyptian England English Ethiopia Europe
    European France French German Germany Germans Greece Greek Greeks Hungarian Hungary
    Inchon India Indian Ireland Irish Israel Italian Italy Japan Japanese Kaesong Kim Korea
    Korean Koreans Kumsong Kyoto Latin London MacArthur Manchuria Manchurian Mao Maoist
    Mexican Mexico Mongol Mongolia Moscow Nazi Norway Norwegian Okinawa Panmunjom Paris
    Peking Philippine Philippines Poland Polish Portugal Portuguese Prussia Prussian Pusan
    Pyongyang Roman Romans Russia Russian Russians Scotland Scottish Seoul Shanghai Soviet
    Soviets Spain Spanish Stalin Stalinist Sweden Swedish Switzerland Swiss Taiwan Thailand
    Tibet Tokyo Truman Turkey Turkish Ukraine Ukrainian Vietnam Vietnamese Washington Yalu
    January February April June July August September October November December
"""
_NAMED = frozenset(_NAMES.split())


class LangidAgainstScript(BibliographyRule):
    """A title in a script in which its declared language is not written.

    Why
    ---
    Hyphenation, quotation marks, sorting and the choice of font go by the language.

    Example
    -------
    `langid = {english}` with the title 抗美援朝战争史; `langid = {chinese}` with one in Hangul.

    Remedy
    ------
    Mend `langid`; where it is meant for the entry's notes, leave it out and use `language`.

    Limits
    ------
    A title in Latin letters fits every language: it may be a romanisation. At least half of
    the letters must be of the other script. `langid` and `hyphenation` are judged.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry."""
        for source in context.bibliography:
            entry = source.entry
            name = "langid" if "langid" in entry.fields else "hyphenation"
            field = entry.fields.get(name)
            if field is None or "title" not in entry.fields:
                continue
            if entry.fields["title"].value.isascii():
                continue
            language = LANGUAGES.get(field.value.strip().lower())
            foreign = _foreign_script(entry, language) if language else None
            if foreign:
                yield self.finding(
                    position=field.value_position,
                    message=f"{field.name} is {field.value.strip()}, but the title "
                    f"{quoted(source.title)} is in {foreign}",
                    hint=f"mend {field.name}, or write the title in that language's script",
                    citekey=source.citekey,
                )


class TitleWithoutRomanisation(BibliographyRule):
    """A title in another script, without romanisation and without translation.

    Why
    ---
    Readers who do not read the script cannot name the work, nor look it up in a catalogue
    that has it in letters.

    Example
    -------
    `title = {抗美援朝战争史}` in a bibliography of otherwise English titles.

    Remedy
    ------
    Add `title+an:romanised = {="Kang Mei yuan Chao zhanzheng shi"}` or
    `title+an:translated = {="…"}`.

    Limits
    ------
    Judged only in a file more than half of whose titles are in Latin letters: one for
    readers of these. A title that has Latin words itself, or a `titleaddon` in Latin letters,
    counts as translated.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry."""
        titled = [s for s in context.bibliography if "title" in s.entry.fields]
        other = [s for s in titled if _other_script(s.entry.fields["title"].value)]
        if 2 * len(other) >= len(titled):
            return
        for source in other:
            if _is_explained(source):
                continue
            field = source.entry.fields["title"]
            yield self.finding(
                position=field.value_position,
                message=f"the title {quoted(source.title)} is neither romanised nor translated",
                hint='add title+an:romanised = {="…"} or title+an:translated = {="…"}',
                citekey=source.citekey,
            )


class UnprotectedProperNoun(BibliographyRule):
    """A name or an abbreviation in an English title that no braces protect.

    Why
    ---
    Styles that set titles in sentence style (APA, BibTeX's own) print "The korean war".

    Example
    -------
    `title = {The Korean War}`

    Remedy
    ------
    `title = {The {Korean} War}`, the whole word in braces.

    Limits
    ------
    Found are names of peoples, countries and months, some places and persons of the
    Korean War, and words with a capital behind the first letter (UN, MacArthur). The styles
    this package writes itself keep capitals; hence an info, one per entry. First words are
    left alone, and titles not declared as English, unless they are plainly so.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry."""
        for source in context.bibliography:
            field = source.entry.fields.get("title")
            if field is None or _is_all_protected(field.value):
                continue
            words = _named_words(field.value)
            if not words or source.language not in (None, "en"):
                continue
            if source.language is None and not _looks_english(field.value):
                continue
            if not field.value.isascii() and _other_script(field.value):
                continue
            shown = ", ".join(words)
            yield self.finding(
                position=field.value_position,
                message=f"title {quoted(source.title)}: no braces protect {shown}",
                hint=f"write {{{words[0]}}}, so that every style keeps its capitals",
                citekey=source.citekey,
            )


def _foreign_script(entry: Entry, language: str) -> str | None:
    """The script of a title that its language does not have."""
    counts = scripts_in(entry.text("title"))
    allowed = _WRITTEN_IN.get(language, frozenset())
    if not allowed and language not in _LATIN:
        return None
    foreign = Counter(
        {
            script: n
            for script, n in counts.items()
            if script not in allowed and script != "Latin"
        }
    )
    if foreign.total() < max(_FEWEST_LETTERS, _FOREIGN_LETTERS * counts.total()):
        return None
    return foreign.most_common(1)[0][0]


def _other_script(title: str) -> bool:
    """Whether most letters of a title are of another script than Latin."""
    if title.isascii():
        return False
    counts = scripts_in(title)
    return 2 * counts["Latin"] < counts.total()


def _is_explained(source: Source) -> bool:
    if source.romanised_title or source.translated_title:
        return True
    names = ("title", "titleaddon", "shorttitle", "usera", "userd", "usere", "translatedtitle")
    return any(_LATIN_WORD.search(source.whole.get(name)) for name in names)


def _is_all_protected(title: str) -> bool:
    bare = title.strip()
    return bare.startswith("{") and bare.endswith("}") and "}" not in bare[:-1]


def _named_words(title: str) -> tuple[str, ...]:
    """The words of a title whose capitals a sentence style would take away wrongly."""
    free = _PROTECTED.sub(" · ", title) if "{" in title or "\\" in title else title
    if free.isupper():
        return ()
    found: dict[str, None] = {}
    for word in _SOURCE_WORD.finditer(free):
        if word[0].islower():
            continue
        bare = re.split("['’]", word[0])[0]
        inner = len(bare) > 1 and not bare[1:].islower()
        # A first word keeps its capital in every style; Roman numerals are theirs already.
        first = not inner and not free[: word.start()].strip(" \"'`(¿")
        roman = inner and _ROMAN.fullmatch(bare) is not None
        if not first and not roman and (inner or bare in _NAMED):
            found.setdefault(word[0])
    return tuple(found)


def _looks_english(title: str) -> bool:
    return re.search(r"\b(?:the|of|and|in|on|for|to|from|with)\b", title, re.I) is not None
