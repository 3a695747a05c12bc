"""Claims about applying rosters, keeping the tree, roles, accounts and limits on failures."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from members.importers.cells import read_cells
from members.models import Cell, Member, Membership, Role, RoleKind, RosterImport, User
from members.queries import (
    cell_lines,
    cell_of,
    cells_seen_by,
    current_members_without_account,
    eligible_counts,
    members_on,
    open_codes,
)
from members.services.accounts import add_staff, check_sign_in, create_accounts
from members.services.cells import add_cell, close_cell, import_cells, move_cell, rename_cell
from members.services.limits import Scope, count_failure, too_many
from members.services.roles import grant_role, revoke_role
from members.services.roster import apply_roster, discard_roster, import_roster, keep_roster, report_on
from refusals import Rejected
from tests.conftest import Tree
from tests.members.rosters import golden, written
from vietnamese import fold, name_sort_key

AT = datetime(2026, 6, 1, 5, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def refused(error: pytest.ExceptionInfo[Rejected]) -> str:
    return error.value.code


def places(key: str) -> list[tuple[str, str, date, date | None]]:
    found = Membership.objects.filter(member__key=key).select_related("cell").order_by("valid_from")
    return [(place.cell.code, place.obligation, place.valid_from, place.valid_to) for place in found]


def test_a_roster_adds_people_with_their_keys_and_first_day(tree: Tree) -> None:
    import_roster(content=golden("comma.csv"), at=AT)
    sen = Member.objects.get(key="0012")
    assert (sen.full_name, sen.sort_key, sen.search_key) == (
        "Nguyễn Thị Sen",
        name_sort_key("Nguyễn Thị Sen"),
        fold("Nguyễn Thị Sen"),
    )
    assert places("0012") == [("sen", "compulsory", date(2026, 6, 5), None)]
    assert places("TV2.0") == [("dua", "encouraged", TODAY, None)]
    assert places("3") == [("dua", "exempt", date(2026, 6, 25), None)]


def test_applying_the_same_roster_again_changes_nothing(tree: Tree) -> None:
    import_roster(content=golden("comma.csv"), at=AT)
    again = import_roster(content=golden("comma.csv"), at=AT + timedelta(days=40))
    assert (again.is_empty, len(again.unchanged), Membership.objects.count()) == (True, 3, 3)


def test_a_move_ends_one_membership_and_begins_the_next_on_the_same_day(an: Member, tree: Tree) -> None:
    import_roster(content=written(("TV001", "Nguyễn Văn Ân", "dua")), at=AT)
    an.refresh_from_db()
    assert (an.full_name, an.search_key) == ("Nguyễn Văn Ân", "nguyen van an")
    assert places("TV001") == [
        ("sen", "compulsory", date(2020, 1, 1), TODAY),
        ("dua", "compulsory", TODAY, None),
    ]
    assert [cell_of(an, day) for day in (date(2026, 5, 31), TODAY)] == [tree.sen, tree.dua]


def test_a_move_dated_before_somebody_came_is_a_correction(an: Member) -> None:
    import_roster(content=written(("TV001", "Nguyễn Văn An", "dua", "", "01/01/2019")), at=AT)
    assert places("TV001") == [("dua", "compulsory", date(2020, 1, 1), None)]


def test_rows_with_errors_stay_out_and_the_others_are_applied(tree: Tree) -> None:
    done = import_roster(content=written(("K1", "An", "sen"), ("K2", "Bình", "xa"), ("K3", "", "sen")), at=AT)
    assert [problem.code for problem in done.errors] == ["cell_unknown", "name_empty"]
    assert set(Member.objects.values_list("key", flat=True)) == {"K1"}


def test_a_whole_roster_with_one_error_is_refused_and_changes_nothing(olga: User, tree: Tree) -> None:
    content = written(("K1", "An", "sen"), ("K2", "Bình", "xa"))
    kept = keep_roster(content=content, file_name="ds.csv", by=olga, at=AT)
    with pytest.raises(Rejected) as error:
        apply_roster(roster_import=kept, at=AT, whole=True)
    kept.refresh_from_db()
    assert (refused(error), Member.objects.count(), kept.applied_at) == ("roster_has_errors", 0, None)


def test_a_roster_is_applied_once_and_its_file_is_not_kept(olga: User, tree: Tree) -> None:
    kept = keep_roster(content=golden("comma.csv"), file_name="ds.csv", by=olga, at=AT)
    stale = RosterImport.objects.get(pk=kept.pk)
    apply_roster(roster_import=kept, at=AT)
    for again in (stale, RosterImport.objects.get(pk=kept.pk)):
        with pytest.raises(Rejected) as error:
            apply_roster(roster_import=again, at=AT)
        assert refused(error) == "roster_already_applied"
    with pytest.raises(Rejected):
        discard_roster(roster_import=kept)
    assert bytes(RosterImport.objects.get(pk=kept.pk).content) == b""


def test_a_discarded_roster_is_gone(olga: User, tree: Tree) -> None:
    kept = keep_roster(content=golden("comma.csv"), file_name="ds.csv", by=olga, at=AT)
    discard_roster(roster_import=kept)
    assert (RosterImport.objects.count(), Member.objects.count()) == (0, 0)


def test_a_closed_cell_takes_nobody(tree: Tree) -> None:
    close_cell(code="sen", on=date(2026, 5, 31))
    report = report_on(content=written(("K1", "An", "sen")), at=AT)
    assert [problem.code for problem in report.plan.problems] == ["cell_unknown"]
    assert "sen" not in open_codes(TODAY)


def test_a_row_links_a_free_account_by_its_user_name(sam: User, tree: Tree) -> None:
    import_roster(content=written(("K1", "Sam Lạ", "sen", "", "", "SAM")), at=AT)
    assert Member.objects.get(key="K1").user == sam


def test_accounts_are_made_once_and_their_passwords_work(an: Member, tree: Tree) -> None:
    import_roster(content=written(("TV010", "Bùi Văn Ẩn", "sen"), ("AN", "Lê Ấn", "dua")), at=AT)
    slips = create_accounts(cell_path=tree.north.path)
    assert [(slip.full_name, slip.cell, slip.username) for slip in slips] == [
        ("Bùi Văn Ẩn", "Tổ Sen", "tv010"),
        ("Lê Ấn", "Tổ Dừa", "an-2"),
    ]
    for slip in slips:
        assert check_password(slip.password, User.objects.get(username=slip.username).password)
        assert check_sign_in(username=slip.username, password=slip.password, address="::1", at=AT)
    assert create_accounts() == []
    assert list(current_members_without_account()) == []


def test_cells_are_added_renamed_moved_and_closed(tree: Tree) -> None:
    added = add_cell(code="mai", name="Tổ  Mai", parent="nam")
    assert (added.name, added.search_key, Cell.objects.get_parent(added)) == ("Tổ Mai", "mai to mai", tree.south)
    assert rename_cell(code="mai", name="Tổ Đào", kind="group").search_key == "mai to dao"
    assert move_cell(code="nam", parent="bac").path.startswith(tree.north.path)
    assert Cell.objects.get(code="mai").path.startswith(Cell.objects.get(code="nam").path)
    assert Cell.objects.find_problems() == ([], [], [], [], [])
    assert close_cell(code="mai", on=TODAY).valid_to == TODAY


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: add_cell(code="SEN", name="Sen"), "cell_code_taken"),
        (lambda: add_cell(code="mai", name="Mai", parent="xa"), "cell_not_found"),
        (lambda: move_cell(code="bac", parent="sen"), "cell_goes_under_itself"),
        (lambda: move_cell(code="bac", parent="bac"), "cell_goes_under_itself"),
        (lambda: close_cell(code="bac", on=TODAY), "cell_has_open_cells"),
        (lambda: close_cell(code="sen", on=TODAY), "cell_has_members"),
    ],
)
def test_a_change_that_would_break_the_tree_is_refused(change: Callable[[], Cell], code: str, an: Member) -> None:
    with pytest.raises(Rejected) as error:
        change()
    assert refused(error) == code


def test_a_list_of_cells_is_applied_whole_or_not_at_all(tree: Tree) -> None:
    header = ("mã đơn vị", "tên đơn vị", "loại", "mã đơn vị cấp trên")
    good = written(("lan", "Tổ Lan", "", "dong"), ("dong", "Khối Đông", "bloc", "goc"), header=header)
    bad = written(("hue", "Tổ Huệ", "", "goc"), ("", "Tổ Cúc", "", "goc"), header=header)
    assert [problem.code for problem in import_cells(cells=read_cells(bad)).problems] == ["code_empty"]
    assert not Cell.objects.filter(code="hue").exists()
    import_cells(cells=read_cells(good))
    assert Cell.objects.get_parent(Cell.objects.get(code="lan")).code == "dong"
    assert len(import_cells(cells=read_cells(good)).unchanged) == 2


def test_eligible_people_are_counted_by_own_cell_without_the_exempt(an: Member, binh: Member, tree: Tree) -> None:
    import_roster(content=golden("comma.csv"), at=AT)
    assert eligible_counts(tree.root, TODAY) == {tree.sen.pk: 1, tree.dua.pk: 2}
    assert eligible_counts(tree.root, date(2026, 6, 30)) == {tree.sen.pk: 2, tree.dua.pk: 2}
    assert eligible_counts(tree.south, TODAY) == {}
    assert [place.member.key for place in members_on(tree.north.path, TODAY)] == ["TV001", "TV002", "TV2.0"]


def test_the_tree_counts_own_and_all_members_and_is_searched_without_accents(an: Member, binh: Member) -> None:
    paths = list(Cell.objects.filter(depth=1).values_list("path", flat=True))
    lines = cell_lines(paths, on=TODAY)
    assert [(line.code, line.level, line.own, line.total) for line in lines] == [
        ("goc", 0, 0, 2),
        ("bac", 1, 0, 2),
        ("sen", 2, 1, 1),
        ("dua", 2, 1, 1),
        ("nam", 1, 0, 0),
        ("thong", 2, 0, 0),
    ]
    assert [(line.code, line.parent) for line in cell_lines(paths, on=TODAY, search="to DUA")] == [("dua", "bac")]


def test_names_are_seen_by_organisers_everywhere_and_by_secretaries_below_their_cells(
    olga: User, sau: User, sam: User, tree: Tree
) -> None:
    assert (cells_seen_by(olga), cells_seen_by(sau), cells_seen_by(sam)) == ([tree.root.path], [tree.sen.path], [])
    grant_role(username="sau", kind="secretary", cell="bac", by=None)
    assert cells_seen_by(sau) == [tree.north.path]


def test_only_an_administrator_grants_and_the_admin_site_follows(quan: User, olga: User, sam: User) -> None:
    with pytest.raises(Rejected) as error:
        grant_role(username="sam", kind="marker", by=olga)
    assert refused(error) == "role_above_own"
    role = grant_role(username="SAM", kind="administrator", by=quan)
    sam.refresh_from_db()
    assert sam.is_staff
    revoke_role(role=role, by=quan)
    sam.refresh_from_db()
    assert not sam.is_staff


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"username": "nobody", "kind": "marker"}, "username_unknown"),
        ({"username": "sam", "kind": "emperor"}, "role_unknown"),
        ({"username": "sam", "kind": "secretary"}, "role_needs_a_cell"),
        ({"username": "sam", "kind": "marker", "cell": "sen"}, "role_needs_a_cell"),
        ({"username": "sam", "kind": "secretary", "cell": "xa"}, "cell_not_found"),
        ({"username": "quan", "kind": "administrator"}, "role_already_held"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(
    fields: dict[str, str], code: str, quan: User, sam: User, tree: Tree
) -> None:
    with pytest.raises(Rejected) as error:
        grant_role(**fields, by=quan)
    assert refused(error) == code


def test_the_last_administrator_stays_and_nobody_takes_their_own(quan: User, sam: User) -> None:
    own = Role.objects.get(user=quan, kind=RoleKind.ADMINISTRATOR)
    with pytest.raises(Rejected) as error:
        revoke_role(role=own, by=quan)
    assert refused(error) == "own_administrator_role"
    sam.is_superuser = True
    with pytest.raises(Rejected) as error:
        revoke_role(role=own, by=sam)
    assert refused(error) == "last_administrator"


def test_a_staff_account_that_cannot_have_its_role_is_not_made(olga: User) -> None:
    with pytest.raises(Rejected):
        add_staff(username="moi", full_name="Người Mới", kind="administrator", password="x", by=olga)
    for fields, code in [
        ({"username": "có dấu", "full_name": "A"}, "username_not_valid"),
        ({"username": "OLGA", "full_name": "A"}, "username_in_use"),
        ({"username": "moi", "full_name": " "}, "full_name_not_valid"),
    ]:
        with pytest.raises(Rejected) as error:
            add_staff(**fields, kind="marker", password="x", by=None)
        assert refused(error) == code
    assert User.objects.count() == 1


def test_five_failures_make_an_address_wait_and_nobody_else(sam: User) -> None:
    def attempt(password: str, address: str, at: datetime) -> str:
        try:
            return check_sign_in(username="Sam", password=password, address=address, at=at).username
        except Rejected as refusal:
            return refusal.code

    assert [attempt("wrong", "10.0.0.1", AT) for _ in range(6)] == ["sign_in_wrong"] * 5 + ["sign_in_wait"]
    assert attempt("mat-khau-thu-1", "10.0.0.1", AT + timedelta(seconds=20)) == "sign_in_wait"
    assert attempt("mat-khau-thu-1", "10.0.0.2", AT) == "sam"
    assert attempt("mat-khau-thu-1", "10.0.0.1", AT + timedelta(seconds=36)) == "sam"


def test_fifty_failures_of_an_address_in_a_minute_are_too_many() -> None:
    for number in range(50):
        assert not too_many(Scope.SIGN_IN_ADDRESS, "10.0.0.1", AT)
        count_failure(Scope.SIGN_IN_ADDRESS, "10.0.0.1", AT + timedelta(seconds=number))
    assert too_many(Scope.SIGN_IN_ADDRESS, "10.0.0.1", AT + timedelta(seconds=55))
    assert not too_many(Scope.SIGN_IN_ADDRESS, "10.0.0.2", AT + timedelta(seconds=55))
    assert not too_many(Scope.SIGN_IN_ADDRESS, "10.0.0.1", AT + timedelta(seconds=125))


def test_the_commands_do_what_the_pages_do(tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells, roster, slips = tmp_path / "cells.csv", tmp_path / "roster.csv", tmp_path / "slips.csv"
    cells.write_text("mã đơn vị,tên đơn vị,mã đơn vị cấp trên\nlan,Tổ Lan,goc\n")
    roster.write_text("mã,họ và tên,mã đơn vị\nK1,Lê Lan,lan\nK2,Lê Huệ,xa\n")
    call_command("importcells", str(cells), "--json")
    assert json.loads(capsys.readouterr().out) == {"new": 1, "changed": 0, "unchanged": 0, "problems": []}
    call_command("importroster", str(roster), "--dry-run")
    assert not Member.objects.exists()
    capsys.readouterr()
    call_command("importroster", str(roster), "--json", "--accounts", str(slips))
    printed = json.loads(capsys.readouterr().out)
    assert [printed[name] for name in ("new", "accounts")] == [1, 1]
    assert [(problem["line"], problem["code"]) for problem in printed["problems"]] == [(3, "cell_unknown")]
    assert slips.read_text("utf-8-sig").splitlines()[1].startswith("Lê Lan,Tổ Lan,k1,")
    assert slips.stat().st_mode & 0o077 == 0
    call_command("addstaff", "thu", "Người Thu", "marker")
    call_command("grantrole", "thu", "secretary", "--cell", "lan")
    assert sorted(Role.objects.filter(user__username="thu").values_list("kind", flat=True)) == ["marker", "secretary"]
    for wrong in (["importroster", str(tmp_path / "no.csv")], ["grantrole", "nobody", "marker"]):
        with pytest.raises(CommandError):
            call_command(*wrong)
