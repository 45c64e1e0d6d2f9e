"""Read counts and quantities: hedges off, then numbers and ranges, then what they mean."""

from __future__ import annotations

import re
from fractions import Fraction

from kumsong_sources.errors import FigureError
from kumsong_sources.figures import phrases, units
from kumsong_sources.figures.figure import Figure
from kumsong_sources.figures.han import NUMERAL_CHARS, read_han, split_pair
from kumsong_sources.figures.numerals import Numeral, read_scaled_digits, read_words
from kumsong_sources.figures.writing import SIGNIFICANT_DIGITS
from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern
from kumsong_sources.vocabulary import Kind, Qualifier

GREATEST_NUMBER = 10**15
"""Below this every whole number is exact in a float, as tables hold them."""

_RANGE = pattern(r"\s*(?:-|–|~|至|到|から|에서|부터|내지|\b(?:to|bis|or|à|до|till|until)\b)\s*")
_BETWEEN = pattern(r"(?:between|from|zwischen|von|entre|de|tra|fra|da|от|между)\s+(?=\S)")
_AND = pattern(r"\s+(?:and|und|et|y|e|и|to|bis|à|a|до)\s+")
_ODD = pattern(rf"(?<=[\d{NUMERAL_CHARS}])\s*(?:余|餘|多|여)\s*(?=[十百千万萬億亿백천만억]|$)")
_BRACKETED = pattern(r"^(.*\S)\s*\(\s*([^()]*?)\s*\)$")


