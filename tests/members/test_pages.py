"""Claims about the pages of this app: who sees what, and what each button does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from members.models import Cell, Member, Role, RosterImport, User
from tests.conftest import Tree, make_member
from tests.members.rosters import golden, written


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, content: bytes, name: str = "roster-import") -> int:
    answer = client.post(reverse(name), {"file": SimpleUploadedFile("ds.csv", content)})
    return answer.status_code


def kept(olga: User, content: bytes) -> str:
    assert upload(as_user(olga), content) == 302
    return reverse("roster-report", args=[RosterImport.objects.latest("pk").pk])


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("quan", {"cells": 200, "roster-import": 200, "roles": 200, "cells-import": 200, "account": 200}),
        ("olga", {"cells": 200, "roster-import": 200, "roles": 403, "cells-import": 403, "account": 200}),
        ("sau", {"cells": 200, "roster-import": 403, "roles": 403, "cells-import": 403, "account": 200}),
        ("theo", {"cells": 403, "roster-import": 403, "roles": 403, "cells-import": 403, "account": 200}),
        ("sam", {"cells": 403, "roster-import": 403, "roles": 403, "cells-import": 403, "account": 200}),
    ],
)
def test_each_page_opens_to_whom_it_is_for(
    who: str, statuses: dict[str, int], request: pytest.FixtureRequest, tree: Tree
) -> None:
    client = as_user(request.getfixturevalue(who))
    assert {name: client.get(reverse(name)).status_code for name in statuses} == statuses


@pytest.mark.parametrize(
    ("who", "codes"),
    [("olga", ["goc", "sen", "dua", "thong"]), ("sau", ["sen"]), ("theo", []), ("sam", [])],
)
def test_a_cell_does_not_exist_for_who_may_not_see_it(
    who: str, codes: list[str], request: pytest.FixtureRequest, tree: Tree
) -> None:
    client = as_user(request.getfixturevalue(who))
    pages = {
        code: client.get(reverse("cell", args=[code])).status_code for code in ["goc", "sen", "dua", "thong", "xa"]
    }
    assert [code for code, status in pages.items() if status == 200] == codes
    assert {status for code, status in pages.items() if code not in codes} == {404}


def test_a_secretary_reads_names_of_the_own_cell_only(sau: User, an: Member, binh: Member) -> None:
    page = as_user(sau).get(reverse("cell", args=["sen"])).content.decode()
    assert "Nguyễn Văn An" in page
    assert "Trần Thị Bình" not in page


def test_members_are_found_without_accents(olga: User, an: Member, binh: Member) -> None:
    page = as_user(olga).get(reverse("cell", args=["goc"]), {"q": "BINH"}).content.decode()
    assert "Trần Thị Bình" in page
    assert "Nguyễn Văn An" not in page


def test_a_secretary_changes_no_cell(sau: User, tree: Tree) -> None:
    client = as_user(sau)
    assert client.post(reverse("cells"), {"code": "x", "name": "X"}).status_code == 403
    assert client.post(reverse("cell", args=["sen"]), {"action": "rename", "rename-name": "X"}).status_code == 403


def test_an_administrator_adds_renames_moves_and_closes_cells(quan: User, tree: Tree) -> None:
    client = as_user(quan)
    client.post(reverse("cells"), {"code": "tổ/1", "name": "Tổ Một", "parent": "nam"})
    page = reverse("cell", args=["tổ/1"])
    client.post(page, {"action": "rename", "rename-name": "Tổ Mới", "rename-kind": ""})
    client.post(page, {"action": "move", "move-parent": "bac"})
    client.post(page, {"action": "close", "close-last_day": "05/06/2026"})
    cell = Cell.objects.get(code="tổ/1")
    assert (cell.name, cell.path[: len(tree.north.path)], str(cell.valid_to)) == (
        "Tổ Mới",
        tree.north.path,
        "2026-06-05",
    )
    refused = client.post(page, {"action": "move", "move-parent": "xa"}).content.decode()
    assert "Không có đơn vị nào mang mã “xa”." in refused


def test_a_roster_is_uploaded_read_and_applied(olga: User, an: Member, tree: Tree) -> None:
    report = kept(
        olga, written(("K1", "Lê <b>Mới</b>", "sen"), ("K2", "Bình", "xa"), ("TV001", "Nguyễn Văn An", "dua"))
    )
    client = as_user(olga)
    problems = client.get(report).content.decode()
    assert "Không có đơn vị đang hoạt động mang mã “xa”." in problems
    assert "Lê &lt;b&gt;Mới&lt;/b&gt;" in client.get(report, {"show": "new"}).content.decode()
    assert "Nguyễn Văn An · sen" in client.get(report, {"show": "moved"}).content.decode()
    assert Member.objects.count() == 1
    answer = client.post(report, {"action": "apply"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Đã áp dụng: thêm 1 người, chuyển 1, sửa 0.",
        "1 dòng có lỗi nên không được áp dụng.",
    ]
    again = client.post(report, {"action": "apply"}, follow=True).content.decode()
    assert "Danh sách này đã được áp dụng rồi." in again


def test_a_discarded_roster_changes_nothing(olga: User, tree: Tree) -> None:
    report = kept(olga, golden("comma.csv"))
    as_user(olga).post(report, {"action": "discard"})
    assert (RosterImport.objects.count(), Member.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp không có dòng nào."),
        (golden("cp1258.csv"), "Tệp chữ không theo mã UTF-8."),
        (golden("missing_cell_column.csv"), "Không thấy dòng tiêu đề có các cột: mã đơn vị."),
        (golden("unclosed_quote.csv"), "Dòng 3 có dấu ngoặc kép mở mà không đóng"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_words(olga: User, tree: Tree, content: bytes, words: str) -> None:
    answer = as_user(olga).post(reverse("roster-import"), {"file": SimpleUploadedFile("ds.csv", content)})
    assert words in answer.content.decode()
    assert not RosterImport.objects.exists()


def test_slips_are_given_out_once(olga: User, tree: Tree) -> None:
    make_member("TV020", "Tạ Sen", tree.sen)
    client, address = as_user(olga), reverse("roster-accounts")
    slips = client.post(address, {"accounts-kind": "csv"})
    assert slips["Cache-Control"] == "no-store, private"
    assert slips.content.decode("utf-8-sig").splitlines()[1].startswith("Tạ Sen,Tổ Sen,tv020,")
    assert client.post(address, {"accounts-kind": "xlsx"}).status_code == 302


def test_the_empty_list_has_headings_that_the_import_reads(olga: User, tree: Tree) -> None:
    client = as_user(olga)
    for kind in ("csv", "xlsx"):
        content = client.get(reverse("roster-template", args=["roster", kind])).content
        report = as_user(olga).get(kept(olga, content)).content.decode()
        assert "Không có dòng nào dưới dòng tiêu đề." in report
    assert client.get("/roster/template/passwords.csv").status_code == 404


def test_a_list_of_cells_with_errors_is_shown_with_its_lines(quan: User, tree: Tree) -> None:
    content = "mã đơn vị,tên đơn vị,mã đơn vị cấp trên\nlan,Tổ Lan,xa\n".encode()
    answer = as_user(quan).post(reverse("cells-import"), {"file": SimpleUploadedFile("dv.csv", content)})
    assert "Không có đơn vị cấp trên nào mang mã “xa”." in answer.content.decode()
    assert upload(as_user(quan), content.replace(b"xa", b"goc"), "cells-import") == 302
    assert Cell.objects.filter(code="lan").exists()


def test_roles_are_given_and_taken(quan: User, sam: User, tree: Tree) -> None:
    client, page = as_user(quan), reverse("roles")
    client.post(page, {"action": "grant", "grant-username": "sam", "grant-kind": "secretary", "grant-cell": "sen"})
    role = Role.objects.get(user=sam)
    assert role.cell == tree.sen
    client.post(page, {"action": "revoke", "role": role.pk})
    own = Role.objects.get(user=quan)
    refused = client.post(page, {"action": "revoke", "role": own.pk}, follow=True).content.decode()
    assert "Bạn không thể tự thu vai trò quản trị của chính mình." in refused
    assert list(Role.objects.all()) == [own]


def test_the_password_of_a_new_staff_account_is_shown_once(quan: User) -> None:
    fields = {"staff-username": "thu", "staff-full_name": "Người Thu", "staff-kind": "marker", "staff-cell": ""}
    client = as_user(quan)
    made = client.post(reverse("roles"), {"action": "staff", **fields}).context["made"]
    assert Client().login(username="thu", password=made["password"])
    assert made["password"] not in client.get(reverse("roles")).content.decode()


def test_signing_in_goes_on_within_this_site_only(sam: User) -> None:
    fields = {"username": "Sam", "password": "mat-khau-thu-1"}
    for onward, arrived in [("/account/", "/account/"), ("https://evil.example/", "/"), ("//evil.example", "/")]:
        answer = Client().post(reverse("sign-in"), {**fields, "next": onward})
        assert (answer.status_code, answer["Location"]) == (302, arrived)


def test_a_wrong_password_says_no_more_than_that_and_then_waits(sam: User) -> None:
    def attempt(name: str) -> tuple[int, list[str]]:
        answer = Client().post(reverse("sign-in"), {"username": name, "password": "wrong"})
        return answer.status_code, answer.context["form"].non_field_errors()

    assert attempt("sam") == attempt("nobody") == (200, ["Tên đăng nhập hoặc mật khẩu không đúng."])
    assert [attempt("sam")[0] for _ in range(5)] == [200] * 4 + [429]


def test_signing_out_needs_a_button(sam: User) -> None:
    client = as_user(sam)
    assert client.get(reverse("sign-out")).status_code == 405
    client.post(reverse("sign-out"))
    assert client.get(reverse("account")).status_code == 302


def test_a_new_password_ends_the_other_sessions(sam: User) -> None:
    here, there = as_user(sam), as_user(sam)
    new = "mot-mat-khau-moi-9"
    fields = {"old_password": "mat-khau-thu-1", "new_password1": new, "new_password2": new}
    here.post(reverse("account"), fields)
    assert here.get(reverse("account")).status_code == 200
    assert there.get(reverse("account")).status_code == 302


PINNED = {"cells": 6, "roster-import": 6, "roles": 5, "cell": 7, "report": 7}


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(
    rows: int, quan: User, tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        user = User.objects.create(username=f"u{number}", full_name="Người")
        make_member(f"P{number}", "Người Đếm", tree.sen, user)
        Role.objects.create(user=user, kind="secretary", cell=tree.sen)
        report = kept(quan, written(*[(f"N{line}", f"Mới {line}", "sen") for line in range(rows)]))
    addresses = {name: reverse(name) for name in ("cells", "roster-import", "roles")}
    addresses |= {"cell": reverse("cell", args=["sen"]), "report": report}
    client = as_user(quan)
    for name, address in addresses.items():
        with django_assert_num_queries(PINNED[name], info=name):
            assert client.get(address).status_code == 200
