"""Claims about what a roster or a list of cells would change, and about roles and first passwords."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.rules.cells import CellPlan, CellRow, StoredCell, plan_cells
from members.rules.granting import may_grant
from members.rules.permissions import GRANTS
from members.rules.problems import Problem
from members.rules.roster import Change, Plan, Row, Stored, plan
from members.rules.slips import LENGTH, SIGNS, new_password, username_for

AN = Stored("TV001", "Nguyễn Văn An", "sen", "compulsory")
BINH = Stored("TV002", "Trần Thị Bình", "dua", "compulsory")
GONE = Stored("TV009", "Mai Đã Nghỉ", "", "")


def compared(*rows: Row, problems: tuple[Problem, ...] = (), accounts: dict[str, str] | None = None) -> Plan:
    return plan(rows, stored=[AN, BINH, GONE], open_cells=["sen", "dua"], accounts=accounts or {}, problems=problems)


def test_each_row_is_new_changed_moved_or_unchanged_and_the_rest_is_missing() -> None:
    same, new = Row(2, "TV001", "Nguyễn Văn An", "sen"), Row(3, "TV003", "Lê Chi", "dua")
    assert compared(same, new) == Plan(new=(new,), unchanged=(same,), missing=(BINH,))


def test_another_name_or_obligation_is_a_change_and_another_cell_a_move() -> None:
    renamed, moved = Row(2, "TV001", "Nguyễn Văn Ân", "sen"), Row(3, "TV002", "Trần Thị Bình", "sen")
    assert compared(renamed, moved) == Plan(changed=(Change(renamed, AN),), moved=(Change(moved, BINH),))
    exempt = Row(2, "TV001", "Nguyễn Văn An", "sen", "exempt")
    assert compared(exempt).changed == (Change(exempt, AN),)


def test_somebody_who_left_and_comes_back_moves() -> None:
    back = Row(2, "TV009", "Mai Đã Nghỉ", "sen")
    assert compared(back).moved == (Change(back, GONE),)


def test_keys_and_cell_codes_are_the_same_in_any_case_of_letters() -> None:
    row = Row(2, "tv001", "Nguyễn Văn An", "SEN")
    assert compared(row).unchanged == (row,)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (Row(2, "", "An", "sen"), Problem(2, "key_empty")),
        (Row(2, "K" * 41, "An", "sen"), Problem(2, "key_too_long", {"limit": "40"})),
        (Row(2, "K", "", "sen"), Problem(2, "name_empty")),
        (Row(2, "K", "A" * 121, "sen"), Problem(2, "name_too_long", {"limit": "120"})),
        (Row(2, "K", "An", ""), Problem(2, "cell_empty")),
        (Row(2, "K", "An", "xa"), Problem(2, "cell_unknown", {"cell": "xa"})),
        (Row(2, "K", "An", "sen", username="a" * 151), Problem(2, "username_too_long", {"limit": "150"})),
        (Row(2, "K", "An", "sen", username="binh"), Problem(2, "username_taken", {"username": "binh"})),
    ],
)
def test_a_row_with_an_error_is_named_and_not_planned(row: Row, problem: Problem) -> None:
    found = compared(row, accounts={"binh": "TV002", "a" * 151: ""})
    assert (found.problems, found.is_empty, found.unchanged) == ((problem,), True, ())


def test_the_same_key_twice_is_an_error_of_every_line_that_has_it() -> None:
    found = compared(Row(2, "K1", "An", "sen"), Row(3, "k1", "Bình", "sen"))
    assert found.problems == (
        Problem(2, "key_twice", {"value": "K1", "lines": "3"}),
        Problem(3, "key_twice", {"value": "k1", "lines": "2"}),
    )
    assert found.new == ()


def test_the_same_user_name_twice_is_an_error_of_both_lines() -> None:
    rows = [Row(line, f"K{line}", f"An {line}", "sen", username="an") for line in (2, 3)]
    assert [problem.code for problem in compared(*rows, accounts={"an": ""}).problems] == ["username_twice"] * 2


def test_two_people_of_one_name_in_a_cell_are_both_kept_with_a_warning() -> None:
    rows = Row(2, "K1", "Lê Thị Hoà", "sen"), Row(3, "K2", "Lê Thị Hòa", "sen"), Row(4, "K3", "Lê Thị Hoa", "sen")
    found = compared(*rows)
    assert found.new == rows
    assert found.problems == (Problem(3, "same_name_in_cell", {"name": "Lê Thị Hòa", "lines": "2"}),)
    assert found.errors == ()


def test_one_name_in_two_cells_is_no_matter() -> None:
    assert compared(Row(2, "K1", "Lê Hoà", "sen"), Row(3, "K2", "Lê Hoà", "dua")).problems == ()


def test_a_user_name_links_a_free_account_and_warns_when_there_is_none() -> None:
    row = Row(2, "TV001", "Nguyễn Văn An", "sen", username="an")
    assert compared(row, accounts={"an": ""}).changed == (Change(row, AN),)
    assert compared(row) == Plan(
        unchanged=(row,), missing=(BINH,), problems=(Problem(2, "username_not_there", {"username": "an"}),)
    )


def test_what_the_reader_found_keeps_its_line_out() -> None:
    fault = Problem(2, "formula", {"column": "mã"})
    found = compared(Row(2, "K1", "An", "sen"), Row(3, "K2", "Chi", "sen"), problems=(fault,))
    assert (found.problems, [row.line for row in found.new]) == ((fault,), [3])


@given(
    st.lists(
        st.builds(
            Row,
            line=st.just(0),
            key=st.sampled_from(["", "TV001", "tv001", "TV002", "K3", "K4"]),
            full_name=st.sampled_from(["", "Nguyễn Văn An", "Chi"]),
            cell=st.sampled_from(["", "sen", "dua", "xa"]),
        ),
        max_size=8,
    )
)
def test_every_row_stands_in_one_list_or_has_an_error(rows: list[Row]) -> None:
    numbered = [replace(row, line=number) for number, row in enumerate(rows, start=2)]
    found = compared(*numbered)
    planned = [row.line for row in (*found.new, *found.unchanged)]
    planned += [change.row.line for change in (*found.changed, *found.moved)]
    assert sorted([*planned, *{problem.line for problem in found.errors}]) == [row.line for row in numbered]


STORED = {"goc": StoredCell("goc", "Liên hiệp", "organisation", "")}


def test_new_cells_come_after_the_cells_above_them() -> None:
    leaf, bloc = CellRow(2, "sen", "Tổ Sen", parent="bac"), CellRow(3, "bac", "Khối Bắc", parent="goc")
    root = CellRow(4, "goc", "Liên hiệp mới")
    assert plan_cells([leaf, bloc, root], stored=STORED) == CellPlan(new=(bloc, leaf), changed=(root,))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (CellRow(2, "", "A"), Problem(2, "code_empty")),
        (CellRow(2, "c" * 41, "A"), Problem(2, "code_too_long", {"limit": "40"})),
        (CellRow(2, "a", ""), Problem(2, "name_empty")),
        (CellRow(2, "a", "A" * 161), Problem(2, "name_too_long", {"limit": "160"})),
        (CellRow(2, "a", "A", "k" * 41), Problem(2, "kind_too_long", {"limit": "40"})),
        (CellRow(2, "a", "A", parent="xa"), Problem(2, "parent_unknown", {"parent": "xa"})),
        (CellRow(2, "a", "A", parent="a"), Problem(2, "cell_in_a_circle", {"cell": "a", "levels": "60"})),
        (CellRow(2, "goc", "A", parent="goc"), Problem(2, "cell_moved", {"cell": "goc", "parent": "-"})),
    ],
)
def test_a_list_of_cells_with_an_error_changes_nothing(row: CellRow, problem: Problem) -> None:
    assert plan_cells([row, CellRow(3, "b", "B")], stored=STORED) == CellPlan(problems=(problem,))


def test_the_same_code_twice_is_an_error() -> None:
    found = plan_cells([CellRow(2, "a", "A"), CellRow(3, "A", "B")], stored={})
    assert found.problems == (Problem(2, "code_twice", {"value": "a", "lines": "3"}),)


@pytest.mark.parametrize("kind", sorted(GRANTS))
@pytest.mark.parametrize("own", sorted(GRANTS))
def test_only_an_administrator_grants(own: str, kind: str) -> None:
    assert may_grant(frozenset({own}), kind) is (own == "administrator")


def test_a_first_password_has_no_look_alikes() -> None:
    passwords = {new_password() for _ in range(50)}
    assert len(passwords) == 50
    assert {len(password) for password in passwords} == {LENGTH}
    assert set("".join(passwords)) <= set(SIGNS)
    assert not set(SIGNS) & set("01lio")


@pytest.mark.parametrize(
    ("key", "taken", "username"),
    [
        ("TV001", set(), "tv001"),
        ("Đ 12/3", set(), "d-12-3"),
        ("TV001", {"tv001", "tv001-2"}, "tv001-3"),
        ("…", set(), "tv"),
    ],
)
def test_a_user_name_is_the_key_in_lower_case(key: str, taken: set[str], username: str) -> None:
    assert username_for(key, taken=taken) == username
