"""Stores what an organiser sets up: a contest, its rounds and the questions drawn for them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Cell
from questions.models import Question


class ContestState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    PUBLISHED = "published", _("Đã công bố")
    FINISHED = "finished", _("Đã kết thúc")


class Entry(models.TextChoices):
    MEMBERS = "members", _("Chỉ thành viên trong danh sách")
    OPEN = "open", _("Thành viên và khách")


class Contest(models.Model):
    """A contest of the cells under `cell`. Once published, its questions are frozen in its items."""

    title = models.CharField(_("tên cuộc thi"), max_length=200)
    description = models.TextField(_("giới thiệu"), blank=True)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+", verbose_name=_("phạm vi"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=ContestState, default=ContestState.DRAFT)
    entry = models.CharField(_("ai được dự"), max_length=8, choices=Entry, default=Entry.MEMBERS)
    tie_breaks = models.JSONField(_("tiêu chí xếp hạng"), default=list)
    starts_at = models.DateTimeField(_("bắt đầu"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    written_published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cuộc thi")
        verbose_name_plural = _("cuộc thi")
        ordering: ClassVar[list[str]] = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ItemKind(models.TextChoices):
    QUIZ = "quiz", _("Trắc nghiệm")
    WRITTEN = "written", _("Tự luận")


class Scoring(models.TextChoices):
    """How a right answer earns its points; see contests.rules.scoring."""

    STUDY = "study", _("Đúng là đủ điểm; nhanh chỉ để phân hạng khi bằng điểm")
    LIVE = "live", _("Đúng và nhanh: càng nhanh càng nhiều điểm, ít nhất một nửa")


class Round(models.Model):
    """A part of a contest that is played in one go: a quiz, or written questions."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("tên vòng"), max_length=160)
    kind = models.CharField(_("hình thức"), max_length=8, choices=ItemKind)
    scoring = models.CharField(_("cách tính điểm"), max_length=8, choices=Scoring, default=Scoring.STUDY)
    read_seconds = models.PositiveSmallIntegerField(_("giây để đọc"), default=5)
    answer_seconds = models.PositiveIntegerField(_("giây để trả lời"), default=20)
    points = models.PositiveSmallIntegerField(_("điểm mỗi câu"), default=10)
    may_change = models.BooleanField(_("được đổi câu trả lời đến khi hết giờ"), default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["contest", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["contest", "position"], name="one_round_per_place_in_a_contest")
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """A question in a round. `content` is its frozen copy from publication on (see contests.rules.content)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    content = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["round", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "position"], name="one_item_per_place_in_a_round"),
            models.UniqueConstraint(fields=["round", "question"], name="a_question_once_in_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}.{self.position}"
