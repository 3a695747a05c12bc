"""A file of questions without passages: proposed, shown, and stored as drafts or not at all."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from members.models import User
from questions.models import Question, QuestionImport, Theme
from questions.services.importing import Checked
from questions.services.uploads import check_upload, discard_upload, save_upload
from refusals import Rejected
from tests.questions.builders import AT, SHEET, Paper, ask, kept_import, make_paper, upload
from tests.questions.importers.reports import CASES


def places(checked: Checked) -> list[tuple[str, str, str]]:
    return [(ready.found.draft.text, ready.theme.title, str(ready.passage)) for ready in checked.ready]


def told(checked: Checked) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in (*checked.problems, *checked.warnings)]


def test_each_question_gets_the_passage_it_is_most_likely_about(paper: Paper) -> None:
    checked = check_upload(upload=upload(paper))
    assert places(checked) == [
        ("Ao làng được đào năm nào?", "Nước", str(paper.pond)),
        ("Cây đa cao bao nhiêu?", "Đất", str(paper.tree)),
    ]
    assert told(checked) == [("row:4", "key_not_found")]
    assert (checked.found, checked.keyed, checked.options, checked.keys) == (3, 2, (3, 2, 3), ("B", "B", ""))


def test_a_chosen_theme_takes_all_that_name_none(paper: Paper) -> None:
    checked = check_upload(upload=upload(paper, theme=paper.land))
    assert [theme for _, theme, _ in places(checked)] == ["Đất", "Đất"]
    assert [passage for _, _, passage in places(checked)][1] == str(paper.tree)


def test_where_nothing_fits_the_first_passage_is_taken_and_told(paper: Paper) -> None:
    checked = check_upload(upload=upload(paper, "Câu hỏi,A,B,Đáp án,Chủ đề\nXyz?,q,w,A,Lửa\n"))
    assert places(checked) == [("Xyz?", "Nước", str(paper.pond))]
    assert told(checked) == [("row:2", "theme_not_matched"), ("row:2", "passage_not_matched")]
    chosen = check_upload(upload=upload(paper, "Câu hỏi,A,B,Đáp án\nXyz?,q,w,A\n", theme=paper.land))
    assert places(chosen) == [("Xyz?", "Đất", str(paper.tree))]


def test_a_question_of_the_bank_is_told(paper: Paper) -> None:
    code = ask(paper).code
    checked = check_upload(upload=upload(paper, 'Câu hỏi,A,B,Đáp án\n"Ao làng, câu số 1?",q,w,A\n'))
    assert [w.params for w in checked.warnings if w.code == "stem_in_bank"] == [{"code": code}]


def test_a_flaw_keeps_only_its_own_question_out(paper: Paper) -> None:
    checked = check_upload(upload=upload(paper, "Câu hỏi,A,B,Đáp án\nAo?,q,q,A\nCây?,q,w,A\n"))
    assert ([text for text, _, _ in places(checked)], told(checked)[0]) == (["Cây?"], ("row:2", "option_twice"))


def test_what_is_stored_is_a_draft_and_the_file_is_not_kept(paper: Paper, olga: User) -> None:
    kept = kept_import(paper)
    save_upload(kept=kept, by=olga.pk, at=AT)
    stored = Question.objects.order_by("pk").values_list("text", "state", "passage", "author")
    assert list(stored) == [
        ("Ao làng được đào năm nào?", "draft", paper.pond.pk, olga.pk),
        ("Cây đa cao bao nhiêu?", "draft", paper.tree.pk, olga.pk),
    ]
    kept.refresh_from_db()
    assert (bytes(kept.content), kept.stored, kept.applied_at) == (b"", 2, AT)


def test_a_file_is_stored_once(paper: Paper, olga: User) -> None:
    kept = kept_import(paper)
    save_upload(kept=kept, by=olga.pk, at=AT)
    for again in (lambda: save_upload(kept=kept, by=olga.pk, at=AT), lambda: discard_upload(kept=kept)):
        with pytest.raises(Rejected) as refusal:
            again()
        assert refusal.value.code == "import_already_saved"
    assert Question.objects.count() == 2


def test_a_file_without_a_usable_question_stores_nothing_and_stays(paper: Paper, olga: User) -> None:
    kept = kept_import(paper, "Câu hỏi,A,B,Đáp án\nAo?,q,w,\n")
    with pytest.raises(Rejected) as refusal:
        save_upload(kept=kept, by=olga.pk, at=AT)
    assert refusal.value.code == "questions_file_has_problems"
    assert QuestionImport.objects.filter(applied_at=None).count() == 1


def test_a_theme_of_another_document_is_refused(paper: Paper) -> None:
    other = make_paper("Sổ khác")
    with pytest.raises(Rejected) as refusal:
        check_upload(upload=upload(paper, theme=other.water))
    assert refusal.value.code == "theme_of_another_document"


def form(paper: Paper, content: bytes = SHEET.encode(), goes_to: str = "", key: bytes = b"") -> dict[str, object]:
    given = {"key_file": SimpleUploadedFile("dap-an.txt", key)} if key else {}
    where = goes_to or f"document-{paper.document.pk}"
    return {"file": SimpleUploadedFile("x.csv", content), "goes_to": where, **given}


def test_a_file_is_uploaded_looked_at_and_saved(client: Client, paper: Paper, olga: User) -> None:
    client.force_login(olga)
    answer = client.post(reverse("question-import"), form(paper))
    kept = QuestionImport.objects.get()
    assert answer["Location"] == reverse("import-report", args=[kept.pk])
    report = client.get(answer["Location"], {"show": "ready"}).content.decode()
    assert "Ao làng được đào năm nào?" in report
    assert paper.tree.text in report
    assert "Chưa có đáp án" in client.get(answer["Location"], {"show": "problems"}).content.decode()
    assert not Question.objects.exists()
    done = client.post(answer["Location"], {"action": "save"}, follow=True).content.decode()
    assert "Đã lưu 2 câu" in done
    assert Question.objects.count() == 2


def test_a_file_is_discarded(client: Client, paper: Paper, olga: User) -> None:
    client.force_login(olga)
    kept = kept_import(paper)
    client.post(reverse("import-report", args=[kept.pk]), {"action": "discard"})
    assert (QuestionImport.objects.exists(), Question.objects.exists()) == (False, False)
    assert client.post(reverse("import-report", args=[kept_import(paper).pk]), {"action": "x"}).status_code == 404


def test_a_separate_key_and_a_theme_are_taken_along(client: Client, paper: Paper, olga: User) -> None:
    client.force_login(olga)
    content = "Câu 1. Cây nào?\nA. đa\nB. đề\n".encode()
    client.post(reverse("question-import"), form(paper, content, f"theme-{paper.land.pk}", key=b"1A"))
    kept = QuestionImport.objects.get()
    save_upload(kept=kept, by=olga.pk, at=AT)
    assert [(q.theme, q.options.get(is_right=True).text) for q in Question.objects.all()] == [(paper.land, "đa")]


@pytest.mark.parametrize(
    ("content", "key", "words"),
    [(b"\x00\x01", b"", "Không nhận ra câu hỏi"), (SHEET.encode(), b"x", "Không tìm thấy đáp án nào")],
)
def test_a_file_that_cannot_be_read_keeps_the_form(
    client: Client, paper: Paper, olga: User, content: bytes, key: bytes, words: str
) -> None:
    client.force_login(olga)
    answer = client.post(reverse("question-import"), form(paper, content, key=key))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not QuestionImport.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_imports_has_a_fixed_number_of_queries(
    client: Client, paper: Paper, olga: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        kept_import(paper)
    client.force_login(olga)
    with django_assert_num_queries(7):
        client.get(reverse("question-import"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_report_has_a_fixed_number_of_queries(
    client: Client, paper: Paper, olga: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = kept_import(paper, "Câu hỏi,A,B,Đáp án\n" + "".join(f"Ao số {i}?,q,w,A\n" for i in range(number)))
    client.force_login(olga)
    with django_assert_num_queries(7):
        client.get(reverse("import-report", args=[kept.pk]), {"show": "ready"})


def send(user: User, paper: Paper, **fields: object) -> tuple[int, dict[str, object]]:
    client = APIClient()
    client.force_authenticate(user)
    body = {"file": SimpleUploadedFile("x.csv", SHEET.encode()), "document": paper.document.pk, **fields}
    answer = client.post("/api/questions/import/", body, format="multipart")
    return answer.status_code, answer.json()


def test_the_api_reports_and_stores(paper: Paper, olga: User) -> None:
    status, report = send(olga, paper, dry_run=True)
    assert (status, report["stored"], Question.objects.count()) == (200, 0, 0)
    assert (report["format"], report["questions"], report["keyed"], report["by_type"]) == ("csv", 3, 2, {"single": 3})
    assert report["problems"] == [
        {
            "place": "row:4",
            "code": "key_not_found",
            "message": "Chưa có đáp án nên câu này để ngoài. Hãy thêm đáp án vào tệp hoặc kèm tệp đáp án.",
        }
    ]
    status, report = send(olga, paper, theme=paper.land.pk)
    assert (status, report["stored"]) == (201, 2)
    assert set(Question.objects.values_list("theme", "state")) == {(paper.land.pk, "draft")}


def test_the_api_refuses_what_it_cannot_read(paper: Paper, olga: User) -> None:
    status, answer = send(olga, paper, file=SimpleUploadedFile("x.bin", b"\x00"))
    assert (status, answer["code"]) == (400, "questions_file_unknown")
    status, answer = send(olga, paper, theme=make_paper("Khác").water.pk)
    assert (status, answer["code"]) == (400, "theme_of_another_document")
    assert send(olga, paper, other=1)[0] == 400


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("importquestions", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_reports_a_file_without_any_document(db: None) -> None:
    report = json.loads(run(str(CASES / "kahoot.xlsx"), "--dry-run", "--json"))
    assert (report["format"], report["questions"], report["keyed"], report["keys"]) == ("kahoot", 2, 2, ["B", "A,C"])
    assert (report["options"], report["by_type"]) == ([4, 3], {"several": 1, "single": 1})


def test_the_command_takes_several_files_and_a_key(paper: Paper) -> None:
    names = ["text-with-key-file.txt", "word-sheet.docx"]
    files = [str(CASES / name) for name in names]
    reports = json.loads(run(*files, "--key-file", str(CASES / "key.docx"), "--json", "--theme", str(paper.land.pk)))
    assert [(report["file"], report["stored"]) for report in reports] == list(zip(names, [3, 2], strict=True))
    assert {theme for (theme,) in Question.objects.values_list("theme")} == {paper.land.pk}


def test_the_command_says_which_file_it_could_not_read(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x00")
    out = StringIO()
    with pytest.raises(CommandError, match="Không nhận ra câu hỏi"):
        call_command("importquestions", tmp_path / "x.bin", CASES / "word-sheet.docx", "--json", stdout=out)
    refused, read = json.loads(out.getvalue())
    assert (refused["questions"], refused["problems"][0]["code"], read["stored"]) == (0, "file_refused", 2)
    with pytest.raises(CommandError):
        run(str(CASES / "word-sheet.docx"), "--theme", "999")
    with pytest.raises(CommandError, match="0 documents"):
        run(str(CASES / "word-sheet.docx"), "--document", "Không có")


def test_a_document_without_themes_takes_questions_at_its_own_nodes(paper: Paper) -> None:
    Theme.objects.update(is_theme=False)
    checked = check_upload(upload=upload(paper))
    assert [theme for _, theme, _ in places(checked)] == ["Nước", "Đất"]
