"""Numbers in digits and in English words.

What separates thousands and what decimals depends on the language. Without one,
``78,000`` is 78 thousand, ``9.2`` and ``9,2`` are decimals because nothing else is
possible, and ``78.000`` is refused: it is 78 thousand in German and 78 in English.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from kumsong_sources.errors import FigureError
from kumsong_sources.patterns import pattern


class Numeral(NamedTuple):
    """A number and the scale its last word gives, for "5–6 thousand"."""

    mantissa: Fraction
    scale: int = 1

    @property
    def value(self) -> Fraction:
        """The number itself."""
        return self.mantissa if self.scale == 1 else self.mantissa * self.scale


DECIMAL_COMMA = frozenset(
    [
        "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi",
        "fo", "fr", "gl", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk",
        "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr",
        "uk", "uz", "vi",
    ]
)  # fmt: skip
"""Languages that write decimals with a comma, so that their point parts thousands."""

_DECIMAL_POINT_REGIONS = frozenset(
    [
        "de-ch", "de-li", "it-ch", "es-mx", "es-us", "es-pr", "es-gt", "es-hn", "es-ni",
        "es-sv", "es-pa", "es-do", "es-pe",
    ]
)  # fmt: skip
_LAKH_LANGUAGES = frozenset(
    [
        "en-in", "en-pk", "en-bd", "en-np", "hi", "bn", "ur", "ne", "pa", "ta", "te", "mr",
        "gu", "kn", "ml",
    ]
)  # fmt: skip

_GROUPED = pattern(r"[1-9]\d{0,2}(?:([ ,.'])\d{3})(?:\1\d{3})*")
_LAKH = pattern(r"[1-9]\d?(?:,\d{2})*,\d{3}")
_DECIMAL = pattern(r"(\d+|[1-9]\d{0,2}(?:([ ,.'])\d{3})(?:\2\d{3})*)([.,])(\d+)")


def has_decimal_comma(lang: str | None) -> bool | None:
    """Tell whether a language writes decimals with a comma; `None` without a language.

    Examples
    --------
    >>> has_decimal_comma("de"), has_decimal_comma("de-CH"), has_decimal_comma(None)
    (True, False, None)
    """
    if not lang:
        return None
    code = lang.lower().replace("_", "-")
    return code.split("-")[0] in DECIMAL_COMMA and code not in _DECIMAL_POINT_REGIONS


def read_digits(
    digits: str, *, lang: str | None = None, point_is_decimal: bool = False
) -> Fraction:
    """Read a number in digits with separators.

    Parameters
    ----------
    digits : str
        ASCII digits, separated by comma, point, apostrophe or plain space.
    lang : str, optional
        BCP 47 code; decides what comma and point mean.
    point_is_decimal : bool
        Whether the surrounding words settle it, where `lang` does not: "1.234 million".

    Raises
    ------
    FigureError
        If the separators fit no number, or fit two.

    Examples
    --------
    >>> read_digits("78.000", lang="de"), read_digits("1,234.5")
    (Fraction(78000, 1), Fraction(2469, 2))
    """
    comma = has_decimal_comma(lang)
    if digits.isdigit():
        if len(digits) > 1 and digits[0] == "0":
            raise FigureError(f"{digits!r} starts with a zero; expected a number such as 7")
        return Fraction(int(digits))
    match = _GROUPED.fullmatch(digits)
    if match:
        return _read_grouped(digits, comma=comma, point_is_decimal=point_is_decimal)
    if _LAKH.fullmatch(digits) and (lang or "").lower() in _LAKH_LANGUAGES:
        return Fraction(int(digits.replace(",", "")))
    match = _DECIMAL.fullmatch(digits)
    if match is None or match.group(2) == match.group(3):
        raise FigureError(
            f"{digits!r} has separators in places where no number has them; expected "
            f"thousands in threes, as in 1,234,567, or one decimal sign"
        )
    whole, grouping, sign, decimals = match.groups()
    if sign == "," and comma is False and not grouping:
        raise FigureError(
            f"{digits!r} has a decimal comma, but {lang!r} writes decimals with a point; "
            f"write the point or mend quote_lang"
        )
    whole = whole.replace(grouping, "") if grouping else whole
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _read_grouped(digits: str, *, comma: bool | None, point_is_decimal: bool) -> Fraction:
    """Read digits in threes; a single comma or point may yet be a decimal sign."""
    for sign in ",.":
        if digits.count(sign) == 1:
            break
    else:
        return Fraction(int(re.sub(r"\D", "", digits)))
    thousands = int(digits.replace(sign, ""))
    if sign == ",":
        if comma:
            raise FigureError(
                f"{digits!r} reads as {thousands / 1000:g} in a language with a decimal comma "
                f"and as {thousands} in others; write {thousands} without a "
                f"separator, or mend quote_lang"
            )
        return Fraction(thousands)
    if comma:
        return Fraction(thousands)
    if point_is_decimal:
        return Fraction(thousands, 1000)
    raise FigureError(
        f"{digits!r} is ambiguous: {thousands} where the point parts thousands (German, "
        f"Spanish, Italian …), {thousands / 1000:g} where it is the decimal sign; set "
        f"quote_lang (for example de) or write {thousands} without a separator"
    )


# Scale words after digits, and whether the word settles that a point is a decimal sign.
_SCALES: dict[str, tuple[int, bool]] = {
    **dict.fromkeys(("dozen",), (12, True)),
    **dict.fromkeys(("hundred",), (100, True)),
    **dict.fromkeys(("k", "thousand", "thousands"), (1000, True)),
    **dict.fromkeys(("m", "million", "millions", "mn", "mln"), (10**6, True)),
    **dict.fromkeys(("billion", "bn"), (10**9, True)),
    **dict.fromkeys(("tsd", "tausend", "mila", "mille", "duizend", "tys"), (1000, False)),
    **dict.fromkeys(
        ("тыс", "тысяч", "тысячи", "тысяча", "тис", "mii de", "bin"), (1000, False)
    ),
    **dict.fromkeys(("mio", "millionen", "milioni", "millones", "milhões"), (10**6, False)),
    **dict.fromkeys(("miljoen", "milioane", "milyon", "млн", "миллион"), (10**6, False)),
    **dict.fromkeys(("миллиона", "миллионов"), (10**6, False)),
}
_MIL_IS_THOUSAND = ("es", "pt", "gl", "ca")

_SCALED = pattern(r"(\d[\d ,.']*)(.*)")


def read_scaled_digits(
    text: str, *, lang: str | None = None, counted: bool = True
) -> Numeral | None:
    """Read digits with a scale word or none; `None` if the text is something else.

    What is counted has no decimals without a scale: "78.000 men" is a misplaced point or
    a German figure even in an English text, and refused.

    Examples
    --------
    >>> int(read_scaled_digits("1,5 mio").value), int(read_scaled_digits("78 тыс").value)
    (1500000, 78000)
    >>> read_scaled_digits("12abc") is None
    True
    """
    match = _SCALED.fullmatch(text)
    if match is None:
        return None
    digits, word = match.group(1).rstrip(" "), match.group(2).strip(" .")
    if not word:
        if counted and _DECIMAL.fullmatch(digits) and not _GROUPED.fullmatch(digits):
            raise FigureError(
                f"{digits!r} has decimals, but what is counted is whole; is a scale missing "
                f"(9.2 thousand) or a digit (78,000)?"
            )
        return Numeral(
            mantissa=read_digits(
                digits,
                lang=lang,
                point_is_decimal=not counted and has_decimal_comma(lang) is False,
            )
        )
    if word == "mil":
        if not (lang or "").lower().startswith(_MIL_IS_THOUSAND):
            raise FigureError(
                f"{text!r} is ambiguous: 'mil' is thousand in Spanish and Portuguese and short "
                f"for million in English; set quote_lang or write the number out"
            )
        return Numeral(mantissa=read_digits(digits, lang=lang), scale=1000)
    if word not in _SCALES:
        return None
    scale, settles = _SCALES[word]
    settled = settles or has_decimal_comma(lang) is False
    return Numeral(
        mantissa=read_digits(digits, lang=lang, point_is_decimal=settled), scale=scale
    )


_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORD_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9}
_BEFORE_AND = frozenset({"hundred", *_WORD_SCALES})
NUMBER_WORDS = frozenset({*_ONES, *_TENS, *_WORD_SCALES, "zero", "hundred", "dozen"})

_HALF = pattern(r"half a (dozen|hundred|thousand|million|billion)")
_AND_A_HALF = pattern(r"(.+) and a half (thousand|million|billion)")


def read_words(text: str) -> Numeral | None:
    """Read an English number in words; `None` if the text is not one.

    Examples
    --------
    >>> int(read_words("twenty-seven thousand").value), int(read_words("a dozen").value)
    (27000, 12)
    >>> read_words("several hundred") is None
    True
    """
    half = _HALF.fullmatch(text)
    if half:
        return Numeral(mantissa=Fraction(1, 2), scale=_SCALES[half.group(1)][0])
    and_a_half = _AND_A_HALF.fullmatch(text)
    if and_a_half:
        whole = read_words(and_a_half.group(1))
        scale = _WORD_SCALES[and_a_half.group(2)]
        return whole and Numeral(mantissa=whole.value + Fraction(1, 2), scale=scale)
    words = re.split(r"[\s-]+", text)
    if words == ["zero"]:
        return Numeral(mantissa=Fraction(0))
    if (
        words[0] in ("a", "an")
        and words[1:2]
        and words[1] in ("dozen", "hundred", *_WORD_SCALES)
    ):
        words[0] = "one"
    return _add_words(words)


def _add_words(words: list[str]) -> Numeral | None:
    """Add up words that stand in an order English has; `None` if they do not."""
    total, current, scale, last = 0, 0, 10**12, 1
    for place, word in enumerate(words):
        last = 1
        if word in _ONES and _has_room(current, _ONES[word]):
            current += _ONES[word]
        elif word in _TENS and current % 100 == 0:
            current += _TENS[word]
        elif word == "hundred" and 0 < current < 100:
            current, last = current * 100, 100
        elif word == "dozen" and 0 < current < 100 and place == len(words) - 1:
            current, last = current * 12, 12
        elif word in _WORD_SCALES and current > 0 and _WORD_SCALES[word] < scale:
            scale = last = _WORD_SCALES[word]
            total, current = total + current * scale, 0
        elif word != "and" or words[place - 1] not in _BEFORE_AND or place == len(words) - 1:
            return None
    alone = total == 0 or (current == 0 and scale == last)
    value = Fraction(total + current)
    return Numeral(mantissa=value / last, scale=last) if alone else Numeral(mantissa=value)


def _has_room(current: int, ones: int) -> bool:
    return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and ones < 10)
