"""The pages of documents and of the bank: who may open them, what they show, what they keep on error."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from members.models import User
from questions.models import Document, Question, State
from questions.services.authoring import edit_question, write_question
from tests.questions.builders import AT, Paper, ask, kept_import, make_paper, single, written

PLAN = """# Sổ tay làng

**I- MỤC ĐÍCH**

- Giữ ao làng trong lành.

**II- NỘI DUNG**

**1. Ao làng**

- Ao rộng hai mẫu.

**2. Cây đa**

- Cây cao mười tám mét.
""".encode()


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def form_of(paper: Paper, **changes: Any) -> dict[str, Any]:
    fields = {
        "theme": paper.water.pk,
        "passage": paper.pond.pk,
        "level": "recall",
        "text": "Ao được đào năm nào?",
        "quote": "được đào năm 1987",
        "option_0": "1986",
        "option_1": "1987",
        "right_1": "on",
    }
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


def addresses(paper: Paper) -> list[str]:
    code = ask(paper).code
    return [
        reverse("documents"),
        reverse("document", args=[paper.document.pk]),
        reverse("theme-edit", args=[paper.document.pk, paper.water.pk]),
        reverse("bank"),
        reverse("question-new"),
        reverse("question-new", query={"document": paper.document.pk}),
        reverse("question-new", query={"passage": paper.pond.pk, "kind": "single"}),
        reverse("question-new", query={"passage": paper.pond.pk, "kind": "written"}),
        reverse("question-new", query={"passage": paper.pond.pk, "kind": "truefalse"}),
        reverse("question", args=[code]),
        reverse("question-edit", args=[code]),
        reverse("question-import"),
        reverse("import-report", args=[kept_import(paper).pk]),
    ]


@pytest.mark.parametrize("who", ["olga", "quan"])
def test_editors_open_every_page(client: Client, paper: Paper, request: pytest.FixtureRequest, who: str) -> None:
    signed_in(client, request.getfixturevalue(who))
    assert {client.get(address).status_code for address in addresses(paper)} == {200}


@pytest.mark.parametrize("who", ["sam", "theo", "sau"])
def test_nobody_else_opens_any(client: Client, paper: Paper, request: pytest.FixtureRequest, who: str) -> None:
    signed_in(client, request.getfixturevalue(who))
    assert {client.get(address).status_code for address in addresses(paper)} == {403}
    assert {client.post(address).status_code for address in addresses(paper)} <= {403, 405}


def test_strangers_are_sent_to_sign_in(client: Client, paper: Paper) -> None:
    assert {client.get(address)["Location"].split("?")[0] for address in addresses(paper)} == {"/sign-in/"}


def test_pages_carry_no_inline_script_or_style(client: Client, paper: Paper, olga: User) -> None:
    signed_in(client, olga)
    for address in addresses(paper):
        page = client.get(address).content.decode()
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick=" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_documents_has_a_fixed_number_of_queries(
    client: Client, olga: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        ask(make_paper(f"Sổ tay {index}"))
    signed_in(client, olga)
    with django_assert_num_queries(5):
        client.get(reverse("documents"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_document_has_a_fixed_number_of_queries(
    client: Client, olga: User, paper: Paper, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        ask(paper, index)
    signed_in(client, olga)
    with django_assert_num_queries(13):
        page = client.get(reverse("document", args=[paper.document.pk])).content.decode()
    assert "<mark>được đào năm 1987</mark>" in page


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_bank_has_a_fixed_number_of_queries(
    client: Client, olga: User, paper: Paper, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        ask(paper, index)
    signed_in(client, olga)
    with django_assert_num_queries(6):
        page = client.get(reverse("bank"))
    assert page.content.decode().count('name="code"') == min(number, 50)


@pytest.mark.parametrize("number", [1, 3])
def test_a_question_has_a_fixed_number_of_queries(
    client: Client, olga: User, paper: Paper, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    questions = [ask(paper, index, by=olga.pk) for index in range(number)]
    signed_in(client, olga)
    with django_assert_num_queries(6):
        page = client.get(reverse("question", args=[questions[0].code])).content.decode()
    assert "Đáp án" in page
    assert "Sổ tay làng Bến, II.1" in page


def test_a_document_is_brought_in_and_shown(client: Client, olga: User) -> None:
    signed_in(client, olga)
    file = SimpleUploadedFile("../../etc/so tay.md", PLAN)
    answer = client.post(reverse("documents"), {"file": file, "title": ""})
    document = Document.objects.get()
    assert answer["Location"] == reverse("document", args=[document.pk])
    assert (document.title, document.file_name, document.imported_by) == ("Sổ tay làng", "so tay.md", olga)
    page = client.get(answer["Location"]).content.decode()
    assert "Ao làng" in page
    assert "Cây đa" in page


def test_the_same_file_twice_is_refused_with_its_title(client: Client, olga: User) -> None:
    signed_in(client, olga)
    client.post(reverse("documents"), {"file": SimpleUploadedFile("a.md", PLAN)})
    answer = client.post(reverse("documents"), {"file": SimpleUploadedFile("b.md", PLAN), "title": "Khác"})
    assert answer.status_code == 400
    assert "Tệp này đã được nhập rồi, với tên “Sổ tay làng”" in answer.content.decode()
    assert 'value="Khác"' in answer.content.decode()
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data"), [("trong.md", b""), ("trang.txt", b" \n\n"), ("may.txt", b"\x00\x01\x02\xff" * 400)]
)
def test_a_file_that_is_no_document_is_refused_in_words(client: Client, olga: User, name: str, data: bytes) -> None:
    signed_in(client, olga)
    answer = client.post(reverse("documents"), {"file": SimpleUploadedFile(name, data)})
    assert (answer.status_code, Document.objects.count()) == (400, 0)
    assert 'class="error"' in answer.content.decode()


def test_fifty_megabytes_are_refused_before_they_are_read(client: Client, olga: User) -> None:
    signed_in(client, olga)
    answer = client.post(reverse("documents"), {"file": SimpleUploadedFile("to.txt", b"a " * 25 * 1024 * 1024)})
    assert answer.status_code == 400
    assert "Tệp lớn hơn 20 MB" in answer.content.decode()


def test_a_theme_is_corrected(client: Client, olga: User, paper: Paper) -> None:
    signed_in(client, olga)
    address = reverse("theme-edit", args=[paper.document.pk, paper.water.pk])
    assert client.post(address, {"title": " "}).status_code == 400
    assert (
        client.post(address, {"title": "Ao hồ"})["Location"]
        == f"/documents/{paper.document.pk}/?theme={paper.water.pk}"
    )
    paper.water.refresh_from_db()
    assert (paper.water.title, paper.water.is_theme) == ("Ao hồ", False)


def test_a_question_is_written_as_a_draft(client: Client, olga: User, paper: Paper) -> None:
    signed_in(client, olga)
    address = reverse("question-new", query={"passage": paper.pond.pk, "kind": "single"})
    answer = client.post(address, form_of(paper))
    assert answer["Location"] == "/bank/Q-0001/"
    question = Question.objects.get()
    assert (question.state, question.author, question.options.count()) == ("draft", olga, 2)


@pytest.mark.parametrize(
    ("kind", "changes", "fields"),
    [
        ("single", {"right_1": None}, ["option_0"]),
        ("single", {"text": "  "}, ["text"]),
        ("single", {"option_3": "1987"}, ["option_3"]),
        ("single", {"right_4": "on", "right_1": None}, ["option_4"]),
        ("single", {"quote": "được đào năm 1988"}, ["quote"]),
        ("single", {"passage": "999999"}, ["passage"]),
        ("single", {"code": "có dấu"}, ["code"]),
        ("several", {}, ["option_0"]),
        ("truefalse", {}, ["answer"]),
        ("written", {}, ["criterion_0"]),
        ("written", {"criterion_1": "Đủ ý"}, ["criterion_1"]),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_lost(
    client: Client, olga: User, paper: Paper, kind: str, changes: dict[str, Any], fields: list[str]
) -> None:
    signed_in(client, olga)
    address = reverse("question-new", query={"passage": paper.pond.pk, "kind": kind})
    answer = client.post(address, form_of(paper, explanation="Chữ đã gõ", **changes))
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == fields
    assert "Chữ đã gõ" in answer.content.decode()
    assert not Question.objects.exists()


def test_a_true_false_and_a_written_question_are_written(client: Client, olga: User, paper: Paper) -> None:
    signed_in(client, olga)
    address = reverse("question-new", query={"document": paper.document.pk, "kind": "truefalse"})
    client.post(address, form_of(paper, answer="false"))
    address = reverse("question-new", query={"document": paper.document.pk, "kind": "written"})
    client.post(address, form_of(paper, criterion_1="Đủ ý", points_1="6", word_limit="200"))
    statement, essay = Question.objects.order_by("code")
    assert [(o.text, o.is_right) for o in statement.options.all()] == [("Đúng", False), ("Sai", True)]
    assert [(c.name, c.points) for c in essay.criteria.all()] == [("Đủ ý", 6)]
    assert client.get(reverse("question", args=[essay.code])).status_code == 200


def test_an_edit_shows_what_is_stored_and_makes_a_draft(client: Client, olga: User, paper: Paper) -> None:
    question = ask(paper)
    signed_in(client, olga)
    address = reverse("question-edit", args=[question.code])
    page = client.get(address)
    assert page.context["form"].initial["option_1"] == "1987"
    client.post(address, form_of(paper, version=1, text="Ao có từ năm nào?"))
    question.refresh_from_db()
    assert (question.state, question.text, question.version) == ("draft", "Ao có từ năm nào?", 2)


def test_an_edit_of_an_old_version_keeps_what_was_typed(client: Client, olga: User, paper: Paper) -> None:
    question = ask(paper)
    edit_question(code=question.code, version=1, theme=paper.water, passage=paper.pond, draft=single(), at=AT)
    signed_in(client, olga)
    answer = client.post(reverse("question-edit", args=[question.code]), form_of(paper, version=1, text="Của tôi"))
    assert answer.status_code == 400
    assert "vừa được người khác thay đổi" in answer.content.decode()
    assert "Của tôi" in answer.content.decode()


def test_buttons_move_a_question_on(client: Client, olga: User, paper: Paper) -> None:
    question = ask(paper, state=State.DRAFT, by=olga.pk)
    signed_in(client, olga)
    address = reverse("question", args=[question.code])
    client.post(address, {"step": "review", "version": 1})
    assert "Người soạn đã tự duyệt câu này" in client.get(address).content.decode()
    client.post(address, {"step": "publish", "version": 1})
    client.post(address, {"step": "destroy", "version": 2})
    question.refresh_from_db()
    assert (question.state, question.version, question.reviewer) == ("reviewed", 2, olga)


def test_many_questions_move_at_once(client: Client, olga: User, paper: Paper) -> None:
    codes = [ask(paper, i, state=State.DRAFT).code for i in range(3)]
    signed_in(client, olga)
    answer = client.post("/bank/?state=draft", {"code": codes[:2], "step": "review"}, follow=True)
    assert answer.redirect_chain == [("/bank/?state=draft", 302)]
    assert "Đã chuyển 2 câu hỏi." in answer.content.decode()
    answer = client.post("/bank/", {"code": codes, "step": "publish"}, follow=True)
    assert f"1 câu giữ nguyên vì chưa đến bước đó hoặc vừa bị sửa: {codes[2]}" in answer.content.decode()
    for broken in ({"step": "review"}, {"code": codes, "step": "edit"}, {"code": codes}):
        assert client.post("/bank/", broken).status_code == 302
    assert list(Question.objects.order_by("code").values_list("state", flat=True)) == ["published"] * 2 + ["draft"]


@pytest.mark.parametrize(
    "address",
    ["/bank/?theme=x&level=y&state=z&kind=w&page=x&q=%00", "/bank/?page=999999", "/bank/?theme=99999999999999999999"],
)
def test_a_filter_that_makes_no_sense_filters_nothing(client: Client, olga: User, paper: Paper, address: str) -> None:
    ask(paper)
    assert signed_in(client, olga).get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/documents/987654/",
        "/bank/khong-co/",
        "/bank/khong-co/edit/",
        "/bank/new/?passage=987654",
        "/bank/new/?passage=%D9%A3",
        "/bank/new/?document=99999999999999999999",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, olga: User, paper: Paper, address: str) -> None:
    assert signed_in(client, olga).get(address).status_code == 404


def test_text_of_people_is_shown_as_text(client: Client, olga: User, paper: Paper) -> None:
    signed_in(client, olga)
    evil = "<script>alert(1)</script>"
    address = reverse("question-new", query={"passage": paper.pond.pk, "kind": "single"})
    client.post(address, form_of(paper, text=evil, option_0=evil, explanation=evil))
    for page in ("/bank/Q-0001/", "/bank/", f"/documents/{paper.document.pk}/", "/bank/Q-0001/edit/"):
        assert evil not in client.get(page).content.decode()


def test_a_written_question_shows_its_rubric(client: Client, olga: User, paper: Paper) -> None:
    write_question(theme=paper.land, passage=paper.tree, draft=written(), by=olga.pk, at=AT, code="TL.1")
    page = signed_in(client, olga).get("/bank/TL.1/").content.decode()
    assert "Hướng dẫn chấm, 10 điểm" in page
    assert "Nhiều nhất 300 chữ." in page
