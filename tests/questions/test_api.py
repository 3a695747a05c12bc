"""The API of documents and of the bank: who may use it, what it answers, what it refuses."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from members.models import User
from questions.models import Document, Question, State
from tests.questions.builders import POND, Paper, ask
from tests.questions.test_pages import PLAN


def api(user: User | None) -> APIClient:
    client = APIClient()
    if user is not None:
        client.force_authenticate(user)
    return client


def calls(paper: Paper) -> list[tuple[str, str]]:
    code = ask(paper).code
    return [
        ("get", "/api/documents/"),
        ("post", "/api/documents/"),
        ("get", f"/api/documents/{paper.document.pk}/"),
        ("get", f"/api/documents/{paper.document.pk}/themes/"),
        ("get", f"/api/documents/{paper.document.pk}/coverage/"),
        ("get", f"/api/themes/{paper.water.pk}/passages/"),
        ("get", "/api/questions/"),
        ("post", "/api/questions/"),
        ("post", "/api/questions/import/"),
        ("get", f"/api/questions/{code}/"),
        ("put", f"/api/questions/{code}/"),
        ("post", f"/api/questions/{code}/state/"),
    ]


def body(paper: Paper, **changes: Any) -> dict[str, Any]:
    return {
        "theme": paper.water.pk,
        "passage": paper.pond.pk,
        "kind": "single",
        "text": "Ao được đào năm nào?",
        "quote": "được đào năm 1987",
        "options": [{"text": "1986"}, {"text": "1987", "is_right": True}],
        **changes,
    }


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("olga", {200, 400, 415}),
        ("quan", {200, 400, 415}),
        ("sam", {403}),
        ("theo", {403}),
        ("sau", {403}),
        (None, {401, 403}),
    ],
)
def test_only_editors_use_any_of_it(
    paper: Paper, request: pytest.FixtureRequest, who: str | None, expected: set[int]
) -> None:
    client = api(request.getfixturevalue(who) if who else None)
    statuses = {getattr(client, method)(address).status_code for method, address in calls(paper)}
    assert statuses <= expected
    assert bool(statuses & {200}) is (expected >= {200})


def test_a_document_comes_in_and_comes_back_with_its_outline(db: None, olga: User) -> None:
    client = api(olga)
    answer = client.post("/api/documents/", {"file": SimpleUploadedFile("lang.md", PLAN)}, format="multipart")
    assert answer.status_code == 201
    found = client.get(f"/api/documents/{answer.json()['id']}/").json()
    assert found["title"] == "Sổ tay làng"
    assert [(node["number"], node["title"]) for node in found["outline"] if node["number"]] == [
        ("I", "MỤC ĐÍCH"),
        ("II", "NỘI DUNG"),
        ("1", "Ao làng"),
        ("2", "Cây đa"),
    ]
    again = client.post("/api/documents/", {"file": SimpleUploadedFile("lang.md", PLAN)}, format="multipart")
    assert (again.status_code, again.json()["code"]) == (400, "document_known")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"  \n", "document_empty"), (b"\x00\xff" * 900, "document_binary"), (b"a " * 2**20 * 25, "document_too_large")],
)
def test_a_file_that_is_no_document_is_refused_by_its_code(db: None, olga: User, data: bytes, code: str) -> None:
    answer = api(olga).post("/api/documents/", {"file": SimpleUploadedFile("a.txt", data)}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not Document.objects.exists()


def test_themes_coverage_and_passages(paper: Paper, olga: User) -> None:
    ask(paper)
    client = api(olga)
    assert [t["title"] for t in client.get(f"/api/documents/{paper.document.pk}/themes/").json()["results"]] == [
        "NỘI DUNG",
        "Nước",
        "Đất",
    ]
    assert client.get(f"/api/documents/{paper.document.pk}/coverage/").json() == [
        {"theme": paper.water.pk, "title": "Nước", "levels": {"recall": 1, "understand": 0, "apply": 0}, "total": 1},
        {"theme": paper.land.pk, "title": "Đất", "levels": {"recall": 0, "understand": 0, "apply": 0}, "total": 0},
    ]
    (passage,) = client.get(f"/api/themes/{paper.water.pk}/passages/").json()["results"]
    assert passage == {
        "id": paper.pond.pk,
        "theme": paper.water.pk,
        "position": 0,
        "text": POND,
        "place": "line:1",
    }


def test_coverage_outside_every_theme_has_no_theme(paper: Paper, olga: User) -> None:
    ask(paper, theme=paper.section)
    rows = api(olga).get(f"/api/documents/{paper.document.pk}/coverage/").json()
    assert rows[-1] == {"theme": None, "title": None, "levels": {"recall": 1, "understand": 0, "apply": 0}, "total": 1}


def test_a_question_is_written_edited_and_published(paper: Paper, olga: User) -> None:
    client = api(olga)
    written = client.post("/api/questions/", body(paper)).json()
    assert (written["code"], written["state"], written["source_text"]) == ("Q-0001", "draft", "Sổ tay làng Bến, II.1")
    edited = client.put("/api/questions/Q-0001/", body(paper, version=1, text="Ao có từ bao giờ?")).json()
    assert (edited["version"], edited["text"]) == (2, "Ao có từ bao giờ?")
    late = client.put("/api/questions/Q-0001/", body(paper, version=1))
    assert (late.status_code, late.json()["code"]) == (409, "question_moved_on")
    assert client.post("/api/questions/Q-0001/state/", {"step": "publish", "version": 2}).json()["code"] == (
        "state_out_of_reach"
    )
    client.post("/api/questions/Q-0001/state/", {"step": "review", "version": 2})
    client.post("/api/questions/Q-0001/state/", {"step": "publish", "version": 3})
    assert client.get("/api/questions/Q-0001/").json()["state"] == "published"


def test_every_flaw_of_a_question_is_named(paper: Paper, olga: User) -> None:
    answer = api(olga).post("/api/questions/", body(paper, text=" ", options=[{"text": "1987"}, {"text": "1987"}]))
    assert answer.status_code == 400
    assert [(flaw["code"], flaw["field"]) for flaw in answer.json()["flaws"]] == [
        ("text_empty", "text"),
        ("option_twice", "options.1"),
        ("one_right", "options"),
    ]
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "published"},
        {"author": 1},
        {"is_staff": True},
        {"options": [{"text": "a", "is_right": True, "points": 9}, {"text": "b"}]},
        {"theme": 987654},
        {"kind": "order"},
        {"options": "a"},
        {"word_limit": 10**30},
    ],
)
def test_what_is_not_declared_is_refused(paper: Paper, olga: User, changes: dict[str, Any]) -> None:
    assert api(olga).post("/api/questions/", body(paper, **changes)).status_code == 400
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/api/questions/?ordering=options__is_right",
        "/api/questions/?options__is_right=true",
        "/api/questions/?expand=options",
        "/api/questions/?fields=key",
        "/api/questions/?state=lost",
        "/api/questions/?theme=x",
        "/api/documents/?search=a",
        "/api/documents/?ordering=content",
    ],
)
def test_hidden_columns_cannot_be_asked_about(paper: Paper, olga: User, address: str) -> None:
    assert api(olga).get(address).status_code == 400


def test_the_bank_is_searched_and_filtered(paper: Paper, olga: User) -> None:
    ask(paper, 1)
    ask(paper, 2, state=State.DRAFT)
    client = api(olga)
    found = {
        query: [row["code"] for row in client.get(f"/api/questions/?{query}").json()["results"]]
        for query in ("", "search=cau so 2", "state=published", f"theme={paper.land.pk}", "kind=single&level=recall")
    }
    assert found == {
        "": ["Q-0001", "Q-0002"],
        "search=cau so 2": ["Q-0002"],
        "state=published": ["Q-0001"],
        f"theme={paper.land.pk}": [],
        "kind=single&level=recall": ["Q-0001", "Q-0002"],
    }
    assert "options" not in client.get("/api/questions/").json()["results"][0]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(
    paper: Paper, olga: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        ask(paper, index)
    client = api(olga)
    with django_assert_num_queries(3):
        assert client.get("/api/questions/").json()["count"] == number


@pytest.mark.parametrize(
    "address",
    [
        "/api/documents/987654/",
        "/api/documents/987654/themes/",
        "/api/documents/987654/coverage/",
        "/api/themes/987654/passages/",
        "/api/questions/khong-co/",
    ],
)
def test_what_is_not_there_is_not_found(paper: Paper, olga: User, address: str) -> None:
    assert api(olga).get(address).status_code == 404


def test_a_page_session_works_too(client: Client, olga: User) -> None:
    client.force_login(olga)
    assert client.get("/api/questions/").status_code == 200
