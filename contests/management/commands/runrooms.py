"""Keeps the clock of all rooms in the scaled set-up; any number of copies may run."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from contests.live.bells import announce_to_other_processes
from contests.live.clock import run_clock


class Command(BaseCommand):
    help = "Moves rooms whose time has come, until it is told to stop. The embedded server does this by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if settings.SCALED:
            announce_to_other_processes()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        self.stdout.write("The clock runs.")
        self.stdout.flush()
        try:
            run_clock(stop)
        except KeyboardInterrupt:
            stop.set()
