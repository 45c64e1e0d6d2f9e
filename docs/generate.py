"""Write the pages of `docs/` that come from the package itself, so that they cannot drift.

Run ``python3 run.py docs``; a test fails while a page differs from what this writes.
To add a page, write a function that returns its text and give it a place in `PAGES`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kumsong_sources.claims import schema
from kumsong_sources.declaration import BANDS
from kumsong_sources.vocabulary import (
    LOSSES,
    MEASURES,
    Kind,
    Level,
    Link,
    Measure,
    Perspective,
    Qualifier,
    SourceType,
)

FOLDER = Path(__file__).resolve().parent
HEADER = "<!-- Written by docs/generate.py; change the package, then: python3 run.py docs -->"


def schema_page() -> str:
    """Return the page on the columns of `claims.csv` and the closed lists."""
    parts = [
        HEADER,
        "# Columns and closed lists",
        "What each file is for is told in [files.md](files.md).",
        "## The columns of `claims.csv`",
        str(schema()["description"]),
        table(("column", "needed", "meaning", "example"), map(column_row, schema()["fields"])),
        "Columns that are not listed are kept and written back.",
        "## Measures",
        "A dossier adds its own under `[measures.NAME]` in `dossier.toml`.",
        table(("measure", "kind", "unit", "sum of"), map(measure_row, MEASURES.values())),
        f"Casualties are the sum of {', '.join(LOSSES)}; whoever is in one is in no other.",
        "## Closed lists",
        table(("list", "values"), closed_lists()),
        "## Bands of the ratio",
        "How far apart the highest and the lowest figure of one quantity are, in words; "
        "`[tolerances]` in `dossier.toml` sets other ends.",
        table(("band", "ratio"), band_rows()),
    ]
    return "\n\n".join(parts) + "\n"


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType({"schema.md": schema_page})
"""The generated pages, by name in `docs/`."""


def column_row(field: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the row of a column of the table schema."""
    constraints = field.get("constraints", {})
    needed = "yes" if constraints.get("required") or field["name"] == "source" else ""
    return (code(field["name"]), needed, field["description"], code(field["example"]))


def measure_row(measure: Measure) -> tuple[str, ...]:
    """Return the row of a measure."""
    parts = [name for name in LOSSES if name in measure.components]
    shown = ", ".join(parts) if len(parts) > 1 else ""
    return (code(measure.name), measure.kind.value, measure.unit or "", shown)


def closed_lists() -> list[tuple[str, str]]:
    """Return one row per closed list."""
    lists = {
        "kind of a measure": Kind,
        "qualifier of a figure": Qualifier,
        "perspective": Perspective,
        "`link`": Link,
        "`level` of a source": Level,
        "`sourcetype` of a source": SourceType,
    }
    return [(name, ", ".join(map(code, values))) for name, values in lists.items()]


def band_rows() -> list[tuple[str, str]]:
    """Return one row per band, the open one last."""
    rows = [(band, f"up to {end}") for band, end in BANDS.items()]
    return [*rows, ("extreme", f"above {list(BANDS.values())[-1]}")]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def code(text: str) -> str:
    """Return a text set as code."""
    return f"`{text}`"


def main() -> int:
    """Write the pages, or with ``--check`` only say which are out of step."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    check = parser.parse_args().check
    stale = [name for name, page in PAGES.items() if page() != stored(name)]
    for name in stale:
        if not check:
            (FOLDER / name).write_text(PAGES[name](), encoding="utf-8", newline="\n")
        print(f"docs/{name}: {'out of step; run python3 run.py docs' if check else 'written'}")
    return 1 if check and stale else 0


def stored(name: str) -> str | None:
    """Return a page as it stands in the folder, `None` if it is not there."""
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
