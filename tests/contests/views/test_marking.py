"""Claims about the marking desk: blind, one writer at a time, nothing lost, nothing known before it is published."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contests.models import Draft, ScriptMark
from contests.queries.marking import numbered
from contests.rules.marking import blind_order
from contests.rules.room import Move
from contests.services.joining import join_as_guest
from contests.services.marking import mark_script
from contests.services.taking import SentDraft, store
from members.models import Member, User
from tests.contests.conftest import START, Stage
from tests.contests.evening import ESSAY, SECOND, Evening, evening
from tests.contests.views.test_home import as_person


@pytest.fixture
def written(stage: Stage, an: Member, binh: Member) -> Evening:
    """An has written, and the room stands after the essay."""
    one = evening(stage, an, binh)
    one.quiz()
    one.essay()
    return one


def page_of(client: Client, draft: Draft) -> str:
    return client.get(reverse("script", args=[draft.pk])).content.decode()


def test_a_script_shows_text_and_rubric_and_nothing_of_its_writer(written: Evening, theo: User) -> None:
    page = page_of(as_person(theo), Draft.objects.get())
    assert ESSAY in page
    assert "Nội dung" in page
    assert "Bài 001" in page
    for word in ("Nguyễn Văn An", "Tổ Sen", "TV001", "seat-"):
        assert word not in page


def test_a_script_is_there_only_once_the_time_is_over(stage: Stage, an: Member, binh: Member, theo: User) -> None:
    one = evening(stage, an, binh)
    one.quiz()
    stage.go(Move.READY, Move.OPEN)
    store(sent=[SentDraft(one.an.pk, stage.run(3).pk, 1, ESSAY, stage.at + SECOND)], at=stage.at + SECOND)
    client = as_person(theo)
    assert client.get(reverse("script", args=[Draft.objects.get().pk])).status_code == 404
    assert client.get(reverse("marking")).context["backlogs"] == []
    stage.go(Move.CLOSE, after=30)
    assert client.get(reverse("script", args=[Draft.objects.get().pk])).status_code == 200


def test_marks_are_kept_and_the_next_script_comes(written: Evening, theo: User) -> None:
    draft = Draft.objects.get()
    client = as_person(theo)
    sent = {"version": 0, "points_0": 6, "points_1": 3, "comment": "Khá"}
    assert client.post(reverse("script", args=[draft.pk]), sent).headers["Location"] == reverse("marking")
    mark = ScriptMark.objects.get()
    assert (mark.marker, mark.comment, list(mark.criteria.values_list("points", flat=True))) == (theo, "Khá", [6, 3])


@pytest.mark.parametrize(("points", "words"), [("8", "Điểm phải từ 0 đến 7."), ("", "Hãy cho điểm tiêu chí này.")])
def test_points_outside_the_rubric_are_refused_beside_their_field(
    points: str, words: str, written: Evening, theo: User
) -> None:
    sent = {"version": 0, "points_0": points, "points_1": 2, "comment": "Giữ lại"}
    answer = as_person(theo).post(reverse("script", args=[Draft.objects.get().pk]), sent)
    assert answer.status_code == 400
    assert answer.context["form"].errors == {"points_0": [words]}
    assert "Giữ lại" in answer.content.decode()
    assert not ScriptMark.objects.exists()


def test_who_comes_second_sees_the_others_marks_and_keeps_their_own(written: Evening, theo: User, olga: User) -> None:
    draft = Draft.objects.get()
    at = written.stage.at + 60 * SECOND
    mark_script(draft=draft, points=[7, 1], comment="Của Olga", version=0, marker=olga, at=at)
    client = as_person(theo)
    sent = {"version": 0, "points_0": 2, "points_1": 2, "comment": "Của Theo"}
    answer = client.post(reverse("script", args=[draft.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Bài này vừa được người khác chấm.", "Phan Olga", "Của Olga", "Của Theo", "người kia cho 7"):
        assert words in page
    assert [line.field.value() for line in answer.context["form"].lines()] == ["2", "2"]
    assert 'name="version" value="1"' in page
    assert ScriptMark.objects.get().comment == "Của Olga"
    assert client.post(reverse("script", args=[draft.pk]), {**sent, "version": 1}).status_code == 302
    assert ScriptMark.objects.get().comment == "Của Theo"


def test_marks_are_published_by_organisers_once_every_script_has_one(written: Evening, theo: User, olga: User) -> None:
    contest = written.stage.contest
    organiser = as_person(olga)
    early = organiser.post(reverse("marks-publish", args=[contest.pk]), follow=True)
    assert "Còn 1 bài chưa chấm." in early.content.decode()
    as_person(theo).post(
        reverse("script", args=[Draft.objects.get().pk]), {"version": 0, "points_0": 1, "points_1": 1, "comment": ""}
    )
    done = organiser.post(reverse("marks-publish", args=[contest.pk]), follow=True)
    assert [backlog.is_published for backlog in done.context["backlogs"]] == [True]


def test_the_order_of_scripts_is_stable_and_not_that_of_arrival() -> None:
    assert blind_order(7, [1, 2, 3, 4, 5]) == blind_order(7, [5, 4, 3, 2, 1])
    assert sorted(blind_order(7, range(40))) == list(range(40))
    assert blind_order(7, range(40)) != list(range(40))
    assert blind_order(7, range(40)) != blind_order(8, range(40))


@pytest.mark.parametrize("scripts", [1, 3])
def test_the_desk_costs_the_same_however_much_is_on_it(
    scripts: int, stage: Stage, theo: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seats = [join_as_guest(room=stage.room, name=f"Khách {n}", cell=None, at=START)[0] for n in range(scripts)]
    for _ in range(2):
        stage.go(Move.READY, Move.OPEN, Move.CLOSE, Move.REVEAL)
    stage.go(Move.READY, Move.OPEN)
    at = stage.at + SECOND
    store(sent=[SentDraft(seat.pk, stage.run(3).pk, 1, ESSAY, at) for seat in seats], at=at)
    stage.go(Move.CLOSE, after=30)
    run = stage.run(3).pk
    first = numbered([run])[run][0].draft
    client = as_person(theo)
    with django_assert_num_queries(5):
        assert len(client.get(reverse("marking"), {"run": run}).context["page"]) == scripts
    with django_assert_num_queries(6):
        client.get(reverse("script", args=[first]))
