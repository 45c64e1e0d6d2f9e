"""Values that do not change: dataclasses whose common methods are written once.

`dataclasses.dataclass` writes the source text of six methods for every class and compiles
each of them as the module is imported. For the classes that a check of a dossier needs that
took longer than the check. Five of the six say the same for every class, so they stand here
as functions; only `__init__`, which names the fields, is compiled for each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T]) -> type[T]: ...
@overload
def frozen(*, slots: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[T] | None = None, *, slots: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a frozen dataclass with keyword-only fields.

    It is what `dataclass(frozen=True, kw_only=True)` makes, quicker: `fields` and `replace`
    of `dataclasses` work on it, and `field` gives a field its default or leaves it out of
    the comparison.

    Parameters
    ----------
    cls : type
    slots : bool
        Whether its values hold their fields without a dictionary each: smaller, for
        classes of which there are many. They cannot have a `cached_property`.

    Examples
    --------
    >>> @frozen
    ... class Place:
    ...     name: str
    ...     country: str = ""
    >>> Place(name="Kumsong")
    Place(name='Kumsong', country='')
    >>> Place(name="Kumsong") == Place(name="Kumsong", country="PRK")
    False
    >>> Place(name="Kumsong").name = "Kimhwa"
    Traceback (most recent call last):
        ...
    dataclasses.FrozenInstanceError: cannot assign to field 'name'
    """
    if cls is None:
        return lambda decorated: _frozen(decorated, slots=slots)
    return _frozen(cls, slots=slots)


def _frozen(cls: type[T], *, slots: bool) -> type[T]:
    own = vars(cls).keys()
    made = dataclass(init=False, repr=False, eq=False, kw_only=True, slots=slots)(cls)
    methods: dict[str, Any] = {
        "__init__": _initialiser(made, slots=slots),
        "__repr__": _shown,
        "__eq__": _equality(made),
        "__hash__": _hashing(made),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _initialiser(cls: type[Any], *, slots: bool) -> Callable[..., None]:
    """The class's `__init__`, which must name its fields to take them as arguments."""
    known: tuple[Field[Any], ...] = fields(cls)
    around: dict[str, Any] = {"missing": MISSING, "put": object.__setattr__}
    parameters, lines = [], []
    for one in known:
        name = value = one.name
        if one.default is not MISSING:
            around[f"default_{name}"] = one.default
            parameters.append(f"{name}=default_{name}")
        elif one.default_factory is not MISSING:
            around[f"make_{name}"] = one.default_factory
            parameters.append(f"{name}=missing")
            value = f"make_{name}() if {name} is missing else {name}"
        else:
            parameters.append(name)
        if slots:
            # The slot itself sets without a search for the attribute by its name.
            around[f"put_{name}"] = getattr(cls, name).__set__
            lines.append(f"put_{name}(self, {value})")
        else:
            lines.append(f"put(self, {name!r}, {value})")
    exec(f"def __init__(self, *, {', '.join(parameters)}):\n " + "\n ".join(lines), around)
    initialiser: Callable[..., None] = around["__init__"]
    initialiser.__qualname__ = f"{cls.__qualname__}.__init__"
    initialiser.__annotations__ = {one.name: one.type for one in known} | {"return": None}
    return initialiser


def _equality(cls: type[Any]) -> Callable[[Any, object], Any]:
    """The class's `__eq__`."""
    compared = attrgetter(*(one.name for one in fields(cls) if one.compare))

    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    return equal


def _hashing(cls: type[Any]) -> Callable[[Any], int]:
    """The class's `__hash__`."""
    in_hash = ((one.name, one.compare if one.hash is None else one.hash) for one in fields(cls))
    compared = attrgetter(*(name for name, is_in in in_hash if is_in))

    def hashed(self: Any) -> int:
        return hash(compared(self))

    return hashed


def _shown(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


# Without a dictionary a value must say itself what of it is copied or stored.
def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
