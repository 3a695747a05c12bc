"""Answers the API about marking: what is left, one script without its writer's name, and the marks it gets."""

from dataclasses import asdict
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.api.strictness import Marks, RefusalSerializer, StrictSerializer
from contests.forms.marking import LONGEST_COMMENT
from contests.queries.marking import Script, backlogs, next_unmarked, numbered, script_on_desk
from contests.services.marking import mark_script
from members.models import User


class BacklogSerializer(serializers.Serializer[Any]):
    """A written round that is closed. `next` is a script that nobody has marked, null when all are."""

    run = serializers.IntegerField()
    contest = serializers.IntegerField()
    title = serializers.CharField()
    round = serializers.CharField()
    question = serializers.CharField()
    scripts = serializers.IntegerField()
    marked = serializers.IntegerField()
    is_published = serializers.BooleanField()
    closed_at = serializers.DateTimeField()
    next = serializers.IntegerField(allow_null=True)


class CriterionSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    points = serializers.IntegerField(help_text="The most this criterion can earn.")
    guide = serializers.CharField()


class MarkedSerializer(serializers.Serializer[Any]):
    points = serializers.ListField(child=serializers.IntegerField())
    comment = serializers.CharField()


class ScriptSerializer(serializers.Serializer[Any]):
    """A script under its number. `version` goes back with the marks; 0 while it has none."""

    id = serializers.IntegerField(source="draft.pk")
    run = serializers.IntegerField(source="draft.run_id")
    number = serializers.IntegerField()
    of = serializers.IntegerField()
    question = serializers.CharField(source="content.text")
    word_limit = serializers.IntegerField(source="content.word_limit", allow_null=True)
    words = serializers.IntegerField()
    text = serializers.CharField(source="draft.text")
    rubric = CriterionSerializer(source="content.rubric", many=True)
    version = serializers.IntegerField()
    mark = serializers.SerializerMethodField()

    @extend_schema_field(MarkedSerializer(allow_null=True))
    def get_mark(self, script: Script) -> dict[str, Any] | None:
        return {"points": list(script.points), "comment": script.mark.comment} if script.mark else None


class MarksSerializer(StrictSerializer):
    """One whole number a criterion, in the order of the rubric; `version` is the one that came with the script."""

    points = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=65535), max_length=50)
    comment = serializers.CharField(max_length=LONGEST_COMMENT, allow_blank=True, default="")
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


@extend_schema(tags=["marking"])
class MarkingList(APIView):
    """What is left to mark, the newest round first."""

    permission_classes = (Marks,)

    @extend_schema(responses=BacklogSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = backlogs(timezone.now())
        scripts = numbered([backlog.run for backlog in found])
        rows = [{**asdict(backlog), "next": next_unmarked(scripts[backlog.run])} for backlog in found]
        return Response(BacklogSerializer(rows, many=True).data)


@extend_schema(tags=["marking"])
class MarkingScript(APIView):
    """One script; marks replace the ones it had, if nobody else wrote meanwhile."""

    permission_classes = (Marks,)
    parser_classes = (JSONParser,)

    @extend_schema(responses=ScriptSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(ScriptSerializer(_script(pk)).data)

    @extend_schema(
        request=MarksSerializer,
        responses={200: ScriptSerializer, 400: RefusalSerializer, 409: RefusalSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        script = _script(pk)
        given = MarksSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        assert isinstance(request.user, User)
        mark_script(draft=script.draft, **given.validated_data, marker=request.user, at=timezone.now())
        return Response(ScriptSerializer(_script(pk)).data)


def _script(pk: int) -> Script:
    script = script_on_desk(pk, timezone.now())
    if script is None:
        raise Http404
    return script
