"""Claims about the pages of contests: the list, the rules, and the page on which one is set up."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contests.forms.contest import spread_evenly
from contests.models import Contest, Item, Room, Round
from contests.services.authoring import copy_contest
from members.models import Member, User
from questions.models import Question, State
from tests.conftest import Tree
from tests.contests.conftest import CANARY, START, Stage, make_question
from tests.contests.evening import played
from tests.contests.views.test_home import as_person


def fields(tree: Tree, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Hội thi mới",
        "cell": tree.root.pk,
        "entry": "members",
        "starts_at": "2026-12-01T19:30",
        "tie_breaks": "points,used_ms",
        "quiz_title": "Vòng 1",
        "pick": "draw",
        "seed": "hat-giong",
        "read_seconds": 5,
        "answer_seconds": 20,
        "points": 10,
        "scoring": "study",
        "may_change": "on",
        **changes,
    }


def questions_of(contest: Contest) -> list[str]:
    return list(Item.objects.filter(round__contest=contest).values_list("question__code", flat=True))


@pytest.fixture
def desk(stage: Stage, olga: User, passage: Any) -> Client:
    """The organiser's browser, with eight published quiz questions in the bank."""
    for number in range(10, 16):
        make_question(f"Q{number}", "single", passage)
    return as_person(olga)


def count_of(stage: Stage) -> str:
    return f"count_{Question.objects.get(code='Q1').theme_id}"


def test_the_page_comes_filled_in_so_that_a_title_is_enough(desk: Client, stage: Stage) -> None:
    form = desk.get(reverse("contest-new")).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    sent |= {"title": "Chỉ có tên", "starts_at": "2026-12-01T19:30", "cell": stage.contest.cell_id}
    assert desk.post(reverse("contest-new"), sent).status_code == 302
    made = Contest.objects.get(title="Chỉ có tên")
    assert (made.state, len(questions_of(made))) == ("draft", 8)


def test_the_same_seed_draws_the_same_questions(desk: Client, stage: Stage, tree: Tree) -> None:
    drawn: list[list[str]] = []
    for seed in ("a", "a", "b", "c", "d"):
        sent = fields(tree, title=f"Bốc {len(drawn)}", seed=seed, **{count_of(stage): 4})
        assert desk.post(reverse("contest-new"), sent).status_code == 302
        drawn.append(questions_of(Contest.objects.get(title=f"Bốc {len(drawn)}")))
    assert drawn[0] == drawn[1]
    assert len({tuple(one) for one in drawn}) > 1


def test_chosen_questions_and_an_essay_become_two_rounds(desk: Client, stage: Stage, tree: Tree) -> None:
    chosen = Question.objects.filter(code__in=["Q1", "Q12"])
    essay = Question.objects.get(code="Q3")
    sent = fields(
        tree, pick="choose", question=[q.pk for q in chosen], written=essay.pk, written_title="Viết", minutes=7
    )
    assert desk.post(reverse("contest-new"), sent).status_code == 302
    made = Contest.objects.get(title="Hội thi mới")
    assert questions_of(made) == ["Q1", "Q12", "Q3"]
    rounds = list(Round.objects.filter(contest=made).values_list("title", "kind", "answer_seconds", "read_seconds"))
    assert rounds == [("Vòng 1", "quiz", 20, 5), ("Viết", "written", 420, 0)]
    assert made.tie_breaks == ["points", "used_ms"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "Hãy điền mục này."),
        ({"count": 99}, "count", "Chủ đề này chỉ có 8 câu đã công bố."),
        ({"count": 0}, "pick", "Hãy cho biết lấy bao nhiêu câu của chủ đề nào, hoặc chọn từng câu."),
        ({"pick": "choose"}, "pick", "Hãy cho biết lấy bao nhiêu câu của chủ đề nào, hoặc chọn từng câu."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    changes: dict[str, Any], field: str, words: str, desk: Client, stage: Stage, tree: Tree
) -> None:
    rename = {"count": count_of(stage)}
    sent = fields(tree, description="Đừng mất", **{rename.get(name, name): value for name, value in changes.items()})
    answer = desk.post(reverse("contest-new"), sent)
    assert answer.status_code == 400
    assert answer.context["form"].errors[rename.get(field, field)] == [words]
    assert "Đừng mất" in answer.content.decode()
    assert not Contest.objects.filter(title="Hội thi mới").exists()


def test_editing_shows_the_draft_as_it_is_and_keeps_the_order_of_play(desk: Client, stage: Stage, tree: Tree) -> None:
    chosen = [Question.objects.get(code=code).pk for code in ("Q1", "Q2", "Q12")]
    desk.post(reverse("contest-new"), fields(tree, pick="choose", question=chosen))
    made = Contest.objects.get(title="Hội thi mới")
    items = list(Item.objects.filter(round__contest=made))
    for place, item in enumerate(reversed(items), start=11):
        Item.objects.filter(pk=item.pk).update(position=place)
    page = desk.get(reverse("contest-edit", args=[made.pk]))
    assert page.context["form"].ticked() == set(chosen)
    sent = fields(tree, title="Tên khác", pick="choose", question=[*chosen, Question.objects.get(code="Q10").pk])
    assert desk.post(reverse("contest-edit", args=[made.pk]), sent).status_code == 302
    made.refresh_from_db()
    assert (made.title, questions_of(made)) == ("Tên khác", ["Q2", "Q12", "Q1", "Q10"])


