"""Claims about the first page: what each person finds there, and at what cost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contests.models import Contest, Room, RoomKind
from contests.rules.room import Move
from contests.services.authoring import copy_contest, publish_contest
from contests.services.rooms import open_room
from members.models import Cell, Member, User
from tests.contests.conftest import CANARY, Stage
from tests.contests.evening import evening, played


def as_person(person: User | Member) -> Client:
    client = Client()
    user = person.user if isinstance(person, Member) else person
    assert user is not None
    client.force_login(user)
    return client


def begins(contest: Contest, days: int) -> None:
    Contest.objects.filter(pk=contest.pk).update(starts_at=timezone.now() + timedelta(days=days))


def test_a_stranger_finds_one_field_for_the_code_and_the_way_to_sign_in(client: Client, stage: Stage) -> None:
    page = client.get("/").content.decode()
    assert 'action="/join/"' in page
    assert 'name="code"' in page
    assert 'href="/sign-in/"' in page
    assert stage.contest.title not in page


def test_a_member_enters_todays_room_and_sees_later_ones_with_their_day(stage: Stage, olga: User, an: Member) -> None:
    begins(stage.contest, 0)
    now = timezone.now()
    later = copy_contest(contest=stage.contest, title="Tuần sau", by=olga, starts_at=now + timedelta(days=7), at=now)
    publish_contest(contest=later, at=now)
    found = as_person(an).get("/").context
    assert [door.line.contest.title for door in found["open_doors"]] == ["Hội thi thử"]
    assert [door.line.contest.title for door in found["later_doors"]] == ["Tuần sau"]


def test_a_room_that_nobody_ever_opened_is_forgotten_after_a_week(stage: Stage, an: Member) -> None:
    begins(stage.contest, -8)
    assert as_person(an).get("/").context["open_doors"] == []


def test_a_rehearsal_that_is_over_hides_no_contest(stage: Stage, an: Member, olga: User) -> None:
    begins(stage.contest, 0)
    rehearsal = open_room(contest=stage.contest, kind=RoomKind.REHEARSAL, at=timezone.now())
    Room.objects.filter(pk=rehearsal.pk).update(phase="finished", finished_at=timezone.now())
    assert len(as_person(an).get("/").context["open_doors"]) == 1
    assert [line.contest for line in as_person(olga).get("/").context["organised"]] == [stage.contest]


def test_a_contest_of_other_cells_is_not_offered(stage: Stage, an: Member, tree: object) -> None:
    begins(stage.contest, 0)
    Contest.objects.update(cell=Cell.objects.get(code="nam"))
    assert as_person(an).get("/").context["open_doors"] == []


def test_own_results_say_points_and_rank_of_how_many(stage: Stage, an: Member, binh: Member) -> None:
    played(stage, an, binh)
    (own,) = as_person(an).get("/").context["results"]
    assert (own.points, own.rank, own.of, own.is_final) == (10, 1, 2, False)


def test_what_to_study_is_what_one_was_wrong_about_with_its_passage(stage: Stage, an: Member, binh: Member) -> None:
    played(stage, an, binh)
    page = as_person(an).get("/")
    (theme,) = page.context["study"]
    assert (theme.title, theme.right, theme.asked, len(theme.quotes)) == ("Chủ đề một", 1, 2, 1)
    assert CANARY in page.content.decode()


def test_nothing_of_an_open_question_reaches_the_first_page(stage: Stage, an: Member, binh: Member) -> None:
    one = evening(stage, an, binh)
    stage.go(Move.READY, Move.OPEN)
    one.answer(one.an, 1, right=False)
    stage.go(Move.CLOSE)
    page = as_person(an).get("/")
    assert page.context["study"] == []
    assert CANARY not in page.content.decode()


def test_an_organiser_and_a_marker_see_what_waits_for_them(
    stage: Stage, olga: User, theo: User, an: Member, binh: Member
) -> None:
    one = evening(stage, an, binh)
    one.quiz()
    one.essay()
    assert as_person(olga).get("/").context["unmarked"] == 1
    assert f"/host/{stage.room.code}/" in as_person(olga).get("/").content.decode()
    marker = as_person(theo).get("/")
    assert marker.context["unmarked"] == 1
    assert "organised" not in marker.context


@pytest.mark.parametrize("contests", [1, 3])
def test_the_first_page_costs_the_same_whatever_is_on_it(
    contests: int,
    stage: Stage,
    olga: User,
    an: Member,
    binh: Member,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    played(stage, an, binh)
    now = timezone.now()
    for number in range(contests):
        copy = copy_contest(contest=stage.contest, title=f"Cuộc {number}", by=olga, starts_at=now, at=now)
        publish_contest(contest=copy, at=now)
    client = as_person(an)
    with django_assert_num_queries(12):
        assert len(client.get("/").context["open_doors"]) == contests
