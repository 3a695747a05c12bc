"""Claims about who took part, in which cell and in which phase."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from contests.models import RoomKind, Seat
from members.models import Cell, Member
from progress.models import Phase, Target
from progress.queries.participation import participation
from progress.queries.readers import EVERYTHING, Reader
from progress.queries.reports import PhaseReport, choose
from tests.conftest import make_member
from tests.progress.conftest import START, TODAY, Ground


def report(ground: Ground, phase: Phase | None = None, *, reader: Reader = EVERYTHING, on: date = TODAY) -> PhaseReport:
    chosen = str(phase.position) if phase else ""
    choice = choose(ground.programme, reader, phase=chosen, cell="", on=on)
    assert choice is not None
    assert choice.phase is not None
    return choice.phase


def shares(found: PhaseReport) -> dict[str, str]:
    """By the code of the cell: took part / eligible, or hidden."""
    return {
        line.cell.code: f"{line.numbers.took_part}/{line.numbers.eligible}" if line.numbers else "hidden"
        for line in found.lines
    }


def test_taking_part_is_an_answer_or_a_text_and_not_sitting_there(ground: Ground) -> None:
    run = ground.contest(ground.second)
    answered, wrote, opened, sat, away = ground.people(ground.tree.sen, 5)
    ground.play(run, answered, ground.tree.sen)
    ground.write(run, wrote, ground.tree.sen, "Bài viết")
    ground.write(run, opened, ground.tree.sen, "")
    ground.sit(run, sat, ground.tree.sen)
    people = participation(ground.programme, TODAY).take(ground.second).people
    assert {one.member: (one.has_joined, one.took_part) for one in people} == {
        answered.pk: (True, True),
        wrote.pk: (True, True),
        opened.pk: (True, False),
        sat.pk: (True, False),
        away.pk: (False, False),
    }


def test_a_rehearsal_and_a_seat_that_was_sent_out_do_not_count(ground: Ground) -> None:
    run, rehearsal = ground.contest(ground.second), ground.contest(ground.second, kind=RoomKind.REHEARSAL)
    first, second = ground.people(ground.tree.sen, 2)
    ground.play(rehearsal, first, ground.tree.sen, points=10)
    seat = ground.play(run, second, ground.tree.sen, points=10)
    Seat.objects.filter(pk=seat.pk).update(kicked_at=START)
    assert shares(report(ground))["sen"] == "0/2"


def test_counts_add_up_the_tree_with_points_of_those_who_took_part(ground: Ground) -> None:
    run = ground.contest(ground.second)
    for member, points in zip(ground.people(ground.tree.sen, 3), [10, 4], strict=False):
        ground.play(run, member, ground.tree.sen, points=points)
    ground.play(run, ground.people(ground.tree.dua, 1)[0], ground.tree.dua, points=7)
    ground.people(ground.tree.thong, 2)
    found = report(ground)
    assert shares(found) == {"goc": "3/6", "bac": "3/4", "sen": "2/3", "dua": "1/1", "nam": "0/2", "thong": "0/2"}
    rows = {line.cell.code: line.numbers for line in found.lines if line.numbers}
    assert {code: (str(one.percent), str(one.mean), one.missing) for code, one in rows.items()} == {
        "goc": ("50.00", "7.00", 2),
        "bac": ("75.00", "7.00", 1),
        "sen": ("66.67", "7.00", 1),
        "dua": ("100.00", "7.00", 0),
        "nam": ("0.00", "None", 2),
        "thong": ("0.00", "None", 2),
    }


def test_a_voided_run_earns_nothing_and_still_was_taken_part_in(ground: Ground) -> None:
    run = ground.contest(ground.second)
    ground.play(run, ground.people(ground.tree.sen, 1)[0], ground.tree.sen, points=10)
    run.voided_at = START
    run.save()
    numbers = next(line.numbers for line in report(ground).lines if line.cell.code == "sen")
    assert numbers is not None
    assert (numbers.took_part, numbers.points_total) == (1, 0)


def test_who_moved_since_counts_where_they_sat_both_above_and_below_the_line(ground: Ground) -> None:
    run = ground.contest(ground.second)
    moved, stays = ground.people(ground.tree.sen, 2)
    ground.play(run, moved, ground.tree.sen, points=5)
    ground.move(moved, ground.tree.thong, date(2026, 3, 15))
    ground.move(stays, ground.tree.thong, date(2026, 3, 15))
    assert shares(report(ground)) == {
        "goc": "1/2",
        "bac": "1/1",
        "sen": "1/1",
        "dua": "0/0",
        "nam": "0/1",
        "thong": "0/1",
    }


def test_guests_the_exempt_and_those_who_left_stand_outside(ground: Ground) -> None:
    run = ground.contest(ground.second)
    free, left, here = ground.people(ground.tree.sen, 3)
    ground.exempt(free)
    left.memberships.update(valid_to=TODAY)
    for member in (free, left, here):
        ground.play(run, member, ground.tree.sen)
    ground.play(run, "Khách", None)
    ground.play(run, "Khách Sen", ground.tree.sen)
    ground.sit(run, "Khách xem", None)
    found = report(ground)
    assert (shares(found)["goc"], found.outside) == ("1/1", 4)


def test_people_of_another_tree_are_no_part_of_the_programme(ground: Ground) -> None:
    ground.programme.cell = ground.tree.north
    ground.programme.save()
    run = ground.contest(ground.second)
    ground.play(run, ground.people(ground.tree.thong, 1)[0], ground.tree.thong)
    ground.people(ground.tree.sen, 1)
    found = report(ground)
    assert (shares(found), found.outside) == ({"bac": "0/1", "sen": "0/1", "dua": "0/0"}, 0)


def test_one_contest_of_a_phase_is_enough_and_all_of_them_earn(ground: Ground) -> None:
    early, one, two = ground.contest(ground.first), ground.contest(ground.second), ground.contest(ground.second)
    both, only, before = ground.people(ground.tree.sen, 3)
    ground.play(one, both, ground.tree.sen, points=10)
    ground.play(two, both, ground.tree.sen, points=6)
    ground.play(two, only, ground.tree.sen, points=2)
    ground.play(early, before, ground.tree.sen, points=9)
    means = {}
    for phase in (ground.first, ground.second):
        numbers = report(ground, phase).lines[0].numbers
        assert numbers is not None
        means[phase.position] = (numbers.took_part, numbers.eligible, str(numbers.mean))
    assert means == {1: (1, 3, "9.00"), 2: (2, 3, "9.00")}


def test_the_roster_is_that_of_the_last_day_of_the_phase_or_of_today(ground: Ground) -> None:
    late = make_member("M1", "Đến Sau", ground.tree.sen)
    late.memberships.update(valid_from=date(2026, 3, 5))
    first, second = report(ground, ground.first), report(ground, ground.second)
    assert (first.day, shares(first)["sen"]) == (date(2026, 2, 28), "0/0")
    assert (second.day, shares(second)["sen"]) == (TODAY, "0/1")
    assert shares(report(ground, ground.second, on=date(2026, 3, 4)))["sen"] == "0/0"


@pytest.mark.parametrize(
    ("on", "position"),
    [(date(2026, 1, 1), 1), (date(2026, 2, 28), 1), (date(2026, 3, 1), 2), (date(2027, 1, 1), 2)],
)
def test_without_a_choice_the_phase_is_that_of_the_day(ground: Ground, on: date, position: int) -> None:
    assert report(ground, on=on).phase.position == position


def test_a_cell_has_its_own_target_or_that_of_the_phase(ground: Ground) -> None:
    Target.objects.create(phase=ground.second, cell=ground.tree.sen, percent=50)
    Target.objects.create(phase=ground.first, cell=ground.tree.dua, percent=10)
    targets = {line.cell.code: line.target_percent for line in report(ground).lines}
    assert targets == {"goc": 80, "bac": 80, "sen": 50, "dua": 80, "nam": 80, "thong": 80}


def test_a_reader_sees_large_cells_and_their_own(ground: Ground) -> None:
    ground.people(ground.tree.sen, 3)
    ground.people(ground.tree.dua, 4)
    ground.people(ground.tree.thong, 9)
    nobody, secretary = Reader((), 5), Reader((ground.tree.sen.path,), 5)
    assert shares(report(ground, reader=nobody)) == {
        "goc": "0/16",
        "bac": "0/7",
        "sen": "hidden",
        "dua": "hidden",
        "nam": "0/9",
        "thong": "0/9",
    }
    assert shares(report(ground, reader=secretary)) == {
        "goc": "0/16",
        "bac": "hidden",
        "sen": "0/3",
        "dua": "hidden",
        "nam": "hidden",
        "thong": "hidden",
    }


def test_few_people_outside_the_roster_are_hidden_too(ground: Ground) -> None:
    run = ground.contest(ground.second)
    ground.play(run, "Khách", None)
    assert (report(ground).outside, report(ground, reader=Reader((), 5)).outside) == (1, None)


def test_phases_and_cells_that_are_not_there_are_no_choice(ground: Ground) -> None:
    def is_there(**asked: Any) -> bool:
        return choose(ground.programme, EVERYTHING, on=TODAY, **asked) is not None

    assert is_there(phase="2", cell="SEN")
    assert not is_there(phase="3", cell="")
    assert not is_there(phase="x", cell="")
    assert not is_there(phase="", cell="xa")


@pytest.mark.parametrize("more", [1, 5])
def test_a_report_takes_six_queries_however_large_it_is(
    ground: Ground, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        fields = {"code": f"c{number}", "name": f"Tổ {number}", "kind": "cell", "search_key": f"to {number}"}
        cell: Cell = Cell.objects.add_child(Cell.objects.get(pk=ground.tree.thong.pk), fields)
        people: list[Member] = ground.people(cell, 2)
        ground.play(ground.contest(ground.second), people[0], cell, points=1)
    with django_assert_num_queries(6):
        choose(ground.programme, EVERYTHING, phase="", cell="", on=TODAY)
