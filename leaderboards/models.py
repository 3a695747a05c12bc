"""Stores ranked tables; a board knows subjects by a key and never what stands behind it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BoardKind(models.TextChoices):
    PEOPLE = "people", _("Người")
    CELLS = "cells", pgettext_lazy("many", "Đơn vị")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Ai cũng xem được")
    SIGNED_IN = "signed_in", _("Người đã đăng nhập")
    ORGANISERS = "organisers", _("Chỉ ban tổ chức")


class Board(models.Model):
    """A ranked table with a permanent address. `criteria` are the ordered names it was ranked by."""

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=8, choices=BoardKind)
    title = models.CharField(max_length=300)
    criteria = models.JSONField()
    version = models.PositiveIntegerField(default=0)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.SIGNED_IN)
    is_final = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """One row of a board. `values` holds each criterion's value as shown; `place` orders rows of equal rank."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="entries")
    subject = models.CharField(max_length=80)
    name = models.CharField(max_length=160)
    group = models.CharField(max_length=160, blank=True)
    group_key = models.CharField(max_length=80, blank=True)
    rank = models.PositiveIntegerField(null=True)
    place = models.PositiveIntegerField()
    is_tied = models.BooleanField(default=False)
    values = models.JSONField()
    search_key = models.CharField(max_length=340, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["board", "place"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["board", "subject"], name="one_entry_per_subject_on_a_board"),
            models.UniqueConstraint(fields=["board", "place"], name="one_entry_per_place_on_a_board"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.name}"
