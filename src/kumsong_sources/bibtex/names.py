"""Names of persons and bodies, as BibTeX and BibLaTeX write them.

Names are read for display and comparison only; a bibliography is exported from its own
text, so that ``John Muller and Jane Doe`` leaves as it came.

References
----------
N. Markey, *Tame the BeaST*, section 11 (the parts of a name); BibLaTeX manual, section
3.4 and appendix on the extended name format.
"""

from __future__ import annotations

import re

from kumsong_sources.bibtex.latex import decode_latex
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern

_AND = pattern(r"\\.|[{}]|(?:(?<=\s)|\A)and(?=\s|\Z)", re.IGNORECASE | re.DOTALL)
_COMMA = pattern(r"\\.|[{},]", re.DOTALL)
_SPACE = pattern(r"\\.|[{}]|[\s~]+", re.DOTALL)
_PROTECTS = pattern(r"[\\{}~\x00-\x1f]")
_BRACED = pattern(r"[\\{}]")
_PART = pattern(r"\s*(?P<part>[a-z]+(?:-[a-z]+)?)\s*=\s*(?P<value>.*)", re.DOTALL)
_QUOTED = pattern(r'"([^"{}]*)"')
_PARTS = frozenset({"family", "given", "prefix", "suffix"})
# Compared sign by sign: to compile a set of all these takes longer than to read a file.
_EAST_ASIAN = (
    ("\u3005", "\u3005"), ("\u3040", "\u30ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7a3"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_LETTER = pattern(r"[^\W\d_]")


@frozen
class Name:
    """One name, decoded from LaTeX.

    Parameters
    ----------
    family, given, prefix, suffix : str
        Empty where absent. `prefix` is the "von" part, `suffix` is "Jr.".
    script : str or None
        The name in its original script, where the bibliography gives it.
    family_first : bool
        Whether the family name stands first where names are not inverted.
    literal : bool
        Whether `family` holds the whole name, which has no parts (a body's name).
    others : bool
        Whether it stands for names left out: ``and others``.
    fault : str or None
        Why the name could not be divided, where it could not.

    Examples
    --------
    >>> xu = Name(family="Xu", given="Yan", script="徐焰", family_first=True)
    >>> xu.full, xu.inverted
    ('Xu Yan', 'Xu Yan')
    >>> Name(family="Beethoven", given="Ludwig", prefix="van").full
    'Ludwig van Beethoven'
    """

    family: str
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    script: str | None = None
    family_first: bool = False
    literal: bool = False
    others: bool = False
    fault: str | None = None

    @property
    def full(self) -> str:
        """The name in reading order."""
        if self.literal:
            return self.family
        if self.family_first:
            gap = "" if _is_cjk(self.family + self.given) else " "
            return gap.join(part for part in (self.family, self.given) if part)
        parts = (self.given, self.prefix, self.family)
        return ", ".join(p for p in (" ".join(x for x in parts if x), self.suffix) if p)

    @property
    def inverted(self) -> str:
        """The name as it opens an entry of a bibliography: ``Beethoven, Ludwig van``."""
        if self.literal or self.family_first:
            return self.full
        rest = " ".join(part for part in (self.given, self.prefix) if part)
        return ", ".join(part for part in (self.family, rest, self.suffix) if part)


def parse_names(value: str) -> tuple[Name, ...]:
    """Read a list of names joined by ``and``.

    The forms are ``First von Last``, ``von Last, First``, ``von Last, Jr, First``,
    ``{A Body}`` and BibLaTeX's ``family=Xu, given=Yan``. A name in Han, Hangul or kana is
    not divided unless it has a comma or a blank, since where the family name ends cannot
    be told (司马光, 徐焰); with either, the family name is the first part.

    Parameters
    ----------
    value : str
        As in the file, LaTeX included.

    Returns
    -------
    tuple of Name
        ``and others`` is the last, with `Name.others` set. A name that cannot be divided
        is a literal with `Name.fault` set.

    Examples
    --------
    >>> names = parse_names("Ludwig van Beethoven and {Eighth Army} and others")
    >>> [name.family for name in names]
    ['Beethoven', 'Eighth Army', 'others']
    >>> parse_names("徐焰")[0].literal, parse_names("徐, 焰")[0].full
    (True, '徐焰')
    """
    return tuple(_name(text) for text in split_names(value))


def split_names(value: str) -> tuple[str, ...]:
    """Divide a list at each ``and`` that no braces protect; the names keep their LaTeX.

    Examples
    --------
    >>> split_names("{Simon and Schuster} and Fernand Braudel")
    ('{Simon and Schuster}', 'Fernand Braudel')
    """
    if value.isascii() and not _BRACED.search(value):
        return _split_plain(value)
    names = (name.strip() for name in _divide(value, _AND))
    return tuple(name for name in names if name)


def _split_plain(value: str) -> tuple[str, ...]:
    """Divide a list in which nothing is protected, word by word: the usual one, and quick."""
    names: list[list[str]] = [[]]
    for word in value.split():
        if word.lower() == "and":
            names.append([])
        else:
            names[-1].append(word)
    return tuple(" ".join(words) for words in names if words)


def _divide(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Split at what a pattern finds outside braces."""
    if "{" not in text and "}" not in text and "\\" not in text:
        return pattern.split(text)
    found: list[str] = []
    depth = start = 0
    for token in pattern.finditer(text):
        sign = token[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and not sign.startswith("\\"):
            found.append(text[start : token.start()])
            start = token.end()
    return [*found, text[start:]]


def _name(text: str) -> Name:
    if text.lower() == "others":
        return Name(family="others", literal=True, others=True)
    if _is_one_group(text):
        return Name(family=decode_latex(text), literal=True)
    extended = _extended(text) if _PART.match(text) else None
    if extended is not None:
        return extended
    sections = _divide(text, _COMMA)
    words = [_words(section) for section in sections]
    if len(sections) > 3:
        fault = f"{len(sections) - 1} commas in one name, at most 2 are understood"
        return Name(family=decode_latex(text), literal=True, fault=fault)
    if len(sections) == 1:
        return _without_comma(text, words[0])
    if not words[0]:
        return Name(family=decode_latex(text), literal=True, fault="no family name")
    prefix, family = _von_last(words[0])
    given, suffix = _joined(words[-1]), _joined(words[1]) if len(words) == 3 else ""
    return Name(
        family=family,
        given=given,
        prefix=prefix,
        suffix=suffix,
        family_first=_is_cjk(family + given),
    )


def _without_comma(text: str, words: list[str]) -> Name:
    decoded = decode_latex(text)
    if _is_cjk(decoded):
        if len(words) == 2:
            return Name(family=_joined(words[:1]), given=_joined(words[1:]), family_first=True)
        return Name(family=decoded, literal=True, family_first=True)
    if len(words) < 3:
        return Name(family=_joined(words[-1:]) or decoded, given=_joined(words[:-1]))
    lower = [at for at, word in enumerate(words[:-1]) if _starts_lower(word)]
    if not lower:
        return Name(family=_joined(words[-1:]), given=_joined(words[:-1]))
    first, last = lower[0], lower[-1] + 1
    return Name(
        family=_joined(words[last:]),
        given=_joined(words[:first]),
        prefix=_joined(words[first:last]),
    )


def _von_last(words: list[str]) -> tuple[str, str]:
    if len(words) == 1:
        return "", _joined(words)
    lower = [at for at, word in enumerate(words[:-1]) if _starts_lower(word)]
    last = lower[-1] + 1 if lower else 0
    return _joined(words[:last]), _joined(words[last:])


def _extended(text: str) -> Name | None:
    """BibLaTeX's ``family=Xu, given=Yan``; `None` where it is not one."""
    parts: dict[str, str] = {}
    # Quotes protect a comma as braces do.
    for section in _divide(_QUOTED.sub(r"{\1}", text), _COMMA):
        found = _PART.match(section)
        if found is None:
            return None
        parts[found["part"]] = decode_latex(found["value"])
    if not _PARTS & parts.keys():
        return None
    family, given = parts.get("family", ""), parts.get("given", "")
    return Name(
        family=family or given,
        given=given if family else "",
        prefix=parts.get("prefix", ""),
        suffix=parts.get("suffix", ""),
        family_first=_is_cjk(family + given),
        fault=None if family else "no family name",
    )


def _words(section: str) -> list[str]:
    if section.isascii() and not _PROTECTS.search(section):
        return section.split()
    return [word for word in _divide(section, _SPACE) if word]


def _joined(words: list[str]) -> str:
    if len(words) == 1 and words[0].isalpha() and words[0].isascii():
        return words[0]
    return decode_latex(" ".join(words)) if words else ""


def _starts_lower(word: str) -> bool:
    """BibTeX's test of a "von" word: a group in braces has no case, an accent has."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    first = _LETTER.search(decode_latex(word))
    return first is not None and first[0].islower()


def _is_one_group(text: str) -> bool:
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _is_cjk(text: str) -> bool:
    letters = () if text.isascii() else _LETTER.findall(text)
    return bool(letters) and all(
        any(first <= letter <= last for first, last in _EAST_ASIAN) for letter in letters
    )
