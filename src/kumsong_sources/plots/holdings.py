"""A bibliography in bars: of which languages, parties, kinds, levels and years it consists."""

from __future__ import annotations

from itertools import groupby

from matplotlib.axes import Axes

from kumsong_sources.plots.bars import _Bar, _draw
from kumsong_sources.plots.style import SOFT
from kumsong_sources.plots.typesetting import say
from kumsong_sources.plots.wording import counted
from kumsong_sources.tables import Table

_TITLE = "What the bibliography consists of"
_NOTE = (
    "Decade and proximity are those of the first publication; proximity is counted from the "
    "event's last year."
)
_NOTHING = "There is no work to count."


def holdings_plot(table: Table, *, ax: Axes | None = None) -> Axes:
    """Draw how many works a bibliography has of each language, party, kind, level and time.

    Parameters
    ----------
    table : Table
        Of `holdings_table`.
    ax : Axes, optional
        Where to draw; without it a picture of the right size is made.

    Examples
    --------
    >>> from kumsong_sources.dossier import Dossier
    >>> from kumsong_sources.tables import holdings_table
    >>> ax = holdings_plot(holdings_table(Dossier.example("kumsong")))
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("6 works")]
    ['6 works (75 %)', '6 works (75 %)', '6 works (75 %)']
    """
    if not table.rows:
        return say(_NOTHING, ax=ax)
    bars = [
        _Bar(
            heading="" if number else aspect,
            label=row["value"],
            count=row["works"],
            words=f"{counted(row['works'], 'work')} ({row['share']:.0%})".replace("%", " %"),
            colour=SOFT,
        )
        for aspect, rows in groupby(table.rows, key=lambda row: str(row["aspect"]))
        for number, row in enumerate(rows)
    ]
    return _draw(bars, title=_TITLE, note=_NOTE, ax=ax)


def holdings_alt(table: Table) -> str:
    """Say in words what `holdings_plot` of the same table shows.

    Examples
    --------
    >>> from kumsong_sources.dossier import Dossier
    >>> from kumsong_sources.tables import holdings_table
    >>> holdings_alt(holdings_table(Dossier.example("kumsong")))[:69]
    'What the bibliography consists of. By language: English 6, Chinese 2.'
    """
    if not table.rows:
        return _NOTHING
    sentences = []
    for aspect, rows in groupby(table.rows, key=lambda row: str(row["aspect"])):
        counts = ", ".join(f"{row['value']} {row['works']}" for row in rows)
        sentences.append(f"By {aspect}: {counts}.")
    return " ".join([f"{_TITLE}.", *sentences])
