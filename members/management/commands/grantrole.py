"""Gives somebody a role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import RoleKind
from members.services.roles import grant_role
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Gives somebody a role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("kind", choices=RoleKind.values)
        parser.add_argument("--cell", default="", metavar="CODE", help="the cell a secretary looks after")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            grant_role(username=options["username"], kind=options["kind"], cell=options["cell"], by=None)
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
