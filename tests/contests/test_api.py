"""Claims about the API of contests, rooms, answers and marking: the same services by another door."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contests.models import Answer, Contest, Draft, Item, Room, ScriptMark
from contests.rules.room import Move
from contests.services import answering
from contests.services.authoring import copy_contest
from contests.services.joining import join_as_guest
from contests.services.marking import mark_script
from members.models import Member, User
from refusals import Rejected
from tests.contests.conftest import CANARY, START, Stage
from tests.contests.evening import ESSAY, SECOND, evening, played
from tests.contests.views.test_home import as_person

JSON = "application/json"


def plan(**changes: Any) -> dict[str, Any]:
    rounds = [
        {"title": "Vòng 1", "kind": "quiz", "questions": ["Q2", "Q1"], "answer_seconds": 30, "scoring": "live"},
        {"title": "Vòng 2", "kind": "written", "questions": ["Q3"], "read_seconds": 0, "answer_seconds": 600},
    ]
    return {"title": "Qua API", "cell": "bac", "starts_at": "2026-12-01T19:30:00+07:00", "rounds": rounds, **changes}


def post(client: Client, address: str, body: dict[str, Any]) -> tuple[int, Any]:
    answer = client.post(address, body, content_type=JSON)
    return answer.status_code, answer.json()


def test_a_plan_becomes_a_draft_and_is_published(stage: Stage, olga: User) -> None:
    client = as_person(olga)
    status, made = post(client, "/api/contests/", plan())
    assert (status, made["standing"], made["cell"], made["code"], made["questions"]) == (201, "draft", "bac", None, 3)
    assert [(one["title"], one["questions"], one["worth"]) for one in made["rounds"]] == [
        ("Vòng 1", 2, 20),
        ("Vòng 2", 1, 10),
    ]
    items = Item.objects.filter(round__contest=made["id"]).values_list("question__code", flat=True)
    assert list(items) == ["Q2", "Q1", "Q3"]
    status, published = post(client, f"/api/contests/{made['id']}/publish/", {})
    assert (status, published["standing"]) == (200, "waiting")
    assert published["code"] == Room.objects.get(contest=made["id"]).code
    assert post(client, f"/api/contests/{made['id']}/publish/", {})[1]["code"] == "contest_is_published"


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"colour": "red"}, "colour"),
        ({"rounds": [{"title": "V", "kind": "quiz", "questions": ["Q1"], "colour": 1}]}, "rounds"),
        ({"title": ""}, "title"),
        ({"starts_at": "mai"}, "starts_at"),
        ({"rounds": [{"title": "V", "kind": "game", "questions": []}]}, "rounds"),
        ({"cell": "khong-co"}, "cell_not_found"),
        ({"rounds": [{"title": "V", "kind": "quiz", "questions": ["Q99"]}]}, "question_unknown"),
        ({"rounds": [{"title": "V", "kind": "quiz", "questions": ["Q3"]}]}, "question_of_other_kind"),
        ({"rounds": [{"title": "V", "kind": "quiz", "questions": ["Q1", "Q1"]}]}, "question_twice"),
        ({"tie_breaks": ["luck"]}, "tie_breaks"),
    ],
)
def test_a_plan_that_cannot_be_run_is_refused_whole(
    changes: dict[str, Any], complaint: str, stage: Stage, olga: User
) -> None:
    status, answer = post(as_person(olga), "/api/contests/", plan(**changes))
    assert status == 400
    assert complaint == answer.get("code") or complaint in answer
    assert list(Contest.objects.all()) == [stage.contest]


def test_publishing_takes_no_fields(stage: Stage, olga: User) -> None:
    copy = copy_contest(contest=stage.contest, title="Nháp", by=olga, starts_at=START, at=START)
    assert post(as_person(olga), f"/api/contests/{copy.pk}/publish/", {"force": True})[0] == 400


def test_members_list_what_is_published_and_learn_no_question(stage: Stage, olga: User, an: Member) -> None:
    copy_contest(contest=stage.contest, title="Nháp", by=olga, starts_at=START, at=START)
    client = as_person(an)
    found = client.get("/api/contests/").json()
    assert [one["title"] for one in found["results"]] == ["Hội thi thử"]
    for address in ("/api/contests/", f"/api/contests/{stage.contest.pk}/", f"/api/rooms/{stage.room.code}/"):
        text = client.get(address).content.decode()
        assert "Câu hỏi" not in text
        assert CANARY not in text


def test_results_are_both_boards_once_there_are_any(stage: Stage, an: Member, binh: Member) -> None:
    address = f"/api/contests/{stage.contest.pk}/results/"
    client = as_person(an)
    assert client.get(address).json() == {"contest": stage.contest.pk, "boards": []}
    played(stage, an, binh)
    boards = client.get(address).json()["boards"]
    assert [(board["kind"], board["is_final"]) for board in boards] == [("people", False), ("cells", False)]
    assert [(row["rank"], row["name"]) for row in boards[0]["top"]] == [(1, "Nguyễn Văn An"), (2, "Trần Thị Bình")]


def test_a_room_tells_its_phase_and_counts_and_keeps_the_key(
    stage: Stage, an: Member, binh: Member, olga: User
) -> None:
    one = evening(stage, an, binh)
    stage.go(Move.READY, Move.OPEN)
    one.answer(one.an, 1, right=True)
    address = f"/api/rooms/{stage.room.code}/"
    seen = Client().get(address)
    told = {name: seen.json()[name] for name in ("phase", "item_no", "items", "seats", "answered")}
    assert told == {"phase": "answer", "item_no": 1, "items": 3, "seats": 2, "answered": 1}
    assert not {"host", "reveal", "spread", "here", "names", "cells"} & set(seen.json())
    assert CANARY not in seen.content.decode()
    host = as_person(olga).get(address).json()["host"]
    assert host["key"] == list(stage.content(1).key)


def test_a_host_moves_the_room_and_an_old_version_is_refused(stage: Stage, olga: User) -> None:
    client, address = as_person(olga), f"/api/rooms/{stage.room.code}/moves/"
    assert post(client, address, {"move": "ready", "version": 0}) == (200, {"phase": "ready", "version": 1})
    status, refusal = post(client, address, {"move": "open", "version": 0})
    assert (status, refusal["code"]) == (409, "room_moved_on")
    assert post(client, address, {"move": "tick", "version": 1})[0] == 400
    assert post(client, address, {"move": "open", "version": 1, "quietly": True})[0] == 400
    assert Room.objects.get(pk=stage.room.pk).phase == "ready"


@pytest.fixture
def open_question(stage: Stage, olga: User) -> Stage:
    """The first question is open now, by the clock of the day."""
    stage.at = timezone.now()
    stage.go(Move.READY, Move.OPEN, after=0)
    return stage


def test_an_answer_over_http_is_stored_and_gets_the_receipt_of_the_socket(open_question: Stage, an: Member) -> None:
    stage, client = open_question, as_person(an)
    client.get(f"/r/{stage.room.code}/")
    run, key = stage.run(1).pk, list(stage.content(1).key)
    address = f"/api/rooms/{stage.room.code}/answers/"
    status, receipt = post(client, address, {"run": run, "attempt": 1, "choice": key})
    stored = Answer.objects.get()
    at = round(stored.received_at.timestamp() * 1000)
    assert (status, receipt) == (200, {"at": at, "attempt": 1, "choice": key, "revision": 0})
    other = [option.id for option in stage.content(1).options if option.id not in key][:1]
    assert post(client, address, {"run": run, "attempt": 1, "choice": other}) == (200, receipt)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"run": 999_999}, "run_not_open"),
        ({"choice": ["zzzzz"]}, "unknown_option"),
        ({"attempt": 0}, None),
        ({"choice": []}, None),
        ({"revision": 1}, None),
        ({"seat": 7}, None),
    ],
)
def test_an_answer_that_is_none_is_refused_by_the_same_rules(
    changes: dict[str, Any], code: str | None, open_question: Stage, an: Member
) -> None:
    stage, client = open_question, as_person(an)
    client.get(f"/r/{stage.room.code}/")
    body = {"run": stage.run(1).pk, "attempt": 1, "choice": list(stage.content(1).key), **changes}
    status, answer = post(client, f"/api/rooms/{stage.room.code}/answers/", body)
    assert (status, answer.get("code")) == (400, code)
    assert not Answer.objects.exists()


def test_a_guest_answers_with_the_seat_of_their_session(open_question: Stage, client: Client) -> None:
    stage = open_question
    client.post("/join/", {"code": stage.room.code, "step": "guest", "name": "Khách Cúc"})
    body = {"run": stage.run(1).pk, "attempt": 1, "choice": list(stage.content(1).key)}
    assert post(client, f"/api/rooms/{stage.room.code}/answers/", body)[0] == 200
    assert Answer.objects.get().seat.name == "Khách Cúc"


def test_who_was_sent_out_answers_by_no_door(open_question: Stage, an: Member) -> None:
    stage, client = open_question, as_person(an)
    client.get(f"/r/{stage.room.code}/")
    stage.room.seats.update(kicked_at=timezone.now())
    body = {"run": stage.run(1).pk, "attempt": 1, "choice": list(stage.content(1).key)}
    assert post(client, f"/api/rooms/{stage.room.code}/answers/", body)[1]["code"] == "sent_out"


def test_a_late_draft_is_too_late_by_every_door(stage: Stage, an: Member, binh: Member) -> None:
    one = evening(stage, an, binh)
    one.quiz()
    one.essay()
    offer = answering.OfferedDraft(run=stage.run(3).pk, revision=2, text="Sửa lại sau giờ")
    with pytest.raises(Rejected, match="too_late"):
        answering.answer_at_once(offer, room_id=stage.room.pk, seat_id=one.an.pk, received=stage.at + SECOND)
    assert Draft.objects.get().text == ESSAY


def test_a_marker_reads_scripts_without_names_and_marks_them(
    stage: Stage, an: Member, binh: Member, theo: User
) -> None:
    played(stage, an, binh)
    client, draft = as_person(theo), Draft.objects.get()
    (backlog,) = client.get("/api/marking/").json()
    assert (backlog["scripts"], backlog["marked"], backlog["next"]) == (1, 0, draft.pk)
    address = f"/api/marking/{draft.pk}/"
    script = client.get(address)
    assert (script.json()["text"], script.json()["version"], script.json()["mark"]) == (ESSAY, 0, None)
    assert "Nguyễn" not in script.content.decode()
    assert "Tổ Sen" not in script.content.decode()
    status, marked = post(client, address, {"points": [6, 2], "comment": "Tốt", "version": 0})
    assert (status, marked["mark"], marked["version"]) == (200, {"points": [6, 2], "comment": "Tốt"}, 1)
    assert client.get("/api/marking/").json()[0]["next"] is None


def test_marks_that_came_second_or_do_not_fit_are_refused(
    stage: Stage, an: Member, binh: Member, theo: User, olga: User
) -> None:
    played(stage, an, binh)
    draft = Draft.objects.get()
    mark_script(draft=draft, points=[7, 3], comment="", version=0, marker=olga, at=stage.at + SECOND)
    client, address = as_person(theo), f"/api/marking/{draft.pk}/"
    refusals = [
        post(client, address, body)[1].get("code")
        for body in (
            {"points": [1, 1], "version": 0},
            {"points": [8, 1], "version": 1},
            {"points": [1], "version": 1},
            {"points": [1, 1], "version": 1, "marker": 1},
        )
    ]
    assert refusals == ["mark_moved_on", "mark_out_of_range", "mark_incomplete", None]
    assert ScriptMark.objects.get().marker == olga


@pytest.mark.parametrize("contests", [1, 3])
def test_the_lists_cost_the_same_however_long_they_are(
    contests: int,
    stage: Stage,
    an: Member,
    binh: Member,
    olga: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    join_as_guest(room=stage.room, name="Khách", cell=None, at=START)
    played(stage, an, binh)
    for number in range(contests - 1):
        copy_contest(contest=stage.contest, title=f"Cuộc {number}", by=olga, starts_at=START, at=START)
    client = as_person(olga)
    with django_assert_num_queries(6):
        assert client.get("/api/contests/").json()["count"] == contests
    with django_assert_num_queries(5):
        client.get("/api/marking/")
