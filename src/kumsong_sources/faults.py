"""What could not be read, kept as a value: reading is tolerant, checking is strict."""

from __future__ import annotations

from kumsong_sources.frozen import frozen
from kumsong_sources.position import Position


@frozen(slots=True)
class Fault:
    """One thing in a dossier's file that could not be read as meant.

    Parameters
    ----------
    where : str
        The column of `claims.csv` or the key of `dossier.toml` concerned.
    message : str
        What was found and what was expected.
    remedy : str
        How to mend it.
    position : Position
        Where it stands.
    """

    where: str
    message: str
    remedy: str
    position: Position
