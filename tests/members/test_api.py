"""Claims about the REST door to cells, members and rosters."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rest_framework.test import APIClient

from members.models import Member, User
from tests.conftest import Tree
from tests.members.rosters import written


def client_of(user: User | None) -> APIClient:
    client = APIClient()
    if user:
        client.force_authenticate(user)
    return client


def post_roster(client: APIClient, content: bytes) -> Any:  # a response of the test client has no types
    file = SimpleUploadedFile("ds.csv", content)
    return client.post(reverse("api-roster"), {"file": file}, format="multipart")


def test_a_secretary_lists_the_own_cells_and_a_stranger_none(sau: User, sam: User, an: Member) -> None:
    sen = {"code": "sen", "name": "Tổ Sen", "kind": "cell", "parent": "", "own": 1, "total": 1, "is_open": True}
    assert client_of(sau).get(reverse("api-cells")).json()["results"] == [sen]
    assert client_of(sam).get(reverse("api-cells")).json()["results"] == []
    assert client_of(None).get(reverse("api-cells")).status_code in {401, 403}


def test_an_organiser_searches_cells_and_members_without_accents(olga: User, an: Member, binh: Member) -> None:
    client = client_of(olga)
    assert [row["code"] for row in client.get(reverse("api-cells"), {"search": "dua"}).json()["results"]] == ["dua"]
    found = client.get(reverse("api-members"), {"cell": "bac", "search": "BINH"}).json()["results"]
    assert found == [
        {
            "key": "TV002",
            "full_name": "Trần Thị Bình",
            "cell": "dua",
            "obligation": "compulsory",
            "valid_from": "2020-01-01",
            "has_account": True,
        }
    ]


@pytest.mark.parametrize("name", ["api-members", "api-roster"])
def test_members_and_rosters_are_for_who_may_import(name: str, sau: User, theo: User) -> None:
    for user in (sau, theo, None):
        assert client_of(user).post(reverse(name)).status_code in {401, 403}
        assert client_of(user).get(reverse(name)).status_code in {401, 403}


def test_a_roster_is_posted_and_applied_once(olga: User, tree: Tree) -> None:
    client = client_of(olga)
    posted = post_roster(client, written(("K1", "Lê Mới", "sen"), ("K2", "Bình", "xa")))
    problem = {
        "line": 3,
        "code": "cell_unknown",
        "warning": False,
        "detail": "Không có đơn vị đang hoạt động mang mã “xa”. Hãy thêm đơn vị trước hoặc sửa mã.",
    }
    report = posted.json()
    numbers = {"new": 1, "moved": 0, "changed": 0, "unchanged": 0, "missing": 0}
    assert posted.status_code == 201
    assert report == {"id": report["id"], "applied": False, **numbers, "problems": [problem]}
    address = reverse("api-roster-apply", args=[report["id"]])
    assert client.post(address, {"whole": True}).json()["code"] == "roster_has_errors"
    assert client.post(address).json() == {**report, "applied": True}
    assert client.post(address).json()["code"] == "roster_already_applied"
    assert client.post(reverse("api-roster-apply", args=[0])).status_code == 404


def test_a_file_that_is_no_roster_is_refused_with_a_code(olga: User, tree: Tree) -> None:
    answer = post_roster(client_of(olga), b"")
    assert (answer.status_code, answer.json()) == (400, {"code": "table_empty", "detail": "Tệp không có dòng nào."})


def test_an_unknown_cell_is_refused_with_a_code(olga: User, tree: Tree) -> None:
    answer = client_of(olga).get(reverse("api-members"), {"cell": "xa"})
    assert (answer.status_code, answer.json()["code"]) == (400, "cell_not_found")
