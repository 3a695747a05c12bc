"""Claims about blocks of Word documents."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from questions.documents.blocks import Block, Problem
from questions.documents.docx import read_docx
from questions.documents.outline import lost, outline
from questions.documents.reading import DocumentRejected, Kind, read

LEVELS = {
    0: ("upperRoman", "%1-"),
    1: ("decimal", "%2."),
    2: ("lowerLetter", "%3)"),
    3: ("bullet", "\uf0b7"),
    4: ("bullet", "o"),
    5: ("decimal", "%2.%6."),
}


def saved(document: Any) -> bytes:  # python-docx's own class
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_lists(document: Any) -> None:
    """Adds list 77 with the levels above, and list 78 that shares its levels and starts again."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in LEVELS.items()
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    again = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{again}</w:num>'))


def numbered(document: Any, text: str, level: int, list_id: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbers))


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return buffer.getvalue()


def added(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(DocumentRejected) as caught:
        read(data, "a.docx")
    return caught.value.code


def test_headings_bold_and_tables_in_order() -> None:
    document = Document()
    document.add_heading("I. Mục đích", level=2)
    paragraph = document.add_paragraph()
    paragraph.add_run("1. Đợt 1").bold = True
    paragraph.add_run(", tập trung:")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["STT", "Đơn vị", "1", "Hạ Lam"], strict=True):
        cell.text = text
    document.add_paragraph("Sau bảng").runs[0].bold = True
    found = read(saved(document), "a.docx")
    assert (found.kind, found.problems) == (Kind.DOCX, ())
    assert [(b.text, b.place, b.level, b.lead) for b in found.blocks][1:] == [
        ("1. Đợt 1, tập trung:", "paragraph:2", None, 8),
        ("STT | Đơn vị", "table:1 row:1", None, 0),
        ("1 | Hạ Lam", "table:1 row:2", None, 0),
        ("Sau bảng", "paragraph:7", None, 8),
    ]
    assert (found.blocks[0].text, found.blocks[0].level) == ("I. Mục đích", 2)


def test_numbers_that_word_keeps_out_of_the_text() -> None:
    document = Document()
    with_lists(document)
    for text, level in [
        ("A", 0),
        ("b", 1),
        ("C", 2),
        ("D", 2),
        ("E", 3),
        ("F", 4),
        ("G", 1),
        ("H", 5),
        ("I", 0),
        ("K", 1),
    ]:
        numbered(document, text, level)
    numbered(document, "", 1)
    numbered(document, "L", 1)
    numbered(document, "M", 1, 78)
    assert [block.text for block in read_docx(saved(document))[0]] == [
        "I- A", "1. b", "a) C", "b) D", "- E", "+ F", "2. G", "2.1. H", "II- I", "1. K", "2. L", "1. M",
    ]  # fmt: skip


def test_list_styles_are_lists() -> None:
    document = Document()
    document.add_paragraph("một", style="List Bullet")
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("ba", style="List Number")
    assert [block.text for block in read_docx(saved(document))[0]] == ["- một", "1. hai", "2. ba"]


def test_a_layout_table_gives_its_paragraphs() -> None:
    document = Document()
    document.add_paragraph("1. Việc")
    document.add_paragraph("Làm.")
    left, right = document.add_table(rows=1, cols=2)._cells
    left.text = "Nơi nhận:"
    left.add_paragraph("- Như trên;")
    right.text = "TM. BAN TỔ CHỨC"
    right.add_paragraph("Lê Mẫu")
    blocks = read_docx(saved(document))[0]
    found = outline(blocks)
    assert [passage.text for passage in found.tail] == ["Nơi nhận:", "Như trên;", "TM. BAN TỔ CHỨC", "Lê Mẫu"]
    assert lost(blocks, found) == []


def test_insertions_links_and_boxes_are_read_and_deletions_are_not() -> None:
    document = Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>Một</w:t><w:tab/><w:t>hai</w:t></w:r>"
            "<w:ins><w:r><w:t> ba</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del><w:hyperlink><w:r><w:t> bốn</w:t></w:r></w:hyperlink>"
            "<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>năm</w:t></w:r></w:p>"
        ),
    )
    body.insert(
        1, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    body.insert(
        2,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>Ngoài</w:t></w:r>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong</w:t></w:r>"
            "</w:p></w:txbxContent></w:pict></w:r></w:p>"
        ),
    )
    blocks, problems = read_docx(saved(document))
    assert blocks == [
        Block("Một hai ba bốn\nnăm", "paragraph:1"),
        Block("Ô", "paragraph:2"),
        Block("Ngoài", "paragraph:3"),
        Block("Trong", "paragraph:4"),
    ]
    assert problems == [Problem("pictures_not_read", "", "")]


def plain() -> bytes:
    document = Document()
    document.add_paragraph("Chữ")
    return saved(document)


def test_macros_are_refused() -> None:
    assert refused(added(plain(), "word/vbaProject.bin", b"x")) == "document_docx_macros"
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refused(changed(plain(), "[Content_Types].xml", kind, macro)) == "document_docx_macros"


def test_zip_bombs_are_refused_before_unpacking() -> None:
    assert refused(added(plain(), "word/media/a.bin", b"\x00" * (101 * 2**20))) == "document_docx_unpacked_too_large"
    assert refused(added(plain(), "word/media/a.bin", b"\x00" * (50 * 2**20))) == "document_docx_unpacked_too_large"
    many = io.BytesIO(plain())
    with zipfile.ZipFile(many, "a") as package:
        for number in range(2001):
            package.writestr(f"word/media/{number}", b"")
    assert refused(many.getvalue()) == "document_docx_too_many_entries"


def test_entities_are_never_resolved() -> None:
    data = changed(
        changed(
            plain(),
            "word/document.xml",
            b"<w:document ",
            b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document ',
        ),
        "word/document.xml",
        "Chữ".encode(),
        b"&e;",
    )
    assert refused(data) == "document_docx_entities"


@pytest.mark.parametrize("keep", [30, 2000, 20000])
def test_damaged_files_are_refused(keep: int) -> None:
    assert refused(plain()[:keep]) == "document_damaged_docx"


def test_broken_xml_is_refused() -> None:
    assert refused(changed(plain(), "word/document.xml", b"</w:body>", b"")) == "document_damaged_docx"
    assert refused(changed(plain(), "[Content_Types].xml", b"<", b"")) == "document_damaged_docx"


def test_a_document_of_pictures_only_is_empty() -> None:
    assert refused(saved(Document())) == "document_empty"
