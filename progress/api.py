"""The REST door to programmes and their reports."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from members.models import User
from progress.models import Phase, Programme
from progress.queries.programmes import programmes
from progress.queries.readers import reader_for
from progress.queries.reports import Choice, Line, PhaseReport, choose


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """A programme; `cell` is the code of the cell whose tree it covers."""

    cell = serializers.CharField(source="cell.code", read_only=True)

    class Meta:
        model = Programme
        fields = ("id", "title", "cell")


class ProgrammeList(generics.ListAPIView[Programme]):
    """Every programme, newest first."""

    permission_classes = (IsAuthenticated,)
    serializer_class = ProgrammeSerializer
    queryset = programmes()


class PhaseSerializer(serializers.ModelSerializer[Phase]):
    """`position` names the phase in addresses; both days belong to it."""

    class Meta:
        model = Phase
        fields = ("position", "title", "opens_on", "closes_on", "target_percent")


class LineSerializer(serializers.Serializer[Line]):
    """A cell with all below it. The numbers are null where so few people stand behind them that they are hidden, and
    `percent` and `mean` also where nobody is counted. `missing`: people still needed to reach the target."""

    code = serializers.CharField(source="cell.code")
    name = serializers.CharField(source="cell.name")
    parent = serializers.CharField(source="parent.code", default="", allow_blank=True)  # type: ignore[assignment]  # declared, so no attribute of the class
    hidden = serializers.SerializerMethodField()
    eligible = serializers.IntegerField(source="numbers.eligible", default=None, allow_null=True)
    took_part = serializers.IntegerField(source="numbers.took_part", default=None, allow_null=True)
    percent = serializers.DecimalField(
        source="numbers.percent", max_digits=5, decimal_places=2, default=None, allow_null=True
    )
    target_percent = serializers.IntegerField()
    missing = serializers.IntegerField(source="numbers.missing", default=None, allow_null=True)
    mean = serializers.DecimalField(
        source="numbers.mean", max_digits=12, decimal_places=2, default=None, allow_null=True
    )

    def get_hidden(self, line: Line) -> bool:
        return line.numbers is None


class PhaseReportSerializer(serializers.Serializer[PhaseReport]):
    """`day` is that of the roster that was counted. `outside` counts guests and people not on the roster; it is null
    where it is hidden."""

    phase = PhaseSerializer()
    day = serializers.DateField()
    outside = serializers.IntegerField(allow_null=True)


class ReportSerializer(serializers.Serializer[Choice]):
    """A programme in one phase; `phase` is null before there is any."""

    id = serializers.IntegerField(source="whole.programme.pk")
    title = serializers.CharField(source="whole.programme.title")
    phase = PhaseReportSerializer(allow_null=True)
    cells = LineSerializer(source="lines", many=True)


class ProgrammeReport(APIView):
    """How many of whom took part, cell by cell, as far as the caller may see it."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        responses=ReportSerializer,
        parameters=[
            OpenApiParameter("phase", str, description="Position of a phase; without it, that of today."),
            OpenApiParameter("cell", str, description="Code of a cell; those below it are included."),
        ],
    )
    def get(self, request: Request, pk: int) -> Response:
        assert isinstance(request.user, User)
        programme = get_object_or_404(Programme.objects.select_related("cell"), pk=pk)
        params: Any = request.query_params  # a QueryDict of texts
        choice = choose(
            programme,
            reader_for(request.user),
            phase=params.get("phase", ""),
            cell=params.get("cell", "") or programme.cell.code,
            on=timezone.localdate(),
        )
        if choice is None:
            raise Http404
        return Response(ReportSerializer(choice).data)
