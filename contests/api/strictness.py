"""Decides who may use which part of this app's API, and refuses fields that it does not know."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView


class Organises(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user and request.user.has_perm("contests.organise"))


class Marks(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user and request.user.has_perm("contests.mark"))


class OrganisesOrReads(BasePermission):
    """Reading is for everybody signed in; what they see is the view's affair. Writing is for organisers."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return bool(request.user and request.user.is_authenticated)
        return bool(request.user and request.user.has_perm("contests.organise"))


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields it does not declare."""

    def to_internal_value(self, data: Any) -> Any:  # whatever the parser read
        if isinstance(data, Mapping):
            unknown = sorted(str(name) for name in data if name not in self.fields)
            if unknown:
                raise ValidationError({name: [_("Không có mục này.")] for name in unknown})
        return super().to_internal_value(data)


class RefusalSerializer(serializers.Serializer[Any]):
    """What was refused: a stable code, and the reason in the reader's language."""

    code = serializers.CharField()
    detail = serializers.CharField()


def nothing_to_read(request: Request) -> None:
    """Raises ValidationError when a request that carries nothing brings fields."""
    unknown = request.data if isinstance(request.data, Mapping) else {"body": None}
    if unknown:
        raise ValidationError({str(name): [_("Không có mục này.")] for name in unknown})
