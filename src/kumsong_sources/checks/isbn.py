"""International standard numbers of books and serials: digits, groups, countries.

References
----------
ISO 2108:2017, *International Standard Book Number*; ISO 3297:2022, *International Standard
Serial Number*; International ISBN Agency, *Range Message* (registration groups).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kumsong_sources.frozen import frozen
from kumsong_sources.patterns import pattern

_ASIDE = pattern(r"\([^()]*\)|\[[^\[\]]*\]|\\[a-z]+\b|[{}]")
_WORD = pattern(r"\s*\bISBN(?:-?1[03])?\b\s*:?\s*|\s*\be-?ISBN\b\s*:?\s*", re.IGNORECASE)
_BETWEEN = pattern(r"\s*[,;/]\s*|\s+and\s+|\s{2,}|(?<=\d{4}[\dXx])\s+(?=97[89]|\d{9})")
# Longer is no list of numbers, and would take long to search.
_LONGEST = 400
_OTHER_WORDS = pattern(r"\b[A-Za-z]{3,}\b\.?|~")
_DASHES = pattern(r"[\s\u00ad\u2010-\u2015\u2212-]")
_SHAPED = pattern(r"97[89]\d{10}|\d{9}[\dX]", re.ASCII)
_WRITTEN = pattern(r"[0-9]+(?:-[0-9]+)*-?[0-9Xx]", re.ASCII)

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "0": "English", "1": "English", "979-8": "English",
        "2": "French", "979-10": "French", "3": "German", "4": "Japanese",
        "5": "Russian", "601": "Kazakh", "604": "Vietnamese", "626": "Taiwan",
        "7": "Chinese", "80": "Czech", "82": "Norwegian", "83": "Polish", "84": "Spanish",
        "85": "Brazilian", "87": "Danish", "88": "Italian", "979-12": "Italian",
        "89": "Korean", "979-11": "Korean", "90": "Dutch", "94": "Dutch", "91": "Swedish",
        "957": "Taiwan", "986": "Taiwan", "962": "Hong Kong", "988": "Hong Kong",
        "963": "Hungarian", "9946": "North Korean", "99946": "North Korean",
    }
)  # fmt: skip
"""Registration groups by prefix; those of ISBN-13 under 979 with it."""


@frozen
class Isbn:
    """One number as a field has it.

    Parameters
    ----------
    text : str
        As written, without words and brackets around it.
    digits : str
        Its digits, with a final X in upper case; hyphens, dashes and blanks left out.
    """

    text: str
    digits: str

    @property
    def has_form(self) -> bool:
        """Whether it has 10 or 13 digits, of 13 the first ones being 978 or 979."""
        return _SHAPED.fullmatch(self.digits) is not None

    @property
    def check_digit(self) -> str:
        """The last digit that the others ask for.

        Examples
        --------
        >>> isbns("978-0-8032-7795-9")[0].check_digit, isbns("0-02-881002-3")[0].check_digit
        ('3', '3')
        """
        if len(self.digits) == 13:
            total = sum(int(d) * (1, 3)[at % 2] for at, d in enumerate(self.digits[:12]))
            return str(-total % 10)
        total = sum(int(d) * (10 - at) for at, d in enumerate(self.digits[:9]))
        return "0123456789X"[-total % 11]

    @property
    def is_valid(self) -> bool:
        """Whether form and check digit are right."""
        return self.has_form and self.digits[-1] == self.check_digit

    @property
    def is_plain(self) -> bool:
        """Whether nothing but digits and single hyphens is written."""
        return _WRITTEN.fullmatch(self.text) is not None

    @property
    def is_divided(self) -> bool:
        """Whether hyphens divide it into as many parts as a number of its length has."""
        return self.is_plain and self.text.count("-") == (4 if len(self.digits) == 13 else 3)

    @property
    def group(self) -> str | None:
        """The language area or country that gave out the number, where it is known.

        Examples
        --------
        >>> [isbn.group for isbn in isbns("7-80137-390-1, 979-11-5707-000-0")]
        ['Chinese', 'Korean']
        """
        bare = self.digits[3:] if len(self.digits) == 13 else self.digits
        before = "979-" if self.digits.startswith("979") and len(self.digits) == 13 else ""
        for length in range(1, 6):
            if before + bare[:length] in GROUPS:
                return GROUPS[before + bare[:length]]
        return None


def isbns(value: str) -> tuple[Isbn, ...]:
    """The numbers in a field, which often has several.

    Examples
    --------
    >>> [isbn.digits for isbn in isbns("ISBN 7 5043 0542 1 (paperback), 0-16-035957-x")]
    ['7504305421', '016035957X']
    """
    bare = _OTHER_WORDS.sub(" ", _WORD.sub(" ", _ASIDE.sub(" ", value[:_LONGEST]))).strip()
    parts = (part.strip(" .:") for part in _BETWEEN.split(bare))
    return tuple(
        Isbn(text=part, digits=_DASHES.sub("", part).upper()) for part in parts if part
    )


def are_hyphenated(numbers: Iterable[Isbn]) -> bool:
    """Whether three of four of a file's numbers, or more, have all their hyphens.

    A file that is mixed has no habit, and whoever made it no wish to hear of it.
    """
    divided = [isbn.is_divided for isbn in numbers if isbn.is_valid]
    return any(divided) and 4 * sum(divided) >= 3 * len(divided)


def hyphenated(isbn: Isbn) -> str | None:
    """The number with the hyphens that the ranges of groups and publishers ask for.

    Returns
    -------
    str or None
        `None` where check digit or form are wrong, or the range is given to nobody.

    References
    ----------
    International ISBN Agency, *Range Message*, as the package python-stdnum carries it.

    Examples
    --------
    >>> [hyphenated(isbn) for isbn in isbns("7504305421, 9780803277953, 0-16-035957-1")]
    ['7-5043-0542-1', '978-0-8032-7795-3', None]
    """
    if not isbn.is_valid:
        return None
    # The table is read for a fix only: no check waits for it.
    from stdnum.isbn import split

    prefix, *parts = split(isbn.digits)
    return "-".join(filter(None, (prefix, *parts))) if all(parts) else None


def issn_check_digit(digits: str) -> str:
    """The eighth digit of an ISSN that the first seven ask for.

    Examples
    --------
    >>> issn_check_digit("0097849")
    '3'
    """
    return "0123456789X"[-sum(int(d) * (8 - at) for at, d in enumerate(digits[:7])) % 11]


def _by_place(table: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        group, _, places = line.partition(":")
        named = (place.strip().casefold() for place in places.split(","))
        found.update((place, group.strip()) for place in named if place)
    return MappingProxyType(found)


GROUP_OF_PLACE = _by_place(
    """
    Chinese: Beijing, Peking, 北京, Shanghai, 上海, Tianjin, 天津, Nanjing, 南京, Guangzhou
    Chinese: 广州, Shenyang, 沈阳, Chengdu, 成都, Chongqing, 重庆, Wuhan, 武汉, Xi'an, 西安
    Chinese: Changsha, 长沙, Hangzhou, 杭州, Jinan, 济南, Harbin, 哈尔滨, Changchun
    Chinese: 长春, Shenzhen, 深圳
    Korean: Seoul, 서울, Sŏul, Paju, 파주, P'aju, Busan, 부산, Daegu, 대구, Daejeon, 대전
    Korean: Incheon, 인천
    North Korean: Pyongyang, P'yŏngyang, 평양, 平壤
    Japanese: Tokyo, Tōkyō, Tôkyô, 東京, Kyoto, Kyōto, 京都, Osaka, Ōsaka, 大阪
    Taiwan: Taipei, T'aipei, Taibei, 台北, 臺北
    Hong Kong: Hong Kong, Hongkong, 香港
    Russian: Moscow, Moskva, Москва, Leningrad, Ленинград, Saint Petersburg, St. Petersburg
    Russian: Санкт-Петербург
    German: Munich, München, Stuttgart, Leipzig, Hamburg, Göttingen, Tübingen, Paderborn, Mainz
    French: Paris, Lyon, Grenoble, Rennes
    Spanish: Madrid, Barcelona
    Polish: Warsaw, Warszawa, Kraków
    Vietnamese: Hanoi, Hà Nội, Ho Chi Minh City
    English: New York, London, Washington, Boston, Chicago, Philadelphia, San Francisco, Oxford
    English: Princeton, New Haven, Annapolis, Lincoln, Lawrence, Lexington, Stanford, Berkeley
    English: Los Angeles, Baltimore, College Station, Chapel Hill, Ithaca, Novato, Riverside
    English: Melbourne, Sydney, Canberra, Ottawa, Toronto, Edinburgh
    """
)
"""Places of publication whose group is sure, in lower case."""
