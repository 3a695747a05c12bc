"""Makes an account with a role for somebody who runs contests."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import RoleKind
from members.rules.slips import new_password
from members.services.accounts import add_staff
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Makes an account with a role, and prints its password once unless --ask is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("kind", choices=RoleKind.values)
        parser.add_argument("--cell", default="", metavar="CODE", help="the cell a secretary looks after")
        parser.add_argument("--ask", action="store_true", help="ask for the password instead of making one")

    def handle(self, *args: Any, **options: Any) -> None:
        password = _asked() if options["ask"] else new_password()
        try:
            user = add_staff(
                username=options["username"],
                full_name=options["full_name"],
                kind=options["kind"],
                cell=options["cell"],
                password=password,
                by=None,
            )
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        self.stdout.write(user.username if options["ask"] else f"{user.username} {password}")


def _asked() -> str:
    password = getpass()
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
