"""Frozen values behave as frozen dataclasses with keyword-only fields do."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.frozen import frozen


@frozen
class Place:
    """A place with a note that says nothing of which place it is."""

    name: str
    country: str = ""
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str = field(default="", repr=False, compare=False)


@frozen(slots=True)
class Point:
    """A point, of which there are many."""

    x: int
    y: int = 0


@dataclass(frozen=True, kw_only=True)
class Model:
    """What `Point` is to be like."""

    x: int
    y: int = 0


KINDS = pytest.mark.parametrize("kind", [Place, Point])


def test_values_are_equal_where_their_compared_fields_are() -> None:
    assert Place(name="Kumsong", note="one") == Place(name="Kumsong", note="other")
    assert Place(name="Kumsong") != Place(name="Kumsong", country="PRK")
    assert Point(x=1) != Model(x=1)


def test_equal_values_have_one_hash_and_fields_left_out_are_not_hashed() -> None:
    named = Place(name="Kumsong", names={"ko": "금성"})
    assert hash(named) == hash(Place(name="Kumsong", names={"ko": "금성"}))
    assert len({named, Place(name="Kumsong", names={"ko": "금성"})}) == 1


@given(x=st.integers(), y=st.integers(), z=st.integers())
def test_comparing_and_hashing_are_as_dataclasses_do_it(x: int, y: int, z: int) -> None:
    assert (Point(x=x, y=y) == Point(x=x, y=z)) == (Model(x=x, y=y) == Model(x=x, y=z))
    assert hash(Point(x=x, y=y)) == hash(Model(x=x, y=y))


def test_a_value_shows_the_call_that_makes_it() -> None:
    assert repr(Point(x=1)) == "Point(x=1, y=0)"
    assert repr(Place(name="a", note="b")) == "Place(name='a', country='', names={})"


def test_a_method_the_class_writes_itself_is_kept() -> None:
    @frozen(slots=True)
    class Loud:
        """One that shows itself its own way."""

        word: str

        def __repr__(self) -> str:
            return self.word.upper()

    assert repr(Loud(word="fire")) == "FIRE"


@pytest.mark.parametrize("value", [Place(name="Kumsong"), Point(x=1)])
def test_no_field_can_be_set_or_deleted(value: object) -> None:
    name = fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(value, name, "other")
    with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
        delattr(value, name)


def test_a_field_without_a_default_must_be_given_and_by_name() -> None:
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        Point(1)  # type: ignore[call-arg,misc]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(x=1, z=2)  # type: ignore[call-arg]


def test_a_made_default_is_made_anew_for_each_value() -> None:
    assert Place(name="a").names is not Place(name="a").names


def test_replacing_makes_a_new_value_and_leaves_the_old_one() -> None:
    point = Point(x=1)
    assert replace(point, y=2) == Point(x=1, y=2)
    assert point.y == 0


@KINDS
def test_a_signature_names_the_fields_and_their_types(kind: type) -> None:
    parameters = inspect.signature(kind).parameters
    assert list(parameters) == [one.name for one in fields(kind)]
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters.values())
    assert all(p.annotation is not p.empty for p in parameters.values())


@pytest.mark.parametrize("value", [Place(name="Kumsong", country="PRK"), Point(x=1, y=2)])
def test_a_copy_and_one_stored_and_loaded_are_equal(value: object) -> None:
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


def test_with_slots_a_value_has_no_dictionary() -> None:
    assert not hasattr(Point(x=1), "__dict__")
    assert hasattr(Place(name="a"), "__dict__")
