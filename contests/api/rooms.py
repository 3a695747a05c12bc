"""Answers the API about rooms: where one stands, a host's move, and an answer by the second way."""

from typing import Any

import msgspec
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.api.strictness import Organises, RefusalSerializer, StrictSerializer
from contests.live import projection
from contests.live.projection import Boards, Presence, epoch_ms
from contests.live.protocol import MAX_TEXT
from contests.models import Room
from contests.queries import boards as board_reads
from contests.queries.rooms import drafted, picture
from contests.queries.seats import Own, may_watch, own_seat
from contests.rules.room import Move, Phase
from contests.services.answering import OfferedChoice, OfferedDraft, answer_at_once
from contests.services.play import move_room
from contests.services.standings import board_key
from contests.services.taking import Receipt
from contests.services.tokens import Viewer
from contests.views.rooms import SEATS
from leaderboards.models import BoardKind
from members.models import User

# Who is connected is known to the processes that hold the sockets, and to nobody else.
ONLY_SOCKETS_KNOW = {"here", "names", "cells"}
BIG_ID = 2**53
MOVES = [move.value for move in Move if move is not Move.TICK]


class RoomStateSerializer(serializers.Serializer[Any]):
    """The room as the wall shows it, for organisers as the host's console does: see docs/protocol.md, `state`.

    Fields that have no value are left out. Times are milliseconds since 1970.
    """

    version = serializers.IntegerField()
    now = serializers.IntegerField()
    code = serializers.CharField()
    contest = serializers.CharField()
    round = serializers.CharField()
    phase = serializers.ChoiceField(choices=[phase.value for phase in Phase])
    item_no = serializers.IntegerField()
    items = serializers.IntegerField()
    is_locked = serializers.BooleanField()
    seats = serializers.IntegerField(help_text="How many have a seat, connected or not.")
    answered = serializers.IntegerField(required=False)
    limit_ms = serializers.IntegerField(required=False)
    deadline = serializers.IntegerField(required=False)
    left_ms = serializers.IntegerField(required=False)
    item = serializers.DictField(required=False)
    reveal = serializers.DictField(required=False)
    spread = serializers.DictField(required=False)
    board = serializers.ListField(child=serializers.DictField(), required=False)
    cell_board = serializers.ListField(child=serializers.DictField(), required=False)
    host = serializers.DictField(required=False)


class MoveSerializer(StrictSerializer):
    """`version` is the room's version the host was looking at."""

    move = serializers.ChoiceField(choices=MOVES)
    version = serializers.IntegerField(min_value=0, max_value=BIG_ID)


class MovedSerializer(serializers.Serializer[Any]):
    phase = serializers.ChoiceField(choices=[phase.value for phase in Phase])
    version = serializers.IntegerField()


class AnswerSerializer(StrictSerializer):
    """Either `attempt` and `choice`, or `revision` and `text`: as the messages `answer` and `draft` of a socket."""

    run = serializers.IntegerField(min_value=1, max_value=BIG_ID)
    attempt = serializers.IntegerField(min_value=1, max_value=50, required=False)
    choice = serializers.ListField(
        child=serializers.CharField(max_length=8), min_length=1, max_length=12, required=False
    )
    revision = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False)
    text = serializers.CharField(max_length=MAX_TEXT, allow_blank=True, trim_whitespace=False, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if set(attrs) not in ({"run", "attempt", "choice"}, {"run", "revision", "text"}):
            raise ValidationError(_("Hãy gửi attempt và choice, hoặc revision và text."))
        return attrs

    def offer(self) -> OfferedChoice | OfferedDraft:
        sent = self.validated_data
        if "choice" in sent:
            return OfferedChoice(sent["run"], sent["attempt"], sent["choice"])
        return OfferedDraft(sent["run"], sent["revision"], sent["text"])


class ReceiptSerializer(serializers.Serializer[Receipt]):
    """What is on disk, with the time of receipt in milliseconds; for something sent twice, what was stored first."""

    at = serializers.IntegerField()
    attempt = serializers.IntegerField()
    choice = serializers.ListField(child=serializers.CharField())
    revision = serializers.IntegerField()


@extend_schema(tags=["rooms"])
class RoomState(APIView):
    """Where a room stands. A members' room is there only for people signed in."""

    # Who may watch is the room's own setting, asked in _room.
    permission_classes = (AllowAny,)

    @extend_schema(responses=RoomStateSerializer)
    def get(self, request: Request, code: str) -> Response:
        room = _room(request, code)
        is_host = bool(request.user and request.user.has_perm("contests.organise"))
        seen = picture(room.pk)
        if seen is None:
            raise Http404
        saved = drafted(seen.stage.run) if seen.stage and seen.stage.is_written else set()
        presence = Presence(here=frozenset(), answers=seen.answers, saved=frozenset(saved))
        boards = _boards(room) if seen.state.phase in projection.BOARDS else Boards()
        viewer = Viewer.HOST if is_host else Viewer.WALL
        state = msgspec.to_builtins(projection.state(seen, presence, boards, {}, viewer, timezone.now()))
        shown = {name: value for name, value in state.items() if name not in ONLY_SOCKETS_KNOW | {"t"}}
        return Response({**shown, "seats": sum(not seat.is_out for seat in seen.seats.values())})


@extend_schema(tags=["rooms"])
class RoomMoves(APIView):
    """A host's move."""

    permission_classes = (Organises,)
    parser_classes = (JSONParser,)

    @extend_schema(
        request=MoveSerializer,
        responses={200: MovedSerializer, 400: RefusalSerializer, 409: RefusalSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        now = timezone.now()
        wanted = MoveSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        room = _room(request, code)
        assert isinstance(request.user, User)
        move, version = Move(wanted.validated_data["move"]), wanted.validated_data["version"]
        state = move_room(room_id=room.pk, move=move, version=version, actor=request.user, at=now)
        return Response({"phase": state.phase.value, "version": state.version})


@extend_schema(tags=["rooms"])
class RoomAnswers(APIView):
    """The second way to answer, for whoever has a seat in this session: same rules, same store, same receipt."""

    # Somebody without a seat is told that there is no such room.
    permission_classes = (AllowAny,)
    parser_classes = (JSONParser,)

    @extend_schema(request=AnswerSerializer, responses={200: ReceiptSerializer, 400: RefusalSerializer})
    def post(self, request: Request, code: str) -> Response:
        now = timezone.now()
        room = _room(request, code)
        seat = own_seat(room, Own(request.user, request.session.get(SEATS, {})))
        if seat is None:
            raise Http404
        sent = AnswerSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        receipt = answer_at_once(sent.offer(), room_id=room.pk, seat_id=seat.pk, received=now)
        return Response(
            {
                "at": epoch_ms(receipt.received),
                "attempt": receipt.attempt,
                "choice": list(receipt.choice),
                "revision": receipt.revision,
            }
        )


def _room(request: Request, code: str) -> Room:
    room = Room.objects.select_related("contest").filter(code=code).first()
    if room is None or not may_watch(room, request.user):
        raise Http404
    return room


def _boards(room: Room) -> Boards:
    return Boards(
        people=board_reads.people(board_key(room, BoardKind.PEOPLE)),
        cells=board_reads.cells(board_key(room, BoardKind.CELLS)),
    )
