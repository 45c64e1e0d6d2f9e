"""Titles as runs: romanised, in the original script, translated."""

from __future__ import annotations

import re

from kumsong_sources.exports.styles.runs import Run, Runs, italic, plain
from kumsong_sources.exports.works import HAN, HANGUL, Title

_STRAIGHT = re.compile(r"(?P<opening>(?:^|(?<=[\s(\[—–])))\"|\"")


def title_runs(title: Title, *, lang: str, quoted: bool = False) -> Runs:
    """A title in Chicago's order: romanised, original script, [translation].

    Parameters
    ----------
    title : Title
    lang : str
        The language of the work, as BCP 47.
    quoted : bool
        Whether the title stands in quotation marks instead of italics.

    Returns
    -------
    tuple of Run
        The script is never in italics; the translation is in sentence style.

    References
    ----------
    *The Chicago Manual of Style*, 17th ed. (2017), chapter 11 on Chinese and Japanese
    titles, chapter 14 on titles translated in brackets.
    """
    base = lang.partition("-")[0]
    runs: list[Run] = []
    if title.romanised:
        letters = f"{base}-Latn" if base and base != "en" else None
        runs += _marked(title.full_romanised, quoted=quoted, lang=lang, foreign=letters)
        if title.full:
            runs += [Run(text=" "), *_script(title.full, lang=lang)]
    elif title.full:
        foreign = lang if base and base != "en" else None
        runs += _marked(title.full, quoted=quoted, lang=lang, foreign=foreign)
    elif title.translated:
        return _bracketed(title.full_sentence)
    if title.translated:
        runs += [Run(text=" "), *_bracketed(title.full_sentence)]
    return tuple(runs)


def short_title_runs(title: Title, *, short: str, lang: str, quoted: bool = False) -> Runs:
    """A title for a shortened note: `short` where given, else without its subtitle."""
    wanted = short or title.latin
    return _marked(wanted, quoted=quoted, lang=lang, foreign=None) if wanted else ()


def _marked(text: str, *, quoted: bool, lang: str, foreign: str | None) -> Runs:
    if not quoted:
        return italic(text, lang=lang, foreign=foreign)
    return plain(f"“{_inner_quotes(text)}”", lang=lang)


def _bracketed(text: str) -> Runs:
    # A blank or a stop always follows, so that Markdown sees no link.
    return (Run(text="[", is_sign=True), *plain(text), Run(text="]", is_sign=True))


def _script(text: str, *, lang: str) -> Runs:
    if HAN.search(text) or HANGUL.search(text):
        return plain(text, lang=lang)
    return (Run(text=text, lang=lang or None),)


def _inner_quotes(text: str) -> str:
    """Quotation marks inside quotation marks become single ones."""
    text = text.replace("“", "‘").replace("”", "’")
    return _STRAIGHT.sub(lambda found: "’" if found["opening"] is None else "‘", text)
