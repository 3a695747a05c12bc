"""Claims about results: both boards, one's own place, and one's own answers, never before they are settled."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contests.models import Draft
from contests.rules.room import Move
from contests.services.joining import join_as_guest
from contests.services.marking import mark_script, publish_written_marks
from contests.services.standings import board_key
from leaderboards.models import BoardKind, Visibility
from leaderboards.services import set_visibility
from members.models import Member, User
from tests.contests.conftest import CANARY, START, Stage
from tests.contests.evening import ESSAY, SECOND, evening, played
from tests.contests.views.test_home import as_person


def address(stage: Stage) -> str:
    return reverse("results", args=[stage.contest.pk])


def test_before_a_question_is_settled_there_is_nothing_to_see(stage: Stage, an: Member, binh: Member) -> None:
    one = evening(stage, an, binh)
    stage.go(Move.READY, Move.OPEN)
    one.answer(one.an, 1, right=True)
    client = as_person(an)
    for move in (None, Move.CLOSE):
        if move is not None:
            stage.go(move, after=5)
        page = client.get(address(stage))
        assert (page.context["parts"], page.context["review"]) == ([], [])
        assert CANARY not in page.content.decode()
        assert "Câu hỏi Q1?" not in page.content.decode()


def test_after_the_reveal_one_reviews_that_question_and_no_other(stage: Stage, an: Member, binh: Member) -> None:
    one = evening(stage, an, binh)
    stage.go(Move.READY, Move.OPEN)
    one.answer(one.an, 1, right=True)
    stage.go(Move.CLOSE, Move.REVEAL, Move.READY, Move.OPEN, after=5)
    page = as_person(an).get(address(stage))
    (first,) = page.context["review"]
    assert (first.number, first.is_right, first.points) == (1, True, 10)
    assert [line.is_right for line in first.options] == [line.is_mine for line in first.options]
    assert "Câu hỏi Q2?" not in page.content.decode()


def test_everybody_sees_both_boards_and_only_their_own_answers(stage: Stage, an: Member, binh: Member) -> None:
    played(stage, an, binh)
    page = as_person(binh).get(address(stage))
    assert [part.board.kind for part in page.context["parts"]] == ["people", "cells"]
    people = [(line.entry.name, line.is_own) for line in page.context["parts"][0].top]
    assert people == [("Nguyễn Văn An", False), ("Trần Thị Bình", True)]
    assert [one.points for one in page.context["review"]] == [0, 0, None]
    assert ESSAY not in page.content.decode()


def test_written_marks_and_comments_appear_when_they_are_published(
    stage: Stage, an: Member, binh: Member, theo: User, olga: User
) -> None:
    played(stage, an, binh)
    at = stage.at + 60 * SECOND
    mark_script(draft=Draft.objects.get(), points=[5, 2], comment="Nhận xét kín", version=0, marker=theo, at=at)
    client = as_person(an)
    before = client.get(address(stage)).content.decode()
    assert ESSAY in before
    assert "Nhận xét kín" not in before
    publish_written_marks(contest=stage.contest, by=olga, at=at)
    page = client.get(address(stage))
    essay = page.context["review"][2]
    assert (essay.points, [line.points for line in essay.criteria], essay.comment) == (7, [5, 2], "Nhận xét kín")
    assert "Vũ Theo" not in page.content.decode()


def test_a_question_that_was_skipped_shows_no_key(stage: Stage, an: Member, binh: Member) -> None:
    one = evening(stage, an, binh)
    stage.go(Move.READY, Move.OPEN)
    one.answer(one.an, 1, right=True)
    stage.go(Move.SKIP, Move.READY, after=5)
    page = as_person(an).get(address(stage))
    (first,) = page.context["review"]
    assert (first.is_void, first.options, first.points) == (True, (), None)
    assert CANARY not in page.content.decode()


def test_a_hidden_board_is_not_on_the_page(stage: Stage, an: Member, binh: Member) -> None:
    played(stage, an, binh)
    set_visibility(key=board_key(stage.room, BoardKind.PEOPLE), visibility=Visibility.ORGANISERS)
    assert [part.board.kind for part in as_person(an).get(address(stage)).context["parts"]] == ["cells"]
    assert as_person(an).get("/").context["results"] == []


def test_one_far_down_sees_the_rows_around_them(stage: Stage, an: Member, binh: Member) -> None:
    for number in range(12):
        join_as_guest(room=stage.room, name=f"A {number:02d}", cell=None, at=START)
    played(stage, an, binh)
    page = as_person(binh).get(address(stage))
    people = page.context["parts"][0]
    assert [line.entry.place for line in people.top] == list(range(1, 11))
    assert [(line.entry.place, line.is_own) for line in people.around] == [(12, False), (13, False), (14, True)]


def test_a_guest_of_an_open_contest_reviews_their_own_answers(client: Client, stage: Stage) -> None:
    client.post("/join/", {"code": stage.room.code, "step": "guest", "name": "Khách Cúc"})
    stage.go(Move.READY, Move.OPEN, Move.CLOSE, Move.REVEAL)
    page = client.get(address(stage))
    assert [one.is_answered for one in page.context["review"]] == [False]
    assert [line.is_own for line in page.context["parts"][0].top] == [True]


@pytest.mark.parametrize("guests", [1, 3])
def test_results_cost_the_same_however_many_took_part(
    guests: int, stage: Stage, an: Member, binh: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(guests):
        join_as_guest(room=stage.room, name=f"Khách {number}", cell=None, at=START)
    played(stage, an, binh)
    client = as_person(an)
    client.get(address(stage))
    with django_assert_num_queries(16):
        client.get(address(stage))
