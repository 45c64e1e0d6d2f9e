"""JSON written piece by piece: of many findings the whole would take more memory than they."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import cast


def json_lines(value: object, *, indent: str = "") -> Iterator[str]:
    """The lines of `json.dumps` with an indent of 2, lists made only as they are written.

    Parameters
    ----------
    value : object
        What JSON knows; an iterator is written as a list, and may stand in a mapping.

    Yields
    ------
    str
        One line or several, without the last line end.

    Examples
    --------
    >>> print("\\n".join(json_lines({"squares": (n * n for n in range(2)), "of": 2})))
    {
      "squares": [
        0,
        1
      ],
      "of": 2
    }
    """
    if not isinstance(value, Iterator) and not _streams(value):
        yield _written(value, indent=indent)
        return
    members: Iterable[tuple[str, object]]
    if isinstance(value, Mapping):
        brackets, members = "{}", ((f"{_word(name)}: ", one) for name, one in value.items())
    else:
        brackets, members = "[]", (("", one) for one in cast("Iterator[object]", value))
    inner = f"{indent}  "
    # The comma behind a member is known only when the next one comes.
    waiting = brackets[0]
    for label, member in members:
        yield waiting + "," * (waiting != brackets[0])
        lines = json_lines(member, indent=inner)
        waiting = f"{inner}{label}{next(lines)}"
        for line in lines:
            yield waiting
            waiting = line
    if waiting == brackets[0]:
        yield brackets
    else:
        yield waiting
        yield f"{indent}{brackets[1]}"


def _streams(value: object) -> bool:
    return isinstance(value, Mapping) and any(isinstance(v, Iterator) for v in value.values())


def _written(value: object, *, indent: str) -> str:
    """The same for what is small; json's own indentation leaves cycles behind at each call."""
    inner = f"{indent}  "
    if isinstance(value, Mapping) and value:
        members = [f"{_word(name)}: {_written(v, indent=inner)}" for name, v in value.items()]
        brackets = "{}"
    elif isinstance(value, list) and value:
        members, brackets = [_written(one, indent=inner) for one in value], "[]"
    else:
        return _word(value)
    lines = f",\n{inner}".join(members)
    return f"{brackets[0]}\n{inner}{lines}\n{indent}{brackets[1]}"


# One encoder for all: to make one for each word would take as long as to write it.
_word = json.JSONEncoder(ensure_ascii=False).encode
