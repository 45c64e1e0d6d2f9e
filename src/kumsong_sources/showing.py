"""Values that show themselves: a table in a notebook, aligned text at a prompt.

How each looks is known on a floor far above, in `views`, and is loaded when a value is
first shown: whoever only computes does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Self, SupportsIndex, TypeVar, cast, overload

Value = TypeVar("Value", covariant=True)

_viewers: list[str] = []


def viewed_by(module: str) -> None:
    """Name the module whose `html_view` and `text_view` show values from now on."""
    _viewers[:] = [module]


def _view(name: str, value: object) -> str | None:
    if not _viewers:
        return None
    look = cast("Callable[[object], str | None]", getattr(import_module(_viewers[0]), name))
    return look(value)


class Showing:
    """A value that notebooks show as a table, and IPython and `print` as aligned text.

    Its `repr` stays what it is.
    """

    __slots__ = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # IPython takes the `repr` of a class before what an ancestor defines for it.
        cls._repr_pretty_ = Showing._repr_pretty_  # type: ignore[method-assign]

    def _repr_html_(self) -> str | None:
        return _view("html_view", self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        shown = None if cycle else _view("text_view", self)
        printer.text(shown or repr(self))

    def __str__(self) -> str:
        return _view("text_view", self) or repr(self)


class Listing(tuple[Value, ...], Showing):
    """A tuple of values that shows itself as one table, a row for each.

    Equal to the plain tuple of the same values; a slice is a listing again.

    Parameters
    ----------
    values : iterable
    names : Dossier or None
        Whose names stand for codes where the table is shown; `None` leaves the codes.

    Examples
    --------
    >>> found = Listing(["a", "b", "c"])
    >>> found[:2] == ("a", "b"), type(found[:2]).__name__
    (True, 'Listing')
    """

    names: Any

    def __new__(cls, values: Iterable[Value] = (), *, names: Any = None) -> Self:
        """Make a tuple of the values, and keep whose names it is to be shown with."""
        made = super().__new__(cls, values)
        made.names = names
        return made

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Value: ...
    @overload
    def __getitem__(self, at: slice, /) -> Listing[Value]: ...
    def __getitem__(self, at: SupportsIndex | slice, /) -> Value | Listing[Value]:
        if isinstance(at, slice):
            return Listing(super().__getitem__(at), names=self.names)
        return super().__getitem__(at)

    def __str__(self) -> str:
        return Showing.__str__(self)


def names_of(values: object) -> Any:
    """Whose names a listing shows; `None` for anything else."""
    return values.names if isinstance(values, Listing) else None
