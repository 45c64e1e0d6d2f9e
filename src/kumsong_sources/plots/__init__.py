"""Pictures: who reports what of whom, how far apart, and on how many sources it rests.

Each function takes what the analysis returns, draws with matplotlib and returns the
`Axes`; `svg` and `png` make a file of them. Beside each stands the function that says the
same in words, for those who do not see it.
"""

from kumsong_sources.plots.alternative import alt_text
from kumsong_sources.plots.bars import load_alt, source_load_plot, support_alt, support_plot
from kumsong_sources.plots.coverage import coverage_alt, coverage_plot
from kumsong_sources.plots.distribution import reference_alt, reference_plot
from kumsong_sources.plots.falls import falls_alt, falls_plot
from kumsong_sources.plots.fonts import SETTING, Lettering, MissingFontWarning
from kumsong_sources.plots.holdings import holdings_alt, holdings_plot
from kumsong_sources.plots.lane_plot import lane_plot
from kumsong_sources.plots.lanes import headline_comparisons
from kumsong_sources.plots.matrix import matrix_alt, reporter_matrix
from kumsong_sources.plots.saving import png, svg
from kumsong_sources.plots.stemma import stemma_alt, stemma_plot
from kumsong_sources.plots.transmission import transmission_alt, transmission_plot
from kumsong_sources.plots.typesetting import say

__all__ = [
    "SETTING",
    "Lettering",
    "MissingFontWarning",
    "alt_text",
    "coverage_alt",
    "coverage_plot",
    "falls_alt",
    "falls_plot",
    "headline_comparisons",
    "holdings_alt",
    "holdings_plot",
    "lane_plot",
    "load_alt",
    "matrix_alt",
    "png",
    "reference_alt",
    "reference_plot",
    "reporter_matrix",
    "say",
    "source_load_plot",
    "stemma_alt",
    "stemma_plot",
    "support_alt",
    "support_plot",
    "svg",
    "transmission_alt",
    "transmission_plot",
]
