"""Claims about which files are read, and why others are refused."""

import io
import unicodedata
import zipfile

import pytest

from questions.documents.blocks import Block, Problem
from questions.documents.reading import DocumentRejected, Kind, read


def zipped(**parts: bytes) -> bytes:
    """A zip of the parts; "__" in a name stands for "/", "_" for "."."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "a.txt") -> tuple[str, dict[str, object]]:
    with pytest.raises(DocumentRejected) as caught:
        read(data, name)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"", "document_empty", {}),
        (b" \r\n\t ", "document_empty", {}),
        (b"\xef\xbb\xbf", "document_empty", {}),
        ("\u200b\u200b".encode(), "document_empty", {}),
        (b"-----\n", "document_empty", {}),
        (b"a" * (20 * 2**20 + 1), "document_too_large", {"megabytes": 20}),
        (b"ab\x00cd", "document_binary", {}),
        (b"ab\x01cd", "document_binary", {}),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "document_binary", {}),
        (b"abc\xffdef", "document_not_utf8", {"offset": 3}),
        (b"\xef\xbb\xbfabc\xffdef", "document_not_utf8", {"offset": 6}),
        (b"\xff\xfea", "document_not_utf8", {"offset": 2}),
        (b"%PDF-1.7\n...", "document_unsupported_kind", {"kind": "pdf", "name": "a.txt"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "document_unsupported_kind", {"kind": "doc", "name": "a.txt"}),
        (b"{\\rtf1 abc}", "document_unsupported_kind", {"kind": "rtf", "name": "a.txt"}),
        (b"\n<!DOCTYPE html><p>a", "document_unsupported_kind", {"kind": "html", "name": "a.txt"}),
        (b"<?xml version='1.0'?><a/>", "document_unsupported_kind", {"kind": "xml", "name": "a.txt"}),
        (zipped(mimetype=b"odt"), "document_unsupported_kind", {"kind": "odt", "name": "a.txt"}),
        (zipped(xl__workbook_xml=b"<a/>"), "document_unsupported_kind", {"kind": "xlsx", "name": "a.txt"}),
        (zipped(a_txt=b"a"), "document_unsupported_kind", {"kind": "zip", "name": "a.txt"}),
        (b"PK\x03\x04 broken", "document_damaged_docx", {}),
    ],
)
def test_files_that_are_refused(data: bytes, code: str, params: dict[str, object]) -> None:
    assert refusal(data) == (code, params)


def test_the_bytes_decide_and_not_the_name() -> None:
    assert refusal(b"%PDF-1.4", "ke-hoach.docx")[1]["kind"] == "pdf"
    assert read(b"# A\n\nb", "a.pdf").kind is Kind.MARKDOWN
    assert read(b"1. A", "a.docx").kind is Kind.TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_every_encoding_is_the_same_text(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    data = mark + "Điều 1. Huệ\r\nChữ.".encode(encoding)
    assert read(data, "a.txt").blocks == (Block("Điều 1. Huệ", "line:1"), Block("Chữ.", "line:2"))


def test_text_is_composed_and_free_of_invisible_characters() -> None:
    data = ("\ufeff" + unicodedata.normalize("NFD", "Huệ\u00a0 hoà") + "\u200b\u00ad bình\u202f\u2003đẳng.").encode()
    assert read(data, "a.txt").blocks == (Block("Huệ hoà bình đẳng.", "line:1"),)


@pytest.mark.parametrize(
    "text",
    [
        "Cộng hoà xã hội chủ nghĩa",
        "Điều khoản của hợp đồng này",
        "Für größere Übungen ist das schön",
        "Quyết định số 12-CT/TU",
    ],
)
def test_unicode_is_not_taken_for_a_legacy_font(text: str) -> None:
    assert read(text.encode(), "a.txt").problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam, Uû ban nh©n d©n",
        "file meàm, ñònh daïng vaên baûn, ngöôøi duøng, coäng hoøa",
    ],
)
def test_legacy_fonts_are_reported_and_left(text: str) -> None:
    found = read(f"Tiêu đề\n{text}".encode(), "a.txt")
    assert found.problems == (Problem("legacy_encoding", "line:2", text),)
    assert found.blocks[-1].text == text
