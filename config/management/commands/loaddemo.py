"""Loads the demo into an empty installation."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.demo.loader import load


class Command(BaseCommand):
    help = "Loads the demo into an empty installation; where there is data it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if load(at=timezone.now()):
            self.stdout.write(self.style.SUCCESS("The demo is loaded."))
        else:
            self.stdout.write("There is data already; the demo was not loaded.")
