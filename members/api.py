"""The REST door to cells, members and rosters."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from members.importers.limits import UPLOAD_BYTES
from members.models import Membership, Obligation, RosterImport, User
from members.queries import CellLine, cell_lines, cells_seen_by, members_on
from members.rules.permissions import Permission
from members.rules.problems import Problem
from members.rules.roster import Plan
from members.services.cells import cell_with
from members.services.roster import apply_roster, keep_roster, report_on
from members.words import say_problem
from vietnamese import fold


class MayImportRoster(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and request.user.has_perm(Permission.IMPORT_ROSTER)


class CellSerializer(serializers.Serializer[CellLine]):
    """A cell; `own` counts its current members, `total` those of the cells below as well."""

    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    parent = serializers.CharField(allow_blank=True)  # type: ignore[assignment]  # declared, so no attribute of the class
    own = serializers.IntegerField()
    total = serializers.IntegerField()
    is_open = serializers.BooleanField()


class MemberSerializer(serializers.Serializer[Membership]):
    key = serializers.CharField(source="member.key")
    full_name = serializers.CharField(source="member.full_name")
    cell = serializers.CharField(source="cell.code")
    obligation = serializers.ChoiceField(choices=Obligation.choices)
    valid_from = serializers.DateField()
    has_account = serializers.SerializerMethodField()

    def get_has_account(self, place: Membership) -> bool:
        return place.member.user_id is not None


class ProblemSerializer(serializers.Serializer[Problem]):
    line = serializers.IntegerField()
    code = serializers.CharField()
    warning = serializers.BooleanField(source="is_warning")
    detail = serializers.SerializerMethodField()

    def get_detail(self, problem: Problem) -> str:
        return say_problem(problem)


class RosterReportSerializer(serializers.Serializer[dict[str, Any]]):
    """How many rows the roster adds, moves, changes and leaves, and every problem with its line."""

    id = serializers.IntegerField()
    applied = serializers.BooleanField()
    new = serializers.IntegerField()
    moved = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    missing = serializers.IntegerField()
    problems = ProblemSerializer(many=True)


class RosterFileSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(allow_empty_file=True)


class ApplySerializer(serializers.Serializer[Any]):
    """With `whole`, a roster with any error is refused."""

    whole = serializers.BooleanField(default=False)


class CellList(generics.ListAPIView[Any]):
    """The cells that the caller looks after, in the order of the tree."""

    permission_classes = (IsAuthenticated,)
    serializer_class = CellSerializer

    @extend_schema(parameters=[OpenApiParameter("search", str, description="Part of a code or name, without accents.")])
    def get(self, request: Request) -> Response:
        assert isinstance(request.user, User)
        lines = cell_lines(
            cells_seen_by(request.user), on=timezone.localdate(), search=request.query_params.get("search", "")
        )
        page: Any = self.paginate_queryset(lines)  # a list is paginated as a queryset is
        return self.get_paginated_response(CellSerializer(page, many=True).data)


class MemberList(generics.ListAPIView[Membership]):
    """Everybody now on the roster, by name."""

    permission_classes = (MayImportRoster,)
    serializer_class = MemberSerializer
    queryset = Membership.objects.none()

    def get_queryset(self) -> QuerySet[Membership]:
        params = self.request.query_params
        code = params.get("cell", "")
        places = members_on(cell_with(code).path if code else "", timezone.localdate())
        return places.filter(member__search_key__contains=fold(params.get("search", "")))

    @extend_schema(
        parameters=[
            OpenApiParameter("cell", str, description="Code of a cell; those below it are included."),
            OpenApiParameter("search", str, description="Part of a name, without accents."),
        ]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class RosterUpload(APIView):
    """Keeps an uploaded roster and reports on it; nothing changes yet."""

    permission_classes = (MayImportRoster,)

    @extend_schema(request={"multipart/form-data": RosterFileSerializer}, responses={201: RosterReportSerializer})
    def post(self, request: Request) -> Response:
        assert isinstance(request.user, User)
        data = RosterFileSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        file, at = data.validated_data["file"], timezone.now()
        content = file.read(UPLOAD_BYTES + 1)
        kept = keep_roster(content=content, file_name=file.name, by=request.user, at=at)
        return Response(_report(kept.pk, report_on(content=content, at=at).plan, applied=False), status=201)


class RosterApply(APIView):
    """Applies the rows without errors, once."""

    permission_classes = (MayImportRoster,)

    @extend_schema(request=ApplySerializer, responses=RosterReportSerializer)
    def post(self, request: Request, pk: int) -> Response:
        data = ApplySerializer(data=request.data)
        data.is_valid(raise_exception=True)
        kept = get_object_or_404(RosterImport, pk=pk)
        plan = apply_roster(roster_import=kept, at=timezone.now(), whole=data.validated_data["whole"])
        return Response(_report(pk, plan, applied=True))


def _report(pk: int, plan: Plan, *, applied: bool) -> dict[str, Any]:
    numbers = {name: len(getattr(plan, name)) for name in ("new", "moved", "changed", "unchanged", "missing")}
    report = {"id": pk, "applied": applied, **numbers, "problems": plan.problems}
    return dict(RosterReportSerializer(report).data)
