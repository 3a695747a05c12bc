"""Bringing a document in: what is stored of it, what is refused, and what the command prints."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from members.models import User
from questions.models import Document, Passage, Theme
from questions.services.documents import clipped, file_name, import_document
from refusals import Rejected, say
from tests.questions.builders import AT

LETTER = """**KẾ HOẠCH**
**giữ gìn ao làng**

Thực hiện hương ước, làng Bến lập kế hoạch như sau:

**I- MỤC ĐÍCH**

- Giữ ao làng trong lành.

**II- NỘI DUNG**

**1. Ao làng**

- Ao rộng hai mẫu.

+ Bờ ao trồng cây.

**2. Cây đa**

- Cây cao mười tám mét.

**III- TỔ CHỨC THỰC HIỆN**

**1. Tổ nước**

- Vớt bèo mỗi tuần.

**2. Tổ cây**

- Tỉa cành mỗi năm.

Nơi nhận:

- Các tổ trong làng,

- Lưu hồ sơ.

**T/M LÀNG BẾN**

**TRƯỞNG LÀNG**

**Trần Văn Bến**
"""


def bring(**fields: Any) -> Document:
    return import_document(
        **{"name": "ke-hoach.md", "data": LETTER.encode(), "title": "", "by": None, "at": AT, **fields}
    )


def test_a_document_is_stored_with_its_themes_and_passages(olga: User) -> None:
    document = bring(by=olga.pk)
    assert (document.title, document.kind, document.imported_by) == ("KẾ HOẠCH giữ gìn ao làng", "markdown", olga)
    themes = list(Theme.objects.order_by("position").select_related("parent"))
    assert [(t.parent.number if t.parent else "", t.number, t.title, t.is_theme) for t in themes] == [
        ("", "", "Phần mở đầu", False),
        ("", "I", "MỤC ĐÍCH", False),
        ("", "II", "NỘI DUNG", False),
        ("II", "1", "Ao làng", True),
        ("II", "2", "Cây đa", True),
        ("", "III", "TỔ CHỨC THỰC HIỆN", False),
        ("III", "1", "Tổ nước", False),
        ("III", "2", "Tổ cây", False),
    ]
    pond = Passage.objects.filter(theme=themes[3])
    assert [(p.position, p.text, p.search_key) for p in pond] == [
        (0, "Ao rộng hai mẫu.", "ao rong hai mau."),
        (1, "Bờ ao trồng cây.", "bo ao trong cay."),
    ]


def test_names_of_signers_are_neither_passages_nor_searchable(db: None) -> None:
    bring()
    assert not Passage.objects.filter(text__contains="Trần Văn Bến").exists()
    assert "Trần Văn Bến".encode() in bytes(Document.objects.get().content)


def test_the_same_file_is_known_by_its_bytes(db: None) -> None:
    bring(title="Kế hoạch ao")
    with pytest.raises(Rejected) as refusal:
        bring(name="khac.md", title="Khác")
    assert (refusal.value.code, refusal.value.params) == ("document_known", {"title": "Kế hoạch ao"})
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document_empty"),
        (b" \n\t\n", "document_empty"),
        (b"\x00\x01\x02" * 100, "document_binary"),
        ("Kế hoạch".encode("cp1258", "replace") + b"\xff\xfe\xfd", "document_not_utf8"),
        (b"%PDF-1.7 ...", "document_unsupported_kind"),
        (b"PK\x03\x04 broken", "document_damaged_docx"),
        (b"a" * (20 * 1024 * 1024 + 1), "document_too_large"),
    ],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(db: None, data: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        bring(data=data)
    assert refusal.value.code == code
    assert say(refusal.value)
    assert (Document.objects.count(), Theme.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\ke hoach.docx", "ke hoach.docx"),
        ("a\x00b\r\n.md", "ab .md"),
        ("\u202etxt.exe", "txt.exe"),
        ("", "document"),
        (".md", ".md"),
        ("x" * 500 + ".docx", "x" * 194 + "….docx"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, kept: str) -> None:
    assert file_name(name) == kept


@given(st.text(max_size=600))
def test_any_file_name_becomes_one_that_fits(name: str) -> None:
    kept = file_name(name)
    assert 0 < len(kept) <= 200
    assert not set(kept) & set("/\\\n\r\0")


@given(st.text(max_size=60), st.integers(8, 60))
def test_a_clipped_text_fits_and_begins_the_same(text: str, limit: int) -> None:
    short = clipped(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("importdocument", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_a_stable_outline_and_stores_only_when_asked(db: None, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.md"
    file.write_text(LETTER)
    found = json.loads(run(str(file), "--json", "--title", "Ao"))
    leaf = {"is_theme": False, "passages": 1, "bullets": 1, "children": []}
    assert found == {
        "title": "Ao",
        "kind": "markdown",
        "sections": [
            {**leaf, "number": "I", "title": "MỤC ĐÍCH"},
            {
                "number": "II",
                "title": "NỘI DUNG",
                "is_theme": False,
                "passages": 0,
                "bullets": 0,
                "children": [
                    {**leaf, "number": "1", "title": "Ao làng", "is_theme": True, "passages": 2, "bullets": 2},
                    {**leaf, "number": "2", "title": "Cây đa", "is_theme": True},
                ],
            },
            {
                "number": "III",
                "title": "TỔ CHỨC THỰC HIỆN",
                "is_theme": False,
                "passages": 0,
                "bullets": 0,
                "children": [
                    {**leaf, "number": "1", "title": "Tổ nước"},
                    {**leaf, "number": "2", "title": "Tổ cây"},
                ],
            },
        ],
        "themes": [{"number": "1", "title": "Ao làng"}, {"number": "2", "title": "Cây đa"}],
        "problems": [],
    }
    assert not Document.objects.exists()
    printed = run(str(file), "--save")
    assert "  1 Ao làng (2 passages, 2 bullets)  [theme]" in printed
    assert f"Stored as document {Document.objects.get().pk}." in printed


def test_the_command_refuses_in_words(db: None, tmp_path: Path) -> None:
    (tmp_path / "trong.txt").write_bytes(b"")
    with pytest.raises(CommandError, match="không có chữ nào"):
        run(str(tmp_path / "trong.txt"))
    with pytest.raises(CommandError):
        run(str(tmp_path / "khong-co.txt"))
