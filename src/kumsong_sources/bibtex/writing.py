"""New entries as BibLaTeX text; entries that exist are never rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kumsong_sources.bibtex.entries import VERBATIM
from kumsong_sources.patterns import pattern

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
# Two hyphens are a dash to LaTeX, two quotes a quotation mark: braces keep them apart.
_ESCAPED = pattern(r"[\\{}%&#$_~^]|-(?=-)|`(?=`)|'(?=')")
_SPACES = pattern(r"[\s\x00-\x1f]+")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


def encode_latex(text: str) -> str:
    r"""Write a text so that LaTeX prints it as it is; the inverse of `decode_latex`.

    Examples
    --------
    >>> print(encode_latex("50% of {A} & B_1--C"))
    50\% of \{A\} \& B\_1-{}-C
    """
    text = _SPACES.sub(" ", text).strip()
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[0], f"{found[0]}{{}}"), text)


def written_entry(
    key: str, entrytype: str, fields: Mapping[str, str], *, newline: str = "\n"
) -> str:
    r"""Write an entry, a field a line.

    Parameters
    ----------
    key, entrytype : str
    fields : mapping of str to str
        Values by name, in LaTeX and without delimiters (see `encode_latex`); empty ones are
        left out.
    newline : str

    Returns
    -------
    str
        Without a final line end.

    Examples
    --------
    >>> print(written_entry("h1966", "book", {"title": "Truce Tent", "date": "1966"}))
    @book{h1966,
      title = {Truce Tent},
      date  = {1966},
    }
    """
    given = {name: value for name, value in fields.items() if value.strip()}
    width = max(map(len, given), default=0)
    lines = [f"  {name:<{width}} = {{{_plain(name, value)}}}," for name, value in given.items()]
    return newline.join([f"@{entrytype}{{{key},", *lines, "}"])


def _plain(name: str, value: str) -> str:
    if name not in VERBATIM:
        return value
    return re.sub(r"[{}\\ ]", lambda found: _IN_ADDRESS[found[0]], value.strip())
