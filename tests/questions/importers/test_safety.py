"""Files made to harm are refused before they are unpacked or parsed."""

import io
import zipfile

import pytest

from questions.importers.detect import read
from questions.importers.limits import LARGEST_BYTES
from refusals import Rejected, say
from tests.questions.importers.reports import CASES
from tests.questions.importers.test_fuzz import packed

SHEET = "xl/worksheets/sheet1.xml"
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>'
)
DTD = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
LAUGHS = (
    b'<!-- <quiz> --><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 50 + b'">]>'
    b"<quiz><question type='x'>&b;</question></quiz>"
)


def changed(name: str, parts: dict[str, bytes]) -> bytes:
    """A good package with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO((CASES / name).read_bytes())) as package:
        own = {part: package.read(part) for part in package.namelist()}
    return packed((own | parts).items())


def cell(place: str) -> bytes:
    return f'<worksheet><sheetData><row r="1"><c r="{place}"><v>1</v></c></row></sheetData></worksheet>'.encode()


def ods(body: str) -> bytes:
    content = f"{ODS_HEAD}{body}</table:table></office:document-content>".encode()
    return packed([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * (LARGEST_BYTES + 1), "questions_file_too_large"),
        (b" \n", "questions_file_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "questions_file_unknown"),
        ("Chỉ là một lá thư.".encode(), "questions_file_unknown"),
        ("Câu hỏi ở đâu".encode("cp1258", "ignore"), "questions_file_encoding"),
        (DTD, "questions_file_xml_entities"),
        (LAUGHS, "questions_file_xml_entities"),
        (DTD.decode().encode("utf-16"), "questions_file_encoding"),
        (b"<quiz><question></quiz>", "questions_file_not_xml"),
        (b"<other/>", "questions_file_unknown"),
        (changed("kahoot.xlsx", {"xl/vbaProject.bin": b"x"}), "questions_file_macros"),
        (changed("kahoot.xlsx", {"xl/media/bomb.png": bytes(30 * 2**20)}), "questions_file_unpacks_too_large"),
        (changed("kahoot.xlsx", {SHEET: cell("XFD1")}), "questions_file_too_wide"),
        (changed("kahoot.xlsx", {SHEET: cell("A1048576")}), "questions_file_too_many_rows"),
        (changed("kahoot.xlsx", {SHEET: b"<worksheet>"}), "questions_file_no_header"),
        (changed("word-looks.docx", {"word/vbaProject.bin": b"x"}), "document_docx_macros"),
        (changed("word-looks.docx", {"word/media/bomb.png": bytes(30 * 2**20)}), "document_docx_unpacked_too_large"),
        ((CASES / "old.xls").read_bytes() + "_VBA_PROJECT_CUR".encode("utf-16-le"), "questions_file_macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "questions_file_old_office"),
        (packed([("a.txt", b"x")]), "questions_file_damaged"),
        (
            ods(
                '<table:table-row table:number-rows-repeated="1000000">'
                "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
            ),
            "questions_file_too_many_rows",
        ),
        (
            ods(
                '<table:table-row><table:table-cell table:number-columns-repeated="16000">'
                "<text:p>x</text:p></table:table-cell></table:table-row>"
            ),
            "questions_file_too_wide",
        ),
    ],
)
def test_a_harmful_or_foreign_file_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        read(data, "tep")
    assert refusal.value.code == code
    assert say(refusal.value)


def test_a_key_file_without_keys_is_refused() -> None:
    paper = (CASES / "text-with-key-file.txt").read_bytes()
    with pytest.raises(Rejected) as refusal:
        read(paper, key="Không có gì ở đây".encode())
    assert refusal.value.code == "questions_key_file_without_keys"
