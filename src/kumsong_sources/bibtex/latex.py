"""LaTeX to Unicode, for the values that people read."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kumsong_sources.patterns import pattern

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b",
    "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_ACCENT = pattern(
    r"\\(?:(?P<mark>[`'^~=.\"])\s*|(?P<letter>[urHvdckb])(?:\s+|(?=\{)))"
    r"(?:\{\s*(?P<braced>\\[ij]|[^\W\d_])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))"
)
# TeX drops the space after a control word, not the one after its closing brace.
_LONGEST_FIRST = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = pattern(rf"\\({_LONGEST_FIRST})(?![A-Za-z])(?:\s+|\{{\}})?")
# Commands without an argument that stand for something, or for nothing a reader sees. Of
# any other that is not known the name is kept: a gap would be worse.
_PRINTED = {
    "S": "§", "P": "¶", "TM": "™", "dag": "†", "ddag": "‡", "pounds": "£", "slash": "/",
    "hyphen": "-", "space": " ", "adddot": ".", "addperiod": ".", "addcomma": ",",
    "addcolon": ":", "addspace": " ", "addthinspace": " ", "addnbspace": " ",
    "LaTeXe": "LaTeX2e", "textasciicircum": "^",
}  # fmt: skip
_SILENT = frozenset(
    {
        "addbrace", "autocap", "bf", "bfseries", "em", "fi", "footnotesize", "huge", "isdot",
        "it", "itshape", "large", "mdseries", "midsentence", "noindent", "nopunct",
        "normalfont", "normalsize", "par", "protect", "rm", "rmfamily", "sc", "scriptsize",
        "scshape", "sf", "sffamily", "sl", "slshape", "small", "tiny", "tt", "ttfamily",
        "undefined", "unskip", "unspace", "upshape", "relax",
    }
)  # fmt: skip
_LINKS_AND_NOTES = frozenset({"href", "footnote"})
_CITING = frozenset(
    {
        "autocite", "cite", "citealp", "citealt", "citeauthor", "citep", "citet", "citetitle",
        "citeyear", "footcite", "fullcite", "parencite", "textcite",
    }
)  # fmt: skip
_WORD = pattern(r"\\(?P<word>[A-Za-z]+)(?P<gap>\s*\{\}|\s*(?=[{\[])|\s*)")
_LOGO = pattern(r"[A-Za-z]*TeXe?")
_ESCAPED = pattern(r"\\([&%#_{}$])")
_SIGNS = (
    ("---", "—"),
    ("--", "–"),
    ("``", "“"),
    ("''", "”"),
    ("~", "\N{NO-BREAK SPACE}"),
)
_LITERAL = pattern(r"(?<!\\)([%&#])")
_BRACE = pattern(r"(?<!\\)[{}]")
_SPACES = pattern(r"[ \t\r\n]+")
_WIDE = pattern(r"[\t\r\n]|  ")
_NEEDS_WORK = pattern(r"[\\{}~$]|--|``|''")
_DEEPEST = 40
_LOGGERS = ("latex2text", "latexwalker", "macrospec")

# Escaped signs step aside, as characters that no text has, while grouping braces go.
_ASIDE = {sign: chr(0xFDD0 + number) for number, sign in enumerate("&%#_{}$")}
_BACK = {ord(aside): sign for sign, aside in _ASIDE.items()}


@lru_cache(maxsize=16384)
def decode_latex(value: str) -> str:
    r"""Give the text that a reader of the printed work would see.

    Accents and letters become Unicode (NFC), grouping braces go, dashes and quotes are
    set, white space is one blank. Commands that are not known keep their argument.

    Examples
    --------
    >>> decode_latex(r"{\'E}tudes sur la guerre de  Cor{\'e}e, 1950--53")
    'Études sur la guerre de Corée, 1950–53'
    >>> decode_latex(r"50\% of {K\"o}rner \& {UN} losses")
    '50% of Körner & UN losses'
    >>> decode_latex(r"\emph{Mao} in $10^{th}$ year")
    'Mao in 10^th year'
    >>> decode_latex(r"{\TeX: The Program}")
    'TeX: The Program'
    """
    if _NEEDS_WORK.search(value) is None:
        return (_SPACES.sub(" ", value) if _WIDE.search(value) else value).strip()
    text = _ESCAPED.sub(lambda found: _ASIDE[found[1]], value)
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
        text = _WORD.sub(_spelt, text)
    if "\\" in text or "$" in text:
        text = _by_pylatexenc(text)
    else:
        text = _typeset(text).replace("{", "").replace("}", "")
    text = unicodedata.normalize("NFC", text.translate(_BACK))
    return _SPACES.sub(" ", text).strip()


def _accented(found: re.Match[str]) -> str:
    letter = found["braced"] or found["bare"]
    # The dot of i and j goes under an accent, and composed letters have none.
    letter = letter.lstrip("\\")
    mark = found["mark"] or found["letter"]
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])


def _spelt(found: re.Match[str]) -> str:
    """A command without argument as what it prints; any other as it stands."""
    word, gap = found["word"], found["gap"]
    has_argument = not gap.endswith("}") and found.string[found.end() :][:1] in ("{", "[")
    if word in _PRINTED and not has_argument:
        return _PRINTED[word]
    is_last = found.end() == len(found.string)
    if word == "url" and not has_argument:
        return word if is_last else ""
    if is_last and _asks_for_argument(word):
        return word
    if not has_argument and _hides_argument(word):
        # It would take the next letter for its argument, and print another thing for it.
        return word + gap
    if _LOGO.fullmatch(word):
        return word
    if has_argument or word in _SILENT or _is_known(word):
        return found[0]
    return word + ("" if gap.endswith("}") else gap)


@lru_cache(maxsize=1024)
def _is_known(word: str) -> bool:
    spec = _commands().get_macro_spec(word)
    return word == "url" or (spec is not None and spec.macroname == word)


@lru_cache(maxsize=1024)
def _asks_for_argument(word: str) -> bool:
    spec = _grammar().get_macro_spec(word)
    asked = getattr(spec and spec.args_parser, "argspec", None)
    return word not in _SILENT and "{" in (asked or "")


@lru_cache(maxsize=1024)
def _hides_argument(word: str) -> bool:
    if word in _LINKS_AND_NOTES or word in _CITING:
        return True
    spec = _commands().get_macro_spec(word)
    return spec is not None and bool(spec.discard) and _asks_for_argument(word)


@lru_cache(maxsize=1)
def _grammar() -> Any:
    """Which arguments commands have; pylatexenc prints ``\\href`` but cannot read it."""
    from pylatexenc import latexwalker, macrospec

    known = latexwalker.get_default_latex_context_db()
    links = [macrospec.std_macro("href", False, 2)]
    citing = [macrospec.MacroSpec(name, "*[[{") for name in _CITING]
    known.add_context_category("links", prepend=True, macros=[*links, *citing])
    return known


@lru_cache(maxsize=1)
def _commands() -> Any:
    from pylatexenc import latex2text

    return latex2text.get_default_latex_context_db()


def _typeset(text: str) -> str:
    for written, printed in _SIGNS:
        text = text.replace(written, printed)
    return text


def _by_pylatexenc(text: str) -> str:
    """Everything else that LaTeX can say; left as it is where that fails."""
    if _depth(text) > _DEEPEST:
        return _BRACE.sub("", text)
    # In a value these are plain signs; to LaTeX they are a comment, a column, a parameter.
    guarded = _LITERAL.sub(r"\\\1", text)
    try:
        with _silent():
            text_of = _decoder().latex_to_text
            decoded = str(text_of(guarded, latex_context=_grammar()))
    except Exception:
        # A third-party parser on text that nobody checked: the text itself is the answer.
        return _BRACE.sub("", text)
    # So it leaves a command that lacks an argument.
    is_whole = "%s" in text or "%s" not in decoded
    return decoded if is_whole else _BRACE.sub("", text)


@contextmanager
def _silent() -> Iterator[None]:
    """Without its warnings of every command that is odd: the text shows what was made of it."""
    # To disable their parent would not reach them.
    loggers = [logging.getLogger(f"pylatexenc.{name}") for name in _LOGGERS]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, was in zip(loggers, before, strict=True):
            logger.disabled = was


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in text:
        depth += (sign in "{[") - (sign in "}]")
        deepest = max(deepest, depth, -depth)
    return max(deepest, text.count("\\begin"), text.count("\\left"))


@lru_cache(maxsize=1)
def _decoder() -> LatexNodes2Text:
    from pylatexenc import latex2text

    known = latex2text.get_default_latex_context_db()
    printed = [
        latex2text.MacroTextSpec("url", simplify_repl="%s"),
        # What is printed of a link is its text.
        latex2text.MacroTextSpec("href", simplify_repl="%(2)s"),
        # Of a citation the key, as a reader can look it up.
        *(latex2text.MacroTextSpec(name, simplify_repl="[%(4)s]") for name in _CITING),
    ]
    known.add_context_category("addresses", prepend=True, macros=printed)
    return latex2text.LatexNodes2Text(latex_context=known, math_mode="text")
