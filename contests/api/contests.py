"""Answers the API about contests: the list, one with its plan, a new one, publishing, and the results."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.api.strictness import Organises, OrganisesOrReads, RefusalSerializer, StrictSerializer, nothing_to_read
from contests.models import Contest, ContestState, Entry, ItemKind, Scoring
from contests.queries.contests import (
    Standing,
    contests_for,
    line_of,
    official_room,
    rounds_planned,
    standing_in,
    titled,
    with_rooms,
)
from contests.services.authoring import ContestPlan, RoundPlan, create_contest, publish_contest
from contests.services.standings import CRITERIA, board_key
from leaderboards.models import Board, BoardKind
from leaderboards.models import Entry as BoardEntry
from leaderboards.queries import may_see, top
from members.models import Cell, User
from members.services.cells import cell_with
from questions.models import Question
from questions.queries import questions_with_all
from refusals import Rejected

MOST_ROUNDS, MOST_QUESTIONS = 10, 200
TOP = 10


class RoundPlanSerializer(StrictSerializer):
    """A round as wanted: `questions` by their codes in the order of play, written ones only in a written round."""

    title = serializers.CharField(max_length=160)
    kind = serializers.ChoiceField(choices=ItemKind.choices)
    questions = serializers.ListField(child=serializers.CharField(max_length=40), max_length=MOST_QUESTIONS)
    scoring = serializers.ChoiceField(choices=Scoring.choices, default=Scoring.STUDY)
    read_seconds = serializers.IntegerField(min_value=0, max_value=120, default=5)
    answer_seconds = serializers.IntegerField(min_value=5, max_value=4 * 3600, default=20)
    points = serializers.IntegerField(min_value=1, max_value=1000, default=10)
    may_change = serializers.BooleanField(default=True)


class ContestPlanSerializer(StrictSerializer):
    """A contest as wanted, with the code of the cell whose members may take part."""

    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=5000, default="", allow_blank=True)
    cell = serializers.CharField(max_length=40)
    entry = serializers.ChoiceField(choices=Entry.choices, default=Entry.MEMBERS)
    starts_at = serializers.DateTimeField()
    tie_breaks = serializers.ListField(
        child=serializers.ChoiceField(choices=list(CRITERIA)), default=["points", "correct", "used_ms"], min_length=1
    )
    rounds = RoundPlanSerializer(many=True, max_length=MOST_ROUNDS)  # type: ignore[call-arg]  # of the list


class ContestSerializer(serializers.ModelSerializer[Contest]):
    """A contest in a list. `code` is its room's, null for a draft."""

    cell = serializers.CharField(source="cell.code")
    questions = serializers.IntegerField(source="question_count")
    standing = serializers.SerializerMethodField()
    code = serializers.SerializerMethodField()

    class Meta:
        model = Contest
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "description",
            "cell",
            "entry",
            "starts_at",
            "tie_breaks",
            "questions",
            "standing",
            "code",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=Standing.choices))
    def get_standing(self, contest: Contest) -> str:
        return line_of(contest).standing.value

    def get_code(self, contest: Contest) -> str | None:
        room = official_room(contest)
        return room.code if room else None


class RoundSerializer(serializers.Serializer[Any]):
    """A round as its rules say; never which questions it asks. `worth` is the most the whole round can earn."""

    title = serializers.CharField(source="round.title")
    kind = serializers.ChoiceField(choices=ItemKind.choices, source="round.kind")
    scoring = serializers.ChoiceField(choices=Scoring.choices, source="round.scoring")
    read_seconds = serializers.IntegerField(source="round.read_seconds")
    answer_seconds = serializers.IntegerField(source="round.answer_seconds")
    points = serializers.IntegerField(source="round.points")
    may_change = serializers.BooleanField(source="round.may_change")
    questions = serializers.IntegerField()
    worth = serializers.IntegerField(source="points")


class ContestDetailSerializer(ContestSerializer):
    rounds = serializers.SerializerMethodField()

    class Meta(ContestSerializer.Meta):
        fields: ClassVar[list[str]] = [*ContestSerializer.Meta.fields, "rounds"]
        read_only_fields = fields

    @extend_schema_field(RoundSerializer(many=True))
    def get_rounds(self, contest: Contest) -> Any:
        return RoundSerializer(rounds_planned(contest), many=True).data


class BoardRowSerializer(serializers.ModelSerializer[BoardEntry]):
    values = serializers.DictField(read_only=True)

    class Meta:
        model = BoardEntry
        fields: ClassVar[list[str]] = ["rank", "is_tied", "subject", "name", "group", "values"]
        read_only_fields = fields


