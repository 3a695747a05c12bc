"""Decides who may use this app's API, and refuses what it does not know instead of passing over it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

PAGING = frozenset({"page", "format"})


class EditsQuestions(BasePermission):
    """The bank holds the keys, so nobody else reads any of it."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user and request.user.has_perm("questions.edit"))


class StrictSerializer(Serializer[Any]):
    """Refuses fields it does not declare."""

    def to_internal_value(self, data: Any) -> Any:  # whatever the parser read
        if isinstance(data, Mapping):
            unknown = [str(name) for name in data if name not in self.fields or self.fields[name].read_only]
            if unknown:
                raise ValidationError({name: [_("Không có mục này.")] for name in sorted(unknown)})
        return super().to_internal_value(data)


def known_query(request: Request, names: frozenset[str] = frozenset()) -> None:
    """Raises ValidationError for any query parameter outside `names` and paging."""
    unknown = sorted(set(request.query_params) - names - PAGING)
    if unknown:
        raise ValidationError({name: [_("Không có mục này.")] for name in unknown})
