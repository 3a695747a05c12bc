"""The REST door to boards: the rows of the page, with exact values."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from leaderboards.models import Board, Entry
from leaderboards.queries import entries, may_see, sees_all
from leaderboards.shown import readable


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """`rank` is null for rows listed apart, whose `values` only organisers get. Fractions are written "n/d"."""

    values = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = ("place", "rank", "is_tied", "subject", "name", "group", "values")

    def get_values(self, row: Entry) -> dict[str, str | int | None]:
        return dict(readable(row, is_whole=sees_all(self.context["request"].user)))


class BoardHeadSerializer(serializers.ModelSerializer[Board]):
    """`version` goes up whenever anything on the board changes."""

    class Meta:
        model = Board
        fields = ("key", "kind", "title", "criteria", "version", "is_final", "updated_at")


class BoardPageSerializer(serializers.Serializer[object]):
    """A board with one page of its rows."""

    board = BoardHeadSerializer()
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EntrySerializer(many=True)


@extend_schema(
    responses=BoardPageSerializer,
    parameters=[OpenApiParameter("search", str, description="part of a name, accents do not matter")],
    summary="A board with its rows",
)
class BoardEntries(generics.GenericAPIView[Entry]):
    """In rank order. 404 for a board that does not exist or that this person may not see."""

    serializer_class = EntrySerializer
    # Who may see a board is the board's own setting.
    permission_classes = (AllowAny,)
    queryset = Entry.objects.none()

    def get(self, request: Request, key: str) -> Response:
        board = Board.objects.filter(key=key).first()
        if board is None or not may_see(board, request.user):
            raise Http404
        page = self.paginate_queryset(entries(board, search=request.query_params.get("search", "")))
        answer = self.get_paginated_response(self.get_serializer(page, many=True).data)
        answer.data = {"board": BoardHeadSerializer(board).data, **answer.data}
        return answer
