"""Which party is a part of which, upward to its side."""

from __future__ import annotations

from collections.abc import Mapping

from kumsong_sources.declaration.contents import Party


def circles(parties: Mapping[str, Party]) -> dict[str, tuple[str, ...]]:
    """For each party that is, over others, a part of itself: all the parties in its circle."""
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for start in parties:
        line: dict[str, None] = {}
        code: str | None = start
        while code is not None and code in parties and code not in seen:
            seen.add(code)
            line[code] = None
            code = parties[code].part_of
        if code is not None and code in line:
            walked = list(line)
            circle = tuple(walked[walked.index(code) :])
            found |= dict.fromkeys(circle, circle)
    return found


def topmost(parties: Mapping[str, Party]) -> dict[str, str]:
    """For each party the last of its `ancestors`, each party looked at once.

    Examples
    --------
    >>> kor = Party(code="KOR", label="South Korea", adjective="South Korean", part_of="UNC")
    >>> topmost({"KOR": kor})
    {'KOR': 'UNC'}
    """
    # In a circle it is the party before the one where the circle was entered.
    tops = {parties[code].part_of or code: code for code in circles(parties)}
    for start in parties:
        line: list[str] = []
        code = start
        while code not in tops and code in parties and (above := parties[code].part_of):
            line.append(code)
            code = above
        tops |= dict.fromkeys([*line, start], tops.get(code, code))
    return tops


def ancestors(code: str | None, *, parties: Mapping[str, Party]) -> tuple[str, ...]:
    """A party and what it is part of, upward; stops where a circle closes.

    Examples
    --------
    >>> kor = Party(code="KOR", label="South Korea", adjective="South Korean", part_of="UNC")
    >>> ancestors("KOR", parties={"KOR": kor})
    ('KOR', 'UNC')
    """
    line: list[str] = []
    while code is not None and code not in line:
        line.append(code)
        party = parties.get(code)
        code = party.part_of if party else None
    return tuple(line)
