"""Claims about the pages on which organisers plan programmes, phases and targets."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contests.models import Contest
from members.models import Cell, User
from progress.models import Phase, Programme, Target
from tests.conftest import Tree
from tests.contests.conftest import START

PHASE = {"title": "Đợt 1", "opens_on": "2026-03-01", "closes_on": "2026-03-31", "target_percent": "80"}
ADDED = {"action": "phase", **PHASE}


@pytest.fixture
def programme(tree: Tree) -> Programme:
    return Programme.objects.create(title="Học và thi", cell=tree.north)


@pytest.fixture
def phase(programme: Programme) -> Phase:
    return make_phase(programme, 1)


def make_phase(programme: Programme, position: int) -> Phase:
    first = date(2026, position, 1)
    return Phase.objects.create(
        programme=programme,
        position=position,
        title=f"Đợt {position}",
        opens_on=first,
        closes_on=first + timedelta(days=27),
        target_percent=80,
    )


def make_contest(title: str, cell: Cell) -> Contest:
    return Contest.objects.create(title=title, cell=cell, starts_at=START, created_at=START)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages(phase: Phase) -> list[str]:
    pk = phase.programme_id
    return [
        reverse("programme-new"),
        reverse("programme-edit", args=[pk]),
        reverse("phase-new", args=[pk]),
        reverse("phase-edit", args=[pk, phase.position]),
    ]


@pytest.mark.parametrize(
    ("who", "status"), [("quan", 200), ("olga", 200), ("sau", 403), ("theo", 403), ("sam", 403), (None, 302)]
)
def test_only_organisers_plan(who: str | None, status: int, request: pytest.FixtureRequest, phase: Phase) -> None:
    client = as_user(request.getfixturevalue(who)) if who else Client()
    assert {client.get(page).status_code for page in pages(phase)} == {status if who else 403}


def test_nobody_else_changes_a_plan(sau: User, sam: User, phase: Phase) -> None:
    for user in (sau, sam):
        assert {as_user(user).post(page, ADDED).status_code for page in pages(phase)} == {403}
    assert (Programme.objects.count(), Phase.objects.count()) == (1, 1)


def test_a_programme_is_made_and_filled(olga: User, tree: Tree) -> None:
    client = as_user(olga)
    made = client.post(reverse("programme-new"), {"title": "  Học  và thi ", "cell": tree.north.pk})
    next_page = made.headers["Location"]
    programme = Programme.objects.get()
    assert (next_page, programme.title, programme.cell) == (
        reverse("phase-new", args=[programme.pk]),
        "Học và thi",
        tree.north,
    )
    contest = make_contest("Hội thi", tree.root)
    client.post(next_page, {**PHASE, "contests": [contest.pk]})
    client.post(next_page, {**PHASE, "title": "Đợt 2", "closes_on": "2026-03-01"})
    phases = list(programme.phases.values_list("position", "title", "opens_on", "closes_on", "target_percent"))
    assert phases == [
        (1, "Đợt 1", date(2026, 3, 1), date(2026, 3, 31), 80),
        (2, "Đợt 2", date(2026, 3, 1), date(2026, 3, 1), 80),
    ]
    assert list(Phase.objects.get(position=1).contests.all()) == [contest]


def test_a_phase_is_changed(olga: User, phase: Phase) -> None:
    page = reverse("phase-edit", args=[phase.programme_id, 1])
    contest = make_contest("Hội thi", phase.programme.cell)
    phase.contests.add(contest)
    changed = {**ADDED, "title": "Đợt đầu", "target_percent": "65", "contests": []}
    assert as_user(olga).post(page, changed).headers["Location"] == page
    phase.refresh_from_db()
    assert (phase.title, phase.closes_on, phase.target_percent, phase.contests.count()) == (
        "Đợt đầu",
        date(2026, 3, 31),
        65,
        0,
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "   "}, "Hãy điền mục này"),
        ({"closes_on": "2026-02-28"}, "Ngày kết thúc đợt phải từ ngày bắt đầu trở đi."),
        ({"opens_on": "hôm nay"}, "dạng ngày/tháng/năm"),
        ({"target_percent": "101"}, "100"),
        ({"target_percent": "-1"}, "0"),
        ({"contests": ["999"]}, "999"),
        ({"contests": ["abc"]}, "abc"),
        ({"contests": ["9" * 30]}, "9" * 30),
    ],
)
def test_a_wrong_phase_is_refused_with_what_to_mend(
    olga: User, phase: Phase, wrong: dict[str, object], words: str
) -> None:
    for page in (reverse("phase-new", args=[phase.programme_id]), reverse("phase-edit", args=[phase.programme_id, 1])):
        answer = as_user(olga).post(page, {**ADDED, **wrong})
        assert answer.status_code == 200
        assert words in " ".join(str(error) for error in answer.context["form"].errors.values())
    assert list(Phase.objects.values_list("title", "target_percent")) == [("Đợt 1", 80)]


def test_only_contests_that_the_cells_can_enter_are_offered(olga: User, phase: Phase, tree: Tree) -> None:
    for title, cell in [("Trên", tree.root), ("Đây", tree.north), ("Dưới", tree.sen), ("Bên", tree.south)]:
        make_contest(title, cell)
    kept = make_contest("Đã có", tree.thong)
    phase.contests.add(kept)
    form = as_user(olga).get(reverse("phase-edit", args=[phase.programme_id, 1])).context["form"]
    assert {contest.title for contest in form.fields["contests"].queryset} == {"Trên", "Đây", "Dưới", "Đã có"}


def test_a_programme_with_phases_keeps_its_cell(olga: User, phase: Phase, tree: Tree) -> None:
    page = reverse("programme-edit", args=[phase.programme_id])
    refused = as_user(olga).post(page, {"title": "Tên mới", "cell": tree.root.pk})
    assert "không đổi được phạm vi" in refused.content.decode()
    as_user(olga).post(page, {"title": "Tên mới", "cell": tree.north.pk})
    programme = Programme.objects.get()
    assert (programme.title, programme.cell) == ("Tên mới", tree.north)


def test_a_cell_gets_a_target_of_its_own_changes_it_and_loses_it(olga: User, phase: Phase, tree: Tree) -> None:
    client, page = as_user(olga), reverse("phase-edit", args=[phase.programme_id, 1])

    def targets() -> list[tuple[str, int]]:
        return list(Target.objects.values_list("cell__code", "percent"))

    for percent in (60, 90):
        client.post(page, {"action": "target", "target-cell": tree.sen.pk, "target-percent": percent})
        assert targets() == [("sen", percent)]
    for _ in range(2):
        client.post(page, {"action": "drop", "cell": "sen"})
        assert targets() == []


@pytest.mark.parametrize("percent", ["101", "-1", "", "nhiều"])
def test_a_wrong_target_is_refused(olga: User, phase: Phase, tree: Tree, percent: str) -> None:
    page = reverse("phase-edit", args=[phase.programme_id, 1])
    answer = as_user(olga).post(page, {"action": "target", "target-cell": tree.sen.pk, "target-percent": percent})
    assert list(answer.context["target_form"].errors) == ["percent"]
    assert Target.objects.count() == 0


def test_a_cell_outside_the_programme_gets_no_target(olga: User, phase: Phase, tree: Tree) -> None:
    page = reverse("phase-edit", args=[phase.programme_id, 1])
    sent = {"action": "target", "target-cell": tree.thong.pk, "target-percent": 60}
    assert list(as_user(olga).post(page, sent).context["target_form"].errors) == ["cell"]
    assert Target.objects.count() == 0


def test_what_is_not_there_is_not_found(olga: User, phase: Phase) -> None:
    client, other = as_user(olga), phase.programme_id + 1
    wrong = [
        reverse("programme-edit", args=[other]),
        reverse("phase-new", args=[other]),
        reverse("phase-edit", args=[other, 1]),
        reverse("phase-edit", args=[phase.programme_id, 2]),
        reverse("phase-edit", args=[10**30, 10**30]),
    ]
    assert [client.get(page).status_code for page in wrong] == [404] * 5
    assert client.post(pages(phase)[-1], {"action": "xyz"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_number_of_queries(
    olga: User, programme: Programme, tree: Tree, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for position in range(1, count + 1):
        phase = make_phase(programme, position)
        phase.contests.add(make_contest(f"Hội thi {position}", tree.sen))
    for cell in (tree.sen, tree.dua, tree.north)[:count]:
        Target.objects.create(phase=programme.phases.get(position=1), cell=cell, percent=50)
    client = as_user(olga)
    with django_assert_num_queries(7):
        assert client.get(reverse("programme-edit", args=[programme.pk])).status_code == 200
    with django_assert_num_queries(11):
        assert client.get(reverse("phase-edit", args=[programme.pk, 1])).status_code == 200
