"""Bytes to text: UTF-8 is expected; anything else is decoded by the best guess and said."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from kumsong_sources.frozen import frozen
from kumsong_sources.position import Position

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = {
    b"PK\x03\x04": "a ZIP archive, as .xlsx, .docx and .ods are",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Excel or Word file",
    b"%PDF-": "a PDF",
    b"\x89PNG\r\n": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b\x08": "a gzip archive",
    b"SQLite format 3\x00": "an SQLite database",
}
# Of this many bytes zeros are counted; of fewer than these they tell nothing.
_ENOUGH, _FEWEST = 1 << 16, 64


@frozen
class EncodingFault:
    """A file that is not UTF-8.

    Parameters
    ----------
    guess : str
        The encoding it was read in instead.
    position : Position
        The first byte that is not UTF-8.
    message, remedy : str
    """

    guess: str
    position: Position
    message: str
    remedy: str


@frozen
class Decoded:
    """The text of a file with the encoding it was read in; line ends are kept."""

    text: str
    encoding: str
    fault: EncodingFault | None = None


def why_no_text(content: bytes) -> str | None:
    """Why a file's bytes are no text in any encoding; `None` where they may be one.

    Examples
    --------
    >>> why_no_text(b"PK\\x03\\x04" + bytes(26))
    'it is a ZIP archive, as .xlsx, .docx and .ods are'
    >>> why_no_text(bytes(100))
    '100 of its first 100 bytes are zero, as in a file that was lost in a crash'
    >>> why_no_text("claim_id,event".encode("utf-16")) is None
    True
    """
    for mark, kind in _OTHER_KINDS.items():
        if content.startswith(mark):
            return f"it is {kind}"
    beginning = content[:_ENOUGH]
    zeros = beginning.count(0)
    has_mark = any(content.startswith(mark) for mark, _ in _MARKS)
    if len(beginning) < _FEWEST or 4 * zeros < len(beginning) or has_mark:
        return None
    if _wide(content) is not None:
        return None
    return (
        f"{zeros:,} of its first {len(beginning):,} bytes are zero, as in a file that was "
        "lost in a crash"
    )


def decode(content: bytes, *, path: str) -> Decoded:
    """Decode a file's bytes as UTF-8, with or without byte order mark.

    Bytes that are not UTF-8 are read in the likeliest other encoding, so that nothing is
    lost, and the fault says where and how. It is a guess: UTF-16 and UTF-32 are known by
    their marks, UTF-16 without one by its zero bytes and ISO-2022-JP by its escapes, the
    others by how the text comes out.

    Examples
    --------
    >>> decode("金城".encode("utf-8-sig"), path="claims.csv").text
    '金城'
    >>> found = decode("a,b\\nGaßmann".encode("latin-1"), path="claims.csv")
    >>> found.text, str(found.fault.position), found.encoding
    ('a,b\\nGaßmann', 'claims.csv:2:3', 'cp1252')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content.decode(encoding, "replace")
            return Decoded(
                text=text, encoding=encoding, fault=_fault(0, content, encoding, path)
            )
    if (wide := _wide(content)) is not None:
        text = content.decode(wide, "replace")
        return Decoded(text=text, encoding=wide, fault=_fault(0, content, wide, path))
    if b"\x1b$" in content or b"\x1b(J" in content:
        try:
            text = content.decode("iso2022_jp")
        except UnicodeDecodeError:
            pass
        else:
            at = content.index(b"\x1b")
            fault = _fault(at, content, "iso-2022-jp", path)
            return Decoded(text=text, encoding="iso-2022-jp", fault=fault)
    try:
        return Decoded(text=content.decode("utf-8-sig"), encoding="utf-8")
    except UnicodeDecodeError as error:
        encoding = _guess(content)
        text = content.decode(encoding, "replace")
        # The codec drops the mark before it counts.
        start = error.start + 3 * content.startswith(codecs.BOM_UTF8)
        return Decoded(
            text=text, encoding=encoding, fault=_fault(start, content, encoding, path)
        )


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: of signs like commas and braces, every second byte is zero."""
    beginning = content[:4096]
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    half = len(beginning) // 2
    # Even a file that is Chinese for the most part has one sign in four below U+0100.
    if half < 8 or 4 * max(even, odd) < half or min(even, odd) > max(even, odd) // 20:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(content: bytes) -> str:
    """The first encoding whose text looks like the language it is for.

    Almost any bytes decode as almost any of these; what tells them apart is which
    characters come out: Hangul from EUC-KR, kana from the Japanese ones, and the everyday
    Han characters of the older standard from GB 18030 and Big5.
    """
    tests: dict[str, Callable[[str], bool]] = {
        "euc-kr": lambda text: _share(text, _is_hangul) > 0.8,
        "euc-jp": lambda text: _share(text, _is_kana) > 0.2,
        "shift_jis": lambda text: _share(text, _is_kana) > 0.2,
        "gb18030": lambda text: _share(text, _is_everyday("gb2312", 0xB0, 0xD7)) > 0.6,
        "big5": lambda text: _share(text, _is_everyday("big5", 0xA4, 0xC6)) > 0.8,
    }
    for encoding, looks_right in tests.items():
        if _fits(content, encoding) and looks_right(content.decode(encoding)):
            return encoding
    return "cp1252" if _fits(content, "cp1252") else "latin-1"


def _share(text: str, is_such: Callable[[str], bool]) -> float:
    """The share of such characters among those that are not ASCII."""
    foreign = [character for character in text if ord(character) > 127]
    return sum(map(is_such, foreign)) / len(foreign) if foreign else 0.0


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30ff"


def _is_everyday(encoding: str, first: int, last: int) -> Callable[[str], bool]:
    """Whether an encoding has a character in the rows of its most frequent ones."""

    def is_everyday(character: str) -> bool:
        try:
            code = character.encode(encoding)
        except UnicodeEncodeError:
            return False
        return len(code) == 2 and first <= code[0] <= last

    return is_everyday


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _fault(start: int, content: bytes, guess: str, path: str) -> EncodingFault:
    before = content[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    on_line = before[before.rfind(b"\n") + 1 :]
    column = len(on_line.decode("utf-8-sig", "replace")) + 1
    found = content[start : start + 1].hex()
    return EncodingFault(
        guess=guess,
        position=Position(path=path, line=line, column=column),
        message=f"not UTF-8: byte 0x{found} on line {line}; read as {guess}, a guess",
        remedy=f"save the file as UTF-8 (for example: iconv -f {guess} -t UTF-8)",
    )
