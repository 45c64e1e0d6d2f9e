"""Changes of a text by slices, so that every character outside of them stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kumsong_sources.position import Position

_CONTEXT = 3


@dataclass(frozen=True, kw_only=True)
class Change:
    """One stretch of a bibliography file that is replaced by another.

    Parameters
    ----------
    start, stop : int
        Offsets in the file's text.
    before, after : str
        What stands there, and what is to stand there.
    rules : tuple of str
        The rules whose findings it mends.
    safe : bool
        Whether the file says the same afterwards to every program, beyond doubt.
    citekey, field : str
        The entry and the field's name as written.
    position : Position
        Where the field stands.
    """

    start: int
    stop: int
    before: str
    after: str
    rules: tuple[str, ...]
    safe: bool
    citekey: str
    field: str
    position: Position


def changed(text: str, changes: Iterable[Change]) -> str:
    """A text with changes made that do not overlap.

    Raises
    ------
    ValueError
        If two changes overlap, or one does not fit the text.
    """
    pieces: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda change: (change.start, change.stop)):
        if change.start < at or text[change.start : change.stop] != change.before:
            raise ValueError(f"the change at {change.position} does not fit the text")
        pieces += (text[at : change.start], change.after)
        at = change.stop
    return "".join((*pieces, text[at:]))


def unified_diff(before: str, after: str, *, path: str) -> str:
    r"""What a change of a text changes, in the form that ``patch`` and ``git apply`` take.

    Returns
    -------
    str
        Empty where nothing is changed, else with a final line end.

    Examples
    --------
    >>> print(unified_diff("a\nb\n", "a\nc\n", path="references.bib"), end="")
    --- references.bib
    +++ references.bib
    @@ -1,2 +1,2 @@
     a
    -b
    +c
    """
    # Lines end at \n only: other programs count no other line ends in a patch.
    return "".join(_hunks(_split(before), _split(after), path=path))


def _split(text: str) -> list[str]:
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _hunks(before: Sequence[str], after: Sequence[str], *, path: str) -> Iterator[str]:
    from difflib import unified_diff as differences

    # `lineterm` is for the lines that difflib makes; ours have theirs.
    for line in differences(before, after, fromfile=path, tofile=path, n=_CONTEXT):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
