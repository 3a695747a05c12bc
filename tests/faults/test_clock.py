"""Claims about the clock as a process of its own."""

import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from contests.models import Room, RoomLog
from contests.rules.room import Move
from tests.contests.conftest import Stage, passage, stage
from tests.servers import ROOT, Store, surroundings

__all__ = ["passage", "stage"]


@pytest.mark.fault
def test_two_clocks_move_a_due_room_once_and_end_when_told(store: Store, stage: Stage) -> None:
    stage.at = timezone.now() - timedelta(minutes=5)
    stage.go(Move.READY, Move.OPEN)
    command = [sys.executable, "manage.py", "runrooms"]
    clocks = [
        subprocess.Popen(command, cwd=ROOT, env=surroundings(store.environment), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        for clock in clocks:
            assert clock.stdout is not None
            assert clock.stdout.readline() == "The clock runs.\n"
        until = time.monotonic() + 60
        while Room.objects.get(pk=stage.room.pk).phase != "closed" and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(0.5)
    finally:
        for clock in clocks:
            clock.send_signal(signal.SIGTERM)
    assert [clock.wait(20) for clock in clocks] == [0, 0]
    assert list(RoomLog.objects.values_list("version", "move")) == [(1, "ready"), (2, "open"), (3, "tick")]
