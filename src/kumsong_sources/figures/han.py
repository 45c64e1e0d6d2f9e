"""Chinese and Korean numerals, alone or mixed with digits: 七万八千, 4만7661, 열두.

A number below ten that directly follows 百, 千 or 万, as in 三万五, is 35,000 to a
Chinese reader and 30,005 to a Japanese one; it is refused unless the language says
which, rather than guessed. 兆 has two values and is not read at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kumsong_sources.errors import FigureError
from kumsong_sources.figures.numerals import Numeral, read_digits
from kumsong_sources.patterns import pattern

DIGITS = {
    char: value
    for value, chars in enumerate(
        (
            "零〇영공",
            "一壹壱일",
            "二贰貳弐两兩이",
            "三叁參参삼",
            "四肆사",
            "五伍오",
            "六陆陸육륙",
            "七柒칠",
            "八捌팔",
            "九玖구",
        )
    )
    for char in chars
}
SMALL_UNITS = {
    **dict.fromkeys("十拾십", 10),
    **dict.fromkeys("百佰백", 100),
    **dict.fromkeys("千仟천", 1000),
}
LARGE_UNITS = {**dict.fromkeys("万萬만", 10**4), **dict.fromkeys("亿億억", 10**8)}
NUMERAL_CHARS = "".join((*DIGITS, *SMALL_UNITS, *LARGE_UNITS))

_TOKEN = pattern(rf"\s*(?:(\d[\d,.]*)|([{NUMERAL_CHARS}]))")
_POSITIONAL = pattern(r"[零〇一二三四五六七八九]{2,}")
_PAIR = pattern(r"([一二两兩三四五六七八])([二三四五六七八九两兩])([十百千万萬億亿]+)")
_HANGUL = pattern(r"[가-힣]")

_NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50,
    "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_NATIVE = pattern(rf"({'|'.join(_NATIVE_TENS)})?({'|'.join(_NATIVE_ONES)})?")


def split_pair(text: str) -> tuple[str, str] | None:
    """Part the Chinese way of saying "five or six thousand" into its two ends.

    Examples
    --------
    >>> split_pair("五六千")
    ('五千', '六千')
    >>> split_pair("五千") is None
    True
    """
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    low, high, scale = match.groups()
    if DIGITS[high] != DIGITS[low] + 1:
        return None
    return low + scale, high + scale


def read_han(text: str, *, lang: str | None = None) -> Numeral | None:
    """Read a Chinese or Korean numeral; `None` if the text is not one.

    Parameters
    ----------
    text : str
        Folded text (see `reading`), without hedges, nouns and units.
    lang : str, optional
        BCP 47 code of the language it is written in.

    Raises
    ------
    FigureError
        If it is made of numerals, but cannot be a number or can be two.

    Examples
    --------
    >>> int(read_han("七万八千").value), int(read_han("칠만 팔천").value)
    (78000, 78000)
    >>> int(read_han("4만7661").value), int(read_han("열두").value)
    (47661, 12)
    """
    native = _NATIVE.fullmatch(text)
    if native and text:
        tens, ones = native.groups()
        value = _NATIVE_TENS.get(tens or "", 0) + _NATIVE_ONES.get(ones or "", 0)
        return Numeral(mantissa=Fraction(value))
    if _POSITIONAL.fullmatch(text):
        return _read_positional(text)
    tokens = _tokens(text)
    if tokens is None:
        return None
    counts_from_zero = bool(_HANGUL.search(text)) or (lang or "").lower().startswith("ja")
    sum_of_parts = _Sum(text=text, lang=lang, trailing_digit_counts_ones=counts_from_zero)
    for literal, char in tokens:
        sum_of_parts.add(literal=literal, char=char)
    return sum_of_parts.finish()


def _tokens(text: str) -> list[tuple[str, str]] | None:
    tokens = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        tokens.append((match.group(1) or "", match.group(2) or ""))
        place = match.end()
    return tokens or None


def _read_positional(text: str) -> Numeral:
    digits = [DIGITS[char] for char in text]
    if len(digits) == 2 and digits[1] == digits[0] + 1:
        raise FigureError(
            f"{text!r} may be {digits[0]}–{digits[1]} or {digits[0]}{digits[1]}; "
            f"write the one that is meant in digits"
        )
    if digits[0] == 0:
        raise FigureError(f"{text!r} starts with a zero; expected a number such as 一九五三")
    return Numeral(mantissa=Fraction(int("".join(map(str, digits)))))


@dataclass(kw_only=True)
class _Sum:
    """Adds the parts of a numeral up, refusing orders that no number has."""

    text: str
    lang: str | None
    trailing_digit_counts_ones: bool
    total: Fraction = field(default_factory=Fraction)
    section: Fraction = field(default_factory=Fraction)
    pending: Fraction | None = None
    pending_is_one_digit: bool = False
    zero: bool = False
    small: int = 10**4
    large: int = 10**12
    units: int = 0
    last: tuple[Fraction, int] | None = None

    def add(self, *, literal: str, char: str) -> None:
        if literal:
            self._set_pending(
                read_digits(literal, lang=self.lang, point_is_decimal=True),
                one_digit=len(literal) == 1,
            )
        elif char in DIGITS:
            if DIGITS[char] == 0 and self.pending is None:
                self.zero = True
            else:
                self._set_pending(Fraction(DIGITS[char]), one_digit=True)
        elif char in SMALL_UNITS:
            self._close_small(SMALL_UNITS[char])
        else:
            self._close_large(LARGE_UNITS[char])

    def finish(self) -> Numeral:
        lowest = self.small if self.small < 10**4 else self.large
        if self.zero and self.pending is None and self.units:
            raise self._malformed()
        if self.pending is not None:
            if self.units:
                self._refuse_ellipsis(lowest)
            if self.units and self.pending >= lowest:
                raise self._malformed()
            self.section += self.pending
            self.last = None
        if self.section >= self.large:
            raise self._malformed()
        value = self.total + self.section
        if self.last is not None:
            mantissa, scale = self.last
            return Numeral(mantissa=mantissa, scale=scale)
        return Numeral(mantissa=value)

    def _set_pending(self, value: Fraction, *, one_digit: bool) -> None:
        if self.pending is not None:
            raise self._malformed()
        self.pending = value
        self.pending_is_one_digit = one_digit

    def _close_small(self, unit: int) -> None:
        if unit >= self.small or (self.zero and self.pending is None):
            raise self._malformed()
        factor = Fraction(1) if self.pending is None else self.pending
        alone = self.total == 0 and self.section == 0 and unit > 10
        self.last = (factor, unit) if alone else None
        self.section += factor * unit
        self._after_unit()
        self.small = unit

    def _close_large(self, unit: int) -> None:
        bare = self.pending is None and self.section == 0
        section = Fraction(1) if bare else self.section + (self.pending or 0)
        if self.section and self.pending is not None:
            self._refuse_ellipsis(self.small)
        if unit >= self.large or section * unit >= self.large or (bare and self.zero):
            raise self._malformed()
        self.last = (section, unit) if self.total == 0 else None
        self.total += section * unit
        self._after_unit()
        self.section = Fraction(0)
        self.small = 10**4
        self.large = unit

    def _refuse_ellipsis(self, lowest: int) -> None:
        """Refuse 三万五, which is 35,000 in China and 30,005 in Japan."""
        clear = self.zero or self.trailing_digit_counts_ones or not self.pending_is_one_digit
        if lowest >= 100 and not clear:
            raise FigureError(
                f"{self.text!r} may end in ones or in the next place down: write 零 before the "
                f"ones, or name the place, or set quote_lang"
            )

    def _after_unit(self) -> None:
        self.pending = None
        self.zero = False
        self.units += 1

    def _malformed(self) -> FigureError:
        return FigureError(
            f"{self.text!r} is not a well-formed Chinese or Korean number; expected one "
            f"such as 七万八千 or 7만 8천, its places from high to low"
        )
