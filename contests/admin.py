"""Lets an administrator look at contests and rooms in Django's admin site; changes go through the pages."""

from django.contrib import admin

from contests.models import Contest, Room, RoomLog, Round, Seat
from members.admin import ReadOnly


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
