"""Whatever the bytes, a file gives what was found in it or a refusal, never another exception."""

import io
import zipfile
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from questions.importers.detect import Format, read
from questions.importers.found import Found
from refusals import Rejected
from tests.questions.importers.reports import CASES, case_names

PIECES = (
    "Câu 1", "Câu 2: ", "Câu 3 (NB). ", "1. ", "\nA. ", "\tB. ", " C) ", "\n*D. ", "#$. ", "a) ", "Đáp án: ", "Đ S Đ S",
    "\nHẾT\n", "BẢNG ĐÁP ÁN", "1A 2C", "PHẦN II. TỰ LUẬN", "ANSWER: B", "{", "}", "=", "~", "#", "%50%", "->", "::",
    "$CATEGORY: a/b", "//", "####", "Câu hỏi", "Đáp án", "Phương án 1", ",", ";", "|", "\t", '"', "\n", "\r\n", "\n\n",
    "<quiz>", "</quiz>", "<question type='multichoice'>", "</question>", "<answer fraction='100'>", "<table><tr><td>",
    "<![CDATA[", "]]>", "&lt;", "&#0;", "<!DOCTYPE", "[", "]", '{"questions": [', "Huế", "0", "\\", "\u0301", "\u200b",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


def outcome(data: bytes, wanted: Format, key: bytes = b"") -> None:
    try:
        found = read(data, "tep", wanted=wanted, key=key)
    except Rejected:
        return
    assert isinstance(found, Found)
    assert found.questions or found.problems or found.left_out


@given(st.binary(max_size=300), st.sampled_from(Format))
def test_any_bytes(data: bytes, wanted: Format) -> None:
    outcome(data, wanted)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(Format), TEXTS)
def test_any_text_of_the_signs_that_formats_use(text: str, wanted: Format, key: str) -> None:
    outcome(text.encode("utf-8", "replace"), wanted, key.encode("utf-8", "replace"))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(case_names()), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8))
def test_a_good_file_with_some_bytes_changed(name: str, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray((CASES / name).read_bytes())
    for place, value in changes:
        damaged[place % len(damaged)] = value
    outcome(bytes(damaged), Format.AUTO)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([name for name in case_names() if name.endswith(("docx", "xlsx", "ods"))]), st.data())
def test_a_package_with_one_part_changed(case: str, drawn: st.DataObject) -> None:
    with zipfile.ZipFile(CASES / case) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = drawn.draw(st.sampled_from(sorted(parts)))
    cut = drawn.draw(st.integers(0, len(parts[name])))
    parts[name] = parts[name][:cut] + drawn.draw(st.binary(max_size=20)) + parts[name][cut + 5 :]
    outcome(packed(parts.items()), Format.AUTO)


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts:
            package.writestr(name, part)
    return content.getvalue()
