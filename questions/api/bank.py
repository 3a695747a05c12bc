"""Answers the API about the questions of the bank."""

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from questions.api.serializers import (
    EditedQuestionSerializer,
    FilterSerializer,
    NewQuestionSerializer,
    QuestionListSerializer,
    QuestionRefusalSerializer,
    QuestionSerializer,
    StepSerializer,
)
from questions.api.strictness import EditsQuestions, known_query
from questions.models import Question
from questions.queries import BankFilter, bank, question_with_all
from questions.rules.states import Step
from questions.services.authoring import edit_question, set_state, write_question
from questions.words import say_flaw
from refusals import Rejected, say


@extend_schema(tags=["questions"])
class QuestionList(generics.ListAPIView[Question]):
    """The bank, in the order of its documents; a new question as a draft."""

    permission_classes = (EditsQuestions,)
    parser_classes = (JSONParser,)
    serializer_class = QuestionListSerializer
    queryset = bank(BankFilter())

    @extend_schema(parameters=[FilterSerializer])
    def get(self, request: Request) -> Response:
        known_query(request, frozenset(FilterSerializer().fields))
        wanted = FilterSerializer(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        found = dict(wanted.validated_data)
        self.queryset = bank(BankFilter(words=found.pop("search", ""), **found))
        return self.list(request)

    @extend_schema(request=NewQuestionSerializer, responses={201: QuestionSerializer, 400: QuestionRefusalSerializer})
    def post(self, request: Request) -> Response:
        serializer = NewQuestionSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        code = serializer.validated_data.get("code", "")
        author = cast("int", request.user.pk)
        return _answer(
            lambda: write_question(**serializer.content(), code=code, by=author, at=timezone.now()), status=201
        )


@extend_schema(tags=["questions"])
class QuestionDetail(APIView):
    """One question with its key; a PUT replaces its content and makes it a draft again."""

    permission_classes = (EditsQuestions,)
    parser_classes = (JSONParser,)

    @extend_schema(responses=QuestionSerializer)
    def get(self, request: Request, code: str) -> Response:
        known_query(request)
        return Response(QuestionSerializer(_found(code)).data)

    @extend_schema(
        request=EditedQuestionSerializer,
        responses={200: QuestionSerializer, 400: QuestionRefusalSerializer, 409: QuestionRefusalSerializer},
    )
    def put(self, request: Request, code: str) -> Response:
        _found(code)
        serializer = EditedQuestionSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        version = serializer.validated_data["version"]
        return _answer(lambda: edit_question(**serializer.content(), code=code, version=version, at=timezone.now()))


@extend_schema(tags=["questions"])
class QuestionState(APIView):
    """Takes a question one step on: review, publish, withdraw."""

    permission_classes = (EditsQuestions,)
    parser_classes = (JSONParser,)

    @extend_schema(
        request=StepSerializer,
        responses={200: QuestionSerializer, 400: QuestionRefusalSerializer, 409: QuestionRefusalSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        _found(code)
        serializer = StepSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        found = serializer.validated_data
        step, by = Step(found["step"]), cast("int", request.user.pk)
        return _answer(lambda: set_state(code=code, version=found["version"], step=step, by=by, at=timezone.now()))


def _found(code: str) -> Question:
    question = question_with_all(code)
    if question is None:
        raise Http404
    return question


def _answer(write: Callable[[], Question], *, status: int = 200) -> Response:
    """The question as it is now; or, when it is not valid, every flaw with its field."""
    try:
        question = write()
    except Rejected as refusal:
        if refusal.code != "question_not_valid":
            raise
        return Response(_refusal(refusal), status=400)
    return Response(QuestionSerializer(_found(question.code)).data, status=status)


def _refusal(refusal: Rejected) -> dict[str, Any]:
    flaws = [{"code": flaw.code, "field": flaw.field, "detail": say_flaw(flaw)} for flaw in refusal.params["flaws"]]
    return {"code": refusal.code, "detail": say(refusal), "flaws": flaws}
