"""BibLaTeX annotations: ``author+an:script = {1="徐焰"}``.

References
----------
BibLaTeX manual, section 3.7 "Data Annotations". The marker was ``-an`` in old files.
"""

from __future__ import annotations

import re

from kumsong_sources.bibtex.latex import decode_latex
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern

_NAME = pattern(r"(?P<field>.+?)[+-]an(?::(?P<name>.+))?", re.IGNORECASE)
_ONE = pattern(
    r"\s*(?P<place>\d+)?\s*(?::?\s*(?P<part>[^\W\d][\w-]*))?\s*=\s*"
    r"(?:\"(?P<quoted>[^\"]*)\"|(?P<atoms>[^\";]*))\s*(?:;|\Z)",
)
_NOTHING_MORE = pattern(r"\s*\Z")


@frozen
class Annotation:
    """One annotation of a field, of one name in it, or of a part of that name.

    Parameters
    ----------
    place : int or None
        Which of the field's names or values it concerns, counted from 1; `None` for the
        whole field.
    part : str or None
        The part of a name (``family``), where it concerns only that.
    value : str
    """

    place: int | None
    part: str | None
    value: str


def annotated(field_name: str) -> tuple[str, str | None] | None:
    """The field and the annotation that a field's name speaks of, or `None`.

    Examples
    --------
    >>> annotated("author+an:script")
    ('author', 'script')
    >>> annotated("title+an")
    ('title', None)
    >>> annotated("title") is None
    True
    """
    if "+an" not in (lower := field_name.lower()) and "-an" not in lower:
        return None
    found = _NAME.fullmatch(field_name)
    return (found["field"], found["name"]) if found else None


def parse_annotations(value: str) -> tuple[tuple[Annotation, ...], str]:
    """Read the value of an annotation field.

    Returns
    -------
    annotations : tuple of Annotation
    rest : str
        What could not be read, from the first fault on; empty when all is well.

    Examples
    --------
    >>> parse_annotations('1="徐焰"; 2:family="李"')[0][1]
    Annotation(place=2, part='family', value='李')
    >>> parse_annotations("1=family-first")[0][0].value
    'family-first'
    >>> parse_annotations('1="徐焰')
    ((), '1="徐焰')
    """
    found: list[Annotation] = []
    at = 0
    while _NOTHING_MORE.match(value, at) is None:
        one = _ONE.match(value, at)
        if one is None or one.end() == at:
            return tuple(found), value[at:].strip()
        text = one["quoted"] if one["quoted"] is not None else one["atoms"]
        found.append(
            Annotation(
                place=int(one["place"]) if one["place"] else None,
                part=one["part"],
                value=decode_latex(text),
            )
        )
        at = one.end()
    return tuple(found), ""
