import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.encoding import decode, why_no_text

KOREAN = "claim_id,statement\nK1,금성 전투에서 국군이 많은 손실을 입었다\n"
CHINESE = "claim_id,statement\nK1,金城战役中志愿军歼敌七万八千人\n"


@given(st.text(st.characters(codec="utf-8")))
def test_utf8_is_read_with_and_without_mark_and_never_a_fault(text):
    assert decode(text.encode(), path="claims.csv").fault is None
    marked = decode(b"\xef\xbb\xbf" + text.encode(), path="claims.csv")
    assert (marked.text, marked.fault) == (text, None)


def test_line_ends_are_kept():
    assert decode(b"a\r\nb\rc\n", path="claims.csv").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (KOREAN, "euc-kr"),
        ("claim_id,statement\nK1,Müller fiel\n", "cp1252"),
        ("claim_id,statement\nK1,O Capitão não se rendeu à força\n", "cp1252"),
        ("claim_id,statement\nK1,朝鮮戦争のこと\n", "shift_jis"),
        ("claim_id,statement\nK1,金城戰役中雙方傷亡人數\n", "big5"),
        (CHINESE, "utf-16"),
    ],
)
def test_another_encoding_is_guessed_and_nothing_of_the_text_is_lost(text, encoding):
    decoded = decode(text.encode(encoding), path="claims.csv")
    assert decoded.text == text
    assert decoded.fault is not None
    assert decoded.fault.guess == encoding
    assert f"-f {encoding} -t UTF-8" in decoded.fault.remedy


def test_japanese_mail_encoding_is_known_by_its_escapes():
    decoded = decode("@book{a, title={技術}}".encode("iso2022_jp"), path="a.bib")
    assert (decoded.text, decoded.encoding) == ("@book{a, title={技術}}", "iso-2022-jp")
    assert decoded.fault.position.column == 17


def test_the_fault_stands_at_the_first_wrong_byte():
    decoded = decode("ok,ok\r\n金,Gaß".encode()[:-2] + b"\xdf,z", path="claims.csv")
    assert str(decoded.fault.position) == "claims.csv:2:5"
    assert "0xdf" in decoded.fault.message


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text(content):
    decoded = decode(content, path="x")
    assert isinstance(decoded.text, str)
    assert decoded.fault is None or decoded.fault.position.line >= 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_and_said(encoding: str) -> None:
    text = "@book{xu1990,\n  title = {第一次较量},\n}\n"
    found = decode(text.encode(encoding), path="refs.bib")
    assert (found.text, found.encoding) == (text, encoding)
    assert found.fault is not None


@pytest.mark.parametrize("text", ["", "\0", "\0" * 100, "a\0", "a,b,c\0d,e,f,g\n" * 20])
def test_a_stray_zero_byte_is_no_utf_16(text: str) -> None:
    assert decode(text.encode(), path="refs.bib").encoding == "utf-8"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"xl/workbook.xml" * 9, "ZIP archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (bytes(5000), "5,000 of its first 5,000 bytes are zero"),
        (b"@book{a}\n" + bytes(200_000), "of its first 65,536 bytes are zero"),
    ],
)
def test_a_file_of_another_kind_is_known_to_be_no_text(content: bytes, said: str) -> None:
    assert said in (why_no_text(content) or "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"% PDF of the letters\n@book{a}",
        "@book{金城, title = {第一次较量}}".encode("utf-16") * 3,
        ("@book{a, title = {第一次较量}}\n" * 5).encode("utf-16-le"),
        "金城".encode("utf-32") * 40,
        b"@book{a, title = {x\0}}\n" * 100,
        "Gaßmann".encode("latin-1") * 50,
    ],
)
def test_a_text_in_any_encoding_may_be_one(content: bytes) -> None:
    assert why_no_text(content) is None
