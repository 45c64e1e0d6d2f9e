"""The pieces of GitHub's Markdown, with every text escaped so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from kumsong_sources.reports.wording import CONTROL_SIGNS

# Everything that CommonMark, its tables or GitHub's mathematics could take for markup.
_SIGNS = re.compile(r"[\\`*_\[\]{}#|~$!]")
_BLOCK_STARTS = re.compile(r"(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|\Z)|(?P<sign>[-+=:])")


def escaped(text: str) -> str:
    r"""A text on one line in which nothing is markup.

    Examples
    --------
    >>> escaped("a | b\n*c* <script> & 1. x"), escaped("1. x"), escaped("{{ x }}")
    ('a \\| b \\*c\\* &lt;script&gt; &amp; 1. x', '1\\. x', '\\{\\{ x \\}\\}')
    """
    line = " ".join(text.translate(CONTROL_SIGNS).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SIGNS.sub(r"\\\g<0>", line)
    starts_block = _BLOCK_STARTS.match(line)
    return _BLOCK_STARTS.sub(_escaped_start, line, count=1) if starts_block else line


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['mark']}"


def anchor(name: str) -> str:
    """A place that links lead to; `name` needs no escaping (see `anchor_of`)."""
    return f'<a id="{name}"></a>'


def link(text: str, target: str) -> str:
    """A link to an anchor."""
    return f"[{escaped(text)}](#{target})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> str:
    """A table; `right` has the positions of the columns set to the right."""
    rule = ["---:" if str(at) in right else "---" for at in range(len(heads))]
    lines = [heads, rule, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def heading(text: str, target: str) -> str:
    """A section's heading with its anchor."""
    return f"{anchor(target)}\n\n## {text}"


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
