"""Time our own formatter against pandoc on the same works, and say how many times faster.

    python benchmarks/bibliography.py --works 10000

Processor time, so that a busy machine does not blur it. Reading the .bib is not counted;
pandoc is given our CSL-JSON and a CSL style of the same manual. Without the extra `csl` only
our own time is shown. The works are made up.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Callable, Iterator

from kumsong_sources.errors import MissingExtraError
from kumsong_sources.exports.pandoc import format_with_csl
from kumsong_sources.exports.styles import format_bibliography
from kumsong_sources.sources import Source, bibliography_from_bytes

STYLES = {
    "chicago-17": "chicago-notes-bibliography-17th-edition",
    "chicago-18": "chicago-notes-bibliography",
    "mla-9": "modern-language-association",
    "gb7714-2015": "china-national-standard-gb-t-7714-2015-numeric",
}
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


def sources(number: int) -> list[Source]:
    """Read as many invented works; every call reads them anew, so that nothing is kept."""
    text = "\n".join(entries(number))
    return list(bibliography_from_bytes(text.encode(), path="invented.bib"))


def seconds(task: Callable[[], object]) -> float:
    """Measure the processor time of one run of a task, that of its children included."""
    before = os.times()
    task()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def main() -> None:
    """Print a table of seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--styles", nargs="*", choices=list(STYLES), default=list(STYLES))
    given = parser.parse_args()
    print("| style | works | ours, s | per work, µs | pandoc, s | times faster |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for style in given.styles:
        for number in (given.works // 10, given.works):
            print(row(style, number), flush=True)


def row(style: str, number: int) -> str:
    """Time one style on so many works, as a row of the table."""
    ours_works, theirs_works = sources(number), sources(number)
    ours = seconds(lambda: format_bibliography(ours_works, style=style))
    try:
        theirs = seconds(lambda: format_with_csl(theirs_works, style=STYLES[style]))
    except MissingExtraError:
        return f"| {style} | {number:,} | {ours:.2f} | {1e6 * ours / number:.0f} | – | – |"
    return (
        f"| {style} | {number:,} | {ours:.2f} | {1e6 * ours / number:.0f} | {theirs:.1f} | "
        f"{theirs / ours:.0f} |"
    )


if __name__ == "__main__":
    main()
