"""Lets an administrator look at the stored people and roles in Django's admin site; changes go through the pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from members.models import Cell, Member, Membership, Role
from members.rules.permissions import Permission


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """A change made here would pass by the services and their checks."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(Permission.ADMINISTER)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(Permission.ADMINISTER)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Cell)
class CellAdmin(ReadOnly):
    list_display = ("name", "code", "kind", "depth")
    search_fields = ("code", "search_key")
    ordering = ("path",)


@admin.register(Member)
class MemberAdmin(ReadOnly):
    list_display = ("full_name", "key")
    search_fields = ("key", "search_key")


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    list_display = ("member", "cell", "obligation", "valid_from", "valid_to")
    list_select_related = ("member", "cell")


@admin.register(Role)
class RoleAdmin(ReadOnly):
    list_display = ("user", "kind", "cell")
    list_select_related = ("user", "cell")
