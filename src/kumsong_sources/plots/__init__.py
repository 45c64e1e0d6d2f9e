"""Pictures: who reports what of whom, how far apart, and on how many sources it rests.

Each function takes what the analysis returns, draws with matplotlib and returns the
`Axes`; `svg` and `png` make a file of them.
"""

from kumsong_sources.plots.alternative import alt_text
from kumsong_sources.plots.bars import source_load_plot, support_plot
from kumsong_sources.plots.fonts import SETTING, Lettering, MissingFontWarning
from kumsong_sources.plots.lane_plot import lane_plot
from kumsong_sources.plots.lanes import headline_comparisons
from kumsong_sources.plots.matrix import reporter_matrix
from kumsong_sources.plots.saving import png, svg
from kumsong_sources.plots.typesetting import say

__all__ = [
    "SETTING",
    "Lettering",
    "MissingFontWarning",
    "alt_text",
    "headline_comparisons",
    "lane_plot",
    "png",
    "reporter_matrix",
    "say",
    "source_load_plot",
    "support_plot",
    "svg",
]
