"""Whether to colour: on a terminal, unless the user has said otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO


def wants_colour(stream: IO[str], *, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether text on a stream is to be coloured.

    ``NO_COLOR``, set to anything, forbids it; ``FORCE_COLOR``, set to anything but 0, asks
    for it; otherwise a terminal gets it, unless ``TERM`` calls it dumb.

    References
    ----------
    no-color.org; force-color.org.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()
