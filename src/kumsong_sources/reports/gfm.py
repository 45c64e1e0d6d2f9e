"""The pieces of GitHub's Markdown, with every text escaped so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from kumsong_sources.reports.wording import CONTROL_SIGNS

# Everything that CommonMark, its tables or GitHub's mathematics could take for markup.
_SIGNS = re.compile(r"[\\`*_\[\]{}#|~$!]")
_BLOCK_STARTS = re.compile(r"(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|\Z)|(?P<sign>[-+=:])")
_BLANKS = re.compile(r"\s+")
LINE_END = "  \n"
"""Ends a line within a paragraph or an entry of a list."""


def inline(text: str) -> str:
    r"""A text within a line in which nothing is markup; blanks at its ends are kept.

    Examples
    --------
    >>> inline("a | b\n*c* <script> & "), inline("{{ x }}")
    ('a \\| b \\*c\\* &lt;script&gt; &amp; ', '\\{\\{ x \\}\\}')
    """
    shown = _BLANKS.sub(" ", text.translate(CONTROL_SIGNS))
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SIGNS.sub(r"\\\g<0>", shown)


def line(inside: str) -> str:
    r"""A line of what is escaped already; it starts no list, no heading and no code.

    Examples
    --------
    >>> line(" 1. x"), line("- x"), line("---"), line("1.5 x")
    ('1\\. x', '\\- x', '\\---', '1.5 x')
    """
    shown = inside.strip()
    return _BLOCK_STARTS.sub(_escaped_start, shown, 1) if _BLOCK_STARTS.match(shown) else shown


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['mark']}"


def escaped(text: str) -> str:
    r"""A text on one line in which nothing is markup.

    Examples
    --------
    >>> escaped(" a\n*c*"), escaped("1. x")
    ('a \\*c\\*', '1\\. x')
    """
    return line(inline(text))


def emphasised(inside: str, sign: str) -> str:
    """What is escaped already between signs of emphasis, which touch no blank.

    Examples
    --------
    >>> emphasised("so ", "**"), emphasised(" ", "*")
    ('**so** ', ' ')
    """
    core = inside.strip(" ")
    if not core:
        return inside
    before, _, after = inside.partition(core)
    return f"{before}{sign}{core}{sign}{after}"


def code(text: str) -> str:
    """A text as it stands in a file, on one line; as any text where that cannot be.

    Examples
    --------
    >>> code("claims.csv:7:4"), code("a`b|")
    ('`claims.csv:7:4`', 'a\\\\`b\\\\|')
    """
    shown = _BLANKS.sub(" ", text.translate(CONTROL_SIGNS)).strip()
    # GitHub takes a bar for the end of a field, and a pair of signs for mathematics.
    return f"`{shown}`" if shown and not re.search(r"[`|$\\]", shown) else inline(text)


def anchor(name: str) -> str:
    """A place that links lead to; `name` needs no escaping (see `anchor_of`)."""
    return f'<a id="{name}"></a>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool]) -> str:
    """A table; `right` tells for each column whether it is set to the right.

    Examples
    --------
    >>> print(table(["Who", "Killed"], [["A", "1"]], right=[False, True]))
    | Who | Killed |
    | --- | ---: |
    | A | 1 |
    """
    rule = ["---:" if is_right else "---" for is_right in right]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def folded(title: str, text: str) -> str:
    """A text that opens when its title is clicked.

    Examples
    --------
    >>> print(folded("A <b>", "1 * 2"))
    <details><summary>A &lt;b&gt;</summary>
    <BLANKLINE>
    1 \\* 2
    <BLANKLINE>
    </details>
    """
    # Within the raw tag a backslash would stand as it is.
    shown = escape(" ".join(title.translate(CONTROL_SIGNS).split()), quote=False)
    return f"<details><summary>{shown}</summary>\n\n{escaped(text)}\n\n</details>"


def fenced(raw: str) -> str:
    """A text as it stands, in a fence longer than any in it.

    Examples
    --------
    >>> print(fenced("a ``` b"))
    ````text
    a ``` b
    ````
    """
    longest = max((len(run) for run in re.findall(r"`+", raw)), default=0)
    fence = "`" * max(3, longest + 1)
    body = raw.translate(CONTROL_SIGNS).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return f"{fence}text\n{body}\n{fence}"
