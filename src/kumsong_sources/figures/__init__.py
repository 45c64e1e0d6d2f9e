"""Numbers the way sources write them: read, hold, print.

A figure keeps the text as written and what was read from it: low, best and high,
the qualifier (exact, about, at least …) and the grain, the rounding step its
trailing zeros imply. What cannot be read raises `FigureError`; nothing is guessed.

Examples
--------
>>> from kumsong_sources.figures import read_figure
>>> read_figure("七万八千余人").low
78000
>>> print(read_figure("between 24,000 and 33,000 men"))
24,000–33,000
"""

from kumsong_sources.figures.figure import Figure, is_round
from kumsong_sources.figures.folding import LONGEST_TEXT
from kumsong_sources.figures.reading import read_figure
from kumsong_sources.figures.writing import DATE_UNIT, format_number

__all__ = ["DATE_UNIT", "LONGEST_TEXT", "Figure", "format_number", "is_round", "read_figure"]
