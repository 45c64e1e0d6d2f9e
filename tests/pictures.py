"""Dossiers for pictures, and what is looked for in them."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Text

from kumsong_sources.accounts import pairs
from kumsong_sources.attestations import attestations
from kumsong_sources.bibtex import parse_bibtex
from kumsong_sources.claims import parse_claims
from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.corroboration import corroboration
from kumsong_sources.declaration import parse_declaration
from kumsong_sources.dossier import Dossier
from kumsong_sources.lineage import Lineage
from kumsong_sources.plots import (
    alt_text,
    coverage_alt,
    coverage_plot,
    falls_alt,
    falls_plot,
    fonts,
    headline_comparisons,
    lane_plot,
    load_alt,
    matrix_alt,
    reference_alt,
    reference_plot,
    reporter_matrix,
    source_load_plot,
    stemma_alt,
    stemma_plot,
    support_alt,
    support_plot,
    transmission_alt,
    transmission_plot,
)
from kumsong_sources.reliance import leave_one_out, source_load
from kumsong_sources.sources import bibliography_of
from kumsong_sources.transmission import retellings

BIBLIOGRAPHY = """
@book{red, author = {{Institute for the History of Armies and Campaigns of the North}},
  date = {1961}, party = {RED}}
@book{blue, author = {Smith, A.}, date = {1950}, party = {BLU}}
@book{green, author = {Jones, B. and Brown, C.}, date = {1955}, party = {GRN}}
@book{later, author = {White, D.}, date = {1990}}
@book{han, author = {{军事科学院军事历史研究部抗美援朝战争史编写组}},
  date = {2000}, party = {BLU}}
@book{hangul, author = {{국방부 군사편찬연구소}}, date = {1977}, party = {RED}}
"""
DECLARATION = """
title = "A test"
[events.alpha]
label = "Battle of Alpha"
sides = ["RED", "BLU"]
[events.beta]
label = "Siege of Beta"
[parties.RED]
label = "Redland"
adjective = "Red"
[parties.BLU]
label = "Blueland"
adjective = "Blue"
colour = "#FFD700"
[parties.NAVY]
label = "Blue Navy"
part_of = "BLU"
[parties.GRN]
label = "Greenland"
adjective = "Greenlandic"
"""
HEADER = "claim_id,event,statement,source,subject,measure,figure,scope,reporter,via"


def making(
    *rows: str | tuple[str, ...], references: str = BIBLIOGRAPHY, declaration: str = DECLARATION
) -> Dossier:
    """A dossier of rows ``source subject measure figure`` of the event alpha.

    A row of seven cells has event, scope and via as well; ``-`` is blank.
    """
    lines = [HEADER]
    for number, row in enumerate(rows):
        cells = row.split(" ", 3) if isinstance(row, str) else list(row)
        source, subject, measure, figure = ("" if c == "-" else c for c in cells[:4])
        event, scope, via = (*cells[4:], *("alpha", "", "")[len(cells) - 4 :])
        lines.append(
            f'C{number},{event},"s",{source},{subject},{measure},"{figure}","{scope}",,{via}'
        )
    declared = parse_declaration(declaration)
    return Dossier(
        folder=".",
        table=parse_claims("\n".join(lines) + "\n", measures=declared.measures),
        bibliography=bibliography_of(parse_bibtex(references, path="references.bib")),
        declaration=declared,
        hashes={},
    )


def hide_cjk_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without any font that holds Han or Hangul."""
    monkeypatch.setattr(fonts, "_packaged", list)
    monkeypatch.setattr(fonts, "SYSTEM_FAMILIES", ())
    monkeypatch.setattr(fonts, "_said", set())
    monkeypatch.delenv(fonts.SETTING, raising=False)


def headline(dossier: Dossier) -> tuple[Comparison, ...]:
    return headline_comparisons(compare(dossier), dossier=dossier)


def words(ax: Axes) -> list[str]:
    picture = ax.get_figure(root=True)
    assert picture is not None
    found = [t for t in picture.findobj(Text) if isinstance(t, Text) and t.get_visible()]
    return [text.get_text() for text in found if text.get_text()]


def lanes_of(dossier: Dossier) -> list[str]:
    return words(lane_plot(compare(dossier), dossier=dossier))


def shapes(ax: Axes) -> list[tuple[object, object, float]]:
    """Marker, fill style and place of each reporter's shape on the scale."""
    found = [line for line in ax.lines if line.get_marker() in tuple("osDv^PpX")]
    return [
        (line.get_marker(), line.get_markerfacecolor(), float(line.get_xdata()[0]))
        for line in found
        if line.get_transform() == ax.transData
    ]


