"""How large ratios between sources usually are: the distribution a ratio is held against."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from kumsong_sources.frozen import frozen


@frozen
class Reference:
    """Ratios that were found where several works report one figure.

    Parameters
    ----------
    label : str
        What was counted, for readers.
    n : int
        Figures it rests on.
    quantiles : tuple of (float, float)
        Percentile and ratio, both rising.
    provenance : str
        Where it comes from and how it was made.
    """

    label: str
    n: int
    quantiles: tuple[tuple[float, float], ...]
    provenance: str

    def percentile(self, ratio: float) -> float | None:
        """The percentile of a ratio; `None` beyond the last quantile known.

        Between quantiles it is interpolated on the logarithm of the ratio; a ratio of 1
        is percentile 0.

        Examples
        --------
        >>> shipped_reference().percentile(1.54)
        75.0
        >>> round(shipped_reference().percentile(2.05), 0)
        88.0
        >>> shipped_reference().percentile(5.43) is None
        True
        """
        before, floor = 0.0, 1.0
        for percentile, end in self.quantiles:
            if ratio <= end:
                if ratio <= floor:
                    return before
                share = math.log(ratio / floor) / math.log(end / floor)
                return before + share * (percentile - before)
            before, floor = percentile, end
        return None

    def place(self, ratio: float) -> str:
        """Where a ratio stands in the distribution, in words.

        Examples
        --------
        >>> shipped_reference().place(5.43)
        'above 95 % of 221 figures'
        """
        percentile = self.percentile(ratio)
        if percentile is None:
            return f"above {self.quantiles[-1][0]:g} % of {self.n} figures"
        return f"about {percentile:.0f} % of {self.n} figures differ less"


@cache
def shipped_reference() -> Reference:
    """The distribution that ships: reference works on the American Civil War."""
    text = Path(__file__).with_name("reference_ratios.json").read_text("utf-8")
    content = json.loads(text)
    return Reference(
        label=content["label"],
        n=content["n"],
        quantiles=tuple((float(p), float(r)) for p, r in content["quantiles"]),
        provenance=content["provenance"],
    )
