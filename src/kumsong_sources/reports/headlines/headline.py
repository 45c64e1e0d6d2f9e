"""A main finding as a sentence, with where the numbers behind it stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Headline:
    """One main finding.

    Parameters
    ----------
    text : str
        A sentence, or several.
    anchor : str
        Where the report has the numbers behind it.
    """

    text: str
    anchor: str

    @property
    def leads_to(self) -> str:
        """What is found there, in a word."""
        return _LEADS_TO.get(self.anchor.partition("-")[0], self.anchor)


_LEADS_TO = {
    "quantity": "figures",
    "comparisons": "figures",
    "alone": "figures",
    "support": "list",
    "reliance": "sources",
    "rounding": "figures",
    "retold": "retellings",
    "texts": "texts",
}
