"""Claims about a rehearsal against the running server."""

import json

import pytest
from django.core.management import CommandError, call_command

from contests.models import Answer, Room
from tests.contests.conftest import Stage, passage, stage
from tests.servers import ServerProcess
from tools.services import free_port

__all__ = ["passage", "stage"]

QUICK = {"within": 0.3, "arrivals": 200.0, "pause": 0.0}


@pytest.mark.fault
def test_a_rehearsal_plays_the_contest_and_leaves_nothing_behind(
    server: ServerProcess, stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rehearse", stage.contest.pk, contestants=25, url=server.url, json=True, **QUICK)
    figures = json.loads(capsys.readouterr().out)
    times = figures.pop("ack_ms"), figures.pop("fan_out_ms")
    # Two questions and two revisions of a written answer for each.
    assert figures == {"contestants": 25, "joined": 25, "sent": 100, "acked": 100, "stored": 100, "lost": 0}
    assert [set(one) for one in times] == [{"p50", "p99", "max"}] * 2
    assert list(Room.objects.values_list("pk", flat=True)) == [stage.room.pk]
    assert not Answer.objects.exists()


@pytest.mark.fault
def test_a_rehearsal_without_a_server_says_that_nobody_could_join(server: ServerProcess, stage: Stage) -> None:
    with pytest.raises(CommandError, match="nobody could join"):
        call_command("rehearse", contestants=2, url=f"http://127.0.0.1:{free_port()}", **QUICK)
    assert Room.objects.count() == 1
