"""Answers the API about a file of questions: what it holds, and how many were stored."""

from typing import Any, cast

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from questions.api.serializers import QuestionRefusalSerializer
from questions.api.strictness import EditsQuestions, StrictSerializer, known_query
from questions.exports import report_of
from questions.importers.limits import LARGEST_BYTES
from questions.models import Document, Theme
from questions.services.uploads import Upload, check_upload, store_upload
from refusals import Rejected


class ImportSerializer(StrictSerializer):
    """A file of questions. Without a theme each goes where the passage it is most likely about stands."""

    file = serializers.FileField()
    key_file = serializers.FileField(required=False)
    document = serializers.PrimaryKeyRelatedField(queryset=Document.objects.defer("content"))
    theme = serializers.PrimaryKeyRelatedField(queryset=Theme.objects.all(), required=False, allow_null=True)
    dry_run = serializers.BooleanField(default=False, help_text="Report only, store nothing.")

    def upload(self) -> Upload:
        found = self.validated_data
        for name in ("file", "key_file"):
            if found.get(name) is not None and found[name].size > LARGEST_BYTES:
                raise Rejected("questions_file_too_large", megabytes=LARGEST_BYTES // 2**20)
        key = found.get("key_file")
        return Upload(
            name=found["file"].name,
            content=found["file"].read(),
            document=found["document"],
            theme=found.get("theme"),
            key_name=key.name if key else "",
            key_content=key.read() if key else b"",
        )


class ImportLineSerializer(serializers.Serializer[Any]):
    place = serializers.CharField(help_text="Where it is in the file: row:12, paragraph:7, line:3, or empty.")
    code = serializers.CharField()
    message = serializers.CharField()


class ImportReadySerializer(serializers.Serializer[Any]):
    """A question that can be stored, with where it goes; a proposed passage is for an editor to confirm."""

    place = serializers.CharField()
    text = serializers.CharField()
    theme = serializers.IntegerField()
    passage = serializers.IntegerField()
    is_proposed = serializers.BooleanField()


class ImportReportSerializer(serializers.Serializer[Any]):
    """What a file holds; `questions` also counts those of kinds that the bank does not hold."""

    format = serializers.CharField()
    questions = serializers.IntegerField()
    keyed = serializers.IntegerField()
    by_type = serializers.DictField(child=serializers.IntegerField())
    options = serializers.ListField(child=serializers.IntegerField(), help_text="How many, a number a question.")
    keys = serializers.ListField(child=serializers.CharField(allow_blank=True), help_text="As letters: B, or A,C.")
    ready = ImportReadySerializer(many=True)
    problems = ImportLineSerializer(many=True)
    warnings = ImportLineSerializer(many=True)
    stored = serializers.IntegerField()


@extend_schema(tags=["questions"])
class QuestionImport(APIView):
    """Takes a file of questions into the bank as drafts, or with `dry_run` only says what it holds."""

    permission_classes = (EditsQuestions,)
    parser_classes = (MultiPartParser,)

    @extend_schema(
        request=ImportSerializer,
        responses={200: ImportReportSerializer, 201: ImportReportSerializer, 400: QuestionRefusalSerializer},
    )
    def post(self, request: Request) -> Response:
        known_query(request)
        serializer = ImportSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        upload = serializer.upload()
        if serializer.validated_data["dry_run"]:
            return Response({**report_of(check_upload(upload=upload)), "stored": 0})
        stored = store_upload(upload=upload, by=cast("int", request.user.pk), at=timezone.now())
        return Response({**report_of(stored), "stored": len(stored.ready)}, status=201)
