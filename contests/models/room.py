"""Stores a room: where it stands, who sits in it, and every move that was made."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contests.models.contest import Contest, Item
from contests.rules.room import Phase
from members.models import Cell, Member


class RoomKind(models.TextChoices):
    OFFICIAL = "official", _("Chính thức")
    REHEARSAL = "rehearsal", _("Chạy thử")


class Room(models.Model):
    """One playing of a contest. `version` goes up by one with every move; `due_at` is when the clock must move it."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="rooms")
    code = models.CharField(_("mã phòng"), max_length=12, unique=True)
    kind = models.CharField(max_length=10, choices=RoomKind, default=RoomKind.OFFICIAL)
    phase = models.CharField(max_length=10, choices=[(phase.value, phase.value) for phase in Phase], default=Phase.DOOR)
    version = models.PositiveIntegerField(default=0)
    item_no = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    limit_ms = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, db_index=True)
    paused_left_ms = models.PositiveIntegerField(null=True)
    is_locked = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["contest"], condition=models.Q(kind="official"), name="one_official_room_per_contest"
            )
        ]

    def __str__(self) -> str:
        return self.code


class RoomLog(models.Model):
    """What happened in a room, one row a version, never changed."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="log")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    move = models.CharField(max_length=16)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["room", "version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["room", "version"], name="one_move_per_version_of_a_room")
        ]

    def __str__(self) -> str:
        return f"{self.room_id}@{self.version} {self.move}"


class Run(models.Model):
    """One item as played in one room. Answers received from `opened_at` to `closed_at` count.

    When the clock closes a run, `closed_at` is the last instant at which anybody's answer was in time. `settled_at` is
    set once points were given.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="runs")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    limit_ms = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["room", "item"], name="one_run_per_item_of_a_room")
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.item_id}"


class Seat(models.Model):
    """Somebody's place in a room, the same from any device. Raising `version` ends the sockets that hold it.

    `cell` is the member's cell when they joined, so that later moves do not shift results.
    `rejoin_hash` lets a guest come back from another device with a code only they were shown.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="seats")
    cell = models.ForeignKey(Cell, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("tên hiển thị"), max_length=60)
    name_key = models.CharField(max_length=60, editable=False)
    version = models.PositiveIntegerField(default=1)
    extra_percent = models.PositiveSmallIntegerField(_("thêm giờ, %"), default=0)
    rejoin_hash = models.CharField(max_length=64, blank=True)
    joined_at = models.DateTimeField()
    kicked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["room", "member"], condition=models.Q(member__isnull=False), name="one_seat_per_member_and_room"
            ),
            models.UniqueConstraint(
                fields=["room", "name_key"], condition=models.Q(member=None), name="one_seat_per_guest_name_and_room"
            ),
        ]

    def __str__(self) -> str:
        return self.name
