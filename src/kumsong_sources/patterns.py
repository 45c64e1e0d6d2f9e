"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Name a regular expression, to be compiled when it is first used.

    Modules know many expressions, and a command uses few of them: to compile them all takes
    longer than to check a dossier. Use the methods of what is returned; functions of `re`
    do not know it.

    Parameters
    ----------
    expression : str
    flags : int
        As of `re.compile`.

    Raises
    ------
    re.error
        On first use, if it is no regular expression.

    Examples
    --------
    >>> year = pattern(r"[12]\\d{3}")
    >>> year.search("Seoul 2001")[0]
    '2001'
    """
    return cast("re.Pattern[str]", _Uncompiled(expression, flags))


class _Uncompiled:
    """Stands for a pattern, and takes from it each method that is asked for, once."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Reached only for what is not there yet; `re` keeps the compiled pattern.
        method = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, method)
        return method

    def __repr__(self) -> str:
        return f"pattern({self._expression!r}, {re.RegexFlag(self._flags)!r})"
