"""Lets an administrator look at contests and rooms in Django's admin site; changes go through the pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contests.models import Contest, Room, RoomLog, Round, Seat


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """A change made here would pass by the services and their checks."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("members.administer")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("members.administer")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Contest)
class ContestAdmin(ReadOnly):
    list_display = ("title", "cell", "state", "starts_at", "published_at")
    list_filter = ("state", "entry")
    list_select_related = ("cell",)


@admin.register(Round)
class RoundAdmin(ReadOnly):
    list_display = ("title", "contest", "kind", "position")
    list_select_related = ("contest",)


@admin.register(Room)
class RoomAdmin(ReadOnly):
    list_display = ("code", "contest", "kind", "phase", "version", "opened_at", "finished_at")
    list_filter = ("kind", "phase")
    list_select_related = ("contest",)


@admin.register(RoomLog)
class RoomLogAdmin(ReadOnly):
    list_display = ("room", "version", "at", "actor", "move")
    list_select_related = ("room", "actor")


@admin.register(Seat)
class SeatAdmin(ReadOnly):
    list_display = ("name", "room", "cell", "joined_at", "kicked_at")
    list_select_related = ("room", "cell")
    exclude = ("rejoin_hash",)
