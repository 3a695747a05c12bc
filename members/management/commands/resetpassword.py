"""Gives any account a new password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.services.accounts import reset_password
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Gives an account a new password, prints it once, and ends the account's sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            slip = reset_password(username=options["username"])
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        self.stdout.write(f"{slip.username} {slip.password}")
