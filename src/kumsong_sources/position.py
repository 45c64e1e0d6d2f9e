"""Where something stands in a file."""

from __future__ import annotations

from functools import total_ordering

from kumsong_sources.frozen import frozen


@total_ordering
@frozen(slots=True)
class Position:
    """A place in a file that an editor can jump to.

    Parameters
    ----------
    path : str
        The file as one can open it from the working directory.
    line, column : int or None
        Counted from 1; columns count characters, not bytes. `None` where the
        finding concerns the whole file or line.

    Examples
    --------
    >>> str(Position(path="claims.csv", line=7, column=4))
    'claims.csv:7:4'
    >>> str(Position(path="claims.csv"))
    'claims.csv'
    """

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        places = (part for part in (self.line, self.column) if part is not None)
        return ":".join([self.path, *map(str, places)])

    def __lt__(self, other: Position) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int]:
        return (self.path, self.line or 0, self.column or 0)
