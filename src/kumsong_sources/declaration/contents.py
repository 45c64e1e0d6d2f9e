"""What a `dossier.toml` declares, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kumsong_sources.faults import Fault
from kumsong_sources.frozen import frozen
from kumsong_sources.position import Position
from kumsong_sources.reference import Reference, shipped_reference
from kumsong_sources.vocabulary import MEASURES, Measure

BANDS: Mapping[str, float] = {"agree": 1.2, "minor": 1.5, "notable": 2.1, "large": 2.9}
"""Upper ends of the bands of `ratio`; above the last one it is *extreme*.

From 221 figures that at least two of five reference works on the American Civil War
report (acw_battle_data 11.0.0): median 1.18, 75 % 1.54, 90 % 2.14, 95 % 2.91.
"""


@frozen
class Event:
    """What the claims are about.

    Parameters
    ----------
    name : str
        As in the column `event` of `claims.csv`.
    label : str
    date : str
        In EDTF; blank when not declared.
    sides : tuple of str
        The parties that fought each other; empty when not declared (then every side of
        which something is counted fought).
    aliases : tuple of str
    """

    name: str
    label: str
    date: str = ""
    sides: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@frozen
class Party:
    """A nation or force.

    Parameters
    ----------
    code : str
        As in `claims.csv` and `references.bib`.
    label, adjective : str
        "South Korea", "South Korean"; the label stands in where no adjective is declared.
    part_of : str or None
    colour : str or None
        For pictures, ``#rrggbb``.
    aliases : tuple of str
    """

    code: str
    label: str
    adjective: str
    part_of: str | None = None
    colour: str | None = None
    aliases: tuple[str, ...] = ()


@frozen
class Waiver:
    """A finding accepted with a written reason.

    Parameters
    ----------
    rule : str
    reason : str
    claim, source : str or None
        The claim or source it is for; both `None` for every finding of the rule.
    expect : str or None
        Words the finding's message must hold; else the waiver is outdated.
    position : Position
    """

    rule: str
    reason: str
    claim: str | None = None
    source: str | None = None
    expect: str | None = None
    position: Position


@frozen
class Declaration:
    """The content of `dossier.toml`; what could not be understood is in `faults`."""

    title: str
    description: str = ""
    events: Mapping[str, Event] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=lambda: dict(MEASURES))
    bands: Mapping[str, float] = field(default_factory=lambda: dict(BANDS))
    reference: Reference = field(default_factory=shipped_reference)
    waivers: tuple[Waiver, ...] = ()
    faults: tuple[Fault, ...] = ()
