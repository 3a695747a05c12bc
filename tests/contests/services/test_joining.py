"""Claims about seats."""

from datetime import timedelta

import pytest

from contests.models import Entry, Seat
from contests.rules.room import Move
from contests.services.joining import (
    find_room,
    join_as_guest,
    join_as_member,
    rejoin_as_guest,
    rename_seat,
    send_out,
)
from members.models import Member, Membership, User
from questions.models import Passage
from refusals import Rejected
from tests.conftest import Tree, make_member
from tests.contests.conftest import START, Stage, make_stage


def refusal_of(call: object, /, **kwargs: object) -> str:
    with pytest.raises(Rejected) as refused:
        call(**kwargs)  # type: ignore[operator]  # any service
    return refused.value.code


def test_a_code_is_found_however_it_is_typed(stage: Stage) -> None:
    code = stage.room.code
    assert find_room(typed=f" {code[:3].upper()}-{code[3:]} ").pk == stage.room.pk


def test_a_wrong_code_is_refused(stage: Stage) -> None:
    assert refusal_of(find_room, typed="zzzzzzz") == "code_unknown"


def test_a_member_has_the_same_seat_from_every_device(stage: Stage, an: Member) -> None:
    first = join_as_member(room=stage.room, member=an, at=START)
    again = join_as_member(room=stage.room, member=an, at=START + timedelta(hours=1))
    assert (first.pk, first.name, first.cell) == (again.pk, "Nguyễn Văn An", an.memberships.get().cell)


def test_results_stay_with_the_cell_somebody_joined_from(stage: Stage, an: Member, tree: Tree) -> None:
    seat = join_as_member(room=stage.room, member=an, at=START)
    Membership.objects.filter(member=an).update(cell=tree.thong)
    assert Seat.objects.get(pk=seat.pk).cell == tree.sen


def test_a_locked_door_keeps_newcomers_out_and_lets_people_back(stage: Stage, an: Member, binh: Member) -> None:
    join_as_member(room=stage.room, member=an, at=START)
    stage.go(Move.LOCK)
    stage.room.refresh_from_db()
    assert join_as_member(room=stage.room, member=an, at=START).member == an
    assert refusal_of(join_as_member, room=stage.room, member=binh, at=START) == "room_locked"
    assert refusal_of(join_as_guest, room=stage.room, name="Khách", cell=None, at=START) == "room_locked"


def test_a_member_of_another_branch_is_refused(tree: Tree, olga: User, passage: Passage) -> None:
    stage = make_stage(tree, olga, passage, entry=Entry.MEMBERS)
    stage.contest.cell = tree.north
    stage.contest.save()
    stage.room.refresh_from_db()
    member = make_member("TV9", "Đỗ Thị Xa", tree.thong)
    assert refusal_of(join_as_member, room=stage.room, member=member, at=START) == "not_in_scope"


def test_somebody_on_no_roster_is_told_so(stage: Stage, an: Member) -> None:
    an.memberships.all().delete()
    assert refusal_of(join_as_member, room=stage.room, member=an, at=START) == "no_cell"


def test_a_guest_comes_back_with_the_code_only_they_were_shown(stage: Stage, tree: Tree) -> None:
    seat, code = join_as_guest(room=stage.room, name="  Khách   Quý ", cell=tree.sen, at=START)
    assert seat.name == "Khách Quý"
    assert rejoin_as_guest(room=stage.room, typed=code.upper()).pk == seat.pk
    assert code not in str(Seat.objects.filter(pk=seat.pk).values().get())
    assert refusal_of(rejoin_as_guest, room=stage.room, typed="abcdefghjkmn") == "rejoin_unknown"


@pytest.mark.parametrize("name", ["khách quý", "KHÁCH QUÝ", "Khach Quy", "Khách\u200b Quý"])
def test_two_guests_cannot_look_the_same(stage: Stage, name: str) -> None:
    join_as_guest(room=stage.room, name="Khách Quý", cell=None, at=START)
    assert refusal_of(join_as_guest, room=stage.room, name=name, cell=None, at=START) == "name_taken"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u2060"])
def test_an_empty_name_is_refused(stage: Stage, name: str) -> None:
    assert refusal_of(join_as_guest, room=stage.room, name=name, cell=None, at=START) == "name_empty"


def test_a_members_contest_takes_no_guests(tree: Tree, olga: User, passage: Passage) -> None:
    stage = make_stage(tree, olga, passage, entry=Entry.MEMBERS)
    assert refusal_of(join_as_guest, room=stage.room, name="Khách", cell=None, at=START) == "members_only"


def test_who_was_sent_out_stays_out_and_keeps_what_they_answered(stage: Stage, an: Member) -> None:
    seat = join_as_member(room=stage.room, member=an, at=START)
    send_out(room_id=stage.room.pk, seat_id=seat.pk, actor=stage.host, at=START)
    after = Seat.objects.get(pk=seat.pk)
    assert (after.kicked_at, after.version) == (START, seat.version + 1)
    assert refusal_of(join_as_member, room=stage.room, member=an, at=START) == "sent_out"


def test_a_host_may_rename_a_seat_of_the_own_room_only(stage: Stage, an: Member) -> None:
    seat = join_as_member(room=stage.room, member=an, at=START)
    rename_seat(room_id=stage.room.pk, seat_id=seat.pk, name="Anh An", actor=stage.host, at=START)
    assert Seat.objects.get(pk=seat.pk).name == "Anh An"
    wrong = {"room_id": stage.room.pk, "seat_id": seat.pk + 999, "name": "X", "actor": stage.host, "at": START}
    assert refusal_of(rename_seat, **wrong) == "not_found"
