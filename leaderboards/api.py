"""Boards for integrators: the rows of the page, with exact values."""

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import AllowAny

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


@extend_schema(
    parameters=[OpenApiParameter("search", str, description="part of a name, accents do not matter")],
    summary="The rows of a board",
)
class BoardEntries(generics.ListAPIView[Entry]):
    """In rank order. 404 for a board that does not exist or that this person may not see."""

    serializer_class = EntrySerializer
    # Who may see a board is the board's own setting, asked in get_queryset.
    permission_classes = (AllowAny,)
    queryset = Entry.objects.none()

    def get_queryset(self) -> QuerySet[Entry]:
        board = Board.objects.filter(key=self.kwargs.get("key", "")).first()
        if board is None or not may_see(board, self.request.user):
            raise Http404
        return entries(board, search=str(self.request.query_params.get("search", "")))
