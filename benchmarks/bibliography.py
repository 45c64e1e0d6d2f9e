"""Time our own formatter against pandoc on the same works, and say how many times faster.

    python benchmarks/bibliography.py --works 10000

Three ways of counting, because "how fast is it" has three answers. *Composing* is the
formatter by itself: works in, one style's bibliography out, sorted, as text; pandoc gets the
same works as CSL-JSON and a CSL style of the same manual, and writes the same. *With reading
the fields* adds what pandoc is spared by CSL-JSON: names divided, LaTeX decoded. *The whole
command* starts from a .bib file on both sides, start of the program included.

Processor time, so that a busy machine does not blur it, of ours the least of three runs.
Without the extra `csl` only our own time is shown. The works are made up.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kumsong_sources.bibtex import decode_latex
from kumsong_sources.exports.csljson import write_csl_json
from kumsong_sources.exports.pandoc import csl_style_path
from kumsong_sources.exports.styles import Style, find_style, format_bibliography
from kumsong_sources.exports.styles.markup import render_list
from kumsong_sources.exports.works import Work, work_of
from kumsong_sources.sources import Source, read_bibliography

try:
    import pypandoc
except ImportError:
    pypandoc = None

STYLES = {
    "chicago-17": "chicago-notes-bibliography-17th-edition",
    "chicago-18": "chicago-notes-bibliography",
    "mla-9": "modern-language-association",
    "gb7714-2015": "china-national-standard-gb-t-7714-2015-numeric",
}
COMMAND = "from kumsong_sources.cli import main; main()"
WORDS = ("war", "army", "front", "corps", "river", "talks", "truce", "hill", "line", "sea")
SYLLABLES = ("ka", "lo", "mi", "ten", "ru", "sha", "bor", "vin", "el", "as")


def entries(number: int, *, seed: int = 1953) -> Iterator[str]:
    """Yield invented entries: books, articles and chapters, one in five with Chinese."""
    chance = random.Random(seed)
    for at in range(number):
        names = " and ".join(
            f"{name(chance)}, {name(chance)} {chance.choice('ABCDE')}."
            for _ in range(chance.randint(1, 4))
        )
        title = " ".join(chance.choices(WORDS, k=5)).capitalize()
        common = f"author = {{{names}}}, title = {{{title}}}, date = {{{1950 + at % 70}}}"
        if at % 5 == 0:
            common += ', title+an:romanised = {="Diyici"}, langid = {chinese}'
        kinds = (
            f"@book{{k{at}, {common}, publisher = {{Press of {name(chance)}}}, "
            f"location = {{{name(chance)}}}}}",
            f"@article{{k{at}, {common}, journaltitle = {{Journal of {name(chance)}}}, "
            f"volume = {{{at % 40 + 1}}}, number = {{2}}, pages = {{{at}--{at + 14}}}}}",
            f"@incollection{{k{at}, {common}, booktitle = {{On {title}}}, "
            f"editor = {{{name(chance)}, {name(chance)}}}, publisher = {{Press}}, "
            f"pages = {{{at}--{at + 14}}}}}",
        )
        yield kinds[at % 3]


def name(chance: random.Random) -> str:
    """Make up a name of two or three syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()


def seconds(task: Callable[[], object], *, runs: int = 3) -> float:
    """Measure the least processor time of several runs, that of child processes included."""

    def once() -> float:
        before = os.times()
        task()
        return sum(os.times()[:4]) - sum(before[:4])

    return min(once() for _ in range(runs))


def read(path: Path) -> list[Source]:
    """Read the works anew, so that nothing is kept from a run before."""
    return list(read_bibliography(path))


def compose(works: Sequence[Work], *, style: Style) -> str:
    """Sort works and write them in a style, as text."""
    return render_list(map(style.entry, sorted(works, key=style.order)), markup="text")


def format_anew(sources: Sequence[Source], *, style: str) -> str:
    """Format sources of which nothing is known from a run before."""
    decode_latex.cache_clear()
    return format_bibliography(sources, style=style)


def ours(path: Path, *, style: str) -> tuple[float, float, float]:
    """Time composing, the same with reading the fields, and the whole command."""
    sources = read(path)
    works = [work_of(source) for source in sources]
    composing = seconds(lambda: compose(works, style=find_style(style)))
    with_fields = seconds(lambda: format_anew(sources, style=style))
    export = ("bib", "export", str(path.parent), "--format", "text", "--style", style)
    whole = seconds(lambda: run(sys.executable, "-c", COMMAND, *export))
    return composing, with_fields, whole


def theirs(path: Path, *, style: str) -> tuple[float, float]:
    """Time pandoc on our CSL-JSON, and on the .bib itself."""
    csl = f"--csl={csl_style_path(STYLES[style])}"
    given = path.with_suffix(".json")
    given.write_text(write_csl_json(read(path)), encoding="utf-8")
    pandoc = (pypandoc.get_pandoc_path(), "--citeproc", csl, "--wrap=none", "--to=plain")
    from_json = seconds(lambda: run(*pandoc, "--from=csljson", str(given)), runs=1)
    whole = seconds(lambda: run(*pandoc, "--from=biblatex", str(path)), runs=1)
    return from_json, whole


def run(*command: str) -> None:
    """Run a command; what it prints is not shown."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Print a table of seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--styles", nargs="*", choices=list(STYLES), default=list(STYLES))
    given = parser.parse_args()
    for line in compared(given.styles, works=given.works):
        print(line, flush=True)


def compared(styles: Sequence[str], *, works: int) -> Iterator[str]:
    """Yield the lines of a table: each style with so many works, and with a tenth of them."""
    yield "| style | works | counted | ours, s | per work, µs | pandoc, s | times faster |"
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: |"
    for style in styles:
        for number in (works // 10, works):
            with TemporaryDirectory() as folder:
                yield from rows(style, number, folder=Path(folder))


def rows(style: str, number: int, *, folder: Path) -> Iterator[str]:
    """Time one style on so many works; yield a row of the table for each way of counting."""
    path = folder / "references.bib"
    path.write_text("\n".join(entries(number)), encoding="utf-8")
    (folder / "claims.csv").write_text("claim_id,event,statement,source\n", encoding="utf-8")
    (folder / "dossier.toml").write_text('title = "Invented"\n', encoding="utf-8")
    composing, with_fields, whole = ours(path, style=style)
    from_json, from_bib = theirs(path, style=style) if pypandoc else (None, None)
    for counted, own, other in (
        ("composing", composing, from_json),
        ("with reading the fields", with_fields, from_json),
        ("the whole command", whole, from_bib),
    ):
        per_work = f"{1e6 * own / number:.0f}"
        # So few works that the clock does not see them have no ratio.
        times = f"{other / own:.1f}" if other and own else "–"
        compared = f"{other:.1f} | {times}" if other else "– | –"
        yield f"| {style} | {number:,} | {counted} | {own:.2f} | {per_work} | {compared} |"


if __name__ == "__main__":
    main()
