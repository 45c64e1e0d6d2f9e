"""A new dossier to start from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kumsong_sources.claims import columns
from kumsong_sources.dossier import CLAIMS, DECLARATION, FILES, REFERENCES
from kumsong_sources.errors import DossierError

_REFERENCES = """\
% One entry per source, in BibLaTeX (plain BibTeX is read as well). Beside its fields:
%   party       whose account the work gives: a party of dossier.toml
%   sourcetype  official history, memoir, scholarship, press, reference work, archive, …
%   level       primary, secondary, tertiary
%   derivesfrom the keys of the works it takes its account from, joined by commas
% Replace the entry below; it stands for no real work.

@book{example2000,
  author     = {{Author of the Example}},
  title      = {Title of the Example},
  publisher  = {Publisher},
  location   = {Place},
  date       = {2000},
  party      = {ONE},
  sourcetype = {official history},
  level      = {secondary},
}
"""

_DECLARATION = """\
title = "My dossier"

# One table per event; the date in EDTF (https://www.loc.gov/standards/datetime/).
[events.battle]
label = "The battle"
date = "2000-01-01"
sides = ["ONE", "TWO"]

# One table per party. A party that belongs to another says so: part_of = "ONE".
[parties.ONE]
label = "First side"
adjective = "First-side"

[parties.TWO]
label = "Second side"
adjective = "Second-side"

# A finding accepted for a reason:
# [[waivers]]
# rule = "single-source"
# claim = "C001"
# reason = "No other account exists."
"""


def start_dossier(folder: Path) -> tuple[Path, ...]:
    """Write the three files of a new dossier into a folder.

    Parameters
    ----------
    folder : Path
        Made where it does not exist.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    DossierError
        If one of the files is there already: nothing is overwritten, nothing written.
    """
    if there := [name for name in FILES if (folder / name).exists()]:
        raise DossierError(
            f"{folder}: {', '.join(there)} is there already; nothing was written; "
            "name another folder: kumsong-sources init FOLDER"
        )
    contents = {CLAIMS: _claims(), REFERENCES: _REFERENCES, DECLARATION: _DECLARATION}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            # x: a file that came in meanwhile is not overwritten either.
            with (folder / name).open("x", encoding="utf-8", newline="") as file:
                file.write(contents[name])
    except OSError as error:
        raise DossierError(f"{folder}: cannot be written ({error.strerror})") from None
    return tuple(folder / name for name in FILES)


def _claims() -> str:
    """The template: the schema's columns and one claim to replace."""
    cells = {
        "claim_id": "C001",
        "event": "battle",
        "statement": "Replace this: the second side lost 1,200 killed.",
        "source": "example2000[12]",
        "subject": "TWO",
        "measure": "killed",
        "figure": "1,200",
        "link": "stated",
        "note": "One fact a row; what the columns hold stands in the documentation.",
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow(cells)
    return out.getvalue()
