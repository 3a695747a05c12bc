"""Stores what contestants sent and what it earned."""

from typing import Any, ClassVar

from django.db import models

from contests.models.room import Run, Seat


class Answer(models.Model):
    """A response as received, never changed. The highest `attempt` of a seat counts; the seat numbers them from 1.

    `used_ms` is the time since the opening, pauses left out.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers")
    run = models.ForeignKey(Run, models.CASCADE, related_name="answers")
    attempt = models.PositiveSmallIntegerField()
    choice = models.JSONField()
    used_ms = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["seat", "run", "attempt"], name="one_answer_per_seat_run_and_attempt")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}/{self.run_id}#{self.attempt}"


class Draft(models.Model):
    """A written answer as last saved; what stands here when the time is up is what was handed in."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="drafts")
    run = models.ForeignKey(Run, models.CASCADE, related_name="drafts")
    revision = models.PositiveIntegerField()
    text = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["seat", "run"], name="one_draft_per_seat_and_run")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}/{self.run_id}"


class Points(models.Model):
    """What a seat earned on a run; derived from answers or marks and recomputed whenever they change.

    `used_ms` is that of the answer that counts, null for written items.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="points")
    run = models.ForeignKey(Run, models.CASCADE, related_name="points")
    is_right = models.BooleanField()
    points = models.PositiveIntegerField()
    used_ms = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["seat", "run"], name="points_once_per_seat_and_run")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}/{self.run_id}: {self.points}"
