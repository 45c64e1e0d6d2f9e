"""Read a text as a date."""

from __future__ import annotations

from kumsong_sources.dates.edtf import read_edtf
from kumsong_sources.dates.prose import read_prose
from kumsong_sources.dates.span import DateSpan
from kumsong_sources.errors import DateError

_LONGEST_TEXT = 200
_EXPECTED = (
    "expected EDTF (1953-07-13, 1953-07-13/1953-07-27) or a form such as 13–27 July 1953"
)


def read_date(text: str) -> DateSpan:
    """Read a date or a span of days.

    Parameters
    ----------
    text : str
        EDTF level 0 or 1, or a date in words.

    Returns
    -------
    DateSpan
        With `text` unchanged.

    Raises
    ------
    DateError
        If the text is blank, no date of the years 1 to 9999, runs backwards, or can be
        read in two ways.

    Examples
    --------
    >>> read_date("1953年7月13日至27日").edtf
    '1953-07-13/1953-07-27'
    >>> read_date("c. July 1953").edtf
    '1953-07~'
    >>> read_date("07/08/1953")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kumsong_sources.errors.DateError: cannot read '07/08/1953' as a date: it is ambiguous: ...
    """
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    try:
        if len(text) > _LONGEST_TEXT:
            raise DateError(f"it has {len(text):,} characters; {_EXPECTED}")
        if not text.strip():
            raise DateError(f"it is blank; {_EXPECTED}, or 'unknown'")
        span = read_edtf(text) or read_prose(text)
        if span is None:
            raise DateError(f"{_EXPECTED}; rewrite it in EDTF, which every form has")
        if span.start and span.end and span.start > span.end:
            raise DateError(
                f"it runs backwards, from {span.start} to {span.end}; write the earlier day "
                f"first and both years where they differ"
            )
    except DateError as error:
        raise DateError(f"cannot read {shown!r} as a date: {error}") from None
    return span
