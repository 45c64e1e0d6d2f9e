"""Write the pages of `docs/` that come from the package itself, so that they cannot drift.

Run ``python3 run.py docs``; a test fails while a page differs from what this writes.
To add a page, write a function that returns its text and give it a place in `PAGES`.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kumsong_sources.checks import GROUPS, RULES, Rule
from kumsong_sources.claims import schema
from kumsong_sources.comparison import compare
from kumsong_sources.declaration import BANDS
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import report_content
from kumsong_sources.reports.json import report_schema
from kumsong_sources.reports.pictures import Picture
from kumsong_sources.reports.terminal import comparisons_text
from kumsong_sources.tables import TABLES
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


def rules_page() -> str:
    """Return the page on the rules of `check`, from their docstrings."""
    rules = sorted(RULES.values(), key=lambda rule: (GROUPS.index(rule.group), rule.name))
    parts = [
        HEADER,
        "# Rules",
        f"What `check` looks for: {len(rules)} rules. "
        "Errors mean that something cannot be read or points nowhere; warnings that something "
        "is probably wrong or weak; infos what is worth knowing, such as thin support. "
        "A finding is accepted with a written reason under `[[waivers]]` in `dossier.toml`.",
        table(
            ("rule", "severity", "group", "finds"),
            (
                (f"[`{rule.name}`](#{rule.name})", rule.severity.value, rule.group, brief(rule))
                for rule in rules
            ),
        ),
        *(rule_section(rule) for rule in rules),
    ]
    return "\n\n".join(parts) + "\n"


def rule_section(rule: type[Rule]) -> str:
    """Return one rule's section: its docstring, the headings made bold."""
    page = re.sub(r"^(\w+)\n-+\n", r"**\1.** ", inspect.getdoc(rule) or "", flags=re.M)
    return f"## `{rule.name}`\n\n*{rule.severity.value}, {rule.group}.* {page}"


def brief(rule: type[Rule]) -> str:
    """Return the first line of a rule's page."""
    return (inspect.getdoc(rule) or "").partition("\n")[0]


def tables_page() -> str:
    """Return the page on the tables that the analysis gives."""
    parts = [
        HEADER,
        "# Tables",
        "`kumsong-sources compare --table NAME --format csv|json|markdown` writes them, "
        "`kumsong_sources.frames` gives them as pandas frames with these types.",
    ]
    for name, described in TABLES.items():
        rows = ((code(c.name), c.dtype, c.description) for c in described)
        parts += [f"## {name}", table(("column", "type", "holds"), rows)]
    return "\n\n".join(parts) + "\n"


def report_json_page() -> str:
    """Return the page on the JSON form of the report."""
    described = report_schema()
    parts = [
        HEADER,
        "# The report as JSON",
        "`kumsong-sources report -o report.json` writes it, `--format json` prints it; "
        "`kumsong_sources.reports.json.report_schema()` gives this page as a JSON Schema "
        "(2020-12). Identical files give identical bytes.",
        "All the page says is in it, under the same words. Numbers stand twice: as `text`, as "
        "the page has them, and unrounded as `low` and `high`, which differ for a range and "
        "are `null` at an open end. `null` elsewhere means *there is none*; a reason stands "
        "beside it. An `anchor` is the name of a place in the HTML and the Markdown report. "
        "`format_version` rises when something is renamed, moved or left out.",
        "## Report",
        table(("name", "holds", "meaning"), json_rows(described)),
    ]
    for name, one in described["$defs"].items():
        parts += [
            f"## {name}",
            str(one["description"]),
            table(("name", "holds", "meaning"), json_rows(one)),
        ]
    return "\n\n".join(parts) + "\n"


def json_rows(described: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    """Return one row per name in a JSON object."""
    for name, one in described["properties"].items():
        yield (code(name), json_holds(one), one.get("description", ""))


def json_holds(one: Mapping[str, Any]) -> str:
    """Return in words what a JSON value may be."""
    if "$ref" in one:
        name = str(one["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in one:
        return code(str(one["const"]))
    if "enum" in one:
        return " or ".join(map(code, one["enum"]))
    if "anyOf" in one:
        return " or ".join(map(json_holds, one["anyOf"]))
    if "prefixItems" in one:
        return f"({', '.join(map(json_holds, one['prefixItems']))})"
    if one["type"] == "array":
        return f"list of {json_holds(one['items'])}"
    kinds = one["type"] if isinstance(one["type"], list) else [one["type"]]
    return " or ".join(kinds)


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "report-json.md": report_json_page,
        "schema.md": schema_page,
        "rules.md": rules_page,
        "tables.md": tables_page,
    }
)
"""The generated pages, by name in `docs/`."""

README = FOLDER.parent / "README.md"
RETOLD = "examples/kumsong-retold"
PICTURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "lanes": (".", "lane-plot"),
        "transmission": (RETOLD, "transmission"),
        "stemma": (RETOLD, "stemma-1"),
    }
)
"""The README's pictures: from which dossier, and which one of its report's."""


def picture(name: str) -> Picture:
    """Return one of the README's pictures."""
    folder, wanted = PICTURES[name]
    content = report_content(Dossier.open(FOLDER.parent / folder))
    return next(one for one in content.pictures if one.name == wanted)


def picture_path(name: str) -> Path:
    """Return where one of the README's pictures is kept."""
    return FOLDER / f"kumsong-{name}.png"


def readme_blocks() -> Mapping[str, str]:
    """Return what stands between the marks in the README: real output, real pictures."""
    dossier = Dossier.open(FOLDER.parent)
    shown = [c for c in compare(dossier) if c.quantity.measure == "casualties"]
    text = comparisons_text(shown, dossier=dossier, width=92)
    pictures = {
        name: f"![{' '.join(picture(name).alt.split())}](docs/{picture_path(name).name})"
        for name in PICTURES
    }
    return {"compare": f"```\n{text.rstrip()}\n```", **pictures}


def readme() -> str:
    """Return the README with its generated blocks as they should be."""
    text = README.read_text(encoding="utf-8")
    for name, block in readme_blocks().items():
        start, stop = f"<!-- begin:{name} -->\n", f"\n<!-- end:{name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(stop)
        text = f"{before}{start}{block}{stop}{after}"
    return text


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
    if (text := readme()) != README.read_text(encoding="utf-8"):
        stale.append(README.name)
        print(f"{README.name}: out of step" if check else f"{README.name}: written")
        if not check:
            README.write_text(text, encoding="utf-8", newline="\n")
    if not check:
        # Their bytes may differ between versions of matplotlib, so none is out of step.
        for name in PICTURES:
            picture_path(name).write_bytes(picture(name).png(dpi=150))
    return 1 if check and stale else 0


def stored(name: str) -> str | None:
    """Return a page as it stands in the folder, `None` if it is not there."""
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
