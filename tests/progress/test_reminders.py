"""Claims about who has not taken part, who is reminded, and what stands on a member's own page."""

from datetime import date, timedelta

import pytest

from members.models import User
from progress.models import Reminder
from progress.queries.participation import participation
from progress.queries.reminders import Missing, ReminderView, missing_in, reminders_for
from progress.services import remind_missing
from refusals import Rejected
from tests.conftest import make_member
from tests.progress.conftest import TODAY, Ground


def missing(ground: Ground, on: date = TODAY) -> list[Missing]:
    return missing_in(participation(ground.programme, on), ground.second, ground.tree.north, on)


def test_the_missing_are_those_of_the_cell_and_below_by_name(ground: Ground, olga: User) -> None:
    run = ground.contest(ground.second)
    an = make_member("A", "Nguyễn Văn An", ground.tree.sen)
    cuong = make_member("C", "Bùi Cường", ground.tree.dua)
    binh = make_member("B", "Trần Thị Bình", ground.tree.sen)
    make_member("D", "Đỗ Dung", ground.tree.thong)
    ground.exempt(make_member("E", "Lê Em", ground.tree.sen))
    ground.sit(run, binh, ground.tree.sen)
    ground.play(run, cuong, ground.tree.dua)
    Reminder.objects.create(phase=ground.second, member=an, sent_by=olga, sent_on=date(2026, 3, 11))
    Reminder.objects.create(phase=ground.first, member=an, sent_by=olga, sent_on=date(2026, 3, 12))
    assert missing(ground) == [
        Missing(an, "Tổ Sen", has_joined=False, reminded_on=date(2026, 3, 11)),
        Missing(binh, "Tổ Sen", has_joined=True, reminded_on=None),
    ]


def test_nobody_is_reminded_twice_on_a_day_in_whatever_phase(ground: Ground, olga: User) -> None:
    first, second = ground.people(ground.tree.sen, 2)
    Reminder.objects.create(phase=ground.first, member=first, sent_by=olga, sent_on=TODAY)
    assert remind_missing(phase=ground.second, cell=ground.tree.sen, by=olga, on=TODAY) == 1
    with pytest.raises(Rejected, match="nobody_to_remind"):
        remind_missing(phase=ground.second, cell=ground.tree.north, by=olga, on=TODAY)
    assert remind_missing(phase=ground.second, cell=ground.tree.north, by=olga, on=TODAY + timedelta(days=1)) == 2
    sent = Reminder.objects.filter(phase=ground.second).order_by("sent_on", "member")
    assert list(sent.values_list("member", "sent_on", "sent_by")) == [
        (second.pk, TODAY, olga.pk),
        (first.pk, TODAY + timedelta(days=1), olga.pk),
        (second.pk, TODAY + timedelta(days=1), olga.pk),
    ]


@pytest.mark.parametrize("on", [date(2026, 2, 28), date(2026, 4, 1)])
def test_nobody_is_reminded_of_a_phase_that_is_not_open(ground: Ground, olga: User, on: date) -> None:
    ground.people(ground.tree.sen, 1)
    with pytest.raises(Rejected, match="phase_not_open"):
        remind_missing(phase=ground.second, cell=ground.tree.sen, by=olga, on=on)
    assert not Reminder.objects.exists()


def test_a_member_reads_the_last_reminder_until_they_take_part_or_the_phase_ends(ground: Ground, olga: User) -> None:
    member = ground.people(ground.tree.sen, 1)[0]
    for day in (11, 12):
        Reminder.objects.create(phase=ground.second, member=member, sent_by=olga, sent_on=date(2026, 3, day))
    Reminder.objects.create(phase=ground.first, member=member, sent_by=olga, sent_on=date(2026, 2, 2))
    view = ReminderView(ground.programme.pk, "Học tập 2026", "Đợt 2", date(2026, 3, 31), date(2026, 3, 12))
    assert reminders_for(member, TODAY) == (view,)
    assert reminders_for(member, date(2026, 4, 1)) == ()
    ground.play(ground.contest(ground.second), member, ground.tree.sen)
    assert reminders_for(member, TODAY) == ()
