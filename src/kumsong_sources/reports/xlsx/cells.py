"""Sheets of a workbook as values: typed cells, and where they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumsong_sources.reports.naming import CitationShown, ClaimLink
from kumsong_sources.reports.wording import NumberShown
from kumsong_sources.vocabulary import Kind

Value = str | int | float | bool | None

WIDEST = 60
"""So many signs wide is a column of text at most; what is longer is wrapped."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A value that leads somewhere.

    Parameters
    ----------
    value : str, int, float, bool or None
    to : str
        The anchor of a row or a sheet of the workbook; blank for none.
    address : str
        An address of the web; blank for none.
    """

    value: Value
    to: str = ""
    address: str = ""


Cell = Value | Link


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a sheet.

    Parameters
    ----------
    head : str
    form : str
        How its numbers are written: ``""`` for counts and figures, ``"factor"`` or
        ``"share"``.
    widest : int
        Its width at most, in signs.
    """

    head: str
    form: str = ""
    widest: int = WIDEST


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row, and the anchor by which links find it."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    name : str
        At most 28 signs, so that a number may follow.
    holds : str
        What a row is, as a sentence.
    columns : tuple of Column
    rows : tuple of SheetRow
    anchors : tuple of str
        The sections of the report that it stands for.
    frozen : int
        So many columns stay in sight when the sheet is moved.
    """

    name: str
    holds: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    anchors: tuple[str, ...] = ()
    frozen: int = 0


def columns(*heads: str | tuple[str, str]) -> tuple[Column, ...]:
    """Columns by their heads; a pair has the form of its numbers as well."""
    return tuple(
        Column(head=head) if isinstance(head, str) else Column(head=head[0], form=head[1])
        for head in heads
    )


def ends(number: NumberShown | None) -> tuple[float | None, float | None]:
    """Both ends of a number, unrounded."""
    return (None, None) if number is None else (number.low, number.high)


def value_of(number: float | None, *, kind: Kind) -> Value:
    """A number as it is; of a date its day, as ISO 8601 writes it.

    Days are texts because a workbook knows no day before 1900.

    Examples
    --------
    >>> value_of(14373.0, kind=Kind.COUNT), value_of(713147.0, kind=Kind.DATE)
    (14373, '1953-07-13')
    """
    if number is None:
        return None
    if kind is Kind.DATE:
        return dt.date.fromordinal(int(number)).isoformat()
    return int(number) if float(number).is_integer() else number


def claim_cell(claims: Sequence[ClaimLink]) -> Cell:
    """The ids of claims, leading to the first of them."""
    if not claims:
        return None
    return Link(value=" ".join(c.claim_id or "(no id)" for c in claims), to=claims[0].anchor)


def source_cell(cited: Iterable[CitationShown | None]) -> Cell:
    """Citations, leading to the first that is in the bibliography."""
    every = [one for one in cited if one is not None]
    anchor = next((one.anchor for one in every if one.anchor), "")
    return Link(value="; ".join(map(str, every)), to=anchor) if every else None
