"""Claims about what this app puts on a member's first page."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from members.models import Member, User
from progress.models import Phase, Programme, Reminder
from tests.conftest import Tree


def test_a_reminder_stands_on_the_first_page_of_whom_it_is_for(
    tree: Tree, an: Member, binh: Member, olga: User
) -> None:
    today = timezone.localdate()
    phase = Phase.objects.create(
        programme=Programme.objects.create(title="Chương trình", cell=tree.root),
        position=1,
        title="Đợt 1",
        opens_on=today - timedelta(days=3),
        closes_on=today + timedelta(days=3),
        target_percent=80,
    )
    Reminder.objects.create(phase=phase, member=an, sent_by=olga, sent_on=today)
    notes = {}
    for person in (an.user, binh.user, olga):
        assert person is not None
        client = Client()
        client.force_login(person)
        notes[person.username] = [note.text for note in client.get("/").context["notes"]]
    day = (today + timedelta(days=3)).strftime("%d/%m/%Y")
    assert notes == {"an": [f"Đợt 1 sẽ hết hạn ngày {day} và bạn chưa tham gia."], "binh": [], "olga": []}
