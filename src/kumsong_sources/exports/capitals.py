"""Sentence style: the capitals of a translated title taken back, names excepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.bibtex import decode_latex

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STARTS_A_SENTENCE = re.compile(r"(?:^|[:?!]\s+)[^\w{]*$")
# What is a name whatever stands around it. No list is complete: the sure way to keep a
# capital is BibTeX's own, braces around the name.
_NAMED = re.compile(
    r"\b(?:(?:World|Cold|Great|Civil|Pacific|Vietnam|Korean) War|"
    r"United (?:States|Nations|Kingdom)|(?:North|South) Korean?s?|People['’]s Republic|"
    r"Soviet Union|Red Army|"
    r"Afric\w*|Americ\w*|Asian?s?|Beijing|Britain|British|Chin(?:a|ese)|Christian\w*|"
    r"Confuci\w*|Dutch|English|Europe\w*|Fr(?:ance|ench)|German\w*|Hong Kong|India\w*|"
    r"Ital\w*|Japan\w*|Jew(?:s|ish)|Korea\w*|Latin|Manchu\w*|Mao(?:ist|ism)?|Mongol\w*|"
    r"Muslims?|Panmunjom|Russia\w*|Seoul|Soviets?|Spa(?:in|nish)|Stalin\w*|Taiwan\w*|"
    r"Tibet\w*|Tokyo|Turk(?:s|ey|ish)|Vietnam\w*|"
    r"January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I)\b"
)
_SMALL_IN_HEADLINES = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "among", "around",
        "before", "behind", "below", "beneath", "beside", "between", "beyond",
        "concerning", "despite", "during", "inside", "outside", "regarding", "since",
        "through", "throughout", "toward", "towards", "under", "until", "versus",
        "within", "without",
    }
)  # fmt: skip
_LONG = 5


def sentence_style(value: str) -> str:
    r"""Set a title in sentence style and decode its LaTeX.

    Words in braces keep their capitals, as in BibTeX; so do words with capitals inside, the
    first word, the first after a colon, and the commonest names of countries, peoples and
    months. A title that is in sentence style already is left as it is.

    Parameters
    ----------
    value : str
        As in the file, with its braces.

    Returns
    -------
    str

    Examples
    --------
    >>> sentence_style("Reviews on the History of {War to Resist America and Aid Korea}")
    'Reviews on the history of War to Resist America and Aid Korea'
    >>> sentence_style("My Memories of the Korean War: An Army and Its UN Allies")
    'My memories of the Korean War: An army and its UN allies'
    >>> sentence_style("A history of Peng's campaigns")
    "A history of Peng's campaigns"

    References
    ----------
    *The Chicago Manual of Style*, 17th ed. (2017), chapter 8 on sentence style, and chapter
    11, by which translations of titles take it.
    """
    if _is_sentence_style(value):
        return decode_latex(value)
    pieces: list[str] = []
    for piece, protected in _pieces(value):
        before = "".join(pieces)
        pieces.append(piece if protected else _lowered(piece, before=before))
    return decode_latex("".join(pieces))


def _is_sentence_style(value: str) -> bool:
    free = "".join(piece for piece, protected in _pieces(value) if not protected)
    words = _WORD.findall(free)[1:]
    return any(
        word.islower() and len(word) >= _LONG and word not in _SMALL_IN_HEADLINES
        for word in words
    )


def _lowered(piece: str, *, before: str) -> str:
    named = [(found.start(), found.end()) for found in _NAMED.finditer(piece)]

    def lowered(found: re.Match[str]) -> str:
        word = found[0]
        kept = (
            not (word[0].isupper() and (len(word) == 1 or word[1:].islower()))
            or any(start <= found.start() < stop for start, stop in named)
            or (len(word) == 1 and piece.startswith(".", found.end()))
            or _STARTS_A_SENTENCE.search(before + piece[: found.start()]) is not None
            or (before + piece[: found.start()]).endswith(("\\", "}"))
        )
        return word if kept else word.lower()

    return _WORD.sub(lowered, piece)


def _pieces(value: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches inside and outside of braces, the braces with what they hold."""
    depth = start = 0
    for at, sign in enumerate(value):
        escaped = at > 0 and value[at - 1] == "\\"
        if sign == "{" and not escaped:
            if depth == 0 and at > start:
                yield value[start:at], False
                start = at
            depth += 1
        elif sign == "}" and not escaped and depth:
            depth -= 1
            if depth == 0:
                yield value[start : at + 1], True
                start = at + 1
    if start < len(value):
        yield value[start:], depth > 0
