"""Answers the API about documents, their themes and their passages."""

from typing import cast

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from questions.api.serializers import (
    CoverageSerializer,
    DocumentDetailSerializer,
    DocumentSerializer,
    PassageSerializer,
    QuestionRefusalSerializer,
    ThemeSerializer,
    UploadSerializer,
)
from questions.api.strictness import EditsQuestions, known_query
from questions.models import Document, Passage, Theme
from questions.queries import coverage, documents, passages_below
from questions.services.documents import LARGEST_BYTES, import_document
from refusals import Rejected


@extend_schema(tags=["documents"])
class DocumentList(generics.ListAPIView[Document]):
    """Every document, newest first; a new one by upload."""

    permission_classes = (EditsQuestions,)
    parser_classes = (MultiPartParser,)
    serializer_class = DocumentSerializer
    queryset = documents()

    def get(self, request: Request) -> Response:
        known_query(request)
        return self.list(request)

    @extend_schema(request=UploadSerializer, responses={201: DocumentDetailSerializer, 400: QuestionRefusalSerializer})
    def post(self, request: Request) -> Response:
        serializer = UploadSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        file = serializer.validated_data["file"]
        if file.size > LARGEST_BYTES:
            raise Rejected("document_too_large", megabytes=LARGEST_BYTES // 1024 // 1024)
        document = import_document(
            name=file.name,
            data=file.read(),
            title=serializer.validated_data.get("title", ""),
            by=cast("int", request.user.pk),
            at=timezone.now(),
        )
        return Response(DocumentDetailSerializer(documents().get(pk=document.pk)).data, status=201)


@extend_schema(tags=["documents"])
class DocumentDetail(generics.RetrieveAPIView[Document]):
    """One document with its outline and what its reading mended or suspected."""

    permission_classes = (EditsQuestions,)
    serializer_class = DocumentDetailSerializer
    queryset = documents().prefetch_related("themes")

    def get(self, request: Request, pk: int) -> Response:
        known_query(request)
        return self.retrieve(request, pk=pk)


@extend_schema(tags=["documents"])
class ThemeList(generics.ListAPIView[Theme]):
    """A document's outline, flat and in reading order."""

    permission_classes = (EditsQuestions,)
    serializer_class = ThemeSerializer
    queryset = Theme.objects.order_by("position")

    def get(self, request: Request, pk: int) -> Response:
        known_query(request)
        get_object_or_404(Document.objects.only("pk"), pk=pk)
        self.queryset = Theme.objects.filter(document=pk).order_by("position")
        return self.list(request)


@extend_schema(tags=["documents"])
class Coverage(APIView):
    """How many published questions each theme of a document has at each level."""

    permission_classes = (EditsQuestions,)

    @extend_schema(responses=CoverageSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        known_query(request)
        get_object_or_404(Document.objects.only("pk"), pk=pk)
        return Response([CoverageSerializer(row).data for row in coverage(pk)])


@extend_schema(tags=["documents"])
class PassageList(generics.ListAPIView[Passage]):
    """The passages of a theme and of everything under it."""

    permission_classes = (EditsQuestions,)
    serializer_class = PassageSerializer
    queryset = Passage.objects.order_by("theme__position", "position")

    def get(self, request: Request, pk: int) -> Response:
        known_query(request)
        theme = get_object_or_404(Theme, pk=pk)
        self.queryset = passages_below(theme).prefetch_related(None)
        return self.list(request)