class BoardSerializer(serializers.Serializer[Any]):
    """The top of a board; the whole of it is at /api/boards/<key>/."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=BoardKind.choices)
    is_final = serializers.BooleanField()
    updated_at = serializers.DateTimeField()
    criteria = serializers.ListField(child=serializers.CharField())
    top = BoardRowSerializer(many=True)


class ResultsSerializer(serializers.Serializer[Any]):
    contest = serializers.IntegerField()
    boards = BoardSerializer(many=True)


@extend_schema(tags=["contests"])
class ContestList(generics.ListAPIView[Contest]):
    """The contests this person may see, newest first; a new one as a draft."""

    permission_classes = (OrganisesOrReads,)
    parser_classes = (JSONParser,)
    serializer_class = ContestSerializer
    queryset = Contest.objects.none()

    def get_queryset(self) -> QuerySet[Contest]:
        params = self.request.query_params
        found = titled(
            standing_in(contests_for(self.request.user), params.get("standing", "")), params.get("search", "")
        )
        return with_rooms(found).order_by("-starts_at", "-pk")

    @extend_schema(
        parameters=[
            OpenApiParameter("standing", str, enum=Standing.values, description="Only those at this standing."),
            OpenApiParameter("search", str, description="Words of the title, with or without accents."),
        ]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)

    @extend_schema(request=ContestPlanSerializer, responses={201: ContestDetailSerializer, 400: RefusalSerializer})
    def post(self, request: Request) -> Response:
        wanted = ContestPlanSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        assert isinstance(request.user, User)
        contest = create_contest(plan=_plan(wanted.validated_data), by=request.user, at=timezone.now())
        return Response(ContestDetailSerializer(_seen(request, contest.pk)).data, status=201)


@extend_schema(tags=["contests"])
class ContestDetail(APIView):
    """One contest with its rounds as the rules say; which questions it asks nobody learns here."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(responses=ContestDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(ContestDetailSerializer(_seen(request, pk)).data)


@extend_schema(tags=["contests"])
class ContestPublish(APIView):
    """Freezes the questions and opens the room."""

    permission_classes = (Organises,)
    parser_classes = (JSONParser,)

    @extend_schema(request=None, responses={200: ContestDetailSerializer, 400: RefusalSerializer})
    def post(self, request: Request, pk: int) -> Response:
        nothing_to_read(request)
        publish_contest(contest=_seen(request, pk), at=timezone.now())
        return Response(ContestDetailSerializer(_seen(request, pk)).data)


@extend_schema(tags=["contests"])
class ContestResults(APIView):
    """The top of both boards; empty before the first question is settled or while a board is hidden."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(responses=ResultsSerializer)
    def get(self, request: Request, pk: int) -> Response:
        contest = _seen(request, pk)
        room = official_room(contest)
        keys = [board_key(room, kind) for kind in BoardKind] if room and contest.state != ContestState.DRAFT else []
        boards = [board for board in Board.objects.filter(key__in=keys) if may_see(board, request.user)]
        rows = [
            {
                "key": board.key,
                "kind": board.kind,
                "is_final": board.is_final,
                "updated_at": board.updated_at,
                "criteria": board.criteria,
                "top": top(board.key, TOP),
            }
            for board in sorted(boards, key=lambda board: keys.index(board.key))
        ]
        return Response(ResultsSerializer({"contest": pk, "boards": rows}).data)


def _seen(request: Request, pk: int) -> Contest:
    contest = with_rooms(contests_for(request.user)).filter(pk=pk).first()
    if contest is None:
        raise Http404
    return contest


def _plan(data: dict[str, Any]) -> ContestPlan:
    """Raises Rejected: cell_not_found, question_unknown."""
    wanted = [code for one in data["rounds"] for code in one["questions"]]
    found = {question.code: question for question in questions_with_all(codes=wanted)}
    cell: Cell = cell_with(data["cell"])
    rounds = [
        RoundPlan(
            **{
                **one,
                "kind": ItemKind(one["kind"]),
                "scoring": Scoring(one["scoring"]),
                "questions": [_question(found, code) for code in one["questions"]],
            }
        )
        for one in data["rounds"]
    ]
    return ContestPlan(**{**data, "cell": cell, "entry": Entry(data["entry"]), "rounds": rounds})


def _question(found: dict[str, Question], code: str) -> Question:
    if code not in found:
        raise Rejected("question_unknown", question=code)
    return found[code]