@frozen
class AmountReader:
    """Reads one count or quantity.

    Parameters
    ----------
    text : str
        As written.
    kind : Kind
        Count or quantity.
    unit : str or None
        What the measure counts, or its unit.
    lang : str or None
        BCP 47 code of the language of the text.
    """

    text: str
    kind: Kind
    unit: str | None
    lang: str | None

    def read(self, folded: str) -> Figure:
        """Read the folded text (see `folding.fold`)."""
        bare = folded.rstrip(".")
        if bare in phrases.UNKNOWN_WORDS:
            return Figure(text=self.text, qualifier=Qualifier.UNKNOWN)
        if bare in phrases.NONE_WORDS:
            return Figure(text=self.text, low=0, best=0, high=0, qualifier=Qualifier.NONE)
        amount, hedges, unit = self._peel(folded)
        ends = self._ends(amount, unit=unit)
        if ends is None:
            if phrases.is_vague(folded):
                return Figure(text=self.text, qualifier=Qualifier.UNKNOWN)
            raise self._unreadable(amount)
        return self._figure(ends, hedges=hedges, unit=unit)

    def _peel(self, folded: str) -> tuple[str, set[Qualifier], str | None]:
        """Take hedges, nouns and the unit off, and say which hedges and unit there were."""
        amount, hedges, unit = folded, set[Qualifier](), None
        while True:
            before = amount
            amount = amount.rstrip(" .,;:。").lstrip()
            if self.kind is Kind.QUANTITY and unit is None:
                amount, unit = units.split_unit(amount, own=self.unit)
            elif self.kind is Kind.COUNT:
                amount = phrases.noun_after(self.unit).sub("", amount)
            bracketed = _BRACKETED.match(amount)
            hedge = phrases.hedge_before(amount) or phrases.hedge_after(amount)
            if bracketed and bracketed.group(2).rstrip(".") in phrases.hedge_words():
                hedges.add(phrases.hedge_words()[bracketed.group(2).rstrip(".")])
                amount = bracketed.group(1)
            elif hedge and hedge.lastgroup:
                hedges.add(Qualifier(hedge.lastgroup))
                amount = amount[: hedge.start()] + amount[hedge.end() :]
            if amount == before:
                break
        amount, odd = _ODD.subn("", amount)
        return amount, hedges | ({Qualifier.AT_LEAST} if odd else set()), unit

    def _ends(self, amount: str, *, unit: str | None) -> tuple[Fraction, ...] | None:
        """Read one number or the two ends of a range; `None` if it is neither."""
        if re.match(r"[-–]\s*[\d.]", amount):
            raise FigureError(
                "it is negative, and nothing counted or measured is; drop the sign"
            )
        if amount in ("-", "–", "~"):
            raise FigureError(
                "a dash may mean none or not known; write 'none' or 'unknown', as is meant"
            )
        pair = split_pair(amount)
        if pair is not None:
            return self._range(*pair, unit=unit)
        opening = _BETWEEN.match(amount)
        if opening:
            amount = amount[opening.end() :]
            return self._split(amount, at=_AND, unit=unit) or self._split(
                amount, at=_RANGE, unit=unit
            )
        number = self._number(amount)
        return (number.value,) if number else self._split(amount, at=_RANGE, unit=unit)

    def _split(
        self, amount: str, *, at: re.Pattern[str], unit: str | None
    ) -> tuple[Fraction, ...] | None:
        for match in at.finditer(amount):
            found = self._range(amount[: match.start()], amount[match.end() :], unit=unit)
            if found is not None:
                return found
        return None

    def _range(self, left: str, right: str, *, unit: str | None) -> tuple[Fraction, ...] | None:
        if self.kind is Kind.QUANTITY:
            left, left_unit = units.split_unit(left, own=self.unit)
            if left_unit not in (None, unit):
                raise FigureError(
                    f"its ends are in {left_unit!r} and {unit!r}; write both in one"
                )
        else:
            left = phrases.noun_after(self.unit).sub("", left)
            right = phrases.noun_after(self.unit).sub("", right)
        low, high = self._number(left), self._number(right)
        if low is None or high is None:
            return None
        # "5–6 thousand": the scale is said once and meant twice.
        shared = low.scale == 1 and high.scale > 10 and low.mantissa < high.mantissa
        ends = (low.value * (high.scale if shared else 1), high.value)
        if ends[0] > ends[1]:
            raise FigureError(
                f"the range goes down, from {float(ends[0]):,g} to {float(ends[1]):,g}; write "
                f"both ends in full, the lower first"
            )
        return ends

    def _number(self, amount: str) -> Numeral | None:
        if not amount:
            return None
        return (
            read_scaled_digits(amount, lang=self.lang, counted=self.kind is Kind.COUNT)
            or read_han(amount, lang=self.lang)
            or read_words(amount)
        )

    def _figure(
        self, ends: tuple[Fraction, ...], *, hedges: set[Qualifier], unit: str | None
    ) -> Figure:
        factor, shown = self._factor(unit)
        for end in ends:
            self._check(end)
        low, high, grain = ends[0], ends[-1], min(map(_grain, ends))
        if factor != 1:
            low, high, grain = low * factor, high * factor, grain * factor
        bounds = hedges & {Qualifier.AT_LEAST, Qualifier.AT_MOST}
        if len(bounds) > 1 or (bounds and len(ends) > 1):
            raise FigureError(
                "it is hedged in two ways that exclude each other; write one bound (≥ 5,000) "
                "or one range (5,000–6,000)"
            )
        if len(ends) > 1:
            qualifier = Qualifier.RANGE
        elif bounds:
            (qualifier,) = bounds
        else:
            qualifier = Qualifier.ABOUT if Qualifier.ABOUT in hedges else Qualifier.EXACT
        valued = qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
        return Figure(
            text=self.text,
            low=None if qualifier is Qualifier.AT_MOST else _number(low),
            best=_number(low) if valued else None,
            high=None if qualifier is Qualifier.AT_LEAST else _number(high),
            qualifier=qualifier,
            grain=_number(grain),
            unit=shown,
        )

    def _check(self, end: Fraction) -> None:
        if self.kind is Kind.COUNT and end.denominator != 1:
            raise FigureError(
                f"{float(end):g} is not whole, and {self.unit or 'persons'} are counted; "
                f"expected a whole number: is a scale missing (9.2 thousand)?"
            )
        if end >= GREATEST_NUMBER:
            raise FigureError(
                f"it is greater than any count; expected less than {GREATEST_NUMBER:,}"
            )
        if self.kind is Kind.QUANTITY and _digits(end) > SIGNIFICANT_DIGITS:
            raise FigureError(
                f"it has more than {SIGNIFICANT_DIGITS} significant digits; round it"
            )

    def _factor(self, name: str | None) -> tuple[Fraction, str | None]:
        """Give what the written unit makes of the measure's, and the unit as written."""
        if self.kind is Kind.COUNT:
            return Fraction(1), None
        measure = units.find_unit(self.unit) if self.unit else None
        if measure is not None and measure.factor != 1:
            raise FigureError(
                f"the measure is in {self.unit!r}, but {measure.dimension}s are held in "
                f"{units.BASE_NAMES[measure.dimension]}; set its unit so in dossier.toml, "
                f"figures may keep theirs"
            )
        if name is None:
            return Fraction(1), units.BASE_NAMES[measure.dimension] if measure else self.unit
        written = units.find_unit(name)
        if name == self.unit and written is None:
            return Fraction(1), name
        if written is None or (self.unit and measure is None):
            raise FigureError(f"it is in {name!r}; expected {self.unit!r}")
        if measure is not None and written.dimension != measure.dimension:
            raise FigureError(
                f"{name!r} is a unit of {written.dimension}; expected a unit of "
                f"{measure.dimension} such as {units.BASE_NAMES[measure.dimension]}"
            )
        if name == units.LI and (self.lang or "").lower().startswith(("ja", "ko")):
            raise FigureError("里 is 500 m in Chinese only; write the distance in km")
        return written.factor, units.as_written(self.text, name=name)

    def _unreadable(self, amount: str) -> FigureError:
        examples = "a number (14,373), a bound (11,000+), a range (6,954–8,531)"
        if self.kind is Kind.QUANTITY:
            return FigureError(
                f"expected {examples} and a unit such as km², got {shown(amount)}; keep one "
                f"figure in the cell and put the rest into statement or note"
            )
        return FigureError(
            f"expected {examples}, an estimate (c. 66,000) or a known word (heavy, unknown, "
            f"none), got {shown(amount)}; keep one figure of {self.unit or 'persons'} in the "
            f"cell and put the rest into statement, measure or note"
        )


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _digits(value: Fraction) -> int:
    return len(str((value / _grain(value)).numerator))


def _grain(value: Fraction) -> Fraction:
    """Give the rounding step that the trailing zeros of a number imply."""
    if value.denominator == 1:
        return Fraction(grain_of(value.numerator))
    decimals = 1
    while 10**decimals % value.denominator:
        decimals += 1
    return Fraction(1, 10**decimals)


def grain_of(number: int) -> int:
    """Give the rounding step that the trailing zeros of a whole number imply.

    Examples
    --------
    >>> grain_of(66000), grain_of(32253), grain_of(0)
    (1000, 1, 1)
    """
    if number % 10 or not number:
        return 1
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0"))
    step: int = 10**zeros
    return step


def shown(text: str) -> str:
    """Quote a text for a message, cut where it is long."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