def test_a_question_that_is_no_longer_published_is_named_when_editing(desk: Client, stage: Stage, tree: Tree) -> None:
    desk.post(reverse("contest-new"), fields(tree, **{count_of(stage): 8}))
    made = Contest.objects.get(title="Hội thi mới")
    Question.objects.filter(code="Q12").update(state=State.DRAFT)
    assert desk.get(reverse("contest-edit", args=[made.pk])).context["form"].lost == ["Q12"]


def test_publishing_is_asked_first_and_freezes_the_contest(desk: Client, stage: Stage, tree: Tree) -> None:
    desk.post(reverse("contest-new"), fields(tree, **{count_of(stage): 2}))
    made = Contest.objects.get(title="Hội thi mới")
    assert reverse("contest-publish", args=[made.pk]) in desk.get(f"/contests/{made.pk}/?ask=publish").content.decode()
    desk.post(reverse("contest-publish", args=[made.pk]))
    made.refresh_from_db()
    room = Room.objects.get(contest=made)
    assert (made.state, room.phase) == ("published", "door")
    again = desk.post(reverse("contest-publish", args=[made.pk]), follow=True)
    assert "Cuộc thi đã công bố nên không sửa được nữa." in again.content.decode()


def test_only_a_draft_can_be_deleted(desk: Client, stage: Stage, olga: User) -> None:
    copy = copy_contest(contest=stage.contest, title="Nháp", by=olga, starts_at=START, at=START)
    desk.post(reverse("contest-delete", args=[copy.pk]))
    desk.post(reverse("contest-delete", args=[stage.contest.pk]))
    assert list(Contest.objects.all()) == [stage.contest]


def test_a_copy_is_a_draft_with_the_same_rounds_and_questions(desk: Client, stage: Stage) -> None:
    desk.post(reverse("contest-copy", args=[stage.contest.pk]))
    copy = Contest.objects.latest("pk")
    assert (copy.title, copy.state) == ("Hội thi thử (bản sao)", "draft")
    assert questions_of(copy) == questions_of(stage.contest)
    kept = ("title", "kind", "scoring", "read_seconds", "answer_seconds", "points", "may_change")
    assert list(copy.rounds.values(*kept)) == list(stage.contest.rounds.values(*kept))


def test_a_member_reads_the_rules_and_no_question(stage: Stage, an: Member, olga: User) -> None:
    page = as_person(an).get(reverse("contest", args=[stage.contest.pk])).content.decode()
    assert "Mỗi câu có 20 giây để trả lời." in page
    assert "Cả vòng nhiều nhất 20 điểm." in page
    assert f"/r/{stage.room.code}/" in page
    assert "Câu hỏi Q1?" not in page
    assert "Q1 phương án 0" not in page
    assert CANARY not in page
    assert "Đáp án: Q1 phương án 0" in as_person(olga).get(reverse("contest", args=[stage.contest.pk])).content.decode()


def test_the_list_is_found_by_words_without_accents_and_by_standing(
    stage: Stage, olga: User, an: Member, binh: Member
) -> None:
    now = timezone.now()
    copy_contest(contest=stage.contest, title="Tìm hiểu biển đảo", by=olga, starts_at=now, at=now)
    played(stage, an, binh)
    organiser, member = as_person(olga), as_person(an)

    def titles(client: Client, **query: str) -> list[str]:
        return [line.contest.title for line in client.get(reverse("contests"), query).context["lines"]]

    assert titles(organiser, q="BIEN dao") == ["Tìm hiểu biển đảo"]
    assert titles(organiser, show="draft") == ["Tìm hiểu biển đảo"]
    assert titles(organiser, show="over") == ["Hội thi thử"]
    assert titles(organiser, show="running") == titles(organiser, show="waiting") == []
    assert titles(member) == ["Hội thi thử"]
    assert titles(member, show="draft") == []


@pytest.mark.parametrize("contests", [1, 3])
def test_list_and_page_cost_the_same_whatever_is_on_them(
    contests: int, stage: Stage, olga: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(contests - 1):
        copy_contest(contest=stage.contest, title=f"Cuộc {number}", by=olga, starts_at=START, at=START)
    client = as_person(olga)
    with django_assert_num_queries(6):
        assert len(client.get(reverse("contests")).context["lines"]) == contests
    with django_assert_num_queries(10):
        client.get(reverse("contest", args=[stage.contest.pk]))
    with django_assert_num_queries(9):
        client.get(reverse("contest-new"))


@pytest.mark.parametrize(
    ("wanted", "available", "given"),
    [
        (10, [7, 7, 8], {0: 4, 1: 3, 2: 3}),
        (10, [1, 20], {0: 1, 1: 9}),
        (10, [2, 3], {0: 2, 1: 3}),
        (10, [], {}),
    ],
)
def test_the_first_proposal_spreads_ten_questions_evenly(
    wanted: int, available: list[int], given: dict[int, int]
) -> None:
    assert spread_evenly(wanted, available) == given
