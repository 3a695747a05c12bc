"""Claims about passwords given to one person and about leaving: who may, what ends, and what stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from members.models import Member, Membership, Role, RoleKind, User
from members.queries import members_on
from members.services.accounts import give_password, reset_password
from members.services.people import end_membership
from members.services.roster import import_roster
from refusals import Rejected
from tests.conftest import Tree, make_member
from tests.members.rosters import written

TODAY = date(2026, 6, 1)
OLD = "mat-khau-thu-1"


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(name: str, member: Member) -> str:
    return reverse(name, args=[member.pk])


def code_of(error: pytest.ExceptionInfo[Rejected]) -> str:
    return error.value.code


@pytest.fixture
def marker_member(tree: Tree, theo: User) -> Member:
    """Theo, who marks, is also on the roster of Sen."""
    return make_member("TV090", "Vũ Theo", tree.sen, theo)


@pytest.fixture
def newcomer(tree: Tree) -> Member:
    return make_member("TV091", "Tạ Mới", tree.sen)


# Members: An and a newcomer without account in Sen, Bình in Dừa, and Theo, who holds a role, in Sen.
ALL = ("an", "newcomer", "binh", "marker_member")


@pytest.mark.parametrize(
    ("who", "password", "leave"),
    [
        ("quan", [200, 200, 200, 200], [200, 200, 200, 200]),
        ("olga", [200, 200, 200, 403], [200, 200, 200, 200]),
        ("sau", [200, 200, 404, 403], [403, 403, 403, 403]),
        ("theo", [404, 404, 404, 404], [403, 403, 403, 403]),
        ("sam", [404, 404, 404, 404], [403, 403, 403, 403]),
        (None, [302, 302, 302, 302], [302, 302, 302, 302]),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_of_a_member_opens_to_whom_it_is_for(
    method: str, who: str | None, password: list[int], leave: list[int], request: pytest.FixtureRequest
) -> None:
    members = [request.getfixturevalue(name) for name in ALL]
    client = as_user(request.getfixturevalue(who)) if who else Client()
    answers = {
        name: [getattr(client, method)(page_of(name, member)).status_code for member in members]
        for name in ("member-password", "member-leave")
    }
    assert answers == {"member-password": password, "member-leave": leave}


def test_a_secretary_gives_a_new_password_that_is_shown_once_and_ends_the_sessions(sau: User, an: Member) -> None:
    assert an.user
    there, secretary, address = as_user(an.user), as_user(sau), page_of("member-password", an)
    assert "chỉ hiện một lần" in secretary.get(address).content.decode()
    answer = secretary.post(address)
    slip = answer.context["slip"]
    assert (slip.username, len(slip.password), answer["Cache-Control"]) == ("an", 8, "no-store, private")
    assert answer.content.decode().count(slip.password) == 1
    assert slip.password not in secretary.get(address).content.decode()
    assert there.get(reverse("account")).status_code == 302
    assert (Client().login(username="an", password=OLD), Client().login(username="an", password=slip.password)) == (
        False,
        True,
    )


def test_a_member_without_an_account_is_given_one_and_afterwards_a_new_password(sau: User, newcomer: Member) -> None:
    client, address = as_user(sau), page_of("member-password", newcomer)
    first, second = (client.post(address).context["slip"] for _ in range(2))
    newcomer.refresh_from_db()
    assert newcomer.user
    assert [slip.username for slip in (first, second)] == ["tv091", "tv091"]
    assert (newcomer.user.full_name, check_password(second.password, newcomer.user.password)) == ("Tạ Mới", True)
    assert User.objects.filter(username__startswith="tv091").count() == 1


def test_a_password_stands_neither_in_the_log_nor_in_the_database(
    sau: User, an: Member, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    slip = give_password(member=an, by=sau, on=TODAY)
    assert slip.password not in caplog.text
    assert not User.objects.filter(password__contains=slip.password).exists()


@pytest.mark.parametrize(
    ("who", "whom", "code"),
    [
        ("sau", "binh", "member_not_looked_after"),
        ("sam", "an", "member_not_looked_after"),
        ("sau", "marker_member", "password_of_staff"),
        ("olga", "marker_member", "password_of_staff"),
    ],
)
def test_a_password_that_is_not_theirs_to_give_is_refused(
    who: str, whom: str, code: str, request: pytest.FixtureRequest
) -> None:
    by, member = request.getfixturevalue(who), request.getfixturevalue(whom)
    with pytest.raises(Rejected) as error:
        give_password(member=member, by=by, on=TODAY)
    assert code_of(error) == code
    assert check_password(OLD, User.objects.get(member=member).password)


def test_a_superuser_without_a_role_counts_as_staff(olga: User, quan: User, an: Member) -> None:
    User.objects.filter(member=an).update(is_superuser=True)
    with pytest.raises(Rejected) as error:
        give_password(member=an, by=olga, on=TODAY)
    assert code_of(error) == "password_of_staff"
    assert give_password(member=an, by=quan, on=TODAY).username == "an"


def test_a_secretary_is_not_given_a_password_by_another_one(sau: User, tree: Tree, an: Member) -> None:
    Role.objects.create(user=User.objects.get(member=an), kind=RoleKind.SECRETARY, cell=tree.thong)
    with pytest.raises(Rejected) as error:
        give_password(member=an, by=sau, on=TODAY)
    assert code_of(error) == "password_of_staff"


def test_operators_reset_any_account(quan: User, capsys: pytest.CaptureFixture[str]) -> None:
    there = as_user(quan)
    call_command("resetpassword", "QUAN")
    username, password = capsys.readouterr().out.split()
    assert (username, Client().login(username="quan", password=password)) == ("quan", True)
    assert there.get(reverse("account")).status_code == 302
    with pytest.raises(CommandError, match="Không có tài khoản nào tên “nobody”"):
        call_command("resetpassword", "nobody")
    with pytest.raises(Rejected):
        reset_password(username="")


def test_the_cell_page_offers_what_this_person_may_do(
    quan: User, olga: User, sau: User, an: Member, newcomer: Member, marker_member: Member
) -> None:
    def offered(user: User) -> dict[str, list[bool]]:
        page = as_user(user).get(reverse("cell", args=["sen"])).content.decode()
        return {
            name: [f'href="{page_of(name, member)}"' in page for member in (an, newcomer, marker_member)]
            for name in ("member-password", "member-leave")
        }

    every = [True, True, True]
    assert offered(quan) == {"member-password": every, "member-leave": every}
    assert offered(olga) == {"member-password": [True, True, False], "member-leave": every}
    assert offered(sau) == {"member-password": [True, True, False], "member-leave": [False, False, False]}


def test_leaving_ends_the_membership_and_keeps_the_person(an: Member, binh: Member, tree: Tree) -> None:
    place = end_membership(member=an, on=TODAY, today=TODAY)
    assert (place.cell, place.valid_to) == (tree.sen, TODAY)
    assert [[place.member.key for place in members_on("", day)] for day in (TODAY - timedelta(days=1), TODAY)] == [
        ["TV001", "TV002"],
        ["TV002"],
    ]
    an.refresh_from_db()
    assert an.user


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2019, 12, 31), "leaves_before_coming"),
        (date(2020, 1, 1), "leaves_before_coming"),
        (TODAY + timedelta(days=1), "leaves_ahead"),
    ],
)
def test_a_day_on_which_nobody_can_leave_is_refused(on: date, code: str, an: Member) -> None:
    with pytest.raises(Rejected) as error:
        end_membership(member=an, on=on, today=TODAY)
    assert (code_of(error), Membership.objects.get(member=an).valid_to) == (code, None)


def test_who_has_left_leaves_no_second_time_and_comes_back_with_a_roster(an: Member, tree: Tree) -> None:
    end_membership(member=an, on=TODAY, today=TODAY)
    with pytest.raises(Rejected) as error:
        end_membership(member=an, on=TODAY, today=TODAY)
    assert code_of(error) == "member_has_left"
    at = datetime(2026, 6, 2, 5, tzinfo=UTC)
    import_roster(content=written(("TV001", "Nguyễn Văn An", "dua")), at=at)
    days: list[Any] = list(an.memberships.order_by("pk").values_list("cell__code", "valid_from", "valid_to"))
    assert days == [("sen", date(2020, 1, 1), TODAY), ("dua", date(2026, 6, 2), None)]


def test_an_organiser_lets_somebody_leave_on_a_day(olga: User, an: Member) -> None:
    client, address, today = as_user(olga), page_of("member-leave", an), timezone.localdate()
    assert f'value="{today:%d/%m/%Y}"' in client.get(address).content.decode()
    refused = client.post(address, {"first_day_out": "31/12/2019"}).content.decode()
    assert "Người này vào đơn vị ngày 01/01/2020." in refused
    done = client.post(address, {"first_day_out": "05/06/2026"}, follow=True)
    assert [str(message) for message in done.context["messages"]] == ["Nguyễn Văn An không còn thuộc “Tổ Sen”."]
    assert Membership.objects.get(member=an).valid_to == date(2026, 6, 5)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("quan", 7), ("olga", 8), ("sau", 8)])
def test_the_cell_page_asks_as_often_for_three_members_as_for_one(
    who: str,
    queries: int,
    rows: int,
    tree: Tree,
    request: pytest.FixtureRequest,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        user = User.objects.create(username=f"u{number}", full_name="Người")
        make_member(f"P{number}", "Người Đếm", tree.sen, user)
        Role.objects.create(user=user, kind="marker")
    client = as_user(request.getfixturevalue(who))
    with django_assert_num_queries(queries):
        assert client.get(reverse("cell", args=["sen"])).status_code == 200
