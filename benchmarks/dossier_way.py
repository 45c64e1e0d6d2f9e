"""Analyse a dossier with kumsong-sources, all there is, as one cold run.

    python benchmarks/dossier_way.py FOLDER

Opens it, bibliography included, and computes comparisons, pairs of accounts, loss exchanges,
corroboration with witnesses, the load of each source and what falls without it.
"""

from __future__ import annotations

import atexit
import gc
import sys

from kumsong_sources import (
    Dossier,
    compare,
    corroboration,
    exchanges,
    pairs,
    source_load,
)
from kumsong_sources.reliance import leave_one_out

if __name__ == "__main__":
    # As the command line does.
    gc.disable()
    atexit.register(gc.freeze)
    dossier = Dossier.open(sys.argv[1])
    compared = compare(dossier)
    print(len(compared), "comparisons")
    print(len(pairs(compared)), "pairs,", len(exchanges(compared)), "exchanges")
    supported = corroboration(dossier)
    print(sum(claim.witness_count for claim in supported), "witnesses")
    print(len(source_load(dossier).figures), "sources with figures")
    print(len(leave_one_out(compared, supported)), "sources that something falls with")
