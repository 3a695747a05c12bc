"""Claims about the pages of progress: who sees which numbers and names, and what each button does."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contests.models import Contest
from members.models import Cell, User
from progress.models import Phase, Programme, Reminder
from tests.conftest import Tree, make_member
from tests.progress.conftest import Ground


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(ground: Ground, name: str = "programme") -> str:
    return reverse(name, args=[ground.programme.pk])


def shown(user: User, ground: Ground, **asked: str) -> dict[str, str]:
    """The rows of the table: took part / eligible by the code of the cell, or hidden."""
    page = as_user(user).get(address(ground), asked).context["page"]
    lines = [row.line for row in page]
    return {
        line.cell.code: f"{line.numbers.took_part}/{line.numbers.eligible}" if line.numbers else "hidden"
        for line in lines
    }


@pytest.fixture
def filled(running: Ground) -> Ground:
    """Sen has 12 people of whom 4 took part, Dừa 11, Thông 3."""
    run = running.contest(running.second)
    for member in running.people(running.tree.sen, 11)[:4]:
        running.play(run, member, running.tree.sen, points=5)
    make_member("AN", "Nguyễn Văn An", running.tree.sen)
    running.people(running.tree.dua, 11)
    make_member("THO", "Vũ Thị Thơ", running.tree.thong)
    running.people(running.tree.thong, 2)
    return running


def test_every_page_asks_for_a_sign_in(filled: Ground) -> None:
    for name in ("programme", "programme-missing", "programme-edit"):
        assert Client().get(address(filled, name)).status_code in {302, 403}
    assert Client().post(address(filled, "programme-remind")).status_code == 302


def test_small_cells_are_hidden_from_others_and_not_from_organisers(
    filled: Ground, olga: User, sau: User, sam: User
) -> None:
    assert shown(olga, filled) == {
        "goc": "4/26",
        "bac": "4/23",
        "sen": "4/12",
        "dua": "0/11",
        "nam": "0/3",
        "thong": "0/3",
    }
    hidden = {"nam": "hidden", "thong": "hidden"}
    assert shown(sam, filled) == {"goc": "4/26", "bac": "hidden", "sen": "hidden", "dua": "hidden", **hidden}
    assert shown(sau, filled) == {"goc": "4/26", "bac": "hidden", "sen": "4/12", "dua": "hidden", **hidden}


@pytest.mark.parametrize(("who", "cell", "sees"), [
    ("olga", "thong", True),
    ("quan", "goc", True),
    ("sau", "sen", True),
    ("sau", "bac", False),
    ("sau", "dua", False),
    ("theo", "sen", False),
    ("sam", "sen", False),
])  # fmt: skip
def test_names_are_for_those_who_look_after_the_cell(
    filled: Ground, who: str, cell: str, sees: bool, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    asked = {"cell": cell}
    page = client.get(address(filled), asked)
    assert page.status_code == 200
    assert ("missing" in page.context) == sees
    assert ("Người Số" in page.content.decode()) == sees
    assert client.get(address(filled, "programme-missing"), asked).status_code == (200 if sees else 404)
    assert client.post(address(filled, "programme-remind"), asked).status_code == (302 if sees else 404)
    assert Reminder.objects.exists() == sees


def test_a_secretary_lands_on_the_own_cell_and_reminds_it_once_a_day(filled: Ground, sau: User) -> None:
    client = as_user(sau)
    page = client.get(address(filled))
    assert (page.context["choice"].cell.code, page.context["to_remind"]) == ("sen", 8)
    sent = {"phase": "2", "cell": "sen"}
    assert "Đã nhắc 8 người" in client.post(address(filled, "programme-remind"), sent, follow=True).content.decode()
    again = client.post(address(filled, "programme-remind"), sent, follow=True)
    assert "không còn ai cần nhắc" in again.content.decode()
    assert again.context["to_remind"] == 0
    assert set(Reminder.objects.values_list("phase", "sent_on", "sent_by")) == {
        (filled.second.pk, timezone.localdate(), sau.pk)
    }


def test_the_lead_figure_is_that_of_the_chosen_cell(filled: Ground, olga: User) -> None:
    text = as_user(olga).get(address(filled), {"cell": "sen"}).content.decode()
    assert "Tổ Sen: 4/12 người đã tham gia" in text
    assert "Chỉ tiêu 80 %" in text
    assert "Còn thiếu 6 người." in text
    assert "Còn 7 ngày." in text
    assert "Điểm trung bình của người đã tham gia: 5,00." in text


def test_drawings_have_points_where_a_language_would_have_commas(filled: Ground, olga: User) -> None:
    text = as_user(olga).get(address(filled)).content.decode()
    assert 'width="15.38"' in text
    assert 'x="79.2"' in text
    assert "style=" not in text


def test_rows_fold_and_unfold_by_links(filled: Ground, olga: User) -> None:
    page = as_user(olga).get(address(filled)).context["page"]
    north = next(row for row in page if row.line.cell.code == "bac")
    assert (north.is_open, next(row.toggle for row in page if row.line.is_leaf)) == (True, "")
    assert list(shown(olga, filled, open=north.toggle)) == ["goc", "bac", "nam", "thong"]
    assert list(shown(olga, filled, open="-")) == ["goc"]
    assert list(shown(olga, filled, open="9" * 5000)) == ["goc"]


def test_a_cell_is_found_without_accents_wherever_it_lies(filled: Ground, olga: User) -> None:
    assert list(shown(olga, filled, q="to thong")) == ["thong"]
    assert shown(olga, filled, q="không có") == {}


@pytest.mark.parametrize("asked", [{"phase": "9"}, {"cell": "xa"}, {"phase": "x"}])
def test_a_choice_that_is_not_there_is_not_found(filled: Ground, olga: User, asked: dict[str, str]) -> None:
    client = as_user(olga)
    assert client.get(address(filled), asked).status_code == 404
    assert client.get(f"/api/programmes/{filled.programme.pk}/", asked).status_code == 404


def test_the_trend_shows_the_cells_below_through_the_phases(filled: Ground, olga: User) -> None:
    trends = as_user(olga).get(address(filled)).context["trends"]
    assert [(one.name, [(dot.position, str(dot.label), str(dot.percent)) for dot in one.dots]) for one in trends] == [
        ("Khối Bắc", [(1, "0", "0.00"), (2, "17", "17.39")]),
        ("Khối Nam", [(1, "0", "0.00"), (2, "0", "0.00")]),
    ]


def test_the_full_list_has_pages(running: Ground, olga: User) -> None:
    running.people(running.tree.sen, 60)
    pages = [as_user(olga).get(address(running, "programme-missing"), {"page": str(n)}).context for n in (1, 2)]
    assert [len(one["page"].object_list) for one in pages] == [50, 10]


def test_a_programme_without_phases_says_so(olga: User, sam: User, tree: Tree) -> None:
    empty = Programme.objects.create(title="Mới", cell=tree.root)
    for user in (olga, sam):
        page = as_user(user).get(reverse("programme", args=[empty.pk]))
        assert (page.status_code, "chưa có đợt nào" in page.content.decode()) == (200, True)
    assert as_user(olga).get(reverse("programme-missing", args=[empty.pk])).status_code == 404


def test_readers_of_the_only_programme_go_straight_to_it(ground: Ground, sam: User, olga: User) -> None:
    assert as_user(sam).get(reverse("programmes")).headers["Location"] == address(ground)
    assert as_user(olga).get(reverse("programmes")).status_code == 200
    Programme.objects.create(title="Khác", cell=ground.tree.south)
    listed = as_user(sam).get(reverse("programmes"))
    assert [one.title for one in listed.context["page"]] == ["Khác", "Học tập 2026"]


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_takes_the_same_queries_however_much_it_shows(
    running: Ground, olga: User, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        fields: dict[str, Any] = {"code": f"c{number}", "name": f"Tổ {number}", "kind": "cell", "search_key": "to"}
        cell = Cell.objects.add_child(Cell.objects.get(pk=running.tree.thong.pk), fields)
        running.play(running.contest(running.second), running.people(cell, 2)[0], cell, points=1)
    client = as_user(olga)
    with django_assert_num_queries(12):
        assert client.get(address(running)).status_code == 200
    assert (Contest.objects.count(), Phase.objects.count()) == (more, 2)
