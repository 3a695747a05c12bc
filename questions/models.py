"""Stores documents with their themes and passages, and the questions that cite them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A text that is studied: the file as it came, and what its reading found."""

    title = models.CharField(_("tên văn bản"), max_length=300)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    problems = models.JSONField(default=list)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")

    def __str__(self) -> str:
        return self.title


class Theme(models.Model):
    """A node of a document's outline; the ones with `is_theme` are what questions and coverage are counted by."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="themes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField()
    number = models.CharField(_("số"), max_length=40)
    title = models.CharField(_("tên chủ đề"), max_length=400)
    is_theme = models.BooleanField(_("là chủ đề"), default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["document", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["document", "position"], name="one_theme_per_place_in_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class Passage(models.Model):
    """A paragraph or bullet of a document, as read (`raw`) and as quoted (`text`)."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    text = models.TextField()
    raw = models.TextField()
    place = models.CharField(max_length=80)
    search_key = models.TextField(editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["theme", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["theme", "position"], name="one_passage_per_place_in_a_theme")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Kind(models.TextChoices):
    SINGLE = "single", _("Một phương án đúng")
    SEVERAL = "several", _("Nhiều phương án đúng")
    TRUE_FALSE = "truefalse", _("Đúng hay sai")
    WRITTEN = "written", _("Tự luận")


class Level(models.TextChoices):
    RECALL = "recall", _("Nhận biết")
    UNDERSTAND = "understand", _("Thông hiểu")
    APPLY = "apply", _("Vận dụng")


class State(models.TextChoices):
    DRAFT = "draft", _("Bản nháp")
    REVIEWED = "reviewed", _("Đã duyệt")
    PUBLISHED = "published", _("Đã công bố")


class Question(models.Model):
    """A question under a theme, citing the passage that proves its key. Only a published one is drawn."""

    code = models.CharField(_("mã câu hỏi"), max_length=40, unique=True)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="questions")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="questions")
    quote = models.TextField(_("trích dẫn"), blank=True)
    kind = models.CharField(_("loại câu"), max_length=12, choices=Kind)
    level = models.CharField(_("mức độ"), max_length=12, choices=Level, default=Level.RECALL)
    state = models.CharField(_("tình trạng"), max_length=12, choices=State, default=State.DRAFT, db_index=True)
    text = models.TextField(_("câu hỏi"))
    explanation = models.TextField(_("giải thích"), blank=True)
    word_limit = models.PositiveIntegerField(_("số chữ tối đa"), null=True, blank=True)
    search_key = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")
        ordering: ClassVar[list[str]] = ["theme", "code"]

    def __str__(self) -> str:
        return self.text[:80]


class Option(models.Model):
    """One choice of a question; true/false questions have two. An anchored one keeps its place when shuffled."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("phương án"), max_length=500)
    is_right = models.BooleanField(_("đúng"), default=False)
    is_anchored = models.BooleanField(_("giữ chỗ"), default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["question", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["question", "position"], name="one_option_per_place_in_a_question")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Criterion(models.Model):
    """One line of a written question's rubric, with the most points it can earn."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("tiêu chí"), max_length=200)
    points = models.PositiveSmallIntegerField(_("điểm tối đa"))
    guide = models.TextField(_("hướng dẫn chấm"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["question", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["question", "position"], name="one_criterion_per_place_in_a_rubric")
        ]

    def __str__(self) -> str:
        return self.name


class QuestionImport(models.Model):
    """An uploaded file of questions, kept from the report until somebody saves or discards it.

    Without a theme each question goes where the passage it is most likely about stands.
    """

    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    key_file_name = models.CharField(max_length=200, blank=True)
    key_content = models.BinaryField(default=bytes)
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    stored = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.file_name
