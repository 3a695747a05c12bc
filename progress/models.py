"""Stores the plan that contests count towards: programmes, their phases, targets and reminders."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contests.models import Contest
from members.models import Cell, Member


class Programme(models.Model):
    """A study plan of the cells under `cell`, run in phases."""

    title = models.CharField(_("tên chương trình"), max_length=300)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Phase(models.Model):
    """A stretch of a programme; both days belong to it. `target_percent` holds for cells without their own target."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("tên đợt"), max_length=300)
    opens_on = models.DateField(_("từ ngày"))
    closes_on = models.DateField(_("đến hết ngày"))
    target_percent = models.PositiveSmallIntegerField(_("chỉ tiêu, %"))
    contests = models.ManyToManyField(Contest, related_name="phases", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["programme", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["programme", "position"], name="one_phase_per_place_in_a_programme"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="phase_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=models.Q(target_percent__lte=100), name="phase_target_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """A cell's own target in a phase."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="targets")
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField(_("chỉ tiêu, %"))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["phase", "cell"], name="one_target_per_cell_and_phase"),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="cell_target_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.cell_id}: {self.percent} %"


class Reminder(models.Model):
    """That a member was reminded on a day; at most one a day, shown on the member's own page."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="reminders")
    member = models.ForeignKey(Member, models.CASCADE, related_name="reminders")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["phase", "member", "sent_on"], name="one_reminder_per_member_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.sent_on}"
