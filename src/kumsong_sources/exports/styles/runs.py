"""Runs: formatted text without any markup, from which every rendering is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kumsong_sources.exports.works import HAN, HANGUL

_CJK = re.compile(
    r"(?P<cjk>(?:[\u1100-\u11ff\u2e80-\u303f\u3040-\u318f\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    # Blanks, numbers and stops between two such letters belong to them.
    r"|(?<=[\u3040-\u9fff\uac00-\ud7a3])[\W\d]+(?=[\u3040-\u9fff\uac00-\ud7a3]))+)"
)
_KANA = re.compile(r"[\u3040-\u30ff]")
_TYPED = re.compile(r"[`'\"]")
# An apostrophe before two digits stands for the century, and opens nothing.
_OPENING = re.compile(r"`|(?:(?<=[\s(\[“‘—–])|\A)(?!'\d\d\b)['\"](?=\w)")
_CLOSING = str.maketrans({"'": "’", '"': "”"})
_CLOSING_QUOTES = ("’”", "”", "’")
_ENDS_A_SENTENCE = (".", "?", "!", "。", "？", "！", "…")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of text of one kind.

    Parameters
    ----------
    text : str
    italic : bool
    lang : str or None
        BCP 47, where the text is not in the language around it.
    link : str or None
        The address it leads to.
    is_sign : bool
        Whether it is a sign that the style itself sets, which no markup needs to escape.
    """

    text: str
    italic: bool = False
    lang: str | None = None
    link: str | None = None
    is_sign: bool = False

    def saying(self, text: str) -> Run:
        """The same kind of run with another text."""
        return Run(
            text=text,
            italic=self.italic,
            lang=self.lang,
            link=self.link,
            is_sign=self.is_sign,
        )

    def is_like(self, other: Run) -> bool:
        """Whether two runs differ in nothing but their text."""
        return (
            self.italic == other.italic
            and self.lang == other.lang
            and self.link == other.link
            and self.is_sign == other.is_sign
        )


Runs = tuple[Run, ...]
# What stands between pieces again and again.
_SIGNS = {sign: Run(text=sign) for sign in (" ", ",", ".", ": ")}


def plain(text: str, *, lang: str = "") -> Runs:
    """A text as runs, with Han, kana and Hangul set apart and named by their language.

    Parameters
    ----------
    text : str
    lang : str
        The language of the work it belongs to, as BCP 47; it decides whether Han is
        Chinese or Japanese.

    Examples
    --------
    >>> [(run.text, run.lang) for run in plain("Xu Yan 徐焰")]
    [('Xu Yan ', None), ('徐焰', 'zh')]
    """
    return _set(text, italic=False, lang=lang, rest=None) if text else ()


def italic(text: str, *, lang: str = "", foreign: str | None = None) -> Runs:
    """A text in italics; Han, kana and Hangul in it stay upright.

    `foreign` is the language of the letters, where it is not that of the text around.
    """
    return _set(text, italic=True, lang=lang, rest=foreign) if text else ()


def _set(text: str, *, italic: bool, lang: str, rest: str | None) -> Runs:
    text = _typeset(text)
    if text.isascii():
        return (Run(text=text, italic=italic, lang=rest),) if text else ()
    runs: list[Run] = []
    at = 0
    for found in _CJK.finditer(text):
        if not (HAN.search(found[0]) or HANGUL.search(found[0])):
            continue
        runs.append(Run(text=text[at : found.start()], italic=italic, lang=rest))
        runs.append(Run(text=found[0], lang=_language(found[0], lang)))
        at = found.end()
    runs.append(Run(text=text[at:], italic=italic, lang=rest))
    return tuple(run for run in runs if run.text)


def _typeset(text: str) -> str:
    """Set quotation marks and apostrophes, as LaTeX would; drop its hints for hyphens."""
    if not text.isascii():
        text = text.replace("\N{SOFT HYPHEN}", "")
    if _TYPED.search(text) is None:
        return text
    text = _OPENING.sub(lambda found: "“" if found[0] == '"' else "‘", text)
    return text.translate(_CLOSING)


def _language(text: str, lang: str) -> str:
    if HANGUL.search(text):
        return "ko"
    base = lang.partition("-")[0].lower()
    if _KANA.search(text):
        return "ja"
    return lang if base in ("zh", "ja", "ko", "yue", "lzh") else "zh"


def text_of(runs: Iterable[Run]) -> str:
    """The text of runs, without any of their marks."""
    return "".join(run.text for run in runs)


class Line:
    """A note or an entry in the making: pieces go in, punctuation minds its neighbours.

    Examples
    --------
    >>> line = Line()
    >>> line.comma(plain("Walter G. Hermes")).comma(plain("“Truce Tent”")).stop()
    >>> text_of(line.runs)
    'Walter G. Hermes, “Truce Tent.”'
    """

    def __init__(self) -> None:
        self._done: list[Run] = []
        # The run that still grows: the first of its pieces, and the texts of all.
        self._first: Run | None = None
        self._texts: list[str] = []

    @property
    def runs(self) -> Runs:
        """What was put in, neighbours of one kind joined."""
        return (*self._done, *self._growing())

    def __bool__(self) -> bool:
        # Nothing is put in that has no text.
        return self._first is not None

    def add(self, runs: Runs, *, before: str = " ") -> Line:
        """Put a piece in; `before` stands between it and what there is."""
        if runs:
            if before and self._first is not None:
                self._put(_SIGNS.get(before) or Run(text=before))
            for run in runs:
                if run.text:
                    self._put(run)
        return self

    def comma(self, runs: Runs) -> Line:
        """Put a piece in after a comma."""
        if runs:
            self._mark(",")
        return self.add(runs)

    def sentence(self, runs: Runs) -> Line:
        """Put a piece in as a new sentence, with a capital."""
        if runs:
            self._mark(".")
        return self.add(capitalised(runs))

    def stop(self) -> None:
        """End it with a full stop, where none stands yet."""
        self._mark(".")

    def _put(self, run: Run) -> None:
        if self._first is not None and run.is_like(self._first):
            self._texts.append(run.text)
        else:
            self._done += self._growing()
            self._first, self._texts = run, [run.text]

    def _growing(self) -> Runs:
        if self._first is None:
            return ()
        text = "".join(self._texts)
        return (self._first if text == self._first.text else self._first.saying(text),)

    def _mark(self, sign: str) -> None:
        if self._first is None:
            return
        last = self._texts[-1]
        quotes = ""
        if last.endswith(_CLOSING_QUOTES):
            quotes = next(q for q in _CLOSING_QUOTES if last.endswith(q))
            if quotes == "’" and "‘" not in last:
                quotes = ""
        inside = last.removesuffix(quotes)
        bare = inside or text_of(self._done) + "".join(self._texts[:-1])
        if sign == "." and bare.endswith(_ENDS_A_SENTENCE):
            return
        if quotes and not self._first.link:
            # American practice: full stops and commas stand inside.
            self._texts[-1] = f"{inside}{sign}{quotes}"
        else:
            self._put(_SIGNS[sign])


def capitalised(runs: Runs) -> Runs:
    """Runs that begin with a capital letter, unless they begin with an address."""
    if not runs or runs[0].link or not runs[0].text[:1].islower():
        return runs
    first = runs[0].text
    return (runs[0].saying(first[0].upper() + first[1:]), *runs[1:])
