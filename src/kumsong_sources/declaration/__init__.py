"""What `dossier.toml` declares: title, events, parties, measures, tolerances, waivers."""

from kumsong_sources.declaration.contents import BANDS, Declaration, Event, Party, Waiver
from kumsong_sources.declaration.parties import ancestors, topmost
from kumsong_sources.declaration.reading import parse_declaration

__all__ = [
    "BANDS",
    "Declaration",
    "Event",
    "Party",
    "Waiver",
    "ancestors",
    "parse_declaration",
    "topmost",
]
