"""The shapes of documents, themes, passages and questions in the API."""

from typing import Any, ClassVar

from rest_framework import serializers

from questions.api.strictness import StrictSerializer
from questions.forms.bank import STEP_LABELS
from questions.models import Criterion, Document, Kind, Level, Option, Passage, Question, State, Theme
from questions.queries import CoverageRow, source_of
from questions.rules.drafts import Draft, DraftCriterion, DraftOption
from questions.services.documents import TITLE_LIMIT

BIGGEST = 2**31 - 1


class DocumentSerializer(serializers.ModelSerializer[Document]):
    theme_count = serializers.IntegerField(read_only=True)
    question_count = serializers.IntegerField(read_only=True)
    published_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "file_name",
            "kind",
            "imported_at",
            "theme_count",
            "question_count",
            "published_count",
        ]
        read_only_fields = fields


class ReadingProblemSerializer(serializers.Serializer[dict[str, str]]):
    """Something of the file that was mended or looks damaged."""

    code = serializers.CharField()
    place = serializers.CharField()
    excerpt = serializers.CharField()
    suggestion = serializers.CharField(help_text="A better reading, where there is one.")


class ThemeSerializer(serializers.ModelSerializer[Theme]):
    """A node of an outline, in reading order; `parent` is the id of the node above."""

    class Meta:
        model = Theme
        fields: ClassVar[list[str]] = ["id", "parent", "position", "number", "title", "is_theme"]
        read_only_fields = fields


class DocumentDetailSerializer(DocumentSerializer):
    problems = ReadingProblemSerializer(many=True, read_only=True)
    outline = ThemeSerializer(many=True, read_only=True, source="themes")

    class Meta(DocumentSerializer.Meta):
        fields: ClassVar[list[str]] = [*DocumentSerializer.Meta.fields, "problems", "outline"]
        read_only_fields = fields


class UploadSerializer(StrictSerializer):
    file = serializers.FileField()
    title = serializers.CharField(max_length=TITLE_LIMIT, required=False, allow_blank=True)


class CoverageSerializer(serializers.Serializer[CoverageRow]):
    """Published questions of a theme; without a theme, those outside every theme."""

    theme = serializers.IntegerField(source="theme.pk", allow_null=True, default=None)
    title = serializers.CharField(source="theme.title", allow_null=True, default=None)
    levels = serializers.DictField(child=serializers.IntegerField(), help_text="A number for each level.")
    total = serializers.IntegerField()


class PassageSerializer(serializers.ModelSerializer[Passage]):
    class Meta:
        model = Passage
        fields: ClassVar[list[str]] = ["id", "theme", "position", "text", "place"]
        read_only_fields = fields


class QuestionOptionSerializer(serializers.ModelSerializer[Option]):
    class Meta:
        model = Option
        fields: ClassVar[list[str]] = ["text", "is_right", "is_anchored"]


class QuestionCriterionSerializer(serializers.ModelSerializer[Criterion]):
    class Meta:
        model = Criterion
        fields: ClassVar[list[str]] = ["name", "points", "guide"]


class QuestionListSerializer(serializers.ModelSerializer[Question]):
    """A question of a list: without its options, so without its key."""

    source_text = serializers.SerializerMethodField(help_text="For people: the document and the number in it.")
    kind = serializers.ChoiceField(choices=Kind.choices)
    level = serializers.ChoiceField(choices=Level.choices)
    state = serializers.ChoiceField(choices=State.choices)

    class Meta:
        model = Question
        fields: ClassVar[list[str]] = [
            "code",
            "theme",
            "passage",
            "source_text",
            "kind",
            "level",
            "state",
            "text",
            "version",
            "updated_at",
        ]
        read_only_fields = fields

    def get_source_text(self, question: Question) -> str:
        return source_of(question)


class QuestionSerializer(QuestionListSerializer):
    """A question with everything about it, the key included."""

    options = QuestionOptionSerializer(many=True, read_only=True)
    criteria = QuestionCriterionSerializer(many=True, read_only=True)

    class Meta(QuestionListSerializer.Meta):
        fields: ClassVar[list[str]] = [
            *QuestionListSerializer.Meta.fields,
            "quote",
            "explanation",
            "word_limit",
            "options",
            "criteria",
            "created_at",
        ]
        read_only_fields = fields


class DraftOptionSerializer(StrictSerializer):
    text = serializers.CharField(allow_blank=True)
    is_right = serializers.BooleanField(default=False)
    is_anchored = serializers.BooleanField(default=False)


class DraftCriterionSerializer(StrictSerializer):
    name = serializers.CharField(allow_blank=True)
    points = serializers.IntegerField(min_value=-BIGGEST, max_value=BIGGEST)
    guide = serializers.CharField(allow_blank=True, default="")


class DraftSerializer(StrictSerializer):
    """What is handed in when writing a question. The rules of the bank judge it, and name every flaw."""

    theme = serializers.PrimaryKeyRelatedField(queryset=Theme.objects.all())
    passage = serializers.PrimaryKeyRelatedField(queryset=Passage.objects.all())
    kind = serializers.ChoiceField(choices=Kind.choices)
    level = serializers.ChoiceField(choices=Level.choices, default=Level.RECALL)
    text = serializers.CharField(allow_blank=True)
    quote = serializers.CharField(allow_blank=True, default="")
    explanation = serializers.CharField(allow_blank=True, default="")
    word_limit = serializers.IntegerField(allow_null=True, default=None, min_value=0, max_value=BIGGEST)
    options = DraftOptionSerializer(many=True, default=list)
    criteria = DraftCriterionSerializer(many=True, default=list)

    def content(self) -> dict[str, Any]:
        """The keywords of the services that write and edit."""
        found = dict(self.validated_data)
        draft = Draft(
            kind=found["kind"],
            text=found["text"],
            level=found["level"],
            options=tuple(DraftOption(**option) for option in found["options"]),
            criteria=tuple(DraftCriterion(**criterion) for criterion in found["criteria"]),
            quote=found["quote"],
            explanation=found["explanation"],
            word_limit=found["word_limit"],
        )
        return {"theme": found["theme"], "passage": found["passage"], "draft": draft}


class NewQuestionSerializer(DraftSerializer):
    code = serializers.CharField(max_length=40, required=False, allow_blank=True)


class EditedQuestionSerializer(DraftSerializer):
    version = serializers.IntegerField(min_value=1, max_value=BIGGEST)


class StepSerializer(StrictSerializer):
    step = serializers.ChoiceField(choices=[(step.value, step.value) for step in STEP_LABELS])
    version = serializers.IntegerField(min_value=1, max_value=BIGGEST)


class QuestionFlawSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    field = serializers.CharField()
    detail = serializers.CharField()


class QuestionRefusalSerializer(serializers.Serializer[Any]):
    """A refusal; `flaws` is there when a question is not valid."""

    code = serializers.CharField()
    detail = serializers.CharField()
    flaws = QuestionFlawSerializer(many=True, required=False)


class FilterSerializer(serializers.Serializer[Any]):
    """What a list of questions may be narrowed by."""

    search = serializers.CharField(required=False, max_length=200, help_text="Words, with or without accents.")
    document = serializers.IntegerField(required=False, min_value=1, max_value=BIGGEST)
    theme = serializers.IntegerField(required=False, min_value=1, max_value=BIGGEST)
    level = serializers.ChoiceField(choices=Level.choices, required=False)
    state = serializers.ChoiceField(choices=State.choices, required=False)
    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
