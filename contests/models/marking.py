"""Stores how markers judged written answers."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from contests.models.play import Draft


class ScriptMark(models.Model):
    """One marker's judgement of one written answer; `version` guards against two people writing at once."""

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="mark")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    comment = models.TextField(blank=True)
    marked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"mark of {self.draft_id}"


class CriterionMark(models.Model):
    """Points for one criterion of the rubric, by its place in the item's frozen content."""

    mark = models.ForeignKey(ScriptMark, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["mark", "position"], name="one_mark_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.mark_id}.{self.position}: {self.points}"
