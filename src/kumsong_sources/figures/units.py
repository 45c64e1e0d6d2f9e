"""Units of area and distance: what they are called and how many km² or km they make.

The li (里) is the Chinese market li of 500 m, in force since 1930 and used as such by
Chinese accounts of the war; the Japanese ri and the Korean ri are written with the same
character and are other lengths, so that 里 in those languages is refused.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from kumsong_sources.frozen import frozen

_MILE = Fraction("1.609344")
_YARD = Fraction("0.0009144")


@frozen
class Unit:
    """A unit and what one of it makes.

    Parameters
    ----------
    dimension : str
        ``"area"`` or ``"distance"``.
    factor : Fraction
        How many km² or km one of it is.
    names : tuple of str
        What it is called, lower case, without full stops, raised 2 as 2.
    """

    dimension: str
    factor: Fraction
    names: tuple[str, ...]


def _unit(dimension: str, factor: Fraction, /, *names: str) -> Unit:
    return Unit(dimension=dimension, factor=factor, names=names)


UNITS = (
    _unit(
        "area", Fraction(1),
        "km2", "km^2", "sq km", "sqkm", "qkm", "square kilometre", "square kilometres",
        "square kilometer", "square kilometers", "quadratkilometer", "кв км", "平方公里",
        "平方千米", "平方キロメートル", "평방킬로미터", "제곱킬로미터", "평방km",
    ),
    _unit(
        "area", Fraction(1, 10**6),
        "m2", "m^2", "sq m", "square metre", "square metres", "square meter",
        "square meters", "平方米", "평방미터", "제곱미터",
    ),
    _unit(
        "area", Fraction(1, 100),
        "ha", "hectare", "hectares", "hektar", "公顷", "公頃", "헥타르",
    ),
    _unit(
        "area", _MILE**2,
        "sq mi", "sq mile", "sq miles", "square mile", "square miles", "mi2", "mi^2",
        "平方英里", "평방마일",
    ),
    _unit("area", Fraction("0.0040468564224"), "acre", "acres"),
    _unit(
        "distance", Fraction(1),
        "km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "км", "公里",
        "千米", "キロメートル", "キロ", "킬로미터", "킬로",
    ),
    _unit(
        "distance", Fraction(1, 1000),
        "m", "metre", "metres", "meter", "meters", "м", "米", "公尺", "미터",
    ),
    _unit("distance", _MILE, "mi", "mile", "miles", "英里", "마일"),
    _unit("distance", _YARD, "yd", "yds", "yard", "yards", "码", "碼", "야드"),
    _unit("distance", _YARD / 3, "ft", "foot", "feet", "英尺"),
    _unit(
        "distance", Fraction("1.852"),
        "nmi", "nautical mile", "nautical miles", "海里", "浬", "해리",
    ),
    _unit("distance", Fraction(1, 2), "li", "里", "华里", "華里"),
)  # fmt: skip

BASE_NAMES = {"area": "km²", "distance": "km"}
"""The unit that areas and distances are held in."""

LI = "里"

_UNSPACED = "\u1100"


@cache
def _by_name() -> dict[str, Unit]:
    return {name: unit for unit in UNITS for name in unit.names}


def find_unit(name: str) -> Unit | None:
    """Look a unit up by any of its names, in any case, with or without full stops.

    Examples
    --------
    >>> find_unit("sq. mi.").dimension, find_unit("km²").factor
    ('area', Fraction(1, 1))
    >>> find_unit("parsec") is None
    True
    """
    folded = re.sub(r"[\s.]+", " ", name.lower().replace("²", "2")).strip()
    return _by_name().get(folded)


def factor_of(name: str) -> Fraction:
    """Give how many km² or km one of the unit makes, 1 for a unit of no known size.

    Examples
    --------
    >>> factor_of("hectares"), factor_of("tonnes")
    (Fraction(1, 100), Fraction(1, 1))
    """
    unit = find_unit(name)
    return Fraction(1) if unit is None else unit.factor


@cache
def _ending() -> re.Pattern[str]:
    names = sorted(_by_name(), key=len, reverse=True)
    latin = "|".join(
        re.escape(name).replace(r"\ ", "[. ]+") for name in names if name[0] < _UNSPACED
    )
    other = "|".join(re.escape(name) for name in names if name[0] >= _UNSPACED)
    return re.compile(rf"(?:(?<![^\W\d_])(?:{latin})|(?:{other}))\.?$")


def split_unit(amount: str, *, own: str | None = None) -> tuple[str, str | None]:
    """Part a folded amount from the unit at its end.

    Parameters
    ----------
    amount : str
        Such as ``65 sq. mi``.
    own : str, optional
        A measure's own unit, which may be one that is not in `UNITS`.

    Examples
    --------
    >>> split_unit("65 sq. mi")
    ('65', 'sq mi')
    >>> split_unit("65 tonnes"), split_unit("65 tonnes", own="tonnes")
    (('65 tonnes', None), ('65', 'tonnes'))
    """
    if own and find_unit(own) is None and amount.endswith(own.lower()):
        return amount.removesuffix(own.lower()).rstrip(), own
    match = _ending().search(amount)
    if match is None:
        return amount, None
    name = re.sub(r"[\s.]+", " ", match.group()).strip()
    return amount[: match.start()].rstrip(), name


def as_written(text: str, *, name: str) -> str:
    """Find how a text spells the unit whose folded name is given.

    Examples
    --------
    >>> as_written("170 km² (est.)", name="km2")
    'km²'
    """
    spelling = re.escape(name).replace("2", "[2²]").replace(r"\ ", r"[.\s]+")
    found = re.findall(spelling, text, flags=re.IGNORECASE)
    return str(found[-1]) if found else name