def faults_of_layout(ax: Axes) -> list[str]:
    """Texts that stick out of the picture or into each other."""
    picture = ax.get_figure(root=True)
    assert isinstance(picture, Picture)
    canvas = FigureCanvasAgg(picture)
    canvas.draw()
    texts = [t for t in picture.findobj(Text) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in texts]
    width, height = picture.bbox.width, picture.bbox.height
    outside = [
        f"{text!r} sticks out"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
    ]
    return outside + [
        f"{one!r} touches {other!r}"
        for (one, box), (other, another) in combinations(boxes, 2)
        if box.overlaps(another.shrunk(0.96, 0.9))
    ]


def crowd(*, lanes: int, keys: tuple[str, ...]) -> Dossier:
    measures = ("killed", "wounded", "missing", "sick", "horses", "guns", "ships")
    return making(
        *(
            f"{keys[n % len(keys)]} {('RED', 'BLU')[n % 3 % 2]} {measures[n // 6 % 7]} "
            f"{('', 'over ', 'up to ', 'c. ')[n % 4]}{17 * 3 ** (n % 9) + n:,}"
            for n in range(lanes)
        )
    )


def library(works: int) -> str:
    """A bibliography in which works derive from earlier ones; every third is undated."""
    names = (
        "Smith, A.",
        "{Institute for the History of Armies and Campaigns of the North}",
        "{军事科学院军事历史研究部}",
        "O'Brien-Fitzgerald, Maximilian",
        "{국방부}",
    )
    parties = ("RED", "BLU", "GRN", "")
    lines = []
    for n in range(works):
        date = f"date = {{{1950 + n * 7 % 31}}}, " if n % 3 else ""
        sources = ", ".join(f"w{m}" for m in {n // 2, n // 3} if 0 < m < n and n % 4)
        lines.append(
            f"@book{{w{n}, author = {{{names[n % 5]}}}, {date}"
            f"party = {{{parties[n % 4]}}}, derivesfrom = {{{sources}}}}}"
        )
    return "\n".join(lines)


def retold(works: int, *, figures: int = 6) -> Dossier:
    """Some sources' figures, read in many works: numbers, bounds, ranges, words."""
    said = ("{:,}", "over {:,}", "up to {:,}", "c. {:,}", "heavy", "{:,}", "none")
    measures = ("killed", "wounded", "missing", "captured")
    rows = [
        (
            f"w{figure}",
            ("RED", "BLU", "GRN")[figure % 3],
            measures[figure % 4],
            said[(work + figure) % 7].format(17 * 3 ** (figure % 7) + (work // 3) * 40),
            ("alpha", "beta")[figure // 8 % 2],
            ("", "first day, west bank of the river")[figure % 5 == 4],
            f"w{work}",
        )
        for figure in range(figures)
        for work in range(figures, works)
    ]
    return making(*rows, references=library(works))


def arrows(ax: Axes) -> list[FancyArrowPatch]:
    return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]


PICTURES = (
    "lanes",
    "matrix",
    "load",
    "support",
    "stemma",
    "transmission",
    "reference",
    "coverage",
    "falls",
)


def drawn(name: str, dossier: Dossier, *, ax: Axes | None = None) -> tuple[Axes, str]:
    """One of `PICTURES` of a dossier, and its text alternative."""
    found, lineage = compare(dossier), Lineage.of(dossier)
    support, told = corroboration(dossier), attestations(dossier)
    the: dict[str, Any] = {"dossier": dossier}
    plot, alt, given, named = {
        "lanes": (lane_plot, alt_text, (found,), the),
        "matrix": (reporter_matrix, matrix_alt, (pairs(found),), the),
        "load": (source_load_plot, load_alt, (source_load(dossier),), the),
        "support": (support_plot, support_alt, (support,), {}),
        "stemma": (stemma_plot, stemma_alt, (lineage, list(dossier.sources)), the),
        "transmission": (
            transmission_plot,
            transmission_alt,
            (retellings(told, dossier=dossier),),
            the,
        ),
        "reference": (reference_plot, reference_alt, (found,), the),
        "coverage": (coverage_plot, coverage_alt, (found,), the),
        "falls": (falls_plot, falls_alt, (leave_one_out(found, support),), the),
    }[name]
    draw: Any = plot
    words_for: Any = alt
    return draw(*given, **named, ax=ax), words_for(*given, **named)
