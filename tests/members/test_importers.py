"""Claims about reading rosters and lists of cells from files."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.importers import limits, table
from members.importers.cells import read_cells
from members.importers.roster import read_date, read_roster
from members.rules.cells import CellRow
from members.rules.problems import Problem
from members.rules.roster import Row
from refusals import Rejected
from tests.members.rosters import HEADER, golden, workbook, written

PEOPLE = [
    ("0012", "Nguyễn Thị Sen", "sen", "compulsory", "sen.nguyen", date(2026, 6, 5)),
    ("TV2.0", "Trần Văn Đước", "dua", "encouraged", "", None),
    ("3", "Lê Thị Hoà", "dua", "exempt", "", date(2026, 6, 25)),
]


def people(first_line: int) -> tuple[Row, ...]:
    return tuple(
        Row(line, key, name, cell, obligation, username, since)
        for line, (key, name, cell, obligation, username, since) in enumerate(PEOPLE, start=first_line)
    )


@pytest.mark.parametrize(
    "name",
    [
        "comma",
        "semicolon",
        "tab",
        "bar",
        "bom",
        "utf16",
        "english",
        "without_accents",
        "quoted",
        "quoted_semicolon",
        "decomposed",
    ],
)
def test_a_roster_reads_the_same_however_it_was_saved(name: str) -> None:
    roster = read_roster(golden(f"{name}.csv"))
    assert (roster.rows, roster.problems, roster.ignored_columns) == (people(2), (), ())


def test_rows_above_the_header_are_a_banner_and_lines_count_as_in_the_file() -> None:
    assert read_roster(golden("banner.csv")).rows == people(5)


def test_a_workbook_gives_numbers_and_dates_as_the_person_typed_them() -> None:
    content = workbook(
        [
            ["Danh sách"],
            HEADER,
            ["0012", "Nguyễn Thị Sen", "sen", "bắt buộc", date(2026, 6, 5), "sen.nguyen"],
            ["TV2.0", "Trần Văn Đước", "dua", "khuyến khích"],
            [3, "Lê Thị Hoà", "dua", "miễn", date(2026, 6, 25)],
        ]
    )
    assert read_roster(content).rows == people(3)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b" \r\n\t\n", "table_empty"),
        (b",,\n,,\n", "table_empty"),
        (golden("cp1258.csv"), "table_encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "table_not_a_table"),
        (b"PK\x03\x04 not really a workbook", "table_not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table_old_excel"),
        (b"\xff\xfea", "table_encoding"),
        (golden("unclosed_quote.csv"), "table_quote"),
        (golden("missing_cell_column.csv"), "table_columns_missing"),
        (b"nothing like a table", "table_columns_missing"),
        (golden("column_twice.csv"), "table_column_twice"),
        (workbook([]), "table_empty"),
        (workbook([["mã"], ["1"]]), "table_columns_missing"),
        (b"x" * (limits.UPLOAD_BYTES + 1), "table_too_large"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_roster(content)
    assert refused.value.code == code


def test_a_refusal_names_the_line_of_the_quote_and_the_missing_columns() -> None:
    with pytest.raises(Rejected) as quote:
        read_roster(golden("unclosed_quote.csv"))
    with pytest.raises(Rejected) as columns:
        read_roster(golden("missing_cell_column.csv"))
    assert quote.value.params == {"line": 3}
    assert columns.value.params == {"columns": "mã đơn vị"}


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LINES", 3)
    with pytest.raises(Rejected) as refused:
        read_roster(written(*[(str(number), "An", "sen") for number in range(4)]))
    assert refused.value.code == "table_too_many_rows"


def test_every_fault_of_a_line_is_named_with_it() -> None:
    roster = read_roster(golden("faults.csv"))
    assert roster.problems == (
        Problem(2, "formula", {"column": "mã thành viên"}),
        Problem(3, "control_character", {"column": "họ và tên"}),
        Problem(4, "obligation_unknown", {"value": "tùy ý"}),
        Problem(5, "date_unreadable", {"value": "31/02/2026"}),
        Problem(6, "username_signs", {"username": "hồ tên"}),
    )
    assert [row.line for row in roster.rows] == [2, 3, 4, 5, 6]
    assert roster.ignored_columns == ("điện thoại",)


def test_a_header_without_rows_is_a_problem_of_the_whole_file() -> None:
    assert read_roster(golden("header_only.csv")).problems == (Problem(0, "no_rows"),)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (limits.UNPACKED_BYTES + 1))
    with pytest.raises(Rejected) as refused:
        read_roster(bomb.getvalue())
    assert refused.value.code == "table_unpacks_too_large"


@pytest.mark.parametrize(
    ("place", "code"), [("A1048576", "table_too_many_rows"), ("XFD1", "table_too_wide"), ("ZZ9", "table_too_wide")]
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_one_cell_in_a_far_corner_does_not_cost_gigabytes(place: str, code: str, quote: str) -> None:
    far = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["A"]]))) as source, zipfile.ZipFile(far, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b'r="A1"', f"r={quote}{place}{quote}".encode()))
    with pytest.raises(Rejected) as refused:
        read_roster(far.getvalue())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/06/2026", date(2026, 6, 5)),
        ("5.6.2026", date(2026, 6, 5)),
        ("5-6-2026", date(2026, 6, 5)),
        ("2026-06-05", date(2026, 6, 5)),
        ("29/02/2026", None),
        ("06/2026", None),
        ("hôm qua", None),
    ],
)
def test_dates_are_read_day_first(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_a_list_of_cells_names_code_name_kind_and_the_cell_above() -> None:
    content = "Mã đơn vị;Tên đơn vị;Loại;Mã đơn vị cấp trên\ngoc;Liên hiệp;organisation;\n01;Tổ Sen;;goc\n".encode()
    cells = read_cells(content)
    assert cells.rows == (
        CellRow(2, "goc", "Liên hiệp", "organisation", ""),
        CellRow(3, "01", "Tổ Sen", "", "goc"),
    )
    assert cells.problems == ()


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Rejected):
        read_roster(content)


@settings(max_examples=150)
@given(st.lists(st.tuples(*[st.text(alphabet="aăâ1.,;\"'\n =-đ", max_size=8)] * 3), max_size=6))
def test_no_row_of_a_file_is_skipped_silently(rows: list[tuple[str, str, str]]) -> None:
    quoted = [tuple('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    roster = read_roster(written(*quoted, header=HEADER[:3]))
    said = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(roster.rows) == len(said)
